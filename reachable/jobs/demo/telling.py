"""How the story is told: every sentence of it is an operation, by the person who did it, at the time they did it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents import queries as seen
from reachable.incidents.facts import Report
from reachable.people.matching import PossibleMatches, SamePerson
from reachable.responses import operations, queries
from reachable.responses.choices import INSISTED_ON, AnswerCode
from reachable.responses.operations import NewAction

from .times import Since, When, on_day

Cast = Mapping[str, Any]  # professionals by short name; `jobs` does not import the model
STORY = UUID("5f0c2f1e-93b8-4d6a-8f51-2a0f8b6f3c11")
PLACE, ACT, UNKNOWN, NOT = (
    AnswerCode.IN_PLACE,
    AnswerCode.ACTION_NEEDED,
    AnswerCode.NOT_YET_KNOWN,
    AnswerCode.NOT_NEEDED,
)
SOON = timedelta(minutes=20)


@dataclass(frozen=True)
class To:
    """An action: who does what, and when it is due in hours from now (before now: overdue).

    `who` "@priya" is the agency of Priya, for as long as nobody there is named. `key` is for what becomes of it.
    `asked`: the words say contact, and the writer stayed with no.
    """

    who: str
    what: str
    hours: float
    key: str = ""
    contact: bool = False
    asked: bool = False


Value = str | Callable[["Telling"], str]


@dataclass(frozen=True)
class Row:
    """Who answered what, about which young people ("" is the incident)."""

    who: str
    code: str
    letters: str
    answer: AnswerCode
    because: str = ""
    record: Mapping[str, Value] | None = None
    to: tuple[To, ...] = ()
    late: str = ""  # said where the law or the county set a time that had passed


@dataclass
class Telling:
    """One incident as its people write it down."""

    cast: Cast
    now: datetime
    reference: str
    since: Since | None = None

    def answer(self, strand: str, rows: Sequence[Row], when: When, reader: str = "hana") -> None:
        """One after the other; `reader` finds the cards on the sheet of the strand."""
        sheet = queries.sheet(self.cast[reader], self.reference, strand, when(0))
        cards = {(card.code, card.letter): card for card in (*sheet.incident_cards, *sheet.young_person_cards)}
        asked = [(row, cards[row.code, letter]) for row in rows for letter in (row.letters or [""])]
        for number, (row, card) in enumerate(asked):
            at = when(number / len(asked))
            late = card.due_kind in INSISTED_ON and bool(card.due_at and at > card.due_at)
            operations.answer_consideration(
                by=self.cast[row.who],
                at=at,
                reference=self.reference,
                consideration_key=card.key,
                answer=row.answer,
                because=row.because,
                late_because=row.late if late else "",
                record_fields=self._fields(row),
                actions=[self.new(to, at) for to in row.to],
                seen_number=card.number,
            )

    def _fields(self, row: Row) -> dict[str, str]:
        return {name: said if isinstance(said, str) else said(self) for name, said in (row.record or {}).items()}

    def new(self, to: To, at: datetime) -> NewAction:
        owner = self.cast[to.who.removeprefix("@")]
        of_agency = to.who.startswith("@")
        return NewAction(
            what=to.what,
            due_at=max(_as_written(self.now + timedelta(hours=to.hours), self.now), at + SOON),
            owner_key=None if of_agency else owner.key,
            agency_key=owner.agency.key if of_agency else None,
            makes_contact=to.contact,
            asked_again=to.asked,
            key=self.key(to.key) if to.key else None,
        )

    def add(self, who: str, at: datetime, to: To, letter: str = "") -> None:
        about = self.lines(who, at)[letter].key if letter else None
        operations.add_action(by=self.cast[who], at=at, reference=self.reference, new=self.new(to, at), about_key=about)

    def accept(self, who: str, at: datetime, *keys: str) -> None:
        for key in keys:
            operations.accept_action(
                by=self.cast[who], at=at, action_key=self.key(key), seen_version=self._version(key, who, at)
            )

    def finish(self, who: str, at: datetime, key: str, outcome: str) -> None:
        seen = self._version(key, who, at)
        operations.finish_action(by=self.cast[who], at=at, action_key=self.key(key), seen_version=seen, outcome=outcome)

    def hand_back(self, who: str, at: datetime, key: str, because: str) -> None:
        seen = self._version(key, who, at)
        operations.hand_back_action(
            by=self.cast[who], at=at, action_key=self.key(key), seen_version=seen, because=because
        )

    def extend(self, who: str, at: datetime, key: str, hours: float, because: str) -> None:
        operations.extend_action(
            by=self.cast[who],
            at=at,
            action_key=self.key(key),
            seen_version=self._version(key, who, at),
            due_at=_as_written(self.now + timedelta(hours=hours), self.now),
            because=because,
        )

    def withdraw(self, who: str, at: datetime, key: str, because: str) -> None:
        seen = self._version(key, who, at)
        operations.withdraw_action(
            by=self.cast[who], at=at, action_key=self.key(key), seen_version=seen, because=because
        )

    def rang(self, who: str, at: datetime, key: str, telephone: str, outcome: Any, spoke_to: str = "") -> None:
        operations.record_call(
            by=self.cast[who],
            at=at,
            action_key=self.key(key),
            outcome=outcome,
            spoke_to=spoke_to,
            telephone=telephone,
            happened_at=at,
        )

    def looked(self, who: str, at: datetime) -> None:
        heading = seen.heading(self.cast[who], self.reference, at)
        incidents.note_looked(by=self.cast[who], at=at, heading=heading)

    def team(self, who: str, at: datetime, members: Sequence[tuple[str, str]], **words: Any) -> None:
        """`members`: who joins, and why."""
        for short, why in members:
            incidents.add_to_team(
                by=self.cast[who],
                at=at,
                reference=self.reference,
                professional_key=self.cast[short].key,
                why=why,
                **words,
            )

    def lead(self, who: str, at: datetime, short: str, part: str, why: str) -> None:
        incidents.name_lead(
            by=self.cast[who],
            at=at,
            reference=self.reference,
            professional_key=self.cast[short].key,
            part=part,
            why=why,
        )

    def fact(
        self,
        who: str,
        at: datetime,
        kind: str,
        letter: str = "",
        fields: Mapping[str, Value] | None = None,
        **said: Any,
    ) -> UUID:
        """`fields` are the structured ones of the kind. The same by the same person about one letter is one fact."""
        told = {name: one if isinstance(one, str) else one(self) for name, one in (fields or {}).items()}
        same = " ".join([kind, letter, who, *(str(one) for one in (fields or {}).values() if isinstance(one, str))])
        row = incidents.record_fact(
            by=self.cast[who],
            at=at,
            reference=self.reference,
            kind=kind,
            key=self.key(same),
            involvement_key=self.lines(who, at)[letter].key if letter else None,
            said=told,
            **said,
        )
        key: UUID = row.key
        return key

    def where(self, who: str, at: datetime, letter: str, where: str, **said: Any) -> None:
        line = self.lines(who, at)[letter]
        incidents.record_whereabouts(
            by=self.cast[who],
            at=at,
            reference=self.reference,
            involvement_key=line.key,
            where=where,
            seen_number=line.whereabouts_number,
            **said,
        )

    def lines(self, who: str, at: datetime) -> dict[str, seen.YoungPersonLine]:
        heading = seen.heading(self.cast[who], self.reference, at)
        return {line.letter: line for line in seen.young_people(self.cast[who], heading.incident_id, at)}

    def key(self, name: str) -> UUID:
        return uuid5(STORY, f"{self.reference} {name}")

    def _version(self, key: str, who: str, at: datetime) -> int:
        return queries.action(self.cast[who], self.key(key), at).line.version


def report(by: Any, at: datetime, told: Report) -> str:
    """Send it; of somebody who is held already the reporter says that it is the same young person."""
    try:
        return str(incidents.report_incident(by=by, at=at, report=told).reference)
    except PossibleMatches as asked:
        same = {n: SamePerson(found[0].person_key) for n, found in asked.matches.items()}
        young = tuple(replace(one, answer=same.get(n)) for n, one in enumerate(told.young_people))
        again = replace(told, young_people=young)
        return str(incidents.report_incident(by=by, at=at, report=again).reference)


def born(now: datetime, years: int, days: int) -> date:
    """So that they are always as old as the story says."""
    return (now - timedelta(days=365.25 * years + days)).date()


def person(short: str) -> Value:
    """A professional as an answer stores one."""
    return lambda told: f"p:{told.cast[short].key}"


def at_night(minutes: float) -> Value:
    """As an answer stores an instant: so many minutes after the report."""
    return lambda told: told.since.night(minutes).isoformat(timespec="minutes") if told.since else ""


def by_day(part: float) -> Value:
    return lambda told: told.since.day(part).isoformat(timespec="minutes") if told.since else ""


def on(days: int) -> Value:
    """A date as an answer stores it, so many days from now."""
    return lambda told: clock.local_date(on_day(told.now, days, time(12, 0))).isoformat()


def at_hour(days: int, hour: int) -> Value:
    return lambda told: on_day(told.now, days, time(hour, 0)).isoformat(timespec="minutes")


def _as_written(due_at: datetime, now: datetime) -> datetime:
    """People write half past two and not 14:37, and nothing that can wait until tomorrow for four in the morning."""
    night = not 7 <= clock.local(due_at).hour < 20
    if night and due_at - now > timedelta(hours=12):
        due_at = on_day(due_at - timedelta(hours=8), 1, time(9, 0))
    return due_at.replace(minute=due_at.minute // 15 * 15, second=0, microsecond=0)


def between(begins: datetime, ends: datetime) -> When:
    return lambda part: begins + (ends - begins) * part
