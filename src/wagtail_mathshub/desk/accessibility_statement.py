"""A hub's accessibility statement, with the headings that the law asks for and places to fill in.

The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 ask public
bodies for a statement that says what the model statement does. What stands in [brackets] only the hub knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import escape
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

SLUG = "accessibility-statement"
ADVICE = "https://mcmw.abilitynet.org.uk/"
EASS = "https://www.equalityadvisoryservice.com/"
GUIDELINES = "https://www.w3.org/TR/WCAG22/"
LAW = "https://www.legislation.gov.uk/uksi/2018/952/contents/made"

# A heading with its size, and what follows: paragraphs, or a list of points.
Section = tuple[str, str, list[str | list[str]]]


def title() -> str:
    """What the page is called."""
    return _("Accessibility statement")


def body(hub: HubSettings) -> list[tuple[str, Any]]:
    """The statement as blocks of a page."""
    blocks: list[tuple[str, Any]] = []
    for heading, size, parts in [*_for_readers(hub), *_by_law()]:
        if heading:
            blocks.append(("heading", {"text": heading, "size": size}))
        if parts:
            blocks.append(("text", "".join(map(_html, parts))))
    return blocks


def _html(part: str | list[str]) -> str:
    if isinstance(part, list):
        return "<ul>" + "".join(f"<li>{line}</li>" for line in part) + "</ul>"
    return f"<p>{part}</p>"


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def _for_readers(hub: HubSettings) -> list[Section]:
    name, site = escape(hub.name or hub.key or ""), escape(hub.site.root_url)
    email, phone = escape(hub.email or _("[email]")), escape(hub.phone or _("[phone number]"))
    known = _("Some parts are not fully accessible yet:")
    return [
        (
            "",
            "",
            [
                _(
                    "This statement is about the website of {hub} at {site}. [Name of the school or trust] runs it."
                ).format(hub=name, site=site),
                _("We want as many people as possible to be able to use it. You should be able to:"),
                [
                    _("read the text at 400% zoom without scrolling sideways"),
                    _("use every page with a keyboard alone, and with a screen reader"),
                    _("choose light or dark in your own settings, and change colours and fonts"),
                    _("read formulas with assistive technology that knows MathML"),
                ],
                _("{advice} has advice on making your device easier to use if you have a disability.").format(
                    advice=_link(ADVICE, "AbilityNet")
                ),
            ],
        ),
        (
            _("How accessible this website is"),
            "h2",
            [
                known,
                [
                    _(
                        "[what does not work, and for whom: for example, PDF files from before 2021 without headings]"
                    )
                ],
            ],
        ),
        (
            _("What to do if you can't use part of this website"),
            "h2",
            [
                _(
                    "If you need something on this website in another form, such as large print, a tagged file or a recording, write to {email} or call {phone}. Say what you need and where you found it."
                ).format(email=email, phone=phone),
                _("We will answer within [number] working days."),
            ],
        ),
        (
            _("Telling us about a problem"),
            "h2",
            [
                _(
                    "If you find something that this page does not mention, or think that we are not meeting the law, write to {email}. [Name or role] deals with it."
                ).format(email=email)
            ],
        ),
        (
            _("If you are not happy with our answer"),
            "h2",
            [
                _(
                    "The Equality and Human Rights Commission (EHRC) enforces the {law}, which are called the accessibility regulations below."
                ).format(
                    law=_link(
                        LAW,
                        "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018",
                    )
                ),
                _(
                    "If you are not happy with how we deal with your complaint, contact the {eass}: phone 0808 800 0082, textphone 0808 800 0084."
                ).format(eass=_link(EASS, "Equality Advisory and Support Service (EASS)")),
            ],
        ),
    ]


def _by_law() -> list[Section]:
    wcag = _link(GUIDELINES, _("Web Content Accessibility Guidelines, version 2.2, AA"))
    return [
        (
            _("Technical information about this website's accessibility"),
            "h2",
            [
                _(
                    "[Name of the school or trust] is committed to making its website accessible, as the accessibility regulations ask."
                ),
            ],
        ),
        (
            _("How far it meets the standard"),
            "h3",
            [
                _(
                    "This website is [fully / partially / not] compliant with the {wcag} standard[, because of what is listed below]."
                ).format(wcag=wcag)
            ],
        ),
        (_("What is not accessible"), "h2", []),
        (
            _("Where we do not comply with the accessibility regulations"),
            "h3",
            [
                [
                    _(
                        "[the problem, whom it affects, which success criterion it fails, and when you will have put it right]"
                    )
                ]
            ],
        ),
        (
            _("Where putting it right would be a disproportionate burden"),
            "h3",
            [_("[Nothing, or: what it is, and the assessment that you made of cost and benefit]")],
        ),
        (
            _("What the accessibility regulations do not cover"),
            "h3",
            [
                _("The regulations leave out some things, and we may not have made all of these accessible:"),
                [
                    _(
                        "PDF and office files published before 23 September 2018 that nobody needs for a service we provide"
                    ),
                    _("films and recordings published before 23 September 2020, and live video"),
                    _(
                        "what other organisations put on their own websites, where we neither pay for it nor control it"
                    ),
                ],
                _("[Take away what this website does not have.]"),
            ],
        ),
        (_("What we are doing to improve it"), "h2", [_("[your plans, with dates]")]),
        (
            _("When and how this statement was made"),
            "h2",
            [
                _("It was prepared on [date], and last reviewed on [date]."),
                _(
                    "This website was last tested on [date] by [who: yourselves, or another organisation]. We tested [which pages, and how you chose them] with [how: a keyboard, a screen reader, an automatic checker]."
                ),
            ],
        ),
    ]
