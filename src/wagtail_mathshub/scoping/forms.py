"""A form in which the hub of a row is never a free choice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Site

from wagtail_mathshub.scoping.own_choices import OwnChoicesMixin
from wagtail_mathshub.scoping.policies import policy_of


class SiteScopedForm(OwnChoicesMixin, WagtailAdminModelForm):
    """Sets `site` to the user's one hub, or offers those where they may do this.

    A row keeps its hub when it is edited, unless the user may change rows in several hubs.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "site" not in self.fields and not self.instance._state.adding:
            return  # Only some columns are changed, by Wagtail's API: the hub stays.
        sites = self._sites()
        shares = self._may_share()
        if len(sites) + shares > 1:
            self._offer(sites, shares)
        else:
            self.fields.pop("site", None)
            if self.instance._state.adding and sites:
                self.instance.site = sites[0]

    def own_site(self) -> Site | None:
        """The hub that was chosen, or else the row's own."""
        return getattr(self, "cleaned_data", {}).get("site") or super().own_site()

    def _sites(self) -> list[Site]:
        action = "add" if self.instance._state.adding else "change"
        policy = policy_of(type(self.instance))
        return list(policy.sites_user_has_permission_for(self.for_user, action).order_by("pk"))

    def _may_share(self) -> bool:
        nullable = type(self.instance)._meta.get_field("site").null
        return nullable and policy_of(type(self.instance)).may_share(self.for_user)

    def _offer(self, sites: list[Site], shares: bool) -> None:
        field = type(self.instance)._meta.get_field("site")
        self.fields["site"] = forms.ModelChoiceField(
            queryset=Site.objects.filter(pk__in=[site.pk for site in sites]),
            required=not shares,
            label=field.verbose_name,
            help_text=field.help_text,
            empty_label=_("Shared by all hubs") if shares else "---------",
        )
        self.initial.setdefault("site", self.instance.site_id)

    def _get_validation_exclusions(self) -> set[str]:
        # The hub is not typed, but what is unique within a hub must still be checked.
        return super()._get_validation_exclusions() - {"site"}
