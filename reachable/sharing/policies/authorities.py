"""Which authority answers for a young person of another one (CTX-20)."""

from datetime import datetime

from reachable.common.refusals import Refused

from ..choices import ContactState


def check_acceptance_in_writing(state: str, in_writing: str) -> None:
    """The authority where a child is found answers for the child until the other one accepts in writing (CTX-20)."""
    if state == ContactState.ACCEPTED and not in_writing.strip():
        raise Refused(
            "Until they accept in writing, we answer for the young person. Say where the writing is, or record that "
            "they were told.",
            clause="CTX-20",
            field="in_writing",
        )


def check_names_authority(*, named: bool, words: str) -> None:
    """Which authority was told is always said (CTX-20)."""
    if not named and not words.strip():
        raise Refused("Say which authority.", clause="CTX-20", field="authority")


def check_names_whom(whom: str) -> None:
    """A message left is no answer: who took it, or who accepted, has a name (CTX-20)."""
    if not whom.strip():
        raise Refused("Say who took the message, or who answered.", clause="CTX-20", field="whom")


def check_has_been_said(happened_at: datetime, at: datetime) -> None:
    """What another authority said has been said (CTX-20)."""
    if happened_at > at:
        raise Refused("That time is in the future.", clause="CTX-20", field="happened_at")


def we_answer(state: str) -> bool:
    """The found rule: whatever was said, we answer until they have accepted in writing (CTX-20)."""
    return state != ContactState.ACCEPTED
