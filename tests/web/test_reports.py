"""The pages of the reports: their figures, charts and files."""

import csv
import re
from collections.abc import Callable
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.incidents.choices import Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.oversight.queries import Asked, Bar, Drawing, Figures, Report
from reachable.safety.models import Screening
from reachable.web.reports import charts, csv_file, forms
from tests.counting import costs_the_same
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
CODES = ("timeliness", "actions", "attendance", "levels", "disproportionality")
SVG = "{http://www.w3.org/2000/svg}"


def text_of(answer: Any) -> str:
    """The words of the page."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def incident(cast: Cast) -> Incident:
    boys = tuple(
        ReportedYoungPerson(given_names=f"Boy{n}", approximate_age=15 if n else 17, parts=(Part.VICTIM,))
        for n in range(9)
    )
    return with_team(cast, reported_incident(cast.hana, young_people=boys))


def lines_of(answer: Any) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.content.decode())))


def test_the_list_leads_to_every_report(signed_in: SignedIn, cast: Cast) -> None:
    html = signed_in(cast.hana).get(reverse("reports:reports")).content.decode()
    assert all(f'href="{reverse(f"reports:{code}")}"' in html for code in CODES)
    assert 'aria-current="page">Reports' in html


@pytest.mark.parametrize("code", CODES)
def test_each_page_shows_its_figures_and_a_chart_beside_them(
    signed_in: SignedIn, cast: Cast, incident: Incident, code: str
) -> None:
    found = signed_in(cast.hana).get(reverse(f"reports:{code}"))
    html = found.content.decode()
    assert found.status_code == 200
    assert "1 incident that you may open is counted." in text_of(found)
    assert "style=" not in html
    for picture in re.findall(r'<svg class="app-chart__picture".*?</svg>', html, re.S):
        tree = ElementTree.fromstring(picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
        assert tree.get("role") == "img"
        named = {one.get("id") for part in ("title", "desc") for one in tree.findall(f"{SVG}{part}")}
        assert len(named) == 2
        assert set(tree.get("aria-labelledby", "").split()) == named
    assert html.count("app-chart__picture") >= 1
    assert html.count("<table") >= 1
    assert Entry.objects.order_by("-number")[0].codes == f'{{"page":"report-{code}"}}'


def test_who_does_not_see_reports_is_told_so_and_has_no_way_there(signed_in: SignedIn, cast: Cast) -> None:
    priya = signed_in(cast.priya)
    assert priya.get(reverse("reports:timeliness")).status_code == 403
    assert priya.get(reverse("reports:report_csv", args=["timeliness"])).status_code == 403
    assert "Reports" not in text_of(priya.get(reverse("home:my_work")))


def test_the_period_and_the_part_of_the_county_are_asked(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    hana, where = signed_in(cast.hana), reverse("reports:timeliness")
    day = {"from_on-day": "22", "from_on-month": "11", "from_on-year": "2026"}
    assert "0 incidents that you may open are counted." in text_of(hana.get(where, day))
    assert "1 incident that you may open is counted." in text_of(hana.get(where, {"area": "NORWICH"}))
    found = hana.get(where, {**day, "area": "NORWICH"}).content.decode()
    again = "?from_on-day=22&amp;from_on-month=11&amp;from_on-year=2026&amp;area=NORWICH"
    assert f'{reverse("reports:report_csv", args=["timeliness"])}{again}"' in found


def test_a_period_that_ends_before_it_begins_counts_nothing_and_says_why(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    typed = {"from_on-day": "2", "from_on-month": "11", "from_on-year": "2026"}
    typed |= {"until_on-day": "1", "until_on-month": "11", "until_on-year": "2026"}
    hana = signed_in(cast.hana)
    found = hana.get(reverse("reports:timeliness"), typed)
    assert "The last day must be the first day or after it" in text_of(found)
    assert "<title>Error: " in found.content.decode()
    assert "<table" not in found.content.decode()
    taken = hana.get(reverse("reports:report_csv", args=["timeliness"]), typed)
    assert (taken.status_code, taken["Location"]) == (302, reverse("reports:timeliness"))
    assert not Entry.objects.filter(verb="report-taken").exists()


def test_a_file_begins_with_its_handling_line_and_names_a_role_and_nobody(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    where = reverse("reports:report_csv", args=["disproportionality"])
    found = signed_in(cast.hana).get(where, {"area": "NORWICH"})
    lines = lines_of(found)
    assert lines[:6] == [
        ["OFFICIAL-SENSITIVE"],
        ["Report", "Who is affected: disproportionality"],
        ["Incidents reported", "at any time"],
        ["Part of Norfolk", "Norwich"],
        ["Incidents counted", "1"],
        ["Made by", "Head of Social Work"],
    ]
    assert lines[6][0] == "Made at"
    assert "Hana" not in found.content.decode()
    assert found["Content-Type"] == "text/csv; charset=utf-8"
    assert found["Content-Disposition"] == 'attachment; filename="disproportionality-2026-11-21.csv"'
    [entry] = Entry.objects.filter(verb="report-taken")
    assert entry.codes == '{"area":"NORWICH","report":"disproportionality"}'


def test_there_is_no_file_of_another_report(signed_in: SignedIn, cast: Cast) -> None:
    assert signed_in(cast.hana).get(reverse("reports:report_csv", args=["everything"])).status_code == 404


@pytest.mark.parametrize("code", ["levels", "disproportionality"])
def test_the_file_the_table_and_the_chart_leave_out_the_same(
    signed_in: SignedIn, cast: Cast, incident: Incident, code: str
) -> None:
    hana = signed_in(cast.hana)
    for young in incident.involvements.order_by("position")[:2]:
        Screening.objects.create(
            incident=incident, involvement=young, number=1, level="high", because="Known", by=cast.hana, at=AT
        )
    html = hana.get(reverse(f"reports:{code}")).content.decode()
    lines = lines_of(hana.get(reverse("reports:report_csv", args=[code])))
    in_page = re.findall(r'<td class="govuk-table__cell">([^<]+)</td>', html)
    starts = next(n for n, line in enumerate(lines) if not line)
    names = {"", "Level", "Month"}
    in_file = [
        cell
        for n, line in enumerate(lines[starts:], starts)
        if len(line) > 1 and line[0] not in names and lines[n - 1] != []
        for cell in line[1:]
    ]
    assert in_page == in_file
    assert "not shown" in in_page
    drawn = re.findall(r'app-chart__number"[^>]*>([^<]+)<', html)
    assert "not shown" in drawn
    assert set(drawn) <= {cell.split(" ")[0] if cell != "not shown" else cell for cell in in_page}


cells = st.one_of(st.none(), st.integers(0, 40))


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5))
def test_a_bar_tells_nothing_of_a_number_that_is_not_shown(parts: list[tuple[int | None, int | None]]) -> None:
    """Whatever stands behind it, the picture is the same."""
    drawing = Drawing("Bars", ("One", "Two"), tuple(Bar(f"b{n}", pair) for n, pair in enumerate(parts)))
    made = charts.chart(drawing, "c")
    for (one, two), bar in zip(parts, made.bars, strict=True):
        if one is None or two is None:
            assert (bar.segments, bar.end, bar.number) == ((), 0, "not shown")
        else:
            assert bar.number == str(one + two)
            assert bar.end <= charts.ROOM + 0.1
            assert len(bar.segments) == (one > 0) + (two > 0)


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_a_cell_that_begins_like_a_formula_is_words(cell: str) -> None:
    report = Report("x", "Title", (), 0, (Figures(cell, ("Agency", cell), ((cell, "1"),)),), ())
    text = csv_file.csv_of(report, Asked(), area="all of it", by_role="Team Manager", at=AT)
    found = [one for line in csv.reader(StringIO(text)) for one in line if cell in one]
    assert found == [f"'{cell}"] * 3


def test_the_question_can_be_put_at_the_end_of_another_address() -> None:
    assert forms.address_of({"from_on": None, "until_on": None, "area": ""}) == ""


@pytest.mark.parametrize("code", CODES)
def test_a_page_costs_the_same_for_more(signed_in: SignedIn, cast: Cast, incident: Incident, code: str) -> None:
    hana = signed_in(cast.hana)
    costs_the_same(
        lambda: hana.get(reverse(f"reports:{code}")),
        lambda: with_team(cast, reported_incident(cast.hana)),
        at_most=25,
    )
