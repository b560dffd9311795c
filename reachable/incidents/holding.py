"""Whom an answer or a fact may name in its fields."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from reachable.common.refusals import Refused
from reachable.directory.models import Agency
from reachable.playbook.record import HOLDER_KINDS, holder_key
from reachable.playbook.schema import RecordField

from . import access
from .models import Incident


def check_holders(
    incident: Incident, asked: Iterable[RecordField], fields: Mapping[str, str], stands: Mapping[str, str], at: datetime
) -> None:
    """A professional on the team, an agency that there is. Who was named before may stay, also off the team."""
    for field in (field for field in asked if field.kind in HOLDER_KINDS):
        value = fields.get(field.name, "")
        if not value or value == stands.get(field.name):
            continue
        key = holder_key(field.kind, value)
        if field.kind == "agency":
            if key is None or not Agency.objects.filter(key=key).exists():
                raise Refused(f"{field.label}: choose one of the agencies.", field=f"record-{field.name}")
        elif key is None or not access.current_team(at).filter(incident=incident, professional__key=key).exists():
            words = f"{field.label}: choose somebody on the team, or add them to the team first."
            raise Refused(words, field=f"record-{field.name}")
