"""What cannot be done in sign-up, as problems of the API."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from wagtail_mathshub.api.errors import FaultShape, Problem, ProblemShape, readable
from wagtail_mathshub.registration.refusals import Busy, Faults, Refused

WRITE_FAULTS = {409: ProblemShape, 429: ProblemShape, 503: ProblemShape}


@contextmanager
def as_problems() -> Generator[None]:
    """Inside, what the flows refuse becomes a problem: 422 by field, 409 with the reason, 503 to try again."""
    try:
        yield
    except Faults as faults:
        raise _faulty(faults.by_path) from faults
    except Refused as refused:
        raise Problem(409, refused.reason, refused.instead, code=refused.code) from refused
    except Busy as busy:
        detail = _("Nothing was stored. Send the same again in a moment.")
        wait = {"Retry-After": str(busy.wait)}
        raise Problem(503, _("Too many at once"), detail, headers=wait) from busy


def _faulty(by_path: dict[str, str]) -> Problem:
    faults = [FaultShape(name=readable(path), message=message) for path, message in by_path.items()]
    return Problem(422, _("Some answers need another look"), errors=faults)


def stored_key(given: str, page_id: int) -> str:
    """The name under which a request with this key is known; "" without one.

    The same key for another Work Group, and so for another hub, is another name; the key itself is not stored.
    """
    return hashlib.sha256(f"applications:{page_id}:{given}".encode()).hexdigest() if given else ""
