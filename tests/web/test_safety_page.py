"""The page about the safety of one young person: what must happen next, and what is known."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations as incident_operations
from reachable.incidents.choices import FactKind, Where
from reachable.incidents.models import Fact, Incident, Involvement
from reachable.responses import operations as response_operations
from reachable.safety import operations
from reachable.safety.choices import MeasureKind
from tests.counting import costs_the_same
from tests.domain.clearing_hands import cleared
from tests.domain.plan_hands import written
from tests.factories import AT, Cast
from tests.web.reading import text_of
from tests.web.sheets import add_action, card_of, response
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return response(cast, young=2, threats="YES", threats_words="They know where he lives")


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get(position=0)


def safety(kai: Involvement) -> str:
    return reverse("safety:safety", args=[kai.incident.reference, kai.key])


def record(kai: Involvement, kind: str) -> str:
    return reverse("incidents:record_fact_about", args=[kai.incident.reference, kai.key, kind])


def say(by: Professional, kai: Involvement, kind: str, about: Involvement | None = None, **more: Any) -> Fact:
    told = {"by": by, "reference": kai.incident.reference, "kind": kind, "key": uuid4()}
    facts: dict[str, Any] = {"at": AT, "involvement_key": (about or kai).key, **more}
    return incident_operations.record_fact(**told, **facts)


def read(client: Client, kai: Involvement) -> str:
    answer = client.get(safety(kai))
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    return text_of(answer)


def next_of(page: str) -> str:
    """What stands at the top, before the first section."""
    return page[page.index("What must happen next") : page.index("Is it safe to return?</h2>")]


def test_nothing_recorded_teaches_what_belongs_here(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    page = read(signed_in(cast.priya), kai)
    for words in (
        "Safety of Kai Mensah (A)</h1>",
        "Nobody has answered yet.",
        "Do not make contact yet",
        "Nothing is asked for yet.",
        "There is none yet.",
        "Reported: weapon: knife or blade; threats made: yes: They know where he lives",
        "Who reached them, how, and whether they talked. Nothing is recorded yet.",
    ):
        assert words in page
    for kind in ("new-threat", "weapon-known", "who-is-there", "address-known", "social-media-seen", "contact-made"):
        assert record(kai, kind) in page
    assert "Is it safe to return: to the home, the area, the school? Nobody has answered" in next_of(page)
    assert "There is no safety plan" in next_of(page)


@pytest.mark.clause("SAF-7")
def test_where_it_is_safe_to_return_stands_with_who_said_so(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    card = card_of(cast, kai.incident, "safe-to-return", "A")
    response_operations.answer_consideration(
        by=cast.priya,
        at=AT,
        reference=kai.incident.reference,
        consideration_key=card.key,
        answer="IN_PLACE",
        because="The sergeant looked",
        record_fields={"home": "not-safe", "area": "safe", "school": "not-known"},
        seen_number=0,
    )
    page = read(signed_in(cast.sam), kai)
    answered = page[page.index('id="return"') : page.index('id="contact"')]
    for words in ("Not safe", "Safe</strong>", "Not known", "The sergeant looked", "Priya Nair, "):
        assert words in answered
    assert reverse("responses:answer", args=[kai.incident.reference, card.key]) in answered
    assert "Not known yet for: school, college or work" in next_of(page)
    other = kai.incident.involvements.get(position=1)
    assert "The sergeant looked" not in read(signed_in(cast.sam), other)


@pytest.mark.clause("SAF-13")
def test_a_threat_to_life_is_read_by_those_few(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    said = {
        "decision": "issued",
        "decided-by": "Superintendent Hale",
        "parent-present": "yes",
        "review-on": "2026-11-21",
    }
    say(cast.sam, kai, FactKind.THREAT_TO_LIFE, said=said, happened_at=AT - HOUR, words="Zephyr was told")
    for reader in (cast.sam, cast.hana):
        page = read(signed_in(reader), kai)
        decided = page[page.index('id="threat-to-life"') : page.index('id="return"')]
        for words in ("Warning issued", "Superintendent Hale", "Was a parent or carer present?", "Zephyr was told"):
            assert words in decided
        assert "To be looked at again today" in decided
        top = next_of(page)
        assert "a warning was issued, and nobody has said that the young person was told" in top
        assert "Threat to life: to be looked at again today" in top
        assert top.index("Threat to life") < top.index("Is it safe to return")
        assert record(kai, "threat-to-life") in page


@pytest.mark.clause("SAF-13")
def test_nobody_else_finds_a_trace_of_it(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    told = {"by": cast.hana, "at": AT, "reference": kai.incident.reference, "why": "Works on it"}
    for name in ("tyss", "ward", "school", "joy"):
        incident_operations.add_to_team(**told, professional_key=getattr(cast, name).key)
    readers = [getattr(cast, name) for name in ("priya", "tyss", "ward", "school", "joy")]
    before = [signed_in(one).get(safety(kai)).content.decode() for one in readers]
    fact = say(cast.sam, kai, FactKind.THREAT_TO_LIFE, said={"decision": "considered"}, words="Zephyr was told")
    for reader, page in zip(readers, before, strict=True):
        after = signed_in(reader).get(safety(kai)).content.decode()
        for words in ("hreat to life", "threat-to-life", "Zephyr", "warning", str(fact.key)):
            assert words not in page
            assert words not in after
        assert signed_in(reader).get(record(kai, "threat-to-life")).status_code == 404


@pytest.mark.clause("SAF-13")
@pytest.mark.parametrize(
    ("said", "waits"),
    [
        (None, "Threat to life: nobody has recorded whether a warning is needed"),
        ({"decision": "considered"}, "Threat to life: being considered, and not decided"),
        ({}, "Threat to life: being considered, and not decided"),
        ({"decision": "issued", "told": "parents"}, "nobody has said that the young person was told"),
        ({"decision": "issued", "told": "young-person,parents"}, ""),
        ({"decision": "not-required"}, ""),
        ({"decision": "not-required", "review-on": "2026-11-20"}, "Threat to life: to be looked at again yesterday"),
        ({"decision": "not-required", "review-on": "2026-11-22"}, ""),
    ],
)
def test_what_of_a_threat_to_life_waits(
    signed_in: SignedIn, cast: Cast, kai: Involvement, said: dict[str, str] | None, waits: str
) -> None:
    if said is not None:
        say(cast.sam, kai, FactKind.THREAT_TO_LIFE, said=said)
    top = next_of(read(signed_in(cast.sam), kai)).split('id="threat-to-life"')[0]
    if waits:
        assert waits in top
    else:
        assert "Threat to life:" not in top


@pytest.mark.clause("SAF-13")
def test_one_recorded_by_mistake_decides_nothing(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    fact = say(cast.sam, kai, FactKind.THREAT_TO_LIFE, said={"decision": "not-required"})
    told = {"by": cast.sam, "at": AT, "reference": kai.incident.reference, "fact_key": fact.key}
    incident_operations.settle_fact(**told, standing="MISTAKE", because="Another young person", seen_number=0)
    assert "nobody has recorded whether a warning is needed" in next_of(read(signed_in(cast.sam), kai))


@pytest.mark.clause("SAF-6", "CTX-17")
@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ({"how": "repeatedly"}, "ask legal services before anybody looks again"),
        ({"how": "repeatedly", "legal": "not-asked"}, "ask legal services before anybody looks again"),
        ({"how": "repeatedly", "legal": "asked-waiting"}, "nobody looks again until legal services have answered"),
        ({"how": "repeatedly", "legal": "asked"}, ""),
        ({"how": "once"}, ""),
        ({"how": "told"}, ""),
    ],
)
def test_looking_repeatedly_sends_to_legal_services_first(
    signed_in: SignedIn, cast: Cast, kai: Involvement, said: dict[str, str], warned: str
) -> None:
    fact = say(cast.priya, kai, FactKind.SOCIAL_MEDIA_SEEN, said={**said, "held": "Norfolk Police, exhibit store"})
    page = read(signed_in(cast.sam), kai)
    assert "Norfolk Police, exhibit store" in page[page.index('id="social-media"') :]
    top = next_of(page)
    if warned:
        assert warned in top
        assert reverse("incidents:ask_legal", args=[kai.incident.reference, fact.key]) in top
    else:
        assert "legal services" not in top


def test_facts_stand_in_their_sections_and_of_nobody_else(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    jay = kai.incident.involvements.get(position=1)
    say(cast.sam, kai, FactKind.NEW_THREAT, words="Said outside the school")
    say(cast.sam, kai, FactKind.WHO_IS_THERE, said={"who": "An uncle"})
    say(cast.sam, kai, FactKind.CONTACT_MADE, said={"outcome": "declined"})
    say(cast.sam, kai, FactKind.NEW_THREAT, about=jay, words="Said of the other one")
    say(cast.sam, kai, FactKind.WEAPON_KNOWN, involvement_key=None, words="In a hedge by the park")
    page = read(signed_in(cast.priya), kai)
    threats = page[page.index('id="threats"') : page.index('id="home"')]
    assert threats.index("Said outside the school") < threats.index("About the incident as a whole")
    assert threats.index("About the incident as a whole") < threats.index("In a hedge by the park")
    assert "An uncle" in page[page.index('id="home"') : page.index('id="social-media"')]
    assert "Declined" in page[page.index('id="contacts"') :]
    assert "Said of the other one" not in page


@pytest.mark.clause("CTX-18")
def test_contact_that_lapsed_is_said_at_the_top(
    signed_in: SignedIn, cast: Cast, kai: Involvement, set_clock: Callable[[datetime], None]
) -> None:
    cleared(cast.hana, kai.incident, kai)
    page = read(signed_in(cast.priya), kai)
    assert "Cleared until" in page
    assert "Two go together" in page
    assert "Do not make contact" not in page
    say(cast.sam, kai, FactKind.NEW_THREAT, at=AT + timedelta(minutes=5))
    set_clock(AT + timedelta(minutes=10))
    page = read(signed_in(cast.priya), kai)
    assert "Do not make contact: lapsed: a new threat" in next_of(page)
    assert "Cleared until" not in page


@pytest.mark.clause("SAF-8", "CTX-16")
def test_measures_the_plan_and_actions_are_there(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    told = {"by": cast.priya, "at": AT, "reference": kai.incident.reference, "involvement_key": kai.key}
    patrol = operations.ask_for_measure(**told, kind=MeasureKind.PATROL, review_on=date(2026, 11, 21))
    written(cast.priya, kai.incident)
    add_action(cast, kai.incident, "Write to the landlord")
    page = read(signed_in(cast.hana), kai)
    assert "Police patrol</strong>: To be looked at again today: does it still help?" in next_of(page)
    assert "Write to the landlord" in next_of(page)
    assert "There is no safety plan" not in page
    assert "Version 1, Priya Nair" in page
    measures = page[page.index('id="measures"') : page.index('id="plan"')]
    assert reverse("safety:measure", args=[kai.incident.reference, patrol.key]) in measures
    assert reverse("safety:ask_for_measure", args=[kai.incident.reference, kai.key]) in measures


def test_what_the_plan_says_is_not_here(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    told = {"by": cast.hana, "at": AT, "reference": kai.incident.reference, "why": "Takes the minutes"}
    incident_operations.add_to_team(**told, professional_key=cast.joy.key)
    written(cast.priya, kai.incident, danger="Zephyrine waits outside")
    page = read(signed_in(cast.joy), kai)
    assert "Ask Priya Nair, 01632 960123 for what it says." in page
    assert reverse("safety:plan", args=[kai.incident.reference, kai.key]) not in page
    assert "Zephyrine" not in page


def test_of_somebody_who_died_nothing_more_is_arranged(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    told = {"by": cast.hana, "at": AT, "reference": kai.incident.reference, "involvement_key": kai.key}
    incident_operations.record_whereabouts(**told, where=Where.DIED, seen_number=1)
    top = next_of(read(signed_in(cast.priya), kai))
    assert "safety plan" not in top
    assert "Is it safe to return:" not in top


def test_whom_something_must_not_reach_stands_first(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    told = {"by": cast.priya, "at": AT, "reference": kai.incident.reference, "key": kai.key}
    incident_operations.do_not_disclose(**told, to_whom="His father", because="He is afraid of him")
    page = read(signed_in(cast.sam), kai)
    assert page.index("Do not disclose") < page.index("What must happen next")
    assert "Do not disclose</h2>" not in read(signed_in(cast.sam), kai.incident.involvements.get(position=1))


def test_the_young_persons_page_leads_here(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    page = signed_in(cast.priya).get(reverse("incidents:young_person", args=[kai.incident.reference, kai.key]))
    for name in (
        "safety:safety",
        "hospital:hospital",
        "custody:custody",
        "court:young_person",
        "meetings:discharge",
    ):
        assert reverse(name, args=[kai.incident.reference, kai.key]) in page.content.decode()


@pytest.mark.parametrize(("who", "status"), [("admin", 403), ("stranger", 404), ("tyss", 404), ("manager", 404)])
def test_who_does_not_get_there(signed_in: SignedIn, cast: Cast, kai: Involvement, who: str, status: int) -> None:
    assert signed_in(getattr(cast, who)).get(safety(kai)).status_code == status


def test_a_young_person_of_another_incident_is_not_found(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    other = response(cast)
    where = reverse("safety:safety", args=[other.reference, kai.key])
    assert signed_in(cast.priya).get(where).status_code == 404


def test_the_page_costs_the_same_with_more_of_everything(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.hana)

    def more() -> None:
        for number in range(3):
            for kind in (FactKind.THREAT_TO_LIFE, FactKind.NEW_THREAT, FactKind.SOCIAL_MEDIA_SEEN):
                say(cast.sam, kai, kind, words="Again")
            told = {"by": cast.priya, "at": AT, "reference": kai.incident.reference, "involvement_key": kai.key}
            operations.ask_for_measure(**told, kind=MeasureKind.OTHER, words=f"A taxi {number}")
            cleared(cast.hana, kai.incident, kai, at=AT + timedelta(minutes=number))
            add_action(cast, kai.incident, f"Write to the landlord {number}")

    more()
    written(cast.priya, kai.incident)
    costs_the_same(lambda: client.get(safety(kai)), more, at_most=48)
