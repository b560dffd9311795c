"""Which readers an item of the playbook has, as the code that rows store."""

from reachable.incidents.choices import Audience
from reachable.playbook.schema import Consideration, Strand

# As the playbook writes them. That somebody is a witness is no audience of an item.
BY_NAME = {one.value.lower().replace("_", "-"): one for one in Audience if one != Audience.WITNESSES}


def audience_of(item: Consideration) -> Audience:
    return BY_NAME[item.audience]


def audience_of_strand(strand: Strand) -> Audience:
    """Where every item is for the same narrower readers, so is the strand: others are not told that it opened."""
    found = {audience_of(item) for item in strand.asked}
    return found.pop() if len(found) == 1 else Audience.TEAM
