"""Things to try out that live on another website, loaded only when the reader asks for them."""

from __future__ import annotations

from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks

from wagtail_mathshub.blocks.providers import FrameShape, frame_of, host_of, link_of, provider_names
from wagtail_mathshub.blocks.samples import SampledBlock
from wagtail_mathshub.publishing.references import Found

HEIGHTS = ("short", "medium", "tall")


class InteractiveShape(BaseModel):
    """Something to try out on another website."""

    url: str = Field(description="The address for a plain link.")
    title: str
    description: str = Field(description="What to do with it; plain text with line breaks.")
    height: Literal["short", "medium", "tall"]
    provider: str = Field(description="The website, by its name or its host.")
    frame: FrameShape | None = Field(description="Null where the website is not one that may be shown.")


def heights() -> list[tuple[str, str]]:
    """How much of a page it takes."""
    words = (_now("Short: a slider or two"), _now("Medium"), _now("Tall: a whole activity"))
    return list(zip(HEIGHTS, words, strict=True))


def sample_interactive() -> dict[str, Any]:
    """An activity for the preview."""
    return {
        "url": "https://www.geogebra.org/m/arrays12",
        "title": _now("Build an array"),
        "description": _now(
            "Move the two sliders and watch the counters. Without it, draw 3 rows of 4 and turn the page."
        ),
        "height": "medium",
    }


class InteractiveBlock(SampledBlock):
    """An activity of GeoGebra, Desmos, Polypad, NRICH and others on the list."""

    url = blocks.URLBlock(
        label=_("address"),
        help_text=_("The address of the activity on GeoGebra, Desmos, Polypad, Mathigon or NRICH."),
    )
    title = blocks.CharBlock(label=_("what it is"), max_length=200)
    description = blocks.TextBlock(
        label=_("what to do with it"),
        max_length=1000,
        help_text=_("Also for people who cannot use it: say what they would find out."),
    )
    height = blocks.ChoiceBlock(label=_("height"), choices=heights, default="medium", search_index=False)
    schema = InteractiveShape

    class Meta:
        icon = "sliders"
        label = _("Interactive")
        description = _("An activity on another website. It loads when the reader asks for it.")
        template = "wagtail_mathshub/blocks/interactive.html"
        preview_value = staticmethod(sample_interactive)
        form_layout = ["url", "title", "description", "height"]

    def clean(self, value: Any) -> Any:
        """Refuse an address that is not on the list."""
        cleaned = super().clean(value)
        if not frame_of(cleaned["url"], "interactive"):
            message = _now(
                "Only activities from these websites can be shown here, at an address that starts with "
                "https://: {names}. For another website, put a link into the text."
            ).format(names=provider_names("interactive"))
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return cleaned

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing without an address of the web; only a link where its website has left the list."""
        shown = super().represent(raw, found) or {}
        url = link_of(shown["url"])
        if not url:
            return None
        frame = frame_of(url, "interactive")
        provider = frame["provider"] if frame else host_of(url)
        height = shown["height"] if shown["height"] in HEIGHTS else "medium"
        return shown | {"url": url, "height": height, "provider": provider, "frame": frame}
