"""What the meeting agreed that somebody does: one line, one owner; also somebody who is not on the team."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.incidents.models import Involvement
from reachable.playbook.record import holder_key
from reachable.responses.models import Action
from reachable.responses.operations import NewAction, add_action

from .. import policies
from ..choices import Sees
from ..models import AgendaItem, Attendee, Meeting, MeetingAction, RestrictedPart
from ..queries.named import headings_that_name_somebody
from .writing import covered_by, find_to_write, item_of, part_now, person_keys, raise_revision


@dataclass(frozen=True)
class AgreedAction:
    """`owner` as forms have it: "p:<key>" for a professional of the team or somebody who was asked to the meeting,
    "a:<key>" for an agency until somebody there is named. `key` is made with the form: sent again, it is one action.
    """

    key: UUID
    what: str
    due_at: datetime
    owner: str
    item_key: UUID | None = None
    about_key: UUID | None = None
    makes_contact: bool = False
    asked_again: bool = False
    everybody_may_read: bool = False


@operation
def agree_action(*, by: Professional, at: datetime, meeting: str, new: AgreedAction) -> Action:
    """Raises AsksAgain where its words say contact: nobody is sent before the risk to them is assessed (CTX-18)."""
    found = find_to_write(by, meeting, at, with_incident=True)
    sent = Action.objects.filter(key=new.key).first()
    if sent is not None:
        if not found.actions.filter(action=sent).exists():
            raise NotFound("action")
        return sent
    item = item_of(found, new.item_key) if new.item_key else None
    young = covered_by(found, [new.about_key] if new.about_key else [])
    part = part_now(found, by, item)
    policies.check_team_may_read(in_part=part is not None, everybody_may_read=new.everybody_may_read)
    guests = guests_of(found)
    check_guests_see(found, guests, [(new.owner, new.what)], young)
    action = add_action(
        by=by,
        at=at,
        reference=found.incident.reference,
        new=_as_responses_have_it(new),
        about_key=young[0].key if young else None,
        guests=[one.professional for one in guests],
    )
    keep(found, [action], item, part, by=by, at=at)
    raise_revision(found)
    codes = {"meeting": found.reference, "action": str(action.key), "item": str(item.key) if item else ""}
    record(
        "meeting-action-agreed", by=by, at=at, incident=found.incident.reference, about=person_keys(young), codes=codes
    )
    return action


def keep(
    meeting: Meeting,
    actions: Collection[Action],
    item: AgendaItem | None,
    part: RestrictedPart | None,
    *,
    by: Professional,
    at: datetime,
) -> None:
    """That the meeting agreed these."""
    MeetingAction.objects.bulk_create(
        MeetingAction(meeting=meeting, action=one, item=item, part=part, by=by, at=at) for one in actions
    )


def guests_of(meeting: Meeting) -> list[Attendee]:
    """Who was asked and may own an action; whether they are on the team is for `create_actions` to find."""
    places = meeting.attendees.filter(out_at__isnull=True).select_related("professional__agency")
    return list(places.prefetch_related("young_people"))


def check_guests_see(
    meeting: Meeting, guests: Collection[Attendee], owned: Collection[tuple[str, str]], young: Collection[Involvement]
) -> None:
    """Of owners, as forms have them, who see only their own young people. `owned`: owner, and what is to be done."""
    for guest in guests:
        what = " \n".join(words for owner, words in owned if owner == f"p:{guest.professional.key}")
        if guest.sees == Sees.THEIRS and what:
            theirs = {one.involvement_id for one in guest.young_people.all()}
            policies.check_guest_sees(guest.professional.name, sees=all(one.pk in theirs for one in young))
            may_see = guest.young_people.values_list("involvement__key", flat=True)
            naming = headings_that_name_somebody(meeting.incident_id, {"what": what}, but=list(may_see))
            policies.check_guest_reads(guest.professional.name, names_others=bool(naming))


def _as_responses_have_it(new: AgreedAction) -> NewAction:
    person, agency = holder_key("professional", new.owner), holder_key("agency", new.owner)
    if person is None and agency is None:
        raise Refused("Choose who does it: one professional, or one agency.", field="owner")
    return NewAction(
        what=new.what,
        due_at=new.due_at,
        owner_key=person,
        agency_key=agency,
        makes_contact=new.makes_contact,
        asked_again=new.asked_again,
        key=new.key,
    )
