"""Tags and filters of the default templates."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import template

from wagtail_mathshub import clock
from wagtail_mathshub.articles.wording import minutes_words
from wagtail_mathshub.blocks.prose import prose as shown_text
from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.finding import home, related
from wagtail_mathshub.finding.calendars import subscribe_address
from wagtail_mathshub.hubs.navigation import foot_of, menu_of
from wagtail_mathshub.hubs.queries import lead_schools_of
from wagtail_mathshub.jobs import wording as job_wording
from wagtail_mathshub.people.credits import named
from wagtail_mathshub.publishing import wording as words
from wagtail_mathshub.publishing.file_facts import FileFacts, facts_words
from wagtail_mathshub.publishing.json_ld import graph_script
from wagtail_mathshub.publishing.references import DOCUMENT, IMAGE, Found
from wagtail_mathshub.taxonomy import years
from wagtail_mathshub.taxonomy.academic_years import label
from wagtail_mathshub.taxonomy.vocabularies import Mode
from wagtail_mathshub.workgroups import wording

LIST_SIZES = "(min-width: 56.25rem) 18rem, (min-width: 43.75rem) 15rem, 24rem"

register = template.Library()

register.filter("places_words", wording.places_words)
register.filter("cost_words", wording.cost_words)
register.filter("meets_words", wording.meets_words)
register.filter("next_words", wording.next_words)
register.filter("where_words", wording.where_words)
register.filter("cost_rows", wording.cost_rows)
register.filter("limits_words", wording.limits_words)
register.filter("academic_year", label)
register.filter("minutes_words", minutes_words)
register.filter("pay_words", job_wording.pay_words)
register.filter("dates_words", job_wording.dates_words)
register.filter("closing_words", job_wording.closing_words)
register.filter("moment_of_closing", job_wording.moment_of_closing)
register.filter("over_words", job_wording.over_words)
register.filter("release_words", job_wording.release_words)
register.filter("days_left_words", job_wording.days_left_words)
register.filter("extended_words", job_wording.extended_words)
register.filter("named", named)
register.filter("json_ld", graph_script)


@register.filter
def file_words(document: dict[str, Any]) -> str:
    """What a document is: "PDF, 310 kB, 3 pages"."""
    facts = FileFacts(
        document["type"], document["media_type"], document["size"], document["pages"], suspicious=False
    )
    return facts_words(facts)


@register.inclusion_tag("wagtail_mathshub/includes/header.html", takes_context=True)
def hub_header(context: Any) -> dict[str, Any]:
    """The hub's mark, name and menu."""
    hub, page = context.get("hub"), context.get("page")
    home, menu = menu_of(hub)
    path = getattr(page, "path", "") or ""
    return {
        "hub": hub,
        "home": home,
        "menu": menu,
        "page": page,
        "section": [item.pk for item in menu if path.startswith(item.path)],
        "current": context.get("current", ""),
        "request": context.get("request"),
    }


@register.inclusion_tag("wagtail_mathshub/includes/footer.html", takes_context=True)
def hub_footer(context: Any) -> dict[str, Any]:
    """Who the hub is, how to keep up with it, and its notices."""
    hub = context.get("hub")
    return {
        "hub": hub,
        "lead_schools": lead_schools_of(hub),
        "notices": foot_of(hub),
        "page": context.get("page"),
        "paper_address": context.get("paper_address", ""),
        "request": context.get("request"),
    }


register.simple_tag(lead_schools_of, name="lead_schools")


@register.simple_tag(takes_context=True)
def prose(context: Any, html: str) -> str:
    """Stored rich text for readers: links checked, formulas drawn."""
    return shown_text(html, context.get("references") or Found())


@register.simple_tag(takes_context=True)
def page_query(context: Any, number: int) -> str:
    """The address of another page of this list, with the filters that are set."""
    return _query(context, page=str(number))


@register.simple_tag(takes_context=True)
def without_query(context: Any, name: str) -> str:
    """The address of this list without one of its filters."""
    return _query(context, page=None, **{name: None})


def _query(context: Any, **changes: str | None) -> str:
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}"


@register.inclusion_tag("wagtail_mathshub/includes/picture.html", takes_context=True)
def picture_of(
    context: Any, page: Any, sizes: str = LIST_SIZES, alt: str | None = None, eager: bool = False
) -> dict[str, Any]:
    """A page's picture in several widths; nothing where there is none. `alt` is "" beside a title that says it."""
    key = page.lead_image_id
    picture = context.get("pictures", {}).get(key) or (context.get("references") or Found()).get(IMAGE, key)
    return {"picture": picture, "sizes": sizes, "alt": alt, "eager": eager}


@register.simple_tag
def year_finder() -> dict[str, Any]:
    """The years by phase, and the roles, that the home page leads to the list with."""
    return home.finder()


@register.simple_tag
def home_sections(page: Any, hub: Any) -> dict[str, Any]:
    """What a hub's home page gathers."""
    return home.sections(page, hub)


@register.simple_tag
def related_to_group(group: Any, hub: Any) -> list[related.GoesWith]:
    """Articles, lessons and open roles that go with a Work Group."""
    return related.to_group(group, hub)


@register.simple_tag(takes_context=True)
def webcal(context: Any, address: str) -> str:
    """The address of a calendar for subscribing to it."""
    return subscribe_address(context["request"], address)


@register.simple_tag
def sign_up_link(group: Any, hub: Any) -> wording.SignUpLink | None:
    """Where to sign up for `group` now, if anywhere."""
    return wording.sign_up_link(group, hub)


register.simple_tag(wording.interest_link)


@register.simple_tag(takes_context=True)
def label_of(context: Any, thing: Any) -> str:
    """What an audience, a topic or a Work Group's state is called at the hub: in its own words, where it has some."""
    if isinstance(thing, dict):
        # A chip that has words of its own already, like "3 places left".
        return str(thing["label"])
    labels = getattr(context.get("hub"), "labels", None) or {}
    return str(labels.get(thing.key) or thing.label)


@register.filter
def lower_first(text: str) -> str:
    """A label inside a sentence."""
    return words.lower_first(str(text))


@register.filter
def day_words(day: date) -> str:
    """A day with its weekday and year."""
    return words.day_words(day, weekday=True, year=True)


@register.filter
def short_day_words(day: date) -> str:
    """A day with its weekday in short, without the year."""
    return words.short_day_words(day)


@register.filter
def table_day_words(day: date) -> str:
    """A day in short with its year, as a table has it."""
    return words.short_day_words(day, year=True)


@register.filter
def moment_words(moment: datetime) -> str:
    """A moment in London."""
    return words.moment_words(moment)


@register.simple_tag
def today_words() -> str:
    """Today in London."""
    return words.day_words(clock.today(), year=True)


@register.filter
def london_day(moment: datetime) -> str:
    """The day of a moment in London."""
    return words.day_words(moment.astimezone(LONDON).date(), year=True)


@register.filter
def document(references: Found | None, key: int | None) -> dict[str, Any] | None:
    """A file that visitors may have, among what the page points to."""
    return references.get(DOCUMENT, key) if references and key else None


@register.simple_tag
def year_link(group: Any) -> dict[str, str] | None:
    """The first of a group's years, to look for others by; None for all years."""
    if group.year_from is None:
        return None
    return {"key": years.year_key(group.year_from), "label": years.year_label(group.year_from)}


@register.filter
def plain_day_words(day: date) -> str:
    """A day with its year, like "10 September 2026"."""
    return words.day_words(day, year=True)


@register.filter
def time_words(wall: time) -> str:
    """A wall time."""
    return words.time_words(wall)


@register.filter
def times_words(slot: Any) -> str:
    """From when to when a slot runs."""
    return words.times_words(slot.start, slot.end)


@register.filter
def mode_words(key: str) -> str:
    """A mode in words."""
    return str(Mode(key).label)
