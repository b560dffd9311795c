"""A briefing that was issued and about which somebody asked something: for the sweep of every address."""

from datetime import datetime
from typing import Any

from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.sharing import operations, queries

WORDS = {
    "title": "After school near the bus station",
    "place": "Schools near the bus station",
    "what_to_do": "Have staff at the front gate until four o'clock.",
    "pass_on": "Ring the children's front door. Every small thing is wanted.",
}


def briefed(
    lead: Professional, police: Professional, reader: Professional, incident: Incident, at: datetime
) -> dict[str, Any]:
    """Its reference, and the keys of its reader and its question. `police` is on the team for as long as it takes."""
    told = {"by": lead, "at": at}
    of_team = {**told, "reference": incident.reference, "professional_key": police.key}
    incidents.add_to_team(**of_team, why="Signs the briefing")
    row = operations.start_briefing(**told, reference=incident.reference, place=WORDS["place"], title=WORDS["title"])
    here = {**told, "briefing": row.reference}
    operations.write_briefing(**here, seen_number=1, words=WORDS)
    operations.name_chair(**here, chair=lead.key, police=police.key)
    [line] = operations.add_readers(**here, professionals=[reader.key])
    seen = queries.briefing(lead, row.reference, at)
    found = [one.finding for one in seen.look_again]
    answers = [operations.Answered(one.start, one.end, one.kind, "Nobody is meant") for one in found]
    operations.answer_findings(
        **here,
        sha256=seen.sha256,
        answers=answers,
        made_out="Nothing is told.",
        small_group="Hundreds go that way.",
    )
    operations.sign_briefing(by=police, at=at, briefing=row.reference, sha256=seen.sha256)
    operations.issue_briefing(**here, sha256=seen.sha256)
    asked = operations.ask_question(
        by=reader, at=at, briefing=row.reference, words="May we tell parents?", names_nobody=True
    )
    incidents.leave_team(**of_team)
    return {"briefing": row.reference, "briefing_reader": line.key, "briefing_question": asked.key}
