"""What is recorded of two people, beside each other, for somebody who decides whether they are one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.people import queries as people
from reachable.people.choices import NO_DATE, DetailKind
from reachable.people.models import Belonging, PersonRecord
from reachable.people.scope import Scope

NOT_SHOWN = "Not shown to you"
AGE, HELD_BY = "Age", "Held by"
_KINDS = {DetailKind.SCHOOL: "School, college or provider", DetailKind.GP: "GP practice"}


@dataclass(frozen=True)
class Row:
    """One thing that is known of either; empty is not known. `differs`: both are known and are not the same.

    Who holds them says nothing of who they are, and two who guess an age may be a year apart.
    """

    label: str
    here: str
    there: str

    @property
    def differs(self) -> bool:
        return self._is_telling and self.here.casefold() != self.there.casefold()

    @property
    def agrees(self) -> bool:
        return self._is_telling and not self.differs

    @property
    def _is_telling(self) -> bool:
        if NOT_SHOWN in (self.here, self.there) or self.label == HELD_BY:
            return False
        return bool(self.here and self.there) and not (self.label == AGE and "about" in self.here + self.there)


def side_by_side(professional: Professional, scope: Scope, one: UUID, other: UUID, today: date) -> tuple[Row, ...]:
    """Of the records within reach; what may be read of each by this reader and nobody else's."""
    here, there = (_said(professional, scope, key, today) for key in (one, other))
    labels = dict.fromkeys([*here, *there])
    return tuple(Row(label, here.get(label, ""), there.get(label, "")) for label in labels)


def _said(professional: Professional, scope: Scope, key: UUID, today: date) -> dict[str, str]:
    rows = Belonging.objects.filter(person__key=key, until_at__isnull=True).values_list("record_id", flat=True)
    ids = scope.among(list(rows))
    records = list(PersonRecord.objects.filter(pk__in=ids).select_related("held_by").order_by("pk"))
    said = {
        "Name": [record.display_name for record in records if record.name_known],
        "Other names": [],
        "Born": [_born(record) for record in records],
        AGE: [record.described_age(today) for record in records if record.age_on(today) is not None],
    }
    if professional.letters_only:
        said["Name"] = [NOT_SHOWN] if said["Name"] else []
    if professional.holds(Permission.READ_RECORDS):
        said |= _beside(professional, scope, ids)
    said[HELD_BY] = [record.held_by.name for record in records]
    return {label: "; ".join(dict.fromkeys(filter(None, values))) for label, values in said.items()}


def _born(record: PersonRecord) -> str:
    """As far as it is known: what is estimated is said as that."""
    if record.date_of_birth is None or record.dob_accuracy == NO_DATE:
        return ""
    born, known = record.date_of_birth, record.dob_accuracy.replace("E", "A")
    text = {"AAA": f"{born.day} {born:%B %Y}", "UAA": f"{born:%B %Y}"}.get(known, f"{born:%Y}")
    return f"about {text}" if "E" in record.dob_accuracy else text


def _beside(professional: Professional, scope: Scope, ids: Collection[int]) -> dict[str, list[str]]:
    names = [line.name or NOT_SHOWN for line in people.other_names(professional, scope, ids) if line.holds]
    details = [line for line in people.details(scope, ids) if line.holds]
    numbers = [line for line in people.numbers(scope, ids) if line.holds]
    addresses = [line for line in people.addresses(professional, scope, ids) if line.holds]
    found = {"Other names": names}
    for kind, label in _KINDS.items():
        found[label] = [line.where or line.words or line.said for line in details if line.kind == kind]
    found["Address"] = [
        ", ".join(line.lines) if line.is_readable else f"Held, ask {' or '.join(who.name for who in line.ask)}"
        for line in addresses
    ]
    for number in numbers:
        found.setdefault(number.system_label, []).append(number.value)
    return found
