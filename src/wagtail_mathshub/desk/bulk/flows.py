"""Writes one change to many pages: to what is public, and to the draft that an editor is at work on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import swapper
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wagtail_mathshub.desk.bulk import rights
from wagtail_mathshub.desk.bulk.changes import Answers, Change, NotDone, Values, set_on
from wagtail_mathshub.publishing import generation


@dataclass
class Outcome:
    """The pages that were changed, and those that were not, each with the reason."""

    done: list[Any] = field(default_factory=list)
    not_done: list[tuple[Any, str]] = field(default_factory=list)


def change_pages(*, change: Change, pages: Iterable[Any], answers: Answers, user: Any) -> Outcome:
    """Change the pages one by one, each in a transaction of its own; what fails leaves the others alone."""
    outcome = Outcome()
    with generation.moved_once():
        for page in pages:
            try:
                change_page(change=change, key=page.pk, answers=answers, user=user)
            except NotDone as error:
                outcome.not_done.append((page, str(error)))
            except ValidationError as error:
                outcome.not_done.append((page, _words(page, error)))
            else:
                outcome.done.append(page)
    return outcome


@transaction.atomic
def change_page(*, change: Change, key: int, answers: Answers, user: Any) -> None:
    """Change one page as it is now. NotDone or ValidationError when it cannot be, and nothing is written."""
    page = _locked(key)
    if not change.fits(page):
        raise NotDone(str(change.wrong_type))
    if reason := rights.obstacle(page, user):
        raise NotDone(reason)
    if page.live:
        _change_public(page, change, answers, user)
    else:
        _change_draft(page.get_latest_revision_as_object(), change, answers, user)


def _locked(key: int) -> Any:
    model = swapper.load_model("wagtailcore", "Page")
    row = model.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise NotDone(_("It is not there any more."))
    return row.specific


def _words(page: Any, error: ValidationError) -> str:
    """What its page would not accept, each fault with the name of its field."""
    named = {field.name: str(field.verbose_name) for field in page._meta.fields}
    faults = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return " ".join(
        f"{capfirst(named[name])}: {text}" if name in named else text
        for name, texts in faults.items()
        for text in texts
    )


def _change_public(page: Any, change: Change, answers: Answers, user: Any) -> None:
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    values = change.plan(page, answers)
    set_on(page, values)
    page.save_revision(user=user).publish(user=user, log_action=change.action)
    if draft is not None:
        _save_again(draft, values, user)


def _save_again(draft: Any, values: Values, user: Any) -> None:
    # What was just published is now the latest revision. The draft becomes it again, with the new values.
    set_on(draft, values)
    draft.save_revision(user=user, clean=False)


def _change_draft(draft: Any, change: Change, answers: Answers, user: Any) -> None:
    set_on(draft, change.plan(draft, answers))
    # As when an editor saves a draft: much may still be missing.
    draft.save_revision(user=user, clean=False, log_action=change.action)
