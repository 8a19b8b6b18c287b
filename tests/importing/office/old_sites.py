"""Small exports and ZIPs of old sites, people who import them, and the addresses of their screens."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from tests.factories import UserFactory
from wagtail_mathshub.desk.roles import make_editors, make_publishers
from wagtail_mathshub.importing.tables import ImportItem, ImportRun

PREFIXES = ("mathshub_importing_", "wagtail_mathshub_importrun_")
UPLOAD = "mathshub_importing_upload"
OLD = "https://old.example.org"

_EXPORT = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The old hub</title><link>{old}</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{old}</wp:base_site_url><wp:base_blog_url>{old}</wp:base_blog_url>
{items}
</channel></rss>"""
_ITEM = """<item><title><![CDATA[{title}]]></title><link>{old}/{name}/</link>
<dc:creator><![CDATA[sam]]></dc:creator><guid isPermaLink="false">{old}/?p={number}</guid>
<content:encoded><![CDATA[{text}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2023-05-0{day} 09:30:00</wp:post_date>
<wp:post_date_gmt>2023-05-0{day} 08:30:00</wp:post_date_gmt><wp:post_name>{name}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_parent>0</wp:post_parent><wp:menu_order>0</wp:menu_order>
<wp:post_type>{type}</wp:post_type><wp:post_password></wp:post_password></item>"""


def item(number: int, title: str, text: str, *, status: str = "publish", type: str = "post") -> str:
    """A page of an export."""
    return _ITEM.format(
        old=OLD, name=f"page-{number}", number=number, title=title, text=text, status=status, type=type,
        day=number % 9 + 1,
    )  # fmt: skip


def export(*items: str, name: str = "export.xml") -> SimpleUploadedFile:
    """A WordPress export with these pages, else with three."""
    items = items or (
        item(1, "Counting in steps", "<p>Children count in steps of two.</p>"),
        item(2, "About the hub", "<p>We work with schools.</p>", type="page"),
        item(3, "Not yet ready", "<p>To be written.</p>", status="draft"),
    )
    text = _EXPORT.format(old=OLD, items="\n".join(items))
    return SimpleUploadedFile(name, text.encode(), "text/xml")


def saved_pages(count: int = 2) -> SimpleUploadedFile:
    """A ZIP of saved pages."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(1, count + 1):
            archive.writestr(
                f"old.example.org/talk-{number}.html",
                f"<!doctype html><html lang=en><head><title>Talk {number}</title></head><body><main>"
                f"<h1>Talk {number}</h1><p>Some words about talk number {number} for teachers.</p></main></body></html>",
            )
    return SimpleUploadedFile("pages.zip", stream.getvalue(), "application/zip")


def editor(hub: Any, name: str = "") -> Any:
    """Somebody who edits the hub's pages, and publishes none."""
    return client_of(name or f"importer-{hub.key}", make_editors(hub))


def publisher(hub: Any) -> Any:
    """Somebody who edits the hub's pages and publishes them."""
    return client_of(f"importing-publisher-{hub.key}", make_publishers(hub))


def client_of(name: str, *groups: Any) -> Any:
    """A browser in which a new user of these groups is logged in."""
    user = UserFactory(username=name)
    user.groups.add(*groups)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def upload(client: Any, *files: Any, **fields: Any) -> Any:
    """Send the form."""
    return client.post(reverse(UPLOAD), {"sources": files or [export()], **fields})


def uploaded(client: Any, *files: Any, **fields: Any) -> ImportRun:
    """The import that the form has prepared."""
    answer = upload(client, *files, **fields)
    assert answer.status_code == 302, answer.context["form"].errors
    return ImportRun.objects.order_by("-pk")[0]


def address(name: str, *args: Any) -> str:
    """The address of a screen."""
    return reverse(f"mathshub_importing_{name}", args=args)


def go_on(client: Any, run: ImportRun) -> dict[str, Any]:
    """Press "Go on" as the script does."""
    answer = client.post(address("go_on", run.pk), headers={"Accept": "application/json"})
    assert answer.status_code == 200
    return answer.json()


def imported(client: Any, *files: Any, **fields: Any) -> ImportRun:
    """An import that has finished."""
    run = uploaded(client, *files, **fields)
    for _turn in range(50):
        if go_on(client, run)["ended"]:
            break
    run.refresh_from_db()
    return run


def item_of(run: ImportRun, title: str) -> ImportItem:
    """A page of the import by its title."""
    return ImportItem.objects.get(site=run.site, source_key=run.source_key, title=title)


def screens() -> dict[str, list[str]]:
    """The names of all admin addresses of imports, each with its parameters, found in the URLconf itself."""
    found = {}
    for name, choices in get_resolver().reverse_dict.lists():
        if isinstance(name, str) and name.startswith(PREFIXES):
            found[name] = choices[0][0][0][1]
    return found
