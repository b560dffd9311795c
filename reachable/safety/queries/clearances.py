"""Who is cleared for contact, on what, and whether it still holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.changes import Change, changed_since
from reachable.incidents.queries import Heading

from .. import permissions
from ..choices import Mitigation
from ..models import Clearance
from ..standing import Stands, stands

_ROWS = ("involvement__now_known_as", "worker", "by", "ended_by")


@dataclass(frozen=True)
class ClearanceLine:
    """`letter` and `involvement_key` are those by which the young person is known now; empty for the incident's area.

    `mitigations` are in words, free words included; `none_needed` says why there are none.
    """

    key: UUID
    letter: str
    involvement_key: UUID | None
    mode: str
    mode_label: str
    place: str
    risk: str
    risk_label: str
    because: str
    mitigations: tuple[str, ...]
    none_needed: str
    check_in: str
    worker_key: UUID | None
    worker: str
    until_at: datetime
    by: str
    by_key: UUID
    at: datetime
    asked_by_telephone: str
    ended_by: str
    ended_because: str
    stands: Stands


def clearances(
    professional: Professional, heading: Heading, at: datetime, key: UUID | None = None
) -> tuple[ClearanceLine, ...]:
    """Of an incident whose heading the reader has been given, newest first: for one young person, or all of them.

    Eight statements for any number.
    """
    found = Clearance.objects.filter(incident=heading.incident_id)
    if key:
        found = found.filter(Q(involvement__key=key) | Q(involvement__now_known_as__key=key))
    return lines_of(list(found.select_related(*_ROWS).order_by("-at", "-pk")), at)


def lines_of(rows: Sequence[Clearance], at: datetime) -> tuple[ClearanceLine, ...]:
    standing = stands(rows, at)
    return tuple(line_of(row, standing[row.pk]) for row in rows)


def line_of(clearance: Clearance, standing: Stands) -> ClearanceLine:
    """For `responses`, which comes to the row through its action; `involvement__now_known_as`, `worker`, `by` and
    `ended_by` are read with it where there are many.
    """
    involvement = clearance.involvement
    known_as = (involvement.now_known_as or involvement) if involvement else None
    return ClearanceLine(
        key=clearance.key,
        letter=known_as.letter if known_as else "",
        involvement_key=known_as.key if known_as else None,
        mode=clearance.mode,
        mode_label=clearance.get_mode_display(),
        place=clearance.place,
        risk=clearance.risk,
        risk_label=clearance.get_risk_display(),
        because=clearance.because,
        mitigations=mitigations_in_words(clearance.mitigations, clearance.mitigation_words),
        none_needed=clearance.none_needed_because,
        check_in=clearance.check_in,
        worker_key=clearance.worker.key if clearance.worker else None,
        worker=clearance.worker.name if clearance.worker else "",
        until_at=clearance.until_at,
        by=clearance.by.name,
        by_key=clearance.by.key,
        at=clearance.at,
        asked_by_telephone=clearance.asked_by_telephone,
        ended_by=clearance.ended_by.name if clearance.ended_by else "",
        ended_because=clearance.ended_because,
        stands=standing,
    )


def mitigations_in_words(codes: Sequence[str], words: str) -> tuple[str, ...]:
    """Also for what was directed in danger to life. "Something else" is said by its words alone."""
    labels = [str(Mitigation(code).label) for code in codes if code != Mitigation.OTHER]
    return (*labels, *([words] if words else ()))


def known_since(
    professional: Professional, reference: str, key: UUID | None, since: datetime, at: datetime
) -> tuple[Change, ...]:
    """What became known after `since`, when the screen was opened on which somebody is cleared: he has not read it."""
    incident = permissions.incident_to_see(professional, reference, at)
    about = incident.involvements.filter(key=key).values_list("pk", flat=True).first() if key else None
    return changed_since({0: (incident.pk, about, since)})[0]
