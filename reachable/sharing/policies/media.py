"""What must be so before a version of a release is recorded as released with partners: the gate `media`.

Pure: over plain values. What was said of one version says nothing of the next (MED-4).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from reachable.common.gates import GateLine, missing, refuse_unless
from reachable.common.refusals import Refused
from reachable.incidents.choices import Known

from ..choices import Overseen, Side

GATE = "media"
CANNOT = "This version cannot be recorded as released"
SHOWN = 12  # letters of a SHA-256 that a page shows
POLICE = "police who lead on the media"
THE_OFFICER = "the Senior Investigating Officer of this incident"
CONSULTED = {Side.HEALTH: "health", Side.CHILDRENS_SERVICES: "children's services"}


@dataclass(frozen=True)
class Principle:
    """One of the three; `answer` is empty while nobody has given one of this version."""

    code: str
    title: str
    answer: str = ""
    words: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Colleague:
    """Who of health or children's services saw this version."""

    side: str
    whom: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Overseeing:
    """What the Senior Investigating Officer said, and of which words."""

    says: str
    sha256: str
    by: str
    at: datetime
    because: str = ""
    name_because: str = ""
    family_told: str = ""
    restriction_checked: str = ""


@dataclass(frozen=True)
class Standing:
    """What is there for one version. `names_somebody`: the words name or point to a young person. `newer`: the number
    of a version that was pasted after it, 0 where it is the newest.
    """

    sha256: str
    names_somebody: bool
    newer: int
    police_lead: str
    contact_point: str
    named_by: str
    named_at: datetime | None
    principles: tuple[Principle, ...]
    colleagues: tuple[Colleague, ...]
    overseeing: Overseeing | None
    officer: str = ""  # who investigates this incident now


def normalised(text: str) -> str:
    """Only what nobody can read is evened out: the ends of lines, and blanks where a line or the text ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n")


def fingerprint(text: str) -> str:
    return sha256(normalised(text).encode()).hexdigest()


def gate_lines(now: Standing) -> tuple[GateLine, ...]:
    """All that is asked of one version before it is recorded as released with partners (MED-1, MED-2, MED-3, MED-4)."""
    return (*_who_speaks(now), *_principles(now), *_consulted(now), *_overseen(now))


def check_may_be_released(lines: Iterable[GateLine]) -> None:
    """Partners are given words that serve the principles and that the Senior Investigating Officer has seen (MED-4)."""
    refuse_unless(lines, CANNOT, clause="MED-4")


def _who_speaks(now: Standing) -> Iterable[GateLine]:
    """The police lead, and one person answers for all."""
    if now.police_lead:
        yield GateLine(
            True, f"the police lead is {now.police_lead}", POLICE, "MED-1", told_by=now.named_by, at=now.named_at
        )
    else:
        yield GateLine(False, "nobody is named who leads for the police", POLICE, "MED-1")
    if now.contact_point:
        yield GateLine(
            True,
            f"the single point of contact is {now.contact_point}",
            POLICE,
            "MED-3",
            told_by=now.named_by,
            at=now.named_at,
        )
    else:
        yield GateLine(False, "no single point of contact is named", POLICE, "MED-3")


def _principles(now: Standing) -> Iterable[GateLine]:
    """Each is answered of this version, and it serves at least one; a no stands with its words."""
    for one in now.principles:
        asked = f"“{one.title}”"
        if one.answer == Known.YES or (one.answer == Known.NO and one.words):
            words = f"{asked} is answered {Known(one.answer).label.lower()}{f': {one.words}' if one.words else ''}"
            yield GateLine(True, words, POLICE, "MED-2", told_by=one.by, at=one.at)
        else:
            how = {Known.NOT_KNOWN: "is not known yet", Known.NO: "is answered no, without a word why"}
            yield GateLine(False, f"{asked} {how.get(Known(one.answer)) if one.answer else 'is not answered'}", POLICE,
                           "MED-2", told_by=one.by, at=one.at)  # fmt: skip
    if now.principles and all(one.answer == Known.NO for one in now.principles):
        yield GateLine(False, "these words serve none of the three principles", POLICE, "MED-2")


def _consulted(now: Standing) -> Iterable[GateLine]:
    """Media colleagues of health and of children's services saw this version."""
    for side, called in CONSULTED.items():
        found = [one for one in now.colleagues if one.side == side]
        if found:
            last = max(found, key=lambda one: one.at)
            yield GateLine(
                True, f"consulted for {called}: {last.whom}", clause="MED-3", told_by=last.by, at=last.at
            )  # fmt: skip
        else:
            words = f"no media colleague of {called} was consulted on this version"
            yield GateLine(False, words, POLICE, "MED-3")


def _overseen(now: Standing) -> Iterable[GateLine]:
    """The Senior Investigating Officer agreed these very words, and no newer ones stand."""
    if now.newer:
        yield GateLine(False, f"version {now.newer} was pasted after it, and only the newest goes out", POLICE, "MED-4")
    seen = now.overseeing
    who = f"{now.officer}, {THE_OFFICER}" if now.officer else THE_OFFICER
    if seen is None or seen.sha256 != now.sha256:
        yield GateLine(False, "the Senior Investigating Officer has not seen this version", who, "MED-4")
        return
    by, at = seen.by, seen.at
    if seen.says != Overseen.AGREED:
        why = f": “{seen.because}”" if seen.because else ""
        yield GateLine(
            False, f"the Senior Investigating Officer wants it changed{why}", who, "MED-4", told_by=by, at=at
        )
        return
    yield GateLine(True, "the Senior Investigating Officer agreed these words", who, "MED-4", told_by=by, at=at)
    if now.names_somebody:
        for words, there in _of_a_name(seen):
            yield GateLine(bool(there), f"{words}: {there}" if there else f"{words} is not recorded", who, "MED-4",
                           told_by=seen.by if there else "", at=seen.at if there else None)  # fmt: skip


def _of_a_name(seen: Overseeing) -> tuple[tuple[str, str], ...]:
    return (
        ("why a young person is named or pointed to", seen.name_because),
        ("that the family was told first", seen.family_told),
        ("that reporting restrictions were checked", seen.restriction_checked),
    )


def check_overseeing(
    *, says: str, because: str, names_somebody: bool, name_because: str, family_told: str, restriction_checked: str
) -> None:
    """What is wanted otherwise is said; and a name goes out only for a reason, with the family told and the law looked
    at (MED-4).
    """
    if says not in Overseen.values:
        raise Refused("Say whether you agree these words.", clause="MED-4", field="says")
    if says == Overseen.CHANGE:
        if not because.strip():
            raise Refused("Say what is to be changed.", clause="MED-4", field="because")
        return
    if not names_somebody:
        return
    owed = (
        ("name_because", name_because, "These words name or point to a young person. Say why they must."),
        ("family_told", family_told, "Say who told the family, and when, before their child is named."),
        ("restriction_checked", restriction_checked, "Say who checked whether a reporting restriction forbids it."),
    )
    for field, text, words in owed:
        if not text.strip():
            raise Refused(words, clause="MED-4", field=field)


def check_is_the_officer(is_officer: bool) -> None:
    """The Senior Investigating Officer of this incident, now: nobody else's eyes count (MED-4)."""
    if not is_officer:
        words = "Only the Senior Investigating Officer of this incident agrees what is released."
        raise Refused(f"{words} The page about the team says who that is.", clause="MED-4")


def check_principle(answer: str, words: str, code: str) -> None:
    """A no, or not known yet, is said with a word about it (MED-2)."""
    if answer not in Known.values:
        raise Refused("Answer yes, no or not known.", clause="MED-2", field=f"{code}-answer")
    if answer != Known.YES and not words.strip():
        raise Refused("Say in a few words why.", clause="MED-2", field=f"{code}-words")


def check_names(police_lead: str, contact_point: str) -> None:
    """Who leads for the police is named, and the one whom everybody passes questions to (MED-1, MED-3)."""
    if not police_lead.strip():
        raise Refused("Name who leads for the police.", clause="MED-1", field="police_lead")
    if not contact_point.strip():
        raise Refused("Name the single point of contact.", clause="MED-3", field="contact_point")


def check_says_something(text: str) -> None:
    if not normalised(text).strip():
        raise Refused("Paste the words of this version.", field="text")


def check_is_changed(text: str, latest: str, number: int) -> None:
    """The same words are the same version: what was agreed of it holds (MED-4)."""
    if fingerprint(text) == latest:
        raise Refused(f"These are the words of version {number}: nothing is changed.", clause="MED-4", field="text")


def check_went_out_after(then: Iterable[GateLine]) -> None:
    """What went out before it was agreed was not released as agreed (MED-4). `then`: the gate when it went out."""
    if missing(then):
        words = "It was agreed after that time. Record that it went out before it was agreed."
        raise Refused(words, clause="MED-4", field="released_at")


def was_early(then: Iterable[GateLine], now: Iterable[GateLine]) -> str:
    """What was missing when it went out, in words; empty where it went out as agreed, whatever was said since."""
    lacked = missing(then)
    still = [line.words for line in missing(now)]
    if not lacked or still:
        return "; ".join(still) if lacked else ""
    if any(line.clause == "MED-4" for line in lacked):
        return "the Senior Investigating Officer agreed it only afterwards"
    return f"when it went out, {'; '.join(line.words for line in lacked)}"
