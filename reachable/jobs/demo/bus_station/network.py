"""The network around the main incident as the team recorded it: about forty people, two groups, honest gaps."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents import queries as seen
from reachable.incidents.choices import GroupStance, RowDecision
from reachable.incidents.partner_lists.staged import look_through
from reachable.people import queries as people
from reachable.people.choices import InformationGrade, SourceClass, SourceGrade, Stage
from reachable.people.matching import Entry, NotTheSame, PossibleMatches
from reachable.people.provenance import Provenance
from reachable.responses import operations
from reachable.responses.choices import DispositionCode

from ..telling import Telling, To, born
from ..times import Since, some_of
from .around import FAMILIES, FRIENDS, GROUP_LINKS, LARKFIELD, OTHER_SIDE, TIES, WHARF, Somebody, Tie

NOW, WORKER, NOTHING = DispositionCode.SAFEGUARD_NOW, DispositionCode.OWN_WORKER, DispositionCode.NO_ACTION_NOW
# What was decided about whom, by whom, why, and through which worker; the rest still waits for an answer.
ANSWERS = (
    ("priya", "Kofi", WORKER, "Eight, at home; nobody has watched who comes to the door.", "Priya Shah, social worker"),
    ("priya", "Poppy", WORKER, "In the same form as Ella; kept in at lunch.", "Shona, safeguarding lead"),
    ("hana", "Tyrell", WORKER, "He was to be there, and his name is in the threats.", "Tomasz's team"),
    ("hana", "Lukas", WORKER, "Seen with Dovydas; at risk of being blamed, and of going back.", "Yusuf's team"),
    ("hana", "Alfie", NOTHING, "Away with his father until Sunday; asked again then.", ""),
    ("dele", "Ugnė", WORKER, "Followed home last week; a neighbour walks with her.", "The family support worker"),
)  # fmt: skip
CONTESTED = (
    ("D", "Dovydas says that he was asked to carry something once, and refused.", "Dovydas, through his solicitor"),
    ("B", "His aunt has heard of no such thing, and nobody else has.", "Denise Larter, his aunt"),
)
LIST = (
    "MACE: young people seen around the bus station this month\n"
    "First name,Last name,D.O.B.,Reason,Warnings,PNC\n"
    "Oluwaseun,Adeyemi,14/02/2011,Spoken to on the evening with two others,NONE,\n"
    "Daria,Ionescu,03/09/2010,In the clip; left before it happened,,\n"
    "Ryan,Utting,22/06/2010,Asked a shopkeeper where Kai lives,WEAPONS,18/123456K\n"
    "Shanelle,Grant,30/11/2011,Was hurt in a scuffle the week before,,\n"
    "Sabir,Rahman,12/01/2010,Named in a message about Saturday,,\n"
    "Vakaris,Jonaitis,08/07/2011,In the clip; seems frightened,,\n"
)
WAITING = (
    "Surname;Forename;DOB;Why\n"
    "Kazlauskas;Lucas;;Was with Mateusz at the bus station\n"
    "Brandt / Okafor;Mia / Ada;12/03/2011;Were asked to pass something on\n"
    ";;31/02/2010;A girl they call Shy\n"
    "Sizer;Alfie;;Left with Jay\n"
)


def tell(told: Telling, since: Since) -> None:
    when = some_of(since.day, 0.15, 0.6)
    _Network(told, since).tell(
        why="Threats went both ways before and after. Find who is close to either side and may be hurt or drawn in.",
        first=when(0),
        last=when(1),
    )


class _Network:
    """Whom the story calls by a letter or a given name, by their keys."""

    def __init__(self, told: Telling, since: Since) -> None:
        self.told, self.since = told, since
        self.known: dict[str, UUID] = {}

    def tell(self, *, why: str, first: datetime, last: datetime) -> None:
        hana, half = self.told.cast["hana"], first + (last - first) / 2
        for letter, line in self.told.lines("hana", first).items():
            self.known[letter] = line.person_key
        incidents.map_network(by=hana, at=first, reference=self.told.reference, words=why, seen_number=0)
        everybody = (*FAMILIES, *FRIENDS, *OTHER_SIDE)
        for number, somebody in enumerate(everybody):
            self._add(somebody, first + (half - first) * number / len(everybody))
        said = (*TIES, *GROUP_LINKS)
        for number, tie in enumerate(said):
            self._say(tie, half + (last - half) * number / len(said))
        self._groups(last)
        self._contested(last)
        self._list(last)
        self._answers(self.since.day(0.7))

    def _common(self, who: str, at: datetime) -> dict[str, Any]:
        return {"by": self.told.cast[who], "at": at, "reference": self.told.reference}

    def _on(self, at: datetime, days: int) -> date:
        return clock.local_date(at) - timedelta(days=days)

    def _add(self, somebody: Somebody, at: datetime) -> None:
        entry = Entry(
            given_names=somebody.given,
            family_name=somebody.family,
            date_of_birth=born(self.told.now, somebody.years, somebody.days) if somebody.days else None,
            approximate_age=None if somebody.days else somebody.years,
            stage=Stage.ADULT if somebody.adult else Stage.YOUNG_PERSON,
        )
        said = Provenance(
            source=somebody.source,
            told_by=somebody.told_by or self.told.cast[somebody.who].name,
            observed_on=self._on(at, somebody.seen),
            words=somebody.words,
        )
        given: dict[str, Any] = {
            **self._common(somebody.who, at),
            "why": somebody.why,
            "named_at_risk": somebody.at_risk,
            "provenance": said,
            "connected_to": self.known[somebody.to],
            "kind": somebody.kind,
        }
        try:
            row = incidents.add_to_network(**given, entry=entry)
        except PossibleMatches:  # a twin, a namesake: whoever records it knows them
            row = incidents.add_to_network(**given, entry=replace(entry, answer=NotTheSame()))
        self.known[somebody.given] = people.current_person_keys([row.record_id])[row.record_id]

    def _say(self, tie: Tie, at: datetime) -> None:
        said = Provenance(
            source=tie.source,
            told_by=tie.told_by or self.told.cast[tie.who].name,
            source_protected=tie.protected,
            source_grade=tie.grade[0],
            information_grade=tie.grade[1],
            handling=tie.handling,
            observed_on=self._on(at, tie.seen),
            words=tie.words,
            review_on=self._on(at, -tie.lasts) if tie.lasts else None,
        )
        common = self._common(tie.who, at) | {"provenance": said}
        if tie.other in (LARKFIELD, WHARF):
            incidents.link_to_group(**common, person=self.known[tie.one], group_name=tie.other)
        else:
            incidents.associate(**common, one=self.known[tie.one], other=self.known[tie.other], kind=tie.kind)

    def _groups(self, at: datetime) -> None:
        said = Provenance(
            source=SourceClass.WRITTEN,
            told_by="what both post",
            source_grade=SourceGrade.RELIABLE,
            information_grade=InformationGrade.KNOWN_DIRECTLY,
            observed_on=self._on(at, 6),
            words="Each posts the other's name crossed out since the summer.",
        )
        names: dict[str, Any] = {"one_name": LARKFIELD, "other_name": WHARF, "stance": GroupStance.OPPOSING}
        incidents.relate_groups(**self._common("maggie", at), **names, provenance=said)

    def _contested(self, at: datetime) -> None:
        """What the young people and those who know them say against it, kept beside it."""
        hana, contest = self.told.cast["hana"], incidents.contest
        edges = seen.network(hana, self.told.reference, at).edges
        links = {(edge.one, edge.about): edge for edge in edges}
        for name, words, by in CONTESTED:
            edge = links[self.known[name], "group-link"]
            contest(**self._common("priya", at), about=edge.about, key=edge.key, words=words, contested_by=by)

    def _list(self, at: datetime) -> None:
        """Maggie's list: read, checked and brought in; a second one waits for somebody to check it."""
        self._read(LIST, at)
        common = self._common("maggie", at)
        one = seen.lists_of(self.told.cast["maggie"], self.told.reference, at)[0]
        view = seen.partner_list(self.told.cast["maggie"], self.told.reference, one.key, at)
        unsure = {row.id: (RowDecision.NOT_SURE, None) for row in view.rows if not row.decision}
        kept = incidents.decide_rows(**common, key=one.key, decisions=unsure, seen_version=view.version)
        incidents.confirm_list(**common, key=one.key, seen_version=kept.version)
        while not incidents.write_some(**common, key=one.key).is_finished:
            pass
        self._read(WAITING, at + timedelta(minutes=5))

    def _read(self, text: str, at: datetime) -> None:
        maggie, reference = self.told.cast["maggie"], self.told.reference
        staged = look_through(text.encode(), "list.csv")
        one = incidents.stage_list(
            **self._common("maggie", at),
            staged=staged,
            purpose="Who else may be hurt or drawn in before the weekend",
            relevance="",
            from_agency="MACE police, Norwich",
            source=SourceClass.WRITTEN,
        )
        rows, skipped = seen.find_rows(maggie, reference, staged.table, staged.columns, at)
        incidents.settle_columns(
            **self._common("maggie", at),
            key=one.key,
            table=staged.table,
            columns=staged.columns,
            rows=rows,
            skipped=skipped,
            seen_version=one.version,
        )

    def _answers(self, at: datetime) -> None:
        for who, name, code, because, worker in ANSWERS:
            given: dict[str, Any] = {"person_key": self.known[name], "code": code, "because": because, "worker": worker}
            operations.dispose(**self._common(who, at), **given, seen_number=0)
        watch = To("shona", "Tell Poppy's and Ella's form tutor what to look out for, and nothing else", 5)
        self.told.add("hana", at, watch)
