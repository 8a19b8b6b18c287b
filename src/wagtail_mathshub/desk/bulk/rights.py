"""Which of the chosen pages a user may see, and what keeps them from changing one of these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import swapper
from django.utils.translation import gettext as _

from wagtail_mathshub.scoping.policies import policy_of

LARGEST_KEY = 2**31 - 1


def visible(keys: Iterable[Any], user: Any) -> list[Any]:
    """The pages with these keys that `user` finds in the explorer, as specific pages in the tree's order.

    Keys of other hubs' pages, and what is no key, are passed over in silence.
    """
    wanted = {int(key) for key in keys if str(key).isdecimal() and int(key) <= LARGEST_KEY}
    pages = explorable(user).filter(pk__in=wanted).annotate_approved_schedule().prefetch_workflow_states()
    return list(pages.order_by("path").specific())


def visible_place(key: str, user: Any) -> Any | None:
    """The page with this key whose children are listed, if `user` finds it in the explorer."""
    if not key.isdecimal() or int(key) > LARGEST_KEY:
        return None
    model = swapper.load_model("wagtailcore", "Page")
    seen = policy_of(model).explorable_instances(user).values("pk")
    return model.objects.filter(pk__in=seen, pk=int(key)).first()


def explorable(user: Any) -> Any:
    """All pages but the root that `user` finds in the explorer."""
    model = swapper.load_model("wagtailcore", "Page")
    seen = policy_of(model).explorable_instances(user).values("pk")
    return model.objects.filter(pk__in=seen, depth__gt=1)


def obstacle(page: Any, user: Any) -> str:
    """Why `user` may not change the specific page now; "" when they may."""
    rights = page.permissions_for_user(user)
    if not rights.can_edit():
        return _("You may not change it.")
    if page.live and not rights.can_publish():
        return _("It is public, and you may not publish changes of it.")
    if page.alias_of_id:
        return _("It is an alias: change the page that it follows.")
    if page.approved_schedule:
        return _("It is scheduled to be published. Cancel that first.")
    if page.workflow_in_progress:
        return _("It waits for somebody's approval. Have that decided first.")
    if rights.page_locked():
        return _("It is locked.")
    return ""
