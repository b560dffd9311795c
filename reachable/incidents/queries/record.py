"""All that is recorded of one person, by theme and in every incident that the reader may open; what is not known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.people import queries as people
from reachable.people.choices import IdentifierSystem
from reachable.people.detail_kinds import KINDS, KindOfDetail, Theme
from reachable.people.permissions import check_can_keep_records
from reachable.people.queries import (
    AccountLine,
    AddressLine,
    DetailLine,
    Family,
    NameLine,
    NumberLine,
    RelativeLine,
    WarningLine,
)
from reachable.people.scope import Scope

from .. import access
from ..models import Involvement
from .overview import Heading
from .whom import Whom, everybody, marks, whom
from .whom_to_ring import Ring, whom_to_ring


@dataclass(frozen=True)
class KindLines:
    """What is recorded of one kind: what holds, and what was recorded before."""

    kind: KindOfDetail
    now: tuple[DetailLine, ...]
    before: tuple[DetailLine, ...]

    @property
    def is_known(self) -> bool:
        return any(not line.is_open for line in self.now)


@dataclass(frozen=True)
class RelativeOf:
    """A relative with the mark and the key that he has in this incident; both empty where he has none."""

    line: RelativeLine
    person_key: UUID
    mark: str
    key: UUID | None

    @property
    def label(self) -> str:
        marked = f" ({self.mark})" if self.mark else ""
        return f"{self.line.name}{marked}" if self.line.name else self.mark or "somebody"


@dataclass(frozen=True)
class NotKnown:
    """Something that is not known yet, in a word or two; `kind` is the slug of its form, or which other form it is."""

    called: str
    kind: str


@dataclass(frozen=True)
class RecordView:
    """`hidden` is how many ties lead to people whom the reader may not see, and whom to ask: such are of other
    incidents, so it is for those who may look up what is held.

    `accounts` is the number of a child's own accounts that he may read, and None for who does not learn of any.
    """

    heading: Heading
    whom: Whom
    kinds: tuple[KindLines, ...]
    names: tuple[NameLine, ...]
    addresses: tuple[AddressLine, ...]
    warnings: tuple[WarningLine, ...]
    numbers: tuple[NumberLine, ...]
    family: tuple[RelativeOf, ...]
    hidden: int
    ask: tuple[Ring, ...]
    not_known: tuple[NotKnown, ...]
    accounts: int | None

    def of(self, theme: Theme) -> tuple[KindLines, ...]:
        return tuple(one for one in self.kinds if one.kind.theme == theme)

    @property
    def disclosing(self) -> tuple[WarningLine, ...]:
        """What stands of whom nothing must reach."""
        return tuple(one for one in self.warnings if one.holds)


def record_of(professional: Professional, reference: str, key: UUID, at: datetime) -> RecordView:
    """The key is that of a young person, an adult or somebody around the incident."""
    shown, who = whom(professional, reference, key, at)
    check_can_keep_records(professional)
    reach = access.reach(professional, at)
    records = reach.among(people.same_people([who.record_id])[who.record_id])
    scope = Scope(lambda: records)  # asked once, for everything that hangs on them alone
    said = people.details(scope, records)
    family = people.family(professional, reach, records, clock.local_date(at))
    kinds = tuple(_lines(one, said) for one in KINDS.values() if one.of_adults or not who.is_adult)
    addresses, numbers = people.addresses(professional, scope, records), people.numbers(scope, records)
    return RecordView(
        heading=shown,
        whom=who,
        kinds=kinds,
        names=tuple(people.other_names(professional, scope, records)),
        addresses=tuple(addresses),
        warnings=tuple(people.warnings(scope, records)),
        numbers=tuple(numbers),
        family=_family(shown, family),
        hidden=len(family.hidden) if professional.holds(Permission.LOOK_UP_HELD) else 0,
        ask=_whom_to_ask(professional, family, at),
        not_known=_not_known(who, kinds, addresses, numbers, family),
        accounts=people.count_accounts(professional, scope, records),
    )


def _lines(kind: KindOfDetail, said: list[DetailLine]) -> KindLines:
    ours = [line for line in said if line.kind == kind.kind]
    return KindLines(kind, tuple(line for line in ours if line.holds), tuple(line for line in ours if not line.holds))


def _family(shown: Heading, family: Family) -> tuple[RelativeOf, ...]:
    records = [one.record_id for one in family.relatives]
    keys, marked = people.current_person_keys(records), marks(shown.incident_id, records)
    return tuple(
        RelativeOf(one, keys[one.record_id], *marked.get(one.record_id, ("", None))) for one in family.relatives
    )


def _whom_to_ask(professional: Professional, family: Family, at: datetime) -> tuple[Ring, ...]:
    """Of other incidents, so only for those who may look up what is held."""
    if not family.hidden or not professional.holds(Permission.LOOK_UP_HELD):
        return ()
    rows = Involvement.objects.filter(record__in=family.hidden).select_related("incident")
    incidents = {row.incident_id: row.incident for row in rows}
    told = whom_to_ring(professional, incidents.values(), at)
    return tuple(dict.fromkeys(ring for rings in told.values() for ring in rings))


def _not_known(
    who: Whom,
    kinds: tuple[KindLines, ...],
    addresses: list[AddressLine],
    numbers: list[NumberLine],
    family: Family,
) -> tuple[NotKnown, ...]:
    missing = [NotKnown(one.kind.called, one.kind.slug) for one in kinds if one.kind.is_expected and not one.is_known]
    if not any(one.holds for one in addresses):
        missing.append(NotKnown("address", "address"))
    if who.is_adult:
        return tuple(missing)
    if not any(one.holds and one.system == IdentifierSystem.NHS_NUMBER for one in numbers):
        missing.append(NotKnown("NHS number", "number"))
    if not family.lives_with_is_known:
        missing.append(NotKnown("who they live with", "relative"))
    if not family.responsibility_is_known:
        missing.append(NotKnown("who has parental responsibility", "relative"))
    return tuple(missing)


@dataclass(frozen=True)
class AccountsView:
    heading: Heading
    whom: Whom
    accounts: tuple[AccountLine, ...]


def accounts_of(professional: Professional, reference: str, key: UUID, at: datetime) -> AccountsView:
    """What a child said of what happened. Its own page, never in what is printed, sent or planned."""
    shown, who = whom(professional, reference, key, at)
    scope = access.reach(professional, at)
    records = scope.among(people.same_people([who.record_id])[who.record_id])
    return AccountsView(shown, who, tuple(people.accounts(professional, scope, records)))


@dataclass(frozen=True)
class NotToDisclose:
    """Whom something must not reach, of one person in an incident: plain sentences, which name no address."""

    whom: Whom
    sentences: tuple[str, ...]


def not_to_disclose(professional: Professional, reference: str, at: datetime) -> tuple[NotToDisclose, ...]:
    """For every print, plan and message about an incident, to whoever may open it. Who has none is left out."""
    incident = access.incident_for(professional, reference, at)
    return _warned(professional, everybody(professional, incident.pk, at), at)


def sentences_about(professional: Professional, record_ids: Collection[int], at: datetime) -> tuple[str, ...]:
    """Of one person, for a caller who has found these records for the reader; four statements."""
    theirs = people.same_people(record_ids)
    said = people.warnings(access.reach(professional, at), frozenset[int]().union(*theirs.values()))
    return tuple(dict.fromkeys(line.sentence for line in said if line.holds))


def _warned(professional: Professional, about: list[Whom], at: datetime) -> tuple[NotToDisclose, ...]:
    theirs = people.same_people([one.record_id for one in about])
    scope = access.reach(professional, at)
    said = [line for line in people.warnings(scope, frozenset[int]().union(*theirs.values())) if line.holds]
    sentences = {
        one: tuple(dict.fromkeys(line.sentence for line in said if line.record_id in theirs[one.record_id]))
        for one in about
    }
    return tuple(NotToDisclose(one, words) for one, words in sentences.items() if words)
