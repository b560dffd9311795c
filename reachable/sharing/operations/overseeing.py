"""The Senior Investigating Officer reads one version; and that a version went out is kept, agreed or not (MED-4)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_fits, check_happened_in_the_past
from reachable.responses.operations import ring_the_bell

from ..choices import Overseen
from ..models import Oversight, Released, Version
from ..permissions import media as permissions
from ..policies import media as policies
from ..queries.media_reading import Reading, read
from ..queries.media_words import around_incident
from .releasing_answers import answer_from_here, note_interest

WENT_OUT_EARLY = "Words went out to the media before they were agreed: find out who is in danger by them, and tell them"
ALREADY = "That this version went out is recorded already."


@operation
def oversee_version(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    version_key: UUID,
    says: str,
    because: str = "",
    name_because: str = "",
    family_told: str = "",
    restriction_checked: str = "",
    seen_sha256: str,
    seen_number: int,
) -> Oversight:
    """Agreed in these words, or to be changed: it binds to the version whose words were read, and to no other (MED-4).

    `seen_number` is that of what was last said of this version (0: nothing).
    """
    incident = permissions.check_can_oversee(by, reference, at)
    version = permissions.find_version(incident, version_key)
    reading = read(incident.pk, [version], at)[version.pk]
    number = reading.overseen[0].number if reading.overseen else 0
    if number != seen_number or version.sha256 != seen_sha256:
        raise Stale("It was said again while you read. What stands now is shown.", current=reading.overseen[:1])
    texts = {"name_because": name_because, "family_told": family_told, "restriction_checked": restriction_checked}
    policies.check_overseeing(says=says, because=because, names_somebody=reading.names_somebody, **texts)
    row = Oversight(version=version, number=number + 1, says=says, because=because.strip(), by=by, at=at)
    row.sha256 = version.sha256
    if says == Overseen.AGREED and reading.names_somebody:
        row.name_because, row.family_told, row.restriction_checked = (text.strip() for text in texts.values())
    check_fits(row)
    row.save(force_insert=True)
    said = "agreed" if says == Overseen.AGREED else "wants changed"
    words = f"The Senior Investigating Officer {said} version {version.number} of a release to the media."
    codes = {"sha256": row.sha256, "says": str(says), "number": row.number}
    _trace(incident, version, "media-overseen", words, codes, row.because, by=by, at=at)
    if says == Overseen.AGREED:
        seen = {"seen-by": f"p:{by.key}", "version-seen": f"Version {version.number} ({row.sha256[: policies.SHOWN]})"}
        answer_from_here(incident, "media-oversight", seen, "Read and agreed on the page about it.", by=by, at=at)
    return row


@operation
def release_version(
    *, by: Professional, at: datetime, reference: str, version_key: UUID, released_at: datetime, with_whom: str
) -> Released:
    """Recorded as released with partners: refused in a sentence while anything is missing (MED-2, MED-3, MED-4)."""
    incident = permissions.check_can_lead(by, reference, at)
    version, then, now = _to_release(incident, version_key, released_at, with_whom, at)
    policies.check_may_be_released(now.lines)
    policies.check_went_out_after(then.lines)
    return _keep(incident, version, released_at, with_whom, early="", by=by, at=at)


@operation
def record_went_out(
    *, by: Professional, at: datetime, reference: str, version_key: UUID, released_at: datetime, with_whom: str
) -> Released:
    """A fact, whoever can open the incident says so: it went out. Where that was before its gate held it is marked so,
    and the bell is rung.
    """
    incident = permissions.check_can_see(by, reference, at)
    version, then, now = _to_release(incident, version_key, released_at, with_whom, at)
    lines = policies.gate_lines(replace(now.standing, newer=0))  # what was pasted since changes nothing of it
    early = policies.was_early(then.lines, lines)
    return _keep(incident, version, released_at, with_whom, early=early, by=by, at=at)


def _to_release(
    incident: Incident, key: UUID, released_at: datetime, with_whom: str, at: datetime
) -> tuple[Version, Reading, Reading]:
    """Also how it stood when it went out, and how it stands."""
    version = permissions.find_version(incident, key)
    if version.released.exists():
        raise Refused(ALREADY)
    check_happened_in_the_past(released_at, at)
    if not with_whom.strip():
        raise Refused("Say to whom it went.", field="with_whom")
    known = around_incident(incident.pk, at)
    then = read(incident.pk, [version], at, known, then=released_at)
    return version, then[version.pk], read(incident.pk, [version], at, known)[version.pk]


def _keep(
    incident: Incident,
    version: Version,
    released_at: datetime,
    with_whom: str,
    *,
    early: str,
    by: Professional,
    at: datetime,
) -> Released:
    row = Released(version=version, released_at=released_at, with_whom=with_whom.strip(), early=bool(early))
    row.by, row.at = by, at
    check_fits(row)
    row.save(force_insert=True)
    note_interest(incident, by=by, at=at)
    how = "went out before it was agreed" if early else "was released with partners"
    codes = {"sha256": version.sha256, "early": bool(early)}
    words = f"Version {version.number} of a release to the media {how}."
    _trace(incident, version, "media-released", words, codes, row.with_whom, by=by, at=at, happened_at=released_at)
    if early:
        ring_the_bell(
            incident,
            gate=policies.GATE,
            source_key=str(version.key),
            missing=early,
            what=WENT_OUT_EARLY,
            by=by,
            at=at,
        )
    return row


def _trace(
    incident: Incident,
    version: Version,
    verb: str,
    words: str,
    codes: dict[str, object],
    said: str,
    *,
    by: Professional,
    at: datetime,
    happened_at: datetime | None = None,
) -> None:
    key = str(version.key)
    timeline.write(incident, verb, words, by=by, at=at, happened_at=happened_at, source_key=key)
    record(
        verb, by=by, at=at, incident=incident.reference, codes={"version": key, **codes}, words=said or None
    )  # fmt: skip
