"""The meetings of an incident; convening one, changing it, cancelling it; and where each is shown."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.meetings import operations as meetings
from reachable.meetings.choices import MeetingState
from reachable.meetings.models import Meeting
from tests.counting import costs_the_same
from tests.domain.meeting_hands import convened
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of as words_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))


@pytest.fixture
def meeting(cast: Cast, incident: Incident) -> Meeting:
    return convened(cast.hana, incident)


def of(meeting: Meeting, name: str = "meeting", **more: object) -> str:
    return reverse(f"meeting:{name}", kwargs={"meeting": meeting.reference, **more})


def in_incident(incident: Incident, name: str) -> str:
    return reverse(f"meetings:{name}", args=(incident.reference,))


def text_of(client: Client, where: str) -> str:
    found = client.get(where)
    assert found.status_code == 200
    assert_declares_everybody_it_shows(found)
    return words_of(found)


def sent(client: Client, where: str, **data: object) -> str:
    found = client.post(where, data, follow=True)
    assert found.status_code == 200
    assert_declares_everybody_it_shows(found)
    return words_of(found)


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def plan(cast: Cast, incident: Incident, **changes: object) -> dict[str, object]:
    return {
        "kind": "complex-strategy", "young_people": [str(one.key) for one in incident.involvements.all()],
        "starts_at-day": "22", "starts_at-month": "11", "starts_at-year": "2026", "starts_at-time": "10:30",
        "length": "90", "place": "Room 3, County Hall", "chair": str(cast.hana.key), "minute_taker": "",
        "purposes": ["safeguarding"], **changes,
    }  # fmt: skip


def when(meeting: Meeting, **changes: object) -> dict[str, object]:
    return {
        "starts_at-day": "22", "starts_at-month": "11", "starts_at-year": "2026", "starts_at-time": "14:00",
        "length": "60", "place": "Room 9", "chair": str(meeting.chair.key), "minute_taker": "",
        "seen_number": str(meeting.version), **changes,
    }  # fmt: skip


def test_while_there_is_none_the_page_says_what_a_meeting_is_for(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    where = in_incident(incident, "meetings")
    page = text_of(signed_in(cast.hana), where)
    assert "No meeting has been convened" in page
    assert in_incident(incident, "convene") in page
    page = text_of(signed_in(cast.sam), where)
    assert "No meeting has been convened" in page
    assert in_incident(incident, "convene") not in page


@pytest.mark.clause("CTX-2")
@pytest.mark.clause("CTX-3")
def test_a_meeting_is_convened_on_one_page(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client, where = signed_in(cast.hana), in_incident(incident, "convene")
    page = text_of(client, where)
    kind = page.partition('value="complex-strategy"')[2].partition(">")[0]
    assert "checked" in kind, "several young people: the kind for several is proposed"
    assert page.count('name="young_people"') == 2
    chosen = page.partition("Young people whom it discusses")[2].partition("When it starts")[0]
    assert chosen.count(" checked") == 2
    assert page.partition('value="prevention"')[2].partition(">")[0].count("checked") == 1
    assert f'<option value="{cast.hana.key}" selected>' in page
    page = sent(client, where, **plan(cast, incident, key=hidden(page, "key")))
    assert "The meeting is planned" in page
    meeting = Meeting.objects.get()
    assert (meeting.kind, meeting.ends_at - meeting.starts_at) == ("complex-strategy", timedelta(minutes=90))
    assert f"Complex strategy discussion {meeting.reference}</h1>" in page


@pytest.mark.parametrize(("changes", "says"), [
    ({"kind": ""}, "Choose the kind of meeting"),
    ({"purposes": []}, "Choose at least one purpose, or write one"),
    ({"chair": ""}, "Choose who chairs"),
    ({"link": "http://meet.example/x"}, "Enter a link that begins with https://"),
    ({"starts_at-day": "20"}, "That time has passed"),
    ({"place": "The Larter flat"}, "Take out the name of the young person."),
    ({"own_purpose": "Helping Larter"}, "Take out the name of the young person."),
    ({"own_purpose": "x" * 201}, "Write each purpose in 200 characters or fewer"),
    ({"key": "x"}, "Open this page again"),
], ids=range(9))  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_planned(
    signed_in: SignedIn, cast: Cast, incident: Incident, changes: dict[str, object], says: str
) -> None:
    client, where = signed_in(cast.hana), in_incident(incident, "convene")
    key = "8f6b8a52-5a2f-4b43-9d13-9a1f1f4a7c11"
    assert says in sent(client, where, **{**plan(cast, incident, key=key), **changes})
    assert not Meeting.objects.exists()


def test_the_list_says_how_each_stands(signed_in: SignedIn, cast: Cast, incident: Incident, meeting: Meeting) -> None:
    over = convened(cast.hana, incident, kind="strategy")
    meetings.cancel_meeting(by=cast.hana, at=AT, meeting=over.reference, because="Held as one")
    page = text_of(signed_in(cast.priya), in_incident(incident, "meetings"))
    assert page.index(">Ahead</h2>") < page.index(meeting.reference) < page.index(">Cancelled</h2>")
    assert page.index(">Cancelled</h2>") < page.index(over.reference)
    assert "Held as one" in page
    assert "Nobody is invited yet" in page
    assert "Hana Malik chairs, about 2 young people" in page


def test_the_incident_shows_its_next_meeting_and_my_work_what_is_mine(
    signed_in: SignedIn, cast: Cast, incident: Incident, meeting: Meeting, set_clock: Callable[[object], None]
) -> None:
    client = signed_in(cast.hana)
    page = text_of(client, reverse("incidents:overview", args=(incident.reference,)))
    assert "Next meeting:" in page
    assert of(meeting) in page
    assert in_incident(incident, "meetings") in page
    page = text_of(client, "/")
    row = page.partition(">Meetings</h2>")[2].partition("</ul>")[0]
    assert of(meeting) in row
    assert "you chair, 8 seats missing" in row
    Meeting.objects.update(
        state=MeetingState.ENDED, started_at=AT, started_by=cast.hana, ended_at=AT, ended_by=cast.hana
    )
    assert "ended: agree the minutes" in text_of(client, "/")
    assert "Next meeting:" not in text_of(client, reverse("incidents:overview", args=(incident.reference,)))
    assert ">Meetings</h2>" not in text_of(signed_in(cast.priya), "/")


def test_my_work_costs_the_same_with_more_meetings(
    signed_in: SignedIn, cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    client = signed_in(cast.hana)
    costs_the_same(
        lambda: client.get("/"), lambda: [convened(cast.hana, incident, kind="strategy") for _ in range(3)],
        at_most=33,
    )  # fmt: skip


def test_the_list_costs_the_same_with_more_meetings(
    signed_in: SignedIn, cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    client, where = signed_in(cast.hana), in_incident(incident, "meetings")
    costs_the_same(
        lambda: client.get(where), lambda: [convened(cast.hana, incident, kind="strategy") for _ in range(3)],
        at_most=14,
    )  # fmt: skip


def test_it_is_moved_and_whoever_is_second_is_shown_both(signed_in: SignedIn, cast: Cast, meeting: Meeting) -> None:
    client, where = signed_in(cast.hana), of(meeting, "change")
    page = text_of(client, where)
    assert 'value="Room 3, County Hall"' in page
    page = sent(client, where, **when(meeting))
    assert "The meeting is changed" in page
    assert "Room 9" in page
    page = sent(client, where, **when(meeting, place="Room 10"))
    assert "Somebody else changed this meeting while you wrote" in page
    assert "Room 9; Hana Malik chairs" in page
    assert 'value="Room 10"' in page
    page = sent(client, where, **when(meeting, place="Room 10", seen_number=hidden(page, "seen_number")))
    assert "Room 10" in page
    assert "Take out the name" in sent(
        client, where, **when(meeting, place="Larter", seen_number=str(Meeting.objects.get().version))
    )


@pytest.mark.clause("CTX-3")
def test_what_it_is_for_is_changed(signed_in: SignedIn, cast: Cast, meeting: Meeting) -> None:
    client, where = signed_in(cast.hana), of(meeting, "purposes")
    seen = hidden(text_of(client, where), "seen_number")
    assert "Choose at least one purpose" in sent(client, where, seen_number=seen)
    page = sent(client, where, seen_number=seen, purposes=["places"], own_purpose="Safe lifts home\nLights at the stop")
    shown = page.partition('id="purposes"')[2].partition("</ul>")[0]
    assert all(words in shown for words in ("Making places safer", "Safe lifts home", "Lights at the stop"))
    assert "Preventing retaliation" not in shown


@pytest.mark.clause("CTX-2")
def test_whom_it_discusses_is_changed(signed_in: SignedIn, cast: Cast, incident: Incident, meeting: Meeting) -> None:
    client, where = signed_in(cast.hana), of(meeting, "young_people")
    text_of(client, where)
    first = str(incident.involvements.get(position=0).key)
    assert "Say why, in a few words." in sent(client, where, young_people=[first])
    page = sent(client, where, young_people=[first], because="Was not there")
    assert "Not discussed: B." in page
    assert "Choose whom the meeting discusses, or cancel it" in sent(client, where)


def test_it_is_cancelled(signed_in: SignedIn, cast: Cast, incident: Incident, meeting: Meeting) -> None:
    client, where = signed_in(cast.hana), of(meeting, "cancel")
    text_of(client, where)
    assert "Say why it is not held" in sent(client, where)
    page = sent(client, where, because="Held as one with another")
    assert "Cancelled: Held as one with another" in page
    assert "Review and send the invitations" not in page


def test_who_may_not_and_who_does_not_see_it(
    signed_in: SignedIn, cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    sam = signed_in(cast.sam)
    assert sam.get(in_incident(incident, "convene")).status_code == 403
    assert sam.get(of(meeting, "cancel")).status_code == 403
    stranger = signed_in(cast.stranger)
    for where in (in_incident(incident, "meetings"), in_incident(incident, "convene"), of(meeting, "change")):
        assert stranger.get(where).status_code == 404


POSTS = {
    "change": {"place": "Elsewhere"}, "purposes": {"purposes": ["safeguarding"]}, "young_people": {},
    "invite": {}, "cancel": {"because": "x"}, "add_seat": {"label": "Vicar"},
    "seat": {"wanted": "no", "because": "x"}, "add_attendee": {}, "add_guest": {"name": "Gwen Hart"},
}  # fmt: skip


@pytest.mark.parametrize("name", POSTS)
def test_once_its_minutes_are_agreed_a_form_leads_back_and_nothing_changes(
    signed_in: SignedIn, cast: Cast, meeting: Meeting, name: str
) -> None:
    where = of(meeting, name, **({"code": "health"} if name in ("seat", "add_attendee", "add_guest") else {}))
    client = signed_in(cast.hana)
    assert client.get(where).status_code == 200
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.AGREED)
    found = client.get(where, follow=True)
    assert found.redirect_chain == [(of(meeting), 302)]
    assert "no longer changes" in words_of(found)
    version = Meeting.objects.get(pk=meeting.pk).version
    young = [str(one.involvement.key) for one in meeting.covered.all()]
    said = when(meeting, professional=str(cast.ward.key), young_people=young[:1], sees=young) | POSTS[name]
    assert client.post(where, said).status_code != 302
    assert Meeting.objects.get(pk=meeting.pk).version == version
    assert not meeting.attendees.filter(professional=cast.ward).exists()
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.AGREED
