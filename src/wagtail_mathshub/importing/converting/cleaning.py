"""A page's text as safe HTML."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.converting import wordpress
from wagtail_mathshub.importing.converting.addresses import Place, unsized
from wagtail_mathshub.importing.converting.allow_lists import INCOMING, OUTGOING
from wagtail_mathshub.importing.converting.described import described
from wagtail_mathshub.importing.converting.losses import losses_of
from wagtail_mathshub.importing.converting.markup import html_of
from wagtail_mathshub.importing.converting.markup_scan import TooMuch, tamed
from wagtail_mathshub.importing.converting.mathml_source import with_tex
from wagtail_mathshub.importing.converting.parsing import parsed
from wagtail_mathshub.importing.converting.results import CleanPage
from wagtail_mathshub.importing.findings import Loss, Notice
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.refusals import PageRefused
from wagtail_mathshub.importing.source_pages import Attachment, SourcePage, Syntax

# Control characters that no text needs and that XML does not allow.
_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), 0x7F])


def clean(page: SourcePage, attachments: Mapping[str, Attachment], limits: Limits = LIMITS) -> CleanPage:
    """The page's text, sanitised. PageRefused where it is too large or too deep."""
    html = _readable(page, limits)
    losses, notices = losses_of(html), list[Notice]()
    if page.syntax == Syntax.WORDPRESS:
        resolved = wordpress.resolved(html, attachments)
        html = resolved.html
        losses += resolved.losses
        notices += resolved.notices
    html = _tamed(page, with_tex(html), limits, losses, notices)
    written, lost = _rewritten(html, page.address, attachments)
    return CleanPage(
        OUTGOING.clean(written), tuple(dict.fromkeys((*losses, *lost))), tuple(dict.fromkeys(notices))
    )


def _rewritten(html: str, address: str, attachments: Mapping[str, Attachment]) -> tuple[str, list[Loss]]:
    """The page in few elements. What was built for it is gone before the next parser builds its own."""
    files = {attachment.address for attachment in attachments.values()}
    by_address = {unsized(attachment.address): attachment for attachment in attachments.values()}
    blocks, lost = parsed(INCOMING.clean(html), Place(address, files))
    return html_of(described(block, by_address) for block in blocks), lost


def _readable(page: SourcePage, limits: Limits) -> str:
    size = len(page.html.encode("utf-8", "surrogatepass"))
    if size > limits.page_bytes:
        raise PageRefused(
            _("This page has {size} MB of text; {most} MB is the most. Split it on the old site.").format(
                size=round(size / 1024 / 1024, 1), most=round(limits.page_bytes / 1024 / 1024, 1)
            )
        )
    text = page.html.encode("utf-8", "replace").decode("utf-8")
    return text.translate(_CONTROLS).replace("\r\n", "\n").replace("\r", "\n")


def _tamed(page: SourcePage, html: str, limits: Limits, losses: list[Loss], notices: list[Notice]) -> str:
    try:
        flat, was_cut = tamed(html, limits.page_depth)
    except TooMuch:
        message = _("The markup of this page is broken in a way that would take for ever to read.")
        raise PageRefused(message) from None
    if was_cut:
        message = _(
            "More than {most} elements stand inside each other. The words of the inner ones are kept, "
            "without their layout."
        ).format(most=limits.page_depth)
        notices.append(Notice("too_deep", message))
        losses.append(Loss(_("elements nested too deeply")))
    return flat
