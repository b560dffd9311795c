"""What stands round a name in a briefing: a street, a title, a month, another name. It may make the name doubtful."""

import re
from collections.abc import Collection, Sequence

from .known import POINTS, Hit, Kind
from .lists import listed
from .loosely import Candidate
from .spelling import Way
from .words import Word, english, words_of

_STREETS = listed("places")
_OFFICES = listed("offices")
_TITLES = listed("titles")
_OFFICE_AFTER = re.compile(
    r"\s*[,(–-]\s*(?:(?:the|our|your|a|an|deputy|assistant|senior|lead|local|school|safer|designated|acting)\s+)*"
    r"(?:head|officer|manager|worker|teacher|sergeant|inspector|constable|councillor|nurse|doctor|coordinator|"
    r"co-ordinator|lead|chair|schools\s+officer|safeguarding|social\s+worker|youth\s+worker|receptionist|caretaker)\b",
    re.IGNORECASE,
)
_MONTHS = listed("months")
_SEASONS = listed("seasons")
_OF_A_SEASON = listed("of-a-season")
_BEFORE_A_TIME = listed("before-a-time")
_SAYS_WHO = listed("says-who")
_CALLED = listed("called")
_NAME_KINDS = POINTS | {Kind.RELATIVE}


class Around:
    """`places` are what the text is about; `named` words of the names of professionals, who may stand there."""

    def __init__(self, text: str, words: Sequence[Word], places: Collection[str], named: Collection[str]) -> None:
        self.text, self.words, self.named = text, words, named
        self.of_places = tuple(self._spans(places))

    def settled(self, one: Candidate) -> Hit | None:
        """The hit as it stands there: doubtful where something speaks against it, None where it is no sign."""
        hit = one.hit
        if hit.kind is Kind.ADDRESS and not hit.certain and self._is_of_a_place(hit):
            return None
        if hit.kind not in _NAME_KINDS or hit.kind is Kind.MARK:
            return hit
        if hit.kind is Kind.INITIALS:
            return hit
        if len(one.name) == 1 and one.way in (Way.EXACT, Way.ENDING) and self._is_a_plain_word(one):
            return None
        if len(one.name) == 1 and self._is_of_a_street(hit):
            return None
        if hit.certain and self._may_be_something_else(one):
            return Hit(hit.start, hit.end, hit.text, hit.person, hit.kind, False, hit.others)
        return hit

    def _may_be_something_else(self, one: Candidate) -> bool:
        if len(one.name) > 1 and one.name[-1] in _STREETS and one.way is Way.EXACT and set(one.name) <= english():
            return True  # Rose Lane
        if one.is_shared or set(one.name) <= set(self.named) or self._is_of_a_place(one.hit):
            return True
        after = self._after(one.until)
        if after is not None and after.folded in _STREETS and (after.is_capital or not one.hit.text.islower()):
            return True
        if self._has_an_office(one):
            return True
        return len(one.name) == 1 and one.way is Way.EXACT and self._is_of_another_name(one)

    def _has_an_office(self, one: Candidate) -> bool:
        """PC Mensah; Kai Mensah, head of year. “Mr” and “Mrs” say nothing against a whole name."""
        if _OFFICE_AFTER.match(self.text, one.hit.end):
            return True
        for place in range(one.first - 1, max(one.first - 3, -1), -1):
            if self.words[place + 1].is_apart and self.words[place].folded not in _OFFICES | _TITLES:
                return False
            if self.words[place].folded in _OFFICES:
                return self.words[place].is_capital
            if self.words[place].folded in _TITLES:
                return len(one.name) == 1
            if not self.words[place].is_capital:
                return False
        return False

    def _is_of_another_name(self, one: Candidate) -> bool:
        """Beside another name that is nobody's of the roster: Kai Carter, Adele Mensah."""
        before, after = self._before(one.first), self._after(one.until)
        return any(word is not None and word.is_capital and len(word.folded) > 1 and not word.begins
                   and (word.folded not in english() or word is after) and word.folded not in _SAYS_WHO
                   for word in (before, after))  # fmt: skip

    def _is_a_plain_word(self, one: Candidate) -> bool:
        """A word of the language with a capital, where the capital says nothing or the words round it say otherwise."""
        word, after, before = self.words[one.first], self._after(one.until), self._before(one.first)
        if word.folded not in english():
            return False
        if one.hit.certain or not word.is_capital:
            return False
        if self._is_a_time(one.first, word, before, after):
            return True
        if after is not None and after.folded in _STREETS and after.is_capital:
            return False
        if after is not None and after.folded in _SAYS_WHO:
            return False
        if before is not None and before.folded in _CALLED:
            return False
        if word.begins or self._is_in_capitals(one.first):
            return (after is not None and not after.is_capital) or self._is_in_capitals(one.first)
        return any(near is not None and near.is_capital and near.folded in english() and not near.begins
                   for near in (before, after))  # fmt: skip

    def _is_a_time(self, place: int, word: Word, before: Word | None, after: Word | None) -> bool:
        if word.folded in _MONTHS:
            if any(near.folded in _MONTHS and near is not word for near in self.words[max(place - 2, 0) : place + 3]):
                return True
            if before is not None and (before.folded[0].isdigit() or before.folded in _BEFORE_A_TIME):
                return True
            return after is not None and after.folded[0].isdigit()
        return word.folded in _SEASONS and after is not None and after.folded in _OF_A_SEASON

    def _is_in_capitals(self, place: int) -> bool:
        """In a line of capitals, where nearly every word has one."""
        word = self.words[place]
        start = self.text.rfind("\n", 0, word.start) + 1
        end = self.text.find("\n", word.end)
        line = self.text[start : end if end >= 0 else len(self.text)]
        letters = re.findall(r"[^\W\d_]{4,}", line[:400])
        return len(letters) > 2 and sum(one[0].isupper() for one in letters) >= 0.8 * len(letters)

    def _before(self, first: int) -> Word | None:
        if not first or not self._is_next(first - 1):
            return None
        return self.words[first - 1]

    def _after(self, until: int) -> Word | None:
        if until >= len(self.words) or not self._is_next(until - 1):
            return None
        return self.words[until]

    def _is_next(self, place: int) -> bool:
        gap = self.text[self.words[place].end : self.words[place + 1].start]
        return gap in ("'", "’", "‘", "-") or (gap.isspace() and "\n" not in gap) or gap == "\n"

    def _is_of_a_place(self, hit: Hit) -> bool:
        return any(start <= hit.start and hit.end <= end for start, end in self.of_places)

    def _is_of_a_street(self, hit: Hit) -> bool:
        """Inside a known place that is a street or a school by its name, where a name by itself says nothing."""
        return any(
            start <= hit.start and hit.end <= end and words_of(self.text[start:end])[-1] in _STREETS
            for start, end in self.of_places
            if end - start > hit.end - hit.start
        )

    def _spans(self, places: Collection[str]) -> Sequence[tuple[int, int]]:
        found = []
        known = {words for place in places if (words := words_of(place))}
        for words in known:
            for first in range(len(self.words) - len(words) + 1):
                here = self.words[first : first + len(words)]
                if here[0].folded == words[0] and tuple(word.folded for word in here) == words:
                    found.append((here[0].start, here[-1].end))
        return found
