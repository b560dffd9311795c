"""How each question of a response stands, read in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery

from reachable.incidents.choices import Said, Where
from reachable.incidents.models import Whereabouts
from reachable.playbook.schema import Consideration as Asked
from reachable.playbook.schema import Playbook

from ..choices import UNFINISHED, ActionState, AnswerCode, Standing, needs_another_answer
from ..models import Action, Answer, Consideration, ToFindOut


class Counts(NamedTuple):
    """`not_known` are answered, and somebody finds out."""

    unanswered: int = 0
    not_known: int = 0
    total: int = 0


@dataclass(frozen=True)
class Question:
    """`answer` is the code that stands, empty while there is none; `record` its structured fields."""

    row: Consideration
    item: Asked
    answer: str
    record: Mapping[str, str]
    is_acted_on: bool
    was_acted_on: bool
    is_being_found_out: bool
    died: bool

    @property
    def letter(self) -> str:
        return self.row.about.letter if self.row.about else ""

    @property
    def is_running(self) -> bool:
        return self.row.strand.standing != Standing.STOPPED

    @property
    def is_unanswered(self) -> bool:
        """Never answered, or nobody does what the answer says is needed."""
        return not self.answer or needs_another_answer(
            self.answer, is_acted_on=self.is_acted_on, was_acted_on=self.was_acted_on
        )

    @property
    def is_not_known(self) -> bool:
        return self.answer == AnswerCode.NOT_YET_KNOWN

    @property
    def is_set_aside(self) -> bool:
        """About a young person who has died only what is still asked after a death waits for an answer.

        The sheet shows the rest as not asked, so that a mistake about the death loses no question. What the edition
        no longer asks waits for nobody either; what was answered stays.
        """
        return self.is_unanswered and not self.is_asked

    @property
    def is_asked(self) -> bool:
        return not self.item.retired and (self.item.after_death or not self.died)


def asked_now() -> QuerySet[Consideration]:
    """Considerations with what `question` reads of them; those of a young person known by another letter left out."""
    stands = Answer.objects.filter(consideration=OuterRef("pk")).order_by("-number")
    actions = Action.objects.filter(consideration=OuterRef("pk"))
    finding_out = ToFindOut.objects.filter(
        consideration=OuterRef("pk"), settled_at__isnull=True, action__state__in=UNFINISHED
    )
    return Consideration.objects.filter(about__now_known_as__isnull=True).annotate(
        answer_now=Subquery(stands.values("answer")[:1]),
        record_now=Subquery(stands.values("record")[:1]),
        is_acted_on=Exists(actions.filter(state__in=UNFINISHED)),
        was_acted_on=Exists(actions.filter(state=ActionState.DONE)),
        is_being_found_out=Exists(finding_out),
        **said_of("about"),
    )


def said_of(young_person: str) -> dict[str, Subquery]:
    """What `has_died` reads, as annotations; `young_person` is the path to the involvement."""
    said = Whereabouts.objects.filter(involvement=OuterRef(young_person)).order_by("-number")
    return {"where_now": Subquery(said.values("where")[:1]), "relation_now": Subquery(said.values("relation")[:1])}


def has_died(row: Model) -> bool:
    """A death that is only said against something else is not settled: everything goes on being asked."""
    found = vars(row)
    return bool(found["where_now"] == Where.DIED and found["relation_now"] != Said.CONTRADICTS)


def question(row: Consideration, playbook: Playbook) -> Question:
    """Of a row of `asked_now`."""
    found = vars(row)
    return Question(
        row=row,
        item=playbook.consideration(row.code)[1],
        answer=found["answer_now"] or "",
        record=found["record_now"] or {},
        is_acted_on=found["is_acted_on"],
        was_acted_on=found["was_acted_on"],
        is_being_found_out=found["is_being_found_out"],
        died=has_died(row),
    )
