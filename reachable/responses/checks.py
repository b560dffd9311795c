"""Refuses to start with a playbook that is not sound."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from reachable.directory.choices import AgencyKind
from reachable.directory.roles import ROLES
from reachable.incidents.fact_kinds import KINDS
from reachable.playbook import check, coverage
from reachable.playbook.load import PlaybookError, load
from reachable.playbook.schema import Playbook

from . import audiences
from .contact import words_of_contact
from .gates import GATES
from .triggers import TRIGGERS


def playbook_is_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        playbook = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
    except PlaybookError as error:
        return [Error(str(error), id="playbook.E001")]
    return [Error(problem, id="playbook.E002") for problem in faults(playbook)]


def faults(playbook: Playbook) -> list[str]:
    """What is wrong with a playbook, of this county or another, given what the software knows."""
    return check.problems(
        playbook,
        triggers={name: trigger.about for name, trigger in TRIGGERS.items()},
        roles={role.kebab for role in ROLES.values()},
        places={kind.value.lower().replace("_", "-") for kind in AgencyKind},
        clauses=[clause["id"] for clause in coverage.register(settings.CLAUSES_FILE)],
        gates=GATES.keys(),
        audiences=audiences.BY_NAME.keys(),
        facts={kind.slug for kind in KINDS.values()},
        words_of_contact=words_of_contact,
    )
