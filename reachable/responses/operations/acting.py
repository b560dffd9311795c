"""Creating actions: shared by the page of actions and the cards of a sheet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from reachable.audit.log import record
from reachable.common.refusals import NotFound, Refused
from reachable.contexts.models import Context
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Agency, Professional
from reachable.incidents import access, timeline
from reachable.incidents.choices import Audience, TeamPart
from reachable.incidents.models import Incident, Involvement
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message
from reachable.people import queries as people

from .. import policies
from ..choices import ActionKind, ActionState, Step
from ..contact import words_of_contact
from ..models import Action, ActionStep, Consideration
from .following import follow
from .placing import check_aim, places_of


@dataclass(frozen=True)
class NewAction:
    """Exactly one owner: `owner_key` (a professional on the team) or `agency_key`.

    `makes_contact` says whether it sends somebody to a young person or a family; `asked_again` that the
    professional was asked again because the words say so, and stayed with no. `key` is made with the form, so that
    sending it twice adds one action. `context` is the reference of a place or group of the incident that the giver
    sees, and `aims_at` the `Aspect` that it is to change for the young person whom it is about.
    """

    what: str
    due_at: datetime
    owner_key: UUID | None = None
    agency_key: UUID | None = None
    makes_contact: bool = False
    asked_again: bool = False
    key: UUID | None = None
    context: str = ""
    aims_at: str = ""


def create_actions(
    incident: Incident,
    new: Sequence[NewAction],
    *,
    by: Professional,
    at: datetime,
    consideration: Consideration | None = None,
    about: Involvement | None = None,
    guests: Collection[Professional] = (),
) -> list[Action]:
    """Write the actions, tell their owners, trace each. The caller has checked who asks.

    `guests` are not on the team and may own an action all the same: they reach it through a meeting.
    """
    about = consideration.about if consideration else about
    places = places_of(incident, [one.context for one in new], by)
    actions = [_build(incident, one, consideration, about, guests, places, by=by, at=at) for one in new]
    Action.objects.bulk_create(actions)
    ActionStep.objects.bulk_create(
        step for action, one in zip(actions, new, strict=True) for step in _first_steps(action, one, by=by, at=at)
    )
    keys = list(people.current_person_keys([about.record_id]).values()) if about and actions else []
    for action in actions:
        _trace(incident, action, keys, by=by, at=at)
        if not action.owner_is_guest:  # who has no way in by signing in is told by the meeting
            tell_owner(action, by=by, at=at)
    if any(action.makes_contact for action in actions):
        follow(incident, "Contact was proposed.", by=by, at=at)
    return actions


def _build(
    incident: Incident,
    new: NewAction,
    consideration: Consideration | None,
    about: Involvement | None,
    guests: Collection[Professional],
    places: Mapping[str, Context],
    *,
    by: Professional,
    at: datetime,
) -> Action:
    policies.check_action_words(new.what)
    check_aim(new.aims_at, is_about_somebody=about is not None)
    policies.check_due(new.due_at, at)
    policies.check_contact_is_meant(what=new.what, makes_contact=new.makes_contact, asked_again=new.asked_again)
    audience = Audience(consideration.audience) if consideration else Audience.TEAM
    owner, agency, is_guest = _owner(incident, new, guests, at, audience=audience)
    return Action(
        key=new.key or uuid4(),
        incident=incident,
        consideration=consideration,
        about=about,
        kind=ActionKind.DO,
        what=new.what.strip(),
        owner=owner,
        owner_agency=agency,
        due_at=new.due_at,
        makes_contact=new.makes_contact,
        audience=audience,
        asked_again=_was_asked_again(new) and not new.makes_contact,
        owner_is_guest=is_guest,
        state=policies.state_of_new(makes_contact=new.makes_contact),
        accepted_at=at if owner and owner.pk == by.pk and not new.makes_contact else None,
        created_by=by,
        created_at=at,
        version=2 if _was_asked_again(new) else 1,
        context=places.get(new.context),
        aims_at=new.aims_at,
    )


def _was_asked_again(new: NewAction) -> bool:
    return new.asked_again and bool(words_of_contact(new.what))


def _owner(
    incident: Incident, new: NewAction, guests: Collection[Professional], at: datetime, *, audience: Audience
) -> tuple[Professional | None, Agency | None, bool]:
    """And whether they are a guest. Who is on the team is none, whatever the caller says."""
    guest = next((one for one in guests if one.key == new.owner_key), None)
    if guest is None or new.agency_key is not None or access.is_on_team(guest, incident, at):
        return *find_owner(incident, new.owner_key, new.agency_key, at, audience=audience), False
    policies.check_owner_reads(audience, [Audience.TEAM], guest.name)
    return guest, None, True


def find_owner(
    incident: Incident,
    owner_key: UUID | None,
    agency_key: UUID | None,
    at: datetime,
    *,
    audience: Audience = Audience.TEAM,
) -> tuple[Professional | None, Agency | None]:
    """One of the two, who must be able to open the incident and to read what is asked of him."""
    if (owner_key is None) == (agency_key is None):
        raise Refused("Choose who does it: one professional, or one agency.", field="owner")
    if agency_key is not None:
        agency = Agency.objects.filter(key=agency_key).first()
        if agency is None:
            raise NotFound("agency")
        policies.check_agency_reads(audience, agency)
        return None, agency
    found = next((one for one in _on_team(incident, at) if str(one.key) == str(owner_key)), None)
    if found is None:
        raise Refused("Choose somebody on the team, or add them to the team first.", field="owner")
    policies.check_owner_reads(audience, access.audiences_on_team(found, incident, at), found.name)
    return found, None


def _on_team(incident: Incident, at: datetime) -> list[Professional]:
    members = access.current_team(at).filter(incident=incident).select_related("professional__agency")
    return list(dict.fromkeys(member.professional for member in members.order_by("professional")))


def _first_steps(action: Action, new: NewAction, *, by: Professional, at: datetime) -> Iterable[ActionStep]:
    yield ActionStep(action=action, number=1, step=Step.CREATED, words=new.what, due_at=new.due_at, by=by, at=at)
    if _was_asked_again(new):
        answer = "it makes contact" if new.makes_contact else "it makes no contact"
        words = f"The words say contact. Asked again; the answer: {answer}."
        yield ActionStep(action=action, number=2, step=Step.ASKED_AGAIN, words=words, by=by, at=at)


def _trace(incident: Incident, action: Action, about: list[UUID], *, by: Professional, at: datetime) -> None:
    who = action.owner.name if action.owner else f"{action.owner_agency}"
    proposed = " (proposed contact)" if action.makes_contact else ""
    words = f"Action for {who}: {action.what}{proposed}"
    readers, key = Audience(action.audience), str(action.key)
    timeline.write(incident, "action-added", words, by=by, at=at, about=action.about, audience=readers, source_key=key)
    codes = {"action": str(action.key), "makes_contact": action.makes_contact, "asked_again": action.asked_again}
    if action.context:
        codes["context"] = action.context.reference
    if action.aims_at:
        codes["aims_at"] = action.aims_at
    record("action-added", by=by, at=at, incident=incident.reference, about=about, codes=codes, words=action.what)


def give_at_once(
    incident: Incident,
    what: str,
    due_at: datetime,
    *,
    by: Professional,
    at: datetime,
    about: Involvement | None = None,
    audience: Audience = Audience.TEAM,
    key: UUID | None = None,
    tells_lead: bool = True,
) -> Action:
    """What follows from something that happened is for the lead; without one, for children's services. They are told;
    the lead is not where `tells_lead` says that another letter goes out. With a `key` it is given once.
    """
    sent = Action.objects.filter(key=key).first() if key else None
    if sent is not None:
        return sent
    owner = _lead(incident, at, audience)
    action = Action.objects.create(
        key=key or uuid4(),
        incident=incident,
        about=about,
        what=what,
        owner=owner,
        owner_agency=None if owner else _childrens_services(incident, by, at),
        due_at=due_at,
        makes_contact=False,
        audience=audience,
        state=ActionState.OPEN,
        accepted_at=at if owner and owner.pk == by.pk else None,
        created_by=by,
        created_at=at,
    )
    ActionStep.objects.create(action=action, number=1, step=Step.CREATED, words=what, due_at=due_at, by=by, at=at)
    keys = list(people.current_person_keys([about.record_id]).values()) if about else []
    _trace(incident, action, keys, by=by, at=at)
    if owner is None or tells_lead:
        tell_owner(action, by=by, at=at)
    return action


def _lead(incident: Incident, at: datetime, audience: Audience) -> Professional | None:
    team = access.current_team(at).filter(incident=incident, part=TeamPart.LEAD)
    lead = team.select_related("professional__agency").first()
    if lead is None or audience not in access.audiences_on_team(lead.professional, incident, at):
        return None
    return lead.professional


def _childrens_services(incident: Incident, by: Professional, at: datetime) -> Agency:
    """That of the team; else the only one, or the first; where there is none, the writer's own."""
    known = Agency.objects.filter(kind=AgencyKind.CHILDRENS_SERVICES).order_by("pk")
    team = access.current_team(at).filter(incident=incident).values("professional__agency")
    return known.filter(pk__in=team).first() or known.first() or by.agency


def tell_owner(action: Action, *, by: Professional, at: datetime) -> None:
    """Mail carries no content: an action is waiting, sign in. Of an agency, those of it who are on the team."""
    if action.owner is not None:
        owners = [action.owner]
    else:
        owners = [one for one in _on_team(action.incident, at) if one.agency_id == action.owner_agency_id]
    if action.audience != Audience.TEAM:
        owners = [one for one in owners if action.audience in access.audiences_on_team(one, action.incident, at)]
    for owner in owners:
        if owner.email and owner.pk != by.pk:
            outbox.queue(
                Message.ACTION_WAITING,
                to=owner.email,
                at=at,
                professional_key=owner.key,
                reference=action.incident.reference,
            )
