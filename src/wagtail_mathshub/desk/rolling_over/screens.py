"""What the screens of rolling over have in common: where they are, who may come in, and what was asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wagtail_mathshub.desk.rolling_over import rights, years
from wagtail_mathshub.desk.rolling_over.rights import Place
from wagtail_mathshub.desk.rolling_over.tables import RollOver
from wagtail_mathshub.scoping.screens import Screen as BaseScreen
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.vocabularies import Delivery

NAME = "mathshub_rolling_over_"
LOOKS = {
    Delivery.UPCOMING: "go",
    Delivery.IN_PROGRESS: "go",
    Delivery.POSTPONED: "hurry",
    Delivery.DATES_TBC: "wait",
    Delivery.CANCELLED: "stop",
}
LARGEST_KEY = 2**31 - 1


def chip(state: str) -> SafeString:
    """A delivery state as a chip, told apart by its word and not by its colour alone."""
    look = LOOKS.get(Delivery(state), "off")
    return format_html('<span class="mh-chip mh-chip--{}">{}</span>', look, Delivery(state).label)


def keys_in(data: QueryDict, name: str) -> list[int]:
    """The keys that a form has sent under that name; what cannot be one is passed over."""
    texts = [text for text in data.getlist(name) if text.isascii() and text.isdigit() and len(text) <= 10]
    return [key for key in map(int, texts) if 0 < key <= LARGEST_KEY]


def token_in(data: QueryDict) -> UUID | None:
    """The token that the preview has sent."""
    try:
        return UUID(data.get("token", ""))
    except ValueError:
        return None


def choose_address(place: Place, from_year: str, to_year: str) -> str:
    """The list of what there is to choose."""
    query = urlencode({"hub": place.hub.key, "from": from_year, "to": to_year})
    return f"{reverse(f'{NAME}choose')}?{query}"


def year_words(roll_over: RollOver) -> str:
    """From which year to which."""
    return f"{academic_years.label(roll_over.from_year)} → {academic_years.label(roll_over.to_year)}"


class Screen(BaseScreen):
    """A screen for those who may add Work Groups in a hub."""

    header_icon = "copy"

    @cached_property
    def places(self) -> list[Place]:
        """The hubs of the user."""
        return rights.places_for(self.request.user)

    def may_come_in(self, user: Any) -> bool:
        """Those who may add Work Groups somewhere."""
        places = self.places if getattr(self, "request", None) is not None else rights.places_for(user)
        return bool(places)

    def place_in(self, data: QueryDict) -> Place:
        """The hub that was asked for, or the first; Http404 for any that is not the user's."""
        key = data.get("hub")
        found = [place for place in self.places if key is None or place.hub.key == key]
        if not found:
            raise Http404
        return found[0]

    def years_in(self, data: QueryDict) -> tuple[str, str, str]:
        """From which year to which, as asked for or else as proposed, and what is wrong with the wish in words."""
        from_year, to_year = years.proposed()
        wish = data.get("from") or from_year, data.get("to") or to_year
        if not all(map(academic_years.is_valid_key, wish)):
            return from_year, to_year, _("Choose the two academic years from the lists.")
        if wish[1] not in years.targets():
            return from_year, to_year, _("Choose a year to copy to from the list.")
        if wish[0] >= wish[1]:
            return (
                wish[0],
                wish[1],
                _("The year to copy to must come after the other one. Choose a later year."),
            )
        return *wish, ""


class RollOverScreen(Screen):
    """A screen about one roll over, of a hub where the user may add Work Groups."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it among those of the user's hubs."""
        super().setup(request, *args, **kwargs)
        sites = [place.hub.site_id for place in self.places]
        row = RollOver.objects.filter(site__in=sites, pk=kwargs["pk"]).select_related("site", "user").first()
        if row is None:
            raise Http404
        self.roll_over: RollOver = row

    def get_page_title(self) -> str:
        """The two years."""
        return _("Roll over {years}").format(years=year_words(self.roll_over))

    def get_crumbs(self) -> list[tuple[str, Any]]:
        """The list of what there is to choose."""
        return [(reverse(f"{NAME}choose"), _("Roll over")), *super().get_crumbs()]

    @property
    def own_address(self) -> str:
        """The report."""
        return reverse(f"{NAME}report", args=[self.roll_over.pk])
