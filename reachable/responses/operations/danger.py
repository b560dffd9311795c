"""Danger to life is never held up: somebody is directed at once, and another manager looks at it the next day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.choices import Audience
from reachable.incidents.models import Incident, Involvement

from .. import permissions, policies
from ..choices import Step
from ..models import Action, InDanger
from ..queries.dangers import TO_BE_REVIEWED, review_key
from .acting import give_at_once
from .directing import check_can_be_directed, direct_on
from .stepping import finish_at_once, persons_of

CONTACT = "contact"


@dataclass(frozen=True)
class Danger:
    """Why somebody is sent at once; `mitigations` are codes of `safety.choices.Mitigation`."""

    because: str
    police_informed: str
    mitigations: Sequence[str] = ()
    mitigation_words: str = ""


@operation
def direct_in_danger(
    *,
    by: Professional,
    at: datetime,
    action_key: UUID,
    seen_version: int,
    because: str,
    police_informed: str,
    mitigations: Sequence[str],
    mitigation_words: str = "",
) -> Action:
    """A life is in danger: no gate holds this up. It says why, who at the police knows and what lessens the risk, and
    another manager looks at it the next day.
    """
    action = permissions.check_can_direct(by, action_key, at)
    permissions.check_unchanged(action, seen_version)
    check_can_be_directed(action)
    told = Danger(because, police_informed, mitigations, mitigation_words)
    danger = write_danger(action.incident, action.about, CONTACT, told, by=by, at=at, audience=action.audience)
    return direct_on(action, Step.DIRECTED_IN_DANGER, danger.because, by=by, at=at, danger=danger)


def write_danger(
    incident: Incident,
    about: Involvement | None,
    gate: str,
    told: Danger,
    *,
    by: Professional,
    at: datetime,
    audience: str = Audience.TEAM,
) -> InDanger:
    """What was directed at once, and the action to look at it the next day."""
    policies.check_danger(told.because, told.police_informed, told.mitigations, told.mitigation_words)
    danger = InDanger.objects.create(
        incident=incident,
        involvement=about,
        gate=gate,
        because=told.because.strip(),
        police_informed=told.police_informed.strip(),
        mitigations=list(told.mitigations),
        mitigation_words=told.mitigation_words.strip(),
        by=by,
        at=at,
        review_due_at=policies.review_due_at(at),
    )
    key, due = review_key(danger), danger.review_due_at
    give_at_once(incident, TO_BE_REVIEWED, due, by=by, at=at, about=about, audience=Audience(audience), key=key)
    codes = {"danger": str(danger.key), "gate": gate, "mitigations": danger.mitigations}
    words = {"because": danger.because, "police": danger.police_informed, "mitigations": danger.mitigation_words}
    persons = persons_of(about)
    record("directed-in-danger", by=by, at=at, incident=incident.reference, about=persons, codes=codes, words=words)
    return danger


@operation
def review_danger(*, by: Professional, at: datetime, reference: str, danger_key: UUID, review: str) -> InDanger:
    """Look the next day at what was directed in danger to life: another manager than who directed it."""
    danger = permissions.check_can_review_danger(by, reference, danger_key, at)
    policies.check_may_review(
        is_reviewed=danger.reviewed_at is not None, directed_it=danger.by_id == by.pk, review=review
    )
    danger.reviewed_at, danger.reviewed_by, danger.review = at, by, review.strip()
    danger.save(update_fields=["reviewed_at", "reviewed_by", "review"])
    whom = f"{danger.involvement.letter}: what" if danger.involvement else "What"
    words = f"{whom} was directed in danger to life was looked at."
    readers, source = _readers(danger), f"danger-{danger.key}"
    about = danger.involvement
    timeline.write(
        danger.incident, "danger-reviewed", words, by=by, at=at, about=about, audience=readers, source_key=source
    )
    finish_at_once(review_key(danger), danger.review, by=by, at=at)
    codes, persons = {"danger": str(danger.key)}, persons_of(about)
    record("danger-reviewed", by=by, at=at, incident=reference, about=persons, codes=codes, words=danger.review)
    return danger


def _readers(danger: InDanger) -> Audience:
    """Those of the contact that was directed."""
    found = Action.objects.filter(danger=danger).values_list("audience", flat=True).first()
    return Audience(found or Audience.TEAM)
