"""How a hub's pages are approved: Wagtail's own workflow, ready on the first day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from wagtail_mathshub.desk.roles.names import moderation_name
from wagtail_mathshub.hubs.models import HubSettings


def make_moderation(hub: HubSettings, approvers: Iterable[Group], *, page: Any = None) -> Workflow | None:
    """One step in which one of `approvers` approves; None where the hub's pages have a workflow already.

    `page` is the top of the hub's own pages; without it, the root page of the hub's Site. A workflow of this
    name that an administrator switched off stays off.
    """
    top = page or hub.site.root_page
    name = moderation_name(hub)
    if top.depth == 1 or _has_workflow(hub, top) or Workflow.objects.filter(name=name).exists():
        return None
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.set(approvers)
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=top)
    return workflow


def _has_workflow(hub: HubSettings, top: Any) -> bool:
    # What hangs on the root of the tree came with Wagtail, or is for all sites: its approvers are no hub's.
    depth = max(2, hub.site.root_page.depth)
    pages = top.get_ancestors(inclusive=True).filter(depth__gte=depth)
    return WorkflowPage.objects.filter(page__in=pages).exists()
