"""The contact board, and the one screen on which a manager clears and directs."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind
from reachable.incidents.models import TeamMember
from reachable.responses import operations
from reachable.responses.choices import ActionState
from reachable.responses.models import InDanger
from reachable.responses.operations import NewClearance
from reachable.safety.models import Clearance
from tests.counting import costs_the_same
from tests.domain.clearing_hands import cleared
from tests.domain.fact_hands import say
from tests.domain.incident_hands import involved, told
from tests.domain.same_person_hands import same, three
from tests.factories import AT, Cast, agency, reported_incident, with_team
from tests.web.contact_hands import SOON, VISIT, address, as_it_stands, proposed, said
from tests.web.reading import text_of as text
from tests.web.sheets import response
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast):
    return response(cast, 2)


@pytest.fixture
def kai(incident):
    return involved(incident)


@pytest.fixture
def visit(cast: Cast, incident):
    return proposed(cast, incident)


def test_the_board_says_how_contact_stands_for_each(cast: Cast, signed_in, incident, kai, visit) -> None:
    page = signed_in(cast.priya).get(address("contact", incident))
    html = text(page)
    assert "A: do not make contact yet" in html
    assert "Jay Mensah (B): do not make contact yet" in html
    assert VISIT in html
    assert "Hana Malik can settle it" in html
    assert "Clear contact" not in html
    assert_declares_everybody_it_shows(page)
    cleared(cast.hana, incident, kai)
    html = text(signed_in(cast.hana).get(address("contact", incident)))
    assert "A: cleared until tomorrow 02:15" in html
    assert "Two go together" in html


def test_nothing_proposed_says_what_this_is_for(cast: Cast, signed_in, incident) -> None:
    html = text(signed_in(cast.priya).get(address("contact", incident)))
    assert "No contact is proposed or cleared" in html


def test_first_whom_then_the_screen(cast: Cast, signed_in, incident, kai, visit) -> None:
    client = signed_in(cast.hana)
    page = client.get(address("clear", incident))
    assert f"about={kai.key}" in text(page)
    assert "about=area" in text(page)
    assert_declares_everybody_it_shows(page)
    for query in ({"about": kai.key}, {"action": visit.key}):
        page = client.get(address("clear", incident, **query))
        html = text(page)
        assert "Clear contact with Kai Mensah (A)" in html
        assert f'value="{visit.key}" checked' in html
        assert "tomorrow 02:15 (4 h)</option>" in html
        assert_declares_everybody_it_shows(page)


def test_what_the_risk_is_judged_on_stands_beside_it(cast: Cast, signed_in, incident, kai) -> None:
    say(cast.sam, incident, FactKind.NEW_THREAT, words="Two were seen near the flat", involvement_key=kai.key)
    other = involved(incident, "B")
    say(cast.sam, incident, FactKind.WHO_IS_THERE, said={"who": "A cousin"}, involvement_key=other.key)
    say(cast.sam, incident, FactKind.RELEASED, involvement_key=other.key)
    page = signed_in(cast.hana).get(address("clear", incident, about=kai.key))
    assert_declares_everybody_it_shows(page)
    html = text(page)
    assert "Two were seen near the flat" in html
    assert "Weapon:</strong>" in html
    assert "Knife or blade" in html
    assert "<strong>Released</strong>" in html
    assert "A cousin" not in html
    assert "A cousin" in text(signed_in(cast.hana).get(address("clear", incident, about="area")))


@pytest.mark.clause("STF-1")
def test_what_was_said_of_an_earlier_letter_is_read_too(cast: Cast, signed_in) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    told(cast.hana, incident, FactKind.WEAPON_KNOWN, "C", AT, said={"what": "A machete in the shed"})
    about = involved(incident).key
    where = address("clear", incident, about=about)
    assert "machete" not in text(signed_in(cast.hana).get(where))
    same(cast.hana, incident, "A", "C", at=AT)
    assert "machete" in text(signed_in(cast.hana).get(where))


@pytest.mark.clause("STF-1")
@pytest.mark.clause("CTX-18")
def test_one_press_clears_and_directs(cast: Cast, signed_in, incident, kai, visit) -> None:
    client = signed_in(cast.hana)
    sent = said(asked_by_telephone="Priya Nair", actions=[str(visit.key)], key=str(uuid4()))
    done = client.post(address("clear", incident, about=kai.key), sent)
    assert done["Location"] == address("contact", incident)
    html = text(client.get(address("contact", incident)))
    assert "Priya Nair: directed" in html
    client.post(address("clear", incident, about=kai.key), sent)
    one = Clearance.objects.get()
    visit.refresh_from_db()
    assert (visit.state, visit.clearance, visit.directed_by) == (ActionState.OPEN, one, cast.hana)
    assert (one.asked_by_telephone, one.mitigations) == ("Priya Nair", ["TWO_TOGETHER", "CHECK_IN"])
    html = text(client.get(address("contact", incident)))
    assert "A: cleared until tomorrow 02:15" in html
    assert "That was cleared already" in html


@pytest.mark.clause("CTX-18")
def test_what_lapsed_is_cleared_again_for_who_was_directed(cast: Cast, signed_in, incident, kai, visit) -> None:
    client, where = signed_in(cast.hana), address("clear", incident, about=kai.key)
    TeamMember.objects.filter(incident=incident).update(from_at=AT - SOON)
    earlier = {"by": cast.hana, "at": AT - SOON, "reference": incident.reference}
    form = NewClearance("HOME_VISIT", "at home", "SOME", "Seen near", ["TWO_TOGETHER"], AT + timedelta(hours=1))
    operations.clear_and_direct(**earlier, involvement_key=kai.key, clearance=form, action_keys=[visit.key])
    assert f'value="{visit.key}"' not in text(client.get(where))
    say(cast.sam, incident, FactKind.NEW_THREAT, involvement_key=kai.key)
    page = client.get(address("clear", incident, action=visit.key))
    assert "directed before" in text(page)
    sent = {**as_it_stands(page), "opened": AT.isoformat()}
    assert sent["actions"] == [str(visit.key)]
    assert client.post(where, said(actions=[str(visit.key)])).status_code == 302
    visit.refresh_from_db()
    assert visit.clearance == Clearance.objects.latest("at")


@pytest.mark.clause("STF-1")
def test_a_second_worker_is_directed_on_what_holds(cast: Cast, signed_in, incident, kai, visit) -> None:
    one, client = cleared(cast.hana, incident, kai), signed_in(cast.hana)
    html = text(client.get(address("contact", incident)))
    assert "Direct: a visit at home, cleared until tomorrow 02:15" in html
    assert "Direct: a visit" not in text(signed_in(cast.priya).get(address("contact", incident)))
    where, sent = address("direct", incident, visit.key), {"version": "1", "clearance": str(one.key)}
    client = signed_in(cast.hana)
    assert client.get(where).status_code == 405
    other = address("direct", response(cast), visit.key)
    assert client.post(other, sent).status_code == 404
    assert client.post(where, sent)["Location"] == address("contact", incident)
    visit.refresh_from_db()
    assert visit.clearance == one
    html = text(client.post(where, sent))
    assert "There is a problem" in html
    assert "changed by somebody else meanwhile" in html
    assert client.post(where, {"version": "2", "clearance": "x"}).status_code == 404


@pytest.mark.clause("STF-1")
def test_nobody_is_directed_on_what_lapsed_or_is_for_another(cast: Cast, signed_in, incident, kai, visit) -> None:
    client, where = signed_in(cast.hana), address("direct", incident, visit.key)
    grounds = [
        cleared(cast.hana, incident, kai, worker_key=cast.sam.key),
        cleared(cast.hana, incident, involved(incident, "B")),
        cleared(cast.hana, incident, kai, at=AT - SOON),
    ]
    say(cast.sam, incident, FactKind.NEW_THREAT, involvement_key=kai.key)
    for one in grounds:
        html = text(client.post(where, {"version": "1", "clearance": str(one.key)}))
        assert "Do not make contact yet" in html
    visit.refresh_from_db()
    assert visit.state == ActionState.PROPOSED


def test_nobody_is_directed_who_is_not_ticked(cast: Cast, signed_in, incident, kai, visit) -> None:
    signed_in(cast.hana).post(address("clear", incident, about=kai.key), said())
    visit.refresh_from_db()
    assert (visit.state, Clearance.objects.count()) == (ActionState.PROPOSED, 1)


@pytest.mark.clause("CTX-18")
def test_a_call_is_confirmed_with_one_key(cast: Cast, signed_in, incident, kai, visit) -> None:
    client = signed_in(cast.hana)
    html = text(client.get(address("clear", incident, about=kai.key, mode="TELEPHONE")))
    assert "autofocus>Clear the call" in html
    for code in ("NUMBER_WITHHELD", "PLACE_NOT_SAID", "AGREED_WORDS"):
        assert f'value="{code}" checked' in html
    where = address("clear", incident, about=kai.key, mode="TELEPHONE")
    client.post(where, as_it_stands(client.get(where)))
    one = Clearance.objects.get()
    assert (one.mode, one.risk, one.mitigations) == (
        "TELEPHONE",
        "LOW",
        ["NUMBER_WITHHELD", "PLACE_NOT_SAID", "AGREED_WORDS"],
    )
    visit.refresh_from_db()
    assert visit.clearance == one


def test_a_call_without_its_three_comes_back_with_them(cast: Cast, signed_in, incident, kai) -> None:
    sent = said(mode="TELEPHONE", place="", mitigations=[])
    html = text(signed_in(cast.hana).post(address("clear", incident, about=kai.key), sent))
    assert "These three go with a call" in html
    assert 'value="NUMBER_WITHHELD" checked' in html
    assert not Clearance.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"mode": ""}, "Select how contact is made"),
        ({"place": ""}, "Say where contact is to be made"),
        ({"risk": ""}, "Select"),
        ({"because": ""}, "Say what the risk was judged on"),
        ({"mitigations": []}, "or why nothing is needed"),
        ({"mitigations": ["OTHER"]}, "Say what else lessens the risk"),
        ({"mitigations": ["NONE_NEEDED"]}, "Say why nothing is needed"),
        ({"mitigations": ["TWO_TOGETHER", "NONE_NEEDED"], "none_needed_because": "x"}, "not both"),
        ({"mitigations": ["NONE_NEEDED"], "none_needed_because": "x", "risk": "SERIOUS"}, "The risk is serious"),
        ({"until_at": AT.isoformat()}, "That time has passed"),
        ({"until_at": (AT + timedelta(days=2)).isoformat()}, "24 hours at most"),
        ({"until_at": "tonight"}, "Select until when"),
        ({"worker": "x"}, "Select one of the answers"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    cast, signed_in, incident, kai, visit, changes, words
) -> None:
    sent = said(**{"check_in": "Ring Hana first", "actions": [str(visit.key)], **changes})
    page = signed_in(cast.hana).post(address("clear", incident, about=kai.key), sent)
    html = text(page)
    assert "There is a problem" in html
    assert words in html
    assert "Ring Hana first" in html
    assert not Clearance.objects.exists()


@pytest.mark.clause("CTX-18")
def test_what_came_while_the_screen_was_open_is_read_first(cast: Cast, signed_in, incident, kai) -> None:
    say(cast.sam, incident, FactKind.NEW_THREAT, words="Seen near the flat", involvement_key=kai.key)
    sent = said(opened=(AT - SOON).isoformat())
    client = signed_in(cast.hana)
    page = client.post(address("clear", incident, about=kai.key), sent)
    assert "New since you opened this: a new threat (A)" in text(page)
    assert not Clearance.objects.exists()
    again = as_it_stands(page)
    assert client.post(address("clear", incident, about=kai.key), again).status_code == 302
    assert Clearance.objects.count() == 1


def test_who_is_of_an_agency_is_named_first(cast: Cast, signed_in, incident, kai) -> None:
    proposed(cast, incident, owner_key=None, agency_key=agency("police").key)
    html = text(signed_in(cast.hana).get(address("clear", incident, about=kai.key)))
    assert "Nobody is named yet" in html
    assert 'name="actions"' not in html


def test_who_may_not_clear(cast: Cast, signed_in, incident, kai, visit) -> None:
    one = cleared(cast.hana, incident, kai)
    pages = [
        address("clear", incident, about=kai.key),
        address("end_clearance", incident, one.key),
        address("direct_in_danger", incident, visit.key),
    ]
    for page in pages:
        assert signed_in(cast.priya).get(page).status_code == 403
        assert signed_in(cast.manager).get(page).status_code == 404
    assert signed_in(cast.stranger).get(address("contact", incident)).status_code == 404
    for query in ({"about": uuid4()}, {"about": "x"}):
        assert signed_in(cast.hana).get(address("clear", incident, **query)).status_code == 404


def test_a_clearance_is_ended_with_a_reason(cast: Cast, signed_in, incident, kai) -> None:
    one, client = cleared(cast.hana, incident, kai), signed_in(cast.hana)
    page = client.get(address("end_clearance", incident, one.key))
    assert "End the clearance for Kai Mensah (A)?" in text(page)
    assert_declares_everybody_it_shows(page)
    assert "Say why" in text(client.post(address("end_clearance", incident, one.key), {"because": ""}))
    done = client.post(address("end_clearance", incident, one.key), {"because": "The visit is done"})
    assert done["Location"] == address("contact", incident)
    html = text(client.get(address("contact", incident)))
    assert "Ended: The visit is done" in html
    assert "Holds no longer (1)" in html
    again = client.post(address("end_clearance", incident, one.key), {"because": "Again"})
    assert "ended already" in text(again)
    assert client.get(address("end_clearance", incident, uuid4())).status_code == 404


@pytest.mark.clause("STF-1")
def test_danger_to_life_is_directed_at_once_and_looked_at_by_another(cast: Cast, signed_in, incident, visit) -> None:
    where, client = address("direct_in_danger", incident, visit.key), signed_in(cast.hana)
    page = client.get(where)
    assert "This is never held up" in text(page)
    assert_declares_everybody_it_shows(page)
    html = text(client.post(where, {"version": "1"}))
    for words in ("Say what the danger to life is", "Tell the police first", "Say at least one thing"):
        assert words in html
    sent = {
        "because": "He says that he will not be alive tomorrow",
        "police_informed": "Control room, 22:05",
        "mitigations": ["POLICE_NEAR"],
        "version": str(visit.version),
    }
    assert client.post(where, sent)["Location"] == address("contact", incident)
    visit.refresh_from_db()
    danger = InDanger.objects.get()
    assert (visit.state, visit.danger) == (ActionState.OPEN, danger)
    html = text(client.get(address("contact", incident)))
    assert "Directed in danger to life: to be looked at" in html
    assert "another manager looks at it" in html
    review = address("review_danger", incident, danger.key)
    assert "You directed it" in text(client.post(review, {"review": "Right"}))
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, why="Looks at it"
    )
    other = signed_in(cast.manager)
    page = other.get(review)
    assert "Control room, 22:05" in text(page)
    assert_declares_everybody_it_shows(page)
    assert "Say what you found" in text(other.post(review, {"review": ""}))
    assert other.post(review, {"review": "It was right"})["Location"] == address("contact", incident)
    assert "It was right" in text(other.get(address("contact", incident)))
    assert other.get(address("review_danger", incident, uuid4())).status_code == 404


def test_an_action_of_another_incident_is_not_directed_here(cast: Cast, signed_in, incident, visit) -> None:
    other = response(cast)
    assert signed_in(cast.hana).get(address("direct_in_danger", other, visit.key)).status_code == 404


def test_the_pages_cost_the_same_however_many_go(cast: Cast, signed_in, incident, kai, visit) -> None:
    cleared(cast.hana, incident, kai)
    client = signed_in(cast.hana)

    def more() -> None:
        for number in range(4):
            proposed(cast, incident, f"Visit number {number} at home")
            cleared(cast.hana, incident, kai, worker_key=cast.priya.key)
            say(cast.sam, incident, FactKind.NEW_THREAT, involvement_key=kai.key)

    costs_the_same(lambda: client.get(address("contact", incident)), more, at_most=60)
    costs_the_same(lambda: client.get(address("clear", incident, about=kai.key)), more, at_most=90)
