"""Where the addresses of old sites lead now."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.addresses import host_of, key_of
from wagtail_mathshub.importing.tables import ImportItem


class AddressBook:
    """The pages of a hub by the addresses that they had on its old sites."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self.hosts = {host for host in map(host_of, hosts) if host}
        self._pages: dict[str, int] = {}

    @classmethod
    def of(cls, hub: HubSettings, addresses: Iterable[str]) -> AddressBook:
        """All that earlier imports of the hub have made; `addresses` are of the site that is imported now."""
        book = cls(addresses)
        rows = ImportItem.objects.filter(site=hub.site, page__isnull=False).order_by("-order", "-pk")
        for address, aliases, page in rows.values_list("address", "aliases", "page_id").iterator():
            book.add([address, *aliases], page)
        return book

    def add(self, addresses: Iterable[str], page: int) -> None:
        """From now on these lead to that page."""
        for address in addresses:
            if key := key_of(address):
                self._pages[key] = page

    def page(self, address: str) -> int | None:
        """The key of the page that was at `address`."""
        return self._pages.get(key_of(address))

    def is_of_old_site(self, address: str) -> bool:
        """Whether the address lies on the site that is imported."""
        return host_of(address) in self.hosts
