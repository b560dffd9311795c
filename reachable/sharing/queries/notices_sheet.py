"""The data sheet of the notification: what is keyed into the national service, for who decides and advises."""

from dataclasses import dataclass
from datetime import datetime

from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Audience
from reachable.incidents.queries import Heading, NotToDisclose, YoungPersonLine

from ..models import NotificationSheet
from ..permissions import notices as permissions

FORM = "Reachable: data sheet of a serious incident notification"


@dataclass(frozen=True)
class SheetChildLine:
    position: int
    whom: YoungPersonLine
    harm: str


@dataclass(frozen=True)
class SheetView:
    """`others` are the young people who are not on it. `version` 0: nothing was written yet."""

    heading: Heading
    facts: tuple[tuple[str, str], ...]
    description: str
    children: tuple[SheetChildLine, ...]
    others: tuple[YoungPersonLine, ...]
    further: str
    version: int
    by: str
    at: datetime | None
    warnings: tuple[NotToDisclose, ...]
    may_write: bool

    @property
    def young_people(self) -> tuple[YoungPersonLine, ...]:
        """Who is chosen first, in their order."""
        return (*(one.whom for one in self.children), *self.others)

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Each box of the sheet, for a file; a box of a young person begins with its number."""
        found = [("Incident", self.heading.reference), *self.facts, ("What happened", self.description)]
        for child in self.children:
            boxes = (
                ("name", child.whom.name or child.whom.letter),
                ("age", child.whom.age),
                ("role", child.whom.part_words),
                ("where now", child.whom.where_label),
                ("harm", child.harm),
            )
            found += [(f"Child {child.position}, {name}", words) for name, words in boxes]
        return (*found, ("Further detail", self.further))


def notification_sheet(professional: Professional, reference: str, at: datetime) -> SheetView:
    """NotFound for everybody but who decides on the notification and who advises."""
    incident = permissions.to_read(professional, reference, Audience.NOTIFICATION_DECISION, at)
    view = incidents.incident(professional, reference, at)
    rows = NotificationSheet.objects.filter(incident=incident).select_related("by")
    sheet = rows.prefetch_related("children__involvement").first()
    by_letter = {letter: one for one in view.young_people for letter in (one.letter, *one.known_before)}
    children: dict[str, SheetChildLine] = {}
    for child in sorted(sheet.children.all(), key=lambda one: one.position) if sheet else ():
        whom = by_letter[child.involvement.letter]
        children.setdefault(whom.letter, SheetChildLine(len(children) + 1, whom, child.harm))
    return SheetView(
        heading=view.heading,
        facts=view.facts,
        description=view.description,
        children=tuple(children.values()),
        others=tuple(one for one in view.young_people if one.letter not in children),
        further=sheet.further if sheet else "",
        version=sheet.version if sheet else 0,
        by=sheet.by.name if sheet else "",
        at=sheet.at if sheet else None,
        warnings=incidents.not_to_disclose(professional, reference, at),
        may_write=permissions.may_decide(professional),
    )
