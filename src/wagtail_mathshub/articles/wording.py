"""How long an article takes to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import ngettext

if TYPE_CHECKING:
    from wagtail_mathshub.articles.mixins import HubArticleMixin

WORDS_A_MINUTE = 200
FEWEST = 3


def minutes_words(article: HubArticleMixin) -> str:
    """Like "7 minutes"; "" for what is read at a glance."""
    texts = article.body.stream_block.get_searchable_content(article.body)
    minutes = round(sum(len(str(text).split()) for text in texts) / WORDS_A_MINUTE)
    if minutes < FEWEST:
        return ""
    return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
