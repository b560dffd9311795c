"""How far the invented night was worked: some in place, some with actions, some not yet known, some untouched."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from reachable.responses import operations, queries
from reachable.responses.choices import AnswerCode
from reachable.responses.operations import NewAction

STRAND = "immediate-safety"
PLACE, ACT, UNKNOWN, NOT = (
    AnswerCode.IN_PLACE,
    AnswerCode.ACTION_NEEDED,
    AnswerCode.NOT_YET_KNOWN,
    AnswerCode.NOT_NEEDED,
)


@dataclass(frozen=True)
class Row:
    """Who answered what about whom; an action has an owner, words, hours until it is due, and whether it is contact."""

    who: str
    code: str
    letter: str
    answer: AnswerCode
    because: str = ""
    record: tuple[tuple[str, str], ...] = ()
    action: tuple[str, str, int, bool] | None = None


ROWS = (
    Row("wendy", "where-and-how-hurt", "A", PLACE, "Wound to the thigh, stitched, stable.", (("condition", "hurt"),)),
    Row("edith", "where-and-how-hurt", "B", PLACE, "Cut hand, seen by paramedics.", (("condition", "hurt"),)),
    Row("ravi", "where-and-how-hurt", "C", PLACE, "Not hurt, seen by the custody nurse.", (("condition", "not-hurt"),)),
    Row("edith", "where-and-how-hurt", "D", PLACE, "At home with her aunt.", (("condition", "not-hurt"),)),
    Row("wendy", "discharge-expected", "A", PLACE, "Ward round in the morning; not before the evening."),
    *(Row("edith", "discharge-expected", letter, NOT, "Not in hospital.") for letter in "BCD"),
    *(Row("edith", "hospital-protection", letter, NOT, "Not in hospital.") for letter in "BCD"),
    Row(
        "wendy",
        "hospital-protection",
        "A",
        ACT,
        "Two boys asked for him at the desk.",
        (("visitors-restricted", "yes"),),
        ("wendy", "Keep a list of callers at the ward desk", 30, False),
    ),
    Row("edith", "safe-to-return", "A", UNKNOWN, record=(("home", "not-safe"),)),
    Row("edith", "safe-to-return", "B", UNKNOWN),
    Row("edith", "parents-told", "A", PLACE, "His mother is with him.", (("parents-told", "yes"),)),
    Row("edith", "parents-able-to-protect", "B", UNKNOWN),
    Row(
        "sam",
        "threat-to-life",
        "B",
        ACT,
        "A named threat was heard at the scene.",
        (),
        ("sam", "Decide whether a threat to life warning is given for Jay", 4, False),
    ),
    Row("sam", "threat-to-life", "A", UNKNOWN),
    Row(
        "edith",
        "parents-told",
        "B",
        ACT,
        "His mother is at work until the morning.",
        (("parents-told", "no"),),
        ("priya", "Visit Jay's mother at home and explain the risk", 16, True),
    ),
    Row(
        "hana",
        "siblings-at-risk",
        "A",
        ACT,
        "Ella was there and was filmed.",
        (("siblings", "1"), ("at-risk", "yes")),
        ("shona", "Tell the head of year that a brother was hurt", 14, False),
    ),
    Row(
        "hana",
        "continuing-risk",
        "D",
        ACT,
        "She is on the clip that is going round.",
        (("level", "not-known"),),
        ("shona", "Agree with the school how Ella gets in and out", 14, False),
    ),
    Row(
        "hana",
        "strategy-discussion",
        "",
        ACT,
        "Called for this afternoon.",
        (("discussion", "planned"),),
        ("priya", "Set up the strategy discussion with all partners", 12, False),
    ),
    Row("maggie", "social-media-posts", "", PLACE, "The digital team is watching the clip.", (("posts-seen", "yes"),)),
    Row("edith", "held-until-morning", "", PLACE, "Edith Lamb, emergency duty team.", (("number", "01632 960201"),)),
)


def answer(cast: dict[str, Any], at: datetime, reference: str) -> None:
    sheet = queries.sheet(cast["hana"], reference, STRAND, at)
    cards = {(card.code, card.letter): card for card in (*sheet.incident_cards, *sheet.young_person_cards)}
    for minutes, row in enumerate(ROWS):
        when = at + timedelta(minutes=minutes * 2)
        operations.answer_consideration(
            by=cast[row.who],
            at=when,
            reference=reference,
            consideration_key=cards[row.code, row.letter].key,
            answer=row.answer,
            because=row.because,
            record_fields=dict(row.record),
            actions=_actions(cast, when, row),
            seen_number=0,
        )


def _actions(cast: dict[str, Any], at: datetime, row: Row) -> list[NewAction]:
    if row.action is None:
        return []
    who, what, hours, contact = row.action
    return [NewAction(what=what, due_at=at + timedelta(hours=hours), owner_key=cast[who].key, makes_contact=contact)]
