"""The duty rota: a week of it, putting somebody on it and taking them off."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory import operations, queries
from reachable.directory.models import Professional
from tests import counting, factories
from tests.domain.directory_hands import local, night, verbs
from tests.factories import AT, Cast
from tests.signing_in import SignIn
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
ROTA = "/directory/rota/"
ADD = "/directory/rota/add/"
SATURDAY = date(2026, 11, 21)  # AT is its evening
GAP = "Nobody is on the rota: the duty line is rung"


def _day(page: str, day: date) -> str:
    (found,) = re.findall(rf'<section aria-labelledby="day-{day}">.*?</section>', page)
    return found


def _moment(name: str, at: datetime) -> dict[str, str]:
    parts = {"day": f"{at:%d}", "month": f"{at:%m}", "year": f"{at:%Y}", "time": f"{at:%H:%M}"}
    return {f"{name}-{part}": value for part, value in parts.items()}


def _typed(person: Professional, day: date = SATURDAY, **changes: str) -> dict[str, str]:
    ends = local(day + timedelta(days=1), 8, 30)
    who = f"EMERGENCY_DUTY_SENIOR|{person.key}"
    return {"who": who, **_moment("from_at", local(day, 17)), **_moment("until_at", ends), "area": "", **changes}


def _line(**changes: Any) -> None:
    facts: dict[str, Any] = {
        "role": "EMERGENCY_DUTY_SENIOR",
        "name": "Emergency duty team",
        "telephone": "01632 960201",
    }
    operations.set_duty_line(by=None, at=AT, **{**facts, **changes})


def test_everybody_reads_who_is_on_duty_and_where_nobody_is(client: Client, cast: Cast, sign_in: SignIn) -> None:
    _line()
    night(SATURDAY, cast.edt, from_at=local(SATURDAY, 8, 30), note="Ring twice", area="NORWICH")
    night(SATURDAY, cast.edt, from_at=local(SATURDAY, 8, 30))
    page = text_of(sign_in(client, cast.joy).get(ROTA))
    today = _day(page, SATURDAY)
    for shown in (
        "Saturday 21 November 2026 (today)", cast.edt.name, "on duty now", cast.edt.telephone, "Ring twice", "Norwich",
        "today 08:30 until tomorrow 08:30",
    ):  # fmt: skip
        assert shown in today
    assert GAP not in today
    tomorrow = _day(page, SATURDAY + timedelta(days=1))
    assert GAP in tomorrow
    assert "01632 960201" in tomorrow
    assert len(re.findall('<section aria-labelledby="day-', page)) == 7
    assert "Take off" not in page
    assert ADD not in page
    assert ROTA in text_of(client.get("/directory/"))


def test_a_part_of_a_night_without_anybody_says_from_when_until_when(
    client: Client, cast: Cast, sign_in: SignIn
) -> None:
    _line()
    monday = SATURDAY + timedelta(days=2)
    night(monday, cast.edt, until_at=local(monday, 22))
    found = _day(text_of(sign_in(client, cast.joy).get(ROTA)), monday)
    assert GAP in found
    assert "Mon 23 Nov 22:00 until Tue 24 Nov 08:30" in found


def test_a_week_earlier_and_a_week_later(client: Client, cast: Cast, sign_in: SignIn) -> None:
    _line()
    before = SATURDAY - timedelta(days=7)
    night(before, cast.edt)
    sign_in(client, cast.joy)
    now = text_of(client.get(ROTA))
    assert f"?from={before}" in now
    assert f"?from={SATURDAY + timedelta(days=7)}" in now
    earlier = text_of(client.get(ROTA, {"from": str(before)}))
    assert cast.edt.name in _day(earlier, before)
    assert "From today" in earlier
    assert GAP not in _day(earlier, before + timedelta(days=1)), "a night that is over cannot be filled any more"
    for nonsense in ("yesterday", "0001-01-01", "9999-12-31", "\0"):
        assert "Saturday 21 November 2026 (today)" in text_of(client.get(ROTA, {"from": nonsense}))


def test_somebody_is_put_on_the_rota_and_rung(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.hana)
    edith = cast.edt
    form = text_of(client.get(ADD))
    assert f"Senior worker, emergency duty team: {edith.name}" in form
    assert cast.priya.name not in form
    assert 'value="17:00"' in form
    assert 'value="08:30"' in form
    monday = text_of(client.get(ADD, {"day": "2026-11-30"}))
    assert 'name="from_at-day" type="text" value="30"' in monday
    assert 'name="until_at-month" type="text" value="12"' in monday
    page = text_of(client.post(ADD, _typed(edith, telephone="01632 960777"), follow=True))
    assert f"{edith.name} is on the rota from today 17:00" in page
    assert "on duty now" in _day(page, SATURDAY)
    assert "shift-added" in verbs()
    (row,) = queries.whom_to_ring("NORWICH", AT)
    assert (row.on_duty, row.telephone) == (edith.name, "01632 960777")
    directory = text_of(client.get("/directory/"))
    assert "on duty until tomorrow 08:30" in directory
    assert "It is right" not in directory, "a shift is not a line to confirm"


def test_two_at_once_are_both_shown_and_it_is_said(client: Client, cast: Cast, sign_in: SignIn) -> None:
    night(SATURDAY, cast.edt)
    page = text_of(sign_in(client, cast.hana).post(ADD, _typed(cast.edt), follow=True))
    assert "Somebody else is on the rota at the same time, and both are shown" in page
    assert f"{cast.edt.name}, today 17:00 until tomorrow 08:30" in page
    assert len(queries.on_duty("", AT)) == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"who": ""}, "Select who is on duty"),
        ({"who": "EMERGENCY_DUTY_SENIOR|nobody"}, "Select one of the answers on the page"),
        ({"until_at-day": "21", "until_at-time": "16:00"}, "The shift must end after it starts."),
        ({"until_at-month": "12", "until_at-day": "6"}, "A shift is at most 14 days long."),
        ({"from_at-time": ""}, "From must include a time"),
        ({"telephone": "ring me"}, "Enter a telephone number, like 01632 960 001."),
    ],
)
def test_a_wrong_shift_comes_back_as_it_was_typed(
    client: Client, cast: Cast, sign_in: SignIn, wrong: dict[str, str], message: str
) -> None:
    sign_in(client, cast.hana)
    page = text_of(client.post(ADD, {**_typed(cast.edt, note="Ring twice"), **wrong}))
    assert message in page
    assert 'value="Ring twice"' in page
    assert queries.on_duty("", AT) == []


def test_the_hour_without_clocks_is_refused_and_the_hour_that_happens_twice_is_named(
    client: Client, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.hana)
    spring = date(2026, 3, 28)
    page = text_of(client.post(ADD, {**_typed(cast.edt, spring), "until_at-time": "01:30"}))
    assert "the clocks went forward that night and there was no 01:30" in page
    autumn = date(2026, 10, 24)
    client.post(ADD, {**_typed(cast.edt, autumn), "until_at-time": "01:30"})
    found = _day(text_of(client.get(ROTA, {"from": str(autumn)})), autumn)
    assert "Sat 24 Oct 17:00 until Sun 25 Oct 01:30 BST" in found
    client.post(ADD, _typed(cast.edt, autumn))
    found = _day(text_of(client.get(ROTA, {"from": str(autumn)})), autumn)
    assert "Sat 24 Oct 17:00 until Sun 25 Oct 08:30" in found


def test_a_shift_is_taken_off_after_a_question_and_stays_marked(client: Client, cast: Cast, sign_in: SignIn) -> None:
    added = night(SATURDAY + timedelta(days=2), cast.edt)
    sign_in(client, cast.hana)
    address = reverse("directory:drop_shift", args=[added.key])
    assert address in text_of(client.get(ROTA))
    asked = text_of(client.get(address))
    assert f"Take {cast.edt.name} off the rota" in asked
    assert "Mon 23 Nov 17:00 until Tue 24 Nov 08:30" in asked
    page = text_of(client.post(address, follow=True))
    assert f"{cast.edt.name} is off the rota" in page
    monday = _day(page, SATURDAY + timedelta(days=2))
    assert "taken off the rota" in monday
    assert f"By {cast.hana.name}" in monday
    assert address not in page
    assert "This shift was taken off the rota already." in text_of(client.post(address))


def test_a_shift_that_runs_ends_at_once_and_says_when(client: Client, cast: Cast, sign_in: SignIn) -> None:
    added = night(SATURDAY, cast.edt)
    sign_in(client, cast.hana)
    address = reverse("directory:drop_shift", args=[added.key])
    assert "It ends at once" in text_of(client.get(address))
    today = _day(text_of(client.post(address, follow=True)), SATURDAY)
    assert f"Ended today 22:15: taken off by {cast.hana.name}" in today
    assert "on duty now" not in today


@pytest.mark.parametrize("who", ["priya", "joy", "ig"])
def test_who_keeps_no_lines_keeps_no_rota(client: Client, cast: Cast, sign_in: SignIn, who: str) -> None:
    added = night(SATURDAY, cast.edt)
    sign_in(client, getattr(cast, who))
    assert client.post(ADD, _typed(cast.edt)).status_code == 403
    assert client.post(reverse("directory:drop_shift", args=[added.key])).status_code == 403
    assert len(queries.on_duty("", AT)) == 1


def test_the_pages_cost_the_same_with_more_on_them(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.hana)
    _line()
    night(SATURDAY, cast.edt)

    def more() -> None:
        for number in range(5):
            night(SATURDAY + timedelta(days=number), cast.edt, by=cast.hana)
            _line(name=f"Line {number}")

    counting.costs_the_same(lambda: client.get(ROTA), more, at_most=12)
    counting.costs_the_same(
        lambda: client.get(ADD), lambda: [factories.professional(name) for name in ("sam", "ward")], at_most=16
    )
