"""The invented people and incidents of the tests, made by the operations that make real ones."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from reachable.audit import log
from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.contexts import operations as contexts
from reachable.contexts.choices import Colour, ContextKind, DisruptionOn, MapKind, MapSeenBy
from reachable.contexts.policies.maps import NewPlace
from reachable.directory import operations as directory
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Agency, Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import (
    Area,
    ConnectionKind,
    FactKind,
    LinkKind,
    Offence,
    Part,
    Setting,
    TeamPart,
    Weapon,
    Where,
)
from reachable.incidents.facts import Report, ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement, NetworkPerson, PartnerList
from reachable.incidents.operations import NewRelative
from reachable.incidents.partner_lists.staged import look_through
from reachable.meetings import operations as meetings
from reachable.meetings.choices import UseFor
from reachable.meetings.models import Meeting, PurposeUse, Series
from reachable.oversight import operations as oversight
from reachable.oversight.choices import LaterKind, LineKind
from reachable.oversight.models import HandOver
from reachable.people import queries as people
from reachable.people.choices import AddressUse, AssociationKind, DetailKind, IdentifierSystem, SourceClass, Stage
from reachable.people.facts import NewAddress, NewDetail, Telling
from reachable.people.matching import Entry
from reachable.people.models import Association, Detail, Merging
from reachable.responses import operations as response_operations
from reachable.responses import queries as response_queries
from reachable.safety import operations as safety
from reachable.safety.choices import FOR_A_CALL, ContactMode, MeasureKind, Mitigation, StaffRisk, SupportKind
from reachable.safety.models import FitQuestion, MissingEpisode
from reachable.safety.policies.plan import NewPlanMeasure
from reachable.sharing import operations as sharing
from tests.briefed import briefed
from tests.pages import World

AT = datetime(2026, 11, 21, 22, 15, tzinfo=UTC)  # a Saturday night
LONG_AGO = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)  # since when the cast has held its roles

AGENCIES = {
    "childrens-services": ("Norfolk Children's Services", AgencyKind.CHILDRENS_SERVICES),
    "police": ("Norfolk Constabulary", AgencyKind.POLICE),
    "hospital": ("Norwich General Hospital", AgencyKind.HEALTH),
    "youth-justice": ("Norfolk Youth Justice Service", AgencyKind.YOUTH_JUSTICE),
    "youth-support": ("Targeted Youth Support Service", AgencyKind.YOUTH_SUPPORT),
    "school": ("Mousehold High School", AgencyKind.EDUCATION),
}


@dataclass(frozen=True)
class Character:
    name: str
    job_title: str
    role: RoleCode
    agency: str


CHARACTERS = {
    "hana": Character("Hana Malik", "Head of Social Work", RoleCode.HEAD_OF_SOCIAL_WORK, "childrens-services"),
    "priya": Character("Priya Nair", "Social worker", RoleCode.SOCIAL_WORKER, "childrens-services"),
    "manager": Character("Owen Pryce", "Team manager", RoleCode.TEAM_MANAGER, "childrens-services"),
    "sam": Character("Sam Okafor", "Detective inspector", RoleCode.SENIOR_INVESTIGATING_OFFICER, "police"),
    "mace": Character("Maggie Thorne", "MACE sergeant", RoleCode.MACE_POLICE, "police"),
    "joy": Character("Joy Adeyemi", "Minute-taker", RoleCode.MINUTE_TAKER, "childrens-services"),
    "tyss": Character("Tomasz Wilk", "Head of service", RoleCode.TYSS_HEAD, "youth-support"),
    "ward": Character("Wendy Barrow", "Named nurse", RoleCode.HOSPITAL_SAFEGUARDING, "hospital"),
    "youth_justice": Character("Yusuf Demir", "Manager", RoleCode.YOUTH_JUSTICE_MANAGER, "youth-justice"),
    "edt": Character("Edith Lamb", "Senior worker on duty", RoleCode.EMERGENCY_DUTY_SENIOR, "childrens-services"),
    "ig": Character("Ines Gomes", "Information-governance lead", RoleCode.INFORMATION_GOVERNANCE, "childrens-services"),
    "admin": Character("Aidan Moss", "Administrator", RoleCode.ADMINISTRATOR, "childrens-services"),
    "stranger": Character("Stella Ford", "Social worker", RoleCode.SOCIAL_WORKER, "childrens-services"),
    "school": Character("Shona Reid", "Safeguarding lead", RoleCode.EDUCATION_SAFEGUARDING, "school"),
}
TEAM = ("hana", "priya", "sam")  # of the incident that `reported_incident` opens and `with_team` staffs


class Cast:
    """Each member is made when first asked for; `everybody` makes all of them."""

    def __getattr__(self, name: str) -> Professional:
        if name not in CHARACTERS:
            raise AttributeError(name)
        made = professional(name)
        setattr(self, name, made)
        return made

    @cached_property
    def everybody(self) -> list[Professional]:
        with log.trail():
            return [getattr(self, name) for name in CHARACTERS]


def agency(code: str) -> Agency:
    name, kind = AGENCIES[code]
    found = Agency.objects.filter(code=code).first()
    return found or directory.create_agency(by=None, at=LONG_AGO, code=code, name=name, kind=kind)


def professional(name: str) -> Professional:
    """One of the cast, with an account and a role that covers the whole county."""
    character = CHARACTERS[name]
    return directory.create_professional(
        by=None,
        at=LONG_AGO,
        name=character.name,
        email=f"{character.name.lower().replace(' ', '.')}@{character.agency}.example",
        job_title=character.job_title,
        agency=agency(character.agency),
        roles=[character.role],
        telephone="01632 960123",
        opens_account=True,
        is_demo_persona=True,
    )


def report(**changes: object) -> Report:
    """A stabbing in a park in Norwich with one young person in hospital."""
    kai = ReportedYoungPerson(
        given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOSPITAL
    )
    facts: dict[str, object] = {
        "key": uuid4(),
        "offence": Offence.STABBING,
        "weapon": Weapon.KNIFE,
        "setting": Setting.STREET,
        "happened_at": AT - timedelta(minutes=50),
        "place": "Waterloo Park",
        "area": Area.NORWICH,
        "young_people": (kai,),
    }
    return Report(**{**facts, **changes})  # type: ignore[arg-type]  # the caller names fields of Report


def reported_incident(by: Professional, *, at: datetime = AT, **changes: object) -> Incident:
    return incidents.report_incident(by=by, at=at, report=report(**changes))


def with_team(cast: Cast, incident: Incident, *, at: datetime = AT) -> Incident:
    """Hana leads, Sam investigates, Priya works on it; nobody else can see it."""
    common = {"by": cast.hana, "at": at, "reference": incident.reference}
    incidents.name_lead(**common, professional_key=cast.hana.key, why="Leads the response")
    incidents.name_lead(
        **common,
        professional_key=cast.sam.key,
        part=TeamPart.SENIOR_INVESTIGATING_OFFICER,
        why="Leads the investigation",
    )
    incidents.add_to_team(**common, professional_key=cast.priya.key, why="Works with Kai and his family")
    return incident


LIST = "Forename,Surname,DOB,Reason\nLiam,Ostrowski,03/04/2010,Was with Kai that evening\n"


def staged_list(by: Professional, incident: Incident, content: str = LIST, *, at: datetime = AT) -> PartnerList:
    """A partner's list whose columns wait to be checked."""
    return incidents.stage_list(
        by=by,
        at=at,
        reference=incident.reference,
        staged=look_through(content.encode(), "list.csv"),
        purpose="To find out who else may be at risk tonight",
        relevance="",
        from_agency="MACE police",
        source=SourceClass.WRITTEN,
    )


def networked(by: Professional, incident: Incident, *, at: datetime = AT) -> tuple[NetworkPerson, Association]:
    """Why it is mapped, and Lena (N1), a friend of Kai."""
    told = {"by": by, "at": at, "reference": incident.reference}
    incidents.map_network(**told, words="His friends may be sought out tonight.", seen_number=0)
    lena = incidents.add_to_network(
        **told,
        entry=Entry(given_names="Lena", family_name="Novak", approximate_age=14),
        why="Was with Kai that evening",
        named_at_risk=False,
        provenance=incidents.Provenance(source=SourceClass.YOUNG_PERSON, told_by="Kai"),
        connected_to=incident.involvements.get(position=0).record.belongings.get().person.key,
        kind=AssociationKind.FRIEND,
    )
    return lena, Association.objects.get(one=lena.record)


def put_together(by: Professional, incident: Incident, young: Involvement) -> Merging:
    """Somebody of another report turns out to be this young person."""
    alike = ReportedYoungPerson(given_names="Kye", approximate_age=16)
    [other] = reported_incident(by, young_people=(alike,)).involvements.all()
    person = people.current_person_keys([other.record_id])[other.record_id]
    return incidents.say_same_person(
        by=by, at=AT, reference=incident.reference, who=young.key, other=person, because="His mother says so"
    )


def on_record(by: Professional, incident: Incident, young: Involvement) -> dict[str, UUID]:
    """A practice, a UPN, a placement that Sam may read too, and a mother; the keys of what hangs on them."""
    told = {"by": by, "at": AT, "reference": incident.reference, "key": young.key}
    incidents.add_detail(**told, new=NewDetail(DetailKind.GP, where="Castle Surgery"))
    incidents.record_number(**told, system=IdentifierSystem.UPN, value="B801200005001")
    sam = Professional.objects.get(name=CHARACTERS["sam"].name)
    placement = NewAddress(AddressUse.PLACEMENT, town="Fakenham", readers=(sam.key,))
    address = incidents.add_address(**told, new=placement)
    mother = NewRelative(AssociationKind.PARENT, Telling(), entry=Entry(given_names="Ama", stage=Stage.ADULT))
    incidents.add_relative(**told, new=mother)
    relative = incident.network_people.get(record__given_names="Ama")
    detail = Detail.objects.get(record=young.record)
    return {"detail": detail.key, "address": address.key, "reader": sam.key, "relative": relative.key}


def planned(by: Professional, incident: Incident, young: Involvement) -> UUID:
    """A safety plan, and the question whether it still fits after another incident; the key of the question."""
    told = {"by": by, "at": AT, "reference": incident.reference}
    safety.write_plan(
        **told,
        involvement_key=young.key,
        seen_number=0,
        danger="We are worried that he is hurt again.",
        goals="He sleeps at home and nobody waits outside.",
        measures=[NewPlanMeasure("HOME", "The chain is on", "His mother")],
        review_on=AT.date() + timedelta(days=14),
    )
    other = reported_incident(by, young_people=())
    incidents.link_incidents(**told, other=other.reference, kind=LinkKind.OTHER, because="The same evening")
    return FitQuestion.objects.get(involvement=young).key


def on_a_map(by: Professional, incident: Incident, young: Involvement) -> None:
    """A safety map with one place, which is row 1."""
    told = {"by": by, "at": AT, "reference": incident.reference, "involvement_key": young.key}
    contexts.write_map(
        **told,
        seen_number=0,
        made_on=AT.date(),
        made_with="He and his social worker",
        explained="What it is for, and who sees it",
        seen_by=MapSeenBy.TEAM,
    )
    contexts.put_place(**told, seen_number=1, place=NewPlace("Bus station", MapKind.PLACE, Colour.RED))


def kept_safe(by: Professional, incident: Incident, young: Involvement) -> dict[str, UUID]:
    """A patrol that is asked for, and a debrief that is offered; their keys."""
    told = {"by": by, "at": AT, "reference": incident.reference}
    patrol = safety.ask_for_measure(**told, involvement_key=young.key, kind=MeasureKind.PATROL)
    debrief = safety.offer_support(**told, kind=SupportKind.DEBRIEF, agency_key=by.agency.key)
    return {"measure": patrol.key, "support": debrief.key}


def helped(by: Professional, incident: Incident, young: Involvement) -> dict[str, UUID]:
    """Missing for an hour and back, and a mentor who is to be offered; their keys."""
    told = {"by": by, "reference": incident.reference, "involvement_key": young.key}
    incidents.record_whereabouts(**told, at=AT, where=Where.MISSING, seen_number=young.whereabouts.count())
    incidents.record_whereabouts(**told, at=AT, where=Where.HOME, seen_number=young.whereabouts.count())
    mentor = safety.offer_help(**told, at=AT, kind="trusted-relationship", what="A mentor from St Giles")
    return {"episode": MissingEpisode.objects.get(involvement=young).key, "offer": mentor.key}


def contact(cast: Cast, incident: Incident, young: Involvement) -> dict[str, UUID]:
    """A visit that is proposed, another that was directed in danger to life, and a clearance; their keys."""
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    new = response_operations.NewAction(
        "Visit Kai", AT + timedelta(hours=2), owner_key=cast.priya.key, makes_contact=True
    )
    visit, other = (response_operations.add_action(**told, new=new, about_key=young.key) for _ in range(2))
    directed = response_operations.direct_in_danger(
        by=cast.hana,
        at=AT,
        action_key=other.key,
        seen_version=other.version,
        because="He says that he will not be alive tomorrow",
        police_informed="Control room, 22:05",
        mitigations=[Mitigation.POLICE_NEAR],
    )
    clearance = safety.clear_contact(
        **told,
        involvement_key=young.key,
        mode=ContactMode.TELEPHONE,
        place="",
        risk=StaffRisk.LOW,
        because="By telephone: nobody goes there",
        mitigations=FOR_A_CALL,
        until_at=AT + timedelta(hours=4),
    )
    danger = directed.danger
    return {"contact": visit.key, "danger": danger.key if danger else visit.key, "clearance": clearance.key}


def in_a_meeting(cast: Cast, incident: Incident) -> Meeting:
    """A strategy discussion that was convened; Hana chairs it."""
    new = meetings.NewMeeting(
        kind="strategy",
        starts_at=AT + timedelta(hours=1),
        ends_at=AT + timedelta(hours=2),
        chair_key=cast.hana.key,
        purposes=("safeguarding",),
    )
    return meetings.convene_meeting(by=cast.hana, at=AT, reference=incident.reference, new=new)


def used(by: Professional, meeting: Meeting) -> PurposeUse:
    """`by` opens what belongs to the meeting, for the purpose for which it was convened."""
    return meetings.state_purpose(by=by, at=AT, meeting=meeting.reference, use_for=UseFor.OPEN, purpose="safeguarding")


def sweep_world(cast: Cast) -> World:
    """The incident that the sweep walks through, and the keys that its addresses take (tests/pages.py)."""
    everybody = cast.everybody
    incident = with_team(cast, reported_incident(cast.hana))
    kai = incident.involvements.get()
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    fact = incidents.record_fact(**told, kind=FactKind.ARRESTED, key=uuid4(), involvement_key=kai.key)
    post = incidents.record_fact(**told, kind=FactKind.SOCIAL_MEDIA_SEEN, key=uuid4(), involvement_key=kai.key)
    card = response_queries.sheet(cast.hana, incident.reference, "immediate-safety", AT).young_person_cards[0]
    new = response_operations.NewAction("Write to the school", AT + timedelta(hours=2), owner_key=cast.priya.key)
    action = response_operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new)
    partner_list = staged_list(cast.sam, incident)
    lena, friendship = networked(cast.hana, incident)
    merging = put_together(cast.hana, incident, kai)
    meeting = in_a_meeting(cast, incident)
    on_a_map(cast.hana, incident, kai)
    return World(
        reference=incident.reference,
        keys={
            **on_record(cast.hana, incident, kai),
            **kept_safe(cast.hana, incident, kai),
            **contact(cast, incident, kai),
            **helped(cast.hana, incident, kai),
            **in_context(cast.hana, incident, kai),
            "partner_list": partner_list.key,
            "member": lena.key,
            "member_person": people.current_person_keys([lena.record_id])[lena.record_id],
            "merging": merging.key,
            "fit_question": planned(cast.hana, incident, kai),
            "connection": friendship.key,
            "incident": incident.key,
            "young_person": kai.key,
            "fact": fact.key,
            "post": post.key,
            "professional": everybody[0].key,
            "consideration": card.key,
            "action": action.key,
            "meeting": meeting.reference,
            "meeting_item": meeting.items.order_by("position")[0].key,
            "meeting_note": uuid4(),  # it has not begun, so nothing is noted
            "use": used(cast.hana, meeting).key,
            "attendee": meeting.attendees.get(professional=cast.hana).key,
            **on_the_way_back(cast, incident, kai),
            **to_the_media(cast.sam, incident),
            "series": coming_back(cast.hana, incident).key,
            **noticed(cast.hana, incident, kai),
            **briefed(cast.hana, cast.mace, cast.school, incident, AT),
        },
    )


def noticed(by: Professional, incident: Incident, young: Involvement) -> dict[str, UUID]:
    """An alert, a data sheet, and a notification that was sent: its rapid review, and a summary asked of an agency."""
    told = {"by": by, "at": AT, "reference": incident.reference}
    alert = sharing.send_alert(**told, sent_at=AT, sent_to="The director")
    sharing.write_sheet(**told, children=[sharing.ChildOnSheet(young.key)], further="", seen_version=0)
    sharing.say_notification_sent(**told, sent_at=AT, sent_by=by.name)
    summary = sharing.ask_summary(**told, agency_key=by.agency.key, asked_of_key=by.key)
    return {"alert": alert.key, "summary": summary.key}


def coming_back(by: Professional, incident: Incident) -> Series:
    """Locality mapping every four weeks."""
    told = {"by": by, "at": AT, "reference": incident.reference}
    words = {"reason": "The park at night", "outcome": "Who patrols when"}
    day = clock.local_date(AT) + timedelta(days=9)
    return meetings.begin_series(**told, kind="locality-mapping", every_weeks=4, next_on=day, owner_key=by.key, **words)


def to_the_media(by: Professional, incident: Incident) -> dict[str, UUID]:
    """A release with its first version, and a question that nobody has answered."""
    told = {"by": by, "at": AT, "reference": incident.reference}
    version = sharing.begin_release(**told, title="Appeal", text="Ring 101.", names_somebody=False)
    asked = sharing.log_enquiry(**told, outlet="Norwich Post", asked="What happened?", asked_at=AT)
    return {"media_release": version.release.key, "media_version": version.key, "media_enquiry": asked.key}


def on_the_way_back(cast: Cast, incident: Incident, young: Involvement) -> dict[str, UUID]:
    """A line offered to Hana, and a day that Priya looks ahead to."""
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    today = clock.local_date(AT)
    lines = [(LineKind.YOUNG_PERSON, young.key)]
    oversight.hand_over(**told, lines=lines, to=cast.priya.key, words="The plan", next_on=today)
    day = oversight.add_later_date(**told, kind=LaterKind.TRIAL, on=today, prompt_on=today, owner=cast.priya.key)
    return {"hand_over": HandOver.objects.get(incident=incident).key, "day": day.key}


def in_context(by: Professional, incident: Incident, young: Involvement) -> dict[str, Any]:
    """A place that is linked, with a goal, and an injunction that is thought of; the keys of what hangs on them."""
    told = {"by": by, "at": AT}
    place = contexts.refer_context(
        **told,
        kind=ContextKind.PLACE,
        name="The skate bowl",
        area=Area.NORWICH,
        harms="Fights after school, said by the park warden.",
        reference=incident.reference,
        because="It happened beside it.",
    )
    goal = contexts.add_goal(**told, context=place.reference, goal="It is lit", measured_by="A walk at dusk")
    measure = contexts.plan_disruption(
        **told,
        reference=incident.reference,
        tool="gang-injunction",
        on=DisruptionOn.YOUNG_PERSON,
        young_person=young.key,
        why="To keep him away from those who call him out",
    )
    return {
        "context": place.reference,
        "context_question": "group-work",
        "context_goal": goal.key,
        "disruption": measure.key,
    }


def not_on_the_team(cast: Cast) -> list[Professional]:
    return [getattr(cast, name) for name in CHARACTERS if name not in TEAM]


def shut_out(cast: Cast, world: World, permission: Permission) -> Professional:
    """Somebody whose role allows it and who was on the team until he declared a connection."""
    chosen = next(p for p in not_on_the_team(cast) if p.holds(permission))
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=world.reference, professional_key=chosen.key, why="Helps with the response"
    )
    incidents.declare_connection(by=chosen, at=AT, reference=world.reference, kind=ConnectionKind.LIVES_NEAR)
    return chosen
