"""Somebody of an incident, whatever he is in it: a young person with a letter, an adult, or somebody around it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people import queries as people
from reachable.people.choices import Stage
from reachable.people.models import Association, GroupLink

from ..models import AdultInvolvement, Involvement, NetworkPerson
from .overview import Heading, heading

Row = Involvement | NetworkPerson | AdultInvolvement
ADULT = "Adult"  # the mark of an adult who was hurt or is suspected: such have no letter


@dataclass(frozen=True)
class Whom:
    """`mark` is the letter in this incident, N1 in its network. `name` is empty for a reader who sees letters only.

    `record_id` is for rooms, never for a page.
    """

    key: UUID
    person_key: UUID
    record_id: int
    record_key: UUID
    mark: str
    name: str
    age: str
    is_adult: bool
    has_letter: bool

    @property
    def label(self) -> str:
        """Kai Mensah (A), or A alone."""
        return f"{self.name} ({self.mark})" if self.name else self.mark


def around_it(incident_id: int, today: date) -> QuerySet[NetworkPerson]:
    """The network of this incident, without those who lapsed and of whom nothing that still counts is said: they are
    gone, whether or not the worker has run.
    """
    ends = Q(one=OuterRef("record")) | Q(other=OuterRef("record"))
    connections = Association.objects.filter(ends, review_on__gte=today)
    links = GroupLink.objects.filter(record=OuterRef("record"), review_on__gte=today)
    stands = Q(review_on__gte=today) | Q(Exists(connections)) | Q(Exists(links))
    return NetworkPerson.objects.filter(stands, incident=incident_id)


def row_of(incident_id: int, key: UUID, at: datetime) -> Row:
    """For a caller who has found the incident for the professional. A letter that was retired leads nowhere."""
    young = Involvement.objects.filter(incident=incident_id, key=key, now_known_as__isnull=True)
    around = around_it(incident_id, clock.local_date(at)).filter(key=key)
    adult = AdultInvolvement.objects.filter(incident=incident_id, key=key)
    found = young.select_related("record").first() or around.select_related("record").first()
    row = found or adult.select_related("record").first()
    if row is None:
        raise NotFound("person")
    return row


def mark_of(row: Row) -> str:
    match row:
        case Involvement():
            return row.letter
        case NetworkPerson():
            return row.mark
        case AdultInvolvement():
            return ADULT


def whom(professional: Professional, reference: str, key: UUID, at: datetime) -> tuple[Heading, Whom]:
    """The heading of the incident and the person; NotFound for one who is not in it or around it."""
    shown = heading(professional, reference, at)
    row = row_of(shown.incident_id, key, at)
    person_key = people.current_person_keys([row.record_id])[row.record_id]
    return shown, _whom(professional, row, person_key, at)


def everybody(professional: Professional, incident_id: int, at: datetime) -> list[Whom]:
    """All of them, of an incident that was found for this professional: letters first. Four statements.

    Those around it are for who sees the network.
    """
    young = Involvement.objects.filter(incident=incident_id, now_known_as__isnull=True).order_by("position")
    adults = AdultInvolvement.objects.filter(incident=incident_id).order_by("pk")
    around = around_it(incident_id, clock.local_date(at)).order_by("number")
    sees_network = professional.holds(Permission.SEE_NETWORK)
    rows: list[Row] = [
        *young.select_related("record"),
        *adults.select_related("record"),
        *(around.select_related("record") if sees_network else ()),
    ]
    keys = people.current_person_keys([row.record_id for row in rows])
    return [_whom(professional, row, keys[row.record_id], at) for row in rows]


def marks(incident_id: int, record_ids: Collection[int]) -> dict[int, tuple[str, UUID]]:
    """The mark and the key in this incident of those of these records that are in it; three statements.

    Whose letter was retired is known by the one that he has now.
    """
    found: dict[int, tuple[str, UUID]] = {}
    young = Involvement.objects.filter(incident=incident_id, record__in=record_ids).select_related("now_known_as")
    adults = AdultInvolvement.objects.filter(incident=incident_id, record__in=record_ids)
    around = NetworkPerson.objects.filter(incident=incident_id, record__in=record_ids)
    found.update((record, (f"N{number}", key)) for record, number, key in around.values_list("record", "number", "key"))
    found.update((record, (ADULT, key)) for record, key in adults.values_list("record", "key"))
    for row in young:
        stands = row.now_known_as or row
        found[row.record_id] = stands.letter, stands.key
    return found


def _whom(professional: Professional, row: Row, person_key: UUID, at: datetime) -> Whom:
    return Whom(
        key=row.key,
        person_key=person_key,
        record_id=row.record_id,
        record_key=row.record.key,
        mark=mark_of(row),
        name="" if professional.letters_only else row.record.display_name,
        age=row.record.described_age(clock.local_date(at)),
        is_adult=row.record.stage == Stage.ADULT,
        has_letter=isinstance(row, Involvement),
    )
