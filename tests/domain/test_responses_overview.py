"""What is counted: unanswered, not known, all; whether home is safe; which strands are open."""

import pytest

from reachable.incidents.models import Incident
from reachable.responses import operations, queries
from reachable.responses.models import Action
from tests.domain.incident_hands import STRAND, answer, asked, new_action
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def card(cast: Cast, incident: Incident, code: str, letter: str = "A") -> queries.CardView:
    key = asked(incident, code, letter).key
    return queries.card(cast.hana, incident.reference, key, AT)[2]


def cell(cast: Cast, incident: Incident, code: str) -> queries.Cell:
    grid = queries.sheet(cast.hana, incident.reference, STRAND, AT).grid
    [[found]] = [cells for _, one, cells in grid if one == code]
    return found


def line(cast: Cast, incident: Incident) -> queries.StrandLine:
    return next(one for one in queries.strands(cast.hana, incident.reference, AT) if one.code == STRAND)


def counts(cast: Cast, incident: Incident) -> tuple[queries.Counts, queries.Counts]:
    """Of immediate safety, and of the young person over every strand."""
    strand = line(cast, incident)
    [person] = queries.counts_by_young_person(cast.hana, incident.reference, AT).values()
    return strand.counts, person


def test_what_is_not_known_is_counted_apart_from_what_is_unanswered(cast: Cast, incident) -> None:
    strand, person = counts(cast, incident)
    answer(cast.priya, incident, "threat-to-life", "NOT_YET_KNOWN", "A")
    answer(cast.priya, incident, "safe-address", "IN_PLACE", "A")
    assert counts(cast, incident) == (
        (strand.total - 2, 1, strand.total),
        (person.total - 2, 1, person.total),
    )
    found = line(cast, incident)
    assert (found.answered, found.not_known) == (2, 1)
    sheet = queries.sheet(cast.hana, incident.reference, STRAND, AT)
    assert (sheet.answered, sheet.not_known, sheet.total) == (2, 1, strand.total)
    abouts = queries.strands_about(cast.hana, incident.reference, incident.involvements.get().key, AT)
    assert [one.code for one in abouts] == [STRAND, "hospital", "discharge"] or len(abouts) > 3
    assert sum(one.total for one in abouts) == person.total
    [about] = [one for one in abouts if one.code == STRAND]
    assert about.counts == (about.total - 2, 1, about.total)


@pytest.mark.clause("SAF-1")
def test_a_withdrawn_action_is_not_a_done_one(cast: Cast, incident) -> None:
    before = counts(cast, incident)
    answer(cast.priya, incident, "threat-to-life", "ACTION_NEEDED", "A", actions=[new_action(cast.priya)])
    assert (cell(cast, incident, "threat-to-life").words, cell(cast, incident, "threat-to-life").is_gap) == (
        "Action 1",
        False,
    )
    action = Action.objects.get()
    operations.withdraw_action(by=cast.priya, at=AT, action_key=action.key, seen_version=1, because="Not possible")
    found = card(cast, incident, "threat-to-life")
    assert (found.cell, found.is_owed, found.is_answered) == ("No action now", True, False)
    assert cell(cast, incident, "threat-to-life").is_gap
    assert counts(cast, incident) == before
    again = [new_action(cast.priya)]
    answer(cast.priya, incident, "threat-to-life", "ACTION_NEEDED", "A", actions=again)
    operations.finish_action(
        by=cast.priya, at=AT, action_key=Action.objects.get(state="OPEN").key, seen_version=1, outcome="Done"
    )
    found = card(cast, incident, "threat-to-life")
    assert (found.cell, found.is_owed) == ("Action done", False)


def test_tonight_asks_again_what_lost_its_action(cast: Cast, incident) -> None:
    def unanswered() -> int:
        questions = queries.tonight(cast.hana, incident.reference, AT).questions
        return next(one.unanswered for one in questions if one.code == "threat-to-life")

    before = unanswered()
    answer(cast.priya, incident, "threat-to-life", "ACTION_NEEDED", "A", actions=[new_action(cast.priya)])
    assert unanswered() == before - 1
    action = Action.objects.get()
    operations.withdraw_action(by=cast.priya, at=AT, action_key=action.key, seen_version=1, because="Not possible")
    assert unanswered() == before


@pytest.mark.clause("SAF-7")
def test_whether_home_is_safe_is_what_the_standing_answer_says(cast: Cast, incident) -> None:
    key = incident.involvements.get().key
    assert queries.standings(cast.hana, incident.reference, AT).homes == {key: "not known"}
    for said in ("safe", "not-safe"):
        answer(cast.priya, incident, "safe-to-return", "NOT_YET_KNOWN", "A", record_fields={"home": said})
    assert queries.standings(cast.hana, incident.reference, AT).homes == {key: "not safe"}


def test_a_report_says_beforehand_what_it_will_open_and_to_whom(cast: Cast, incident) -> None:
    """The incident has one young person, in hospital."""
    lines = queries.strands(cast.hana, incident.reference, AT)
    opened = [f"{one.title} ({', '.join(one.letters)})" if one.letters else one.title for one in lines]
    assert list(queries.what_opens(cast.hana, ["HOSPITAL"], at=AT)) == opened
    assert queries.what_opens(cast.hana, at=AT) == (
        "Immediate safety", "Strategy discussion and enquiries", "Notifications",
    )  # fmt: skip
