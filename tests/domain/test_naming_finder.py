"""The name-finder over invented people: how many it catches in every way of writing, and how often it is wrong."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from time import perf_counter
from uuid import UUID

import pytest

from reachable.people.naming import Hit, Kind, Known, Roster, composed, find

GIVEN = (
    "Will", "Hope", "Summer", "April", "Kai", "Jörg", "Zoë", "Siân", "Mary-Jane", "Oluwaseun", "Brigitta", "Jayden",
    "Ali", "Nuno", "D’Andre", "Aleksandra",
)  # fmt: skip
FAMILY = (
    "Mensah", "O’Brien", "Achterberg-Lund", "Van der Meer", "Hill", "Nowak", "Szczęsny", "Ferreira", "Okonkwo", "Young",
    "Quist", "Abdullahi", "Thorvaldsen", "Løvdal",
)  # fmt: skip
OTHER = ("Ghost", "Big Kay", "Skipz", "Lil Trey")
PLAIN = (
    "The school will hope for a quiet summer.",
    "In april the hill was long and the way home was young in spirit.",
    "Will the plan hold? Hope is not a plan.",
    "Police rang the ward at 21:40 and spoke to the nurse in charge.",
    "The meeting agreed that a patrol goes past the park on Friday.",
    "A knife was found near the bus station; nobody was seen to drop it.",
    "I think that he is afraid of going back to college.",
    "Her mother said that money was owed since March 2024.",
    "The social worker visits on 14 December and rings before that.",
    "Plan agreed: two visits a week, and a call each evening at 18:00.",
)
PLAINLY = str.maketrans({"ö": "o", "ë": "e", "â": "a", "ę": "e", "ø": "o", "’": "'", "ł": "l"})


def people(seed: int = 7, count: int = 40) -> list[Known]:
    dice = random.Random(seed)
    names = dict.fromkeys((dice.choice(GIVEN), dice.choice(FAMILY)) for _ in range(count * 4))
    return [
        Known(
            key=UUID(int=index + 1),
            given=given,
            family=family,
            other_names=(OTHER[index],) if index < len(OTHER) else (),
            born=(date(2008 + index % 3, 1 + index % 12, 3 + index % 25),),
        )
        for index, (given, family) in enumerate(list(names)[:count])
    ]


WAYS: dict[str, Callable[[Known], str]] = {
    "whole": lambda one: f"{one.given} {one.family}",
    "reversed": lambda one: f"{one.family}, {one.given}",
    "capitals": lambda one: f"{one.given} {one.family}".upper(),
    "small": lambda one: f"{one.given} {one.family}".lower(),
    "plain letters": lambda one: f"{one.given} {one.family}".translate(PLAINLY),
    "possessive": lambda one: f"{one.given} {one.family}'s",
    "initial": lambda one: f"{one.given[0]}. {one.family}",
    "initial after": lambda one: f"{one.family} {one.given[0]}",
    "over a line": lambda one: f"{one.given}\n{one.family}",
    "hyphens": lambda one: f"{one.given} {one.family}".replace(" ", "-"),
}


def named(text: str, place: str, hits: Iterable[Hit], index: int) -> tuple[bool, bool]:
    """Whether all of `place` is covered, and whether for certain and by the right person."""
    start = text.index(place)
    covered = [hit for hit in hits if hit.start < start + len(place) and hit.end > start]
    left = place
    for hit in covered:
        left = left.replace(hit.text, "")
    found = not any(letter.isalnum() for letter in left.removesuffix("'s"))
    return found, found and all(hit.certain and hit.person == index for hit in covered)


@pytest.mark.parametrize("way", WAYS)
def test_every_name_is_found_however_it_is_written(way: str) -> None:
    everybody = people()
    roster = Roster(everybody)
    rates: Counter[str] = Counter()
    for index, one in enumerate(everybody):
        place = composed(WAYS[way](one))
        text = composed(f"It was said that {place} had been there before.")
        found, certain = named(text, place, find(text, roster), index)
        rates.update(found=found, certain=certain)
        assert found, text
    assert rates["found"] == len(everybody)
    assert rates["certain"] >= 0.5 * len(everybody)  # of those with one initial and family name, a person decides


@pytest.mark.parametrize("name", OTHER)
def test_every_other_name_is_found(name: str) -> None:
    roster = Roster(people())
    for text in (f"They call him {name}.", f"{name}'s phone rang.", f"It was {name.upper()} who ran."):
        assert [hit.kind for hit in find(text, roster)] == [Kind.OTHER_NAME], text


def test_a_name_with_a_wrong_letter_is_found_too() -> None:
    """Measured: nine of ten long names with one letter left out, doubled, changed or swapped."""
    dice = random.Random(3)
    everybody = [one for one in people() if min(len(one.given), len(one.family)) >= 6]
    roster = Roster(everybody)
    caught = total = 0
    for one in everybody:
        for wrong in misspelt(one.family, dice):
            text = composed(f"He met {one.given} {wrong} there.")
            total += 1
            caught += any(one.given in hit.text or wrong in hit.text for hit in find(text, roster))
    assert total >= 40
    assert caught / total >= 0.9


def misspelt(word: str, dice: random.Random) -> Iterable[str]:
    place = dice.randrange(1, len(word) - 2)
    yield word[:place] + word[place + 1 :]
    yield word[:place] + word[place] + word[place:]
    yield word[:place] + "x" + word[place + 1 :]
    yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def test_ordinary_sentences_raise_few_false_alarms_and_none_that_is_certain() -> None:
    roster = Roster(people())
    hits = [hit for text in PLAIN for hit in find(text, roster)]
    assert not [hit for hit in hits if hit.certain]
    assert {hit.text for hit in hits} <= {"Will", "Hope", "14 December"}  # that somebody was born on that day


@pytest.mark.parametrize(
    ("text", "kind", "certain"),
    [
        ("born 14/03/2010", Kind.BIRTH_DATE, True),
        ("born 14.3.10", Kind.BIRTH_DATE, True),
        ("born 14 March 2010", Kind.BIRTH_DATE, True),
        ("born on the 14th of March 2010", Kind.BIRTH_DATE, True),
        ("born March 14, 2010", Kind.BIRTH_DATE, True),
        ("born 2010-03-14", Kind.BIRTH_DATE, True),
        ("born in March 2010", Kind.BIRTH_DATE, False),
        ("birthday on 14 March", Kind.BIRTH_DATE, False),
        ("at NR5 8AB", Kind.POSTCODE, True),
        ("at nr58ab", Kind.POSTCODE, True),
        ("lives at 14 Larkman Lane", Kind.ADDRESS, True),
        ("lives on Larkman Lane", Kind.ADDRESS, False),
        ("goes to Hewett Academy", Kind.SCHOOL, True),
        ("goes to the Hewett", Kind.SCHOOL, False),
        ("rang 07700 900123", Kind.TELEPHONE, True),
        ("rang +44 7700 900 123", Kind.TELEPHONE, True),
        ("posted as @kai_07", Kind.HANDLE, True),
        ("NHS number 999 000 0018", Kind.NUMBER, True),
        ("K.M. was there", Kind.INITIALS, False),
        ("KM was there", Kind.INITIALS, False),
        ("B was there", Kind.MARK, True),
        ("his mother Ama Boateng", Kind.RELATIVE, True),
        ("a boy aged 16 from Hewett Academy", Kind.AGE, False),
    ],
)
def test_what_tells_who_somebody_is(text: str, kind: Kind, certain: bool) -> None:
    kai = Known(
        key=UUID(int=1),
        given="Kai",
        family="Mensah",
        born=(date(2010, 3, 14),),
        age=16,
        schools=("Hewett Academy",),
        addresses=(("14 Larkman Lane", "NR5 8AB"),),
        telephones=("07700 900123",),
        handles=("@kai_07",),
        numbers=("9990000018",),
        relatives=("Ama Boateng",),
        marks=("B",),
    )
    assert (kind, certain) in {(hit.kind, hit.certain) for hit in find(text, Roster([kai]))}


def test_who_may_stand_there_is_not_found_and_a_namesake_is_left_to_a_person() -> None:
    kai, ella = Known(UUID(int=1), "Kai", "Mensah"), Known(UUID(int=2), "Ella", "Mensah")
    nurse = [("Hana", "Quist")]
    assert [hit.text for hit in find("Ella rang Kai", Roster([kai], [ella]))] == ["Kai"]
    young = Known(UUID(int=3), "Jo", "Quist")
    assert find("Hana Quist said", Roster([young], (), nurse)) == ()
    [hit] = find("Hana Quist said", Roster([Known(UUID(int=4), "Hana", "Quist")], (), nurse))
    assert not hit.certain


def test_a_roster_of_five_hundred_is_read_for_a_briefing_within_50_ms() -> None:
    dice = random.Random(11)
    letters = "abcdefghiklmnoprstu"
    everybody = [
        Known(UUID(int=index + 1), *("".join(dice.choices(letters, k=length)).title() for length in (6, 8)))
        for index in range(500)
    ]
    roster = Roster(everybody)
    text = " ".join((*PLAIN, f"{everybody[17].given} {everybody[17].family} was named.")) * 2
    times = []
    for _ in range(5):
        start = perf_counter()
        hits = find(text, roster)
        times.append(perf_counter() - start)
    assert {hit.person for hit in hits if hit.certain} == {17}
    assert min(times) < 0.05
