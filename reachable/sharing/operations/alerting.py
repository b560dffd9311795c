"""The senior manager alert: children's services alone write and read of it (NOT-1)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import access, timeline
from reachable.incidents.choices import Audience
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_fits
from reachable.people import queries as people
from reachable.responses.choices import AnswerCode

from ..models import ManagerAlert
from ..permissions import notices as permissions
from ..policies import notices as policies
from .notifying_answers import Answering, answer


@operation
def send_alert(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    sent_at: datetime,
    sent_to: str,
    words: str = "",
    about: Collection[UUID] = (),
    alert_about: str = "",
) -> ManagerAlert:
    """Record that the alert was sent. `about` are young people; `alert_about` says what they are to the county.

    Sent twice in the same words, it is one.
    """
    incident = permissions.check_can_send_alert(by, reference, at)
    policies.check_has_come(sent_at, at, field="sent_at")
    young = young_people_of(incident, about)
    same: dict[str, Any] = {"sent_at": sent_at, "sent_to": sent_to.strip(), "words": words.strip(), "by": by}
    for sent in ManagerAlert.objects.filter(incident=incident, **same).prefetch_related("about"):
        if set(sent.about.all()) == set(young):
            return sent
    row = ManagerAlert(incident=incident, sent_at=sent_at, sent_to=sent_to.strip(), words=words.strip(), by=by, at=at)
    check_fits(row)
    row.save(force_insert=True)
    row.about.set(young)
    fields = {"alert-sent-at": sent_at.isoformat(), "alert-sent-by": f"p:{by.key}", "alert-about": alert_about}
    said = Answering(
        "senior-manager-alert",
        AnswerCode.IN_PLACE,
        "The alert was sent: see the notices of the incident.",
        _on_team(by, incident, fields, at),
        is_fact=True,
    )
    answer(incident, said, by=by, at=at)
    letters = ", ".join(sorted(one.letter for one in young))
    words_told = f"The senior manager alert was sent{f' about {letters}' if letters else ''}."
    _trace(row, "manager-alert-sent", words_told, happened_at=sent_at, young=young, by=by, at=at)
    return row


@operation
def acknowledge_alert(
    *, by: Professional, at: datetime, reference: str, alert_key: UUID, acknowledged_by: str, acknowledged_at: datetime
) -> ManagerAlert:
    """Say who took the alert up, and when: anybody of children's services who heard it records it."""
    incident = permissions.check_can_acknowledge(by, reference, at)
    row = ManagerAlert.objects.select_for_update(of=("self",)).filter(incident=incident, key=alert_key).first()
    if row is None:
        raise NotFound("alert")
    policies.check_not_acknowledged(acknowledged=row.acknowledged_at is not None)
    policies.check_has_come(acknowledged_at, at, field="acknowledged_at")
    row.acknowledged_by, row.acknowledged_at, row.incident = acknowledged_by.strip(), acknowledged_at, incident
    check_fits(row)
    row.save(update_fields=["acknowledged_by", "acknowledged_at"])
    told = "The senior manager alert was acknowledged."
    young = list(row.about.all())
    _trace(row, "manager-alert-acknowledged", told, happened_at=acknowledged_at, young=young, by=by, at=at)
    return row


def young_people_of(incident: Incident, keys: Collection[UUID]) -> list[Involvement]:
    """In the order in which they were chosen; NotFound for one who is not of the incident."""
    found = {one.key: one for one in incident.involvements.filter(key__in=list(keys), now_known_as__isnull=True)}
    if set(keys) - set(found):
        raise NotFound("young person")
    return [found[key] for key in dict.fromkeys(keys)]


def _on_team(by: Professional, incident: Incident, fields: dict[str, str], at: datetime) -> dict[str, str]:
    """An answer names somebody of the team alone: who covers on duty without being on it stands as who answered."""
    named = access.is_on_team(by, incident, at)
    return {name: value for name, value in fields.items() if value and (named or name != "alert-sent-by")}


def _trace(
    row: ManagerAlert,
    verb: str,
    words: str,
    *,
    happened_at: datetime,
    young: list[Involvement],
    by: Professional,
    at: datetime,
) -> None:
    timeline.write(
        row.incident,
        "manager-alert",
        words,
        by=by,
        at=at,
        happened_at=happened_at,
        audience=Audience.CHILDRENS_SERVICES,
        source_key=str(row.key),
    )
    about = list(people.current_person_keys([one.record_id for one in young]).values())
    record(verb, by=by, at=at, incident=row.incident.reference, about=about, codes={"alert": str(row.key)})
