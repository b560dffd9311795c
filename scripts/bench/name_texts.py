"""Invented briefings: half of them with a name of the roster in one disguise, half without any and full of traps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from reachable.people.naming import Known
from scripts.bench.name_disguises import BEYOND, SUPPORTED, Dice, Name
from scripts.matching_data.people import Families

PEOPLE = 500
ON = date(2026, 11, 23)
SCHOOLS = (
    "Marlpit Academy",
    "Wensum Vale High School",
    "Broadland College",
    "Harnser Academy",
    "St Withburga’s School",
)
# Names that are words, and names that are those of streets, towns or months: they are in every roster.
_WORDS = """Will Mensah, Hope Achterberg, Summer Nowak, April Young, May Hill, Mark Long, Grace Park, Jay Street,
Faith Green, Chance Rivers, Jack Nelson, Ella Dereham, Kit Cromer, Dean Walker, Rose Lane"""
WORDS = tuple(Name(*name.split()) for name in _WORDS.split(","))
FRAMES = (
    "We understand that {} was near the shops on Friday evening.",
    "Staff told us about {} and the group that meets behind the library.",
    "Please look out for {} at the end of the school day.",
    "There is talk online about {}, and some pupils are afraid.",
    "The quarrel is said to have begun with {} in the park.",
    "Please do not speak about {} with pupils.",
)
CALM = (
    "Since the summer there has been more trouble between groups of young people near the bus station.",
    "Will you let us know if pupils bring knives or other weapons into school?",
    "We hope that staff will feel able to ask for help at any time.",
    "May we remind you that the youth club on Hope Street is open until 21:00?",
    "In April and May the patrols were doubled, and from 14 May a youth worker has been at the station.",
    "Mark the entrances that are not seen by a camera, and close the gate behind the hall.",
    "Young people say that they are stopped and asked where they come from.",
    "Nelson Road, Green Lane and the path beside the river are places where groups meet after dark.",
    "Pupils of Marlpit Academy and Wensum Vale High School travel home by the same bus.",
    "Class A drugs are sold from cars near the park, and younger children are asked to carry them.",
    "Grace periods for lateness should be kept short this term, and faith leaders are asked to help.",
    "Look for new clothes, telephones and money that nobody can explain.",
    "Pass on what you hear to the children’s front door on 01632 960123, or to PC {staff} at the police station.",
    "{title} {staff} leads for the school, and {other} for the youth service.",
    "Dereham, Cromer, Thetford and King’s Lynn have seen the same pattern since March 2026.",
    "Summer holiday activities are free for everybody in Year 7 to Year 11.",
    "Long queues at the bus stop are where most of the shouting begins.",
    "Rose Lane car park and the walk along the river are badly lit.",
    "Do not try to search pupils by yourself; call the office and keep others away.",
    "Street lights are out between the station and the bridge, which the council will mend by Thursday.",
    "If a pupil says that they have been threatened, take it seriously and write down the words that they use.",
    "Stay calm, keep doors open, and say what will happen next.",
    "There is a chance that the groups meet again at the winter fair on Saturday.",
    "Park wardens and walkers have found knives in the hedge.",
    "The next meeting of schools is on 4 December; the DSL of each school is asked to come.",
    "Officers from the safer schools team and a nurse will be at the college on Monday at 15:30.",
)
STAFF = (
    "Hana Quistgaard", "Priya Thornbury", "Owen Achterlonie", "Marta Wielgosz", "Kai Bellweather", "Will Oxborough",
    "Summer Tillingham", "Jack Hollowell", "Daniel Ringstead", "Grace Holverston", "Sam Aylmerton", "Ella Mundesley",
)  # fmt: skip
# What the page knows of the places that a briefing is about.
PLACES = (
    "Hope Street", "Nelson Road", "Green Lane", "Rose Lane", "Rose Lane car park", "Dereham", "Cromer", "Thetford",
    "King’s Lynn", *SCHOOLS,
)  # fmt: skip
TITLES = ("Mrs", "Mr", "Dr", "Ms", "Sergeant", "Inspector")


@dataclass(frozen=True)
class Text:
    """`disguise` is empty where nobody is named; `trap` says what kind of text that is."""

    words: str
    half: str
    disguise: str = ""
    trap: str = ""


def roster(seed: int, half: str, count: int = PEOPLE) -> tuple[Known, ...]:
    """Invented people of the county’s communities; the family names of the two halves differ."""
    found: list[Known] = []
    dice = Dice(f"roster {seed} {half}")
    names = [*WORDS]
    for family in Families(seed, half, count).each():
        for person in family:
            if len(names) < count and person.born > date(2002, 1, 1):
                names.append(Name(person.given, person.family))
        if len(names) >= count:
            break
    for number, name in enumerate(names, 1):
        born = date(2008 + dice.below(7), 1 + dice.below(12), 1 + dice.below(28))
        age = ON.year - born.year - ((ON.month, ON.day) < (born.month, born.day))
        postcode = f"ZZ{1 + dice.below(30)} {1 + dice.below(9)}{dice.pick('ABDEFGH')}{dice.pick('JLNPQRS')}"
        told: dict[str, Any] = {
            "born": (born,),
            "age": age,
            "schools": (dice.pick(SCHOOLS),),
            "addresses": (("", postcode),),
        }
        found.append(Known(UUID(int=number), name.given, name.family, **told))
    return tuple(found)


def texts(people: tuple[Known, ...], half: str, seed: int, count: int) -> Iterator[Text]:
    """Half with a name, each disguise as often as the next; half without."""
    disguises = [*SUPPORTED.items(), *BEYOND.items()]
    dice = Dice(f"texts {seed} {half}")
    for number in range(count // 2):
        one = dice.pick(people)
        name, (disguise, write) = Name(one.given, one.family), disguises[number % len(disguises)]
        written = dice.pick(FRAMES).format(write(name, dice))
        yield Text(" ".join((dice.pick(QUIET), written, dice.pick(QUIET))), half, disguise)
        yield _without(dice, half)


# Round a name stands nothing that a hit could come from, so that what is counted is the name.
QUIET = (
    "Pupils have asked whether it is safe to walk home.",
    "There is more shouting than usual near the bus stop after three o’clock.",
    "Patrols have been doubled, and the youth club is open later than before.",
    "Look for new clothes, telephones and money that nobody can explain.",
    "Take it seriously and write down the words that they use.",
)


def _without(dice: Dice, half: str) -> Text:
    chosen = [dice.pick(CALM) for _ in range(5)]
    staff, other = dice.pick(STAFF), dice.pick(STAFF)
    words = " ".join(chosen).format_map(
        {"staff": staff.split()[1] if dice.below(2) else staff, "other": other, "title": dice.pick(TITLES)}
    )
    has_staff = any("{" in said for said in chosen)
    return Text(words, half, trap="staff named" if has_staff else "places, months and words that are names")
