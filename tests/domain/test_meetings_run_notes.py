"""Notes of a meeting: written once, changed with both shown, taken back, disagreed with, cleared."""

from typing import Any
from uuid import uuid4

import pytest

from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents.choices import Audience
from reachable.incidents.models import Incident
from reachable.meetings import operations, queries
from reachable.meetings.choices import NoteKind
from reachable.meetings.models import Meeting, Note
from tests.domain.incident_hands import involved, people_in_last, person_key, verbs
from tests.domain.running_hands import NOW, note, place, restricted, running, staffed, there, view
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def change(by: Professional, meeting: Meeting, row: Note, seen: int, **changes: object) -> Note:
    facts: dict[str, Any] = {"kind": row.kind, "words": row.words, "audience": row.audience, **changes}
    return operations.change_note(
        by=by, at=NOW, meeting=meeting.reference, note_key=row.key, seen_version=seen, **facts
    )


def test_a_note_says_who_said_it_about_whom(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    said_by = place(meeting, cast.ward).key
    note(cast.joy, meeting, about="B", said_by=said_by, words="  Is afraid of the bus  ", kind=NoteKind.VIEW)
    [line] = view(cast.sam, meeting).notes
    assert (line.words, line.kind_label, line.said_by, line.letters) == (
        "Is afraid of the bus",
        "View",
        "Wendy Barrow",
        ("B",),
    )
    assert verbs(incident)[-2] == "meeting-note-added"
    assert people_in_last("meeting-note-added") == {person_key(involved(incident, "B"))}


def test_sent_again_after_a_lost_connection_it_is_one_note(cast: Cast) -> None:
    meeting, key = running(cast, staffed(cast)), uuid4()
    first = note(cast.joy, meeting, key=key)
    again = note(cast.joy, meeting, key=key, words="They are friends")
    assert first == again
    assert meeting.notes.count() == 1
    with pytest.raises(NotFound):
        note(cast.hana, meeting, key=key)


def test_only_the_chair_and_the_minute_taker_write(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    with pytest.raises(NotPermitted):
        note(cast.sam, meeting)
    with pytest.raises(NotFound):
        note(cast.stranger, meeting)


def test_a_note_is_about_those_whom_the_meeting_covers(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    meeting.covered.filter(involvement=involved(incident, "B")).update(
        out_by=cast.hana, out_at=NOW, out_because="Is not part of it"
    )
    with pytest.raises(NotFound):
        note(cast.joy, meeting, about="B")


def test_of_two_who_change_it_the_second_is_shown_both(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    row = note(cast.joy, meeting, about="A")
    change(cast.hana, meeting, row, 1, words="They were friends", about=[involved(meeting.incident, "B").key])
    with pytest.raises(Stale) as stale:
        change(cast.joy, meeting, row, 1, words="They are best friends")
    assert (stale.value.current.words, stale.value.current.version) == ("They were friends", 2)
    [line] = view(cast.joy, meeting).notes
    assert (line.words, line.letters, line.changed_by) == ("They were friends", ("B",), "Hana Malik")


def test_taken_back_it_stays_with_the_reason(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    row = note(cast.joy, meeting)
    told: dict[str, Any] = {"by": cast.hana, "at": NOW, "meeting": meeting.reference, "note_key": row.key}
    with pytest.raises(Refused):
        operations.take_back_note(**told, because="")
    operations.take_back_note(**told, because="Misheard")
    shown = view(cast.joy, meeting)
    assert [(one.is_taken_back, one.taken_back_because) for one in shown.notes] == [(True, "Misheard")]
    assert shown.item
    assert shown.item.notes == 0
    with pytest.raises(NotFound):
        change(cast.joy, meeting, row, 2)


def test_somebody_does_not_agree_with_a_decision(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    decision = note(cast.joy, meeting, kind=NoteKind.DECISION, words="The chair writes to the council")
    told: dict[str, Any] = {
        "by": cast.joy,
        "at": NOW,
        "meeting": meeting.reference,
        "attendee_key": place(meeting, cast.ward).key,
    }
    operations.record_dissent(**told, note_key=decision.key, words="Too late")
    operations.record_dissent(**told, note_key=decision.key, words="Too late, and too little")
    [line] = view(cast.sam, meeting).notes
    assert [(one.name, one.words) for one in line.dissent] == [("Wendy Barrow", "Too late, and too little")]
    with pytest.raises(Refused):
        operations.record_dissent(**told, note_key=note(cast.joy, meeting).key, words="No")


@pytest.mark.clause("CTX-15")
def test_what_police_say_is_held_until_they_clear_its_wording(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    row = note(cast.joy, meeting, said_by=place(meeting, cast.sam).key, words="A source says they will come")
    [line] = view(cast.sam, meeting).notes
    assert (line.held_by_police, line.needs_clearing, line.is_cleared, line.may_clear) == (True, True, False, True)
    told: dict[str, Any] = {"at": NOW, "meeting": meeting.reference, "note_key": row.key}
    for other in (cast.hana, cast.joy):
        with pytest.raises(NotPermitted):
            operations.clear_note(by=other, **told, wording="They may come")
    operations.clear_note(by=cast.sam, **told, wording=" Police expect them to come ")
    [line] = view(cast.hana, meeting).notes
    assert (line.cleared_words, line.cleared_by, line.may_clear) == (
        "Police expect them to come",
        "Sam Okafor",
        False,
    )
    assert "meeting-note-cleared" in verbs(incident)
    change(
        cast.joy, meeting, row, 1, words="A source says that they come tonight", said_by=place(meeting, cast.sam).key
    )
    [line] = view(cast.hana, meeting).notes
    assert (line.is_cleared, line.held_by_police) == (False, True)


@pytest.mark.clause("CTX-15")
def test_a_plan_of_police_is_held_and_about_somebody(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    with pytest.raises(Refused) as refusal:
        note(cast.joy, meeting, "police-plans")
    assert refusal.value.field == "about"
    row = note(cast.joy, meeting, "police-plans", about="A")
    assert (row.is_plan, row.held_by_police) == (True, True)
    with pytest.raises(Refused) as refusal:
        note(cast.hana, meeting, "police-plans", about="A", held_by_police=False)
    assert refusal.value.clause == "CTX-15"
    with pytest.raises(Refused):
        note(cast.joy, meeting, "police-plans", is_plan=False)
    reminder = note(cast.hana, meeting, "police-plans", is_plan=False, held_by_police=False, words="Ring by Friday")
    assert (reminder.is_plan, reminder.held_by_police) == (False, False)


def test_the_chair_clears_what_was_said_for_fewer(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    row = note(cast.hana, meeting, audience=Audience.CHILDRENS_SERVICES)
    told: dict[str, Any] = {
        "at": NOW,
        "meeting": meeting.reference,
        "note_key": row.key,
        "wording": "They know each other",
    }
    with pytest.raises(NotFound):  # who may not read it cannot find it
        operations.clear_note(by=cast.sam, **told)
    with pytest.raises(NotPermitted):
        operations.clear_note(by=cast.priya, **told)
    assert operations.clear_note(by=cast.hana, **told).cleared_words == "They know each other"


def test_nobody_writes_for_readers_to_whom_he_does_not_belong(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    assert [code for code, _ in view(cast.joy, meeting).audiences] == ["TEAM"]
    with pytest.raises(Refused) as refusal:
        note(cast.joy, meeting, audience=Audience.CHILDRENS_SERVICES)
    assert refusal.value.field == "audience"


READERS = ("hana", "joy", "sam", "mace", "ward", "priya")
WHO_READS = {  # audience, in a part that Hana, Sam and Joy stayed for -> who reads it
    (Audience.TEAM, False): {"hana", "joy", "sam", "mace", "ward", "priya"},
    (Audience.CHILDRENS_SERVICES, False): {"hana", "priya"},
    (Audience.WITNESSES, False): {"hana", "sam", "mace"},
    (Audience.THREAT_TO_LIFE, False): {"hana", "sam", "mace"},
    (Audience.TEAM, True): {"hana", "joy", "sam"},
    (Audience.WITNESSES, True): {"hana", "sam"},
    (Audience.CHILDRENS_SERVICES, True): {"hana"},
}


@pytest.mark.parametrize(("audience", "in_part"), WHO_READS, ids=lambda value: str(value))
def test_who_reads_which_note(cast: Cast, audience: Audience, in_part: bool) -> None:
    """By audience, by role and by who stayed for a restricted part."""
    meeting = running(cast, staffed(cast))
    there(cast.hana, meeting, cast.sam, cast.ward, cast.priya)
    if in_part:
        restricted(cast.hana, meeting, cast.hana, cast.sam, cast.joy, code="peers")
    note(cast.hana, meeting, audience=audience)
    reads = {name for name in READERS if view(getattr(cast, name), meeting).notes}
    assert reads == WHO_READS[audience, in_part]


def test_who_left_a_restricted_part_learns_only_that_there_is_a_note(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    there(cast.hana, meeting, cast.sam, cast.ward)
    restricted(cast.hana, meeting, cast.hana, cast.sam, code="peers")
    note(cast.hana, meeting, words="Nobody else hears this")
    shown = view(cast.joy, meeting)
    assert (shown.notes, shown.not_shown_in_restricted) == ((), 1)
    assert view(cast.ward, meeting).not_shown_in_restricted == 0
    assert shown.restricted
    assert (shown.restricted.reader_left, shown.restricted.left) == (True, ("Wendy Barrow",))
    with pytest.raises(Refused):
        note(cast.joy, meeting)
    aside = note(cast.joy, meeting, "parents", words="From before")
    assert aside.part is None


def test_a_part_needs_its_chair_and_runs_alone_and_ends_with_the_meeting(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    with pytest.raises(Refused) as refusal:
        restricted(cast.joy, meeting, cast.sam)
    assert refusal.value.field == "stay"
    operations.set_shared_view(by=cast.joy, at=NOW, meeting=meeting.reference, shown=True)
    restricted(cast.joy, meeting, cast.hana, cast.sam)
    meeting.refresh_from_db()
    assert meeting.shared_view is False
    with pytest.raises(Refused):
        restricted(cast.joy, meeting, cast.hana)
    part = operations.end_restricted(by=cast.hana, at=NOW, meeting=meeting.reference)
    assert part.until_at == NOW
    with pytest.raises(Refused):
        operations.end_restricted(by=cast.hana, at=NOW, meeting=meeting.reference)
    restricted(cast.joy, meeting, cast.hana)
    operations.end_meeting(by=cast.hana, at=NOW, meeting=meeting.reference)
    assert not meeting.restricted_parts.filter(until_at__isnull=True).exists()
    assert verbs(incident).count("meeting-restricted-part-ended") == 2


def test_late_notes_until_the_minutes_are_agreed(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    operations.end_meeting(by=cast.hana, at=NOW, meeting=meeting.reference)
    row = note(cast.joy, meeting, said_by=place(meeting, cast.sam).key)
    Meeting.objects.filter(pk=meeting.pk).update(state="AGREED")
    with pytest.raises(Refused, match="agreed"):
        note(cast.joy, meeting)
    cleared = operations.clear_note(
        by=cast.sam, at=NOW, meeting=meeting.reference, note_key=row.key, wording="As police put it"
    )
    assert cleared.cleared_words == "As police put it"


def test_the_item_of_a_note(cast: Cast) -> None:
    incident: Incident = staffed(cast)
    meeting = running(cast, incident)
    row = note(cast.hana, meeting, audience=Audience.CHILDRENS_SERVICES)
    assert queries.item_of_note(cast.hana, meeting.reference, row.key, NOW) == row.item.key
    with pytest.raises(NotFound):
        queries.item_of_note(cast.sam, meeting.reference, row.key, NOW)
