"""After each new incident, everybody with a safety plan whom it touches: is the plan still fit for purpose (CTX-10)?"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.common.refusals import Stale
from reachable.directory.models import Professional
from reachable.incidents import access, timeline
from reachable.incidents.choices import TeamPart, Where
from reachable.incidents.models import Incident, IncidentLink, Involvement, Whereabouts
from reachable.incidents.policies import check_fits
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message
from reachable.people import queries as people
from reachable.people.models import Belonging

from .. import permissions
from ..choices import Fit
from ..models import FitQuestion, SafetyPlan
from ..policies.plan import check_fit_answer
from ..queries.plan_rows import of_them, standing_plans


@operation
def ask_of_linked(happening: happenings.IncidentsLinked) -> None:
    """Everybody with a plan in either of the two is asked about because of the other (CTX-10)."""
    between = Q(earlier=happening.incident_id, later=happening.other_id)
    between |= Q(earlier=happening.other_id, later=happening.incident_id)
    link = IncidentLink.objects.filter(between, ended_at__isnull=True).first()
    if link is None:  # it was ended
        return
    pair = Incident.objects.filter(pk__in=(happening.incident_id, happening.other_id)).select_related("joined_into")
    one, other = (row.joined_into or row for row in pair.order_by("pk"))
    for here, new in ((one, other), (other, one)):
        if here.pk != new.pk:
            young = Involvement.objects.filter(incident=here, now_known_as__isnull=True)
            _ask(young.values_list("pk", flat=True), new, link, happening)


@operation
def ask_of_reported(happening: happenings.IncidentReported) -> None:
    """Whoever is in the new incident and has a plan in another (CTX-10)."""
    _ask_of_people(Involvement.objects.filter(incident=happening.incident_id), happening)


@operation
def ask_of_involved(happening: happenings.YoungPersonInvolved) -> None:
    """Somebody was added to an incident and has a plan in another (CTX-10)."""
    _ask_of_people(Involvement.objects.filter(pk=happening.involvement_id), happening)


@operation
def answer_fit(
    *, by: Professional, at: datetime, reference: str, question_key: UUID, fit: str, because: str
) -> FitQuestion:
    """Say whether the plan still fits, and why; one that does not is owed a new version (CTX-10).

    Stale where somebody answered meanwhile, or wrote a version that answers it.
    """
    row = permissions.check_can_answer_fit(by, reference, question_key, at)
    if row.answer:
        raise Stale("Somebody else answered this meanwhile. Their answer is shown.", current=row)
    young = row.involvement.now_known_as or row.involvement
    since = SafetyPlan.objects.filter(of_them(young.pk), at__gte=row.asked_at, pk__gt=row.plan_id)
    if since.exists():
        raise Stale("A new version of the plan was written since this was asked: it is the answer.", current=row)
    check_fit_answer(because)
    row.answer, row.because, row.answered_by, row.answered_at = Fit(fit), because.strip(), by, at
    check_fits(row)
    row.save(update_fields=["answer", "because", "answered_by", "answered_at"])
    says = "still fits" if row.answer == Fit.FIT else "no longer fits: a new version is owed"
    words = f"{by.name} answered: the safety plan of {young.letter} {says}."
    timeline.write(young.incident, "plan-fit", words, by=by, at=at, about=young, source_key=str(row.plan.key))
    codes = {"plan": str(row.plan.key), "question": str(row.key), "answer": str(row.answer)}
    record("plan-fit-answered", by=by, at=at, incident=reference, about=_person(young), codes=codes, words=row.because)
    return row


def _ask_of_people(involved: Iterable[Involvement], happening: happenings.Happening) -> None:
    """Of the same people in other incidents; who is known there by another letter is asked about by that one."""
    records = [one.record_id for one in involved]
    persons = Belonging.objects.filter(record__in=records, until_at__isnull=True).values("person")
    theirs = Belonging.objects.filter(person__in=persons, until_at__isnull=True).values("record")
    elsewhere = Involvement.objects.filter(record__in=theirs).exclude(incident=happening.incident_id)
    found = {known_as or pk for pk, known_as in elsewhere.values_list("pk", "now_known_as")}
    if found:
        new = Incident.objects.select_related("joined_into").get(pk=happening.incident_id)
        _ask(found, new.joined_into or new, None, happening)


def _ask(young: Iterable[int], new: Incident, link: IncidentLink | None, happening: happenings.Happening) -> None:
    """Once for a young person and a new incident; nobody is asked about somebody who has died."""
    last = Whereabouts.objects.filter(involvement=OuterRef("pk")).order_by("-number").values("where")[:1]
    living = Involvement.objects.filter(pk__in=list(young)).annotate(last=Subquery(last)).exclude(last=Where.DIED)
    plans = [
        row
        for row in standing_plans(living.values_list("pk", flat=True))
        if row.incident_id != new.pk and not _was_asked(row, new)
    ]
    for row in plans:
        _ask_about(row, new, link, at=happening.at)
    _tell(plans, happening)


def _was_asked(row: SafetyPlan, new: Incident) -> bool:
    young_id = row.involvement.now_known_as_id or row.involvement_id
    return FitQuestion.objects.filter(of_them(young_id), other=new).exists()


def _ask_about(row: SafetyPlan, new: Incident, link: IncidentLink | None, *, at: datetime) -> None:
    """On the timeline nothing is said of the other incident: not everybody who reads this one may know of it."""
    young = row.involvement.now_known_as or row.involvement
    question = FitQuestion(plan=row, involvement=young, other=new, link=link, asked_at=at)
    question.save(force_insert=True)
    words = f"Asked: is the safety plan of {young.letter} still fit for purpose?"
    timeline.write(row.incident, "plan-fit-asked", words, by=None, at=at, about=young, source_key=str(row.key))
    codes = {"plan": str(row.key), "question": str(question.key), "other": new.reference}
    record("plan-fit-asked", by=None, at=at, incident=row.incident.reference, about=_person(young), codes=codes)


def _tell(plans: Sequence[SafetyPlan], happening: happenings.Happening) -> None:
    """Whoever wrote the plan, while the incident is his, and who leads; each once for an incident, and never who has
    just done what made it be asked.
    """
    at, told = happening.at, set[tuple[int, int]]()
    for row in plans:
        team = access.current_team(at).filter(incident=row.incident_id, part__in=(TeamPart.LEAD, TeamPart.DEPUTY))
        whom = [member.professional for member in team.select_related("professional")]
        if access.may_open(row.by, row.incident, at):
            whom.append(row.by)
        for one in whom:
            if one.email and one.key != happening.by.key and (row.incident_id, one.pk) not in told:
                told.add((row.incident_id, one.pk))
                outbox.queue(
                    Message.PLAN_STILL_FITS,
                    to=one.email,
                    at=at,
                    professional_key=one.key,
                    reference=row.incident.reference,
                )


def _person(young: Involvement) -> list[UUID]:
    return list(people.current_person_keys([young.record_id]).values())
