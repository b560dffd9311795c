"""What a decision not to share has to say, to be as good a record as one to share."""

from collections.abc import Sequence

from reachable.common.refusals import Refused


def check_not_sharing(what: str, kinds: Sequence[str], words: str, with_whom: str, because: str) -> None:
    """What was not shared, with whom, and why: without any of them nobody can later look at it."""
    if what not in kinds:
        raise Refused("Say what was not shared.", field="what")
    if not words.strip():
        raise Refused("Say in a few words what it is.", field="words")
    if not with_whom.strip():
        raise Refused("Say with whom it is not shared.", field="with_whom")
    if not because.strip():
        raise Refused("Say why it is not shared.", field="because")
