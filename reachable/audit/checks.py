"""System check: the triggers that make the audit append-only are in the database."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from . import triggers


def audit_triggers_are_installed(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    problems: list[CheckMessage] = []
    for alias in databases or ():
        absent = triggers.missing(connections[alias])
        if absent:
            problems.append(
                Error(
                    f"The audit tables of database '{alias}' lack triggers: {', '.join(absent)}.",
                    hint="Find out who removed them, then run manage.py audit_triggers as the tables' owner.",
                    id="audit.E001",
                )
            )
    return problems
