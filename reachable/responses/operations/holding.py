"""Whom an answer may name in its fields."""

from collections.abc import Mapping
from datetime import datetime

from reachable.common.refusals import Refused
from reachable.directory.models import Agency
from reachable.incidents import access
from reachable.incidents.models import Incident
from reachable.playbook.schema import Consideration as Asked

from ..choices import HOLDER_KINDS
from ..policies import holder_key


def check_holders(
    incident: Incident, item: Asked, fields: Mapping[str, str], stands: Mapping[str, str], at: datetime
) -> None:
    """A professional on the team, an agency that there is. Who was named before may stay, also off the team."""
    for field in (field for field in item.record if field.kind in HOLDER_KINDS):
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
