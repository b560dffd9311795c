"""The plan of a stay: it begins with the first that is written about it."""

from datetime import datetime
from uuid import UUID

from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement
from reachable.people import queries as people

from ..models import DischargePlan
from ..queries.reading import Reading


def begin_discharge_plan(
    incident: Incident, involvement: Involvement, reading: Reading, *, by: Professional, at: datetime
) -> DischargePlan:
    """That of the last stay, made where there is none. The caller holds the incident's row."""
    return reading.plan or DischargePlan.objects.create(
        incident=incident, involvement=involvement, number=reading.stays.number, begun_by=by, begun_at=at
    )


def person_keys_of(involvement: Involvement) -> list[UUID]:
    return list(people.current_person_keys([involvement.record_id]).values())
