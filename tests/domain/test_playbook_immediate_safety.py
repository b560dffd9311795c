"""What immediate safety asks, about whom, of whom and with which record: one test or more for each clause."""

import pytest
from django.conf import settings

from reachable.incidents.choices import Audience
from reachable.incidents.fact_kinds import KINDS
from reachable.playbook.load import load
from reachable.playbook.schema import Consideration, Playbook
from reachable.safety.choices import MeasureKind

THREE_ANSWERS = {"safe", "not-safe", "not-known"}


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)


class Asked(dict[str, Consideration]):
    """The items by code; one that is not there is a failure with its name, and no accident on the way."""

    def __missing__(self, code: str) -> Consideration:
        pytest.fail(f"immediate safety does not ask {code}")


@pytest.fixture(scope="module")
def asked(playbook: Playbook) -> Asked:
    return Asked((item.code, item) for item in playbook.strands["immediate-safety"].asked)


def names(item: Consideration) -> list[str]:
    return [field.name for field in item.record]


def options(item: Consideration, field: str) -> set[str]:
    return {code for code, _ in item.field(field).options}


@pytest.mark.clause("SAF-1")
def test_the_strand_opens_with_every_report(playbook: Playbook) -> None:
    assert playbook.strands["immediate-safety"].opens == "incident_reported"
    assert playbook.strands["immediate-safety"].about == "incident"


@pytest.mark.clause("SAF-1")
def test_the_strategy_discussion_is_a_must_for_childrens_services_with_police_and_health(asked) -> None:
    item = asked["strategy-discussion"]
    assert item.clauses == ("SAF-1",)
    assert (item.strength, item.about) == ("must", "incident")
    assert "emergency-duty-senior" in item.lead, "it does not wait for office hours"
    assert {"childrens-services", "police", "health"} <= set(item.between)
    assert options(item, "discussion") >= {"held", "planned"}
    assert item.field("discussion-at").kind == "datetime"


@pytest.mark.clause("SAF-1")
def test_every_partner_is_asked_where_outside_the_family_the_risk_comes_from(asked) -> None:
    item = asked["risk-outside-family"]
    assert "SAF-1" in item.clauses
    assert {"peers", "adults", "place", "school", "online"} <= options(item, "source-of-risk")
    assert len(item.between) >= 5


@pytest.mark.clause("GEN-2")
def test_statutory_processes_are_asked_for_and_not_replaced(asked) -> None:
    assert asked["existing-processes"].clauses == ("GEN-2",)
    assert "replaces none" in asked["existing-processes"].why


@pytest.mark.clause("SAF-2")
def test_the_hospital_says_on_which_date_each_young_person_may_leave(asked) -> None:
    item = asked["discharge-expected"]
    assert item.clauses == ("SAF-2",)
    assert item.about == "young-person"
    assert item.field("expected-discharge").kind == "date"
    assert item.lead == ("hospital-safeguarding",)
    assert item.due is not None
    assert item.due.after == "admission", "nothing is due for somebody who is not in hospital"


@pytest.mark.clause("SAF-3")
def test_the_agencies_that_know_the_family_are_named(asked) -> None:
    item = asked["agencies-that-know-the-family"]
    assert "SAF-3" in item.clauses
    assert item.field("known-to").kind == "choices"
    assert {"police", "health", "education", "youth-justice", "nobody"} <= options(item, "known-to")


@pytest.mark.clause("SAF-3")
def test_whoever_contributes_to_the_assessment_is_named(asked) -> None:
    item = asked["assessment-contributors"]
    assert "SAF-3" in item.clauses
    assert names(item) == ["assessment-by", "contributors"]


@pytest.mark.clause("SAF-4")
def test_parents_are_asked_about_as_aware_able_and_willing_each_for_itself(asked) -> None:
    item = asked["parents-able-to-protect"]
    assert "SAF-4" in item.clauses
    assert item.about == "young-person"
    assert names(item) == ["aware", "able", "willing"]
    assert all(options(item, name) == {"yes", "no", "not-known"} for name in names(item))


@pytest.mark.clause("SAF-5")
def test_police_say_what_continuing_risk_there_is_and_from_whom(asked) -> None:
    item = asked["continuing-risk"]
    assert "SAF-5" in item.clauses
    assert {"mace-police", "senior-investigating-officer"} <= set(item.lead)
    assert {"whoever-did-it", "associates", "older-people"} <= options(item, "comes-from")
    assert "not-known" in options(item, "level")


@pytest.mark.clause("SAF-6")
def test_posts_on_social_media_are_asked_for_and_passed_to_police(asked) -> None:
    item = asked["social-media-posts"]
    assert "SAF-6" in item.clauses
    assert item.about == "incident"
    assert item.facts == ("social-media-seen",)
    assert {"how", "legal", "held", "passed-to-police"} == {field.name for field in KINDS["SOCIAL_MEDIA_SEEN"].fields}


@pytest.mark.clause("SAF-7")
def test_home_area_and_school_are_three_separate_answers(asked) -> None:
    item = asked["safe-to-return"]
    assert "SAF-7" in item.clauses
    assert item.about == "young-person"
    assert names(item) == ["home", "area", "school"]
    assert all(options(item, name) == THREE_ANSWERS for name in names(item))


@pytest.mark.clause("SAF-8")
def test_each_practical_measure_has_a_place_of_its_own(asked) -> None:
    item = asked["practical-measures"]
    assert "SAF-8" in item.clauses
    assert (item.shows, names(item)) == ("safety", []), "each measure is kept on the page of the young person's safety"
    named = {"ACCOMMODATION", "ADDRESS_MARKER", "DOORBELL_VIDEO", "FIRE_SAFETY", "OTHER"}
    assert named <= set(MeasureKind.values)
    assert len(item.suggests) >= len(named) - 1


@pytest.mark.clause("SAF-8")
def test_a_safe_address_is_asked_for_without_writing_it_down(asked) -> None:
    item = asked["safe-address"]
    assert "SAF-8" in item.clauses
    assert "address-held-by" in names(item)
    assert "Do not write the address" in item.why
    assert not any(field.kind == "text" for field in item.record), "no box into which an address would fit"


@pytest.mark.clause("SAF-9")
def test_brothers_and_sisters_are_asked_about_for_each_young_person(asked) -> None:
    item = asked["siblings-at-risk"]
    assert "SAF-9" in item.clauses
    assert item.about == "young-person"
    assert item.after_death, "brothers and sisters of a young person who died need it most"
    assert options(item, "at-risk") == {"yes", "no", "not-known"}


@pytest.mark.clause("SAF-10")
def test_other_connected_young_people_are_asked_about(asked) -> None:
    item = asked["connected-young-people"]
    assert "SAF-10" in item.clauses
    assert {"police", "youth-support", "education"} <= set(item.between)
    assert "others-at-risk" in names(item)


@pytest.mark.clause("SAF-11")
def test_protection_in_hospital_says_who_may_visit_and_who_is_present(asked) -> None:
    item = asked["hospital-protection"]
    assert "SAF-11" in item.clauses
    assert "visitors-restricted" in names(item)
    assert {"police", "hospital-security", "nobody"} <= options(item, "security")


@pytest.mark.clause("SAF-11")
def test_support_in_hospital_is_asked_for_apart_from_protection(asked) -> None:
    item = asked["hospital-support"]
    assert "SAF-11" in item.clauses
    assert item.about == "young-person"
    assert item.due is not None
    assert item.due.after == "admission"


@pytest.mark.clause("SAF-12")
def test_a_trusted_professional_is_named_and_a_visit_counts_as_contact(asked) -> None:
    item = asked["trusted-professional"]
    assert "SAF-12" in item.clauses
    assert item.field("trusted").kind == "text"
    assert any(suggestion.makes_contact and "Visit" in suggestion.what for suggestion in item.suggests)


@pytest.mark.clause("SAF-13")
def test_police_decide_on_a_threat_to_life_warning_within_two_hours(asked) -> None:
    item = asked["threat-to-life"]
    assert "SAF-13" in item.clauses
    assert item.about == "young-person"
    assert item.lead[0] == "police-duty-inspector"
    assert (item.facts, names(item)) == (("threat-to-life",), []), "what was decided is for named roles only"
    assert KINDS["THREAT_TO_LIFE"].audience == Audience.THREAT_TO_LIFE
    assert item.due is not None
    assert (item.due.hours, item.due.after, item.due.kind) == (2, "report", "default")


@pytest.mark.clause("SAF-14")
def test_steps_against_a_reprisal_are_chosen_with_police(asked) -> None:
    item = asked["reprisal-disruption"]
    assert "SAF-14" in item.clauses
    assert item.lead[0] == "mace-police"
    assert {"patrols", "youth-workers", "school-gates"} <= options(item, "steps")


def test_only_what_the_guide_says_will_happen_is_a_must(asked) -> None:
    assert [item.code for item in asked.values() if item.strength == "must"] == ["strategy-discussion"]


def test_all_deadlines_of_the_first_night_are_our_default(asked) -> None:
    assert {item.due.kind for item in asked.values() if item.due} == {"default"}
    assert all(item.due and item.due.hours and item.due.hours <= 24 for item in asked.values())


def test_nothing_about_leaving_hospital_or_going_home_is_asked_after_a_death(asked) -> None:
    for code in ("discharge-expected", "safe-to-return", "hospital-support", "trusted-professional", "safe-address"):
        assert not asked[code].after_death


def test_tonight_is_eight_questions_that_reach_what_cannot_wait(playbook: Playbook, asked) -> None:
    shown = {code for question in playbook.tonight for code in question.considerations}
    assert len(playbook.tonight) == 8
    assert shown <= set(asked)
    assert {"threat-to-life", "safe-to-return", "siblings-at-risk", "hospital-protection", "staff-tonight"} <= shown
    assert [item.code for item in asked.values() if item.ours] == [
        "where-and-how-hurt",
        "parents-told",
        "staff-tonight",
        "held-until-morning",
    ]
