"""The licences under which lesson resources are shared: keys, addresses and attribution."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class Licence(TextChoices):
    NOT_STATED = "", _("Not stated")
    CC_BY = "CC-BY-4.0", _("Creative Commons Attribution 4.0")
    CC_BY_SA = "CC-BY-SA-4.0", _("Creative Commons Attribution-ShareAlike 4.0")
    CC_BY_NC = "CC-BY-NC-4.0", _("Creative Commons Attribution-NonCommercial 4.0")
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0", _("Creative Commons Attribution-NonCommercial-ShareAlike 4.0")
    CC0 = "CC0-1.0", _("Creative Commons Zero (no rights reserved)")
    OGL = "OGL-UK-3.0", _("Open Government Licence 3.0")
    ALL_RIGHTS = "all-rights-reserved", _("All rights reserved: ask first")


ADDRESSES = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
    Licence.CC_BY_NC_SA: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.OGL: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}


@dataclass(frozen=True)
class LicenceTerms:
    """A licence as readers meet it: `url` is "" and `attribution` "" where there is none."""

    key: str
    label: str
    url: str
    attribution: str

    @property
    def is_stated(self) -> bool:
        """Whether anybody has said under which licence this may be used."""
        return bool(self.key)


def licence_choices() -> list[tuple[str, str]]:
    """The licences for a block's choices, without the empty one."""
    return [(key, str(label)) for key, label in Licence.choices if key]


def licence_terms(key: str, *, title: str = "", by: str = "") -> LicenceTerms:
    """The terms of a licence; an unknown key counts as not stated. `title` and `by` make the attribution."""
    if key not in ADDRESSES:
        stated = key == Licence.ALL_RIGHTS
        label = str(Licence.ALL_RIGHTS.label) if stated else _now("Licence not stated: ask before you share")
        return LicenceTerms(key if stated else "", label, "", "")
    licence = Licence(key)
    return LicenceTerms(key, str(licence.label), ADDRESSES[licence], _attribution(licence, title, by))


def stated_licence(key: str) -> dict[str, str] | None:
    """`{key, label, url}` of a licence; None where none is stated."""
    terms = licence_terms(key)
    return {"key": terms.key, "label": terms.label, "url": terms.url} if terms.is_stated else None


def _attribution(licence: Licence, title: str, by: str) -> str:
    if licence == Licence.CC0 or not title:
        return ""
    sentence = _now("“{title}” by {by}, {licence}") if by else _now("“{title}”, {licence}")
    return sentence.format(title=title, by=by, licence=licence.label)
