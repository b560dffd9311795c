"""What a safety plan owes, and when a plain copy of one may leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reachable.common.gates import GateLine, refuse_unless
from reachable.common.refusals import Refused

from ..choices import PlanPlace
from .naming import Mentioned

LONGEST_UNTIL_REVIEW = 31  # days: our default, the guide names none
MOST_MEASURES = 12  # in one place
LONGEST_WORDS = 2_000
SCALE = range(11)
CANNOT_COPY = "A plain copy of this plan cannot be made"


@dataclass(frozen=True)
class NewPlanMeasure:
    """Something that is done at one place (`PlanPlace`), and by whom."""

    place: str
    what: str
    who: str = ""


@dataclass(frozen=True)
class PlanText:
    """A version of the plan as it is written: what we are worried about, what has to be seen, how safe it is now."""

    danger: str
    goals: str
    measures: tuple[NewPlanMeasure, ...]
    review_on: date | None
    scale: int | None = None
    scale_by: str = ""
    trusted_adults: str = ""
    young_persons_words: str = ""
    carers_words: str = ""
    agreed_with: str = ""
    because: str = ""

    @property
    def written(self) -> dict[str, str]:
        """What may hold a name and goes on a copy: by the heading under which it is typed."""
        found = {
            "What we are worried about": self.danger,
            "What we want to see": self.goals,
            "Who placed it there": self.scale_by,
            "Trusted adults": self.trusted_adults,
            "The young person's own words": self.young_persons_words,
            "The carers' own words": self.carers_words,
            "Agreed with": self.agreed_with,
        }
        for place in PlanPlace:
            ours = (one for one in self.measures if one.place == place)
            found[str(place.label)] = "\n".join(f"{one.what}\n{one.who}" for one in ours)
        return {heading: words for heading, words in found.items() if words.strip()}


def check_plan(new: PlanText, *, today: date, is_first: bool) -> None:
    """CTX-10: what we are worried about, what has to be seen, who does what where, and when it is looked at again."""
    if not new.danger.strip():
        raise Refused("Say what we are worried may happen, and to whom.", clause="CTX-10", field="danger")
    if not new.goals.strip():
        raise Refused("Say what has to be seen for everybody to be confident.", clause="CTX-10", field="goals")
    _check_measures(new.measures)
    if new.scale is not None and new.scale not in SCALE:
        raise Refused("The scale runs from 0 to 10.", field="scale")
    check_review(new.review_on, today)
    if not is_first and not new.because.strip():
        raise Refused("Say what changed since the version before.", clause="CTX-10", field="because")
    for name in ("danger", "goals", "trusted_adults", "young_persons_words", "carers_words"):
        if len(getattr(new, name)) > LONGEST_WORDS:
            raise Refused(f"This must be {LONGEST_WORDS:,} characters or fewer.", field=name)


def _check_measures(measures: Sequence[NewPlanMeasure]) -> None:
    if not measures:
        raise Refused("Say at least one thing that is done, and by whom.", clause="CTX-10", field="measures")
    places = [one.place for one in measures]
    if set(places) - set(PlanPlace.values):
        raise Refused("Choose where this is done.", field="measures")
    if any(not one.what.strip() for one in measures):
        raise Refused("Say what is done, beside who does it.", field="measures")
    if max(map(places.count, places)) > MOST_MEASURES:
        raise Refused(f"At most {MOST_MEASURES} things for one place: more is not kept in mind.", field="measures")


def check_review(review_on: date | None, today: date) -> None:
    """A plan that nobody looks at again protects nobody; 31 days is our default, never the guide's."""
    latest = today + timedelta(days=LONGEST_UNTIL_REVIEW)
    if review_on is None:
        raise Refused("Say when the plan is looked at again.", clause="CTX-10", field="review_on")
    if review_on < today:
        raise Refused("The day of the review has passed already.", field="review_on")
    if review_on > latest:
        raise Refused(
            f"The plan is looked at again by {latest.day} {latest:%B %Y} at the latest: "
            f"{LONGEST_UNTIL_REVIEW} days is our default.",
            field="review_on",
        )


def check_fit_answer(because: str) -> None:
    """CTX-10: an answer says why, whichever it is."""
    if not because.strip():
        raise Refused("Say why it still fits, or what must change.", clause="CTX-10", field="because")


def copy_lines(
    warnings: Sequence[tuple[str, str]], *, warned_elsewhere: bool, mentioned: Sequence[Mentioned]
) -> tuple[GateLine, ...]:
    """SAF-8: what a plain copy waits for. `warnings` are the sentences of what must not be disclosed, and by whom.

    Nobody else's data leaves with it, and nothing leaves while somebody must not learn of the young person.
    """
    lines = [
        GateLine(False, sentence, f"{by}, who recorded it, or whoever keeps the record,", "SAF-8")
        for sentence, by in warnings
    ]
    if warned_elsewhere:
        words = "something about them must not be disclosed, and it is recorded where you cannot see it"
        lines.append(GateLine(False, words, "the lead", "SAF-8"))
    if not lines:
        lines.append(GateLine(True, "No warning stands that something must not be disclosed", clause="SAF-8"))
    if not mentioned:
        return (*lines, GateLine(True, "Nobody else of the incident is named in it", clause="SAF-8"))
    return (*lines, *(GateLine(False, one.sentence, "a new version without it", "SAF-8") for one in mentioned))


def check_copy(lines: Sequence[GateLine], recipient: str) -> None:
    """SAF-8: a copy names its recipient, holds nobody else's data, and waits while a do-not-disclose stands."""
    if not recipient.strip():
        raise Refused("Say whom the copy is for.", clause="SAF-8", field="recipient")
    refuse_unless(lines, CANNOT_COPY, clause="SAF-8")
