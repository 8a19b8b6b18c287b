"""The fixed vocabularies: keys are stable, in the database and in the API."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Strand(TextChoices):
    TEACHING_FOR_MASTERY = "teaching_for_mastery", _("Teaching for mastery")
    SKTM = "sktm", _("Specialist knowledge for teaching mathematics")
    MASTERING_NUMBER = "mastering_number", _("Mastering Number")
    CURRICULUM_PEDAGOGY = "curriculum_pedagogy", _("Curriculum and pedagogy")
    LEADERSHIP = "leadership", _("Leadership")
    INNOVATION = "innovation", _("Innovation and local projects")


class Stage(TextChoices):
    READINESS = "readiness", _("Readiness")
    DEVELOPMENT = "development", _("Development")
    EMBEDDING = "embedding", _("Embedding")
    SUSTAINING = "sustaining", _("Sustaining")


class Mode(TextChoices):
    ONLINE = "online", _("Online")
    FACE_TO_FACE = "face_to_face", _("Face to face")
    BLENDED = "blended", _("Online and face to face")
    TBC = "tbc", _("To be confirmed")


class SlotStatus(TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Term(TextChoices):
    AUTUMN = "autumn", _("Autumn term")
    SPRING = "spring", _("Spring term")
    SUMMER = "summer", _("Summer term")


class Phase(TextChoices):
    EARLY_YEARS = "early_years", _("Early years")
    PRIMARY = "primary", _("Primary")
    SECONDARY = "secondary", _("Secondary")
    POST_16 = "post_16", _("Post-16")


class PersonRole(TextChoices):
    MATHS_HUB_LEAD = "maths_hub_lead", _("Maths Hub Lead")
    DEPUTY_MATHS_HUB_LEAD = "deputy_maths_hub_lead", _("Deputy Maths Hub Lead")
    ASSISTANT_MATHS_HUB_LEAD = "assistant_maths_hub_lead", _("Assistant Maths Hub Lead")
    SENIOR_LEAD = "senior_lead", _("Senior Lead")
    PRIMARY_LEAD = "primary_lead", _("Primary Lead")
    SECONDARY_LEAD = "secondary_lead", _("Secondary Lead")
    POST_16_LEAD = "post_16_lead", _("Post-16 Lead")
    MASTERY_LEAD = "mastery_lead", _("Teaching for Mastery Lead")
    MASTERY_READINESS_LEAD = "mastery_readiness_lead", _("Mastery Readiness Lead")
    MASTERY_SPECIALIST = "mastery_specialist", _("Mastery Specialist")
    WORK_GROUP_LEAD = "work_group_lead", _("Work Group Lead")
    COHORT_LEAD = "cohort_lead", _("Cohort Lead")
    COMMUNITY_LEAD = "community_lead", _("Community Lead")
    PD_LEAD = "pd_lead", _("PD Lead")
    SCHOOL_DEVELOPMENT_LEAD = "school_development_lead", _("School Development Lead")
    PROJECT_MANAGER = "project_manager", _("Project Manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    SENIOR_LEADERSHIP_LINK = "senior_leadership_link", _("Senior Leadership Link")
    BOARD_CHAIR = "board_chair", _("Strategic Board chair")
    BOARD_MEMBER = "board_member", _("Strategic Board member")
    ADVOCATE_HEADTEACHER = "advocate_headteacher", _("Maths Hub Advocate Headteacher")
    AUTHOR = "author", _("Author")


class CapacityUnit(TextChoices):
    SCHOOLS = "schools", _("Schools")
    PARTICIPANTS = "participants", _("Participants")


class ApplyVia(TextChoices):
    NONE = "none", _("No sign-up yet")
    OWN_FORM = "own_form", _("The sign-up form on this page")
    LINK = "link", _("A form on another website")
    EMAIL = "email", _("Email")
    INVITATION = "invitation", _("By invitation")


class Admission(TextChoices):
    FIRST_COME = "first_come", _("First come, first served")
    ROUND = "round", _("The hub looks at all applications together")


class OverrideState(TextChoices):
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")
    FULL = "full", _("Full")
    CLOSED = "closed", _("Closed")
    NEARLY_FULL = "nearly_full", _("Nearly full")


class Delivery(TextChoices):
    """Where a Work Group stands in its year."""

    CANCELLED = "cancelled", _("Cancelled")
    POSTPONED = "postponed", _("Postponed")
    DATES_TBC = "dates_tbc", _("Dates to be confirmed")
    UPCOMING = "upcoming", _("Upcoming")
    IN_PROGRESS = "in_progress", _("In progress")
    FINISHED = "finished", _("Finished")


class Recruitment(TextChoices):
    """Whether a school can still join a Work Group."""

    OPEN = "open", _("Open")
    NEARLY_FULL = "nearly_full", _("Nearly full")
    WAITING_LIST = "waiting_list", _("Waiting list")
    FULL = "full", _("Full")
    OPENING_SOON = "opening_soon", _("Opening soon")
    BY_INVITATION = "by_invitation", _("By invitation")
    CLOSED = "closed", _("Closed")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Figure(TextChoices):
    """The proof without words that a hub's home page draws."""

    ODD_NUMBERS = "odd_numbers", _("Odd numbers make a square")
    STAIRCASES = "staircases", _("Two staircases make a rectangle")
    PASCAL = "pascal", _("Pascal's triangle, odd and even")
    MULTIPLES = "multiples", _("Multiples on a ten by ten square")


class DatePrecision(TextChoices):
    """How much of a date is known, and so how much is shown."""

    DAY = "day", _("A day")
    MONTH = "month", _("A month")


class EventKind(TextChoices):
    CONFERENCE = "conference", _("Conference")
    NETWORK_MEETING = "network_meeting", _("Network meeting")
    SHOWCASE = "showcase", _("Showcase")
    WEBINAR = "webinar", _("Webinar")
    INFORMATION_EVENT = "information_event", _("Information event")


class ResourceState(TextChoices):
    CURRENT = "current", _("Current")
    NEEDS_REVIEW = "needs_review", _("Needs review")


class MaterialKind(TextChoices):
    """What a file or link of a lesson is."""

    LESSON_PLAN = "lesson_plan", _("Lesson plan")
    WORKSHEET = "worksheet", _("Worksheet")
    PRESENTATION = "presentation", _("Presentation")
    ANSWERS = "answers", _("Answers")
    NOTES = "notes", _("Teacher notes")
    DATA = "data", _("Data")
    OTHER = "other", _("Something else")


class HomeSection(TextChoices):
    """The parts of a hub's home page that gather pages."""

    WORK_GROUPS = "work_groups", _("Work Groups")
    EVENTS = "events", _("Events")
    ARTICLES = "articles", _("Articles")
    RESOURCES = "resources", _("Lesson resources")
    JOBS = "jobs", _("Open roles")
