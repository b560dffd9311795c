"""What weighs most, by side, and the warning when what is planned does not go there."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.contexts import operations, queries
from reachable.contexts.models import Weighting
from reachable.contexts.policies.weighting import Planned, Weight, against_plan, heaviest
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.responses import operations as responses
from reachable.responses.models import Action
from reachable.responses.queries import AgainstPlan, weighting_against_plan
from reachable.safety.choices import PlanPlace
from reachable.safety.policies.plan import NewPlanMeasure
from tests.domain.incident_hands import involved, new_action, people_in_last, person_key, timeline, verbs
from tests.domain.map_hands import LATER, PARK, shares, weighed
from tests.domain.plan_hands import written
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def compared(by: Professional, incident: Incident) -> AgainstPlan:
    view = queries.weighting(by, incident.reference, involved(incident).key, LATER)
    return weighting_against_plan(by, view, LATER)


def acted(cast: Cast, incident: Incident, what: str = "Write to the landlord") -> Action:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "about_key": involved(incident).key}
    return responses.add_action(**told, new=new_action(cast.priya, what=what))


def aimed(by: Professional, incident: Incident, aims: dict[Any, tuple[str, str]]) -> int:
    told = {"by": by, "at": AT, "reference": incident.reference, "involvement_key": involved(incident).key}
    return responses.set_aims(**told, aims=aims)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"weights": shares(20, 20, 20, 20, 10)}, "weight_home"),
    ({"weights": shares(20, 20, 20, 20, 30)}, "weight_home"),
    ({"weights": shares(-10, 50, 20, 20, 20)}, "weight_home"),
    ({"weights": shares(10, 32, 18, 30, 10, why=" ")}, "because_peers"),
    ({"weights": PARK[:4]}, ""),
    ({"weights": [*PARK, Weight("MOON", 0)]}, ""),
    ({"side": "TEACHER"}, ""),
    ({"side": "YOUNG_PERSON", "said_by": " "}, "said_by"),
    ({"side": "PARENT", "said_by": ""}, "said_by"),
]


@pytest.mark.clause("STA-7")
@pytest.mark.parametrize(("changes", "field"), WRONG, ids=[f"{field}-{n}" for n, (_, field) in enumerate(WRONG)])
def test_what_a_side_owes(cast: Cast, incident: Incident, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        operations.weigh(
            **{
                "by": cast.priya,
                "at": AT,
                "reference": incident.reference,
                "involvement_key": involved(incident).key,
                "side": "PROFESSIONAL",
                "seen_number": 0,
                "weights": PARK,
                **changes,
            }
        )
    assert refusal.value.field == field
    assert not Weighting.objects.exists()


@pytest.mark.clause("STA-7")
def test_the_sides_stand_beside_each_other_each_with_its_versions(cast: Cast, incident: Incident) -> None:
    weighed(cast.priya, incident)
    weighed(cast.hana, incident, shares(0, 50, 0, 50, 0), at=LATER)
    weighed(cast.priya, incident, shares(0, 20, 70, 10, 0), "YOUNG_PERSON")
    view = queries.weighting(cast.sam, incident.reference, involved(incident).key, LATER)
    assert [(one.label, len(one.versions)) for one in view.sides] == [
        ("Professional", 2),
        ("Young person", 1),
        ("Parent or carer", 0),
    ]
    first = view.side("PROFESSIONAL").versions[1]
    assert first.shares == {"HOME": 10, "PEERS": 32, "EDUCATION": 18, "NEIGHBOURHOOD": 30, "ONLINE": 10}
    assert first.weights[1].because == "It is so"
    assert timeline(incident)[-1] == "context-weighed"
    assert verbs(incident)[-1] == "context-weighed"
    assert people_in_last("context-weighed") == {person_key(involved(incident))}


def test_who_was_first_is_shown_and_sent_twice_is_once(cast: Cast, incident: Incident) -> None:
    first = weighed(cast.priya, incident, key=(key := uuid4()))
    assert weighed(cast.priya, incident, key=key, seen_number=0) == first
    with pytest.raises(Stale) as stale:
        weighed(cast.hana, incident, seen_number=0)
    assert stale.value.current == first
    with pytest.raises(Refused, match="used already"):
        weighed(cast.hana, incident, key=key)


def test_who_weighs_and_who_reads(cast: Cast, incident: Incident) -> None:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Minutes"}
    incidents.add_to_team(**told, professional_key=cast.joy.key)
    kai = involved(incident)
    what: dict[str, Any] = {"side": "PROFESSIONAL", "seen_number": 0, "weights": PARK}
    for who, refusal in ((cast.joy, NotPermitted), (cast.stranger, NotFound)):
        with pytest.raises(refusal):
            queries.weighting(who, incident.reference, kai.key, LATER)
        with pytest.raises(refusal):
            operations.weigh(by=who, at=AT, reference=incident.reference, involvement_key=kai.key, **what)


HEAVY = [
    (shares(10, 32, 18, 30, 10), ("PEERS", "NEIGHBOURHOOD")),
    (shares(50, 20, 10, 10, 10), ("HOME",)),
    (shares(20, 20, 20, 20, 20), ("HOME", "PEERS", "EDUCATION", "NEIGHBOURHOOD", "ONLINE")),
    (shares(0, 0, 0, 0, 100), ("ONLINE",)),
    (shares(40, 20, 20, 20, 0), ("HOME", "PEERS", "EDUCATION", "NEIGHBOURHOOD")),
]


@pytest.mark.parametrize(("weights", "expected"), HEAVY, ids=range(len(HEAVY)))
def test_what_carries_half_of_it(weights: list[Weight], expected: tuple[str, ...]) -> None:
    assert heaviest({one.aspect: one.weight for one in weights}) == expected


# Of 100 things with an aim, how many are for friends or places, which carry 62.
AROUND = [(0, True), (30, True), (31, False), (32, False), (100, False)]


@pytest.mark.clause("STA-7")
@pytest.mark.parametrize(("there", "warned"), AROUND)
def test_the_warning_begins_below_half_of_the_weight(there: int, warned: bool) -> None:
    weights = {one.aspect: one.weight for one in PARK}
    planned = {"PEERS": Planned(measures=there), "HOME": Planned(actions=100 - there)}
    assert bool(against_plan("PROFESSIONAL", weights, planned)) is warned


@pytest.mark.clause("STA-7")
def test_the_warning_in_words_and_none_without_anything_planned() -> None:
    weights = {one.aspect: one.weight for one in PARK}
    assert against_plan("PROFESSIONAL", weights, {"HOME": Planned()}) == ()
    [words] = against_plan("YOUNG_PERSON", weights, {"HOME": Planned(1, 3), "PEERS": Planned(0, 1)})
    assert words == (
        "62 of 100 lies with friends and places and ways, as the young person weighs it; "
        "4 of 5 measures and actions are for home, 1 there."
    )


@pytest.mark.clause("STA-7")
def test_measures_and_open_actions_are_held_against_both_sides(cast: Cast, incident: Incident) -> None:
    weighed(cast.priya, incident)
    weighed(cast.priya, incident, shares(90, 10, 0, 0, 0), "YOUNG_PERSON")
    assert compared(cast.priya, incident).warnings == ()
    written(cast.priya, incident, measures=tuple(NewPlanMeasure(place, "Something") for place in PlanPlace))
    planned = compared(cast.priya, incident).planned
    assert {aspect: one.measures for aspect, one in planned.items()} == {
        "HOME": 1,
        "PEERS": 0,
        "EDUCATION": 1,
        "NEIGHBOURHOOD": 2,
        "ONLINE": 1,
    }
    actions = [acted(cast, incident, f"Thing {n}") for n in range(6)]
    assert compared(cast.priya, incident).not_said == 6
    assert aimed(cast.priya, incident, {one.key: ("", "ONLINE") for one in actions[:5]}) == 5
    found = compared(cast.priya, incident)
    assert found.not_said == 1
    assert found.planned["ONLINE"].actions == 5
    assert [words.partition(";")[0] for words in found.warnings] == [
        "62 of 100 lies with friends and places and ways, as a professional weighs it",
        "90 of 100 lies with home, as the young person weighs it",
    ]


def test_an_aim_is_written_once_traced_and_not_over_somebody_else(cast: Cast, incident: Incident) -> None:
    one, other = acted(cast, incident), acted(cast, incident, "Write to the school")
    before = len(verbs(incident))
    assert aimed(cast.priya, incident, {one.key: ("", "HOME"), other.key: ("", "")}) == 1
    assert verbs(incident)[before:] == ["action-aimed"]
    assert people_in_last("action-aimed") == {person_key(involved(incident))}
    with pytest.raises(Stale):
        aimed(cast.hana, incident, {one.key: ("", "PEERS")})
    assert aimed(cast.hana, incident, {one.key: ("HOME", "")}) == 1
    with pytest.raises(Refused, match="what it is to change"):
        aimed(cast.hana, incident, {one.key: ("", "MOON")})


def test_only_open_actions_about_them_that_one_may_read_are_aimed(cast: Cast, incident: Incident) -> None:
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    of_incident = responses.add_action(**told, new=new_action(cast.priya))
    narrow = acted(cast, incident)
    Action.objects.filter(pk=narrow.pk).update(audience="WITNESSES")
    assert compared(cast.priya, incident).actions == ()
    assert [one.key for one in compared(cast.sam, incident).actions] == [narrow.key]
    for key in (of_incident.key, narrow.key, uuid4()):
        with pytest.raises(NotFound):
            aimed(cast.priya, incident, {key: ("", "HOME")})
    with pytest.raises(NotFound):
        aimed(cast.stranger, incident, {narrow.key: ("", "HOME")})
    done = acted(cast, incident)
    responses.finish_action(
        by=cast.priya, at=AT + timedelta(minutes=5), action_key=done.key, outcome="Done", seen_version=done.version
    )
    assert done.key not in [one.key for one in compared(cast.sam, incident).actions]
