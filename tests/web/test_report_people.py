"""Page 2 of a report: a card for each young person and each adult, with and without script."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from reachable.directory.models import Professional
from tests.counting import costs_the_same
from tests.factories import AT
from tests.signing_in import SignIn
from tests.web.reporting import KAI, address, begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward_client(client: Client, ward: Professional, sign_in: SignIn) -> Client:
    return sign_in(client, ward)


@pytest.fixture
def key(ward_client: Client) -> UUID:
    return begin(ward_client)


def shown(client: Client, key: UUID, query: str = "") -> str:
    """The page without the blank cards that the script copies."""
    text = client.get(address("people", key) + query).content.decode()
    return re.sub(r"<template.*?</template>", "", text, flags=re.DOTALL)


def refused(client: Client, key: UUID, **changes: Any) -> str:
    answer = client.post(address("people", key), {**KAI, **changes})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "There is a problem" in text
    return text


def test_the_page_offers_one_empty_card(ward_client: Client, key: UUID) -> None:
    text = shown(ward_client, key)
    assert "page 2 of 3" in text
    assert text.count('data-card="young"') == 1
    assert 'data-card="adult"' not in text
    for words in (
        "Leave empty whatever is",
        "Where now?",
        "Died",
        "Which custody suite?",
        "Discharge expected",
    ):
        assert words in text


def test_a_card_left_empty_is_nobody(ward_client: Client, key: UUID) -> None:
    ward_client.post(address("people", key), {"young": ["0"]})
    text = ward_client.get(address("check", key)).content.decode()
    assert "Which young people are involved?" in text
    assert "name not known yet" not in text


def test_a_young_person_of_whom_only_the_role_is_known_counts(ward_client: Client, key: UUID) -> None:
    ward_client.post(address("people", key), {"young": ["0"], "young-0-parts": ["SUSPECTED"]})
    assert "A: name not known yet" in ward_client.get(address("check", key)).content.decode()


def test_two_empty_cards_are_two_young_people(ward_client: Client, key: UUID) -> None:
    ward_client.post(address("people", key), {"young": ["0", "1"]})
    assert "B: name not known yet" in ward_client.get(address("check", key)).content.decode()


def test_a_card_is_added_without_script_and_nothing_typed_is_lost(ward_client: Client, key: UUID) -> None:
    answer = ward_client.post(
        address("people", key), {**KAI, "young-0-date_of_birth-month": "nonsense", "do": "add-young"}
    )
    assert answer["Location"] == f"{address('people', key)}#young-1"
    text = shown(ward_client, key)
    assert "Young person <span data-called>B</span>" in text
    assert 'value="Mensah"' in text
    assert 'value="nonsense"' in text
    assert "There is a problem" not in text


def test_a_card_is_removed_without_script_and_the_letters_close_up(ward_client: Client, key: UUID) -> None:
    two = {**KAI, "young": ["0", "1"], "young-1-given_names": "Jay"}
    ward_client.post(address("people", key), {**two, "do": "remove-young-0"})
    text = shown(ward_client, key)
    assert "Jay" in text
    assert "Kai" not in text
    assert "Young person <span data-called>A</span>" in text
    assert 'id="young-1"' in text


def test_every_card_can_be_removed(ward_client: Client, key: UUID) -> None:
    ward_client.post(address("people", key), {**KAI, "do": "remove-young-0"})
    text = shown(ward_client, key)
    assert 'data-card="young"' not in text
    assert "Add a young person" in text
    assert ward_client.post(address("people", key), {}).status_code == 302


def test_an_adult_needs_to_be_hurt_or_suspected(ward_client: Client, key: UUID) -> None:
    ward_client.post(address("people", key), {**KAI, "do": "add-adult"})
    assert "Hurt or suspected?" in shown(ward_client, key)
    text = refused(ward_client, key, adult=["0"])
    assert "Adult 1: Select whether this adult was hurt or is suspected" in text
    sent = {**KAI, "adult": ["0"], "adult-0-part": "HURT", "adult-0-words": "Stepped between them"}
    ward_client.post(address("people", key), sent)
    assert "Stepped between them" in ward_client.get(address("check", key)).content.decode()


def test_an_unknown_button_is_not_found(ward_client: Client, key: UUID) -> None:
    assert ward_client.post(address("people", key), {**KAI, "do": "add-nonsense"}).status_code == 404


def test_thirty_cards_are_the_most(ward_client: Client, key: UUID) -> None:
    thirty = {"young": [str(n) for n in range(30)]}
    ward_client.post(address("people", key), {**thirty, "do": "add-young"})
    text = shown(ward_client, key)
    assert "A report holds 30 young people and 30 adults at most" in text
    assert text.count('data-card="young"') == 30
    forged = refused(ward_client, key, young=[str(n) for n in range(31)])
    assert "A report holds 30 young people" in forged


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"young-0-date_of_birth-year": "2031"}, "A: Date of birth must be today or in the past"),
        ({"young-0-date_of_birth-day": "31"}, "A: Date of birth must be a real date"),
        ({"young-0-date_of_birth-year": "1971"}, "add an adult instead"),
        ({"young-0-approximate_age": "15"}, "Give a date of birth or an approximate age, not both"),
        ({"young-0-approximate_age": "-2"}, "must be between 0 and 120"),
        ({"young-0-nhs_number": "999 000 0000"}, "That is not an NHS number"),
        ({"young-0-given_names": "K\x00ai"}, "a character that cannot be read"),
        ({"young-0-where": "MOON"}, "Select one of the answers"),
        ({"young-0-expected_discharge_at-day": "23"}, "Discharge expected must include"),
    ],
)
def test_what_cannot_be_is_refused_with_the_letter(
    ward_client: Client, key: UUID, changes: dict[str, str], message: str
) -> None:
    text = refused(ward_client, key, **changes)
    assert message in text
    assert 'value="Mensah"' in text


def test_the_same_young_person_twice_is_refused(ward_client: Client, key: UUID) -> None:
    again = {name.replace("young-0", "young-1"): value for name, value in KAI.items()}
    assert "This is the same young person as number 1" in refused(ward_client, key, **{**again, "young": ["0", "1"]})


def test_the_ward_counts_only_in_hospital(ward_client: Client, key: UUID) -> None:
    ward_client.post(address("people", key), {**KAI, "young-0-where": "DIED"})
    text = ward_client.get(address("check", key)).content.decode()
    assert "Died" in text
    assert "Cley ward" not in text


def test_the_page_costs_the_same_with_more_cards(ward_client: Client, key: UUID) -> None:
    def more() -> None:
        ward_client.post(address("people", key), {"young": ["0", "1", "2"], "do": "add-young"})

    costs_the_same(lambda: shown(ward_client, key), more, at_most=17)


def test_every_box_has_an_id_of_its_own(ward_client: Client, key: UUID) -> None:
    ward_client.post(address("people", key), {**KAI, "do": "add-young"})
    ids = re.findall(r'\bid="([^"]+)"', shown(ward_client, key))
    assert len(ids) == len(set(ids))


def test_lock_takes_the_cards_along_and_they_come_back(ward_client: Client, key: UUID) -> None:
    added = {**KAI, "young": ["0", "1"], "young-1-given_names": "Jay"}
    ward_client.post("/lock/", {**added, "lock_from": address("people", key)})
    assert ward_client.get(address("people", key)).status_code == 302
    session = ward_client.session
    del session["locked_at"]
    session.cycle_key()  # as unlocking does: a row once locked stays locked
    session.save()
    ward_client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    text = shown(ward_client, key)
    assert "We kept what you typed" in text
    assert 'value="Jay"' in text
    assert text.count('data-card="young"') == 2


def test_cards_typed_when_the_session_had_ended_come_back(
    ward_client: Client, ward: Professional, key: UUID, set_clock: Any, sign_in: SignIn
) -> None:
    set_clock(AT + timedelta(seconds=settings.IDLE_SECONDS + 60))
    assert ward_client.post(address("people", key), {**KAI, "do": "add-young"}).status_code == 302
    text = shown(sign_in(Client(), ward), key)
    assert "We kept what you typed" in text
    assert 'value="Mensah"' in text
