"""Facts about young people: where each one is, which roles, and who may know that somebody is a witness."""

from datetime import date, timedelta

import pytest

from reachable.common.refusals import NotFound, Refused, Stale
from reachable.incidents import operations, queries
from reachable.incidents.choices import Area, Part, PartEnd, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement, TimelineEntry
from reachable.people.matching import PossibleMatches, SamePerson
from tests.domain.incident_hands import people_in_last, person_key, timeline, verbs
from tests.domain.test_incidents_access import close
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def line(who, incident: Incident, letter: str = "A") -> queries.YoungPersonLine:
    return next(y for y in queries.incident(who, incident.reference, AT).young_people if y.letter == letter)


def test_where_somebody_is_now_stands_and_what_was_said_before_stays(cast: Cast, incident, kai) -> None:
    operations.record_whereabouts(
        by=cast.priya,
        at=AT,
        reference=incident.reference,
        involvement_key=kai.key,
        where=Where.CUSTODY,
        place="Wymondham",
        happened_at=AT - timedelta(minutes=5),
        seen_number=1,
    )
    shown = line(cast.sam, incident)
    assert (shown.where, shown.place, shown.whereabouts_number) == (Where.CUSTODY, "Wymondham", 2)
    assert [w.where for w in kai.whereabouts.order_by("number")] == [Where.HOSPITAL, Where.CUSTODY]
    assert "whereabouts" in timeline(incident)
    assert "whereabouts-recorded" in verbs(incident)
    assert people_in_last("whereabouts-recorded") == {person_key(kai)}


def test_the_second_of_two_writers_is_shown_what_the_first_said(cast: Cast, incident, kai) -> None:
    common = {"at": AT, "reference": incident.reference, "involvement_key": kai.key, "seen_number": 1}
    operations.record_whereabouts(by=cast.priya, where=Where.HOME, **common)
    with pytest.raises(Stale) as stale:
        operations.record_whereabouts(by=cast.sam, where=Where.MISSING, **common)
    assert stale.value.current.where == Where.HOME
    assert kai.whereabouts.count() == 2


def test_a_whereabouts_in_the_future_or_too_long_is_refused(cast: Cast, incident, kai) -> None:
    common = {"by": cast.priya, "at": AT, "reference": incident.reference, "involvement_key": kai.key}
    with pytest.raises(Refused, match="in the future"):
        operations.record_whereabouts(where=Where.HOME, happened_at=AT + timedelta(hours=1), seen_number=1, **common)
    with pytest.raises(Refused) as refused:
        operations.record_whereabouts(where=Where.HOME, place="x" * 201, seen_number=1, **common)
    assert refused.value.field == "place"


def test_facts_are_recorded_after_closing_and_by_nobody_out_of_reach(cast: Cast, incident, kai) -> None:
    close(cast.hana, incident)
    operations.record_whereabouts(
        by=cast.priya, at=AT, reference=incident.reference, involvement_key=kai.key, where=Where.HOME, seen_number=1
    )
    added = operations.add_young_person(
        by=cast.priya, at=AT, reference=incident.reference, facts=ReportedYoungPerson(given_names="Jay")
    )
    assert added.letter == "B"
    with pytest.raises(NotFound):
        operations.record_whereabouts(
            by=cast.mace, at=AT, reference=incident.reference, involvement_key=kai.key, where=Where.HOME, seen_number=2
        )
    other = reported_incident(cast.ward)
    with pytest.raises(NotFound):
        operations.record_whereabouts(
            by=cast.hana, at=AT, reference=other.reference, involvement_key=kai.key, where=Where.HOME, seen_number=2
        )


def test_a_young_person_who_is_added_gets_the_next_letter_and_is_there_once(cast: Cast, incident) -> None:
    jay = ReportedYoungPerson(given_names="Jay", family_name="Larter", date_of_birth=date(2010, 5, 6))
    common = {"by": cast.priya, "at": AT, "reference": incident.reference}
    added = operations.add_young_person(**common, facts=jay)
    assert added.letter == "B"
    assert "young-person-added" in timeline(incident)
    assert "young-person-added" in verbs(incident)
    with pytest.raises(PossibleMatches) as asked:
        operations.add_young_person(**common, facts=jay)
    same = SamePerson(asked.value.matches[0][0].person_key)
    with pytest.raises(Refused, match="in this incident already, as B"):
        operations.add_young_person(
            **common, facts=ReportedYoungPerson("Jay", "Larter", date_of_birth=date(2010, 5, 6), answer=same)
        )
    assert incident.involvements.count() == 2
    assert operations.add_young_person(**common, facts=ReportedYoungPerson()).letter == "C"


def test_several_roles_at_once_are_usual_and_a_known_one_ends_not_known(cast: Cast, incident) -> None:
    added = operations.add_young_person(
        by=cast.priya, at=AT, reference=incident.reference, facts=ReportedYoungPerson(given_names="Jay")
    )
    common = {"by": cast.sam, "at": AT, "reference": incident.reference, "involvement_key": added.key}
    operations.record_part(**common, part=Part.SUSPECTED)
    operations.record_part(**common, part=Part.SIBLING, words="Half-brother of A")
    assert line(cast.hana, incident, "B").part_words == "suspected, sibling"
    with pytest.raises(Refused, match="has that role already"):
        operations.record_part(**common, part=Part.SUSPECTED)
    operations.end_part(**common, part=Part.SUSPECTED, reason=PartEnd.NO_FURTHER_ACTION)
    assert line(cast.hana, incident, "B").part_words == "sibling"
    assert [p.until_by for p in added.parts.filter(part=Part.SUSPECTED)] == [cast.sam]
    with pytest.raises(NotFound):
        operations.end_part(**common, part=Part.SUSPECTED, reason=PartEnd.NO_FURTHER_ACTION)
    assert timeline(incident)[-3:] == ["part", "part", "part"]
    assert verbs(incident)[-3:] == ["part-recorded", "part-recorded", "part-ended"]


def test_that_somebody_is_a_witness_is_for_police_and_the_leads_of_childrens_services(
    cast: Cast, incident, kai
) -> None:
    operations.record_part(
        by=cast.sam, at=AT, reference=incident.reference, involvement_key=kai.key, part=Part.WITNESS, words="Saw it all"
    )
    for who, codes in ((cast.sam, ["VICTIM", "WITNESS"]), (cast.hana, ["VICTIM", "WITNESS"])):
        assert [code for code, _ in line(who, incident).parts] == codes
        assert "A: witness." in [entry.words for entry in queries.timeline_for(who, incident.reference, AT).lines]
    assert [code for code, _ in line(cast.priya, incident).parts] == ["VICTIM", "CONNECTED"]
    page = queries.timeline_for(cast.priya, incident.reference, AT)
    assert page.total == len(page.lines) == queries.timeline_for(cast.sam, incident.reference, AT).total - 1
    shown = queries.young_person(cast.priya, incident.reference, kai.key, AT)
    assert "witness" not in f"{page}{shown.parts}{shown.line}".lower().replace("may_see_witnesses", "")


def test_nobody_learns_by_trying_that_somebody_is_a_witness(cast: Cast, incident, kai) -> None:
    """Recording it is a fact and taken; ending it is answered as if there were nothing to end."""
    tried = {"by": cast.priya, "at": AT, "reference": incident.reference, "involvement_key": kai.key}
    with pytest.raises(NotFound):
        operations.end_part(**tried, part=Part.WITNESS, reason=PartEnd.MISTAKE, because="Never was")
    for _ in range(2):
        operations.record_part(**tried, part=Part.WITNESS)
    with pytest.raises(NotFound):
        operations.end_part(**tried, part=Part.WITNESS, reason=PartEnd.MISTAKE, because="Never was")
    assert kai.parts.filter(part=Part.WITNESS, until_at=None).count() == 1


def test_a_reader_of_letters_only_reads_no_name_of_a_young_person(cast: Cast, incident, kai) -> None:
    cast.priya.letters_only = True
    view = queries.incident(cast.priya, incident.reference, AT)
    assert (view.young_people[0].label, view.young_people[0].name) == ("A", "")
    assert "Mensah" not in str(view)
    assert "Mensah" not in str(queries.timeline_for(cast.priya, incident.reference, AT))
    assert line(cast.hana, incident).label == "Kai Mensah (A)"


def test_the_timeline_comes_in_pages_newest_first(cast: Cast, incident) -> None:
    for n in range(3):
        operations.add_young_person(
            by=cast.hana, at=AT + timedelta(minutes=n), reference=incident.reference, facts=ReportedYoungPerson()
        )
    first = queries.timeline_for(cast.hana, incident.reference, AT, page=1, size=2)
    assert [entry.letter for entry in first.lines] == ["D", "C"]
    last = queries.timeline_for(cast.hana, incident.reference, AT, page=99, size=2)
    assert (last.page, last.lines[-1].code) == (last.pages, "incident-reported")


def test_an_unknown_area_is_said_in_words(cast: Cast) -> None:
    view = queries.incident(cast.mace, reported_incident(cast.ward, area=Area.NOT_KNOWN).reference, AT)
    assert ("Area", "Not known") in view.facts


@pytest.mark.parametrize(
    ("part", "reason", "because", "field"),
    [
        (Part.SUSPECTED, PartEnd.NO_FURTHER_ACTION, "", None),
        (Part.SUSPECTED, PartEnd.ACQUITTED, "", None),
        (Part.SUSPECTED, PartEnd.MISTAKE, "Another boy", None),
        (Part.SUSPECTED, PartEnd.MISTAKE, " ", "because"),
        (Part.SUSPECTED, PartEnd.OTHER, "Charged", "reason"),
        (Part.PRESENT, PartEnd.OTHER, "He had left", None),
        (Part.PRESENT, PartEnd.OTHER, "", "because"),
        (Part.PRESENT, PartEnd.ACQUITTED, "", "reason"),
        (Part.PRESENT, PartEnd.NO_FURTHER_ACTION, "", "reason"),
    ],
)
def test_suspected_ends_on_no_further_action_or_acquittal(
    cast: Cast, incident, kai, part: str, reason: str, because: str, field: str | None
) -> None:
    common = {"by": cast.sam, "at": LATER, "reference": incident.reference, "involvement_key": kai.key}
    operations.record_part(**common, part=part)
    if field:
        with pytest.raises(Refused) as refused:
            operations.end_part(**common, part=part, reason=reason, because=because)
        assert refused.value.field == field
        return
    operations.end_part(**common, part=part, reason=reason, because=because, ended_on=date(2026, 11, 21))
    [ended] = [one for one in queries.young_person(cast.sam, incident.reference, kai.key, AT).parts if one.until_at]
    assert (ended.code, ended.until_on, ended.until_by) == (part, date(2026, 11, 21), "Sam Okafor")
    assert (ended.until_label, ended.until_because) == (PartEnd(reason).label, because)
    assert "from 21 November 2026" in TimelineEntry.objects.filter(incident=incident, code="part").latest("pk").words


def test_a_role_ends_today_unless_another_day_is_said_and_not_before_the_incident(cast: Cast, incident, kai) -> None:
    common = {"by": cast.sam, "reference": incident.reference, "involvement_key": kai.key, "part": Part.SUSPECTED}
    operations.record_part(**common, at=AT)
    for day, words in ((date(2026, 11, 20), "before it happened"), (date(2026, 11, 22), "in the future")):
        with pytest.raises(Refused, match=words):
            operations.end_part(**common, at=AT, reason=PartEnd.ACQUITTED, ended_on=day)
    operations.end_part(**common, at=AT, reason=PartEnd.ACQUITTED)
    assert kai.parts.get(part=Part.SUSPECTED).until_on == date(2026, 11, 21)


def test_why_a_role_ended_does_not_tell_a_witness_from_somebody_connected(cast: Cast, incident, kai) -> None:
    common = {"at": AT, "reference": incident.reference, "involvement_key": kai.key}
    for part in (Part.WITNESS, Part.CONNECTED):
        operations.record_part(by=cast.sam, **common, part=part)
        operations.end_part(by=cast.sam, **common, part=part, reason=PartEnd.MISTAKE, because=f"Not a {part}")
    ended = {
        who: [one for one in queries.young_person(who, incident.reference, kai.key, AT).parts if one.until_at]
        for who in (cast.sam, cast.priya)
    }
    assert [(one.code, one.until_because) for one in ended[cast.sam]] == [
        ("WITNESS", "Not a WITNESS"), ("CONNECTED", "Not a CONNECTED"),
    ]  # fmt: skip
    assert [(one.code, one.until_because) for one in ended[cast.priya]] == [("CONNECTED", ""), ("CONNECTED", "")]
