"""A late answer says why; what the law or the county sets insists, our own default asks. And what a card says of
its deadline and its gate."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.responses import editions, operations, queries
from reachable.responses.gates import GATES
from reachable.responses.models import Answer, Consideration, Response, Strand
from reachable.responses.queries import CardView
from reachable.responses.queries import cards as cards_module
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.sheets import STRAND, answer, boxes, card_of, response

pytestmark = pytest.mark.django_db
CODE = "safe-to-return"
LATE = AT + timedelta(hours=30)
WHY = "The ward would not say until the morning"
GATED = [item.code for item in editions.in_force().considerations() if item.gate and not GATES[item.gate].enforced]


def _three_hours(cast: Cast, kind: str) -> None:
    operations.set_deadline(
        by=cast.hana, at=AT, code=CODE, text="3h after report", kind=kind, source="Our protocol",
        edition="October 2026", because="Agreed", seen_number=0,
    )  # fmt: skip


@pytest.fixture
def incident(cast: Cast, request):
    _three_hours(cast, getattr(request, "param", "local"))
    return response(cast)


@pytest.fixture
def address(cast: Cast, incident) -> str:
    return reverse("responses:answer", args=[incident.reference, card_of(cast, incident, CODE).key])


@pytest.fixture
def late(set_clock, signed_in, cast: Cast):
    """Hana, a day later."""
    set_clock(LATE)
    return signed_in(cast.hana)


def test_before_its_time_nobody_is_asked_why(cast: Cast, signed_in, address) -> None:
    html = signed_in(cast.hana).get(address).content.decode()
    assert "Why is it late" not in html
    for words in ("answer by", "local", "Our protocol. Edition: October 2026", "3 hours after the report to us"):
        assert words in html


def test_what_the_county_sets_takes_a_reason_and_shows_it(cast: Cast, incident, address, late) -> None:
    card = card_of(cast, incident, CODE)
    html = late.get(address).content.decode()
    assert "It was due yesterday 01:15. Why is it late?" in html
    assert "(optional)" not in html
    refused = late.post(address, boxes(card, answer="IN_PLACE", because="With his aunt")).content.decode()
    assert "It was due before. Say why it is late." in refused
    assert "With his aunt" in refused
    assert not Answer.objects.exists()
    sent = boxes(card, answer="IN_PLACE", because="With his aunt", late_because=WHY)
    assert late.post(address, sent).status_code == 302
    assert Answer.objects.get().late_because == WHY
    sheet = late.get(reverse("responses:sheet", args=[incident.reference, STRAND])).content.decode()
    assert f'late: <span class="app-typed">{WHY}</span>' in sheet
    after = late.get(address).content.decode()
    assert "Why is it late" not in after
    assert after.count(WHY) == 2, "beside the deadline, and in the history"
    assert late.post(address, sent).status_code == 302, "a second press is the same answer"
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("incident", ["default"], indirect=True)
def test_our_default_asks_and_does_not_insist(cast: Cast, incident, address, late) -> None:
    assert "Why is it late? (optional)" in late.get(address).content.decode()
    assert (
        late.post(address, boxes(card_of(cast, incident, CODE), answer="NOT_NEEDED", because="No")).status_code == 302
    )


def test_a_change_of_a_late_answer_is_not_asked_again(cast: Cast, incident, address, late) -> None:
    late.post(address, boxes(card_of(cast, incident, CODE), answer="IN_PLACE", because="x", late_because=WHY))
    html = late.get(address).content.decode()
    assert "Why is it late" not in html
    changed = {f"card-{card_of(cast, incident, CODE).key}-{name}": value for name, value in
               {"seen": "1", "answer": "NOT_NEEDED", "because": "Home again"}.items()}  # fmt: skip
    assert late.post(address, changed).status_code == 302
    assert f'late: <span class="app-typed">{WHY}</span>' in late.get(address).content.decode(), "it stays with the card"


def test_a_typed_reason_alone_is_a_change_and_a_draft_brings_it_back(cast: Cast, incident, address, late) -> None:
    card = card_of(cast, incident, CODE)
    sheet = reverse("responses:sheet", args=[incident.reference, STRAND])
    html = late.post(sheet, boxes(card, late_because=WHY)).content.decode()
    assert "1 need" in html
    assert "Choose one of four answers" in html
    draft = address.replace(f"/{incident.reference}/", f"/{incident.reference}/drafts/", 1)
    assert late.post(draft, boxes(card, late_because=WHY)).status_code == 204
    back = late.get(address).content.decode()
    assert WHY in back
    assert "Not recorded yet" in back


def test_a_sheet_saved_whole_leaves_late_cards_alone_that_nobody_touched(cast: Cast, incident, late) -> None:
    sheet = reverse("responses:sheet", args=[incident.reference, STRAND])
    page = late.get(sheet)
    assert "Why is it late?" in page.content.decode()
    html = late.post(sheet, dict(_drawn(page.content.decode())), follow=True).content.decode()
    assert "Nothing was changed" in html
    assert not Answer.objects.exists()


def _drawn(html: str) -> Iterator[tuple[str, str]]:
    """Every box of the cards as a browser would send it, hidden ones too."""
    for tag in re.findall(r"<input[^>]*>", html):
        name = re.search(r' name="(card-[^"]+)"', tag)
        kind = re.search(r' type="([^"]+)"', tag)
        if not name or (kind and kind[1] in ("radio", "checkbox") and " checked" not in tag):
            continue
        value = re.search(r' value="([^"]*)"', tag)
        yield name[1], value[1] if value else ""


def test_every_gate_of_the_guide_is_enforced() -> None:
    assert GATED == []


def test_a_gate_that_is_not_enforced_says_so_on_its_card(cast: Cast, signed_in, address, monkeypatch) -> None:
    """As a gate that a later edition of the guide may bring."""
    gate = replace(GATES["media"], enforced=False)
    monkeypatch.setattr(cards_module, "GATES", {"media": gate})
    incident = response(cast)
    strand, item = editions.in_force().consideration("media-oversight")
    row = Strand.objects.create(
        response=Response.objects.get(incident=incident),
        code=strand.code,
        standing="PROVISIONAL",
        opened_at=AT,
        opened_by=cast.hana,
    )
    asked = Consideration.objects.create(strand=row, code=item.code, opened_at=AT)
    html = signed_in(cast.hana).get(reverse("responses:answer", args=[incident.reference, asked.key])).content.decode()
    assert (
        f"Part of the gate “{gate.title}” ({', '.join(gate.clauses)}): it will refuse {gate.refuses}. "
        "The software does not enforce it yet." in html
    )


def test_a_card_without_a_gate_says_nothing_of_one(cast: Cast, signed_in, address) -> None:
    assert CODE not in GATED
    assert "Part of the gate" not in signed_in(cast.hana).get(address).content.decode()


# A deadline in working days: reported on Saturday 21 November, owed by the end of Friday the 27th.


def _words(client: Client, name: str, *args: object) -> str:
    html = client.get(reverse(name, args=args)).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.clause("NOT-2")
@pytest.mark.parametrize(
    ("days", "said"), [(1, "(day 0 of 5)"), (2, "(day 1 of 5)"), (6, "(day 5 of 5)"), (6.1, ""), (7, "")]
)
def test_a_deadline_in_working_days_says_which_one_it_is(cast: Cast, set_clock, signed_in, days, said) -> None:
    """On each page that shows it; my work does when it is near."""
    incident = response(cast)
    set_clock(AT + timedelta(days=days))
    client = signed_in(cast.hana)
    due = "Friday 27 November 2026, 23:59"
    sheet = _words(client, "responses:sheet", incident.reference, "notifications")
    assert sheet.count(f"{due} {said} statutory" if said else f"{due} statutory") == 3
    if days == 2:  # the advice of the partners is due before the notification
        assert "next Wed 25 Nov Wednesday 25 November 2026, 23:59 (day 1 of 3)" in sheet
    my_work = _words(client, "home:my_work")
    assert (f"today {due} (day 5 of 5) statutory" in my_work) == (days == 6)
    assert "(day" not in my_work or days == 6


def test_what_must_happen_next_says_its_working_day(cast: Cast, set_clock, signed_in) -> None:
    """It happened on Friday and is reported on Monday, an hour and a half before the first working day ends."""
    monday = AT + timedelta(days=2)
    operations.set_deadline(
        by=cast.hana, at=AT, code=CODE, text="1 working day after incident", kind="local", source="Our protocol",
        edition="October 2026", because="Agreed", seen_number=0,
    )  # fmt: skip
    incident = with_team(cast, reported_incident(cast.hana, at=monday, happened_at=AT - timedelta(days=1)), at=monday)
    set_clock(monday)
    due, client = "today Monday 23 November 2026, 23:59 (day 1 of 1)", signed_in(cast.hana)
    assert f"{due} local" in _words(client, "incidents:overview", incident.reference)
    assert f"next {due}" in _words(client, "responses:strands", incident.reference)


def test_it_is_owed_until_it_is_settled(cast: Cast, set_clock, signed_in) -> None:
    incident, code = response(cast), "notification-decision"

    def card() -> CardView:
        cards = queries.sheet(cast.hana, incident.reference, "notifications", AT + timedelta(days=2)).incident_cards
        return next(one for one in cards if one.code == code)

    set_clock(AT + timedelta(days=2))
    only = _words(signed_in(cast.hana), "responses:answer", incident.reference, card().key)
    assert "27 November 2026, 23:59 (day 1 of 5) statutory Source and edition of this deadline 5 working days" in only
    assert card().progress == (1, 5)
    answer(cast, incident, card(), "NOT_YET_KNOWN", by=cast.hana, because="The panel has not met")
    assert card().progress == (1, 5)
    answer(cast, incident, card(), "NOT_NEEDED", by=cast.hana, because="It is none of these")
    assert card().progress is None
