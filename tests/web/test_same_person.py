"""May be the same person: who looks alike, the two beside each other, the answer, and taking it back."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.people import queries as people
from reachable.people.matching import NotSure
from reachable.responses import operations as responses
from tests.counting import costs_the_same
from tests.domain.incident_hands import answer, involved
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]

ROKAS = ReportedYoungPerson(
    "Rokas", "Petrauskas", date_of_birth=date(2010, 3, 4), parts=(Part.SUSPECTED,), where=Where.CUSTODY
)
SWAPPED = ReportedYoungPerson("Rokas", "Petrauskas", date_of_birth=date(2010, 4, 3), answer=NotSure())
BECAUSE = "His mother showed his passport"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """A and B may be one: the day and the month of birth are swapped. C is somebody else, or gave a false name."""
    other = ReportedYoungPerson("Tomas", "Jankus", approximate_age=16, where=Where.HOSPITAL)
    return with_team(cast, reported_incident(cast.hana, young_people=(ROKAS, SWAPPED, other)))


def person(incident: Incident, letter: str) -> UUID:
    record = involved(incident, letter).record_id
    return people.current_person_keys([record])[record]


def address(name: str, incident: Incident, letter: str, **more: UUID) -> str:
    return reverse(f"people:{name}", args=[incident.reference, involved(incident, letter).key, *more.values()])


def text(response: HttpResponse) -> str:
    assert_declares_everybody_it_shows(response)
    return " ".join(response.content.decode().split())


def same(client: Client, incident: Incident, letter: str, other: str, **typed: str) -> HttpResponse:
    answer = {"answer": "SAME", "same_because": BECAUSE, **typed}
    where = address("same_person_answer", incident, letter, other=person(incident, other))
    return client.post(where, answer, follow=True)


def test_who_looks_alike_is_shown_by_letter_with_what_agrees(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    page = text(signed_in(cast.priya).get(address("same_person", incident, "B")))
    assert "May Rokas Petrauskas (B) be the same person as somebody else?" in page
    assert "date of birth, day and month swapped" in page
    assert "<strong>A</strong>, held by <strong>Norfolk Children&#39;s Services</strong>" in page
    assert address("same_person_answer", incident, "B", other=person(incident, "A")) in page
    assert "Look at B beside Tomas Jankus (C)" in page


def test_of_who_is_out_of_reach_only_what_agrees_and_the_agency_is_shown(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    held = ReportedYoungPerson("Tomek", "Jankus", date_of_birth=date(2010, 3, 4), nhs_number="9990000018")
    hidden = reported_incident(cast.ward, young_people=(held,))
    mine = ReportedYoungPerson("Tomasz", "Yankus", nhs_number="9990000018", answer=NotSure())
    added = operations.add_young_person(by=cast.priya, at=AT, reference=incident.reference, facts=mine)
    client = signed_in(cast.priya)
    page = text(client.get(address("same_person", incident, added.letter)))
    assert "Held by <strong>Norwich General Hospital</strong>" in page
    where = address("same_person_answer", incident, added.letter, other=person(hidden, "A"))
    page = text(client.get(where))
    assert "Norwich General Hospital</strong>, in an incident that you may not open" in page
    assert "Yes, the same person" not in page
    for secret in ("Tomek", hidden.reference, "4 March"):
        assert secret not in page
    refused = client.post(where, {"answer": "SAME", "same_because": BECAUSE})
    assert "Select one of the answers on the page" in refused.content.decode()


def test_the_two_stand_beside_each_other_and_differences_are_marked(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    page = text(signed_in(cast.priya).get(address("same_person_answer", incident, "B", other=person(incident, "A"))))
    assert "Rokas Petrauskas (B) and Rokas Petrauskas (A): the same person?" in page
    assert "3 April 2010" in page
    assert "4 March 2010" in page
    assert page.count("Differs") == 1


def test_they_are_said_to_be_one_and_read_as_one(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = text(same(signed_in(cast.priya), incident, "C", "A"))
    assert "They are one person now, as Rokas Petrauskas (A)" in page
    assert "C turned out to be A" in page
    assert "Two places are said: which is right?" in page
    assert ", said of C" in page


def test_they_are_taken_apart_again(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    same(client, incident, "C", "A")
    page = text(client.get(address("same_person", incident, "A")))
    assert "<strong>C, now A</strong>" in page
    assert BECAUSE in page
    merging = involved(incident, "C").merging
    assert merging is not None
    where = address("same_person_apart", incident, "A", merging=merging.key)
    page = text(client.get(where))
    assert "C has its letter again, with its roles" in page
    assert "Say why they are two people after all" in client.post(where, {"because": ""}).content.decode()
    done = text(client.post(where, {"because": "It was his twin"}, follow=True))
    assert "They are two people again" in done
    assert involved(incident, "C").now_known_as is None


def test_two_people_and_look_later(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    later = text(same(client, incident, "B", "A", answer="LATER"))
    assert "Nothing was changed" in later
    assert "day and month swapped" in later
    two = text(same(client, incident, "B", "A", answer="TWO", two_because="Both were in the room"))
    assert "Nobody is asked about these two again" in two
    assert "day and month swapped" not in two


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"answer": ""}, "Say whether they are the same person"),
        ({"same_because": ""}, "Say how you know that they are the same person"),
        ({"answer": "TWO"}, "Say how you know that they are two people"),
    ],
)
def test_an_answer_without_a_reason_is_asked_for_again(
    signed_in: SignedIn, cast: Cast, incident: Incident, typed: dict[str, str], said: str
) -> None:
    assert said in text(same(signed_in(cast.priya), incident, "B", "A", **typed))
    assert person(incident, "A") != person(incident, "B")


def test_while_merged_further_the_last_comes_apart_first(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    same(client, incident, "C", "B")
    first = involved(incident, "C").merging
    assert first is not None
    same(client, incident, "B", "A")
    page = client.get(address("same_person_apart", incident, "A", merging=first.key))
    assert page.status_code == 404


def test_what_was_answered_of_the_letter_is_read_with_it(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    answer(cast.hana, incident, "hospital-protection", "IN_PLACE", "C")
    page = text(same(signed_in(cast.priya), incident, "C", "A"))
    assert "What was answered of C" in page
    assert "Agreed by telephone" in page


def test_an_action_about_the_letter_says_what_it_is_now(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    new = responses.NewAction("Write to the ward", AT + timedelta(hours=2), owner_key=cast.priya.key)
    about = involved(incident, "C").key
    responses.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new, about_key=about)
    client = signed_in(cast.priya)
    page = text(same(client, incident, "C", "A"))
    assert "Write to the ward" in page
    assert "C, now A" in page


@pytest.mark.parametrize("name", ["same_person", "same_person_answer"])
def test_others_find_nothing(signed_in: SignedIn, cast: Cast, incident: Incident, name: str) -> None:
    more = {"other": person(incident, "A")} if name == "same_person_answer" else {}
    where = address(name, incident, "B", **more)
    assert signed_in(cast.stranger).get(where).status_code == 404
    assert signed_in(cast.joy).get(where).status_code == 403


def test_the_page_costs_the_same_however_many_there_are(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    where = address("same_person", incident, "B")

    def more() -> None:
        for n in range(4):
            facts = ReportedYoungPerson(f"Ann{n}", "Wright", approximate_age=12)
            operations.add_young_person(by=cast.priya, at=AT, reference=incident.reference, facts=facts)

    costs_the_same(lambda: client.get(where), more, at_most=40)


def test_who_looked_at_either_is_found_under_each_key_while_they_are_one(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    apart, kept = person(incident, "C"), person(incident, "A")
    client = signed_in(cast.priya)
    client.get(reverse("incidents:young_person", args=[incident.reference, involved(incident, "C").key]))
    same(client, incident, "C", "A")
    for key in (apart, kept):
        page = signed_in(cast.ig).get(reverse("audit:young_person", args=[key])).content.decode()
        assert "Recorded that two are one person" in page
        assert "Put a young person on record" in page
        assert str(apart) in page
        assert str(kept) in page
