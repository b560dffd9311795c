"""The network around an incident: why it is mapped, and who is in it without a letter.

What is recorded here leaves a line with marks and nothing else in the timeline, and keys in the audit.
"""

from datetime import datetime, timedelta
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common import clock, happenings
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Professional
from reachable.people import operations as people
from reachable.people import queries as people_queries
from reachable.people.association_kinds import KINDS, OTHER_DAYS
from reachable.people.choices import Stage
from reachable.people.matching import Entry
from reachable.people.models import PersonRecord
from reachable.people.permissions import check_may_say
from reachable.people.provenance import Provenance

from .. import permissions, policies, timeline
from ..choices import Audience, Part
from ..facts import ReportedYoungPerson
from ..models import Incident, Involvement, NetworkPerson, NetworkReason
from ..queries.marks import marks_here
from .network_said import associate
from .report import involve


@operation
def map_network(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    words: str,
    hops: int = 1,
    hops_because: str = "",
    seen_number: int,
) -> NetworkReason:
    """Say why the connections are mapped and how far, before any is shown. Stale when somebody else said so since
    `seen_number` (0: nobody had).
    """
    incident = permissions.check_can_map(by, reference, hops, at)
    policies.check_not_joined(incident.phase)
    policies.check_why_mapped(words)
    policies.check_why_wider(hops, hops_because)
    latest = NetworkReason.objects.filter(incident=incident).order_by("-number").first()
    number = latest.number if latest else 0
    if number != seen_number:
        raise Stale("Somebody else said why the network is mapped. Both are shown.", current=latest)
    because = hops_because.strip() if hops > 1 else ""
    row = NetworkReason(incident=incident, number=number + 1, words=words.strip(), hops=hops, hops_because=because)
    row.by, row.at = by, at
    policies.check_fits(row)
    row.save(force_insert=True)
    timeline.write(incident, "network-mapped", f"{by.name} said why the network is mapped.", by=by, at=at)
    record("network-mapped", by=by, at=at, incident=reference, codes={"number": row.number, "hops": hops})
    return row


@operation
def add_to_network(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    entry: Entry,
    why: str,
    named_at_risk: bool,
    provenance: Provenance,
    connected_to: UUID | None = None,
    kind: str | None = None,
) -> NetworkPerson:
    """Add somebody around the incident, and what connects them with somebody here (the new one is to `connected_to`
    what `kind` says). Raises PossibleMatches as reporting does.
    """
    incident = permissions.check_can_use_network(by, reference, at)
    policies.check_not_joined(incident.phase)
    policies.check_why_here(why)
    policies.check_is_connected_as(connected_to is not None, kind)
    policies.check_handling_is_carried(provenance, connected=connected_to is not None)
    longest = KINDS[kind].longest_days if kind and kind in KINDS else OTHER_DAYS
    check_may_say(by, provenance, at, longest_days=longest)
    [held] = people.record_people([entry], by=by, at=at)
    person = people_queries.current_person_keys([held.pk])[held.pk]
    here = marks_here(incident, clock.local_date(at))
    policies.check_not_here_yet({key: one.mark for key, one in here.items() if one.stands}, person)
    row = _member(incident, held, why, provenance, by=by, at=at)
    row.named_at_risk = named_at_risk
    policies.check_fits(row)
    row.save(force_insert=True)
    _trace_member(row, "added {mark} to the network", "network-person-added", provenance.source_protected, by=by, at=at)
    if connected_to is not None and kind:
        both = {"one": person, "other": connected_to}
        associate(by=by, at=at, reference=reference, **both, kind=kind, provenance=provenance)
    return row


def _member(
    incident: Incident, held: PersonRecord, why: str, said: Provenance, *, by: Professional, at: datetime
) -> NetworkPerson:
    """That they matter to this incident lapses within six months, however long a connection may be relied on."""
    last = NetworkPerson.objects.filter(incident=incident).order_by("-number").first()
    latest = clock.local_date(at) + timedelta(days=OTHER_DAYS)
    return NetworkPerson(
        incident=incident,
        number=last.number + 1 if last else 1,
        record=held,
        why=why.strip(),
        source=said.source,
        told_by=said.told_by.strip(),
        source_protected=said.source_protected,
        review_on=min(said.review_on or latest, latest),
        by=by,
        at=at,
    )


@operation
def bring_into_incident(*, by: Professional, at: datetime, reference: str, key: UUID, part: str) -> Involvement:
    """Give somebody in the network a letter: what is asked about the young people in the incident is asked of them."""
    incident, member = _member_of(by, at, reference, key)
    here = marks_here(incident, clock.local_date(at))
    person = people_queries.current_person_keys([member.record_id])[member.record_id]
    lettered = here[person].involvement
    policies.check_takes_a_letter(Stage(member.record.stage), lettered.letter if lettered else "")
    if part not in Part.values:
        raise Refused("Choose their role in this incident.", field="part")
    facts = ReportedYoungPerson(parts=(Part(part),))
    [involvement] = involve(incident, [(facts, member.record)], first=incident.involvements.count(), by=by, at=at)
    words = f"{by.name} brought {member.mark} into the incident, as {involvement.letter}."
    timeline.write(incident, "network-person-brought-in", words, by=by, at=at, about=involvement)
    codes = {"member": str(member.key), "involvement": str(involvement.key)}
    record("network-person-brought-in", by=by, at=at, incident=reference, about=[person], codes=codes)
    happenings.tell(
        happenings.YoungPersonInvolved(by=by, at=at, incident_id=incident.pk, involvement_id=involvement.pk)
    )
    return involvement


@operation
def name_at_risk(*, by: Professional, at: datetime, reference: str, key: UUID, named: bool, why: str) -> NetworkPerson:
    """Say that somebody in the network may be at risk, or is not; `why` takes the place of what stood.

    Saying that they are is looking at it again: they stay for another six months.
    """
    _incident, member = _member_of(by, at, reference, key)
    policies.check_why_here(why)
    member.named_at_risk, member.why = named, why.strip()
    if named:
        member.review_on = clock.local_date(at) + timedelta(days=OTHER_DAYS)
    policies.check_fits(member)
    member.save(update_fields=["named_at_risk", "why", "review_on"])
    words = "named {mark} as at risk" if named else "no longer names {mark} as at risk"
    _trace_member(member, words, "network-person-named", hidden=False, by=by, at=at)
    return member


def _member_of(by: Professional, at: datetime, reference: str, key: UUID) -> tuple[Incident, NetworkPerson]:
    incident = permissions.check_can_use_network(by, reference, at)
    policies.check_not_joined(incident.phase)
    members = NetworkPerson.objects.filter(incident=incident).select_related("record", "incident")
    member = members.filter(key=key).first()
    if member is None:
        raise NotFound("member")
    return incident, member


def _trace_member(
    member: NetworkPerson, words: str, verb: str, hidden: bool, *, by: Professional, at: datetime
) -> None:
    """Who is named as having added somebody may be the source, where it is protected."""
    audience = Audience.WITNESSES if hidden else Audience.TEAM
    said, key = f"{by.name} {words.format(mark=member.mark)}.", str(member.key)
    timeline.write(member.incident, verb, said, by=by, at=at, audience=audience, source_key=key)
    about = people_queries.current_person_keys([member.record_id]).values()
    record(verb, by=by, at=at, incident=member.incident.reference, about=about, codes={"member": key})
