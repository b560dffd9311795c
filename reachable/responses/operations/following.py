"""The strands follow the facts: one operation opens, stops and runs again what they call for, and starts the clocks.

It asks what is so and never what just changed, so that it may run after any happening, in any order and as often.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from reachable.audit.log import record
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.choices import SIGNED, Audience, Phase
from reachable.incidents.models import Incident, Involvement
from reachable.playbook.schema import Consideration as Asked
from reachable.playbook.schema import Playbook
from reachable.playbook.schema import Strand as StrandOfGuide

from .. import deadlines, editions
from ..audiences import audience_of, audience_of_strand
from ..choices import SETTLED, Standing
from ..models import Answer, Consideration, Response, Strand, StrandStanding
from ..queries.known import facts_of
from ..triggers import TRIGGERS, IncidentFacts

_RUNS_AS = {Phase.PROVISIONAL: Standing.PROVISIONAL, **dict.fromkeys(SIGNED, Standing.CONFIRMED)}
_OPENED_AS = {Phase.PROVISIONAL: "Opened, provisional", **dict.fromkeys(SIGNED, "Opened")}
NO_LONGER = "What opened it no longer stands: it was corrected, something else was chosen, or a link was ended."


@dataclass
class _Following:
    """What one run knows and passes on."""

    response: Response
    playbook: Playbook
    facts: IncidentFacts
    by: Professional
    at: datetime
    involved: list[Involvement]
    letters: dict[int, str]
    now: dict[int, int]  # of a letter that was found to be the same young person as another
    strands: list[Strand] = field(default_factory=list)
    is_new: bool = False

    @property
    def incident(self) -> Incident:
        return self.response.incident


def follow(incident: Incident, because: str, *, by: Professional, at: datetime, new: Response | None = None) -> None:
    """`because` is why strands that run otherwise afterwards do so: "The definition was signed.".

    `new` is the response that the caller has just made: nothing of it needs to be read.
    """
    response = new or Response.objects.select_related("edition").get(incident=incident)
    response.incident = incident
    everybody = list(incident.involvements.select_related("merging").order_by("position"))
    involved = [young for young in everybody if young.now_known_as_id is None]
    one = _Following(
        response=response,
        playbook=editions.of(response.edition),
        facts=facts_of(incident, at, everybody, just_reported=new is not None),
        by=by,
        at=at,
        involved=involved,
        letters={young.pk: young.letter for young in everybody},
        now={young.pk: young.now_known_as_id for young in everybody if young.now_known_as_id},
        strands=[] if new else list(Strand.objects.filter(response=response).order_by("pk")),
        is_new=new is not None,
    )
    _stand(one, because)
    opened = _open(one)
    _ask(one)
    if not one.is_new:
        _set_clocks(one)
    _tell(one, opened, "strands-opened", _OPENED_AS.get(Phase(incident.phase), "Opened, and stopped with the incident"))


def _wanted(one: _Following) -> list[tuple[StrandOfGuide, Involvement | None]]:
    """The strands whose trigger holds over the facts that stand, each about the incident or one young person."""
    found: list[tuple[StrandOfGuide, Involvement | None]] = []
    for guide in one.playbook.strands.values():
        trigger = TRIGGERS[guide.opens]
        abouts: Sequence[Involvement | None] = one.involved if trigger.about == "young-person" else [None]
        found += [(guide, about) for about in abouts if trigger.holds(one.facts, about.pk if about else None)]
    return found


def _stand(one: _Following, because: str) -> None:
    """As the incident runs, so does each strand; one that nothing calls for any longer is stopped."""
    wanted = {(guide.code, about.pk if about else None) for guide, about in _wanted(one)}
    runs_as = _RUNS_AS.get(Phase(one.incident.phase), Standing.STOPPED)
    some_run = any(strand.standing == runs_as != Standing.STOPPED for strand in one.strands)
    changed: list[tuple[Strand, str]] = []
    again: list[Strand] = []
    for strand in one.strands:
        is_wanted = (strand.code, strand.about_id) in wanted
        standing = runs_as if is_wanted else Standing.STOPPED
        if strand.standing == standing:
            continue
        if strand.standing == Standing.STOPPED and some_run:
            again.append(strand)
        strand.standing = standing
        changed.append((strand, because if is_wanted or runs_as == Standing.STOPPED else _why_no_longer(one, strand)))
    if not changed:
        return
    Strand.objects.bulk_update([strand for strand, _ in changed], ["standing"])
    _write_standings(one, changed)
    # What the definition stops and runs again as a whole is told where it is signed.
    _tell(one, [strand for strand, why in changed if why != because], "strands-stopped", "No longer called for")
    _tell(one, again, "strands-run-again", "Called for again")


def _why_no_longer(one: _Following, strand: Strand) -> str:
    now = one.now.get(strand.about_id or 0)
    if now is None:
        return NO_LONGER
    letter, standing = one.letters[strand.about_id or 0], one.letters[now]
    return f"{letter} is now {standing}: what is asked about {letter} is asked about {standing}."


def _open(one: _Following) -> list[Strand]:
    there = {(strand.code, strand.about_id) for strand in one.strands}
    standing = _RUNS_AS.get(Phase(one.incident.phase), Standing.STOPPED)
    opened = Strand.objects.bulk_create(
        Strand(
            response=one.response,
            code=guide.code,
            about=about,
            standing=standing,
            opened_at=one.at,
            opened_by=one.by,
        )
        for guide, about in _wanted(one)
        if (guide.code, about.pk if about else None) not in there
    )
    if opened:
        _write_standings(one, [(strand, _why_open(strand, one.playbook)) for strand in opened], is_new=True)
        one.strands += opened
    return opened


def _why_open(strand: Strand, playbook: Playbook) -> str:
    """What its trigger says, as a sentence."""
    says = TRIGGERS[playbook.strands[strand.code].opens].says
    return f"{says[:1].upper()}{says[1:]}."


def _write_standings(one: _Following, changed: Sequence[tuple[Strand, str]], *, is_new: bool = False) -> None:
    latest: dict[int, int] = {}
    if not is_new:
        taken = StrandStanding.objects.filter(strand__in=[strand for strand, _ in changed])
        for strand_id, number in taken.values_list("strand_id", "number"):
            latest[strand_id] = max(number, latest.get(strand_id, 0))
    StrandStanding.objects.bulk_create(
        StrandStanding(
            strand=strand,
            number=latest.get(strand.pk, 0) + 1,
            standing=strand.standing,
            because=because,
            by=one.by,
            at=one.at,
        )
        for strand, because in changed
    )


def _ask(one: _Following) -> None:
    """Everything that the open strands ask and nobody was asked yet: new strands, new young people, new items."""
    asked: set[tuple[int, str, int | None]] = set() if one.is_new else _asked_already(one)
    owed = [
        (strand, item, about)
        for strand in one.strands
        for item in one.playbook.strands[strand.code].asked
        for about in _abouts(strand, item, one.involved)
        if (strand.pk, item.code, about.pk if about else None) not in asked
    ]
    if not owed:
        return
    rules = deadlines.rules_set(one.playbook.county)
    Consideration.objects.bulk_create(
        _asking(strand, item, about, deadlines.rule_for(item, rules), one) for strand, item, about in owed
    )


def _asked_already(one: _Following) -> set[tuple[int, str, int | None]]:
    there = Consideration.objects.filter(strand__response=one.response)
    return set(there.values_list("strand_id", "code", "about_id"))


def _abouts(strand: Strand, item: Asked, involved: list[Involvement]) -> Iterable[Involvement | None]:
    if item.about == "incident":
        return [None]
    if strand.about_id is None:
        return involved
    return [about for about in involved if about.pk == strand.about_id]


def _asking(
    strand: Strand, item: Asked, about: Involvement | None, rule: deadlines.Rule, one: _Following
) -> Consideration:
    return Consideration(
        strand=strand,
        code=item.code,
        about=about,
        due_at=deadlines.due_at(
            rule.text, one.facts, about.pk if about else None, asked_at=one.at, readers=audience_of(item)
        ),
        due_rule=rule.text,
        due_kind=rule.kind,
        due_source=rule.source,
        due_edition=rule.edition,
        audience=audience_of(item),
        opened_at=one.at,
    )


def _set_clocks(one: _Following) -> None:
    """Each question that nobody has answered is owed as the facts that stand now say, whatever order they came in.

    What is answered keeps the time that it was owed by, and with it whether it was late. A deadline that waited for
    its fact starts even so: the answer may lose its action and be owed again.
    """
    answered = Answer.objects.filter(consideration=OuterRef("pk"), answer__in=SETTLED)
    timed = Consideration.objects.filter(strand__response=one.response).exclude(due_rule="")
    changed = []
    for row in timed.filter(Q(due_at__isnull=True) | ~Exists(answered)):
        when = deadlines.due_at(row.due_rule, one.facts, row.about_id, asked_at=row.opened_at, readers=row.audience)
        if when != row.due_at:
            row.due_at = when
            changed.append(row)
    if changed:
        Consideration.objects.bulk_update(changed, ["due_at"])


def _tell(one: _Following, strands: list[Strand], verb: str, says: str) -> None:
    """One line of the timeline for those who may read of it; a strand of a narrower audience has a line of its own."""
    if not strands:
        return
    lines: dict[Audience, list[str]] = {}
    for strand in strands:
        guide = one.playbook.strands[strand.code]
        letter = f" ({one.letters[strand.about_id]})" if strand.about_id else ""
        lines.setdefault(audience_of_strand(guide), []).append(f"{guide.title}{letter}")
    for audience, titles in lines.items():
        words = f"{says}: {', '.join(titles)}."
        timeline.write(one.incident, verb, words, by=one.by, at=one.at, audience=audience)
    codes = {"strands": [strand.code for strand in strands], "edition": one.response.edition.content_hash}
    record(verb, by=one.by, at=one.at, incident=one.incident.reference, codes=codes)
