"""HTML of an old site into what this package keeps: first made safe, then blocks and rich text."""

from wagtail_mathshub.importing.converting.cleaning import clean
from wagtail_mathshub.importing.converting.results import Blocks, CleanPage, RichText
from wagtail_mathshub.importing.converting.writing import blocks_of, rich_text_of, text_of

__all__ = ["Blocks", "CleanPage", "RichText", "blocks_of", "clean", "rich_text_of", "text_of"]
