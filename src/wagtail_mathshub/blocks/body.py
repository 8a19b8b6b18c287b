"""The bodies of pages: which blocks an editor may put there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.blocks.base import DataStreamBlock
from wagtail_mathshub.blocks.downloads import DownloadBlock, DownloadsBlock
from wagtail_mathshub.blocks.drawn import BarModelBlock, NumberLineBlock
from wagtail_mathshub.blocks.elsewhere import ShownFromElsewhereBlock
from wagtail_mathshub.blocks.hub import (
    CallToActionBlock,
    ContactDetailsBlock,
    PartnersBlock,
    PeopleCardsBlock,
    PlaceBlock,
    TestimonialBlock,
)
from wagtail_mathshub.blocks.images import CaptionedImageBlock, GalleryBlock
from wagtail_mathshub.blocks.interactive import InteractiveBlock
from wagtail_mathshub.blocks.listings import (
    ArticleListBlock,
    EventListBlock,
    JobListBlock,
    ResourceListBlock,
    WorkGroupListBlock,
)
from wagtail_mathshub.blocks.people import PeopleListBlock
from wagtail_mathshub.blocks.tables import TableBlock
from wagtail_mathshub.blocks.teaching import (
    MathsBlock,
    MisconceptionBlock,
    OutcomesBlock,
    PriorKnowledgeBlock,
    QuestionAnswerBlock,
    WorkedExampleBlock,
)
from wagtail_mathshub.blocks.text import (
    AccordionBlock,
    CalloutBlock,
    HeadingBlock,
    LeadBlock,
    QuoteBlock,
    ReferencesBlock,
    VocabularyBlock,
    prose_block,
)
from wagtail_mathshub.blocks.video import VideoBlock

TEXT, TEACHING, MEDIA, HUB = _("Text"), _("Teaching"), _("Pictures, films and files"), _("From the hub")


class ReadingBlock(DataStreamBlock):
    """Text and media: what any page may hold."""

    lead = LeadBlock(group=TEXT)
    heading = HeadingBlock(group=TEXT)
    text = prose_block(
        _("Text"),
        icon="pilcrow",
        group=TEXT,
        description=_("Paragraphs, lists and links. Formulas stand between \\( and \\)."),
        preview_value=r"<p>A fraction like \(\frac{3}{4}\) is a number, and <b>has a place on the line</b>.</p>",
    )
    quote = QuoteBlock(group=TEXT)
    callout = CalloutBlock(group=TEXT)
    accordion = AccordionBlock(group=TEXT)
    vocabulary = VocabularyBlock(group=TEXT)
    table = TableBlock(group=TEXT)
    references = ReferencesBlock(group=TEXT)
    image = CaptionedImageBlock(group=MEDIA)
    gallery = GalleryBlock(group=MEDIA)
    video = VideoBlock(group=MEDIA)
    embed = ShownFromElsewhereBlock(group=MEDIA)
    interactive = InteractiveBlock(group=MEDIA)
    download = DownloadBlock(group=MEDIA)
    downloads = DownloadsBlock(group=MEDIA)

    class Meta:
        required = False


class TeachingBlock(ReadingBlock):
    """What articles and lessons may hold: formulas, examples and drawings beside text and media."""

    maths = MathsBlock(group=TEACHING)
    worked_example = WorkedExampleBlock(group=TEACHING)
    question = QuestionAnswerBlock(group=TEACHING)
    misconception = MisconceptionBlock(group=TEACHING)
    prior_knowledge = PriorKnowledgeBlock(group=TEACHING)
    outcomes = OutcomesBlock(group=TEACHING)
    bar_model = BarModelBlock(group=TEACHING)
    number_line = NumberLineBlock(group=TEACHING)


class BodyBlock(TeachingBlock):
    """What the hub's own pages may hold: all of it, and lists of what the hub has."""

    work_group_list = WorkGroupListBlock(group=HUB)
    event_list = EventListBlock(group=HUB)
    article_list = ArticleListBlock(group=HUB)
    resource_list = ResourceListBlock(group=HUB)
    job_list = JobListBlock(group=HUB)
    people_list = PeopleListBlock(group=HUB)
    people_cards = PeopleCardsBlock(group=HUB)
    place = PlaceBlock(group=HUB)
    contact_details = ContactDetailsBlock(group=HUB)
    call_to_action = CallToActionBlock(group=HUB)
    testimonial = TestimonialBlock(group=HUB)
    partners = PartnersBlock(group=HUB)
