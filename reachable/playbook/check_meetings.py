"""What is wrong with the kinds of meeting of a playbook, and which clauses they carry."""

from collections import Counter
from collections.abc import Iterator, Mapping

from .schema import AgendaItem, MeetingKind, MeetingSeat, Playbook


def places(kind: MeetingKind) -> Iterator[tuple[str, str]]:
    """Each clause that a kind of meeting names, with where: the kind, one of its seats, one item of its agenda."""
    yield from ((clause, f"meeting/{kind.code}") for clause in kind.clauses)
    parts: tuple[MeetingSeat | AgendaItem, ...] = (*kind.seats, *kind.agenda)
    for part in parts:
        yield from ((clause, f"meeting/{kind.code}/{part.code}") for clause in part.clauses)


def problems(
    playbook: Playbook, *, triggers: Mapping[str, str], known: Mapping[str, set[str]], clauses: set[str]
) -> Iterator[str]:
    """In the order of the playbook; `known` has the codes of roles and kinds of agency, as `check.problems`."""
    asked = {item.code: item.about for item in playbook.considerations() if not item.retired}
    purposes = {purpose.code for purpose in playbook.purposes}
    yield from _twice("purpose", [purpose.code for purpose in playbook.purposes])
    for kind in playbook.meetings.values():
        faults = (*_kind(kind, known, purposes, clauses), *_seats(kind, triggers, known), *_agenda(kind, asked))
        yield from (f"meeting {kind.code}: {fault}" for fault in faults)


def _kind(kind: MeetingKind, known: Mapping[str, set[str]], purposes: set[str], clauses: set[str]) -> Iterator[str]:
    yield from (f"no role is called {role}" for role in (*kind.chairs, *kind.supports) if role not in known["role"])
    yield from (f"no agency kind is called {place}" for place in kind.quorum if place not in known["agency kind"])
    yield from (f"no purpose is called {code}" for code in kind.purposes if code not in purposes)
    yield from (f"no clause {clause}" for clause, _ in places(kind) if clause not in clauses)
    if not kind.chairs:
        yield "nobody chairs it"
    if not kind.purposes:
        yield "proposes no purpose"
    if kind.is_statutory and not kind.outcome:
        yield "is statutory and decides nothing for a young person"
    if kind.is_statutory and not any(item.ends_in_outcome for item in kind.agenda):
        yield "is statutory, and no item of its agenda decides the outcome"
    if not kind.about_individuals and kind.outcome:
        yield "discusses no individual and decides something for each"
    yield from _twice("field", [field.name for field in kind.outcome])


def _seats(kind: MeetingKind, triggers: Mapping[str, str], known: Mapping[str, set[str]]) -> Iterator[str]:
    if not kind.seats:
        yield "has no seats"
    yield from _twice("seat", [seat.code for seat in kind.seats])
    for seat in kind.seats:
        yield from (f"seat {seat.code}: {fault}" for fault in _seat(seat, triggers, known))


def _seat(seat: MeetingSeat, triggers: Mapping[str, str], known: Mapping[str, set[str]]) -> Iterator[str]:
    yield from (f"no role is called {role}" for role in seat.roles if role not in known["role"])
    yield from (f"no agency kind is called {place}" for place in seat.places if place not in known["agency kind"])
    if seat.needed_when and seat.needed_when not in triggers:
        yield f"no trigger is called {seat.needed_when}"
    if seat.needed_when and seat.strength == "principal":
        yield "is principal, so that nothing makes it needed"
    if not seat.roles and not seat.places:
        yield "nobody could fill it"


def _agenda(kind: MeetingKind, asked: Mapping[str, str]) -> Iterator[str]:
    if not kind.agenda:
        yield "has no agenda"
    yield from _twice("item", [item.code for item in kind.agenda])
    for item in kind.agenda:
        yield from (f"item {item.code}: {fault}" for fault in _item(item, kind, asked))


def _item(item: AgendaItem, kind: MeetingKind, asked: Mapping[str, str]) -> Iterator[str]:
    yield from (f"no consideration is called {code}" for code in item.considerations if code not in asked)
    if not kind.about_individuals and "young-person" in (item.about, *map(asked.get, item.considerations)):
        yield "is about each young person, in a meeting that discusses none"
    if item.ends_in_outcome and not kind.outcome:
        yield "ends in an outcome, and the meeting has none"


def _twice(what: str, codes: list[str]) -> Iterator[str]:
    yield from (f"{what} {code} stands {n} times" for code, n in Counter(codes).items() if n > 1)
