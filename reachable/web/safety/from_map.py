"""What the young person's safety map says is not safe, beside the safety plan; and taking a line of it into the plan.

The map is read by those whom the young person allowed, the plan by more: only the place and the times are taken, and
whoever takes them words them before they are saved.
"""

import re
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from reachable.contexts import queries as contexts
from reachable.contexts.choices import MapKind
from reachable.contexts.queries import PlaceLine
from reachable.safety.choices import PlanPlace
from reachable.safety.policies.plan import MOST_MEASURES
from reachable.safety.queries import PlanVersion
from reachable.web.shared.kept import KeptText
from reachable.web.shared.request import PageRequest

TAKE = "take-"  # the button beside a place, and its number on the map


@dataclass(frozen=True)
class OnTheMap:
    """`is_taken`: a measure of the plan that stands begins with its name."""

    line: PlaceLine
    is_taken: bool

    @property
    def place(self) -> PlanPlace:
        """Under which heading of the plan it goes."""
        return PlanPlace.TRAVEL if self.line.kind == MapKind.ROUTE else PlanPlace.AREA

    @property
    def text(self) -> str:
        """Bus station, after school, in the evening: …"""
        times = [f"{one[:1].lower()}{one[1:]}" for one in self.line.times]
        return f"{', '.join([self.line.name, *times])}: "


def on_the_map(request: PageRequest, reference: str, key: UUID, stands: PlanVersion | None) -> tuple[OnTheMap, ...]:
    """Red first; none for a reader who does not see the map, as if there were none."""
    planned = [one.what for one in stands.text.measures] if stands else []
    found = contexts.red_places(request.professional, reference, key, request.at)
    return tuple(OnTheMap(line, any(_begins(what, line.name) for what in planned)) for line in found)


def _begins(what: str, name: str) -> bool:
    """Park: is in it; Parkside is not."""
    return bool(re.match(rf"{re.escape(name.strip())}(?!\w)", what.strip(), re.IGNORECASE))


def chosen(found: tuple[OnTheMap, ...], code: str) -> OnTheMap | None:
    return next((one for one in found if f"{TAKE}{one.line.number}" == code), None)


def first_row(one: OnTheMap, stands: PlanVersion | None) -> dict[str, str]:
    """The first empty row of a form that begins with the plan that stands; nothing where its place is full."""
    used = len(stands.at_place(one.place)) if stands else 0
    return {f"{one.place.value}-{used}-what": one.text} if used < MOST_MEASURES else {}


def put_into(typed: KeptText, one: OnTheMap) -> str:
    """In the first row that is still empty, or one more, of what is typed; the name of that row, or nothing."""
    place, sent = one.place.value, str(typed.get(f"rows-{one.place.value}", ""))
    count = int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= 2 else 0
    empty = (n for n in range(count) if not (_said(typed, f"{place}-{n}-what") or _said(typed, f"{place}-{n}-who")))
    number = next(empty, count)
    if number >= MOST_MEASURES:
        return ""
    typed[f"rows-{place}"] = str(max(count, number + 1))
    typed[f"{place}-{number}-what"] = one.text
    return f"{place}-{number}-what"


def _said(typed: QueryDict, name: str) -> str:
    return str(typed.get(name, "")).strip()
