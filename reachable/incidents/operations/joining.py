"""Two agencies report the same stabbing: their reports are joined, and nothing is lost."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import F

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.people import queries as people

from .. import access, permissions, policies, statements, timeline
from ..choices import ONE_AT_A_TIME, Part, Phase, Said, TeamPart, Where
from ..models import (
    AdultInvolvement,
    Connection,
    Fact,
    FactStanding,
    Incident,
    Involvement,
    InvolvementPart,
    KeptApart,
    OfficerMayLeave,
    TeamMember,
    Whereabouts,
)
from .connections import end_every_part, tell_of_connection
from .definition import set_phase
from .joining_network import bring_network, merge_who_is_one

ALWAYS = datetime.max.replace(tzinfo=UTC)
HELD_BESIDE = (TeamPart.SAFEGUARDING_ADVISER, TeamPart.REVIEW_PANEL)  # whatever else somebody is on the team


@operation
def join_reports(
    *, by: Professional, at: datetime, reference: str, into: str, same: Mapping[UUID, UUID | None]
) -> Incident:
    """Join the report `reference` to the incident `into`.

    `same` says for each young person of the report (involvement key) which young person of the incident
    it is, or None for somebody who is new there and gets the next letter. Reports that were joined to the
    report before go with it.
    """
    report, incident = permissions.check_can_join(by, reference, into, at)
    policies.check_can_be_joined(phase=report.phase, into_phase=incident.phase, same=report.pk == incident.pk)
    moved = _bring_young_people(report, incident, same, by=by, at=at)
    merge_who_is_one(report, into, moved, by=by, at=at)
    _copy_facts(report, incident, moved)
    _bring_adults(report, incident, by=by, at=at)
    _bring_team(report, incident, by=by, at=at)
    bring_network(report, incident)
    report.joined.update(joined_into=incident)
    report.joined_into = incident
    set_phase(report, Phase.JOINED, f"Joined to {into}.", by=by, at=at)
    timeline.write(report, "joined", f"{by.name} joined this report to {into}.", by=by, at=at)
    timeline.write(
        incident, "report-joined", f"{by.name} joined the report {reference} to this incident.", by=by, at=at
    )
    codes = {"into": into, "moved": {str(a): str(b) for a, b in moved.items()}}
    records = Involvement.objects.filter(pk__in=moved.values()).values_list("record_id", flat=True)
    about = people.current_person_keys(list(records)).values()
    record("reports-joined", by=by, at=at, incident=reference, about=about, codes=codes)
    happenings.tell(happenings.IncidentsJoined(by=by, at=at, incident_id=report.pk, into_id=incident.pk, moved=moved))
    return incident


@operation
def keep_apart(*, by: Professional, at: datetime, reference: str, other: str) -> None:
    """Say that two reports which look alike are different incidents: they are no longer shown as likely duplicates."""
    report, incident = permissions.check_can_join(by, reference, other, at)
    policies.check_are_two(same=report.pk == incident.pk)
    low, high = sorted((report, incident), key=lambda i: i.pk)
    _, is_new = KeptApart.objects.get_or_create(incident=low, other=high, defaults={"by": by, "at": at})
    if not is_new:
        return
    # The other is not named: not everybody who reads this one may know of it.
    words = f"{by.name} looked at another report that seemed alike: it is of something else."
    for one in (report, incident):
        timeline.write(one, "kept-apart", words, by=by, at=at)
    record("reports-kept-apart", by=by, at=at, incident=reference, codes={"other": other})


def _bring_young_people(
    report: Incident, incident: Incident, same: Mapping[UUID, UUID | None], *, by: Professional, at: datetime
) -> dict[int, int]:
    theirs = {i.key: i for i in incident.involvements.all()}
    position = len(theirs)
    moved: dict[int, int] = {}
    for young_person in report.involvements.prefetch_related("parts", "whereabouts").order_by("position"):
        if young_person.now_known_as_id is not None:  # an earlier letter of the report: it goes where that went
            target = Involvement.objects.get(pk=moved[young_person.now_known_as_id])
            _copy_parts(young_person, target, by=by, at=at)
            _copy_whereabouts(young_person, target)
            moved[young_person.pk] = target.pk
            continue
        if young_person.key not in same:
            raise Refused(f"Say who {young_person.letter} of the report is in the other incident.")
        known_as = same[young_person.key]
        if known_as is None:
            target = Involvement.objects.create(
                incident=incident, record=young_person.record, position=position, added_by=by, added_at=at
            )
            position += 1
        elif known_as in theirs:
            target = theirs[known_as]
        else:
            raise Refused("That young person is not in the other incident.")
        _copy_parts(young_person, target, by=by, at=at)
        _copy_whereabouts(young_person, target)
        moved[young_person.pk] = target.pk
    return moved


def _copy_parts(source: Involvement, target: Involvement, *, by: Professional, at: datetime) -> None:
    """Every role that runs, once; "not known" only where nothing else is."""
    held = set(target.parts.filter(until_at__isnull=True).values_list("part", flat=True))
    bring = [p for p in source.parts.all() if p.until_at is None and p.part not in held]
    if held | {p.part for p in bring} != {Part.NOT_KNOWN}:
        bring = [p for p in bring if p.part != Part.NOT_KNOWN]
        target.parts.filter(until_at__isnull=True, part=Part.NOT_KNOWN).update(until_at=at, until_by=by)
    InvolvementPart.objects.bulk_create(
        InvolvementPart(involvement=target, part=p.part, words=p.words, from_at=p.from_at, by_id=p.by_id) for p in bring
    )


def _copy_whereabouts(source: Involvement, target: Involvement) -> None:
    """What was said in both, in the order in which it was said; "not known" never stands over something known.

    Where the two say different places, and no time at which they moved, nobody knows which is right: both stand.
    """
    here = list(target.whereabouts.order_by("number"))
    there = list(source.whereabouts.order_by("number"))
    said = [w for w in there if w.where != Where.NOT_KNOWN or not here]
    if not said:
        return
    bring = [_again(w, target, w.relation if n else Said.MOVED) for n, w in enumerate(said)]
    last = here[-1] if here else None
    if _both_may_be_so(here, said):
        if len(said) == 1:
            bring[0].relation = Said.CONTRADICTS
        else:
            bring += [_again(w, target, Said.CONTRADICTS) for w in _known(statements.current(here))]
    elif last and last.where != Where.NOT_KNOWN and (_is_later(last, said[-1]) or _says_less(said[-1], last)):
        bring.append(_again(last, target, Said.MOVED))  # the newer word, or the one that says more, stands again
    for number, row in enumerate(bring, (last.number if last else 0) + 1):
        row.number = number
    Whereabouts.objects.bulk_create(bring)


def _again(row: Whereabouts, target: Involvement, relation: str) -> Whereabouts:
    """The same words of the same professional at the same time."""
    fields = ("where", "place", "expected_discharge_at", "happened_at", "because", "by_id", "at")
    return Whereabouts(involvement=target, relation=relation, **{f: getattr(row, f) for f in fields})


def _both_may_be_so(here: list[Whereabouts], there: list[Whereabouts]) -> bool:
    """Each names a place, the other neither names it now nor did before, and no move from one to the other is said."""
    now_here, now_there = _known(statements.current(here)), _known(statements.current(there))
    if any(_moved(one, other) or _moved(other, one) for one in now_here for other in now_there):
        return False
    return _is_news(now_here, there) and _is_news(now_there, here)


def _known(rows: Iterable[Whereabouts]) -> list[Whereabouts]:
    return [row for row in rows if row.where != Where.NOT_KNOWN]


def _is_news(now: list[Whereabouts], others: list[Whereabouts]) -> bool:
    said = [(one, other) for one in now for other in _known(others)]
    return bool(said) and all(statements.are_contradictory(pair) for pair in said)


def _moved(one: Whereabouts, other: Whereabouts) -> bool:
    """They came from there to here: since a time after the one at which they were, or were said to be, there."""
    return one.happened_at is not None and one.happened_at > (other.happened_at or other.at)


def _is_later(one: Whereabouts, other: Whereabouts) -> bool:
    return (one.happened_at or one.at) > (other.happened_at or other.at)


def _copy_facts(report: Incident, incident: Incident, moved: Mapping[int, int]) -> None:
    """Each with who said so and when, and what became of it; what two reports say otherwise is shown as that."""
    copies: dict[int, Fact] = {}
    fields = ("kind", "happened_at", "happened_about", "place", "words", "told_by", "said", "audience", "by_id", "at")
    for row in report.happened.order_by("pk"):
        copies[row.pk] = Fact.objects.create(
            incident=incident,
            involvement_id=moved[row.involvement_id] if row.involvement_id else None,
            replaces=copies.get(row.replaces_id or 0),
            **{f: getattr(row, f) for f in fields},
        )
    settled = ("number", "standing", "because", "ended_on", "by_id", "at")
    FactStanding.objects.bulk_create(
        FactStanding(fact=copies[one.fact_id], **{f: getattr(one, f) for f in settled})
        for one in FactStanding.objects.filter(fact__in=copies).order_by("pk")
    )
    for agreed in OfficerMayLeave.objects.filter(incident=report).order_by("pk"):
        about = moved[agreed.involvement_id]
        number = OfficerMayLeave.objects.filter(involvement=about).count() + 1
        OfficerMayLeave.objects.create(
            incident=incident,
            involvement_id=about,
            number=number,
            discussion=copies[agreed.discussion_id],
            by_id=agreed.by_id,
            at=agreed.at,
        )


def _says_less(one: Whereabouts, other: Whereabouts) -> bool:
    """The same kind of place, with nothing that the other does not say already."""
    same_place = not one.place or one.place == other.place
    return one.where == other.where and same_place and not one.expected_discharge_at


def _bring_adults(report: Incident, incident: Incident, *, by: Professional, at: datetime) -> None:
    AdultInvolvement.objects.bulk_create(
        AdultInvolvement(incident=incident, record=a.record, part=a.part, words=a.words, by=by, at=at)
        for a in report.adults.select_related("record")
    )


def _bring_team(report: Incident, incident: Incident, *, by: Professional, at: datetime) -> None:
    _bring_connections(report, incident, at=at)
    shut_out = incident.connections.filter(ended_at__isnull=True).values("professional_id")
    present: dict[int, datetime] = {}
    parts: set[str] = set()
    beside: set[tuple[int, str]] = set()
    for member in access.current_team(at).filter(incident=incident):
        present[member.professional_id] = max(member.until_at or ALWAYS, present.get(member.professional_id, at))
        parts.add(member.part)
        beside.add((member.professional_id, member.part))
    joining = access.current_team(at).filter(incident=report).exclude(professional_id__in=shut_out)
    for member in joining.order_by(F("until_at").desc(nulls_first=True), "id"):
        leads = member.part in ONE_AT_A_TIME and member.part not in parts
        second = member.part in HELD_BESIDE and (member.professional_id, member.part) not in beside
        if present.get(member.professional_id, at) >= (member.until_at or ALWAYS) and not leads and not second:
            continue
        present[member.professional_id] = member.until_at or ALWAYS
        parts.add(member.part)
        TeamMember.objects.create(
            incident=incident,
            professional_id=member.professional_id,
            part=TeamPart.MEMBER if member.part in ONE_AT_A_TIME and not leads else member.part,
            why=f"Was on the team of {report.reference}",
            from_at=at,
            until_at=member.until_at,
            named_by=by,
        )


def _bring_connections(report: Incident, incident: Incident, *, at: datetime) -> None:
    """Who stepped back from the report has stepped back from the incident that it became part of."""
    known = incident.connections.filter(ended_at__isnull=True).values("professional_id")
    declared = report.connections.filter(ended_at__isnull=True).exclude(professional_id__in=known)
    for connection in declared.select_related("professional"):
        parts = end_every_part(incident, connection.professional, at)
        Connection.objects.create(
            incident=incident,
            professional=connection.professional,
            kind=connection.kind,
            words=connection.words,
            declared_by_id=connection.declared_by_id,
            declared_at=connection.declared_at,
        )
        if parts:
            tell_of_connection(incident, connection.professional, parts, at)
