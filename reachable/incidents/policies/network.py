"""What the network around an incident needs before it is mapped or added to."""

from collections.abc import Mapping
from uuid import UUID

from reachable.common.refusals import Refused
from reachable.people.choices import Handling, Stage
from reachable.people.provenance import Provenance

from ..choices import GroupStance

MOST_HOPS = 3


def check_why_mapped(words: str) -> None:
    """A map of who is connected with whom has a reason and an outcome that was meant, or it is surveillance."""
    if not words.strip():
        raise Refused("Say why the connections are mapped, and what is to come of it.", field="words")


def check_why_wider(hops: int, because: str) -> None:
    if not 1 <= hops <= MOST_HOPS:
        raise Refused(f"A map goes 1 to {MOST_HOPS} steps.", field="hops")
    if hops > 1 and not because.strip():
        raise Refused("Say why one step is not enough.", field="hops_because")


def check_why_here(why: str) -> None:
    if not why.strip():
        raise Refused("Say why this person matters to this incident.", field="why")


def check_is_connected_as(connected: bool, kind: str | None) -> None:
    if connected and not kind:
        raise Refused("Say how they are connected.", field="kind")
    if kind and not connected:
        raise Refused("Say with whom they are connected.", field="connected_to")


def check_handling_is_carried(said: Provenance, *, connected: bool) -> None:
    """That somebody is in the network is read by the whole team; only a connection can be for fewer."""
    if said.handling != Handling.TEAM and not connected:
        message = "The whole team sees who is in the network. Say how they are connected: that can be for fewer."
        raise Refused(message, field="handling")


def check_not_here_yet(marks: Mapping[UUID, str], person: UUID) -> None:
    """One young person has one letter in an incident, or one number in its network."""
    mark = marks.get(person)
    if mark is not None:
        raise Refused(f"They are here already, as {mark}.", field="family_name")


def check_takes_a_letter(stage: str, letter: str) -> None:
    if letter:
        raise Refused(f"They are in this incident already, as {letter}.")
    if stage == Stage.ADULT:
        raise Refused("Only young people are given a letter. Record what happened to an adult with the facts.")


def check_stance(stance: str) -> None:
    if stance not in GroupStance.values:
        raise Refused("Choose how the two groups stand to each other.", field="stance")


def check_two_groups(one: UUID, other: UUID) -> None:
    if one == other:
        raise Refused("Name two groups: this is one.", field="other_name")
