"""All that is recorded of people beside name and birth, as plain lines: newest first, each with who said so and when.

A row is read only where every record that it names is within the scope. The text of a safe address is in no line but
those of its readers, and a child's account is asked for by itself.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from reachable.common.refusals import NotPermitted
from reachable.directory.models import Professional

from ..choices import IdentifierSystem
from ..detail_kinds import KINDS
from ..models import Account, Address, AddressReader, Belonging, Detail, DoNotDisclose, Identifier, OtherName
from ..models.detail import Said
from ..permissions import may_read_account, may_read_accounts, may_read_address
from ..scope import Scope


@dataclass(frozen=True)
class SaidLine:
    """Who said it, who wrote it down and when; and once it no longer holds, who ended it and why."""

    key: UUID
    told_by: str
    by: str
    at: datetime
    ended_by: str
    ended_at: datetime | None
    ended_because: str

    @property
    def holds(self) -> bool:
        return self.ended_at is None


@dataclass(frozen=True)
class Ask:
    """Somebody to ask, and the number; empty where none is known."""

    name: str
    telephone: str


@dataclass(frozen=True)
class DetailLine(SaidLine):
    """`said` is the answer, `where` the authority, school or service, `worker` somebody of the directory.

    `is_open`: recorded as not known, not asked.
    """

    kind: str
    said: str
    words: str
    where: str
    worker: Ask | None
    from_on: date | None
    until_on: date | None
    is_open: bool


@dataclass(frozen=True)
class NameLine(SaidLine):
    """`name` is empty for a reader who sees letters only."""

    use_label: str
    name: str


@dataclass(frozen=True)
class ReaderLine:
    key: UUID
    name: str
    because: str


@dataclass(frozen=True)
class AddressLine(SaidLine):
    """`lines` are empty where the reader may not know where it is: then `ask` says whom to ask.

    `readers` are told to those who may read it.
    """

    use_label: str
    is_safe: bool
    is_readable: bool
    lines: tuple[str, ...]
    ask: tuple[Ask, ...]
    readers: tuple[ReaderLine, ...]
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True)
class WarningLine(SaidLine):
    """`about` is the kind of the address that it is about; empty where it is about everything."""

    record_id: int
    to_whom: str
    because: str
    about: str

    @property
    def sentence(self) -> str:
        what = f"the address ({self.about.lower()})" if self.about else "anything"
        return f"Do not disclose {what} to: {self.to_whom}"


@dataclass(frozen=True)
class NumberLine:
    system: str
    system_label: str
    value: str
    source: str
    by: str
    at: datetime
    withdrawn_by: str
    withdrawn_at: datetime | None

    @property
    def holds(self) -> bool:
        return self.withdrawn_at is None


@dataclass(frozen=True)
class AccountLine:
    key: UUID
    question: str
    words: str
    said_at: datetime
    present: str
    in_custody: bool
    by: str
    at: datetime


def details(scope: Scope, record_ids: Collection[int]) -> list[DetailLine]:
    rows = Detail.objects.filter(record__in=scope.among(record_ids))
    found = rows.select_related("by", "ended_by", "professional__agency").order_by("-at", "-pk")
    return [_detail_line(row) for row in found]


def _detail_line(row: Detail) -> DetailLine:
    option = KINDS[row.kind].option(row.code)
    who = row.professional
    worker = Ask(f"{who.name}, {who.job_title}, {who.agency.name}", who.telephone) if who else None
    return DetailLine(
        **_said(row),
        kind=row.kind,
        said=option.label if option else "",
        words=row.words,
        where=row.where,
        worker=worker,
        from_on=row.from_on,
        until_on=row.until_on,
        is_open=option.is_open if option else False,
    )


def other_names(professional: Professional, scope: Scope, record_ids: Collection[int]) -> list[NameLine]:
    rows = OtherName.objects.filter(record__in=scope.among(record_ids)).select_related("by", "ended_by")
    return [
        NameLine(
            **_said(row),
            use_label=row.get_use_display(),
            name="" if professional.letters_only else row.name,
        )
        for row in rows.order_by("-at", "-pk")
    ]


def addresses(professional: Professional, scope: Scope, record_ids: Collection[int]) -> list[AddressLine]:
    named = AddressReader.objects.filter(ended_at__isnull=True).select_related("professional").order_by("at", "pk")
    rows = Address.objects.filter(record__in=scope.among(record_ids)).select_related("by", "ended_by")
    found = rows.prefetch_related(Prefetch("readers", queryset=named)).order_by("-at", "-pk")
    return [_address_line(professional, row) for row in found]


def _address_line(professional: Professional, row: Address) -> AddressLine:
    readers = list(row.readers.all())
    may_read = may_read_address(professional, row, [reader.professional_id for reader in readers])
    parts = (row.line1, row.line2, row.town, row.postcode, f"UPRN {row.uprn}" if row.uprn else "")
    who = [row.by, *(reader.professional for reader in readers)]
    said = _said(row)
    if not may_read:
        said.update(told_by="", ended_because="")  # both may tell where it is
    return AddressLine(
        **said,
        use_label=row.get_use_display(),
        is_safe=row.is_safe,
        is_readable=may_read,
        lines=tuple(part for part in parts if part) if may_read else (),
        ask=() if may_read else tuple(Ask(one.name, one.telephone) for one in who),
        readers=_reader_lines(readers) if may_read and row.is_safe else (),
        from_on=row.from_on,
        until_on=row.until_on,
    )


def _reader_lines(readers: Iterable[AddressReader]) -> tuple[ReaderLine, ...]:
    return tuple(ReaderLine(one.professional.key, one.professional.name, one.because) for one in readers)


def warnings(scope: Scope, record_ids: Collection[int]) -> list[WarningLine]:
    """What must not be disclosed to whom. The words of an address stand in none of them."""
    rows = DoNotDisclose.objects.filter(record__in=scope.among(record_ids))
    found = rows.select_related("by", "ended_by", "address").order_by("-at", "-pk")
    return [
        WarningLine(
            **_said(row),
            record_id=row.record_id,
            to_whom=row.to_whom,
            because=row.because,
            about=row.address.get_use_display() if row.address else "",
        )
        for row in found
    ]


def numbers(scope: Scope, record_ids: Collection[int]) -> list[NumberLine]:
    rows = Identifier.objects.filter(record__in=scope.among(record_ids))
    found = rows.select_related("recorded_by", "withdrawn_by").order_by("-recorded_at", "-pk")
    return [
        NumberLine(
            system=row.system,
            system_label=str(IdentifierSystem(row.system).label),
            value=row.value,
            source=row.source,
            by=row.recorded_by.name,
            at=row.recorded_at,
            withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
            withdrawn_at=row.withdrawn_at,
        )
        for row in found
    ]


def accounts(professional: Professional, scope: Scope, record_ids: Collection[int]) -> list[AccountLine]:
    """What a child said of what happened, newest first: those that this reader may read, as if there were no others."""
    rows = Account.objects.filter(record__in=scope.among(record_ids)).select_related("by").order_by("-said_at", "-pk")
    readable = [row for row in rows if may_read_account(professional, in_custody=row.in_custody, by_id=row.by_id)]
    if not readable and not may_read_accounts(professional):
        raise NotPermitted("Your role does not read what a child said of what happened.")
    return [_account_line(row) for row in readable]


def count_accounts(professional: Professional, scope: Scope, record_ids: Collection[int]) -> int | None:
    """How many of them this reader may read; None for who does not learn of any."""
    rows = Account.objects.filter(record__in=scope.among(record_ids)).values_list("in_custody", "by_id")
    readable = [one for one in rows if may_read_account(professional, in_custody=one[0], by_id=one[1])]
    return len(readable) if readable or may_read_accounts(professional) else None


def _account_line(row: Account) -> AccountLine:
    return AccountLine(
        key=row.key,
        question=row.question,
        words=row.words,
        said_at=row.said_at,
        present=row.present,
        in_custody=row.in_custody,
        by=row.by.name,
        at=row.at,
    )


def same_people(record_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """All records of whoever each of these is of, itself among them; for a caller who applies a scope."""
    whose = Belonging.objects.filter(record__in=record_ids, until_at__isnull=True).values("person")
    rows = Belonging.objects.filter(person__in=whose, until_at__isnull=True).values_list("person_id", "record_id")
    of_person: dict[int, set[int]] = {}
    for person_id, record_id in rows:
        of_person.setdefault(person_id, set()).add(record_id)
    return {one: frozenset(all_) for all_ in of_person.values() for one in all_ if one in record_ids}


def _said(row: Said) -> dict[str, Any]:
    return {
        "key": row.key,
        "told_by": row.told_by,
        "by": row.by.name,
        "at": row.at,
        "ended_by": row.ended_by.name if row.ended_by else "",
        "ended_at": row.ended_at,
        "ended_because": row.ended_because,
    }
