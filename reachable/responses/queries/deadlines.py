"""The deadlines of the edition in force, and those that were set on screen in their place."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.playbook import due as due_text
from reachable.playbook.schema import Consideration as Item
from reachable.playbook.schema import Due, Playbook, Strand

from .. import editions
from ..audiences import may_run_from
from ..choices import SETTLED, Standing
from ..deadlines import NONE, Rule, rule_for
from ..models import Consideration, DeadlineRule

FACTS = {  # what a deadline may run from, as people say it
    "report": "the report to us",
    "opening": "the question was first asked",
    "awareness": "the authority became aware",
    "incident": "the incident itself",
    "discussion": "the end of the strategy discussion",
    "complex-discussion": "the end of the complex strategy discussion",
    "notification": "the serious incident notification was sent",
    "media-interest": "the media asked, or something was to be released",
    "stabilisation": "the first response has eased",
    "admission": "they came into hospital",
    "discharge": "they are expected to leave hospital",
    "arrest": "they were arrested",
    "charge": "they were charged",
    "court": "their next hearing begins",
    "remand": "a court remanded them",
    "referral": "their referral to the children's front door",
    "police-protection": "police took them into protection",
    "missing": "they were found to be missing",
    "return": "they were found or came back",
    "death": "they died",
    "contact-proposed": "contact with them was first proposed",
}
_LIE_AHEAD = ("court", "discharge")  # what something can be owed before


@dataclass(frozen=True)
class RuleSet:
    """Who put a deadline in the place of the playbook's, or gave the item that of the playbook back, and why."""

    number: int
    text: str  # empty: back to the playbook
    words: str
    kind: str
    by: str
    at: datetime
    because: str


@dataclass(frozen=True)
class DeadlineLine:
    """An item and its deadline as it is asked now; `words` empty where it has none. `set_by` where not the playbook's.

    `number` is that of the latest rule set on screen, 0 while there was none.
    """

    code: str
    ask: str
    strand: str
    about: str
    rule: str
    words: str
    kind: str
    source: str
    edition: str
    in_playbook: str
    is_statutory: bool  # set by law, here or in the playbook
    set_by: RuleSet | None
    number: int


@dataclass(frozen=True)
class DeadlineView:
    """`offered` are the facts from which it may run: ("after report", "after the report to us")."""

    line: DeadlineLine
    history: tuple[RuleSet, ...]  # newest first
    offered: tuple[tuple[str, str], ...]
    amount: int
    unit: str
    runs_from: str
    still_open: int


@dataclass(frozen=True)
class DeadlinesView:
    edition: str
    lines: tuple[DeadlineLine, ...]
    may_edit: bool


@lru_cache(maxsize=512)
def in_words(text: str) -> str:
    """24 hours after the report to us; empty for no deadline."""
    if not text:
        return ""
    due = Due.model_validate(text)
    many, unit = (due.hours, "hour") if due.hours is not None else (due.working_days, "working day")
    side = "before" if due.before else "after"
    return f"{many} {unit}{'' if many == 1 else 's'} {side} {FACTS.get(due.after, due.after)}"


def deadlines(professional: Professional) -> DeadlinesView:
    """Of every item that is asked, in the order of the guide; one statement."""
    playbook = editions.in_force()
    rows = _rows(playbook)
    lines = (
        _line(strand, item, rows.get(item.code, [])) for strand in playbook.strands.values() for item in strand.asked
    )
    return DeadlinesView(playbook.edition_name, tuple(lines), professional.holds(Permission.EDIT_DEADLINES))


def deadline(professional: Professional, code: str, at: datetime) -> DeadlineView:
    playbook = editions.in_force()
    try:
        strand, item = playbook.consideration(code)
    except KeyError:
        raise NotFound("item") from None
    if item.retired:
        raise NotFound("item")
    rows = _rows(playbook, code).get(code, [])
    line = _line(strand, item, rows)
    due = Due.model_validate(line.rule) if line.rule else None
    return DeadlineView(
        line=line,
        history=tuple(_set(row) for row in reversed(rows)),
        offered=_offered(item),
        amount=(due.hours or due.working_days or 0) if due else 0,
        unit="working days" if due and due.working_days else "hours",
        runs_from=f"{'before' if due.before else 'after'} {due.after}" if due else "after report",
        still_open=still_open(professional, code, at),
    )


def still_open(professional: Professional, code: str, at: datetime) -> int:
    """Questions with a deadline, in incidents that this reader may open, that nobody has settled: they keep it."""
    asked = Consideration.objects.filter(code=code, strand__response__incident__in=access.visible(professional, at))
    asked = asked.filter(access.readable(professional, at, "strand__response__incident"))
    running = asked.exclude(strand__standing=Standing.STOPPED).exclude(due_rule="")
    return running.exclude(answers__answer__in=SETTLED).distinct().count()


def _rows(playbook: Playbook, code: str = "") -> dict[str, list[DeadlineRule]]:
    rows = DeadlineRule.objects.filter(county=playbook.county).select_related("by").order_by("number")
    found: dict[str, list[DeadlineRule]] = {}
    for row in rows.filter(code=code) if code else rows:
        found.setdefault(row.code, []).append(row)
    return found


def _line(strand: Strand, item: Item, rows: list[DeadlineRule]) -> DeadlineLine:
    stands = rows[-1] if rows and rows[-1].text else None
    own = rule_for(item, {})
    rule = Rule(stands.text, stands.kind, stands.source, stands.edition) if stands else own
    return DeadlineLine(
        code=item.code,
        ask=item.ask,
        strand=strand.title,
        about=item.about,
        rule=rule.text,
        words=in_words(rule.text),
        kind=rule.kind,
        source=rule.source,
        edition=rule.edition,
        in_playbook="" if own == NONE else in_words(own.text),
        is_statutory="statutory" in (rule.kind, own.kind),
        set_by=_set(stands) if stands else None,
        number=rows[-1].number if rows else 0,
    )


def _set(row: DeadlineRule) -> RuleSet:
    return RuleSet(row.number, row.text, in_words(row.text), row.kind, row.by.name, row.at, row.because)


def _offered(item: Item) -> tuple[tuple[str, str], ...]:
    """What is asked about the incident cannot wait for one young person, nor for what its readers may not read."""
    facts = [fact for fact in FACTS if item.about != "incident" or fact not in due_text.OF_ONE_YOUNG_PERSON]
    facts = [fact for fact in facts if may_run_from(item, fact)]
    after = [(f"after {fact}", f"after {FACTS[fact]}") for fact in facts]
    before = [(f"before {fact}", f"before {FACTS[fact]}") for fact in facts if fact in _LIE_AHEAD]
    return (*after, *before)
