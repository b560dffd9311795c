"""Emergency access: one page, one reason, and an answer that reads the same whatever exists."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.models import Incident, TeamMember
from reachable.outbox.choices import Message
from reachable.outbox.messages import TEXTS
from reachable.outbox.models import Delivery
from tests.factories import Cast
from tests.web.test_look_up import KAI, incident, night_line

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
ADDRESS = reverse("incidents:emergency_access")
WHY = {"because": "He is on my ward and asks for his worker"}
__all__ = ["incident", "night_line"]  # the fixtures of the page beside it


def said(client: Client, sent: dict[str, str]) -> str:
    answer = client.post(ADDRESS, {**sent, **WHY}, follow=True)
    assert answer.redirect_chain == [("/incidents/", 302)]
    page = " ".join(answer.content.decode().split())
    return page.partition("Recorded")[2].partition("</div>")[0]


def test_it_opens_the_incident_until_the_morning_and_says_where(
    signed_in: SignedIn, cast: Cast, incident: Incident, night_line: None, at: datetime
) -> None:
    client = signed_in(cast.ward)
    words = said(client, KAI)
    assert "it is in your list of incidents until tomorrow 10:15" in words
    assert "its lead and the information-governance lead have been told" in words
    assert "If it is not there: ring Emergency duty on 01632 960200." in words
    assert incident.reference in client.get(reverse("incidents:incidents")).content.decode()
    assert client.get(reverse("incidents:overview", args=(incident.reference,))).status_code == 200


def test_the_answer_reads_the_same_whatever_exists(
    signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime
) -> None:
    operations.declare_connection(by=cast.priya, at=at, reference=incident.reference, kind="RELATED")
    answers = {
        said(signed_in(cast.ward), KAI),
        said(signed_in(cast.ward), {"how": "REFERENCE", "reference": "INC-2026-0099"}),
        said(signed_in(cast.ward), {**KAI, "family_name": "Mensa"}),
        said(signed_in(cast.priya), KAI),
        said(signed_in(cast.priya), {"how": "REFERENCE", "reference": incident.reference}),
    }
    assert len(answers) == 1
    assert not queries.incidents_for(cast.priya, at)


def test_the_lead_and_governance_are_told_by_a_mail_without_content(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    assert cast.ig
    said(signed_in(cast.ward), KAI)
    sent = Delivery.objects.filter(message="EMERGENCY_ACCESS")
    assert set(sent.values_list("to", flat=True)) == {cast.hana.email, cast.ig.email}
    assert incident.reference not in TEXTS[Message.EMERGENCY_ACCESS].body("https://reachable.example/")


def test_the_team_page_shows_who_until_when_and_why_and_lets_it_be_ended(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    said(signed_in(cast.ward), KAI)
    client = signed_in(cast.hana)
    page = " ".join(client.get(reverse("incidents:team", args=(incident.reference,))).content.decode().split())
    assert "<strong>Wendy Barrow</strong> <strong>· Emergency access</strong>" in page
    assert WHY["because"] in page
    assert "until" in page
    ending = reverse("incidents:leave_team", args=(incident.reference, cast.ward.key))
    assert client.post(ending, {}).status_code == 302
    overview = reverse("incidents:overview", args=(incident.reference,))
    assert signed_in(cast.ward).get(overview).status_code == 404


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"because": ""}, "Answer “Why it cannot wait”"),
        ({"family_name": ""}, "Enter family name"),
        ({"how": "REFERENCE", "reference": "INC-12"}, "Enter the whole reference, like INC-2026-0012"),
    ],
)
def test_what_is_missing_is_named_and_nobody_is_let_in(
    signed_in: SignedIn, cast: Cast, incident: Incident, change: dict[str, str], says: str
) -> None:
    page = signed_in(cast.ward).post(ADDRESS, {**KAI, **WHY, **change}).content.decode()
    assert says in page
    assert not TeamMember.objects.filter(professional=cast.ward).exists()
    assert not Entry.objects.filter(verb="emergency-access-used").exists()


def test_after_five_it_says_so(signed_in: SignedIn, cast: Cast, incident: Incident, at: datetime) -> None:
    nothing = operations.ExactDetails(reference="INC-2026-0099")
    for _ in range(5):
        operations.use_emergency_access(by=cast.ward, at=at, details=nothing, because="x")
    page = signed_in(cast.ward).post(ADDRESS, {**KAI, **WHY}).content.decode()
    assert "You have asked 5 times in the last hour" in page
    assert not TeamMember.objects.filter(professional=cast.ward).exists()


@pytest.mark.parametrize("who", ["joy", "ig", "admin"])
def test_it_is_for_those_who_safeguard(signed_in: SignedIn, cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert (client.get(ADDRESS).status_code, client.post(ADDRESS, KAI).status_code) == (403, 403)


def test_the_page_of_the_incident_shows_it_with_until_and_why(cast: Cast, incident: Incident, at: datetime) -> None:
    def partial(who: Professional) -> str:
        view = queries.incident(who, incident.reference, at)
        shown = {"view": view, "heading": view.heading}
        return " ".join(get_template("incidents/_emergency.html").render({"page": shown, "at": at}).split())

    assert "Emergency access" not in partial(cast.hana)
    details = operations.ExactDetails(reference=incident.reference)
    operations.use_emergency_access(by=cast.ward, at=at, details=details, **WHY)
    assert "Wendy Barrow, Named nurse, Norwich General Hospital, until" in partial(cast.priya)
    assert WHY["because"] in partial(cast.priya)
    assert "End it" in partial(cast.hana)
    assert "End it" not in partial(cast.priya)
