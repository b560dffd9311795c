"""Page 1 of a report: what happened."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from reachable.common import clock
from reachable.directory.models import Professional
from tests.counting import query_count
from tests.factories import AT
from tests.signing_in import SignIn
from tests.web.reporting import WHAT, address, begin, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward_client(client: Client, ward: Professional, sign_in: SignIn) -> Client:
    return sign_in(client, ward)


@pytest.fixture
def key(ward_client: Client) -> UUID:
    return begin(ward_client)


def refused(client: Client, key: UUID, **changes: Any) -> str:
    answer = client.post(address("what", key), {**WHAT, **changes})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "There is a problem" in text
    return text


def test_the_page_asks_in_the_words_of_the_guide(ward_client: Client, key: UUID) -> None:
    text = ward_client.get(address("what", key)).content.decode()
    for words in (
        "page 1 of 3",
        "When did it happen?",
        "Part of Norfolk",
        "Kind of offence",
        "Not sure",
        "Knife or blade",
        "Have threats been made?",
        "Is anybody still in danger now?",
        "Who is telling us?",
    ):
        assert words in text


def test_nothing_needs_to_be_known(ward_client: Client, key: UUID) -> None:
    answer = ward_client.post(address("what", key), {})
    assert answer["Location"] == address("people", key)
    assert ward_client.get(address("check", key)).status_code == 200


def test_what_was_typed_stands_there_again(ward_client: Client, key: UUID) -> None:
    ward_client.post(address("what", key), WHAT)
    text = ward_client.get(address("what", key)).content.decode()
    assert "Two boys ran off" in text
    assert 'value="21:40"' in text
    assert "There is a problem" not in text


def test_changing_it_later_leads_back_to_the_check(ward_client: Client) -> None:
    key = filled(ward_client)
    assert ward_client.post(address("what", key), WHAT)["Location"] == address("check", key)


def test_just_now_is_the_time_at_which_it_was_said(ward_client: Client, key: UUID, set_clock: Any) -> None:
    ward_client.post(address("what", key), {"when": "NOW"})
    set_clock(AT + timedelta(minutes=12))
    assert "About today 22:15" in ward_client.get(address("check", key)).content.decode()


def test_a_time_to_come_is_refused(ward_client: Client, key: UUID) -> None:
    assert "must not be in the future" in refused(ward_client, key, **{"happened_at-time": "23:40"})


def test_a_day_that_does_not_exist_is_refused(ward_client: Client, key: UUID) -> None:
    text = refused(ward_client, key, **{"happened_at-day": "31"})
    assert "must be a real date" in text
    assert "Two boys ran off" in text  # nothing typed is lost


def test_another_time_needs_the_time(ward_client: Client, key: UUID) -> None:
    assert "must include a time" in refused(ward_client, key, **{"happened_at-time": ""})


def test_a_postcode_is_written_as_people_write_it(ward_client: Client, key: UUID) -> None:
    ward_client.post(address("what", key), WHAT)
    assert "NR3 3HX" in ward_client.get(address("check", key)).content.decode()


@pytest.mark.parametrize("typed", ["Norwich", "NR1", "12345", "NR1 3J"])
def test_half_a_postcode_is_refused(ward_client: Client, key: UUID, typed: str) -> None:
    assert "Enter a whole postcode" in refused(ward_client, key, postcode=typed)


def test_ten_thousand_characters_fit_and_no_more(ward_client: Client, key: UUID) -> None:
    assert ward_client.post(address("what", key), {"description": "é" * 10_000}).status_code == 302
    assert "10,000 characters or fewer. You have 10,001" in refused(ward_client, key, description="é" * 10_001)


def test_control_characters_are_refused(ward_client: Client, key: UUID) -> None:
    assert "a character that cannot be read (U+0007)" in refused(ward_client, key, description="ring\a ring")


def test_an_answer_that_was_not_offered_is_refused(ward_client: Client, key: UUID) -> None:
    assert "Select one of the answers" in refused(ward_client, key, weapon="CANNON")


def test_more_than_a_thousand_fields_are_refused_in_plain_words(ward_client: Client, key: UUID) -> None:
    answer = ward_client.post(address("what", key), {**WHAT, **{f"x{n}": "" for n in range(1001)}})
    assert answer.status_code == 400
    assert "There was too much on this form" in answer.content.decode()


def test_words_about_threats_count_only_where_there_were_threats(ward_client: Client, key: UUID) -> None:
    ward_client.post(address("what", key), {**WHAT, "threats": "NO"})
    text = ward_client.get(address("check", key)).content.decode()
    assert "We know where" not in text


def test_text_typed_when_the_session_had_ended_comes_back(
    ward_client: Client, ward: Professional, key: UUID, set_clock: Any, sign_in: SignIn
) -> None:
    set_clock(AT + timedelta(seconds=settings.IDLE_SECONDS + 60))
    answer = ward_client.post(address("what", key), {"description": "He is asking for his brother."})
    assert answer.status_code == 302
    assert address("what", key) not in answer["Location"].partition("?")[0]
    text = sign_in(Client(), ward).get(address("what", key)).content.decode()
    assert "He is asking for his brother." in text
    assert "We kept what you typed" in text


def test_the_page_costs_the_same_whatever_was_typed(ward_client: Client, key: UUID) -> None:
    ward_client.get(address("what", key))
    with query_count(at_most=17):
        ward_client.get(address("what", key))


def test_every_box_has_an_id_of_its_own(ward_client: Client, key: UUID) -> None:
    ids = re.findall(r'\bid="([^"]+)"', ward_client.get(address("what", key)).content.decode())
    assert len(ids) == len(set(ids))


def test_the_clock_in_the_boxes_is_that_of_norfolk(ward_client: Client, key: UUID) -> None:
    assert f'value="{clock.local_date(AT).day}"' in ward_client.get(address("what", key)).content.decode()
