"""What stands of what was asserted of people, and gentle hints about how it is worded."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..choices import Handling
from ..models import Association, Belonging, GroupLink
from ..scope import Scope


def records_of_people(people: Collection[UUID]) -> dict[UUID, list[int]]:
    """All that is on record of each now, whoever recorded it. One statement."""
    rows = Belonging.objects.filter(person__key__in=list(people), until_at__isnull=True)
    found: dict[UUID, list[int]] = {key: [] for key in people}
    for key, record_id in rows.order_by("record_id").values_list("person__key", "record_id"):
        found[key].append(record_id)
    return found


def associations(ids: Collection[int]) -> list[Association]:
    """Those that `neighbours` found for a reader, with who recorded and reviewed them. One statement."""
    rows = Association.objects.filter(pk__in=ids).select_related("by", "reviewed_by")
    return list(rows.order_by("pk"))


def group_links(
    scope: Scope, record_ids: Iterable[int], today: date, readable: Collection[Handling]
) -> tuple[list[GroupLink], int]:
    """Links to groups that are reported of these records, and how many more there are that are not for this reader.

    `record_ids` out of reach are left out. Two statements.
    """
    within = scope.among(list(record_ids))
    rows = GroupLink.objects.filter(record__in=within, review_on__gte=today)
    found = list(rows.select_related("group", "by", "reviewed_by").order_by("pk"))
    shown = [row for row in found if row.handling in readable]
    return shown, len(found) - len(shown)


@dataclass(frozen=True)
class TermHint:
    """`said` is how it was typed; `instead` says what to consider. It is never refused."""

    said: str
    instead: str


_BEING_EXPLOITED = "Say what is done to them: “is being exploited by”, “is a victim of”."
_REPORTED = "Say what was reported, by whom and when: “reported link to …”. It is not what somebody is."
_HINTS: tuple[tuple[str, str], ...] = (
    (r"gang[- ](?:member\w*|nominals?|affiliat\w+|associat\w+|involved|related)", _REPORTED),
    (r"nominals?", _REPORTED),
    (r"affiliat(?:ed|ion|ions|es?)", _REPORTED),
    (r"(?:member|part) of (?:a|the) gang", _REPORTED),
    (r"associat(?:es|ing|ed) with (?:a |the )?gangs?", _REPORTED),
    (r"involved (?:in|with) (?:cce|cse|county lines|(?:criminal|sexual) exploitation)", _BEING_EXPLOITED),
    (r"(?:runs|running|deals|dealing) for", _BEING_EXPLOITED),
    (r"lifestyle choices?", "Say what happened. A child does not choose to be harmed."),
    (r"(?:puts?|putting|placed?|placing) (?:himself|herself|themselves) at risk", "Say who or what is the risk."),
    (r"street-?wise|(?:mature|old) for (?:his|her|their) (?:age|years)", "They are a child: say what was seen."),
    (r"offenders?|perpetrators?", "Say what they are said to have done, and who says so."),
    (r"prostitut\w+|older boyfriend", "Say what was seen: it may be exploitation."),
    (r"(?:will not|won't|refus\w+ to|not) (?:engage|engaging)", "Say what was offered, and what came in the way."),
    (r"absconds?|absconded|absconding", "Say “missing”, from where and since when."),
)
_COMPILED = tuple((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), hint) for pattern, hint in _HINTS)


def term_hints(text: str) -> list[TermHint]:
    """Words that label a child or hide what is done to one, in the order typed, with what to say instead.

    A hint and no more: whoever knows why the word is right keeps it.
    """
    found: dict[str, tuple[int, TermHint]] = {}
    for pattern, hint in _COMPILED:
        for match in pattern.finditer(text):
            said = " ".join(match.group().split())
            found.setdefault(said.casefold(), (match.start(), TermHint(said, hint)))
    kept = sorted(found.values(), key=lambda one: one[0])
    return [hint for start, hint in kept if not any(_is_part(hint, start, *other) for other in kept)]


def _is_part(hint: TermHint, start: int, longer_start: int, longer: TermHint) -> bool:
    """Of something longer of which there is a hint already."""
    is_longer = len(longer.said) > len(hint.said)
    return is_longer and longer_start <= start < longer_start + len(longer.said)
