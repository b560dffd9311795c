"""What must hold before the record of one young person leaves, and what must be said. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from reachable.common.refusals import Refused
from reachable.people.matching import fold_name
from reachable.people.naming import Known, Roster, composed, find
from reachable.people.naming.details import compact

from ..choices import MarkDecision, RecordState
from ..documents.content import SegmentKind, Segments

_LONG_ENOUGH = 5  # letters and figures by which something is looked for without regard to words
Left = Iterable[str]


def check_minutes_agreed(*, agreed: bool) -> None:
    if not agreed:
        raise Refused("Records are made from agreed minutes: agree the minutes first.", clause="CTX-4")


def check_is_to_check(state: str) -> None:
    if state == RecordState.FINAL:
        raise Refused("This record is final. After a correction of the minutes a further one is made.")
    if state == RecordState.REPLACED:
        raise Refused("A later record has replaced this one.")


def check_mark(words: str, decision: str, *, stands_there: bool, has_person: bool, is_certain: bool) -> None:
    """What a person may decide about words: to leave what names somebody for certain is not open (CTX-4)."""
    if not words.strip() or not stands_there:
        raise Refused("Those words do not stand in that paragraph.", field="words")
    if decision not in MarkDecision.values:
        raise Refused("Say what is to become of these words.", field="decision")
    if decision == MarkDecision.REPLACE and not has_person:
        raise Refused("Say who is meant, so that the right number stands there.", field="person")
    if decision == MarkDecision.LEAVE and is_certain:
        raise Refused(f"“{words}” names somebody of another household and cannot stay.", clause="CTX-4", field="words")


def check_nothing_undecided(undecided: Sequence[str]) -> None:
    """A record is final once a person looked at every place that is doubtful (CTX-4)."""
    if undecided:
        more = f" and {len(undecided) - 1} more" if len(undecided) > 1 else ""
        words = f"Decide first about “{undecided[0]}”{more}: it may name somebody of another household."
        raise Refused(words, clause="CTX-4", field="words")


def check_same_as_seen(*, is_same: bool) -> None:
    if not is_same:
        raise Refused("The minutes, or what is known of people, changed since this record was made: make it again.")


def check_names_nobody(said: Mapping[str, str], roster: Roster, left: Left) -> None:
    """A second look at the finished text, its headings and the name of its file (CTX-4): nobody of another household is
    in it. `said` is what is written by where it stands; `left` what a person decided may stay.
    """
    stays = {fold_name(words) for words in left}
    for where, words in said.items():
        found = still_named(words, roster, stays)
        if found:
            raise Refused(f"“{found}” still names somebody of another household ({where}).", clause="CTX-4")


def still_named(words: str, roster: Roster, stays: frozenset[str] | set[str]) -> str:
    """What the finder is certain of; then, without it, whole names and details as bare letters and figures."""
    text = composed(words)
    for hit in find(text, roster):
        if hit.certain and fold_name(hit.text) not in stays:
            return hit.text
    folded, bare = f" {fold_words(text)} ", compact(text)
    own = {telling for one in roster.allowed for telling in tellings(one)}
    own |= {fold_words(" ".join(name)) for name in roster.named}
    for one in roster.people:
        for telling in tellings(one):
            if telling not in own and telling not in stays and f" {telling} " in folded:
                return telling
        for number in (*one.numbers, *(postcode for _, postcode in one.addresses)):
            if len(compact(number)) >= _LONG_ENOUGH and compact(number) in bare and not _is_own(number, roster):
                return number
    return ""


def tellings(one: Known) -> frozenset[str]:
    """Whole names, both ways round, and school, as words in small letters."""
    names = [(one.given, one.family), *one.names_before]
    found = {f"{given} {family}" for given, family in names if given and family}
    found |= {f"{family} {given}" for given, family in names if given and family}
    found |= {name for name in one.other_names if " " in name.strip()}
    found |= {*one.schools, *(line for line, _ in one.addresses if any(letter.isdigit() for letter in line))}
    return frozenset(fold_words(name) for name in found if name.strip()) - {""}


def fold_words(text: str) -> str:
    return " ".join(fold_name(word) for word in re.findall(r"[\w'’]+", text) if fold_name(word))


def _is_own(number: str, roster: Roster) -> bool:
    own = {compact(value) for one in roster.allowed for value in (*one.numbers, *(code for _, code in one.addresses))}
    return compact(number) in own


def undecided(paragraphs: Iterable[Segments]) -> tuple[str, ...]:
    return tuple(one.was for segments in paragraphs for one in segments if one.kind is SegmentKind.DOUBTFUL)


def left(paragraphs: Iterable[Segments]) -> tuple[str, ...]:
    return tuple(one.was for segments in paragraphs for one in segments if one.kind is SegmentKind.LEFT)


def check_is_final(state: str) -> None:
    """Only what was checked leaves (CTX-4)."""
    if state != RecordState.FINAL:
        raise Refused("This record is not final: check it first, then it can be filed or taken.", clause="CTX-4")


def check_nothing_taken_out(*, holds: bool) -> None:
    """What was lawfully taken out of the minutes leaves in no record (CTX-4), though it was checked before."""
    if holds:
        words = (
            "A note in this record was lawfully taken out of the minutes: make the records again, then take this one."
        )
        raise Refused(words, clause="CTX-4")


def check_filing(reference: str, filed_at: datetime, at: datetime, *, filed_as: str) -> None:
    """`filed_as` is the reference that was given before, which may be put right."""
    if not reference.strip():
        raise Refused("Give the reference that Liquidlogic shows.", field="reference")
    if reference.strip() == filed_as:
        raise Refused("This record was said to be filed under this reference already.", field="reference")
    if filed_at > at:
        raise Refused("Say when it was filed: not later than now.", field="filed_at")


def check_says_why(because: str) -> None:
    if not because.strip():
        raise Refused("Say why, in a few words.", field="because")


def file_name(social_care_id: str, meeting: str, number: int, key: UUID) -> str:
    """By the id of the social care system, so that it is filed with the right child: never by a name. Where the
    id is not known, the beginning of the record's own key stands for it.
    """
    whose = re.sub(r"[^A-Za-z0-9]+", "-", social_care_id).strip("-") or f"id-not-known-{key.hex[:8]}"
    return f"{whose}-{meeting}-{number}"
