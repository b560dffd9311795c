"""Which offers fit a young person in custody, worked out from what is known: CUS-2, CUS-3, CUS-4."""

from typing import Any

import pytest

from reachable.directory.choices import CustodyWorkers
from reachable.incidents.policies import Fits, InCustody, first_of_all, routes, suite_named

WYMONDHAM, LYNN = "Wymondham Police Investigation Centre", "King's Lynn Police Investigation Centre"
THERE = {"suite": WYMONDHAM, "workers": CustodyWorkers.YES}
NO_SERVICE = {"suite": LYNN, "workers": CustodyWorkers.NO}
NOBODYS = {"statutory": "no", "early_help": "no"}
NORWICH, NORFOLK, AWAY = ({"lives": one} for one in ("greater-norwich", "norfolk", "out-of-county"))
SO, OUT, OPEN = "applies", "does not apply", "not known yet"
ALL_OUT, ALL_OPEN = (OUT,) * 3, (OPEN,) * 3


def fitting(**known: Any) -> tuple[str, ...]:
    return tuple(str(one.fits) for one in routes(InCustody(**known)))


# The three routes, in the order engage (CUS-2), speak up and link (CUS-3), voluntary support (CUS-4)


@pytest.mark.clause("CUS-2", "CUS-3", "CUS-4")
@pytest.mark.parametrize(
    ("known", "fits"),
    [
        ({"age": 15, **THERE, **NORWICH, **NOBODYS}, (SO, OUT, SO)),  # a 15-year-old at Wymondham whom nobody knows
        ({"age": 15, **THERE, **NORFOLK, **NOBODYS}, (SO, OUT, OUT)),
        ({"age": 17, **THERE, **AWAY, **NOBODYS}, (SO, SO, OUT)),  # a 17-year-old from out of county
        ({"age": 17, **THERE, **AWAY}, (SO, SO, OUT)),
        ({"age": 17, **THERE, **AWAY, "statutory": "yes"}, (SO, SO, OUT)),  # both out of county and open
        ({"age": 15, **THERE, **NORWICH, "statutory": "yes", "early_help": "no"}, (SO, SO, OUT)),
        ({"age": 15, **THERE, **NORWICH, "statutory": "no", "early_help": "yes"}, (SO, SO, OUT)),
        ({"age": 15, **THERE, **NORWICH, "statutory": "no"}, (SO, OPEN, OPEN)),  # early help not asked about
        ({"age": 15, **THERE, **NORWICH, "early_help": "no", "statutory": "not-known"}, (SO, OPEN, OPEN)),
        ({"age": 15, **THERE, **NOBODYS}, (SO, OPEN, OPEN)),  # where they live is not known
        ({"age": 15, **THERE, **NOBODYS, "lives": "not-known"}, (SO, OPEN, OPEN)),
        ({"age": 15, **THERE, "statutory": "yes"}, (SO, SO, OUT)),
        ({"age": 15, **THERE}, (SO, OPEN, OPEN)),
        ({"age": 11, **NO_SERVICE, **NORWICH, **NOBODYS}, ALL_OUT),  # an 11-year-old at a suite without the service
        ({"age": 11, **NO_SERVICE}, ALL_OUT),
        ({"age": 11, "suite": "Thetford", "workers": CustodyWorkers.NOT_KNOWN, **AWAY}, (OPEN, OPEN, OUT)),
        ({"age": 11, "suite": "Thetford", **AWAY}, (OPEN, OPEN, OUT)),  # not in the directory
        ({"age": 15, **NORWICH, **NOBODYS}, (OPEN, OUT, OPEN)),  # the suite is not known
        ({"age": 15, "suites_differ": True, **AWAY}, (OPEN, OPEN, OUT)),
        ({**THERE, **NORWICH, **NOBODYS}, (OPEN, OUT, OPEN)),  # the age is not known
        ({**THERE, **AWAY}, (OPEN, OPEN, OUT)),
        ({}, ALL_OPEN),
    ],
)
def test_which_offers_fit(known: dict[str, Any], fits: tuple[str, ...]) -> None:
    assert fitting(**known) == fits


@pytest.mark.clause("CUS-2")
@pytest.mark.parametrize(
    ("age", "about", "fits"),
    [
        (9, False, OUT), (10, False, SO), (17, False, SO), (18, False, OUT), (None, False, OPEN),
        (8, True, OUT), (9, True, OPEN), (10, True, SO), (17, True, SO), (18, True, OPEN), (19, True, OPEN),
        (20, True, OUT),
    ],
)  # fmt: skip
def test_ages_at_the_edge(age: int | None, about: bool, fits: str) -> None:
    """Whoever may be of the age is not left out because the age is a guess."""
    assert fitting(age=age, age_is_about=about, **THERE, **NORWICH, **NOBODYS)[0] == fits


@pytest.mark.clause("CUS-2", "CUS-3", "CUS-4")
@pytest.mark.parametrize("age", [9, 18])
def test_out_of_the_age_nothing_fits_whatever_else_is_known(age: int) -> None:
    for more in (AWAY, {"statutory": "yes"}, {**NORWICH, **NOBODYS}, {}):
        assert fitting(age=age, **THERE, **more) == ALL_OUT
    assert fitting(age=age, **NO_SERVICE) == ALL_OUT
    assert fitting(age=age)[0] == OUT


@pytest.mark.clause("CUS-2", "CUS-3", "CUS-4")
def test_each_says_why_in_one_sentence_and_what_would_settle_it() -> None:
    engage, coordinate, community = routes(InCustody(age=17, **THERE, **AWAY, statutory="yes"))
    assert engage.because == f"Aged 17; at {WYMONDHAM}, where custody workers come."
    assert coordinate.because.endswith("open to services in Norfolk and lives out of county.")
    assert community.because == "Lives out of county; open to a statutory service already."
    assert not engage.settles + coordinate.settles + community.settles
    for one in routes(InCustody()):
        assert one.fits == Fits.NOT_KNOWN
        assert one.because.count(".") == 1
        assert "Ask the custody sergeant for the date of birth" in one.settles
        assert "Ask the police duty inspector to which suite they went" in one.settles
    early = routes(InCustody(age=15, **THERE, **NORWICH, statutory="no"))[1]
    assert early.because == "Whether they are open to early help is not known.", "and nothing that is known"
    assert early.settles == ("Ask the children's front door which services know the young person",)
    assert routes(InCustody(suites_differ=True))[0].settles[1] == "Say which of the suites is right"


@pytest.mark.clause("CUS-2")
def test_at_a_suite_without_the_service_somebody_else_does_what_would_fit() -> None:
    engage, coordinate, community = routes(InCustody(age=11, **NO_SERVICE, **NORWICH, **NOBODYS))
    assert engage.because == f"No custody workers come to {LYNN}."
    assert engage.instead == community.instead == "Ask youth justice who does this instead."
    assert coordinate.instead == "", "nobody is open to services nor out of county: nothing is to be done instead"
    assert "ask youth justice who does instead" in first_of_all(InCustody(age=11, **NO_SERVICE))
    assert not any(one.instead for one in routes(InCustody(age=9, **NO_SERVICE)))


@pytest.mark.clause("CUS-2")
@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"age": 9, **THERE}, "Nobody under 10 can be arrested as a suspect"),
        ({"age": 9, **NO_SERVICE}, "the children's front door now"),
        ({"age": 18, **THERE}, "An adult"),
        ({"age": 18, "age_is_about": True, **THERE}, "treated as under 18"),
        ({"age": 25, "age_is_about": True, **THERE}, "An adult"),
        ({"age": 12, **THERE}, ""),
        ({"age": None, **THERE}, ""),
        ({}, ""),
    ],
)
def test_what_must_be_said_first(known: dict[str, Any], says: str) -> None:
    assert (says in first_of_all(InCustody(**known))) if says else (first_of_all(InCustody(**known)) == "")


@pytest.mark.clause("CUS-2")
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Wymondham PIC", 0), ("wymondham", 0), ("WYMONDHAM police investigation center", 0), ("PIC, Wymondham", 0),
        ("Wymondham, cell 4", 0), ("Wymondham custody suite", 0), ("Kings Lynn PIC", 1), ("king’s lynn", 1),
        ("Yarmouth", 2), ("Great Yarmouth PIC", 2),
        ("PIC", None), ("", None), ("Not Wymondham", None), ("Bury St Edmunds", None), ("Lynnwood", None),
        ("Wymondham or King's Lynn", None),
    ],
)  # fmt: skip
def test_a_suite_is_known_however_it_is_written(written: str, meant: int | None) -> None:
    assert suite_named(written, [WYMONDHAM, LYNN, "Great Yarmouth Police Investigation Centre"]) == meant
