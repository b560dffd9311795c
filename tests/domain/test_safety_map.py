"""The safety map made with a young person: what it owes, its versions, and who sees it anywhere."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry, EntryWords
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.contexts import operations, queries
from reachable.contexts.models import SafetyMap
from reachable.contexts.policies.maps import EDGE, MOST_PLACES, MOST_POINTS, NewPlace, may_see
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident, TimelineEntry
from tests.counting import query_count
from tests.domain.context_hands import refer, refer_from
from tests.domain.incident_hands import involved, people_in_last, person_key, timeline, verbs
from tests.domain.map_hands import BUS, LATER, LIBRARY, TEXT, map_of, mapped, put, shown_to, taken_out
from tests.domain.same_person_hands import LATEST, apart, same, three
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    found = with_team(cast, reported_incident(cast.hana))
    for name in ("tyss", "joy"):
        joined(cast, found, name)
    return found


def joined(cast: Cast, incident: Incident, name: str) -> None:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Works with Kai"}
    incidents.add_to_team(**told, professional_key=getattr(cast, name).key)


@pytest.mark.clause("STA-6")
def test_a_map_is_begun_and_each_row_is_a_version(cast: Cast, incident: Incident) -> None:
    mapped(cast.priya, incident)
    put(cast.priya, incident, BUS)
    put(cast.priya, incident, LIBRARY)
    put(cast.priya, incident, NewPlace("Bus station", "PLACE", "AMBER"), number=1)
    taken_out(cast.priya, incident, 2)
    put(cast.priya, incident, NewPlace("Aunt Efua's", "PLACE", "GREEN"))
    view = map_of(cast.priya, incident)
    assert view.stands is not None
    assert [(one.number, one.name, one.colour) for one in view.stands.places] == [
        (1, "Bus station", "AMBER"),
        (3, "Aunt Efua's", "GREEN"),
    ]
    assert [one.changed for one in view.versions][::-1] == [
        "Begun",
        "Added: Bus station",
        "Added: Library",
        "Changed: Bus station",
        "Taken out: Library",
        "Added: Aunt Efua's",
    ]
    before = view.versions[3].places
    assert before[0].times == ("After school", "In the evening")
    assert before[1].points == ((20.0, 35.0),)
    assert view.stands.young_persons_words == "I go the long way round."


OWED: list[tuple[dict[str, Any], str]] = [
    ({"explained": " "}, "explained"),
    ({"made_with": ""}, "made_with"),
    ({"made_on": None}, "made_on"),
    ({"made_on": (AT + timedelta(days=1)).date()}, "made_on"),
    ({"seen_by": ""}, "seen_by"),
    ({"seen_by": "EVERYBODY"}, "seen_by"),
    ({"seen_by": "NAMED"}, "readers"),
    ({"young_persons_words": "x" * 2001}, "young_persons_words"),
]


@pytest.mark.clause("STA-6")
@pytest.mark.parametrize(("changes", "field"), OWED, ids=[f"{field}-{n}" for n, (_, field) in enumerate(OWED)])
def test_what_a_map_owes(cast: Cast, incident: Incident, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        mapped(cast.priya, incident, **changes)
    assert refusal.value.field == field
    assert not SafetyMap.objects.exists()


ROWS: list[tuple[dict[str, Any], str]] = [
    ({"name": " "}, "name"),
    ({"kind": "MOON"}, "kind"),
    ({"colour": ""}, "colour"),
    ({"colour": "BLUE"}, "colour"),
    ({"times": ("teatime",)}, "times"),
    ({"kind": "ROUTE", "points": ((1, 2),)}, "points"),
    ({"points": ((EDGE + 1, 2),)}, "points"),
    ({"points": ((2, -1),)}, "points"),
    ({"points": ((91, 2),), "is_sketch": False}, "points"),
    ({"points": ((1, 2),) * (MOST_POINTS + 1)}, "points"),
]


@pytest.mark.clause("STA-6")
@pytest.mark.parametrize(("changes", "field"), ROWS, ids=[f"{field}-{n}" for n, (_, field) in enumerate(ROWS)])
def test_what_a_row_owes(cast: Cast, incident: Incident, changes: dict[str, Any], field: str) -> None:
    mapped(cast.priya, incident)
    with pytest.raises(Refused) as refusal:
        put(cast.priya, incident, NewPlace(**{**vars(BUS), **changes}))
    assert refusal.value.field == field
    assert SafetyMap.objects.count() == 1


def test_rows_need_a_map_and_there_is_an_end_to_them(cast: Cast, incident: Incident) -> None:
    with pytest.raises(Refused, match="Begin it first"):
        put(cast.priya, incident)
    mapped(cast.priya, incident)
    with pytest.raises(Refused, match="took this out"):
        put(cast.priya, incident, number=1)
    for number in range(MOST_PLACES):
        put(cast.priya, incident, NewPlace(f"Place {number}", "PLACE", "GREEN"))
    with pytest.raises(Refused, match="not kept in mind"):
        put(cast.priya, incident)
    with query_count(at_most=16):
        map_of(cast.priya, incident)


WHO = [
    ("MAKERS", {"is_maker": True}, True),
    ("MAKERS", {"is_their_social_worker": True}, True),
    ("MAKERS", {"wrote_last": False, "is_named": True}, False),
    ("MAKERS", {}, False),
    ("NAMED", {"is_named": True}, True),
    ("NAMED", {"wrote_last": True}, True),
    ("NAMED", {"is_maker": True}, False),
    ("NAMED", {"is_their_social_worker": True}, False),
    ("NAMED", {}, False),
    ("TEAM", {}, True),
]


@pytest.mark.clause("STA-6")
@pytest.mark.parametrize(("seen_by", "is_so", "sees"), WHO, ids=range(len(WHO)))
def test_who_sees_a_map(seen_by: str, is_so: dict[str, bool], sees: bool) -> None:
    nobody = {"is_maker": False, "wrote_last": False, "is_their_social_worker": False, "is_named": False}
    assert may_see(seen_by, **{**nobody, **is_so}) is sees


@pytest.mark.clause("STA-6")
def test_who_does_not_see_it_learns_whom_to_ask_and_nothing_else(cast: Cast, incident: Incident) -> None:
    mapped(cast.tyss, incident)
    put(cast.tyss, incident)
    kai = involved(incident)
    assert map_of(cast.tyss, incident).stands is not None
    assert map_of(cast.priya, incident).stands is not None  # the social worker of the team
    for who in (cast.hana, cast.sam):
        view = map_of(who, incident)
        assert view.versions == ()
        assert [(one.name, one.telephone) for one in view.ask] == [("Tomasz Wilk", "01632 960123")]
        assert not view.may_write
        assert queries.red_places(who, incident.reference, kai.key, LATER) == ()
        with pytest.raises(NotFound):
            queries.map_to_change(who, incident.reference, kai.key, LATER)
        for number in (0, 2):
            with pytest.raises(NotFound):
                put(who, incident, seen_number=number)
            with pytest.raises(NotFound):
                mapped(who, incident, seen_number=number)
    with pytest.raises(NotPermitted):
        map_of(cast.joy, incident)
    assert queries.red_places(cast.joy, incident.reference, kai.key, LATER) == ()
    for who in (cast.stranger, cast.ig):
        with pytest.raises(NotFound):
            map_of(who, incident)
        with pytest.raises(NotFound):
            queries.red_places(who, incident.reference, kai.key, LATER)
        with pytest.raises(NotFound):
            put(who, incident, seen_number=2)


@pytest.mark.clause("STA-6")
def test_narrower_is_narrower_at_once_and_for_every_version(cast: Cast, incident: Incident) -> None:
    mapped(cast.tyss, incident, seen_by="TEAM")
    put(cast.tyss, incident)
    assert len(map_of(cast.sam, incident).versions) == 2
    assert timeline(incident)[-1] == "safety-map"
    shown_to(cast.priya, incident, "NAMED", readers=[cast.hana.key])
    assert map_of(cast.hana, incident).stands is not None
    assert map_of(cast.priya, incident).stands is not None  # who wrote that
    assert map_of(cast.sam, incident).versions == ()
    assert map_of(cast.tyss, incident).versions == ()  # the young person took it back from who made it first
    assert "safety-map" not in timeline(incident)
    put(cast.hana, incident, LIBRARY)
    assert [name for _, name in map_of(cast.hana, incident).versions[0].readers] == ["Hana Malik"]
    shown_to(cast.hana, incident, "TEAM", may_count=True)
    assert len(map_of(cast.sam, incident).versions) == 5


def test_who_is_named_is_on_the_team_and_reads_records(cast: Cast, incident: Incident) -> None:
    mapped(cast.priya, incident)
    for readers, words in (
        ([cast.mace.key], "Maggie Thorne is not on the team"),
        ([cast.joy.key], "Joy Adeyemi does not read"),
        ([uuid4()], "from the team"),
    ):
        with pytest.raises(Refused, match=words):
            shown_to(cast.priya, incident, "NAMED", readers=readers)
    heading = map_of(cast.priya, incident).heading
    named = [name.partition(",")[0] for _, name in queries.who_may_be_named(cast.priya, heading, LATER)]
    assert named == ["Hana Malik", "Sam Okafor", "Tomasz Wilk"]


def test_the_traces_say_nothing_of_what_it_says(cast: Cast, incident: Incident) -> None:
    mapped(cast.priya, incident)
    put(cast.priya, incident)
    assert "safety-map" not in timeline(incident)
    assert verbs(incident)[-2:] == ["safety-map-written", "safety-map-place-put"]
    assert people_in_last("safety-map-place-put") == {person_key(involved(incident))}
    found = Entry.objects.filter(verb__startswith="safety-map")
    told = " ".join(str(one.codes) for one in found)
    told += " ".join(EntryWords.objects.filter(number__in=found.values("number")).values_list("words", flat=True))
    for words in ("Bus station", "long way round", "driver", "RED"):
        assert words not in told
    shown_to(cast.priya, incident, "TEAM")
    lines = " ".join(TimelineEntry.objects.filter(code="safety-map").values_list("words", flat=True))
    assert lines == "Priya Nair: the team may see the safety map of A."


def test_red_comes_before_amber_and_green_stays_out(cast: Cast, incident: Incident) -> None:
    mapped(cast.priya, incident)
    for name, colour in (("Park", "AMBER"), ("Library", "GREEN"), ("Bus station", "RED")):
        put(cast.priya, incident, NewPlace(name, "PLACE", colour))
    found = queries.red_places(cast.priya, incident.reference, involved(incident).key, LATER)
    assert [(one.name, one.colour_word) for one in found] == [("Bus station", "Red"), ("Park", "Amber")]


def test_who_wrote_meanwhile_is_shown_and_sent_twice_is_once(cast: Cast, incident: Incident) -> None:
    key = uuid4()
    first = mapped(cast.priya, incident, key=key)
    assert mapped(cast.priya, incident, seen_number=0, key=key) == first
    with pytest.raises(Stale) as stale:
        mapped(cast.priya, incident, seen_number=0)
    assert stale.value.current == first
    row = put(cast.priya, incident, key=(again := uuid4()))
    assert put(cast.priya, incident, seen_number=1, key=again) == row
    with pytest.raises(Stale):
        put(cast.priya, incident, seen_number=1)
    with pytest.raises(Refused, match="used already"):
        mapped(cast.tyss, reported_with(cast), key=again)


def reported_with(cast: Cast) -> Incident:
    other = with_team(cast, reported_incident(cast.hana))
    joined(cast, other, "tyss")
    return other


def test_letters_that_turn_out_to_be_one_keep_their_own_readers(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    joined(cast, incident, "tyss")
    mapped(cast.priya, incident, "A", seen_by="TEAM")
    mapped(cast.tyss, incident, "B", at=AT + timedelta(minutes=5), explained="B was told.")
    merging = same(cast.priya, incident, "A", "B")
    assert [one.explained for one in map_of(cast.sam, incident).versions] == [TEXT["explained"]]
    assert [one.name for one in map_of(cast.sam, incident).ask] == ["Tomasz Wilk"]
    assert [(one.number, one.said_of) for one in map_of(cast.tyss, incident).versions] == [(2, "B"), (1, "")]
    put(cast.priya, incident, at=LATER)
    assert map_of(cast.sam, incident, at=LATEST).stands is None or all(
        one.explained != "B was told." for one in map_of(cast.sam, incident, at=LATEST).versions
    )
    apart(cast.priya, incident, "A", merging)
    assert [one.number for one in map_of(cast.tyss, incident, "B", LATEST).versions] == [1]


def test_who_left_the_team_sees_nothing_any_more(cast: Cast, incident: Incident) -> None:
    mapped(cast.tyss, incident)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "because": "His part is done"}
    incidents.leave_team(**told, professional_key=cast.tyss.key)
    with pytest.raises(NotFound):
        map_of(cast.tyss, incident)


def test_another_role_may_not_write(cast: Cast, incident: Incident) -> None:
    for act in (mapped, put):
        with pytest.raises(NotPermitted):
            act(cast.joy, incident, seen_number=0)
    with pytest.raises(NotFound):
        operations.write_map(
            by=cast.stranger,
            at=AT,
            reference=incident.reference,
            involvement_key=involved(incident).key,
            seen_number=0,
            **TEXT,
        )


def test_a_row_names_a_place_of_the_incident_for_those_who_see_places(cast: Cast, incident: Incident) -> None:
    bowl, pier = refer_from(cast.priya, incident), refer(cast.priya, name="The pier")
    mapped(cast.priya, incident, seen_by="TEAM")
    put(cast.priya, incident, replace(BUS, context=bowl.reference))
    assert _known(cast.priya, incident) == "The skate bowl"
    assert _known(cast.tyss, incident) == ("The skate bowl" if cast.tyss.holds(Permission.SEE_CONTEXTS) else "")
    for reference in (pier.reference, "CTX-2026-0099"):
        with pytest.raises(Refused, match="of this incident"):
            put(cast.priya, incident, replace(BUS, context=reference), number=1)
    put(cast.priya, incident, replace(BUS, words="Said anew"), number=1)
    assert _known(cast.priya, incident) == "The skate bowl"  # nobody asked, so it stays
    operations.end_context(by=cast.priya, at=AT, context=bowl.reference, because="Pulled down", seen_version=1)
    operations.unlink_context(by=cast.priya, at=AT, reference=incident.reference, context=bowl.reference)
    put(cast.priya, incident, replace(BUS, context=bowl.reference), number=1)
    assert _known(cast.priya, incident) == "The skate bowl"  # what stands may stay
    with pytest.raises(Refused, match="of this incident"):
        put(cast.priya, incident, replace(LIBRARY, context=bowl.reference))
    put(cast.priya, incident, replace(BUS, context=""), number=1)
    assert _known(cast.priya, incident) == ""


def test_whoever_sees_no_places_leaves_what_stands_and_can_name_none(
    cast: Cast, incident: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    bowl = refer_from(cast.priya, incident)
    mapped(cast.priya, incident)
    put(cast.priya, incident, replace(BUS, context=bowl.reference))
    with monkeypatch.context() as without:
        without.setattr("reachable.contexts.permissions.may_see_contexts", lambda who: False)
        assert _known(cast.priya, incident) == ""
        with pytest.raises(Refused, match="of this incident"):
            put(cast.priya, incident, replace(LIBRARY, context=bowl.reference))
        put(cast.priya, incident, replace(BUS, context=""), number=1)
    assert _known(cast.priya, incident) == "The skate bowl"


def _known(who: Professional, incident: Incident) -> str:
    stands = map_of(who, incident).stands
    assert stands is not None
    return stands.places[0].known_as.name if stands.places[0].known_as else ""
