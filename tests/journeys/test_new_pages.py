"""Every page of the whole guide, as it arrives: what axe finds, a telephone without JavaScript, paper, keys alone.

What is done on them has journeys of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from reachable.common import clock
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind, FactKind, LinkKind, Said, Where
from reachable.incidents.models import Incident
from reachable.responses import editions, operations
from tests.domain.directory_hands import point
from tests.domain.incident_hands import said, signed, told
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import given_a_response, given_an_action
from tests.journeys.test_frame import DOCUMENT_ORDER, HANDLING

CODE = "safe-to-return"


@dataclass(frozen=True)
class Opened:
    """An incident in which everything happened that opens a strand, and the keys of what hangs on it."""

    incident: Incident
    pages: tuple[tuple[str, dict[str, Any]], ...]

    @property
    def reference(self) -> str:
        return self.incident.reference


@pytest.fixture
def opened(cast: Cast) -> Opened:
    incident = given_a_response(cast, "Kai", "Jay")
    now = clock.now()
    by = {"by": cast.hana, "at": now}
    given_an_action(cast, incident, "Visit Kai at home", makes_contact=True)
    signed(cast.hana, incident, holds=True, at=now)
    fact = told(cast.sam, incident, FactKind.ARRESTED, "B", at=now, happened_at=now - timedelta(hours=1))
    told(cast.priya, incident, FactKind.ARRESTED, "B", at=now, happened_at=now - timedelta(hours=3))
    for kind in (FactKind.COURT_DATE, FactKind.REMANDED, FactKind.OTHER_AUTHORITY):
        told(cast.sam, incident, kind, "B", at=now)
    for kind in (FactKind.MEDIA_INTEREST, FactKind.NOTIFICATION_SENT, FactKind.STABILISATION):
        told(cast.hana, incident, kind, at=now)
    said(cast.priya, incident, Where.MISSING, "B", at=now)
    said(cast.priya, incident, Where.DIED, "B", at=now)
    said(cast.priya, incident, Where.HOME, "A", at=now, relation=Said.CONTRADICTS)
    other = with_team(cast, reported_incident(cast.hana, at=now, happened_at=now - timedelta(hours=9)), at=now)
    link = incidents.link_incidents(
        **by, reference=incident.reference, other=other.reference, kind=LinkKind.REPRISAL, because="Named in threats"
    )
    incidents.add_to_team(**by, reference=incident.reference, professional_key=cast.ward.key, why="Her ward")
    incidents.declare_connection(
        by=cast.ward, at=now, reference=incident.reference, kind=ConnectionKind.LIVES_NEAR, words="Next door"
    )
    operations.set_deadline(
        **by, code=CODE, text="3h after report", kind="local", source="Our protocol", edition="2026",
        because="Agreed", seen_number=0,
    )  # fmt: skip
    keys = {"fact": fact.key, "link": link.key, "ward": cast.ward.key, **_in_the_directory(cast)}
    return Opened(incident, tuple(_pages(incident, keys)))


def _in_the_directory(cast: Cast) -> dict[str, Any]:
    now = clock.now()
    stale = directory.add_contact_point(by=cast.hana, at=now - timedelta(days=120), facts=point())
    shift = directory.add_shift(
        by=cast.hana, at=now, professional=cast.edt, role=RoleCode.EMERGENCY_DUTY_SENIOR, from_at=now,
        until_at=now + timedelta(hours=9),
    )  # fmt: skip
    return {"point": stale, "shift": shift.key}


def _pages(incident: Incident, keys: dict[str, UUID]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each page that came with the whole guide and that Hana opens: its name and what its address takes."""
    jay = incident.involvements.get(position=1).key
    yield from ((name, {}) for name in ("home:guide", "incidents:look_up", "incidents:emergency_access"))
    yield from ((f"directory:{name}", {}) for name in ("directory", "rota", "add_shift", "add_contact_point"))
    yield "directory:drop_shift", {"key": keys["shift"]}
    yield from ((f"directory:{name}_contact_point", {"key": keys["point"]}) for name in ("change", "retire"))
    yield "responses:deadlines", {}
    yield from ((f"responses:{name}", {"code": CODE}) for name in ("deadline", "deadline_reset"))
    here: dict[str, Any] = {"reference": incident.reference}
    yield from (
        (name, here)
        for name in (
            "incidents:overview", "incidents:happened", "incidents:link_incident", "incidents:team",
            "incidents:timeline", "responses:strands", "responses:edition", "responses:tonight",
        )
    )  # fmt: skip
    yield from ((f"incidents:{name}_fact", {**here, "key": keys["fact"]}) for name in ("correct", "settle", "choose"))
    yield "incidents:record_fact", {**here, "kind": "media-interest"}
    yield from ((f"incidents:{name}", {**here, "key": jay}) for name in ("young_person", "happened_to", "end_part"))
    yield "incidents:record_fact_about", {**here, "key": jay, "kind": "court-date"}
    yield "incidents:choose_whereabouts", {**here, "key": incident.involvements.get(position=0).key, "number": 1}
    yield "incidents:end_link", {**here, "key": keys["link"]}
    yield "incidents:connection_opened", {**here, "key": keys["ward"]}
    for code in editions.in_force().strands:
        yield "responses:sheet", {**here, "code": code}


def arrives(who: Keyboard, name: str, arguments: dict[str, Any]) -> None:
    answer = who.page.goto(who.server + reverse(name, kwargs=arguments))
    assert answer is not None
    assert answer.status == 200, f"{name} answers {answer.status}"
    who.page.get_by_role("heading", level=1).wait_for()


def test_nothing_is_found_by_axe_on_any_of_them(at_keyboard: AtKeyboard, cast: Cast, opened: Opened) -> None:
    hana = at_keyboard()
    hana.take_over_session_of(cast.hana)
    for name, arguments in opened.pages:
        arrives(hana, name, arguments)
        hana.axe()


def test_each_is_whole_on_a_telephone_without_script_and_on_paper(
    at_keyboard: AtKeyboard, cast: Cast, opened: Opened
) -> None:
    hana = at_keyboard(javascript=False, width=320)
    hana.take_over_session_of(cast.hana)
    for name, arguments in opened.pages:
        arrives(hana, name, arguments)
        hana.fits()
        hana.prints(HANDLING)


# What Tab stops at; of radio buttons under one question it stops at one.
STOPS = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const reached = all.filter(
    (one) => one.tabIndex >= 0 && one.type !== "hidden" && one.checkVisibility({visibilityProperty: true})
  );
  const radios = new Set(reached.filter((one) => one.type === "radio").map((one) => one.name));
  return reached.filter((one) => one.type !== "radio").length + radios.size;
}"""
WALKED = (
    "directory:change_contact_point", "directory:add_shift", "responses:deadline", "responses:strands",
    "incidents:happened_to", "incidents:choose_fact", "incidents:record_fact_about", "incidents:link_incident",
    "incidents:emergency_access",
)  # fmt: skip


def test_tab_is_reading_order_on_its_forms(at_keyboard: AtKeyboard, cast: Cast, opened: Opened) -> None:
    hana = at_keyboard()
    hana.take_over_session_of(cast.hana)
    pages = dict(opened.pages)
    for name in WALKED:
        arrives(hana, name, pages[name])
        then_tab_walks_down_the_page(hana, name)


def then_tab_walks_down_the_page(who: Keyboard, name: str) -> None:
    """Each stop lies further down the document than the one before and shows its focus; none is left out."""
    places: list[int] = []
    for _ in range(150):
        who.tab()
        place = who.page.evaluate(DOCUMENT_ORDER)
        if place <= (places[-1] if places else -1):
            break
        who.focus_shows()
        places.append(place)
    assert len(places) == who.page.evaluate(STOPS), f"{name}: Tab leaves something out, or jumps back"
