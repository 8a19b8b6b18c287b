"""Changes of images, documents and their collections, each with an answer that must show it."""

from __future__ import annotations

from collections.abc import Callable

import wagtail_factories
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.models import Collection, CollectionViewRestriction, Page
from wagtail_factories.factories import CollectionFactory

from tests import factories
from tests.api.cases import Case, admin, article, hub, of
from wagtail_mathshub.pages.models import HubArticlePage


def _image(name: str, **fields: object) -> object:
    file = wagtail_factories.ImageFactory.build(file__filename=f"{name}.jpg", file__width=900).file
    image = get_image_model()(title=name, file=file, **fields)
    image.collection_id = image.collection_id or Collection.get_first_root_node().pk
    image.save()
    return image


def _with_image(name: str, **fields: object) -> tuple[object, HubArticlePage]:
    image = _image(name, **fields)
    return image, article(f"With {name}", lead_image=image)


def replacing_an_image() -> Case:
    image, page = _with_image("old-picture")
    new = wagtail_factories.ImageFactory.build(file__filename="new-picture.jpg", file__color="red").file
    client = admin()

    def change() -> None:
        typed = {"title": "old-picture", "file": new.file, "collection": image.collection_id, "tags": ""}
        answer = client.post(reverse("wagtailimages:edit", args=[image.pk]), typed)
        assert answer.status_code == 302, answer.context["form"].errors

    return Case(of(page), change, goes="old-picture.", comes="new-picture.")


def describing_an_image_anew() -> Case:
    image, page = _with_image("vague")
    image.description = "Counters on a table"
    return Case(of(page), image.save, comes="Counters on a table")


def moving_the_focal_point_of_an_image() -> Case:
    image, page = _with_image("focal")
    key = Filter("fill-320x180").get_cache_key(image)
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 20
    return Case(of(page), image.save, goes=f"/focal.{key}.fill-320x180.")


def deleting_an_image() -> Case:
    image, page = _with_image("short-lived")
    return Case(of(page), image.delete, goes="short-lived.")


def _with_document(title: str, **fields: object) -> tuple[object, Page]:
    document = factories.make_document(title, **fields)
    lesson = {"title": f"With {title}", "materials": [factories.material(document)]}
    return document, factories.make_collection(hub(), title=f"Holds {title}", lessons=[lesson])


def replacing_a_document() -> Case:
    document, page = _with_document("Replaced", name="old-sheet.pdf")
    other = factories.make_document("Other", name="new-sheet.pdf", data=b"%PDF-1.4\n%longer\n")
    client = admin()

    def change() -> None:
        with other.file.open() as file:
            typed = {"title": "Replaced", "file": file, "collection": document.collection_id, "tags": ""}
            answer = client.post(reverse("wagtaildocs:edit", args=[document.pk]), typed)
        assert answer.status_code == 302, answer.context["form"].errors

    return Case(of(page, "collections"), change, goes='"size":9,', comes='"size":17,')


def private_collection(name: str) -> Collection:
    collection = CollectionFactory(name=name, parent=Collection.get_first_root_node())
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def making_a_collection_private() -> Case:
    collection = CollectionFactory(name="Soon private", parent=Collection.get_first_root_node())
    document, page = _with_document("Sheet of the soon private")
    document.collection = collection
    document.save()
    make = CollectionViewRestriction.objects.create
    return Case(
        of(page, "collections"),
        lambda: make(collection=collection, restriction_type="login"),
        goes='"title":"Sheet of the soon private"',
    )


def making_a_collection_public() -> Case:
    collection = private_collection("Soon public")
    document, page = _with_document("Sheet of the soon public")
    document.collection = collection
    document.save()
    restriction = CollectionViewRestriction.objects.get(collection=collection)
    return Case(of(page, "collections"), restriction.delete, comes='"title":"Sheet of the soon public"')


def moving_a_document_to_a_private_collection() -> Case:
    document, page = _with_document("One by one")
    document.collection = private_collection("For one document")
    return Case(of(page, "collections"), document.save, goes='"title":"One by one"')


def _added_in_bulk(item: object, kind: tuple[str, str], collection: Collection) -> Callable[[], object]:
    client = admin()

    def change() -> None:
        address = reverse("wagtail_bulk_action", args=[*kind, "add_to_collection"])
        client.post(f"{address}?id={item.pk}&next=/", {"collection": collection.pk})
        assert type(item).objects.get(pk=item.pk).collection == collection

    return change


def adding_documents_to_a_private_collection_in_bulk() -> Case:
    document, page = _with_document("Many at once")
    change = _added_in_bulk(document, ("wagtaildocs", "document"), private_collection("For documents"))
    return Case(of(page, "collections"), change, goes='"title":"Many at once"')


def adding_images_to_a_private_collection_in_bulk() -> Case:
    image, page = _with_image("snapshot")
    change = _added_in_bulk(image, ("wagtailimages", "image"), private_collection("For images"))
    return Case(of(page), change, goes="snapshot.")


def deleting_documents_by_a_query() -> Case:
    document, page = _with_document("Gone with others")
    chosen = get_document_model().objects.filter(pk=document.pk)
    return Case(of(page, "collections"), chosen.delete, goes='"title":"Gone with others"')
