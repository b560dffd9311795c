"""Which readers an item of the playbook has, as the code that rows store."""

from reachable.incidents.choices import Audience
from reachable.incidents.fact_kinds import KINDS
from reachable.playbook.schema import Consideration, Strand

# As the playbook writes them. That somebody is a witness, or under a threat, is a fact and no audience of an item.
BY_NAME = {
    one.value.lower().replace("_", "-"): one
    for one in Audience
    if one not in (Audience.WITNESSES, Audience.THREAT_TO_LIFE)
}


# What is known of the incident to fewer than its team, as a deadline calls it.
_READ_BY_FEW = {kind.fact: kind.audience for kind in KINDS.values() if kind.audience != Audience.TEAM}


def audience_of(item: Consideration) -> Audience:
    return BY_NAME[item.audience]


def audience_of_strand(strand: Strand) -> Audience:
    """Where every item is for the same narrower readers, so is the strand: others are not told that it opened."""
    found = {audience_of(item) for item in strand.asked}
    return found.pop() if len(found) == 1 else Audience.TEAM


def read_the_fact(readers: str, fact: str) -> bool:
    """A due time says that its fact is known, and since when: it tells no reader of a question more than he may read.

    The panel of a rapid review meets because the notification was sent.
    """
    few = _READ_BY_FEW.get(fact)
    return few is None or readers in (few, Audience.RAPID_REVIEW_PANEL)


def may_run_from(item: Consideration, fact: str) -> bool:
    """We became aware by the report at the latest: that is a time for every question."""
    return fact == "awareness" or read_the_fact(audience_of(item), fact)
