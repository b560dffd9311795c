"""When a response may become business as usual, and who begins again (STA-1). Pure: they take what was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.common.gates import GateLine, refuse_unless
from reachable.common.refusals import Refused
from reachable.incidents.choices import Audience, Phase

from ..choices import LineKind

MUSTS, OWNED, FILED, REVIEWED, MACE = "musts", "owned", "filed", "reviewed", "mace"
_CANNOT = "The response cannot become business as usual yet"


@dataclass(frozen=True)
class Unsettled:
    """One thing that is not settled. `kind` and `line` say what can be handed over; `where` and `key` where it is
    settled; `who` can do it. `holds_back`: false for what may be left with a reason. `audience`: who may read it.
    """

    section: str
    words: str
    letter: str = ""
    who: str = ""
    where: str = ""
    key: str = ""
    kind: LineKind | None = None
    line: UUID | None = None
    holds_back: bool = True
    audience: Audience = Audience.TEAM


_NEEDED = (
    (MUSTS, "{n} of the questions that must be answered {is_are} not", "whoever leads on each"),
    (OWNED, "{n} open {line_s} {has_have} no owner in business as usual", "whoever leads the response"),
    (FILED, "{n} {record_s} of meetings {is_are} not agreed or filed", "whoever chaired or takes minutes"),
    (REVIEWED, "{n} {review_s} {is_are} late, without a day or without an answer", "whoever keeps them"),
    (MACE, "{n} young {person_s} {is_are} not screened since the incident", "children's services with MACE police"),
)
_MET = {
    MUSTS: "every question that must be answered is answered",
    OWNED: "every open line has an owner in business as usual",
    FILED: "every meeting's minutes are agreed and every record is filed",
    REVIEWED: "nothing that is looked at again is late, and nobody waits for an answer",
    MACE: "every young person was screened since the incident",
}


def _counted(words: str, n: int) -> str:
    one = n == 1
    return words.format(
        n=n,
        is_are="is" if one else "are",
        has_have="has" if one else "have",
        line_s="line" if one else "lines",
        record_s="record" if one else "records",
        review_s="review" if one else "reviews",
        person_s="person" if one else "people",
    )


def stand_down_lines(phase: str, unsettled: Iterable[Unsettled]) -> tuple[GateLine, ...]:
    """What standing down asks for: stabilisation has begun; nothing that must be is unanswered, unowned, unfiled,
    unreviewed or unscreened (STA-1).
    """
    counts = dict.fromkeys((section for section, _, _ in _NEEDED), 0)
    for one in unsettled:
        if one.holds_back:
            counts[one.section] += 1
    begun = phase in (Phase.STABILISING, Phase.USUAL)
    words = "stabilisation has begun" if begun else "stabilisation has not begun"
    lines = [GateLine(begun, words, who="" if begun else "the lead", clause="STA-1")]
    for section, needed, who in _NEEDED:
        n = counts[section]
        lines.append(
            GateLine(n == 0, _counted(needed, n) if n else _MET[section], who=who if n else "", clause="STA-1")
        )
    return tuple(lines)


def check_may_stand_down(phase: str, lines: Iterable[GateLine]) -> None:
    """Refused in one sentence that says what is missing and who can settle it (STA-1)."""
    if phase == Phase.USUAL:
        raise Refused("This response is business as usual already.", clause="STA-1")
    refuse_unless(lines, _CANNOT, clause="STA-1")


def check_says_what_was_done(because: str, left_undone: str, unsettled: Sequence[Unsettled]) -> None:
    """What was left undone is left with a reason and a name (GEN-1)."""
    if not because.strip():
        raise Refused("Say how it stands now and who decided it.", field="because", clause="GEN-1")
    left = sum(not one.holds_back for one in unsettled)
    if left and not left_undone.strip():
        what = "1 question is" if left == 1 else f"{left} questions are"
        raise Refused(f"{what} left unanswered. Say why, and who decided it.", field="left_undone", clause="GEN-1")


def check_may_begin_again(phase: str, because: str) -> None:
    if phase not in (Phase.USUAL, Phase.STABILISING):
        raise Refused("Only a response that is stabilising or business as usual can begin again.")
    if not because.strip():
        raise Refused("Say what has happened.", field="because")


def check_may_stabilise(phase: str, because: str) -> None:
    """What begins is said of a response that runs and whose definition is signed."""
    if phase == Phase.PROVISIONAL:
        raise Refused("Sign first what it is: the response is still provisional.", clause="DEF-3")
    if phase != Phase.CONFIRMED:
        raise Refused("This response is not in its first phase any more.")
    if not because.strip():
        raise Refused("Say what has eased.", field="because")


def check_hand_over(lines: Sequence[tuple[LineKind, UUID]], next_on: date | None, today: date, words: str) -> None:
    """A hand-over has a line, what is taken on, and a next day in the ordinary process (STA-1)."""
    if not lines:
        raise Refused("Choose at least one line to hand over.", field="lines")
    if not words.strip():
        raise Refused("Say what they take on.", field="words")
    if next_on is None or next_on < today:
        raise Refused("Give the next day on which it is looked at, today or later.", field="next_on", clause="STA-1")


def check_is_unanswered(accepted_at: datetime | None, declined_at: datetime | None) -> None:
    if accepted_at or declined_at:
        raise Refused("This was answered already.")


def check_later_date(on: date, prompt_on: date, today: date) -> None:
    if on < today:
        raise Refused("That day has passed. Choose a day to come.", field="on")
    if prompt_on > on:
        raise Refused("Looking ahead begins on or before the day itself.", field="prompt_on")
