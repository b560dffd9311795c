"""What another authority was told of its young person, and whether it answers for them (CTX-20)."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Stale
from reachable.directory.models import Agency, Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_fits
from reachable.people import queries as people
from reachable.responses.choices import AnswerCode

from ..choices import ContactState
from ..models import AuthorityContact
from ..permissions import notices as permissions
from ..policies import authorities as policies
from ..standing import concerned, latest_contacts
from .notifying_answers import Answering, answer

_RESPONSIBLE = {ContactState.ACCEPTED: "them", ContactState.DECLINED: "not-agreed", ContactState.TOLD: "not-agreed"}


@operation
def say_authority(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    state: str,
    whom: str,
    happened_at: datetime,
    authority_key: UUID | None = None,
    authority_words: str = "",
    in_writing: str = "",
    words: str = "",
    seen_number: int,
) -> AuthorityContact:
    """Told, accepted in writing, or declined. That they are responsible is not believed without the writing."""
    incident, young = permissions.check_can_say_authority(by, reference, involvement_key, at)
    policies.check_names_authority(named=authority_key is not None, words=authority_words)
    policies.check_names_whom(whom)
    policies.check_has_been_said(happened_at, at)
    policies.check_acceptance_in_writing(state, in_writing)
    authority = _authority(authority_key)
    _check_seen(incident, young, seen_number)
    row = AuthorityContact(
        incident=incident,
        involvement=young,
        authority=authority,
        authority_words="" if authority else authority_words.strip(),
        number=seen_number + 1,
        state=ContactState(state),
        whom=whom.strip(),
        happened_at=happened_at,
        in_writing=in_writing.strip(),
        words=words.strip(),
        by=by,
        at=at,
    )
    _keep(row, incident, young)
    return row


def _keep(row: AuthorityContact, incident: Incident, young: Involvement) -> None:
    check_fits(row)
    row.save(force_insert=True)
    _answer(incident, young, row)
    _trace(row, young)


def _authority(key: UUID | None) -> Agency | None:
    found = Agency.objects.filter(key=key).first() if key else None
    if key and found is None:
        raise NotFound("agency")
    return found


def _check_seen(incident: Incident, young: Involvement, seen_number: int) -> None:
    latest = latest_contacts(incident.pk, [young.pk]).get(young.pk)
    if (latest.number if latest else 0) != seen_number:
        raise Stale("Somebody else recorded this meanwhile. What they wrote is shown.", current=latest)


def _answer(incident: Incident, young: Involvement, row: AuthorityContact) -> None:
    """The questions of the strand of this young person, and of all of them once each authority was told."""
    name = row.authority.name if row.authority else row.authority_words
    told = {"took-the-message": f"{row.whom}, {row.happened_at:%Y-%m-%d %H:%M} UTC"}
    if row.authority:
        told["home-authority"] = f"a:{row.authority.key}"
    because = f"{name} was told."
    home = Answering("home-authority-told", AnswerCode.IN_PLACE, because, told, is_fact=True)
    answer(incident, home, by=row.by, at=row.at, about=young)
    if row.state != ContactState.TOLD:
        fields = {"responsible": _RESPONSIBLE[ContactState(row.state)], "accepted-by": "", "accepted-at": ""}
        says = f"{name} does not accept: we answer for the young person."
        if row.state == ContactState.ACCEPTED:
            fields |= {"accepted-by": row.whom, "accepted-at": row.happened_at.isoformat()}
            says = f"{name} accepted in writing: {row.in_writing}"
        accepted = Answering("responsibility-accepted", AnswerCode.IN_PLACE, says, fields, is_fact=True)
        answer(incident, accepted, by=row.by, at=row.at, about=young)
    _answer_all(incident, row)


def _answer_all(incident: Incident, row: AuthorityContact) -> None:
    """Where every young person of another authority has one that was told."""
    contacts = latest_contacts(incident.pk)
    if not concerned(incident.pk) <= set(contacts):
        return
    names = sorted({one.authority.name if one.authority else one.authority_words for one in contacts.values()})
    fields = {"authorities": f"{', '.join(names)}; {len(contacts)} young people", "authorities-told": "yes"}
    said = Answering("other-authorities", AnswerCode.IN_PLACE, "Each was told of its own.", fields, is_fact=True)
    answer(incident, said, by=row.by, at=row.at)


def _trace(row: AuthorityContact, young: Involvement) -> None:
    says = {
        ContactState.TOLD: "another authority was told",
        ContactState.ACCEPTED: "another authority accepted responsibility in writing",
        ContactState.DECLINED: "another authority does not accept responsibility",
    }[ContactState(row.state)]
    words = f"{young.letter}: {says}."
    key = str(row.key)
    timeline.write(
        row.incident,
        "other-authority",
        words,
        by=row.by,
        at=row.at,
        happened_at=row.happened_at,
        about=young,
        source_key=key,
    )
    record(
        "authority-contact-recorded",
        by=row.by,
        at=row.at,
        incident=row.incident.reference,
        about=list(people.current_person_keys([young.record_id]).values()),
        codes={"contact": key, "state": str(row.state), "number": row.number},
    )
