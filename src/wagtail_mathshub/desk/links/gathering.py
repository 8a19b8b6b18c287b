"""Brings what is stored of the pages' links in step with what the published pages say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from wagtail_mathshub.desk.links.deadness import public_has_changed
from wagtail_mathshub.desk.links.inside import inside_links, judge_inside
from wagtail_mathshub.desk.links.portions import portions
from wagtail_mathshub.desk.links.reading_links import PageLink, linking_relations, links_of
from wagtail_mathshub.desk.links.targets import Outside, outside_installation
from wagtail_mathshub.hubs.mixins import HubPage
from wagtail_mathshub.publishing.outgoing_links import LinkUse, OutgoingLink, digest_of

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

PAGES_AT_ONCE = 100
KEYS_AT_ONCE = 500
Use = tuple[int, str, str, str]


@dataclass
class Gathered:
    """How many pages were read, and how many uses of links were added and removed."""

    pages: int = 0
    added: int = 0
    removed: int = 0


def gather(hub: HubSettings | None = None) -> Gathered:
    """Read all published pages, of one hub or of all, a hundred at a time."""
    outside, done = outside_installation(), Gathered()
    for pages in _batches(hub):
        done.pages += len(pages)
        _keep(pages, outside, done)
    done.removed += _forget_unpublished()
    judged(None)
    forget_unused()
    return done


def gather_page(page: Any) -> None:
    """Read one page that has just been published; nothing is asked of the network."""
    _keep([page], outside_installation(), Gathered())
    judged(inside_links().filter(uses__page=page.pk).distinct())


def target_changed(kind: str, key: int) -> None:
    """A page or document has come, gone or been hidden: look at the links that lead to it."""
    judged(OutgoingLink.objects.filter(digest=digest_of(f"{kind}:{key}")))


def forget_page(key: int) -> None:
    """A page is not public any more."""
    LinkUse.objects.filter(page=key).delete()


def forget_unused() -> None:
    """Delete addresses to which no page links any more, but for those that somebody is about to use."""
    unused = OutgoingLink.objects.filter(uses=None).order_by("pk").values_list("pk", flat=True)
    while True:
        with transaction.atomic():
            keys = list(unused.select_for_update(of=("self",), skip_locked=True)[:KEYS_AT_ONCE])
            deleted = OutgoingLink.objects.filter(pk__in=keys, uses=None).delete()[0] if keys else 0
        if not deleted:
            return


@transaction.atomic(savepoint=False)
def judged(links: Any) -> None:
    """Store where links inside lead now, and tell if readers see the difference."""
    if flipped := judge_inside(links):
        public_has_changed(flipped)


def page_models() -> list[Any]:
    """The page classes of hubs."""
    return [model for model in apps.get_models() if issubclass(model, HubPage)]


def _batches(hub: HubSettings | None) -> Iterator[list[Any]]:
    for model in page_models():
        rows = model.objects.live().filter(content_type=ContentType.objects.get_for_model(model))
        if hub is not None:
            rows = rows.descendant_of(hub.site.root_page, inclusive=True)
        related = [name for name in ("project",) if name in {field.name for field in model._meta.fields}]
        rows = rows.select_related(*related).prefetch_related(*linking_relations(model)).order_by("pk")
        last = 0
        while pages := list(rows.filter(pk__gt=last)[:PAGES_AT_ONCE]):
            yield pages
            last = pages[-1].pk


@transaction.atomic(savepoint=False)
def _keep(pages: list[Any], outside: Outside, done: Gathered) -> None:
    wanted: Counter[Use] = Counter()
    targets: dict[str, str] = {}
    for page in pages:
        for link in links_of(page, outside):
            use = _use(page.pk, link)
            targets[use[1]] = link.target
            wanted[use] += 1
    removed = _remove_others([page.pk for page in pages], wanted)
    added = _add(+wanted, targets)
    done.added, done.removed = done.added + sum(wanted.values()), done.removed + len(removed)
    if changed := {*removed, *added}:
        public_has_changed(changed, dead_only=True)


def _use(page: int, link: PageLink) -> Use:
    return page, digest_of(link.target), link.place, link.words


def _remove_others(pages: list[int], wanted: Counter[Use]) -> list[int]:
    """Delete uses that are no more, and take from `wanted` what is there; the keys of the links of the former."""
    stale, links = [], []
    rows = LinkUse.objects.filter(page__in=pages).order_by("pk")
    columns = ("pk", "link_id", "page_id", "link__digest", "place", "words")
    for key, link, *use in rows.values_list(*columns):
        if wanted[tuple(use)] > 0:
            wanted[tuple(use)] -= 1
        else:
            stale.append(key)
            links.append(link)
    for keys in portions(stale, KEYS_AT_ONCE):
        LinkUse.objects.filter(pk__in=keys).delete()
    return links


def _add(wanted: Counter[Use], targets: dict[str, str]) -> set[int]:
    digests = sorted({digest for _page, digest, _place, _words in wanted})
    known: dict[str, int] = {}
    for some in portions(digests, KEYS_AT_ONCE):
        known |= _keys_of({digest: targets[digest] for digest in some})
    rows = [
        LinkUse(page_id=page, link_id=known[digest], place=place, words=words)
        for page, digest, place, words in wanted.elements()
    ]
    LinkUse.objects.bulk_create(rows, batch_size=KEYS_AT_ONCE)
    return set(known.values())


def _keys_of(targets: dict[str, str]) -> dict[str, int]:
    """The keys of addresses by digest, those not known yet made; nobody deletes them until the transaction ends."""
    rows = OutgoingLink.objects.filter(digest__in=targets).order_by("digest").select_for_update(no_key=True)
    known = dict(rows.values_list("digest", "pk"))
    while missing := [digest for digest in targets if digest not in known]:
        new = [OutgoingLink(digest=digest, url=targets[digest]) for digest in missing]
        OutgoingLink.objects.bulk_create(new, ignore_conflicts=True)
        known = dict(rows.values_list("digest", "pk"))
    return known


def _forget_unpublished() -> int:
    return LinkUse.objects.filter(page__live=False).delete()[0]
