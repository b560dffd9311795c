"""Places, schools, groups and online spaces: referred, linked to incidents, taken on by MACE, ended."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common import clock, references
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_fits

from .. import permissions
from ..choices import ContextKind, ContextState
from ..models import Context, ContextCounter, ContextOfIncident
from ..policies import places as policies
from .places_words import check_words, standing_words


@operation
def refer_context(
    *,
    by: Professional,
    at: datetime,
    kind: str,
    name: str,
    harms: str,
    area: str,
    where: str = "",
    when: str = "",
    revisit_on: date | None = None,
    reference: str = "",
    because: str = "",
    said_nobody: Collection[str] = (),
    key: UUID | None = None,
) -> Context:
    """Refer a place or group (STA-14, CTX-19): by itself, or from the incident `reference` with a reason.

    `said_nobody`: words that may be a name and of which the writer says that they are not. Whoever refers it keeps it.
    `key` is made with the form: sent twice, it is one.
    """
    permissions.check_can_refer(by)
    incident = permissions.check_can_link_from(by, reference, at) if reference else None
    if key and (sent := Context.objects.filter(key=key).first()):
        return _sent_before(sent, by)
    policies.check_is_described(name, harms)
    context = Context(key=key or uuid4(), kind=ContextKind(kind), area=area, owner=by, referred_by=by, referred_at=at)
    _describe(context, name, where, when, harms)
    context.revisit_on = revisit_on or clock.local_date(at) + timedelta(days=policies.REVISIT_DAYS)
    also = [incident.pk] if incident else []
    written = {**_described(context), "because": because}
    check_words(context, written, by=by, at=at, said_nobody=said_nobody, also=also)
    context.reference = _next_reference(at)
    check_fits(context)
    context.save(force_insert=True)
    record_context("context-referred", context, by=by, at=at, words=_described(context))
    if incident is not None:
        _link(context, incident, because, by=by, at=at)
    return context


@operation
def change_context(
    *,
    by: Professional,
    at: datetime,
    context: str,
    seen_version: int,
    name: str,
    harms: str,
    area: str,
    where: str = "",
    when: str = "",
    is_mine: bool = False,
    said_nobody: Collection[str] = (),
) -> Context:
    """What it is called, where and when, and what happens there; `is_mine` makes whoever writes its keeper."""
    found = _to_change(by, context, seen_version)
    policies.check_is_described(name, harms)
    _describe(found, name, where, when, harms)
    found.area = area
    check_words(found, _described(found), by=by, at=at, said_nobody=said_nobody)
    if is_mine:
        found.owner = by
    _save(found, ["name", "area", "where", "when", "harms", "owner"])
    record_context("context-changed", found, by=by, at=at, words=_described(found))
    return found


@operation
def link_context(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    context: str,
    because: str,
    said_nobody: Collection[str] = (),
) -> ContextOfIncident:
    """Say that a place or group matters in an incident, and why (CTX-19); linked already, it stays as it is.

    All that is written of it is looked at anew: it may name somebody of this incident.
    """
    incident = permissions.check_can_link_from(by, reference, at)
    found = permissions.check_can_keep(by, context)
    policies.check_is_not_ended(found.state)
    policies.check_link_has_reason(because)
    stands = found.incidents.filter(incident=incident, ended_at__isnull=True).first()
    if stands is not None:
        return stands
    written = {**standing_words(found), "because": because}
    check_words(found, written, by=by, at=at, said_nobody=said_nobody, also=[incident.pk])
    return _link(found, incident, because, by=by, at=at)


@operation
def unlink_context(*, by: Professional, at: datetime, reference: str, context: str) -> None:
    """It does not matter in this incident after all; that it was thought so stays."""
    incident = permissions.check_can_link_from(by, reference, at)
    found = permissions.check_can_keep(by, context)
    link = found.incidents.filter(incident=incident, ended_at__isnull=True).first()
    if link is None:
        raise NotFound("context")
    link.ended_at, link.ended_by = at, by
    link.save(update_fields=["ended_at", "ended_by"])
    words = f"{_called(found)} is no longer linked."
    timeline.write(incident, "context-unlinked", words, by=by, at=at, source_key=str(found.key))
    record_context("context-unlinked", found, by=by, at=at, incident=incident.reference)


@operation
def accept_context(
    *, by: Professional, at: datetime, context: str, seen_version: int, accepted_by: str,
    said_nobody: Collection[str] = (),
) -> Context:  # fmt: skip
    """Who in the MACE process has taken it on (STA-2)."""
    found = _to_change(by, context, seen_version)
    policies.check_says_who_accepted(accepted_by)
    check_words(found, {"accepted_by": accepted_by}, by=by, at=at, said_nobody=said_nobody)
    found.accepted_by = accepted_by.strip()
    _save(found, ["accepted_by"])
    record_context("context-accepted", found, by=by, at=at, words={"accepted_by": found.accepted_by})
    _tell_incidents(found, "context-accepted", "was taken on by the MACE process", by=by, at=at)
    return found


@operation
def end_context(
    *, by: Professional, at: datetime, context: str, seen_version: int, because: str, said_nobody: Collection[str] = ()
) -> Context:
    """Nothing more is needed here, and why; all that was written of it stays (STA-14)."""
    found = _to_change(by, context, seen_version)
    policies.check_ends_with_reason(because)
    check_words(found, {"because": because}, by=by, at=at, said_nobody=said_nobody)
    found.state, found.ended_at, found.ended_by = ContextState.ENDED, at, by
    found.ended_because, found.revisit_on = because.strip(), None
    _save(found, ["state", "ended_at", "ended_by", "ended_because", "revisit_on"])
    record_context("context-ended", found, by=by, at=at, words={"because": found.ended_because})
    _tell_incidents(found, "context-ended", "has ended", by=by, at=at)
    return found


def record_context(
    verb: str,
    context: Context,
    *,
    by: Professional,
    at: datetime,
    words: dict[str, str] | None = None,
    incident: str = "",
    **codes: object,
) -> None:
    """Of no incident, unless one is named: a place belongs to none."""
    said = {field: text for field, text in (words or {}).items() if text}
    told = {"context": context.reference, **codes}
    record(verb, by=by, at=at, incident=incident, codes=told, words=said or None)


def _describe(context: Context, name: str, where: str, when: str, harms: str) -> None:
    context.name, context.where, context.when, context.harms = name.strip(), where.strip(), when.strip(), harms.strip()


def _described(context: Context) -> dict[str, str]:
    return {"name": context.name, "where": context.where, "when": context.when, "harms": context.harms}


def _to_change(by: Professional, reference: str, seen_version: int) -> Context:
    found = permissions.check_can_keep(by, reference)
    policies.check_is_not_ended(found.state)
    if found.version != seen_version:
        raise Stale("Somebody else changed this meanwhile. What stands now is shown.", current=found)
    return found


def _save(context: Context, fields: list[str]) -> None:
    context.version += 1
    check_fits(context)
    context.save(update_fields=[*fields, "version"])


def _link(context: Context, incident: Incident, because: str, *, by: Professional, at: datetime) -> ContextOfIncident:
    policies.check_link_has_reason(because)
    link = ContextOfIncident(context=context, incident=incident, because=because.strip(), by=by, at=at)
    check_fits(link)
    link.save(force_insert=True)
    words = f"{_called(context)} is linked."
    timeline.write(incident, "context-linked", words, by=by, at=at, source_key=str(context.key))
    said = {"because": link.because}
    record_context("context-linked", context, by=by, at=at, incident=incident.reference, words=said)
    return link


def _called(context: Context) -> str:
    """In a timeline, which is also for those of the team who do not see places and groups: not by its name."""
    return f"{ContextKind(context.kind).label} ({context.reference})"


def _tell_incidents(context: Context, code: str, says: str, *, by: Professional, at: datetime) -> None:
    words = f"{_called(context)} {says}."
    for link in context.incidents.filter(ended_at__isnull=True).select_related("incident"):
        timeline.write(link.incident, code, words, by=by, at=at, source_key=str(context.key))


def _sent_before(context: Context, by: Professional) -> Context:
    if context.referred_by_id != by.pk:
        raise Refused("This form was used already. Open the page again and send it from there.")
    return context


def _next_reference(at: datetime) -> str:
    year = clock.local_date(at).year
    ContextCounter.objects.get_or_create(year=year)
    counter = ContextCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return references.context_reference(year, counter.last)
