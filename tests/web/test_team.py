"""Who works on an incident, and who steps back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import access, operations, queries
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Connection, Incident
from reachable.outbox.models import Delivery
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


def address(incident: Incident, name: str = "team", *more: object) -> str:
    return reverse(f"incidents:{name}", args=(incident.reference, *more))


def holders(incident: Incident, at: datetime, part: str) -> set[str]:
    return {m.professional.name for m in access.current_team(at).filter(incident=incident, part=part)}


def test_the_page_says_who_why_since_and_how_to_ring(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = " ".join(signed_in(cast.priya).get(address(incident)).content.decode().split())
    assert "<strong>Hana Malik</strong> <strong>· Lead</strong>" in page
    assert "Senior Investigating Officer" in page
    assert "Social worker, Norfolk Children&#39;s Services" in page
    assert "Works with Kai and his family" in page
    assert "since" in page
    assert "01632 960123" in page
    assert "Add somebody to the team" not in page


def test_a_team_without_anybody_says_what_it_is_for(signed_in: SignedIn, cast: Cast) -> None:
    page = signed_in(cast.hana).get(address(reported_incident(cast.mace))).content.decode()
    assert "Nobody is on the team yet" in page
    assert "Name the lead" in page


def test_the_picker_lists_everybody_and_can_be_narrowed(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    assert cast.everybody
    client = signed_in(cast.hana)
    page = client.get(address(incident, "add_to_team")).content.decode()
    assert "Wendy Barrow, Named nurse, Norwich General Hospital" in page
    page = client.get(address(incident, "add_to_team"), {"find": "hospital"}).content.decode()
    assert "Wendy Barrow" in page
    assert "Tomasz Wilk" not in page


def test_a_lead_is_named_and_the_former_stays(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    sent = {"part": "LEAD", "professional": str(cast.manager.key), "why": "Takes over for the week"}
    answer = signed_in(cast.hana).post(address(incident, "name_lead"), sent, follow=True)
    assert "Owen Pryce is now Lead" in answer.content.decode()
    assert holders(incident, at, TeamPart.LEAD) == {"Owen Pryce"}
    assert "Hana Malik" in holders(incident, at, TeamPart.MEMBER)


def test_who_holds_two_parts_and_loses_both_stays_once(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    client = signed_in(cast.hana)
    for part, who in (("DEPUTY", cast.manager), ("LEAD", cast.manager), ("LEAD", cast.edt)):
        sent = {"part": part, "professional": str(who.key), "why": "x"}
        assert client.post(address(incident, "name_lead"), sent).status_code == 302
    assert (holders(incident, at, TeamPart.LEAD), holders(incident, at, TeamPart.DEPUTY)) == (
        {"Edith Lamb"}, {"Owen Pryce"},
    )  # fmt: skip
    assert "Hana Malik" in holders(incident, at, TeamPart.MEMBER)


def test_naming_somebody_again_is_refused(signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime) -> None:
    client = signed_in(cast.hana)
    sent = {"part": "DEPUTY", "professional": str(cast.manager.key), "why": "x"}
    assert client.post(address(incident, "name_lead"), sent).status_code == 302
    assert "Owen Pryce is a deputy lead already." in client.post(address(incident, "name_lead"), sent).content.decode()
    assert holders(incident, at, TeamPart.DEPUTY) == {"Owen Pryce"}


def test_a_part_that_does_not_fit_says_who_could_take_it(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    sent = {"part": "LEAD", "professional": str(cast.priya.key), "why": "x"}
    page = signed_in(cast.hana).post(address(incident, "name_lead"), sent).content.decode()
    assert "Priya Nair cannot be the lead. Who could: Head of Social Work, Team manager" in page


@pytest.mark.parametrize(
    ("who", "email", "says"),
    [
        ("manager", "owen@council.example", "A mail to them is on its way"),
        ("manager", "", "No mail address is known, so nobody was told. Ring them."),
        ("hana", "hana@council.example", ""),
    ],
)
def test_the_page_says_who_was_told(
    signed_in: SignedIn, cast: Cast, incident: Incident, who: str, email: str, says: str
) -> None:
    chosen = getattr(cast, who)
    Professional.objects.filter(pk=chosen.pk).update(email=email)
    sent = {"part": "DEPUTY", "professional": str(chosen.key), "why": "x"}
    page = signed_in(cast.hana).post(address(incident, "name_lead"), sent, follow=True).content.decode()
    assert says in page
    queued = Delivery.objects.filter(message="NAMED_LEAD", professional_key=chosen.key, to=email)
    assert queued.exists() is ("on its way" in page)


def test_who_is_added_is_told(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    sent = {"part": "MEMBER", "professional": str(cast.ward.key), "why": "Kai is on her ward"}
    page = signed_in(cast.hana).post(address(incident, "add_to_team"), sent, follow=True).content.decode()
    assert "A mail to them is on its way" in page
    assert "nothing was sent" not in page
    assert Delivery.objects.filter(message="ADDED_TO_TEAM", professional_key=cast.ward.key).count() == 1


def test_somebody_is_added_with_a_reason_and_an_end(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    sent = {
        "part": "MEMBER", "professional": str(cast.ward.key), "why": "Kai is on her ward", "until_at-day": "23",
        "until_at-month": "11", "until_at-year": "2026", "until_at-time": "09:00",
    }  # fmt: skip
    client = signed_in(cast.hana)
    assert (
        "Wendy Barrow joined the team"
        in client.post(address(incident, "add_to_team"), sent, follow=True).content.decode()
    )
    assert "until" in client.get(address(incident)).content.decode()
    assert queries.incidents_for(cast.ward, at)
    assert not queries.incidents_for(cast.ward, at + timedelta(days=3))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"why": ""}, "Answer “Why they need to work on it”"),
        ({"professional": ""}, "Select a professional"),
        ({"professional": "nobody"}, "Select one of the answers on the page"),
        ({"part": "LEAD"}, "Select one of the answers on the page"),
    ],
)
def test_a_wrong_entry_is_named(
    signed_in: SignedIn, cast: Cast, incident: Incident, change: dict[str, str], says: str
) -> None:
    sent = {"part": "MEMBER", "professional": str(cast.ward.key), "why": "x", **change}
    assert says in signed_in(cast.hana).post(address(incident, "add_to_team"), sent).content.decode()


def test_ending_a_membership_is_asked_about_first(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    client, where = signed_in(cast.hana), address(incident, "leave_team", cast.priya.key)
    assert "End the membership of Priya Nair?" in client.get(where).content.decode()
    assert queries.incidents_for(cast.priya, at)
    assert client.post(where).status_code == 302
    assert not queries.incidents_for(cast.priya, at)


def test_a_lead_is_replaced_before_leaving(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = signed_in(cast.hana).post(address(incident, "leave_team", cast.hana.key)).content.decode()
    assert "Name another lead first." in page


def test_somebody_not_on_the_team_cannot_be_ended(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    assert signed_in(cast.hana).post(address(incident, "leave_team", cast.ward.key)).status_code == 404


@pytest.mark.parametrize("name", ["name_lead", "add_to_team"])
def test_changing_the_team_is_for_managers(signed_in: SignedIn, cast: Cast, incident: Incident, name: str) -> None:
    assert signed_in(cast.priya).get(address(incident, name)).status_code == 403


@pytest.mark.parametrize("name", ["team", "connection"])
def test_strangers_find_nothing(signed_in: SignedIn, cast: Cast, incident: Incident, name: str) -> None:
    assert signed_in(cast.stranger).get(address(incident, name)).status_code == 404
    assert signed_in(cast.admin).get(address(incident, name)).status_code == 403


def test_a_connection_shuts_its_declarer_out_at_once(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.priya)
    page = client.get(address(incident, "connection")).content.decode()
    assert "<strong>at once</strong>" in page
    assert "The lead is told" in page
    answer = client.post(address(incident, "connection"), {"kind": "LIVES_NEAR", "words": "Same street"}, follow=True)
    assert answer.redirect_chain == [("/incidents/", 302)]
    assert f"You stepped back from {incident.reference}" in answer.content.decode()
    assert client.get(address(incident)).status_code == 404
    assert Connection.objects.get().words == "Same street"


def test_a_lead_reads_who_is_told_in_his_place(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = signed_in(cast.hana).get(address(incident, "connection")).content.decode()
    assert "the deputy and the information-governance lead are told" in page


def test_the_kind_of_connection_is_asked(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = signed_in(cast.priya).post(address(incident, "connection"), {"words": "x"}).content.decode()
    assert "Answer “What is the connection?”" in page
    assert not Connection.objects.exists()


def test_the_page_costs_the_same_however_large_the_team(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    client = signed_in(cast.hana)

    def more() -> None:
        for who in (cast.ward, cast.school, cast.tyss):
            common = {"by": cast.hana, "at": at, "reference": incident.reference}
            operations.add_to_team(**common, professional_key=who.key, why="x")

    costs_the_same(lambda: client.get(address(incident)), more, at_most=22)
    costs_the_same(lambda: client.get(address(incident, "add_to_team")), lambda: cast.everybody, at_most=15)


@pytest.fixture
def connected(cast: Cast, incident: Incident, at: datetime) -> Incident:
    """Priya lives in the same street; Owen deputises."""
    operations.name_lead(
        by=cast.hana, at=at, reference=incident.reference, professional_key=cast.manager.key,
        part=TeamPart.DEPUTY, why="x",
    )  # fmt: skip
    operations.declare_connection(
        by=cast.priya, at=at, reference=incident.reference, kind="LIVES_NEAR", words="Same street"
    )
    return incident


def test_the_lead_reads_who_stepped_back_and_ends_it(
    signed_in: SignedIn, cast: Cast, connected: Incident, at: datetime
) -> None:
    client = signed_in(cast.hana)
    page = client.get(address(connected)).content.decode()
    assert "Stepped back" in page
    assert "Lives near somebody in it: Same street" in page
    where = address(connected, "end_connection", cast.priya.key)
    assert where in page
    assert "Answer “Why it no longer stands in the way”" in client.post(where, {"because": ""}).content.decode()
    page = client.post(where, {"because": "She moved away"}, follow=True).content.decode()
    assert "Priya Nair may work on it again" in page
    assert "Same street" not in page
    assert client.get(where).status_code == 404


def test_the_team_does_not_read_who_stepped_back(signed_in: SignedIn, cast: Cast, connected: Incident) -> None:
    client = signed_in(cast.sam)
    page = client.get(address(connected)).content.decode()
    assert "Same street" not in page
    assert 'id="stepped-back"' not in page
    assert client.get(address(connected, "end_connection", cast.priya.key)).status_code == 403


def test_a_new_lead_does_not_read_why_the_last_one_stepped_back(
    signed_in: SignedIn, cast: Cast, connected: Incident, at: datetime
) -> None:
    common = {"at": at, "reference": connected.reference}
    operations.declare_connection(by=cast.hana, **common, kind="RELATED", words="My nephew")
    operations.name_lead(by=cast.manager, **common, professional_key=cast.edt.key, why="Takes over")
    client = signed_in(cast.edt)
    page = client.get(address(connected)).content.decode()
    assert "Hana Malik" in page
    assert "My nephew" not in page
    assert client.get(address(connected, "end_connection", cast.hana.key)).status_code == 404
    assert "My nephew" in signed_in(cast.manager).get(address(connected)).content.decode()


def test_somebody_with_two_parts_stands_once_with_both(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    client = signed_in(cast.hana)
    sent = {"part": "REVIEW_PANEL", "professional": str(cast.priya.key), "why": "Asked by the board"}
    page = client.post(address(incident, "name_lead"), sent, follow=True).content.decode()
    assert "Priya Nair is now Rapid review panel" in page
    rows = page.partition("<ul")[2]
    assert rows.count("<strong>Priya Nair</strong>") == 1
    assert "Rapid review panel: Asked by the board" in rows
    assert "Team: Works with Kai and his family" in rows


def test_an_adviser_is_named_until_a_day_and_only_police_and_health_are_listed(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    assert cast.everybody
    client, part = signed_in(cast.hana), {"part": "SAFEGUARDING_ADVISER"}
    page = client.get(address(incident, "name_lead"), part).content.decode()
    assert "The decision stays with children&#39;s services" in page
    options = page.partition("<select")[2].partition("</select>")[0]
    assert "Wendy Barrow" in options
    assert "Maggie Thorne" in options
    assert not any(name in options for name in ("Hana Malik", "Priya Nair", "Shona Reid", "Joy Adeyemi"))
    sent = {
        **part, "professional": str(cast.ward.key), "why": "Named nurse", "until_at-day": "23", "until_at-month": "11",
        "until_at-year": "2026", "until_at-time": "09:00",
    }  # fmt: skip
    assert client.post(address(incident, "name_lead"), sent).status_code == 302
    assert holders(incident, at, TeamPart.SAFEGUARDING_ADVISER) == {"Wendy Barrow"}
    assert not holders(incident, at + timedelta(days=3), TeamPart.SAFEGUARDING_ADVISER)


def test_naming_a_lead_says_who_leads_now_and_what_becomes_of_them(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.hana)
    page = client.get(address(incident, "name_lead")).content.decode()
    assert "Now: Hana Malik. Naming somebody else replaces them in one step. They stay on the team" in page
    assert "until_at" not in page
    page = client.get(address(incident, "name_lead"), {"part": "DEPUTY"}).content.decode()
    assert "Now:" not in page
    assert "until_at" in page


def test_a_lead_who_steps_down_is_offered_to_name_the_next(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    page = signed_in(cast.hana).get(address(incident, "leave_team", cast.hana.key)).content.decode()
    assert f'href="{address(incident, "name_lead")}">Name who leads instead</a>' in page
    assert "End the membership</button>" not in " ".join(page.split()).replace(" </button>", "</button>")


def test_one_part_is_ended_and_the_rest_stays(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    common = {"by": cast.hana, "at": at, "reference": incident.reference}
    operations.name_lead(**common, professional_key=cast.priya.key, part=TeamPart.REVIEW_PANEL, why="x")
    client, where = signed_in(cast.hana), address(incident, "leave_team", cast.priya.key)
    page = client.get(where).content.decode()
    assert "Only “Rapid review panel”" in page
    assert "Everything: they leave the team" in page
    assert "Answer “What ends?”" in client.post(where, {}).content.decode()
    sent = {"part": "REVIEW_PANEL", "because": "The panel has met"}
    assert "One part of Priya Nair has ended" in client.post(where, sent, follow=True).content.decode()
    assert (holders(incident, at, TeamPart.REVIEW_PANEL), "Priya Nair" in holders(incident, at, TeamPart.MEMBER)) == (
        set(), True,
    )  # fmt: skip


def test_former_members_stand_below_with_until_when_and_what_for(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.hana)
    assert 'id="former"' not in client.get(address(incident)).content.decode()
    client.post(address(incident, "leave_team", cast.priya.key), {"because": "Back to her own team"})
    page = " ".join(signed_in(cast.sam).get(address(incident)).content.decode().split())
    below = page.partition('id="former"')[2]
    assert "Priya Nair" in below
    assert "was on the team until" in below
    assert "had joined because: Works with Kai and his family" in below
