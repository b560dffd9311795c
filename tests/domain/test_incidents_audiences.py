"""What is narrower than the team: a truth table over the cast, and that the timeline keeps it."""

import pytest

from reachable.audit import log
from reachable.common.refusals import NotFound
from reachable.directory import operations as directory
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Professional
from reachable.incidents import access, operations, queries, timeline
from reachable.incidents.choices import Audience, ConnectionKind, TeamPart
from reachable.incidents.models import Incident, TimelineEntry
from reachable.outbox.models import Delivery
from tests.factories import AT, CHARACTERS, LONG_AGO, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db

EVERYBODY = Audience.TEAM
ALERT = Audience.CHILDRENS_SERVICES
DECISION = Audience.NOTIFICATION_DECISION
PANEL = Audience.RAPID_REVIEW_PANEL
WITNESSES = Audience.WITNESSES
THREAT = Audience.THREAT_TO_LIFE
PART = {
    "lead": TeamPart.LEAD,
    "deputy": TeamPart.DEPUTY,
    "investigates": TeamPart.SENIOR_INVESTIGATING_OFFICER,
    "adviser": TeamPart.SAFEGUARDING_ADVISER,
    "panel": TeamPart.REVIEW_PANEL,
}

# (who, what they are in the incident beside being on its team, what they read beside what the team reads)
TABLE = [
    ("hana", "", {ALERT, DECISION, WITNESSES, THREAT}),
    ("hana", "lead", {ALERT, DECISION, WITNESSES, PANEL, THREAT}),
    ("hana", "panel", {ALERT, DECISION, WITNESSES, PANEL, THREAT}),
    ("manager", "", {ALERT, DECISION, THREAT}),
    ("manager", "deputy", {ALERT, DECISION, THREAT}),
    ("manager", "lead", {ALERT, DECISION, PANEL, THREAT}),
    ("edt", "", {ALERT, DECISION, WITNESSES, THREAT}),
    ("on_call", "", {ALERT, DECISION, WITNESSES, THREAT}),
    ("priya", "", {ALERT}),
    ("priya", "panel", {ALERT, PANEL}),
    ("joy", "", set()),
    ("joy", "panel", {PANEL}),
    ("sam", "", {WITNESSES, THREAT}),
    ("sam", "investigates", {WITNESSES, THREAT}),
    ("mace", "", {WITNESSES, THREAT}),
    ("mace", "adviser", {WITNESSES, DECISION, THREAT}),
    ("mace", "adviser panel", {WITNESSES, DECISION, PANEL, THREAT}),
    ("ward", "", set()),
    ("ward", "adviser", {DECISION}),
    ("ward", "panel", {PANEL}),
    ("tyss", "", set()),
    ("youth_justice", "", set()),
    ("school", "", set()),
    ("school", "panel", {PANEL}),
    ("elsewhere", "", set()),
    ("elsewhere", "panel", {PANEL}),
]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """Led by somebody else than those of the table, with an entry of every audience."""
    found = with_team(cast, reported_incident(cast.hana))
    with log.trail():
        for audience in Audience:
            timeline.write(found, "written-here", f"For {audience}.", by=cast.hana, at=AT, audience=audience)
    return found


def made(name: str, role: RoleCode, agency: str, kind: AgencyKind) -> Professional:
    return directory.create_professional(
        by=None, at=LONG_AGO, name=name, email=f"{name.lower()}@{agency}.example", job_title="Social work",
        agency=directory.create_agency(by=None, at=LONG_AGO, code=agency, name=agency.title(), kind=kind),
        roles=[role], opens_account=True,
    )  # fmt: skip


def somebody(cast: Cast, who: str) -> Professional:
    if who == "on_call":
        return made("Onslow", RoleCode.ON_CALL_SENIOR_MANAGER, "county", AgencyKind.CHILDRENS_SERVICES)
    if who == "elsewhere":
        return made("Esme", RoleCode.SOCIAL_WORKER, "suffolk", AgencyKind.OTHER_AUTHORITY)
    found: Professional = getattr(cast, who)
    return found


def put_on_the_team(cast: Cast, incident: Incident, who: Professional, named: str) -> None:
    """On the team with these parts and no other."""
    common = {"by": cast.hana, "at": AT, "reference": incident.reference, "professional_key": who.key, "why": "x"}
    if who == cast.hana and "lead" not in named:
        operations.name_lead(**common | {"professional_key": cast.edt.key})
    if who == cast.sam and "investigates" not in named:
        operations.leave_team(
            by=cast.hana, at=AT, reference=incident.reference, professional_key=who.key,
            part=TeamPart.SENIOR_INVESTIGATING_OFFICER,
        )  # fmt: skip
    if not access.is_on_team(who, incident, AT):
        operations.add_to_team(**common)
    for part in (PART[one] for one in named.split()):
        if not access.current_team(AT).filter(incident=incident, professional=who, part=part).exists():
            operations.name_lead(**common, part=part)


def read_on_the_timeline(who: Professional, incident: Incident) -> set[str]:
    lines = queries.timeline_for(who, incident.reference, AT).lines
    return {line.words.removeprefix("For ").removesuffix(".") for line in lines if line.code == "written-here"}


@pytest.mark.parametrize(("who", "named", "reads"), TABLE, ids=[f"{who} {named}".strip() for who, named, _ in TABLE])
def test_who_reads_what(cast: Cast, incident, who: str, named: str, reads: set[Audience]) -> None:
    someone = somebody(cast, who)
    put_on_the_team(cast, incident, someone, named)
    reader = Professional.objects.get(pk=someone.pk)
    expected = {EVERYBODY, *reads}
    heading = queries.heading(reader, incident.reference, AT)
    assert heading.audiences == expected
    assert read_on_the_timeline(reader, incident) == {str(one) for one in expected}
    assert access.audiences_on_team(reader, incident, AT) == expected
    rows = TimelineEntry.objects.filter(access.readable(reader, AT), incident=incident, code="written-here")
    assert set(rows.values_list("audience", flat=True)) == {str(one) for one in expected}


def test_the_table_has_everybody_of_the_cast_who_sees_incidents() -> None:
    without = {"ig", "admin", "stranger"}
    assert {who for who, _, _ in TABLE} == (set(CHARACTERS) - without) | {"on_call", "elsewhere"}


@pytest.mark.parametrize("who", ["ig", "admin", "stranger", "manager", "mace", "ward", "school"])
def test_off_the_team_nothing_is_read(cast: Cast, incident, who: str) -> None:
    with pytest.raises(NotFound):
        queries.timeline_for(getattr(cast, who), incident.reference, AT)


@pytest.mark.parametrize(("who", "part"), [("ward", "adviser"), ("school", "panel")])
def test_what_a_part_opens_closes_with_it(cast: Cast, incident, who: str, part: str) -> None:
    someone = getattr(cast, who)
    put_on_the_team(cast, incident, someone, part)
    before = queries.heading(someone, incident.reference, AT).audiences
    operations.leave_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=someone.key, part=PART[part]
    )
    assert (len(before), queries.heading(someone, incident.reference, AT).audiences) == (2, {EVERYBODY})


def test_a_part_opens_its_own_incident_alone(cast: Cast, incident) -> None:
    other = with_team(cast, reported_incident(cast.hana))
    put_on_the_team(cast, incident, cast.ward, "adviser panel")
    operations.add_to_team(
        by=cast.hana, at=AT, reference=other.reference, professional_key=cast.ward.key, why="On her ward"
    )
    with log.trail():
        timeline.write(other, "written-here", "x", by=cast.hana, at=AT, audience=PANEL)
    assert queries.heading(cast.ward, other.reference, AT).audiences == {EVERYBODY}
    rows = TimelineEntry.objects.filter(access.readable(cast.ward, AT), incident=other, code="written-here")
    assert not rows.exists()


def test_whoever_is_connected_reads_nothing_of_any_audience(cast: Cast, incident) -> None:
    put_on_the_team(cast, incident, cast.mace, "adviser panel")
    operations.declare_connection(by=cast.mace, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    with pytest.raises(NotFound):
        queries.heading(cast.mace, incident.reference, AT)
    assert access.audiences_on_team(cast.mace, incident, AT) == {EVERYBODY, WITNESSES, THREAT}


def test_emergency_access_reads_what_the_role_reads_and_no_part(cast: Cast, incident) -> None:
    operations.use_emergency_access(
        by=cast.ward, at=AT, details=operations.ExactDetails(reference=incident.reference), because="On my ward"
    )
    assert read_on_the_timeline(cast.ward, incident) == {str(EVERYBODY)}


def test_a_part_in_a_report_ends_with_that_in_the_incident_it_became_part_of(cast: Cast, incident) -> None:
    """The report's own team stays as it was; who opens it is asked of the incident."""
    report = with_team(cast, reported_incident(cast.hana))
    put_on_the_team(cast, report, cast.ward, "adviser")
    with log.trail():
        timeline.write(report, "written-here", "x", by=cast.hana, at=AT, audience=DECISION)
    rows = TimelineEntry.objects.filter(incident=report, code="written-here")
    same = dict.fromkeys((young.key for young in report.involvements.all()), incident.involvements.get().key)
    operations.join_reports(by=cast.hana, at=AT, reference=report.reference, into=incident.reference, same=same)
    assert rows.filter(access.readable(cast.ward, AT)).exists()
    operations.leave_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.ward.key, part=PART["adviser"]
    )
    assert not rows.filter(access.readable(cast.ward, AT)).exists()
    assert queries.heading(cast.ward, report.reference, AT).audiences == {EVERYBODY}


def test_whoever_is_named_to_read_is_not_told_by_mail_to_lead(cast: Cast, incident) -> None:
    Delivery.objects.all().delete()
    for name, part in (("ward", "adviser"), ("mace", "panel"), ("edt", "deputy")):
        put_on_the_team(cast, incident, getattr(cast, name), part)
    mails = Delivery.objects.values_list("to", "message")
    assert {message for to, message in mails if to in (cast.ward.email, cast.mace.email)} == {"ADDED_TO_TEAM"}
    assert {message for to, message in mails if to == cast.edt.email} == {"ADDED_TO_TEAM", "NAMED_LEAD"}
