"""Names by which people call an incident and the young people in it."""

import re

INCIDENT = re.compile(r"INC-\d{4}-\d{4,6}", re.ASCII)


def incident_reference(year: int, number: int) -> str:
    """INC-2026-0012."""
    return f"INC-{year}-{number:04d}"


def is_incident(text: str) -> bool:
    """Whether it is written like the reference of an incident; there need not be one."""
    return INCIDENT.fullmatch(text) is not None


def letter(position: int) -> str:
    """0 is A, 25 is Z, 26 is AA: stable within one incident, never reissued."""
    text = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def across(letter: str, reference: str) -> str:
    """A/0012: a letter on a page that touches two incidents."""
    return f"{letter}/{reference.rsplit('-', 1)[-1]}"


MEETING = re.compile(r"MTG-\d{4}-\d{4,6}", re.ASCII)


def meeting_reference(year: int, number: int) -> str:
    """MTG-2026-0007: it names neither an incident nor anybody in it, and so may stand in a calendar."""
    return f"MTG-{year}-{number:04d}"


CONTEXT = re.compile(r"CTX-\d{4}-\d{4,6}", re.ASCII)


def context_reference(year: int, number: int) -> str:
    """CTX-2026-0007: of a place, school, group or online space."""
    return f"CTX-{year}-{number:04d}"
