"""Where hospitals, custody suites, teams, services and other authorities are reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Lower

from reachable.common.refusals import NotFound
from reachable.directory.choices import ContactPointKind
from reachable.directory.models import ContactPoint

from ._confirming import Confirmable

GUIDE = "guide"


@dataclass(frozen=True)
class ContactPointRow(Confirmable):
    key: UUID
    code: str
    kind: str
    kind_label: str
    name: str
    agency: str  # its name, or the words that were typed for one that is not in the list
    agency_key: str
    agency_words: str
    telephone: str
    mailbox: str
    where: str
    clauses: tuple[str, ...]
    note: str
    custody_workers: str
    custody_workers_label: str
    source: str
    version: int
    confirmed_at: datetime | None
    confirmed_by: str
    retired_at: datetime | None
    retired_by: str

    @property
    def is_of_the_guide(self) -> bool:
        return self.source.partition(":")[0].strip() == GUIDE


def _read() -> QuerySet[ContactPoint]:
    return ContactPoint.objects.select_related("agency", "confirmed_by", "retired_by")


def _row(point: ContactPoint) -> ContactPointRow:
    return ContactPointRow(
        key=point.key,
        code=point.code,
        kind=point.kind,
        kind_label=point.get_kind_display(),
        name=point.name,
        agency=point.agency.name if point.agency else point.agency_words,
        agency_key=str(point.agency.key) if point.agency else "",
        agency_words=point.agency_words,
        telephone=point.telephone,
        mailbox=point.mailbox,
        where=point.where,
        clauses=tuple(point.clauses.split()),
        note=point.note,
        custody_workers=point.custody_workers,
        custody_workers_label=point.get_custody_workers_display(),
        source=point.source,
        version=point.version,
        confirmed_at=point.confirmed_at,
        confirmed_by=point.confirmed_by.name if point.confirmed_by else "",
        retired_at=point.retired_at,
        retired_by=point.retired_by.name if point.retired_by else "",
    )


def contact_points(kinds: Iterable[str] = ()) -> list[ContactPointRow]:
    """Those in use, kind by kind and by name; of all kinds unless some are asked for."""
    order = ContactPointKind.values
    wanted = tuple(kinds) or tuple(order)
    found = _read().filter(kind__in=wanted, retired_at=None).order_by(Lower("name"), "pk")
    return sorted((_row(point) for point in found), key=lambda row: order.index(row.kind))


def contact_point(key: UUID | str) -> ContactPointRow:
    """One of them, also when it was taken out since."""
    try:
        return _row(_read().get(key=UUID(str(key))))
    except (ContactPoint.DoesNotExist, ValueError) as error:
        raise NotFound("There is no such contact point.") from error


def names_of(kind: str) -> tuple[str, ...]:
    """What a form suggests: the hospitals or the custody suites by name."""
    found = ContactPoint.objects.filter(kind=kind, retired_at=None).order_by(Lower("name"), "pk")
    return tuple(found.values_list("name", flat=True))
