"""What is decided about each person who may now be at risk: safeguard now, through their own worker, or no action."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.common.refusals import NotFound, Stale
from reachable.directory.models import Professional
from reachable.incidents import access, sealing, timeline
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part, SealedKind
from reachable.incidents.models import Incident, Involvement, NetworkPerson
from reachable.incidents.policies import check_not_joined
from reachable.incidents.sealing import Leaving
from reachable.people import queries as people
from reachable.people.copies import Copy, lines_of
from reachable.people.models import Belonging

from .. import permissions, policies
from ..choices import DispositionCode
from ..models import Action, Disposition
from .acting import NewAction, create_actions


@operation
def dispose(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    person_key: UUID,
    code: str,
    because: str,
    worker: str = "",
    new_action: NewAction | None = None,
    seen_number: int,
) -> Disposition:
    """Answer whether somebody connected is at risk and what is done (SAF-9, SAF-10); each for himself, with why.

    "Safeguard now" gives whoever is only in the network a letter, so that immediate safety asks about him too, and
    takes an action unless that is done by what is asked. "Through their own worker" names who. Stale where somebody
    else answered since `seen_number` (0: nobody had).
    """
    incident = permissions.check_can_dispose(by, reference, at)
    check_not_joined(incident.phase)
    chosen = DispositionCode(code)
    policies.check_disposition(chosen, because, worker, has_action=new_action is not None)
    record_id = _record_of(incident, person_key)
    number = _check_seen(incident, record_id, seen_number) + 1
    mark, involved = _mark_of(incident, record_id)
    if chosen == DispositionCode.SAFEGUARD_NOW and involved is None:
        involved = _bring_in(incident, record_id, by=by, at=at)
        mark = involved.letter
    action = _act(incident, involved, new_action, by=by, at=at)
    row = Disposition(incident=incident, record_id=record_id, number=number, code=chosen, action=action, by=by, at=at)
    row.because, row.worker = because.strip(), _carried_by(chosen, worker, action)
    row.save(force_insert=True)
    _trace(incident, row, mark, involved, person_key)
    return row


@operation
def forget_dispositions(happening: happenings.NetworkPersonLeaves) -> None:
    """Somebody leaves the network: the answers about him go too, and their lines. An action that was made stays.

    It is an instruction to a professional, in the words of whoever gave it; what the software wrote of it names
    nobody.
    """
    rows = Disposition.objects.filter(incident=happening.incident_id, record=happening.record_id)
    going = list(rows.select_related("record", "by", "action").order_by("number"))
    if not going:
        return
    keys = tuple(str(key) for key in people.current_person_keys([happening.record_id]).values())
    homes = sealing.homes_of_incident(happening.incident_id)
    copies = [Copy(_title_of(row), str(row.key), keys, (("Answer", lines_of(row)),)) for row in going]
    leaving = [Leaving(homes, SealedKind.DISPOSITION, copy) for copy in copies]
    sealing.seal(leaving, at=happening.at, expired=happening.expired)
    rows.delete()
    timeline.forget(homes, [str(row.key) for row in going])


def _title_of(row: Disposition) -> str:
    return f"{row.record.display_name}: {_said(row)}"


def _said(row: Disposition) -> str:
    """Without the invitation to give a reason."""
    return row.get_code_display().removesuffix(", because").lower()


def _record_of(incident: Incident, person_key: UUID) -> int:
    """The record of this person in this incident or its network; NotFound where there is none."""
    theirs = Belonging.objects.filter(person__key=person_key, until_at__isnull=True)
    here = access.reach_in(incident.pk).among(list(theirs.values_list("record_id", flat=True)))
    lettered = incident.involvements.filter(record__in=here, now_known_as__isnull=True)
    own = set(lettered.values_list("record_id", flat=True))
    own |= set(NetworkPerson.objects.filter(incident=incident, record__in=here).values_list("record_id", flat=True))
    if not own:
        raise NotFound("person")
    answered = Disposition.objects.filter(incident=incident, record__in=own).values_list("record_id", flat=True).first()
    return answered or min(own)


def _check_seen(incident: Incident, record_id: int, seen_number: int) -> int:
    rows = Disposition.objects.filter(incident=incident, record=record_id).select_related("by")
    latest = rows.order_by("-number").first()
    number = latest.number if latest else 0
    if number != seen_number:
        raise Stale("Somebody else answered this while you wrote. Both answers are shown.", current=latest)
    return number


def _mark_of(incident: Incident, record_id: int) -> tuple[str, Involvement | None]:
    involved = incident.involvements.filter(record=record_id, now_known_as__isnull=True).first()
    if involved is not None:
        return involved.letter, involved
    return NetworkPerson.objects.get(incident=incident, record=record_id).mark, None


def _carried_by(code: DispositionCode, worker: str, action: Action | None) -> str:
    """Who their own worker is: as named, or else whoever was given the action."""
    if code != DispositionCode.OWN_WORKER:
        return ""
    return worker.strip() or (action.owner.name if action and action.owner else "")


def _bring_in(incident: Incident, record_id: int, *, by: Professional, at: datetime) -> Involvement:
    member = NetworkPerson.objects.get(incident=incident, record=record_id)
    return incidents.bring_into_incident(
        by=by, at=at, reference=incident.reference, key=member.key, part=Part.CONNECTED
    )


def _act(
    incident: Incident, involved: Involvement | None, new: NewAction | None, *, by: Professional, at: datetime
) -> Action | None:
    if new is None:
        return None
    permissions.check_may_add_actions(by)
    [action] = create_actions(incident, [new], by=by, at=at, about=involved)
    return action


def _trace(incident: Incident, row: Disposition, mark: str, involved: Involvement | None, person_key: UUID) -> None:
    words = f"{mark}: {_said(row)}."
    key = str(row.key)
    timeline.write(incident, "disposition", words, by=row.by, at=row.at, about=involved, source_key=key)
    codes = {"disposition": key, "number": row.number, "code": str(row.code)}
    if row.action:
        codes["action"] = str(row.action.key)
    record("disposition-recorded", by=row.by, at=row.at, incident=incident.reference, about=[person_key], codes=codes)
