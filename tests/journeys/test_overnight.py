"""A connection that may be relied on until today is there in the evening and is nowhere after midnight; then it is
deleted, or sealed where a hold runs.
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import GroupStance, Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, NetworkPerson, Sealed
from reachable.people.choices import AssociationKind, SourceClass
from reachable.people.matching import Entry
from reachable.people.models import Association, GroupLink
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.devices import Postman
from tests.journeys.keyboard import Keyboard

EVENING = datetime(2026, 11, 21, 21, 30, tzinfo=ZoneInfo("Europe/London"))
MARK = "Xylophonequartz"  # a word of which the database holds no other
BORN = date(2012, 2, 9)
TODAY = EVENING.date()


class TheClock:
    """What the whole service takes the time to be."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at.astimezone(clock.UTC)

    def strikes_midnight(self) -> None:
        """Twenty past: the night's first round of the worker has not begun."""
        self.at = datetime.combine(TODAY + timedelta(days=1), datetime.min.time(), EVENING.tzinfo)
        self.at += timedelta(minutes=20)


@pytest.fixture
def the_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings) -> TheClock:
    the_time = TheClock(EVENING)
    monkeypatch.setattr(clock, "now", the_time.now)
    settings.REMOVALS = tmp_path / "removals.log"
    return the_time


@pytest.fixture
def incident(the_time: TheClock, cast: Cast) -> Incident:
    """Kai (A) was hurt and Reece (B) is suspected; Lena (N1) is known for today, Abdi (N2) for months."""
    at = the_time.now() - timedelta(hours=2)
    people = (
        ReportedYoungPerson(given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,)),
        ReportedYoungPerson(given_names="Reece", family_name="Doyle", approximate_age=16, parts=(Part.SUSPECTED,)),
    )
    reported = reported_incident(cast.ward, at=at, happened_at=at - timedelta(hours=1), young_people=people)
    incident = with_team(cast, reported, at=at)
    told = {"by": cast.priya, "at": at, "reference": incident.reference}
    incidents.map_network(**told, words="To find who may now be at risk", seen_number=0)
    abdi = Entry(given_names="Abdi", family_name="Warsame", approximate_age=15)
    common = {**told, "why": "Was there", "named_at_risk": False, "connected_to": person(incident, 0)}
    incidents.add_to_network(**common, entry=abdi, kind=AssociationKind.FRIEND, provenance=said())
    lena = Entry(given_names="Lena", family_name="Novak", date_of_birth=BORN)
    until_today = said(words=f"{MARK} was seen with them", review_on=TODAY)
    member = incidents.add_to_network(**common, entry=lena, kind=AssociationKind.CO_PRESENT, provenance=until_today)
    key = member.record.belongings.get().person.key
    incidents.link_to_group(**told, person=key, group_name="Northside", provenance=until_today)
    groups = {"one_name": "Northside", "other_name": "Larkman boys", "stance": GroupStance.OPPOSING}
    incidents.relate_groups(**told, **groups, provenance=said())
    return incident


def said(**more: Any) -> incidents.Provenance:
    return incidents.Provenance(**{"source": SourceClass.SOMEBODY_ELSE, "told_by": "A neighbour", **more})


def person(incident: Incident, position: int) -> UUID:
    key: UUID = incident.involvements.get(position=position).record.belongings.get(until_at=None).person.key
    return key


def keys_of_lena() -> tuple[str, ...]:
    """What the source of no page may hold any longer: her own keys, and those of what was said of her."""
    lena = NetworkPerson.objects.select_related("record").get(record__given_names="Lena")
    rows = [*Association.objects.filter(review_on=TODAY), *GroupLink.objects.all()]
    person_key = lena.record.belongings.get().person.key
    return tuple(str(key) for key in (lena.key, person_key, *(row.key for row in rows)))


def drawn(who: Keyboard) -> str:
    """The keys of those in the picture itself, as the canvas drew them."""
    picture = who.page.locator("[data-network][data-drawn-at]")
    picture.wait_for(state="attached")
    return " ".join(one[0] for one in json.loads(picture.get_attribute("data-drawn-at") or "[]"))


def is_in_the_files() -> bool:
    """On PostgreSQL: in a row, or in what is sealed (tests/domain/test_removed_bytes.py says more)."""
    if connection.vendor == "postgresql":
        return MARK in "".join(Association.objects.values_list("words", flat=True))
    name = str(connection.settings_dict["NAME"])
    found = [path for path in (Path(name), Path(f"{name}-wal")) if path.exists()]
    return any(MARK.lower() in path.read_bytes().decode("latin-1").lower() for path in found)


def strand_of(incident: Incident, who: Keyboard) -> str:
    who.goto("responses:sheet", reference=incident.reference, code="immediate-safety")
    return who.page.locator("main").inner_text()


def reads_of_her(who: Keyboard, incident: Incident, keys: tuple[str, ...]) -> dict[str, bool]:
    """Place by place, whether Lena is there."""
    found: dict[str, bool] = {}
    who.goto("network:network", reference=incident.reference)
    lena_drawn = drawn(who)
    source = who.page.content()
    found["the page"] = any(word in source for word in ("Lena", MARK, *keys))
    found["the picture"] = any(key in lena_drawn for key in keys)
    found["who may be at risk"] = "Lena" in who.page.locator("[data-risk]").inner_text()
    who.goto("network:both_sides", reference=incident.reference)
    who.expects(f"Both sides of {incident.reference}")
    found["both sides"] = any(word in who.page.content() for word in ("Lena", *keys))
    found["a choice of a form"] = chosen_from(who, incident, keys)
    found["the card of the strand"] = "2 people may be at risk" in strand_of(incident, who)
    return found


def chosen_from(who: Keyboard, incident: Incident, keys: tuple[str, ...]) -> bool:
    who.goto("network:connect", reference=incident.reference)
    return any(word in who.page.content() for word in ("Lena", *keys))


def asks_whether_she_is_held(who: Keyboard, incident: Incident) -> bool:
    """Somebody with her name and birthday is added: is a question asked?"""
    who.goto("network:add_to_network", reference=incident.reference)
    who.fill("Given names", "Lena")
    who.fill("Family name", "Novak")
    who.fill_date("Date of birth", BORN)
    who.fill("Why do they matter to this incident?", "Asked at the front door")
    who.select("How are they connected?", "is a friend of")
    who.select("With whom?", "Reece Doyle (B)")
    who.choose("How do they know it?", "Not known")
    who.press("Add")
    who.page.get_by_role("heading", level=1).wait_for()
    return "Is it the same person as" in who.page.content()


EVERYWHERE = (
    "the page", "the picture", "who may be at risk", "both sides", "a choice of a form", "the card of the strand"
)  # fmt: skip


@pytest.mark.clause("CTX-9")
def test_it_is_there_in_the_evening_and_gone_after_midnight(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, the_time: TheClock, postman: Postman
) -> None:
    keys = keys_of_lena()
    in_the_evening = at_keyboard(cast.hana)
    somebody_contests_it(in_the_evening, incident)
    assert reads_of_her(in_the_evening, incident, keys) == dict.fromkeys(EVERYWHERE, True)
    assert asks_whether_she_is_held(in_the_evening, incident)
    the_time.strikes_midnight()
    hana = at_keyboard(cast.hana)
    assert reads_of_her(hana, incident, keys) == dict.fromkeys(EVERYWHERE, False)
    assert is_in_the_files()
    hana.sees("1 person may be at risk")
    when_the_worker_has_been_round(hana, incident, postman)
    assert not asks_whether_she_is_held(hana, incident)


def somebody_contests_it(who: Keyboard, incident: Incident) -> None:
    """Typed into a form: what is kept of a form, a session or a message must not hold it either."""
    row = Association.objects.get(review_on=TODAY)
    who.goto("network:contest", reference=incident.reference, about="association", key=row.key)
    who.fill("What is wrong with it?", f"{MARK} was in Leicester")
    who.fill("Who contests it?", "Her mother")
    who.press("Save beside it")
    who.sees("Contested", f"{MARK} was in Leicester")


def when_the_worker_has_been_round(hana: Keyboard, incident: Incident, postman: Postman) -> None:
    postman.deliver()
    assert not is_in_the_files()
    assert not Association.objects.filter(review_on=TODAY).exists()
    assert not GroupLink.objects.exists()
    assert NetworkPerson.objects.get().record.given_names == "Abdi"
    hana.goto("incidents:timeline", reference=incident.reference)
    hana.expects(f"Timeline of {incident.reference}")
    hana.sees("1 connection lapsed and was removed.", "1 person in the network, to whom nothing connects any longer")
    hana.does_not_see("Lena", MARK)


@pytest.mark.clause("CTX-9")
def test_under_a_hold_it_is_sealed_read_with_a_reason_and_erased(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, the_time: TheClock, postman: Postman
) -> None:
    keys = keys_of_lena()
    told = {"at": the_time.now(), "reference": incident.reference}
    incidents.place_hold(**told, by=cast.hana, kind="INQUEST", because="The coroner wrote on Friday")
    the_time.strikes_midnight()
    postman.deliver()
    for one in (cast.hana, cast.priya, cast.sam):
        assert reads_of_her(at_keyboard(one), incident, keys) == dict.fromkeys(EVERYWHERE, False)
    assert not is_in_the_files(), "what is sealed does not lie there in clear"
    assert Sealed.objects.exists()
    information_governance_reads_it(at_keyboard, cast, incident)
    hana = at_keyboard(cast.hana)
    hana.goto("incidents:holds", reference=incident.reference)
    hana.page.get_by_role("link", name="End the hold").click()
    hana.expects("End this hold?")
    hana.page.get_by_label("Why it ends").fill("The inquest is over")
    hana.press("End the hold")
    hana.sees("The hold has ended")
    assert not Sealed.objects.exists()
    assert not is_in_the_files()


def information_governance_reads_it(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    ines = at_keyboard(cast.ig)
    ines.goto("audit:sealed_of", reference=incident.reference)
    ines.expects(f"Sealed for {incident.reference}")
    ines.does_not_see("Lena", MARK)
    ines.page.get_by_label("Why you read it").fill("Asked by the coroner's officer")
    ines.press("Read what is sealed")
    ines.sees("Lena Novak", f"{MARK} was seen with them")
