"""Inviting to a meeting: what it waits for, what goes out, and that none of it names anybody."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from reachable.audit.models import Entry
from reachable.common.gates import missing
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory import operations as directory
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind
from reachable.incidents.models import TimelineEntry
from reachable.meetings import operations as meetings
from reachable.meetings.models import Attendee, Meeting
from reachable.meetings.operations import MeetingChange
from reachable.meetings.policies import Asked, SeatNow, ToInvite, check_may_invite, invite_lines
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery, Disclosure
from tests.domain.inviting_hands import DAY, GUEST, calendar_of, gp, invited, last_to, place_of, planned, token_of
from tests.domain.meeting_hands import convened
from tests.factories import AT, Cast, reported_incident, with_team

THERE = SeatNow("Police", is_principal=True, wanted=True, asked=(Asked("POLICE", ""),))
READY = ToInvite(
    purposes=1,
    chair="Hana Malik",
    chair_may=True,
    starts_at=AT + DAY,
    seats=(THERE,),
    attendees=1,
    young_people=2,
)
CONSIDER = SeatNow("School or college", is_principal=False)
EMPTY = SeatNow("Health", is_principal=True, wanted=True)


def _seats(*seats: SeatNow) -> dict[str, Any]:
    return {"seats": (THERE, *seats)}


@pytest.mark.clause("CTX-2", "CTX-3", "CTX-7", "CTX-8")
@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({}, "", id="all there"),
        pytest.param({"purposes": 0}, "it is not said for what", id="no purpose"),
        pytest.param({"chair_may": False}, "Hana Malik, who was to chair it, can no longer do so", id="no chair"),
        pytest.param({"starts_at": AT}, "its time has passed", id="now"),
        pytest.param({"starts_at": AT - DAY}, "its time has passed", id="yesterday"),
        pytest.param({"young_people": 0}, "no young person is chosen", id="about nobody"),
        pytest.param({"young_people": 0, "is_about_individuals": False}, "", id="about places"),
        pytest.param({"attendees": 0}, "nobody is asked", id="nobody"),
        pytest.param({"named_in": ("the place",)}, "the place names a young person", id="names somebody"),
        pytest.param(_seats(CONSIDER), "yes or no is owed for School or college", id="undecided"),
        pytest.param(_seats(replace(CONSIDER, wanted=False, because="Holidays")), "", id="decided no"),
        pytest.param(_seats(replace(CONSIDER, wanted=False)), "for School or college", id="no without a reason"),
        pytest.param(_seats(replace(CONSIDER, wanted=True)), "for School or college", id="yes and nobody asked"),
        pytest.param(_seats(EMPTY), "nobody is asked, and it is not said why, for Health", id="principal empty"),
        pytest.param(_seats(replace(EMPTY, wanted=False, because="On strike")), "", id="principal empty, and why"),
        pytest.param(_seats(replace(EMPTY, asked=(Asked("HEALTH", ""),))), "", id="principal filled"),
    ],
)
def test_the_invitation_waits_for_what_is_missing_and_says_who_can_settle_it(
    changes: dict[str, Any], says: str
) -> None:
    lines = invite_lines(replace(READY, **changes), AT, who="Hana Malik")
    assert [says in one.words for one in missing(lines)] == ([True] if says else [])
    if says:
        with pytest.raises(Refused, match=r"Nobody can be invited yet: .*\(Hana Malik can settle it\)\.$"):
            check_may_invite(lines)
    else:
        check_may_invite(lines)


@pytest.mark.django_db
def test_everybody_asked_gets_one_mail_with_an_entry_and_a_link_of_their_own(cast: Cast) -> None:
    meeting = planned(cast)
    found = meetings.invite(by=cast.hana, at=AT, meeting=meeting.reference, seen_version=meeting.version)
    assert (found.count, found.not_reached) == (4, ())
    sent = Delivery.objects.filter(message=Message.MEETING_INVITED)
    assert {one.to for one in sent} == {cast.hana.email, cast.sam.email, cast.ward.email, GUEST}
    tokens = {token_of(one.to) for one in sent}
    assert len(tokens) == 4
    assert b"METHOD:REQUEST" in calendar_of(GUEST)
    place = place_of(meeting, GUEST)
    assert token_of(GUEST) not in (place.answer_digest, str(vars(place)))
    assert (place.invited_at, place.invited_sequence) == (AT, 0)
    meeting.refresh_from_db()
    assert meeting.invited_at == AT


@pytest.mark.django_db
def test_it_leaves_a_row_of_the_sharing_log_for_each_a_line_and_an_entry_of_the_audit(cast: Cast) -> None:
    meeting = invited(cast)
    rows = Disclosure.objects.filter(meeting=meeting.reference)
    assert {one.to_key for one in rows} == {one.professional.key for one in Attendee.objects.filter(meeting=meeting)}
    assert {one.purpose for one in rows} == {"Keeping these young people safe; Preventing retaliation"}
    assert TimelineEntry.objects.filter(incident=meeting.incident, code="meeting-invited").count() == 1
    assert Entry.objects.filter(verb="meeting-invited").count() == 1


@pytest.mark.django_db
def test_a_second_press_of_the_button_invites_nobody_twice(cast: Cast) -> None:
    meeting = invited(cast)
    with pytest.raises(Refused, match="Everybody who is asked has this invitation already"):
        invited(cast, meeting)
    assert Delivery.objects.filter(message=Message.MEETING_INVITED).count() == 4


@pytest.mark.django_db
def test_who_is_asked_later_is_invited_alone(cast: Cast) -> None:
    meeting = invited(cast)
    gp(cast, meeting, "grace.oduya@other-surgery.example")
    invited(cast, meeting, at=AT + timedelta(minutes=5))
    assert Delivery.objects.filter(message=Message.MEETING_INVITED).count() == 5
    assert last_to("grace.oduya@other-surgery.example").message == Message.MEETING_INVITED


@pytest.mark.django_db
def test_who_has_no_address_is_named_so_that_somebody_rings(cast: Cast) -> None:
    meeting = planned(cast)
    by_telephone = directory.create_professional(
        by=None, at=AT, name="Ivy Marsh", email="", job_title="Receptionist", agency=cast.ward.agency, roles=[]
    )
    meetings.add_attendee(by=cast.hana, at=AT, meeting=meeting.reference, code="gp", professional_key=by_telephone.key)
    meeting.refresh_from_db()
    found = meetings.invite(by=cast.hana, at=AT, meeting=meeting.reference, seen_version=meeting.version)
    assert found.not_reached == ("Ivy Marsh",)
    assert found.count == 4


@pytest.mark.django_db
def test_it_is_refused_whole_while_a_seat_is_undecided(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    meeting = convened(cast.hana, incident, "strategy")
    with pytest.raises(Refused, match="yes or no is owed for School or college") as refusal:
        meetings.invite(by=cast.hana, at=AT, meeting=meeting.reference, seen_version=meeting.version)
    assert refusal.value.clause == "CTX-7"
    assert not Delivery.objects.filter(message=Message.MEETING_INVITED).exists()


@pytest.mark.django_db
def test_a_stranger_finds_nothing_and_who_only_works_on_it_may_not(cast: Cast) -> None:
    meeting = planned(cast)
    told: dict[str, Any] = {"at": AT, "meeting": meeting.reference, "seen_version": meeting.version}
    with pytest.raises(NotFound):
        meetings.invite(by=cast.stranger, **told)
    with pytest.raises(NotPermitted):
        meetings.invite(by=cast.priya, **told)
    with pytest.raises(Stale):
        meetings.invite(by=cast.hana, **{**told, "seen_version": meeting.version - 1})


@pytest.mark.django_db
def test_somebody_shut_out_by_a_connection_gets_nothing_and_nobody_is_told_so(cast: Cast) -> None:
    meeting = planned(cast)
    incidents.declare_connection(
        by=cast.sam, at=AT, reference=meeting.incident.reference, kind=ConnectionKind.LIVES_NEAR
    )
    meeting.refresh_from_db()
    found = meetings.invite(by=cast.hana, at=AT, meeting=meeting.reference, seen_version=meeting.version)
    assert found.not_reached == ()
    assert not Delivery.objects.filter(message=Message.MEETING_INVITED, to=cast.sam.email).exists()


def _moved(cast: Cast, meeting: Meeting, **changes: Any) -> Meeting:
    values: dict[str, Any] = {
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "chair_key": cast.hana.key,
        "place": meeting.place,
    }
    meeting.refresh_from_db()
    return meetings.change_meeting(
        by=cast.hana,
        at=AT,
        meeting=meeting.reference,
        change=MeetingChange(**values | changes),
        seen_version=meeting.version,
    )


@pytest.mark.django_db
def test_a_meeting_that_is_moved_is_the_same_entry_with_a_higher_number_and_asks_again(cast: Cast) -> None:
    meeting = invited(cast)
    first, before = token_of(GUEST), calendar_of(GUEST)
    meetings.answer_invitation(by=None, token=first, coming="COMING", at=AT)
    _moved(cast, meeting, starts_at=meeting.starts_at + DAY, ends_at=meeting.ends_at + DAY)
    after = calendar_of(GUEST)
    assert (b"SEQUENCE:0" in before, b"SEQUENCE:1" in after) == (True, True)
    assert _line(before, b"UID:") == _line(after, b"UID:")
    assert last_to(GUEST).message == Message.MEETING_CHANGED
    assert place_of(meeting, GUEST).coming == ""
    with pytest.raises(NotFound):
        meetings.answer_invitation(by=None, token=first, coming="COMING", at=AT)
    meetings.answer_invitation(by=None, token=token_of(GUEST), coming="CANNOT", at=AT)


@pytest.mark.django_db
def test_a_meeting_that_is_cancelled_is_taken_out_of_calendars_and_its_links_are_worth_nothing(cast: Cast) -> None:
    meeting = invited(cast)
    token = token_of(GUEST)
    meetings.cancel_meeting(by=cast.hana, at=AT, meeting=meeting.reference, because="Held by telephone tonight")
    assert last_to(GUEST).message == Message.MEETING_CANCELLED
    assert b"METHOD:CANCEL" in calendar_of(GUEST)
    assert b"STATUS:CANCELLED" in calendar_of(GUEST)
    with pytest.raises(NotFound):
        meetings.answer_invitation(by=None, token=token, coming="COMING", at=AT)


@pytest.mark.django_db
def test_a_meeting_nobody_was_invited_to_is_cancelled_without_a_mail(cast: Cast) -> None:
    meeting = planned(cast)
    meetings.cancel_meeting(by=cast.hana, at=AT, meeting=meeting.reference, because="Not needed")
    assert not Delivery.objects.filter(message=Message.MEETING_CANCELLED).exists()


@pytest.mark.django_db
def test_who_is_taken_out_is_told_alone(cast: Cast) -> None:
    meeting = invited(cast)
    key = place_of(meeting, GUEST).key
    meetings.take_out_attendee(by=cast.hana, at=AT, meeting=meeting.reference, key=key)
    assert [one.to for one in Delivery.objects.filter(message=Message.MEETING_CANCELLED)] == [GUEST]


@pytest.mark.django_db
def test_no_mail_and_no_entry_says_whom_it_is_about_or_which_incident_it_is(cast: Cast) -> None:
    """Every byte of every mail that goes, over everybody in the incident and everybody asked."""
    meeting = invited(cast)
    _moved(cast, meeting, starts_at=meeting.starts_at + DAY, ends_at=meeting.ends_at + DAY)
    meetings.cancel_meeting(by=cast.hana, at=AT, meeting=meeting.reference, because="Kai is worse")
    people = [one.professional for one in Attendee.objects.filter(meeting=meeting).select_related("professional")]
    young = list(meeting.incident.involvements.select_related("record"))
    names = {part for one in young for part in (one.record.given_names, one.record.family_name)}
    secret = {*names, meeting.incident.reference, *(one.name for one in people), *(str(one.key) for one in young)}
    secret |= {"Strategy", "strategy", "section 47", "young person", "because", "Young person A", "Young person B"}
    sent = 0
    while claimed := outbox.claim(at=AT, lease=timedelta(minutes=5)):
        assert claimed.letter is not None
        whole = _readable(claimed.letter.mail().message())
        outbox.record_sent(claimed, at=AT)
        if meeting.reference in whole:
            sent += 1
            assert [word for word in secret if word in whole] == ["young person"] * whole.count(FOOTER_SAYS)
    assert sent == 12


FOOTER_SAYS = "do not send details of any\nyoung person by e-mail"


def _readable(message: Any) -> str:
    """With every part decoded, and folded lines of the calendar made whole."""
    parts = [part.get_payload(decode=True) or b"" for part in message.walk() if not part.is_multipart()]
    text = "\n".join(part.decode().replace("\r\n ", "").replace("\n ", "") for part in parts)
    return f"{message['Subject']}\n{text}".replace("\r\n", "\n")


def _line(calendar: bytes, name: bytes) -> bytes:
    return next(line for line in calendar.splitlines() if line.startswith(name))


@pytest.mark.django_db
def test_the_statements_of_an_invitation_do_not_grow_with_those_who_are_invited(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    meeting = planned(cast)
    for number in range(12):
        gp(cast, meeting, f"number.{number}@surgery.example")
    meeting.refresh_from_db()
    with django_assert_max_num_queries(60):
        meetings.invite(by=cast.hana, at=AT, meeting=meeting.reference, seen_version=meeting.version)
    assert settings.MAIL_FROM
