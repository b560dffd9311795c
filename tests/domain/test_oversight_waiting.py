"""Whoever waits for an answer, inside or outside, holds standing down back: an authority, a journalist, a reader."""

from datetime import timedelta
from typing import Any

import pytest

from reachable.incidents.choices import Where
from reachable.incidents.models import Incident
from reachable.sharing import operations as sharing
from tests.domain import briefing_hands, notices_hands
from tests.domain.incident_hands import said
from tests.domain.oversight_hands import way_back
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=2)


def waiting(cast: Cast, incident: Incident) -> list[tuple[str, str, str]]:
    codes = ("other-authority", "enquiry", "briefing-question")
    return [(one.where, one.letter, one.who) for one in way_back(cast.hana, incident).unsettled if one.where in codes]


def holds_back(cast: Cast, incident: Incident) -> bool:
    return any("without an answer" in line.words and not line.met for line in way_back(cast.hana, incident).lines)


@pytest.mark.clause("CTX-20", "STA-1")
def test_another_authority_that_has_not_accepted_in_writing_is_not_settled(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    assert waiting(cast, incident) == []
    kai = notices_hands.another_authority(cast.priya, incident)
    line = [("other-authority", "A", "the lead, with the other authority")]
    assert waiting(cast, incident) == line
    notices_hands.say(cast.priya, incident, kai)
    assert waiting(cast, incident) == line, "a message that was left is no acceptance"
    assert holds_back(cast, incident)
    notices_hands.say(cast.priya, incident, kai, state="ACCEPTED", in_writing="Letter of this morning", seen_number=1)
    assert waiting(cast, incident) == []


@pytest.mark.clause("STA-1")
def test_a_journalist_who_asked_waits_until_somebody_answers(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    told: dict[str, Any] = {"by": cast.priya, "at": AT, "reference": incident.reference}
    asked = sharing.log_enquiry(**told, outlet="Radio Wensum", asked="Was it a knife?", asked_at=AT)
    assert waiting(cast, incident) == [("enquiry", "", "whoever speaks to the media")]
    assert holds_back(cast, incident)
    sharing.answer_enquiry(**told, enquiry_key=asked.key, answered_by="Ada Quill", answered_at=AT)
    assert waiting(cast, incident) == []


@pytest.mark.clause("STA-1")
def test_a_reader_of_a_briefing_waits_until_it_is_answered_or_withdrawn(cast: Cast) -> None:
    incident = briefing_hands.staffed(cast)
    ref = briefing_hands.issued(cast, incident).reference
    sharing.ask_question(by=cast.school, at=LATER, briefing=ref, words="The holidays too?", names_nobody=True)
    assert waiting(cast, incident) == [("briefing-question", "", "whoever wrote the briefing")]
    sharing.withdraw_briefing(by=cast.manager, at=LATER, briefing=ref, because="Quiet again")
    assert waiting(cast, incident) == []


@pytest.mark.clause("STA-1")
def test_somebody_who_is_missing_now_is_not_settled_and_then_is_owed_an_interview(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))

    def of_being_missing() -> list[tuple[str, str]]:
        found = way_back(cast.hana, incident).of("reviewed")
        return [(one.words, one.letter) for one in found if one.where == "interview"]

    said(cast.priya, incident, Where.MISSING)
    assert of_being_missing() == [("Is missing now", "A")]
    said(cast.priya, incident, Where.HOME, at=LATER)
    assert of_being_missing() == [("The interview after being missing", "A")]
