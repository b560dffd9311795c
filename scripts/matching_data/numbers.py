"""Invented postcodes of Norfolk's areas, and NHS numbers of the range kept for tests."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # those that stand in the second half of a postcode
PEOPLE_TO_A_POSTCODE = 30  # where most live; in the country fewer
PLACES_IN_TOWN = 12
SERIALS = 1_000_000
STRIDE = 618_033  # shares no factor with a million: every serial comes once, in no order that is seen


class Postcodes:
    """A fixed number of postcodes for each part of the county, so that neighbours share them."""

    def __init__(self, random: Random, people: int) -> None:
        self.random = random
        self.to_a_place = max(6, people // (PLACES_IN_TOWN * PEOPLE_TO_A_POSTCODE))
        self.units: dict[str, list[str]] = {}

    def draw(self, places: tuple[str, ...]) -> str:
        return self._in(self.random.choice(places))

    def near(self, postcode: str) -> str:
        return self._in(postcode.partition(" ")[0])

    def _in(self, place: str) -> str:
        if place not in self.units:
            draw = self.random
            self.units[place] = [
                f"{place} {draw.randrange(10)}{draw.choice(LETTERS)}{draw.choice(LETTERS)}"
                for _ in range(self.to_a_place)
            ]
        return self.random.choice(self.units[place])


def check_digit(nine: str) -> int | None:
    """Of an NHS number, by the weights 10 to 2; a number that would need a 10 is not given out."""
    left = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    return {11: 0, 10: None}.get(left, left)


def nhs_numbers(seed: int) -> Iterator[str]:
    """Each once, all beginning with 999."""
    for step in range(SERIALS):
        nine = f"999{(seed * 7919 + step * STRIDE) % SERIALS:06}"
        check = check_digit(nine)
        if check is not None:
            yield f"{nine}{check}"
