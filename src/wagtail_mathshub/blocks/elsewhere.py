"""What lives on another website that tells how to show it (oEmbed)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock

from wagtail_mathshub.blocks import samples
from wagtail_mathshub.blocks.providers import FrameShape, frame_of, host_of, link_of
from wagtail_mathshub.blocks.samples import SampledBlock
from wagtail_mathshub.publishing.references import EMBED, Found, Wanted


class ShownFromElsewhereShape(BaseModel):
    """Something on another website."""

    url: str = Field(description="The address for a plain link.")
    title: str
    provider: str = Field(description="The website, by its name or its host.")
    frame: FrameShape | None = Field(description="Null where the website is not one that may be shown.")


def sample_embed() -> dict[str, Any]:
    """A film for the preview."""
    return {"embed": samples.FILM_ADDRESS, "title": _now("Counting in arrays")}


class ShownFromElsewhereBlock(SampledBlock):
    """A video or another thing that lives on another website. Saving asks that website; showing never does."""

    embed = EmbedBlock(
        label=_("address"), help_text=_("From the address bar of your browser, while you are looking at it.")
    )
    title = blocks.CharBlock(label=_("what it is"), max_length=200)
    schema = ShownFromElsewhereShape

    class Meta:
        icon = "media"
        label = _("Video or embed")
        description = _("Something on another website. It loads when the reader asks for it.")
        template = "wagtail_mathshub/blocks/embed.html"
        preview_value = staticmethod(sample_embed)

    def collect(self, raw: dict[str, Any], wanted: Wanted) -> None:
        """Want what the other website has answered."""
        wanted.add(EMBED, raw.get("embed") or None)

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing without an address of the web; only a link where its website is not on the list."""
        url = link_of(raw.get("embed") or "")
        if not url:
            return None
        answer = found.get(EMBED, raw["embed"]) or {"title": "", "provider": "", "frame": ""}
        frame = frame_of(answer["frame"])
        return {
            "url": url,
            "title": raw.get("title") or answer["title"] or url,
            "provider": frame["provider"] if frame else answer["provider"] or host_of(url),
            "frame": frame,
        }
