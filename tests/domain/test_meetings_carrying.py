"""When a report is joined its meetings go with it, and nothing that was said in them is lost."""

from datetime import date, timedelta

import pytest

from reachable.incidents.choices import FactKind
from reachable.incidents.models import Incident
from reachable.meetings import operations, queries
from reachable.meetings.choices import NoteKind
from reachable.meetings.models import AgendaItem, AnswerGiven, Meeting, Note, NoteAbout, Outcome, Section47
from tests.domain.incident_hands import answer, told, verbs
from tests.domain.meeting_hands import convened
from tests.domain.test_incidents_joining import join
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=30)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(1)))


@pytest.fixture
def report(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))


def young(incident: Incident, letter: str) -> object:
    return incident.involvements.get(position="ABC".index(letter))


def decided(meeting: Meeting, about: object, number: int, **record: str) -> None:
    Outcome.objects.create(meeting=meeting, involvement=about, number=number, record=record, by=meeting.chair, at=AT)


def enquiry(meeting: Meeting, about: object) -> Section47:
    day = date(2026, 11, 21)
    return Section47.objects.create(
        incident=meeting.incident, involvement=about, started_on=day, started_by=meeting, target_on=day,
        by=meeting.chair, at=AT,
    )  # fmt: skip


def test_a_meeting_goes_with_its_report_by_the_letters_of_the_incident(cast: Cast, incident, report) -> None:
    meeting = convened(cast.hana, report)
    place = operations.add_attendee(
        by=cast.hana, at=AT, meeting=meeting.reference, code="health", professional_key=cast.ward.key,
        sees=[young(report, "A").key],
    )  # fmt: skip
    item = AgendaItem.objects.filter(meeting=meeting).first()
    note = Note.objects.create(
        meeting=meeting, item=item, kind=NoteKind.FACT, words="Seen at noon", by=cast.hana, at=AT
    )
    NoteAbout.objects.create(note=note, involvement=young(report, "A"))
    decided(meeting, young(report, "A"), 1, threshold="met")
    join(cast.hana, report, incident, None, young(incident, "A"), at=LATER)  # A is new there: B; B is its A
    meeting.refresh_from_db()
    assert meeting.incident == incident
    b = young(incident, "B")
    view = queries.prepare(cast.hana, meeting.reference, LATER)
    assert {one.letter for one in view.heading.covered} == {"A", "B"}
    assert [one.involvement for one in place.young_people.all()] == [b]
    assert note.about.get().involvement == b
    assert Outcome.objects.get().involvement == b
    assert [one.reference for one in queries.meetings_of(cast.hana, incident.reference, LATER).meetings] == [
        meeting.reference
    ]
    assert "meetings-carried" in verbs(incident)


def test_two_letters_that_are_one_there_are_said_once(cast: Cast, incident, report) -> None:
    meeting = convened(cast.hana, report)
    a, b = young(report, "A"), young(report, "B")
    place = operations.add_attendee(
        by=cast.hana, at=AT, meeting=meeting.reference, code="health", professional_key=cast.ward.key,
        sees=[a.key, b.key],
    )  # fmt: skip
    note = Note.objects.create(
        meeting=meeting, item=meeting.items.first(), kind=NoteKind.VIEW, words="Afraid", by=cast.hana, at=AT
    )
    NoteAbout.objects.bulk_create([NoteAbout(note=note, involvement=one) for one in (a, b)])
    decided(meeting, a, 1, threshold="not-met")
    decided(meeting, b, 1, threshold="met")
    same = young(incident, "A")
    join(cast.hana, report, incident, same, same, at=LATER)
    assert [one.involvement for one in meeting.covered.filter(out_at__isnull=True)] == [same]
    assert meeting.covered.filter(out_at__isnull=False).count() == 1
    assert [one.involvement for one in place.young_people.all()] == [same]
    assert note.about.get().involvement == same
    found = Outcome.objects.order_by("number").values_list("involvement_id", "number", "record")
    assert list(found) == [(same.pk, 1, {"threshold": "not-met"}), (same.pk, 2, {"threshold": "met"})]


def test_an_enquiry_goes_on_and_there_are_never_two_of_one_young_person(cast: Cast, incident, report) -> None:
    theirs = convened(cast.hana, report)
    alone, twice = enquiry(theirs, young(report, "A")), enquiry(theirs, young(report, "B"))
    ours = enquiry(convened(cast.hana, incident), young(incident, "A"))
    join(cast.hana, report, incident, None, young(incident, "A"), at=LATER)
    for row in (alone, twice, ours):
        row.refresh_from_db()
    assert (alone.incident, alone.involvement, alone.closed_on) == (incident, young(incident, "B"), None)
    assert (twice.involvement, twice.closed_on) == (young(incident, "A"), date(2026, 11, 21))
    assert twice.closed_because == "Goes on as the enquiry of the incident to which the report was joined."
    assert ours.closed_on is None


def test_an_answer_that_was_given_in_it_is_its_copy_there(cast: Cast, incident, report) -> None:
    meeting = convened(cast.hana, report)
    given = answer(cast.sam, report, "safe-to-return", "NOT_NEEDED", "A")
    row = AnswerGiven.objects.create(meeting=meeting, item=meeting.items.first(), answer=given)
    join(cast.hana, report, incident, young(incident, "A"), None, at=LATER)
    row.refresh_from_db()
    asked = row.answer.consideration
    assert (asked.about, asked.code) == (young(incident, "A"), "safe-to-return")
    assert (row.answer.by, row.answer.carried_from) == (cast.sam, report.reference)


@pytest.mark.clause("CUS-6")
def test_what_the_facts_of_the_incident_call_for_is_called_for_there(cast: Cast, incident, report) -> None:
    told(cast.hana, incident, FactKind.ARRESTED, "A")
    meeting = convened(cast.hana, report)
    assert meeting.seats.get(code="custody-workers").required_because == ""
    join(cast.hana, report, incident, young(incident, "A"), None, at=LATER)
    assert meeting.seats.get(code="custody-workers").required_because.startswith("A: they were arrested")


def test_a_report_without_meetings_leaves_no_word_of_them(cast: Cast, incident, report) -> None:
    join(cast.hana, report, incident, None, None, at=LATER)
    assert "meetings-carried" not in verbs(incident)
