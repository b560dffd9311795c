"""Reports on young people: who is counted as what, by whom it may be read, and that small numbers stay out."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Audience, FactKind, FactStands, Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Fact, FactStanding, Incident, Involvement, InvolvementPart
from reachable.oversight.policies import reports_groups as groups
from reachable.oversight.policies.suppression import ALL
from reachable.oversight.queries import Asked, Figures, Report, report
from reachable.oversight.queries.young_people_counted import Counted, young_people_counted
from reachable.oversight.queries.young_people_figures import table_of
from reachable.people.choices import DetailKind
from reachable.people.models import Detail
from reachable.safety.models import Screening
from tests.domain.same_person_hands import same, three
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def all_shown(settings: Any) -> None:
    settings.SMALLEST_NUMBER_SHOWN = 0


def kai(**changes: Any) -> ReportedYoungPerson:
    return ReportedYoungPerson(**{"given_names": "Kai", "approximate_age": 15, "parts": (Part.VICTIM,), **changes})


def opened(cast: Cast, *young: ReportedYoungPerson) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young or (kai(),)))


def counted(cast: Cast, who: Professional | None = None) -> list[Counted]:
    return young_people_counted(who or cast.hana, Incident.objects.all(), AT)


def made(who: Professional, code: str = "disproportionality") -> Report:
    return report(who, code, Asked(), AT)


def rows(figures: Figures) -> dict[str, dict[str, str]]:
    return {row[0]: dict(zip(figures.columns[1:], row[1:], strict=True)) for row in figures.rows}


def detail(young: Involvement, kind: DetailKind, code: str, **more: Any) -> None:
    Detail.objects.create(record=young.record, kind=kind, code=code, by=young.added_by, at=AT, **more)


def screened(young: Involvement, level: str, number: int = 1, days: int = 0) -> None:
    Screening.objects.create(
        incident=young.incident, involvement=young, number=number, level=level, because="What is known",
        by=young.added_by, at=AT + days * DAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sort", "codes", "group"),
    [
        pytest.param(groups.ethnicity_group, {"WHITE_ROMA"}, "white", id="white"),
        pytest.param(groups.ethnicity_group, {"BLACK_AFRICAN"}, "black", id="black"),
        pytest.param(groups.ethnicity_group, {"ARAB"}, "other", id="arab"),
        pytest.param(groups.ethnicity_group, {"OTHER"}, "other", id="another ethnic group"),
        pytest.param(groups.ethnicity_group, {"DOES_NOT_WANT"}, "not-known", id="does not want to say"),
        pytest.param(groups.ethnicity_group, {"NOT_ASKED"}, "not-known", id="not asked"),
        pytest.param(groups.ethnicity_group, {"ASIAN_INDIAN", "WHITE_IRISH"}, "not-known", id="two say two things"),
        pytest.param(groups.ethnicity_group, {"ASIAN_INDIAN", "NOT_ASKED"}, "asian", id="one knows"),
        pytest.param(groups.sex_group, {"FEMALE"}, "female", id="female"),
        pytest.param(groups.sex_group, {"MALE", "FEMALE"}, "not-known", id="said both ways"),
        pytest.param(groups.sex_group, {"NOT_ASKED"}, "not-known", id="sex not asked"),
        pytest.param(groups.send_group, {"ASC", "EHC_PLAN"}, "plan", id="plan"),
        pytest.param(groups.send_group, {"ASC", "NO_EHC_PLAN"}, "needs", id="needs"),
        pytest.param(groups.send_group, {"NO_EHC_PLAN"}, "not-known", id="no plan says nothing of needs"),
        pytest.param(groups.send_group, {"NONE"}, "none", id="no needs"),
        pytest.param(groups.care_group, {"CHILD_IN_NEED", "LOOKED_AFTER"}, "looked-after", id="looked after"),
        pytest.param(groups.care_group, {"CHILD_PROTECTION"}, "plan", id="protection plan"),
        pytest.param(groups.care_group, {"NONE"}, "none", id="none of these"),
        pytest.param(groups.care_group, set(), "not-known", id="nothing said"),
    ],
)
def test_what_is_recorded_makes_a_group_and_what_is_not_known_is_one(sort: Any, codes: set[str], group: str) -> None:
    assert sort(codes) == group


@pytest.mark.parametrize(
    ("years", "group"),
    [(12, "under-13"), (13, "13-15"), (15, "13-15"), (16, "16-17"), (17, "16-17"), (18, "18"), (None, "not-known")],
)
def test_ages_are_counted_in_bands(years: int | None, group: str) -> None:
    assert groups.age_group(years) == group


def test_every_answer_that_can_be_recorded_falls_into_a_group() -> None:
    from reachable.people.detail_kinds import KINDS

    for kind, sort in ((DetailKind.ETHNICITY, groups.ethnicity_group), (DetailKind.SEX, groups.sex_group)):
        for option in KINDS[kind].options:
            assert (sort({option.code}) == groups.NOT_KNOWN) == option.code.startswith(("NOT_", "DOES_")), option.code


def test_a_young_person_counts_in_several_roles_and_once_in_two_incidents(cast: Cast) -> None:
    incident = opened(cast, *three())
    same(cast.priya, incident, "A", "B")
    opened(cast, kai(parts=(Part.VICTIM, Part.SUSPECTED)))
    found = counted(cast)
    assert len(found) == 3
    assert {Part.VICTIM, Part.SUSPECTED} <= found[-1].parts


def test_a_role_that_ended_is_not_counted(cast: Cast) -> None:
    opened(cast)
    InvolvementPart.objects.update(until_at=AT, until_by=cast.hana)
    [one] = counted(cast)
    assert one.parts == set()


@pytest.mark.usefixtures("all_shown")
def test_who_may_not_know_of_a_witness_reads_connected(cast: Cast) -> None:
    incident = opened(cast, kai(parts=(Part.WITNESS,)))
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, why="Helps"
    )
    sees, does_not = (rows(made(who).figures[0]) for who in (cast.hana, cast.manager))
    assert (sees["Witness"]["All"], sees["Connected"]["All"]) == ("1 (100 %)", "0 (0 %)")
    assert "Witness" not in does_not
    assert does_not["Connected"]["All"] == "1 (100 %)"


@pytest.mark.parametrize("gone", ["", "mistake", "for few", "put right"])
def test_an_arrest_counts_while_it_stands_and_may_be_read(cast: Cast, gone: str) -> None:
    incident = opened(cast)
    young = incident.involvements.get()
    fact = incidents.record_fact(
        by=cast.hana,
        at=AT,
        reference=incident.reference,
        kind=FactKind.ARRESTED,
        key=uuid4(),
        involvement_key=young.key,
    )
    if gone == "mistake":
        FactStanding.objects.create(
            fact=fact, number=1, standing=FactStands.MISTAKE, because="Another boy", by=cast.hana, at=AT
        )
    elif gone == "for few":
        Fact.objects.filter(pk=fact.pk).update(audience=Audience.RAPID_REVIEW_PANEL)
    [one] = counted(cast, cast.sam if gone == "for few" else None)
    assert ("arrested" in one.marks) == (gone in ("", "put right"))


def test_a_fact_that_was_put_right_counts_as_what_it_was_put_right_to(cast: Cast) -> None:
    incident = opened(cast)
    young = incident.involvements.get()
    common = {"incident": incident, "involvement": young, "by": cast.hana, "at": AT}
    wrong = Fact.objects.create(kind=FactKind.REMANDED, **common)
    assert counted(cast)[0].marks == {"remanded"}
    Fact.objects.create(kind=FactKind.ARRESTED, replaces=wrong, **common)
    assert counted(cast)[0].marks == {"arrested"}


def test_a_detail_that_ended_is_not_counted(cast: Cast) -> None:
    young = opened(cast).involvements.get()
    detail(young, DetailKind.SEX, "MALE")
    detail(young, DetailKind.LEGAL_STATUS, "LOOKED_AFTER", until_on=AT.date() - DAY)
    detail(young, DetailKind.ETHNICITY, "ARAB", ended_at=AT, ended_by=cast.hana)
    [one] = counted(cast)
    assert [one.group(grouping) for grouping in ("sex", "care", "ethnicity", "age")] == [
        "male", "not-known", "not-known", "13-15",
    ]  # fmt: skip


@pytest.mark.usefixtures("all_shown")
def test_the_last_screening_is_the_level_and_who_has_none_is_not_screened(cast: Cast) -> None:
    incident = opened(cast, kai(), kai(given_names="Lee"))
    young = incident.involvements.get(position=0)
    screened(young, "high")
    screened(young, "medium", number=2, days=12)
    found = made(cast.hana, "levels")
    now = rows(found.figures[0])
    assert {name: row["Young people"] for name, row in now.items()} == {
        "No risk seen": "0", "Standard": "0", "Medium": "1", "High": "0", "Not screened yet": "1",
        "All young people": "2",
    }  # fmt: skip
    months = rows(found.figures[1])
    assert months["November 2026"]["High"] == "1"
    assert (months["December 2026"]["Medium"], months["December 2026"]["All"]) == ("1", "1")


def test_few_young_people_are_not_shown_at_all(cast: Cast) -> None:
    young = opened(cast).involvements.get()
    screened(young, "high")
    for code in ("disproportionality", "levels"):
        found = made(cast.hana, code)
        cells = {cell for figures in found.figures for row in figures.rows for cell in row[1:]}
        assert not [cell for cell in cells if any(digit in cell for digit in "123456789")], code
        assert all(part is None or part == 0 for one in found.drawings for bar in one.bars for part in bar.parts)
        assert any("Numbers below 5 are not shown" in says for says in found.says)


def test_both_reports_leave_out_the_same_of_the_levels(cast: Cast) -> None:
    """What one does not show, the other does not tell."""
    incident = opened(cast, *(kai(given_names=f"Boy{n}") for n in range(12)))
    for young in incident.involvements.order_by("position")[:2]:
        screened(young, "high")
    levels = rows(made(cast.hana, "levels").figures[0])
    for figures in made(cast.hana).figures:
        for name, row in rows(figures).items():
            if name in levels and name != "All young people":
                assert row["All"].split(" (")[0] == levels[name]["Young people"], (figures.caption, name)
    assert levels["High"]["Young people"] == "not shown"


def test_all_of_them_add_up_in_every_grouping_and_every_block() -> None:
    people = [Counted(age=14, parts={Part.VICTIM}, level="high"), Counted(age=None), Counted(age=17, level="gone")]
    table = table_of(people, [Part.VICTIM, "arrested"], ["high", "not-screened"])
    for row in table.rows:
        for group in table.groups:
            assert sum(table.values[row, column] for column in group) == table.values[row, ALL]
    for column in table.columns:
        for block in table.blocks:
            assert sum(table.values[row, column] for row in block) == table.values[ALL, column]
    assert table.values["level not-screened", ALL] == 2
