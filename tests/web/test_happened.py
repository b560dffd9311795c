"""What happened: the pages on which it is recorded, put right, chosen and ended."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import FactKind, FactStands
from reachable.incidents.models import Fact, Incident, Involvement
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
SAID = {"when": "NOT_KNOWN", "place": "Wymondham", "words": "", "told_by": "The custody sergeant"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def of(incident: Incident, name: str, *more: object) -> str:
    return reverse(f"incidents:{name}", args=(incident.reference, *more))


def arrest(kai: Involvement) -> str:
    return of(kai.incident, "record_fact_about", kai.key, "arrested")


def say(by: Professional, kai: Involvement, at: datetime, kind: str = FactKind.ARRESTED, **more: Any) -> Fact:
    facts: dict[str, Any] = {"key": uuid4(), "involvement_key": kai.key, **more}
    return operations.record_fact(by=by, at=at, reference=kai.incident.reference, kind=kind, **facts)


def key_in(page: str) -> str:
    return page.split('name="key" value="')[1].split('"')[0]


def text_of(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    return " ".join(answer.content.decode().split())


@pytest.mark.clause("CUS-1")
def test_an_arrest_is_recorded_and_what_follows_is_said(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    assert arrest(kai) in text_of(client, of(kai.incident, "happened_to", kai.key))
    page = text_of(client, arrest(kai))
    assert "Kai Mensah (A): arrested</h1>" in page
    for question in ("When were they arrested?", "To which custody suite?", "Who says so?"):
        assert question in page
    sent = {**SAID, "key": key_in(page), "when": "NOW"}
    page = " ".join(client.post(arrest(kai), sent, follow=True).content.decode().split())
    assert "Recorded: Arrested" in page
    assert "where Kai Mensah (A) is now, say so on their page." in page
    page = text_of(client, of(kai.incident, "young_person", kai.key))
    assert "<strong>Arrested</strong>, Wymondham" in page
    assert "told by The custody sergeant" in page
    fact = Fact.objects.get()
    assert fact.happened_at == fact.at


def test_sending_the_form_twice_records_one(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    sent = {**SAID, "key": key_in(text_of(client, arrest(kai)))}
    for _ in range(2):
        assert client.post(arrest(kai), sent).status_code == 302
    assert Fact.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"when": ""}, "Answer “When were they arrested?”"),
        ({"when": "THEN"}, "Enter date and time"),
        (
            {
                "when": "THEN", "happened_at-day": "22", "happened_at-month": "11", "happened_at-year": "2026",
                "happened_at-time": "10:00",
            },
            "must not be in the future",
        ),
        ({"words": "x" * 501}, "500 characters or fewer"),
        ({"key": "x"}, "Open this page again"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, kai: Involvement, change: dict[str, str], says: str
) -> None:
    page = signed_in(cast.priya).post(arrest(kai), {**SAID, "key": str(uuid4()), **change}).content.decode()
    assert says in page
    assert 'value="Wymondham"' in page
    assert not Fact.objects.exists()


def test_a_hearing_lies_ahead_and_is_not_now(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, where = signed_in(cast.priya), of(kai.incident, "record_fact_about", kai.key, "court-date")
    page = text_of(client, where)
    assert "When is the hearing?" in page
    assert "Just now" not in page
    sent = {
        "key": key_in(page), "when": "THEN", "happened_at-day": "27", "happened_at-month": "11",
        "happened_at-year": "2026", "happened_at-time": "10:00", "place": "Norwich Youth Court",
    }  # fmt: skip
    assert client.post(where, sent).status_code == 302
    assert "Norwich Youth Court, <details" in text_of(client, of(kai.incident, "young_person", kai.key))


def test_what_happened_in_the_incident_is_recorded_there(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    page = text_of(client, of(incident, "happened"))
    assert of(incident, "happened_to", kai.key) in page
    assert of(incident, "record_fact", "stabilisation") not in page
    where = of(incident, "record_fact", "media-interest")
    assert where in page
    form = text_of(client, where)
    sent = {"key": key_in(form), "when": "NOT_KNOWN", "place": "A local paper"}
    page = client.post(where, sent, follow=True).content.decode()
    assert "A local paper" in page
    assert "Kai" not in page[page.index("Recorded so far") :]


@pytest.mark.parametrize("kind", ["arrested", "moon", "stabilisation"])
def test_a_kind_that_is_not_for_this_reader_is_not_found(
    signed_in: SignedIn, cast: Cast, incident: Incident, kind: str
) -> None:
    assert signed_in(cast.priya).get(of(incident, "record_fact", kind)).status_code == 404


@pytest.fixture
def two(cast: Cast, kai: Involvement, at: datetime) -> tuple[Fact, Fact]:
    return say(cast.priya, kai, at, place="Wymondham"), say(cast.sam, kai, at, place="Aylsham")


def test_two_that_contradict_each_other_say_so_until_one_is_chosen(
    signed_in: SignedIn, cast: Cast, kai: Involvement, two: tuple[Fact, Fact]
) -> None:
    client, home = signed_in(cast.priya), of(kai.incident, "young_person", kai.key)
    page = text_of(client, home)
    assert page.count("Something else is said too: not settled") == 2
    where = of(kai.incident, "choose_fact", two[0].key)
    assert where in page
    page = text_of(client, where)
    assert page.index("Wymondham") < page.index("Set aside, and kept on record") < page.index("Aylsham")
    assert 'name="seen_number" value="2"' in page
    assert "Answer “How do you know?”" in client.post(where, {"because": "", "seen_number": "2"}).content.decode()
    assert client.post(where, {"because": "I rang custody", "seen_number": "2"}).status_code == 302
    page = text_of(client, home)
    assert "not settled" not in page
    assert "Set aside: another was chosen" in page
    assert "I rang custody" in page
    again = client.post(where, {"because": "Again", "seen_number": "4"}).content.decode()
    assert "nothing to choose between" in again


def test_who_chooses_second_reads_what_the_first_chose(
    signed_in: SignedIn, cast: Cast, kai: Involvement, two: tuple[Fact, Fact]
) -> None:
    first, second = (of(kai.incident, "choose_fact", fact.key) for fact in two)
    sent = {"because": "I rang custody", "seen_number": "2"}
    assert signed_in(cast.sam).post(first, sent).status_code == 302
    client = signed_in(cast.priya)
    page = client.post(second, {"because": "The solicitor says so", "seen_number": "2"}).content.decode()
    assert "Somebody else said more of this meanwhile" in page
    meanwhile = page[page.index("Meanwhile somebody else said more") : page.index("Set aside, and kept on record")]
    assert meanwhile.count("Sam Okafor, ") == 2
    assert meanwhile.index("Aylsham") < meanwhile.index("another was chosen") < meanwhile.index("Wymondham")
    assert meanwhile.count("I rang custody") == 2
    assert "The solicitor says so</textarea>" in page
    assert 'name="seen_number" value="4"' in page
    assert two[1].standings.get().standing == "NOT_CHOSEN"
    assert client.post(second, {"because": "The solicitor says so", "seen_number": "4"}).status_code == 302
    page = text_of(client, of(kai.incident, "young_person", kai.key))
    assert "not settled" not in page


def test_what_ended_says_when_and_why_and_can_stand_again(
    signed_in: SignedIn, cast: Cast, kai: Involvement, at: datetime
) -> None:
    fact = say(cast.priya, kai, at)
    client, where = signed_in(cast.priya), of(kai.incident, "settle_fact", fact.key)
    assert 'value="ENDED" checked' in text_of(client, f"{where}?to=ENDED")
    assert 'name="ended_on-day" type="text" value="21"' in text_of(client, where)
    page = client.post(where, {"standing": "ENDED", "because": "Bailed", "seen_number": "0"}).content.decode()
    assert "On which day did it end?" in page
    assert "Bailed" in page
    day = {"ended_on-day": "21", "ended_on-month": "11", "ended_on-year": "2026"}
    sent = {"standing": "ENDED", "because": "Bailed", "seen_number": "0", **day}
    assert client.post(where, sent).status_code == 302
    page = text_of(client, of(kai.incident, "young_person", kai.key))
    assert "Ended today</strong>" in page
    assert "It stands after all…" in page
    stale = client.post(where, {"standing": "MISTAKE", "because": "No", "seen_number": "0"}).content.decode()
    assert "Meanwhile <strong>Priya Nair</strong> said: ended today" in stale
    assert client.post(where, {"standing": "STANDS", "because": "Re-arrested", "seen_number": "1"}).status_code == 302
    assert "Ended…" in text_of(client, of(kai.incident, "young_person", kai.key))


def test_putting_right_starts_from_what_was_said_and_keeps_it_as_a_mistake(
    signed_in: SignedIn, cast: Cast, kai: Involvement, at: datetime
) -> None:
    fact = say(cast.sam, kai, at, place="Wymondham", happened_at=at - timedelta(hours=2), words="Quiet")
    client, where = signed_in(cast.priya), of(kai.incident, "correct_fact", fact.key)
    page = text_of(client, where)
    assert "Sam Okafor recorded" in page
    assert 'value="Wymondham"' in page
    assert 'value="20:15"' in page
    sent = {"key": key_in(page), "when": "NOT_KNOWN", "place": "Aylsham"}
    assert "What was wrong before?" in client.post(where, sent).content.decode()
    assert client.post(where, {**sent, "because": "Wymondham was full"}).status_code == 302
    page = text_of(client, of(kai.incident, "young_person", kai.key))
    assert "puts right what was recorded before" in page
    assert "Recorded by mistake</strong>" in page
    assert fact.standings.get().because == "Wymondham was full"


def test_only_who_may_decide_it_settles_it(signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime) -> None:
    common = {"by": cast.hana, "at": at, "reference": incident.reference}
    eased = operations.record_fact(**common, kind=FactKind.STABILISATION, key=uuid4())
    told = operations.record_fact(**common, kind=FactKind.NOTIFICATION_SENT, key=uuid4())
    client = signed_in(cast.priya)
    page = text_of(client, of(incident, "happened"))
    assert "stabilisation begins" in page
    assert "otification" not in page
    for name in ("settle_fact", "choose_fact", "correct_fact"):
        assert of(incident, name, eased.key) not in page
        assert client.get(of(incident, name, eased.key)).status_code == 403
        assert client.get(of(incident, name, told.key)).status_code == 404
    assert "notification was sent" in text_of(signed_in(cast.hana), of(incident, "happened"))


NAMES: list[tuple[str, str]] = [
    ("happened", ""), ("record_fact", "media-interest"), ("happened_to", "kai"), ("record_fact_about", "kai arrested"),
    ("correct_fact", "fact"), ("settle_fact", "fact"), ("choose_fact", "fact"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "about"), NAMES)
def test_strangers_find_nothing(
    signed_in: SignedIn, cast: Cast, kai: Involvement, at: datetime, name: str, about: str
) -> None:
    known: dict[str, UUID] = {"kai": kai.key, "fact": say(cast.priya, kai, at).key}
    where = of(kai.incident, name, *(known.get(word, word) for word in about.split()))
    assert signed_in(cast.stranger).get(where).status_code == 404
    assert signed_in(cast.admin).get(where).status_code == 403
    assert signed_in(cast.hana).get(where).status_code == 200


@pytest.mark.parametrize(("name", "about"), [one for one in NAMES if one[1] not in ("", "media-interest")])
def test_what_is_of_another_incident_is_not_found(
    signed_in: SignedIn, cast: Cast, kai: Involvement, at: datetime, name: str, about: str
) -> None:
    known: dict[str, UUID] = {"kai": kai.key, "fact": say(cast.priya, kai, at).key}
    other = with_team(cast, reported_incident(cast.mace))
    where = of(other, name, *(known.get(word, word) for word in about.split()))
    assert signed_in(cast.hana).get(where).status_code == 404


def test_each_page_is_looked_at_in_the_audit(signed_in: SignedIn, cast: Cast, kai: Involvement, at: datetime) -> None:
    fact = say(cast.priya, kai, at)
    signed_in(cast.priya).get(of(kai.incident, "settle_fact", fact.key))
    last = Entry.objects.order_by("-number")[0]
    assert (last.verb, last.incident) == ("looked-at", kai.incident.reference)
    assert "settle-fact" in last.codes


@pytest.mark.parametrize("name", ["young_person", "happened_to"])
def test_the_page_costs_the_same_however_much_happened(
    signed_in: SignedIn, cast: Cast, kai: Involvement, at: datetime, name: str
) -> None:
    client = signed_in(cast.priya)
    say(cast.priya, kai, at, FactKind.CHARGED)

    def more() -> None:
        for place in ("Wymondham", "Aylsham", "King's Lynn"):
            fact = say(cast.sam, kai, at, FactKind.CHARGED, place=place)
        operations.settle_fact(
            by=cast.sam, at=at, reference=kai.incident.reference, fact_key=fact.key, standing=FactStands.MISTAKE,
            because="Misheard", seen_number=0,
        )  # fmt: skip

    costs_the_same(lambda: client.get(of(kai.incident, name, kai.key)), more, at_most=33)
