"""One young person in an incident, and adding one."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory import operations as directory
from reachable.directory.facts import ContactPointFacts
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement
from reachable.people.models import Doubt, Person
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team
from tests.web.sheets import add_action
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
TODAY = {"ended_on-day": "21", "ended_on-month": "11", "ended_on-year": "2026"}
ELLA = ReportedYoungPerson(given_names="Ella", family_name="Mensah", date_of_birth=date(2014, 3, 2))
TYPED_ELLA = {
    "young-0-given_names": "Ella", "young-0-family_name": "Mensah", "young-0-date_of_birth-day": "2",
    "young-0-date_of_birth-month": "3", "young-0-date_of_birth-year": "2014", "young-0-parts": ["SIBLING"],
}  # fmt: skip


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def address(kai: Involvement, name: str = "young_person") -> str:
    return reverse(f"incidents:{name}", args=(kai.incident.reference, kai.key))


def add(incident: Incident) -> str:
    return reverse("incidents:add_young_person", args=(incident.reference,))


def text_of(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    return " ".join(answer.content.decode().split())


def move(cast: Cast, kai: Involvement, at: datetime, seen: int, where: str = Where.HOME, place: str = "") -> None:
    operations.record_whereabouts(
        by=cast.sam, at=at, reference=kai.incident.reference, involvement_key=kai.key, where=where, place=place,
        seen_number=seen,
    )  # fmt: skip


def test_it_says_role_place_and_who_said_so(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    page = text_of(signed_in(cast.priya), address(kai))
    assert "Kai Mensah (A), about 15</h1>" in page
    assert "Victim." in page
    assert "In hospital" in page
    assert "Maggie Thorne said so" in page
    assert reverse("responses:sheet_about", args=(kai.incident.reference, "immediate-safety", "A")) in page


def test_where_he_is_now_is_recorded_and_what_was_said_stays(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    sent = {"where": "CUSTODY", "suite": "Wymondham", "hospital": "not this", "seen_number": "1"}
    assert client.post(address(kai), sent).status_code == 302
    page = text_of(client, address(kai))
    assert "In custody, Wymondham" in page
    assert "Priya Nair said so" in page
    assert page.index("Where before") < page.index("In hospital</li>")
    assert "not this" not in page


def test_two_who_say_where_at_once_are_shown_both(
    signed_in: SignedIn, cast: Cast, kai: Involvement, at: datetime
) -> None:
    move(cast, kai, at, seen=1, where=Where.ELSEWHERE, place="with an aunt")
    client = signed_in(cast.priya)
    sent = {"where": "CUSTODY", "suite": "Wymondham", "seen_number": "1"}
    page = client.post(address(kai), sent).content.decode()
    assert "Both are shown." in page
    assert "with an aunt" in page
    assert "Wymondham" in page
    assert client.post(address(kai), {**sent, "seen_number": "2"}).status_code == 302


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"where": ""}, "Answer “Where now?”"),
        ({"where": "MOON"}, "Select one of the answers on the page"),
        ({"happened_at-day": "31", "happened_at-month": "2"}, "must include a year"),
        ({"happened_at-day": "1", "happened_at-month": "1", "happened_at-year": "2027"}, "must include a time"),
    ],
)
def test_a_wrong_entry_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, kai: Involvement, change: dict[str, str], says: str
) -> None:
    sent = {"where": "CUSTODY", "suite": "Wymondham", "seen_number": "1", **change}
    page = signed_in(cast.priya).post(address(kai), sent).content.decode()
    assert says in page
    assert "Wymondham" in page


def test_a_role_is_added_and_ended_with_its_reason(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    assert client.post(address(kai, "record_part"), {"part": "SUSPECTED"}).status_code == 302
    assert "victim, suspected" in text_of(client, address(kai, "end_part"))
    page = client.post(address(kai, "end_part"), {"part": "SUSPECTED", **TODAY}).content.decode()
    assert "Answer “Why does this role end?”" in page
    sent = {"part": "SUSPECTED", "reason": "NO_FURTHER_ACTION", "because": "Letter of the 21st", **TODAY}
    assert client.post(address(kai, "end_part"), sent).status_code == 302
    page = text_of(client, address(kai))
    assert "Victim. " in page
    assert "ended today, recorded" in page
    assert 'no further action, <span class="app-typed">Letter of the 21st</span>' in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reason": "OTHER", "because": "x"}, "or where it was never so"),
        ({"reason": "MISTAKE"}, "Say why this role ends"),
        ({"ended_on-day": "20"}, "cannot have ended before it happened, on 21 November 2026"),
        ({"ended_on-day": "22"}, "must be today or in the past"),
    ],
)
def test_how_a_role_may_end_is_said_at_the_field(
    signed_in: SignedIn, cast: Cast, kai: Involvement, change: dict[str, str], says: str
) -> None:
    client = signed_in(cast.priya)
    client.post(address(kai, "record_part"), {"part": "SUSPECTED"})
    sent = {"part": "SUSPECTED", "reason": "ACQUITTED", **TODAY, **change}
    assert says in client.post(address(kai, "end_part"), sent).content.decode()
    assert kai.parts.get(part="SUSPECTED").until_at is None


def contradict(client: Client, kai: Involvement) -> None:
    sent = {"where": "HOME", "relation": "CONTRADICTS", "seen_number": "1"}
    assert client.post(address(kai), sent).status_code == 302


def test_two_places_are_shown_at_the_top_until_one_is_chosen(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    contradict(client, kai)
    page = text_of(client, address(kai))
    assert "In hospital, or at home: not settled" in page
    assert page.index("Two places are said: which is right?") < page.index("Open actions")
    choose = [reverse("incidents:choose_whereabouts", args=(kai.incident.reference, kai.key, n)) for n in (1, 2)]
    assert all(where in page for where in choose)
    assert "Taken to be wrong, and kept on record" in text_of(client, choose[0])
    assert "Answer “How do you know?”" in client.post(choose[0], {"seen_number": "2"}).content.decode()
    assert client.post(choose[0], {"because": "I rang the ward", "seen_number": "2"}).status_code == 302
    page = text_of(client, address(kai))
    assert "Two places" not in page
    assert "In hospital" in page
    assert page.index("Was wrong") > page.index("Where before")


def test_choosing_between_two_places_by_two_shows_the_second_what_the_first_said(
    signed_in: SignedIn, cast: Cast, kai: Involvement, at: datetime
) -> None:
    client = signed_in(cast.priya)
    contradict(client, kai)
    move(cast, kai, at, seen=2, where=Where.ELSEWHERE, place="with an aunt")
    choose = reverse("incidents:choose_whereabouts", args=(kai.incident.reference, kai.key, 1))
    page = client.post(choose, {"because": "I rang the ward", "seen_number": "2"}).content.decode()
    assert "Meanwhile somebody said something else: Somewhere else, with an aunt" in page
    page = client.post(choose, {"because": "I rang the ward", "seen_number": "3"})
    assert page.status_code == 404
    number = reverse("incidents:choose_whereabouts", args=(kai.incident.reference, kai.key, 9))
    assert client.get(number).status_code == 404


def test_the_directory_suggests_hospitals_and_suites(
    signed_in: SignedIn, cast: Cast, kai: Involvement, at: datetime
) -> None:
    hospital = ContactPointFacts(
        "HOSPITAL", "Norwich General Hospital", agency_words="Its trust", telephone="01632 960401"
    )
    suite = ContactPointFacts(
        "CUSTODY_SUITE", "Wymondham", agency_words="Police", telephone="01632 960402", custody_workers="YES"
    )
    for facts in (hospital, suite):
        directory.add_contact_point(by=cast.hana, at=at, facts=facts)
    page = text_of(signed_in(cast.priya), address(kai))
    assert "In the directory: Norwich General Hospital" in page
    assert "In the directory: Wymondham" in page


def test_a_correction_asks_how_it_is_known(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    assert "Said before: In hospital" in text_of(client, address(kai))
    sent = {"where": "HOME", "relation": "CORRECTS", "seen_number": "1"}
    assert "Answer “How do you know?”" in client.post(address(kai), sent).content.decode()
    assert client.post(address(kai), {**sent, "because": "The ward never had him"}).status_code == 302
    page = text_of(client, address(kai))
    assert page.index("The ward never had him") < page.index("Open actions")
    assert "Was wrong" in page[page.index("Where before") :]


def test_a_role_held_already_is_not_offered_again(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    assert 'value="VICTIM"' not in text_of(signed_in(cast.priya), address(kai, "record_part"))


@pytest.fixture
def witness(cast: Cast, kai: Involvement, at: datetime) -> Involvement:
    operations.record_part(
        by=cast.sam, at=at, reference=kai.incident.reference, involvement_key=kai.key, part=Part.WITNESS, words="saw it"
    )
    return kai


def test_others_read_connected_for_a_witness(signed_in: SignedIn, cast: Cast, witness: Involvement) -> None:
    assert "Witness" in text_of(signed_in(cast.sam), address(witness))
    page = text_of(signed_in(cast.priya), address(witness))
    assert "itness" not in page
    assert "saw it" not in page
    assert "<strong>Connected</strong>" in page


def test_others_cannot_find_out_that_there_is_a_witness(signed_in: SignedIn, cast: Cast, witness: Involvement) -> None:
    client = signed_in(cast.priya)
    assert 'value="CONNECTED"' not in text_of(client, address(witness, "end_part"))
    assert 'value="CONNECTED"' not in text_of(client, address(witness, "record_part"))
    sent = {"part": "CONNECTED", "reason": "OTHER", "because": "x", **TODAY}
    assert client.post(address(witness, "end_part"), sent).status_code == 200
    assert client.post(address(witness, "record_part"), {"part": "WITNESS"}).status_code == 302


def test_a_refusal_is_shown_whoever_is_told_of_witnesses(
    signed_in: SignedIn, cast: Cast, kai: Involvement, at: datetime
) -> None:
    into = reported_incident(cast.hana, young_people=())
    operations.add_to_team(
        by=cast.hana, at=at, reference=kai.incident.reference, professional_key=cast.mace.key, why="Looks at both"
    )
    operations.join_reports(
        by=cast.mace, at=at, reference=kai.incident.reference, into=into.reference, same={kai.key: None}
    )
    client = signed_in(cast.priya)
    for part in ("WITNESS", "SUSPECTED"):
        answer = client.post(address(kai, "record_part"), {"part": part})
        assert answer.status_code == 200
        assert "Work continues there." in answer.content.decode()


@pytest.mark.clause("CTX-1")
def test_the_record_and_the_network_are_one_step_away(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, reference = signed_in(cast.priya), kai.incident.reference
    person = kai.record.belongings.get(until_at=None).person.key
    network = f"{reverse('network:network', args=(reference,))}?person={person}"
    page = text_of(client, address(kai))
    for where in (reverse("people:record", args=(reference, kai.key)), network):
        assert f'href="{where}"' in page
        assert client.get(where).status_code == 200


def test_letters_only_hides_the_name(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    Professional.objects.filter(pk=cast.priya.pk).update(letters_only=True)
    page = text_of(signed_in(cast.priya), address(kai))
    assert "Mensah" not in page
    assert "<h1" in page


@pytest.mark.parametrize("name", ["young_person", "record_part", "end_part"])
def test_strangers_find_nothing(signed_in: SignedIn, cast: Cast, kai: Involvement, name: str) -> None:
    assert signed_in(cast.stranger).get(address(kai, name)).status_code == 404
    assert signed_in(cast.admin).get(address(kai, name)).status_code == 403


def test_a_young_person_of_another_incident_is_not_found(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    other = with_team(cast, reported_incident(cast.mace))
    where = reverse("incidents:young_person", args=(other.reference, kai.key))
    assert signed_in(cast.hana).get(where).status_code == 404


def test_the_page_costs_the_same_however_much_was_said(
    signed_in: SignedIn, cast: Cast, kai: Involvement, at: datetime
) -> None:
    client = signed_in(cast.priya)
    move(cast, kai, at, 1)  # he left the ward before it was agreed: somebody has an action from now on

    def more() -> None:
        for seen in (2, 3, 4):
            move(cast, kai, at, seen)
        facts = ReportedYoungPerson(given_names="Jay", parts=(Part.PRESENT,))
        operations.add_young_person(by=cast.hana, at=at, reference=kai.incident.reference, facts=facts)

    costs_the_same(lambda: client.get(address(kai)), more, at_most=34)


def test_a_young_person_is_added_and_asked_about_at_once(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    sent = {"young-0-given_names": "Jay", "young-0-parts": ["PRESENT", "SUSPECTED"], "young-0-where": "CUSTODY",
            "young-0-suite": "Wymondham"}  # fmt: skip
    answer = client.post(add(incident), sent, follow=True)
    assert "Young person B was added" in answer.content.decode()
    jay = incident.involvements.get(position=1)
    page = text_of(client, address(jay))
    assert "Suspected, present. In custody, Wymondham" in page


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Say at least one thing about this young person"),
        ({"young-0-approximate_age": "x"}, "must be a whole number"),
        ({"young-0-given_names": "Jay", "young-0-approximate_age": "60"}, "Young person: "),
    ],
)
def test_a_wrong_card_is_named(
    signed_in: SignedIn, cast: Cast, incident: Incident, sent: dict[str, str], says: str
) -> None:
    assert says in signed_in(cast.priya).post(add(incident), sent).content.decode()
    assert incident.involvements.count() == 1


@pytest.mark.parametrize("answer", ["same", "NO", "NOT_SURE"])
def test_somebody_who_may_be_held_is_asked_about_in_place(
    signed_in: SignedIn, cast: Cast, incident: Incident, answer: str
) -> None:
    reported_incident(cast.ward, young_people=(ELLA,))
    people, doubts = Person.objects.count(), Doubt.objects.filter(settled="").count()
    client = signed_in(cast.priya)
    asked = client.post(add(incident), TYPED_ELLA)
    page = asked.content.decode()
    assert "is held by Norwich General Hospital" in page
    assert 'value="Mensah"' in page
    assert_declares_everybody_it_shows(asked)
    held = str(asked.looks[0].about[0])
    assert client.post(add(incident), {**TYPED_ELLA, "same_0": ""}).status_code == 200
    chosen = held if answer == "same" else answer
    assert client.post(add(incident), {**TYPED_ELLA, "same_0": chosen}).status_code == 302
    assert Person.objects.count() - people == (0 if answer == "same" else 1)
    assert Doubt.objects.filter(settled="").count() - doubts == (1 if answer == "NOT_SURE" else 0)


def test_nobody_is_added_to_a_report_that_was_joined(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    report = reported_incident(cast.hana, young_people=())
    operations.join_reports(by=cast.hana, at=at, reference=report.reference, into=incident.reference, same={})
    page = signed_in(cast.priya).post(add(report), TYPED_ELLA).content.decode()
    assert "Work continues there." in page


def test_strangers_cannot_add(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    assert signed_in(cast.stranger).get(add(incident)).status_code == 404
    assert signed_in(cast.admin).get(add(incident)).status_code == 403


def test_an_action_that_may_not_be_done_yet_says_so(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    add_action(cast, incident, "Visit the family", makes_contact=True)
    page = text_of(signed_in(cast.hana), address(incident.involvements.get()))
    assert "Visit the family" in page
    assert "Proposed: do not make contact yet" in page
