"""Words about a place, looked at before they are saved: they name nobody of the incidents that it is linked to."""

from collections.abc import Collection, Mapping
from datetime import datetime

from reachable.directory.models import Professional

from ..choices import ContextKind
from ..models import Context
from ..naming import named_in
from ..policies.places import check_names_nobody

LABELS = {
    "name": "What it is called",
    "where": "Where it begins and ends",
    "when": "When",
    "harms": "What happens there",
    "because": "Why",
    "young_people": "What young people need there",
    "guardianship": "Who looks out for them",
    "environment": "The place itself",
    "views": "What young people say",
    "not_known": "What is not known",
    "goal": "The goal",
    "measured_by": "How it is measured",
    "who": "Who can bring it about",
    "words": "What is new",
    "accepted_by": "Who has taken it on",
}
OF_ASSESSMENT = ("young_people", "guardianship", "environment", "views", "not_known")


def check_words(
    context: Context,
    written: Mapping[str, str],
    *,
    by: Professional,
    at: datetime,
    said_nobody: Collection[str] = (),
    also: Collection[int] = (),
) -> None:
    """Against the people of every incident that it is or was linked to, and of `also`, which it is about to be."""
    linked = set(context.incidents.values_list("incident_id", flat=True)) if context.pk else set()
    is_place = context.kind in (ContextKind.PLACE, ContextKind.SCHOOL)
    own = [words for words in (context.name, context.where) if words] if is_place else []
    check_names_nobody(named_in(written, linked | set(also), at, own=own, by=by), LABELS, said_nobody)


def standing_words(context: Context) -> dict[str, str]:
    """What is written of it now, by field: whoever links another incident answers for all of it."""
    said = {"name": context.name, "where": context.where, "when": context.when, "harms": context.harms}
    last = context.assessments.order_by("-number").first()
    if last is not None:
        said |= {field: getattr(last, field) for field in OF_ASSESSMENT}
    goals = context.goals.values_list("goal", "measured_by", "who")
    said["goal"] = "\n".join(words for row in goals for words in row)
    codes = context.answers.order_by("code", "-number").values_list("code", "because")
    revisits = context.revisits.values_list("words", flat=True)
    said["words"] = "\n".join([*(because for _, because in codes), *revisits])
    return {field: words for field, words in said.items() if words.strip()}
