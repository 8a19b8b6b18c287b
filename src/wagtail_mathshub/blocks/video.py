"""Films, as a file of the hub's or on another website."""

from __future__ import annotations

from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from wagtail_mathshub.blocks import samples
from wagtail_mathshub.blocks.providers import FrameShape, frame_of, host_of, link_of
from wagtail_mathshub.blocks.samples import SampledBlock
from wagtail_mathshub.blocks.text import RICH_TEXT_FEATURES
from wagtail_mathshub.publishing.files import facts_of
from wagtail_mathshub.publishing.references import Found
from wagtail_mathshub.publishing.shapes import DocumentShape, ImageShape

FILMS = {"mp4", "webm"}
CAPTIONS = {"vtt"}
HEARING = ("captions", "transcript", "none")


class VideoShape(BaseModel):
    """A film: a file of the hub's, or one on another website."""

    title: str
    document: DocumentShape | None = Field(description="The hub's own film.")
    playable: bool = Field(description="Whether browsers play the hub's own film themselves.")
    captions_file: DocumentShape | None = Field(description="WebVTT, for the hub's own film.")
    language: str = Field(description="Of the captions, as a language tag.", examples=["en-GB", "cy"])
    language_label: str
    url: str = Field(description="The address of a film on another website; otherwise empty.")
    provider: str = Field(description="That website, by its name or its host.")
    frame: FrameShape | None = Field(description="Null where the website is not one that may be shown.")
    captions: Literal["captions", "transcript", "none", ""]
    transcript: str = Field(description="HTML.")
    poster: ImageShape | None


def hearing_choices() -> list[tuple[str, str]]:
    """How people who cannot hear a film are helped."""
    words = (_now("It has captions"), _now("There is a transcript"), _now("There is nothing to hear"))
    return list(zip(HEARING, words, strict=True))


def caption_languages() -> list[tuple[str, str]]:
    """The languages of captions, each by the name that its readers look for."""
    return [
        ("en-GB", "English"),
        ("cy", "Cymraeg"),
        ("ar", "العربية"),
        ("bn", "বাংলা"),
        ("pa", "ਪੰਜਾਬੀ"),
        ("pl", "Polski"),
        ("pt", "Português"),
        ("ro", "Română"),
        ("so", "Soomaali"),
        ("uk", "Українська"),
        ("ur", "اردو"),
    ]


def sample_video() -> dict[str, Any]:
    """A film for the preview."""
    return {
        "document": samples.document(samples.FILM),
        "title": _now("Counting in arrays"),
        "captions": "transcript",
        "transcript": "<p>" + _now("Here are three rows of four counters. How many are there?") + "</p>",
        "poster": samples.image(),
    }


class VideoBlock(SampledBlock):
    """A film with what people need who cannot hear it."""

    document = DocumentChooserBlock(
        label=_("video file"), required=False, help_text=_("An MP4 or WebM file of your own.")
    )
    url = blocks.URLBlock(
        label=_("or its address"), required=False, help_text=_("On YouTube, Vimeo or another website.")
    )
    title = blocks.CharBlock(label=_("title"), max_length=200)
    captions = blocks.ChoiceBlock(
        label=_("for people who cannot hear it"), choices=hearing_choices, search_index=False
    )
    captions_file = DocumentChooserBlock(
        label=_("captions"),
        required=False,
        help_text=_("A WebVTT file (.vtt), for a video file of your own."),
    )
    language = blocks.ChoiceBlock(
        label=_("language of the captions"), choices=caption_languages, default="en-GB", search_index=False
    )
    transcript = blocks.RichTextBlock(
        label=_("transcript"),
        required=False,
        features=RICH_TEXT_FEATURES,
        help_text=_("What is said, and what is seen where that matters."),
    )
    poster = ImageChooserBlock(
        label=_("picture before it plays"),
        required=False,
        help_text=_("Empty: the first moment of the film."),
    )
    schema = VideoShape

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A film of your own or on another website, with captions or a transcript.")
        template = "wagtail_mathshub/blocks/video.html"
        preview_value = staticmethod(sample_video)

    def clean(self, value: Any) -> Any:
        """Refuse a film that is nowhere, that browsers do not play, or that some people get nothing from."""
        cleaned = super().clean(value)
        faults = _faults(cleaned)
        if faults:
            errors = {name: ValidationError(message) for name, message in faults.items()}
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing where neither a file nor an address is left."""
        shown = super().represent(raw, found) or {}
        document, captions = shown["document"], shown["captions_file"]
        url = "" if document else link_of(shown["url"])
        if not (document or url):
            return None
        frame = frame_of(url, "video") if url else None
        languages = dict(caption_languages())
        language = shown["language"] if shown["language"] in languages else "en-GB"
        return shown | {
            "playable": bool(document) and document["type"] in FILMS,
            "captions_file": captions if document and captions and captions["type"] in CAPTIONS else None,
            "language": language,
            "language_label": languages[language],
            "url": url,
            "provider": frame["provider"] if frame else host_of(url),
            "frame": frame,
            "captions": shown["captions"] if shown["captions"] in HEARING else "",
        }


def _faults(value: Any) -> dict[str, Any]:
    film, captions = value["document"], value["captions_file"]
    faults = {}
    if film and value["url"]:
        faults["url"] = _("Give either a video file or an address, not both.")
    elif not film and not value["url"]:
        faults["document"] = _("Choose a video file, or give the address of the video.")
    elif value["url"] and not link_of(value["url"]):
        faults["url"] = _("Give the address as your browser shows it, starting with https://.")
    elif film and not _is_one_of(film, FILMS):
        faults["document"] = _("Browsers do not play this file. Choose an MP4 or WebM video.")
    if captions and not _is_one_of(captions, CAPTIONS):
        faults["captions_file"] = _("These are not captions that browsers show. Choose a WebVTT file (.vtt).")
    elif film and value["captions"] == "captions" and not captions:
        faults["captions_file"] = _("Choose the file with the captions, or say that there is a transcript.")
    if value["captions"] == "transcript" and not str(value["transcript"]).strip():
        faults["transcript"] = _("Write or paste the transcript here.")
    return faults


def _is_one_of(document: Any, formats: set[str]) -> bool:
    return facts_of([document])[document.pk].format in formats
