"""The records of a meeting: read by a human eye, made final, taken and filed; and whom a number stands for."""

import io
import json
import zipfile
from hashlib import sha256

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from reachable.meetings.choices import UseFor
from reachable.meetings.models import Meeting
from reachable.outbox.choices import WhatIsShared
from reachable.outbox.models import Disclosure
from reachable.sharing import operations as sharing
from reachable.sharing.choices import RecordState
from reachable.sharing.models import ChildRecord
from tests.counting import query_count
from tests.domain.sharing_hands import LATER, concluded, newest, prepared, running
from tests.factories import Cast
from tests.web import purposes
from tests.web.reading import text_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return concluded(cast, running(cast))


@pytest.fixture
def kai(cast: Cast, meeting: Meeting) -> ChildRecord:
    return prepared(cast.hana, meeting)["A"]


def at(name: str, meeting: Meeting, *args: object) -> str:
    return reverse(f"sharing:{name}", args=[meeting.reference, *args])


def opened(client: Client, meeting: Meeting) -> Client:
    purposes.say(client, meeting.reference)
    return client


def settled(cast: Cast, meeting: Meeting, row: ChildRecord) -> ChildRecord:
    sharing.make_final(by=cast.hana, at=LATER, meeting=meeting.reference, record_key=row.key, seen_version=row.version)
    row.refresh_from_db()
    return row


def test_it_is_asked_first_what_they_are_opened_for(cast: Cast, signed_in, meeting, kai) -> None:
    page = signed_in(cast.hana).get(at("records", meeting))
    assert page.status_code == 302
    assert "/purpose/" in page["Location"]


def test_each_young_person_has_a_row_and_what_is_outstanding_comes_first(cast: Cast, signed_in, meeting, kai) -> None:
    settled(cast, meeting, kai)
    client = opened(signed_in(cast.hana), meeting)
    page = client.get(at("records", meeting))
    html = text_of(page)
    assert "3 of 3 still to file" in html
    assert "our default" in html
    assert html.index("Ella Mensah (B)") < html.index("Kai Mensah (A)")
    assert "Final, not filed" in html
    assert 'Say that it is filed<span class="govuk-visually-hidden">: Kai Mensah (A)' in html
    assert_declares_everybody_it_shows(page)


def test_records_are_made_from_the_page(cast: Cast, signed_in, meeting) -> None:
    client = opened(signed_in(cast.hana), meeting)
    assert "Not made yet" in text_of(client.get(at("records", meeting)))
    page = client.post(at("prepare_records", meeting), follow=True)
    assert "3 records made" in text_of(page)
    assert ChildRecord.objects.filter(meeting=meeting).count() == 3


def test_the_preview_says_what_was_replaced_and_declares_whom_it_names(cast: Cast, signed_in, meeting, kai) -> None:
    page = opened(signed_in(cast.hana), meeting).get(at("record", meeting, kai.key))
    assert page.status_code == 200
    html = text_of(page)
    assert "Record of Kai Mensah (A)" in html
    assert "Make it final" in html
    assert_declares_everybody_it_shows(page)


def test_it_is_made_final_once_it_was_read(cast: Cast, signed_in, meeting, kai) -> None:
    client = opened(signed_in(cast.hana), meeting)
    address = at("final_record", meeting, kai.key)
    refused = client.post(address, {"seen_number": kai.version})
    assert "Read the record to its end" in text_of(refused)
    kai.refresh_from_db()
    assert kai.state == RecordState.TO_CHECK
    page = client.post(address, {"seen_number": kai.version, "read": "on"}, follow=True)
    assert "The record is final" in text_of(page)
    kai.refresh_from_db()
    assert kai.state == RecordState.FINAL


def test_what_somebody_changed_meanwhile_is_not_made_final(cast: Cast, signed_in, meeting, kai) -> None:
    client = opened(signed_in(cast.hana), meeting)
    page = client.post(at("final_record", meeting, kai.key), {"seen_number": kai.version + 7, "read": "on"})
    assert "Somebody else changed this record" in text_of(page)


@pytest.mark.parametrize("kind", ["pdf", "html", "json"])
def test_a_file_is_taken_for_a_purpose_each_time(cast: Cast, signed_in, meeting, kai, kind: str) -> None:
    settled(cast, meeting, kai)
    client = opened(signed_in(cast.hana), meeting)
    address = at("record_file", meeting, kai.key, kind)
    assert "/purpose/" in client.get(address)["Location"]
    purposes.say(client, meeting.reference, UseFor.EXPORT, str(kai.key), next=address)
    file = client.get(address)
    assert file.status_code == 200
    assert "LCS-20451" in file["Content-Disposition"]
    assert "Kai Mensah" in read(file.content, kind)
    assert "Achterberg" not in read(file.content, kind)
    assert Disclosure.objects.filter(what=WhatIsShared.RECORD, meeting=meeting.reference).count() == 1
    assert "/purpose/" in client.get(address)["Location"]


def read(content: bytes, kind: str) -> str:
    if kind != "pdf":
        return content.decode()
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_one_that_is_not_final_is_never_taken(cast: Cast, signed_in, meeting, kai) -> None:
    client = opened(signed_in(cast.hana), meeting)
    address = at("record_file", meeting, kai.key, "pdf")
    purposes.say(client, meeting.reference, UseFor.EXPORT, str(kai.key), next=address)
    assert client.get(address).status_code == 409
    assert not Disclosure.objects.filter(what=WhatIsShared.RECORD).exists()


def test_all_that_are_final_come_with_a_list_of_what_is_in_it(cast: Cast, signed_in, meeting, kai) -> None:
    settled(cast, meeting, kai)
    client = opened(signed_in(cast.hana), meeting)
    purposes.say(client, meeting.reference, UseFor.EXPORT, meeting.reference)
    file = client.get(at("all_records", meeting))
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        [listed] = manifest["records"]
        assert len(archive.namelist()) == 4
        for one in listed["files"]:
            assert sha256(archive.read(one["name"])).hexdigest() == one["sha256"]
    kai.refresh_from_db()
    assert listed["sha256_of_text"] == kai.sha256
    assert listed["social_care_id"] == "LCS-20451"


def test_it_is_said_that_it_is_filed(cast: Cast, signed_in, meeting, kai) -> None:
    settled(cast, meeting, kai)
    client = opened(signed_in(cast.hana), meeting)
    address = at("file_record", meeting, kai.key)
    assert "Put the file on the record of Kai Mensah (A)" in text_of(client.get(address))
    when = {"filed_at-day": "21", "filed_at-month": "11", "filed_at-year": "2026", "filed_at-time": "22:00"}
    assert "Enter reference" in text_of(client.post(address, when))
    page = client.post(address, {**when, "reference": "DOC-4711"}, follow=True)
    assert "The record is filed" in text_of(page)
    assert "2 of this meeting are still to file" in text_of(page)
    kai.refresh_from_db()
    assert kai.filed_reference == "DOC-4711"


def test_a_number_is_told_with_why(cast: Cast, signed_in, meeting, kai) -> None:
    settled(cast, meeting, kai)
    client = opened(signed_in(cast.hana), meeting)
    page = client.get(at("numbers", meeting, kai.key))
    assert page.status_code == 200
    assert "Jayden" not in text_of(page)
    assert_declares_everybody_it_shows(page)


def test_the_chair_leaves_the_household_out_and_names_it_again(cast: Cast, signed_in, meeting, kai) -> None:
    client = opened(signed_in(cast.hana), meeting)
    address = at("withhold", meeting, kai.involvement.key)
    assert "Why are the names" in text_of(client.post(address, {"because": ""}))
    page = client.post(address, {"because": "His mother is sought by them"}, follow=True)
    assert "Own household not named" in text_of(page)
    page = client.post(address, follow=True)
    assert "Own household not named" not in text_of(page)


NAMES = ("records", "all_records")
OF_ONE = ("record", "check_record", "file_record", "numbers")


@pytest.mark.parametrize("name", [*NAMES, *OF_ONE])
def test_somebody_of_another_incident_finds_nothing(cast: Cast, signed_in, meeting, kai, name: str) -> None:
    client = signed_in(cast.stranger)
    args = () if name in NAMES else (kai.key,)
    page = client.get(at(name, meeting, *args), follow=True)
    assert page.status_code in (403, 404)
    assert "Mensah" not in text_of(page)


def test_the_list_costs_the_same_however_many_records_there_are(cast: Cast, signed_in, meeting) -> None:
    client = opened(signed_in(cast.hana), meeting)
    client.get(at("records", meeting))
    with query_count(at_most=40) as before:
        client.get(at("records", meeting))
    prepared(cast.hana, meeting)
    with query_count(at_most=40) as after:
        client.get(at("records", meeting))
    assert len(after) <= len(before) + 1
    assert len(newest(meeting)) == 3
