"""What must be kept although it leaves every page: sealed while a hold runs on an incident of those it is about.

Everything that is removed or lapses goes through `seal` before its row is deleted. Where nothing holds it, nothing of
it is kept.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from reachable.common import sealing
from reachable.directory.models import Professional
from reachable.people.choices import Handling
from reachable.people.copies import Copy, Line
from reachable.people.permissions import may_know_source, may_read_account, readable_handlings

from .choices import SealedKind
from .models import AdultInvolvement, Hold, Incident, Involvement, NetworkPerson, Sealed


@dataclass(frozen=True)
class Leaving:
    """`homes`: the incidents that it was part of."""

    homes: frozenset[int]
    kind: SealedKind
    copy: Copy


def homes_of(record_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """The incidents that each record is in, or in the network of; of a report that was joined, both. One statement."""
    wanted = ("record_id", "incident_id", "incident__joined_into_id")
    kinds: tuple[type[Involvement] | type[AdultInvolvement] | type[NetworkPerson], ...] = (
        Involvement,
        AdultInvolvement,
        NetworkPerson,
    )
    rows = [kind.objects.filter(record__in=record_ids).values_list(*wanted) for kind in kinds]
    found: dict[int, set[int]] = {record_id: set() for record_id in record_ids}
    if record_ids:
        for record_id, home, joined in rows[0].union(*rows[1:]):
            found[record_id].update(one for one in (home, joined) if one is not None)
    return {record_id: frozenset(homes) for record_id, homes in found.items()}


def homes_of_incident(incident_id: int) -> frozenset[int]:
    """The incident, and the one that it was joined to as a report."""
    joined = Incident.objects.filter(pk=incident_id, joined_into__isnull=False).values_list("joined_into_id", flat=True)
    return frozenset({incident_id, *(one for one in joined if one is not None)})


def lock(incident_ids: Collection[int]) -> None:
    """Nobody places or ends a hold on these until the transaction ends. Lower key first, for all who lock several."""
    locked = Incident.objects.select_for_update(no_key=True).filter(pk__in=incident_ids).order_by("pk")
    list(locked.values_list("pk"))


def held(incident_ids: Collection[int]) -> frozenset[int]:
    """Those of them on which a hold runs."""
    running = Hold.objects.filter(incident__in=incident_ids, ended_at__isnull=True)
    return frozenset(running.values_list("incident_id", flat=True))


def seal(leaving: Iterable[Leaving], *, at: datetime, expired: bool) -> int:
    """Keep a copy for each of its incidents on which a hold runs; how many were kept."""
    all_of_it = list(leaving)
    holding = held({home for one in all_of_it for home in one.homes})
    rows = [
        Sealed(incident_id=home, kind=one.kind, contents=_closed(one.copy), sealed_at=at, expired=expired)
        for one in all_of_it
        for home in sorted(holding & one.homes)
    ]
    return len(Sealed.objects.bulk_create(rows))


def unsealed(row: Sealed) -> Copy:
    """For whoever may read it: the caller has traced who, and why."""
    return Copy.from_json(json.loads(sealing.decrypt(bytes(row.contents))))


def erase(incident_id: int) -> int:
    """Delete for good what was sealed for this incident; how many there were."""
    return Sealed.objects.filter(incident=incident_id).delete()[0]


def _closed(copy: Copy) -> bytes:
    return sealing.encrypt(json.dumps(copy.as_json(), ensure_ascii=False).encode())


FEWER, WITHHELD = "Something that fewer may read", "Kept, and not shown to you"
_WHO_SAID = ("Source", "Told by", "By", "Recorded by", "Held by", "Reviewed by")
_OF_A_SAFE_ADDRESS = ("Use", "Is safe", "By", "At", "From on", "Until on", "Ended at")


def for_reader(professional: Professional, copy: Copy) -> Copy:
    """As this reader may read it: what was for fewer than the team while it stood does not become readable by being
    removed. It stays sealed until the last hold ends.
    """
    hidden = {str(one.label) for one in Handling} - {str(one.label) for one in readable_handlings(professional)}
    if any(name == "Handling" and value in hidden for _, lines in copy.parts for name, value in lines):
        return Copy(FEWER, copy.key, (), ())
    protected = any(("Source protected", "Yes") in lines for _, lines in copy.parts)
    hides = _WHO_SAID if protected and not may_know_source(professional) else ()
    read = ((title, _as_read(professional, title, lines)) for title, lines in copy.parts)
    return replace(
        copy,
        parts=tuple((title, tuple((n, WITHHELD if n in hides else v) for n, v in lines)) for title, lines in read),
    )


def _as_read(professional: Professional, title: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    if title == "Account" and not may_read_account(professional, in_custody=("In custody", "Yes") in lines):
        return (("Words", WITHHELD),)
    if ("Is safe", "Yes") in lines:
        kept = tuple(line for line in lines if line[0] in _OF_A_SAFE_ADDRESS)
        return (*kept, ("Where it is", f"{WITHHELD}: for those who were named to read it"))
    return lines
