"""What can be changed on many pages at once: which pages it fits, and what it sets on one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail_mathshub.publishing.page_types import get_model

Values = dict[str, Any]
Answers = dict[str, Any]


class NotDone(Exception):
    """Why a page is not changed, in a sentence for an editor."""


class NothingToDo(NotDone):
    """The page is as it should be already."""


@dataclass(frozen=True)
class Change:
    """A change of pages built on `mixins`.

    `plan` says what to set on one page for the answers of the form, which are empty while nothing was
    asked yet; it raises NotDone. `action` names it in Wagtail's log, `wrong_type` is said of other pages.
    """

    action: str
    mixins: tuple[type[Any], ...]
    plan: Callable[[Any, Answers], Values]
    wrong_type: Any

    def fits(self, page: Any) -> bool:
        """Whether a specific page is of the right type."""
        return isinstance(page, self.mixins)

    def is_possible_here(self) -> bool:
        """Whether the installation has pages of the right type at all."""
        return any(get_model(mixin) is not None for mixin in self.mixins)


def set_on(page: Any, values: Values) -> None:
    """Set the values; rows of a relation are added to those that are there."""
    for name, value in values.items():
        if isinstance(value, list):
            getattr(page, name).add(*value)
        else:
            setattr(page, name, value)
