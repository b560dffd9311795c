"""A briefing about a place, in whatever state a test needs it: written, looked at, signed, issued."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.sharing import operations, queries
from reachable.sharing.models import Briefing
from reachable.sharing.operations import Answered
from reachable.sharing.queries import BriefingView
from tests.factories import AT, Cast, reported_incident, with_team

LATER = AT + timedelta(hours=1)
WORDS = {
    "title": "After school near the bus station",
    "place": "Schools and youth clubs near the bus station",
    "happening": "Young people have been threatened there in the hour after school.",
    "watch_for": "Pupils who ask to leave early, or who will not take the bus.",
    "what_to_do": "Have staff at the front gate until four o'clock.",
    "pass_on": "Ring the children's front door on 01632 960100. Every small thing is wanted.",
}
QUESTIONS = {"made_out": "It says nothing of what happened.", "small_group": "Several hundred go home this way."}


def staffed(cast: Cast, **changes: object) -> Incident:
    """Hana leads; Owen, a team manager, and Maggie of MACE police are on the team."""
    incident = with_team(cast, reported_incident(cast.hana, **changes))
    for one in (cast.manager, cast.mace):
        incidents.add_to_team(
            by=cast.hana, at=AT, reference=incident.reference, professional_key=one.key, why="Writes the briefing"
        )
    return incident


def begun(cast: Cast, incident: Incident, **changes: str) -> Briefing:
    """Written by Owen, not yet looked at."""
    told = {"by": cast.manager, "at": AT}
    row = operations.start_briefing(**told, reference=incident.reference, place=WORDS["place"], title=WORDS["title"])
    operations.write_briefing(**told, briefing=row.reference, seen_number=1, words={**WORDS, **changes})
    return again(row)


def again(row: Briefing) -> Briefing:
    return Briefing.objects.get(pk=row.pk)


def view(by: Professional, row: Briefing, at: datetime = LATER) -> BriefingView:
    return queries.briefing(by, row.reference, at)


def everything_answered(seen: BriefingView, because: str = "Nobody is meant by it") -> Sequence[Answered]:
    found = [one.finding for one in seen.look_again]
    return [Answered(one.start, one.end, one.kind, because) for one in found]


def looked_at(by: Professional, row: Briefing, **changes: str) -> Briefing:
    seen = view(by, row)
    told = {**QUESTIONS, **changes}
    operations.answer_findings(
        by=by, at=LATER, briefing=row.reference, sha256=seen.sha256, answers=everything_answered(seen), **told
    )
    return again(row)


def signed(by: Professional, row: Briefing, at: datetime = LATER) -> Briefing:
    operations.sign_briefing(by=by, at=at, briefing=row.reference, sha256=view(by, row).sha256)
    return again(row)


def chaired(cast: Cast, row: Briefing) -> Briefing:
    operations.name_chair(by=cast.manager, at=LATER, briefing=row.reference, chair=cast.hana.key, police=cast.mace.key)
    return again(row)


def with_readers(cast: Cast, row: Briefing) -> Briefing:
    """The school's safeguarding lead, who is not on the team, and a youth club without an account."""
    told = {"by": cast.manager, "at": LATER, "briefing": row.reference}
    operations.add_readers(**told, professionals=[cast.school.key], words="The youth club by the river")
    return again(row)


def ready(cast: Cast, incident: Incident, **changes: str) -> Briefing:
    """Everything that its gate asks for is there."""
    row = looked_at(cast.manager, begun(cast, incident, **changes))
    return with_readers(cast, chaired(cast, signed(cast.mace, row)))


def issued(cast: Cast, incident: Incident, at: datetime = LATER, **changes: str) -> Briefing:
    row = ready(cast, incident, **changes)
    operations.issue_briefing(by=cast.manager, at=at, briefing=row.reference, sha256=view(cast.manager, row).sha256)
    return again(row)
