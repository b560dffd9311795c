"""What may be written of a place, school, group or online space. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from reachable.common.refusals import Refused

from ..choices import ContextAnswered, ContextState, GoalState
from ..naming import Named

FEW_GOALS = 5
AIMED_AT = (GoalState.AHEAD, GoalState.MOVING)
REVISIT_DAYS = 28  # our default: how soon somebody looks at it again


class MayNameSomebody(Refused):
    """`words` may be somebody's name: whoever writes says of each that it is not, and sends it again."""

    def __init__(self, message: str, *, words: tuple[str, ...], field: str) -> None:
        super().__init__(message, clause="STA-14", field=field)
        self.words = words


def check_names_nobody(found: Sequence[Named], labels: Mapping[str, str], said_nobody: Collection[str]) -> None:
    """A place is read by people outside the incident: what is said of it names nobody (STA-14). Whoever writes answers
    for words that may be somebody's name, each by itself.
    """
    sure = [one for one in found if one.certain]
    if sure:
        raise Refused(f"{_listed(sure, labels)}. Say it about the place.", clause="STA-14", field=sure[0].field)
    asked = [one for one in found if one.text not in said_nobody]
    if asked:
        words = tuple(dict.fromkeys(one.text for one in asked))
        raise MayNameSomebody(
            f"{_listed(asked, labels)}. Say it about the place, or tick that it names nobody.",
            words=words,
            field=asked[0].field,
        )


def _listed(found: Sequence[Named], labels: Mapping[str, str]) -> str:
    """Each of the words once, with where it stands and why."""
    said = (f"“{one.text}” in “{labels.get(one.field, one.field)}”: {one.why.rstrip('.')}" for one in found)
    return "; ".join(dict.fromkeys(said))


def check_is_described(name: str, harms: str) -> None:
    """What it is called, and what happens there (STA-14, CTX-19)."""
    if not name.strip():
        raise Refused("Say what it is called.", clause="STA-14", field="name")
    if not harms.strip():
        raise Refused("Say what happens there, who says so and how they know.", clause="STA-14", field="harms")


def check_link_has_reason(because: str) -> None:
    """Why a place or group matters in this incident (CTX-19)."""
    if not because.strip():
        raise Refused("Say why it matters in this incident.", clause="CTX-19", field="because")


def check_is_not_ended(state: str) -> None:
    """What has ended is not worked on (STA-14)."""
    if state == ContextState.ENDED:
        raise Refused("This has ended. Refer it anew if it matters again.", clause="STA-14")


def check_ends_with_reason(because: str) -> None:
    """A place is let go with a reason (STA-14)."""
    if not because.strip():
        raise Refused("Say why nothing more is needed here.", clause="STA-14", field="because")


def check_says_who_accepted(accepted_by: str) -> None:
    """Who in the MACE process has taken it on (STA-2)."""
    if not accepted_by.strip():
        raise Refused("Say who in the MACE process has taken it on.", clause="STA-2", field="accepted_by")


def check_assessment_says_something(sides: Collection[str]) -> None:
    """Each side is said or stands under what is not known (STA-14, STA-3): one of them at least says something."""
    if not any(words.strip() for words in sides):
        raise Refused(
            "Write something of one side at least, or what is not known.", clause="STA-14", field="young_people"
        )


def check_answer(code: str, answer: str, because: str, codes: Collection[str]) -> None:
    """A question about the place is answered, never skipped (STA-14, CTX-19): not needed takes a reason, an action says
    what is to be done, and not known is an answer.
    """
    if code not in codes:
        raise Refused("This question is not asked any more. Open the page again.", clause="STA-14")
    if answer not in ContextAnswered.values:
        raise Refused("Choose one of the answers.", clause="STA-14", field="answer")
    if answer == ContextAnswered.NOT_NEEDED and not because.strip():
        raise Refused("Say why it is not needed.", clause="STA-14", field="because")
    if answer == ContextAnswered.ACTION and not because.strip():
        raise Refused("Say what is to be done, and by whom.", clause="STA-14", field="because")


def check_goal(goal: str, measured_by: str) -> None:
    """Something positive that can be seen, with how it is measured (STA-14)."""
    if not goal.strip():
        raise Refused("Say what is to be seen there when it has become safer.", clause="STA-14", field="goal")
    if not measured_by.strip():
        raise Refused("Say how somebody will see that it is reached.", clause="STA-14", field="measured_by")


def check_goals_are_few(aimed_at: int, *, more: bool) -> None:
    """A few goals are reached, many are forgotten (STA-14): above five, whoever adds one says that it is meant."""
    if aimed_at >= FEW_GOALS and not more:
        raise Refused(
            f"There are {aimed_at} goals already. Leave one first, or tick that another one is meant.",
            clause="STA-14",
            field="more",
        )


def check_reading(on: date, words: str, today: date) -> None:
    """What the measure showed on a day that has come (STA-14)."""
    if on > today:
        raise Refused("That day is in the future.", clause="STA-14", field="on")
    if not words.strip():
        raise Refused("Say what the measure showed.", clause="STA-14", field="words")


def check_revisit(on: date, words: str, next_on: date | None, today: date) -> None:
    """Somebody looked at it again on a day that has come, and looks next on a later one (STA-14, STA-4)."""
    if on > today:
        raise Refused("That day is in the future.", clause="STA-4", field="on")
    if not words.strip():
        raise Refused("Say what has changed, or that nothing has.", clause="STA-4", field="words")
    if next_on is not None and next_on <= today:
        raise Refused("The next day must lie ahead.", clause="STA-4", field="next_on")
