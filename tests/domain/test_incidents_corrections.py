"""What was reported is added to and corrected: the facts, who a young person is, which adults there are."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from reachable.audit.models import EntryWords
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.incidents import operations, queries
from reachable.incidents.choices import AdultPart, Area, Finding, Known, Part, Weapon
from reachable.incidents.facts import FACTS, ReportedAdult, ReportedYoungPerson
from reachable.incidents.models import FactsBefore, Incident, Involvement, TimelineEntry
from reachable.outbox.models import Delivery
from reachable.people.matching import Entry
from reachable.people.models import Doubt, RecordHistory
from tests.at_once import at_once
from tests.domain.incident_hands import answer, asked, people_in_last, person_key, timeline, verbs
from tests.domain.test_incidents_access import close
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ELLA = ReportedYoungPerson(given_names="Ella", family_name="Ward", date_of_birth=date(2012, 3, 2))
ELLA_NOW = Entry(given_names="Ella", family_name="Ward", date_of_birth=date(2012, 3, 2))


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, weapon=Weapon.NOT_KNOWN, happened_at=None))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def say(by: Any, incident: Incident, seen: int = 1, because: str = "", **changes: Any) -> Incident:
    return operations.record_facts(
        by=by, at=AT, reference=incident.reference, changes=changes, seen_number=seen, because=because
    )


def correct(by: Any, kai: Involvement, entry: Entry, seen: int = 1, reason: str = "") -> Any:
    return operations.correct_young_person(
        by=by, at=AT, reference=kai.incident.reference, involvement_key=kai.key, entry=entry, seen_version=seen,
        reason=reason,
    )  # fmt: skip


def last_line(incident: Incident) -> str:
    return str(TimelineEntry.objects.filter(incident=incident).order_by("id").values_list("words", flat=True).last())


def test_a_fact_that_was_not_known_is_added_and_what_stood_stays(cast: Cast, incident: Incident) -> None:
    say(
        cast.priya,
        incident,
        because="The officer rang",
        weapon=Weapon.KNIFE,
        place="Waterloo Park",
        description="Two ran.",
    )
    incident.refresh_from_db()
    assert (incident.weapon, incident.description, incident.facts_number) == (Weapon.KNIFE, "Two ran.", 2)
    kept = FactsBefore.objects.get()
    assert (kept.number, kept.values) == (1, {"weapon": "NOT_KNOWN", "description": ""})
    assert (kept.replaced_by, kept.replaced_at, kept.because) == (cast.priya, AT, "The officer rang")
    assert timeline(incident)[-1] == "facts"
    assert last_line(incident) == "What happened: added. Weapon: Knife or blade (was not known)."
    assert verbs(incident)[-1] == "facts-recorded"
    assert "The officer rang" in EntryWords.objects.latest("number").words


def test_words_that_may_name_somebody_stay_off_the_timeline(cast: Cast, incident: Incident) -> None:
    say(cast.priya, incident, description="Kai Mensah ran", told_by="Ms Ward", threats=Known.YES, threats_words="Kai")
    assert "Kai" not in last_line(incident)
    assert "Ward" not in last_line(incident)
    assert "Threats made: Yes (was not known)." in last_line(incident)
    say(cast.priya, incident, 2, description="Two ran")
    assert last_line(incident) == "What happened: corrected."


def test_the_second_of_two_writers_is_shown_what_the_first_said(cast: Cast, incident: Incident) -> None:
    say(cast.priya, incident, weapon=Weapon.KNIFE)
    with pytest.raises(Stale) as stale:
        say(cast.sam, incident, weapon=Weapon.FIREARM)
    assert stale.value.current.weapon == Weapon.KNIFE
    view = queries.facts_as_recorded(cast.sam, incident.reference, AT)
    assert view.number == 2
    assert view.as_seen(1)["weapon"] == Weapon.NOT_KNOWN
    assert view.as_seen(2)["weapon"] == Weapon.KNIFE
    assert [(f.label, f.was, f.now) for f in view.before[0].facts] == [("Weapon", "Not known", "Knife or blade")]


@pytest.mark.parametrize(
    ("changes", "says", "field"),
    [
        ({}, "Nothing is different", ""),
        ({"place": "Waterloo Park"}, "Nothing is different", ""),
        ({"happened_at": AT + HOUR}, "is in the future", "happened_at"),
        ({"weapon": "SPOON"}, "not a valid choice", "weapon"),
        ({"place": "x" * 301}, "at most 300", "place"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    cast: Cast, incident: Incident, changes: dict[str, Any], says: str, field: str
) -> None:
    with pytest.raises(Refused, match=says) as refused:
        say(cast.priya, incident, **changes)
    assert refused.value.field == field
    assert not FactsBefore.objects.exists()
    incident.refresh_from_db()
    assert incident.facts_number == 1
    assert verbs(incident)[-1] != "facts-recorded"


def test_seconds_are_no_difference(cast: Cast, incident: Incident) -> None:
    say(cast.priya, incident, happened_at=AT - HOUR + timedelta(seconds=20))
    with pytest.raises(Refused, match="Nothing is different"):
        say(cast.priya, incident, 2, happened_at=AT - HOUR)
    view = queries.facts_as_recorded(cast.priya, incident.reference, AT)
    assert view.as_seen(1)["happened_at"] is None
    say(cast.priya, incident, 2, happened_at=None)
    view = queries.facts_as_recorded(cast.priya, incident.reference, AT)
    assert view.as_seen(2)["happened_at"] == AT - HOUR + timedelta(seconds=20)


def test_facts_are_taken_once_closed_and_not_on_a_joined_report(cast: Cast, incident: Incident) -> None:
    close(cast.hana, incident)
    say(cast.priya, incident, weapon=Weapon.KNIFE)
    other, into = reported_incident(cast.hana), with_team(cast, reported_incident(cast.mace))
    theirs = {other.involvements.get().key: None}
    operations.join_reports(by=cast.hana, at=AT, reference=other.reference, into=into.reference, same=theirs)
    for refused in (
        lambda: say(cast.hana, other, weapon=Weapon.FIREARM),
        lambda: operations.add_adult(by=cast.hana, at=AT, reference=other.reference, facts=ReportedAdult()),
        lambda: correct(cast.hana, other.involvements.get(), ELLA_NOW),
    ):
        with pytest.raises(Refused, match="Work continues there"):
            refused()


def test_nobody_else_can_correct(cast: Cast, incident: Incident, kai: Involvement) -> None:
    for act in (
        lambda: say(cast.stranger, incident, weapon=Weapon.KNIFE),
        lambda: correct(cast.stranger, kai, ELLA_NOW),
        lambda: operations.add_adult(by=cast.stranger, at=AT, reference=incident.reference, facts=ReportedAdult()),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.usefixtures("committed_db")
def test_of_two_at_once_one_is_told(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    results = at_once(
        lambda: say(cast.priya, incident, weapon=Weapon.FIREARM), lambda: say(cast.sam, incident, weapon=Weapon.OTHER)
    )
    assert sorted(type(result).__name__ for result in results) == ["Incident", "Stale"]
    assert FactsBefore.objects.count() == 1


def test_the_database_keeps_one_row_for_each_correction(cast: Cast, incident: Incident) -> None:
    say(cast.priya, incident, weapon=Weapon.KNIFE)
    kept = FactsBefore.objects.get()
    kept.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


def test_deadlines_from_when_it_happened_wait_for_it_and_follow_it_until_they_are_answered(
    cast: Cast, incident: Incident
) -> None:
    waits = asked(incident, "hospital-protection", "A")
    waits.due_at, waits.due_rule = None, "2h after incident"
    waits.save()

    def due() -> object:
        return asked(incident, "hospital-protection", "A").due_at

    say(cast.priya, incident, weapon=Weapon.KNIFE)
    assert due() is None
    say(cast.priya, incident, 2, happened_at=AT - HOUR)
    assert due() == AT + HOUR
    say(cast.priya, incident, 3, happened_at=AT - 2 * HOUR)
    assert due() == AT
    answer(cast.priya, incident, "hospital-protection", "IN_PLACE", "A")
    say(cast.priya, incident, 4, happened_at=AT - 3 * HOUR)
    assert due() == AT


def test_the_duty_roles_of_an_area_that_becomes_known_are_told_while_nobody_leads(cast: Cast) -> None:
    unled = reported_incident(cast.ward, area=Area.NOT_KNOWN)
    assert cast.edt
    sent = Delivery.objects.count()
    say(cast.hana, unled, area=Area.BRECKLAND)
    assert Delivery.objects.count() > sent
    sent = Delivery.objects.count()
    led = with_team(cast, reported_incident(cast.hana, area=Area.NOT_KNOWN))
    sent = Delivery.objects.count()
    say(cast.hana, led, area=Area.BRECKLAND)
    assert Delivery.objects.count() == sent


def test_a_name_that_becomes_known_is_recorded_and_what_it_said_stays(
    cast: Cast, incident: Incident, kai: Involvement
) -> None:
    entry = Entry(given_names="Kai", family_name="Mensa", date_of_birth=date(2011, 2, 3), nhs_number="999 000 0018")
    assert correct(cast.priya, kai, entry, reason="His mother spelled it") == ()
    shown = queries.person_as_recorded(cast.priya, incident.reference, kai.key, AT)
    assert (shown.family_name, shown.date_of_birth, shown.approximate_age) == ("Mensa", date(2011, 2, 3), None)
    assert (shown.nhs_number, shown.version) == ("9990000018", 2)
    [before] = shown.before
    assert (before.said, before.by, before.because) == ("Kai Mensah, about 15", "Priya Nair", "His mother spelled it")
    assert last_line(incident) == "A: name, date of birth, age, NHS number added or corrected."
    assert "young-person-corrected" in verbs(incident)
    assert people_in_last("young-person-corrected") == {person_key(kai)}
    correct(cast.priya, kai, Entry(given_names="Kai"), seen=2)
    shown = queries.person_as_recorded(cast.priya, incident.reference, kai.key, AT)
    assert "NHS number 9990000018" in [one.said for one in shown.before]


def test_a_correction_of_a_person_is_refused_when_it_is_stale_or_empty_or_impossible(
    cast: Cast, kai: Involvement
) -> None:
    same = Entry(given_names="Kai", family_name="Mensah", approximate_age=15)
    with pytest.raises(Refused, match="Nothing is different"):
        correct(cast.priya, kai, same)
    with pytest.raises(Refused, match="NHS number") as refused:
        correct(cast.priya, kai, Entry(given_names="Kai", nhs_number="1234567890"))
    assert refused.value.field == "nhs_number"
    correct(cast.priya, kai, ELLA_NOW)
    with pytest.raises(Stale):
        correct(cast.sam, kai, same)
    assert RecordHistory.objects.count() == 1


def test_whoever_agrees_with_somebody_held_is_a_doubt_and_nobody_is_merged(
    cast: Cast, incident: Incident, kai: Involvement
) -> None:
    reported_incident(cast.ward, young_people=(ELLA,))
    [match] = correct(cast.priya, kai, ELLA_NOW)
    assert match.held_by == "Norwich General Hospital"
    assert Doubt.objects.count() == 1
    shown = queries.young_person(cast.priya, incident.reference, kai.key, AT)
    assert shown.doubts == {match.person_key: "Norwich General Hospital"}
    assert person_key(kai) != str(match.person_key)


def test_a_young_person_of_another_incident_cannot_be_corrected_through_this_one(
    cast: Cast, incident: Incident
) -> None:
    other = reported_incident(cast.ward, young_people=(ELLA,)).involvements.get()
    with pytest.raises(NotFound):
        operations.correct_young_person(
            by=cast.priya, at=AT, reference=incident.reference, involvement_key=other.key, entry=ELLA_NOW,
            seen_version=1,
        )  # fmt: skip
    with pytest.raises(NotFound):
        queries.person_as_recorded(cast.priya, incident.reference, other.key, AT)


def test_an_adult_is_added_afterwards(cast: Cast, incident: Incident) -> None:
    facts = ReportedAdult(family_name="Grey", approximate_age=40, part=AdultPart.SUSPECTED, words="Drove the car")
    operations.add_adult(by=cast.priya, at=AT, reference=incident.reference, facts=facts)
    [shown] = queries.incident(cast.priya, incident.reference, AT).adults
    assert (shown.name, shown.age, shown.part_label, shown.words) == ("Grey", "about 40", "Suspected", "Drove the car")
    assert last_line(incident) == "Priya Nair added an adult: suspected."
    assert verbs(incident)[-1] == "adult-added"
    with pytest.raises(Refused, match="Add a young person instead"):
        operations.add_adult(
            by=cast.priya, at=AT, reference=incident.reference, facts=ReportedAdult(approximate_age=12)
        )
    with pytest.raises(NotFound):
        operations.add_adult(by=cast.admin, at=AT, reference=incident.reference, facts=facts)


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize(
    ("part", "knows", "reads"),
    [
        (Part.WITNESS, Finding.MET, Finding.NOT_KNOWN),
        (Part.CONNECTED, Finding.NOT_MET, Finding.NOT_KNOWN),
        (Part.SIBLING, Finding.NOT_MET, Finding.NOT_MET),
        (Part.VICTIM, Finding.MET, Finding.MET),
    ],
)
def test_the_finding_tells_nobody_which_of_the_connected_is_a_witness(
    cast: Cast, part: Part, knows: Finding, reads: Finding
) -> None:
    child = ReportedYoungPerson(given_names="Ella", approximate_age=12, parts=(part,))
    suspect = ReportedYoungPerson(given_names="Jay", date_of_birth=date(2003, 1, 1), parts=(Part.SUSPECTED,))
    incident = with_team(cast, reported_incident(cast.hana, young_people=(child, suspect)))
    assert queries.definition(cast.sam, incident.reference, AT).worked_out.age.finding == knows
    assert queries.definition(cast.priya, incident.reference, AT).worked_out.age.finding == reads


def test_every_fact_of_a_report_can_be_corrected() -> None:
    assert {field.name for field in Incident._meta.fields} >= set(FACTS)
