"""Facts about the young people in an incident. A fact is never refused; what stood before stays."""

from datetime import date, datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common import clock, happenings
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Professional
from reachable.people import operations as people
from reachable.people import queries as people_queries

from .. import permissions, policies, statements, timeline
from ..choices import Audience, Part, PartEnd, Said, Where
from ..facts import ReportedYoungPerson
from ..models import Incident, Involvement, InvolvementPart, Whereabouts
from .report import entry_of, involve


@operation
def add_young_person(*, by: Professional, at: datetime, reference: str, facts: ReportedYoungPerson) -> Involvement:
    """Add a young person: a fact, so an incident that was closed takes it too. Raises PossibleMatches as reporting."""
    incident = permissions.check_can_record(by, reference, at)
    policies.check_not_joined(incident.phase)
    [young_person] = people.record_people([entry_of(facts)], by=by, at=at)
    _check_not_here_yet(incident, young_person.pk)
    [involvement] = involve(incident, [(facts, young_person)], first=incident.involvements.count(), by=by, at=at)
    words = f"{by.name} added young person {involvement.letter}."
    timeline.write(incident, "young-person-added", words, by=by, at=at, about=involvement)
    record("young-person-added", by=by, at=at, incident=reference, about=person_keys_of(involvement))
    happenings.tell(
        happenings.YoungPersonInvolved(by=by, at=at, incident_id=incident.pk, involvement_id=involvement.pk)
    )
    return involvement


@operation
def record_whereabouts(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    where: str,
    place: str = "",
    expected_discharge_at: datetime | None = None,
    happened_at: datetime | None = None,
    relation: str = Said.MOVED,
    because: str = "",
    seen_number: int,
) -> Whereabouts:
    """Say where a young person is now, and how that stands to what was said before: they moved, that was wrong
    (`because` says why), or both are said. Stale when somebody else said so since `seen_number`.
    """
    policies.check_happened_in_the_past(happened_at, at, what="That time")
    if relation == Said.CORRECTS:
        policies.check_says_why(because)
    incident, involvement = involvement_of(by, at, reference, involvement_key)
    latest = _not_stale(involvement, seen_number)
    row = Whereabouts(
        involvement=involvement,
        where=Where(where),
        place=place,
        expected_discharge_at=expected_discharge_at,
        happened_at=happened_at,
        relation=Said(relation),
        because=because,
    )
    return _say(incident, row, after=latest, by=by, at=at)


@operation
def choose_whereabouts(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    number: int,
    because: str,
    seen_number: int,
) -> Whereabouts:
    """Of statements that contradict each other, `number` is right: it is said again, and corrects the others."""
    policies.check_says_why(because)
    incident, involvement = involvement_of(by, at, reference, involvement_key)
    latest = _not_stale(involvement, seen_number)
    before = said_before(involvement)
    said = statements.current(involvement.whereabouts.all(), before)
    chosen = next((row for row in said if statements.number_of(row, before) == number), None)
    if chosen is None:
        raise NotFound("statement")
    if not statements.are_contradictory(said):
        raise Refused("Nothing else is said of where they are: there is nothing to choose between.")
    row = Whereabouts(
        involvement=involvement,
        where=chosen.where,
        place=chosen.place,
        expected_discharge_at=chosen.expected_discharge_at,
        happened_at=chosen.happened_at,
        relation=Said.CORRECTS,
        because=because,
    )
    return _say(incident, row, after=latest, by=by, at=at)


def said_before(involvement: Involvement) -> tuple[statements.SaidBefore, ...]:
    """What was said of the letters that turned out to be this young person."""
    letters = list(involvement.known_before.select_related("merging").prefetch_related("whereabouts"))
    return statements.said_before(letters, {one.pk: list(one.whereabouts.all()) for one in letters})


def _not_stale(involvement: Involvement, seen_number: int) -> Whereabouts | None:
    """The last statement, which the writer has seen."""
    latest = involvement.whereabouts.order_by("-number").first()
    if latest and latest.number != seen_number:
        raise Stale("Somebody else changed where this young person is. Both are shown.", current=latest)
    return latest


def _say(
    incident: Incident, row: Whereabouts, *, after: Whereabouts | None, by: Professional, at: datetime
) -> Whereabouts:
    row.number, row.by, row.at = (after.number if after else 0) + 1, by, at
    policies.check_fits(row)
    row.save(force_insert=True)
    _trace_whereabouts(incident, row, by=by, at=at)
    who = row.involvement_id
    happenings.tell(happenings.WhereaboutsSaid(by=by, at=at, incident_id=incident.pk, involvement_id=who))
    return row


_RELATION_IN_WORDS = {
    Said.CORRECTS: "; what was said before is wrong",
    Said.CONTRADICTS: "; this contradicts what was said before, and which is right is not known",
}


def _trace_whereabouts(incident: Incident, row: Whereabouts, *, by: Professional, at: datetime) -> None:
    involvement = row.involvement
    place = f", {row.place}" if row.place else ""
    leaves = row.expected_discharge_at
    discharge = f", discharge expected {clock.local(leaves):%d %B, %H:%M}" if leaves else ""
    relation = _RELATION_IN_WORDS.get(Said(row.relation), "")
    words = f"{involvement.letter}: {row.get_where_display().lower()}{place}{discharge}{relation}."
    timeline.write(incident, "whereabouts", words, by=by, at=at, happened_at=row.happened_at, about=involvement)
    codes = {"where": str(row.where), "number": row.number, "relation": str(row.relation)}
    about = person_keys_of(involvement)
    record(
        "whereabouts-recorded",
        by=by,
        at=at,
        incident=incident.reference,
        about=about,
        codes=codes,
        words=row.because,
    )


@operation
def record_part(
    *, by: Professional, at: datetime, reference: str, involvement_key: UUID, part: str, words: str = ""
) -> InvolvementPart:
    """Add a role of a young person in this incident; several at once are usual. A known role ends "not known".

    Whoever may not know of witnesses is answered alike whether the young person was one already or not.
    """
    incident, involvement = involvement_of(by, at, reference, involvement_key)
    held = involvement.parts.filter(until_at__isnull=True)
    row = held.filter(part=part).first()
    if row is not None and not (part == Part.WITNESS and not permissions.may_see_witnesses(by)):
        raise Refused(f"{involvement.letter} has that role already.", field="part")
    if row is None:
        row = InvolvementPart(involvement=involvement, part=Part(part), words=words, from_at=at, by=by)
        policies.check_fits(row)
        row.save(force_insert=True)
    if part != Part.NOT_KNOWN:
        held.filter(part=Part.NOT_KNOWN).update(until_at=at, until_by=by)
    _write_part(incident, involvement, f"{involvement.letter}: {Part(part).label.lower()}.", part, by=by, at=at)
    codes = {"part": str(part)}
    record("part-recorded", by=by, at=at, incident=reference, about=person_keys_of(involvement), codes=codes)
    return row


@operation
def end_part(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    part: str,
    reason: str,
    because: str = "",
    ended_on: date | None = None,
) -> None:
    """End a role, with the day (today where none is given) and the reason: "suspected" ends on no further action or
    acquittal. It stays on record that it was so.
    """
    incident, involvement = involvement_of(by, at, reference, involvement_key)
    policies.check_part_end(part, reason, because)
    day = policies.check_ended_on(ended_on or clock.local_date(at), at, not_before=incident.happened_at)
    unseen = part == Part.WITNESS and not permissions.may_see_witnesses(by)
    row = involvement.parts.filter(part=part, until_at__isnull=True).first()
    if unseen or row is None:
        raise NotFound("part")
    row.until_at, row.until_by, row.until_on = at, by, day
    row.until_reason, row.until_because = PartEnd(reason), because
    policies.check_fits(row)
    row.save(update_fields=["until_at", "until_by", "until_on", "until_reason", "until_because"])
    why = "" if reason == PartEnd.OTHER else f": {PartEnd(reason).label.lower()}"
    words = f"{involvement.letter}: no longer {Part(part).label.lower()} from {day:%d %B %Y}{why}."
    _write_part(incident, involvement, words, part, by=by, at=at)
    codes = {"part": str(part), "reason": str(reason), "on": day.isoformat()}
    about = person_keys_of(involvement)
    record("part-ended", by=by, at=at, incident=reference, about=about, codes=codes, words=because)


def _write_part(
    incident: Incident, involvement: Involvement, words: str, part: str, *, by: Professional, at: datetime
) -> None:
    """That somebody is a witness is for police and the children's services lead alone."""
    audience = Audience.WITNESSES if part == Part.WITNESS else Audience.TEAM
    timeline.write(incident, "part", words, by=by, at=at, about=involvement, audience=audience)


def involvement_of(by: Professional, at: datetime, reference: str, key: UUID) -> tuple[Incident, Involvement]:
    incident = permissions.check_can_record(by, reference, at)
    found = incident.involvements.filter(key=key, now_known_as__isnull=True).first()
    if found is None:
        raise NotFound("young person")
    policies.check_not_joined(incident.phase)
    return incident, found


def _check_not_here_yet(incident: Incident, record_id: int) -> None:
    """One young person has one letter in an incident."""
    letters = {i.record_id: i.letter for i in incident.involvements.filter(now_known_as__isnull=True)}
    keys = people_queries.current_person_keys([record_id, *letters])
    for other, letter in letters.items():
        if keys[other] == keys[record_id]:
            raise Refused(f"That young person is in this incident already, as {letter}.")


def person_keys_of(involvement: Involvement) -> list[UUID]:
    return list(people_queries.current_person_keys([involvement.record_id]).values())
