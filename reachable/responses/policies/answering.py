"""What may be answered, directed and set as a deadline as things stand."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from reachable.common.refusals import Refused
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Agency
from reachable.incidents.choices import Audience
from reachable.playbook import due as due_text
from reachable.playbook.schema import Consideration

from ..audiences import may_run_from
from ..choices import INSISTED_ON, SETTLED, UNFINISHED, ActionState, AnswerCode, DispositionCode, Step
from ..contact import words_of_contact

LONGEST_DUE = timedelta(days=366)
LONGEST_ACTION = 500
LONGEST_REASON = 300


class AsksAgain(Refused):
    """The action is said not to make contact, and its words say otherwise: ask, and keep the answer."""

    def __init__(self, words: Sequence[str], *, what: str = "") -> None:
        quoted = ", ".join(f"“{word}”" for word in words)
        super().__init__(
            f"The words say {quoted}. Does this send somebody to a young person or their family? Answer again.",
            clause="STF-1",
            field="makes_contact",
        )
        self.words = tuple(words)
        self.what = what  # the words of the action that is asked about


def check_answer_has_reason(answer: str, because: str) -> None:
    """A consideration is answered, never skipped; "not needed" takes a reason (SAF-1)."""
    if answer == AnswerCode.NOT_NEEDED and not because.strip():
        raise Refused("Say why this is not needed.", clause="SAF-1", field="because")
    if answer == AnswerCode.IN_PLACE and not because.strip():
        raise Refused("Say what is already in place.", clause="SAF-1", field="because")


def check_late_has_reason(
    answer: str, late_because: str, *, due_at: datetime | None, kind: str, at: datetime, was_answered: bool
) -> None:
    """What the law or the county sets a time for, and was answered too late, says why.

    Our own defaults ask and do not insist; "not yet known" keeps the question open and is never late.
    """
    if len(late_because) > LONGEST_REASON:
        raise Refused("Say why it is late in 300 characters at most.", field="late_because")
    late = due_at is not None and at > due_at and answer in SETTLED and not was_answered
    if late and kind in INSISTED_ON and not late_because.strip():
        raise Refused("It was due before. Say why it is late.", field="late_because")


def check_owner_reads(audience: str, may_read: Collection[str], name: str) -> None:
    """Nobody is given an action that he may not read (NOT-1, NOT-2)."""
    if audience not in may_read:
        raise Refused(f"{name} may not read this question. Choose somebody who may.", clause="NOT-1", field="owner")


def check_agency_reads(audience: str, agency: Agency) -> None:
    """A question for fewer readers than the team goes to a named person, or to children's services if it is theirs."""
    theirs = audience == Audience.CHILDRENS_SERVICES and agency.kind == AgencyKind.CHILDRENS_SERVICES
    if audience != Audience.TEAM and not theirs:
        raise Refused("Choose a person who may read this question.", clause="NOT-1", field="owner")


def check_somebody_acts(answer: str, *, open_actions: int, new_actions: int) -> None:
    """ "Action needed" names who does what by when (SAF-1)."""
    if answer == AnswerCode.ACTION_NEEDED and open_actions + new_actions == 0:
        raise Refused("Say who does what by when: add at least one action.", clause="SAF-1", field="actions")


def check_action_words(what: str) -> None:
    if not what.strip():
        raise Refused("Say what is to be done.", field="what")
    if len(what.strip()) > LONGEST_ACTION:
        raise Refused("Say what is to be done in 500 characters at most.", field="what")


def check_due(due_at: datetime, at: datetime) -> None:
    if due_at <= at:
        raise Refused("The time by which it is due has passed already. Choose a later one.", field="due_at")
    if due_at > at + LONGEST_DUE:
        raise Refused("That is more than a year away. Check the date.", field="due_at")


def check_contact_is_meant(*, what: str, makes_contact: bool, asked_again: bool) -> None:
    """An action that sends somebody says so: the risk to staff is assessed first (STF-1, CTX-18)."""
    words = words_of_contact(what)
    if words and not makes_contact and not asked_again:
        raise AsksAgain(words, what=what)


def state_of_new(*, makes_contact: bool) -> ActionState:
    """Nobody is directed to make contact before the risk to them is assessed: it stays proposed (STF-1)."""
    return ActionState.PROPOSED if makes_contact else ActionState.OPEN


def check_is_unfinished(state: str) -> None:
    if state not in UNFINISHED:
        raise Refused("This action is finished already.")


def check_can_be_accepted(state: str) -> None:
    """A proposed contact is not taken up until it is cleared (STF-1)."""
    check_is_unfinished(state)
    if state == ActionState.PROPOSED:
        raise Refused(
            "Do not make contact yet. The risk to staff has not been assessed; the lead of the incident settles it.",
            clause="STF-1",
        )


def check_nothing_left_to_find_out(left: int) -> None:
    """While something is not yet known, somebody finds it out (SAF-1)."""
    if left:
        raise Refused(
            "Answer the questions that it is about: it is done with the last one. If nobody can, say why it is "
            "no longer needed.",
            clause="SAF-1",
            field="outcome",
        )


def check_has_outcome(outcome: str) -> None:
    if not outcome.strip():
        raise Refused("Say what came of it.", field="outcome")


def check_has_because(because: str) -> None:
    if not because.strip():
        raise Refused("Say why.", field="because")


def check_call(outcome: str, spoke_to: str) -> None:
    if outcome not in (Step.RANG_SPOKE, Step.RANG_NO_ANSWER):
        raise Refused("Say whether anybody answered.", field="outcome")
    if outcome == Step.RANG_SPOKE and not spoke_to.strip():
        raise Refused("Say whom you spoke to.", field="spoke_to")


def check_deadline(item: Consideration, *, text: str, kind: str, source: str, edition: str, is_statutory: bool) -> None:
    """What the law sets stays statutory, with where the law says so; nothing else becomes so on screen."""
    try:
        after = due_text.parse(text)["after"]
    except ValueError as error:
        raise Refused(f"{error}.", field="number") from error
    if item.about == "incident" and after in due_text.OF_ONE_YOUNG_PERSON:
        raise Refused("This is asked about the incident. Choose something that happens to it.", field="runs_from")
    if not may_run_from(item, str(after)):
        raise Refused(
            "What it runs from may not be read by everybody who reads the question.", clause="NOT-3", field="runs_from"
        )
    if is_statutory and kind != "statutory":
        raise Refused("The law sets this deadline. It stays statutory.", field="kind")
    if kind == "statutory" and not is_statutory:
        raise Refused("Only what the law sets is statutory. Choose local or our default.", field="kind")
    if kind == "statutory" and not source.strip():
        raise Refused("Say which law or guidance sets this deadline.", field="source")
    if kind == "statutory" and not edition.strip():
        raise Refused("Say which edition of it, and of when.", field="edition")


def check_moves_to_another(*, same: bool) -> None:
    if same:
        raise Refused("This incident works under the edition in force already.")


def check_keeps_codes(faults: Sequence[str]) -> None:
    """What would leave answers without their question is put right in the guide first."""
    if faults:
        raise Refused(f"The edition in force cannot take this incident over. {' '.join(faults)}")


def check_disposition(code: str, because: str, worker: str, *, has_action: bool) -> None:
    """Each young person who may be at risk gets an answer of their own, with why; through their own worker says who
    that is (SAF-10).
    """
    check_has_because(because)
    if code == DispositionCode.OWN_WORKER and not worker.strip() and not has_action:
        raise Refused("Say who their worker is, or give somebody an action.", clause="SAF-10", field="worker")
