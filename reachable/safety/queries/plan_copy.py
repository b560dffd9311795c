"""What a plain copy of a safety plan waits for: whom it must not reach, and who else is named in it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.common import clock, references
from reachable.common.gates import GateLine
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.directory.queries.duty import TAKES_REPORTS_IN
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Involvement
from reachable.incidents.queries import Heading, Ring
from reachable.incidents.queries.whom import ADULT, everybody, marks
from reachable.people import queries as people
from reachable.people.choices import Stage
from reachable.people.models import Association, DoNotDisclose, OtherName, PersonRecord
from reachable.people.policies import CLOSE_TO

from ..policies.naming import Mentioned, Somebody, mentioned
from ..policies.plan import PlanText, copy_lines

_TRUSTED = ("Trusted adults", "Agreed with")


def copy_lines_of(
    professional: Professional, incident_id: int, young: Involvement, text: PlanText, at: datetime
) -> tuple[GateLine, ...]:
    """For a caller who has found the incident for the professional. The statements do not grow with the people."""
    here = access.reach_in(incident_id).ids
    whose = people.same_people([young.record_id, *here])
    own = whose[young.record_id]
    warnings, elsewhere = _warnings(professional, own, at)
    found = _named(professional, incident_id, young, text, {one: whose[one] for one in here - own}, own, at)
    return copy_lines(warnings, warned_elsewhere=elsewhere, mentioned=found)


def _warnings(professional: Professional, own: Collection[int], at: datetime) -> tuple[list[tuple[str, str]], bool]:
    """Those that the reader may know of, and whether there are others: they hold the copy back all the same."""
    standing = set(DoNotDisclose.objects.filter(record__in=own, ended_at__isnull=True).values_list("key", flat=True))
    if not standing:
        return [], False
    seen = [line for line in people.warnings(access.reach(professional, at), own) if line.holds]
    known = list(dict.fromkeys((line.sentence, line.by) for line in seen))
    return known, bool(standing - {line.key for line in seen})


def _named(
    professional: Professional,
    incident_id: int,
    young: Involvement,
    text: PlanText,
    others: dict[int, frozenset[int]],
    own: Collection[int],
    at: datetime,
) -> tuple[Mentioned, ...]:
    family = _family_adults(own, at)
    every = {record for records in others.values() for record in records} | set(own) | family
    names = _names(every)
    adults = set(PersonRecord.objects.filter(pk__in=every, stage=Stage.ADULT).values_list("pk", flat=True))
    allowed = [name for record in (*own, *family) for name in names.get(record, ())]
    marked, seen = marks(incident_id, list(others)), everybody(professional, incident_id, at)
    visible = {one.record_id: one.mark for one in seen if one.name}
    somebody = [
        Somebody(
            names=tuple(name for one in records for name in names.get(one, ())),
            mark=_mark(marked.get(record, ("", None))[0]),
            shown_as=_shown_as(visible.get(record, "")),
            is_adult=record in adults,
        )
        for record, records in others.items()
        if not records & family
    ]
    letters = _letters(incident_id, young, {one.mark for one in somebody})
    written = text.written
    trusted = {heading: written[heading] for heading in _TRUSTED if heading in written}
    held = [one for one in somebody if not (one.is_adult and mentioned(trusted, [_by_name(one)], allowed))]
    return mentioned(written, [*held, *letters], allowed)


def _family_adults(own: Collection[int], at: datetime) -> set[int]:
    """Adults tied to the young person as family: what they do to keep them safe is what the plan says."""
    either = Q(one__in=own, other__stage=Stage.ADULT) | Q(other__in=own, one__stage=Stage.ADULT)
    ties = Association.objects.filter(either, kind__in=CLOSE_TO, review_on__gte=clock.local_date(at))
    ends = {record for pair in ties.values_list("one", "other") for record in pair} - set(own)
    return {record for records in people.same_people(ends).values() for record in records} if ends else set()


def _names(record_ids: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Given and family name of each record, and the other names that somebody goes by."""
    found: dict[int, list[tuple[str, str]]] = {}
    wanted = list(record_ids)
    rows = PersonRecord.objects.filter(pk__in=wanted, name_known=True)
    for pk, given, family in rows.values_list("pk", "given_names", "family_name"):
        found.setdefault(pk, []).append((given, family))
    for pk, name in OtherName.objects.filter(record__in=wanted).values_list("record", "name"):
        found.setdefault(pk, []).append(("", name))
    return found


def _letters(incident_id: int, young: Involvement, marked: Collection[str]) -> list[Somebody]:
    """Letters that were retired still stand for whoever had them; the young person's own may stand there."""
    rows = Involvement.objects.filter(incident=incident_id).exclude(Q(pk=young.pk) | Q(now_known_as=young.pk))
    letters = (references.letter(position) for position in rows.values_list("position", flat=True))
    return [Somebody(mark=one, shown_as="another young person") for one in letters if one not in marked]


def _mark(mark: str) -> str:
    return "" if mark == ADULT else mark


def _shown_as(mark: str) -> str:
    return "an adult of this incident" if mark == ADULT else mark


def _by_name(one: Somebody) -> Somebody:
    return Somebody(names=one.names)


@dataclass(frozen=True)
class CopyText:
    """What a copy says beside the plan: the first name, empty where this reader sees letters only, and whom to ring."""

    first_name: str
    ring: tuple[Ring, ...]


def copy_text(professional: Professional, heading: Heading, key: UUID, at: datetime) -> CopyText:
    """For a reader who has been given the heading: who leads, and the lines that are answered, the nearest first."""
    young = Involvement.objects.select_related("record").get(incident=heading.incident_id, key=key)
    given = "" if professional.letters_only else young.record.given_names
    lead = incidents.team(professional, heading.incident_id, at)
    people_to_ring = [Ring(one.name, one.telephone) for one in lead if one.part == TeamPart.LEAD and one.telephone]
    lines = [one for one in directory.whom_to_ring(heading.duty_area, at) if one.role in TAKES_REPORTS_IN]
    ring = dict.fromkeys([*people_to_ring, *(Ring(one.name, one.telephone) for one in lines if not one.on_duty)])
    return CopyText(first_name=next(iter(given.split()), ""), ring=tuple(ring))
