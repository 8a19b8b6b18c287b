"""Pages as an editor sees them while editing, kept for a while for the front end that shows them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.conf import conf

SALT = "wagtail_mathshub.preview"


class PagePreview(models.Model):
    """What one editor last looked at of one page, saved or not."""

    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page_key = models.CharField(_("which page"), max_length=400)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField(_("made at"), db_index=True)

    class Meta:
        verbose_name = _("preview of a page")
        verbose_name_plural = _("previews of pages")
        constraints = [
            models.UniqueConstraint(fields=["editor", "page_key"], name="mathshub_one_preview_a_page")
        ]

    def __str__(self) -> str:
        return self.page_key


def keep_preview(*, page: Any, site: Site, editor: Any) -> str:
    """Keep the page as it is in the editor, and give the token that opens it for a while."""
    _recent(False).delete()
    content = page.serializable_data()
    # A page that was never saved is known by where it will stand.
    key = f"{page._meta.label_lower}:{page.pk or page.path}"
    row, _created = PagePreview.objects.update_or_create(
        editor=editor,
        page_key=key,
        defaults={
            "content_type": ContentType.objects.get_for_model(page),
            "site": site,
            "content": content,
            "made_at": clock.now(),
        },
    )
    return Signer(salt=SALT).sign_object([row.pk, key])


def previewed(token: str) -> PagePreview | None:
    """The preview that a token opens; None for a token that is wrong or too old."""
    try:
        key, page_key = Signer(salt=SALT).unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return None
    rows = _recent(True).select_related("site__root_page", "content_type")
    return rows.filter(pk=key, page_key=page_key).first()


def page_of(preview: PagePreview) -> Any | None:
    """The page; None when its type is no longer installed.

    What was never saved gets a key all the same: the page 0, its rows -1, -2 and so on.
    """
    model = preview.content_type.model_class()
    if model is None:
        return None
    page = model.from_serializable_data(preview.content, check_fks=False, strict_fks=False)
    page.pk = page.pk or 0
    for relation in get_all_child_relations(model):
        rows = getattr(page, relation.get_accessor_name()).all()
        for number, row in enumerate(rows, 1):
            row.pk = row.pk or -number
    return page


def _recent(recent: bool) -> Any:
    since = clock.now() - timedelta(seconds=conf.token_seconds)
    return PagePreview.objects.filter(**{"made_at__gt" if recent else "made_at__lte": since})
