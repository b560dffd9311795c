"""When a report is joined to an incident, its answers and actions go with it and nothing is lost."""

from collections.abc import Mapping

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident, Involvement

from .. import editions
from ..choices import UNFINISHED, Standing, Step
from ..models import Action, Answer, Consideration, Response, ToFindOut
from .finding_out import add_step
from .opening import ask_all, facts_of, restand


@operation
def carry_over(happening: happenings.IncidentsJoined) -> None:
    """Ask about who is new, carry answers to questions that nobody answered there, move what is unfinished."""
    by = Professional.objects.get(key=happening.by.key)
    source = Response.objects.select_related("incident").get(incident_id=happening.incident_id)
    target = Response.objects.select_related("incident", "edition").get(incident_id=happening.into_id)
    _ask_about_new(target, happening)
    pairs = _pairs(source, target, happening.moved)
    _carry_answers(source.incident, pairs)
    moved = _move_actions(source.incident, target.incident, pairs, happening, by)
    restand(happening, Standing.STOPPED, f"Joined to {target.incident.reference}.")
    words = f"Carried over from {source.incident.reference}: {moved} unfinished actions."
    timeline.write(target.incident, "carried-over", words, by=by, at=happening.at)
    codes = {"from": source.incident.reference, "actions": moved}
    record("response-carried-over", by=by, at=happening.at, incident=target.incident.reference, codes=codes)


def _ask_about_new(target: Response, happening: happenings.IncidentsJoined) -> None:
    asked = Consideration.objects.filter(strand__response=target, about__in=happening.moved.values())
    known = set(asked.values_list("about_id", flat=True))
    new = Involvement.objects.filter(pk__in=set(happening.moved.values()) - known).order_by("position")
    facts = facts_of(target.incident)
    ask_all(target, editions.of(target.edition), list(new), facts, at=happening.at)


def _pairs(source: Response, target: Response, moved: Mapping[int, int]) -> list[tuple[Consideration, Consideration]]:
    """Each question of the report beside the same question of the incident."""
    there = {
        (c.strand.code, c.code, c.about_id): c
        for c in Consideration.objects.filter(strand__response=target).select_related("strand")
    }
    pairs = []
    for asked in Consideration.objects.filter(strand__response=source).select_related("strand"):
        about = moved.get(asked.about_id) if asked.about_id else None
        twin = there.get((asked.strand.code, asked.code, about))
        if twin is not None:
            pairs.append((asked, twin))
    return pairs


def _carry_answers(incident: Incident, pairs: list[tuple[Consideration, Consideration]]) -> None:
    twins = {asked.pk: twin.pk for asked, twin in pairs}
    answered = set(Answer.objects.filter(consideration__in=twins.values()).values_list("consideration_id", flat=True))
    latest: dict[int, Answer] = {}
    for row in Answer.objects.filter(consideration__in=twins.keys()).order_by("number"):
        latest[row.consideration_id] = row
    carried: dict[int, Answer] = {}
    for consideration_id, row in latest.items():
        twin = twins[consideration_id]
        if twin not in answered:
            carried[twin] = Answer(
                consideration_id=twin,
                number=1,
                answer=row.answer,
                because=row.because,
                record=row.record,
                carried_from=incident.reference,
                by_id=row.by_id,
                at=row.at,
            )
    Answer.objects.bulk_create(carried.values())


def _move_actions(
    report: Incident,
    incident: Incident,
    pairs: list[tuple[Consideration, Consideration]],
    happening: happenings.IncidentsJoined,
    by: Professional,
) -> int:
    twins = {asked.pk: twin for asked, twin in pairs}
    unfinished = list(Action.objects.select_for_update().filter(incident=report, state__in=UNFINISHED))
    for action in unfinished:
        twin = twins.get(action.consideration_id) if action.consideration_id else None
        action.incident, action.consideration = incident, twin
        action.about_id = happening.moved.get(action.about_id) if action.about_id else None
        action.finds_out_for = None
        action.save(update_fields=["incident", "consideration", "about", "finds_out_for"])
        add_step(action, Step.CARRIED_OVER, f"From {report.reference}.", by=by, at=happening.at)
    for unknown in ToFindOut.objects.filter(action__in=unfinished, settled_at__isnull=True):
        twin = twins.get(unknown.consideration_id)
        if twin is not None:
            unknown.consideration = twin
            unknown.save(update_fields=["consideration"])
    return len(unfinished)
