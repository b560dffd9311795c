"""What the tests of clearing share: clearing somebody, and asking how it stands."""

from datetime import datetime, timedelta
from typing import Any

from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement
from reachable.safety import operations
from reachable.safety.choices import ContactMode, Mitigation, StaffRisk
from reachable.safety.models import Clearance
from reachable.safety.standing import Stands, stands
from tests.factories import AT

HOUR = timedelta(hours=1)
FOUR_HOURS = 4 * HOUR


def cleared(
    by: Professional, incident: Incident, young: Involvement | None, *, at: datetime = AT, **changes: Any
) -> Clearance:
    """A visit at home by two, for four hours."""
    asked: dict[str, Any] = {
        "mode": ContactMode.HOME_VISIT,
        "place": "at home",
        "risk": StaffRisk.SOME,
        "because": "Two known to carry knives may be near",
        "mitigations": [Mitigation.TWO_TOGETHER],
        "until_at": at + FOUR_HOURS,
    }
    return operations.clear_contact(
        by=by,
        at=at,
        reference=incident.reference,
        involvement_key=young.key if young else None,
        **{**asked, **changes},
    )


def standing(one: Clearance, at: datetime = AT + 2 * HOUR) -> Stands:
    one.refresh_from_db()
    return stands([one], at)[one.pk]
