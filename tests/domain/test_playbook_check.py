"""The checker finds what it says that it finds: each fault is put into the Norfolk playbook by itself."""

import tomllib
from typing import Any

import pytest
from django.conf import settings

from reachable.playbook import check
from reachable.playbook.load import load
from reachable.playbook.schema import Playbook
from reachable.responses.contact import words_of_contact

CLAUSES = [clause["id"] for clause in tomllib.loads(settings.CLAUSES_FILE.read_text(encoding="utf-8"))["clause"]]


@pytest.fixture(scope="module")
def sound() -> dict[str, Any]:
    return load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY).model_dump()


def known(content: dict[str, Any]) -> dict[str, Any]:
    """What the playbook itself names; what exists is held against it in test_playbook_whole."""
    strands = content["strands"].values()
    items = [item for strand in strands for item in strand["considerations"]]
    kinds = content["meetings"].values()
    seats = [seat for kind in kinds for seat in kind["seats"]]
    return {
        "triggers": {strand["opens"]: strand["about"] for strand in strands},
        "roles": {role for item in items for role in item["lead"]} | {role for seat in seats for role in seat["roles"]},
        "places": {kind for item in items for kind in item["between"]}
        | {one for seat in seats for one in seat["places"]},
        "gates": {item["gate"] for item in items if item["gate"]},
        "facts": {kind for item in items for kind in item["facts"]},
    }


def problems(content: dict[str, Any], sound: dict[str, Any], **changes: Any) -> list[str]:
    values = {"clauses": CLAUSES, **known(sound), "words_of_contact": words_of_contact, **changes}
    return check.problems(Playbook.model_validate(content), **values)


def changed(
    sound: dict[str, Any], where: str = "immediate-safety", which: str = "discharge-expected", **changes: Any
) -> dict[str, Any]:
    """The playbook with one consideration changed: that of SAF-2 unless another is named."""
    strand = sound["strands"][where]
    items = [{**item, **changes} if item["code"] == which else item for item in strand["considerations"]]
    return {**sound, "strands": {**sound["strands"], where: {**strand, "considerations": items}}}


def test_the_norfolk_playbook_is_sound(sound: dict[str, Any]) -> None:
    assert problems(sound, sound) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"lead": ["magician"]}, "discharge-expected: no role is called magician"),
        ({"lead": []}, "discharge-expected: nobody leads on it"),
        ({"between": ["circus"]}, "discharge-expected: no agency kind is called circus"),
        ({"gate": "garden"}, "discharge-expected: no gate is called garden"),
        ({"audience": "everybody"}, "discharge-expected: no audience is called everybody"),
        ({"clauses": ["SAF-2", "SAF-99"]}, "discharge-expected: no clause SAF-99"),
        ({"clauses": ["SAF-1"]}, "SAF-2: nothing in the playbook carries it"),
        ({"clauses": []}, "discharge-expected: names no clause of the guide and is not marked as ours"),
        ({"retired": True}, "SAF-2: nothing in the playbook carries it"),
        ({"code": "threat-to-life"}, "threat-to-life: the code stands 2 times"),
        ({"ask": "Tell us."}, "discharge-expected: does not ask a question"),
        ({"ask": "Is the offender known?"}, 'discharge-expected: says "offender"'),
        ({"why": "A gang member may come."}, 'discharge-expected: says "gang member"'),
        (
            {"suggests": ["Visit the ward"]},
            'discharge-expected: suggests "Visit the ward" ("visit") as if nobody were sent',
        ),
        ({"clauses": [], "ours": True}, "discharge-expected: is ours and does not say why it is asked"),
        ({"ours": True, "source": "S"}, "discharge-expected: is marked as ours and names a clause of the guide"),
        (
            {"clauses": [], "ours": True, "source": "S", "strength": "must"},
            "discharge-expected: is ours, and only the guide can say must",
        ),
        (
            {"record": [{"name": "x", "kind": "text", "label": "X"}] * 2},
            'discharge-expected: record field "x" stands 2 times',
        ),
    ],
)
def test_a_faulty_item_is_found(sound: dict[str, Any], changes: dict[str, Any], says: str) -> None:
    assert says in problems(changed(sound, **changes), sound)


def test_a_suggestion_that_sends_somebody_may_say_so(sound: dict[str, Any]) -> None:
    visit: dict[str, Any] = {"suggests": [{"what": "Visit the ward", "makes_contact": True}]}
    assert problems(changed(sound, **visit), sound) == []


def test_an_unknown_trigger_is_found(sound: dict[str, Any]) -> None:
    assert "immediate-safety: no trigger is called incident_reported" in problems(sound, sound, triggers={})


def test_a_strand_is_about_what_its_trigger_answers_for(sound: dict[str, Any]) -> None:
    triggers = {**known(sound)["triggers"], "young_person_in_hospital": "incident"}
    found = problems(sound, sound, triggers=triggers)
    assert "hospital: is about the young-person, and young_person_in_hospital answers for the incident" in found
    assert len(found) == 2, "the strand before discharge opens by it too, and nothing else"


def test_a_strand_about_a_young_person_asks_nothing_of_the_incident(sound: dict[str, Any]) -> None:
    found = problems(changed(sound, "hospital", "police-at-hospital", about="incident", due=None), sound)
    assert found == ["police-at-hospital: is about the incident, in a strand about each young person"]


def test_a_clock_of_one_young_person_starts_no_deadline_of_the_incident(sound: dict[str, Any]) -> None:
    found = problems(changed(sound, about="incident"), sound)
    assert found == [
        "discharge-expected: is about the incident, and its deadline runs from admission, which is one young person's"
    ]


def test_what_opens_after_a_death_is_asked_after_one(sound: dict[str, Any]) -> None:
    found = problems(changed(sound, "death", "coroner", after_death=False), sound)
    assert found == ["coroner: opens after a death and is not asked after one"]


def test_an_audience_that_is_not_enforced_is_found(sound: dict[str, Any]) -> None:
    found = problems(sound, sound, audiences={"team", "notification-decision", "rapid-review-panel"})
    assert found == ["senior-manager-alert: no audience is called childrens-services"]


def test_a_kind_of_fact_that_cannot_be_recorded_is_found(sound: dict[str, Any]) -> None:
    found = problems(sound, sound, facts=known(sound)["facts"] - {"ward-discussion"})
    assert found == ["officer-leaving: no kind of fact is called ward-discussion"]


def test_a_gate_is_found_where_none_is_known(sound: dict[str, Any]) -> None:
    found = problems(sound, sound, gates=known(sound)["gates"] - {"officer-may-leave"})
    assert found == ["officer-leaving: no gate is called officer-may-leave"]


def test_a_section_that_is_claimed_and_not_carried_is_found(sound: dict[str, Any]) -> None:
    without = {code: strand for code, strand in sound["strands"].items() if code != "hospital"}
    assert "HOS-6: nothing in the playbook carries it" in problems({**sound, "strands": without}, sound)
    assert "XYZ: the register has no such section" in problems({**sound, "sections": ["XYZ"]}, sound)


def test_tonight_shows_only_what_is_asked(sound: dict[str, Any]) -> None:
    first = {**sound["tonight"][0], "considerations": ["never-was"]}
    found = problems({**sound, "tonight": [first, {**first, "considerations": []}]}, sound)
    assert "tonight hurt-and-where: no consideration is called never-was" in found
    assert "tonight hurt-and-where: shows nothing" in found
    assert "tonight hurt-and-where: the code stands 2 times" in found


def test_a_definition_part_is_checked_too(sound: dict[str, Any]) -> None:
    gang = sound["definitions"]["street-gang"]
    parts = [{**gang["parts"][0], "clause": "DEF-9"}, gang["parts"][1], gang["parts"][1]]
    found = problems({**sound, "definitions": {**sound["definitions"], "street-gang": {**gang, "parts": parts}}}, sound)
    assert "street-gang: no clause DEF-9" in found
    assert "street-gang/sees-itself: stands 2 times" in found
