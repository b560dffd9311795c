"""A briefing is begun, its chair named, it is issued through its gate and, if need be, withdrawn (BRF-1 to BRF-4)."""

from datetime import datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation
from reachable.common import clock
from reachable.common.refusals import Refused
from reachable.contexts.models import Context, ContextOfIncident
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_fits
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message

from .. import permissions, policies
from ..choices import BriefingState
from ..models import Briefing, BriefingCounter, BriefingReader
from ..queries.briefing_check import chair_may, checked
from .briefing_answering import answer_strand
from .briefing_sending import send
from .briefing_text import write_version
from .briefing_traces import note, tell_timeline


@operation
def start_briefing(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    place: str,
    title: str,
    context: str = "",
    key: UUID | None = None,
) -> Briefing:
    """`context` is the reference of a place of the incident's, or empty. `key` is made with the form."""
    incident = permissions.check_can_start_briefing(by, reference, at)
    if key and (sent := Briefing.objects.filter(key=key, incident=incident, by=by).first()):
        return sent
    policies.check_says_what_it_is_for(place, title)
    row = Briefing(key=key or uuid4(), incident=incident, place=place.strip(), by=by, at=at)
    row.reference = _next_reference(at)
    row.context = _context(incident, context) if context else None
    check_fits(row)
    row.save(force_insert=True)
    write_version(row, {"title": title, "place": place}, by=by, at=at)
    tell_timeline(row, "briefing-started", f"{by.name} began {row.reference}, a briefing for partners.", by=by, at=at)
    note("briefing-started", row, by=by, at=at)
    return row


def _next_reference(at: datetime) -> str:
    year = clock.local_date(at).year
    BriefingCounter.objects.get_or_create(year=year)
    counter = BriefingCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"BRF-{year}-{counter.last:04d}"


def _context(incident: Incident, reference: str) -> Context:
    here = ContextOfIncident.objects.filter(incident=incident, ended_at__isnull=True, context__reference=reference)
    found = here.select_related("context").first()
    if found is None:
        raise Refused("Choose a place of this incident from the list.", field="context")
    return found.context


@operation
def name_chair(
    *,
    by: Professional,
    at: datetime,
    briefing: str,
    chair: UUID,
    police: UUID,
    nominated_by: UUID | None = None,
    held_at: datetime | None = None,
) -> Briefing:
    """Who chairs it and which MACE officer supports them (BRF-3). A Head of Social Work who names a team manager has
    nominated them; anybody else says which one did.
    """
    row = permissions.check_can_write_briefing(by, briefing, at)
    policies.check_is_not_withdrawn(row.state)
    policies.check_is_draft(row.state)
    chosen, officer = directory.professional(by, chair), directory.professional(by, police)
    nominator = directory.professional(by, nominated_by) if nominated_by else by
    policies.check_chair(chosen.name, chair_may=chair_may(chosen, nominator))
    policies.check_is_mace_police(officer.name, officer.role_codes)
    row.chair, row.police, row.held_at = chosen, officer, held_at
    row.nominated_by = None if chair_may(chosen, None) else nominator
    row.version += 1
    row.save(update_fields=["chair", "police", "held_at", "nominated_by", "version"])
    words = f"{chosen.name} chairs {row.reference}, supported by {officer.name} of MACE police."
    tell_timeline(row, "briefing-chair", words, by=by, at=at)
    codes = {"chair": str(chosen.key), "police": str(officer.key)}
    note("briefing-chair-named", row, by=by, at=at, codes=codes)
    return row


@operation
def issue_briefing(*, by: Professional, at: datetime, briefing: str, sha256: str) -> Briefing:
    """The only way in which a briefing goes out, and only through the whole of its gate (BRF-4).

    The name check runs once more, against everybody who is known now. `sha256` is that of the text on the page.
    """
    row = permissions.check_can_write_briefing(by, briefing, at)
    policies.check_is_draft(row.state)
    found = checked(row, at)
    policies.check_same_words(sha256, found.words.fingerprint)
    policies.check_can_be_issued(found.stands)
    row.state, row.issued_at, row.issued_by = BriefingState.ISSUED, at, by
    row.version += 1
    row.save(update_fields=["state", "issued_at", "issued_by", "version"])
    readers = BriefingReader.objects.filter(briefing=row).select_related("professional", "agency")
    send(row, list(readers), by=by, at=at)
    words = f"{by.name} issued {row.reference}. {found.stands.signed_by} had signed exactly this text."
    tell_timeline(row, "briefing-issued", words, by=by, at=at)
    codes = {"sha256": found.words.fingerprint, "number": found.text.number, "readers": found.stands.readers}
    note("briefing-issued", row, by=by, at=at, codes=codes)
    answer_strand(row, found.stands, by=by, at=at)
    return row


@operation
def withdraw_briefing(*, by: Professional, at: datetime, briefing: str, because: str) -> Briefing:
    """Its readers see that it was withdrawn and no more; the reason is for the team."""
    row = permissions.check_can_look_after_briefing(by, briefing, at)
    policies.check_is_not_withdrawn(row.state)
    policies.check_says_why(because)
    was_issued = row.issued_at is not None
    row.state, row.withdrawn_at, row.withdrawn_because = BriefingState.WITHDRAWN, at, because.strip()
    row.version += 1
    check_fits(row)
    row.save(update_fields=["state", "withdrawn_at", "withdrawn_because", "version"])
    if was_issued:
        sent = BriefingReader.objects.filter(briefing=row, sent_at__isnull=False, professional__isnull=False)
        told = sent.exclude(professional__email="").values_list("professional__email", "professional__key")
        outbox.queue_all(Message.BRIEFING_SENT, list(told), at=at, reference=row.incident.reference)
    tell_timeline(row, "briefing-withdrawn", f"{by.name} withdrew {row.reference}.", by=by, at=at)
    note("briefing-withdrawn", row, by=by, at=at, words=row.withdrawn_because)
    return row
