"""Deadlines as people write them: "4h after report", "2 working days after awareness"."""

import re

_PATTERN = re.compile(
    r"(?P<number>[1-9]\d{0,3}) ?(?P<unit>h|hours?|working days?) after (?P<after>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)"
)

# The facts from which a deadline may run. While the fact is not known there is no due time.
FACTS = frozenset(
    {
        "report",  # the incident was reported to us
        "awareness",  # the authority became aware
        "incident",  # it happened
        "admission",  # the young person came into hospital
        "arrest",  # the young person was arrested
    }
)


def parse(text: str) -> dict[str, object]:
    """The parts of a deadline; raises ValueError with what is wrong, never guesses."""
    found = _PATTERN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f'due "{text}" is not of the form "4h after report" or "2 working days after awareness"')
    if found["after"] not in FACTS:
        raise ValueError(f'due "{text}" runs from "{found["after"]}", which is none of {", ".join(sorted(FACTS))}')
    number = int(found["number"])
    unit = "working_days" if found["unit"].startswith("working") else "hours"
    return {"text": text.strip(), unit: number, "after": found["after"]}
