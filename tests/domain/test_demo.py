"""The demo: what it tells, that it is always fresh, that it begins again, and that nothing of it leaves the house."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from reachable.audit.models import Entry
from reachable.audit.verify import verify
from reachable.common import clock
from reachable.common.refusals import NotFound
from reachable.directory import operations as directory
from reachable.directory import queries as people
from reachable.directory.choices import RoleCode
from reachable.directory.models import Agency, ContactPoint, DutyShift, Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Finding, Part, Phase, TeamPart, Where
from reachable.incidents.models import Fact, FactStanding, Incident, InvolvementPart, TeamMember
from reachable.jobs.demo import times
from reachable.outbox.models import Delivery
from reachable.people.models import Identifier
from reachable.responses import queries as responses
from reachable.responses.choices import UNFINISHED, ActionState, Standing, Step
from reachable.responses.models import Action, ActionStep, Answer, Consideration
from tests.factories import AT
from tests.signing_in import sign_in

EASED, EARLIER, NOT_SERIOUS, MAIN, SECOND_REPORT, NEW = (f"INC-2026-000{n}" for n in range(1, 7))
WEDNESDAY = datetime(2026, 11, 25, 10, 6, tzinfo=UTC)  # the shortest time after an evening


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Loaded once for all of these tests, on the Saturday night at which the clock of the tests stands."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(clock, "now", lambda: AT)
        yield run_demo()
        transaction.set_rollback(True)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def run_demo(*options: str) -> str:
    out = StringIO()
    call_command("demo", *options, stdout=out)
    return out.getvalue()


def who(short: str) -> Professional:
    return Professional.objects.get(email__startswith=f"{short}@")


def lines(short: str, reference: str) -> dict[str, incidents.YoungPersonLine]:
    heading = incidents.heading(who(short), reference, AT)
    return {line.letter: line for line in incidents.young_people(who(short), heading.incident_id, AT)}


def running(short: str, reference: str, at: datetime = AT) -> dict[str, responses.StrandLine]:
    found = responses.strands(who(short), reference, at)
    return {line.code: line for line in found if line.standing != Standing.STOPPED}


# --- The command ---


def test_it_says_how_many_people_came_and_how_long_it_took(loaded: str) -> None:
    assert loaded == "Loaded the demo: 22 invented professionals, in 0 s.\n"  # the clock of the tests stands


def test_a_second_time_is_refused_and_does_nothing_where_it_is_asked_only_if_empty() -> None:
    before = Entry.objects.count()
    with pytest.raises(CommandError, match=r"loaded already\. To begin again: manage\.py demo --reset"):
        run_demo()
    assert run_demo("--if-empty") == ""
    assert Entry.objects.count() == before


@pytest.mark.parametrize("option", [(), ("--if-empty",), ("--reset",), ("--reset", "--yes")])
def test_outside_the_demo_it_does_not_exist_and_empties_nothing(settings: Any, option: tuple[str, ...]) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="does not exist under these settings"):
        run_demo(*option)
    assert Incident.objects.count() == 6


def _summary(at: datetime) -> dict[str, object]:
    return {
        "incidents": list(Incident.objects.order_by("reference").values_list("reference", "phase", "place")),
        "people": list(Professional.objects.order_by("pk").values_list("name", flat=True)),
        "strands": [
            sorted((s.code, s.letters) for s in running("hana", one, at).values()) for one in (EASED, EARLIER, MAIN)
        ],
        "answers": Answer.objects.count(),
        "actions": sorted(Action.objects.values_list("state", "what")),
        "entries": Entry.objects.exclude(verb="delivery-queued").count(),  # who is on call differs by the day
    }


def test_reset_empties_everything_and_tells_the_same_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _summary(AT)
    Path(settings.AUDIT_ANCHORS).write_text("an anchor of the chain that is gone\n")
    mail = Path(settings.OUTBOX_FOLDER) / "old.eml"
    mail.parent.mkdir(parents=True, exist_ok=True)
    mail.write_text("of the demo before")
    with undone():
        agency = Agency.objects.get(code="nnuh")
        directory.create_agency(by=None, at=AT, code="made-since", name="Made since", kind=agency.kind)
        monkeypatch.setattr(clock, "now", lambda: WEDNESDAY)
        if connection.vendor == "postgresql":  # the role that runs owns no table
            with pytest.raises(CommandError, match="Only the role that owns the tables"):
                run_demo("--reset")
            return
        said = run_demo("--reset")
        assert said.startswith("Deleted everything and loaded the demo anew: 22 invented professionals")
        assert not Agency.objects.filter(code="made-since").exists()
        assert _summary(WEDNESDAY) == before
        assert verify().holds
        with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_entry")
    assert not Path(settings.AUDIT_ANCHORS).exists()
    assert not mail.exists()


def test_reset_asks_again_where_somebody_was_invited() -> None:
    with undone():
        directory.create_professional(
            by=None, at=AT, name="Noor Haddad", email="noor@open-door.example", job_title="Worker",
            agency=Agency.objects.get(code="open-door"), roles=[RoleCode.VOLUNTARY_PARTNER], opens_account=True,
        )  # fmt: skip
        with pytest.raises(CommandError, match=r"1 with an account did not come with the demo.*--reset --yes"):
            run_demo("--reset")
        assert Incident.objects.count() == 6


# --- When ---


@pytest.mark.parametrize(
    ("now", "evening"),
    [
        ("2026-11-21 09:00", "2026-11-19 22:05"),  # Saturday, too early: the night before has not been worked yet
        ("2026-11-21 10:06", "2026-11-20 22:05"),
        ("2026-11-22 03:00", "2026-11-20 22:05"),
        ("2026-11-23 23:00", "2026-11-20 22:05"),  # Monday night: still the Friday
        ("2026-11-24 09:00", "2026-11-20 22:05"),
        ("2026-11-24 10:06", "2026-11-23 22:05"),
        ("2026-11-26 09:00", "2026-11-24 22:05"),
        ("2026-03-29 11:30", "2026-03-27 22:05"),  # the night on which the clocks go forward
    ],
)
def test_the_evening_is_the_friday_at_the_weekend_and_otherwise_the_last_one(now: str, evening: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=clock.LONDON)
    found = times.evening_before(at)
    assert clock.local(found).strftime("%Y-%m-%d %H:%M") == evening


@pytest.mark.parametrize("hours", [12, 20, 36, 60, 85])
def test_the_day_runs_from_the_first_morning_to_now_by_daylight_alone(hours: int) -> None:
    happened = datetime(2026, 11, 20, 22, 5, tzinfo=UTC)
    now = happened + timedelta(hours=hours)
    since = times.Since(happened, now)
    told = [since.day(part / 20) for part in range(21)]
    assert told == sorted(told)
    assert told[0] > since.night(182), "the night is over first"
    assert told[-1] < now
    assert all(7 <= clock.local(one).hour <= 19 for one in told)


# --- The main incident ---


def test_it_is_a_stabbing_near_the_bus_station_on_a_friday_night_with_five_young_people() -> None:
    main = Incident.objects.get(reference=MAIN)
    assert clock.local(main.happened_at or AT).strftime("%A %H:%M") == "Friday 22:05"
    assert (main.offence, main.phase, main.place) == ("STABBING", Phase.CONFIRMED, "Bus station, Surrey Street")
    young = lines("hana", MAIN)
    assert {letter: (line.name, line.age, {code for code, _ in line.parts}) for letter, line in young.items()} == {
        "A": ("Kai Mensah", "15", {Part.VICTIM}),
        "B": ("Jay Larter", "16", {Part.VICTIM}),
        "C": ("Ella Mensah", "12", {Part.SIBLING, Part.WITNESS}),
        "D": ("Dovydas Petrauskas", "16", {Part.SUSPECTED}),
        "E": ("Rui Fernandes", "15", {Part.PRESENT}),
    }
    assert (young["A"].where, young["A"].place) == (Where.HOSPITAL, "NNUH, Cley ward")
    arrest = Fact.objects.filter(incident=main, kind="ARRESTED", place__startswith="Wymondham")
    assert {fact.involvement.letter for fact in arrest if fact.involvement} == {"D"}


def test_two_agencies_reported_it_and_their_reports_were_joined() -> None:
    second = Incident.objects.get(reference=SECOND_REPORT)
    main = Incident.objects.get(reference=MAIN)
    assert (second.phase, second.joined_into) == (Phase.JOINED, main)
    assert {main.reported_by.name, second.reported_by.name} == {"Wendy Barrow", "Ravi Menon"}


def test_contradictory_facts_are_both_kept_and_one_of_them_is_chosen_with_a_reason() -> None:
    jay = incidents.young_person(who("hana"), MAIN, lines("hana", MAIN)["B"].key, AT)
    said = {row.where: row for row in jay.whereabouts if row.is_wrong}
    assert set(said) == {Where.HOSPITAL}
    assert any("none of our departments" in row.because for row in jay.whereabouts)
    assert not jay.said_now
    arrests = Fact.objects.filter(incident__reference=MAIN, kind="ARRESTED").order_by("happened_at")
    standings = [FactStanding.objects.filter(fact=fact).order_by("-number").first() for fact in arrests]
    assert [row.standing for row in standings if row] == ["STANDS", "NOT_CHOSEN"]
    assert all("camera" in row.because for row in standings if row)


def test_where_rui_is_stays_unsettled_and_the_strand_of_a_missing_child_is_open() -> None:
    rui = lines("hana", MAIN)["E"]
    assert rui.is_contradictory
    assert rui.where_label == "Missing, or somewhere else (With his mother in Lowestoft): not settled"
    assert running("hana", MAIN)["missing"].letters == ("E",)


def test_the_strands_of_the_guide_that_it_calls_for_are_open() -> None:
    open_ = {code: line.letters for code, line in running("hana", MAIN).items()}
    assert open_ == {
        "immediate-safety": (),
        "enquiries": (),
        "notifications": (),
        "staff-safety": ("A", "B", "C"),
        "hospital": ("A",),
        "discharge": ("A",),
        "custody": ("D",),
        "court": ("D",),
        "missing": ("E",),
        "other-authority": ("E",),
        "wider-context": (),
        "media": (),
        "staff-wellbeing": (),
        "briefings": (),
    }


def test_it_is_half_worked_and_what_is_late_can_be_counted_on_two_hands() -> None:
    asked = Consideration.objects.filter(strand__response__incident__reference=MAIN)
    asked = asked.exclude(strand__standing=Standing.STOPPED)
    answered = asked.filter(answers__isnull=False).distinct().count()
    assert 0.6 < answered / asked.count() < 0.9
    late = sum(line.overdue for line in running("hana", MAIN).values())
    assert 1 <= late <= 10


def test_the_alert_was_sent_the_notification_is_still_to_be_decided_and_few_may_read_of_it() -> None:
    cards = {card.code: card for card in responses.sheet(who("hana"), MAIN, "notifications", AT).incident_cards}
    assert cards["senior-manager-alert"].answer == "IN_PLACE"
    assert not cards["notification-decision"].number
    assert cards["notification-decision"].due_kind == "statutory"
    assert (cards["notification-decision"].due_at or AT) > AT
    shown = {card.code for card in responses.sheet(who("shona"), MAIN, "notifications", AT).incident_cards}
    assert not shown & {"senior-manager-alert", "notification-decision"}
    assert TeamMember.objects.filter(incident__reference=MAIN, part=TeamPart.SAFEGUARDING_ADVISER).count() == 2


def test_actions_are_accepted_done_late_handed_back_rung_about_and_proposed() -> None:
    actions = Action.objects.filter(incident__reference=MAIN)
    steps = set(ActionStep.objects.filter(action__in=actions).values_list("step", flat=True))
    expected = {Step.ACCEPTED, Step.DONE, Step.EXTENDED, Step.HANDED_BACK, Step.WITHDRAWN, Step.RANG_NO_ANSWER}
    assert expected | {Step.RANG_SPOKE} <= steps
    unfinished = actions.filter(state__in=UNFINISHED)
    assert unfinished.filter(due_at__lt=AT).exists()
    assert unfinished.filter(due_at__range=(AT, AT + timedelta(hours=12))).exists()
    assert unfinished.filter(finds_out_for__isnull=False).exists(), "what is not known is rolled up"
    assert actions.filter(state=ActionState.PROPOSED, makes_contact=True).exists()
    early = ActionStep.objects.filter(action__in=actions, words__startswith="Contact was made before it was cleared")
    assert early.exists()


def test_who_lives_in_the_street_stepped_back_and_is_shut_out() -> None:
    with pytest.raises(NotFound):
        incidents.heading(who("nadia"), MAIN, AT)
    assert [line.name for line in incidents.stepped_back(who("hana"), MAIN, AT)] == ["Nadia Rahman"]


def test_the_custody_worker_used_emergency_access() -> None:
    member = TeamMember.objects.get(incident__reference=MAIN, part=TeamPart.EMERGENCY)
    assert member.professional.name == "Callum Baxter"


# --- The others ---


def test_an_earlier_incident_is_linked_and_one_of_its_young_people_is_in_both() -> None:
    heading = incidents.heading(who("hana"), MAIN, AT)
    [link] = incidents.links_of(who("hana"), heading, AT)
    assert link.reference == EARLIER
    also = {row.letter: [across for across, _ in row.there] for row in incidents.also_in(who("hana"), heading, AT)}
    assert also == {"D": ["A/0002"]}
    there, here = lines("hana", EARLIER)["A"], lines("hana", MAIN)["D"]
    assert there.person_key == here.person_key
    assert ([label for _, label in there.parts], [label for _, label in here.parts]) == (["Victim"], ["Suspected"])
    assert "court" in running("hana", EARLIER)


def test_another_is_in_stabilisation_and_suspicion_has_ended_there() -> None:
    assert "stabilisation" in running("hana", EASED)
    ended = InvolvementPart.objects.get(involvement__incident__reference=EASED, part=Part.SUSPECTED)
    assert (ended.until_reason, ended.until_on is not None) == ("NO_FURTHER_ACTION", True)


@pytest.mark.parametrize("reference", [EASED, EARLIER])
def test_nothing_of_the_first_days_of_an_older_incident_is_late(reference: str) -> None:
    assert {code: line.overdue for code, line in running("hana", reference).items() if line.overdue} == {}


def test_a_late_answer_says_why() -> None:
    assert Answer.objects.exclude(late_because="").exists()


def test_one_was_not_serious_youth_violence_and_says_what_carries_it_on() -> None:
    assert Incident.objects.get(reference=NOT_SERIOUS).phase == Phase.NOT_SERIOUS
    shown = incidents.definition(who("hana"), NOT_SERIOUS, AT).decisions[0]
    assert (shown.holds, shown.parts[0].finding) == (False, Finding.NOT_MET)
    assert "FD-20418" in shown.carried_on
    assert Action.objects.get(incident__reference=NOT_SERIOUS).state == ActionState.OPEN


def test_a_report_of_this_hour_waits_for_the_duty_roles() -> None:
    assert Incident.objects.get(reference=NEW).phase == Phase.PROVISIONAL
    assert NEW in {line.reference for line in incidents.reports_to_triage(who("edith"), AT)}


# --- The directory, and what leaves the house ---


def test_the_directory_is_partly_confirmed_and_the_rota_of_this_week_has_one_gap() -> None:
    points = ContactPoint.objects.filter(retired_at=None)
    assert points.filter(confirmed_at=None).exists()
    assert points.filter(confirmed_at__gt=AT - timedelta(days=90)).exists()
    assert points.filter(confirmed_at__lt=AT - timedelta(days=90)).exists()
    days = people.rota(clock.local_date(AT), 7)
    assert sum(len(day.gaps) for day in days) == 1
    names = {shift.professional.name for shift in DutyShift.objects.filter(from_at__lte=AT, until_at__gt=AT)}
    assert len(names) == 3


def test_nobody_in_it_exists_and_nothing_can_reach_anybody() -> None:
    assert settings.OUTBOX_TRANSPORT.endswith("FileFolder")
    assert Delivery.objects.exists()
    assert not Delivery.objects.exclude(to__endswith=".example").exists()
    assert not Professional.objects.exclude(email__endswith=".example").exists()
    numbers = Identifier.objects.values_list("value", flat=True)
    assert numbers
    assert all(number.startswith("999") for number in numbers)
    rung = [
        *Professional.objects.values_list("telephone", flat=True),
        *ContactPoint.objects.values_list("telephone", flat=True),
    ]
    assert all(one.startswith("01632 960") for one in rung if one)
    mailboxes = ContactPoint.objects.exclude(mailbox="").values_list("mailbox", flat=True)
    assert all(one.endswith(".example") for one in mailboxes)


def test_the_audit_of_the_demo_holds() -> None:
    report = verify()
    assert report.holds, report.problems


def test_everybody_opens_their_own_page_and_the_main_incident_or_nothing(client: Client) -> None:
    demo = people.demo_professionals()
    assert len(demo) == 22
    for one in demo:
        sign_in(client, Professional.objects.get(key=one.key))
        assert client.get(reverse("home:my_work")).status_code == 200, one.name
        shown = client.get(reverse("incidents:overview", args=[MAIN])).status_code
        on_it = TeamMember.objects.filter(incident__reference=MAIN, professional__key=one.key, until_at=None).exists()
        grace = one.name == "Grace Otieno"  # for a week
        assert (shown == 200) == (on_it or grace), (one.name, shown)
