"""The rows of a safety plan, for callers who have found the incident for the professional.

What was written of a letter that turned out to be the same young person is read with it: the version written last
stands, whichever letter it was written of.
"""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from reachable.incidents.models import Involvement

from ..choices import Fit
from ..models import FitQuestion, SafetyPlan
from ..policies.plan import NewPlanMeasure, PlanText


def of_them(young_id: int, path: str = "involvement") -> Q:
    return Q(**{path: young_id}) | Q(**{f"{path}__now_known_as": young_id})


def versions_of(young: Involvement) -> list[SafetyPlan]:
    """In the order in which they were written, with who and with what is done; two statements."""
    rows = SafetyPlan.objects.filter(of_them(young.pk)).select_related("by", "involvement")
    return list(rows.prefetch_related("measures").order_by("at", "pk"))


def text_of(plan: SafetyPlan) -> PlanText:
    """Of a row of `versions_of`."""
    rows = sorted(plan.measures.all(), key=lambda one: one.position)
    names = (
        "danger", "goals", "scale", "scale_by", "trusted_adults", "young_persons_words", "carers_words", "agreed_with",
        "review_on", "because",
    )  # fmt: skip
    measures = tuple(NewPlanMeasure(one.place, one.what, one.who) for one in rows)
    return PlanText(measures=measures, **{name: getattr(plan, name) for name in names})


def standing_plans(involvement_ids: Iterable[int]) -> list[SafetyPlan]:
    """The version that stands of each of these letters, with its incident; one statement."""
    wanted = set(involvement_ids)
    among = Q(involvement__in=wanted) | Q(involvement__now_known_as__in=wanted)
    rows = SafetyPlan.objects.filter(among).select_related("incident", "involvement__now_known_as", "by")
    last: dict[int, SafetyPlan] = {}
    for row in rows.order_by("at", "pk"):
        last[row.involvement.now_known_as_id or row.involvement_id] = row
    return list(last.values())


def with_standing(questions: QuerySet[FitQuestion]) -> QuerySet[FitQuestion]:
    """Each with whether it waits: unanswered and no version written since, or answered "not fit" and none since.

    What was asked because of a report that turned out to be of the same event is no question any more.
    """
    home = Coalesce("involvement__now_known_as", "involvement")
    theirs = SafetyPlan.objects.annotate(home=Coalesce("involvement__now_known_as", "involvement"))
    later = theirs.filter(home=OuterRef("home"), pk__gt=OuterRef("plan"))
    own = Coalesce("involvement__incident__joined_into", "involvement__incident")
    return (
        questions.annotate(home=home, own=own, elsewhere=Coalesce("other__joined_into", "other"))
        .filter(Q(elsewhere__isnull=True) | ~Q(elsewhere=F("own")))
        .annotate(
            written_since=Exists(later.filter(at__gte=OuterRef("asked_at"))),
            paid=Exists(later.filter(at__gte=OuterRef("answered_at"))),
        )
        .select_related("other__joined_into", "link", "answered_by", "plan__by", "involvement__now_known_as")
    )


WAITS = Q(answer="", written_since=False) | Q(answer=Fit.NOT_FIT, paid=False)


def is_open(row: FitQuestion) -> bool:
    """Nobody answered, and no version was written since. Of a row of `with_standing`."""
    return not row.answer and not vars(row)["written_since"]


def owes_version(row: FitQuestion) -> bool:
    return row.answer == Fit.NOT_FIT and not vars(row)["paid"]
