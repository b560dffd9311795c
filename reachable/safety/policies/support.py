"""What can be recorded of support for staff: whether and when, never what was said (STF-2)."""

from collections.abc import Iterable
from datetime import date

from reachable.common.refusals import Refused

from ..choices import SupportState


def check_support_is_new(*, exists: bool) -> None:
    """Once for a team: what follows is a change of that (STF-2)."""
    if exists:
        raise Refused("That is recorded for this team already. Change it in the list above.", field="agency")


def check_names_nobody(team: str, names: Iterable[str]) -> None:
    """Support is recorded for a team, never for a named worker (STF-2). `names` are those of the incident's team."""
    said = team.casefold()
    if any(name.casefold() in said for name in names if name.strip()):
        raise Refused(
            "That is somebody's name. Name the team alone: who goes to it is not recorded.",
            clause="STF-2",
            field="team",
        )


def check_support_day(state: str, day: date | None, today: date) -> None:
    """What was held has come (STF-2); a booking may lie ahead, and a day that is not known may stay open."""
    if day is not None and state not in (SupportState.BOOKED, SupportState.HELD):
        raise Refused("Only what is booked or was held has a day.", field="on")
    if state == SupportState.HELD and day is not None and day > today:
        raise Refused("That day is in the future: it is booked until then.", clause="STF-2", field="on")


def check_support_changes(*, changed: bool) -> None:
    if not changed:
        raise Refused("Nothing is different from what stands already.", field="state")
