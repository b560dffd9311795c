"""Police numbers, warning words and gang labels come out of any text; what people wrote beside them stays."""

import pytest

from reachable.incidents.partner_lists.fields import COURT_NUMBER, GANG, POLICE_NUMBER, WARNING
from reachable.incidents.partner_lists.flags import take_out


@pytest.mark.parametrize(
    ("text", "kept", "kinds"),
    [
        ("10/123456A", "", (POLICE_NUMBER,)),
        ("2010/1234567X", "", (POLICE_NUMBER,)),
        ("97/12345x", "", (POLICE_NUMBER,)),
        ("10 / 123456 A", "", (POLICE_NUMBER,)),
        ("10\\123456A", "", (POLICE_NUMBER,)),
        ("１０／１２３４５６Ａ", "", (POLICE_NUMBER,)),
        ("10⁄123456A", "", (POLICE_NUMBER,)),
        ("10/123456A²", "²", (POLICE_NUMBER,)),
        ("10/123456A٣ at school", "٣ at school", (POLICE_NUMBER,)),
        ("PNC 12/3A, lives with his aunt", "lives with his aunt", (POLICE_NUMBER,)),
        ("pnc id: 2010/1234567X; plays football", "plays football", (POLICE_NUMBER,)),
        ("SF99/123456X", "", (POLICE_NUMBER,)),
        ("123456/99A", "", (COURT_NUMBER,)),
        ("CRO 12345/10B.", "", (COURT_NUMBER,)),
        ("Seen (PNC 10/123456A) at school", "Seen at school", (POLICE_NUMBER,)),
        ("PNC 10/123456A, CRO 12345/10B", "", (POLICE_NUMBER, COURT_NUMBER)),
        ("Kai Fenwick (VIOLENT)", "Kai Fenwick", (WARNING,)),
        ("VIOLENT, WEAPONS", "", (WARNING,)),
        ("Violent; weapons", "", (WARNING,)),
        ("Warning marker: violent. Lives in Lynn", "Lives in Lynn", (WARNING,)),
        ("WARNING MARKERS: VI WE", "", (WARNING,)),
        ("has a weapons marker, is polite", "has a, is polite", (WARNING,)),
        ("gang member", "", (GANG,)),
        ("Friend of Bo, gang nominal", "Friend of Bo", (GANG,)),
        ("a gang-affiliated youth", "a youth", (GANG,)),
        ("Gang member: yes", "", (GANG,)),
        ("member of a gang", "", (GANG,)),
        ("VIOLENT gang member 10/123456A", "", (POLICE_NUMBER, GANG, WARNING)),
        ("10/123456(VIOLENT)A", "", (WARNING, POLICE_NUMBER)),
    ],
)
def test_what_is_not_to_be_held_is_taken_out_and_said(text: str, kept: str, kinds: tuple[str, ...]) -> None:
    found, found_kinds = take_out(text)
    assert found == kept
    assert sorted(found_kinds) == sorted(kinds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kai Fenwick",
        "12/03/2011",
        "14/15",
        "Seen on 12/03/2011 at 3 pm",
        "School year 2010/11 and after",
        "Flat 12/3A High Street",
        "Hurt in a violent attack",
        "Chased by a gang of older boys",
        "He was found with weapons that were not his",
        "+44 7700 900123",
        "=HYPERLINK(1)",
        "PNC check was asked for",
        "Risk of exploitation",
        "- a dash in front stays",
    ],
)
def test_everything_else_stays_letter_for_letter(text: str) -> None:
    assert take_out(text) == (text, ())
