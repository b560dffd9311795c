"""The record of somebody: read by theme, added to, ended; what is not known yet; who must not learn of them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.models import Incident, Involvement
from reachable.people.choices import DetailKind, IdentifierSystem, NameUse
from reachable.people.detail_kinds import BY_SLUG, KINDS
from reachable.people.facts import NewDetail
from reachable.people.models import Detail, DoNotDisclose, OtherName
from tests.counting import costs_the_same
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.record_hands import address, on, shown

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def test_it_lists_by_theme_and_links_what_is_not_known_yet(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    page = shown(signed_in(cast.priya), address(kai))
    assert "What is recorded of Kai Mensah (A)</h1>" in page
    themes = [  # in the order of the page
        "Identity",
        "Where and with whom",
        "School and health",
        "Language and communication",
        "Legal status and services",
        "Who works with them",
        "Family and household",
        "Numbers",
        "Documents",
    ]
    places = [page.index(f">{theme}</h2>") for theme in themes]
    assert places == sorted(places)
    not_known = page.partition("Not known yet:")[2].partition("</p>")[0]
    for link in (
        address(kai, "add_detail", "ethnicity"),
        address(kai, "add_detail", "gp"),
        address(kai, "add_address"),
    ):
        assert f'href="{link}"' in not_known
    assert "app-late" not in not_known, "not known is never an error"


def test_the_page_of_the_young_person_leads_to_it(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    page = reverse("incidents:young_person", args=(kai.incident.reference, kai.key))
    assert f'href="{address(kai)}"' in shown(signed_in(cast.priya), page)
    operations.add_to_team(
        by=cast.hana, at=AT, reference=kai.incident.reference, professional_key=cast.joy.key, why="Minutes"
    )
    assert f'href="{address(kai)}"' not in shown(signed_in(cast.joy), page)


@pytest.mark.parametrize("kind", sorted(BY_SLUG))
def test_each_kind_is_asked_as_its_table_says(signed_in: SignedIn, cast: Cast, kai: Involvement, kind: str) -> None:
    one, client = BY_SLUG[kind], signed_in(cast.priya)
    where = address(kai, "add_detail", kind)
    page = shown(client, where)
    for label in (one.ask, one.words, one.where):
        assert label in page.replace("&#39;", "'")
    sent = {"code": one.options[0].code if one.options else "", "where": "x" * bool(one.where), "words": ""}
    sent["words"] = "x" if not (sent["code"] or sent["where"]) else ""
    assert client.post(where, sent).status_code == 302
    assert Detail.objects.get().kind == one.kind
    assert (one.options[0].label if one.options else "x") in shown(client, address(kai)).replace("&#39;", "'")


def test_a_detail_says_who_said_so_and_what_stood_before(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, where = signed_in(cast.priya), address(kai, "add_detail", "gp")
    client.post(where, {"where": "Castle Surgery", "told_by": "his mother"})
    assert "Castle Surgery" in shown(client, where), "what stands is shown beside the form"
    client.post(where, {"where": "Lakenham Surgery"})
    page = shown(client, address(kai))
    now, before = page.index("Lakenham Surgery"), page.index("What was recorded before (1)")
    assert now < before < page.index("Castle Surgery")
    assert "told by his mother · Priya Nair" in page
    assert Detail.objects.count() == 2


def test_of_several_it_is_asked_whether_the_new_one_takes_the_place(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client, where = signed_in(cast.priya), address(kai, "add_detail", "school")
    assert "what is recorded already?" not in shown(client, where)
    client.post(where, {"code": "SCHOOL", "where": "Mousehold High"})
    assert "what is recorded already?" in shown(client, where)
    client.post(where, {"code": "ALTERNATIVE", "where": "The Bridge", "stood": "BESIDE"})
    assert Detail.objects.filter(ended_at__isnull=True).count() == 2
    client.post(where, {"code": "AT_HOME", "stood": "INSTEAD"})
    assert [row.code for row in Detail.objects.filter(ended_at__isnull=True)] == ["AT_HOME"]


@pytest.mark.parametrize(
    ("kind", "sent", "says"),
    [
        ("ethnicity", {}, "Answer “How do they describe their ethnicity?”"),
        ("ethnicity", {"code": "MARTIAN"}, "Select one of the answers on the page"),
        ("gp", {}, "Fill in what is known: GP. If nothing is, go back"),
        ("school", {"code": "SCHOOL", "from_on-day": "31", "from_on-month": "2", "from_on-year": "2026"}, "real date"),
        (
            "home-authority",
            {
                "where": "Norfolk", "from_on-day": "2", "from_on-month": "3", "from_on-year": "2026",
                "until_on-day": "1", "until_on-month": "3", "until_on-year": "2026",
            },
            "cannot have ended before it began",
        ),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named(
    signed_in: SignedIn, cast: Cast, kai: Involvement, kind: str, sent: dict[str, str], says: str
) -> None:
    answer = signed_in(cast.priya).post(address(kai, "add_detail", kind), sent)
    assert says in answer.content.decode()
    assert not Detail.objects.exists()


def test_an_interpreter_is_never_a_relative_and_the_page_says_why(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    assert "Never a relative, a neighbour or another young person: they may be part of what happened" in shown(
        client, address(kai, "add_detail", "interpreter")
    )
    assert "An interpreter is never a relative" in shown(client, address(kai))


def test_the_allocated_worker_is_somebody_of_the_team_with_the_number(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client, where = signed_in(cast.priya), address(kai, "add_detail", "worker")
    assert client.post(where, {"code": "SOCIAL_WORKER", "professional": str(cast.priya.key)}).status_code == 302
    page = shown(client, address(kai))
    assert "Priya Nair, Social worker" in page
    assert 'href="tel:01632960123"' in page
    assert client.post(where, {"code": "SOCIAL_WORKER", "professional": str(cast.stranger.key)}).status_code == 200


@pytest.mark.parametrize("what", ["detail", "name", "warning"])
def test_what_no_longer_holds_is_ended_with_a_reason(
    signed_in: SignedIn, cast: Cast, kai: Involvement, what: str
) -> None:
    operations.add_detail(**on(kai, cast.priya), new=NewDetail(DetailKind.GP, where="Castle Surgery"))
    operations.add_other_name(**on(kai, cast.priya), use=NameUse.NICKNAME, name="Kaz")
    operations.do_not_disclose(**on(kai, cast.priya), to_whom="his father", because="Threats")
    row = {"detail": Detail, "name": OtherName, "warning": DoNotDisclose}[what].objects.get()
    client, where = signed_in(cast.hana), address(kai, "end_recorded", what, row.key)
    words = {"detail": "Castle Surgery", "name": "Kaz", "warning": "Do not disclose anything to: his father"}[what]
    assert words in shown(client, where)
    assert "Answer “Why does it no longer hold?”" in client.post(where, {}).content.decode()
    assert client.post(where, {"because": "He moved"}).status_code == 302
    assert client.get(where).status_code == 404, "it has ended"
    row.refresh_from_db()
    assert (row.ended_by, row.ended_because) == (cast.hana, "He moved")


def test_a_number_is_checked_recorded_and_withdrawn(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client, where = signed_in(cast.priya), address(kai, "record_number")
    for system, value in ((IdentifierSystem.UPN, "A801200005001"), (IdentifierSystem.NHS_NUMBER, "1234567890")):
        assert "That is not " in client.post(where, {"system": system, "value": value}).content.decode()
    assert client.post(where, {"system": "UPN", "value": "b801200005001", "source": "school"}).status_code == 302
    page = shown(client, address(kai))
    assert "B801200005001, from school" in page
    withdraw = address(kai, "withdraw_number", "upn")
    assert "B801200005001" in shown(client, withdraw)
    assert client.post(withdraw, {"because": "His brother's"}).status_code == 302
    assert "withdrawn by Priya Nair" in shown(client, address(kai))
    assert client.get(withdraw).status_code == 404


def test_a_warning_stands_at_the_top_of_the_record_the_person_and_the_handover(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    where = address(kai, "not_to_disclose")
    assert "Answer “Why?”" in client.post(where, {"to_whom": "his father"}).content.decode()
    assert client.post(where, {"to_whom": "his father", "because": "Threatened him"}).status_code == 302
    page = shown(client, address(kai))
    assert page.index("Do not disclose anything to: his father") < page.index(">Identity</h2>")
    client = signed_in(cast.sam)
    page = shown(client, reverse("incidents:young_person", args=(kai.incident.reference, kai.key)))
    assert page.index("Do not disclose anything to: his father") < page.index("Open actions")
    page = shown(client, reverse("responses:handover", args=(kai.incident.reference,)))
    assert "Do not disclose anything to: his father" in page
    assert "Threatened him" not in page, "the reason does not lie on desks"


def test_another_name_is_hidden_from_a_reader_of_letters(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    assert client.post(address(kai, "add_other_name"), {"name": "Kaz", "use": "NICKNAME"}).status_code == 302
    assert "Kaz" in shown(client, address(kai))
    Professional.objects.filter(pk=cast.priya.pk).update(letters_only=True)
    page = shown(client, address(kai))
    assert not any(name in page for name in ("Kaz", "Mensah"))
    assert "What is recorded of A</h1>" in page


PAGES = [("record",), ("add_detail", "gp"), ("add_other_name",), ("record_number",), ("not_to_disclose",)]


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_strangers_find_nothing(signed_in: SignedIn, cast: Cast, kai: Involvement, name: tuple[str, ...]) -> None:
    assert signed_in(cast.stranger).get(address(kai, *name)).status_code == 404
    assert signed_in(cast.admin).get(address(kai, *name)).status_code == 403


@pytest.mark.parametrize(
    "name",
    [("add_detail", "shoe-size"), ("end_recorded", "detail", "00000000-0000-0000-0000-000000000000"),
     ("end_recorded", "rubbish", "00000000-0000-0000-0000-000000000000"), ("withdraw_number", "upn")],
    ids=str,
)  # fmt: skip
def test_what_is_not_there_is_not_found(
    signed_in: SignedIn, cast: Cast, kai: Involvement, name: tuple[str, ...]
) -> None:
    assert signed_in(cast.priya).get(address(kai, *name)).status_code == 404


def test_the_page_costs_the_same_however_much_is_recorded(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.priya)

    def more() -> None:
        for kind in KINDS.values():
            code = kind.options[0].code if kind.options else ""
            new = NewDetail(kind.kind, code, words="" if code or kind.where else "x", where="x" if kind.where else "")
            operations.add_detail(**on(kai, cast.priya), new=new)
        operations.add_other_name(**on(kai, cast.priya), use=NameUse.NICKNAME, name="Kaz")
        operations.do_not_disclose(**on(kai, cast.priya), to_whom="his father", because="x")

    costs_the_same(lambda: client.get(address(kai)), more, at_most=40)
