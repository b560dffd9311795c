"""What the page about the safety of one young person shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from reachable.common import clock
from reachable.incidents.choices import Audience, FactKind, Where
from reachable.incidents.queries import FactLine, Heading, KindToRecord, YoungPersonLine
from reachable.responses.queries import ActionLine, SafeToReturn
from reachable.safety.queries import ClearanceLine, MeasureLine, PlanLine
from reachable.web.shared.page import Look, Page

from .. import next_steps
from ..next_steps import NextStep


@dataclass(frozen=True)
class Section:
    """Facts of some kinds. `about_all` are those that were said of the incident as a whole."""

    code: str
    title: str
    why: str
    kinds: tuple[KindToRecord, ...]
    own: tuple[FactLine, ...]
    about_all: tuple[FactLine, ...]


_SECTIONS = (
    (
        "threats",
        "Threats and weapons",
        "What is said against them, and what could be used. A new one ends every clearance for contact.",
        (FactKind.NEW_THREAT, FactKind.WEAPON_KNOWN),
    ),
    (
        "home",
        "Who is there, and the address",
        "Who stays with them now, and whether those who may do harm know where. No address is written here.",
        (FactKind.WHO_IS_THERE, FactKind.ADDRESS_KNOWN),
    ),
    (
        "social-media",
        "Seen on social media",
        "How it came to somebody, and where a copy is held. No pictures are kept here.",
        (FactKind.SOCIAL_MEDIA_SEEN,),
    ),
    ("contacts", "Contacts made", "Who reached them, how, and whether they talked.", (FactKind.CONTACT_MADE,)),
)
_REPORTED = ("Threats made", "Weapon", "Social media", "Anybody still in danger")


@dataclass(frozen=True)
class Safety(Page):
    """`facts` are those of this part, newest first, as this reader may read them: about everybody and the incident.

    `reported` is what the report says; `warnings` whom something must not reach. `plan` is None without one.
    """

    template: ClassVar[str] = "safety/safety.html"
    nav: ClassVar[str] = "incidents"
    heading: Heading
    line: YoungPersonLine
    at: datetime
    reported: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    facts: tuple[FactLine, ...]
    kinds: tuple[KindToRecord, ...]
    returning: SafeToReturn | None
    clearances: tuple[ClearanceLine, ...]
    measures: tuple[MeasureLine, ...]
    plan: PlanLine | None
    reads_plans: bool
    actions: tuple[ActionLine, ...]

    @property
    def title(self) -> str:
        return f"Safety of {self.line.label}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.line.person_key,)),)

    @property
    def reads_threat_to_life(self) -> bool:
        return Audience.THREAT_TO_LIFE in self.heading.audiences

    @property
    def threat_to_life(self) -> tuple[FactLine, ...]:
        return self._said((FactKind.THREAT_TO_LIFE,))

    @property
    def decided_last(self) -> FactLine | None:
        """What stands of a threat to life."""
        return next_steps.standing(self.threat_to_life)

    @property
    def review_on(self) -> date | None:
        return next_steps.day_of(self.decided_last, "review-on") if self.decided_last else None

    @property
    def is_review_due(self) -> bool:
        return self.review_on is not None and self.review_on <= clock.local_date(self.at)

    @property
    def next(self) -> tuple[NextStep, ...]:
        return next_steps.next_steps(
            next_steps.Known(
                reference=self.heading.reference,
                key=self.line.key,
                died=self.line.where == Where.DIED,
                threat_to_life=self.threat_to_life if self.reads_threat_to_life else None,
                social_media=self._said((FactKind.SOCIAL_MEDIA_SEEN,)),
                returning=self.returning,
                clearances=self.clearances,
                measures=self.measures,
                plan=self.plan,
                reads_plans=self.reads_plans,
            ),
            self.at,
        )

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Of what was reported, what bears on safety."""
        return tuple((label, words) for label, words in self.reported if label in _REPORTED)

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(
            Section(
                code=code,
                title=title,
                why=why,
                kinds=tuple(one for one in self.kinds if one.kind in kinds),
                own=self._said(kinds),
                about_all=tuple(one for one in self.facts if one.kind in kinds and not one.letter),
            )
            for code, title, why, kinds in _SECTIONS
        )

    def _said(self, kinds: tuple[FactKind, ...]) -> tuple[FactLine, ...]:
        """Of this young person, also by letters that turned out to be theirs."""
        letters = (self.line.letter, *self.line.known_before)
        return tuple(one for one in self.facts if one.kind in kinds and one.letter in letters)
