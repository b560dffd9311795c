"""What the facts of a report add up to, and what may happen to an incident as it stands."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from unittest.mock import Mock
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reachable.common import references
from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.incidents import likeness, policies
from reachable.incidents.choices import (
    AdultPart,
    Finding,
    Known,
    Offence,
    Part,
    Phase,
    Setting,
    Weapon,
    Where,
)
from reachable.incidents.facts import InvolvedAge, Report, ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.incidents.queries import preview

AT = datetime(2026, 11, 21, 22, 15, tzinfo=UTC)
REPORTER = Mock(spec=Professional)  # whose role lets him report
FIFTEEN = InvolvedAge(15)
MET, NOT_MET, NOT_KNOWN = Finding.MET, Finding.NOT_MET, Finding.NOT_KNOWN


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize(
    ("offence", "weapon", "finding"),
    [
        (Offence.STABBING, Weapon.NONE_SEEN, MET),
        (Offence.SHOOTING, Weapon.NOT_KNOWN, MET),
        (Offence.HOMICIDE, Weapon.NONE_SEEN, MET),
        (Offence.SERIOUS_ASSAULT, Weapon.NONE_SEEN, MET),
        (Offence.FIRE_OR_ACID, Weapon.NONE_SEEN, MET),
        (Offence.THREAT_WITH_WEAPON, Weapon.NONE_SEEN, MET),
        (Offence.CARRYING_WEAPON, Weapon.NOT_KNOWN, MET),
        (Offence.ROBBERY, Weapon.KNIFE, MET),
        (Offence.ASSAULT, Weapon.FIREARM, MET),
        (Offence.NOT_KNOWN, Weapon.OTHER, MET),
        (Offence.OTHER, Weapon.NONE_SEEN, NOT_KNOWN),
        (Offence.NOT_KNOWN, Weapon.NONE_SEEN, NOT_KNOWN),
        (Offence.NOT_KNOWN, Weapon.NOT_KNOWN, NOT_KNOWN),
        (Offence.ROBBERY, Weapon.NOT_KNOWN, NOT_KNOWN),
        (Offence.ASSAULT, Weapon.NONE_SEEN, NOT_MET),
        (Offence.ROBBERY, Weapon.NONE_SEEN, NOT_MET),
        (Offence.ABDUCTION, Weapon.NONE_SEEN, NOT_MET),
    ],
)
def test_most_serious_violence_or_a_weapon_meets_the_first_part(offence: str, weapon: str, finding: Finding) -> None:
    found = policies.work_out_definition(offence=offence, weapon=weapon, setting=Setting.STREET, young_people=[FIFTEEN])
    assert found.offence.finding == finding
    assert found.offence.because


def _age(*young_people: InvolvedAge) -> Finding:
    return policies.work_out_definition(
        offence=Offence.STABBING, weapon=Weapon.KNIFE, setting=Setting.STREET, young_people=young_people
    ).age.finding


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize(
    ("ages", "finding"),
    [
        ([17], MET),
        ([18, 17], MET),
        ([None, 12], MET),
        ([18], NOT_MET),
        ([18, 40], NOT_MET),
        ([18, None], NOT_KNOWN),
        ([None], NOT_KNOWN),
        ([], NOT_KNOWN),
    ],
)
def test_one_young_person_under_18_meets_the_second_part(ages: list[int | None], finding: Finding) -> None:
    assert _age(*map(InvolvedAge, ages)) == finding


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize(
    ("about", "exact", "finding"),
    [
        (17, [], MET),
        (18, [], NOT_KNOWN),
        (19, [], NOT_KNOWN),
        (20, [], NOT_KNOWN),
        (21, [], NOT_MET),
        (18, [30], NOT_KNOWN),
        (18, [17], MET),
        (21, [18], NOT_MET),
    ],
)
def test_an_age_that_is_only_about_right_does_not_show_that_nobody_is_under_18(
    about: int, exact: list[int], finding: Finding
) -> None:
    assert _age(InvolvedAge(about, about=True), *map(InvolvedAge, exact)) == finding


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize(("part", "counts"), [(part, part not in (Part.SIBLING, Part.CONNECTED)) for part in Part])
def test_a_child_counts_who_was_in_it_and_not_who_is_only_related(part: Part, counts: bool) -> None:
    child, suspect = InvolvedAge(12, parts=(part,)), InvolvedAge(30, parts=(Part.SUSPECTED,))
    assert _age(child, suspect) == (MET if counts else NOT_MET)
    assert _age(child) == (MET if counts else NOT_KNOWN)
    assert _age(InvolvedAge(12, parts=(part, Part.PRESENT)), suspect) == MET
    assert _age(InvolvedAge(None, parts=(part,)), suspect) == (NOT_KNOWN if counts else NOT_MET)


@pytest.mark.clause("DEF-3")
def test_a_role_that_is_not_known_counts() -> None:
    assert _age(InvolvedAge(12, parts=())) == MET
    assert _age(InvolvedAge(12, parts=(Part.SIBLING, Part.CONNECTED)), InvolvedAge(30)) == NOT_MET


@pytest.mark.clause("DEF-3")
def test_adults_alone_do_not_settle_the_age_while_it_is_not_known_who_else_was_there() -> None:
    found = policies.work_out_definition(
        offence=Offence.STABBING,
        weapon=Weapon.KNIFE,
        setting=Setting.STREET,
        young_people=[InvolvedAge(30)],
        people_known=False,
    )
    assert found.age.finding == NOT_KNOWN


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize(
    ("setting", "finding"),
    [
        (Setting.STREET, MET),
        (Setting.SCHOOL, MET),
        (Setting.ONLINE, MET),
        (Setting.HOME, NOT_KNOWN),
        (Setting.OTHER, NOT_KNOWN),
        (Setting.NOT_KNOWN, NOT_KNOWN),
    ],
)
def test_a_setting_outside_the_family_meets_the_third_part(setting: str, finding: Finding) -> None:
    found = policies.work_out_definition(
        offence=Offence.STABBING, weapon=Weapon.KNIFE, setting=setting, young_people=[FIFTEEN]
    )
    assert found.setting.finding == finding


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize(
    ("offence", "ages", "setting"),
    list(product(("STABBING", "NOT_KNOWN", "ASSAULT"), (15, None, 30), ("STREET", "HOME"))),
)
def test_only_a_part_shown_not_to_be_met_says_that_it_is_not_serious_youth_violence(
    offence: str, ages: int | None, setting: str
) -> None:
    found = policies.work_out_definition(
        offence=offence, weapon="NONE_SEEN", setting=setting, young_people=[InvolvedAge(ages)]
    )
    assert found.holds == (NOT_MET not in {found.offence.finding, found.age.finding, found.setting.finding})
    assert found.holds == (offence != "ASSAULT" and ages != 30)


@pytest.mark.clause("DEF-3")
def test_an_empty_report_counts_as_serious_youth_violence_until_shown_otherwise() -> None:
    found, questions = preview(REPORTER, Report(key=uuid4()), AT)
    assert found.holds
    assert {found.offence.finding, found.age.finding, found.setting.finding} == {NOT_KNOWN}
    assert "Which young people are involved?" in questions


def test_the_age_that_counts_is_the_one_on_the_day_it_happened() -> None:
    eve = ReportedYoungPerson(date_of_birth=date(2008, 11, 22))
    found, _ = preview(REPORTER, Report(key=uuid4(), happened_at=AT, young_people=(eve,)), AT + timedelta(days=2))
    assert found.age.finding == MET
    found, _ = preview(REPORTER, Report(key=uuid4(), happened_at=AT + timedelta(days=1), young_people=(eve,)), AT)
    assert found.age.finding == NOT_MET


def test_what_is_not_known_is_asked_and_what_is_known_is_not() -> None:
    kai = ReportedYoungPerson(given_names="Kai", approximate_age=15, where=Where.HOSPITAL)
    nobody = ReportedYoungPerson()
    known = Report(
        key=uuid4(),
        offence=Offence.STABBING,
        weapon=Weapon.KNIFE,
        setting=Setting.STREET,
        happened_at=AT,
        place="Waterloo Park",
        threats=Known.NO,
        social_media=Known.YES,
        still_danger=Known.NO,
        young_people=(kai, nobody),
    )
    assert policies.not_known(known) == (
        "A: when is discharge likely?",
        "B: what is the name?",
        "B: how old?",
        "B: where now?",
    )


def test_a_report_and_an_incident_leave_the_same_facts_open() -> None:
    facts = {"offence": Offence.STABBING, "place": "Waterloo Park", "still_danger": Known.NO}
    report = Report(key=uuid4(), **facts)
    asked = policies.facts_not_known(Incident(**facts))
    assert [fact for fact, _ in asked] == ["happened_at", "weapon", "setting", "threats", "social_media"]
    assert policies.facts_not_known(report) == asked
    assert policies.not_known(report) == ("Which young people are involved?", *(question for _, question in asked))


def test_a_correction_that_corrects_nothing_is_refused() -> None:
    policies.check_something_changed(["weapon"])
    with pytest.raises(Refused, match="Nothing is different"):
        policies.check_something_changed([])


@pytest.mark.clause("DEF-3")
def test_each_part_is_signed_with_its_reason() -> None:
    whole = [("offence", MET, "A knife"), ("age", MET, "He is 15"), ("setting", NOT_KNOWN, "Not heard yet")]
    policies.check_definition_is_complete(whole)
    for missing in range(3):
        parts = [(name, finding, "  " if n == missing else because) for n, (name, finding, because) in enumerate(whole)]
        with pytest.raises(Refused) as refused:
            policies.check_definition_is_complete(parts)
        assert refused.value.field == f"{whole[missing][0]}_because"


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize(("worked_out", "decided"), list(product((True, False), repeat=2)))
def test_deciding_otherwise_than_the_parts_add_up_to_takes_a_reason(worked_out: bool, decided: bool) -> None:
    if worked_out == decided:
        assert policies.check_override_has_reason(worked_out=worked_out, decided=decided, because="") is False
        return
    with pytest.raises(Refused, match="Say why"):
        policies.check_override_has_reason(worked_out=worked_out, decided=decided, because=" ")
    assert policies.check_override_has_reason(worked_out=worked_out, decided=decided, because="Because") is True


@pytest.mark.clause("DEF-3")
@pytest.mark.clause("GEN-2")
@pytest.mark.parametrize("missing", ["route", "their_reference", "named_person"])
def test_what_is_not_serious_youth_violence_is_closed_only_with_what_carries_it_on(missing: str) -> None:
    given_ = {"route": "FRONT_DOOR", "their_reference": "FD-1", "named_person": "Dee"}
    policies.check_carried_on(holds=False, **given_)
    policies.check_carried_on(holds=True, route="", their_reference="", named_person="")
    with pytest.raises(Refused) as refused:
        policies.check_carried_on(holds=False, **{**given_, missing: " "})
    assert refused.value.field == missing


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize(
    ("phase", "runs", "can_reopen", "takes_facts"),
    [
        (Phase.PROVISIONAL, True, False, True),
        (Phase.CONFIRMED, True, False, True),
        (Phase.NOT_SERIOUS, False, True, True),
        (Phase.JOINED, False, False, False),
    ],
)
def test_each_phase_allows_what_it_allows(phase: str, runs: bool, can_reopen: bool, takes_facts: bool) -> None:
    assert _passes(lambda: policies.check_is_running(phase)) is runs
    assert _passes(lambda: policies.check_can_be_reopened(phase, "Police found a knife")) is can_reopen
    assert _passes(lambda: policies.check_not_joined(phase)) is takes_facts


def test_re_opening_takes_a_reason() -> None:
    with pytest.raises(Refused, match="what has changed"):
        policies.check_can_be_reopened(Phase.NOT_SERIOUS, " ")


@pytest.mark.parametrize(("phase", "into"), list(product(Phase, repeat=2)))
def test_reports_are_joined_into_what_runs_and_once(phase: Phase, into: Phase) -> None:
    allowed = phase != Phase.JOINED and into in (Phase.PROVISIONAL, Phase.CONFIRMED, Phase.STABILISING)
    assert _passes(lambda: policies.check_can_be_joined(phase=phase, into_phase=into, same=False)) is allowed
    assert not _passes(lambda: policies.check_can_be_joined(phase=phase, into_phase=into, same=True))


@pytest.mark.clause("DEF-1")
@pytest.mark.clause("DEF-2")
def test_a_street_gang_or_its_environment_is_answered_with_a_reason() -> None:
    policies.check_context_answer_has_reason(Known.NOT_KNOWN, "")
    policies.check_context_answer_has_reason(Known.YES, "Recognised locally")
    for said in (Known.YES, Known.NO):
        with pytest.raises(Refused, match="Say why"):
            policies.check_context_answer_has_reason(said, " ")


def test_five_minutes_are_allowed_for_clocks_that_disagree() -> None:
    policies.check_happened_in_the_past(None, AT)
    policies.check_happened_in_the_past(AT + timedelta(minutes=5), AT)
    with pytest.raises(Refused, match="The time of the incident is in the future"):
        policies.check_happened_in_the_past(AT + timedelta(minutes=6), AT)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"offence": "JAYWALKING"}, "offence"),
        ({"area": "LONDON"}, "area"),
        ({"place": "x" * 301}, "place"),
        ({"postcode": "NR1 1AA 99"}, "postcode"),
        ({"told_by": "x" * 201}, "told_by"),
    ],
)
def test_an_unknown_code_or_too_long_a_text_is_refused_by_name(facts: dict[str, str], field: str) -> None:
    row = Incident(reference="INC-2026-0001", report_key=uuid4(), reported_at=AT, **facts)
    with pytest.raises(Refused) as refused:
        policies.check_fits(row)
    assert refused.value.field == field


@given(st.sets(st.integers(min_value=0, max_value=5000), max_size=200))
def test_no_two_positions_have_the_same_letter(positions: set[int]) -> None:
    assert len({references.letter(position) for position in positions}) == len(positions)


def _sketch(**changes: object) -> likeness.Sketch:
    facts: dict[str, object] = {
        "happened_at": AT,
        "reported_at": AT,
        "place": "Waterloo Park",
        "postcode": "",
        "people": frozenset(),
        "names": frozenset(),
    }
    return likeness.Sketch(**{**facts, **changes})  # type: ignore[arg-type]  # fields of Sketch by name


KEY = uuid4()


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({}, {"place": "Waterloo park, Angel Road"}, ("near in time", "much the same place")),
        ({}, {"happened_at": AT + timedelta(hours=6)}, ("near in time", "much the same place")),
        ({}, {"happened_at": AT + timedelta(hours=7)}, ()),
        ({}, {"place": "Castle Meadow"}, ()),
        ({"place": ""}, {"place": ""}, ()),
        ({"happened_at": None}, {}, ("reported near in time", "much the same place")),
        ({"happened_at": None, "reported_at": AT + timedelta(hours=40)}, {}, ()),
        (
            {"postcode": "NR3 3DF", "place": "A"},
            {"postcode": "NR3 3DF", "place": "B"},
            ("near in time", "same postcode"),
        ),
        (
            {"place": "A", "people": frozenset({KEY}), "names": frozenset({"kai"})},
            {"place": "B", "people": frozenset({KEY}), "names": frozenset({"kai"})},
            ("near in time", "the same young person"),
        ),
        (
            {"place": "A", "names": frozenset({"kai"})},
            {"place": "B", "names": frozenset({"kai"})},
            ("near in time", "a young person of the same name"),
        ),
    ],
)
def test_two_reports_look_alike_by_time_and_place_or_people(
    one: dict[str, object], other: dict[str, object], reasons: tuple[str, ...]
) -> None:
    assert likeness.reasons(_sketch(**one), _sketch(**other)) == reasons
    assert likeness.reasons(_sketch(**other), _sketch(**one)) == reasons


def test_nobody_is_labelled() -> None:
    assert {str(code) for code in (*Part, *AdultPart)} & {"OFFENDER", "PERPETRATOR", "GANG"} == set()


def _passes(check: object) -> bool:
    try:
        check()  # type: ignore[operator]  # a check of policies, arguments already given
    except Refused:
        return False
    return True
