"""The information-governance lead searches the audit on screen."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit import log
from reachable.audit.models import Entry, EntryAbout
from reachable.common.refusals import NotPermitted
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.people import queries as people_queries
from reachable.people.matching import Match
from reachable.web.audit import verbs
from tests import counting, factories, pages
from tests.factories import AT, Cast
from tests.signing_in import SignIn
from tests.web import young_people
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
SEARCH, LATEST, INCIDENT = "/audit/", "/audit/latest/", "/audit/incidents/INC-2026-0001/"
NUMBER = "999 000 0018"
BORN = date(2011, 3, 4)
BORN_TYPED = {"born-day": "4", "born-month": "3", "born-year": "2011"}


@pytest.fixture
def kai(cast: Cast) -> dict[str, Any]:
    """Kai Mensah in an incident that Hana reported: its reference, and the key of the audit."""
    person = ReportedYoungPerson(
        given_names="Kai",
        family_name="Mensah",
        date_of_birth=BORN,
        nhs_number=NUMBER,
        parts=(Part.VICTIM,),
        where=Where.HOSPITAL,
    )
    incident = factories.reported_incident(cast.hana, young_people=(person,))
    record = incident.involvements.get().record_id
    return {"reference": incident.reference, "key": people_queries.current_person_keys([record])[record]}


@pytest.mark.parametrize(
    "typed",
    [
        {"how": "REFERENCE", "letter": "a"},
        {"how": "NHS_NUMBER", "nhs_number": "9990000018"},
        {"how": "NAME", "given_names": "KAI", "family_name": "Ménsah", **BORN_TYPED},
        {"how": "KEY"},
    ],
    ids=lambda typed: typed["how"],
)
def test_a_young_person_is_found_by_exact_details(
    client: Client, cast: Cast, sign_in: SignIn, kai: dict[str, Any], typed: dict[str, str]
) -> None:
    sign_in(client, cast.ig)
    filled = {"reference": kai["reference"].lower(), "key": str(kai["key"]), **typed}
    answer = client.post(SEARCH, filled)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("audit:young_person", args=[kai["key"]])
    page = client.get(answer["Location"])
    text = text_of(page)
    assert "Reported an incident" in text
    assert kai["reference"] in text
    assert cast.hana.name in text
    young_people.assert_declares_everybody_it_shows(page)


@pytest.mark.parametrize(
    "typed",
    [
        {"how": "REFERENCE", "reference": "INC-2026-9999", "letter": "A"},
        {"how": "REFERENCE", "reference": "", "letter": "Z"},
        {"how": "NHS_NUMBER", "nhs_number": "999 000 0026"},
        {"how": "NAME", "given_names": "Kai", "family_name": "M", **BORN_TYPED},
    ],
)
def test_nobody_found_reads_the_same_whatever_was_typed(
    client: Client, cast: Cast, sign_in: SignIn, kai: dict[str, Any], typed: dict[str, str]
) -> None:
    sign_in(client, cast.ig)
    filled = {**typed, "reference": typed.get("reference") or kai["reference"]}
    page = client.post(SEARCH, filled)
    assert "Nobody is held under this. Check what you typed." in text_of(page)
    assert young_people.shown(page) == set()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Select how to find the young person"),
        ({"how": "REFERENCE"}, "Enter letter of the young person"),
        ({"how": "NHS_NUMBER", "nhs_number": "999 000 0019"}, "That is not an NHS number"),
        ({"how": "KEY", "key": "x"}, "Enter the whole key"),
        ({"how": "KEY", "key": ""}, "Enter the key"),
        ({"how": "NAME", "given_names": "a\x00b", "family_name": "M"}, "a character that cannot be read"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    client: Client, cast: Cast, sign_in: SignIn, typed: dict[str, str], message: str
) -> None:
    assert message in text_of(sign_in(client, cast.ig).post(SEARCH, typed))


def test_two_held_with_the_same_details_are_both_offered(
    client: Client, cast: Cast, sign_in: SignIn, kai: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Match(uuid4(), ("NHS number",), "Norfolk Constabulary")
    first = Match(kai["key"], ("NHS number",), "Norfolk Children's Services")
    monkeypatch.setattr(people_queries, "exact_matches", lambda who, entries: {0: (first, other)})
    page = sign_in(client, cast.ig).post(SEARCH, {"how": "NHS_NUMBER", "nhs_number": NUMBER})
    assert "More than one person has these details" in text_of(page)
    assert young_people.shown(page) == {str(first.person_key), str(other.person_key)}
    young_people.assert_declares_everybody_it_shows(page)


def test_the_search_and_the_look_are_entries_about_the_young_person(
    client: Client, cast: Cast, sign_in: SignIn, kai: dict[str, Any]
) -> None:
    sign_in(client, cast.ig)
    client.get(reverse("audit:young_person", args=[kai["key"]]))
    about = EntryAbout.objects.filter(key=str(kai["key"])).values("number")
    mine = Entry.objects.filter(number__in=about, by_key=str(cast.ig.key)).order_by("number")
    assert list(mine.values_list("verb", flat=True)) == ["audit-searched", "looked-at"]
    page = client.get(reverse("audit:young_person", args=[kai["key"]]))
    assert "Searched the audit" in text_of(page)
    assert "Looked at the audit entries about one young person" in text_of(page)


def test_an_unknown_key_answers_like_one_without_entries(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.ig)
    page = client.get(reverse("audit:young_person", args=[uuid4()]))
    assert page.status_code == 200
    assert "Nobody has recorded or looked at anything under this key." in text_of(page)


def test_an_incident_is_found_by_its_reference(
    client: Client, cast: Cast, sign_in: SignIn, kai: dict[str, Any]
) -> None:
    other = factories.reported_incident(cast.hana)
    sign_in(client, cast.ig)
    answer = client.get(SEARCH, {"incident-reference": f" {kai['reference'].lower()} "})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("audit:incident", args=[kai["reference"]])
    page = client.get(answer["Location"])
    assert f"Entries of {kai['reference']}" in text_of(page)
    assert "Reported an incident" in text_of(page)
    assert cast.hana.name in text_of(page)
    assert other.reference not in text_of(page)
    young_people.assert_declares_everybody_it_shows(page)
    mine = Entry.objects.filter(incident=kai["reference"], by_key=str(cast.ig.key)).order_by("number")
    assert list(mine.values_list("verb", flat=True)) == ["audit-searched", "looked-at"]
    again = text_of(client.get(answer["Location"]))
    assert "Searched the audit" in again
    assert "Looked at the audit entries of one incident" in again


def test_an_unknown_incident_answers_like_one_without_entries(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.ig)
    answer = client.get(SEARCH, {"incident-reference": "INC-2026-9999"})
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert "Nobody has recorded or looked at anything under this reference." in text_of(page)
    assert Entry.objects.filter(incident="INC-2026-9999", verb="audit-searched").exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter the incident reference"),
        ("12", "Enter the whole reference"),
        ("INC-2026-\uff11\uff11\uff11\uff11", "Enter the whole reference"),
    ],
)
def test_what_is_no_reference_is_said_at_the_field(
    client: Client, cast: Cast, sign_in: SignIn, typed: str, message: str
) -> None:
    page = sign_in(client, cast.ig).get(SEARCH, {"incident-reference": typed})
    assert message in text_of(page)
    assert "Select how to find the young person" not in text_of(page)


@pytest.mark.parametrize("odd", ["x", "inc-2026-0001", "INC-2026-\uff11\uff11\uff11\uff11"])
def test_words_in_the_address_of_an_incident_stay_out_of_the_audit(
    client: Client, cast: Cast, sign_in: SignIn, odd: str
) -> None:
    sign_in(client, cast.ig)
    assert client.get(reverse("audit:incident", args=[odd])).status_code == 404
    assert not Entry.objects.filter(incident=odd).exists()


def test_every_page_has_plain_words_in_the_audit() -> None:
    names = {address.view.page_name for address in pages.addresses() if hasattr(address.view, "page_name")}
    assert names == set(verbs.PAGES)


def test_a_page_that_was_not_shown_is_named_in_plain_words(client: Client, cast: Cast, sign_in: SignIn) -> None:
    log.refusal("correct-young-person", by=cast.hana, at=AT, why="not-found", codes={})
    assert "the form to correct who a young person is" in text_of(sign_in(client, cast.ig).get(LATEST))


def test_a_look_at_a_page_without_words_still_reads() -> None:
    assert verbs.sentence("looked-at", {"page": "some_old-page"}) == "Looked at the page “some old page”"
    assert verbs.sentence("looked-at", {"page": "answer"}) == "Looked at a consideration and its answer"


def test_what_one_professional_did_is_listed(client: Client, cast: Cast, sign_in: SignIn, kai: dict[str, Any]) -> None:
    sign_in(client, cast.ig)
    page = client.get(SEARCH, {"q": "hana"})
    address = reverse("audit:professional", args=[cast.hana.key])
    assert address in text_of(page)
    page = client.get(address)
    assert f"Entries by {cast.hana.name}" in text_of(page)
    assert "Reported an incident" in text_of(page)
    young_people.assert_declares_everybody_it_shows(page)
    assert client.get(reverse("audit:professional", args=[uuid4()])).status_code == 404


def test_erased_words_are_said_to_be_erased(client: Client, cast: Cast, sign_in: SignIn) -> None:
    with log.trail():
        log.record(
            "brand-new-verb", by=cast.hana, at=AT, words="something said", codes={"to": str(cast.sam.key), "on": True}
        )
    number = Entry.objects.get(verb="brand-new-verb").number
    sign_in(client, cast.ig)
    page = text_of(client.get(LATEST))
    assert "something said" in page
    assert "Brand new verb" in page
    assert f'to: <span class="app-typed">{cast.sam.name}' in page
    log.erase_words([number], by=cast.ig, at=AT, reason="lawful erasure")
    page = text_of(client.get(LATEST))
    assert "something said" not in page
    assert "Words erased" in page


def test_the_next_page_is_counted_from_the_same_entry(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.ig)
    with log.trail():
        for number in range(60):
            log.record("counted", by=cast.hana, at=AT, words=f"entry {number:02d}")
    first = text_of(client.get(LATEST))
    assert "entry 59" in first
    assert "entry 09" not in first
    up_to = first.split("up_to=")[1].split('"')[0]
    second = text_of(client.get(LATEST, {"page": "2", "up_to": up_to}))
    assert "entry 09" in second
    assert "entry 11" not in second


@pytest.mark.parametrize("query", [{"page": "0"}, {"page": "x"}, {"page": "9" * 30, "up_to": "-1"}, {"up_to": "0"}])
def test_invented_numbers_of_pages_do_no_harm(
    client: Client, cast: Cast, sign_in: SignIn, query: dict[str, str]
) -> None:
    assert sign_in(client, cast.ig).get(LATEST, query).status_code == 200


@pytest.mark.parametrize("who", ["hana", "admin", "mace"])
def test_nobody_else_searches_the_audit(client: Client, cast: Cast, sign_in: SignIn, who: str) -> None:
    person = getattr(cast, who)
    sign_in(client, person)
    for address in (SEARCH, LATEST, reverse("audit:young_person", args=[uuid4()]), INCIDENT):
        assert client.get(address).status_code == 403
    with pytest.raises(NotPermitted):
        incident_queries.person_key_of(person, "INC-2026-0001", "A")


@pytest.mark.parametrize(("name", "argument"), [("audit:young_person", "key"), ("audit:incident", "reference")])
def test_the_list_costs_the_same_with_more_entries(
    client: Client, cast: Cast, sign_in: SignIn, kai: dict[str, Any], name: str, argument: str
) -> None:
    sign_in(client, cast.ig)
    address = reverse(name, args=[kai[argument]])

    def more() -> None:
        with log.trail():
            for person in (cast.sam, cast.priya, cast.ward):
                about = [kai["key"], uuid4()]
                log.record(
                    "person-record-corrected", by=person, at=AT, incident=kai["reference"], about=about, words="x"
                )

    counting.costs_the_same(lambda: client.get(address), more, at_most=26)
