"""Every kind of change of public content by its name.

Some tests make them in their own process, others in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.api import file_changes, hub_changes, page_changes
from tests.api.cases import Case

CASES: dict[str, Callable[[], Case]] = {
    prepare.__name__: prepare
    for prepare in (
        page_changes.publishing_a_draft,
        page_changes.publishing_an_edit,
        page_changes.unpublishing,
        page_changes.publishing_what_is_due,
        page_changes.unpublishing_what_is_over,
        page_changes.moving,
        page_changes.moving_to_another_hub,
        page_changes.changing_the_slug_of_a_parent,
        page_changes.changing_the_order_of_the_menu,
        page_changes.deleting,
        page_changes.deleting_a_parent,
        page_changes.copying,
        page_changes.making_an_alias,
        page_changes.publishing_the_page_of_an_alias,
        file_changes.replacing_an_image,
        file_changes.describing_an_image_anew,
        file_changes.moving_the_focal_point_of_an_image,
        file_changes.deleting_an_image,
        file_changes.replacing_a_document,
        file_changes.making_a_collection_private,
        file_changes.making_a_collection_public,
        file_changes.moving_a_document_to_a_private_collection,
        file_changes.adding_documents_to_a_private_collection_in_bulk,
        file_changes.adding_images_to_a_private_collection_in_bulk,
        file_changes.deleting_documents_by_a_query,
        hub_changes.renaming_a_person,
        hub_changes.giving_a_person_a_role,
        hub_changes.renaming_an_organisation,
        hub_changes.renaming_a_project,
        hub_changes.renaming_a_topic,
        hub_changes.changing_the_hubs_settings,
        page_changes.making_a_section_private,
        page_changes.making_a_page_public,
        hub_changes.adding_a_redirect,
        page_changes.changing_places_taken,
        page_changes.opening_sign_up_earlier,
        page_changes.changing_a_session,
        hub_changes.importing_in_bulk,
        hub_changes.changing_the_default_site,
        hub_changes.changing_the_slug_of_a_home_page,
        hub_changes.opening_a_hub,
        hub_changes.renaming_a_host,
    )
}
