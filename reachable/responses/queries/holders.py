"""What the fields that name a professional or an agency say, for people to read."""

from collections.abc import Iterable
from uuid import UUID

from reachable.directory.models import Agency, Professional
from reachable.playbook.schema import Playbook

from ..choices import HOLDER_KINDS
from ..models import Consideration
from ..policies import holder_key


def words_of_holders(asked: Iterable[Consideration], playbook: Playbook) -> dict[str, str]:
    """By stored value ("p:<key>", "a:<key>"): one statement for each of the two kinds, none where nobody is named.

    Free text that was stored before fields named anybody is not in it: it is its own words.
    """
    named: dict[str, set[UUID]] = {kind: set() for kind in HOLDER_KINDS}
    for row in asked:
        _, item = playbook.consideration(row.code)
        for field in (field for field in item.record if field.kind in named):
            values = (answer.record.get(field.name, "") for answer in row.answers.all())
            named[field.kind].update(key for value in values if (key := holder_key(field.kind, value)))
    return {**_professionals(named["professional"]), **_agencies(named["agency"])}


def _professionals(keys: set[UUID]) -> dict[str, str]:
    found = Professional.objects.filter(key__in=keys).values_list("key", "name", "telephone") if keys else ()
    return {f"p:{key}": f"{name}, {telephone}" if telephone else name for key, name, telephone in found}


def _agencies(keys: set[UUID]) -> dict[str, str]:
    found = Agency.objects.filter(key__in=keys).values_list("key", "name") if keys else ()
    return {f"a:{key}": name for key, name in found}
