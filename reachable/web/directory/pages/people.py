"""The directory, professionals and agencies."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from reachable.directory.choices import ContactPointKind
from reachable.directory.queries import ContactPointRow, DutyLineRow

from .. import forms
from .base import DirectoryPage


@dataclass(frozen=True)
class KindOfPoint:
    """A section of the directory: its heading, where it is on the page, and what it is for."""

    kind: ContactPointKind
    heading: str
    anchor: str
    what_for: str
    rows: tuple[ContactPointRow, ...]


_KINDS = (
    (ContactPointKind.HOSPITAL, "Hospitals", "hospitals", "Offered where a report asks in which hospital."),
    (ContactPointKind.CUSTODY_SUITE, "Custody suites", "suites", "Offered where a report asks in which suite."),
    (
        ContactPointKind.TEAM,
        "Safeguarding contact points",
        "contact-points",
        "Whom to ask when a discharge is planned, and at other moments of the guide.",
    ),
    (ContactPointKind.SERVICE, "Support services", "services", "What a plan can offer a young person and the family."),
    (
        ContactPointKind.AUTHORITY,
        "Other local authorities",
        "authorities",
        "Whom to ring about a young person who is theirs.",
    ),
)


@dataclass(frozen=True)
class Directory(DirectoryPage):
    template: ClassVar[str] = "directory/directory.html"
    title: ClassVar[str] = "Directory"
    people: tuple[Any, ...]
    agencies: tuple[Any, ...]
    lines: tuple[DutyLineRow, ...]
    points: tuple[ContactPointRow, ...]
    asked: str  # what was searched for; "" shows everybody
    may_invite: bool
    may_keep_lines: bool

    @property
    def kinds(self) -> tuple[KindOfPoint, ...]:
        return tuple(
            KindOfPoint(kind, heading, anchor, what_for, tuple(row for row in self.points if row.kind == kind))
            for kind, heading, anchor, what_for in _KINDS
        )


@dataclass(frozen=True)
class Professional(DirectoryPage):
    template: ClassVar[str] = "directory/professional.html"
    person: Any
    may_invite: bool

    @property
    def title(self) -> str:
        return str(self.person.name)

    @property
    def held(self) -> list[tuple[str, str, str, datetime]]:
        """Each role held now: what, where, what it does, since when."""
        return [
            (roles.name, forms.area_name(holding.area), roles.description, holding.since_at)
            for holding in self.person.current_holdings
            if (roles := forms.ROLES.get(holding.role))
        ]


@dataclass(frozen=True)
class GiveRole(DirectoryPage):
    template: ClassVar[str] = "directory/give_role.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Give the role"
    person: Any
    form: forms.GiveRoleForm

    @property
    def title(self) -> str:
        return f"Give {self.person.name} a role"


@dataclass(frozen=True)
class EndRole(DirectoryPage):
    template: ClassVar[str] = "directory/end_role.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "End the role"
    person: Any
    form: forms.EndRoleForm

    @property
    def title(self) -> str:
        return f"End a role of {self.person.name}"


@dataclass(frozen=True)
class Account(DirectoryPage):
    template: ClassVar[str] = "directory/account.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Do this"
    person: Any
    form: forms.AccountForm

    @property
    def title(self) -> str:
        return f"The account of {self.person.name}"


@dataclass(frozen=True)
class AddAgency(DirectoryPage):
    template: ClassVar[str] = "directory/add_agency.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Add an agency"
    button: ClassVar[str] = "Add the agency"
    form: forms.AgencyForm
