"""What happened is recorded: by whom, about whom, with which trace, and who reads it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reachable.common import happenings
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.incidents import operations, queries
from reachable.incidents.choices import Audience, FactKind, FactStands, TeamPart
from reachable.incidents.fact_kinds import KINDS
from reachable.incidents.models import Fact, Incident, Involvement, TimelineEntry
from tests.domain.fact_hands import choose, line, lines, say, settle
from tests.domain.incident_hands import people_in_last, person_key, verbs
from tests.domain.test_incidents_access import close
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR, LATER = timedelta(hours=1), AT + timedelta(hours=2)
ONLY_ABOUT_KAI = [kind for kind, one in KINDS.items() if one.about_young_person and not one.either]
EITHER = [kind for kind, one in KINDS.items() if one.either]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[happenings.Happening]:
    """What is told of facts, as well as to whoever hears it."""
    found: list[happenings.Happening] = []
    tell = happenings.tell
    monkeypatch.setattr(happenings, "tell", lambda one: (found.append(one), tell(one)))
    return found


@pytest.mark.clause("CUS-1")
def test_an_arrest_is_recorded_with_its_trace_and_told_to_the_rooms_above(cast: Cast, incident, kai, heard) -> None:
    fact = say(
        cast.priya, incident, happened_at=AT - HOUR, happened_about=True, place="Wymondham", words="Kai's own words",
        told_by="Custody sergeant",
    )  # fmt: skip
    [shown] = lines(cast.sam, incident, kai.key)
    assert (shown.kind_label, shown.letter, shown.place, shown.told_by) == (
        "Arrested", "A", "Wymondham", "Custody sergeant",
    )  # fmt: skip
    assert (shown.by, shown.happened_at, shown.happened_about, shown.stands) == ("Priya Nair", AT - HOUR, True, True)
    entry = TimelineEntry.objects.get(incident=incident, code="fact")
    assert (entry.words, entry.happened_at, entry.about) == ("A: arrested, Wymondham (about).", AT - HOUR, kai)
    assert entry.source_key == str(fact.key)
    assert "fact-recorded" in verbs(incident)
    assert people_in_last("fact-recorded") == {person_key(kai)}
    told = [one for one in heard if isinstance(one, happenings.FactRecorded)]
    assert [(one.kind, one.involvement_id) for one in told] == [("ARRESTED", kai.pk)]


def test_what_happened_in_the_incident_is_about_nobody(cast: Cast, incident, kai, heard) -> None:
    say(cast.priya, incident, FactKind.MEDIA_INTEREST, place="A local paper")
    assert [one.kind for one in lines(cast.sam, incident, None)] == [FactKind.MEDIA_INTEREST]
    assert lines(cast.sam, incident, kai.key) == []
    assert [(o.kind, o.involvement_id) for o in heard if isinstance(o, happenings.FactRecorded)] == [
        ("MEDIA_INTEREST", None)
    ]
    with pytest.raises(Refused, match="record it there"):
        say(cast.priya, incident, FactKind.MEDIA_INTEREST, involvement_key=kai.key)
    for kind in ONLY_ABOUT_KAI:
        with pytest.raises(Refused, match="which young person"):
            say(cast.priya, incident, kind, involvement_key=None)


@pytest.mark.parametrize("kind", EITHER)
def test_a_threat_or_a_post_is_said_of_a_young_person_or_of_the_incident(cast: Cast, incident, kai, kind: str) -> None:
    say(cast.priya, incident, kind)
    say(cast.priya, incident, kind, involvement_key=None)
    assert [one.letter for one in lines(cast.sam, incident, None)] == [""]
    assert [one.letter for one in lines(cast.sam, incident, kai.key)] == ["A"]
    heading = queries.heading(cast.priya, incident.reference, AT)
    for young_person in (True, False):
        offered = queries.kinds_to_record(cast.priya, heading, young_person=young_person)
        assert kind in {one.kind for one in offered}


@pytest.mark.parametrize("kind", list(KINDS))
def test_only_a_hearing_may_lie_ahead(cast: Cast, incident, kind: str) -> None:
    if KINDS[kind].lies_ahead:
        fact = say(cast.hana, incident, kind, happened_at=AT + 72 * HOUR, place="Norwich Youth Court")
        entry = TimelineEntry.objects.get(source_key=str(fact.key))
        assert "24 November 2026, 22:15" in entry.words
        assert entry.happened_at is None
        return
    with pytest.raises(Refused, match="in the future"):
        say(cast.hana, incident, kind, happened_at=AT + HOUR)
    say(cast.hana, incident, kind, happened_at=AT)


def test_a_place_is_kept_only_where_one_is_asked_for_and_too_much_is_refused(cast: Cast, incident) -> None:
    assert say(cast.hana, incident, FactKind.CHARGED, place="Wymondham").place == ""
    with pytest.raises(Refused) as refused:
        say(cast.hana, incident, words="x" * 501)
    assert refused.value.field == "words"


def test_the_same_form_sent_twice_is_one_fact(cast: Cast, incident, heard) -> None:
    key = uuid4()
    first, second = (say(cast.priya, incident, key=key) for _ in range(2))
    assert first == second
    assert Fact.objects.count() == 1
    assert verbs(incident).count("fact-recorded") == 1
    assert len([one for one in heard if isinstance(one, happenings.FactRecorded)]) == 1


def test_facts_are_taken_after_closing_and_from_nobody_out_of_reach(cast: Cast, incident, kai) -> None:
    close(cast.hana, incident)
    fact = say(cast.priya, incident)
    with pytest.raises(NotFound):
        say(cast.stranger, incident)
    for act in (lambda: settle(cast.stranger, fact, FactStands.MISTAKE), lambda: choose(cast.stranger, fact)):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotFound):
        say(cast.priya, incident, involvement_key=reported_incident(cast.hana).involvements.get().key)


def test_nothing_is_written_on_a_report_that_was_joined(cast: Cast, incident) -> None:
    report = reported_incident(cast.hana)
    fact, boy = say(cast.hana, report), report.involvements.get()
    same = {boy.key: None}
    operations.join_reports(by=cast.hana, at=AT, reference=report.reference, into=incident.reference, same=same)
    for act in (
        lambda: say(cast.hana, report),
        lambda: say(cast.hana, report, FactKind.MEDIA_INTEREST),
        lambda: settle(cast.hana, fact, FactStands.MISTAKE),
        lambda: choose(cast.hana, fact),
    ):
        with pytest.raises(Refused, match="Work continues there"):
            act()


def test_that_stabilisation_begins_is_said_by_who_manages_the_team(cast: Cast, incident) -> None:
    with pytest.raises(NotPermitted):
        say(cast.priya, incident, FactKind.STABILISATION)
    fact = say(cast.hana, incident, FactKind.STABILISATION)
    with pytest.raises(NotPermitted):
        settle(cast.priya, fact, FactStands.MISTAKE)
    assert [line(who, fact).may_settle for who in (cast.hana, cast.priya)] == [True, False]
    heading = queries.heading(cast.priya, incident.reference, AT)
    offered = queries.kinds_to_record(cast.priya, heading, young_person=False)
    assert FactKind.STABILISATION not in {one.kind for one in offered}


def test_that_the_notification_was_sent_is_for_who_decides_or_advises(cast: Cast, incident) -> None:
    with pytest.raises(NotPermitted):
        say(cast.priya, incident, FactKind.NOTIFICATION_SENT)
    fact = say(cast.hana, incident, FactKind.NOTIFICATION_SENT, happened_at=AT)
    assert fact.audience == Audience.NOTIFICATION_DECISION
    assert "notification was sent" not in str(queries.timeline_for(cast.priya, incident.reference, AT))
    assert "notification was sent" in str(queries.timeline_for(cast.hana, incident.reference, AT))
    assert lines(cast.priya, incident, None) == []
    for look in (lambda: line(cast.priya, fact), lambda: settle(cast.priya, fact, FactStands.MISTAKE)):
        with pytest.raises(NotFound):
            look()
    operations.name_lead(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.ward.key, why="Advises",
        part=TeamPart.SAFEGUARDING_ADVISER,
    )  # fmt: skip
    assert [one.kind for one in lines(cast.ward, incident, None)] == [FactKind.NOTIFICATION_SENT]


def test_a_form_of_somebody_else_or_of_another_incident_is_not_taken_twice(cast: Cast, incident) -> None:
    key = uuid4()
    say(cast.priya, incident, key=key)
    other = with_team(cast, reported_incident(cast.hana))
    for by, where in ((cast.sam, incident), (cast.priya, other)):
        with pytest.raises(Refused, match="used already"):
            say(by, where, key=key)
    assert Fact.objects.count() == 1
