"""Clearing somebody for contact: an instruction, and so refused until the risk is assessed and lessened (STF-1)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.incidents import access, timeline
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_fits, check_not_joined, check_says_why
from reachable.people import queries as people
from reachable.people.models import Address

from .. import permissions, policies
from ..choices import ContactMode
from ..models import Clearance
from ..standing import moment_in_words


@operation
def clear_contact(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID | None,
    mode: str,
    place: str,
    risk: str,
    because: str,
    mitigations: Sequence[str],
    mitigation_words: str = "",
    none_needed_because: str = "",
    check_in: str = "",
    worker_key: UUID | None = None,
    asked_by_telephone: str = "",
    until_at: datetime,
    key: UUID | None = None,
) -> Clearance:
    """Say that contact may be made: with one young person, or in the incident's area where no key is given.

    For `worker_key` alone where one is named. `key` is made with the form: sent twice, it is one. It directs nobody.
    """
    incident = permissions.check_can_clear(by, reference, at)
    if key and (sent := Clearance.objects.filter(key=key).first()):
        return _sent_before(sent, incident, by)
    check_not_joined(incident.phase)
    involvement = _involvement(incident, involvement_key)
    policies.check_assessed(risk, because, place, mode)
    lessened = policies.check_lessened(risk, mitigations, mitigation_words, none_needed_because)
    policies.check_until(until_at, at, mode)
    policies.check_place_can_be_printed(place, _safe_addresses(involvement))
    row = Clearance(key=key or uuid4(), incident=incident, involvement=involvement, mode=mode, risk=risk)
    row.worker = _worker(incident, worker_key, at) if worker_key else None
    texts = (place, because, check_in, asked_by_telephone)
    row.place, row.because, row.check_in, row.asked_by_telephone = (text.strip() for text in texts)
    row.mitigations, row.mitigation_words = list(lessened), mitigation_words.strip()
    row.none_needed_because = "" if lessened or row.mitigation_words else none_needed_because.strip()
    row.until_at, row.by, row.at = until_at, by, at
    return _kept(row)


@operation
def end_clearance(*, by: Professional, at: datetime, reference: str, clearance_key: UUID, because: str) -> Clearance:
    """Say that it holds no longer, before its time is up. Whoever was directed on it is told at once."""
    incident = permissions.check_can_clear(by, reference, at)
    found = Clearance.objects.select_for_update(of=("self",)).select_related("involvement")
    row = found.filter(incident=incident, key=clearance_key).first()
    if row is None:
        raise NotFound("clearance")
    policies.check_not_ended(row.ended_at)
    check_says_why(because)
    row.ended_at, row.ended_by, row.ended_because = at, by, because.strip()
    check_fits(row)
    row.save(update_fields=["ended_at", "ended_by", "ended_because"])
    whom = f"{row.involvement.letter}: contact" if row.involvement else "Contact in the area"
    words = f"{whom} is no longer cleared ({ContactMode(row.mode).label.lower()})."
    timeline.write(incident, "clearance-ended", words, by=by, at=at, about=row.involvement, source_key=_source(row))
    codes = {"clearance": str(row.key)}
    record("clearance-ended", by=by, at=at, incident=reference, about=_about(row), codes=codes, words=row.ended_because)
    happenings.tell(happenings.GroundChanged(by=by, at=at, incident_id=incident.pk))
    return row


def _kept(row: Clearance) -> Clearance:
    check_fits(row)
    row.save(force_insert=True)
    _trace(row)
    return row


def _sent_before(row: Clearance, incident: Incident, by: Professional) -> Clearance:
    if (row.incident_id, row.by_id) != (incident.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return row


def _involvement(incident: Incident, key: UUID | None) -> Involvement | None:
    if key is None:
        return None
    found = incident.involvements.filter(key=key, now_known_as__isnull=True).first()
    if found is None:
        raise NotFound("young person")
    return found


def _worker(incident: Incident, key: UUID, at: datetime) -> Professional | None:
    member = access.current_team(at).filter(incident=incident, professional__key=key)
    found = member.select_related("professional").first()
    policies.check_on_the_team(found is not None)
    return found.professional if found else None


def _safe_addresses(involvement: Involvement | None) -> list[tuple[str, str]]:
    """Under whichever record of the person they were written down; also those that are no longer used."""
    if involvement is None:
        return []
    own = {involvement.record_id, *involvement.known_before.values_list("record_id", flat=True)}
    every = {record for found in people.same_people(own).values() for record in found} | own
    return list(Address.objects.filter(record__in=every, is_safe=True).values_list("line1", "postcode"))


def _about(row: Clearance) -> list[UUID]:
    return list(people.current_person_keys([row.involvement.record_id]).values()) if row.involvement else []


def _source(row: Clearance) -> str:
    return f"clearance-{row.key}"


def _trace(row: Clearance) -> None:
    """The timeline names nobody but by letter, and not what the risk was judged on."""
    whom = f"{row.involvement.letter}:" if row.involvement else "The area:"
    how = ContactMode(row.mode).label.lower()
    words = f"{whom} cleared for contact until {moment_in_words(row.until_at, row.at)} ({how})."
    timeline.write(
        row.incident, "clearance", words, by=row.by, at=row.at, about=row.involvement, source_key=_source(row)
    )
    codes = {
        "clearance": str(row.key),
        "mode": row.mode,
        "risk": row.risk,
        "mitigations": row.mitigations,
        "until": row.until_at.isoformat(),
        "by_telephone": bool(row.asked_by_telephone),
    }
    record(
        "contact-cleared",
        by=row.by,
        at=row.at,
        incident=row.incident.reference,
        about=_about(row),
        codes=codes,
        words=row.because,
    )
