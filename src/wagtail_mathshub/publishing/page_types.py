"""Which concrete page class an installation has for one of the package's mixins."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models


def find_models(mixin: type[models.Model]) -> list[type[Any]]:
    """The topmost concrete classes built on `mixin`: one is right, two are a check error."""
    concrete = [model for model in apps.get_models() if issubclass(model, mixin)]
    return [model for model in concrete if not any(base in concrete for base in model.__mro__[1:])]


def get_model(mixin: type[models.Model]) -> Any:
    """The installation's concrete class for `mixin`, or None where it has none."""
    return next(iter(find_models(mixin)), None)
