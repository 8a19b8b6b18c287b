"""Bodies made of stored blocks, as readers and the API get them, and what they point to."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image as Picture
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from wagtail_mathshub.blocks.body import BodyBlock

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def body(*items: tuple[str, Any]) -> StreamValue:
    """A body as it is read from the database."""
    raw = [{"type": kind, "value": value, "id": str(n)} for n, (kind, value) in enumerate(items)]
    return StreamValue(BodyBlock(), raw, is_lazy=True)


def html(*items: tuple[str, Any]) -> str:
    """What readers get."""
    return str(BodyBlock().render_basic(body(*items)))


def api(*items: tuple[str, Any]) -> list[dict[str, Any]]:
    """What the API serves, each block's data as its schema has it."""
    block = BodyBlock()
    served = block.get_api_representation(body(*items))
    for item in served:
        schema = block.child_blocks[item["type"]].schema
        checked = schema.model_validate(item["value"], strict=True, extra="forbid").model_dump()
        assert checked == item["value"]
    return [item["value"] for item in served]


def assert_the_same_queries_for_many(kind: str, values: list[Any]) -> None:
    """Showing all of `values` takes as many queries as showing the first."""
    html(*((kind, value) for value in values))  # Renditions and facts are made at the first sight.
    counts = []
    for some in (values[:1], values):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            html(*((kind, value) for value in some))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def make_image(title: str = "Counters", size: tuple[int, int] = (2000, 1500)) -> Any:
    """An image of one colour."""
    file = BytesIO()
    Picture.new("RGB", size, "#055957").save(file, "PNG")
    file.seek(0)
    return get_image_model().objects.create(title=title, file=ImageFile(file, name="counters.png"))


def make_private(row: Any) -> None:
    """Put an image or a document where visitors may not go."""
    row.collection = Collection.get_first_root_node().add_child(name="Private")
    row.save()
    CollectionViewRestriction.objects.create(collection=row.collection, restriction_type="login")
