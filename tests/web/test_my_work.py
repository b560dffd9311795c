"""My work: what waits on me, most urgent first, across incidents."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.incidents import operations as incidents
from reachable.responses import operations
from tests.counting import costs_the_same
from tests.factories import AT, Cast, agency, reported_incident, with_team
from tests.web.sheets import add_action, card_of, response
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
ADDRESS = "/"


def _part(html: str, group: str) -> str:
    return html.partition(f'aria-labelledby="{group}"')[2].partition("</section>")[0]


def test_nothing_waiting_teaches_what_stands_here(cast: Cast, signed_in) -> None:
    html = signed_in(cast.priya).get(ADDRESS).content.decode()
    assert "Nothing is waiting on you" in html
    assert reverse("incidents:report") in html


def test_what_is_late_comes_first_then_today_then_the_week(cast: Cast, signed_in, set_clock) -> None:
    incident = response(cast)
    add_action(cast, incident, "Late one", due_at=AT + timedelta(minutes=1))
    add_action(cast, incident, "Today one", due_at=AT + timedelta(hours=1))
    add_action(cast, incident, "Week one", due_at=AT + timedelta(days=3))
    set_clock(AT + timedelta(minutes=10))
    page = signed_in(cast.priya).get(ADDRESS)
    html = page.content.decode()
    assert "Late one" in _part(html, "overdue")
    assert "was due today 22:16 (9 min late)" in _part(html, "overdue")
    assert "Today one" in _part(html, "today")
    assert "Week one" in _part(html, "next-week")
    assert html.index("Late one") < html.index("Today one") < html.index("Week one")
    assert_declares_everybody_it_shows(page)


def test_a_row_names_whom_and_which_incident(cast: Cast, signed_in) -> None:
    incident = response(cast)
    add_action(cast, incident)
    html = signed_in(cast.priya).get(ADDRESS).content.decode()
    assert f"Kai Mensah (A/{incident.reference[-4:]})" in html
    assert reverse("incidents:overview", args=[incident.reference]) in html


def test_the_three_commonest_things_are_done_in_place(cast: Cast, signed_in) -> None:
    incident = response(cast)
    done, longer, other = (add_action(cast, incident, what) for what in ("Do it", "Do it later", "Not for me"))
    client = signed_in(cast.priya)
    html = client.get(ADDRESS).content.decode()
    assert html.count('name="next" value="/"') == 12
    for action, step, fields in (
        (done, "action_done", {"outcome": "Done"}),
        (longer, "action_extend", {"until": "2026-11-22T12:00", "because": "Shut"}),
        (other, "action_hand_back", {"because": "On leave"}),
    ):
        sent = {"version": "1", "next": "/", **fields}
        assert client.post(reverse(f"responses:{step}", args=[action.key]), sent)["Location"] == "/"
    html = client.get(ADDRESS).content.decode()
    assert "Do it later" in html
    assert "Not for me" in html, "the banner says what was handed back"
    assert "Not for me" not in client.get(ADDRESS).content.decode()


def test_what_my_agency_has_not_accepted_can_be_accepted(cast: Cast, signed_in) -> None:
    incident = response(cast)
    ours = add_action(cast, incident, "Ask about housing", owner_key=None, agency_key=cast.priya.agency.key)
    client = signed_in(cast.priya)
    assert "Ask about housing" in _part(client.get(ADDRESS).content.decode(), "agency")
    client.post(reverse("responses:action_accept", args=[ours.key]), {"version": "1", "next": "/"})
    assert "Ask about housing" in _part(client.get(ADDRESS).content.decode(), "next-week")


def test_what_i_gave_to_others_shows_whom_to_ring_until_it_is_accepted(cast: Cast, signed_in) -> None:
    incident = response(cast)
    directory.set_duty_line(
        by=None, at=AT, role=RoleCode.POLICE_DUTY_INSPECTOR, name="Duty inspector", telephone="01632 960777"
    )
    add_action(cast, incident, "Write to the landlord")
    add_action(cast, incident, "Check the marker", owner_key=None, agency_key=agency("police").key)
    add_action(cast, incident, "Not urgent", due_at=AT + timedelta(days=3))
    others = _part(signed_in(cast.hana).get(ADDRESS).content.decode(), "others")
    assert others.count("not accepted yet") == 3
    assert "Ring: Priya Nair" in others
    assert "01632 960123" in others
    assert "01632 960777" in others
    assert others.count("app-ring") == 2


@pytest.mark.clause("STF-1")
def test_a_proposed_contact_cannot_be_accepted_from_here(cast: Cast, signed_in) -> None:
    incident = response(cast)
    visit = add_action(cast, incident, "Visit the family", makes_contact=True)
    html = signed_in(cast.priya).get(ADDRESS).content.decode()
    assert "Proposed: do not make contact yet" in html
    assert reverse("responses:action_accept", args=[incident.key])[:9] in html
    assert ">Accept<" not in html
    assert "Done…" not in html, "one Enter must not finish a contact that is not cleared"
    assert reverse("responses:action_done", args=[visit.key]) not in html
    assert "Do not make contact yet</strong>" in html
    assert "Contact was already made…" in html


def test_reports_without_a_lead_are_counted_for_those_who_triage(cast: Cast, signed_in) -> None:
    incident = reported_incident(cast.mace)
    html = signed_in(cast.hana).get(ADDRESS).content.decode()
    assert "1 report without a lead" in html
    assert incident.reference in html
    assert incident.reference not in signed_in(cast.priya).get(ADDRESS).content.decode()


def test_another_team_s_actions_are_not_mine(cast: Cast, signed_in) -> None:
    incident = response(cast)
    add_action(cast, incident, "Ask about housing", owner_key=None, agency_key=cast.stranger.agency.key)
    assert "Ask about housing" not in signed_in(cast.stranger).get(ADDRESS).content.decode()


def test_a_reader_of_letters_only_sees_no_name(cast: Cast, signed_in) -> None:
    incident = response(cast)
    add_action(cast, incident)
    cast.priya.letters_only = True
    cast.priya.save(update_fields=["letters_only"])
    html = signed_in(cast.priya).get(ADDRESS).content.decode()
    assert "Mensah" not in html
    assert f"A/{incident.reference[-4:]}" in html


def test_anybody_who_can_sign_in_has_the_page(cast: Cast, signed_in, client) -> None:
    assert client.get(ADDRESS).status_code == 302
    assert signed_in(cast.admin).get(ADDRESS).status_code == 200
    assert "Nothing is waiting on you" in signed_in(cast.ig).get(ADDRESS).content.decode()


def test_it_costs_the_same_with_more_work_in_one_incident_or_more_actions(cast: Cast, signed_in) -> None:
    incident = response(cast, 6)
    add_action(cast, incident)
    client = signed_in(cast.priya)
    costs_the_same(
        lambda: client.get(ADDRESS), lambda: [add_action(cast, incident, f"Letter {n}") for n in range(8)], at_most=26
    )


def test_work_in_two_incidents_leaves_a_look_through_each(cast: Cast, signed_in) -> None:
    first = response(cast)
    second = with_team(cast, reported_incident(cast.hana))
    add_action(cast, first)
    operations.add_action(
        by=cast.hana,
        at=AT,
        reference=second.reference,
        new=operations.NewAction(what="Write", due_at=AT + timedelta(hours=1), owner_key=cast.priya.key),
        about_key=second.involvements.get().key,
    )
    page = signed_in(cast.priya).get(ADDRESS)
    assert {look.incident for look in page.looks} == {first.reference, second.reference}


def test_what_is_to_be_decided_stands_before_the_questions_for_me(cast: Cast, signed_in) -> None:
    incident = response(cast, 2)
    page = signed_in(cast.hana).get(ADDRESS)
    html = page.content.decode()
    decide = _part(html, "to-decide")
    assert f'href="{reverse("incidents:definition", args=[incident.reference])}"' in decide
    assert "provisional since today 22:15" in decide
    assert html.index('id="to-decide"') < html.index('id="questions"')
    assert "To decide <strong>1</strong>" in html
    assert_declares_everybody_it_shows(page)


@pytest.mark.clause("SAF-1")
def test_a_question_names_everybody_it_is_about_on_one_line(cast: Cast, signed_in) -> None:
    incident = response(cast, 2)
    page = signed_in(cast.sam).get(ADDRESS)
    questions = _part(page.content.decode(), "questions")
    ask = "Is a threat to life warning required?"
    assert questions.count(ask) == 1
    number = incident.reference[-4:]
    assert f"Kai Mensah (A/{number}), Jay Mensah (B/{number})" in questions
    grid = reverse("responses:sheet", args=[incident.reference, "immediate-safety"])
    assert f'href="{grid}">{ask}</a>' in questions
    assert_declares_everybody_it_shows(page)
    assert 'id="questions"' not in signed_in(cast.stranger).get(ADDRESS).content.decode()


def test_a_question_about_one_leads_to_its_card(cast: Cast, signed_in) -> None:
    incident = response(cast)
    client = signed_in(cast.sam)
    questions = _part(client.get(ADDRESS).content.decode(), "questions")
    sheet = reverse("responses:sheet_about", args=[incident.reference, "immediate-safety", "A"])
    card = card_of(cast, incident, "threat-to-life")
    assert f'href="{sheet}#card-{card.key}"' in questions
    assert f'id="card-{card.key}"' in client.get(sheet).content.decode()


def test_an_incident_is_new_until_it_is_opened_then_its_changes_are_counted(cast: Cast, signed_in, set_clock) -> None:
    incident = response(cast)
    client = signed_in(cast.priya)
    assert f"{incident.reference}</a> Stabbing" in client.get(ADDRESS).content.decode().partition("New to you")[2]
    client.get(reverse("incidents:overview", args=[incident.reference]))
    html = client.get(ADDRESS).content.decode()
    assert "New to you" not in html
    assert "Since you last looked" not in html
    later = AT + timedelta(minutes=5)
    set_clock(later)
    for at in (later, later):
        incidents.record_whereabouts(
            by=cast.sam, at=at, reference=incident.reference, involvement_key=incident.involvements.get().key,
            where="HOSPITAL", place="Another ward", seen_number=incident.involvements.get().whereabouts.count(),
        )  # fmt: skip
    assert "Since you last looked: 2 changes in 1 incident<" in client.get(ADDRESS).content.decode()
    client.get(reverse("incidents:timeline", args=[incident.reference]))
    assert "Since you last looked" not in client.get(ADDRESS).content.decode()


def test_those_i_lead_stand_below(cast: Cast, signed_in) -> None:
    incident = response(cast)
    lead = _part(signed_in(cast.hana).get(ADDRESS).content.decode(), "lead")
    assert incident.reference in lead
    assert "responding, provisional" in lead
    assert 'id="lead"' not in signed_in(cast.sam).get(ADDRESS).content.decode()


def test_it_costs_the_same_in_many_incidents(cast: Cast, signed_in) -> None:
    """The looks as well: one entry for each incident, all written at once."""
    add_action(cast, response(cast))
    client = signed_in(cast.sam)
    costs_the_same(
        lambda: client.get(ADDRESS), lambda: [add_action(cast, response(cast, 3)) for _ in range(4)], at_most=25
    )
