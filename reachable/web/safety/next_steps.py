"""What must happen next for the safety of one young person: what, by when, by whom, and where it is done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.common import clock
from reachable.incidents.queries import FactLine
from reachable.responses.queries import SafeToReturn
from reachable.safety.queries import ClearanceLine, MeasureLine, PlanLine
from reachable.web.shared import dates

_LEGAL = {
    "not-asked": "Somebody looks at posts repeatedly: ask legal services before anybody looks again",
    "asked-waiting": "Somebody looks at posts repeatedly: nobody looks again until legal services have answered",
}
WHO_DECIDES_ON_THREATS = "Police, with the managers of children's services"


@dataclass(frozen=True)
class NextStep:
    """`name` and `args` are the address where it is done; without `name` this reader does not do it. `measure`: one
    that waits, and says itself why. What few may read is not `printed`, and so not left on a desk.
    """

    words: str
    who: str
    link: str
    name: str
    args: tuple[object, ...]
    due_at: datetime | None = None
    due_kind: str = ""
    measure: MeasureLine | None = None
    printed: bool = True


@dataclass(frozen=True)
class Known:
    """Of one young person, newest first; `threat_to_life` is None for who may know nothing of it."""

    reference: str
    key: UUID
    died: bool
    threat_to_life: Sequence[FactLine] | None
    social_media: Sequence[FactLine]
    returning: SafeToReturn | None
    clearances: Sequence[ClearanceLine]
    measures: Sequence[MeasureLine]
    plan: PlanLine | None
    reads_plans: bool


def next_steps(of: Known, at: datetime) -> tuple[NextStep, ...]:
    """Danger first; of somebody who has died nothing is arranged any longer."""
    found = [*_threat_to_life(of, at), *_contact(of)]
    if not of.died:
        found += [*_returning(of), *_measures(of), *_plan(of, at)]
    return (*found, *_social_media(of))


def standing(facts: Sequence[FactLine]) -> FactLine | None:
    return next((one for one in facts if one.stands), None)


def day_of(fact: FactLine, name: str) -> date | None:
    """A date in a structured field, or None where it is not said."""
    try:
        return date.fromisoformat(fact.value(name))
    except ValueError:
        return None


def is_legal_first(fact: FactLine) -> bool:
    """Somebody looks at one person's posts again and again, and nobody has said that this is in order."""
    return fact.stands and fact.value("how") == "repeatedly" and fact.value("legal") != "asked"


def _threat_to_life(of: Known, at: datetime) -> Iterator[NextStep]:
    if of.threat_to_life is None:
        return
    latest = standing(of.threat_to_life)
    for words in _of_threat(latest, at):
        kind = ("incidents:record_fact_about", (of.reference, of.key, "threat-to-life"))
        who = latest.in_words("decided-by") if latest else ""
        yield NextStep(words, who or WHO_DECIDES_ON_THREATS, "Record what was decided", *kind, printed=False)


def _of_threat(latest: FactLine | None, at: datetime) -> Iterator[str]:
    if latest is None:
        yield "Threat to life: nobody has recorded whether a warning is needed"
        return
    decision = latest.value("decision")
    if decision in ("", "considered"):
        yield "Threat to life: being considered, and not decided"
    if decision == "issued" and "young-person" not in latest.value("told").split(","):
        yield "Threat to life: a warning was issued, and nobody has said that the young person was told"
    review = day_of(latest, "review-on")
    if review is not None and review <= clock.local_date(at):
        yield f"Threat to life: to be looked at again {dates.day(review, at)}"


def _contact(of: Known) -> Iterator[NextStep]:
    """What was cleared last no longer holds, and nothing else does."""
    if of.clearances and not any(one.stands.holds for one in of.clearances):
        words = f"Do not make contact: {of.clearances[0].stands.words}"
        yield NextStep(words, "A manager who clears contact", "See contact", "safety:contact", (of.reference,))


def _returning(of: Known) -> Iterator[NextStep]:
    asked = of.returning
    if asked is None:
        return
    card = ("responses:answer", (of.reference, asked.card_key))
    who = "; ".join(asked.lead)
    if asked.is_unanswered:
        words = "Is it safe to return: to the home, the area, the school? Nobody has answered"
        yield NextStep(words, who, "Answer", *card, asked.due_at, asked.due_kind)
    elif asked.not_known:
        places = ", ".join(label.lower() for label in asked.not_known)
        yield NextStep(f"Is it safe to return? Not known yet for: {places}", who, "Answer", *card)


def _measures(of: Known) -> Iterator[NextStep]:
    for one in of.measures:
        if one.waits:
            who = one.asked_of or one.asked_by
            yield NextStep(one.name, who, "Say how it stands", "safety:measure", (of.reference, one.key), measure=one)


def _plan(of: Known, at: datetime) -> Iterator[NextStep]:
    page = ("safety:plan" if of.reads_plans else "", (of.reference, of.key))
    if of.plan is None:
        yield NextStep("There is no safety plan", "Children's services, with the family", "See the plan", *page)
        return
    if of.plan.owes_version:
        yield NextStep("The safety plan was found not to fit: it must change", of.plan.by, "See the plan", *page)
    elif of.plan.fit_open:
        yield NextStep("Is the safety plan still fit for purpose?", of.plan.by, "Answer", *page)
    if of.plan.is_review_overdue:
        words = f"The safety plan was to be looked at again {dates.day(of.plan.review_on, at)}"
        yield NextStep(words, of.plan.by, "See the plan", *page)


def _social_media(of: Known) -> Iterator[NextStep]:
    for one in of.social_media:
        if is_legal_first(one):
            words = _LEGAL.get(one.value("legal"), _LEGAL["not-asked"])
            yield NextStep(words, one.by, "What to ask them", "incidents:ask_legal", (of.reference, one.key))
            return
