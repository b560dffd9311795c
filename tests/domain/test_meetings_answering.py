"""Answering an invitation by its link; being reminded of it; getting in as a guest with a code."""

import re
from datetime import timedelta
from typing import Any

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind
from reachable.meetings import operations as meetings
from reachable.meetings import queries
from reachable.meetings.choices import Coming
from reachable.meetings.models import Attendee, GuestCode, Meeting
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery
from tests.domain.inviting_hands import DAY, GUEST, HOUR, code_of, gp, guest_in, invited, last_to, place_of, token_of
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def answer(token: str, coming: str = Coming.COMING, **more: Any) -> Attendee:
    return meetings.answer_invitation(by=None, token=token, coming=coming, **{"at": AT, **more})


def test_whoever_holds_the_link_answers_and_may_say_otherwise_until_it_begins(cast: Cast) -> None:
    meeting = invited(cast)
    token = token_of(GUEST)
    answer(token)
    answer(token, Coming.SENDING, words="Dr Oduya comes for me")
    place = place_of(meeting, GUEST)
    assert (place.coming, place.coming_words, place.coming_at) == (Coming.SENDING, "Dr Oduya comes for me", AT)
    told = Entry.objects.filter(verb="invitation-answered")
    assert {one.by_key for one in told} == {str(place.professional.key)}
    assert queries.invitation(None, token, AT).coming == Coming.SENDING
    meetings.start_meeting(by=cast.hana, at=AT, meeting=meeting.reference)
    with pytest.raises(NotFound):
        answer(token, Coming.CANNOT)


def test_who_sends_somebody_says_whom_and_no_other_answer_is_taken(cast: Cast) -> None:
    invited(cast)
    for coming, words in ((Coming.SENDING, " "), ("", ""), ("MAYBE", "")):
        with pytest.raises(Refused):
            answer(token_of(GUEST), coming, words=words)
    assert not Entry.objects.filter(verb="invitation-answered").exists()


def _taken_out(cast: Cast, meeting: Meeting) -> None:
    key = place_of(meeting, GUEST).key
    meetings.take_out_attendee(by=cast.hana, at=AT, meeting=meeting.reference, key=key)


def _cancelled(cast: Cast, meeting: Meeting) -> None:
    meetings.cancel_meeting(by=cast.hana, at=AT, meeting=meeting.reference, because="Not needed")


def _started(cast: Cast, meeting: Meeting) -> None:
    meetings.start_meeting(by=cast.hana, at=AT, meeting=meeting.reference)


@pytest.mark.parametrize("happens", [_taken_out, _cancelled, _started])
def test_a_link_leads_nowhere_once(cast: Cast, happens: Any) -> None:
    meeting = invited(cast)
    token = token_of(GUEST)
    assert queries.invitation(None, token, AT).reference == meeting.reference
    happens(cast, meeting)
    with pytest.raises(NotFound):
        queries.invitation(None, token, AT)
    with pytest.raises(NotFound):
        answer(token)


def test_a_link_lapses_with_the_time_of_the_meeting_and_no_other_was_ever_one(cast: Cast) -> None:
    meeting = invited(cast)
    place = place_of(meeting, GUEST)
    for token in ("", "x", token_of(GUEST)[:-1], place.answer_digest, "x" * 100_000):
        with pytest.raises(NotFound):
            queries.invitation(None, token, AT)
    with pytest.raises(NotFound):
        answer(token_of(GUEST), at=meeting.ends_at)


def test_the_link_of_somebody_shut_out_leads_nowhere(cast: Cast) -> None:
    meeting = invited(cast)
    token = token_of(cast.sam.email)
    told: dict[str, Any] = {"by": cast.sam, "at": AT, "reference": meeting.incident.reference}
    incidents.declare_connection(**told, kind=ConnectionKind.LIVES_NEAR)
    with pytest.raises(NotFound):
        queries.invitation(None, token, AT)


def test_the_view_of_the_link_says_nothing_of_anybody_young(cast: Cast) -> None:
    meeting = invited(cast)
    said = repr(queries.invitation(None, token_of(GUEST), AT))
    assert "Hana Malik" in said
    for word in ("Kai", "Mensah", "Jay", "INC-", "trategy", meeting.kind, str(meeting.incident.key)):
        assert word not in said


# --- Reminders ----------------------------------------------------------------------------------------------


def remind(at: Any) -> set[str]:
    """Whom the worker reminds, however often it asks."""
    before = set(Delivery.objects.filter(message=Message.MEETING_REMINDER).values_list("pk", flat=True))
    while meetings.remind_of_meetings(by=None, at=at):
        pass
    new = Delivery.objects.filter(message=Message.MEETING_REMINDER).exclude(pk__in=before)
    return set(new.values_list("to", flat=True))


def test_who_has_not_answered_is_asked_three_days_before_and_all_who_may_come_the_day_before(cast: Cast) -> None:
    meeting = invited(cast, starts_at=AT + 5 * DAY, ends_at=AT + 5 * DAY + HOUR)
    everybody = {cast.hana.email, cast.sam.email, cast.ward.email, GUEST}
    answer(token_of(cast.sam.email), Coming.CANNOT)
    answer(token_of(cast.ward.email), Coming.COMING)
    assert remind(AT + DAY) == set()
    assert remind(AT + 2 * DAY) == {cast.hana.email, GUEST}
    assert remind(AT + 2 * DAY + HOUR) == set()
    assert remind(AT + 4 * DAY) == everybody - {cast.sam.email}
    assert remind(AT + 4 * DAY + HOUR) == set()
    assert place_of(meeting, GUEST).reminded_at == AT + 4 * DAY


def test_a_reminder_carries_a_link_that_works_and_ends_the_one_before(cast: Cast) -> None:
    invited(cast, starts_at=AT + 2 * DAY, ends_at=AT + 2 * DAY + HOUR)
    before = token_of(GUEST)
    remind(AT + DAY)
    assert last_to(GUEST).message == Message.MEETING_REMINDER
    assert answer(token_of(GUEST)).coming == Coming.COMING
    with pytest.raises(NotFound):
        answer(before)


def test_who_was_invited_within_the_last_day_is_not_reminded_of_what_just_came(cast: Cast) -> None:
    invited(cast, starts_at=AT + DAY / 2, ends_at=AT + DAY / 2 + HOUR)
    assert remind(AT + HOUR) == set()


def test_a_worker_that_was_away_sends_the_nearer_reminder_alone(cast: Cast) -> None:
    invited(cast, starts_at=AT + 5 * DAY, ends_at=AT + 5 * DAY + HOUR)
    remind(AT + 4 * DAY + 12 * HOUR)
    assert Delivery.objects.filter(message=Message.MEETING_REMINDER, to=GUEST).count() == 1


@pytest.mark.parametrize("happens", [_taken_out, _cancelled, _started])
def test_nobody_is_reminded_once(cast: Cast, happens: Any) -> None:
    meeting = invited(cast, starts_at=AT + 2 * DAY, ends_at=AT + 2 * DAY + HOUR)
    happens(cast, meeting)
    assert GUEST not in remind(AT + DAY)


# --- Codes of guests ----------------------------------------------------------------------------------------


def sent_code(at: Any = AT, address: str = GUEST) -> str:
    meetings.send_guest_code(by=None, address=address, at=at)
    return code_of(address)


def enter(code: str, at: Any = AT, address: str = GUEST) -> Any:
    return meetings.enter_as_guest(by=None, address=address, code=code, at=at)


def test_a_code_goes_to_the_invited_address_lets_in_once_and_is_nowhere_in_the_clear(cast: Cast) -> None:
    meeting = invited(cast)
    code = sent_code()
    assert re.fullmatch("[A-HJ-NP-Z2-9]{8}", code)
    kept = GuestCode.objects.get()
    assert code not in kept.digest
    assert code.encode() not in bytes(last_to(GUEST).link_sealed)
    letter = outbox.claim(at=AT, lease=MINUTE)
    while letter and letter.letter and letter.letter.subject != "Your code for Reachable":
        outbox.record_sent(letter, at=AT)
        letter = outbox.claim(at=AT, lease=MINUTE)
    assert letter is not None
    assert letter.letter is not None
    assert f"\n\n{code}\n\nhttp://testserver/guest/code/\n" in letter.letter.body
    outbox.record_sent(letter, at=AT)
    assert bytes(last_to(GUEST).link_sealed) == b""
    place = place_of(meeting, GUEST)
    assert enter(f" {code[:4].lower()}-{code[4:]} ") == place.key
    assert enter(code) is None
    assert [one.by_key for one in Entry.objects.filter(verb="guest-entered")] == [str(place.professional.key)]
    assert not Entry.objects.filter(codes__contains=code).exists()


def test_nothing_is_sent_to_who_was_not_invited_yet_has_an_account_or_is_nobody(cast: Cast) -> None:
    meeting = invited(cast)
    gp(cast, meeting, "late@surgery.example")
    for address in ("late@surgery.example", cast.ward.email, "nobody@nowhere.example", "", GUEST.split("@")[0]):
        meetings.send_guest_code(by=None, address=address, at=AT)
    assert not Delivery.objects.filter(message=Message.GUEST_CODE).exists()
    assert not GuestCode.objects.exists()


def test_a_code_lapses_is_replaced_by_the_next_and_bears_five_tries(cast: Cast) -> None:
    invited(cast)
    first = sent_code()
    assert enter(first, at=AT + 15 * MINUTE) is None
    second = sent_code(AT + MINUTE)
    assert enter(first, at=AT + MINUTE) is None
    for _ in range(4):
        assert enter("AAAAAAAA", at=AT + MINUTE) is None
    assert enter(second, at=AT + MINUTE) is None  # the sixth, of which the first was with the old code
    assert GuestCode.objects.order_by("-pk")[0].tries == 5
    assert Entry.objects.filter(verb="guest-code-wrong").count() == 5


def test_a_code_is_for_its_address_alone(cast: Cast) -> None:
    meeting = invited(cast)
    gp(cast, meeting, "other@surgery.example")
    invited(cast, meeting, at=AT + MINUTE)
    code = sent_code(AT + MINUTE)
    sent_code(AT + MINUTE, "other@surgery.example")
    assert enter(code, AT + MINUTE, "other@surgery.example") is None
    assert enter(code, AT + MINUTE, cast.ward.email) is None
    assert enter(code, AT + MINUTE) == place_of(meeting, GUEST).key


@pytest.mark.parametrize("happens", [_taken_out, _cancelled])
def test_a_code_opens_no_place_that_is_gone(cast: Cast, happens: Any) -> None:
    meeting = invited(cast)
    place, code = place_of(meeting, GUEST), sent_code()
    happens(cast, meeting)
    assert queries.guest_of(None, place.key, AT) is None
    if happens is _taken_out:
        assert enter(code) is None


def test_the_way_in_lapses_with_the_place(cast: Cast) -> None:
    meeting = invited(cast)
    place = place_of(meeting, GUEST)
    assert queries.guest_of(None, place.key, AT) == (place.professional, meeting.reference)
    assert queries.guest_of(None, place.key, place.lapses_at) is None
    meetings.send_guest_code(by=None, address=GUEST, at=place.lapses_at)
    assert not Delivery.objects.filter(message=Message.GUEST_CODE).exists()


def test_nobody_with_an_account_is_a_guest(cast: Cast) -> None:
    meeting = invited(cast)
    assert queries.guest_of(None, place_of(meeting, cast.ward).key, AT) is None


def test_of_several_meetings_a_code_opens_the_one_that_runs(cast: Cast) -> None:
    later = invited(cast, starts_at=AT + DAY, ends_at=AT + DAY + HOUR)
    running = invited(cast, incident=None, starts_at=AT + 3 * DAY, ends_at=AT + 3 * DAY + HOUR)
    assert enter(sent_code()) == place_of(later, GUEST).key
    _started(cast, running)
    assert enter(sent_code(AT + MINUTE), AT + MINUTE) == place_of(running, GUEST).key


def test_a_guest_holds_no_permission(cast: Cast) -> None:
    who: Professional = guest_in(cast, invited(cast))
    assert who.account is None
    assert who.roles == ()
