"""The pages of an import as its screens show them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.importing.plans import PlanKind
from wagtail_mathshub.importing.tables import ImportItem, ImportRun, ItemState

AT_ONCE = 50
SURE, FAIRLY_SURE = 0.85, 0.6
# What somebody should look at: there are notices, and nobody has accepted the page.
HAS_NOTICES = Q(findings__has_key="notices") & ~Q(findings__notices=[])
TO_LOOK_AT = HAS_NOTICES & Q(accepted=False) & ~Q(state__in=[ItemState.LEFT_OUT, ItemState.DISCARDED])
_HEAVY = ("original", "applied", "open_links", "open_media", "aliases")


class PageFilter(forms.Form):
    """Which pages of an import are shown."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *ItemState.choices])
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[("", _("All")), *PlanKind.choices])
    look = forms.ChoiceField(
        label=_("To look at"),
        required=False,
        choices=[("", _("All")), ("yes", _("Something to look at")), ("no", _("Nothing to look at"))],
    )
    accepted = forms.ChoiceField(
        label=_("Accepted"),
        required=False,
        choices=[("", _("All")), ("yes", _("Accepted")), ("no", _("Not yet accepted"))],
    )

    def rows(self, items: QuerySet[ImportItem]) -> QuerySet[ImportItem]:
        """Those of `items` that are asked for; what is no filter is passed over."""
        self.is_valid()
        given = self.cleaned_data
        if given.get("state"):
            items = items.filter(state=given["state"])
        if given.get("kind"):
            items = items.filter(kind=given["kind"])
        if given.get("look"):
            items = items.filter(HAS_NOTICES) if given["look"] == "yes" else items.exclude(HAS_NOTICES)
        if given.get("accepted"):
            items = items.filter(accepted=given["accepted"] == "yes")
        return items


def items_of(run: ImportRun) -> QuerySet[ImportItem]:
    """The pages of the old site that the run has read, in its order."""
    rows = ImportItem.objects.filter(site=run.site, source_key=run.source_key)
    return rows.select_related("page").defer(*_HEAVY).order_by("order", "pk")


def ready(run: ImportRun) -> QuerySet[ImportItem]:
    """The pages that nobody need look at, and nobody has accepted yet."""
    return items_of(run).filter(page__isnull=False, accepted=False).exclude(HAS_NOTICES)


def confidence_words(confidence: float) -> str:
    """How sure the type is."""
    if confidence >= SURE:
        return gettext("sure")
    return gettext("fairly sure") if confidence >= FAIRLY_SURE else gettext("a guess")


def safe_address(address: str) -> str:
    """An address that a link may lead to; "" for any other."""
    try:
        return address if urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def edit_address(item: ImportItem) -> str:
    """Where the new page is edited; "" where there is none."""
    return reverse("wagtailadmin_pages:edit", args=[item.page_id]) if item.page_id else ""


def counted(runs: QuerySet[ImportRun]) -> QuerySet[ImportRun]:
    """The imports, each with the numbers of pages that its line shows."""

    def count(*states: str) -> Count:
        return Count("items", filter=Q(items__state__in=states))

    look = Q(items__findings__has_key="notices") & ~Q(items__findings__notices=[])
    look &= Q(items__accepted=False) & ~Q(items__state__in=[ItemState.LEFT_OUT, ItemState.DISCARDED])
    return runs.select_related("user", "site").annotate(
        made_count=count(ItemState.CREATED),
        updated_count=count(ItemState.UPDATED),
        kept_count=count(ItemState.KEPT),
        failed_count=count(ItemState.FAILED),
        look_count=Count("items", filter=look),
    )
