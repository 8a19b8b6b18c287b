"""What a hub says about the data of those who sign up: shown at the form, and stored with the application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings


@dataclass(frozen=True)
class Notice:
    """The notice of one hub; `version` is the hub's own, or the text's where it gives none."""

    sentences: tuple[str, ...]
    text: str
    version: str

    @property
    def whole(self) -> str:
        """All of it, as it is stored."""
        return "\n".join([*self.sentences, *([self.text] if self.text else [])])


def notice_of(hub: HubSettings | None) -> Notice:
    """The notice of a hub, or what can be said without one."""
    if hub is None:
        return Notice((), "", "")
    return Notice(tuple(_sentences(hub)), hub.privacy_notice.strip(), hub.privacy_notice_version)


def _sentences(hub: HubSettings) -> list[str]:
    kept = ngettext(
        "We keep what you tell us for {months} month after the last session.",
        "We keep what you tell us for {months} months after the last session.",
        hub.retention_months,
    )
    rows = [
        (hub.privacy_controller, _("{who} decides what happens with your details (the data controller).")),
        (hub.privacy_processor, _("{who} handles them on its behalf (the data processor).")),
        (hub.privacy_basis, _("The legal basis: {who}.")),
    ]
    said = [capfirst(sentence.format(who=value.rstrip("."))) for value, sentence in rows if value]
    return [kept.format(months=hub.retention_months), *said]
