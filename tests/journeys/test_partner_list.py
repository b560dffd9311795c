"""Police bring in a list of sixty with nine problems; another one is undone half way."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, NetworkPerson, PartnerList
from tests.domain.partner_list_files import workbook
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard

HEADINGS = ("Full name", "DOB", "Establishment", "Circumstances known to us", "Post code", "PNC ID", "Warning signals")
GIVEN = (
    "Ayaan", "Bella", "Ciaran", "Dorota", "Ewan", "Femi", "Gintaras", "Hodan", "Ivo", "Jolanta", "Kwame", "Leyla",
    "Mirela",
)  # fmt: skip
FAMILY = ("Quist", "Radziwill", "Stubbs", "Thaxter", "Umoh", "Warsame", "Yeboah", "Zelenko", "Blyth")
SEEN = "Seen with Kai in the week before"
# Eight problems: dates that cannot be, cells in which it is not certain who is meant, a cell that is far too long.
WRONG = (
    ("Tariq Aziz", "31/02/2010", "", SEEN, "", "", ""),
    ("Poppy Larter", "30/02/2011", "", SEEN, "", "", ""),
    ("Sol Marsh", "01/01/1931", "", SEEN, "", "", ""),
    ("Ines Costa", "03/05/2031", "", SEEN, "", "", ""),
    ("Lee, Ward / Jo, Ames / Bo", "", "", SEEN, "", "", ""),
    ("", "04/05/2011", "", "Boy on a red bicycle", "", "", ""),
    ("Max and brother", "", "", SEEN, "", "", ""),
    ("Ash Pike", "02/02/2009", "x" * 2100, SEEN, "", "", ""),
)


def partners_file() -> bytes:
    """Sixty rows below a title: dates as people write them, two people in one cell, two rows that say the same."""
    rows: list[tuple[Any, ...]] = []
    for n in range(47):
        born = date(2009 + n % 5, n % 12 + 1, n % 27 + 1)
        name = f"{GIVEN[n % 13]} {FAMILY[n % 9]}{'a' if n > 39 else ''}"
        shown = (born, born.strftime("%d/%m/%Y"), born.isoformat(), f"{born.day} {born:%B %Y}")[n % 4]
        flags = ("12/345678A", "VIOLENT") if n % 10 == 0 else ("", "")
        rows.append((name, shown, "City Academy" if n % 3 == 0 else "", SEEN, "NR3 1AB" if n % 2 else "", *flags))
    rows.append(("Tom Rix & Ann Sayer", "", "", SEEN, "", "", ""))
    rows.append(("Noah Adeyemi", "11/12/2009", "", "Named in a threat online", "", "", ""))
    rows += [*WRONG, rows[0], rows[1], rows[2]]
    assert len(rows) == 60
    return workbook([("MACE: young people of interest, week 47",), (), HEADINGS, *rows])


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """Kai was hurt; Noah is held through an incident of a month ago."""
    at = clock.now() - timedelta(hours=2)
    noah = ReportedYoungPerson(given_names="Noah", family_name="Adeyemi", date_of_birth=date(2009, 12, 11))
    before: dict[str, datetime] = {"at": at - timedelta(days=30), "happened_at": at - timedelta(days=30, hours=1)}
    reported_incident(cast.ward, young_people=(noah,), **before)
    kai = ReportedYoungPerson(given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,))
    facts: dict[str, Any] = {"happened_at": at - timedelta(hours=1), "young_people": (kai,)}
    found = with_team(cast, reported_incident(cast.hana, at=at, **facts), at=at)
    told: dict[str, Any] = {"by": cast.hana, "at": at, "reference": found.reference}
    incidents.map_network(**told, words="His friends may be sought out tonight.", seen_number=0)
    incidents.add_to_team(**told, professional_key=cast.mace.key, why="Brings what police know")
    return found


def to_the_problems(who: Keyboard) -> None:
    """By the link at the top."""
    who.follow("With a problem")
    who.page.wait_for_function("window.scrollY > 0")


def row_of(who: Keyboard, name: str) -> Locator:
    return who.page.locator(".app-list-row").filter(has_text=name).first


def sends(who: Keyboard, incident: Incident, file: Path) -> None:
    who.goto("network:lists", reference=incident.reference)
    who.expects("Bring in a list")
    who.fill("What is this list for?", "Whom to keep safe before the weekend")
    who.fill("Whose list is it?", "MACE police, Norwich")
    who.choose("How do they know?", "Written record")
    who.page.get_by_label("The list").set_input_files(file)
    who.press("Read the list")


def reads_the_rows(who: Keyboard) -> None:
    who.press("Read the rows")
    who.expects("Check the rows")


def test_sixty_rows_with_nine_problems_come_into_the_network(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, tmp_path: Path
) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(partners_file())
    mace = at_keyboard(cast.mace)
    mace.goto("network:network", reference=incident.reference)
    mace.follow("Bring in a partner's list")
    mace.expects("Bring in a list")
    mace.fits()
    mace.press("Read the list")
    mace.sees("Say what the list is for", "Choose the file")
    mace.axe()
    sends(mace, incident, file)
    mace.expects("What does each column hold?")
    mace.fits()
    mace.sees("below 1 line of title", "Police National Computer number")
    mace.does_not_see("345678", "VIOLENT")
    mace.select("Column 4: Circumstances known to us", "Why they are relevant")
    reads_the_rows(mace)
    mace.fits()
    mace.sees("With a problem: 8", "May be held already: 1", "There already: 3", "7 to decide")
    to_the_problems(mace)
    mace.picture("list-rows", full_page=False)
    mace.press("Confirm and bring in")
    mace.page.get_by_role("heading", name="There is a problem").wait_for()
    mace.axe()
    assert not NetworkPerson.objects.exists()
    decides_what_waits(mace)
    mace.prints("OFFICIAL-SENSITIVE", "Noah Adeyemi")
    mace.press("Confirm and bring in")
    mace.page.get_by_role("heading", level=1, name="The list is brought in").wait_for()
    mace.axe()
    mace.fits()
    brought = PartnerList.objects.get().brought.count()
    assert brought == NetworkPerson.objects.count() == 55
    hana = at_keyboard(cast.hana)
    hana.goto("network:network", reference=incident.reference)
    hana.sees(f"{brought} of {brought} without an answer", "Noah Adeyemi", "Tom Rix", "Ann Sayer")
    hana.fits()


def decides_what_waits(who: Keyboard) -> None:
    """By key: from the first choice to the next, the letter of the answer, and on."""
    choices = who.page.locator(".app-list-row select")
    for number in range(choices.count()):
        chosen = choices.nth(number)
        who.tab_to(chosen, at_most=200)
        who.focus_shows()
        held = "Is the one held" in chosen.inner_text()
        who.page.keyboard.type("Is the one" if held else "Bring in as")
        assert chosen.input_value().split(":")[0] == ("SAME" if held else "BRING")
    assert row_of(who, "Noah Adeyemi").locator(".app-list-held").is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_another_list_is_undone_half_way(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, tmp_path: Path, javascript: bool
) -> None:
    file = tmp_path / "list.csv"
    letters = [(chr(97 + n % 26), chr(97 + n // 26)) for n in range(45)]
    rows = "".join(f"{one}{other}ela,{other}{one}ovic,0{n % 9 + 1}/02/2010,Seen\n" for n, (one, other) in
                   enumerate(letters))  # fmt: skip
    file.write_text("Forename,Surname,DOB,Reason\n" + rows)
    mace = at_keyboard(cast.mace, javascript=javascript, width=1100 if javascript else 320)
    sends(mace, incident, file)
    mace.expects("What does each column hold?")
    reads_the_rows(mace)
    one = PartnerList.objects.get()
    for choice in mace.page.locator(".app-list-row select").all():
        choice.select_option(label="Bring in as somebody new")
    confirms_by_hand(cast, incident, one, mace)
    half = NetworkPerson.objects.count()
    assert 0 < half < 45
    mace.goto("network:undo_list", reference=incident.reference, key=one.key)
    mace.expects("Undo the whole list?")
    mace.fits()
    mace.press("Undo the whole list")
    if not javascript:
        mace.expects("Undoing the list")
        mace.sees(f"0 of {half} people taken out.")
        mace.press("Go on")
    mace.page.get_by_role("heading", level=1, name="The list is undone").wait_for()
    mace.sees("Nobody of this list is in the network.")
    assert not NetworkPerson.objects.exists()


def confirms_by_hand(cast: Cast, incident: Incident, one: PartnerList, who: Keyboard) -> None:
    """Saved on the page; then the connection breaks after the first few rows."""
    who.press("Save without bringing in")
    who.sees("Saved. Nothing is brought in yet.")
    told: dict[str, Any] = {"by": cast.mace, "at": clock.now(), "reference": incident.reference, "key": one.key}
    one.refresh_from_db()
    incidents.confirm_list(**told, seen_version=one.version)
    incidents.write_some(**told)
