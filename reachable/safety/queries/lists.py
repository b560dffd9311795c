"""The lists of the guide that safety works down: levels, domains of screening, kinds of help, and the statutory rules.

Safety lies below the responses, so it reads the county's playbook in force and not the edition of an incident: codes
never change meaning, and what was written under a code that has left the list is still shown by its code.
"""

from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings

from reachable.playbook import load
from reachable.playbook.schema import Due
from reachable.playbook.tables import Level, Listed, Tables

INTERVIEW_RULE = "return-home-interview"


@lru_cache(maxsize=4)
def _read(folder: str, county: str) -> tuple[Tables, Mapping[str, Due]]:
    return load.load(settings.PLAYBOOK_FOLDER, county).tables, load.deadlines(settings.PLAYBOOK_FOLDER)


def _in_force() -> tuple[Tables, Mapping[str, Due]]:
    return _read(str(settings.PLAYBOOK_FOLDER), settings.PLAYBOOK_COUNTY)


def levels_in_force() -> tuple[Level, ...]:
    return _in_force()[0].levels


def domains() -> tuple[Listed, ...]:
    return _in_force()[0].screening


def supports() -> tuple[Listed, ...]:
    return _in_force()[0].supports


def interview_rule() -> Due | None:
    """By when a young person who was missing is owed an interview; None where the deadlines name none."""
    return _in_force()[1].get(INTERVIEW_RULE)


def level_title(code: str) -> str:
    return _title(levels_in_force(), code)


def domain_title(code: str) -> str:
    return _title(domains(), code)


def support_title(code: str) -> str:
    return _title(supports(), code)


def _title(found: tuple[Level, ...] | tuple[Listed, ...], code: str) -> str:
    named = next((one.title for one in found if one.code == code), "")
    return named or code.replace("-", " ").capitalize()
