"""What the tests of the pages about court share: two young people, what is said of them, a reader who sees less."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from reachable.directory import operations as directory
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import FactKind, LinkKind, Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement
from tests.factories import AT, LONG_AGO, Cast, reported_incident, with_team
from tests.web.young_people import assert_declares_everybody_it_shows

LEO = ReportedYoungPerson(given_names="Leo", family_name="Baptiste", approximate_age=16, parts=(Part.SUSPECTED,))
KAI = ReportedYoungPerson(given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,))
FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


def two_young_people(cast: Cast) -> Incident:
    """Kai (A), a victim, and Leo (B), suspected."""
    return with_team(cast, reported_incident(cast.hana, young_people=(KAI, LEO)))


def linked_with(cast: Cast, incident: Incident) -> Involvement:
    """B of another incident, which Hana leads, Sam investigates and Priya works on."""
    there = with_team(cast, reported_incident(cast.hana, young_people=(KAI, LEO), place="Chapelfield"))
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    operations.link_incidents(**told, other=there.reference, kind=LinkKind.SAME_PEOPLE, because="The same two")
    return there.involvements.get(position=1)


def volunteer(cast: Cast) -> Professional:
    """Reads no network, and looks up nothing."""
    club = directory.create_agency(by=None, at=LONG_AGO, code="club", name="Boxing club", kind=AgencyKind.VOLUNTARY)
    return directory.create_professional(
        by=None, at=LONG_AGO, name="Vera Lund", email="vera@club.example", job_title="Coach", agency=club,
        roles=[RoleCode.VOLUNTARY_PARTNER], opens_account=True, is_demo_persona=True,
    )  # fmt: skip


def say(by: Professional, about: Involvement | Incident, kind: str, **more: Any) -> None:
    here = about if isinstance(about, Incident) else about.incident
    key = None if isinstance(about, Incident) else about.key
    facts: dict[str, Any] = {"at": AT, "involvement_key": key, "key": uuid4(), **more}
    operations.record_fact(by=by, reference=here.reference, kind=kind, **facts)


def hearing(by: Professional, about: Involvement, when: datetime | None = FRIDAY, **more: Any) -> None:
    say(by, about, FactKind.COURT_DATE, happened_at=when, **{"place": "Norwich Youth Court", **more})


def calendar(incident: Incident) -> str:
    return reverse("court:court", args=(incident.reference,))


def one(young: Involvement) -> str:
    return reverse("court:young_person", args=(young.incident.reference, young.key))


def record(young: Involvement, kind: str) -> str:
    return reverse("incidents:record_fact_about", args=(young.incident.reference, young.key, kind))


def text_of(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    return " ".join(answer.content.decode().split())
