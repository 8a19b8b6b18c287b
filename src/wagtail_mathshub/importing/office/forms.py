"""The form in which somebody brings an old site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.office import rights
from wagtail_mathshub.importing.source_pages import SourceKind
from wagtail_mathshub.publishing.file_facts import size_words

ENDINGS = (".xml", ".wxr", ".rss", ".atom", ".html", ".htm", ".zip")


class ManyFiles(forms.ClearableFileInput):
    """A file input for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; cleaned to a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Check each of them."""
        given = data if isinstance(data, list | tuple) else [data]
        found = [super(FilesField, self).clean(one, initial) for one in given]
        return [one for one in found if one]


class UploadForm(forms.Form):
    """What to import, into which hub, and how."""

    hub = forms.ModelChoiceField(
        HubSettings.objects.none(), label=gettext_lazy("Hub"), empty_label=None, to_field_name="key"
    )
    sources = FilesField(
        label=gettext_lazy("Files of the old site"),
        required=False,
        widget=ManyFiles(attrs={"accept": ",".join(ENDINGS)}),
        help_text=gettext_lazy(
            "A WordPress export (XML), saved pages (HTML), a feed (XML), or a ZIP of these. Several files of one site go in together."
        ),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        required=False,
        choices=[("", gettext_lazy("Find out by itself")), *SourceKind.choices],
        help_text=gettext_lazy(
            "“The old site itself” reads the pages over the net, from its address below. It needs no files."
        ),
    )
    address = forms.URLField(
        label=gettext_lazy("Address of the old site"),
        required=False,
        assume_scheme="https",
        max_length=300,
        help_text=gettext_lazy("Like https://www.example.org/. Most exports say it themselves."),
    )
    media = FilesField(
        label=gettext_lazy("Its pictures and documents"),
        required=False,
        widget=ManyFiles(attrs={"accept": ".zip"}),
        help_text=gettext_lazy("A ZIP of the old site's uploads folder, if you have one."),
    )
    download = forms.BooleanField(
        label=gettext_lazy("Download missing files from the old site"), required=False
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish what was public"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise all pages come as drafts. What was a draft or private stays a draft."
        ),
    )
    trial = forms.BooleanField(
        label=gettext_lazy("Try first"),
        required=False,
        help_text=gettext_lazy("Shows what would become of the first 200 pages, and writes nothing."),
    )

    def __init__(self, user: Any, *args: Any, limits: Limits = LIMITS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.limits = user, limits
        self.hubs = rights.hubs_for(user)
        if len(self.hubs) > 1:
            hub: Any = self.fields["hub"]
            hub.queryset = HubSettings.objects.filter(pk__in=[hub.pk for hub in self.hubs])
        else:
            del self.fields["hub"]
        if not any(rights.may_publish(user, hub) for hub in self.hubs):
            del self.fields["publish"]

    def clean_sources(self) -> list[UploadedFile]:
        """No file is larger than an import reads."""
        return self._small_enough(self.cleaned_data["sources"], self.limits.export_bytes)

    def clean_media(self) -> list[UploadedFile]:
        """Only ZIP files."""
        files = self._small_enough(self.cleaned_data["media"], self.limits.zip_bytes)
        for file in files:
            if not str(file.name).lower().endswith(".zip"):
                raise forms.ValidationError(_("“{name}” is no ZIP file.").format(name=file.name))
        return files

    def clean(self) -> dict[str, Any]:
        """What is needed together, and what the user may do in the hub."""
        data = super().clean() or {}
        data["hub"] = hub = data.get("hub") or (self.hubs[0] if len(self.hubs) == 1 else None)
        crawls = data.get("kind") == SourceKind.CRAWL
        if crawls and not data.get("address") and "address" not in self.errors:
            self.add_error("address", _("Give the address of the old site."))
        if not crawls and not data.get("sources") and "sources" not in self.errors:
            self.add_error("sources", _("Choose the files of the old site."))
        if crawls and data.get("trial"):
            self.add_error("trial", _("Only files can be tried first."))
        if hub and not rights.may_add_pages(self.user, hub):
            self.add_error(None, _("You may not add pages everywhere in this hub, as an import does."))
        if hub and data.get("publish") and not rights.may_publish(self.user, hub):
            self.add_error("publish", _("You may not publish pages in this hub."))
        return data

    def _small_enough(self, files: Sequence[UploadedFile], most: int) -> list[UploadedFile]:
        for file in files:
            largest = self.limits.zip_bytes if str(file.name).lower().endswith(".zip") else most
            if (file.size or 0) > largest:
                message = _("“{name}” is larger than {size}.")
                raise forms.ValidationError(message.format(name=file.name, size=size_words(largest)))
        return list(files)
