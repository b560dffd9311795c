"""What stored values that name a professional or an agency ("p:<key>", "a:<key>") say, for people to read."""

from collections.abc import Iterable
from uuid import UUID

from reachable.directory.models import Agency, Professional
from reachable.playbook.record import HOLDER_KINDS, holder_key


def words_of_holders(values: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By stored value, from (kind of field, stored value): one statement for each kind, none where nobody is named.

    Free text that was stored before fields named anybody is not in it: it is its own words.
    """
    named: dict[str, set[UUID]] = {kind: set() for kind in HOLDER_KINDS}
    for kind, value in values:
        if kind in named and (key := holder_key(kind, value)):
            named[kind].add(key)
    return {**_professionals(named["professional"]), **_agencies(named["agency"])}


def _professionals(keys: set[UUID]) -> dict[str, str]:
    found = Professional.objects.filter(key__in=keys).values_list("key", "name", "telephone") if keys else ()
    return {f"p:{key}": f"{name}, {telephone}" if telephone else name for key, name, telephone in found}


def _agencies(keys: set[UUID]) -> dict[str, str]:
    found = Agency.objects.filter(key__in=keys).values_list("key", "name") if keys else ()
    return {f"a:{key}": name for key, name in found}
