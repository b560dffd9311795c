"""How planning a discharge stands, read once for any number of young people: stays, plan, seats, answers, lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from reachable.common.gates import missing
from reachable.directory.models import Professional
from reachable.incidents import statements
from reachable.incidents.models import Involvement, Whereabouts
from reachable.people import queries as people
from reachable.responses.models import CameEarly
from reachable.responses.queries.standing_answers import StandingAnswer, standing_answers

from .. import policies
from ..models import DischargePlan, DischargeSeat
from ..policies import Line, Said, SeatSaid
from ..standing import Leaving, Stays, stays_of

GOES_TO = "goes-to"  # the field of the question about the place, and its key in what an agreement rests on


@dataclass(frozen=True)
class Reading:
    """Of one young person. `plan` is that of the last stay, and None before anything was written about it.

    `said` are the statements about each seat of this stay, oldest first; the last stands. `bell` was rung because they
    left before the plan was agreed.
    """

    involvement: Involvement
    stays: Stays
    plan: DischargePlan | None
    said: Mapping[str, Sequence[DischargeSeat]]
    answers: Mapping[str, StandingAnswer]
    lines: tuple[Line, ...]
    bell: CameEarly | None

    @property
    def letter(self) -> str:
        return self.involvement.letter

    @property
    def leaving(self) -> Leaving | None:
        return self.stays.last.left if self.stays.last and not self.stays.is_in_hospital else None

    @property
    def was_agreed(self) -> bool:
        """Agreed in this stay, and nobody withdrew it since."""
        plan = self.plan
        if plan is None or plan.withdrawn_at is not None or plan.agreed_at is None:
            return False
        return self.stays.last is None or plan.agreed_at >= self.stays.last.began_at

    @property
    def holds(self) -> bool:
        """The answers that it rests on are read as they are now, and where they are to go is what was agreed."""
        return self.was_agreed and not missing(self.lines) and not self.goes_elsewhere

    @property
    def goes_elsewhere(self) -> bool:
        """What was agreed was agreed of another place than the one that is answered now."""
        return self.plan is not None and self.plan.rests_on.get(GOES_TO, "") != self._goes_to

    @property
    def _goes_to(self) -> str:
        place = self.answers.get(policies.PLACE)
        return place.record.get(GOES_TO, "") if place else ""

    @property
    def rests_on(self) -> dict[str, int | str]:
        """What is kept with an agreement: what was seen, and where they were to go."""
        return {**self.seen, GOES_TO: self._goes_to}

    @property
    def left_early(self) -> bool:
        """They left, and no plan that holds had been agreed by then. To the minute, as people say times."""
        left, plan = self.leaving, self.plan
        if left is None:
            return False
        if not self.holds or plan is None or plan.agreed_at is None:
            return True
        return plan.agreed_at.replace(second=0, microsecond=0) > left.happened_at

    def number_of(self, kind: str) -> int:
        """Of the last statement about a seat; 0 while there is none."""
        rows = self.said.get(kind, ())
        return rows[-1].number if rows else 0

    @property
    def seen(self) -> dict[str, int]:
        """What an agreement rests on: the number of each answer and of each statement about a seat."""
        found = {code: one.number for code, one in sorted(self.answers.items())}
        return found | {f"seat:{kind}": self.number_of(kind) for kind in sorted(self.said)}


def read(
    professional: Professional, incident_id: int, at: datetime, *, only: Iterable[int] | None = None
) -> dict[int, Reading]:
    """By involvement, of an incident that the caller has found for this professional; a fixed number of statements."""
    everybody = _involved(incident_id)
    wanted = [one for one in everybody if one.now_known_as_id is None and (only is None or one.pk in set(only))]
    letters = {one.pk: [other for other in everybody if other.now_known_as_id == one.pk] for one in wanted}
    stays = {one.pk: _stays(one, letters[one.pk]) for one in wanted}
    plans = _plans(incident_id)
    answers = standing_answers(professional, incident_id, policies.CODES, [one.pk for one in wanted])
    bells = _bells(incident_id, wanted)
    return {
        one.pk: _reading(
            one, stays[one.pk], _plan_of([one, *letters[one.pk]], stays[one.pk], plans), answers.get(one.pk, {}),
            bells.get(one.pk, ()), at,
        )
        for one in wanted
    }  # fmt: skip


def _involved(incident_id: int) -> list[Involvement]:
    rows = Involvement.objects.filter(incident_id=incident_id).select_related("merging")
    return list(rows.prefetch_related("whereabouts").order_by("position"))


def _stays(one: Involvement, letters: Sequence[Involvement]) -> Stays:
    before = statements.said_before(letters, {other.pk: list(other.whereabouts.all()) for other in letters})
    rows: list[Whereabouts] = sorted(one.whereabouts.all(), key=lambda row: row.number)
    return stays_of(rows, before)


def _plans(incident_id: int) -> list[DischargePlan]:
    rows = DischargePlan.objects.filter(involvement__incident=incident_id)
    return list(rows.select_related("agreed_by", "withdrawn_by").prefetch_related("seats__by").order_by("pk"))


def _plan_of(letters: list[Involvement], stays: Stays, plans: Iterable[DischargePlan]) -> DischargePlan | None:
    """Of this stay; one that was begun of a letter that turned out to be this one where there is no other."""
    found = {plan.involvement_id: plan for plan in plans if plan.number == stays.number}
    return next((found[one.pk] for one in letters if one.pk in found), None)


def _bells(incident_id: int, wanted: list[Involvement]) -> dict[int, list[CameEarly]]:
    """Rung here or in a report that was joined to this incident, about records that are of the same person."""
    home = Q(incident=incident_id) | Q(incident__joined_into=incident_id)
    found = CameEarly.objects.filter(home, gate=policies.GATE, involvement__isnull=False)
    rows = list(found.select_related("involvement", "by", "action__owner", "action__owner_agency").order_by("pk"))
    if not rows:
        return {}
    same = people.same_people([one.record_id for one in wanted])
    return {
        one.pk: [row for row in rows if row.involvement and row.involvement.record_id in same.get(one.record_id, ())]
        for one in wanted
    }


def _reading(
    one: Involvement,
    stays: Stays,
    plan: DischargePlan | None,
    answers: Mapping[str, StandingAnswer],
    bells: Iterable[CameEarly],
    at: datetime,
) -> Reading:
    said: dict[str, list[DischargeSeat]] = {}
    for seat in sorted(plan.seats.all(), key=lambda row: row.number) if plan else ():
        said.setdefault(seat.kind, []).append(seat)
    stand = {kind: _seat(rows[-1]) for kind, rows in said.items() if stays.began(rows[-1].at)}
    lines = policies.discharge_lines(
        {code: _said(answer, stays) for code, answer in answers.items()}, stand, one.letter, at
    )
    left = stays.last.left if stays.last else None
    bell = next((row for row in bells if left and row.source_key.startswith(stamp_of(left))), None)
    return Reading(one, stays, plan, said, answers, lines, bell)


def stamp_of(left: Leaving) -> str:
    """How the key of a bell begins: when it was said first that they left, which joining reports leaves as it is."""
    return f"left-{left.said_at:%Y%m%d%H%M%S%f}-"


def _seat(row: DischargeSeat) -> SeatSaid:
    return SeatSaid(row.state, row.who, row.because, row.information_asked_of, row.by.name, row.at)


def _said(answer: StandingAnswer, stays: Stays) -> Said:
    """What was said before a young person came back to hospital is to be said again; that home is not safe stands."""
    return Said(
        answer=answer.answer,
        record=answer.record,
        acted=answer.is_acted_on,
        is_of_this_stay=answer.code == policies.RETURN or stays.began(answer.at),
        who=_who(answer.lead),
        by=answer.by,
        at=answer.at,
    )


def _who(lead: Sequence[str]) -> str:
    """Social worker, MACE police or …: in a sentence."""
    named = [f"{name} ({where})" if where else name for name, _, where in (one.partition(", ") for one in lead)]
    words = [one[:1].lower() + one[1:] if one[1:].islower() else one for one in named]
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)
