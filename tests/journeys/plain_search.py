"""Whether a text names somebody: looked for plainly, over folded words and over letters run together.

It shares nothing with the name-finder of the program, so that the one does not miss what the other misses.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from tests.journeys.fourteen import Young

ORDINARY = ("will", "hope", "lucky", "zed")  # words of a sentence too: only with a capital, and not at its beginning
LONG_ENOUGH = 7  # letters which do not stand together by chance
_APART = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "’": "", "'": "", "`": ""})


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_APART)).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", folded(text))


def run_together(text: str) -> str:
    return "".join(words_of(text))


def dates_of(born: date) -> Iterator[str]:
    day, month, year = born.day, born.month, born.year
    for form in ("%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y"):
        yield born.strftime(form)
    yield from (f"{day}/{month}/{year}", f"{day} {born:%B} {year}", f"{day} {born:%B}", f"{day} {month} {year % 100}")
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day, "th")
    yield f"{day}{ending} {born:%B}"


def names_of(one: Young) -> frozenset[str]:
    """Each name alone and together: of the young person, of the mother, and what they are called."""
    given, family = one.mother
    whole = (one.name, f"{one.family} {one.given}", f"{given} {family}")
    return frozenset({one.given, one.family, given, family, one.called, one.online, *whole})


def identifiers_of(one: Young) -> frozenset[str]:
    street = one.line.partition(" ")[2]
    places = (one.line, street, one.postcode, one.school)
    return names_of(one) | {*places, *dates_of(one.born), one.nhs, one.social_care}


class Text:
    def __init__(self, text: str) -> None:
        self.text = text
        self.words = f" {' '.join(words_of(text))} "
        self.letters = run_together(text)

    def has(self, what: str) -> bool:
        words, letters = " ".join(words_of(what)), run_together(what)
        if words in ORDINARY:
            return bool(re.search(rf"[a-z,;] {what}\b(?! Achebe)", self.text))
        if re.fullmatch(r"\d+[a-z ]+", words):  # a birthday without its year: with another year it is another day
            return bool(re.search(rf" ({words}|{letters}) (?!20\d\d )", self.words))
        if f" {words} " in self.words or f" {letters} " in self.words:
            return True
        alone = r"(?<!\d)" if letters[0].isdecimal() else ""
        return len(letters) >= LONG_ENOUGH and bool(re.search(alone + letters, self.letters))

    def has_initials(self, one: Young) -> bool:
        first, last = one.given[0], one.family[0]
        return bool(re.search(rf"\b{first}\. ?{last}\b\.?", self.text))

    def found(self, what: Iterable[str]) -> list[str]:
        return sorted(one for one in what if self.has(one))
