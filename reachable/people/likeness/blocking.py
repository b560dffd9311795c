"""Under which keys a person is filed, so that one look-up finds the few who may be the same."""

from collections.abc import Iterator

from .prepared import Born, Name, Prepared, Word
from .variants import labels

_LONGEST = 40
_NAMES = 3
_LABELS = 2
_WHOLE = 4


def keys(prepared: Prepared) -> tuple[str, ...]:
    """ASCII, at most forty characters each; two records of one person nearly always share one."""
    return tuple(dict.fromkeys(key[:_LONGEST] for key in _keys(prepared) if key.isascii()))


def wide_keys(prepared: Prepared) -> tuple[str, ...]:
    """Those and looser ones, for a file in memory, where a crowded key is passed over."""
    return tuple(dict.fromkeys((*keys(prepared), *(key for key in _wide(prepared) if key.isascii()))))


def _keys(prepared: Prepared) -> Iterator[str]:
    yield from (f"n{number}" for number in sorted(prepared.nhs_numbers))
    yield from (f"o{number}" for number in sorted(prepared.other_numbers))
    born = prepared.born if prepared.born and prepared.born.digits else None
    sounds = _sounds(prepared)
    if born:
        told = _WHOLE if born.rough else 1  # so many are said to be born on 1 January that a letter is not enough
        yield from (f"b{_day(born)}{start}" for start in dict.fromkeys(code[:told] for code in sounds))
    for postcode in prepared.postcodes:
        yield from (f"p{postcode}{code}" for code in sounds)
        if born:
            yield f"y{postcode}{born.day.year}"
    for name in prepared.names[:_NAMES]:
        yield from _named(name, born)


def _named(name: Name, born: Born | None) -> Iterator[str]:
    """A given name with a family name, by sound and by what it is short for, whichever comes first."""
    for family in name.family[:2]:
        for given in name.own[:2]:
            yield "m" + "+".join(sorted((_sound(given), _sound(family))))
        for given in name.own[:1]:
            for label in labels(given.text)[:_LABELS]:
                yield "m" + "+".join(sorted((label, _sound(family))))
            if born:
                yield from _beside_initials(given, family, born)


def _beside_initials(given: Word, family: Word, born: Born) -> Iterator[str]:
    """Either name with the first sound of both, in a year of birth."""
    pair = "".join(sorted((_sound(given)[0], _sound(family)[0])))
    yield from (f"s{born.day.year}{pair}{code}" for code in dict.fromkeys((_sound(family), _sound(given))))


def _wide(prepared: Prepared) -> Iterator[str]:
    born = prepared.born if prepared.born and prepared.born.digits else None
    sounds = _sounds(prepared)
    yield from (f"w{code}" for code in sounds)
    if born:
        yield f"wb{_day(born)}"
        yield from (f"wy{born.day.year}{code}" for code in sounds)
        yield from (f"wd{born.day:%m%d}{code}" for code in sounds)
    for postcode in prepared.postcodes:
        yield f"wp{postcode}"
        yield from (f"wo{postcode[:-3] or postcode}{code}" for code in sounds)


def _day(born: Born) -> str:
    """The day and the month in one order, so that changing them about changes nothing."""
    low, high = sorted((born.day.day, born.day.month))
    return f"{born.day.year}{low:02}{high:02}"


def _sound(word: Word) -> str:
    """The same for a name whether it stands as given or as family name."""
    return word.stem_sound or "0"


def _sounds(prepared: Prepared) -> tuple[str, ...]:
    """The sounds of every given and family name, whichever way about."""
    found: dict[str, None] = {}
    for name in prepared.names[:_NAMES]:
        found |= dict.fromkeys(_sound(word) for word in (*name.own[:2], *name.family[:2]))
    return tuple(found)
