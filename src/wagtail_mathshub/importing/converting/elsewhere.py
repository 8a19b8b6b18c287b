"""Films, activities and frames from other websites as the package's blocks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.blocks.providers import frame_of, host_of
from wagtail_mathshub.blocks.video import FILMS
from wagtail_mathshub.importing.converting.addresses import ending, file_name
from wagtail_mathshub.importing.converting.document import Film, Frame, Inlines, words
from wagtail_mathshub.importing.converting.files import download_value
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.plans import media

MOST_IN_TITLE = 200
MOST_IN_ADDRESS = 2000


def frame_item(frame: Frame, heading: str, notices: list[Notice]) -> dict[str, Any] | None:
    """The block for a frame; None where its website is not one that may be shown."""
    address = _secure(frame.address)
    if len(address) > MOST_IN_ADDRESS:
        return None
    activity = frame_of(address, "interactive")
    if activity:
        title = frame.title or heading or activity["provider"]
        return {"type": "interactive", "value": _activity(address, title, activity["provider"], notices)}
    film = frame_of(address, "video")
    if not film:
        return None
    title = frame.title or heading or _("Video on {website}").format(website=film["provider"])
    return {"type": "video", "value": _film_value(title, notices) | {"url": address}}


def film_item(film: Film, heading: str, notices: list[Notice]) -> dict[str, Any]:
    """The block for a film that is a file of the old site; a download where browsers do not play it."""
    title = (film.title or heading or file_name(film.address))[:MOST_IN_TITLE]
    if ending(film.address) not in FILMS:
        return {"type": "download", "value": download_value(film.address, title)}
    return {"type": "video", "value": _film_value(title, notices) | {"document": media(film.address)}}


def is_address_of_film(inlines: Inlines) -> str:
    """The address where the words are nothing but that of a film or activity; "" otherwise."""
    text = words(inlines)
    href = inlines[0].href if inlines else ""
    if " " in text or len(text) > MOST_IN_ADDRESS or not text.startswith(("https://", "http://")):
        return ""
    if href and href.rstrip("/") != text.rstrip("/"):
        return ""
    return text if frame_of(_secure(text)) else ""


def website_of(address: str) -> str:
    """The website's host, for a sentence."""
    return host_of(address) or address


def _secure(address: str) -> str:
    return "https://" + address.removeprefix("http://") if address.startswith("http://") else address


def _activity(address: str, title: str, provider: str, notices: list[Notice]) -> dict[str, Any]:
    message = _("Say what to do with this activity, also for people who cannot use it: {title}")
    notices.append(Notice("activity", message.format(title=title), address))
    description = _("An activity on {website}.").format(website=provider)
    return {"url": address, "title": title[:MOST_IN_TITLE], "description": description, "height": "medium"}


def _film_value(title: str, notices: list[Notice]) -> dict[str, Any]:
    # Whether a film has captions cannot be seen from here, and must not be claimed.
    message = _("Say how people who cannot hear this film are helped: {title}").format(title=title)
    notices.append(Notice("captions", message, title))
    return {
        "document": None,
        "url": "",
        "title": title[:MOST_IN_TITLE],
        "captions": "transcript",
        "captions_file": None,
        "language": "en-GB",
        "transcript": "<p>{}</p>".format(_("There is no transcript of this film yet.")),
        "poster": None,
    }
