"""The guide's definitions in the words of the edition that the incident was opened under."""

from dataclasses import dataclass
from datetime import datetime

from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.playbook.schema import Definition, DefinitionPart, Playbook

from .. import editions
from ..models import Response


@dataclass(frozen=True)
class DefinitionPartText:
    """What a part asks; `met`, `not_met` and `not_known` say what each answer to it means."""

    code: str
    title: str
    ask: str
    why: str
    met: str
    not_met: str
    not_known: str
    elements: tuple[str, ...]


@dataclass(frozen=True)
class DefinitionText:
    code: str
    title: str
    why: str
    clauses: tuple[str, ...]
    parts: tuple[DefinitionPartText, ...]

    def part(self, code: str) -> DefinitionPartText:
        return next(part for part in self.parts if part.code == code)


def definitions(professional: Professional, reference: str, at: datetime) -> dict[str, DefinitionText]:
    """By code: serious-youth-violence, street-gang, gang-impacted-environment."""
    heading = incidents.heading(professional, reference, at)
    return {code: _text(found) for code, found in _playbook(heading.incident_id).definitions.items()}


def _playbook(incident_id: int) -> Playbook:
    response = Response.objects.select_related("edition").filter(incident_id=incident_id).first()
    return editions.of(response.edition) if response else editions.in_force()


def _text(found: Definition) -> DefinitionText:
    return DefinitionText(
        code=found.code,
        title=found.title,
        why=found.why,
        clauses=found.clauses,
        parts=tuple(_part(part) for part in found.parts),
    )


def _part(part: DefinitionPart) -> DefinitionPartText:
    return DefinitionPartText(
        code=part.code,
        title=part.title,
        ask=part.ask,
        why=part.why,
        met=part.met,
        not_met=part.not_met,
        not_known=part.not_known,
        elements=part.elements,
    )
