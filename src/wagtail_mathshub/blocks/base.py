"""The bases of the package's blocks: one set of data for the template and the API."""

from __future__ import annotations

from typing import Any, ClassVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from pydantic import BaseModel
from wagtail import blocks
from wagtail.models import Site

from wagtail_mathshub.blocks import data
from wagtail_mathshub.blocks.formulas import child_errors, rich_text_error
from wagtail_mathshub.publishing.references import Found, Viewpoint, Wanted, find

Context = Any


class DataBlock(blocks.StructBlock):
    """A block that turns its stored value into data, which its template and the API both show."""

    schema: ClassVar[type[BaseModel]]
    latex_fields: ClassVar[tuple[str, ...]] = ()

    class Meta:
        preview_template = "wagtail_mathshub/blocks/preview.html"

    def clean(self, value: Any) -> Any:
        """Refuse formulas that cannot be shown, each on its field."""
        cleaned = super().clean(value)
        if errors := child_errors(self, cleaned):
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned

    def represent_item(self, item: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The data of a block in a stream, stored as {type, id, value}."""
        return self.represent(item["value"], found)

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The data; None where there is nothing to show."""
        return data.represent_struct(self, raw, found)

    def collect(self, raw: dict[str, Any], wanted: Wanted) -> None:
        """Want what the value points to."""
        for name, child in self.child_blocks.items():
            data.collect(child, raw.get(name), wanted)

    def render(self, value: Any, context: Context = None) -> SafeString:
        """The block by itself, as in a preview."""
        raw = self.get_prep_value(value)
        shown = self.represent(raw, found_for(self, raw, context))
        return self.render_data(shown, context) if shown is not None else mark_safe("")

    def render_data(self, shown: Any, context: Context = None, *, block_id: str = "") -> SafeString:
        """The template, filled with the block's data."""
        template = self.get_template(shown, context=context)
        return mark_safe(  # noqa: S308 - a template's output
            render_to_string(template, flat(context) | {"data": shown, "block_id": block_id, "self": shown})
        )

    def get_api_representation(self, value: Any, context: Context = None) -> Any:
        """The same data, for Wagtail's own APIs."""
        raw = self.get_prep_value(value)
        return self.represent(raw, found_for(self, raw, context, absolute=True))


class DataStreamBlock(blocks.StreamBlock):
    """A stream of such blocks, shown from its stored JSON in a fixed number of queries."""

    def clean(self, value: Any) -> Any:
        """Refuse formulas that cannot be shown, each at its block."""
        cleaned = super().clean(value)
        texts = (
            (n, child) for n, child in enumerate(cleaned) if isinstance(child.block, blocks.RichTextBlock)
        )
        errors = {n: rich_text_error(child.value.source) for n, child in texts}
        if found := {n: error for n, error in errors.items() if error}:
            raise blocks.StreamBlockValidationError(block_errors=found)
        return cleaned

    def collect(self, raw: list[dict[str, Any]], wanted: Wanted) -> None:
        """Want what all the blocks point to."""
        for item in raw:
            child = self.child_blocks.get(item["type"])
            if child is not None:
                data.collect(child, item["value"], wanted)

    def represent(self, raw: list[dict[str, Any]], found: Found) -> list[dict[str, Any]]:
        """`{type, id, value}` of each block that has anything to show."""
        return data.represent_stream(self, raw, found)

    def render_basic(self, value: Any, context: Context = None) -> SafeString:
        """The blocks one below the other."""
        raw = stored(value)
        items = self.represent(raw, found_for(self, raw, context))
        return mark_safe("\n".join(self._render_item(item, context) for item in items))  # noqa: S308 - templates' output

    def _render_item(self, item: dict[str, Any], context: Context) -> str:
        child = self.child_blocks[item["type"]]
        if isinstance(child, DataBlock):
            return child.render_data(item["value"], context, block_id=item["id"])
        return render_to_string(
            "wagtail_mathshub/blocks/text.html", flat(context) | {"data": item["value"], "type": item["type"]}
        )

    def get_api_representation(self, value: Any, context: Context = None) -> list[dict[str, Any]]:
        """The same data, for Wagtail's own APIs."""
        raw = stored(value)
        return self.represent(raw, found_for(self, raw, context, absolute=True))


def stored(value: Any) -> list[dict[str, Any]]:
    """The stored JSON of a stream's value, without making the blocks' own values."""
    return list(value.raw_data) if value else []


def flat(context: Context) -> dict[str, Any]:
    """A template's context as a dict."""
    flatten = getattr(context, "flatten", None)
    return flatten() if callable(flatten) else dict(context or {})


def found_for(block: Any, raw: Any, context: Context, *, absolute: bool = False) -> Found:
    """What the page has found already, or else what this value alone points to."""
    known = (context or {}).get("references")
    if isinstance(known, Found):
        return known
    wanted = Wanted()
    block.collect(raw, wanted)
    request = (context or {}).get("request")
    site = Site.find_for_request(request) if request else None
    return find(wanted, Viewpoint(site=site, absolute=absolute))
