"""Preparing a meeting, as people work it: who is missing first, yes or no for each seat, and whom to ask."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind, FactKind
from reachable.incidents.models import Incident
from reachable.meetings import operations as meetings
from reachable.meetings.choices import MeetingState
from reachable.meetings.models import Attendee, Meeting
from tests.counting import costs_the_same
from tests.domain.meeting_hands import convened
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of as words_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def meeting(cast: Cast, incident: Incident) -> Meeting:
    return convened(cast.hana, incident)


def of(meeting: Meeting, name: str = "meeting", **more: object) -> str:
    return reverse(f"meeting:{name}", kwargs={"meeting": meeting.reference, **more})


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


def seat(page: str, code: str) -> str:
    return page.partition(f'id="seat-{code}"')[2].partition('id="seat-')[0]


@pytest.mark.clause("CTX-2")
@pytest.mark.clause("CTX-7")
def test_who_must_be_there_and_is_missing_stands_first(signed_in: SignedIn, cast: Cast, meeting: Meeting) -> None:
    page = text_of(signed_in(cast.hana), of(meeting))
    assert "Who must be there and is missing</h2>" in page
    assert page.index("Who must be there and is missing") < page.index(">Seats</h2>") < page.index(">Agenda</h2>")
    assert "<li>Police: nobody is asked who may come, and the quorum needs them</li>" in page
    assert "<li>MACE police: nobody is asked</li>" in page
    assert "<li>Team managers concerned: nobody is asked</li>" in page
    assert "Head of Social Work or Family Support: nobody" not in page  # Hana chairs it
    assert "To decide, yes or no: Independent statutory services; " in page
    assert "Kai Mensah (A)" in page
    assert "Our default, after the procedure of another partnership" in page
    assert "In time" in page


@pytest.mark.clause("CTX-8")
def test_a_seat_to_consider_is_answered_in_its_row(signed_in: SignedIn, cast: Cast, meeting: Meeting) -> None:
    client = signed_in(cast.hana)
    page = sent(client, of(meeting, "seat", code="housing"), wanted="no")
    assert "Say why this seat is not needed." in page
    page = sent(client, of(meeting, "seat", code="housing"), wanted="no", because="Nobody rents from the council")
    assert "Nobody rents from the council, Hana Malik" in seat(page, "housing")
    assert "Housing" not in page.partition("To decide, yes or no:")[2].partition("</li>")[0]
    page = sent(client, of(meeting, "seat", code="probation"), wanted="yes")
    assert "Empty" in seat(page, "probation")


@pytest.mark.clause("CTX-7")
def test_a_seat_that_belongs_to_the_meeting_stays_empty_only_with_a_reason(
    signed_in: SignedIn, cast: Cast, meeting: Meeting
) -> None:
    client = signed_in(cast.hana)
    assert "Say why this seat stays empty" in sent(client, of(meeting, "seat", code="education"), wanted="no")
    page = sent(client, of(meeting, "seat", code="education"), wanted="no", because="School holidays")
    assert "Stays empty" in seat(page, "education")
    assert "College or other provider of education, training or work: nobody is asked" not in page


@pytest.mark.clause("CUS-6")
def test_the_seat_of_the_custody_workers_is_needed_once_somebody_was_arrested(
    signed_in: SignedIn, cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    client = signed_in(cast.hana)
    assert "Needed:" not in seat(text_of(client, of(meeting)), "custody-workers")
    kai = incident.involvements.get()
    incidents.record_fact(
        by=cast.hana, at=AT, reference=incident.reference, kind=FactKind.ARRESTED, key=kai.key,
        involvement_key=kai.key,
    )  # fmt: skip
    page = text_of(client, of(meeting))
    assert "Needed: A: they were arrested" in seat(page, "custody-workers")
    assert "<li>Custody workers of Wymondham: needed (A: they were arrested" in page
    page = sent(client, of(meeting, "seat", code="custody-workers"), wanted="no")
    assert "This seat is needed (A: they were arrested" in page


def test_the_team_is_asked_with_one_button(signed_in: SignedIn, cast: Cast, meeting: Meeting) -> None:
    client = signed_in(cast.hana)
    assert "Ask everybody on the team who fits a seat that is needed" in text_of(client, of(meeting))
    page = sent(client, of(meeting, "ask_the_team"))
    assert "2 of the team are asked now" in page
    assert "Priya Nair" in seat(page, "workers")
    assert "Sam Okafor" in seat(page, "mace-police")
    assert "Police: nobody is asked who may come" not in page


def test_somebody_who_is_not_on_the_team_sees_only_whom_is_chosen(
    signed_in: SignedIn, cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    client, kai = signed_in(cast.hana), incident.involvements.get()
    where = of(meeting, "add_attendee", code="health")
    page = text_of(client, f"{where}?find=Wendy" if cast.ward else where)
    assert "1 found" in page
    page = sent(client, where, professional=str(cast.ward.key), sees=[str(kai.key)])
    assert "Wendy Barrow is asked" in page
    assert "sees A" in seat(page, "health")
    place = Attendee.objects.get(professional=cast.ward)
    page = text_of(client, of(meeting, "attendee", key=place.key))
    assert "Wendy Barrow, Norwich General Hospital</h1>" in page
    page = sent(client, of(meeting, "attendee_sees", key=place.key), **{"sees-form": "1"})
    assert "sees no young person yet" in seat(page, "health")
    page = sent(client, of(meeting, "attendee", key=place.key), coming="SENDING", words="The ward sister comes")
    assert "sending somebody" in seat(page, "health")
    assert "The ward sister comes" in seat(page, "health")
    page = sent(client, of(meeting, "take_out_attendee", key=place.key))
    assert "Wendy Barrow is no longer asked" in page


def test_after_the_meeting_a_place_is_ended_with_a_button(signed_in: SignedIn, cast: Cast, meeting: Meeting) -> None:
    client, told = signed_in(cast.hana), {"by": cast.hana, "at": AT, "meeting": meeting.reference}
    place = meetings.add_attendee(**told, code="health", professional_key=cast.ward.key)
    where = of(meeting, "attendee", key=place.key)
    assert "End their way in now" not in text_of(client, where)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.ENDED)
    assert where in text_of(client, of(meeting))
    page = text_of(client, where)
    assert "End their way in now" in page
    assert "Record the answer" not in page
    assert "Take them out" not in page
    page = sent(client, of(meeting, "end_place", key=place.key))
    assert "The way in of Wendy Barrow to this meeting has ended" in page
    page = text_of(client, where)
    assert "Their way in to this meeting ended on" in page
    assert "End their way in now" not in page


def test_the_chair_is_not_taken_out(signed_in: SignedIn, cast: Cast, meeting: Meeting) -> None:
    place = meeting.attendees.get(professional=cast.hana)
    page = sent(signed_in(cast.hana), of(meeting, "take_out_attendee", key=place.key))
    assert "Hana Malik chairs or takes the minutes: choose somebody else for that first." in page


def test_who_is_connected_is_refused_without_a_word_of_the_connection(
    signed_in: SignedIn, cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    incidents.add_to_team(by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.ward.key, why="Ward")
    incidents.declare_connection(by=cast.ward, at=AT, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR)
    page = sent(signed_in(cast.hana), of(meeting, "add_attendee", code="health"), professional=str(cast.ward.key))
    assert "Wendy Barrow cannot be invited to this meeting: ask the information-governance lead." in page
    assert "onnection" not in page.partition("<main")[2].partition("</main>")[0]
    assert not Attendee.objects.filter(professional=cast.ward).exists()


def test_a_guest_of_an_agency_that_is_not_in_the_list(
    signed_in: SignedIn, cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    client, kai = signed_in(cast.hana), incident.involvements.get()
    where = of(meeting, "add_guest", code="gp")
    text_of(client, where)
    guest = {
        "name": "Dr Ada Marsh", "email": "ada.marsh@castle-surgery.example", "job_title": "GP", "agency": "another",
        "sees": [str(kai.key)],
    }  # fmt: skip
    assert "Choose the agency, or write its name." in sent(client, where, **guest)
    assert "Choose what kind of agency it is." in sent(client, where, **guest, agency_words="Castle Surgery")
    page = sent(client, where, **guest, agency_words="Castle Surgery", agency_kind="HEALTH")
    assert "Dr Ada Marsh" in seat(page, "gp")
    assert "no account" in seat(page, "gp")
    again = {**guest, "name": "Dr Bel Marsh", "email": "bel@castle-surgery.example"}
    page = sent(client, where, **again, agency_words="castle surgery", agency_kind="HEALTH")
    assert "The list has an agency of this name already. Choose it there." in page
    assert Professional.objects.get(email="ada.marsh@castle-surgery.example").account is None


def test_a_seat_is_added_by_hand(signed_in: SignedIn, cast: Cast, meeting: Meeting) -> None:
    client, where = signed_in(cast.hana), of(meeting, "add_seat")
    assert "Take out the name of the young person." in sent(client, where, label="Mentor of Kai")
    page = sent(client, where, label="Youth club leader")
    assert "Ask somebody: Youth club leader</h1>" in page
    assert "Youth club leader" in text_of(client, of(meeting))
    assert "There is such a seat already." in sent(client, where, label="Youth Club Leader")


def test_the_team_reads_it_and_whoever_did_not_convene_it_changes_nothing(
    signed_in: SignedIn, cast: Cast, meeting: Meeting
) -> None:
    client = signed_in(cast.priya)
    page = text_of(client, of(meeting))
    assert "Ask Priya Nair" not in page
    assert client.get(of(meeting, "change")).status_code == 403
    assert client.post(of(meeting, "seat", code="gp"), {"wanted": "yes"}).status_code == 403
    assert signed_in(cast.stranger).get(of(meeting)).status_code == 404
    assert signed_in(cast.stranger).get(of(meeting, "seat", code="gp")).status_code == 404


def test_it_costs_the_same_however_many_are_asked(signed_in: SignedIn, cast: Cast, meeting: Meeting) -> None:
    client = signed_in(cast.hana)
    kai = meeting.incident.involvements.get()

    def more() -> None:
        for code, who in (("health", cast.ward), ("team-managers", cast.manager), ("youth-support", cast.tyss)):
            meetings.add_attendee(
                by=cast.hana, at=AT, meeting=meeting.reference, code=code, professional_key=who.key, sees=[kai.key]
            )

    cast.everybody  # noqa: B018
    meetings.add_attendee(
        by=cast.hana, at=AT, meeting=meeting.reference, code="education", professional_key=cast.school.key,
        sees=[kai.key],
    )  # fmt: skip
    costs_the_same(lambda: client.get(of(meeting)), more, at_most=60)


@pytest.mark.parametrize(("state", "leads_to"), [
    (MeetingState.PLANNED, ("meeting:invite", "minutes:run", "sharing:pack")),
    (MeetingState.RUNNING, ("minutes:run", "sharing:pack")),
    (MeetingState.ENDED, ("minutes:conclude",)),
    (MeetingState.AGREED, ("minutes:minutes", "minutes:actions", "sharing:records")),
    (MeetingState.CANCELLED, ()),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_it_leads_on_to_what_can_be_done_now(
    signed_in: SignedIn, cast: Cast, meeting: Meeting, state: str, leads_to: tuple[str, ...]
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    page = text_of(signed_in(cast.hana), of(meeting))
    known = ("meeting:invite", "minutes:run", "minutes:conclude", "minutes:minutes", "minutes:actions",
             "sharing:pack", "sharing:records")  # fmt: skip
    links = {name for name in known if f'href="{reverse(name, args=(meeting.reference,))}"' in page}
    assert links == set(leads_to)
