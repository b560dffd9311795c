"""Adding to or correcting what was reported, who a young person is, and adding an adult."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import Area, Weapon
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import FactsBefore, Incident, Involvement
from reachable.people.matching import Entry
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
STANDS = {
    "when": "AT", "happened_at-day": "21", "happened_at-month": "11", "happened_at-year": "2026",
    "happened_at-time": "21:25", "place": "Waterloo Park", "area": "NORWICH", "offence": "STABBING", "weapon": "KNIFE",
    "setting": "STREET", "threats": "NOT_KNOWN", "social_media": "NOT_KNOWN", "still_danger": "NOT_KNOWN",
    "teller": "ME", "seen_number": "1",
}  # fmt: skip
KAI = {"given_names": "Kai", "family_name": "Mensah", "approximate_age": "15", "seen_number": "1"}
ELLA = ReportedYoungPerson(given_names="Ella", family_name="Ward", date_of_birth=date(2012, 3, 2))
BORN = {"date_of_birth-day": "2", "date_of_birth-month": "3", "date_of_birth-year": "2012"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def facts(incident: Incident) -> str:
    return reverse("incidents:correct_facts", args=(incident.reference,))


def person(kai: Involvement, page: str = "correct_young_person") -> str:
    return reverse(f"incidents:{page}", args=(kai.incident.reference, kai.key))


def adult(incident: Incident) -> str:
    return reverse("incidents:add_adult", args=(incident.reference,))


def overview(incident: Incident) -> str:
    return reverse("incidents:overview", args=(incident.reference,))


def text_of(answer: Any) -> str:
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    return " ".join(answer.content.decode().split())


def say(by: Professional, incident: Incident, at: datetime, seen: int, **changes: Any) -> None:
    operations.record_facts(by=by, at=at, reference=incident.reference, changes=changes, seen_number=seen)


def test_the_overview_asks_what_is_not_known_and_leads_to_where_it_is_added(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.priya)
    page = text_of(client.get(overview(incident)))
    assert "Not known yet" in page
    assert f'href="{facts(incident)}#id_still_danger">Add it' in page
    assert "Was there a weapon?" not in page
    assert f'href="{facts(incident)}">Add or correct what was reported</a>' in page
    assert f'href="{adult(incident)}">Add an adult</a>' in page
    assert client.post(facts(incident), {**STANDS, "still_danger": "NO"}).status_code == 302
    assert "#id_still_danger" not in text_of(client.get(overview(incident)))


def test_what_stands_is_filled_in(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = text_of(signed_in(cast.priya).get(facts(incident)))
    assert "Add or correct what was reported</h1>" in page
    assert 'value="Waterloo Park"' in page
    assert 'value="21:25"' in page
    assert 'value="KNIFE" checked' in page
    assert "Just now" not in page
    assert "What stood before" not in page


def test_a_correction_is_kept_with_what_stood_before(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    sent = {**STANDS, "weapon": "FIREARM", "when": "NOT_KNOWN", "because": "The officer rang"}
    answer = client.post(facts(incident), sent, follow=True)
    page = text_of(answer)
    assert "What was reported is saved" in page
    assert "When: Not known (was 21 Nov 2026 21:25). Weapon: Firearm (was Knife or blade)." in page
    page = text_of(client.get(facts(incident)))
    assert "changed by Priya Nair" in page
    assert "Weapon: Knife or blade" in page
    assert 'Because: <span class="app-typed">The officer rang' in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, "Nothing is different from what stands already."),
        ({"postcode": "NR"}, "Enter a whole postcode"),
        ({"happened_at-year": "2027"}, "must not be in the future"),
        ({"weapon": "SPOON"}, "Select one of the answers on the page"),
        ({"seen_number": "x"}, "Open this page again"),
    ],
)
def test_a_wrong_correction_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, incident: Incident, change: dict[str, str], says: str
) -> None:
    sent = {**STANDS, "because": "Heard at the desk", **change}
    page = text_of(signed_in(cast.priya).post(facts(incident), sent))
    assert says in page
    assert "Heard at the desk" in page
    assert not FactsBefore.objects.exists()


def test_two_who_correct_at_once_are_shown_both_and_neither_undoes_the_other(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    say(cast.sam, incident, at, 1, weapon=Weapon.FIREARM, happened_at=None, told_by="A passer-by")
    client = signed_in(cast.priya)
    page = text_of(client.post(facts(incident), {**STANDS, "place": "Castle Meadow"}))
    assert "Both are shown." in page
    assert "Meanwhile <strong>Sam Okafor</strong> changed this" in page
    assert 'value="Castle Meadow"' in page
    assert 'value="FIREARM" checked' in page
    assert 'value="21:25"' not in page
    assert 'value="A passer-by"' in page
    again = {**STANDS, "place": "Castle Meadow", "weapon": "FIREARM", "when": "NOT_KNOWN", "teller": "SOMEBODY",
             "told_by": "A passer-by", "seen_number": "2"}  # fmt: skip
    assert client.post(facts(incident), again).status_code == 302
    incident.refresh_from_db()
    assert (incident.weapon, incident.place, incident.happened_at) == (Weapon.FIREARM, "Castle Meadow", None)
    assert FactsBefore.objects.get(number=2).values == {"place": "Waterloo Park"}


def test_whom_a_correction_of_the_area_shuts_out_is_told(signed_in: SignedIn, cast: Cast) -> None:
    incident = reported_incident(cast.ward, area=Area.NORWICH)
    cast.hana.holdings.update(area=Area.NORWICH)
    page = text_of(signed_in(cast.hana).post(facts(incident), {**STANDS, "area": "BRECKLAND"}, follow=True))
    assert "What was reported is saved" in page
    assert f"{incident.reference} belongs to the duty roles of another area now." in page


def test_nothing_is_corrected_on_a_report_that_was_joined(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    report = reported_incident(cast.hana, young_people=())
    operations.join_reports(by=cast.hana, at=at, reference=report.reference, into=incident.reference, same={})
    client = signed_in(cast.priya)
    assert "Work continues there." in text_of(client.post(facts(report), {**STANDS, "weapon": "OTHER"}))
    assert "Work continues there." in text_of(client.post(adult(report), {"adult-0-part": "HURT"}))
    assert "Add it" not in text_of(client.get(overview(report)))


def test_the_name_of_a_young_person_is_added_and_what_stood_is_shown(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    page = text_of(client.get(person(kai, "young_person")))
    assert f'href="{person(kai)}">Add or correct the name, age or NHS number</a>' in page
    page = text_of(client.get(person(kai)))
    assert "Name, age and NHS number of A</h1>" in page
    assert 'value="Mensah"' in page
    sent = {**KAI, "family_name": "Mensa", "nhs_number": "999 000 0018", "reason": "His mother spelled it"}
    page = text_of(client.post(person(kai), sent, follow=True))
    assert "Young person A is saved" in page
    assert "Kai Mensa (A), about 15</h1>" in page
    assert "May be the same" not in page
    page = text_of(client.get(person(kai)))
    assert "changed by Priya Nair</span>Kai Mensah, about 15<br>Because:" in page
    assert 'value="9990000018"' in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, "Nothing is different from what stands already."),
        ({"approximate_age": "60"}, "That would make the young person 60"),
        ({"nhs_number": "123"}, "That is not an NHS number"),
        (BORN, "Give a date of birth or an approximate age, not both."),
        ({"date_of_birth-day": "2"}, "must include a month"),
    ],
)
def test_a_wrong_name_or_age_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, kai: Involvement, change: dict[str, str], says: str
) -> None:
    page = text_of(signed_in(cast.priya).post(person(kai), {**KAI, "reason": "Heard at the desk", **change}))
    assert says in page
    assert "Heard at the desk" in page


def test_two_who_correct_a_name_at_once_are_shown_both(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, at: datetime
) -> None:
    operations.correct_young_person(
        by=cast.sam, at=at, reference=incident.reference, involvement_key=kai.key, entry=Entry(given_names="Kay"),
        seen_version=1,
    )  # fmt: skip
    client = signed_in(cast.priya)
    page = text_of(client.post(person(kai), {**KAI, "family_name": "Mensa"}))
    assert "Meanwhile <strong>Sam Okafor</strong> corrected this" in page
    assert "It says now: Kay, age not known." in page
    assert 'value="Mensa"' in page
    assert client.post(person(kai), {**KAI, "family_name": "Mensa", "seen_number": "2"}).status_code == 302


def test_somebody_held_elsewhere_is_said_by_the_agency_alone(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    theirs = reported_incident(cast.ward, young_people=(ELLA,))
    client = signed_in(cast.priya)
    sent = {"given_names": "Ella", "family_name": "Ward", "seen_number": "1", **BORN}
    page = text_of(client.post(person(kai), sent, follow=True))
    assert "They may be held already by Norwich General Hospital: ring them." in page
    assert "May be the same as somebody held by <strong>Norwich General Hospital</strong>: ring them." in page
    assert theirs.reference not in page


def test_an_adult_is_added(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    assert "Add an adult</h1>" in text_of(client.get(adult(incident)))
    page = text_of(client.post(adult(incident), {"adult-0-family_name": "Grey"}))
    assert "Select whether this adult was hurt or is suspected" in page
    assert 'value="Grey"' in page
    page = text_of(client.post(adult(incident), {"adult-0-part": "HURT", "adult-0-approximate_age": "12"}))
    assert "Add a young person instead" in page
    sent = {"adult-0-part": "HURT", "adult-0-family_name": "Grey", "adult-0-words": "Cut hand"}
    page = text_of(client.post(adult(incident), sent, follow=True))
    assert "The adult was added" in page
    assert "Grey, age not known: hurt. Cut hand" in page


def test_strangers_find_nothing(signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement) -> None:
    stranger = signed_in(cast.stranger)
    for where in (facts(incident), person(kai), adult(incident)):
        assert stranger.get(where).status_code == 404
    admin = signed_in(cast.admin)
    for where in (facts(incident), person(kai), adult(incident)):
        assert admin.get(where).status_code == 403
    other = with_team(cast, reported_incident(cast.mace))
    assert (
        signed_in(cast.hana).get(reverse("incidents:correct_young_person", args=(other.reference, kai.key))).status_code
        == 404
    )


def test_the_pages_cost_the_same_however_often_somebody_corrected(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, at: datetime
) -> None:
    client = signed_in(cast.priya)

    def more() -> None:
        for number in (1, 2, 3):
            say(cast.sam, incident, at, number, place=f"Place {number}")
            operations.correct_young_person(
                by=cast.sam, at=at, reference=incident.reference, involvement_key=kai.key,
                entry=Entry(given_names=f"Kai{number}"), seen_version=number,
            )  # fmt: skip

    costs_the_same(lambda: [client.get(facts(incident)), client.get(person(kai))], more, at_most=50)
