"""The sharing log of an incident: what went to whom and why, and what was decided not to be shared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.common.refusals import NotFound
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.meetings.choices import Ground
from reachable.outbox import queries as outbox
from reachable.outbox.choices import WhatIsShared
from reachable.outbox.queries import DisclosureLine
from reachable.people.models import Belonging
from reachable.responses import editions


@dataclass(frozen=True)
class LogLine:
    """`to` is in words. `about` are those whom this reader may know; `hides_some`: there are others."""

    key: UUID
    at: datetime
    what: str
    words: str
    is_shared: bool
    to: str
    purpose: str
    ground: str
    because: str
    by: str
    meeting: str
    about: tuple[YoungPersonLine, ...]
    hides_some: bool


@dataclass(frozen=True)
class LogView:
    """`meetings` and `young_people` are what the log can be narrowed to; `meeting` and `about` what it is."""

    heading: Heading
    lines: tuple[LogLine, ...]
    meetings: tuple[str, ...]
    young_people: tuple[YoungPersonLine, ...]
    meeting: str
    about: YoungPersonLine | None
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class _Names:
    """What keys of rows stand for; `persons` is by the key that a person had, and from when until when."""

    people: dict[str, str]
    purposes: dict[str, str]
    persons: dict[UUID, list[tuple[YoungPersonLine, datetime, datetime | None]]]


def sharing_log(
    professional: Professional, reference: str, at: datetime, *, meeting: str = "", letter: str = "", page: int = 1
) -> LogView:
    """Newest first; of one meeting, or about one young person by letter. A fixed number of statements."""
    heading = incidents.heading(professional, reference, at)
    young = incidents.young_people(professional, heading.incident_id, at)
    about = next((one for one in young if one.letter == letter), None)
    if letter and about is None:
        raise NotFound("young person")
    persons = _persons(young)
    wanted = [key for key, spans in persons.items() if any(one[0] is about for one in spans)] if about else None
    references = _references(heading)
    found = outbox.disclosures_of(references, meeting=meeting, persons=wanted, page=page)
    keys = {key for line in found.lines for key in (line.to_key, line.by_key) if key}
    names = _Names(directory.names(professional, keys), _purposes(), persons)
    return LogView(
        heading=heading,
        lines=tuple(_line(one, names) for one in found.lines),
        meetings=outbox.disclosed_meetings(references),
        young_people=tuple(young),
        meeting=meeting,
        about=about,
        page=found.page,
        pages=found.pages,
        total=found.total,
    )


def _references(heading: Heading) -> list[str]:
    """Of the incident and of the reports that were joined to it."""
    joined = Incident.objects.filter(joined_into=heading.incident_id).values_list("reference", flat=True)
    return [heading.reference, *joined]


def _persons(
    young: Iterable[YoungPersonLine],
) -> dict[UUID, list[tuple[YoungPersonLine, datetime, datetime | None]]]:
    """Under which key each young person was known, and when: two who were found to be one changed theirs."""
    lines = {one.key: one for one in young}
    rows = Involvement.objects.filter(Q(key__in=lines) | Q(now_known_as__key__in=lines))
    by_record = {
        record: lines[key] if key in lines else lines[now]
        for key, now, record in rows.values_list("key", "now_known_as__key", "record_id")
    }
    found: dict[UUID, list[tuple[YoungPersonLine, datetime, datetime | None]]] = {}
    belonging = Belonging.objects.filter(record__in=by_record).order_by("from_at", "pk")
    for key, record, since, until in belonging.values_list("person__key", "record_id", "from_at", "until_at"):
        found.setdefault(key, []).append((by_record[record], since, until))
    return found


def _purposes() -> dict[str, str]:
    """What a code of a purpose says. Codes never change meaning, so the edition in force has the words."""
    return {one.code: one.title for one in editions.in_force().purposes}


def _line(row: DisclosureLine, names: _Names) -> LogLine:
    known = [_person(key, row.at, names) for key in row.about]
    about = {one.letter: one for one in known if one is not None}
    return LogLine(
        key=row.key,
        at=row.at,
        what=str(WhatIsShared(row.what).label),
        words=row.words,
        is_shared=row.is_shared,
        to=row.to_words or names.people.get(str(row.to_key), "somebody who is no longer in the directory"),
        purpose=names.purposes.get(row.purpose, row.purpose),
        ground=_ground(row.ground),
        because=row.because,
        by=names.people.get(str(row.by_key), "") if row.by_key else "Reachable, by itself",
        meeting=row.meeting,
        about=tuple(sorted(about.values(), key=lambda one: (len(one.letter), one.letter))),
        hides_some=any(one is None for one in known),
    )


def _person(key: UUID, when: datetime, names: _Names) -> YoungPersonLine | None:
    """Who that was when the row was written; None: somebody whom this reader does not know of."""
    for line, since, until in names.persons.get(key, ()):
        if since <= when and (until is None or when < until):
            return line
    return None


def _ground(code: str) -> str:
    return str(Ground(code).label) if code in Ground else code
