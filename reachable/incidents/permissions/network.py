"""Who may see and say who is connected with whom, and bring in a list of people."""

from datetime import datetime
from uuid import UUID

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory.models import Professional
from reachable.people.models import Assertion, Association, GroupLink
from reachable.people.permissions import readable_handlings

from .. import access
from ..choices import TeamPart
from ..models import GroupRelation, Incident, NetworkPerson, PartnerList
from .incident import check


def check_can_see_network(professional: Professional) -> None:
    check(professional, Permission.SEE_NETWORK, "see who is connected with whom")


def check_can_bring_list(professional: Professional) -> None:
    check(professional, Permission.BRING_LIST, "bring in a list of people")


def check_can_bring_to(professional: Professional, reference: str, at: datetime) -> Incident:
    """Answers the incident, its row locked."""
    incident = access.incident_for(professional, reference, at, lock=True)
    check_can_bring_list(professional)
    return incident


def may_check_list(professional: Professional, one: PartnerList, at: datetime) -> bool:
    """Whoever brings it, and whoever leads the incident: what nobody has assessed is for them alone."""
    team = access.current_team(at).filter(incident=one.incident_id, professional=professional)
    leads = team.filter(part__in=(TeamPart.LEAD, TeamPart.DEPUTY)).exists()
    return one.by_id == professional.pk or leads


def check_can_use_network(professional: Professional, reference: str, at: datetime) -> Incident:
    """Whoever sees the network adds to it; answers the incident, its row locked."""
    incident = access.incident_for(professional, reference, at, lock=True)
    check_can_see_network(professional)
    return incident


def check_can_map(professional: Professional, reference: str, hops: int, at: datetime) -> Incident:
    """How far beyond one step is for whoever leads to say."""
    incident = check_can_use_network(professional, reference, at)
    if hops > 1:
        check(professional, Permission.MANAGE_TEAM, "map further than one step")
    return incident


ABOUTS = ("association", "group-link", "group-relation")


def check_can_speak_of_assertion(
    professional: Professional, reference: str, about: str, key: UUID, at: datetime
) -> tuple[Incident, Assertion, tuple[int, ...]]:
    """As `check_can_remove_assertion`, for everybody who may read it; one that has lapsed is not there."""
    incident = check_can_use_network(professional, reference, at)
    row, records = _assertion(incident, about, key)
    stands = row is not None and row.review_on >= clock.local_date(at)
    if row is None or not stands or not _may_read_assertion(professional, row, records, incident, at):
        raise NotFound("assertion")
    return incident, row, records


def check_can_remove_assertion(
    professional: Professional, reference: str, about: str, key: UUID, at: datetime
) -> tuple[Incident, Assertion, tuple[int, ...]]:
    """The incident, its row locked, the assertion and the records that it is about.

    Somebody of the incident or its network must be among them, and all of them within reach.
    """
    incident = access.incident_for(professional, reference, at, lock=True)
    check_can_see_network(professional)
    row, records = _assertion(incident, about, key)
    if row is None or not _may_read_assertion(professional, row, records, incident, at):
        raise NotFound("assertion")
    _check_may_remove(professional, row.by_id, incident, at)
    return incident, row, records


def check_can_remove_from_network(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, NetworkPerson]:
    incident = access.incident_for(professional, reference, at, lock=True)
    check_can_see_network(professional)
    member = NetworkPerson.objects.select_related("record", "by").filter(incident=incident, key=key).first()
    if member is None:
        raise NotFound("member")
    _check_may_remove(professional, member.by_id, incident, at)
    return incident, member


def _assertion(incident: Incident, about: str, key: UUID) -> tuple[Assertion | None, tuple[int, ...]]:
    if about == "association":
        link = Association.objects.select_related("one", "other", "by").filter(key=key).first()
        return link, (link.one_id, link.other_id) if link else ()
    if about == "group-link":
        reported = GroupLink.objects.select_related("record", "group", "by").filter(key=key).first()
        return reported, (reported.record_id,) if reported else ()
    if about == "group-relation":
        related = GroupRelation.objects.select_related("one", "other", "by", "incident")
        return related.filter(incident=incident, key=key).first(), ()
    return None, ()


def _may_read_assertion(
    professional: Professional, row: Assertion, records: tuple[int, ...], incident: Incident, at: datetime
) -> bool:
    if row.by_id != professional.pk and row.handling not in readable_handlings(professional):
        return False
    if not records:
        return True
    here = access.reach_in(incident.pk).among(records)
    return bool(here) and access.reach(professional, at).among(records) == frozenset(records)


def _check_may_remove(professional: Professional, said_by_id: int, incident: Incident, at: datetime) -> None:
    if said_by_id == professional.pk or professional.holds(Permission.MANAGE_TEAM):
        return
    team = access.current_team(at).filter(incident=incident, professional=professional)
    if not team.filter(part__in=(TeamPart.LEAD, TeamPart.DEPUTY)).exists():
        raise NotPermitted("Whoever recorded it, whoever leads, or a manager of the team removes it.")
