"""Help in the weeks after, for a young person and the family (STA-8 to STA-13): offered, running, ended. Steps stay."""

from datetime import date, datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Agency, Professional
from reachable.incidents import timeline
from reachable.incidents.models import Involvement
from reachable.incidents.policies import check_fits
from reachable.people import queries as people

from .. import permissions
from ..choices import OfferState
from ..models import Offer, OfferStep
from ..policies.offers import OVER, check_offer_changes, check_offer_days, check_offer_is_said, check_offer_says_why
from ..queries import lists


@operation
def offer_help(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    kind: str,
    what: str,
    by_whom: str = "",
    agency_key: UUID | None = None,
    state: str = OfferState.TO_OFFER,
    begins_on: date | None = None,
    review_on: date | None = None,
    words: str = "",
    key: UUID | None = None,
) -> Offer:
    """Record help of one kind of the county's list, and how it stands. `key`: sent twice, it is one."""
    incident, young = permissions.check_can_offer_help(by, reference, involvement_key, at)
    if key and (sent := Offer.objects.filter(key=key).first()):
        return _sent_before(sent, young, by)
    check_offer_is_said(kind, what, [one.code for one in lists.supports()])
    check_offer_says_why(state, words)
    check_offer_days(state, begins_on=begins_on, review_on=review_on, today=clock.local_date(at))
    offer = Offer(
        key=key or uuid4(),
        incident=incident,
        involvement=young,
        kind=kind,
        what=what.strip(),
        by_whom=by_whom.strip(),
        agency=_agency(agency_key),
        state=OfferState(state),
        begins_on=begins_on,
        review_on=None if state in OVER else review_on,
        created_by=by,
        created_at=at,
    )
    _keep(offer, words.strip(), by=by, at=at)
    _trace(offer, young, "help-offered", by=by, at=at, words={"what": offer.what, "words": words.strip()})
    return offer


def _keep(offer: Offer, words: str, *, by: Professional, at: datetime) -> None:
    check_fits(offer)
    offer.save(force_insert=True)
    _step(offer, words, by=by, at=at)


@operation
def step_help(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    offer_key: UUID,
    seen_version: int,
    state: str,
    begins_on: date | None = None,
    review_on: date | None = None,
    words: str = "",
) -> Offer:
    """Say what became of it. What ended, or is not wanted now, is looked at no more; it can be offered again.

    Stale when somebody else changed it since `seen_version`.
    """
    offer = permissions.check_can_step_help(by, reference, offer_key, at)
    if offer.version != seen_version:
        raise Stale("Somebody else changed this meanwhile. Both are shown.", current=offer)
    check_offer_says_why(state, words)
    check_offer_days(state, begins_on=begins_on, review_on=review_on, today=clock.local_date(at))
    before = (offer.state, offer.begins_on, offer.review_on)
    offer.state, offer.begins_on = OfferState(state), begins_on
    offer.review_on = None if state in OVER else review_on
    check_offer_changes(changed=(offer.state, offer.begins_on, offer.review_on) != before, words=words)
    offer.version += 1
    offer.save(update_fields=["state", "begins_on", "review_on", "version"])
    _step(offer, words.strip(), by=by, at=at)
    young = offer.involvement.now_known_as or offer.involvement
    _trace(offer, young, "help-changed", by=by, at=at, words={"words": words.strip()})
    return offer


def _sent_before(offer: Offer, young: Involvement, by: Professional) -> Offer:
    if (offer.involvement_id, offer.created_by_id) != (young.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return offer


def _agency(key: UUID | None) -> Agency | None:
    if key is None:
        return None
    found = Agency.objects.filter(key=key).first()
    if found is None:
        raise NotFound("agency")
    return found


def _step(offer: Offer, words: str, *, by: Professional, at: datetime) -> None:
    step = OfferStep(
        offer=offer,
        number=offer.version,
        state=offer.state,
        begins_on=offer.begins_on,
        review_on=offer.review_on,
        words=words,
        by=by,
        at=at,
    )
    check_fits(step)
    step.save(force_insert=True)


def _trace(
    offer: Offer, young: Involvement, verb: str, *, by: Professional, at: datetime, words: dict[str, str]
) -> None:
    """On the timeline by letter, the kind and how it stands, and without what was typed."""
    says = f"{young.letter}: {lists.support_title(offer.kind)}. {offer.get_state_display()}."
    timeline.write(offer.incident, "help", says, by=by, at=at, about=young, source_key=str(offer.key))
    codes = {"offer": str(offer.key), "kind": offer.kind, "state": str(offer.state)}
    about = people.current_person_keys([young.record_id]).values()
    record(verb, by=by, at=at, incident=offer.incident.reference, about=about, codes=codes, words=words)
