"""What the pages show on a release and its versions."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse

from reachable.incidents.queries import Heading
from reachable.sharing.queries import MediaView, ReleaseView, VersionView
from reachable.web.shared.page import Look, Page

from ..forms.releases import NewReleaseForm, NewVersionForm


@dataclass(frozen=True)
class NewRelease(Page):
    template: ClassVar[str] = "media/new_release.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Keep these words as version 1"
    title: ClassVar[str] = "A release to the media"
    view: MediaView
    form: NewReleaseForm

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


@dataclass(frozen=True)
class Release(Page):
    """Its words are on the page of each version."""

    template: ClassVar[str] = "media/release.html"
    nav: ClassVar[str] = "incidents"
    view: ReleaseView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def title(self) -> str:
        return f"Release: {self.view.title}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference),)


class OfVersion(Page):
    """A page that shows the words of a version, and so whom they name."""

    nav: ClassVar[str] = "incidents"
    view: VersionView

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(self.heading.reference, self.view.young_people),)


@dataclass(frozen=True)
class NewVersion(OfVersion):
    """`view` is the newest version. `stale`: somebody else pasted it meanwhile."""

    template: ClassVar[str] = "media/new_version.html"
    has_keepable_form: ClassVar[bool] = True
    view: VersionView
    form: NewVersionForm
    stale: bool

    @property
    def title(self) -> str:
        return f"Other words for “{self.view.title}”"

    @property
    def button(self) -> str:
        return f"Keep these words as version {self.view.line.number + 1}"


@dataclass(frozen=True)
class Version(OfVersion):
    template: ClassVar[str] = "media/version.html"
    view: VersionView

    @property
    def title(self) -> str:
        return f"{self.view.title}: version {self.view.line.number}"

    @property
    def cannot(self) -> str:
        return f"Version {self.view.line.number} cannot be recorded as released"

    @property
    def links(self) -> dict[str, tuple[str, str]]:
        """Where each missing line is settled, by its words or its clause."""
        reference, key = self.heading.reference, self.view.line.key
        found: dict[str, tuple[str, str]] = {}
        if self.view.may_lead:
            who = (reverse("media:contacts", args=[reference]), "say who speaks")
            found |= {line.words: who for line in self.view.gate.missing if "is named" in line.words}
            found["MED-2"] = (reverse("media:principles", args=[reference, key]), "answer the three principles")
        if self.view.may_consult:
            found["MED-3"] = (reverse("media:consulted", args=[reference, key]), "record who was consulted")
        if self.view.may_oversee:
            found["MED-4"] = (reverse("media:oversee", args=[reference, key]), "say what you say of it")
        return found
