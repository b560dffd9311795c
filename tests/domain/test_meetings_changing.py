"""Changing what was planned, cancelling it, and what whoever was invited is told of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from reachable.common.refusals import NotFound, Refused, Stale
from reachable.incidents.models import Incident, TimelineEntry
from reachable.meetings import operations, queries
from reachable.meetings.choices import MeetingState, Sees
from reachable.meetings.models import Meeting
from reachable.outbox.models import Delivery
from tests.domain.incident_hands import verbs
from tests.domain.meeting_hands import convened
from tests.domain.same_person_hands import same, three
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(3)))


@pytest.fixture
def meeting(cast: Cast, incident: Incident) -> Meeting:
    return convened(cast.hana, incident)


def change(cast: Cast, meeting: Meeting, *, seen: int | None = None, **changes: Any) -> Meeting:
    now = Meeting.objects.get(pk=meeting.pk)
    values: dict[str, Any] = {
        "starts_at": now.starts_at, "ends_at": now.ends_at, "chair_key": cast.hana.key, "place": now.place,
        **changes,
    }  # fmt: skip
    return operations.change_meeting(
        by=cast.hana, at=AT, meeting=meeting.reference, seen_version=now.version if seen is None else seen,
        change=operations.MeetingChange(**values),
    )  # fmt: skip


def invited(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(invited_at=AT)
    meeting.attendees.update(invited_at=AT, invited_sequence=0)


def said_on_timeline(meeting: Meeting) -> list[str]:
    return list(TimelineEntry.objects.filter(incident=meeting.incident).values_list("words", flat=True))


def letters(meeting: Meeting) -> list[str]:
    view = queries.prepare(meeting.chair, meeting.reference, AT)
    return sorted(one.letter for one in view.heading.covered)


def of(incident: Incident, letter: str) -> UUID:
    key: UUID = incident.involvements.get(position="ABC".index(letter)).key
    return key


def test_before_anybody_is_invited_nobody_is_told(cast: Cast, meeting: Meeting) -> None:
    change(cast, meeting, starts_at=LATER, ends_at=LATER + timedelta(hours=1), place="Room 4")
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place, meeting.sequence) == (LATER, "Room 4", 0)
    assert "meeting-changed" in verbs(meeting.incident)
    assert not Delivery.objects.filter(message__startswith="MEETING").exists()
    assert meeting.attendees.get().lapses_at == meeting.ends_at + timedelta(days=14)


def test_whoever_was_invited_is_sent_the_change_once(cast: Cast, meeting: Meeting) -> None:
    invited(meeting)
    change(cast, meeting, starts_at=LATER, ends_at=LATER + timedelta(hours=1))
    meeting.refresh_from_db()
    assert meeting.sequence == 1
    assert list(Delivery.objects.values_list("message", flat=True)).count("MEETING_CHANGED") == 1
    assert any(f"{meeting.reference} was changed" in line for line in said_on_timeline(meeting))
    change(cast, meeting, not_for="Anything else")  # in no calendar
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.not_for) == (1, "Anything else")


def test_whoever_is_second_is_told(cast: Cast, meeting: Meeting) -> None:
    change(cast, meeting, place="Room 4")
    with pytest.raises(Stale):
        change(cast, meeting, seen=1, place="Room 5")
    meeting.refresh_from_db()
    assert meeting.place == "Room 4"


def test_another_chair_is_asked_as_well(cast: Cast, meeting: Meeting) -> None:
    change(cast, meeting, minute_taker_key=cast.priya.key)
    place = meeting.attendees.select_related("seat").get(professional=cast.priya)
    assert (place.seat.code, place.sees) == ("workers", Sees.TEAM)
    with pytest.raises(Refused) as refusal:
        change(cast, meeting, chair_key=cast.priya.key)
    assert refusal.value.field == "chair_key"


def test_what_goes_out_names_nobody_and_lies_ahead(cast: Cast, meeting: Meeting) -> None:
    with pytest.raises(Refused) as refusal:
        change(cast, meeting, place="At the Larter house")
    assert refusal.value.field == "place"
    with pytest.raises(Refused, match="That time has passed"):
        change(cast, meeting, starts_at=AT - timedelta(hours=2), ends_at=AT - timedelta(hours=1))


@pytest.mark.clause("CTX-3")
def test_the_purposes_are_changed_until_they_are_agreed(cast: Cast, meeting: Meeting) -> None:
    def propose(*codes: str, own: tuple[str, ...] = ()) -> None:
        now = Meeting.objects.get(pk=meeting.pk)
        operations.change_purposes(
            by=cast.hana, at=AT, meeting=meeting.reference, purposes=codes, own_purposes=own,
            seen_version=now.version,
        )  # fmt: skip

    propose("places", own=("Safe lifts home",))
    proposed = meeting.purposes.order_by("pk").values_list("code", "words")
    assert list(proposed) == [("places", ""), ("own", "Safe lifts home")]
    for codes, own, field in (((), (), "purposes"), (("parties",), (), "purposes"), ((), ("Larter",), "own_purpose")):
        with pytest.raises(Refused) as refusal:
            propose(*codes, own=own)
        assert refusal.value.field == field
    Meeting.objects.filter(pk=meeting.pk).update(purposes_agreed_at=AT, purposes_agreed_by=cast.hana)
    with pytest.raises(Refused, match="The purposes were agreed"):
        propose("safeguarding")


@pytest.mark.clause("CTX-2")
def test_who_is_discussed_changes_with_a_reason_that_stays(cast: Cast, incident: Incident, meeting: Meeting) -> None:
    place = operations.add_attendee(
        by=cast.hana, at=AT, meeting=meeting.reference, code="health", professional_key=cast.ward.key,
        sees=[of(incident, "A"), of(incident, "B")],
    )  # fmt: skip
    keep = [of(incident, "A"), of(incident, "C")]

    def cover_only(keys: list[UUID], because: str = "") -> None:
        operations.set_covered(
            by=cast.hana, at=AT, meeting=meeting.reference, involvement_keys=keys, because=because
        )  # fmt: skip

    with pytest.raises(Refused, match="Say why"):
        cover_only(keep)
    assert letters(meeting) == ["A", "B", "C"]
    cover_only(keep, "Was not there")
    assert letters(meeting) == ["A", "C"]
    assert meeting.covered.get(out_at__isnull=False).out_because == "Was not there"
    assert [one.involvement.key for one in place.young_people.all()] == [of(incident, "A")]
    cover_only([*keep, of(incident, "B")])
    assert letters(meeting) == ["A", "B", "C"]
    assert not place.young_people.filter(involvement__key=of(incident, "B")).exists()
    with pytest.raises(Refused, match="discusses nobody else"):
        cover_only([], "Nobody is left")


def test_two_letters_that_turn_out_to_be_one_are_discussed_as_the_standing_one(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    meeting = convened(cast.hana, incident, involvement_keys=(of(incident, "B"),))
    same(cast.priya, incident, "A", "B")
    assert letters(meeting) == ["A"]
    with pytest.raises(Refused, match="discusses nobody else"):
        operations.uncover(
            by=cast.hana, at=AT, meeting=meeting.reference, involvement_key=of(incident, "A"),
            because="Mistake",
        )  # fmt: skip


def test_a_cancelled_meeting_is_out_of_the_calendars_and_its_reason_stays_with_the_team(
    cast: Cast, meeting: Meeting
) -> None:
    invited(meeting)
    with pytest.raises(Refused, match="Say why"):
        operations.cancel_meeting(by=cast.hana, at=AT, meeting=meeting.reference, because=" ")
    operations.cancel_meeting(by=cast.hana, at=AT, meeting=meeting.reference, because="Held as one with another")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == (MeetingState.CANCELLED, 1)
    assert meeting.cancelled_because == "Held as one with another"
    assert "MEETING_CANCELLED" in Delivery.objects.values_list("message", flat=True)
    assert not any("Held as one" in line for line in said_on_timeline(meeting))
    with pytest.raises(Refused, match="has not begun"):
        operations.cancel_meeting(by=cast.hana, at=AT, meeting=meeting.reference, because="Again")
    with pytest.raises(Refused, match="no longer changes"):
        change(cast, meeting, place="Room 9")


def test_a_stranger_changes_nothing(cast: Cast, meeting: Meeting) -> None:
    with pytest.raises(NotFound):
        operations.cancel_meeting(by=cast.stranger, at=AT, meeting=meeting.reference, because="No")
