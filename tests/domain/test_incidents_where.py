"""Where a young person is: contradicted, chosen and corrected, in one incident and in two reports of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import Said, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement, TimelineEntry
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
MINUTE, HOUR, LATER = timedelta(minutes=1), timedelta(hours=1), AT + timedelta(hours=2)
WHERE_NOW = "In hospital, or at home: not settled"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.mark.clause("SAF-11")
def test_where_somebody_is_can_be_contradicted_and_chosen(cast: Cast, incident, kai) -> None:
    common = {"at": AT, "reference": incident.reference, "involvement_key": kai.key}
    operations.record_whereabouts(by=cast.priya, where=Where.HOME, relation=Said.CONTRADICTS, seen_number=1, **common)
    view = queries.young_person(cast.sam, incident.reference, kai.key, AT)
    assert (view.line.where_label, view.line.is_contradictory, view.line.place) == (WHERE_NOW, True, "")
    assert [one.number for one in view.said_now] == [1, 2]
    with pytest.raises(Refused, match="Say why"):
        operations.choose_whereabouts(by=cast.sam, number=1, because="", seen_number=2, **common)
    with pytest.raises(Stale):
        operations.choose_whereabouts(by=cast.sam, number=1, because="I rang", seen_number=1, **common)
    with pytest.raises(NotFound):
        operations.choose_whereabouts(by=cast.stranger, number=1, because="I rang", seen_number=2, **common)
    operations.choose_whereabouts(by=cast.sam, number=1, because="I rang the ward", seen_number=2, **common)
    view = queries.young_person(cast.hana, incident.reference, kai.key, AT)
    assert (view.line.where_label, view.line.is_contradictory, view.said_now) == ("In hospital", False, ())
    said = [(one.where, one.is_wrong, one.because) for one in view.whereabouts]
    assert said == [("HOSPITAL", False, "I rang the ward"), ("HOME", True, ""), ("HOSPITAL", False, "")]
    with pytest.raises(Refused, match="nothing to choose between"):
        operations.choose_whereabouts(by=cast.sam, number=3, because="Again", seen_number=3, **common)
    with pytest.raises(NotFound):
        operations.choose_whereabouts(by=cast.sam, number=2, because="Again", seen_number=3, **common)


def test_a_correction_of_where_says_why(cast: Cast, incident, kai) -> None:
    common = {"by": cast.priya, "at": AT, "reference": incident.reference, "involvement_key": kai.key}
    with pytest.raises(Refused) as refused:
        operations.record_whereabouts(where=Where.HOME, relation=Said.CORRECTS, seen_number=1, **common)
    assert refused.value.field == "because"
    operations.record_whereabouts(
        where=Where.HOME, relation=Said.CORRECTS, because="Another boy", seen_number=1, **common
    )
    words = TimelineEntry.objects.filter(incident=incident, code="whereabouts").latest("pk").words
    assert words == "A: at home; what was said before is wrong."
    assert queries.young_person(cast.sam, incident.reference, kai.key, AT).whereabouts[1].is_wrong


def test_death_that_is_contradicted_is_not_taken_to_be_so(cast: Cast, incident, kai) -> None:
    """Both are read; what is asked of a young person who lives goes on until it is settled."""
    operations.record_whereabouts(
        by=cast.priya, at=AT, reference=incident.reference, involvement_key=kai.key, where=Where.DIED,
        relation=Said.CONTRADICTS, seen_number=1,
    )  # fmt: skip
    shown = queries.young_person(cast.sam, incident.reference, kai.key, AT).line
    assert (shown.where, shown.where_label) == ("HOSPITAL", "In hospital, or died: not settled")


def reports_of_one_boy(cast: Cast, here: str, there: str) -> tuple[Incident, Incident]:
    """Two reports, the second an hour after the first, each with where he is as far as it is known."""
    young = [(ReportedYoungPerson(where=where),) for where in (here, there)]
    return (
        reported_incident(cast.hana, young_people=young[0]),
        reported_incident(cast.hana, young_people=young[1], at=AT + HOUR),
    )


def move(by: Professional, incident: Incident, where: str, seen: int, **more: Any) -> None:
    operations.record_whereabouts(
        by=by, at=LATER, reference=incident.reference, involvement_key=incident.involvements.get().key, where=where,
        seen_number=seen, **more,
    )  # fmt: skip


def joined(cast: Cast, incident: Incident, report: Incident) -> queries.YoungPersonLine:
    same = {report.involvements.get().key: incident.involvements.get().key}
    operations.join_reports(by=cast.hana, at=LATER, reference=report.reference, into=incident.reference, same=same)
    [shown] = queries.incident(cast.hana, incident.reference, LATER).young_people
    return shown


@pytest.mark.parametrize(
    ("here", "there", "shown"),
    [
        (Where.HOSPITAL, Where.HOME, "In hospital, or at home: not settled"),
        (Where.HOSPITAL, Where.HOSPITAL, "In hospital"),
        (Where.HOSPITAL, Where.NOT_KNOWN, "In hospital"),
        (Where.NOT_KNOWN, Where.HOME, "At home"),
        (Where.NOT_KNOWN, Where.NOT_KNOWN, "Not known"),
    ],
)
def test_two_reports_that_say_different_places_are_not_decided_by_which_came_last(
    cast: Cast, here: str, there: str, shown: str
) -> None:
    for one, other in ((here, there), (there, here)):
        found = joined(cast, *reports_of_one_boy(cast, one, other)).where_label
        assert sorted(found.lower().replace(": not settled", "").split(", or ")) == sorted(
            shown.lower().replace(": not settled", "").split(", or ")
        )
        assert found.endswith("not settled") == shown.endswith("not settled")


@pytest.mark.parametrize("said_there", [True, False])
@pytest.mark.parametrize("since", [AT - HOUR, AT + 90 * MINUTE])
def test_a_time_settles_it_only_where_it_is_after_what_the_other_report_said(
    cast: Cast, since: datetime, said_there: bool
) -> None:
    """In hospital at the time of the one report; at home since before it contradicts that, since after it does not."""
    incident, report = reports_of_one_boy(cast, Where.HOSPITAL, Where.NOT_KNOWN)
    if not said_there:
        incident, report = report, incident
    move(cast.hana, report if said_there else incident, Where.HOME, 1, happened_at=since)
    shown = joined(cast, incident, report)
    assert shown.is_contradictory == (since < AT)
    assert shown.where_label == "At home" or shown.where_label.endswith("not settled")


def test_of_two_that_say_since_when_the_later_stands_whoever_said_it_first(cast: Cast) -> None:
    incident, report = reports_of_one_boy(cast, Where.NOT_KNOWN, Where.NOT_KNOWN)
    move(cast.hana, incident, Where.HOME, 1, happened_at=AT)
    move(cast.hana, report, Where.CUSTODY, 1, happened_at=AT - HOUR)
    assert joined(cast, incident, report).where_label == "At home"


@pytest.mark.parametrize("moved_there", [True, False])
def test_what_the_other_report_said_before_they_moved_contradicts_nothing(cast: Cast, moved_there: bool) -> None:
    incident, report = reports_of_one_boy(cast, Where.HOSPITAL, Where.HOSPITAL)
    move(cast.hana, report if moved_there else incident, Where.HOME, 1)
    shown = joined(cast, incident, report)
    assert (shown.where, shown.is_contradictory) == (Where.HOME, False)


def test_what_was_said_in_the_report_keeps_how_it_stood_to_what_was_said_before(cast: Cast) -> None:
    incident, report = reports_of_one_boy(cast, Where.NOT_KNOWN, Where.CUSTODY)
    move(cast.hana, report, Where.HOSPITAL, 1, relation=Said.CORRECTS, because="Another boy")
    move(cast.hana, report, Where.HOME, 2, relation=Said.CONTRADICTS)
    shown = joined(cast, incident, report)
    assert shown.where_label == "In hospital, or at home: not settled"
    said = queries.young_person(cast.hana, incident.reference, shown.key, LATER).whereabouts
    assert [(one.where, one.is_wrong, one.because) for one in said] == [
        ("HOME", False, ""), ("HOSPITAL", False, "Another boy"), ("CUSTODY", True, ""), ("NOT_KNOWN", False, ""),
    ]  # fmt: skip
    assert [one.number for one in said] == [4, 3, 2, 1]


def test_several_in_both_reports_are_kept_and_only_the_last_of_each_contradict(cast: Cast) -> None:
    incident, report = reports_of_one_boy(cast, Where.HOSPITAL, Where.HOME)
    move(cast.hana, report, Where.CUSTODY, 1)
    shown = joined(cast, incident, report)
    assert shown.where_label == "In custody, or in hospital: not settled"
    assert incident.involvements.get().whereabouts.count() == 4
