"""What the tests of notices do over and over."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Audience, FactKind, Part, TeamPart
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Fact, Incident, TimelineEntry
from reachable.sharing import operations
from reachable.sharing.models import AuthorityContact, ManagerAlert, NotificationDecision, RapidReview
from tests.factories import AT, Cast, reported_incident, with_team

CRITERIA = (
    "abuse-or-neglect",
    "died-or-seriously-harmed",
    "in-our-area",
    "looked-after-child-died",
    "care-leaver-died",
)
SENT_AT = AT - timedelta(minutes=5)  # a Saturday: day 1 is Monday 23 November


def led(cast: Cast) -> Incident:
    """Hana leads and decides; Wendy of the hospital advises; Maggie of the police sits on the panel."""
    incident = with_team(cast, reported_incident(cast.hana))
    on_team(cast, incident, cast.ward, TeamPart.SAFEGUARDING_ADVISER)
    on_team(cast, incident, cast.mace, TeamPart.REVIEW_PANEL)
    return incident


def on_team(cast: Cast, incident: Incident, who: Professional, part: TeamPart = TeamPart.MEMBER) -> None:
    join = incidents.add_to_team if part == TeamPart.MEMBER else incidents.name_lead
    join(by=cast.hana, at=AT, reference=incident.reference, professional_key=who.key, part=part, why="Helps")


def alert(by: Professional, incident: Incident, **more: Any) -> ManagerAlert:
    told: dict[str, Any] = {"sent_at": SENT_AT, "sent_to": "Director of children's services", **more}
    return operations.send_alert(by=by, at=AT, reference=incident.reference, **told)


def found(**more: str) -> dict[str, operations.Found]:
    return {code: operations.Found(more.get(code.replace("-", "_"), "YES"), "As the ward says.") for code in CRITERIA}


def decide(by: Professional, incident: Incident, **more: Any) -> NotificationDecision:
    told: dict[str, Any] = {
        "decided": "NOTIFY",
        "because": "He was seriously harmed and exploited.",
        "criteria": found(),
        "seen_number": 0,
        "at": AT,
        **more,
    }
    return operations.decide_notification(by=by, reference=incident.reference, **told)


def advise(by: Professional, incident: Incident, side: str = "HEALTH", **more: Any) -> None:
    told: dict[str, Any] = {
        "advises": "NOTIFY",
        "because": "The harm is serious.",
        "adviser": "Named nurse",
        "seen_number": 0,
        **more,
    }
    operations.advise(by=by, at=AT, reference=incident.reference, side=side, **told)


def send(by: Professional, incident: Incident, **more: Any) -> Fact:
    told: dict[str, Any] = {"sent_at": SENT_AT, "sent_by": by.name, "national_reference": "SIN-1", "at": AT, **more}
    return operations.say_notification_sent(by=by, reference=incident.reference, **told)


def reviewed(cast: Cast, incident: Incident) -> RapidReview:
    send(cast.hana, incident)
    return RapidReview.objects.get(incident=incident)


def another_authority(by: Professional, incident: Incident) -> UUID:
    """Kai turns out to live under another authority; the key of his involvement."""
    kai = incident.involvements.get(position=0)
    incidents.record_fact(
        by=by,
        at=AT,
        reference=incident.reference,
        kind=FactKind.OTHER_AUTHORITY,
        involvement_key=kai.key,
        happened_at=AT,
        place="Suffolk",
        key=uuid4(),
    )
    return kai.key


def say(by: Professional, incident: Incident, key: UUID, **more: Any) -> AuthorityContact:
    told: dict[str, Any] = {
        "state": "TOLD",
        "whom": "Duty manager, Suffolk",
        "happened_at": AT - timedelta(minutes=1),
        "authority_words": "Suffolk County Council",
        "seen_number": 0,
        "at": AT,
        **more,
    }
    return operations.say_authority(by=by, reference=incident.reference, involvement_key=key, **told)


def lines(incident: Incident, audience: Audience, since: datetime | None = None) -> list[str]:
    rows = TimelineEntry.objects.filter(incident=incident, audience=audience)
    return list(rows.order_by("pk").values_list("words", flat=True))


def young(name: str) -> ReportedYoungPerson:
    return ReportedYoungPerson(given_names=name, approximate_age=14, parts=(Part.PRESENT,))
