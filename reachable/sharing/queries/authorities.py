"""Which authority answers for each young person (CTX-20): everybody on the team sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common.refusals import NotFound
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Agency, Professional
from reachable.incidents import queries as incidents
from reachable.incidents.models import Involvement
from reachable.incidents.queries import Heading, YoungPersonLine

from ..choices import ContactState
from ..models import AuthorityContact
from ..policies import authorities as policies
from ..standing import concerned


@dataclass(frozen=True)
class ContactLine:
    key: UUID
    number: int
    authority: str
    authority_key: UUID | None
    authority_words: str
    state: str
    state_label: str
    whom: str
    happened_at: datetime
    in_writing: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class AuthorityOf:
    """`contacts` newest first. `we_answer`: nobody else has accepted in writing."""

    whom: YoungPersonLine
    contacts: tuple[ContactLine, ...]
    is_concerned: bool  # it stands that another authority is their home or responsible

    @property
    def stands(self) -> ContactLine | None:
        return self.contacts[0] if self.contacts else None

    @property
    def number(self) -> int:
        return self.contacts[0].number if self.contacts else 0

    @property
    def we_answer(self) -> bool:
        return self.stands is None or policies.we_answer(self.stands.state)

    @property
    def is_open(self) -> bool:
        return self.is_concerned and (self.stands is None or self.stands.state == ContactState.TOLD)


@dataclass(frozen=True)
class AuthoritiesView:
    heading: Heading
    concerned: tuple[AuthorityOf, ...]
    others: tuple[YoungPersonLine, ...]


def authorities(professional: Professional, reference: str, at: datetime) -> AuthoritiesView:
    """Those of whom something was said, or of whom another authority is known."""
    heading = incidents.heading(professional, reference, at)
    found = authorities_of(professional, heading.incident_id, at)
    return AuthoritiesView(
        heading=heading,
        concerned=tuple(one for one in found if one.is_concerned or one.contacts),
        others=tuple(one.whom for one in found if not (one.is_concerned or one.contacts)),
    )


def authority(professional: Professional, reference: str, key: UUID, at: datetime) -> tuple[Heading, AuthorityOf]:
    heading = incidents.heading(professional, reference, at)
    found = authorities_of(professional, heading.incident_id, at)
    line = next((one for one in found if one.whom.key == key), None)
    if line is None:
        raise NotFound("young person")
    return heading, line


def authorities_of(professional: Professional, incident_id: int, at: datetime) -> list[AuthorityOf]:
    """Of every young person of an incident that the caller has found for the professional."""
    young = incidents.young_people(professional, incident_id, at)
    numbers = dict(Involvement.objects.filter(incident=incident_id).values_list("key", "pk"))
    rows = AuthorityContact.objects.filter(incident=incident_id).select_related("authority", "involvement", "by")
    said: dict[int, list[ContactLine]] = {}
    for row in rows.order_by("-number", "-at"):
        said.setdefault(row.involvement.now_known_as_id or row.involvement_id, []).append(_contact(row))
    known = concerned(incident_id)
    return [AuthorityOf(one, tuple(said.get(numbers[one.key], ())), numbers[one.key] in known) for one in young]


def authorities_to_name() -> tuple[tuple[str, str], ...]:
    """(key, name) of the other authorities that the directory has."""
    rows = Agency.objects.filter(kind=AgencyKind.OTHER_AUTHORITY).order_by("name")
    return tuple((str(one.key), one.name) for one in rows)


def _contact(row: AuthorityContact) -> ContactLine:
    return ContactLine(
        key=row.key,
        number=row.number,
        authority=row.authority.name if row.authority else row.authority_words,
        authority_key=row.authority.key if row.authority else None,
        authority_words=row.authority_words,
        state=row.state,
        state_label=row.get_state_display(),
        whom=row.whom,
        happened_at=row.happened_at,
        in_writing=row.in_writing,
        words=row.words,
        by=row.by.name,
        at=row.at,
    )
