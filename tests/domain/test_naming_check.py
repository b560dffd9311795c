"""The name check of a briefing: what refuses, what asks, what is clear, and where in the text."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reachable.people.naming import BRIEFING, Checked, Kind, Known, Roster, Verdict, WarningKind, check
from scripts.bench.name_disguises import BEYOND, SUPPORTED, Dice, Disguise, Name, must_refuse

PEOPLE = (
    Known(
        UUID(int=1),
        "Kai",
        "Mensah",
        other_names=("Skipz", "Big Kay", "Ghost"),
        born=(date(2010, 3, 14),),
        age=16,
        schools=("Marlpit Academy",),
        addresses=(("14 Larkman Lane", "ZZ5 8AB"),),
        telephones=("07700 900123",),
        handles=("@kai_07",),
        numbers=("9990000018",),
        relatives=("Ama Boateng",),
        marks=("B",),
    ),
    Known(UUID(int=2), "Samuel", "Okonkwo"),
    Known(UUID(int=3), "Hope", "Will"),
    Known(UUID(int=4), "May", "Nelson"),
    Known(UUID(int=5), "Mary-Jane", "O’Brien"),
    Known(UUID(int=6), "Summer", "Young"),
    Known(UUID(int=7), "Elizabeth", "Thorvaldsen"),
    Known(UUID(int=8), "Zoë", "Szczęsny"),
    Known(UUID(int=9), "Lily", "Carter"),
)
ROSTER = Roster(PEOPLE, named=[("Hana", "Quist"), ("Samuel", "Okonkwo")], tolerance=BRIEFING)
CERTAIN_HITS = {
    "given name": "It was Kai again.",
    "small letters": "they fear mensah",
    "a craft that is a family name, small": "they fear carter",
    "whole name in small letters": "it was kai mensah",
    "letters apart": "It was K a i again.",
    "dots": "It was K.a.i again.",
    "figures": "It was K4i again.",
    "underscore": "It was Men_sah again.",
    "asterisk": "It was Men*sah again.",
    "hyphen at the end of a line": "It was Men-\nsah again.",
    "whole name over a line": "It was Kai\nMensah again.",
    "look-alikes": "It was K\u0430i M\u0435ns\u0430h again.",
    "wide letters": "It was \uff2b\uff41\uff49 again.",
    "zero width": "It was K\u200ba\u200bi again.",
    "soft hyphen": "It was Men\u00adsah again.",
    "family": "The Mensahs are afraid.",
    "short name and family name": "It was Liz Thorvaldsen.",
    "one letter wrong, beside": "It was Kai Mensha.",
    "without an apostrophe": "It was MaryJane OBrien.",
    "without accents": "It was Zoe Szczesny.",
    "other name": "Ask about Skipz today.",
    "two words for another name": "It was Big Kay who ran.",
    "online": "See @kai_07 for more.",
    "telephone": "Ring 07700 900 123 first.",
    "postcode": "He is at zz58ab now.",
    "address": "Go to 14 Larkman Lane.",
    "birth date": "Born 14/03/2010.",
    "number": "NHS number 999 000 0018",
    "letter": "B was there.",
    "relative": "Ama Boateng has rung us.",
    "names that are words, together": "It was Hope Will again.",
}
DOUBTFUL = {
    "a name that is a word": "We told Hope to wait.",
    "a name that is a word begins": "Hope was at the park.",
    "a name that is a month": "They said May came too.",
    "a name that is a word and seldom one, small": "we saw lily there",
    "short name": "It was Sam again.",
    "one letter wrong": "It was Okonkow again.",
    "one letter wrong, small": "it was okonkow again",
    "three short letters, small": "it was kai again",
    "letters under asterisks": "It was M*ns*h again.",
    "in two pieces": "It was Men sah again.",
    "over a line without a hyphen": "It was Men\nsah again.",
    "initials": "It was K.M. again.",
    "initials without dots": "It was KM again.",
    "street": "Nelson Street is busy.",
    "staff by rank": "Ask PC Nelson first.",
    "staff by office": "Ask Kai Mensah, head of year, first.",
    "staff of the same given name": "Ask Kai Bellweather first.",
    "staff of the same name": "Ask Samuel Okonkwo first.",
    "school and age": "A 16-year-old boy from Marlpit Academy.",
    "school and year": "A pupil in Year 12 at Marlpit Academy.",
    "birthday": "His birthday is 14 March.",
    "street of an address": "They meet in Larkman Lane.",
    "Cyrillic": "It was \u041a\u0430\u0439 \u041c\u0435\u043d\u0441\u0430\u0445 again.",
}
CLEAR = {
    "words that are names": "We hope for a quiet summer. Will you help? Young people may ask.",
    "months": "In May 2026, in April and May, and on 14 May patrols were doubled.",
    "a season": "Summer holiday clubs are open.",
    "school": "Marlpit Academy closes its gate at four.",
    "age": "Most of them are under 16.",
    "day and month": "The next meeting is on 14 March.",
    "drugs": "Class B drugs are sold near the park.",
    "plan": "Plan B is to meet at the library.",
    "ranks and services": "The DSL rings the PC; the GP and the MACE team meet.",
    "professional": "Hana Quist leads for the school.",
    "English words near a name": "The menu was amended, and the mentor is here in the evening.",
    "nothing": "",
    "only signs": "***___ … \u200b\u200b",
}


@pytest.mark.clause("BRF-4")
@pytest.mark.parametrize("text", CERTAIN_HITS.values(), ids=CERTAIN_HITS.keys())
def test_what_names_somebody_for_certain_refuses(text: str) -> None:
    assert check(text, ROSTER).verdict is Verdict.REFUSE


@pytest.mark.clause("BRF-4")
@pytest.mark.parametrize("text", DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_what_may_name_somebody_asks(text: str) -> None:
    checked = check(text, ROSTER)
    assert checked.verdict is Verdict.ASK, checked.hits


@pytest.mark.clause("BRF-4")
@pytest.mark.parametrize("text", CLEAR.values(), ids=CLEAR.keys())
def test_what_names_nobody_is_clear(text: str) -> None:
    assert check(text, ROSTER) == Checked(Verdict.CLEAR, (), check(text, ROSTER).warnings)


@pytest.mark.clause("BRF-4")
def test_one_certain_hit_refuses_whatever_else_is_doubtful() -> None:
    checked = check("It was KM, then Kai.", ROSTER)
    assert [hit.certain for hit in checked.hits] == [False, True]
    assert checked.verdict is Verdict.REFUSE


@pytest.mark.clause("BRF-4")
def test_a_doubtful_phrase_does_not_hide_the_name_inside_it() -> None:
    checked = check("A 16-year-old, Kai, of Marlpit Academy.", ROSTER)
    assert checked.verdict is Verdict.REFUSE
    assert "Kai" in {hit.text for hit in checked.hits}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He\u0301 is K\u0430\u200bi.", "K\u0430\u200bi"),
        ("\r\nIt was Kai\r\nMensah", "Kai\r\nMensah"),
        ("\U0001f600 Kai", "Kai"),
        ("It was \uff2b\uff41\uff49.", "\uff2b\uff41\uff49"),
        ("Zoe\u0308 Szcze\u0328sny", "Zoe\u0308 Szcze\u0328sny"),
    ],
    ids=["hidden letters", "Windows lines", "beyond the first plane", "wide letters", "accents apart"],
)
def test_places_are_those_of_the_text_as_it_was_given(text: str, found: str) -> None:
    [hit] = check(text, ROSTER).hits
    assert (hit.text, hit.start, hit.end) == (found, text.index(found), text.index(found) + len(found))


def test_a_known_street_names_nobody_and_a_known_town_asks() -> None:
    roster = Roster([Known(UUID(int=1), "Ella", "Dereham"), Known(UUID(int=2), "Jo", "Nelson")], tolerance=BRIEFING)
    assert check("Nelson Street is busy.", roster, places=["Nelson Street"]).verdict is Verdict.CLEAR
    assert check("They come from Dereham.", roster).verdict is Verdict.REFUSE
    assert check("They come from Dereham.", roster, places=["Dereham"]).verdict is Verdict.ASK
    assert check("Ella Dereham is one.", roster, places=["Dereham"]).verdict is Verdict.REFUSE


def test_nobody_is_found_by_a_roster_that_was_not_made_for_briefings() -> None:
    with pytest.raises(ValueError, match="made for briefings"):
        check("Kai", Roster(PEOPLE))


def test_what_is_said_of_a_hit_names_nobody() -> None:
    for text in CERTAIN_HITS.values():
        for hit in check(text, ROSTER).hits:
            assert hit.why.endswith(".")
            assert len(hit.text) == 1 or hit.text.casefold() not in hit.why.casefold()


WARNED = {
    "age": ("a 15-year-old boy", WarningKind.DESCRIPTION),
    "age after": ("the boy, 14, ran", WarningKind.DESCRIPTION),
    "the one who": ("the one who was hurt", WarningKind.DESCRIPTION),
    "of a school": ("a boy from Marlpit Academy", WarningKind.DESCRIPTION),
    "of the place": ("a lad near the Larkman", WarningKind.DESCRIPTION),
    "relative": ("his older brother", WarningKind.DESCRIPTION),
    "mother of": ("the mother of one pupil", WarningKind.DESCRIPTION),
    "origin": ("a Lithuanian lad", WarningKind.DESCRIPTION),
    "looks": ("the girl with red hair", WarningKind.DESCRIPTION),
    "injury": ("somebody was stabbed near the bus station on Friday", WarningKind.DESCRIPTION),
    "two": ("two boys", WarningKind.SMALL_NUMBER),
    "one of": ("one of the three", WarningKind.SMALL_NUMBER),
    "pair": ("a pair of pupils", WarningKind.SMALL_NUMBER),
    "few of a school": ("seven pupils of one school", WarningKind.SMALL_NUMBER),
}


@pytest.mark.clause("BRF-4")
@pytest.mark.parametrize(("text", "kind"), WARNED.values(), ids=WARNED.keys())
def test_what_tells_who_is_meant_is_asked_about_and_refuses_nothing(text: str, kind: WarningKind) -> None:
    checked = check(f"We heard of {text}.", Roster([], tolerance=BRIEFING), places=["Larkman"])
    assert kind in {one.kind for one in checked.warnings}
    assert checked.verdict is Verdict.CLEAR
    for one in checked.warnings:
        assert f"We heard of {text}."[one.start : one.end] == one.text
        assert one.question.endswith("?")


@pytest.mark.parametrize(
    "text",
    [
        "Young people meet near the bus station after school.",
        "Seven people came to the meeting of the town council.",
        "The two schools will work together.",
        "We ask staff to keep doors shut between three and four.",
    ],
)
def test_what_tells_of_nobody_is_not_asked_about(text: str) -> None:
    assert check(text, Roster([], tolerance=BRIEFING)).warnings == ()


GIVEN = (
    "Kai", "Zoë", "Siân", "Mary-Jane", "Oluwaseun", "D’Andre", "Jörg", "Aleksandra", "Will", "Hope", "Mohammed", "Jo",
    "Elżbieta", "Nguyễn", "Ana Maria",
)  # fmt: skip
FAMILY = (
    "Mensah", "O’Brien", "Achterberg-Lund", "Van der Meer", "Szczęsny", "Løvdal", "Li", "Young", "Al-Amin", "Nuñez",
    "Okonkwo", "McAllister", "Thorvaldsen",
)  # fmt: skip
FRAMES = ("We heard that {} was seen there.", "{} is said to be afraid", "they spoke of {}.\nThen all went home.")


def checked_in(disguise: Disguise, given_name: str, family: str, frame: str, seed: int) -> tuple[str, Checked]:
    others = [Known(UUID(int=9), "Petra", "Holgate"), Known(UUID(int=10), "Idris", "Farrow")]
    roster = Roster([*others, Known(UUID(int=11), given_name, family)], tolerance=BRIEFING)
    text = frame.format(disguise(Name(given_name, family), Dice(str(seed))))
    return text, check(text, roster)


@pytest.mark.clause("BRF-4")
@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(SUPPORTED)), st.sampled_from(GIVEN), st.sampled_from(FAMILY), st.sampled_from(FRAMES),
    st.integers(0, 999),
)  # fmt: skip
def test_no_name_in_a_supported_disguise_is_ever_clear(
    disguise: str, given_name: str, family: str, frame: str, seed: int
) -> None:
    text, checked = checked_in(SUPPORTED[disguise], given_name, family, frame, seed)
    assert checked.verdict is not Verdict.CLEAR, text
    assert not must_refuse(disguise, Name(given_name, family)) or checked.verdict is Verdict.REFUSE, text


@pytest.mark.clause("BRF-4")
@pytest.mark.parametrize("disguise", SUPPORTED)
def test_every_disguise_of_every_name(disguise: str) -> None:
    for given_name in GIVEN:
        for family in FAMILY:
            text, checked = checked_in(SUPPORTED[disguise], given_name, family, FRAMES[0], 1)
            assert checked.verdict is not Verdict.CLEAR, text
            assert not must_refuse(disguise, Name(given_name, family)) or checked.verdict is Verdict.REFUSE, text


def test_what_is_known_to_be_missed_is_missed_still() -> None:
    """Where this fails something more is caught: move it to what is promised, and say so in docs/operations."""
    for disguise in ("backwards", "one initial"):
        text, checked = checked_in(BEYOND[disguise], "Oluwaseun", "Thorvaldsen", FRAMES[0], 1)
        assert checked.verdict is Verdict.CLEAR, text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_every_hit_stands_where_it_is_said_to(text: str) -> None:
    checked = check(text, ROSTER)
    for hit in checked.hits:
        assert text[hit.start : hit.end] == hit.text
        assert hit.kind in Kind
