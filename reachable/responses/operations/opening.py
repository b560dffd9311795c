"""A report opens the response at once; the signed definition confirms or stops what is running."""

from collections.abc import Iterable
from datetime import datetime

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.choices import Where
from reachable.incidents.models import Incident, Involvement, Whereabouts
from reachable.playbook.schema import Playbook
from reachable.playbook.schema import Strand as StrandOfGuide

from .. import deadlines, editions, triggers
from ..choices import Standing
from ..models import Consideration, Response, Strand, StrandStanding


@operation
def open_response(happening: happenings.IncidentReported) -> None:
    """Open every strand whose trigger holds, provisionally, under the edition in force (SAF-1)."""
    by, at = _who(happening), happening.at
    incident = Incident.objects.get(pk=happening.incident_id)
    stored, playbook = editions.store_in_force(at)
    response = Response.objects.create(incident=incident, edition=stored, opened_at=at, opened_by=by)
    facts = facts_of(incident)
    opening = [s for s in playbook.strands.values() if triggers.TRIGGERS[s.opens](facts)]
    strands = Strand.objects.bulk_create(
        Strand(response=response, code=s.code, standing=Standing.PROVISIONAL, opened_at=at, opened_by=by)
        for s in opening
    )
    _stand(strands, Standing.PROVISIONAL, "The incident was reported.", by=by, at=at)
    involved = list(incident.involvements.order_by("position"))
    Consideration.objects.bulk_create(
        asked
        for strand, guide in zip(strands, opening, strict=True)
        for asked in _ask(strand, guide, involved, facts, at=at, for_incident=True)
    )
    words = ", ".join(s.title for s in opening)
    timeline.write(incident, "strands-opened", f"Opened, provisional: {words}.", by=by, at=at)
    codes = {"edition": stored.content_hash, "strands": [s.code for s in opening]}
    record("response-opened", by=by, at=at, incident=incident.reference, codes=codes)


@operation
def open_for_young_person(happening: happenings.YoungPersonInvolved) -> None:
    """What is asked about each young person is asked about the one who was added."""
    at = happening.at
    response = Response.objects.select_related("incident", "edition").get(incident_id=happening.incident_id)
    involvement = Involvement.objects.get(pk=happening.involvement_id)
    playbook, facts = editions.of(response.edition), facts_of(response.incident)
    ask_all(response, playbook, [involvement], facts, at=at)


def ask_all(
    response: Response, playbook: Playbook, involved: list[Involvement], facts: triggers.IncidentFacts, *, at: datetime
) -> None:
    """Ask about young people who were not in the incident when its strands opened."""
    Consideration.objects.bulk_create(
        asked
        for strand in response.strands.filter(about__isnull=True)
        for asked in _ask(strand, playbook.strands[strand.code], involved, facts, at=at, for_incident=False)
    )


@operation
def start_clocks(happening: happenings.YoungPersonAdmitted | happenings.FactsCorrected) -> None:
    """Deadlines that waited for a fact which is known now run from it; those that run already keep their time."""
    start_waiting_clocks(Incident.objects.get(pk=happening.incident_id))


def start_waiting_clocks(incident: Incident) -> None:
    """Give a due time to every question that waited for a fact which is known now."""
    waiting = Consideration.objects.filter(strand__response__incident=incident, due_at__isnull=True)
    rows = list(waiting.exclude(due_rule="").select_related("strand__response__edition"))
    facts = facts_of(incident)
    for row in rows:
        _, item = editions.of(row.strand.response.edition).consideration(row.code)
        row.due_at = deadlines.due_at(item.due, facts, row.about_id)
    Consideration.objects.bulk_update([row for row in rows if row.due_at], ["due_at"])


@operation
def confirm_or_stop(happening: happenings.DefinitionSigned) -> None:
    """Serious youth violence confirms what runs; otherwise it stops, and open safety actions continue (DEF-3)."""
    standing = Standing.CONFIRMED if happening.holds else Standing.STOPPED
    because = "The definition was signed." if happening.holds else "Signed as not serious youth violence."
    restand(happening, standing, because)


@operation
def run_again(happening: happenings.IncidentReopened) -> None:
    restand(happening, Standing.PROVISIONAL, "The incident was re-opened.")


def restand(happening: happenings.Happening, standing: Standing, because: str) -> None:
    strands = list(Strand.objects.filter(response__incident_id=happening.incident_id))
    for strand in strands:
        strand.standing = standing
    Strand.objects.bulk_update(strands, ["standing"])
    _stand(strands, standing, because, by=_who(happening), at=happening.at)


def _stand(strands: Iterable[Strand], standing: Standing, because: str, *, by: Professional, at: datetime) -> None:
    strands = list(strands)
    taken = StrandStanding.objects.filter(strand__in=strands).values_list("strand_id", "number")
    latest: dict[int, int] = {}
    for strand_id, number in taken:
        latest[strand_id] = max(number, latest.get(strand_id, 0))
    StrandStanding.objects.bulk_create(
        StrandStanding(strand=s, number=latest.get(s.pk, 0) + 1, standing=standing, because=because, by=by, at=at)
        for s in strands
    )


def _ask(
    strand: Strand,
    guide: StrandOfGuide,
    involved: list[Involvement],
    facts: triggers.IncidentFacts,
    *,
    at: datetime,
    for_incident: bool,
) -> Iterable[Consideration]:
    for item in guide.asked:
        if item.about == "incident":
            abouts: list[Involvement | None] = [None] if for_incident else []
        else:
            abouts = list(involved)
        for about in abouts:
            yield Consideration(
                strand=strand,
                code=item.code,
                about=about,
                due_at=deadlines.due_at(item.due, facts, about.pk if about else None),
                due_rule=item.due_text,
                due_kind=item.due.kind if item.due else "",
                opened_at=at,
            )


def facts_of(incident: Incident) -> triggers.IncidentFacts:
    """The admission is the first that is known; leaving hospital and coming back starts no clock again."""
    admitted: dict[int, datetime] = {}
    for said in Whereabouts.objects.filter(involvement__incident=incident, where=Where.HOSPITAL):
        came = said.happened_at or said.at
        admitted[said.involvement_id] = min(came, admitted.get(said.involvement_id, came))
    return triggers.IncidentFacts(
        reported_at=incident.reported_at, happened_at=incident.happened_at, admitted_at=admitted
    )


def _who(happening: happenings.Happening) -> Professional:
    """The happening carries whoever acted as an Actor; a row needs the professional."""
    return Professional.objects.get(key=happening.by.key)
