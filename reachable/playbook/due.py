"""Deadlines as people write them: "4h after report", "2 working days after awareness", "2h before court"."""

import re

_PATTERN = re.compile(
    r"(?P<number>[1-9]\d{0,3}) ?(?P<unit>h|hours?|working days?) "
    r"(?P<side>after|before) (?P<fact>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)"
)

# The facts from which a deadline may run. While the fact is not known there is no due time.
_OF_THE_INCIDENT = {
    "report",  # the incident was reported to us, or this young person in it
    "opening",  # the question was first asked: its strand opened, or the young person came in
    "awareness",  # the authority became aware
    "incident",  # it happened
    "discussion",  # the strategy discussion that began the enquiries ended
    "complex-discussion",  # the complex strategy discussion ended
    "notification",  # the serious incident notification was sent
    "media-interest",  # the press asked, or a release was asked for
    "stabilisation",  # the lead recorded that the first response has eased
}
OF_ONE_YOUNG_PERSON = frozenset(
    {
        "admission",  # the young person came into hospital
        "discharge",  # the young person is expected to leave hospital
        "arrest",  # the young person was arrested
        "charge",  # the young person was charged
        "court",  # the next hearing begins
        "remand",  # the court remanded the young person
        "referral",  # the young person was referred to the children's front door
        "police-protection",  # police took the young person into protection
        "missing",  # the young person was found to be missing
        "return",  # the missing young person was found or came back
        "death",  # the young person died
        "contact-proposed",  # an action that makes contact with the young person was first proposed
    }
)
FACTS = frozenset(_OF_THE_INCIDENT) | OF_ONE_YOUNG_PERSON


def parse(text: str) -> dict[str, object]:
    """The parts of a deadline; raises ValueError with what is wrong, never guesses."""
    found = _PATTERN.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f'due "{text}" is not of the form "4h after report", "2 working days after awareness" or "2h before court"'
        )
    if found["fact"] not in FACTS:
        raise ValueError(f'due "{text}" runs from "{found["fact"]}", which is none of {", ".join(sorted(FACTS))}')
    unit = "working_days" if found["unit"].startswith("working") else "hours"
    before = found["side"] == "before"
    if before and unit != "hours":
        raise ValueError(f'due "{text}": what is owed before a fact is counted in hours')
    return {"text": text.strip(), unit: int(found["number"]), "after": found["fact"], "before": before}
