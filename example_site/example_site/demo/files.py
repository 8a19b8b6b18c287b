"""Pictures and documents of the demo, made on the spot and kept in a hub's collection."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Pillow
from PIL import ImageDraw
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from example_site.demo.lesson_files import csv_table, lesson_file
from example_site.demo.office_files import docx, pptx
from example_site.demo.pdf_files import pdf, pdf_pages
from example_site.demo.videos import mp4, vtt

__all__ = [
    "csv_table",
    "document",
    "docx",
    "flyer",
    "lesson_file",
    "mp4",
    "pdf",
    "pdf_pages",
    "picture",
    "pptx",
    "vtt",
]
SIZE, STEP = (1200, 675), 75


def picture(title: str, colours: tuple[str, str], collection: Collection) -> Any:
    """A picture of two-sided counters in an array; the same title gives the same picture."""
    model = get_image_model()
    if found := model.objects.filter(title=title, collection=collection).first():
        return found
    canvas = Pillow.new("RGB", SIZE, "#FCF9F3")
    draw = ImageDraw.Draw(canvas)
    turn = sum(map(ord, title)) % 7 + 2
    for row in range(SIZE[1] // STEP):
        for column in range(SIZE[0] // STEP):
            x, y = column * STEP + 12, row * STEP + 12
            colour = colours[(row * column + column) % turn == 0]
            draw.ellipse((x, y, x + STEP - 24, y + STEP - 24), fill=colour)
    data = BytesIO()
    canvas.save(data, "PNG", optimize=True)
    drawn = ImageFile(BytesIO(data.getvalue()), name=f"counters-{turn}.png")
    return model.objects.create(
        title=title, collection=collection, file=drawn, description="Rows of counters in two colours"
    )


def flyer(title: str, lines: list[str], collection: Collection) -> Any:
    """A one-page PDF with a few lines of text."""
    return document(title, "flyer.pdf", pdf([title, *lines]), collection)


def document(title: str, filename: str, data: bytes, collection: Collection) -> Any:
    """A document of this title in the collection; one that is already there stays as it is."""
    model = get_document_model()
    if found := model.objects.filter(title=title, collection=collection).first():
        return found
    made = model(title=title, collection=collection)
    made.file.save(filename, ContentFile(data), save=False)
    made.save()
    return made
