"""Two who type at the same moment, with real commits: nothing is lost and nothing is doubled."""

from typing import Any
from uuid import uuid4

from reachable.audit.verify import verify
from reachable.meetings import operations, queries
from reachable.meetings.models import Meeting, Note
from reachable.responses import operations as responses
from reachable.responses.models import Action, Answer
from tests.at_once import at_once
from tests.domain.incident_hands import asked
from tests.domain.running_hands import NOW, agreed, item, note, running, staffed, use
from tests.domain.test_responses_at_once import fresh, kinds
from tests.factories import Cast


def test_notes_of_two_writers_are_both_kept(committed_db: None, cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    before = Meeting.objects.get(pk=meeting.pk).revision
    writers = [cast.hana, cast.joy] * 4
    results = at_once(*[lambda by=by, n=n: note(fresh(by), meeting, words=f"Note {n}") for n, by in enumerate(writers)])
    assert kinds(results) == {"Note": 8}, results
    assert set(Note.objects.values_list("words", flat=True)) == {f"Note {n}" for n in range(8)}
    assert Meeting.objects.get(pk=meeting.pk).revision == before + 8
    assert verify().problems == []


def test_the_same_note_and_the_same_action_sent_twice_at_once_are_one(committed_db: None, cast: Cast) -> None:
    meeting, key, other = running(cast, staffed(cast)), uuid4(), uuid4()
    results = at_once(*[lambda: note(fresh(cast.joy), meeting, key=key)] * 4)
    assert kinds(results) == {"Note": 4}, results
    owner = f"p:{cast.priya.key}"
    results = at_once(*[lambda: agreed(fresh(cast.joy), meeting, owner, key=other)] * 4)
    assert kinds(results) == {"Action": 4}, results
    assert (Note.objects.count(), Action.objects.filter(key=other).count()) == (1, 1)


def test_of_two_who_change_or_answer_the_same_one_is_shown_the_other(committed_db: None, cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    row = note(cast.joy, meeting)
    results = at_once(
        *[
            lambda by=by: operations.change_note(
                by=fresh(by),
                at=NOW,
                meeting=meeting.reference,
                note_key=row.key,
                seen_version=1,
                kind="FACT",
                words=f"As {by.name} heard it",
            )
            for by in (cast.hana, cast.joy)
        ]
    )
    assert kinds(results) == {"Note": 1, "Stale": 1}, results
    card = asked(incident, "weapons-threats-debts", "A")
    results = at_once(
        *[
            lambda by=by: operations.answer_in_meeting(
                by=fresh(by),
                at=NOW,
                meeting=meeting.reference,
                item_key=item(meeting, "peers").key,
                consideration_key=card.key,
                answer="IN_PLACE",
                because=f"As {by.name} heard it",
                seen_number=0,
            )
            for by in (cast.hana, cast.joy)
        ]
    )
    assert kinds(results) == {"Answer": 1, "Stale": 1}, results
    assert Answer.objects.filter(consideration=card).count() == 1


def test_answering_in_the_meeting_and_on_the_sheet_at_once_blocks_nobody(committed_db: None, cast: Cast) -> None:
    """The incident's row is locked before that of the meeting, everywhere."""
    incident = staffed(cast)
    meeting = running(cast, incident)
    here, there = asked(incident, "weapons-threats-debts", "A"), asked(incident, "weapons-threats-debts", "B")
    common: dict[str, Any] = {"at": NOW, "answer": "IN_PLACE", "because": "Heard", "seen_number": 0}
    results = at_once(
        lambda: operations.answer_in_meeting(
            by=fresh(cast.joy),
            meeting=meeting.reference,
            item_key=item(meeting, "peers").key,
            consideration_key=here.key,
            **common,
        ),
        lambda: responses.answer_consideration(
            by=fresh(cast.priya), reference=incident.reference, consideration_key=there.key, **common
        ),
        lambda: note(fresh(cast.hana), meeting),
        lambda: agreed(fresh(cast.hana), meeting, f"p:{cast.priya.key}"),
    )
    assert kinds(results) == {"Answer": 2, "Note": 1, "Action": 1}, results


def test_typing_is_said_by_two_at_once_and_is_one_row_each(committed_db: None, cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    key = item(meeting, "peers").key
    jobs = [
        lambda by=by: operations.say_typing(by=fresh(by), at=NOW, meeting=meeting.reference, item_key=key)
        for by in (cast.hana, cast.joy) * 2
    ]
    assert kinds(at_once(*jobs)) == {"NoneType": 4}
    live = queries.live(cast.hana, meeting.reference, NOW, use=use(cast.hana, meeting), since=0)
    assert live.typing == ("Joy Adeyemi",)
