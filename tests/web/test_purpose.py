"""The page that asks for which purpose material of a meeting is used, and goes on where it holds."""

from datetime import datetime, timedelta
from typing import cast as cast_to
from uuid import UUID, uuid4

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from reachable.common.refusals import NotFound
from reachable.meetings.choices import Ground, UseFor, UseState
from reachable.meetings.models import Meeting, PurposeUse
from reachable.web.shared import purpose as purposes
from tests.counting import costs_the_same
from tests.domain.meeting_hands import convened
from tests.factories import AT, Cast, reported_incident, with_team
from tests.signing_in import SignIn
from tests.web.purposes import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return convened(cast.hana, with_team(cast, reported_incident(cast.hana)), own_purposes=("Plan for half-term",))


@pytest.fixture
def priya(client: Client, cast: Cast, sign_in: SignIn, meeting: Meeting) -> Client:
    return sign_in(client, cast.priya)


def address(meeting: Meeting) -> str:
    return reverse("sharing:purpose", args=[meeting.reference])


def request_of(client: Client, cast: Cast, at: datetime = AT) -> purposes.PageRequest:
    """As a view of the same session sees it."""
    request = cast_to(purposes.PageRequest, RequestFactory().get("/meetings/x/pack/"))
    request.session, request.professional, request.at = client.session, cast.priya, at
    return request


def test_one_click_says_a_purpose_and_goes_on_to_where_one_was(priya: Client, meeting: Meeting) -> None:
    page = priya.get(address(meeting), {"next": "/meetings/x/pack/"})
    html = page.content.decode()
    assert "Continue" in html
    assert 'value="for:safeguarding" checked' in html
    answer = say(priya, meeting.reference, next="/meetings/x/pack/")
    assert (answer.status_code, answer["Location"]) == (302, "/meetings/x/pack/")
    use = PurposeUse.objects.get()
    assert (use.use_for, use.ground, use.purpose, use.state) == ("OPEN", "AGREED", "safeguarding", "HOLDS")


def test_a_purpose_of_our_own_and_what_the_meeting_is_not_for_are_there(priya: Client, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(not_for="Press enquiries")
    html = priya.get(address(meeting)).content.decode()
    assert "Plan for half-term" in html
    assert "Press enquiries" in html
    assert "the meeting has not agreed them yet" in html
    say(priya, meeting.reference, purpose="for:Plan for half-term")
    assert PurposeUse.objects.get().purpose == "Plan for half-term"


def test_it_shows_no_young_person(priya: Client, meeting: Meeting) -> None:
    page = priya.get(address(meeting))
    assert "Kai" not in page.content.decode()
    assert all(not look.about for look in page.looks)


def test_it_goes_nowhere_but_to_this_site(priya: Client, meeting: Meeting) -> None:
    assert say(priya, meeting.reference, next="https://elsewhere.example/")["Location"] == "/"
    assert say(priya, meeting.reference, next="//elsewhere.example/")["Location"] == "/"


def test_nothing_is_preselected_for_a_file(priya: Client, meeting: Meeting) -> None:
    html = priya.get(address(meeting), {"for": UseFor.EXPORT, "item": "records"}).content.decode()
    assert "For which purpose do you take this file?" in html
    assert " checked" not in html
    refused = say(priya, meeting.reference, UseFor.EXPORT, "records", purpose="")
    assert refused.status_code == 200
    assert "Say for which purpose you need it" in refused.content.decode()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"purpose": Ground.FURTHER}, "Say for what you need it"),
        ({"purpose": Ground.LEGAL_DUTY, "asked_by": "The court"}, "Say which legal duty asks for it"),
        ({"purpose": Ground.LEGAL_DUTY, "duty": "CORONER"}, "Say who asks for it"),
        ({"purpose": Ground.RISK_TO_LIFE}, "Say in a few words why a life is at risk"),
        ({"purpose": "for:press"}, "Select one of the answers on the page"),
    ],
    ids=["further", "which-duty", "who-asks", "risk", "never-offered"],
)
def test_what_is_missing_is_said_at_its_field(
    priya: Client, meeting: Meeting, answers: dict[str, str], words: str
) -> None:
    html = say(priya, meeting.reference, **answers).content.decode()
    assert words in html
    assert not PurposeUse.objects.exists()


def test_a_further_purpose_waits_and_says_whom_to_ring(priya: Client, cast: Cast, meeting: Meeting) -> None:
    answer = say(priya, meeting.reference, purpose=Ground.FURTHER, further="A grant report")
    use = PurposeUse.objects.get()
    assert answer["Location"] == reverse("sharing:purpose_asked", args=[meeting.reference, use.key])
    html = priya.get(answer["Location"]).content.decode()
    assert "Waits for a decision" in html
    assert f"{cast.hana.name}, ring" in html
    assert "It waits for a decision" in priya.get(address(meeting)).content.decode()


def test_a_life_at_risk_opens_at_once(priya: Client, meeting: Meeting) -> None:
    answer = say(priya, meeting.reference, purpose=Ground.RISK_TO_LIFE, because="Threat tonight", next="/meetings/x/")
    assert answer["Location"] == "/meetings/x/"
    assert PurposeUse.objects.get().review_due_at is not None


def test_what_was_approved_is_chosen_where_it_was_asked_for(priya: Client, cast: Cast, meeting: Meeting) -> None:
    use = PurposeUse.objects.create(
        meeting=meeting, professional=cast.priya, use_for="EXPORT", item_key="records", ground=Ground.FURTHER,
        purpose="A grant report", state=UseState.HOLDS, at=AT, lapses_at=AT + timedelta(hours=24),
        decided_by=cast.hana, decided_at=AT,
    )  # fmt: skip
    elsewhere = priya.get(address(meeting), {"for": "EXPORT", "item": "pack"}).content.decode()
    assert "A grant report: approved" not in elsewhere
    html = priya.get(address(meeting), {"for": "EXPORT", "item": "records"}).content.decode()
    assert "A grant report: approved" in html
    say(priya, meeting.reference, UseFor.EXPORT, "records", purpose=f"use:{use.key}")
    assert purposes.spent_use(request_of(priya, cast), meeting.reference, UseFor.EXPORT, "records") == use.key
    assert PurposeUse.objects.count() == 1


def test_what_was_opened_holds_for_the_session_and_the_meeting(priya: Client, cast: Cast, meeting: Meeting) -> None:
    request = request_of(priya, cast)
    assert purposes.opened_use(request, meeting.reference) is None
    say(priya, meeting.reference)
    key = PurposeUse.objects.get().key
    request = request_of(priya, cast)
    assert purposes.opened_use(request, meeting.reference) == key
    assert purposes.opened_use(request, meeting.reference) == key
    assert purposes.opened_use(request, "MTG-2026-0099") is None
    assert purposes.opened_use(request_of(priya, cast, AT + timedelta(hours=12)), meeting.reference) is None
    meeting.purposes.filter(code="safeguarding").delete()
    assert purposes.opened_use(request, meeting.reference) is None


def test_a_file_is_taken_once_and_asked_again(priya: Client, cast: Cast, meeting: Meeting) -> None:
    say(priya, meeting.reference, UseFor.EXPORT, "records")
    request = request_of(priya, cast)
    assert purposes.spent_use(request, meeting.reference, UseFor.EXPORT, "pack") is None
    assert purposes.spent_use(request, meeting.reference, UseFor.PRINT, "records") is None
    assert purposes.spent_use(request, meeting.reference, UseFor.EXPORT, "records") == PurposeUse.objects.get().key
    assert purposes.spent_use(request, meeting.reference, UseFor.EXPORT, "records") is None
    say(priya, meeting.reference, UseFor.EXPORT, "records")
    late = request_of(priya, cast, AT + timedelta(minutes=15))
    assert purposes.spent_use(late, meeting.reference, UseFor.EXPORT, "records") is None


def test_a_key_that_somebody_else_said_serves_nobody(priya: Client, cast: Cast, meeting: Meeting) -> None:
    say(priya, meeting.reference)
    request = request_of(priya, cast)
    request.professional = cast.sam
    assert purposes.opened_use(request, meeting.reference) is None
    purposes.remember_use(request, meeting.reference, UseFor.OPEN, "", uuid4())
    assert purposes.opened_use(request, meeting.reference) is None


def test_a_page_of_material_leads_here_and_a_stranger_nowhere(client: Client, cast: Cast, meeting: Meeting) -> None:
    request = request_of(client, cast)
    answer = purposes.to_purpose(request, meeting.reference, UseFor.EXPORT, "records")
    assert answer["Location"] == f"{address(meeting)}?for=EXPORT&item=records&next=%2Fmeetings%2Fx%2Fpack%2F"
    request.professional = cast.stranger
    with pytest.raises(NotFound):
        purposes.to_purpose(request, meeting.reference)


def test_strangers_find_nothing(client: Client, cast: Cast, sign_in: SignIn, meeting: Meeting) -> None:
    sign_in(client, cast.stranger)
    assert client.get(address(meeting)).status_code == 404
    assert say(client, meeting.reference).status_code == 404
    assert client.get(reverse("sharing:purpose_asked", args=[meeting.reference, UUID(int=7)])).status_code == 404


def test_it_costs_the_same_whatever_was_said_before(priya: Client, cast: Cast, meeting: Meeting) -> None:
    def more() -> None:
        for text in ("A grant report", "A lecture", "A film"):
            say(priya, meeting.reference, purpose=Ground.FURTHER, further=text)
        priya.get(address(meeting))  # what was said of it is shown once

    more()
    costs_the_same(lambda: priya.get(address(meeting)), more, at_most=24)
