"""Which of the offers to a young person in custody fit, and why (CUS-2 to CUS-4). Pure: codes and plain values."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reachable.directory.choices import CustodyWorkers

YOUNGEST, ADULT = 10, 18  # who may be arrested as a suspect; who is no longer a young person in custody
YES, NO = "yes", "no"
GREATER_NORWICH, OUT_OF_COUNTY = "greater-norwich", "out-of-county"
_HOMES = {GREATER_NORWICH: "lives in Greater Norwich", OUT_OF_COUNTY: "lives out of county"}
_ELSEWHERE = "lives elsewhere in Norfolk"
_NO_PART_OF_A_NAME = frozenset({"police", "investigation", "centre", "center", "pic", "custody", "suite", "station"})


class Fits(StrEnum):
    YES = "applies"
    NO = "does not apply"
    NOT_KNOWN = "not known yet"


@dataclass(frozen=True)
class InCustody:
    """What is known of a young person in custody. Empty is not known.

    `suite` is its name, `workers` whether custody workers come there (a code of the directory; empty where the
    directory does not have the suite). `lives`, `statutory` and `early_help` are codes of SERVICES_AND_HOME.
    """

    age: int | None = None
    age_is_about: bool = False
    suite: str = ""
    suites_differ: bool = False
    workers: str = ""
    lives: str = ""
    statutory: str = ""
    early_help: str = ""


@dataclass(frozen=True)
class CustodyRoute:
    """`because` is one sentence; `settles` says who can settle what is not known yet. `instead`: but for the suite it
    would fit, so somebody else does it.
    """

    code: str
    clause: str
    title: str
    fits: Fits
    because: str
    settles: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True)
class _Part:
    fits: Fits
    words: str
    settles: str = ""


def routes(known: InCustody) -> tuple[CustodyRoute, ...]:
    """CUS-2, CUS-3, CUS-4: custody workers do all three, so each takes somebody aged 10 to 17 at a suite to which they
    come. Several may fit, and one that is not known yet is never taken to be out.
    """
    who, where = _age(known), _suite(known)
    return (
        _route("engage", "CUS-2", "Custody workers try to engage the young person", who, where),
        _route(
            "coordinate",
            "CUS-3",
            "Custody workers speak up for the young person and link the agencies",
            who,
            where,
            *_known(known),
        ),
        _route(
            "community",
            "CUS-4",
            "Custody workers offer voluntary support in the community",
            who,
            where,
            *_unknown(known),
        ),
    )


def first_of_all(known: InCustody) -> str:
    """What must be said before any of them, in a plain sentence; empty where nothing must."""
    age = known.age
    if age is not None and age < YOUNGEST:
        return (
            "Nobody under 10 can be arrested as a suspect: ring the custody sergeant and the children's front door now."
        )
    if age is not None and age >= ADULT:
        if known.age_is_about and age <= ADULT + 1:
            return "Whoever may be under 18 is treated as under 18: find the date of birth before anything is left out."
        return "An adult: what custody owes to a child does not apply. Ask who supports young adults."
    if known.suite and known.workers == CustodyWorkers.NO:
        return (
            f"No custody workers come to {known.suite}: ask youth justice who does instead what they would do, "
            "and record who."
        )
    return ""


def suite_named(said: str, names: Sequence[str]) -> int | None:
    """CUS-2: which of these suites is meant; None where none is, or it could be two.

    Tolerant of case, apostrophes and of how people write "Police Investigation Centre".
    """
    meant = _name(said)
    if not meant or "not" in meant:
        return None
    told = [_name(name) for name in names]
    found = [number for number, name in enumerate(told) if name and name <= meant]
    found = found or [number for number, name in enumerate(told) if meant <= name]
    return found[0] if len(found) == 1 else None


def _name(words: str) -> frozenset[str]:
    plain = re.sub(r"['’]", "", words.casefold())
    return frozenset(re.findall(r"\w+", plain)) - _NO_PART_OF_A_NAME


def _age(known: InCustody) -> _Part:
    age = known.age
    if age is None:
        return _Part(Fits.NOT_KNOWN, "the age is not known", "Ask the custody sergeant for the date of birth")
    said = f"aged {'about ' if known.age_is_about else ''}{age}"
    nearly = known.age_is_about and (age == YOUNGEST - 1 or ADULT <= age <= ADULT + 1)
    if nearly:
        return _Part(Fits.NOT_KNOWN, f"{said}, and it is for ages 10 to 17", "Find the date of birth")
    if YOUNGEST <= age < ADULT:
        return _Part(Fits.YES, said)
    return _Part(Fits.NO, f"{said}, and it is for ages 10 to 17")


def _suite(known: InCustody) -> _Part:
    if known.suites_differ:
        return _Part(Fits.NOT_KNOWN, "two suites are said", "Say which of the suites is right")
    if not known.suite:
        return _Part(
            Fits.NOT_KNOWN, "which custody suite is not known", "Ask the police duty inspector to which suite they went"
        )
    match known.workers:
        case CustodyWorkers.YES:
            return _Part(Fits.YES, f"at {known.suite}, where custody workers come")
        case CustodyWorkers.NO:
            return _Part(Fits.NO, f"no custody workers come to {known.suite}")
        case _:
            return _Part(
                Fits.NOT_KNOWN,
                f"the directory does not say whether custody workers come to {known.suite}",
                "Ask youth justice, and have it put in the directory",
            )


_ASK_SERVICES = "Ask the children's front door which services know the young person"
_ASK_HOME = "Ask where the young person lives"


def _known(known: InCustody) -> tuple[_Part, ...]:
    """Open to services in Norfolk, whether a statutory service or early help, or living out of county."""
    so = [words for words, holds in _reasons(known) if holds]
    if so:
        return (_Part(Fits.YES, " and ".join(so)),)
    parts = (_home(known), *_closed(known))
    if any(one.fits == Fits.NOT_KNOWN for one in parts):
        return tuple(one for one in parts if one.fits == Fits.NOT_KNOWN)
    return (_Part(Fits.NO, f"{_lives(known)} and is not open to services in Norfolk"),)


def _reasons(known: InCustody) -> tuple[tuple[str, bool], ...]:
    return (
        ("open to services in Norfolk", YES in (known.statutory, known.early_help)),
        (_HOMES[OUT_OF_COUNTY], known.lives == OUT_OF_COUNTY),
    )


def _lives(known: InCustody) -> str:
    """In words; empty while it is not known."""
    return _HOMES.get(known.lives, _ELSEWHERE if known.lives == "norfolk" else "")


def _unknown(known: InCustody) -> tuple[_Part, ...]:
    """Living in Greater Norwich, and with no statutory service nor early help."""
    return _home(known), *_closed(known)


def _home(known: InCustody) -> _Part:
    if where := _lives(known):
        return _Part(Fits.YES if known.lives == GREATER_NORWICH else Fits.NO, where)
    return _Part(Fits.NOT_KNOWN, "where they live is not known", _ASK_HOME)


def _closed(known: InCustody) -> tuple[_Part, _Part]:
    return _not_open(known.statutory, "a statutory service"), _not_open(known.early_help, "early help")


def _not_open(said: str, to_what: str) -> _Part:
    if said == YES:
        return _Part(Fits.NO, f"open to {to_what} already")
    if said == NO:
        return _Part(Fits.YES, f"not open to {to_what}")
    return _Part(Fits.NOT_KNOWN, f"whether they are open to {to_what} is not known", _ASK_SERVICES)


def _route(code: str, clause: str, title: str, who: _Part, where: _Part, *more: _Part) -> CustodyRoute:
    parts = (who, where, *more)
    fits = next((one for one in (Fits.NO, Fits.NOT_KNOWN) if any(p.fits == one for p in parts)), Fits.YES)
    but_for_the_suite = where.fits == Fits.NO and all(p.fits != Fits.NO for p in (who, *more))
    return CustodyRoute(
        code=code,
        clause=clause,
        title=title,
        fits=fits,
        because=_sentence(p.words for p in parts if p.fits == fits),
        settles=tuple(dict.fromkeys(p.settles for p in parts if p.settles)) if fits == Fits.NOT_KNOWN else (),
        instead="Ask youth justice who does this instead." if but_for_the_suite else "",
    )


def _sentence(parts: Iterable[str]) -> str:
    words = "; ".join(parts)
    return f"{words[:1].upper()}{words[1:]}."
