"""What the tests of screening, times missing and help share."""

from datetime import datetime, timedelta
from typing import Any

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.safety import operations
from reachable.safety.models import MissingEpisode, Offer, Screening
from reachable.safety.policies.screening import DomainFound
from reachable.safety.queries import lists
from tests.domain.incident_hands import involved
from tests.factories import AT

TODAY = clock.local_date(AT)
LATER = AT + timedelta(hours=2)


def found(**known: tuple[str, str]) -> tuple[DomainFound, ...]:
    """Every domain, not known but for those named: found(online=("YES", "Two phones"))."""
    given = {code.replace("_", "-"): told for code, told in known.items()}
    return tuple(DomainFound(one.code, *given.get(one.code, ("NOT_KNOWN", ""))) for one in lists.domains())


def screened(by: Professional, incident: Incident, letter: str = "A", at: datetime = AT, **changes: Any) -> Screening:
    """As somebody who has just looked."""
    young = involved(incident, letter)
    seen = Screening.objects.filter(involvement=young).count()
    facts = {
        "seen_number": seen,
        "level": "medium",
        "because": "New older friends, and a debt that he is afraid of",
        "findings": found(),
        **changes,
    }
    return operations.screen_young_person(
        by=by, at=at, reference=incident.reference, involvement_key=young.key, **facts
    )


def offered(by: Professional, incident: Incident, letter: str = "A", at: datetime = AT, **changes: Any) -> Offer:
    facts = {"kind": "trauma", "what": "Talking with a trauma therapist", **changes}
    return operations.offer_help(
        by=by, at=at, reference=incident.reference, involvement_key=involved(incident, letter).key, **facts
    )


def stepped(by: Professional, offer: Offer, state: str, at: datetime = AT, **changes: Any) -> Offer:
    facts = {"seen_version": Offer.objects.get(pk=offer.pk).version, **changes}
    return operations.step_help(
        by=by, at=at, reference=offer.incident.reference, offer_key=offer.key, state=state, **facts
    )


def interviewed(
    by: Professional, episode: MissingEpisode, state: str, at: datetime = LATER, **changes: Any
) -> MissingEpisode:
    facts = {"seen_version": MissingEpisode.objects.get(pk=episode.pk).version, **changes}
    return operations.record_interview(
        by=by, at=at, reference=episode.incident.reference, episode_key=episode.key, state=state, **facts
    )


def episodes(incident: Incident, letter: str = "A") -> list[MissingEpisode]:
    return list(MissingEpisode.objects.filter(involvement=involved(incident, letter)).order_by("number"))
