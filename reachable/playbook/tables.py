"""Lists that rooms work down: levels of screening, tools of disruption, criteria, the days of a review."""

from typing import Literal

from .words import ClauseId, Code, Frozen, Paragraph, Sentence, Title

UsedOn = Literal["young-person", "adult", "place"]


class Level(Frozen):
    """A level of risk of exploitation: a judgement with reasons, never a count. `means` is what the level says."""

    code: Code
    title: Title
    means: Paragraph
    review_weeks: int | None = None  # our default until the next review; None where none is called for
    clauses: tuple[ClauseId, ...] = ()
    source: Paragraph = ""


class Listed(Frozen):
    """One line of a list that is answered: a domain of screening, a criterion, a question about a place."""

    code: Code
    title: Sentence
    why: Paragraph = ""
    clauses: tuple[ClauseId, ...] = ()
    source: Paragraph = ""


class Tool(Frozen):
    """A measure that disrupts harm. `consults`: kinds of agency that are asked first where it is on a young person."""

    code: Code
    title: Title
    basis: Sentence
    used_on: tuple[UsedOn, ...]
    note: Paragraph = ""
    consults: tuple[Code, ...] = ()
    is_order: bool = False  # a court or the police set conditions
    review_weeks: int = 4
    in_force: bool = True  # False: check whether it has been commenced
    clauses: tuple[ClauseId, ...] = ()
    source: Paragraph = ""


class ReviewDay(Frozen):
    """One step of the timetable of a rapid review: owed by the end of working day `day` after the notification."""

    code: Code
    title: Sentence
    day: int
    who: Title
    source: Paragraph = ""


class Tables(Frozen):
    """Each list is empty in an edition that is older than it."""

    levels: tuple[Level, ...] = ()
    screening: tuple[Listed, ...] = ()
    tools: tuple[Tool, ...] = ()
    criteria: tuple[Listed, ...] = ()  # of the serious incident notification
    review_days: tuple[ReviewDay, ...] = ()
    review_purposes: tuple[Listed, ...] = ()
    principles: tuple[Listed, ...] = ()  # of a release to the media
    briefing_prompts: tuple[Listed, ...] = ()
    context_questions: tuple[Listed, ...] = ()
    context_sides: tuple[Listed, ...] = ()
    map_times: tuple[Listed, ...] = ()
    supports: tuple[Listed, ...] = ()
    settling: tuple[Listed, ...] = ()  # what must be settled before business as usual

    def level(self, code: str) -> Level | None:
        return next((one for one in self.levels if one.code == code), None)

    def tool(self, code: str) -> Tool | None:
        return next((one for one in self.tools if one.code == code), None)
