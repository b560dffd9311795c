"""The structured fields of a fact on its form and in the lists: asked, kept, corrected, held; legal services first."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import FactKind
from reachable.incidents.fact_kinds import KINDS
from reachable.incidents.models import Fact, Incident, Involvement
from tests.counting import costs_the_same
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.court_hands import record, text_of, volunteer

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
PAGES = {
    "hospital": "hospital:hospital", "custody": "custody:custody", "court": "court:young_person",
    "safety": "safety:safety", "": "incidents:young_person",
}  # fmt: skip


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def of(incident: Incident, name: str, *more: object) -> str:
    return reverse(f"incidents:{name}", args=(incident.reference, *more))


def happened(kai: Involvement) -> str:
    return of(kai.incident, "happened_to", kai.key)


def say(by: Professional, kai: Involvement, kind: str, at: datetime = AT, **more: Any) -> Fact:
    facts: dict[str, Any] = {"key": uuid4(), "involvement_key": kai.key, **more}
    return operations.record_fact(by=by, at=at, reference=kai.incident.reference, kind=kind, **facts)


def sent(**fields: str) -> dict[str, str]:
    return {"key": str(uuid4()), "when": "NOT_KNOWN", **{f"record-{name}": value for name, value in fields.items()}}


@pytest.mark.clause("HOS-5", "HOS-6")
def test_fields_are_asked_kept_and_read(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, where = signed_in(cast.priya), record(kai, "ward-discussion")
    page = text_of(client, where)
    assert "However short: police, health and children&#39;s services, each by name" in page
    assert page.index("For police") < page.index("Visitors") < page.index("What else should the team know")
    given = sent(police="PC Amy Rudd", visitors="named-only")
    day = {"day": "22", "month": "11", "year": "2026", "time": "08:00"}
    given |= {f"record-look-again-at-{part}": value for part, value in day.items()}
    answer = client.post(where, {**given, "record-presence": ["police", "checks"]})
    assert answer.status_code == 302
    assert Fact.objects.get().said == {
        "police": "PC Amy Rudd", "visitors": "named-only", "presence": "police,checks",
        "look-again-at": "2026-11-22T08:00:00+00:00",
    }  # fmt: skip
    page = text_of(client, happened(kai))
    for words in (
        "For police: <span class=\"app-typed\">PC Amy Rudd", "Named visitors only", "Police stay, Regular checks",
        "tomorrow 08:00",
    ):  # fmt: skip
        assert words in page


def test_every_kind_can_be_sent_empty_and_leads_to_the_page_of_its_section(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.hana)
    for kind in KINDS.values():
        if not kind.about_young_person:
            continue
        answer = client.post(record(kai, kind.slug), sent())
        assert answer.status_code == 302, kind.slug
        assert answer.headers["Location"] == reverse(PAGES[kind.group], args=(kai.incident.reference, kai.key))
    assert Fact.objects.count() == sum(kind.about_young_person for kind in KINDS.values())


def test_what_becomes_of_a_fact_leads_there_too(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    fact = say(cast.priya, kai, FactKind.COURT_DATE)
    given = {"standing": "MISTAKE", "because": "Another young person", "seen_number": "0"}
    answer = signed_in(cast.priya).post(of(kai.incident, "settle_fact", fact.key), given)
    assert answer.headers["Location"] == reverse("court:young_person", args=(kai.incident.reference, kai.key))


@pytest.mark.clause("HOS-10")
def test_somebody_on_the_team_is_chosen_from_a_list(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, where = signed_in(cast.priya), record(kai, "youth-worker-discussed")
    page = text_of(client, where)
    assert f'<option value="p:{cast.sam.key}">Sam Okafor, senior investigating officer, Norfolk Constabulary' in page
    assert "Stella Ford" not in page
    page = client.post(where, sent(**{"for-police": f"p:{cast.stranger.key}"})).content.decode()
    assert "Select one of the answers on the page" in page
    assert not Fact.objects.exists()
    assert client.post(where, sent(**{"for-police": f"p:{cast.sam.key}"})).status_code == 302
    assert "Sam Okafor, 01632 960123" in text_of(client, happened(kai))


@pytest.mark.parametrize(
    ("slug", "wrong"),
    [
        ("ward-discussion", {"record-visitors": "everybody"}),
        ("ward-discussion", {"record-presence": "dogs"}),
        ("devices", {"record-decision": "x", "record-why": "Kept"}),
        ("national-referral", {"record-referred-on-day": "31", "record-referred-on-month": "2"}),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, kai: Involvement, slug: str, wrong: dict[str, str]
) -> None:
    given = {**sent(), "words": "Typed by hand", **wrong}
    page = signed_in(cast.priya).post(record(kai, slug), given).content.decode()
    assert "There is a problem" in page
    assert "Typed by hand</textarea>" in page
    assert not Fact.objects.exists()


@pytest.mark.clause("CUS-5")
def test_what_custody_told_can_hold_no_account(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, where = signed_in(cast.priya), record(kai, "custody-told")
    page = text_of(client, where)
    assert "That is why nothing can be typed here." in page
    for name in ("words", "told_by"):
        assert f'name="{name}"' not in page
    client.post(where, {**sent(whom="mace-police"), "words": "He threw it away", "told_by": "Kai"})
    fact = Fact.objects.get()
    assert (fact.words, fact.told_by, fact.said) == ("", "", {"whom": "mace-police"})


@pytest.mark.clause("CRT-1")
def test_putting_right_starts_with_what_was_said(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    said = {
        "position": "support-bail", "support": "A mentor every day", "presented-by": f"p:{cast.sam.key}",
        "dissent": "nobody",
    }  # fmt: skip
    fact = say(cast.priya, kai, FactKind.BAIL_POSITION, said=said)
    told = {"by": cast.hana, "at": AT, "reference": kai.incident.reference}
    operations.leave_team(**told, professional_key=cast.sam.key, because="Posted elsewhere")
    client, where = signed_in(cast.hana), of(kai.incident, "correct_fact", fact.key)
    page = text_of(client, where)
    for words in (
        '<option value="support-bail" selected>', 'value="A mentor every day"', '<option value="nobody" selected>',
        f'<option value="p:{cast.sam.key}" selected>Sam Okafor, 01632 960123',
    ):  # fmt: skip
        assert words in page
    changed = {**sent(**{**said, "dissent": "somebody"}), "because": "The school disagrees"}
    assert client.post(where, changed).status_code == 302
    assert Fact.objects.get(replaces=fact).said == {**said, "dissent": "somebody"}


@pytest.mark.clause("CRT-5")
def test_what_one_may_not_read_is_said_to_be_held_and_stays(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    reader = volunteer(cast)
    told = {"by": cast.hana, "at": AT, "reference": kai.incident.reference}
    operations.add_to_team(**told, professional_key=reader.key, why="Trains with Kai")
    said = {"establishment": "parc", "links": "found", "who": "Marlon"}
    fact = say(cast.priya, kai, FactKind.ESTABLISHMENT_CHECKED, said=said)
    client, where = signed_in(reader), of(kai.incident, "correct_fact", fact.key)
    for page in (text_of(client, happened(kai)), text_of(client, where)):
        assert "held; ask the lead of the incident" in page
        assert "Marlon" not in page
    given = {**sent(establishment="feltham", links="found"), "because": "Feltham, not Parc"}
    assert client.post(where, given).status_code == 302
    assert Fact.objects.get(replaces=fact).said == {**said, "establishment": "feltham"}


@pytest.mark.clause("SAF-13")
def test_a_threat_to_life_is_neither_offered_nor_shown(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    where = record(kai, "threat-to-life")
    client = signed_in(cast.sam)
    assert where in text_of(client, happened(kai))
    assert client.post(where, sent(decision="issued")).status_code == 302
    fact = Fact.objects.get()
    for who, reads in ((cast.sam, True), (cast.hana, True), (cast.priya, False)):
        client = signed_in(who)
        for name, more in (("happened_to", (kai.key,)), ("young_person", (kai.key,)), ("timeline", ())):
            page = text_of(client, of(kai.incident, name, *more)).lower()
            assert ("threat to life warning was considered" in page) is reads, name
        assert (client.get(where).status_code == 200) is reads
        assert (client.get(of(kai.incident, "settle_fact", fact.key)).status_code == 200) is reads


def test_what_to_record_stands_under_the_heading_of_its_section(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    page = text_of(signed_in(cast.priya), happened(kai))
    order = (
        "In hospital</h3>", "Devices were considered", "In custody, and on the way out</h3>", "Charged",
        "Court</h3>", "A court hearing is set", "Threats, and what changes the risk</h3>", "A new threat",
        "Anything else</h3>", "Taken into police protection",
    )  # fmt: skip
    found = [page.index(words) for words in order]
    assert found == sorted(found)
    assert 'data-filter="Find what to record"' in page
    incident = text_of(signed_in(cast.priya), of(kai.incident, "happened"))
    assert of(kai.incident, "record_fact", "new-threat") in incident
    assert of(kai.incident, "record_fact", "devices") not in incident


@pytest.mark.clause("SAF-6", "CTX-17")
@pytest.mark.parametrize(
    ("how", "legal", "stops"),
    [
        ("repeatedly", "not-asked", True), ("repeatedly", "asked-waiting", True), ("repeatedly", "", True),
        ("repeatedly", "asked", False), ("once", "not-asked", False), ("told", "", False), ("", "", False),
    ],
)  # fmt: skip
def test_who_looks_repeatedly_is_sent_to_legal_services_first_and_is_not_refused(
    signed_in: SignedIn, cast: Cast, kai: Involvement, how: str, legal: str, stops: bool
) -> None:
    client, where = signed_in(cast.priya), record(kai, "social-media-seen")
    answer = client.post(where, sent(how=how, legal=legal, held="With the school"))
    fact = Fact.objects.get()
    assert fact.said == {
        name: value for name, value in {"how": how, "legal": legal, "held": "With the school"}.items() if value
    }
    asks = of(kai.incident, "ask_legal", fact.key)
    assert (answer.headers["Location"] == asks) is stops
    assert ("Ask legal services before anybody looks again" in text_of(client, happened(kai))) is stops
    page = text_of(client, asks)
    assert "Stop: ask legal services first</h1>" in page
    assert "Regulation of Investigatory Powers Act 2000" in page
    assert "No pictures of posts are kept here" in page


@pytest.mark.clause("CTX-17")
def test_the_warning_stands_on_the_form_before_it_is_sent(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    page = text_of(signed_in(cast.priya), record(kai, "social-media-seen"))
    revealed = page.split('id="conditional-id_record-how-4"')[1]
    assert "stop, and ask legal services first" in revealed[:1200]
    assert 'type="file"' not in page


def test_of_another_fact_nothing_is_asked_of_legal_services(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    fact = say(cast.priya, kai, FactKind.CHARGED)
    assert signed_in(cast.priya).get(of(kai.incident, "ask_legal", fact.key)).status_code == 404


def test_the_list_costs_the_same_however_many_fields_are_said(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    say(cast.priya, kai, FactKind.BAIL_POSITION, said={"presented-by": f"p:{cast.sam.key}"})

    def more() -> None:
        for who in (cast.sam, cast.hana, cast.priya):
            say(cast.sam, kai, FactKind.BAIL_POSITION, said={"presented-by": f"p:{who.key}", "support": "A mentor"})
            say(cast.sam, kai, FactKind.VISITOR, said={"who": "His aunt", "as": "family"})

    costs_the_same(lambda: client.get(happened(kai)), more, at_most=20)
