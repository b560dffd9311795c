"""When two names are the same name, and two people agree."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reachable.people.matching import NAME_AND_BIRTH, NHS, agreeing, fold_name, traits

WORDS = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=12)
BORN = date(2011, 3, 4)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Kai Mensah", "kai mensah"),
        ("  KAI   mensah ", "kai mensah"),
        ("Zoë Núñez", "zoe nunez"),
        ("Łukasz Dąbrowski", "lukasz dabrowski"),
        ("Søren Đurić", "soren duric"),
        ("Ieva Žukauskaitė", "ieva zukauskaite"),
        ("Anne-Marie Smith–Jones", "anne marie smith jones"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("St. John", "st john"),
        ("Straße", "strasse"),
        ("I\u02bcsha", "isha"),
        ("محمد", "محمد"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_a_name_folds_to_what_everybody_would_type(typed: str, folded: str) -> None:
    assert fold_name(typed) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.text(max_size=60))
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert fold_name(unicodedata.normalize("NFC", text)) == fold_name(unicodedata.normalize("NFD", text))


@given(st.lists(st.text("abcdeéłøžAZ", min_size=1, max_size=8), min_size=1, max_size=4), st.data())
def test_case_spaces_hyphens_and_apostrophes_do_not_matter(words: list[str], data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from([" ", "  ", "-", " - ", "–", "."]), min_size=4, max_size=4))
    other = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    apostrophe = data.draw(st.sampled_from(["", "'", "’", "`"]))
    assert fold_name(other.upper() + apostrophe) == fold_name(" ".join(words))


@given(st.lists(WORDS, min_size=2, max_size=4))
def test_where_given_names_end_does_not_matter(words: list[str]) -> None:
    assert fold_name(words[0], " ".join(words[1:])) == fold_name(" ".join(words[:-1]), words[-1])


PEOPLE = st.builds(
    traits,
    folded_name=st.sampled_from(["", "kai mensah", "ada okoro"]),
    date_of_birth=st.sampled_from([None, BORN, date(2010, 1, 1)]),
    dob_accuracy=st.sampled_from(["AAA", "EEE", "UUA"]),
    nhs_numbers=st.sampled_from([frozenset(), frozenset({"9990000018"})]),
)


@given(PEOPLE, PEOPLE)
def test_agreement_goes_both_ways(one: object, other: object) -> None:
    assert agreeing(one, other) == agreeing(other, one)  # type: ignore[arg-type]  # built by the strategy


@pytest.mark.parametrize(
    ("name", "born", "accuracy", "numbers", "agrees"),
    [
        ("kai mensah", BORN, "AAA", "9990000018", (NAME_AND_BIRTH, NHS)),
        ("kai mensah", BORN, "AAA", "", (NAME_AND_BIRTH,)),
        ("kai mensah", BORN, "EEE", "", (NAME_AND_BIRTH,)),
        ("kai mensah", BORN, "UAA", "", ()),  # a day that nobody knows agrees with nothing
        ("kai mensah", None, "UUU", "", ()),
        ("kai mensah", date(2011, 3, 5), "AAA", "", ()),
        ("kay mensah", BORN, "AAA", "", ()),  # a twin
        ("", BORN, "AAA", "", ()),
        ("ada okoro", None, "UUU", "9990000018", (NHS,)),
    ],
)
def test_people_agree_only_in_what_is_wholly_known(
    name: str, born: date | None, accuracy: str, numbers: str, agrees: tuple[str, ...]
) -> None:
    held = traits(
        folded_name="kai mensah", date_of_birth=BORN, dob_accuracy="AAA", nhs_numbers=frozenset({"9990000018"})
    )
    entered = traits(
        folded_name=name, date_of_birth=born, dob_accuracy=accuracy, nhs_numbers=frozenset({numbers} - {""})
    )
    assert agreeing(entered, held) == agrees
