"""The list of job adverts by their closing date."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Case, CharField, DateTimeField, F, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub import clock
from wagtail_mathshub.desk.listings.columns import (
    ChipColumn,
    Exported,
    ListColumn,
    first_columns,
    london,
    short_moment,
)
from wagtail_mathshub.desk.listings.filters import PageListFilters, SeveralFilter, fitting, in_column
from wagtail_mathshub.desk.listings.page_lists import PageList, hub_column
from wagtail_mathshub.jobs.mixins import JobAdvertMixin
from wagtail_mathshub.jobs.state import state_column
from wagtail_mathshub.scheduling.slots import span_of
from wagtail_mathshub.taxonomy.job_terms import JobKind, JobState
from wagtail_mathshub.taxonomy.vocabularies import Phase

STANDS = Q(filled=False, withdrawn=False)


def with_state(adverts: Any) -> Any:
    """Where each advert stands now, those too that are not public yet."""
    now = clock.now()
    waits = Q(_approved_schedule=True, go_live_at__gt=now)
    return adverts.annotate(
        job_state=Case(
            When(Q(live=False) & waits, then=Value(str(JobState.SCHEDULED))),
            When(live=False, then=Value(str(JobState.DRAFT))),
            default=state_column(now),
            output_field=CharField(),
        )
    )


def state_of(advert: Any) -> tuple[str, Any]:
    """The state with its word."""
    return advert.job_state, JobState(advert.job_state).label


def days_left(advert: Any) -> int | None:
    """How many days are left, 0 on the last; None once nobody can answer it, or without a closing date."""
    ended = advert.filled or advert.withdrawn or advert.closes_at is None or advert.closes_at <= clock.now()
    return None if ended else (advert.closes_at.astimezone(clock.LONDON).date() - clock.today()).days


def days_left_words(advert: Any) -> str:
    """Like "Today", "1 day", "11 days"."""
    days = days_left(advert)
    if days is None:
        return ""
    return _("Today") if days == 0 else _("1 day") if days == 1 else _("{count} days").format(count=days)


def closes_in_week(weeks: int) -> Q:
    """Adverts that close in this week (0) from now on, or in a later one; a week begins on Monday."""
    today = clock.today()
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    begins, ends = span_of(monday, None, None)[0], span_of(monday + timedelta(days=6), None, None)[1]
    return STANDS & Q(closes_at__gte=max(begins or clock.now(), clock.now()), closes_at__lt=ends)


CLOSES = {
    "this_week": (gettext_lazy("This week"), lambda: closes_in_week(0)),
    "next_week": (gettext_lazy("Next week"), lambda: closes_in_week(1)),
    "later": (gettext_lazy("Later"), lambda: STANDS & Q(closes_at__gte=_after_next_week())),
    "passed": (gettext_lazy("It has closed"), lambda: Q(closes_at__lte=clock.now())),
    "never": (gettext_lazy("No closing date"), lambda: Q(closes_at=None)),
}


def _after_next_week() -> Any:
    today = clock.today()
    return span_of(today - timedelta(days=today.weekday()) + timedelta(weeks=2), None, None)[0]


class JobFilters(PageListFilters):
    """The filters of the list of adverts."""

    closes = SeveralFilter(
        fitting({key: condition for key, (_label, condition) in CLOSES.items()}),
        label=gettext_lazy("Closes"),
        choices=[(key, label) for key, (label, _condition) in CLOSES.items()],
    )
    state = SeveralFilter(in_column("job_state"), label=gettext_lazy("State"), choices=JobState.choices)
    kind = SeveralFilter(in_column("kind"), label=gettext_lazy("Kind"), choices=JobKind.choices)
    phase = SeveralFilter(in_column("phase"), label=gettext_lazy("Phase"), choices=Phase.choices)


class JobList(PageList):
    """Adverts, those first that close next; those that are over come last, the latest of them first."""

    mixin = JobAdvertMixin
    key = "jobs"
    menu_label = gettext_lazy("Job adverts")
    icon = "user"
    left_out = ("who_can_apply",)
    default_ordering = "closes_at"
    filterset_class = JobFilters
    list_columns = [
        *first_columns(),
        hub_column(),
        ListColumn("kind", gettext_lazy("Kind"), lambda advert: advert.get_kind_display(), sort_key="kind"),
        ChipColumn("state", gettext_lazy("State"), state_of),
        ListColumn(
            "closes_at",
            gettext_lazy("Closes"),
            lambda advert: short_moment(advert.closes_at),
            sort_key="closes_at",
            exports=(Exported("closes_at", gettext_lazy("Closes"), lambda advert: london(advert.closes_at)),),
        ),
        ListColumn(
            "days_left",
            gettext_lazy("Left"),
            days_left_words,
            classname="mh-short",
            exports=(Exported("days_left", gettext_lazy("Days left"), days_left),),
        ),
        ListColumn("host", gettext_lazy("Host"), lambda advert: advert.host.name if advert.host else ""),
    ]

    def annotate(self, pages: Any) -> Any:
        """Where each stands, and whose post it is."""
        return with_state(pages).select_related("host")

    def order_queryset(self, queryset: Any) -> Any:
        """By closing date, unless another order is asked for."""
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        now = clock.now()
        is_over = Case(When(Q(closes_at__lte=now) | ~STANDS, then=1), default=0)
        ahead = Case(When(closes_at__gt=now, then=F("closes_at")), output_field=DateTimeField())
        return queryset.order_by(
            is_over, ahead.asc(nulls_last=True), F("closes_at").desc(nulls_last=True), "title", "pk"
        )


JobFilters.of = JobList
