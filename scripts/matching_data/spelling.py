"""Names mistyped by one letter, and names written down by an English ear."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

from scripts.matching_data.names import plain

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
KEYS = {
    key: "".join(row[max(0, n - 1) : n] + row[n + 1 : n + 2] for row in ROWS if key in row for n in [row.index(key)])
    for key in "".join(ROWS)
}

Ear = dict[str, tuple[str, ...]]


def _ear(name: str) -> Ear:
    sounds = tomllib.loads((Path(__file__).parent / "sounds.toml").read_text(encoding="utf-8"))[name]
    return {heard: tuple(word.replace("-", "") for word in written.split()) for heard, written in sounds.items()}


OWN, FOREIGN = _ear("own"), _ear("foreign")
LONGEST = 4


def one_letter(name: str, random: Random) -> str:
    """A letter left out, doubled, changed places with the next, or the key beside it."""
    if len(name) < 3:
        return name + name[-1:]
    place = random.randrange(1, len(name))
    letter = name[place]
    how = random.random()
    if how < 0.3:
        return name[:place] + name[place + 1 :]
    if how < 0.45:
        return name[:place] + letter + name[place:]
    if how < 0.65 and place + 1 < len(name) and name[place + 1] != letter:
        return name[:place] + name[place + 1] + letter + name[place + 2 :]
    near = KEYS.get(plain(letter))
    return name[:place] + (random.choice(near) if near else "e") + name[place + 1 :]


def as_heard(name: str, random: Random, ear: Ear) -> str:
    """One sound or two written as an English ear takes them; what is rare is mistaken first."""
    text, capital = name.lower(), name[:1].isupper()
    for _ in range(random.choice((1, 1, 2))):
        text = _one_sound(text, random, ear)
    return text[:1].upper() + text[1:] if capital else text


def _one_sound(text: str, random: Random, ear: Ear) -> str:
    places = [
        (place, size)
        for size in range(LONGEST, 0, -1)
        for place in range(len(text) - size + 1)
        if text[place : place + size] in ear
    ]
    if not places:
        return text
    hard = [not text[place : place + size].isascii() or text[place] in "jwxqc" for place, size in places]
    weights = [4 if size > 1 else 2 if odd else 1 for (_, size), odd in zip(places, hard, strict=True)]
    place, size = random.choices(places, weights)[0]
    return text[:place] + random.choice(ear[text[place : place + size]]) + text[place + size :]
