"""The demo's accessibility statements and privacy notices."""

from __future__ import annotations

from typing import Any

from django.utils.html import escape

from example_site.demo.content import content
from example_site.demo.known import Known
from wagtail_mathshub.desk import accessibility_statement
from wagtail_mathshub.hubs.navigation import home_of
from wagtail_mathshub.pages.models import HubContentPage


def make_notices(known: Known) -> None:
    """Both notices of each hub, published; what an editor has published already stays as it is."""
    for row in content()["hubs"]:
        hub = known.hubs[row["key"]]
        facts = {
            "hub": hub.name,
            "email": hub.email,
            "phone": hub.phone,
            "controller": hub.privacy_controller,
            "processor": hub.privacy_processor or hub.privacy_controller,
            "basis": hub.privacy_basis,
            "years": f"{hub.retention_months // 12} years",
            "school": known.schools[row["lead_schools"][0]].name,
            "address": hub.site.root_url,
        }
        for notice in content()["notices"]:
            _make(home_of(hub), notice, facts)


def _make(home: Any, notice: dict[str, Any], facts: dict[str, str]) -> None:
    page = HubContentPage.objects.child_of(home).filter(slug=notice["slug"]).first()
    if page is not None and page.live:
        return
    is_new = page is None
    page = page or HubContentPage(slug=notice["slug"], show_in_menus=False)
    page.title, page.intro = notice["title"], notice["intro"]
    page.body = list(_blocks(notice["parts"], facts))
    if is_new:
        home.add_child(instance=page)
    page.save_revision().publish()


def _blocks(parts: list[dict[str, Any]], facts: dict[str, str]) -> Any:
    for part in parts:
        yield "heading", {"text": part["heading"], "size": part.get("size", "h2")}
        lines = [_linked(line.format(**facts)) for line in part.get("text", [])]
        points = "".join(f"<li>{_linked(line.format(**facts))}</li>" for line in part.get("points", []))
        html = "".join(f"<p>{line}</p>" for line in lines) + (f"<ul>{points}</ul>" if points else "")
        if html:
            yield "text", html


def _linked(line: str) -> str:
    links = {
        "the accessibility regulations": accessibility_statement.LAW,
        "Web Content Accessibility Guidelines": accessibility_statement.GUIDELINES,
        "Equality Advisory and Support Service": accessibility_statement.EASS,
    }
    html = escape(line)
    for words, address in links.items():
        html = html.replace(f"[{words}]", f'<a href="{address}">{words}</a>')
    return html
