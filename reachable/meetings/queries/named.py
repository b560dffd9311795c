"""Whether words that leave for calendars and mailboxes of other agencies name a young person of the incident."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Q

from reachable.incidents import access
from reachable.incidents.models import Involvement
from reachable.people import queries as people
from reachable.people.choices import Stage
from reachable.people.models import OtherName, PersonRecord
from reachable.safety.policies.naming import Somebody, mentioned


def headings_that_name_somebody(
    incident_id: int, written: Mapping[str, str], *, but: Collection[UUID] = ()
) -> frozenset[str]:
    """The keys of `written` under which a young person of the incident, or around it, is named. Letters may stand: a
    room may be called A. Which of them it is, is told to nobody: whoever typed the name sees it. `but` are keys of
    young people who may be named there, because the reader may see them.
    """
    typed = {name: words for name, words in written.items() if words.strip()}
    if not typed:
        return frozenset()
    same = people.same_people(list(access.reach_in(incident_id).ids))
    own = {one for record in _records(but) for one in same.get(record, ())}
    young = {one for records in same.values() for one in records} - own
    found = mentioned(typed, [Somebody(names=tuple(_names(young)), shown_as="a young person")], _names(own))
    return frozenset(one.heading for one in found)


def _records(young: Collection[UUID]) -> Iterable[int]:
    """Also of letters that turned out to be one of them."""
    rows = Involvement.objects.filter(Q(key__in=young) | Q(now_known_as__key__in=young)) if young else ()
    return [one.record_id for one in rows]


def _names(records: Collection[int]) -> list[tuple[str, str]]:
    if not records:
        return []
    young = PersonRecord.objects.filter(pk__in=records).exclude(stage=Stage.ADULT)
    names = list(young.filter(name_known=True).values_list("given_names", "family_name"))
    others = OtherName.objects.filter(record__in=young.values("pk")).values_list("name", flat=True)
    return names + [("", name) for name in others]
