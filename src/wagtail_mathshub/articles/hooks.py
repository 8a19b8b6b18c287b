"""What this slice gives to blocks."""

from __future__ import annotations

from wagtail_mathshub.articles.listing import list_source
from wagtail_mathshub.blocks.listings import ArticleListBlock
from wagtail_mathshub.blocks.lists import register_source


def connect() -> None:
    """Answer the blocks that list articles."""
    register_source(ArticleListBlock.source, list_source)
