"""When a report is joined to an incident, its answers and actions go with it and nothing is lost."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.choices import Audience
from reachable.incidents.models import Fact, Incident

from ..choices import SETTLED, UNFINISHED, Step
from ..models import (
    Action,
    Answer,
    CameEarly,
    Consideration,
    Deployment,
    Disposition,
    InDanger,
    Response,
    ToFindOut,
)
from .finding_out import add_step, settle
from .following import follow


@operation
def carry_over(happening: happenings.IncidentsJoined) -> None:
    """Ask about who is new, carry the answers, move what is unfinished, start the clocks that waited."""
    by = Professional.objects.get(key=happening.by.key)
    source = Response.objects.select_related("incident").get(incident_id=happening.incident_id)
    target = Response.objects.select_related("incident", "edition").get(incident_id=happening.into_id)
    follow(target.incident, "A report was joined.", by=by, at=happening.at)
    pairs = _pairs(source, target, happening.moved)
    _keep_narrow(pairs)
    _carry_answers(source.incident, pairs)
    Disposition.objects.filter(incident=source.incident).update(incident=target.incident)
    moved = _move_actions(source.incident, target.incident, pairs, happening, by)
    _move_safety(source.incident, target.incident, happening.moved)
    _settle_answered(pairs, by, happening.at)
    follow(target.incident, "A report was joined.", by=by, at=happening.at)
    follow(source.incident, f"Joined to {target.incident.reference}.", by=by, at=happening.at)
    read_by_all = sum(action.audience == Audience.TEAM for action in moved)
    actions = f"{read_by_all} unfinished action{'' if read_by_all == 1 else 's'}"
    words = f"Carried over from {source.incident.reference}: {actions}."
    timeline.write(target.incident, "carried-over", words, by=by, at=happening.at)
    codes = {"from": source.incident.reference, "actions": len(moved)}
    record("response-carried-over", by=by, at=happening.at, incident=target.incident.reference, codes=codes)


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


def _keep_narrow(pairs: list[tuple[Consideration, Consideration]]) -> None:
    """Of two editions one may ask for fewer readers: what those few read in the report, no more read afterwards."""
    narrowed = []
    for asked, twin in pairs:
        if twin.audience == Audience.TEAM != asked.audience:
            twin.audience = asked.audience
            narrowed.append(twin)
    Consideration.objects.bulk_update(narrowed, ["audience"])


def _carry_answers(incident: Incident, pairs: list[tuple[Consideration, Consideration]]) -> None:
    """Every answer of the report, in order, and on top of it what stood in the incident where that was known."""
    ids = [pk for asked, twin in pairs for pk in (asked.pk, twin.pk)]
    answers: dict[int, list[Answer]] = {}
    for row in Answer.objects.filter(consideration__in=ids).order_by("number"):
        answers.setdefault(row.consideration_id, []).append(row)
    theirs: dict[int, list[Answer]] = {}
    for asked, twin in pairs:
        theirs.setdefault(twin.pk, []).extend(answers.get(asked.pk, []))
    Answer.objects.bulk_create(
        row
        for twin, brought in theirs.items()
        for row in _on_top(twin, answers.get(twin, []), sorted(brought, key=lambda r: r.at), incident.reference)
    )


def _on_top(twin: int, here: list[Answer], brought: list[Answer], reference: str) -> Iterable[Answer]:
    stands = here[-1] if here else None
    known_here = stands is not None and stands.answer in SETTLED
    if known_here:
        brought = [row for row in brought if row.answer in SETTLED and not _says_the_same(row, here)]
    last_known = next((row for row in reversed(brought) if row.answer in SETTLED), None)
    rows = [(row, row.carried_from or reference) for row in brought]
    if brought and known_here and stands is not None:
        rows.append((stands, stands.carried_from))
    elif last_known is not None and brought[-1] is not last_known:
        rows.append((last_known, reference))
    for number, (row, source) in enumerate(rows, (stands.number if stands else 0) + 1):
        yield Answer(
            consideration_id=twin,
            number=number,
            answer=row.answer,
            because=row.because,
            record=row.record,
            late_because=row.late_because,
            carried_from=source,
            by_id=row.by_id,
            at=row.at,
        )


def _says_the_same(row: Answer, here: list[Answer]) -> bool:
    return any((row.answer, row.because, row.record) == (a.answer, a.because, a.record) for a in here)


def _move_actions(
    report: Incident,
    incident: Incident,
    pairs: list[tuple[Consideration, Consideration]],
    happening: happenings.IncidentsJoined,
    by: Professional,
) -> list[Action]:
    twins = {asked.pk: twin for asked, twin in pairs}
    unfinished = list(Action.objects.select_for_update().filter(incident=report, state__in=UNFINISHED).order_by("pk"))
    running = Action.objects.filter(incident=incident, state__in=UNFINISHED, finds_out_for__isnull=False)
    taken: set[tuple[int | None, int | None, str]] = set(
        running.values_list("about_id", "finds_out_for_id", "audience")
    )
    for action in unfinished:
        action.incident = incident
        action.consideration = twins.get(action.consideration_id) if action.consideration_id else None
        action.about_id = happening.moved.get(action.about_id) if action.about_id else None
        if (action.about_id, action.finds_out_for_id, action.audience) in taken:
            action.finds_out_for = None  # it keeps its own list; what is found unknown from now on goes on the other
        elif action.finds_out_for_id:
            taken.add((action.about_id, action.finds_out_for_id, action.audience))
        action.save(update_fields=["incident", "consideration", "about", "finds_out_for"])
        add_step(action, Step.CARRIED_OVER, f"From {report.reference}.", by=by, at=happening.at)
    for unknown in ToFindOut.objects.filter(action__in=unfinished):
        twin = twins.get(unknown.consideration_id)
        if twin is not None:
            unknown.consideration = twin
            unknown.save(update_fields=["consideration"])
    return unfinished


def _move_safety(report: Incident, incident: Incident, moved: Mapping[int, int]) -> None:
    """What was directed in danger to life, who was sent to hospital and what came early: about the same young person,
    resting on the same facts, which were copied.
    """
    copies = _copies(report, incident, moved)
    for danger in InDanger.objects.filter(incident=report):
        danger.incident, danger.involvement_id = incident, _moved(danger.involvement_id, moved)
        danger.save(update_fields=["incident", "involvement"])
    for sent in Deployment.objects.filter(incident=report).select_related("discussion"):
        sent.incident, sent.involvement_id = incident, moved.get(sent.involvement_id, sent.involvement_id)
        sent.discussion = copies.get(str(sent.discussion.key), sent.discussion) if sent.discussion else None
        sent.save(update_fields=["incident", "involvement", "discussion"])
    for early in CameEarly.objects.filter(incident=report):
        early.incident, early.involvement_id = incident, _moved(early.involvement_id, moved)
        copy = copies.get(early.source_key)
        early.source_key = str(copy.key) if copy else early.source_key
        early.save(update_fields=["incident", "involvement", "source_key"])


def _moved(about: int | None, moved: Mapping[int, int]) -> int | None:
    return moved.get(about, about) if about else None


def _copies(report: Incident, incident: Incident, moved: Mapping[int, int]) -> dict[str, Fact]:
    """By the key of each fact of the report, its copy in the incident: of the same kind, said by the same professional
    at the same time of the same young person.
    """
    there: dict[tuple[object, ...], list[Fact]] = {}
    for row in Fact.objects.filter(incident=incident).order_by("pk"):
        there.setdefault((row.kind, row.by_id, row.at, row.happened_at, row.involvement_id), []).append(row)
    found: dict[str, Fact] = {}
    for row in Fact.objects.filter(incident=report).order_by("pk"):
        alike = there.get((row.kind, row.by_id, row.at, row.happened_at, _moved(row.involvement_id, moved)))
        if alike:
            found[str(row.key)] = alike.pop(0)
    return found


def _settle_answered(pairs: list[tuple[Consideration, Consideration]], by: Professional, at: datetime) -> None:
    """What one of the two reports had found out is not looked for any longer."""
    twins = {twin.pk: twin for _, twin in pairs}
    latest = {row.consideration_id: row for row in Answer.objects.filter(consideration__in=twins).order_by("number")}
    for pk, twin in twins.items():
        if pk in latest and latest[pk].answer in SETTLED:
            settle(twin, by=by, at=at)
