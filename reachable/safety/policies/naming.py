"""Who else is named in words that are about to leave: by name, or by the letter that stands for somebody.

A release is refused rather than let through, so whatever may be a name counts; but a name that is an ordinary word too
("Will", "Hope") counts only where it is written as a name. Pure: nothing here reads the database.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from reachable.people.naming import ORDINARY, Word, composed, marked, typed, words_of

UNSEEN = "somebody in this incident whom you cannot see"
_DISTINCTIVE = 4  # letters of a given name that is looked for however it is written


@dataclass(frozen=True)
class Somebody:
    """Of the incident, and not the young person. `names` are (given, family) as recorded, of every record.

    `shown_as` is how this reader knows them; empty for one whom he cannot see. `mark` is a letter or N1.
    """

    names: tuple[tuple[str, str], ...] = ()
    mark: str = ""
    shown_as: str = ""
    is_adult: bool = False


@dataclass(frozen=True)
class Mentioned:
    """`words` as they were typed under `heading`; empty where the reader does not see who that is."""

    heading: str
    words: str
    shown_as: str

    @property
    def sentence(self) -> str:
        if not self.words:
            return f"{UNSEEN} is named under “{self.heading}”: take the name out"
        return f"“{self.words}” under “{self.heading}” is {self.shown_as}: take it out"


@dataclass(frozen=True)
class _Pattern:
    """`needs` is what the typed word must be: "" anything, "capital", or "name": a capital inside a sentence."""

    words: tuple[str, ...]
    needs: str = ""


def mentioned(
    written: Mapping[str, str], others: Sequence[Somebody], own: Collection[tuple[str, str]] = ()
) -> tuple[Mentioned, ...]:
    """Who of the others is named where. `own` are names that may stand there: of the young person, of the family."""
    own_words = frozenset(chain.from_iterable(words_of(" ".join(name)) for name in own))
    own_names = {words_of(" ".join(name)) for name in own}
    found: dict[Mentioned, None] = {}
    for heading, given in written.items():
        text = composed(given)
        words = typed(text)
        for one in others:
            spans = [*_named(words, _patterns(one, own_words, own_names)), *marked(text, one.mark)]
            for start, end in sorted(spans):
                shown = text[start:end] if one.shown_as else ""
                found[Mentioned(heading, shown, one.shown_as)] = None
    return tuple(found)


def _patterns(one: Somebody, own_words: Collection[str], own_names: Collection[tuple[str, ...]]) -> list[_Pattern]:
    found: dict[_Pattern, None] = {}
    for given_name, family_name in one.names:
        given, family = words_of(given_name), words_of(family_name)
        for word in given if family else ():
            pairs = ((word, *family), (*family, word))
            found.update((_Pattern(pair), None) for pair in pairs if pair not in own_names)
        found.update((pattern, None) for pattern in _alone(family, own_words))
        for word in given:
            found.update((pattern, None) for pattern in _single(word, own_words, is_family=False))
    return list(found)


def _alone(family: tuple[str, ...], own_words: Collection[str]) -> Iterable[_Pattern]:
    """A family name by itself; of one in several parts each part that tells, and the parts written as one."""
    if len(family) == 1:
        yield from _single(family[0], own_words, is_family=True)
    elif family and not set(family) <= set(own_words):
        yield _Pattern(family)
        yield _Pattern(("".join(family),))
        for word in family:
            yield from _single(word, own_words, is_family=False)


def _single(word: str, own_words: Collection[str], *, is_family: bool) -> Iterable[_Pattern]:
    if word in own_words or len(word) < 2:
        return
    if word in ORDINARY:
        yield _Pattern((word,), "name")
    elif is_family or len(word) >= _DISTINCTIVE:
        yield _Pattern((word,))
    else:
        yield _Pattern((word,), "capital")


def _named(words: Sequence[Word], patterns: Iterable[_Pattern]) -> Iterable[tuple[int, int]]:
    """The longest that fits at a place, and nothing inside it again."""
    by_first: dict[str, list[_Pattern]] = {}
    for pattern in sorted(patterns, key=lambda one: -len(one.words)):
        by_first.setdefault(pattern.words[0], []).append(pattern)
    until = 0
    for index, word in enumerate(words):
        if word.start < until:
            continue
        fits = next((one for one in by_first.get(word.folded, ()) if _fits(words, index, one)), None)
        if fits is not None:
            until = words[index + len(fits.words) - 1].end
            yield word.start, until


def _fits(words: Sequence[Word], index: int, pattern: _Pattern) -> bool:
    here = words[index : index + len(pattern.words)]
    if tuple(word.folded for word in here) != pattern.words or any(word.is_apart for word in here[1:]):
        return False
    match pattern.needs:
        case "capital":
            return here[0].is_capital
        case "name":
            return here[0].is_capital and not here[0].begins
        case _:
            return True
