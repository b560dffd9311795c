"""Whether two records are one person: each way of writing somebody otherwise, and each look-alike who is not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reachable.people.likeness import Details, compare, keys, prepare, search

BORN = date(2010, 3, 14)
HOME, AWAY = "NR2 3AB", "NR31 7EA"
NUMBER, ANOTHER = "9990000018", "9990000026"


def person(
    given: str = "",
    family: str = "",
    *other: str,
    born: date | None = BORN,
    home: str = HOME,
    number: str = "",
    accuracy: str = "AAA",
    between: tuple[date, date] | None = None,
) -> Details:
    return Details(
        given_names=given,
        family_name=family,
        other_names=other,
        date_of_birth=born,
        dob_accuracy=accuracy if born else "UUU",
        born_between=between,
        postcodes=(home,) if home else (),
        nhs_numbers=frozenset({number} if number else ()),
    )


def score(one: Details, other: Details) -> float:
    return compare(prepare(one), prepare(other)).score


WRITTEN_OTHERWISE = [
    ("the same", person("Kai", "Mensah"), person("Kai", "Mensah")),
    ("capitals and accents", person("Austėja", "Žukauskaitė"), person("AUSTEJA", "ZUKAUSKAITE")),
    ("short name", person("William", "Larwood"), person("Billy", "Larwood")),
    ("Lithuanian short name", person("Vytautas", "Petrauskas"), person("Vytas", "Petrauskas")),
    ("Polish short name", person("Katarzyna", "Kowalska"), person("Kasia", "Kowalska")),
    ("Portuguese short name", person("Francisco", "Veiga"), person("Chico", "Veiga")),
    ("Romanian short name", person("Constantin", "Munteanu"), person("Costel", "Munteanu")),
    ("Latvian short name", person("Kristaps", "Kalniņš"), person("Kristofs", "Kalnins")),
    ("Kurdish spelling", person("Berîvan", "Barzanî"), person("Bervan", "Barzani")),
    ("Bangladeshi Md", person("Md Tanvir", "Haque"), person("Tanveer", "Hoque")),
    ("Bangladeshi Begum", person("Nasrin Begum", "Miah"), person("Nasreen", "Miah")),
    ("Somali spelling", person("Xasan Cali", "Warsame"), person("Hassan Ali", "Warsame")),
    ("three names, the last left out", person("Ayaan Warsame", "Gedi"), person("Ayaan", "Warsame")),
    ("Ghanaian day name left out", person("Kwame Ernest", "Tagoe"), person("Ernest", "Tagoe")),
    ("Ghanaian day name spelt otherwise", person("Kwadwo", "Boateng"), person("Kojo", "Boateng")),
    ("Nigerian short name", person("Oluwaseun", "Adeyemi"), person("Seun", "Adeyemi")),
    ("Ukrainian short name", person("Oleksandr", "Kovalenko"), person("Sasha", "Kovalenko")),
    ("transliteration", person("Oleksandr", "Shevchenko"), person("Aleksandr", "Schewtschenko")),
    ("Yuliia and Julia", person("Yuliia", "Bondar"), person("Julia", "Bondar")),
    ("Cyrillic letters", person("Юлія", "Коваленко"), person("Yuliia", "Kovalenko")),
    ("Mohammed", person("Mohammed", "Obsiye"), person("Mohamud", "Obsiye")),
    ("names swapped", person("Kai", "Mensah"), person("Mensah", "Kai")),
    ("middle name used first", person("James Rowan", "Howlett"), person("Rowan", "Howlett")),
    ("middle names in another order", person("Max Oscar", "Howlett"), person("Oscar Max", "Howlett")),
    ("first half of a double name", person("Amelia", "Larke-Howes"), person("Amelia", "Larke")),
    ("second half of a double name", person("Amelia", "Larke Howes"), person("Amelia", "Howes")),
    ("double name run together", person("Amelia", "Larke-Howes"), person("Amelia", "Larkehowes")),
    ("given names run together", person("Anne-Marie", "Howlett"), person("Annemarie", "Howlett")),
    ("a wife's ending", person("Rasa", "Kazlauskas"), person("Rasa", "Kazlauskienė")),
    ("a daughter's ending", person("Ugnė", "Kazlauskas"), person("Ugne", "Kazlauskaitė")),
    ("Polish ending", person("Maja", "Zielinski"), person("Maja", "Zielińska")),
    ("Latvian ending", person("Elza", "Bērziņš"), person("Elza", "Bērziņa")),
    ("apostrophe", person("Sean", "O'Brien"), person("Sean", "O Brien")),
    ("initial only", person("Rowan", "Howlett"), person("R", "Howlett")),
    ("letters changed about", person("Rowan", "Howlett"), person("Rowan", "Howeltt")),
    ("a letter left out", person("Frederika", "Howlett"), person("Fredrika", "Howlett")),
    ("whole name in one cell", person("Rowan", "Howlett"), person("Rowan Howlett")),
    ("day and month swapped", person("Rowan", "Howlett", born=date(2010, 3, 4)),
     person("Rowan", "Howlett", born=date(2010, 4, 3))),
    ("a figure off", person("Rowan", "Howlett"), person("Rowan", "Howlett", born=date(2010, 3, 15))),
    ("figures changed about", person("Rowan", "Howlett"), person("Rowan", "Howlett", born=date(2010, 3, 41 - 10))),
    ("a year off", person("Rowan", "Howlett"), person("Rowan", "Howlett", born=date(2011, 3, 14))),
    ("1 January", person("Rowan", "Howlett"), person("Rowan", "Howlett", born=date(2010, 1, 1))),
    ("estimated", person("Rowan", "Howlett"), person("Rowan", "Howlett", born=date(2011, 7, 1), accuracy="EEE")),
    ("an age", person("Rowan", "Howlett"),
     person("Rowan", "Howlett", born=None, between=(date(2009, 6, 1), date(2011, 6, 1)))),
    ("no birth date", person("Rowan", "Howlett"), person("Rowan", "Howlett", born=None)),
    ("no family name", person("Rowan", "Howlett"), person("Rowan", "")),
    ("moved", person("Rowan", "Howlett"), person("Rowan", "Howlett", home=AWAY)),
    ("slip in the postcode", person("Rowan", "Howlett"), person("Rowan", "Howlett", home="NR2 3AD")),
    ("known by another name", person("Rowan", "Howlett", "Ash"), person("Ash", "Howlett")),
    ("known by another whole name", person("Rowan", "Howlett", "Ash Kerridge"), person("Ash", "Kerridge")),
    ("other parent's name, same number", person("Rowan", "Howlett", number=NUMBER),
     person("Rowan", "Kerridge", number=NUMBER)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"), [row[1:] for row in WRITTEN_OTHERWISE], ids=[row[0] for row in WRITTEN_OTHERWISE]
)
def test_one_person_written_otherwise_scores_high_and_shares_a_key(one: Details, other: Details) -> None:
    assert score(one, other) > 0.7
    assert set(keys(prepare(one))) & set(keys(prepare(other)))


LOOK_ALIKES = [
    ("twins", person("Oliver", "Howlett"), person("Harry", "Howlett")),
    ("twins of rare names", person("Peregrine", "Howlett"), person("Lysander", "Howlett")),
    ("twins with alike names", person("Hassan", "Obsiye"), person("Hussein", "Obsiye")),
    ("twins whose names differ by a letter", person("Jayden", "Howlett"), person("Hayden", "Howlett")),
    ("boy and girl of one root", person("Amin", "Obsiye"), person("Amina", "Obsiye")),
    ("twins called Mohammed both", person("Mohammed Amin", "Obsiye"), person("Mohammed Yusuf", "Obsiye")),
    ("brother and sister, family endings", person("Lukas", "Kazlauskas"), person("Ugnė", "Kazlauskaitė")),
    ("siblings", person("Oliver", "Howlett"), person("Harry", "Howlett", born=date(2012, 9, 2))),
    ("siblings, no birth date", person("Oliver", "Howlett"), person("Harry", "Howlett", born=None)),
    ("siblings of like names", person("Ella", "Howlett"), person("Emma", "Howlett", born=date(2012, 9, 2))),
    ("father and son", person("Thomas", "Howlett"), person("Thomas", "Howlett", born=date(1979, 6, 2))),
    ("namesakes", person("Kai", "Mensah"), person("Kai", "Mensah", born=date(2008, 11, 27), home=AWAY)),
    ("common namesakes", person("Oliver", "Smith", home=""), person("Oliver", "Smith", born=None)),
    ("same birth date, nothing else", person("Oliver", "Howlett", home=AWAY), person("Kofi", "Tagoe")),
    ("neighbours", person("Oliver", "Howlett"), person("Kofi", "Tagoe", born=date(2011, 5, 5))),
    ("a relative's number", person("Oliver", "Howlett", number=NUMBER),
     person("Kofi", "Tagoe", born=date(2003, 5, 27), home=AWAY, number=NUMBER)),
    ("twins of different numbers", person("Oliver", "Howlett", number=NUMBER),
     person("Harry", "Howlett", number=ANOTHER)),
    ("namesakes of different numbers", person("Kai", "Mensah", home="", number=NUMBER),
     person("Kai", "Mensah", born=None, number=ANOTHER)),
    ("a family name only", person("", "Howlett", born=None, home=""), person("Harry", "Howlett")),
    ("nothing known", person(born=None, home=""), person(born=None, home="")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in LOOK_ALIKES], ids=[row[0] for row in LOOK_ALIKES])
def test_a_look_alike_scores_low(one: Details, other: Details) -> None:
    assert score(one, other) < 0.3


def test_another_valid_number_is_strong_evidence_and_not_the_last_word() -> None:
    one, other = person("Rowan", "Howlett", number=NUMBER), person("Rowan", "Howlett", number=ANOTHER)
    unnumbered = score(replace(one, nhs_numbers=frozenset()), other)
    odds = [s / (1 - s) for s in (score(one, other), unnumbered)]
    assert odds[0] * 4 < odds[1]
    assert score(one, other) > 0.5


def test_a_number_alone_is_no_proof_when_all_else_contradicts() -> None:
    one = person("Oliver", "Howlett", number=NUMBER)
    contradicted = score(one, person("Kofi", "Tagoe", born=date(1969, 8, 30), home=AWAY, number=NUMBER))
    assert contradicted < 0.3 < 0.9 < score(one, person(born=None, home="", number=NUMBER))


def test_a_rare_name_says_more_than_a_common_one() -> None:
    rare, common = person("Peregrine", "Thistlewood", home=""), person("Oliver", "Smith", home="")
    assert score(rare, replace(rare, date_of_birth=None)) > score(common, replace(common, date_of_birth=None))


@pytest.mark.parametrize(
    ("one", "other", "agrees"),
    [
        (person("Kai", "Mensah", number=NUMBER), person("Kai", "Mensah", number=NUMBER),
         ("NHS number", "name", "date of birth", "postcode")),
        (person("Mensah", "Kai"), person("Kai", "Mensah", born=date(2010, 3, 15)),
         ("name", "names in another order", "date of birth, one figure off", "postcode")),
        (person("William", "Larke-Howes", home=""), person("Bill", "Howes", born=date(2010, 1, 1)),
         ("short name or other form", "half of a family name", "year of birth")),
        (person("Oliver", "Howlett"), person("Kofi", "Tagoe", born=None, home=AWAY), ()),
    ],
)  # fmt: skip
def test_what_agrees_is_told_in_plain_words_and_a_fixed_order(
    one: Details, other: Details, agrees: tuple[str, ...]
) -> None:
    assert compare(prepare(one), prepare(other)).agrees == agrees


NAMES = st.sampled_from(
    ["", "Kai", "Oliver", "Olivia", "Mohammed", "Md Tanvir", "Mohammed Yusuf", "Anna Maria", "A", "Юлія", "محمد",
     "O'Brien", "Smith", "Larke-Howes", "Howes", "Kazlauskienė", "Abdi Hassan", "Mensah", "!"]
)  # fmt: skip
PEOPLE = st.builds(
    Details,
    given_names=NAMES | st.text(max_size=12),
    family_name=NAMES | st.text(max_size=12),
    other_names=st.lists(NAMES | st.just("Kai Mensah"), max_size=2).map(tuple),
    date_of_birth=st.none() | st.sampled_from([BORN, date(2010, 1, 1), date(2012, 2, 29)]) | st.dates(),
    dob_accuracy=st.sampled_from(["AAA", "EEE", "UUA", "UUU", "AAE"]),
    born_between=st.none() | st.just((date(2009, 1, 1), date(2011, 1, 1))),
    postcodes=st.lists(st.sampled_from([HOME, AWAY, "NR2 3AD", "2600", ""]), max_size=2).map(tuple),
    nhs_numbers=st.frozensets(st.sampled_from([NUMBER, ANOTHER, "7535316", " "]), max_size=2),
    other_numbers=st.frozensets(st.sampled_from(["UPN:A1", "SOCIAL_CARE:7"]), max_size=2),
)


@given(PEOPLE, PEOPLE)
@settings(max_examples=400)
def test_a_comparison_goes_both_ways_and_is_a_probability(one: Details, other: Details) -> None:
    a, b = prepare(one), prepare(other)
    assert compare(a, b) == compare(b, a)
    assert 0.0 <= compare(a, b).score <= 1.0


@given(PEOPLE, PEOPLE)
def test_nobody_is_likelier_than_the_same_record(one: Details, other: Details) -> None:
    whole = replace(one, given_names="Rowan", family_name="Howlett", date_of_birth=BORN, dob_accuracy="AAA")
    assert compare(prepare(whole), prepare(whole)).score >= compare(prepare(whole), prepare(other)).score - 1e-9


@given(PEOPLE, PEOPLE, st.sampled_from(["postcode", "number", "birth", "other number"]))
@settings(max_examples=400)
def test_a_further_field_that_agrees_never_lowers_a_score(one: Details, other: Details, field: str) -> None:
    def without(details: Details) -> Details:
        if field == "postcode":
            return replace(details, postcodes=())
        if field == "number":
            return replace(details, nhs_numbers=frozenset())
        if field == "birth":
            return replace(details, date_of_birth=None, born_between=None)
        return replace(details, other_numbers=frozenset())

    def agreeing(details: Details) -> Details:
        if field == "postcode":
            return replace(details, postcodes=(HOME,))
        if field == "number":
            return replace(details, nhs_numbers=frozenset({NUMBER}))
        if field == "birth":
            return replace(details, date_of_birth=BORN, dob_accuracy="AAA")
        return replace(details, other_numbers=frozenset({"UPN:A1"}))

    before = score(without(one), without(other))
    assert score(agreeing(one), agreeing(other)) >= before - 1e-9


def test_the_likeliest_come_first_and_a_tie_is_broken_by_key() -> None:
    held = [
        (3, prepare(person("Kai", "Mensah", home=""))),
        (2, prepare(person("Kai", "Mensah", home=""))),
        (1, prepare(person("Ama", "Mensah"))),
        (4, prepare(person("Kai", "Mensah"))),
    ]
    found = search(prepare(person("Kai", "Mensah")), held, limit=3)
    assert [key for key, _ in found] == [4, 2, 3]


def test_nobody_is_two_people() -> None:
    """A father who would do for want of the son gives way when the son is held too."""
    query = prepare(person("Ferdinand", "Howlett", born=None))
    son, father = person("Ferdinand", "Howlett"), person("Ferdinand", "Howlett", born=date(1979, 6, 2))
    alone = search(query, [("father", prepare(father))])
    beside = dict(search(query, [("father", prepare(father)), ("son", prepare(son))]))
    assert alone[0][1].score > 0.8
    assert beside["father"].score < 0.6


def test_two_records_of_one_person_do_not_stand_in_each_others_way() -> None:
    held = [(key, prepare(person("Ferdinand", "Howlett"))) for key in (1, 2)]
    assert all(found.score > 0.95 for _, found in search(held[0][1], held))


@given(PEOPLE)
def test_keys_are_short_and_ascii(one: Details) -> None:
    found = keys(prepare(one))
    assert all(key.isascii() and 1 < len(key) <= 40 for key in found)
    assert len(set(found)) == len(found)


def test_a_usual_person_has_at_most_sixteen_keys() -> None:
    assert len(keys(prepare(person("Anna Maria", "Kowalska", number=NUMBER)))) <= 16


@pytest.mark.parametrize("given", ["Oliver", "Mohammed"])
def test_no_key_is_a_name_or_a_date_alone_where_many_share_it(given: str) -> None:
    first = set(keys(prepare(person(given, "Smith", home=""))))
    assert not first & set(keys(prepare(person(given, "Tagoe", home="", born=date(2001, 1, 9)))))
    assert not first & set(keys(prepare(person("Kofi", "Smith", home="", born=date(2001, 1, 9)))))
    assert not first & set(keys(prepare(person("Lysander", "Tagoe", home=""))))
