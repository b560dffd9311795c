"""Reporting an incident: it opens at once, provisionally, and tells the duty roles of its area."""

from datetime import datetime

from reachable.audit.log import operation, record
from reachable.common import clock, happenings, references
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message
from reachable.people import operations as people
from reachable.people import queries as people_queries
from reachable.people.choices import Stage
from reachable.people.matching import Entry
from reachable.people.models import PersonRecord

from .. import permissions, policies, timeline
from ..choices import Area, Phase
from ..facts import FACTS, Report, ReportedAdult, ReportedYoungPerson
from ..models import (
    AdultInvolvement,
    Incident,
    Involvement,
    InvolvementPart,
    PhaseChange,
    ReferenceCounter,
    Whereabouts,
)


@operation
def report_incident(*, by: Professional, at: datetime, report: Report) -> Incident:
    """Open an incident from a report and start the response to it.

    Sending the same report twice answers the incident it opened. Raises PossibleMatches where a young person
    may be held already and the reporter was not yet asked, Refused for facts that cannot be.
    """
    permissions.check_can_report(by)
    policies.check_happened_in_the_past(report.happened_at, at)
    counter = _locked_counter(clock.local(at).year)
    sent = Incident.objects.filter(report_key=report.key).first()
    if sent is not None:
        if sent.reported_by_id != by.pk:
            raise NotFound("report")
        return sent
    entries = [*map(entry_of, report.young_people), *map(adult_entry, report.adults)]
    records = people.record_people(entries, by=by, at=at)
    incident = _open(report, counter, by=by, at=at)
    young = records[: len(report.young_people)]
    involve(incident, list(zip(report.young_people, young, strict=True)), first=0, by=by, at=at)
    adults = [
        AdultInvolvement(incident=incident, record=r, part=a.part, words=a.words, by=by, at=at)
        for a, r in zip(report.adults, records[len(report.young_people) :], strict=True)
    ]
    policies.check_fits(*adults)
    AdultInvolvement.objects.bulk_create(adults)
    timeline.write(incident, "incident-reported", _sentence(report, by), by=by, at=at, happened_at=report.happened_at)
    about = people_queries.current_person_keys([r.pk for r in young]).values()
    codes = {"offence": report.offence, "area": report.area, "young_people": len(young)}
    record("incident-reported", by=by, at=at, incident=incident.reference, about=about, codes=codes)
    happenings.tell(happenings.IncidentReported(by=by, at=at, incident_id=incident.pk))
    tell_duty(incident, by=by, at=at)
    return incident


def involve(
    incident: Incident,
    entries: list[tuple[ReportedYoungPerson, PersonRecord]],
    *,
    first: int,
    by: Professional,
    at: datetime,
) -> list[Involvement]:
    """Give each young person the next letter, the roles reported and where they are; three statements in all."""
    involvements = Involvement.objects.bulk_create(
        Involvement(incident=incident, record=record, position=first + i, added_by=by, added_at=at)
        for i, (_, record) in enumerate(entries)
    )
    pairs = [(involvement, facts) for involvement, (facts, _) in zip(involvements, entries, strict=True)]
    parts = [
        InvolvementPart(involvement=i, part=part, words=facts.part_words, from_at=at, by=by)
        for i, facts in pairs
        for part in dict.fromkeys(facts.parts)
    ]
    whereabouts = [_whereabouts(i, facts, by, at) for i, facts in pairs]
    policies.check_fits(*parts, *whereabouts)
    InvolvementPart.objects.bulk_create(parts)
    Whereabouts.objects.bulk_create(whereabouts)
    return involvements


def _whereabouts(involvement: Involvement, facts: ReportedYoungPerson, by: Professional, at: datetime) -> Whereabouts:
    return Whereabouts(
        involvement=involvement,
        number=1,
        where=facts.where,
        place=facts.place,
        expected_discharge_at=facts.expected_discharge_at,
        by=by,
        at=at,
    )


def entry_of(facts: ReportedYoungPerson) -> Entry:
    return Entry(
        given_names=facts.given_names,
        family_name=facts.family_name,
        date_of_birth=facts.date_of_birth,
        approximate_age=facts.approximate_age,
        nhs_number=facts.nhs_number,
        answer=facts.answer,
    )


def adult_entry(facts: ReportedAdult) -> Entry:
    return Entry(
        given_names=facts.given_names,
        family_name=facts.family_name,
        approximate_age=facts.approximate_age,
        stage=Stage.ADULT,
    )


def _locked_counter(year: int) -> ReferenceCounter:
    ReferenceCounter.objects.get_or_create(year=year)
    return ReferenceCounter.objects.select_for_update().get(year=year)


def _open(report: Report, counter: ReferenceCounter, *, by: Professional, at: datetime) -> Incident:
    counter.last += 1
    counter.save(update_fields=["last"])
    facts = {name: getattr(report, name) for name in FACTS}
    incident = Incident(
        reference=references.incident_reference(counter.year, counter.last),
        report_key=report.key,
        reported_by=by,
        reported_at=at,
        **facts,
    )
    policies.check_fits(incident)
    incident.save(force_insert=True)
    PhaseChange.objects.create(incident=incident, number=1, phase=Phase.PROVISIONAL, reason="Reported.", by=by, at=at)
    return incident


def _sentence(report: Report, by: Professional) -> str:
    young = len(report.young_people)
    people = "1 young person" if young == 1 else f"{young or 'no'} young people"
    return f"{by.name} ({by.agency.name}) reported the incident, about {people}."


def tell_duty(incident: Incident, *, by: Professional, at: datetime) -> None:
    area = "" if incident.area == Area.NOT_KNOWN else incident.area
    holders = directory.duty_holders(permission=Permission.TRIAGE_REPORTS, area=area, at=at)
    told = [(person.email, person.key) for person in holders if person.email and person.pk != by.pk]
    outbox.queue_all(Message.INCIDENT_REPORTED, told, at=at, reference=incident.reference)
