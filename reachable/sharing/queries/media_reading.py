"""How each version of a release stands: read at once for any number of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from reachable.common.gates import GateLine, GateState, missing
from reachable.incidents import access
from reachable.incidents.choices import TeamPart
from reachable.playbook.tables import Listed
from reachable.responses import editions
from reachable.responses.models import Response

from ..choices import Overseen
from ..models import Consulted, MediaContacts, Oversight, PrincipleAnswer, Released, Version
from ..policies import media as policies
from .media_words import Around, around_incident

ALWAYS = datetime.max.replace(tzinfo=UTC)


class _OfVersion(Protocol):
    version_id: int


_Row = TypeVar("_Row", bound=_OfVersion)


@dataclass(frozen=True)
class Reading:
    """One version, with all that was said of it, newest first. `names_somebody`: it was said when it was pasted, or
    the name check is certain now.
    """

    version: Version
    names_somebody: bool
    standing: policies.Standing
    lines: tuple[GateLine, ...]
    principles: tuple[PrincipleAnswer, ...]
    consulted: tuple[Consulted, ...]
    overseen: tuple[Oversight, ...]
    released: tuple[Released, ...]


def latest_contacts(incident_id: int, until: datetime = ALWAYS) -> MediaContacts | None:
    rows = MediaContacts.objects.filter(incident=incident_id, at__lte=until)
    return rows.select_related("by").order_by("-number").first()


def principles_of(incident_id: int) -> tuple[Listed, ...]:
    """In the words of the incident's edition; where it has none, of the one in force."""
    response = Response.objects.select_related("edition").filter(incident=incident_id).first()
    kept = editions.of(response.edition).tables.principles if response else ()
    return kept or editions.in_force().tables.principles


def officer_of(incident_id: int, at: datetime) -> str:
    part = TeamPart.SENIOR_INVESTIGATING_OFFICER
    names = access.current_team(at).filter(incident=incident_id, part=part).values_list("professional__name", flat=True)
    return names.first() or ""


def read(
    incident_id: int,
    versions: Sequence[Version],
    at: datetime,
    known: Around | None = None,
    *,
    then: datetime | None = None,
) -> dict[int, Reading]:
    """By version; a fixed number of statements. Where there are none, none is spent. `then`: as they stood at that
    time, which somebody typed to the minute; whom the words name is asked of who is known now.
    """
    if not versions:
        return {}
    known = known or around_incident(incident_id, at)
    ids = [one.pk for one in versions]
    until = then.replace(second=59, microsecond=999_999) if then else ALWAYS
    before = {"version__in": ids, "at__lte": until}
    said = _by_version(PrincipleAnswer.objects.filter(**before).select_related("by").order_by("-number"))
    heard = Consulted.objects.filter(version__in=ids, consulted_at__lte=until).select_related("by")
    seen = _by_version(heard.order_by("-consulted_at", "-pk"))
    overseen = _by_version(Oversight.objects.filter(**before).select_related("by").order_by("-number"))
    out = _by_version(Released.objects.filter(version__in=ids).select_related("by").order_by("-at", "-pk"))
    newest, asked = _newest(versions, then), principles_of(incident_id)
    shared = _shared(latest_contacts(incident_id, until), officer_of(incident_id, at))
    found: dict[int, Reading] = {}
    for one in versions:
        last = newest.get(one.release_id, 0)
        standing = policies.Standing(
            sha256=one.sha256,
            names_somebody=one.names_somebody or known.names_somebody(one.text),
            newer=last if last > one.number else 0,
            principles=tuple(_principle(item, said[one.pk]) for item in asked),
            colleagues=tuple(_colleague(row) for row in seen[one.pk]),
            overseeing=_overseeing(overseen[one.pk]),
            **shared,
        )
        rows = (tuple(said[one.pk]), tuple(seen[one.pk]), tuple(overseen[one.pk]), tuple(out[one.pk]))
        found[one.pk] = Reading(one, standing.names_somebody, standing, policies.gate_lines(standing), *rows)
    return found


def _shared(contacts: MediaContacts | None, officer: str) -> dict[str, Any]:
    """What every version of the incident is read with."""
    return {
        "police_lead": contacts.police_lead if contacts else "",
        "contact_point": contacts.contact_point if contacts else "",
        "named_by": contacts.by.name if contacts else "",
        "named_at": contacts.at if contacts else None,
        "officer": officer,
    }


def _colleague(row: Consulted) -> policies.Colleague:
    return policies.Colleague(row.side, row.whom, row.by.name, row.consulted_at)


def _by_version(rows: Iterable[_Row]) -> dict[int, list[_Row]]:
    found: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.version_id].append(row)
    return found


def _newest(versions: Sequence[Version], before: datetime | None) -> dict[int, int]:
    rows = Version.objects.filter(release__in={one.release_id for one in versions})
    rows = rows.filter(at__lt=before) if before else rows
    return dict(rows.order_by("release", "number").values_list("release", "number"))


def _principle(item: Listed, said: Sequence[PrincipleAnswer]) -> policies.Principle:
    row = next((one for one in said if one.code == item.code), None)
    if row is None:
        return policies.Principle(item.code, item.title)
    return policies.Principle(item.code, item.title, row.answer, row.words, row.by.name, row.at)


def _overseeing(rows: Sequence[Oversight]) -> policies.Overseeing | None:
    if not rows:
        return None
    row = rows[0]
    return policies.Overseeing(
        says=row.says,
        sha256=row.sha256,
        by=row.by.name,
        at=row.at,
        because=row.because,
        name_because=row.name_because,
        family_told=row.family_told,
        restriction_checked=row.restriction_checked,
    )


def state_of(reading: Reading, letter: str) -> GateState:
    """`letter` says which of them it is about, on a page that has several."""
    out = next((one for one in reading.released if not one.early), None)
    early = next((one for one in reading.released if one.early), None)
    return GateState(
        code=policies.GATE,
        letter=letter,
        stands=_stands(reading, is_out=out is not None, is_early=early is not None),
        lines=reading.lines,
        passed_at=out.released_at if out else None,
        passed_by=out.by.name if out else "",
        early="It went out before it was agreed." if early else "",
    )


def _stands(reading: Reading, *, is_out: bool, is_early: bool) -> str:
    if is_out:
        return "released"
    if is_early:
        return "went out before it was agreed"
    if not missing(reading.lines):
        return "agreed, may be released"
    return "to be changed" if _is_to_change(reading) else "not agreed"


def _is_to_change(reading: Reading) -> bool:
    seen = reading.standing.overseeing
    return seen is not None and seen.says == Overseen.CHANGE
