"""The lists of sign-up in the admin's menu: applications, messages, interests."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from wagtail_mathshub.registration.models import Application, Interest, Message
from wagtail_mathshub.registration.office import filters, rows
from wagtail_mathshub.registration.office.detail import ApplicationView
from wagtail_mathshub.registration.office.exports import ApplicationList
from wagtail_mathshub.registration.office.lists import OfficeAdmin, chip, short_moment
from wagtail_mathshub.registration.office.screens import APPLICATION
from wagtail_mathshub.registration.office.urls import menu_items, urls
from wagtail_mathshub.registration.states import MessageState
from wagtail_mathshub.scoping.model_admin_buttons import LookButtons, NoButtons
from wagtail_mathshub.scoping.policies import readable


class ApplicationAdmin(OfficeAdmin):
    """All applications that the user may see."""

    model = Application
    menu_label = _("Applications")
    menu_icon = "form"
    actions = ("index", "inspect")
    inspect_view_enabled = True
    button_helper_class = LookButtons
    index_view_class = ApplicationList
    list_display = ("reference", "school", "work_group", "state_chip", "turn_in_queue", "applied", "people")
    list_filter = (filters.StateFilter, filters.YearFilter, filters.GroupFilter, filters.AdmissionFilter)
    list_export = ("reference",)
    search_fields = ("reference", "school_name", "contact_name", "contact_email")
    ordering = ("-created_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The applications that the user may see, with all that a line shows."""
        return rows.listed(super().get_queryset(request))

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> Any:
        """One application with all that is known of it."""
        self._check(request, instance_pk, "inspect")
        return ApplicationView.as_view()(request, pk=instance_pk)

    @display(description=_("School"), ordering="school_name")
    def school(self, obj: Application) -> str:
        """The school's name."""
        return obj.school_name

    @display(description=_("Work Group"), ordering="page__title")
    def work_group(self, obj: Application) -> str:
        """The group's title."""
        return obj.page.title

    @display(description=_("State"), ordering="state")
    def state_chip(self, obj: Application) -> SafeString:
        """Where it stands."""
        return chip(obj.state, obj.get_state_display())

    @display(description=_("Turn"), ordering="turn")
    def turn_in_queue(self, obj: Any) -> str:
        """Its place on the waiting list."""
        return "" if obj.turn is None else str(obj.turn)

    @display(description=_("Applied"), ordering="created_at")
    def applied(self, obj: Application) -> str:
        """When it came in."""
        return short_moment(obj.created_at)

    @display(description=_("People"), ordering="people")
    def people(self, obj: Any) -> int:
        """How many would take part."""
        return obj.people


class MessageAdmin(OfficeAdmin):
    """What was sent, and what could not be."""

    model = Message
    menu_label = _("Messages")
    menu_icon = "mail"
    list_display = ("what", "to", "state_chip", "about", "written", "tries", "error", "try_again")
    list_filter = (filters.MessageStateFilter, filters.MessageKindFilter)
    search_fields = ("to", "application__reference")
    ordering = ("failed_first", "-created_at", "-pk")
    button_helper_class = NoButtons

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The messages of the user's hubs, the failed ones first."""
        # Not the parent's rows, which are in an order by a column that they do not have yet.
        return rows.messages_listed(readable(Message, request.user))

    @display(description=_("Message"), ordering="kind")
    def what(self, obj: Message) -> str:
        """What it says."""
        return obj.get_kind_display()

    @display(description=_("State"), ordering="state")
    def state_chip(self, obj: Message) -> SafeString:
        """Where it stands."""
        return chip(obj.state, obj.get_state_display())

    @display(description=_("About"), ordering="application__reference")
    def about(self, obj: Any) -> SafeString | str:
        """The application that it is about."""
        if obj.application is None:
            return ""
        url = reverse(f"{APPLICATION}_inspect", args=[obj.application.pk])
        return format_html('<a href="{}">{}</a>', url, obj.application.reference)

    @display(description=_("Written"), ordering="created_at")
    def written(self, obj: Message) -> str:
        """When it was put into the outbox."""
        return short_moment(obj.created_at)

    @display(description="")
    def try_again(self, obj: Message) -> SafeString | str:
        """The button that sends it again, for the list's one form."""
        if obj.state != MessageState.FAILED:
            return ""
        url = reverse("mathshub_registration_retry", args=[obj.pk])
        words = _("Try again")
        return format_html(
            '<button type="submit" form="mh-row-form" formaction="{}" class="button button-small">{}</button>',
            url,
            words,
        )


class InterestAdmin(OfficeAdmin):
    """Those who want to be told when sign-up opens."""

    model = Interest
    menu_label = _("Interests")
    menu_icon = "pick"
    list_display = ("email", "name", "school_name", "work_group", "noted", "told")
    list_filter = (filters.GroupFilter,)
    list_export = ("email", "name", "school_name", "work_group", "created_at", "told_at")
    export_filename = "interests"
    search_fields = ("email", "name", "school_name")
    button_helper_class = NoButtons
    ordering = ("-created_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The interests in the user's hubs."""
        return rows.interests_listed(super().get_queryset(request))

    @display(description=_("Work Group"), ordering="work_group")
    def work_group(self, obj: Any) -> str:
        """The group's title."""
        return obj.work_group

    @display(description=_("Noted"), ordering="created_at")
    def noted(self, obj: Interest) -> str:
        """When they asked to be told."""
        return short_moment(obj.created_at)

    @display(description=_("Told"), ordering="told_at")
    def told(self, obj: Interest) -> str:
        """When they were told that sign-up is open."""
        return short_moment(obj.told_at) if obj.told_at else ""


class SignUpGroup(ModelAdminGroup):
    """All about sign-up under one heading."""

    menu_label = _("Sign-up")
    menu_item_name = "mathshub-sign-up"
    menu_icon = "form"
    menu_order = 220
    items = (ApplicationAdmin, MessageAdmin, InterestAdmin)

    def get_submenu_items(self) -> list[Any]:
        """The lists, and the screens that are no list."""
        return [*super().get_submenu_items(), *menu_items()]

    def get_admin_urls_for_registration(self) -> tuple[Any, ...]:
        """The addresses of the lists and of all other screens."""
        return (*super().get_admin_urls_for_registration(), *urls())
