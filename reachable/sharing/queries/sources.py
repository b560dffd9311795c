"""What the minutes of a meeting say of one young person, in the order in which the record says it (CTX-4).

What was not released for the records of young people never comes here: `meetings.queries.for_records` leaves it out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from reachable.common import clock
from reachable.meetings.choices import NoteKind
from reachable.meetings.queries.for_records import ForRecord, RecordAction, RecordAnswer, RecordNote


@dataclass(frozen=True)
class Said:
    """A paragraph before the names in it are looked at."""

    id: str
    words: str
    label: str = ""
    said_by: str = ""


@dataclass(frozen=True)
class Part:
    id: str
    heading: str
    paragraphs: tuple[Said, ...]


def parts_of(found: ForRecord, purposes: Iterable[str], not_for: str) -> tuple[Part, ...]:
    """Sections without a paragraph are left out."""
    parts = (
        _purposes(purposes, not_for),
        Part("outcome", "What the meeting decided", tuple(_fields("outcome", found.outcome))),
        *_items(found),
        Part("police-plan", "Police plan, in the words that police cleared", tuple(_plans(found.notes))),
        Part("actions", "Actions", tuple(_action(one) for one in found.actions)),
        Part("corrections", "Corrections since the minutes were agreed", tuple(_corrections(found))),
    )
    return tuple(part for part in parts if part.paragraphs)


def _id(kind: str, key: object) -> str:
    """Stable, and no key of anything: what leaves holds none."""
    return f"{kind}-{digest_of(key)}"


def digest_of(key: object) -> str:
    return sha256(str(key).encode()).hexdigest()[:10]


def _purposes(purposes: Iterable[str], not_for: str) -> Part:
    said = [Said(f"purpose-{index}", words) for index, words in enumerate(purposes, 1)]
    if not_for:
        said.append(Said("not-for", not_for, "Must not be used for"))
    return Part("purposes", "What it may be used for", tuple(said))


def _fields(kind: str, fields: Iterable[tuple[str, str]]) -> Iterable[Said]:
    for index, (label, words) in enumerate(fields, 1):
        if words:
            yield Said(f"{kind}-{index}", words, label)


def _items(found: ForRecord) -> Iterable[Part]:
    """Item by item, in the order of the agenda: what was answered about the young person, then what was said."""
    titles = {one.item_number: one.item_title for one in found.notes}
    titles |= {one.item_number: one.item_title for one in found.answers}
    for number in sorted(titles):
        answers = [said for one in found.answers if one.item_number == number for said in _answer(one)]
        notes = [said for one in found.notes if one.item_number == number and not one.is_plan for said in _note(one)]
        yield Part(f"item-{number}", titles[number], (*answers, *notes))


def _note(one: RecordNote) -> Iterable[Said]:
    said_by = ", ".join(part for part in (one.said_by, one.said_by_agency) if part)
    yield Said(_id("note", one.key), one.words, str(NoteKind(one.kind).label), said_by)
    for index, (name, agency, words) in enumerate(one.dissent, 1):
        who = ", ".join(part for part in (name, agency) if part)
        yield Said(_id(f"dissent-{index}", one.key), words, "Did not agree", who)


def _plans(notes: Iterable[RecordNote]) -> Iterable[Said]:
    """CTX-15: in the record of whom it is about alone, which is who `notes` are for."""
    for one in notes:
        if one.is_plan:
            yield Said(_id("note", one.key), one.words, "Police plan")


def _answer(one: RecordAnswer) -> Iterable[Said]:
    key = _id("answer", one.key)
    words = f"{one.ask} {one.answer_label}"
    yield Said(key, f"{words}: {one.because}" if one.because else words, "Answer")
    yield from _fields(key, one.fields)


def _action(one: RecordAction) -> Said:
    due = clock.local(one.due_at)
    when = f"{due.day} {due:%B %Y}, {due:%H:%M}"
    return Said(_id("action", one.key), f"{one.what} ({one.owner}, by {when})", "Action")


def _corrections(found: ForRecord) -> Iterable[Said]:
    for number, words, at in found.corrections:
        day = clock.local_date(at)
        yield Said(f"correction-{number}", f"{day.day} {day:%B %Y}: {words}", "Correction")
