"""The page of an incident: what must happen next first, and nothing that its reader may not know."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory import operations as directory
from reachable.directory.models import Professional
from reachable.directory.roles import ROLES
from reachable.incidents import operations
from reachable.incidents.choices import ConnectionKind, Part, TeamPart
from reachable.incidents.facts import ReportedAdult, ReportedYoungPerson
from reachable.incidents.models import Incident, LastLook, NetworkPerson
from reachable.responses import operations as work
from reachable.responses import queries as responses
from tests.counting import costs_the_same
from tests.domain.incident_hands import person_key
from tests.domain.removal_hands import member
from tests.factories import Cast, agency, reported_incident, with_team
from tests.web.sheets import add_action, answer, card_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


def address(reference: str) -> str:
    return reverse("incidents:overview", args=(reference,))


@pytest.fixture
def reference(cast: Cast) -> str:
    return str(
        with_team(cast, reported_incident(cast.mace, description="Two groups met at the bus station.")).reference
    )


def text_of(client: Client, reference: str) -> str:
    answer = client.get(address(reference))
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    return " ".join(answer.content.decode().split())


def row_of(page: str, name: str) -> str:
    """Of the table of young people."""
    rows = page.partition(">Young people</h2>")[2].partition("</table>")[0].split("<tr")
    return next(row for row in rows if name in row)


def test_it_says_what_it_is_how_it_stands_and_who_leads(signed_in: SignedIn, cast: Cast, reference: str) -> None:
    page = text_of(signed_in(cast.hana), reference)
    assert f"{reference} Stabbing or slashing, Waterloo Park</h1>" in page
    assert f"<title>{reference} Stabbing or slashing, Waterloo Park – Reachable</title>" in page
    assert "responding, provisional" in page
    assert "today 21:25" in page
    assert 'Lead <strong>Hana Malik</strong>, <a class="govuk-link" href="tel:01632960123">' in page
    number = '<a class="govuk-link" href="tel:01632960123">01632 960123</a>'
    assert f"SIO <strong>Sam Okafor</strong>, {number}" in page
    assert "team of 3" in page
    assert "a part of the definition that is not known counts as met until shown otherwise" in page


def test_what_must_happen_next_comes_before_what_was_reported(signed_in: SignedIn, cast: Cast, reference: str) -> None:
    page = text_of(signed_in(cast.hana), reference)
    headings = ["Needs attention now", "Young people", "Strands", "Latest", "What was reported"]
    assert [page.index(f">{h}</h2>") for h in headings] == sorted(page.index(f">{h}</h2>") for h in headings)
    assert "Two groups met at the bus station." in page
    assert "Maggie Thorne, Norfolk Constabulary" in page


def test_each_thing_that_waits_leads_to_where_it_is_settled(signed_in: SignedIn, cast: Cast, reference: str) -> None:
    page = text_of(signed_in(cast.hana), reference)
    about = reverse("responses:sheet_about", args=(reference, "immediate-safety", "A"))
    assert f'href="{about}#card-' in page


def test_beyond_the_most_urgent_the_questions_of_a_strand_are_one_line(
    signed_in: SignedIn, cast: Cast, reference: str, at: datetime, set_clock: Callable[[datetime], None]
) -> None:
    """A night's list must fit a glance: the sheet has the rest."""
    set_clock(at + timedelta(hours=5))
    page = text_of(signed_in(cast.hana), reference)
    sheet = reverse("responses:sheet", args=(reference, "immediate-safety"))
    assert re.search(rf'href="{sheet}">Immediate safety: \d+ more questions</a>', page)
    attention = page.partition("Needs attention now")[2].partition("Young people</h2>")[0]
    assert attention.count(f"{reverse('responses:sheet_about', args=(reference, 'immediate-safety', 'A'))}#card-") == 2


def test_an_instruction_never_carries_a_letter_alone(
    signed_in: SignedIn, cast: Cast, reference: str, at: datetime, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(at + timedelta(hours=30))
    page = text_of(signed_in(cast.hana), reference)
    assert "<strong>Kai Mensah (A)</strong>" in page
    assert "more wait" in page
    rest = page.partition("<summary class")[2]
    assert re.search(r'<ol class="app-rows" start="8"> ?<li', rest), "the rest unfolds in its place"


def test_an_overdue_question_says_how_late_it_is_and_its_kind(
    signed_in: SignedIn, cast: Cast, reference: str, at: datetime, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(at + timedelta(hours=30))
    page = text_of(signed_in(cast.hana), reference)
    assert "was due" in page
    assert "h late)" in page
    assert "our default" in page


def test_a_young_person_stands_with_letter_age_role_place_and_questions(
    signed_in: SignedIn, cast: Cast, reference: str
) -> None:
    row = row_of(text_of(signed_in(cast.hana), reference), "Kai Mensah")
    assert "Kai Mensah</a>, about 15" in row
    assert ">victim</span>" in row
    assert "In hospital" in row
    assert re.search(r">\d+ unanswered\s", row)
    assert re.search(r"home: .*not known", row)


def test_where_nothing_needs_attention_now_it_says_what_is_due_next(
    signed_in: SignedIn, cast: Cast, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = responses.standings
    calm = partial(replace, attention=())
    monkeypatch.setattr(responses, "standings", lambda *given, **named: calm(whole(*given, **named)))
    page = text_of(signed_in(cast.hana), reference)
    assert "Nothing is overdue. The next question that is due: " in page
    first = reverse("responses:sheet", args=(reference, "immediate-safety"))
    assert f'is due: <a class="govuk-link" href="{first}">Immediate safety</a>, by <details' in page


def test_a_closed_incident_does_not_say_that_all_was_answered(
    signed_in: SignedIn, cast: Cast, reference: str, at: datetime
) -> None:
    operations.sign_definition(
        by=cast.hana, at=at, reference=reference, offence=("MET", "x"), age=("MET", "x"), setting=("NOT_MET", "x"),
        holds=False, route="SECTION_47", their_reference="S47-1", named_person="Nia Ford",
    )  # fmt: skip
    page = text_of(signed_in(cast.hana), reference)
    assert "closed: not serious youth violence" in page
    assert "none asked now" in page
    assert "No question is asked here now" in page
    assert "Nothing is overdue" not in page
    assert reverse("incidents:reopen", args=(reference,)) in page


def test_whoever_reads_letters_only_sees_no_name(signed_in: SignedIn, cast: Cast, reference: str) -> None:
    Professional.objects.filter(pk=cast.hana.pk).update(letters_only=True)
    page = text_of(signed_in(cast.hana), reference)
    assert "Mensah" not in page
    assert "Young person A" in page


@pytest.mark.parametrize(("name", "reads"), [("hana", "witness"), ("sam", "witness"), ("priya", "connected")])
def test_that_somebody_is_a_witness_is_for_police_and_the_lead(
    signed_in: SignedIn, cast: Cast, name: str, reads: str
) -> None:
    ella = ReportedYoungPerson(given_names="Ella", parts=(Part.WITNESS,))
    incident = with_team(cast, reported_incident(cast.mace, young_people=(ella,)))
    page = text_of(signed_in(getattr(cast, name)), incident.reference)
    assert f">{reads}</span>" in page


def test_without_a_lead_it_says_whom_to_ring(signed_in: SignedIn, cast: Cast, at: datetime) -> None:
    incident = reported_incident(cast.mace)
    directory.set_duty_line(
        by=cast.hana, at=at, role="EMERGENCY_DUTY_SENIOR", name="Emergency duty team", telephone="01632 960999"
    )
    role_name = ROLES["EMERGENCY_DUTY_SENIOR"].name
    page = text_of(signed_in(cast.hana), incident.reference)
    assert "No lead yet" in page
    assert 'href="tel:01632960999">01632 960999</a>' in page
    assert "Emergency duty team (" in page
    directory.set_duty_line(by=cast.hana, at=at, role="EMERGENCY_DUTY_SENIOR", name=role_name, telephone="01632 960998")
    assert f"</strong> {role_name} <" in text_of(signed_in(cast.hana), incident.reference)
    assert reverse("incidents:name_lead", args=(incident.reference,)) in page


def test_adults_and_joined_reports_are_shown(signed_in: SignedIn, cast: Cast, at: datetime) -> None:
    adult = ReportedAdult(given_names="Carl", approximate_age=34, words="Stabbed in the arm")
    incident = with_team(cast, reported_incident(cast.mace, adults=(adult,)))
    other = reported_incident(cast.ward, young_people=())
    operations.join_reports(by=cast.hana, at=at, reference=other.reference, into=incident.reference, same={})
    page = text_of(signed_in(cast.hana), incident.reference)
    assert "Carl, about 34: hurt. Stabbed in the arm" in page
    assert f"Reports joined to this incident: {other.reference}" in page
    page = text_of(signed_in(cast.hana), other.reference)
    assert f'{address(incident.reference)}">{incident.reference}</a>. Work continues there.' in page
    assert "No lead" not in page
    assert "nobody on the team yet" not in page


def test_a_page_without_young_people_says_what_to_do(signed_in: SignedIn, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.mace, young_people=()))
    page = text_of(signed_in(cast.hana), incident.reference)
    assert "No young person is known yet" in page
    assert reverse("incidents:add_young_person", args=(incident.reference,)) in page


def test_the_wrong_role_gets_403(signed_in: SignedIn, cast: Cast, reference: str) -> None:
    assert signed_in(cast.admin).get(address(reference)).status_code == 403


def test_a_stranger_gets_404(signed_in: SignedIn, cast: Cast, reference: str) -> None:
    assert signed_in(cast.stranger).get(address(reference)).status_code == 404


def test_whoever_is_shut_out_gets_404(signed_in: SignedIn, cast: Cast, reference: str, at: datetime) -> None:
    operations.declare_connection(by=cast.priya, at=at, reference=reference, kind=ConnectionKind.LIVES_NEAR)
    assert signed_in(cast.priya).get(address(reference)).status_code == 404


def test_a_question_that_waits_for_several_alike_takes_one_line(
    signed_in: SignedIn, cast: Cast, at: datetime, set_clock: Callable[[datetime], None]
) -> None:
    two = (ReportedYoungPerson(given_names="Kai"), ReportedYoungPerson(given_names="Jay"))
    incident = with_team(cast, reported_incident(cast.mace, young_people=two))
    set_clock(at + timedelta(hours=30))
    client = signed_in(cast.hana)
    page = text_of(client, incident.reference)
    assert "<strong>Kai (A), Jay (B)</strong>" in page
    found = re.search(r'href="([^"]+/about/A/)#(card-[^"]+)"', page)
    assert found is not None
    assert f'id="{found[2]}"' in client.get(found[1]).content.decode()


def test_the_same_statements_suffice_while_nobody_leads(signed_in: SignedIn, cast: Cast) -> None:
    client, incident = signed_in(cast.hana), reported_incident(cast.mace)
    where = address(incident.reference)
    costs_the_same(lambda: client.get(where), lambda: reported_incident(cast.mace), at_most=49)


def test_it_costs_at_most_49_statements_however_much_it_shows(
    signed_in: SignedIn, cast: Cast, reference: str, at: datetime
) -> None:
    client = signed_in(cast.hana)

    def more() -> None:
        for number in range(3):
            facts = ReportedYoungPerson(given_names=f"Child{number}", approximate_age=14, parts=(Part.PRESENT,))
            operations.add_young_person(by=cast.hana, at=at, reference=reference, facts=facts)
            operations.add_young_person(by=cast.hana, at=at, reference=reference, facts=replace(facts, given_names=""))

    costs_the_same(lambda: client.get(address(reference)), more, at_most=49)


@pytest.mark.clause("SAF-10")
def test_whoever_may_be_at_risk_and_has_no_answer_needs_attention(
    signed_in: SignedIn, cast: Cast, reference: str, at: datetime
) -> None:
    hana = signed_in(cast.hana)
    assert "may be at risk," not in text_of(hana, reference)
    operations.map_network(by=cast.hana, at=at, reference=reference, words="To find who is exposed", seen_number=0)
    member(cast.priya, Incident.objects.get(reference=reference), named_at_risk=True)
    page = attention_of(text_of(hana, reference))
    assert "1 person may be at risk, 1 without an answer" in page
    assert f'href="{reverse("network:network", args=(reference,))}#at-risk"' in page
    leo = NetworkPerson.objects.get()
    work.dispose(
        by=cast.priya, at=at, reference=reference, person_key=person_key(leo), code="NO_ACTION_NOW",
        because="He has moved away", seen_number=0,
    )  # fmt: skip
    assert "may be at risk," not in text_of(hana, reference)


def attention_of(page: str) -> str:
    return page.partition(">Needs attention now</h2>")[2].partition(">Young people</h2>")[0]


def test_what_nobody_has_accepted_says_whom_to_ring(signed_in: SignedIn, cast: Cast, reference: str) -> None:
    incident = Incident.objects.get(reference=reference)
    add_action(cast, incident, "Write to the landlord")
    waiting = attention_of(text_of(signed_in(cast.hana), reference))
    assert "Write to the landlord" in waiting
    assert "nobody has accepted it" in waiting
    assert 'Ring: Priya Nair <a class="govuk-link" href="tel:01632960123">' in waiting


def test_who_and_what_is_missing_leads_to_where_it_is_settled(signed_in: SignedIn, cast: Cast, reference: str) -> None:
    incident = Incident.objects.get(reference=reference)
    add_action(cast, incident, owner_key=None, agency_key=agency("school").key)
    waiting = attention_of(text_of(signed_in(cast.hana), reference))
    team, definition = (reverse(f"incidents:{name}", args=(reference,)) for name in ("team", "definition"))
    assert f'href="{team}">Nobody of Mousehold High School is on the team: add them</a>' in waiting
    assert f'href="{team}">No deputy is named</a>' in waiting
    assert f'href="{definition}">Decide what it is</a>: provisional since' in waiting
    unled = reported_incident(cast.mace).reference
    waiting = attention_of(text_of(signed_in(cast.hana), unled))
    assert (
        f'1. <a class="govuk-link" href="{reverse("incidents:name_lead", args=(unled,))}">No lead is named</a>'
        in waiting
    )


def test_the_deputy_stands_beside_the_lead(signed_in: SignedIn, cast: Cast, reference: str, at: datetime) -> None:
    client = signed_in(cast.hana)
    assert "· No deputy" in text_of(client, reference)
    operations.name_lead(
        by=cast.hana, at=at, reference=reference, professional_key=cast.manager.key, part=TeamPart.DEPUTY, why="Nights"
    )
    assert '· Deputy <strong>Owen Pryce</strong>, <a class="govuk-link" href="tel:01632960123">' in text_of(
        client, reference
    )


def test_not_yet_known_is_counted_beside_unanswered(signed_in: SignedIn, cast: Cast, reference: str) -> None:
    incident = Incident.objects.get(reference=reference)
    answer(cast, incident, card_of(cast, incident, "safe-to-return"), record_fields={"home": "not-safe"})
    page = text_of(signed_in(cast.hana), reference)
    row = row_of(page, "Kai Mensah")
    assert re.search(r">\d+ unanswered, 1 not known\s", row)
    assert "home: <strong>not safe</strong>" in row
    assert re.search(r"1 of \d+ answered, 1 not yet known ", page)


def test_the_strands_are_one_step_away_on_every_page_of_the_incident(
    signed_in: SignedIn, cast: Cast, reference: str
) -> None:
    client = signed_in(cast.hana)
    link = f'href="{reverse("responses:strands", args=(reference,))}"'
    assert link in text_of(client, reference)
    assert link in client.get(reverse("incidents:team", args=(reference,))).content.decode()


def test_opening_it_is_a_look(signed_in: SignedIn, cast: Cast, reference: str, at: datetime) -> None:
    text_of(signed_in(cast.hana), reference)
    assert LastLook.objects.get().professional == cast.hana
