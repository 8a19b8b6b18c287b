"""One page of an import: what there is to say about it, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail_mathshub.importing import flows
from wagtail_mathshub.importing.converting import text_of
from wagtail_mathshub.importing.office import rights, rows
from wagtail_mathshub.importing.office.screens import (
    ItemScreen,
    chip,
    item_address,
    run_address,
)
from wagtail_mathshub.importing.plans import PlanKind
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import Status
from wagtail_mathshub.importing.tables import ItemState
from wagtail_mathshub.scoping.policies import may
from wagtail_mathshub.scoping.screens import say_done, say_no

MOST_TEXT = 20_000


class ItemView(ItemScreen):
    """Shows a page's warnings and guesses beside its old text."""

    template_name = "wagtail_mathshub/admin/importing/item.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All that is known of the page."""
        item, user, found = self.item, self.request.user, self.item.findings
        may_delete = may(user, "delete", self.run) and item.state != ItemState.DISCARDED
        return {
            **super().get_context_data(**kwargs),
            "run": self.run,
            "item": item,
            "chip": chip(item.state, item.get_state_display()),
            "sure": rows.confidence_words(item.confidence) if item.kind else "",
            "status": Status(item.status).label if item.status in Status.values else item.status,
            "guesses": [
                {
                    **guess,
                    "value": value_words(guess.get("value")),
                    "sure": rows.confidence_words(guess["confidence"]),
                }
                for guess in found.get("guesses", [])
            ],
            "losses": found.get("losses", []),
            "redirects": found.get("redirects", []),
            "old": rows.safe_address(item.address),
            "edit": rows.edit_address(item),
            "old_text": old_text(item.original),
            "can_accept": may(user, "change", self.run) and item.page_id,
            "kinds": PlanKind.choices if self._can_change_kind(may_delete) else [],
            "can_discard": may_delete,
        }

    def _can_change_kind(self, may_delete: bool) -> bool:
        return bool(self.item.original) and may_delete and may(self.request.user, "change", self.run)


class ActView(ItemScreen):
    """Does one thing with a page of an import."""

    http_method_names = ["post", "options"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Discarding and making anew delete the present page."""
        super().setup(request, *args, **kwargs)
        self.action = "change" if kwargs["act"] in ("accept", "reopen") else "delete"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        act = ACTS.get(kwargs["act"])
        if act is None:
            raise Http404
        try:
            say_done(request, act(self.item, request))
        except ImportRefused as error:
            say_no(request, error)
            return redirect(item_address(self.run, self.item))
        if kwargs["act"] == "accept" and request.POST.get("then") == "next":
            return redirect(self._next())
        return redirect(item_address(self.run, self.item))

    def _next(self) -> str:
        """The next page that somebody should look at, else the whole import."""
        later = rows.items_of(self.run).filter(
            rows.TO_LOOK_AT, page__isnull=False, order__gte=self.item.order
        )
        found = later.exclude(pk=self.item.pk).first()
        return item_address(self.run, found) if found else run_address(self.run)


def accept(item: Any, request: HttpRequest) -> str:
    """Somebody is content with the page."""
    if item.page_id is None:
        raise ImportRefused(_("There is no page to accept."))
    flows.accept(item=item)
    return _("“{title}” is accepted.").format(title=item)


def reopen(item: Any, request: HttpRequest) -> str:
    """Somebody is not content with it any more."""
    flows.accept(item=item, accepted=False)
    return _("“{title}” is to be looked at again.").format(title=item)


def change_kind(item: Any, request: HttpRequest) -> str:
    """Make the page anew as another type."""
    kind = request.POST.get("kind", "")
    if kind not in PlanKind.values:
        raise ImportRefused(_("Choose a type."))
    _check_page(item, request.user)
    new = flows.change_kind(item=item, kind=PlanKind(kind), user=request.user)
    return _("“{title}” is now: {kind}.").format(title=new, kind=PlanKind(kind).label)


def discard(item: Any, request: HttpRequest) -> str:
    """Delete the page, for good."""
    _check_page(item, request.user)
    flows.discard(item=item, user=request.user)
    return _("“{title}” is discarded. Later imports leave it out.").format(title=item)


ACTS = {"accept": accept, "reopen": reopen, "change-type": change_kind, "discard": discard}


def _check_page(item: Any, user: Any) -> None:
    if not rights.may_delete_page(user, item.page):
        raise ImportRefused(_("You may not delete the present page of “{title}”.").format(title=item))


def value_words(value: Any) -> str:
    """A guessed value in one line."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {value_words(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "; ".join(map(value_words, value))
    return "" if value is None else str(value)


def old_text(original: dict[str, Any]) -> str:
    """The words of the old page, without any markup."""
    text = text_of(original.get("html", "")) if original else ""
    return f"{text[:MOST_TEXT]} …" if len(text) > MOST_TEXT else text
