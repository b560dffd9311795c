"""Prints the roles and their permissions; with --write, into docs/reference/roles.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reachable.common.permission_codes import Permission
from reachable.directory.choices import AgencyKind
from reachable.directory.roles import ROLES, Role

PLACE = Path("docs") / "reference" / "roles.md"

HEAD = """# Roles and what they may do

Printed from `reachable/directory/roles.py` by `python manage.py role_matrix`. Do not edit it by hand.

A role says what a professional may do *somewhere*. Which incidents and young people he reaches is decided by the
teams he is on. Roles marked "night" carry the hours when offices are shut and have a line in the duty directory.
"""


def role_matrix() -> str:
    """Markdown: what each role is, then role by permission."""
    parts = [HEAD, "## The roles\n", *(_described(role) for role in ROLES.values()), "\n## Role by permission\n"]
    numbered = list(Permission)
    parts += [f"{number}. `{permission}`" for number, permission in enumerate(numbered, 1)]
    parts.append("\n| Role | " + " | ".join(str(number) for number in range(1, len(numbered) + 1)) + " |")
    parts.append("|---" * (len(numbered) + 1) + "|")
    parts += [_row(role, numbered) for role in ROLES.values()]
    return "\n".join(parts) + "\n"


def _described(role: Role) -> str:
    kinds = ", ".join(kind.label for kind in AgencyKind if kind in role.agency_kinds)
    night = " Night." if role.night else ""
    return (
        f"- **{role.name}** (`{role.code.value}`, in the playbook `{role.kebab}`): {role.description} {kinds}.{night}"
    )


def _row(role: Role, permissions: list[Permission]) -> str:
    marks = ("yes" if permission in role.permissions else "" for permission in permissions)
    return f"| {role.name} | " + " | ".join(marks) + " |"


class Command(BaseCommand):
    help = "Print who may do what, role by permission."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help=f"write {PLACE.as_posix()} instead of printing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            (settings.ROOT / PLACE).write_text(role_matrix(), encoding="utf-8")
        else:
            self.stdout.write(role_matrix(), ending="")
