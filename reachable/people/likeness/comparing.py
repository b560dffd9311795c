"""Two people compared, and one looked for among many."""

from collections.abc import Iterable
from heapq import nsmallest
from itertools import pairwise
from math import exp, log
from typing import Any, TypeVar

from . import weights as w
from .commonness import Commonness, usual
from .dates import BirthTie, compare_births
from .details import Comparison
from .names import Family, Given, NameTie, Way, compare_names
from .numbers import NumberTie, PostcodeTie, compare_numbers, compare_other_numbers, compare_postcodes
from .prepared import Prepared

K = TypeVar("K")
LEAST = 0.005
_SURE, _RIVAL = 1 - 1e-9, 0.05


def compare(one: Prepared, other: Prepared, common: Commonness | None = None) -> Comparison:
    """Symmetric. `common` says how common names are and how many people there are; usually the shipped table."""
    common = common or usual()
    tie = best_tie(compare_names(one, other, common), common)
    birth = compare_births(one.born, other.born)
    postcode = compare_postcodes(one, other)
    number = compare_numbers(one.nhs_numbers, other.nhs_numbers)
    second = compare_other_numbers(one.other_numbers, other.other_numbers)
    agrees = _agrees(tie, birth, postcode, number, second)
    if tie is None and min(number, second) > NumberTie.SAME:
        return Comparison(0.0, agrees)
    total = [w.BIRTH[birth][c] + w.POSTCODE[postcode][c] + w.NUMBER[number][c] + w.NUMBER[second][c] for c in w.CLASSES]
    if birth is BirthTie.SAME and one.born:
        for c in (w.STRANGERS, w.WRONG_NUMBER):
            total[c] += log(common.share_born(one.born))
    if postcode is PostcodeTie.SAME:
        total[w.STRANGERS] += log(max(map(common.share_postcode, set(one.postcodes) & set(other.postcodes))))
    if tie:
        total = [a + b for a, b in zip(total, named(tie, common), strict=True)]
    score = _probability(total, common, number is NumberTie.SAME or second is NumberTie.SAME)
    return Comparison(score, agrees)


def best_tie(ties: list[NameTie], common: Commonness) -> NameTie | None:
    """The way in which the names say most for one person."""

    def weight(tie: NameTie) -> tuple[float, ...]:
        logs = named(tie, common)
        return logs[w.SAME_PERSON] - logs[w.STRANGERS], -tie.way, -tie.given, -tie.family, -tie.given_share

    return max(ties, key=weight) if len(ties) > 1 else ties[0] if ties else None


def named(tie: NameTie, common: Commonness) -> list[float]:
    """What the names say, class by class."""
    logs = [a + b for a, b in zip(w.GIVEN[tie.given], w.FAMILY[tie.family], strict=True)]
    given = log(tie.given_share) if w.GIVEN_BY_SHARE[tie.given] else 0.0
    family = log(tie.family_share) if w.FAMILY_BY_SHARE[tie.family] else 0.0
    together = min(log(common.relatives.together), -max(given, family)) if given and family else 0.0
    for c in w.BY_GIVEN_SHARE:
        logs[c] += given
    for c in w.BY_FAMILY_SHARE:
        logs[c] += family + together
    logs[w.SAME_PERSON] += w.WAY[tie.way]
    return logs


def _probability(total: list[float], common: Commonness, shared_number: bool) -> float:
    among = common.relatives
    expected = {
        w.STRANGERS: float(common.population),
        w.SIBLINGS: among.siblings,
        w.TWINS: among.twins,
        w.NAMESAKES: w.NAMESAKE_HELD,
        w.NAMED_AFTER: among.named_after,
        w.WRONG_NUMBER: w.NUMBER_MIXED_UP if shared_number else 0.0,
    }
    same = total[w.SAME_PERSON] + log(w.HELD)
    others = sum(number * exp(min(total[c] - same, 600.0)) for c, number in expected.items())
    return 1.0 / (1.0 + exp(-_calibrated(-log(max(others, 1e-200)))))


def _calibrated(odds: float) -> float:
    points = w.CALIBRATION
    odds = min(max(odds, points[0][0]), points[-1][0])
    for (left, low), (right, high) in pairwise(points):
        if odds <= right:
            return low + (high - low) * (odds - left) / (right - left)
    return points[-1][1]


_GIVEN_WORDS = {
    Given.VARIANT: "short name or other form",
    Given.SOUND: "name, spelt otherwise",
    Given.SLIP: "name, spelt otherwise",
    Given.PART: "part of a name",
    Given.REORDERED: "given names in another order",
    Given.MIDDLE: "middle name used first",
    Given.INITIAL: "initial",
}
_BIRTH_WORDS = {
    BirthTie.SAME: "date of birth",
    BirthTie.SWAPPED: "date of birth, day and month swapped",
    BirthTie.SLIP: "date of birth, one figure off",
    BirthTie.YEAR_BESIDE: "day and month of birth, year one off",
    BirthTie.MONTH_AND_YEAR: "month and year of birth",
    BirthTie.DAY_AND_MONTH: "day and month of birth",
    BirthTie.YEAR: "year of birth",
    BirthTie.ROUGH_SAME: "year of birth",
    BirthTie.AGE: "age",
}
_POSTCODE_WORDS = {
    PostcodeTie.SAME: "postcode",
    PostcodeTie.SLIP: "postcode, one letter off",
    PostcodeTie.SHORT_SLIP: "postcode, one letter off",
    PostcodeTie.SECTOR: "part of postcode",
    PostcodeTie.DISTRICT: "part of postcode",
}
_NUMBER_WORDS = {NumberTie.SAME: "NHS number", NumberTie.SLIP: "NHS number, one figure off"}


def _agrees(
    tie: NameTie | None, birth: BirthTie, postcode: PostcodeTie, number: NumberTie, second: NumberTie
) -> tuple[str, ...]:
    found = [_NUMBER_WORDS.get(number), "another number" if second is NumberTie.SAME else None]
    found += _name_words(tie) if tie else []
    found += [_BIRTH_WORDS.get(birth), _POSTCODE_WORDS.get(postcode)]
    return tuple(dict.fromkeys(words for words in found if words))


def _name_words(tie: NameTie) -> list[str | None]:
    if tie.given <= Given.BUT and tie.family is Family.SAME:
        names: list[str | None] = ["name"]
    else:
        names = ["given name"] if tie.given <= Given.BUT else [_GIVEN_WORDS.get(tie.given)]
        family = {
            Family.SAME: "family name",
            Family.ENDING: "family name, another ending or spelling",
            Family.SLIP: "family name, spelt otherwise",
            Family.HALF: "half of a family name",
            Family.MOVED: "family name among given names",
        }
        names.append(family.get(tie.family))
    if any(names) and tie.way in (Way.SWAPPED, Way.OTHER_SWAPPED):
        names.append("names in another order")
    if any(names) and tie.way in (Way.OTHER_NAME, Way.OTHER_SWAPPED):
        names.append("another name used")
    return names


def search(
    query: Prepared,
    candidates: Iterable[tuple[K, Prepared]],
    limit: int = 5,
    least: float = LEAST,
    common: Commonness | None = None,
) -> list[tuple[K, Comparison]]:
    """The likeliest, best first; those that are equally likely by key.

    Nobody is two people: of two candidates who are not each other, the likelier takes from the other's score.
    """
    compared = [(compare(query, candidate, common), key, candidate) for key, candidate in candidates]

    def order(found: tuple[Comparison, Any, Prepared]) -> tuple[float, Any]:
        return -found[0].score, found[1]

    best = nsmallest(limit + 1, (found for found in compared if found[0].score >= least), key=order)
    odds = [found.score / (1.0 - min(found.score, _SURE)) for found, _, _ in best]
    answers = []
    for position, (found, key, candidate) in enumerate(best):
        rivals = sum(
            odds[at] * (1.0 - compare(candidate, rival, common).score)
            for at, (_, _, rival) in enumerate(best)
            if at != position and odds[at] > _RIVAL
        )
        score = odds[position] / (1.0 + odds[position] + rivals) if rivals else found.score
        answers.append((key, Comparison(score, found.agrees)))
    kept = [answer for answer in answers if answer[1].score >= least]
    return sorted(kept, key=lambda answer: (-answer[1].score, answer[0]))[:limit]
