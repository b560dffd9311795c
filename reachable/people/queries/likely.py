"""Who is held and looks like somebody that is being entered: the one read without a scope.

So it says what agrees, how strongly and which agency holds them, and nothing else: no name, incident or address.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from django.db import connection

from reachable.common import clock
from reachable.common.actors import Actor

from .. import likeness
from ..likeness import Comparison, Prepared
from ..matching import MOST_SHOWN, Band, Entry, Match, band_of
from ..permissions import check_can_match_people
from .compared import entry_details, said_of
from .held import exact_matches

CANDIDATES = 15  # compared at most, for one entry
FILED = 400  # as many records at most are read of the keys of one entry
_AT_ONCE = 25  # entries, so that a statement has not too many values
# The records that share the rarest keys of each entry, and most of them: the rarest key first, until FILED records are
# filed under those that were taken, one key in any event; a key that few share weighs more. Counting stops at FILED.
# An index has both columns, so no row of the table is read.
_CANDIDATES = """
WITH wanted (entry, key) AS (VALUES (%s)),
sizes AS MATERIALIZED (
  SELECT w.entry, w.key, (
    SELECT COUNT(*) FROM (SELECT 1 FROM people_matchkey m WHERE m.key = w.key LIMIT {FILED}) AS counted
  ) AS size
  FROM wanted w),
placed AS (
  SELECT entry, key, size, SUM(size) OVER up AS upto, ROW_NUMBER() OVER up AS place
  FROM sizes WHERE size > 0
  WINDOW up AS (PARTITION BY entry ORDER BY size, key ROWS UNBOUNDED PRECEDING)),
weighed AS (
  SELECT p.entry, m.record_id, SUM(1.0 / p.size) AS weight
  FROM placed p CROSS JOIN people_matchkey m
  WHERE m.key = p.key AND (p.upto <= {FILED} OR p.place = 1)
  GROUP BY p.entry, m.record_id),
ordered AS (
  SELECT entry, record_id, ROW_NUMBER() OVER (PARTITION BY entry ORDER BY weight DESC, record_id) AS place
  FROM weighed)
SELECT entry, record_id FROM ordered WHERE place <= {CANDIDATES} ORDER BY entry, place
""".replace("{FILED}", str(FILED)).replace("{CANDIDATES}", str(CANDIDATES))


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
    """The likeliest of those held, best first, by position of the entry; two statements at most for 25 entries.

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
    """The records to compare with each entry, by the position of the entry; one statement, or none."""
    pairs = [(index, key) for index, some in keys.items() for key in some]
    if not pairs:
        return {}
    found: dict[int, list[int]] = {}
    with connection.cursor() as cursor:
        marks = ", ".join(["(%s, %s)"] * len(pairs))
        cursor.execute(_CANDIDATES.replace("(%s)", marks), list(chain.from_iterable(pairs)))
        for index, record_id in cursor.fetchall():
            found.setdefault(index, []).append(record_id)
    return found


@dataclass(frozen=True)
class _Held:
    person_key: UUID
    agency: str
    prepared: Prepared


def _held(record_ids: set[int]) -> dict[int, _Held]:
    said = said_of(record_ids)
    return {
        pk: _Held(one.person_key, one.agency, likeness.prepare(one.details))
        for pk, one in said.items()
        if one.person_key
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
