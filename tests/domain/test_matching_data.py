"""The invented people with whom matching is measured: the same for the same seed, and as bad as is said."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from stdnum.gb import nhs

from scripts.bench_matching import measures
from scripts.matching_data import dates, spelling
from scripts.matching_data.__main__ import write
from scripts.matching_data.mistakes import MISTAKES
from scripts.matching_data.names import communities, half_of
from scripts.matching_data.numbers import check_digit, nhs_numbers
from scripts.matching_data.queries import HARD, HELD, NOBODY

PEOPLE, ASKED = 3000, 2000
FILES = ("A.csv", "B.csv", "truth.csv", "kinds.csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("set")
    write(made, people=PEOPLE, asked=ASKED, seed=3, split="train")
    return made


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_makes_the_same_files(folder: Path, tmp_path: Path) -> None:
    write(tmp_path, people=PEOPLE, asked=ASKED, seed=3, split="train")
    assert [(tmp_path / name).read_bytes() for name in FILES] == [(folder / name).read_bytes() for name in FILES]


def test_another_seed_makes_other_people(folder: Path, tmp_path: Path) -> None:
    write(tmp_path, people=200, asked=20, seed=4, split="train")
    first = {tuple(row.values())[1:] for row in _rows(folder / "A.csv")}
    assert not first & {tuple(row.values())[1:] for row in _rows(tmp_path / "A.csv")}


def test_every_row_has_an_id_of_its_own_and_the_truth_names_somebody_held(folder: Path) -> None:
    held, asked = _rows(folder / "A.csv"), _rows(folder / "B.csv")
    truth = _rows(folder / "truth.csv")
    ids = {row["id"] for row in held}
    assert (len(ids), len({row["query_id"] for row in asked})) == (PEOPLE, ASKED)
    assert [row["query_id"] for row in truth] == [row["query_id"] for row in asked]
    named = [row["id"] for row in truth if row["id"]]
    assert set(named) <= ids
    assert len(set(named)) == len(named)


def test_nobody_is_held_of_more_than_two_in_five_asked_about_and_half_of_those_are_hard(folder: Path) -> None:
    who = {row["query_id"]: row["who"] for row in _rows(folder / "kinds.csv")}
    truth = {row["query_id"]: row["id"] for row in _rows(folder / "truth.csv")}
    assert {key for key, kind in who.items() if kind == HELD} == {key for key, held in truth.items() if held}
    counted = Counter(who.values())
    assert set(counted) == {HELD, NOBODY, *HARD}
    nobody = ASKED - counted[HELD]
    assert nobody >= 0.4 * ASKED
    assert nobody - counted[NOBODY] >= nobody / 2


def test_numbers_held_are_of_the_test_range_and_right_and_most_have_none(folder: Path) -> None:
    numbers = [row["nhs_number"] for row in _rows(folder / "A.csv") if row["nhs_number"]]
    assert all(number.startswith("999") and nhs.is_valid(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert 0.2 * PEOPLE < len(numbers) < 0.5 * PEOPLE


def test_check_digits_agree_with_the_library() -> None:
    some = [number for number, _ in zip(nhs_numbers(5), range(2000), strict=False)]
    assert all(nhs.is_valid(number) for number in some)
    unused = [nine for nine in (f"9990000{n:02}" for n in range(100)) if check_digit(nine) is None]
    assert unused
    assert not any(nhs.is_valid(f"{nine}{digit}") for nine in unused for digit in range(10))


def test_most_are_young(folder: Path) -> None:
    born = [date.fromisoformat(row["date_of_birth"]) for row in _rows(folder / "A.csv") if row["date_of_birth"]]
    young = sum(10 <= (date(2026, 11, 1) - day).days / 365.25 < 26 for day in born)
    assert young > 0.65 * len(born)


def test_twins_siblings_and_namesakes_are_held_side_by_side(folder: Path) -> None:
    held = _rows(folder / "A.csv")
    homes = Counter((row["family_name"], row["postcode"]) for row in held if row["postcode"])
    twins = Counter((row["family_name"], row["postcode"], row["date_of_birth"]) for row in held if row["postcode"])
    names = Counter((row["given_names"], row["family_name"]) for row in held)
    assert sum(1 for number in homes.values() if number > 1) > 300
    assert sum(1 for number in twins.values() if number > 1) > 10
    assert sum(1 for number in names.values() if number > 1) > 30


def test_every_kind_of_mistake_is_made_about_as_often_as_is_said(folder: Path) -> None:
    """Where a mistake can always be made, its share is its rate; where it needs an occasion, less, never none."""
    rows = _rows(folder / "kinds.csv")
    made = Counter(kind for row in rows for kind in row["kinds"].split("; ") if kind)
    assert set(made) == {mistake.kind for mistake in MISTAKES}
    for mistake in MISTAKES:
        assert made[mistake.kind] <= ASKED * mistake.rate * 1.5 + 10, mistake.kind
    for kind in ("date missing", "postcode missing"):
        rate = next(mistake.rate for mistake in MISTAKES if mistake.kind == kind)
        assert 0.8 < made[kind] / (ASKED * rate) < 1.3, kind


def test_several_mistakes_are_made_at_once(folder: Path) -> None:
    several = Counter(len([k for k in row["kinds"].split("; ") if k]) for row in _rows(folder / "kinds.csv"))
    assert several[0] > 0.05 * ASKED
    assert sum(number for many, number in several.items() if many >= 3) > 0.15 * ASKED


def test_the_two_splits_share_no_family_name() -> None:
    for train, measure in zip(communities("train"), communities("measure"), strict=True):
        names = [
            {*c.family, *c.rare, *(o for others in c.family_spelt.values() for o in others)} for c in (train, measure)
        ]
        assert not names[0] & names[1], train.name
        assert min(len(c.family) for c in (train, measure)) >= 15, train.name
        assert {half_of(name) for name in names[0]} == {"train"}


def test_every_community_is_held_in_about_its_share(folder: Path) -> None:
    asked = Counter(row["community"] for row in _rows(folder / "kinds.csv"))
    for community in communities():
        assert 0.5 < asked[community.name] / (ASKED * community.share) < 1.6, community.name
    assert sum(community.share for community in communities()) == pytest.approx(1)


def test_slips_change_one_thing_only() -> None:
    from random import Random

    dice, born = Random(1), date(2010, 3, 4)
    for _ in range(200):
        slipped = dates.digit(born, dice)
        assert slipped is not None
        assert sum(a != b for a, b in zip(born.isoformat(), slipped.isoformat(), strict=True)) == 1
        assert abs(len(spelling.one_letter("Kowalska", dice)) - 8) <= 1
    assert dates.day_and_month(born, dice) == date(2010, 4, 3)
    assert dates.day_and_month(date(2010, 3, 13), dice) is None


def test_the_threshold_chosen_is_the_one_with_the_best_f1() -> None:
    scores = {("a", "1"): 0.9, ("b", "2"): 0.8, ("c", "3"): 0.6, ("d", "4"): 0.4, ("a", "5"): 0.3}
    true = {("a", "1"), ("b", "2"), ("d", "4"), ("e", "6")}
    chosen = measures.best_threshold(scores, true)
    assert chosen == pytest.approx(0.35)
    found = measures.found(scores, true, chosen)
    assert (found.right, found.said, found.there) == (3, 4, 4)
    assert (found.precision, found.recall, found.f1) == (0.75, 0.75, 0.75)
    every = [measures.found(scores, true, step / 100).f1 for step in range(100)]
    assert found.f1 == max(every)


def test_only_the_best_candidate_of_each_query_is_an_answer() -> None:
    scores = {("a", "1"): 0.2, ("b", "1"): 0.7, ("c", "2"): 0.5}
    assert measures.best_of_each(scores) == {("b", "1"): 0.7, ("c", "2"): 0.5}


def test_reliability_sets_the_score_beside_the_share_that_is_right() -> None:
    steps = measures.reliability([(0.92, True), (0.98, True), (1.0, False), (0.11, False)])
    assert [(step.low, step.many, round(step.score, 3), round(step.right, 3)) for step in steps] == [
        (0.1, 1, 0.11, 0.0),
        (0.9, 3, 0.967, 0.667),
    ]
    assert measures.off_by(steps) == pytest.approx((0.11 + 3 * 0.3) / 4)
    assert measures.brier([(1.0, False), (0.5, True)]) == pytest.approx(0.625)
