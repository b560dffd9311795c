"""Which questions of the strand on enquiries the outcome of a young person settles. Pure: over plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

from reachable.playbook.schema import Consideration
from reachable.responses.choices import AnswerCode

SETTLED_BY_OUTCOME = ("enquiry-outcome", "conference-decided")
# What one calls otherwise than the other: the value of the outcome -> what the question calls it.
_CALLED = {"conference": {"to-be-held": "child-protection"}}
_WITH_A_CONFERENCE = {"contextual": "both", "both": "both"}
_UNDECIDED = ("", "not-decided")
_DECIDES = {"enquiry-outcome": "threshold", "conference-decided": "conference"}


@dataclass(frozen=True)
class Decided:
    """As the question is answered."""

    answer: str
    because: str
    record: dict[str, str]


def answer_of_outcome(
    item: Consideration, outcome: Mapping[str, str], stands: Mapping[str, str], meeting: str
) -> Decided | None:
    """What an outcome answers to this question, None while it is not decided (SAF-1).

    Fields of the same name are taken over where the question knows the value; what it says otherwise stays.
    """
    decides = _DECIDES.get(item.code, "")
    if outcome.get(decides, "") in _UNDECIDED:
        return None
    record = dict(stands)
    for field in item.record:
        value = _as_asked(field.name, outcome.get(field.name, ""), stands)
        if value and (not field.options or value in {code for code, _ in field.options}):
            record[field.name] = value
    if decides == "conference" and outcome["conference"] == "not-needed":
        record.pop("conference-on", None)
        because = outcome.get("conference-not-because", "") or f"Decided in {meeting}: none is needed."
        return Decided(AnswerCode.NOT_NEEDED, because, record)
    return Decided(AnswerCode.IN_PLACE, f"Decided in {meeting}.", record)


def _as_asked(name: str, value: str, stands: Mapping[str, str]) -> str:
    called = _CALLED.get(name, {}).get(value, value)
    if called == "child-protection":  # beside a contextual conference that is to be held it is both
        return _WITH_A_CONFERENCE.get(stands.get(name, ""), called)
    return called
