"""Every page of the site in one table, which the sweep walks (tests/web/test_sweep.py).

To add a page, add one line to PAGES; the sweep fails until every URL of the site has its line:

    Row("incidents:incident", Permission.SEE_INCIDENTS, incident, through_incident=True),

- the name of the URL, with its namespace;
- the permission that the view declares with @page, or ANYBODY for a page that needs no sign-in;
- where its address takes values, a function from the World to the keyword arguments of reverse();
- `through_incident=True` where the page belongs to one incident: the sweep then also proves that a professional who is
  neither on its team nor on duty for it, and one who is shut out by a connection, are told 404;
- `post_only=True` or `get_only=True` where the view answers one method only.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from reachable.common.permission_codes import Permission
from reachable.web.shared.page import ANYBODY


@dataclass(frozen=True)
class World:
    """What exists in the sweep: one incident, one young person in it, and the keys of what hangs on them."""

    reference: str
    keys: dict[str, Any]


Arguments = Callable[[World], dict[str, Any]]


def nothing(world: World) -> dict[str, Any]:
    return {}


def incident(world: World) -> dict[str, Any]:
    return {"reference": world.reference}


def keys(**names: str) -> Arguments:
    """keys(key="action"): the argument `key` is the World's "action"."""
    return lambda world: {argument: world.keys[name] for argument, name in names.items()}


def in_incident(**names: str) -> Arguments:
    """The incident's reference and these keys."""
    return lambda world: {"reference": world.reference, **keys(**names)(world)}


def with_words(**words: str) -> Arguments:
    """The incident's reference and these words of the address."""
    return lambda world: {"reference": world.reference, **words}


def strand(**words: str) -> Arguments:
    return with_words(code="immediate-safety", **words)


def and_itself(argument: str) -> Arguments:
    """The incident's reference twice: for pages about two incidents."""
    return lambda world: {"reference": world.reference, argument: world.reference}


def connection(world: World) -> dict[str, Any]:
    """The incident's reference and a connection of two people in its network."""
    return {"about": "association", **in_incident(key="connection")(world)}


def told_parents(world: World) -> dict[str, Any]:
    return {"whom": "parents", **keys(meeting="meeting", key="young_person")(world)}


of_briefing = keys(briefing="briefing")


def about_young_person(**words: object) -> Arguments:
    """The incident's reference, its young person and these values."""
    return lambda world: {**in_incident(key="young_person")(world), **words}


# No record of the sweep's meeting is made: the purpose is asked, and who is not of it is told 404, before it is found.
of_record = keys(meeting="meeting", key="young_person")


def record_as_file(world: World) -> dict[str, Any]:
    return {**of_record(world), "kind": "pdf"}


at_item = keys(meeting="meeting", key="meeting_item")
of_note = keys(meeting="meeting", key="meeting_note")


@dataclass(frozen=True)
class Row:
    name: str
    permission: Permission | None
    arguments: Arguments = nothing
    through_incident: bool = False
    get_only: bool = False
    post_only: bool = False

    @property
    def methods(self) -> tuple[str, ...]:
        if self.get_only:
            return ("get",)
        return ("post",) if self.post_only else ("get", "post")


def invented(**values: Any) -> Arguments:
    """Values that lead to nothing: for addresses that answer everybody alike."""
    return lambda world: values


def at_seat(world: World) -> dict[str, Any]:
    """A seat of the meeting."""
    return {**keys(meeting="meeting")(world), "code": "police"}


at_place = keys(meeting="meeting", key="attendee")  # of somebody who is asked to it


PAGES: tuple[Row, ...] = (
    Row("account:sign_in", ANYBODY),
    Row("account:second_factor", ANYBODY),
    Row("account:set_up", ANYBODY),
    Row("account:set_up_app", ANYBODY),
    Row("account:set_up_passkey", ANYBODY),
    Row("account:demo", ANYBODY),
    Row("account:invitation", ANYBODY, invented(token="x")),
    Row("account:password_reset", ANYBODY),
    Row("account:password_reset_sent", ANYBODY),
    Row("account:password_reset_confirm", ANYBODY, invented(key=UUID(int=0), token="x")),
    Row("account:sign_out", ANYBODY),
    Row("account:lock", Permission.SIGN_IN),
    Row("account:unlock", Permission.SIGN_IN),
    Row("account:extend", Permission.SIGN_IN),
    Row("account:password_change", Permission.SIGN_IN),
    Row("account:settings", Permission.SIGN_IN),
    Row("account:prove", Permission.SIGN_IN),
    Row("account:recovery_codes", Permission.SIGN_IN),
    Row("account:second_factors", Permission.SIGN_IN),
    Row("account:add_app", Permission.SIGN_IN),
    Row("account:add_passkey", Permission.SIGN_IN),
    Row("account:remove_second_factor", Permission.SIGN_IN, invented(number=1)),
    Row("incidents:incidents", Permission.SEE_INCIDENTS),
    Row("incidents:look_up", Permission.LOOK_UP_HELD),
    Row("incidents:emergency_access", Permission.EMERGENCY_ACCESS),
    Row("incidents:open_on_duty", Permission.OPEN_ON_DUTY),
    Row("incidents:report", Permission.REPORT_INCIDENT),
    Row("incidents:report_what", Permission.REPORT_INCIDENT, invented(key=UUID(int=0))),
    Row("incidents:report_people", Permission.REPORT_INCIDENT, invented(key=UUID(int=0))),
    Row("incidents:report_check", Permission.REPORT_INCIDENT, invented(key=UUID(int=0))),
    Row("incidents:receipt", Permission.REPORT_INCIDENT, incident, through_incident=True),
    Row("incidents:triage", Permission.TRIAGE_REPORTS),
    Row("incidents:join", Permission.TRIAGE_REPORTS, and_itself("into"), through_incident=True),
    Row("incidents:keep_apart", Permission.TRIAGE_REPORTS, and_itself("other"), through_incident=True, post_only=True),
    Row("incidents:overview", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("incidents:add_young_person", Permission.REPORT_INCIDENT, incident, through_incident=True),
    Row("incidents:young_person", Permission.SEE_INCIDENTS, in_incident(key="young_person"), through_incident=True),
    Row("incidents:correct_facts", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("incidents:add_adult", Permission.REPORT_INCIDENT, incident, through_incident=True),
    Row(
        "incidents:correct_young_person",
        Permission.REPORT_INCIDENT,
        in_incident(key="young_person"),
        through_incident=True,
    ),
    Row("incidents:record_part", Permission.SEE_INCIDENTS, in_incident(key="young_person"), through_incident=True),
    Row("incidents:end_part", Permission.SEE_INCIDENTS, in_incident(key="young_person"), through_incident=True),
    Row("incidents:choose_whereabouts", Permission.SEE_INCIDENTS, about_young_person(number=1), through_incident=True),
    Row("incidents:happened", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("incidents:happened_to", Permission.SEE_INCIDENTS, about_young_person(), through_incident=True),
    Row("incidents:record_fact", Permission.SEE_INCIDENTS, with_words(kind="media-interest"), through_incident=True),
    Row(
        "incidents:record_fact_about",
        Permission.SEE_INCIDENTS,
        about_young_person(kind="arrested"),
        through_incident=True,
    ),
    Row("incidents:correct_fact", Permission.SEE_INCIDENTS, in_incident(key="fact"), through_incident=True),
    Row("incidents:settle_fact", Permission.SEE_INCIDENTS, in_incident(key="fact"), through_incident=True),
    Row("incidents:ask_legal", Permission.SEE_INCIDENTS, in_incident(key="post"), through_incident=True, get_only=True),
    Row("court:court", Permission.SEE_INCIDENTS, incident, through_incident=True, get_only=True),
    Row("court:young_person", Permission.SEE_INCIDENTS, about_young_person(), through_incident=True, get_only=True),
    Row("incidents:choose_fact", Permission.SEE_INCIDENTS, in_incident(key="fact"), through_incident=True),
    Row("incidents:definition", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("incidents:context", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("incidents:reopen", Permission.SIGN_DEFINITION, incident, through_incident=True),
    Row("incidents:team", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("incidents:link_incident", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("incidents:end_link", Permission.SEE_INCIDENTS, in_incident(key="incident"), through_incident=True),
    Row(
        "incidents:connection_opened",
        Permission.MANAGE_TEAM,
        in_incident(key="professional"),
        through_incident=True,
        get_only=True,
    ),
    Row("incidents:name_lead", Permission.MANAGE_TEAM, incident, through_incident=True),
    Row("incidents:add_to_team", Permission.MANAGE_TEAM, incident, through_incident=True),
    Row("incidents:leave_team", Permission.MANAGE_TEAM, in_incident(key="professional"), through_incident=True),
    Row("incidents:connection", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("incidents:end_connection", Permission.MANAGE_TEAM, in_incident(key="professional"), through_incident=True),
    Row("incidents:holds", Permission.KEEP_HOLDS, incident, through_incident=True),
    Row("incidents:end_hold", Permission.KEEP_HOLDS, in_incident(key="incident"), through_incident=True),
    Row("incidents:timeline", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("people:same_person", Permission.ANSWER_CONSIDERATIONS, in_incident(key="young_person"), through_incident=True),
    Row(
        "people:same_person_answer",
        Permission.ANSWER_CONSIDERATIONS,
        in_incident(key="young_person", other="member_person"),
        through_incident=True,
    ),
    Row(
        "people:same_person_apart",
        Permission.ANSWER_CONSIDERATIONS,
        in_incident(key="young_person", merging="merging"),
        through_incident=True,
    ),
    Row("meetings:meetings", Permission.SEE_INCIDENTS, incident, through_incident=True, get_only=True),
    Row("meetings:convene", Permission.CONVENE_MEETINGS, incident, through_incident=True),
    Row("meeting:meeting", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, get_only=True),
    Row("meeting:change", Permission.CONVENE_MEETINGS, keys(meeting="meeting"), through_incident=True),
    Row("meeting:purposes", Permission.CONVENE_MEETINGS, keys(meeting="meeting"), through_incident=True),
    Row("meeting:young_people", Permission.CONVENE_MEETINGS, keys(meeting="meeting"), through_incident=True),
    Row("meeting:invite", Permission.CONVENE_MEETINGS, keys(meeting="meeting"), through_incident=True),
    Row("guests:answer", ANYBODY, invented(token="x")),
    Row("guests:enter", ANYBODY),
    Row("guests:code", ANYBODY),
    Row("guests:purpose", ANYBODY),
    Row("guests:leave", ANYBODY),
    Row("guests:meeting", ANYBODY),
    Row("guests:action", ANYBODY, invented(key=UUID(int=0))),
    Row("guests:mine", Permission.SIGN_IN, keys(meeting="meeting")),
    Row("guests:my_action", Permission.SIGN_IN, keys(meeting="meeting", key="action")),
    Row("meeting:cancel", Permission.CONVENE_MEETINGS, keys(meeting="meeting"), through_incident=True),
    Row("meeting:add_seat", Permission.CONVENE_MEETINGS, keys(meeting="meeting"), through_incident=True),
    Row(
        "meeting:ask_the_team",
        Permission.CONVENE_MEETINGS,
        keys(meeting="meeting"),
        through_incident=True,
        post_only=True,
    ),
    Row("meeting:seat", Permission.CONVENE_MEETINGS, at_seat, through_incident=True),
    Row("meeting:add_attendee", Permission.CONVENE_MEETINGS, at_seat, through_incident=True),
    Row("meeting:add_guest", Permission.CONVENE_MEETINGS, at_seat, through_incident=True),
    Row("meeting:attendee", Permission.CONVENE_MEETINGS, at_place, through_incident=True),
    Row("meeting:attendee_sees", Permission.CONVENE_MEETINGS, at_place, through_incident=True, post_only=True),
    Row("meeting:take_out_attendee", Permission.CONVENE_MEETINGS, at_place, through_incident=True, post_only=True),
    Row("meeting:end_place", Permission.CONVENE_MEETINGS, at_place, through_incident=True, post_only=True),
    Row("minutes:run", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, get_only=True),
    Row("minutes:live", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, get_only=True),
    Row("minutes:shared", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True),
    Row("minutes:typing", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, post_only=True),
    Row("minutes:start", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, post_only=True),
    Row("minutes:note", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, post_only=True),
    Row("minutes:action", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, post_only=True),
    Row("minutes:add_item", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, post_only=True),
    Row(
        "minutes:end_restricted",
        Permission.SEE_INCIDENTS,
        keys(meeting="meeting"),
        through_incident=True,
        post_only=True,
    ),
    Row("minutes:end", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True),
    Row("minutes:attendance", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True),
    Row("minutes:purposes", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True),
    Row("minutes:change_note", Permission.SEE_INCIDENTS, of_note, through_incident=True),
    Row("minutes:take_back_note", Permission.SEE_INCIDENTS, of_note, through_incident=True, post_only=True),
    Row("minutes:clear_note", Permission.SEE_INCIDENTS, of_note, through_incident=True, post_only=True),
    Row("minutes:dissent", Permission.SEE_INCIDENTS, of_note, through_incident=True, post_only=True),
    Row("minutes:item", Permission.SEE_INCIDENTS, at_item, through_incident=True, post_only=True),
    Row("minutes:answers", Permission.SEE_INCIDENTS, at_item, through_incident=True, post_only=True),
    Row("minutes:restricted", Permission.SEE_INCIDENTS, at_item, through_incident=True, post_only=True),
    Row(
        "minutes:outcome",
        Permission.SEE_INCIDENTS,
        keys(meeting="meeting", key="young_person"),
        through_incident=True,
    ),
    Row("minutes:conclude", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True),
    Row("minutes:agree", Permission.CHAIR_MEETINGS, keys(meeting="meeting"), through_incident=True),
    Row("minutes:minutes", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, get_only=True),
    Row("minutes:addendum", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True),
    Row("minutes:actions", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, get_only=True),
    Row("minutes:send_actions", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True),
    Row("meetings:discharge", Permission.SEE_INCIDENTS, about_young_person(), through_incident=True, get_only=True),
    Row("meetings:seat", Permission.SEE_INCIDENTS, about_young_person(kind="gp"), through_incident=True),
    Row("meetings:agree_discharge", Permission.AGREE_DISCHARGE, about_young_person(), through_incident=True),
    Row("meetings:withdraw_discharge", Permission.AGREE_DISCHARGE, about_young_person(), through_incident=True),
    Row("hospital:hospital", Permission.SEE_INCIDENTS, about_young_person(), through_incident=True, get_only=True),
    Row(
        "hospital:agree_officer_may_leave",
        Permission.AGREE_OFFICER_LEAVES,
        about_young_person(),
        through_incident=True,
    ),
    Row("hospital:send_youth_worker", Permission.CLEAR_CONTACT, about_young_person(), through_incident=True),
    Row(
        "hospital:end_youth_worker",
        Permission.CLEAR_CONTACT,
        about_young_person(deployment=UUID(int=0)),
        through_incident=True,
    ),
    Row("network:network", Permission.SEE_NETWORK, incident, through_incident=True),
    Row("network:reason", Permission.SEE_NETWORK, incident, through_incident=True),
    Row("network:both_sides", Permission.SEE_NETWORK, incident, through_incident=True),
    Row("network:add_to_network", Permission.SEE_NETWORK, incident, through_incident=True),
    Row("network:member", Permission.SEE_NETWORK, in_incident(key="member"), through_incident=True),
    Row("network:dispose", Permission.ANSWER_CONSIDERATIONS, in_incident(key="member"), through_incident=True),
    Row("network:name_at_risk", Permission.SEE_NETWORK, in_incident(key="member"), through_incident=True),
    Row("network:bring_in", Permission.SEE_NETWORK, in_incident(key="member"), through_incident=True),
    Row("network:remove_person", Permission.SEE_NETWORK, in_incident(key="member"), through_incident=True),
    Row("network:connect", Permission.SEE_NETWORK, incident, through_incident=True),
    Row("network:link_to_group", Permission.SEE_NETWORK, incident, through_incident=True),
    Row("network:relate_groups", Permission.SEE_NETWORK, incident, through_incident=True),
    Row("network:contest", Permission.SEE_NETWORK, connection, through_incident=True),
    Row("network:keep", Permission.SEE_NETWORK, connection, through_incident=True),
    Row("network:remove", Permission.SEE_NETWORK, connection, through_incident=True),
    Row("network:lists", Permission.BRING_LIST, incident, through_incident=True),
    Row("network:list_progress", Permission.BRING_LIST, in_incident(key="partner_list"), through_incident=True),
    Row("network:list_columns", Permission.BRING_LIST, in_incident(key="partner_list"), through_incident=True),
    Row("network:list_rows", Permission.BRING_LIST, in_incident(key="partner_list"), through_incident=True),
    Row("network:undo_list", Permission.BRING_LIST, in_incident(key="partner_list"), through_incident=True),
    Row("people:record", Permission.READ_RECORDS, about_young_person(), through_incident=True, get_only=True),
    Row("people:add_detail", Permission.READ_RECORDS, about_young_person(kind="gp"), through_incident=True),
    Row("people:add_other_name", Permission.READ_RECORDS, about_young_person(), through_incident=True),
    Row("people:record_number", Permission.READ_RECORDS, about_young_person(), through_incident=True),
    Row("people:withdraw_number", Permission.READ_RECORDS, about_young_person(system="upn"), through_incident=True),
    Row(
        "people:end_recorded",
        Permission.READ_RECORDS,
        lambda world: {**in_incident(key="young_person", row="detail")(world), "what": "detail"},
        through_incident=True,
    ),
    Row("people:not_to_disclose", Permission.READ_RECORDS, about_young_person(), through_incident=True),
    Row("people:add_address", Permission.READ_RECORDS, about_young_person(), through_incident=True),
    Row(
        "people:address_readers",
        Permission.READ_RECORDS,
        in_incident(key="young_person", address="address"),
        through_incident=True,
    ),
    Row(
        "people:end_address_reader",
        Permission.READ_RECORDS,
        in_incident(key="young_person", address="address", reader="reader"),
        through_incident=True,
    ),
    Row("people:accounts", Permission.READ_RECORDS, about_young_person(), through_incident=True, get_only=True),
    Row("people:record_account", Permission.READ_RECORDS, about_young_person(), through_incident=True),
    Row("people:add_relative", Permission.READ_RECORDS, about_young_person(), through_incident=True),
    Row(
        "people:told",
        Permission.READ_RECORDS,
        in_incident(key="young_person", relative="relative"),
        through_incident=True,
    ),
    Row("custody:custody", Permission.SEE_INCIDENTS, about_young_person(), through_incident=True, get_only=True),
    Row("oversight:more", Permission.SEE_INCIDENTS, incident, through_incident=True, get_only=True),
    Row("oversight:way_back", Permission.SEE_INCIDENTS, incident, through_incident=True, get_only=True),
    Row("oversight:stabilise", Permission.STAND_DOWN, incident, through_incident=True),
    Row("oversight:stand_down", Permission.STAND_DOWN, incident, through_incident=True),
    Row("oversight:begin_again", Permission.STAND_DOWN, incident, through_incident=True),
    Row("oversight:hand_over", Permission.MANAGE_TEAM, incident, through_incident=True),
    Row("oversight:answer", Permission.SEE_INCIDENTS, in_incident(key="hand_over"), through_incident=True),
    Row("oversight:add_day", Permission.ANSWER_CONSIDERATIONS, incident, through_incident=True),
    Row("oversight:finish_day", Permission.ANSWER_CONSIDERATIONS, in_incident(key="day"), through_incident=True),
    Row("safety:contact", Permission.SEE_INCIDENTS, incident, through_incident=True, get_only=True),
    Row("safety:clear", Permission.CLEAR_CONTACT, incident, through_incident=True),
    Row(
        "safety:direct",
        Permission.CLEAR_CONTACT,
        in_incident(action="contact"),
        through_incident=True,
        post_only=True,
    ),
    Row("safety:end_clearance", Permission.CLEAR_CONTACT, in_incident(key="clearance"), through_incident=True),
    Row("safety:direct_in_danger", Permission.CLEAR_CONTACT, in_incident(action="contact"), through_incident=True),
    Row("safety:review_danger", Permission.CLEAR_CONTACT, in_incident(key="danger"), through_incident=True),
    Row("safety:safety", Permission.SEE_INCIDENTS, about_young_person(), through_incident=True, get_only=True),
    Row("safety:ask_for_measure", Permission.MANAGE_ACTIONS, about_young_person(), through_incident=True),
    Row("safety:measure", Permission.SEE_INCIDENTS, in_incident(key="measure"), through_incident=True),
    Row("meetings:series", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("meetings:new_series", Permission.CONVENE_MEETINGS, incident, through_incident=True),
    Row("meetings:end_series", Permission.CONVENE_MEETINGS, in_incident(key="series"), through_incident=True),
    Row("media:media", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("media:contacts", Permission.LEAD_MEDIA, incident, through_incident=True),
    Row("media:new_release", Permission.LEAD_MEDIA, incident, through_incident=True),
    Row("media:release", Permission.SEE_INCIDENTS, in_incident(key="media_release"), through_incident=True),
    Row("media:new_version", Permission.LEAD_MEDIA, in_incident(key="media_release"), through_incident=True),
    Row("media:version", Permission.SEE_INCIDENTS, in_incident(key="media_version"), through_incident=True),
    Row("media:principles", Permission.LEAD_MEDIA, in_incident(key="media_version"), through_incident=True),
    Row("media:consulted", Permission.ANSWER_CONSIDERATIONS, in_incident(key="media_version"), through_incident=True),
    Row("media:oversee", Permission.LEAD_MEDIA, in_incident(key="media_version"), through_incident=True),
    Row("media:released", Permission.SEE_INCIDENTS, in_incident(key="media_version"), through_incident=True),
    Row("media:enquiries", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("media:enquiry", Permission.SEE_INCIDENTS, in_incident(key="media_enquiry"), through_incident=True),
    Row("safety:staff", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("notices:notices", Permission.SEE_INCIDENTS, incident, through_incident=True, get_only=True),
    Row("notices:alert", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("notices:acknowledge", Permission.SEE_INCIDENTS, in_incident(key="alert"), through_incident=True),
    Row("notices:decide", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("notices:advice", Permission.SEE_INCIDENTS, with_words(side="police"), through_incident=True),
    Row("notices:sheet", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("notices:sheet_print", Permission.DECIDE_NOTIFICATION, incident, through_incident=True, get_only=True),
    Row("notices:sheet_file", Permission.DECIDE_NOTIFICATION, incident, through_incident=True, get_only=True),
    Row("notices:sent", Permission.DECIDE_NOTIFICATION, incident, through_incident=True),
    Row("notices:review", Permission.SEE_INCIDENTS, incident, through_incident=True, get_only=True),
    Row("notices:review_plan", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("notices:review_step", Permission.SEE_INCIDENTS, with_words(step="progress"), through_incident=True),
    Row("notices:ask_summary", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("notices:summary", Permission.SEE_INCIDENTS, in_incident(key="summary"), through_incident=True),
    Row(
        "notices:chase_summary",
        Permission.SEE_INCIDENTS,
        in_incident(key="summary"),
        through_incident=True,
        post_only=True,
    ),
    Row("notices:review_form", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("notices:review_decide", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("notices:review_sent", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("notices:authorities", Permission.SEE_INCIDENTS, incident, through_incident=True, get_only=True),
    Row("notices:authority", Permission.SEE_INCIDENTS, in_incident(key="young_person"), through_incident=True),
    Row("safety:staff_support", Permission.CLEAR_CONTACT, in_incident(key="support"), through_incident=True),
    Row("safety:plan", Permission.READ_RECORDS, about_young_person(), through_incident=True, get_only=True),
    Row("safety:write_plan", Permission.ANSWER_CONSIDERATIONS, about_young_person(), through_incident=True),
    Row("safety:plan_copy", Permission.ANSWER_CONSIDERATIONS, about_young_person(), through_incident=True),
    Row("safety:fit", Permission.ANSWER_CONSIDERATIONS, in_incident(key="fit_question"), through_incident=True),
    Row("maps:safety_map", Permission.READ_RECORDS, about_young_person(), through_incident=True, get_only=True),
    Row("maps:write_map", Permission.ANSWER_CONSIDERATIONS, about_young_person(), through_incident=True),
    Row("maps:readers", Permission.ANSWER_CONSIDERATIONS, about_young_person(), through_incident=True),
    Row("maps:add_map_place", Permission.ANSWER_CONSIDERATIONS, about_young_person(), through_incident=True),
    Row("maps:map_place", Permission.ANSWER_CONSIDERATIONS, about_young_person(number=1), through_incident=True),
    Row("maps:aggregate", Permission.SEE_CONTEXTS, incident, through_incident=True, get_only=True),
    Row("maps:weighting", Permission.READ_RECORDS, about_young_person(), through_incident=True),
    Row("maps:weigh", Permission.ANSWER_CONSIDERATIONS, about_young_person(side="professional"), through_incident=True),
    Row("support:levels", Permission.READ_RECORDS, incident, through_incident=True, get_only=True),
    Row("support:screening", Permission.READ_RECORDS, about_young_person(), through_incident=True, get_only=True),
    Row("support:screen", Permission.ANSWER_CONSIDERATIONS, about_young_person(), through_incident=True),
    Row("support:missing", Permission.SEE_INCIDENTS, incident, through_incident=True, get_only=True),
    Row("support:missing_of", Permission.SEE_INCIDENTS, about_young_person(), through_incident=True, get_only=True),
    Row("support:interview", Permission.ANSWER_CONSIDERATIONS, in_incident(key="episode"), through_incident=True),
    Row("support:help", Permission.SEE_INCIDENTS, incident, through_incident=True, get_only=True),
    Row("support:help_of", Permission.SEE_INCIDENTS, about_young_person(), through_incident=True, get_only=True),
    Row("support:offer", Permission.ANSWER_CONSIDERATIONS, about_young_person(), through_incident=True),
    Row("support:offer_step", Permission.ANSWER_CONSIDERATIONS, in_incident(key="offer"), through_incident=True),
    Row(
        "support:family_sheet",
        Permission.ANSWER_CONSIDERATIONS,
        about_young_person(),
        through_incident=True,
        get_only=True,
    ),
    Row("directory:directory", Permission.SEE_DIRECTORY),
    Row("directory:professional", Permission.SEE_DIRECTORY, keys(key="professional")),
    Row("directory:give_role", Permission.INVITE_PROFESSIONALS, keys(key="professional")),
    Row("directory:account", Permission.INVITE_PROFESSIONALS, keys(key="professional")),
    Row("directory:end_role", Permission.INVITE_PROFESSIONALS, keys(key="professional")),
    Row("directory:add_agency", Permission.INVITE_PROFESSIONALS),
    Row("directory:add_duty_line", Permission.KEEP_DUTY_LINES),
    Row("directory:change_duty_line", Permission.KEEP_DUTY_LINES, invented(key=UUID(int=0))),
    Row("directory:confirm_duty_line", Permission.KEEP_DUTY_LINES, invented(key=UUID(int=0)), post_only=True),
    Row("directory:drop_duty_line", Permission.KEEP_DUTY_LINES, invented(key=UUID(int=0))),
    Row("directory:rota", Permission.SEE_DIRECTORY),
    Row("directory:add_shift", Permission.KEEP_DUTY_LINES),
    Row("directory:drop_shift", Permission.KEEP_DUTY_LINES, invented(key=UUID(int=0))),
    Row("directory:add_contact_point", Permission.KEEP_DUTY_LINES),
    Row("directory:change_contact_point", Permission.KEEP_DUTY_LINES, invented(key=UUID(int=0))),
    Row("directory:confirm_contact_point", Permission.KEEP_DUTY_LINES, invented(key=UUID(int=0)), post_only=True),
    Row("directory:retire_contact_point", Permission.KEEP_DUTY_LINES, invented(key=UUID(int=0))),
    Row("directory:invitations", Permission.INVITE_PROFESSIONALS),
    Row("directory:invite", Permission.INVITE_PROFESSIONALS),
    Row("directory:renew_invitation", Permission.INVITE_PROFESSIONALS, invented(key=UUID(int=0)), post_only=True),
    Row("directory:withdraw_invitation", Permission.INVITE_PROFESSIONALS, invented(key=UUID(int=0))),
    Row("directory:deliveries", Permission.SEE_DELIVERIES),
    Row("directory:delivery_files", Permission.SEE_DELIVERIES),
    Row("directory:send_again", Permission.SEE_DELIVERIES, invented(key=UUID(int=0)), post_only=True),
    Row("directory:health", ANYBODY, get_only=True),
    Row("audit:search", Permission.SEARCH_AUDIT),
    Row("audit:latest", Permission.SEARCH_AUDIT),
    Row("audit:emergencies", Permission.SEARCH_AUDIT, get_only=True),
    Row("audit:sealed", Permission.SEARCH_AUDIT),
    Row("audit:sealed_of", Permission.SEARCH_AUDIT, incident),
    Row("audit:end_hold_of", Permission.SEARCH_AUDIT, in_incident(key="incident")),
    Row("audit:connections", Permission.SEARCH_AUDIT),
    Row("audit:end_connection", Permission.SEARCH_AUDIT, in_incident(key="professional")),
    Row("audit:young_person", Permission.SEARCH_AUDIT, invented(key=UUID(int=0))),
    Row("audit:incident", Permission.SEARCH_AUDIT, incident),
    Row("audit:professional", Permission.SEARCH_AUDIT, keys(key="professional")),
    Row("home:my_work", Permission.SIGN_IN),
    Row("home:help", Permission.SIGN_IN),
    Row("home:guide", Permission.SIGN_IN),
    Row("home:clause_place", Permission.SIGN_IN, invented(clause="STA-1"), get_only=True),
    Row("responses:strands", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("responses:sheet", Permission.SEE_INCIDENTS, strand(), through_incident=True),
    Row("responses:sheet_about", Permission.SEE_INCIDENTS, strand(letter="A"), through_incident=True),
    Row("responses:answer", Permission.SEE_INCIDENTS, in_incident(key="consideration"), through_incident=True),
    Row("responses:draft", Permission.SEE_INCIDENTS, with_words(form="tonight/"), through_incident=True),
    Row("responses:tonight", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("responses:tonight_about", Permission.SEE_INCIDENTS, with_words(letter="A"), through_incident=True),
    Row("responses:handover", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("responses:edition", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("responses:deadlines", Permission.SEE_DIRECTORY),
    Row("responses:deadline", Permission.SEE_DIRECTORY, invented(code="safe-to-return")),
    Row("responses:deadline_reset", Permission.EDIT_DEADLINES, invented(code="safe-to-return")),
    Row("responses:actions", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("responses:action", Permission.SEE_INCIDENTS, keys(key="action"), through_incident=True),
    Row("responses:action_done", Permission.MANAGE_ACTIONS, keys(key="action"), through_incident=True),
    Row("responses:action_extend", Permission.MANAGE_ACTIONS, keys(key="action"), through_incident=True),
    Row("responses:action_hand_back", Permission.MANAGE_ACTIONS, keys(key="action"), through_incident=True),
    Row("responses:action_assign", Permission.MANAGE_ACTIONS, keys(key="action"), through_incident=True),
    Row("responses:action_accept", Permission.MANAGE_ACTIONS, keys(key="action"), through_incident=True),
    Row("responses:action_rang", Permission.MANAGE_ACTIONS, keys(key="action"), through_incident=True),
    Row(
        "responses:action_back",
        Permission.MANAGE_ACTIONS,
        keys(key="contact"),
        through_incident=True,
        post_only=True,
    ),
    Row(
        "responses:action_arrived",
        Permission.MANAGE_ACTIONS,
        keys(key="contact"),
        through_incident=True,
        post_only=True,
    ),
    Row(
        "responses:action_set_off",
        Permission.MANAGE_ACTIONS,
        keys(key="contact"),
        through_incident=True,
        post_only=True,
    ),
    Row("responses:action_withdraw", Permission.MANAGE_ACTIONS, keys(key="action"), through_incident=True),
    Row("sharing:pack", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, get_only=True),
    Row("sharing:pack_pdf", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, get_only=True),
    Row("sharing:records", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, get_only=True),
    Row(
        "sharing:prepare_records",
        Permission.SEE_INCIDENTS,
        keys(meeting="meeting"),
        through_incident=True,
        post_only=True,
    ),
    Row("sharing:all_records", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True, get_only=True),
    Row("sharing:withhold", Permission.SEE_INCIDENTS, of_record, through_incident=True),
    Row("sharing:record", Permission.SEE_INCIDENTS, of_record, through_incident=True, get_only=True),
    Row("sharing:check_record", Permission.SEE_INCIDENTS, of_record, through_incident=True),
    Row("sharing:final_record", Permission.SEE_INCIDENTS, of_record, through_incident=True, post_only=True),
    Row("sharing:file_record", Permission.SEE_INCIDENTS, of_record, through_incident=True),
    Row("sharing:record_file", Permission.SEE_INCIDENTS, record_as_file, through_incident=True, get_only=True),
    Row("sharing:numbers", Permission.RESOLVE_NUMBERS, of_record, through_incident=True),
    Row("sharing:purpose", Permission.SIGN_IN, keys(meeting="meeting"), through_incident=True),
    Row("sharing:purpose_asked", Permission.SIGN_IN, keys(meeting="meeting", key="use"), through_incident=True),
    Row("sharing:uses", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True),
    Row("sharing:legal_duties", Permission.DECIDE_LEGAL_DUTY),
    Row("sharing:log", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("sharing:not_shared", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("sharing:told", Permission.SEE_INCIDENTS, keys(meeting="meeting"), through_incident=True),
    Row("sharing:say_told", Permission.SEE_INCIDENTS, told_parents, through_incident=True),
    Row("contexts:contexts", Permission.SEE_CONTEXTS, get_only=True),
    Row("contexts:refer", Permission.KEEP_CONTEXTS),
    Row("contexts:context", Permission.SEE_CONTEXTS, keys(context="context"), get_only=True),
    Row("contexts:change", Permission.KEEP_CONTEXTS, keys(context="context")),
    Row("contexts:assess", Permission.KEEP_CONTEXTS, keys(context="context")),
    Row("contexts:answer", Permission.KEEP_CONTEXTS, keys(context="context", code="context_question")),
    Row("contexts:goal", Permission.KEEP_CONTEXTS, keys(context="context")),
    Row("contexts:reading", Permission.KEEP_CONTEXTS, keys(context="context", key="context_goal")),
    Row("contexts:revisit", Permission.KEEP_CONTEXTS, keys(context="context")),
    Row("contexts:end", Permission.KEEP_CONTEXTS, keys(context="context")),
    Row("contexts:accept", Permission.KEEP_CONTEXTS, keys(context="context")),
    Row("contexts:of_incident", Permission.SEE_CONTEXTS, incident, through_incident=True, get_only=True),
    Row("contexts:refer_from", Permission.KEEP_CONTEXTS, incident, through_incident=True),
    Row("contexts:link", Permission.KEEP_CONTEXTS, incident, through_incident=True),
    Row(
        "contexts:unlink",
        Permission.KEEP_CONTEXTS,
        in_incident(context="context"),
        through_incident=True,
        post_only=True,
    ),
    Row("contexts:disruption", Permission.READ_RECORDS, incident, through_incident=True, get_only=True),
    Row("contexts:new_disruption", Permission.PLAN_DISRUPTION, incident, through_incident=True),
    Row("contexts:disruption_step", Permission.READ_RECORDS, in_incident(key="disruption"), through_incident=True),
    Row("contexts:compare", Permission.READ_RECORDS, in_incident(key="disruption"), through_incident=True),
    Row("briefings:briefings", Permission.SEE_INCIDENTS, incident, through_incident=True),
    Row("briefings:new", Permission.WRITE_BRIEFINGS, incident, through_incident=True),
    Row("briefings:mine", Permission.SIGN_IN, get_only=True),
    Row("briefings:read", Permission.SIGN_IN, of_briefing, through_incident=True),
    Row("briefings:confirm", Permission.SIGN_IN, of_briefing, through_incident=True, post_only=True),
    Row("briefings:ask", Permission.SIGN_IN, of_briefing, through_incident=True),
    Row(
        "briefings:answer",
        Permission.WRITE_BRIEFINGS,
        keys(briefing="briefing", key="briefing_question"),
        through_incident=True,
    ),
    Row("briefings:briefing", Permission.WRITE_BRIEFINGS, of_briefing, through_incident=True),
    Row("briefings:write", Permission.WRITE_BRIEFINGS, of_briefing, through_incident=True),
    Row("briefings:findings", Permission.WRITE_BRIEFINGS, of_briefing, through_incident=True),
    Row("briefings:sign", Permission.SIGN_BRIEFINGS, of_briefing, through_incident=True),
    Row("briefings:chair", Permission.WRITE_BRIEFINGS, of_briefing, through_incident=True),
    Row("briefings:readers", Permission.WRITE_BRIEFINGS, of_briefing, through_incident=True),
    Row(
        "briefings:remove_reader",
        Permission.WRITE_BRIEFINGS,
        keys(briefing="briefing", key="briefing_reader"),
        through_incident=True,
        post_only=True,
    ),
    Row(
        "briefings:read_out",
        Permission.WRITE_BRIEFINGS,
        keys(briefing="briefing", key="briefing_reader"),
        through_incident=True,
    ),
    Row("briefings:issue", Permission.WRITE_BRIEFINGS, of_briefing, through_incident=True),
    Row("briefings:withdraw", Permission.WRITE_BRIEFINGS, of_briefing, through_incident=True),
    Row("reports:reports", Permission.SEE_REPORTS, get_only=True),
    Row("reports:timeliness", Permission.SEE_REPORTS, get_only=True),
    Row("reports:actions", Permission.SEE_REPORTS, get_only=True),
    Row("reports:attendance", Permission.SEE_REPORTS, get_only=True),
    Row("reports:levels", Permission.SEE_REPORTS, get_only=True),
    Row("reports:disproportionality", Permission.SEE_REPORTS, get_only=True),
    Row("reports:report_csv", Permission.SEE_REPORTS, lambda world: {"code": "timeliness"}, get_only=True),
)


@dataclass(frozen=True)
class Address:
    name: str
    pattern: str
    view: Any


def addresses() -> list[Address]:
    """Every URL pattern of the site, namespaces walked through."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner, pattern)
        elif isinstance(entry, URLPattern):
            yield Address(f"{namespace}{entry.name or ''}", pattern, entry.callback)
