"""When a plain copy of a safety plan may leave: a truth table of who is named in it, and whom it must not reach."""

from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry, EntryWords
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory import operations as directory
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.facts import ReportedAdult
from reachable.incidents.models import Incident, TimelineEntry
from reachable.incidents.operations import NewRelative
from reachable.people.choices import AssociationKind, NameUse, Stage
from reachable.people.facts import Telling
from reachable.people.matching import Entry as NewEntry
from reachable.people.models import DoNotDisclose
from reachable.safety.models import PlanCopy
from reachable.safety.policies.naming import UNSEEN, Somebody, mentioned
from reachable.safety.policies.plan import NewPlanMeasure
from tests.domain.incident_hands import involved, verbs
from tests.domain.plan_hands import LATER, copied, plan_of, written
from tests.domain.same_person_hands import same, three
from tests.factories import AT, Cast, networked, reported_incident, with_team

pytestmark = pytest.mark.django_db
B = Somebody((("Rokas", "Petrauskas"),), "B", "B")
WILL = Somebody((("Will", "Day"),), "C", "C")
JO = Somebody((("Jo", "O'Brien"),), "D", "D")
SISTER = Somebody((("Abena Grace", "Mensah"),), "E", "E")
LE = Somebody((("Zoë Anne", "Núñez-Smith"),), "N1", "N1")
KAI = ("Kai", "Mensah")

NAMED: list[tuple[Somebody, str, list[str]]] = [
    (B, "Rokas Petrauskas waits at the bus stop.", ["Rokas Petrauskas"]),
    (B, "petrauskas, rokas", ["petrauskas, rokas"]),
    (B, "Keeps away from rokas.", ["rokas"]),
    (B, "Rokas's brother; ROKAS’S friends.", ["Rokas", "ROKAS"]),
    (B, "The Petrauskas family", ["Petrauskas"]),
    (B, "He knows Rokasia and Petrauskaslaw.", []),
    (B, "Keeps away from B.", ["B"]),
    (B, "B (the other one) is near; not Bb, not B-road, not 5B.", ["B"]),
    (B, "It is the best bus.", []),
    (WILL, "He will ring the same day. Will he? Will ring.", []),
    (WILL, "He rings will when it is dark.", []),
    (WILL, "Keeps away from Will at school.", ["Will"]),
    (WILL, "will day is near", ["will day"]),
    (WILL, "Take it one Day at a time", ["Day"]),
    (JO, "Ring Jo.", ["Jo"]),
    (JO, "jo", []),
    (JO, "The O’Brien house, the obrien boys, o'brien", ["O’Brien", "obrien", "o'brien"]),
    (SISTER, "Mrs Mensah is at home; the Mensah family.", []),
    (SISTER, "Abena sleeps at home.", ["Abena"]),
    (SISTER, "Grace before meals. With Grace to school.", ["Grace"]),
    (SISTER, "Abena Mensah", ["Abena Mensah"]),
    (LE, "zoe nunez smith and Zoe", ["zoe nunez smith", "Zoe"]),
    (LE, "Nunez-Smith", ["Nunez-Smith"]),
    (LE, "N1 is near, N10 is not.", ["N1"]),
    (Somebody((), "A", "A"), "A trusted adult. A bus. Rings A (the other one), or A's mum.", ["A", "A"]),
    (Somebody((), "I", "I"), "I will ring. I (the friend).", ["I"]),
    (Somebody((("", "Big Dee"),), "", "N1"), "big dee was there; Dee too", ["big dee", "Dee"]),
    (Somebody((("", "Spider"),), "", "N1"), "Ring when spider comes", ["spider"]),
]


@pytest.mark.clause("SAF-8")
@pytest.mark.parametrize(("who", "text", "words"), NAMED, ids=[text[:40] for _, text, _ in NAMED])
def test_who_is_named(who: Somebody, text: str, words: list[str]) -> None:
    found = mentioned({"Here": text}, [who], [KAI])
    assert [one.words for one in found] == list(dict.fromkeys(words))


def test_who_is_not_seen_is_not_quoted() -> None:
    [one] = mentioned({"Out and about": "Rokas is near."}, [Somebody((("Rokas", "P"),))])
    assert one.words == ""
    assert one.sentence == f"{UNSEEN} is named under “Out and about”: take the name out"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """Kai (A), Rokas (B) and Ella (C)."""
    return with_team(cast, reported_incident(cast.hana, young_people=three()))


def lines(cast: Cast, incident: Incident, by: Professional | None = None) -> list[str]:
    state = plan_of(by or cast.priya, incident).copy
    assert state is not None
    return [line.words for line in state.missing]


def refused(cast: Cast, incident: Incident, by: Professional | None = None) -> str:
    with pytest.raises(Refused) as refusal:
        copied(by or cast.priya, incident)
    assert refusal.value.clause == "SAF-8"
    assert not PlanCopy.objects.exists()
    return refusal.value.message


@pytest.mark.clause("SAF-8")
def test_a_copy_that_holds_nobody_elses_data_is_made_and_recorded(cast: Cast, incident: Incident) -> None:
    plan = written(cast.priya, incident)
    assert lines(cast, incident) == []
    key = uuid4()
    made = copied(cast.hana, incident, recipient=" Kai and his mum ", key=key)
    assert (made.plan, made.recipient) == (plan, "Kai and his mum")
    assert copied(cast.hana, incident, recipient="Kai and his mum", key=key) == made
    with pytest.raises(Refused, match="used already"):
        copied(cast.hana, incident, recipient="His father", key=key)
    assert verbs(incident).count("safety-plan-copied") == 1
    entry = Entry.objects.get(verb="safety-plan-copied")
    assert "his mum" not in entry.codes
    assert "his mum" in EntryWords.objects.get(number=entry.number).words
    line = TimelineEntry.objects.get(code="plan-copied")
    assert line.words == "Hana Malik made a plain copy of the safety plan of A, version 1."


WHERE: list[dict[str, Any]] = [
    {"danger": "Rokas waits outside."},
    {"goals": "Rokas stays away."},
    {"scale": 3, "scale_by": "Rokas"},
    {"young_persons_words": "Rokas is after me."},
    {"carers_words": "We keep Rokas out."},
    {"trusted_adults": "Rokas"},
    {"agreed_with": "Rokas"},
    {"measures": (NewPlanMeasure("HOME", "Rokas is not let in"),)},
    {"measures": (NewPlanMeasure("ONLINE", "Is blocked", "Rokas"),)},
]


@pytest.mark.clause("SAF-8")
@pytest.mark.parametrize("changes", WHERE, ids=[str(next(iter(one))) + str(n) for n, one in enumerate(WHERE)])
def test_another_young_person_is_found_wherever_they_are_named(
    cast: Cast, incident: Incident, changes: dict[str, Any]
) -> None:
    written(cast.priya, incident, **changes)
    [line] = lines(cast, incident)
    assert line.startswith("“Rokas” under “")
    assert line.endswith("is B: take it out")
    assert line in refused(cast, incident)


def test_what_changed_stays_off_the_copy_and_may_name_them(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident)
    written(cast.priya, incident, at=LATER, because="Rokas was bailed")
    assert lines(cast, incident) == []


@pytest.mark.clause("SAF-8")
def test_letters_are_found_and_the_own_one_is_not(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident, danger="A is afraid of B (who was there) and of C.")
    assert lines(cast, incident) == [
        "“B” under “What we are worried about” is B: take it out",
        "“C” under “What we are worried about” is C: take it out",
    ]


def test_a_letter_that_turned_out_to_be_the_own_one_is_no_other(cast: Cast, incident: Incident) -> None:
    same(cast.priya, incident, "A", "B")
    written(cast.priya, incident, danger="B was the name that he gave; Rokas too.")
    assert lines(cast, incident) == []


@pytest.mark.clause("SAF-8")
def test_adults_of_the_incident_and_those_around_it(cast: Cast, incident: Incident) -> None:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    incidents.add_adult(**told, facts=ReportedAdult(given_names="Derek", family_name="Blunt"))
    networked(cast.hana, incident)
    written(cast.priya, incident, danger="Derek and Lena know the way.")
    assert lines(cast, incident) == [
        "“Derek” under “What we are worried about” is an adult of this incident: take it out",
        "“Lena” under “What we are worried about” is N1: take it out",
    ]
    written(cast.priya, incident, at=LATER, danger="Derek picks him up.", trusted_adults="Derek Blunt, his coach")
    assert lines(cast, incident) == [], "an adult whom somebody wrote down as trusted"


@pytest.mark.clause("SAF-8")
def test_adults_of_the_family_may_be_named_and_brothers_with_a_letter_not(cast: Cast, incident: Incident) -> None:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "key": involved(incident).key}
    aunt = NewEntry(given_names="Abena", family_name="Blunt", stage=Stage.ADULT)
    incidents.add_relative(**told, new=NewRelative(AssociationKind.AUNT_OR_UNCLE, Telling(), entry=aunt))
    tie = NewRelative(AssociationKind.SIBLING, Telling(), key=involved(incident, "C").key)
    incidents.add_relative(**told, new=tie)
    written(cast.priya, incident, danger="Abena Blunt and Ella are at home.")
    assert lines(cast, incident) == ["“Ella” under “What we are worried about” is C: take it out"]


def test_another_name_somebody_goes_by_counts(cast: Cast, incident: Incident) -> None:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "key": involved(incident, "B").key}
    incidents.add_other_name(**told, use=NameUse.NICKNAME, name="Spider")
    written(cast.priya, incident, danger="spider is about")
    assert lines(cast, incident) == ["“spider” under “What we are worried about” is B: take it out"]


def test_who_sees_letters_only_is_told_where_and_not_what(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident, danger="Rokas waits outside.")
    directory.set_letters_only(by=cast.priya, at=AT, on=True)
    cast.priya.refresh_from_db()
    assert lines(cast, incident) == [f"{UNSEEN} is named under “What we are worried about”: take the name out"]
    assert "Rokas" not in refused(cast, incident)


@pytest.mark.clause("SAF-8")
def test_nothing_leaves_while_somebody_must_not_learn_of_them(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "key": involved(incident).key}
    incidents.do_not_disclose(**told, to_whom="his father", because="He was violent")
    assert lines(cast, incident) == ["Do not disclose anything to: his father"]
    assert "Hana Malik, who recorded it" in refused(cast, incident)
    ended = {**told, "warning_key": DoNotDisclose.objects.get().key, "because": "The order was lifted"}
    incidents.end_do_not_disclose(**ended)
    assert copied(cast.priya, incident)


def test_one_of_somebody_else_holds_nothing_back(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "key": involved(incident, "B").key}
    incidents.do_not_disclose(**told, to_whom="his father", because="He was violent")
    assert copied(cast.priya, incident)


@pytest.mark.clause("SAF-8")
def test_one_that_is_recorded_where_the_maker_does_not_see_holds_it_back(cast: Cast, incident: Incident) -> None:
    """The same person, known to others by a record of an incident that this one may not open."""
    written(cast.priya, incident)
    other = reported_incident(cast.hana)
    told = {"by": cast.hana, "at": AT, "reference": other.reference, "key": involved(other).key}
    incidents.do_not_disclose(**told, to_whom="her uncle", because="A refuge")
    elsewhere = {"by": cast.hana, "at": AT, "reference": incident.reference, "who": involved(incident).key}
    [key] = {row.person.key for row in involved(other).record.belongings.all()}
    incidents.say_same_person(**elsewhere, other=key, because="His mother says so")
    assert lines(cast, incident) == [
        "something about them must not be disclosed, and it is recorded where you cannot see it"
    ]
    assert "her uncle" not in refused(cast, incident)
    assert lines(cast, incident, cast.hana) == ["Do not disclose anything to: her uncle"]


def test_a_copy_is_of_the_version_that_was_read(cast: Cast, incident: Incident) -> None:
    with pytest.raises(Refused, match="no safety plan yet"):
        copied(cast.priya, incident)
    written(cast.priya, incident)
    with pytest.raises(Refused) as refusal:
        copied(cast.priya, incident, recipient=" ")
    assert refusal.value.field == "recipient"
    written(cast.hana, incident, at=LATER)
    with pytest.raises(Stale):
        copied(cast.priya, incident, at=LATER, seen_number=1)


def test_who_makes_one(cast: Cast, incident: Incident) -> None:
    written(cast.priya, incident)
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.joy.key, why="Minutes"
    )
    with pytest.raises(NotPermitted):
        copied(cast.joy, incident)
    with pytest.raises(NotFound):
        copied(cast.stranger, incident)
