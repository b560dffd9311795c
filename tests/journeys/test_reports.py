"""Reports in the browser: what axe finds, a telephone without JavaScript, paper; charts that are drawn and say so."""

import re

import pytest

from reachable.incidents.choices import Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.safety.models import Screening
from tests.factories import AT, Cast, reported_incident, with_team
from tests.journeys.conftest import AtKeyboard
from tests.journeys.responding import pictured
from tests.journeys.test_frame import HANDLING

PAGES = {
    "reports": "Reports",
    "timeliness": "Timeliness of deadlines",
    "actions": "Actions by agency",
    "attendance": "Attendance at meetings by agency",
    "levels": "Levels of screening",
    "disproportionality": "Who is affected: disproportionality",
}


@pytest.fixture
def counted(cast: Cast) -> None:
    """Twenty young people, of whom seven are screened."""
    young = tuple(
        ReportedYoungPerson(given_names=f"Boy{n}", approximate_age=13 + n % 5, parts=(Part.VICTIM,)) for n in range(20)
    )
    incident = with_team(cast, reported_incident(cast.hana, young_people=young))
    for one in incident.involvements.order_by("position")[:7]:
        Screening.objects.create(
            incident=incident, involvement=one, number=1, level="high", because="Known", by=cast.hana, at=AT
        )


@pytest.mark.usefixtures("counted")
def test_every_report_is_found_sound_and_draws_its_chart(at_keyboard: AtKeyboard, cast: Cast) -> None:
    hana = at_keyboard()
    hana.take_over_session_of(cast.hana)
    for name, heading in PAGES.items():
        hana.goto(f"reports:{name}")
        hana.expects(heading)
        hana.axe()
        for picture in hana.page.get_by_role("img").all():
            box = picture.bounding_box()
            assert box is not None, name
            assert box["width"] > 300, name
    hana.goto("reports:levels")
    pictured(hana, "reports-levels", 1100)
    assert hana.page.get_by_role("img", name="Young people at each level now").count() == 1
    assert hana.page.locator(".app-chart__picture rect[fill^=url]").count() == 2, "High, and not screened yet"


@pytest.mark.usefixtures("counted")
def test_each_is_whole_on_a_telephone_without_script_and_on_paper(at_keyboard: AtKeyboard, cast: Cast) -> None:
    hana = at_keyboard(javascript=False, width=320)
    hana.take_over_session_of(cast.hana)
    for name, heading in PAGES.items():
        hana.goto(f"reports:{name}")
        hana.expects(heading)
        hana.fits()
        hana.prints(HANDLING)


@pytest.mark.usefixtures("counted")
def test_a_file_is_taken_of_what_was_counted(at_keyboard: AtKeyboard, cast: Cast) -> None:
    hana = at_keyboard()
    hana.take_over_session_of(cast.hana)
    hana.goto("reports:timeliness")
    hana.select("Part of Norfolk", "Norwich")
    hana.press("Count these")
    with hana.page.expect_download() as download:
        hana.page.get_by_role("link", name=re.compile("as a file")).click()
    assert re.fullmatch(r"timeliness-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0] == "OFFICIAL-SENSITIVE"
    assert "Part of Norfolk,Norwich" in lines
