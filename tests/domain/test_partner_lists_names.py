"""Names in one cell or two: which part is the family name, who else is named, and where that is not certain."""

import pytest

from reachable.incidents.partner_lists.names import names_apart, whole_names


def said(text: str, family_first: bool = False) -> list[tuple[str, str]]:
    return [(one.given, one.family) for one in whole_names(text, family_first).people]


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("Kai Fenwick", "Kai", "Fenwick"),
        ("Fenwick, Kai", "Kai", "Fenwick"),
        ("FENWICK Kai", "Kai", "Fenwick"),
        ("Kai FENWICK", "Kai", "Fenwick"),
        ("FENWICK, KAI", "Kai", "Fenwick"),
        ("KAI FENWICK", "Kai", "Fenwick"),
        ("Kai Lee FENWICK-LARK", "Kai Lee", "Fenwick-Lark"),
        ("O’HALLOWAY Noor", "Noor", "O’Halloway"),
        ("Mr Kai Fenwick", "Kai", "Fenwick"),
        ("Master Kai Fenwick", "Kai", "Fenwick"),
        ("Miss. Noor Halloway", "Noor", "Halloway"),
        ("Ana Maria dos Santos", "Ana Maria", "dos Santos"),
        ("GARCIA LOPEZ, Ana Maria", "Ana Maria", "Garcia Lopez"),
        ("Van Dyke, Kai Lee", "Kai Lee", "Van Dyke"),
        ("Žemaitis, Łukasz", "Łukasz", "Žemaitis"),
        ("KJ Fenwick", "KJ", "Fenwick"),
        ("van der Berg Tom", "Tom", "van der Berg"),
        ("SOFIA MARIA DA SILVA", "Sofia Maria", "Da Silva"),
        ("De’Andre Fenwick Jr", "De’Andre", "Fenwick Jr"),
        ("Kai", "Kai", ""),
        ("  Kai   Fenwick ", "Kai", "Fenwick"),
        ("Kai Unknown", "Kai", ""),
    ],
)
def test_one_person(text: str, given: str, family: str) -> None:
    assert said(text) == [(given, family)]


def test_a_heading_may_say_that_the_family_name_comes_first() -> None:
    assert said("Fenwick Kai Lee", family_first=True) == [("Kai Lee", "Fenwick")]
    assert said("Van Dyke Kai", family_first=True) == [("Kai", "Van Dyke")]


@pytest.mark.parametrize(
    "text", ["", "Unknown", "N/K", "not known", "-", "?", "??", "n/k.", "TBC", "Unknown male", "Mr"]
)
def test_nobody(text: str) -> None:
    assert whole_names(text).people == ()
    assert whole_names(text).problem == ""


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Liam and Noah Smith", [("Liam", "Smith"), ("Noah", "Smith")]),
        ("Liam & Noah & Kai Smith", [("Liam", "Smith"), ("Noah", "Smith"), ("Kai", "Smith")]),
        ("Smith, Kai & Jay", [("Kai", "Smith"), ("Jay", "Smith")]),
        ("Smith, Kai & Jones, Jay", [("Kai", "Smith"), ("Jay", "Jones")]),
        ("A Smith / B Jones", [("A", "Smith"), ("B", "Jones")]),
        ("Liam Smith and Noah Jones", [("Liam", "Smith"), ("Noah", "Jones")]),
        ("Kai Smith\nNoor Jones", [("Kai", "Smith"), ("Noor", "Jones")]),
        ("SMITH Kai; JONES Jay", [("Kai", "Smith"), ("Jay", "Jones")]),
        ("Kai Smith and unknown", [("Kai", "Smith")]),
    ],
)
def test_two_people_are_split_where_that_is_certain(text: str, people: list[tuple[str, str]]) -> None:
    assert said(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "Liam Smith and Noah",
        "Kai/Jay Smith",
        "Mohammed Ali / Mohammed Aly",
        "Liam Smith, Noah Jones",
        "Smith, Kai, Jay",
        "Kai Smith and brother",
        "Kai and sister",
        "Kai Smith & family",
        "Kai Smith + 1",
    ],
)
def test_where_it_is_not_certain_nobody_is_made_up_and_it_is_said(text: str) -> None:
    names = whole_names(text)
    assert names.people == ()
    assert text in names.problem


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Kai Fenwick aka Ghost", ("Ghost",)),
        ("Kai Fenwick a.k.a. Ghost, Shadow", ("Ghost", "Shadow")),
        ("Kai “Ghost” Fenwick", ("Ghost",)),
        ("Kai 'Ghost' Fenwick", ("Ghost",)),
        ("Kai Fenwick (Ghost)", ("Ghost",)),
        ("Kai Fenwick (née Lark)", ("Lark",)),
        ("Kai Fenwick (aka Ghost)", ("Ghost",)),
    ],
)
def test_other_names_beside_a_name_are_kept_apart(text: str, others: tuple[str, ...]) -> None:
    (person,) = whole_names(text).people
    assert (person.given, person.family, person.others) == ("Kai", "Fenwick", others)


@pytest.mark.parametrize("text", ["Kai Fenwick (15)", "Kai Fenwick, 15", "Kai Fenwick 15 yrs", "Fenwick, Kai (15)"])
def test_an_age_beside_a_name_is_kept_apart(text: str) -> None:
    (person,) = whole_names(text).people
    assert (person.given, person.family) == ("Kai", "Fenwick")
    assert person.aside[0].startswith("15")


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert said("Kai O'Halloway") == [("Kai", "O'Halloway")]


@pytest.mark.parametrize(
    ("given", "family", "people"),
    [
        ("Kai", "FENWICK", [("Kai", "Fenwick")]),
        ("Liam & Noah", "Smith", [("Liam", "Smith"), ("Noah", "Smith")]),
        ("Liam and Noah", "Smith and Jones", [("Liam", "Smith"), ("Noah", "Jones")]),
        ("Kai", "", [("Kai", "")]),
        ("", "Fenwick", [("", "Fenwick")]),
        ("Unknown", "-", []),
        ("N/K", "n/k", []),
    ],
)
def test_names_in_two_cells(given: str, family: str, people: list[tuple[str, str]]) -> None:
    names = names_apart(given, family)
    assert [(one.given, one.family) for one in names.people] == people
    assert names.problem == ""


@pytest.mark.parametrize(
    ("given", "family"), [("Liam/Noah", "Smith"), ("Kai", "Smith & Jones"), ("Kai", "Smith/Jones")]
)
def test_two_cells_that_may_name_two_people_are_a_problem(given: str, family: str) -> None:
    names = names_apart(given, family)
    assert (names.people, bool(names.problem)) == ((), True)
