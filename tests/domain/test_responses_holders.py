"""Fields of an answer that name a professional or an agency."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reachable.common.refusals import Refused
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.responses import queries
from reachable.responses.models import Answer
from tests.domain.incident_hands import STRAND, answer, asked
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HELD = "held-until-morning"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))


def _card(who, incident: Incident) -> queries.CardView:
    return queries.card(who, incident.reference, asked(incident, HELD).key, AT)[2]


def _words(card: queries.CardView) -> str:
    return next(field.words for field in card.fields if field.name == "holder")


def test_the_key_is_stored_and_the_name_and_number_are_shown(cast: Cast, incident) -> None:
    said = f"p:{cast.sam.key}"
    row = answer(cast.hana, incident, HELD, "IN_PLACE", record_fields={"holder": said})
    assert row.record == {"holder": said}
    card = _card(cast.hana, incident)
    words = f"{cast.sam.name}, {cast.sam.telephone}" if cast.sam.telephone else cast.sam.name
    assert _words(card) == words
    assert card.history[0].fields == (("Who holds it", words),)


@pytest.mark.parametrize("who", ["stranger", "nobody", "text"])
def test_only_somebody_on_the_team_is_named(cast: Cast, incident, who: str) -> None:
    said = {"stranger": f"p:{cast.stranger.key}", "nobody": f"p:{uuid4()}", "text": "Edith Lamb"}[who]
    with pytest.raises(Refused) as refused:
        answer(cast.hana, incident, HELD, "IN_PLACE", record_fields={"holder": said})
    assert refused.value.field == "record-holder"
    assert not Answer.objects.exists()


def test_words_of_before_are_shown_and_may_stay(cast: Cast, incident) -> None:
    answer(cast.hana, incident, HELD, "IN_PLACE")
    Answer.objects.create(
        consideration=asked(incident, HELD),
        number=2,
        answer="IN_PLACE",
        because="By telephone",
        record={"holder": "Edith, duty team"},
        by=cast.hana,
        at=AT,
    )
    assert _words(_card(cast.hana, incident)) == "Edith, duty team"
    row = answer(cast.hana, incident, HELD, "IN_PLACE", record_fields={"holder": "Edith, duty team"})
    assert (row.number, row.record) == (3, {"holder": "Edith, duty team"})


def test_who_has_left_the_team_stays_named_until_somebody_else_is(cast: Cast, incident) -> None:
    said = {"holder": f"p:{cast.priya.key}"}
    answer(cast.hana, incident, HELD, "IN_PLACE", record_fields=said)
    left = AT + timedelta(hours=1)
    incidents.leave_team(by=cast.hana, at=left, reference=incident.reference, professional_key=cast.priya.key)
    later = left + timedelta(hours=1)
    assert answer(cast.hana, incident, HELD, "IN_PLACE", at=later, record_fields=said).record == said
    answer(cast.hana, incident, HELD, "IN_PLACE", at=later)
    with pytest.raises(Refused):
        answer(cast.hana, incident, HELD, "IN_PLACE", at=later, record_fields=said)


def test_names_cost_one_statement_however_many_there_are(cast: Cast, incident) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            queries.sheet(cast.hana, incident.reference, STRAND, AT)
        return len(caught)

    before = cost()
    answer(cast.hana, incident, HELD, "IN_PLACE", record_fields={"holder": f"p:{cast.sam.key}"})
    one = cost()
    for who, letter in ((cast.priya, "A"), (cast.hana, "B")):
        said = {"address-held-by": f"p:{who.key}"}
        answer(cast.hana, incident, "safe-address", "IN_PLACE", letter, record_fields=said)
    assert (one, cost()) == (before + 1, before + 1)
