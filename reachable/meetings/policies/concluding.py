"""What the chair settles before the minutes are agreed. Pure: over what stands when it is asked, in plain values.

Every line says what is there or what is missing, and who can settle it. Much is shown and holds nothing back: an empty
chair keeps no child without a plan. What is needed is what nobody could reconstruct afterwards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from reachable.common.gates import GateLine, missing, refuse_unless
from reachable.common.refusals import Refused

from ..choices import ItemState, MeetingState, MinutesChange
from .section_47 import ENQUIRIES, MET, NOT_NEEDED

SENT_WITHIN = 1  # working days, where the kind of meeting names no time

NOT_DECIDED = "not-decided"
CHAIR = "the chair or the minute-taker"
NAMED = 3  # of what is missing, in the sentence of a refusal: the list has the rest


@dataclass(frozen=True)
class ItemSaid:
    """An item of the agenda. `open_musts`, `open_others`: its unanswered questions, each with of whom by letter."""

    key: str
    title: str
    state: str
    because: str = ""
    clause: str = ""
    open_musts: tuple[str, ...] = ()
    open_others: tuple[str, ...] = ()


@dataclass(frozen=True)
class YoungSaid:
    """What was decided for one young person; `record` is empty where nothing was."""

    key: str
    letter: str
    record: Mapping[str, str] = field(default_factory=dict)
    is_home: bool = True
    has_died: bool = False


@dataclass(frozen=True)
class SeatEmpty:
    """A seat that is needed and that nobody who was there fills."""

    code: str
    title: str
    because: str = ""
    clause: str = ""


@dataclass(frozen=True)
class ActionSaid:
    """`reaches`: somebody who is sent it. An agency of which nobody was asked is sent nothing."""

    key: str
    what: str
    who: str
    reaches: bool
    is_named: bool


@dataclass(frozen=True)
class Held:
    """The meeting, as far as its minutes depend on it. `fields` are those of the outcome of its kind."""

    is_statutory: bool = False
    fields: frozenset[str] = frozenset()
    clause: str = "SAF-1"
    purposes_agreed: bool = True
    not_marked: int = 0
    quorum: tuple[GateLine, ...] = ()
    items: tuple[ItemSaid, ...] = ()
    young: tuple[YoungSaid, ...] = ()
    empty: tuple[SeatEmpty, ...] = ()
    actions: tuple[ActionSaid, ...] = ()
    held_notes: int = 0
    dissents: int = 0


@dataclass(frozen=True)
class CheckLine(GateLine):
    """`group` is under which heading it stands; `settles` where it is settled: "item", "outcome", "seat", "action",
    "attendance", "purposes" or "note", and the key or code of which one.
    """

    group: str = ""
    settles: str = ""
    of: str = ""


def minutes_lines(held: Held) -> tuple[CheckLine, ...]:
    """In the order in which it is worked. SAF-1: a strategy discussion decides for each young person, and covers what
    it should; CTX-2: so does a complex one; CTX-5: what was agreed reaches whoever does it.
    """
    return (
        *_said_first(held),
        *(line for item in held.items for line in _item(item, held.clause)),
        *(line for one in held.young if not one.has_died for line in _young(one, held)),
        *(line for action in held.actions if (line := _action(action))),
        *_seats(held),
        *_held_back(held),
    )


def check_minutes_may_be_agreed(lines: Iterable[GateLine]) -> None:
    """SAF-1, CTX-2: the discussion ends in a decision for each young person; nothing that was on its agenda is
    skipped without a reason.
    """
    found = missing(lines)
    first = found[:NAMED]
    if len(found) > NAMED:
        first = (*first, GateLine(met=False, words=f"and {len(found) - NAMED} more in the list"))
    refuse_unless(first, "The minutes cannot be agreed yet", clause="SAF-1")


def check_says_why_empty(because: str) -> None:
    """SAF-1: partners who were not there are named with the reason; it holds nothing up, and it is said."""
    if not because.strip():
        raise Refused("Say why nobody came, in a few words.", clause="SAF-1", field="because")
    if len(because.strip()) > 300:
        raise Refused("Say why in 300 characters at most.", clause="SAF-1", field="because")


def check_minutes_are_agreed(state: str) -> None:
    """CTX-5: what is sent to the attendees is what was agreed."""
    if state != MeetingState.AGREED:
        raise Refused(
            "Agree the minutes first: what is sent is what was agreed. Each owner was told of their action already.",
            clause="CTX-5",
        )


def check_has_minutes(state: str) -> None:
    """Before the minutes are agreed, what is wrong in a note is changed in the note."""
    if state != MeetingState.AGREED:
        raise Refused("The minutes are not agreed yet: change the note itself.")


def check_addendum(*, change: str, words: str, because: str, names_a_note: bool) -> None:
    """Both kinds say what and why; what is lawfully taken out is one note, on a ground that was given in words."""
    if change not in MinutesChange.values:
        raise Refused("Say whether something is corrected or taken out.", field="change")
    takes_out = change == MinutesChange.REDACTION
    if takes_out and not names_a_note:
        raise Refused("Choose the note that is taken out.", field="note_key")
    if not words.strip():
        lacks = "Write the ground that the information-governance lead gave." if takes_out else "Write the correction."
        raise Refused(lacks, field="words")
    if not because.strip():
        raise Refused("Say why, in a few words.", field="because")
    if len(because.strip()) > 300:
        raise Refused("Say why in 300 characters at most.", field="because")


def check_not_taken_out_already(*, is_gone: bool) -> None:
    if is_gone:
        raise Refused("This note was taken out already.", field="note_key")


def _said_first(held: Held) -> Iterable[CheckLine]:
    if not held.purposes_agreed:
        yield CheckLine(
            met=False, words="the purposes of the meeting are not agreed", who="the chair", clause="CTX-3",
            group="meeting", settles="purposes",
        )  # fmt: skip
    if held.not_marked:
        words = f"whether {held.not_marked} of those who were asked were there is not marked"
        yield CheckLine(met=False, words=words, who=CHAIR, clause=held.clause, group="meeting", settles="attendance")


def _item(item: ItemSaid, clause: str) -> Iterable[CheckLine]:
    line = CheckLine(met=False, words="", clause=item.clause or clause, group="items", who=CHAIR)
    line = replace(line, settles="item", of=item.key)
    if item.state in (ItemState.NOT_TAKEN, ItemState.TAKEN):
        yield replace(line, words=f"“{item.title}” is neither covered nor passed over")
    if item.state == ItemState.NOT_REACHED and not item.because.strip():
        yield replace(line, words=f"why “{item.title}” was passed over is not said")
    if item.state == ItemState.NOT_REACHED and item.because.strip():
        yield replace(line, met=True, words=f"“{item.title}” was passed over: {item.because}", is_needed=False)
    if item.state in (ItemState.COVERED, ItemState.TAKEN):
        yield from (replace(line, words=f"not answered: {words}") for words in item.open_musts)
        yield from (
            replace(line, words=f"stays open on its strand: {words}", is_needed=False) for words in item.open_others
        )


def _young(one: YoungSaid, held: Held) -> Iterable[CheckLine]:
    undecided = list(_undecided(one, held))
    line = CheckLine(met=False, words="", clause=held.clause, group="young-people", who=CHAIR)
    line = replace(line, settles="outcome", of=one.key)
    if undecided:
        words = f"{one.letter}: {', '.join(undecided)} is not said"
        yield replace(line, words=words)
    if one.record.get("legal-basis") == "not-known":
        words = f"{one.letter}: on what legal basis they do not go home is not known"
        yield replace(line, words=words, is_needed=False)


def _undecided(one: YoungSaid, held: Held) -> Iterable[str]:
    """What the kind of meeting asks and nobody said of this young person, in words that end in "is not said"."""
    said = {name: value for name, value in one.record.items() if name in held.fields and value.strip()}
    if held.is_statutory and "threshold" in held.fields:
        yield from _statutory(one, said)
    if "disposition" in held.fields:
        if not said.get("disposition"):
            yield "what follows"
        elif said["disposition"] == "no-action" and not said.get("disposition-because"):
            yield "why there is no action now"


def _statutory(one: YoungSaid, said: Mapping[str, str]) -> Iterable[str]:
    threshold, because = said.get("threshold", ""), said.get("disposition-because", "")
    if not threshold:
        yield "whether the threshold for enquiries is met"
    if threshold == NOT_DECIDED and not because:
        yield "why the threshold is not decided"
    if threshold != MET:
        return
    enquiry, conference = said.get("enquiry", ""), said.get("conference", "")
    if enquiry not in ENQUIRIES and not (enquiry == "none" and because):
        yield "whether the enquiry is joint or single"
    if not conference:
        yield "whether there is a conference"
    if conference == NOT_NEEDED and not said.get("conference-not-because"):
        yield "why no conference is needed"
    if not one.is_home and not said.get("legal-basis"):
        yield "whether they go home, and if not on what legal basis"


def _action(action: ActionSaid) -> CheckLine | None:
    line = CheckLine(met=False, words="", clause="CTX-5", group="actions", who=CHAIR, settles="action", of=action.key)
    if not action.reaches:
        words = f"nobody of {action.who} was asked, so nobody there is sent “{action.what}”"
        return replace(line, words=words)
    if not action.is_named:
        words = f"{action.who} has not named anybody for “{action.what}”"
        return replace(line, words=words, is_needed=False)
    return None


def _seats(held: Held) -> Iterable[CheckLine]:
    for one in held.quorum:
        if not one.met:
            words = f"{one.words.replace(' is there', ' was there')}: the quorum was not met"
            line = CheckLine(met=False, words=words, clause=one.clause, group="seats", is_needed=False)
            yield replace(line, settles="attendance")
    for seat in held.empty:
        line = CheckLine(met=False, words="", clause=seat.clause or held.clause, group="seats")
        line = replace(line, settles="seat", of=seat.code)
        if seat.because.strip():
            yield replace(line, met=True, words=f"{seat.title}: nobody came. {seat.because}", is_needed=False)
        else:
            yield replace(line, words=f"why nobody came for “{seat.title}” is not said", who=CHAIR)


def _held_back(held: Held) -> Iterable[CheckLine]:
    if held.held_notes:
        words = f"{_many(held.held_notes, 'note')} of police without cleared wording: in no young person's record"
        yield CheckLine(
            met=False, words=words, who="police", clause="CTX-15", is_needed=False, group="notes", settles="note"
        )
    if held.dissents:
        words = f"{_many(held.dissents, 'time')} somebody did not agree with a decision: it stands in the minutes"
        yield CheckLine(met=True, words=words, is_needed=False, group="notes")


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
