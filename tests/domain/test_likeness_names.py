"""Names as letters and sounds, what they are short for, how common they are."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reachable.people import likeness
from reachable.people.likeness import Details, compare, prepare, usual
from reachable.people.likeness.commonness import counted
from reachable.people.likeness.letters import fold, sound, stem, words
from reachable.people.likeness.names import Tie, tie
from reachable.people.likeness.prepared import word
from reachable.people.likeness.variants import groups, labels

BORN = date(2010, 3, 14)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Олександр", "oleksandr"),
        ("Юлія Щербак", "yuliya shcherbak"),
        ("Андрій", "andriy"),
        ("محمد", "mhmd"),
        ("کاروان", "karwan"),
        ("Łukasz ŻAK", "lukasz zak"),
        ("O’Brien", "obrien"),
    ],
)
def test_other_alphabets_become_latin_letters(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Mrs Anna-Maria", ("anna", "maria")),
        ("Mc Donald", ("mcdonald",)),
        ("O Brien", ("obrien",)),
        ("dos Santos", ("santos",)),
        ("de", ("de",)),
        ("O", ("o",)),
        ("", ()),
    ],
)
def test_titles_and_small_words_are_no_names(typed: str, found: tuple[str, ...]) -> None:
    assert words(typed) == found


@pytest.mark.parametrize(
    "alike",
    [
        "oleksandr aleksandr alexander aleksander",
        "yuliia julia iuliia",
        "mohammed muhammad mohamad mahamed",
        "jaroslaw yaroslav iaroslav",
        "szymon simon",
        "sarunas sharunas",
        "philip filip",
        "khadija kadija",
        "czarnecki chernecki",
    ],
)
def test_one_name_sounds_alike_however_an_alphabet_writes_it(alike: str) -> None:
    assert len({sound(name) for name in alike.split()}) == 1


@pytest.mark.parametrize(
    "family",
    [
        "kazlauskas kazlauskiene kazlauskaite",
        "petraitis petraityte petraitiene",
        "stankevicius stankeviciute stankeviciene",
        "butkus butkute butkiene",
        "kowalski kowalska kowalsky kowalskyi",
        "zielinski zielinska",
        "berzins berzina",
        "ozols ozola",
        "balodis balode",
        "ivanov ivanova ivanoff",
        "petriv petriva",
        "charnetskyi charnetska",
    ],
)
def test_a_family_has_one_stem_whosever_ending_is_used(family: str) -> None:
    assert len({stem(name) for name in family.split()}) == 1


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=14))
def test_a_name_is_never_left_with_less_than_a_stem(name: str) -> None:
    assert len(stem(name)) >= min(len(name), 4)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("william", "bill", Tie.VARIANT),
        ("mohammed", "maxamed", Tie.VARIANT),
        ("kwadwo", "kojo", Tie.VARIANT),
        ("rowan", "rowann", Tie.SOUND),
        ("frederika", "fredelika", Tie.SLIP),
        ("thessaly", "thess", Tie.PART),
        ("rowan", "r", Tie.INITIAL),
        ("yuliia", "j", Tie.INITIAL),
        ("hassan", "hussein", Tie.OTHER),
        ("amin", "amina", Tie.OTHER),
        ("jayden", "hayden", Tie.OTHER),
        ("abdirashid", "abdifatah", Tie.OTHER),
        ("oliver", "olivia", Tie.OTHER),
    ],
)
def test_two_given_names_agree_in_one_way(one: str, other: str, how: Tie) -> None:
    assert tie(word(one), word(other), False) is how
    assert tie(word(other), word(one), False) is how


def test_the_table_of_names_is_folded_and_ties_no_name_to_itself_alone() -> None:
    lines = (Path(likeness.__file__).parent / "variants.txt").read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in named if len(set(line.replace(":", "").split())) < 2] == []
    assert [name for name in groups() if fold(name) != name] == []
    assert all(labels(name) for name in groups())


@pytest.mark.parametrize(("rare", "common"), [("peregrine", "oliver"), ("yuliia", "mohammed"), ("unheard", "kwame")])
def test_common_given_names_are_known_to_be_common(rare: str, common: str) -> None:
    assert usual().share_given(rare) <= usual().share_given(common)
    assert usual().share_given("peregrine") < usual().share_given("oliver")


def _people(pairs: Sequence[tuple[str, str, date, str]]) -> list[likeness.Prepared]:
    return [
        prepare(Details(given_names=given, family_name=family, date_of_birth=born, postcodes=(home,)))
        for given, family, born, home in pairs
    ]


def test_a_name_that_half_a_file_carries_says_less_than_it_says_elsewhere() -> None:
    crowd = _people([("Peregrine", f"Thistle{n}", date(2000 + n % 20, 5, 5), f"NR{n} 1AA") for n in range(3000)])
    common = counted(crowd)
    assert common.share_given("peregrine") > 0.5
    nameless = Details(given_names="Peregrine", family_name="Thistle7")
    whole = Details(given_names="Peregrine", family_name="Thistle7", date_of_birth=BORN)
    assert compare(prepare(nameless), prepare(whole), common).score < compare(prepare(nameless), prepare(whole)).score


def test_twins_are_counted_where_families_are_held() -> None:
    homes = [(given, f"Thistle{n}", BORN, f"NR{n} 1AA") for n in range(1000) for given in ("Oliver", "Harry")]
    alone = [("Oliver", f"Thistle{n}", BORN, f"NR{n} 1AA") for n in range(2000)]
    assert counted(_people(homes)).relatives.twins > usual().relatives.twins > counted(_people(alone)).relatives.twins
