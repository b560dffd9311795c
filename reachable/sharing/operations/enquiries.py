"""What journalists ask, and who answered: facts, from whoever was asked."""

from datetime import datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common.refusals import Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_fits, check_happened_in_the_past

from ..models import Enquiry, Version
from ..permissions import media as permissions
from .releasing_answers import note_interest


@operation
def log_enquiry(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    outlet: str,
    journalist: str = "",
    asked: str,
    asked_at: datetime,
    key: UUID | None = None,
) -> Enquiry:
    """A newspaper rang the school, the ward, the council. `key` is made with the form: sent twice, it is one."""
    incident = permissions.check_can_see(by, reference, at)
    sent = Enquiry.objects.filter(key=key, by=by, incident=incident).first() if key else None
    if sent is not None:
        return sent
    if not outlet.strip():
        raise Refused("Say which newspaper, station or site asked.", field="outlet")
    if not asked.strip():
        raise Refused("Say what they asked.", field="asked")
    check_happened_in_the_past(asked_at, at)
    row = Enquiry(key=key or uuid4(), incident=incident, asked_at=asked_at, by=by, at=at)
    row.outlet, row.journalist, row.asked = outlet.strip(), journalist.strip(), asked.strip()
    check_fits(row)
    row.save(force_insert=True)
    note_interest(incident, by=by, at=at)
    timeline.write(incident, "media-enquiry", "The media asked.", by=by, at=at, happened_at=asked_at,
                   source_key=str(row.key))  # fmt: skip
    record("media-enquiry-logged", by=by, at=at, incident=reference, codes={"enquiry": str(row.key)}, words=row.asked)
    return row


@operation
def answer_enquiry(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    enquiry_key: UUID,
    answered_by: str,
    answer: str = "",
    answered_at: datetime,
    version_key: UUID | None = None,
) -> Enquiry:
    """Who answered, when and with which version, or that it was passed on. Once: the second writer is told."""
    incident = permissions.check_can_see(by, reference, at)
    row = permissions.find_enquiry(incident, enquiry_key)
    if row.answered_at is not None:
        raise Stale("Somebody else recorded the answer meanwhile. It is shown.", current=row)
    if not answered_by.strip():
        raise Refused("Say who answered, or to whom it was passed.", clause="MED-3", field="answered_by")
    check_happened_in_the_past(answered_at, at)
    if answered_at < row.asked_at:
        raise Refused("That is before they asked.", field="answered_at")
    row.answered_by, row.answer, row.answered_at = answered_by.strip(), answer.strip(), answered_at
    row.version = _version(incident, version_key)
    check_fits(row)
    row.save(update_fields=["answered_by", "answer", "answered_at", "version"])
    said = "A question of the media was answered."
    timeline.write(incident, "media-answered", said, by=by, at=at, happened_at=answered_at, source_key=str(row.key))
    codes = {"enquiry": str(row.key), "version": str(row.version.key) if row.version else ""}
    record("media-enquiry-answered", by=by, at=at, incident=reference, codes=codes, words=row.answer or None)
    return row


def _version(incident: Incident, key: UUID | None) -> Version | None:
    return permissions.find_version(incident, key) if key else None
