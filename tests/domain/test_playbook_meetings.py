"""The kinds of meeting of the county: who sits at them, what they cover, and what is found wrong in another's."""

from typing import Any

import pytest
from django.conf import settings

from reachable.playbook import check_meetings
from reachable.playbook.changes import changes
from reachable.playbook.load import PlaybookError, load
from reachable.playbook.schema import MeetingKind, Playbook


@pytest.fixture(scope="module")
def norfolk() -> Playbook:
    return load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)


def seats(playbook: Playbook, kind: str, strength: str) -> list[str]:
    return [seat.code for seat in playbook.meetings[kind].seats if seat.strength == strength]


def covers(playbook: Playbook, kind: str, clause: str) -> list[str]:
    return [item.code for item in playbook.meetings[kind].agenda if clause in item.clauses]


@pytest.mark.clause("CTX-7")
def test_principal_attendees_of_a_complex_strategy_discussion(norfolk: Playbook) -> None:
    assert seats(norfolk, "complex-strategy", "principal") == [
        *("head-of-social-work", "team-managers", "workers", "health", "mace-police", "youth-justice", "youth-support"),
        *("exploitation-desk", "education"),
    ]


@pytest.mark.clause("CTX-8")
@pytest.mark.clause("CTX-20")
@pytest.mark.clause("CUS-6")
def test_attendees_to_consider_and_what_makes_them_needed(norfolk: Playbook) -> None:
    kind = norfolk.meetings["complex-strategy"]
    assert seats(norfolk, "complex-strategy", "consider") == [
        *("independent", "mental-health", "probation", "housing", "trusted", "other-authority", "custody-workers"),
        *("voluntary", "gp", "ward"),
    ]
    needed = {seat.code: seat.needed_when for seat in kind.seats if seat.needed_when}
    assert needed["other-authority"] == "other_authority_young_person"
    assert needed["custody-workers"] == "young_person_arrested"
    for other in ("strategy", "pre-discharge", "court-coordination", "child-planning", "rapid-review"):
        assert norfolk.meetings[other].seat("other-authority") is not None, other
    assert norfolk.meetings["strategy"].seat("custody-workers") is not None
    assert norfolk.meetings["court-coordination"].seat("custody-workers") is not None
    assert covers(norfolk, "complex-strategy", "CTX-20") == ["other-authorities"]


AGENDA = {
    **{
        "CTX-9": "peers",
        "CTX-10": "safety-plans",
        "CTX-11": "parents",
        "CTX-12": "family-risk",
        "CTX-13": "placements",
    },
    **{"CTX-14": "screening", "CTX-15": "police-plans", "CTX-16": "property", "CTX-17": "intelligence"},
    **{"CTX-18": "staff", "CTX-19": "community", "CTX-20": "other-authorities", "CTX-3": "plan", "CTX-2": "outcome"},
}


@pytest.mark.clause("CTX-2")
@pytest.mark.clause("CTX-3")
@pytest.mark.clause("CTX-9")
@pytest.mark.clause("CTX-10")
@pytest.mark.clause("CTX-11")
@pytest.mark.clause("CTX-12")
@pytest.mark.clause("CTX-13")
@pytest.mark.clause("CTX-14")
@pytest.mark.clause("CTX-15")
@pytest.mark.clause("CTX-16")
@pytest.mark.clause("CTX-17")
@pytest.mark.clause("CTX-18")
@pytest.mark.clause("CTX-19")
def test_each_point_of_the_guide_is_on_the_agenda(norfolk: Playbook) -> None:
    found = {clause: covers(norfolk, "complex-strategy", clause) for clause in AGENDA}
    assert found == {clause: [code] for clause, code in AGENDA.items()}


@pytest.mark.clause("DIS-1")
@pytest.mark.clause("DIS-2")
@pytest.mark.clause("DIS-3")
@pytest.mark.clause("DIS-4")
@pytest.mark.clause("DIS-5")
@pytest.mark.clause("DIS-6")
@pytest.mark.clause("DIS-7")
@pytest.mark.clause("DIS-8")
def test_a_pre_discharge_meeting_has_its_five_seats_and_covers_what_the_gate_reads(norfolk: Playbook) -> None:
    principal = {
        seat.code: seat.clauses for seat in norfolk.meetings["pre-discharge"].seats if seat.strength == "principal"
    }
    assert principal == {
        **{"social-work": ("DIS-4",), "gp": ("DIS-5",), "police": ("DIS-6",), "designated": ("DIS-7",)},
        "hospital": ("DIS-8",),
    }
    assert covers(norfolk, "pre-discharge", "DIS-1") == ["health"]
    assert covers(norfolk, "pre-discharge", "DIS-2") == ["place"]
    assert covers(norfolk, "pre-discharge", "DIS-3") == ["household", "surroundings"]
    assert covers(norfolk, "pre-discharge", "DIS-8") == ["ward"]


@pytest.mark.clause("CRT-1")
@pytest.mark.clause("CRT-2")
@pytest.mark.clause("CRT-3")
@pytest.mark.clause("CRT-4")
@pytest.mark.clause("CRT-5")
def test_the_heads_meet_before_a_hearing(norfolk: Playbook) -> None:
    kind = norfolk.meetings["court-coordination"]
    assert seats(norfolk, "court-coordination", "principal") == ["head-of-social-work", "youth-justice"]
    assert kind.quorum == ("childrens-services", "youth-justice")
    covered = {clause: covers(norfolk, kind.code, clause) for clause in ("CRT-1", "CRT-2", "CRT-3", "CRT-4", "CRT-5")}
    assert covered == {
        **{"CRT-1": ["position"], "CRT-2": ["position"], "CRT-3": ["support"], "CRT-4": ["outside"]},
        "CRT-5": ["secure"],
    }
    police = kind.seat("police")
    assert police is not None
    assert police.clauses == ("CRT-4",)


@pytest.mark.clause("STA-4")
@pytest.mark.clause("STA-10")
@pytest.mark.clause("STA-14")
def test_locality_mapping_reviews_associations_and_places(norfolk: Playbook) -> None:
    assert covers(norfolk, "locality-mapping", "STA-4") == ["associations", "places"]
    assert seats(norfolk, "locality-mapping", "principal")[:3] == ["team-managers", "police", "youth-support"]
    assert covers(norfolk, "locality-mapping", "STA-10") == ["disruption"]
    assert covers(norfolk, "locality-mapping", "STA-14") == ["places"]


@pytest.mark.clause("STA-5")
@pytest.mark.clause("STA-7")
@pytest.mark.clause("STA-8")
@pytest.mark.clause("STA-9")
@pytest.mark.clause("STA-11")
@pytest.mark.clause("STA-12")
def test_child_planning_reviews_risk_and_the_safety_plan(norfolk: Playbook) -> None:
    assert covers(norfolk, "child-planning", "STA-5") == ["risk", "safety-plan"]
    assert seats(norfolk, "child-planning", "principal")[:2] == ["social-worker", "team-manager"]
    for clause in ("STA-8", "STA-9", "STA-11", "STA-12"):
        assert covers(norfolk, "child-planning", clause) == ["support"]
    assert covers(norfolk, "child-planning", "STA-7") == ["weight"]


@pytest.mark.clause("BRF-1")
@pytest.mark.clause("BRF-2")
@pytest.mark.clause("BRF-3")
@pytest.mark.clause("BRF-4")
def test_a_contextual_briefing_discusses_no_individual(norfolk: Playbook) -> None:
    kind = norfolk.meetings["contextual-briefing"]
    assert not kind.about_individuals
    assert kind.outcome == ()
    assert seats(norfolk, kind.code, "principal") == ["chair", "police", "education"]
    assert seats(norfolk, kind.code, "consider") == ["safer-schools", "youth-work"]
    assert (covers(norfolk, kind.code, "BRF-1"), covers(norfolk, kind.code, "BRF-4")) == (["happening"], ["happening"])
    assert covers(norfolk, kind.code, "BRF-2") == ["setting", "passing-on"]


@pytest.mark.clause("NOT-3")
def test_a_rapid_review_has_its_partners_and_its_four_purposes(norfolk: Playbook) -> None:
    assert seats(norfolk, "rapid-review", "principal") == ["childrens-services", "police", "health"]
    assert covers(norfolk, "rapid-review", "NOT-3") == ["facts", "action", "learning", "next"]


@pytest.mark.clause("SAF-1")
def test_a_strategy_discussion_needs_three_and_decides_for_each(norfolk: Playbook) -> None:
    for code in ("strategy", "complex-strategy"):
        kind = norfolk.meetings[code]
        assert kind.quorum == ("childrens-services", "police", "health")
        assert kind.is_statutory
        assert {"threshold", "enquiry", "conference", "legal-basis"} <= {field.name for field in kind.outcome}
    assert covers(norfolk, "strategy", "SAF-1") == ["risk-now", "outcome"]


# What is found wrong


def found(norfolk: Playbook, **changed: Any) -> list[str]:
    kind = MeetingKind.model_validate(norfolk.meetings["strategy"].model_dump() | changed)
    playbook = norfolk.model_copy(update={"meetings": {"strategy": kind}})
    known = {"role": {role for seat in kind.seats for role in seat.roles} - {"magician"}, "agency kind": set()}
    known["role"] |= {*norfolk.meetings["strategy"].chairs, *norfolk.meetings["strategy"].supports}
    known["agency kind"] |= {place for seat in norfolk.meetings["strategy"].seats for place in seat.places}
    triggers = {"young_person_arrested": "young-person", "other_authority_young_person": "young-person"}
    clauses = {"SAF-1", "CUS-6"}
    faults = check_meetings.problems(playbook, triggers=triggers, known=known, clauses=clauses)
    return [fault.removeprefix("meeting strategy: ") for fault in faults]


SEAT = {"code": "s", "title": "A seat", "places": ("police",)}
ITEM = {"code": "i", "title": "An item"}
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "role": ({"seats": [SEAT | {"roles": ("magician",)}]}, "seat s: no role is called magician"),
    "place": ({"seats": [SEAT | {"places": ("circus",)}]}, "seat s: no agency kind is called circus"),
    "nobody": ({"seats": [SEAT | {"places": ()}]}, "seat s: nobody could fill it"),
    "trigger": (
        {"seats": [SEAT | {"strength": "consider", "needed_when": "never_so"}]},
        "seat s: no trigger is called never_so",
    ),
    "principal": (
        {"seats": [SEAT | {"needed_when": "young_person_arrested"}]},
        "seat s: is principal, so that nothing makes it needed",
    ),
    "twice": ({"seats": [SEAT, SEAT]}, "seat s stands 2 times"),
    "no seats": ({"seats": []}, "has no seats"),
    "no agenda": ({"agenda": []}, "has no agenda"),
    "item": (
        {"agenda": [ITEM | {"considerations": ("never-asked",)}]},
        "item i: no consideration is called never-asked",
    ),
    "no outcome item": ({"agenda": [ITEM]}, "is statutory, and no item of its agenda decides the outcome"),
    "no outcome": ({"outcome": ()}, "is statutory and decides nothing for a young person"),
    "chair": ({"chairs": ()}, "nobody chairs it"),
    "purposes": ({"purposes": ()}, "proposes no purpose"),
    "purpose": ({"purposes": ("fun",)}, "no purpose is called fun"),
    "quorum": ({"quorum": ("circus",)}, "no agency kind is called circus"),
    "clause": ({"clauses": ("ZZZ-1",)}, "no clause ZZZ-1"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_kind_is_said(norfolk: Playbook, name: str) -> None:
    changed, says = WRONG[name]
    assert says in found(norfolk, **changed)


def test_the_county_s_own_is_sound(norfolk: Playbook) -> None:
    assert found(norfolk) == []


def test_a_kind_without_individuals_asks_about_none(norfolk: Playbook) -> None:
    faults = found(norfolk, about_individuals=False)
    assert "discusses no individual and decides something for each" in faults
    assert "item parents: is about each young person, in a meeting that discusses none" in faults


def test_an_outcome_that_stands_nowhere_is_refused(tmp_path: Any) -> None:
    (tmp_path / "kent").mkdir()
    (tmp_path / "kent" / "playbook.toml").write_text('title = "K"\nedition_name = "1"\n')
    (tmp_path / "kent" / "m.toml").write_text('[meeting.m]\ntitle = "M"\noutcome = "never"\n')
    with pytest.raises(PlaybookError, match='meeting m: there is no outcome "never"'):
        load(tmp_path, "kent")


def test_what_changes_of_a_meeting_is_said(norfolk: Playbook) -> None:
    kind = norfolk.meetings["strategy"]
    other = kind.model_copy(update={"seats": kind.seats[1:], "quorum": ("police",)})
    meetings = {"strategy": other, "new": kind.model_copy(update={"code": "new", "title": "New"})}
    after = norfolk.model_copy(update={"meetings": meetings, "purposes": norfolk.purposes[1:]})
    says = changes(norfolk, after).meetings
    assert "Strategy discussion. Its quorum was “childrens-services, police, health” and is now “police”." in says
    assert "Strategy discussion. No seat “Children's services: team manager and social worker” any more." in says
    assert "New. The kind of meeting is new." in says
    assert "Rapid review meeting. The kind of meeting is no longer offered; those that were convened keep it." in says
    assert "A purpose is no longer offered: Keeping these young people safe." in says
    assert changes(norfolk, norfolk).is_empty
