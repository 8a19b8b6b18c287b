"""A page with every block, to look at."""

from __future__ import annotations

from typing import Any

from example_site.demo.files import document, lesson_file, picture, vtt
from example_site.demo.hubs import COLOURS
from example_site.demo.known import Known
from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.hubs.library import hub_collection
from wagtail_mathshub.hubs.navigation import home_of
from wagtail_mathshub.pages.models import HubContentPage

SLUG = "every-block"


def make_kitchen_sink(known: Known) -> None:
    """The page below the first hub's home, made once; menus leave it out."""
    home = home_of(known.hubs["fenmarsh"])
    if HubContentPage.objects.child_of(home).filter(slug=SLUG).exists():
        return
    page = HubContentPage(
        slug=SLUG,
        title="Every block",
        intro="What editors can put on a page. All of it is invented.",
        show_in_menus=False,
        body=list(_blocks(known)),
    )
    home.add_child(instance=page)
    page.save_revision().publish()


def _blocks(known: Known) -> Any:
    chosen = _chosen(known)
    for name, block in BodyBlock().child_blocks.items():
        value = block.get_prep_value(block.get_preview_value())
        if name not in ("heading", "lead", "text"):
            yield "heading", {"text": str(block.label), "size": "h2"}
        yield name, block.to_python(value | chosen.get(name, {}) if isinstance(value, dict) else value)


def _chosen(known: Known) -> dict[str, dict[str, Any]]:
    files, colours = hub_collection(known.hubs["fenmarsh"]), COLOURS["fenmarsh"]
    image = picture("Every block", colours, files).pk
    sheet = document(
        "A worksheet", "worksheet.pdf", lesson_file("worksheet.pdf", "pdf", "Arrays", "Year 3"), files
    )
    film = document(
        "Clapping", "clapping.mp4", lesson_file("clapping.mp4", "mp4", "Clapping", "Year 1"), files
    )
    spoken = document("Clapping, captions", "clapping.vtt", vtt(["Clap, clap, stamp."]), files)
    pictures = [picture(f"Every block {number}", colours, files).pk for number in (1, 2, 3)]
    people = [known.people[key].pk for key in ("helen-ashby", "priya-wynn")]
    return {
        "image": {"image": image},
        "gallery": {"title": "Counters in arrays", "images": [_picture(key) for key in pictures]},
        "video": {"document": film.pk, "captions_file": spoken.pk, "captions": "captions", "poster": image},
        "download": {"document": sheet.pk},
        "downloads": {"items": [{"document": sheet.pk, "title": "", "licence": "CC-BY-4.0", "note": ""}]},
        "people_cards": {"people": people},
        "place": {"organisation": known.schools["market-hall"].pk},
        "testimonial": {"photo": image},
    }


def _picture(key: int) -> dict[str, Any]:
    return {"image": key, "alt": "Rows of counters", "decorative": False, "caption": "", "credit": ""}
