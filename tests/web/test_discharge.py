"""Planning a discharge, as people work it: the gate first, the seats, agreeing, and what came too early."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as installed
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory import operations as directory
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement
from reachable.meetings.models import DischargePlan, DischargeSeat
from reachable.people.choices import AddressUse, DetailKind
from reachable.people.facts import NewAddress, NewDetail
from reachable.playbook import directory_seed
from tests.counting import costs_the_same
from tests.domain.discharge_hands import agree, cover, place, ready, seat_all, set_seat
from tests.domain.incident_hands import answer, asked, said
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of as words_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
SetClock = Callable[[Any], None]
LATER = AT + timedelta(hours=12)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def of(kai: Involvement, name: str = "discharge", **more: object) -> str:
    return reverse(f"meetings:{name}", kwargs={"reference": kai.incident.reference, "key": kai.key, **more})


def text_of(client: Client, where: str) -> str:
    found = client.get(where)
    assert found.status_code == 200
    assert_declares_everybody_it_shows(found)
    return words_of(found)


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


@pytest.mark.clause("DIS-2")
def test_the_gate_stands_first_with_what_is_missing_and_where_it_is_settled(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    page = text_of(signed_in(cast.priya), of(kai))
    assert "The discharge of Kai Mensah (A) cannot be agreed yet</h2>" in page
    assert page.index("cannot be agreed yet") < page.index("Who plans it together")
    sheet = reverse("responses:sheet_about", args=(kai.incident.reference, "discharge", "A"))
    for code in ("discharge-meeting", "discharge-health", "discharge-place", "discharge-household"):
        assert f"{sheet}#card-{asked(kai.incident, code, 'A').key}" in page
    assert "Missing:</strong> where A is to go, and whether that place is safe, is not answered" in page
    assert "DIS-2" in page
    assert of(kai, "seat", kind="gp") in page
    assert of(kai, "agree_discharge") not in page
    assert "Left already?" in page


@pytest.mark.clause("DIS-4")
@pytest.mark.clause("DIS-8")
def test_who_is_missing_is_said_plainly_and_a_seat_is_filled(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, where = signed_in(cast.sam), of(kai, "seat", kind="police")
    page = text_of(client, of(kai))
    assert "<strong>Missing:</strong> Social work team, The young person&#39;s general practitioner, Police" in page
    page = text_of(client, where)
    assert "Police: pre-discharge meeting of Kai Mensah (A)</h1>" in page
    assert "Sam Okafor, Detective inspector, Norfolk Constabulary, 01632 960123" in page
    sent = {
        "seen_number": hidden(page, "seen_number"),
        "state": "COMING",
        "who": "DI Okafor",
    }
    page = words_of(client.post(where, sent, follow=True))
    assert "Recorded: Police" in page
    assert '<strong>Coming</strong>: <span class="app-typed">DI Okafor</span>' in page
    assert "<strong>Missing:</strong> Social work team, The young person&#39;s general practitioner, Designated" in page


@pytest.mark.clause("DIS-5")
def test_an_empty_seat_takes_its_reason_and_whom_was_asked_and_shows_what_they_sent(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    incidents.add_detail(
        by=cast.hana, at=AT, reference=kai.incident.reference, key=kai.key,
        new=NewDetail(DetailKind.GP, where="Castle Surgery"),
    )  # fmt: skip
    client, where = signed_in(cast.priya), of(kai, "seat", kind="gp")
    assert "Castle Surgery" in text_of(client, where)
    assert client.post(where, {"seen_number": "0", "state": "EMPTY"}).status_code == 302  # a fact is never refused
    page = text_of(client, of(kai))
    assert "the seat of the general practitioner is empty, and why and whom its information was sought from" in page
    sent = {
        "seen_number": "1", "state": "EMPTY", "because": "weekend", "information_asked_of": "the practice",
        "information": "Takes nothing regularly.",
    }  # fmt: skip
    page = words_of(client.post(where, sent, follow=True))
    assert "Holds nothing back:</strong> the seat of the general practitioner is empty: “weekend”" in page
    assert 'They sent, for the meeting: <span class="app-typed">Takes nothing regularly.</span>' in page
    page = text_of(client, where)
    assert 'value="weekend"' in page
    assert "What was said of it" in page


def test_whoever_is_second_is_shown_both(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    set_seat(cast.sam, kai.incident, "GP", "INVITED", who="Dr Marsh")
    client, where = signed_in(cast.priya), of(kai, "seat", kind="gp")
    sent = {"seen_number": "0", "state": "COMING", "who": "Dr Fenn"}
    found = client.post(where, sent)
    page = words_of(found)
    assert "Somebody else said how this seat stands while you wrote" in page
    assert "Dr Marsh" in page
    assert 'value="Dr Fenn"' in page
    assert hidden(page, "seen_number") == "1"
    assert client.post(where, {**sent, "seen_number": "1"}).status_code == 302
    assert DischargeSeat.objects.count() == 2


@pytest.mark.parametrize(("change", "says"), [
    ({"state": ""}, "Answer “How does this seat stand?”"),
    ({"state": "CAT"}, "Select one of the answers"),
    ({"who": "x" * 201}, "200 characters or fewer"),
    ({"seen_number": "x"}, "Open this page again"),
])  # fmt: skip
def test_a_wrong_entry_is_named(
    signed_in: SignedIn, cast: Cast, kai: Involvement, change: dict[str, str], says: str
) -> None:
    sent = {"seen_number": "0", "state": "COMING", "who": "Dr Marsh", **change}
    assert says in words_of(signed_in(cast.priya).post(of(kai, "seat", kind="gp"), sent))
    assert not DischargeSeat.objects.exists()


@pytest.mark.clause("DIS-2")
def test_it_is_agreed_in_words_once_nothing_is_missing(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    ready(cast, kai.incident)
    page = text_of(signed_in(cast.priya), of(kai))
    assert "All that is needed is there. It is agreed by: Head of Social Work, Team manager" in page
    assert of(kai, "agree_discharge") not in page
    client = signed_in(cast.hana)
    assert of(kai, "agree_discharge") in text_of(client, of(kai))
    page = text_of(client, of(kai, "agree_discharge"))
    assert "You agree for everybody who planned it that Kai Mensah (A) can leave hospital" in page
    sent = {"seen": hidden(page, "seen"), "words": "Leaves at 15:00 with an aunt"}
    assert "Say in a sentence what was agreed" in words_of(
        client.post(of(kai, "agree_discharge"), {**sent, "words": ""})
    )
    page = words_of(client.post(of(kai, "agree_discharge"), sent, follow=True))
    assert "The discharge is agreed" in page
    assert "Discharge of Kai Mensah (A): agreed</h2>" in page
    assert "Leaves at 15:00 with an aunt" in page
    assert "It rests on" in page
    assert of(kai, "agree_discharge") not in page
    page = words_of(client.post(of(kai, "withdraw_discharge"), {"because": "Seen outside the house"}, follow=True))
    assert "The discharge is no longer agreed" in page
    assert "Seen outside the house" in page


@pytest.mark.clause("DIS-2")
def test_no_form_gets_round_the_gate(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    cover(cast, kai.incident)
    client, where = signed_in(cast.hana), of(kai, "agree_discharge")
    page = text_of(client, where)
    assert "Agree the discharge</button>" not in page
    found = client.post(where, {"seen": "", "words": "Leaves now"})
    assert found.status_code == 200
    page = words_of(found)
    assert "The discharge of A cannot be agreed yet: the social work team: not asked yet" in page
    seat_all(cast.hana, kai.incident)
    for seen in ("discharge-place=0", "x", "discharge-place=1"):
        found = words_of(client.post(where, {"seen": seen, "words": "Leaves now"}))
        assert "Open this page again" in found or "Something that the plan rests on was said again" in found
    assert client.post(where, {"seen": hidden(found, "seen"), "words": "Leaves now"}).status_code == 302
    assert DischargePlan.objects.get().agreed_words == "Leaves now"


@pytest.mark.clause("DIS-2")
def test_an_agreement_that_no_longer_holds_says_why(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    ready(cast, kai.incident)
    agree(cast.hana, kai.incident, at=AT)
    place(cast, kai.incident, place="not-safe", **{"goes-to": "home"})
    page = text_of(signed_in(cast.priya), of(kai))
    assert "It was agreed, and no longer holds: where A is to go (home) is not safe" in page
    assert "said again since" in page


@pytest.mark.clause("DIS-2")
def test_left_before_it_was_agreed_is_shown_with_what_was_missing_and_who_was_told(
    signed_in: SignedIn, cast: Cast, kai: Involvement, set_clock: SetClock
) -> None:
    ready(cast, kai.incident)
    place(cast, kai.incident, place="not-safe")
    said(cast.priya, kai.incident, Where.HOME, at=LATER)
    set_clock(LATER)
    page = text_of(signed_in(cast.priya), of(kai))
    assert "Kai Mensah (A) left before the plan was agreed</h2>" in page
    assert "Missing then: where A is to go (relative or friend) is not safe" in page
    assert "The lead, the deputies and the on-call manager were told at once." in page
    assert "Find out whether they are safe</a>: Hana Malik." in page
    assert of(kai, "agree_discharge") not in page


@pytest.mark.parametrize(("where", "says"), [
    (Where.HOME, "Nobody has said that Kai Mensah (A) is in hospital"),
    (Where.DIED, "Kai Mensah (A) has died. No discharge is planned"),
])  # fmt: skip
def test_of_who_is_not_in_hospital_the_page_says_so(signed_in: SignedIn, cast: Cast, where: str, says: str) -> None:
    young = ReportedYoungPerson(given_names="Kai", family_name="Mensah", parts=(Part.VICTIM,), where=where)
    kai = with_team(cast, reported_incident(cast.hana, young_people=(young,))).involvements.get()
    client = signed_in(cast.hana)
    assert says in text_of(client, of(kai))
    assert "Agree the discharge</button>" not in text_of(client, of(kai, "agree_discharge"))
    posted = words_of(client.post(of(kai, "agree_discharge"), {"seen": "", "words": "Now"}))
    assert "is not in hospital" in posted or "has died" in posted


@pytest.mark.clause("DIS-2")
def test_an_address_that_is_kept_safe_is_never_printed(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    told = {"by": cast.hana, "at": AT, "reference": kai.incident.reference, "key": kai.key}
    incidents.add_address(**told, new=NewAddress(AddressUse.REFUGE, line1="4 Quiet Row", town="Fakenham"))
    ready(cast, kai.incident)
    agree(cast.hana, kai.incident, at=AT)
    for who in (cast.hana, cast.priya):
        page = text_of(signed_in(who), of(kai))
        assert "A safe address is held, and is not shown here: ask Hana Malik" in page
        assert "Quiet Row" not in page
        assert "Fakenham" not in page


@pytest.mark.clause("DIS-9")
def test_the_safeguarding_contact_points_are_there_the_hospital_by_name(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    seed = directory_seed.read(installed.PLAYBOOK_FOLDER, "norfolk")
    directory.seed_contact_points(by=None, at=AT, seed=seed)
    said(cast.hana, kai.incident, Where.HOSPITAL, place="Norfolk and Norwich University Hospital, Cley ward")
    page = text_of(signed_in(cast.priya), of(kai))
    assert "Designated Safeguarding Team, " in page
    assert "Norfolk and Norwich University Hospital (where the young person is)" in page
    for mailbox in ("Norfolk Community Health and Care", "Norfolk and Suffolk Foundation Trust", "James Paget"):
        assert mailbox in page
    page = text_of(signed_in(cast.priya), of(kai, "seat", kind="designated"))
    assert "Designated Safeguarding Team, " in page
    assert "James Paget" not in page
    page = text_of(signed_in(cast.priya), of(kai, "seat", kind="hospital"))
    assert "Norfolk and Norwich University Hospital (where the young person is)" in page
    assert "James Paget" not in page


def test_the_look_is_kept_and_it_costs_the_same_however_much_is_said(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.hana)
    ready(cast, kai.incident)
    agree(cast.hana, kai.incident, at=AT)

    def more() -> None:
        for _ in range(3):
            set_seat(cast.priya, kai.incident, "GP", "EMPTY", because="weekend", information_asked_of="the practice")
            place(cast, kai.incident)
        answer(cast.hana, kai.incident, "safe-to-return", "IN_PLACE", "A", record_fields={"area": "not-safe"})

    costs_the_same(lambda: client.get(of(kai)), more, at_most=34)
    costs_the_same(lambda: client.get(of(kai, "seat", kind="gp")), more, at_most=28)
    looked = Entry.objects.filter(verb="looked-at", incident=kai.incident.reference, by_key=cast.hana.key)
    assert looked.count() == 6  # each time the page was opened
