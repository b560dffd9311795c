"""Codes of the response: how a consideration stands, and what becomes of an action."""

from enum import StrEnum

from django.db.models import TextChoices


class Standing(TextChoices):
    """A strand runs provisionally until the definition is signed; stopped, its open actions continue."""

    PROVISIONAL = "PROVISIONAL", "running, provisional"
    CONFIRMED = "CONFIRMED", "running"
    STOPPED = "STOPPED", "stopped"


class AnswerCode(TextChoices):
    ACTION_NEEDED = "ACTION_NEEDED", "Action needed"
    IN_PLACE = "IN_PLACE", "Already in place"
    NOT_NEEDED = "NOT_NEEDED", "Not needed"
    NOT_YET_KNOWN = "NOT_YET_KNOWN", "Not yet known"


INSISTED_ON = ("statutory", "local")  # kinds of deadline whose lateness takes a reason

SETTLED = (AnswerCode.ACTION_NEEDED, AnswerCode.IN_PLACE, AnswerCode.NOT_NEEDED)


def needs_another_answer(answer: str, *, is_acted_on: bool, was_acted_on: bool) -> bool:
    """Action is needed, and nobody does anything: every action was withdrawn."""
    return answer == AnswerCode.ACTION_NEEDED and not (is_acted_on or was_acted_on)


class ActionKind(TextChoices):
    DO = "DO", "Action"
    FIND_OUT = "FIND_OUT", "Find out"


class ActionState(TextChoices):
    PROPOSED = "PROPOSED", "Proposed: do not make contact yet"
    OPEN = "OPEN", "Open"
    DONE = "DONE", "Done"
    WITHDRAWN = "WITHDRAWN", "No longer needed"


UNFINISHED = (ActionState.PROPOSED, ActionState.OPEN)


class Step(TextChoices):
    CREATED = "CREATED", "Created"
    ASSIGNED = "ASSIGNED", "Given to"
    ACCEPTED = "ACCEPTED", "Accepted"
    EXTENDED = "EXTENDED", "More time"
    HANDED_BACK = "HANDED_BACK", "Handed back"
    ASKED_AGAIN = "ASKED_AGAIN", "Asked again whether it makes contact"
    ADDED_TO = "ADDED_TO", "More to find out"
    RANG_SPOKE = "RANG_SPOKE", "Rang, and spoke to"
    RANG_NO_ANSWER = "RANG_NO_ANSWER", "Rang, no answer"
    DIRECTED = "DIRECTED", "Directed to make contact"
    DIRECTED_IN_DANGER = "DIRECTED_IN_DANGER", "Directed at once, in danger to life"
    NO_LONGER_DIRECTED = "NO_LONGER_DIRECTED", "No longer directed: proposed again"
    SET_OFF = "SET_OFF", "Set off"
    ARRIVED = "ARRIVED", "Arrived"
    BACK = "BACK", "Back, and safe"
    CARRIED_OVER = "CARRIED_OVER", "Carried over from a joined report"
    DONE = "DONE", "Done"
    WITHDRAWN = "WITHDRAWN", "No longer needed"


class DispositionCode(TextChoices):
    """What is decided about somebody who may now be at risk; each with why."""

    SAFEGUARD_NOW = "SAFEGUARD_NOW", "Safeguard now"
    OWN_WORKER = "OWN_WORKER", "Through their own worker"
    NO_ACTION_NOW = "NO_ACTION_NOW", "No action now, because"


class Waits(StrEnum):
    """What the incident's page says needs attention, and so where it is settled. Not stored."""

    ANSWER = "answer"
    FINDING_OUT = "finding-out"
    ACTION = "action"
    AGENCY = "agency"
    DECISION = "decision"
    LEAD = "lead"
    DEPUTY = "deputy"
    AT_RISK = "at-risk"
    EARLY = "early"
    LAPSED = "lapsed"
    REVIEW = "review"
    FIT = "fit"
    THREAT_TO_LIFE = "threat-to-life"
    DISCHARGE = "discharge"
