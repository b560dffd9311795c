"""Other authorities: who was told, and that we answer until they accept in writing (CTX-20)."""

from datetime import timedelta
from typing import Any

import pytest

from reachable.audit.models import Entry, EntryAbout
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Audience
from reachable.incidents.models import Incident
from reachable.responses.models import Answer
from reachable.sharing import queries
from reachable.sharing.choices import ContactState
from reachable.sharing.models import AuthorityContact
from reachable.sharing.policies.authorities import we_answer
from reachable.sharing.queries.notices_open import notices_open
from tests.domain import notices_hands as hands
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return hands.led(cast)


def answers(code: str) -> list[dict[str, str]]:
    return [one.record for one in Answer.objects.filter(consideration__code=code).order_by("number")]


def lines(incident: Incident) -> list[str]:
    return [line.words for line in notices_open(incident.pk, [Audience.TEAM], AT)]


@pytest.mark.clause("CTX-20")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"state": "ACCEPTED"}, "in_writing"),
        ({"state": "ACCEPTED", "in_writing": "  "}, "in_writing"),
        ({"authority_words": ""}, "authority"),
        ({"whom": " "}, "whom"),
        ({"happened_at": AT + timedelta(minutes=1)}, "happened_at"),
    ],
    ids=["accepted-by-word-of-mouth", "accepted-in-spaces", "no-authority", "nobody", "ahead"],
)
def test_what_is_refused(cast: Cast, incident: Incident, changes: dict[str, Any], field: str) -> None:
    key = hands.another_authority(cast.hana, incident)
    with pytest.raises(Refused) as refused:
        hands.say(cast.priya, incident, key, **changes)
    assert (refused.value.field, refused.value.clause) == (field, "CTX-20")
    assert not AuthorityContact.objects.exists()


@pytest.mark.clause("CTX-20")
@pytest.mark.parametrize(("state", "ours"), [("TOLD", True), ("DECLINED", True), ("ACCEPTED", False)])
def test_the_authority_where_a_child_is_found_answers(state: str, ours: bool) -> None:
    assert we_answer(ContactState(state)) is ours


@pytest.mark.clause("CTX-20")
def test_told_declined_and_accepted_each_stand_and_answer_the_guide(cast: Cast, incident: Incident) -> None:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    incidents.add_young_person(**told, facts=hands.young("Ash"))  # more than one: the wider context is looked at
    key = hands.another_authority(cast.hana, incident)
    assert lines(incident) == ["A: the other authority was not told; we answer for them until it does."]
    hands.say(cast.priya, incident, key)
    assert "has not said in writing" in lines(incident)[0]
    assert answers("home-authority-told")[0]["took-the-message"].startswith("Duty manager, Suffolk")
    assert answers("other-authorities")[0]["authorities-told"] == "yes"
    hands.say(cast.priya, incident, key, state="DECLINED", seen_number=1)
    assert lines(incident) == []
    assert answers("responsibility-accepted")[-1]["responsible"] == "not-agreed"
    hands.say(cast.priya, incident, key, state="ACCEPTED", in_writing="Mail of the 21st", seen_number=2)
    assert answers("responsibility-accepted")[-1]["responsible"] == "them"
    [kai] = queries.authorities(cast.sam, incident.reference, AT).concerned
    assert ([one.state for one in kai.contacts], kai.we_answer) == (["ACCEPTED", "DECLINED", "TOLD"], False)
    assert "A: another authority accepted responsibility in writing." in hands.lines(incident, Audience.TEAM)
    numbers = Entry.objects.filter(verb="authority-contact-recorded").values_list("number", flat=True)
    assert EntryAbout.objects.filter(number__in=list(numbers)).count() == 3


@pytest.mark.clause("CTX-20")
def test_it_is_recorded_also_before_the_fact_is(cast: Cast, incident: Incident) -> None:
    [kai] = incident.involvements.all()
    hands.say(cast.sam, incident, kai.key)
    assert lines(incident) == []
    assert len(queries.authorities(cast.sam, incident.reference, AT).concerned) == 1


def test_two_who_record_at_once_are_told(cast: Cast, incident: Incident) -> None:
    key = hands.another_authority(cast.hana, incident)
    hands.say(cast.priya, incident, key)
    with pytest.raises(Stale):
        hands.say(cast.sam, incident, key)


def test_a_stranger_finds_nothing(cast: Cast, incident: Incident) -> None:
    [kai] = incident.involvements.all()
    with pytest.raises(NotFound):
        hands.say(cast.stranger, incident, kai.key)
    with pytest.raises(NotFound):
        queries.authorities(cast.stranger, incident.reference, AT)
