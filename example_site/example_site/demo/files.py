"""Files of the demo, made on the spot: a drawn picture and a small PDF."""

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
    model = get_document_model()
    if found := model.objects.filter(title=title, collection=collection).first():
        return found
    document = model(title=title, collection=collection)
    document.file.save("flyer.pdf", ContentFile(pdf([title, *lines])), save=False)
    document.save()
    return document


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with `lines` below one another."""
    shown = [line.encode("cp1252", "replace").decode("cp1252")[:90] for line in lines]
    escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in shown]
    text = "BT /F1 14 Tf 60 780 Td 22 TL " + " ".join(f"({line}) Tj T*" for line in escaped) + " ET"
    stream = text.encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(out))
    )
