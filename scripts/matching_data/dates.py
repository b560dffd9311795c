"""Slips in figures."""

from __future__ import annotations

from datetime import date
from random import Random

# Keys beside one another, above one another on a number pad, and figures that look alike.
NEAR = {
    "0": "98", "1": "274", "2": "135", "3": "268", "4": "157", "5": "468", "6": "593", "7": "148",
    "8": "5973", "9": "806",
}  # fmt: skip


def day_and_month(born: date, random: Random) -> date | None:
    return born.replace(day=born.month, month=born.day) if born.day <= 12 else None


def year(born: date, random: Random) -> date | None:
    try:
        return born.replace(year=born.year + random.choice((-1, 1)))
    except ValueError:
        return None


def digit(born: date, random: Random) -> date | None:
    """One figure of the day, the month or the year's last two wrong."""
    for _ in range(8):
        text = born.strftime("%Y%m%d")
        place = random.choice((2, 3, 5, 6, 7))
        try:
            new = date.fromisoformat(text[:place] + random.choice(NEAR[text[place]]) + text[place + 1 :])
        except ValueError:
            continue
        if 1950 < new.year <= 2026:
            return new
    return None


def slip(postcode: str, random: Random) -> str:
    """One character of the second half."""
    place = len(postcode) - random.randint(1, 3)
    wrong = random.choice("ABDEFGHJLNPQRSTUWXYZ") if postcode[place].isalpha() else random.choice("0123456789")
    return postcode[:place] + wrong + postcode[place + 1 :]
