"""What a clearance has to say before anybody is sent on it. Each refusal says in one sentence what is missing."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from reachable.common.refusals import Refused

from ..choices import ContactMode, Mitigation, StaffRisk

HOLDS_AT_MOST = timedelta(hours=24)  # our default, not the guide's
A_CALL_HOLDS_AT_MOST = timedelta(hours=72)  # ours too
HOLDS_UNLESS_SAID = timedelta(hours=4)  # what the form offers
LEAST_TO_COMPARE = 5  # letters and figures of the shortest postcode, and of what is looked for in a place


def check_assessed(risk: str, because: str, place: str, mode: str) -> None:
    """STF-1, CTX-18: the risk to staff is assessed for that person and place, and the reason stays."""
    if risk not in StaffRisk.values:
        raise Refused("Say how great the risk to the worker is.", clause="STF-1", field="risk")
    if mode not in ContactMode.values:
        raise Refused("Say how contact is to be made.", clause="STF-1", field="mode")
    if mode != ContactMode.TELEPHONE and not place.strip():
        raise Refused("Say where contact is to be made, in words.", clause="STF-1", field="place")
    if not because.strip():
        raise Refused("Say what the risk was judged on.", clause="STF-1", field="because")


def check_lessened(
    risk: str, mitigations: Sequence[str], mitigation_words: str, none_needed_because: str
) -> tuple[str, ...]:
    """STF-1: what lessens the risk is recorded, or why nothing is needed; of a serious risk something always is.

    Answers the codes in their order, each once.
    """
    if any(one not in Mitigation.values for one in mitigations):
        raise Refused("Choose what lessens the risk from the list.", clause="STF-1", field="mitigations")
    if Mitigation.OTHER in mitigations and not mitigation_words.strip():
        raise Refused("Say what else lessens the risk.", clause="STF-1", field="mitigation_words")
    if mitigations or mitigation_words.strip():
        return tuple(one for one in Mitigation.values if one in mitigations)
    if risk == StaffRisk.SERIOUS:
        words = "The risk is serious: say at least one thing that lessens it, or do not send anybody."
        raise Refused(words, clause="STF-1", field="mitigations")
    if not none_needed_because.strip():
        raise Refused("Say what lessens the risk, or why nothing is needed.", clause="STF-1", field="mitigations")
    return ()


def longest(mode: str) -> timedelta:
    return A_CALL_HOLDS_AT_MOST if mode == ContactMode.TELEPHONE else HOLDS_AT_MOST


def check_until(until_at: datetime, at: datetime, mode: str) -> None:
    """CTX-18: what is known of the risk tonight is not known of the day after tomorrow."""
    if until_at <= at:
        raise Refused("That time has passed. Say until when it is cleared.", clause="CTX-18", field="until_at")
    most = longest(mode)
    if until_at > at + most:
        hours = int(most.total_seconds() // 3600)
        words = f"A clearance of this kind holds {hours} hours at most; afterwards the risk is looked at again."
        raise Refused(words, clause="CTX-18", field="until_at")


def check_place_can_be_printed(place: str, safe_addresses: Collection[tuple[str, str]]) -> None:
    """STF-1: everybody on the team reads where; a safe address is for those who are named. (line, postcode) of each."""
    said = _bare(place)
    for parts in safe_addresses:
        if any(len(part) >= LEAST_TO_COMPARE and part in said for part in map(_bare, parts)):
            words = "Do not write that address here: say “where they stay”, and let who knows it tell the worker."
            raise Refused(words, clause="STF-1", field="place")


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def check_on_the_team(is_on_team: bool) -> None:
    if not is_on_team:
        words = "Choose a worker who is on the team, or add them to the team first."
        raise Refused(words, clause="STF-1", field="worker_key")


def check_not_ended(ended_at: datetime | None) -> None:
    if ended_at is not None:
        raise Refused("This clearance was ended already.")
