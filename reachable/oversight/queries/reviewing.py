"""What of one incident is looked at again too late, or waits for an answer, and who keeps it.

What was written of a letter that turned out to be the same young person is read with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db.models import Q, QuerySet

from reachable.common.permission_codes import Permission
from reachable.contexts.choices import ContextState, DisruptionState
from reachable.contexts.models import ContextOfIncident, Disruption
from reachable.directory.models import Professional
from reachable.incidents.models import Involvement
from reachable.meetings.models import Series
from reachable.responses.models import InDanger
from reachable.responses.queries.standing import has_died
from reachable.safety.choices import Fit, InterviewState, MeasureState
from reachable.safety.models import FitQuestion, Measure, MissingEpisode, Offer
from reachable.safety.policies.offers import OVER
from reachable.safety.queries.plan_rows import WAITS, standing_plans, with_standing
from reachable.safety.queries.screening_rows import standing_in
from reachable.sharing.queries.notices_open import waiting_for_answers

from ..policies.standing_down import REVIEWED, Unsettled

PLACE_UNSEEN = "A place or group"


@dataclass(frozen=True)
class Reads:
    """What a reader on the team may see of places and measures that disrupt harm: less, and they stand unnamed."""

    places: bool
    disruption: bool

    @classmethod
    def of(cls, professional: Professional) -> Self:
        return cls(professional.holds(Permission.SEE_CONTEXTS), professional.holds(Permission.READ_RECORDS))


def linked_places(incident_id: int) -> QuerySet[ContextOfIncident]:
    linked = ContextOfIncident.objects.filter(incident=incident_id, ended_at__isnull=True)
    return linked.exclude(context__state=ContextState.ENDED)


def disruptions(incident_id: int) -> QuerySet[Disruption]:
    rows = Disruption.objects.filter(incident=incident_id, state=DisruptionState.IN_FORCE)
    return rows.select_related("involvement__now_known_as")


def letter_of(measure: Disruption, reads: Reads) -> str:
    on = measure.involvement
    return (on.now_known_as or on).letter if on and reads.disruption else ""


def reviewed(incident_id: int, young: list[Involvement], on: date, reads: Reads) -> Iterator[Unsettled]:
    """`young` as they are known now, with what `has_died` reads."""
    letters = {one.pk: one for one in young}
    alive = {pk: one for pk, one in letters.items() if not has_died(one)}
    yield from _written(incident_id, alive, on)
    yield from _asked(incident_id, alive)
    yield from _done(incident_id, letters, on)
    yield from _disruption(incident_id, on, reads)
    yield from _places(incident_id, on, reads)
    yield from _of_the_incident(incident_id, on)


def unanswered(incident_id: int, at: datetime) -> Iterator[Unsettled]:
    """Authorities that have not accepted in writing (CTX-20), journalists and readers who wait."""
    for one in waiting_for_answers(incident_id, at):
        words = one.words.removeprefix(f"{one.letter}: ")
        words, who = words[:1].upper() + words[1:], one.who[:1].lower() + one.who[1:]
        yield Unsettled(REVIEWED, words, one.letter, who, one.code)


def _now(row: Measure | MissingEpisode | FitQuestion | Offer) -> int:
    """Whose it is, by the letter that is known now."""
    return row.involvement.now_known_as_id or row.involvement_id


def _written(incident_id: int, alive: Mapping[int, Involvement], on: date) -> Iterator[Unsettled]:
    for plan in standing_plans(alive):
        one = alive[plan.involvement.now_known_as_id or plan.involvement_id]
        if plan.review_on and plan.review_on < on:
            yield Unsettled(REVIEWED, "The safety plan", one.letter, "the social worker", "plan", str(one.key))
    for pk, screening in standing_in(incident_id).items():
        if pk in alive and screening.review_on and screening.review_on < on:
            one = alive[pk]
            who = "children's services"
            yield Unsettled(REVIEWED, "The level of risk", one.letter, who, "screening", str(one.key))


def _asked(incident_id: int, alive: Mapping[int, Involvement]) -> Iterator[Unsettled]:
    """Of a plan that was found not fit for purpose the next version waits too (CTX-10)."""
    worker = "the social worker"
    for row in (
        with_standing(FitQuestion.objects.filter(involvement__incident=incident_id)).filter(WAITS).order_by("pk")
    ):
        if one := alive.get(_now(row)):
            not_fit = "The safety plan is not fit for purpose, and there is no new version"
            words = not_fit if row.answer == Fit.NOT_FIT else "Is the safety plan still fit for purpose? Not answered"
            yield Unsettled(REVIEWED, words, one.letter, worker, "fit", str(row.key))
    still_owed = Q(interview_due_at__isnull=False, interview__in=(InterviewState.NOT_YET, InterviewState.OFFERED))
    episodes = MissingEpisode.objects.filter(involvement__incident=incident_id)
    episodes = episodes.filter(Q(returned_at__isnull=True) | still_owed).select_related("involvement")
    for episode in episodes.order_by("pk"):
        if one := alive.get(_now(episode)):
            words = "The interview after being missing" if episode.returned_at else "Is missing now"
            yield Unsettled(REVIEWED, words, one.letter, worker, "interview", str(episode.key))


def _done(incident_id: int, letters: Mapping[int, Involvement], on: date) -> Iterator[Unsettled]:
    late = Q(involvement__incident=incident_id, review_on__lt=on)
    measures = Measure.objects.filter(late, state=MeasureState.IN_PLACE).select_related("involvement")
    for row in measures.order_by("pk"):
        letter = letters[_now(row)].letter
        yield Unsettled(REVIEWED, "A practical measure", letter, "whoever asked for it", "measure", str(row.key))
    for offer in Offer.objects.filter(late).exclude(state__in=OVER).select_related("involvement").order_by("pk"):
        letter = letters[_now(offer)].letter
        yield Unsettled(REVIEWED, "Help that was offered", letter, "the social worker", "help", str(offer.key))


def _disruption(incident_id: int, on: date, reads: Reads) -> Iterator[Unsettled]:
    for measure in disruptions(incident_id).filter(review_on__lt=on).order_by("pk"):
        words, where = "A measure that disrupts harm", "disruption" if reads.disruption else ""
        yield Unsettled(REVIEWED, words, letter_of(measure, reads), "whoever keeps it", where, str(measure.key))


def _places(incident_id: int, on: date, reads: Reads) -> Iterator[Unsettled]:
    late = linked_places(incident_id).filter(Q(context__revisit_on__isnull=True) | Q(context__revisit_on__lt=on))
    for name, reference in late.order_by("pk").values_list("context__name", "context__reference"):
        if reads.places:
            yield Unsettled(REVIEWED, name, "", "whoever keeps it", "context", reference)
        else:
            yield Unsettled(REVIEWED, PLACE_UNSEEN, "", "whoever keeps it")


def _of_the_incident(incident_id: int, on: date) -> Iterator[Unsettled]:
    for series in Series.objects.filter(incident=incident_id, ended_at__isnull=True, next_on__lt=on).values_list(
        "key", flat=True
    ):
        yield Unsettled(REVIEWED, "A series of meetings", "", "its owner", "series", str(series))
    dangers = InDanger.objects.filter(incident=incident_id, reviewed_at__isnull=True).select_related(
        "involvement__now_known_as"
    )
    for danger in dangers:
        letter = (danger.involvement.now_known_as or danger.involvement).letter if danger.involvement else ""
        yield Unsettled(REVIEWED, "A direction in danger to life", letter, "a manager", "danger", str(danger.key))
