"""The mistakes that people make when they write somebody down again, each with how often it is made.

Several are made at once. A rate is the share of the queries where the mistake is possible, before the
care of whoever writes is counted in: see `queries`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from scripts.matching_data import dates, spelling
from scripts.matching_data.names import FEMALE, MALE, feminine, plain
from scripts.matching_data.people import Families, Person
from scripts.matching_data.writing import Row, without_accents

FEMALE_TITLES, MALE_TITLES = ("Miss", "Ms", "Mrs"), ("Mr", "Master")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a mistake may look at besides the row."""

    person: Person
    random: Random
    families: Families


Make = Callable[[Row, Scene], bool]


@dataclass(frozen=True, slots=True)
class Mistake:
    """`make` changes the row, or answers False where the mistake cannot be made in it."""

    kind: str
    rate: float
    make: Make


def short_name(row: Row, scene: Scene) -> bool:
    others = scene.person.community.short.get(row.given[0])
    if not others:
        return False
    row.given = [scene.random.choice(others)]
    return True


def other_spelling(row: Row, scene: Scene) -> bool:
    spelt, random = scene.person.community.spelt, scene.random
    in_given, in_family = spelt.get(row.given[0]), spelt.get(row.family)
    if in_family and (not in_given or random.random() < 0.5):
        row.family = random.choice(in_family)
    elif in_given:
        row.given[0] = random.choice(in_given)
    else:
        return False
    return True


def as_heard(row: Row, scene: Scene) -> bool:
    """Given name, family name or both, spelt by somebody who has only heard them."""
    which = scene.random.random()
    ear = spelling.OWN if scene.person.community.name == "english" else spelling.FOREIGN
    given = spelling.as_heard(row.given[0], scene.random, ear) if which < 0.6 else row.given[0]
    family = spelling.as_heard(row.family, scene.random, ear) if which > 0.4 else row.family
    changed = (given, family) != (row.given[0], row.family)
    row.given[0], row.family = given, family
    return changed


def typing(row: Row, scene: Scene) -> bool:
    if row.family and scene.random.random() < 0.55:
        row.family = spelling.one_letter(row.family, scene.random)
    else:
        row.given[0] = spelling.one_letter(row.given[0], scene.random)
    return True


def accents(row: Row, scene: Scene) -> bool:
    names = [without_accents(name) for name in row.given]
    family, other = without_accents(row.family), [without_accents(name) for name in row.other]
    changed = (names, family, other) != (row.given, row.family, row.other)
    row.given, row.family, row.other = names, family, other
    return changed


def ending(row: Row, scene: Scene) -> bool:
    """The man's form for a woman, the woman's for a man, or the wife's for the daughter."""
    person = scene.person
    endings = person.community.endings
    if person.sex == MALE:
        formed = feminine(row.family, endings)
    else:
        formed = _masculine(row.family, endings)
        if formed != row.family and scene.random.random() < 0.25:
            formed = feminine(formed, endings, wife=True)
    changed, row.family = formed != row.family, formed
    return changed


def _masculine(family: str, endings: tuple[tuple[str, ...], ...]) -> str:
    for man, *others in endings:
        for other in others:
            if family.endswith(other):
                return family[: -len(other)] + man
    return family


def halved(row: Row, scene: Scene) -> bool:
    """One of two family names."""
    parts = row.family.replace("-", " ").split()
    if len(parts) < 2:
        return False
    long = [part for part in parts if len(part) > 3] or parts
    row.family = long[-1] if scene.random.random() < 0.6 else long[0]
    return True


def given_halved(row: Row, scene: Scene) -> bool:
    """One word of a given name of two, or a later word of several."""
    words = " ".join(row.given).split()
    if len(words) < 2:
        return False
    row.given = [words[-1] if scene.random.random() < 0.4 else words[0]]
    return True


def middle_first(row: Row, scene: Scene) -> bool:
    if not scene.person.middle:
        return False
    row.given = [*scene.person.middle, *([scene.person.given] if scene.random.random() < 0.3 else [])]
    return True


def swapped(row: Row, scene: Scene) -> bool:
    if not row.family:
        return False
    row.given, row.family = [row.family], " ".join(row.given)
    return True


def run_together(row: Row, scene: Scene) -> bool:
    """The whole name in one cell."""
    row.given, row.family = [*row.given, row.family], ""
    return True


def truncated(row: Row, scene: Scene) -> bool:
    """Cut short by a system or by whoever wrote in haste."""
    if len(row.family) > 7 and scene.random.random() < 0.6:
        row.family = row.family[: scene.random.randint(4, len(row.family) - 2)]
    elif len(row.given[0]) > 5:
        row.given = [row.given[0][: scene.random.randint(3, len(row.given[0]) - 2)]]
    else:
        return False
    return True


def initial(row: Row, scene: Scene) -> bool:
    row.given = [row.given[0][:1] + ("." if scene.random.random() < 0.3 else "")]
    return True


def no_given(row: Row, scene: Scene) -> bool:
    row.given = [""]
    return bool(row.family)


def title(row: Row, scene: Scene) -> bool:
    honours = scene.person.community.honours
    usual = FEMALE_TITLES if scene.person.sex == FEMALE else MALE_TITLES
    row.given.insert(0, scene.random.choice(honours or usual))
    return True


def by_name(row: Row, scene: Scene) -> bool:
    """What the street calls them: beside the name, or in its place."""
    extra = scene.person.community.extra
    if not extra:
        return False
    row.other.append(scene.random.choice(extra))
    return True


def false_given(row: Row, scene: Scene) -> bool:
    wrong = scene.person.community.draw_given(scene.random, scene.person.sex)
    row.given = [wrong]
    return plain(wrong) != plain(scene.person.given)


def false_name(row: Row, scene: Scene) -> bool:
    """A wrong given and family name, with the right birth date."""
    row.family = scene.person.community.draw_family(scene.random)
    return false_given(row, scene)


def other_family(row: Row, scene: Scene) -> bool:
    """The other parent's family name."""
    row.family = scene.person.other_family
    return True


def _dated(change: Callable[[date, Random], date | None]) -> Make:
    def make(row: Row, scene: Scene) -> bool:
        new = change(row.born, scene.random) if row.born else None
        if new is None or new == row.born:
            return False
        row.born = new
        return True

    return make


def date_missing(row: Row, scene: Scene) -> bool:
    row.born = None
    return True


def moved(row: Row, scene: Scene) -> bool:
    random, families = scene.random, scene.families
    if not row.postcode:
        return False
    near = random.random() < 0.4
    row.postcode = families.postcodes.near(row.postcode) if near else families.postcodes.draw(_everywhere(families))
    return True


def _everywhere(families: Families) -> tuple[str, ...]:
    return next(c.places for c in families.communities if c.name == "english")


def postcode_missing(row: Row, scene: Scene) -> bool:
    row.postcode = ""
    return True


def postcode_half(row: Row, scene: Scene) -> bool:
    if not row.postcode:
        return False
    row.postcode = row.postcode.partition(" ")[0]
    return True


def postcode_slip(row: Row, scene: Scene) -> bool:
    if " " not in row.postcode:
        return False
    row.postcode = dates.slip(row.postcode, scene.random)
    return True


def nhs_missing(row: Row, scene: Scene) -> bool:
    had, row.nhs = bool(row.nhs), ""
    return had


def nhs_transposed(row: Row, scene: Scene) -> bool:
    places = [n for n in range(3, len(row.nhs) - 1) if row.nhs[n] != row.nhs[n + 1]]
    if not places:
        return False
    n = scene.random.choice(places)
    row.nhs = row.nhs[:n] + row.nhs[n + 1] + row.nhs[n] + row.nhs[n + 2 :]
    return True


MISTAKES: tuple[Mistake, ...] = (
    Mistake("false name", 0.008, false_name),
    Mistake("false given name", 0.025, false_given),
    Mistake("other parent's name", 0.03, other_family),
    Mistake("middle name first", 0.06, middle_first),
    Mistake("short name", 0.16, short_name),
    Mistake("given name halved", 0.25, given_halved),
    Mistake("family name halved", 0.35, halved),
    Mistake("other spelling", 0.22, other_spelling),
    Mistake("ending of the other sex", 0.25, ending),
    Mistake("as heard", 0.09, as_heard),
    Mistake("one letter", 0.10, typing),
    Mistake("accents dropped", 0.75, accents),
    Mistake("cut short", 0.025, truncated),
    Mistake("initial only", 0.035, initial),
    Mistake("no given name", 0.015, no_given),
    Mistake("names swapped", 0.04, swapped),
    Mistake("whole name in one cell", 0.03, run_together),
    Mistake("title", 0.03, title),
    Mistake("by-name", 0.3, by_name),
    Mistake("date missing", 0.14, date_missing),
    Mistake("1 January", 0.05, _dated(lambda born, random: date(born.year, 1, 1))),
    Mistake("day and month swapped", 0.04, _dated(dates.day_and_month)),
    Mistake("digit of the date", 0.05, _dated(dates.digit)),
    Mistake("year off by one", 0.04, _dated(dates.year)),
    Mistake("day off by one", 0.02, _dated(lambda born, random: born + timedelta(days=random.choice((-1, 1))))),
    Mistake("postcode missing", 0.28, postcode_missing),
    Mistake("moved", 0.18, moved),
    Mistake("outward half only", 0.06, postcode_half),
    Mistake("slip in the postcode", 0.05, postcode_slip),
    Mistake("NHS number missing", 0.55, nhs_missing),
    Mistake("NHS digits transposed", 0.12, nhs_transposed),
)
