"""The base of the package's wagtail-modeladmin screens."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from wagtail_mathshub.scoping import model_admin_views as views
from wagtail_mathshub.scoping.guard import check_row
from wagtail_mathshub.scoping.model_admin_buttons import ListedButtons
from wagtail_mathshub.scoping.policies import ANY, may, policy_of, readable

HERE = "wagtail_mathshub/admin/model_admin"


class PolicyPermissionHelper(PermissionHelper):
    """Asks the policy that is registered for the model, at each question."""

    def user_has_any_permissions(self, user: Any) -> bool:
        """Whether `user` may do anything with any row."""
        return policy_of(self.model).user_has_any_permission(user, ANY)

    def user_can_create(self, user: Any) -> bool:
        """Whether `user` may add a row."""
        return policy_of(self.model).user_has_permission(user, "add")

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        """Whether `user` may look at the row."""
        return self.inspect_view_enabled and readable(self.model, user).filter(pk=obj.pk).exists()

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        """Whether `user` may change the row."""
        return may(user, "change", obj)

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        """Whether `user` may delete the row."""
        return may(user, "delete", obj)


class SiteModelAdmin(ModelAdmin):
    """Screens whose rows and buttons follow the policy, with the looks of Wagtail's own; no history view."""

    permission_helper_class = PolicyPermissionHelper
    button_helper_class = ListedButtons
    index_view_class = views.PlainCellsIndexView
    create_view_class = views.CreateView
    edit_view_class = views.EditView
    inspect_view_class = views.InspectView
    delete_view_class = views.DeleteView
    index_template_name = f"{HERE}/index.html"
    create_template_name = f"{HERE}/form.html"
    edit_template_name = f"{HERE}/form.html"
    inspect_template_name = f"{HERE}/inspect.html"
    delete_template_name = f"{HERE}/delete.html"
    history_view_enabled = False
    has_forms = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows that the user may look at."""
        rows = super().get_queryset(request)
        return rows.filter(pk__in=readable(self.model, request.user).values("pk"))

    def edit_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Open or save a row that the user may change."""
        self._check(request, instance_pk, "edit")
        return super().edit_view(request, instance_pk)

    def delete_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Delete a row that the user may delete."""
        self._check(request, instance_pk, "delete")
        return super().delete_view(request, instance_pk)

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Show a row that the user may look at."""
        self._check(request, instance_pk, "inspect")
        return super().inspect_view(request, instance_pk)

    def history_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Never: the log of a row is not scoped."""
        raise Http404

    def _check(self, request: HttpRequest, key: str, name: str) -> None:
        check_row(request.user, self.model, key, name)
