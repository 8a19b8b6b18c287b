"""The child rows of a collection: its lessons, and who compiled it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from wagtail_mathshub.blocks.materials import MaterialsBlock
from wagtail_mathshub.people.credits import Credit
from wagtail_mathshub.publishing.columns import optional_fk
from wagtail_mathshub.taxonomy.year_range import YearRange


class LessonMixin(YearRange, Orderable):
    """A lesson. The concrete class adds `page`, related name `lessons`."""

    title = models.CharField(_("title"), max_length=200)
    topic = optional_fk("wagtail_mathshub.Topic", _("topic"))
    objective = models.CharField(
        _("what pupils learn"), max_length=300, blank=True, help_text=_("One sentence.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, help_text=_("About how long it takes.")
    )
    has_answers = models.BooleanField(_("answers are included"), default=False)
    prior_knowledge = models.CharField(_("what pupils need to know"), max_length=300, blank=True)
    materials = StreamField(
        MaterialsBlock(), blank=True, verbose_name=_("files, links and videos"), use_json_field=True
    )

    panels = [
        FieldPanel("title"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("year_from"), FieldPanel("year_to")])],
            heading=_("Years"),
            help_text=_("Leave both empty for all years."),
        ),
        FieldPanel("topic"),
        FieldPanel("objective"),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("has_answers")]),
        FieldPanel("materials"),
        MultiFieldPanel(
            [FieldPanel("prior_knowledge")], heading=_("Before the lesson"), classname="collapsed"
        ),
    ]
    lesson_search_fields = [
        index.SearchField("title"),
        index.SearchField("objective"),
        index.SearchField("prior_knowledge"),
    ]

    class Meta(YearRange.Meta, Orderable.Meta):
        abstract = True
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def __str__(self) -> str:
        return self.title

    @property
    def anchor(self) -> str:
        """The lesson's own place on the collection's page."""
        return f"lesson-{self.pk}" if self.pk else ""


class CollectionCompilerMixin(Credit):
    """Somebody who compiled a collection. The concrete class adds `page`, related name `compilers`."""

    class Meta(Credit.Meta):
        abstract = True
        verbose_name = _("compiler")
        verbose_name_plural = _("compilers")
