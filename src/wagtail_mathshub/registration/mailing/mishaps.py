"""Writes down what went wrong without the data of those whom it concerned."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from wagtail_mathshub.registration.refusals import Busy, Refused

logger = logging.getLogger(__name__)


@contextmanager
def passed_over(step: str, key: object) -> Generator[list[str]]:
    """Let one row fail without the others; the list it gives holds the step's name afterwards if it did."""
    failed: list[str] = []
    try:
        yield failed
    except (Busy, Refused):
        # Somebody else was quicker, or has the places at the moment: the next run looks again.
        logger.info("%s for %s was put off.", step, key)
    except Exception as error:
        failed.append(step)
        note(f"{step} for {key} failed", error)


def note(what: str, error: Exception) -> None:
    """Log an error with where it happened, and without its words: databases and servers quote addresses."""
    where = "".join(traceback.format_tb(error.__traceback__)[-6:])
    logger.error("%s: %s\n%s", what, in_short(error), where)


def in_short(error: Exception) -> str:
    """An error in a few words that name nobody."""
    code = _code(error)
    return f"{type(error).__name__} {code}".strip()


def _code(error: Exception) -> str:
    if isinstance(error, SMTPResponseException):
        return str(error.smtp_code)
    if isinstance(error, SMTPRecipientsRefused):
        return ", ".join(sorted({str(code) for code, _words in error.recipients.values()}))
    return str(error.errno or "") if isinstance(error, OSError) else ""
