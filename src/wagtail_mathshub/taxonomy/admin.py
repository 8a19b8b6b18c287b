"""The vocabularies in the admin: for administrators only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from wagtail_mathshub.scoping.model_admin import SiteModelAdmin
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority, Topic


class VocabularyAdmin(SiteModelAdmin):
    """A list of keys and labels."""

    list_display = ("label", "key", "sort_order")
    search_fields = ("label", "key")
    list_export = ("key", "label", "sort_order")
    inspect_view_enabled = True
    inspect_view_fields_exclude = ("id",)


class AudienceAdmin(VocabularyAdmin):
    model = Audience
    menu_icon = "group"


class TopicAdmin(VocabularyAdmin):
    model = Topic
    menu_icon = "tag"


class LocalAuthorityAdmin(VocabularyAdmin):
    model = LocalAuthority
    menu_icon = "site"


class VocabulariesGroup(ModelAdminGroup):
    """The three vocabularies under one heading."""

    menu_label = _("Vocabularies")
    menu_icon = "list-ul"
    items = (AudienceAdmin, TopicAdmin, LocalAuthorityAdmin)
