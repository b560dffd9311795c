"""What tests of the way back do by hand: sign, ease, answer everything that must be."""

from datetime import datetime, timedelta

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents.models import Incident
from reachable.oversight import operations, queries
from reachable.oversight.queries import WayBack
from reachable.responses import operations as responses
from reachable.responses.choices import AnswerCode
from reachable.responses.models import Consideration
from tests.factories import AT, Cast

LATER = AT + timedelta(days=21)
MET = ("MET", "As it was reported")


def signed(cast: Cast, incident: Incident, at: datetime = AT) -> None:
    incidents.sign_definition(
        by=cast.hana, at=at, reference=incident.reference, offence=MET, age=MET, setting=MET, holds=True
    )
    incident.refresh_from_db()


def eased(cast: Cast, incident: Incident, at: datetime = AT) -> None:
    operations.begin_stabilisation(by=cast.hana, at=at, reference=incident.reference, because="Three quiet weeks")
    incident.refresh_from_db()


def way_back(by: Professional, incident: Incident, at: datetime = LATER) -> WayBack:
    return queries.way_back(by, incident.reference, at)


def answered(by: Professional, incident: Incident, at: datetime = LATER) -> None:
    """Every question that must be answered; those that should be stay."""
    for one in way_back(by, incident, at).of("musts"):
        if one.holds_back:
            row = Consideration.objects.get(key=one.key)
            responses.answer_consideration(
                by=by,
                at=at,
                reference=incident.reference,
                consideration_key=row.key,
                answer=AnswerCode.NOT_NEEDED,
                because="Looked at, and not needed",
                late_because="Written down afterwards",
                seen_number=row.answers.count(),
            )


def handed_over(by: Professional, incident: Incident, to: Professional, at: datetime = LATER) -> int:
    lines = [(one.kind, one.line) for one in way_back(by, incident, at).of("owned") if one.kind and one.line]
    return operations.hand_over(
        by=by,
        at=at,
        reference=incident.reference,
        lines=lines,
        to=to.key,
        words="The plan, and what is still to be done",
        next_on=clock.local_date(at) + timedelta(days=7),
    )


def phase_of(by: Professional, incident: Incident, at: datetime = LATER) -> str:
    return incident_queries.heading(by, incident.reference, at).phase
