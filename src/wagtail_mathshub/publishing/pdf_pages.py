"""Counts the pages of a PDF that may be broken, locked or hostile."""

from __future__ import annotations

import logging
from typing import BinaryIO, cast

from pypdf import Configuration, PasswordType, PdfReader, apply_configuration

from wagtail_mathshub.publishing.capped_reader import CappedReader

LARGEST, MOST_BYTES, SECONDS = 50_000_000, 200_000_000, 3.0
# Only a PDF that has to be mended is read as a whole, which a large one is not worth.
MOST_AT_ONCE = 5_000_000
# Lists of objects and pages stay far below these; pictures are never unpacked here.
LIMITS = Configuration(
    zlib_maximum_output_length=10_000_000,
    lzw_maximum_output_length=10_000_000,
    run_length_maximum_output_length=10_000_000,
    array_based_stream_maximum_output_length=10_000_000,
    stream_decoding_work_maximum_length=20_000_000,
    page_tree_maximum_entries=20_000,
    jbig2dec_binary=None,
)

# pypdf logs each flaw that it mends, which in an editor's upload is nobody's concern.
_logger = logging.getLogger("pypdf")
if _logger.level == logging.NOTSET:
    _logger.setLevel(logging.CRITICAL)


def count_pdf_pages(file: BinaryIO, size: int) -> int | None:
    """The number of pages; None for a PDF that is too large to look through, needs a password or is broken."""
    if size > LARGEST:
        return None
    try:
        with apply_configuration(LIMITS):
            reader = CappedReader(file, most_bytes=MOST_BYTES, most_at_once=MOST_AT_ONCE, seconds=SECONDS)
            return _pages(PdfReader(cast(BinaryIO, reader), xref_stream_maximum_entries=200_000)) or None
    except Exception:  # Whatever hostile bytes bring pypdf to, the number is only not known.
        return None


def _pages(pdf: PdfReader) -> int | None:
    if pdf.is_encrypted and pdf.decrypt("") == PasswordType.NOT_DECRYPTED:
        return None
    return pdf.get_num_pages()
