"""What is asked about one kind of fact, and who may read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from reachable.common.permission_codes import Permission
from reachable.playbook.schema import RecordField

from ..choices import Audience, FactKind


class Group(StrEnum):
    """Which page shows a kind beside the others of its section; facts of no section stand in the list alone."""

    HOSPITAL = "hospital"
    CUSTODY = "custody"
    COURT = "court"
    SAFETY = "safety"
    NONE = ""


@dataclass(frozen=True)
class KindOfFact:
    """`fact` is what the playbook calls it where a deadline runs from it.

    `when` and `where` are the questions of the form; without `where` no place is asked. `lies_ahead`: its time may be
    in the future. `repeats`: two of them do not contradict each other. `by_the_lead`: a decision of whoever leads, and
    so for those who may manage the team; everything else is a fact that anybody on the team records. `either`: it may
    be said of the incident as a whole too.

    `fields` are structured and all may stay empty: a fact is never refused for what is not known of it yet. Of those
    in `narrow` only whoever holds the permission reads what was said. Without `has_words` nothing can be typed freely.
    """

    kind: FactKind
    fact: str
    about_young_person: bool
    when: str
    where: str = ""
    lies_ahead: bool = False
    repeats: bool = False
    by_the_lead: bool = False
    audience: Audience = Audience.TEAM
    either: bool = False
    group: Group = Group.NONE
    clauses: tuple[str, ...] = ()
    fields: tuple[RecordField, ...] = ()
    narrow: Mapping[str, Permission] = field(default_factory=lambda: MappingProxyType({}))
    has_words: bool = True
    hint: str = ""  # above the form, in one or two sentences

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def slug(self) -> str:
        """The kind in an address."""
        return self.kind.value.lower().replace("_", "-")

    def may_be_about(self, *, young_person: bool) -> bool:
        return self.either or self.about_young_person == young_person


Choices = tuple[tuple[str, str], ...]
YES, NO, NOT_KNOWN = "yes", "no", "not-known"


def text(name: str, label: str, hint: str = "") -> RecordField:
    return RecordField(name=name, kind="text", label=label, hint=hint)


def yes_no(name: str, label: str, hint: str = "") -> RecordField:
    return RecordField(name=name, kind="yes-no", label=label, hint=hint)


def moment(name: str, label: str, hint: str = "") -> RecordField:
    return RecordField(name=name, kind="datetime", label=label, hint=hint)


def day(name: str, label: str, hint: str = "") -> RecordField:
    return RecordField(name=name, kind="date", label=label, hint=hint)


def professional(name: str, label: str, hint: str = "") -> RecordField:
    return RecordField(name=name, kind="professional", label=label, hint=hint)


def choice(name: str, label: str, *choices: tuple[str, str], hint: str = "") -> RecordField:
    return RecordField(name=name, kind="choice", label=label, choices=choices, hint=hint)


def choices(name: str, label: str, *several: tuple[str, str], hint: str = "") -> RecordField:
    return RecordField(name=name, kind="choices", label=label, choices=several, hint=hint)
