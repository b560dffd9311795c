"""What has to be there before it can be agreed that the officer leaves the hospital (HOS-6), and for which stay.

Pure: what is asked comes as values. A stay begins when somebody is said to be in hospital and was not before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common import clock
from reachable.common.gates import GateLine, missing, refuse_unless
from reachable.common.refusals import Stale

from ..choices import Where
from ..models import Whereabouts

_PARTIES = (
    ("police", "police", "the officer on the ward or the duty inspector"),
    ("health", "health", "the ward or hospital safeguarding"),
    ("childrens-services", "children's services", "social work or, out of hours, the emergency duty team"),
)
_DECIDE = "police, health and children's services together"
_VISITORS = {"no-limits": "no limits", "named-only": "named visitors only", "none": "no visitors"}
_PRESENCE = {
    "police": "police stay",
    "hospital-security": "hospital security",
    "checks": "regular checks",
    "none": "nobody needed",
}
_CLAUSE = "HOS-6"
AT_LEAST = 2  # of the three by name: somebody discusses it with somebody


@dataclass(frozen=True)
class WardDiscussion:
    """A discussion that stands: `said` by the names of its fields, `by` who recorded it, and when."""

    key: UUID
    said: Mapping[str, str]
    by: str
    at: datetime
    happened_at: datetime | None = None

    @property
    def when(self) -> datetime:
        return self.happened_at or self.at

    def named(self, field: str) -> str:
        return self.said.get(field, "").strip()


@dataclass(frozen=True)
class Stay:
    """`since`: when they came in, as far as it is said. What was said of an earlier stay does not count for this one:
    `left_at` is when that ended, `left_recorded_at` when that was recorded; None where this is the first.
    """

    since: datetime
    recorded_at: datetime
    left_at: datetime | None = None
    left_recorded_at: datetime | None = None

    def covers(self, happened_at: datetime | None, recorded_at: datetime) -> bool:
        """Whether something is of this stay. Without a time of its own it has to be recorded after they came back."""
        if self.left_at is None or self.left_recorded_at is None:
            return True
        if happened_at is None:
            return recorded_at >= self.recorded_at
        return happened_at > self.left_at and recorded_at > self.left_recorded_at


def last_stay(said: Sequence[Whereabouts], until: datetime | None = None) -> Stay | None:
    """Of what counts of where somebody was, in order (`statements.counting`); None where they were never in hospital.

    `until`: as it was then, whenever it was recorded.
    """
    rows = [one for one in said if until is None or (one.happened_at or one.at) <= until]
    stays = [n for n, one in enumerate(rows) if one.where == Where.HOSPITAL]
    if not stays:
        return None
    first = stays[-1]
    while first and rows[first - 1].where == Where.HOSPITAL:
        first -= 1
    came, before = rows[first], rows[first - 1] if stays[0] < first else None
    return Stay(
        since=came.happened_at or came.at,
        recorded_at=came.at,
        left_at=(before.happened_at or before.at) if before else None,
        left_recorded_at=before.at if before else None,
    )


def latest_discussion(discussions: Iterable[WardDiscussion], stay: Stay | None) -> WardDiscussion | None:
    """The one that took place last, of those that stand and are of this stay; they come as they were recorded."""
    of_stay = [one for one in discussions if stay is None or stay.covers(one.happened_at, one.at)]
    return max(enumerate(of_stay), key=lambda one: (one[1].when, one[1].at, one[0]), default=(0, None))[1]


def officer_gate_lines(discussion: WardDiscussion | None, at: datetime) -> tuple[GateLine, ...]:
    """Police, health and children's services discussed the risk in hospital, each by name or with a reason why nobody
    was there, and decided on visitors and on police or hospital security. When it is looked at again is shown.
    """
    if discussion is None:
        words = "police, health and children's services have not discussed safety on the ward in this stay"
        return (
            GateLine(
                met=False, words=words, who="whoever is with the young person for one of the three", clause=_CLAUSE
            ),
        )
    lines = [_party(discussion, *party) for party in _PARTIES]
    if sum(bool(discussion.named(field)) for field, _, _ in _PARTIES) < AT_LEAST:
        who = "whoever of the other two can be reached by telephone"
        lines.append(_line(discussion, met=False, words="fewer than two of the three took part by name", who=who))
    return (*lines, _visitors(discussion), _presence(discussion), *_also(discussion, at))


def check_officer_may_leave(discussion: WardDiscussion | None, letter: str, at: datetime) -> None:
    """HOS-6: it is agreed on a discussion in which nothing that is needed is missing."""
    cannot = f"It cannot be agreed yet that the officer leaves {letter}"
    refuse_unless(officer_gate_lines(discussion, at), cannot, clause=_CLAUSE)


def check_is_the_last(discussion: WardDiscussion | None, seen_key: UUID | None) -> None:
    """HOS-6: it is agreed on what is known now, and not on a discussion that another has followed."""
    if (discussion.key if discussion else None) != seen_key:
        raise Stale("Meanwhile it was discussed again, or the discussion was put right.", current=discussion)


def missing_when_left(discussion: WardDiscussion | None, at: datetime) -> tuple[str, ...]:
    """What was missing when an officer left and it had not been agreed; at least that nobody had agreed it."""
    found = missing(officer_gate_lines(discussion, at))
    return tuple(one.words for one in found) or ("it was discussed, and nobody had agreed that the officer may leave",)


def _line(
    discussion: WardDiscussion, *, met: bool, words: str, who: str = "", clause: str = _CLAUSE, is_needed: bool = True
) -> GateLine:
    told_by, at = (f"the discussion that {discussion.by} recorded", discussion.when) if met else ("", None)
    return GateLine(met, words, "" if met else who, clause, is_needed, told_by, at)


def _party(discussion: WardDiscussion, field: str, name: str, who: str) -> GateLine:
    if named := discussion.named(field):
        return _line(discussion, met=True, words=f"{name}: {named}")
    if absent := discussion.named(f"{field}-absent"):
        return _line(discussion, met=True, words=f"{name}: nobody, because: {absent}")
    words = f"nobody from {name} is named, nor why nobody could take part"
    return _line(discussion, met=False, words=words, who=who)


def _visitors(discussion: WardDiscussion) -> GateLine:
    if decided := _VISITORS.get(discussion.said.get("visitors", "")):
        return _line(discussion, met=True, words=f"visitors: {decided}")
    return _line(discussion, met=False, words="whether visitors are limited is not decided", who=_DECIDE)


def _presence(discussion: WardDiscussion) -> GateLine:
    chosen = [code for code in discussion.said.get("presence", "").split(",") if code in _PRESENCE]
    if not chosen:
        words = "whether police or hospital security stay is not decided"
        return _line(discussion, met=False, words=words, who=_DECIDE)
    if "none" in chosen and len(chosen) > 1:
        words = "it says both that nobody is needed on the ward and that somebody is"
        return _line(discussion, met=False, words=words, who=_DECIDE)
    return _line(discussion, met=True, words=f"on the ward: {', '.join(_PRESENCE[code] for code in chosen)}")


def _also(discussion: WardDiscussion, at: datetime) -> Iterable[GateLine]:
    """What is shown and holds nothing back."""
    if "police" in discussion.said.get("presence", "").split(","):
        words = "police stay was decided: this officer leaves once another has come"
        yield _line(discussion, met=False, words=words, is_needed=False)
    again = look_again_at(discussion)
    if again is None:
        words = "nobody has said when it is looked at again"
        yield _line(discussion, met=False, words=words, who=_DECIDE, is_needed=False)
        return
    when = f"{clock.local(again):%d %B, %H:%M}".lstrip("0")
    words = f"looked at again on {when}" if again > at else f"it was to be looked at again on {when}"
    yield _line(discussion, met=again > at, words=words, who=_DECIDE, is_needed=False)


def look_again_at(discussion: WardDiscussion | None) -> datetime | None:
    text = discussion.named("look-again-at") if discussion else ""
    if not text:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=clock.LONDON)
