"""Who is held and looks like somebody that is being entered: the one read without a scope.

So it says what agrees, how strongly and which agency holds them, and nothing else: no name, incident or address.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from reachable.common import clock
from reachable.common.actors import Actor

from .. import likeness
from ..likeness import Comparison, Prepared
from ..matching import MOST_SHOWN, Band, Entry, Match, band_of
from ..models import Belonging, MatchKey
from ..permissions import check_can_match_people
from .compared import NAMED, as_details, entry_details, said_beside
from .held import exact_matches

CANDIDATES = 60  # compared at most, for one entry
FILED = 400  # as many records at most are read of the keys of one entry
_AT_ONCE = 25  # entries, so that a statement has not too many values


def matches(professional: Actor, entries: Sequence[Entry], on: date | None = None) -> dict[int, tuple[Match, ...]]:
    """Who is held and may be the same, by position of the entry: those who agree exactly first."""
    exact = exact_matches(professional, entries)
    alike = likely(professional, entries, on)
    found: dict[int, tuple[Match, ...]] = {}
    for index in sorted({*exact, *alike}):
        sure = exact.get(index, ())
        known = {match.person_key for match in sure}
        found[index] = (*sure, *(match for match in alike.get(index, ()) if match.person_key not in known))
    return found


def likely(professional: Actor, entries: Sequence[Entry], on: date | None = None) -> dict[int, tuple[Match, ...]]:
    """The likeliest of those held, best first, by position of the entry; four statements at most for 25 entries.

    A page that shows the answer logs a look about these people. `on` is the day on which ages are said.
    """
    check_can_match_people(professional)
    day = on or clock.local_date(clock.now())
    wanted = [likeness.prepare(entry_details(entry, day)) for entry in entries]
    found: dict[int, tuple[Match, ...]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = dict(enumerate(wanted[start : start + _AT_ONCE], start))
        found.update(_likely(some))
    return found


def _likely(wanted: dict[int, Prepared]) -> dict[int, tuple[Match, ...]]:
    candidates = _candidates({index: likeness.keys(one) for index, one in wanted.items()})
    held = _held({record_id for ids in candidates.values() for record_id in ids})
    found = {index: _best(wanted[index], [held[i] for i in ids if i in held]) for index, ids in candidates.items()}
    return {index: best for index, best in found.items() if best}


def alike(wanted: Prepared) -> tuple[Match, ...]:
    """The same of one who is held already, for the reads of this room; himself among them."""
    return _likely({0: wanted}).get(0, ())


def _candidates(keys: dict[int, tuple[str, ...]]) -> dict[int, list[int]]:
    """The records that share the rarest keys of each entry, and most of them."""
    every = {key for some in keys.values() for key in some}
    if not every:
        return {}
    sizes = dict(
        MatchKey.objects.filter(key__in=every).values("key").annotate(size=Count("record")).values_list("key", "size")
    )
    chosen = {index: _rarest(some, sizes) for index, some in keys.items()}
    read = {key for some in chosen.values() for key in some}
    filed: dict[str, list[int]] = {key: [] for key in read}
    if read:
        for key, record_id in MatchKey.objects.filter(key__in=read).values_list("key", "record_id"):
            filed[key].append(record_id)
    return {index: _most_shared(some, filed) for index, some in chosen.items() if some}


def _rarest(keys: Iterable[str], sizes: dict[str, int]) -> list[str]:
    """The rarest first, until as many records are filed under them as are read; one in any event."""
    chosen: list[str] = []
    left = FILED
    for key in sorted((key for key in keys if key in sizes), key=lambda one: (sizes[one], one)):
        if chosen and sizes[key] > left:
            break
        chosen.append(key)
        left -= sizes[key]
    return chosen


def _most_shared(keys: Iterable[str], filed: dict[str, list[int]]) -> list[int]:
    """A key that few share weighs more."""
    weights: dict[int, float] = {}
    for key in keys:
        for record_id in filed[key]:
            weights[record_id] = weights.get(record_id, 0.0) + 1 / len(filed[key])
    return [record_id for record_id, _ in sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:CANDIDATES]]


@dataclass(frozen=True)
class _Held:
    person_key: UUID
    agency: str
    prepared: Prepared


def _held(record_ids: Collection[int]) -> dict[int, _Held]:
    if not record_ids:
        return {}
    beside = said_beside(record_ids)
    named = (f"record__{name}" for name in NAMED)
    rows = Belonging.objects.filter(record__in=record_ids, until_at__isnull=True)
    return {
        pk: _Held(key, agency, likeness.prepare(as_details(facts, beside.get(pk, ()))))
        for pk, key, agency, *facts in rows.values_list("record_id", "person__key", "record__held_by__name", *named)
    }


def _best(wanted: Prepared, held: Iterable[_Held]) -> tuple[Match, ...]:
    """Each person once, as their likeliest record says; held by every agency that holds a record which looks alike."""
    alike: dict[UUID, list[tuple[Comparison, str]]] = {}
    for one in held:
        comparison = likeness.compare(wanted, one.prepared)
        if band_of(comparison.score, comparison.agrees) is not None:
            alike.setdefault(one.person_key, []).append((comparison, one.agency))
    found = []
    for key, several in alike.items():
        best = max((comparison for comparison, _ in several), key=lambda one: (one.score, one.agrees))
        agencies = ", ".join(sorted({agency for _, agency in several}))
        found.append(Match(key, best.agrees, agencies, best.score, band_of(best.score, best.agrees) or Band.LIKELY))
    return tuple(sorted(found, key=lambda match: (-match.score, match.person_key))[:MOST_SHOWN])
