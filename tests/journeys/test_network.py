"""The network around an incident: mapped, walked by key, answered for, contested, and taken back."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import GroupStance, Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.people.choices import AssociationKind, SourceClass, Stage
from reachable.people.matching import Entry
from reachable.people.models import Association, Person
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard

WHY = "Brothers, sisters and friends of Kai may be sought out tonight; we need to know who is exposed."
BORN = date(2013, 5, 14)
TOLD = incidents.Provenance(source=SourceClass.YOUNG_PERSON, told_by="Kai")
AROUND = (
    ("Lena", "Novak", 14, AssociationKind.FRIEND, "A"),
    ("Abdi", "Warsame", 15, AssociationKind.CO_PRESENT, "A"),
    ("Billy", "Doyle", 13, AssociationKind.SIBLING, "B"),
    ("Sofia", "Marsh", 16, AssociationKind.PARTNER, "B"),
)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """Kai was hurt, Reece is suspected; Hana leads."""
    at = clock.now() - timedelta(hours=2)
    kai = ReportedYoungPerson(
        given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOSPITAL
    )
    reece = ReportedYoungPerson(
        given_names="Reece", family_name="Doyle", approximate_age=16, parts=(Part.SUSPECTED,), where=Where.CUSTODY
    )
    facts = {"happened_at": at - timedelta(hours=1), "young_people": (kai, reece)}
    return with_team(cast, reported_incident(cast.ward, at=at, **facts), at=at)


@pytest.fixture
def ella(cast: Cast) -> Person:
    """Kai's sister, held already through another incident, spelt in another way."""
    at = clock.now() - timedelta(days=40)
    held_as = ReportedYoungPerson(given_names="Élla", family_name="Mensàh", date_of_birth=BORN, parts=(Part.PRESENT,))
    earlier = reported_incident(cast.mace, at=at, happened_at=at - timedelta(hours=1), young_people=(held_as,))
    found: Person = earlier.involvements.get().record.belongings.get().person
    return found


def person_key(incident: Incident, letter: str) -> object:
    one = next(one for one in incident.involvements.all() if one.letter == letter)
    return one.record.belongings.get(until_at=None).person.key


def given_a_network(cast: Cast, incident: Incident) -> None:
    told = {"by": cast.priya, "at": clock.now() - timedelta(hours=1), "reference": incident.reference}
    incidents.map_network(**told, words=WHY, seen_number=0)
    common = {**told, "why": "Was there, or close to somebody who was", "named_at_risk": False, "provenance": TOLD}
    for given, family, age, kind, letter in AROUND:
        entry = Entry(given_names=given, family_name=family, approximate_age=age)
        incidents.add_to_network(**common, entry=entry, connected_to=person_key(incident, letter), kind=kind)
    coach = Entry(given_names="Ali", family_name="Baran", approximate_age=38, stage=Stage.ADULT)
    incidents.add_to_network(
        **common, entry=coach, connected_to=person_key(incident, "A"), kind=AssociationKind.SUPPORTIVE_ADULT
    )
    pair = {"one": person_key(incident, "A"), "other": person_key(incident, "B")}
    incidents.associate(**told, **pair, kind=AssociationKind.IN_CONFLICT, provenance=TOLD)
    groups = {"one_name": "Northside", "other_name": "Larkman boys", "stance": GroupStance.OPPOSING}
    incidents.link_to_group(**told, person=pair["other"], group_name="Northside", provenance=TOLD)
    incidents.link_to_group(**told, person=pair["one"], group_name="Larkman boys", provenance=TOLD)
    incidents.relate_groups(**told, **groups, provenance=TOLD)


def arrives(who: Keyboard, incident: Incident) -> None:
    who.expects(f"The network around {incident.reference}")


def drawn(who: Keyboard) -> str:
    """Where everybody stands in the picture."""
    return who.page.locator("[data-network]").get_attribute("data-drawn-at") or ""


def in_list(who: Keyboard, name: str) -> Locator:
    return who.page.locator("[data-node]").filter(has_text=name)


def test_the_network_is_mapped_and_a_sister_held_already_is_found(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, ella: Person
) -> None:
    hana = at_keyboard(cast.hana)
    hana.goto("incidents:overview", reference=incident.reference)
    hana.follow("Who else may be at risk: the network")
    arrives(hana, incident)
    hana.fits()
    hana.does_not_see("Kai Mensah")
    hana.press("Record the reason")
    hana.sees("Say why the network is mapped")
    hana.fill("Why is the network around this incident mapped?", WHY)
    hana.press("Record the reason")
    arrives(hana, incident)
    hana.sees("The reason is recorded", WHY)
    hana.press("Add somebody")
    hana.expects("Add somebody to the network")
    hana.fits()
    hana.fill("Given names", "Ella")
    hana.fill("Family name", "Mensah")
    hana.fill_date("Date of birth", BORN)
    hana.fill("Why do they matter to this incident?", "Walks the same way to school as Kai")
    hana.select("How are they connected?", "is a brother or sister of")
    hana.select("With whom?", "Kai Mensah (A)")
    hana.fill("Who says so?", "Kai's mother")
    hana.choose("How do they know it?", "Told by somebody else")
    hana.press("Add")
    hana.sees("Is it the same person as Ella Mensah?")
    hana.does_not_see("Élla", "Mensàh")
    hana.axe()
    hana.fits()
    hana.page.get_by_label("Yes, the same person").check()
    hana.press("Add")
    hana.page.get_by_role("heading", level=1, name="(N1)").wait_for()
    hana.sees("is a brother or sister of Kai Mensah (A)", "Kai's mother")
    hana.axe()
    hana.fits()
    assert incident.network_people.get().record.belongings.get(until_at=None).person == ella


def test_the_picture_is_walked_by_key_and_is_the_same_each_time(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    given_a_network(cast, incident)
    hana = at_keyboard(cast.hana, width=1280)
    hana.goto("network:network", reference=incident.reference)
    arrives(hana, incident)
    hana.fits()
    hana.picture("network")
    places = drawn(hana)
    assert len(places) > 100
    hana.page.reload()
    assert drawn(hana) == places
    kai = in_list(hana, "Kai Mensah")
    hana.tab_to(kai, at_most=120)
    hana.focus_shows()
    said = hana.page.locator("[data-said]")
    expect(said).to_contain_text("Kai Mensah A: 5 connected")
    hana.page.keyboard.press("ArrowRight")
    expect(in_list(hana, "Reece Doyle")).to_be_focused()
    expect(said).to_contain_text("is in conflict with")
    hana.page.keyboard.press("ArrowRight")
    expect(in_list(hana, "Lena Novak")).to_be_focused()
    expect(said).to_contain_text("Lena Novak (N1) is a friend of Kai Mensah (A)")
    hana.page.keyboard.press("ArrowLeft")
    hana.page.keyboard.press("ArrowLeft")
    expect(kai).to_be_focused()
    hana.page.keyboard.press("ArrowDown")
    expect(in_list(hana, "Reece Doyle")).to_be_focused()
    hana.page.keyboard.press("End")
    hana.page.keyboard.press("Home")
    hana.page.keyboard.press("ArrowRight")
    hana.page.keyboard.press("ArrowRight")
    hana.axe()
    hana.page.keyboard.press("Enter")
    hana.page.get_by_role("heading", level=1, name="Lena Novak (N1)").wait_for()
    hana.axe()


def test_filters_narrow_table_and_picture_alike_and_paper_has_the_table(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    given_a_network(cast, incident)
    hana = at_keyboard(cast.hana)
    hana.goto("network:network", reference=incident.reference)
    rows = hana.page.locator("[data-edge]:visible")
    assert rows.count() == 9
    hana.select("Kind", "Family and household")
    hana.sees("1 of 9 shown, in the picture too")
    assert rows.count() == 1
    assert in_list(hana, "Lena Novak").is_visible() is False
    assert in_list(hana, "Billy Doyle").is_visible()
    hana.select("Kind", "every kind")
    hana.select("Person or group", "Northside")
    hana.sees("2 of 9 shown, in the picture too")
    hana.select("Person or group", "Sofia Marsh (N4)")
    hana.sees("1 of 9 shown, in the picture too")
    hana.select("Person or group", "everybody")
    hana.fill("Find in it", "lena")
    assert rows.count() == 1
    hana.prints("OFFICIAL-SENSITIVE", "Why it is mapped:")
    hana.page.emulate_media(media="print")
    assert "Lena Novak (N1) is a friend of Kai Mensah (A)" in rows.first.inner_text()
    assert not hana.page.locator("[data-canvas]").is_visible()
    assert not hana.page.locator("[data-risk]").is_visible()


def answers(who: Keyboard, name: str, code: str, because: str) -> None:
    line = who.page.locator("[data-risk-line]").filter(has=who.page.get_by_role("heading", name=name))
    fold = line.locator("[data-answer]")
    if fold.get_attribute("open") is None:
        line.get_by_text("Answer", exact=False).first.click()
    line.get_by_label(code, exact=True).check()
    line.get_by_label("Because").fill(because)
    line.get_by_role("button", name="Save this answer").click()


def test_everybody_gets_an_answer_in_place(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    given_a_network(cast, incident)
    priya = at_keyboard(cast.priya)
    priya.goto("network:network", reference=incident.reference)
    priya.sees("4 of 4 without an answer")
    answers(priya, "Lena Novak", "No action now", "Has moved to Leeds with her father")
    priya.sees("3 of 4 without an answer", "Has moved to Leeds with her father")
    answers(priya, "Abdi Warsame", "No action now", "")
    priya.sees("Say why")
    answers(priya, "Abdi Warsame", "No action now", "School sees him daily")
    priya.sees("2 of 4 without an answer")
    answers(priya, "Billy Doyle", "Safeguard now", "Named in a clip")
    priya.sees("1 of 4 without an answer", "Billy Doyle (C)")
    answers(priya, "Sofia Marsh", "Through their own worker", "Open to the service")
    priya.sees("Say who their worker is, or give somebody an action.")
    priya.axe()
    priya.fits()
    line = priya.page.locator("[data-risk-line]").filter(has=priya.page.get_by_role("heading", name="Sofia Marsh"))
    priya.fill("Who works with them?", "Tomasz Wilk, Targeted Youth Support", within=line)
    priya.press("Save this answer", within=line)
    priya.sees("Everybody has an answer.", "Tomasz Wilk, Targeted Youth Support")


def test_without_script_the_table_is_all_and_answers_are_pages(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    given_a_network(cast, incident)
    priya = at_keyboard(cast.priya, javascript=False, width=320)
    priya.goto("network:network", reference=incident.reference)
    priya.sees("The picture needs JavaScript.", "Lena Novak (N1) is a friend of Kai Mensah (A)")
    answers(priya, "Lena Novak", "No action now", "")
    priya.sees("There is a problem", "Say why")
    priya.fill("Because", "Has moved to Leeds")
    priya.press("Save this answer")
    priya.sees("Recorded for Lena Novak (N1)", "3 of 4 without an answer")


def test_a_link_is_contested_and_removed_and_is_gone_from_page_and_picture(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    given_a_network(cast, incident)
    key = str(Association.objects.get(kind=AssociationKind.CO_PRESENT).key)
    priya = at_keyboard(cast.priya)
    priya.goto("network:network", reference=incident.reference)
    assert key in priya.page.content()
    row = priya.page.locator(f"[data-edge='{key}']")
    row.get_by_role("link", name="Contest").click()
    priya.expects("Contest a connection")
    priya.fits()
    priya.fill("What is wrong with it?", "He was with his cousin in Leicester")
    priya.fill("Who contests it?", "His mother")
    priya.press("Save beside it")
    arrives(priya, incident)
    priya.sees("Contested", "He was with his cousin in Leicester")
    row.get_by_role("link", name="Review").click()
    priya.expects("Review a connection")
    priya.fits()
    priya.back()
    row.get_by_role("link", name="Remove").click()
    priya.expects("Remove a connection")
    priya.fits()
    priya.sees("What will be gone, and where")
    priya.choose("Why is it removed?", "It is not true")
    priya.press("Remove it")
    arrives(priya, incident)
    priya.sees("The connection was removed")
    assert key not in priya.page.content()
    priya.does_not_see("same place at an incident", "Leicester")


def test_both_sides_and_the_other_forms_fit_and_are_clean(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident
) -> None:
    given_a_network(cast, incident)
    sam = at_keyboard(cast.sam)
    sam.goto("network:both_sides", reference=incident.reference)
    sam.expects(f"Both sides of {incident.reference}")
    sam.sees("Northside", "Larkman boys", "Kai Mensah (A)", "In hospital")
    sam.fits()
    for name, heading in (
        ("connect", "Connect two people"),
        ("link_to_group", "Report a link to a group"),
        ("relate_groups", "Say how two groups stand"),
        ("reason", "Why the network is mapped"),
    ):
        sam.goto(f"network:{name}", reference=incident.reference)
        sam.expects(heading)
        sam.fits()
    lena = incident.network_people.get(number=1)
    for name in ("name_at_risk", "bring_in", "remove_person", "dispose"):
        sam.goto(f"network:{name}", reference=incident.reference, key=lena.key)
        sam.page.get_by_role("heading", level=1, name="Lena Novak (N1)").wait_for()
        sam.axe()
        sam.fits()
