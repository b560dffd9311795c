"""Writing a partner's list into the network, some rows at a time; half-done, it is gone on with by doing it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from reachable.audit.log import operation
from reachable.common import clock
from reachable.directory.models import Professional
from reachable.people import operations as people
from reachable.people import queries as people_queries
from reachable.people.matching import Answer, Entry, EntryRefused, NotSure, NotTheSame, PossibleMatches, SamePerson
from reachable.people.models import PersonRecord

from .. import timeline
from ..choices import ListOutcome, ListState, RowDecision
from ..models import Incident, NetworkPerson, PartnerList, PartnerListRow
from ..partner_lists import ReadPerson
from ..partner_lists.staged import unpack_person
from ..queries.found_rows import entry_of_row
from .bringing_in import EMPTY, list_to_go_on_with, next_step, trace

IN_ONE_STEP = 10  # so that nobody else waits longer than 100 ms to write
RELIED_ON_FOR_DAYS = 183
LONGEST_WHY = 1000
NOT_BROUGHT = "Not brought in: it says the same as another row, or something that cannot be. Add this person by hand."


@dataclass(frozen=True)
class Written:
    """How far it has come."""

    done: int
    of: int

    @property
    def is_finished(self) -> bool:
        return self.done >= self.of


@operation
def write_some(*, by: Professional, at: datetime, reference: str, key: UUID) -> Written:
    """Bring the next few rows into the network; answers how far it has come. Doing it again brings nobody twice."""
    one = list_to_go_on_with(by, at, reference, key)
    if one.state != ListState.WRITING:
        return progress(one)
    waiting = list(one.rows.filter(written_at__isnull=True).order_by("number", "position")[:IN_ONE_STEP])
    if waiting:
        _bring(one, waiting, by=by, at=at)
    written = progress(one)
    if written.is_finished:
        one.state, one.ended_at = ListState.DONE, at
        next_step(one, "state", "ended_at")
        brought = one.brought.count()
        whose = f" of {one.from_agency}" if one.from_agency else ""
        words = f"{by.name} brought {brought} people into the network from a list{whose}."
        timeline.write(one.incident, "partner-list", words, by=by, at=at, source_key=str(one.key))
        trace("partner-list-brought-in", one, by=by, at=at, codes={"brought": brought})
    return written


def progress(one: PartnerList) -> Written:
    """Rows that are brought in, or taken out again."""
    rows = one.rows.all()
    done = Q(member__isnull=True) if one.state == ListState.UNDOING else Q(written_at__isnull=False)
    return Written(rows.filter(done).count(), rows.count())


def _bring(one: PartnerList, rows: list[PartnerListRow], *, by: Professional, at: datetime) -> None:
    people_ = [unpack_person(row.person) for row in rows]
    entries = [_entry(row, person) for row, person in zip(rows, people_, strict=True)]
    present = _present(one.incident)
    fresh = [index for index, row in enumerate(rows) if row.same_as not in present]
    records = _recorded([entries[index] for index in fresh], by=by, at=at)
    written = [(rows[index], people_[index], made) for index, made in zip(fresh, records, strict=True) if made]
    people.record_beside(
        [made for _, _, made in written], [_beside(one, person) for _, person, _ in written], by=by, at=at
    )
    members = NetworkPerson.objects.bulk_create(_members(one, written, by=by, at=at))
    for (row, _, _), member in zip(written, members, strict=True):
        row.member = member
    impossible = [rows[index] for index, made in zip(fresh, records, strict=True) if made is None]
    for row in rows:
        row.written_at = at
        vars(row).update(EMPTY)
    for row in impossible:
        row.outcome, row.problems = ListOutcome.PROBLEM, [NOT_BROUGHT]
    PartnerListRow.objects.bulk_update(rows, ["written_at", "person", "matches", "problems", "outcome", "member"])
    keys = people_queries.current_person_keys([made.pk for _, _, made in written]).values()
    trace("partner-list-rows-written", one, by=by, at=at, about=keys, codes={"rows": len(rows)})


def _entry(row: PartnerListRow, person: ReadPerson) -> Entry:
    answers: dict[str, Answer] = {RowDecision.BRING: NotTheSame(), RowDecision.NOT_SURE: NotSure()}
    answer = SamePerson(row.same_as) if row.same_as else answers[row.decision]
    entry = entry_of_row(person)
    return Entry(**{**vars(entry), "answer": answer if row.matches else None})


def _present(incident: Incident) -> set[UUID]:
    """Who is in the network or the incident already: said to be one of them, a row brings nobody new."""
    members = NetworkPerson.objects.filter(incident=incident).values_list("record_id", flat=True)
    involved = incident.involvements.values_list("record_id", flat=True)
    return set(people_queries.current_person_keys([*members, *involved]).values())


def _recorded(entries: list[Entry], *, by: Professional, at: datetime) -> list[PersonRecord | None]:
    """Everybody put on record, or None for who turned out to be impossible. Whoever looks like somebody who was put
    on record since the list was checked is kept apart, with a doubt to be settled.
    """
    waiting: list[Entry | None] = list(entries)
    while any(waiting):
        asked = [index for index, entry in enumerate(waiting) if entry is not None]
        try:
            made = people.record_people([entry for entry in waiting if entry is not None], by=by, at=at)
        except PossibleMatches as found:
            for position in found.matches:
                waiting[asked[position]] = _doubted(waiting[asked[position]])
        except EntryRefused as refused:
            index = asked[refused.index]
            waiting[index] = _doubted(waiting[index]) if refused.field == "answer" else None
        else:
            recorded = dict(zip(asked, made, strict=True))
            return [recorded.get(index) for index in range(len(waiting))]
    return [None] * len(waiting)


def _doubted(entry: Entry | None) -> Entry | None:
    return None if entry is None or isinstance(entry.answer, NotSure) else Entry(**{**vars(entry), "answer": NotSure()})


def _beside(one: PartnerList, person: ReadPerson) -> people.Beside:
    return people.Beside(
        told_by=(person.source or one.from_agency)[:200],
        other_names=person.other_names,
        postcode=person.postcode,
        upn=person.upn,
        social_care_id=person.social_care_id,
        school=person.school,
        sex=person.sex,
    )


def _members(
    one: PartnerList,
    written: Sequence[tuple[PartnerListRow, ReadPerson, PersonRecord]],
    *,
    by: Professional,
    at: datetime,
) -> list[NetworkPerson]:
    numbers = NetworkPerson.objects.filter(incident=one.incident).order_by("-number")
    last = numbers.values_list("number", flat=True).first() or 0
    review_on = clock.local_date(at) + timedelta(days=RELIED_ON_FOR_DAYS)
    return [
        NetworkPerson(
            incident=one.incident,
            number=number,
            record=made,
            why=_why(one, person),
            named_at_risk=True,  # that is what the list is brought in for
            source=one.source,
            told_by=(person.source or one.from_agency)[:200],
            review_on=review_on,
            brought_by=one,
            by=by,
            at=at,
        )
        for number, (_, person, made) in enumerate(written, last + 1)
    ]


def _why(one: PartnerList, person: ReadPerson) -> str:
    linked = f"linked to {person.linked_to}, the list says" if person.linked_to else ""
    return "; ".join(part for part in (person.relevance or one.relevance, linked) if part)[:LONGEST_WHY]
