"""The models of the app `wagtail_mathshub`, each written in its own room."""

from wagtail_mathshub.desk.rolling_over.tables import RolledPage, RollOver
from wagtail_mathshub.hubs.models import HubHoliday, HubLeadSchool, HubSettings, HubTerm
from wagtail_mathshub.importing.tables import ImportItem, ImportMade, ImportRun
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.people.models import Person, PersonRole
from wagtail_mathshub.publishing.files import DocumentFacts
from wagtail_mathshub.publishing.installation import Installation
from wagtail_mathshub.publishing.outgoing_links import LinkUse, OutgoingLink
from wagtail_mathshub.publishing.previews import PagePreview
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority, Topic
from wagtail_mathshub.workgroups.models import Project

__all__ = [
    "Audience",
    "DocumentFacts",
    "HubHoliday",
    "HubLeadSchool",
    "HubSettings",
    "HubTerm",
    "ImportItem",
    "ImportMade",
    "ImportRun",
    "Installation",
    "LinkUse",
    "LocalAuthority",
    "Organisation",
    "OutgoingLink",
    "PagePreview",
    "Person",
    "PersonRole",
    "Project",
    "RollOver",
    "RolledPage",
    "Topic",
]
