"""What is asked about each kind of fact, and who may read it. One table: forms, pages and triggers follow it."""

from collections.abc import Mapping
from types import MappingProxyType

from .court import COURT
from .custody import CUSTODY, TOLD
from .hospital import HOSPITAL
from .incident import INCIDENT
from .kind import Group, KindOfFact
from .safety import SAFETY

__all__ = ["KINDS", "TOLD", "Group", "KindOfFact", "of_group"]

KINDS: Mapping[str, KindOfFact] = MappingProxyType(
    {one.kind.value: one for one in (*INCIDENT, *HOSPITAL, *CUSTODY, *COURT, *SAFETY)}
)


def of_group(group: Group) -> tuple[KindOfFact, ...]:
    return tuple(one for one in KINDS.values() if one.group == group)
