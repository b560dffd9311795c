"""What the page of a young person in custody shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from reachable.incidents.choices import FactKind
from reachable.incidents.queries import CustodyView, FactLine, Heading, YoungPersonLine
from reachable.responses.queries import CardView
from reachable.web.shared.page import Look, Page

STRAND = "custody"  # of the guide
_FIRST = 4  # questions that are shown at the top


@dataclass(frozen=True)
class Section:
    """`kinds` are what is recorded here, each with what its link says; `teaches` why, in a sentence or two."""

    code: str
    heading: str
    teaches: str
    kinds: Mapping[FactKind, str]

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The kind in an address, and the words."""
        return tuple((kind.value.lower().replace("_", "-"), words) for kind, words in self.kinds.items())


def _section(code: str, heading: str, teaches: str, kinds: dict[FactKind, str]) -> Section:
    return Section(code, heading, teaches, MappingProxyType(kinds))


SECTIONS = (
    _section(
        "adult",
        "Appropriate adult",
        "For every interview, search and charge of anybody under 18. Not a victim, a witness or somebody suspected, "
        "nor the social worker to whom the young person first told something.",
        {FactKind.APPROPRIATE_ADULT: "Record who the appropriate adult is"},
    ),
    _section(
        "worker",
        "Custody worker",
        "Away from phone, friends and social media the young person can think about where life is going. The worker "
        "is not police: say so to the young person. A no now may be asked again.",
        {FactKind.CUSTODY_WORKER: "Record that a worker engaged them, or that they declined"},
    ),
    _section(
        "services",
        "Services, home and the offer in the community",
        "What decides which offers fit. Not known is an answer too: ask the children's front door.",
        {
            FactKind.SERVICES_AND_HOME: "Record which services know them, and where they live",
            FactKind.COMMUNITY_OFFER: "Record what was offered in the community",
        },
    ),
    _section(
        "way-out",
        "Charge, and the way out",
        "Plan it before the door opens: who meets them, where they go, who is told. When bail is refused after charge, "
        "police ask the authority for a place; a night in a cell takes a certificate.",
        {
            FactKind.CHARGED: "Record a charge",
            FactKind.AUTHORITY_BED: "Record that local authority accommodation was asked for",
            FactKind.RELEASED: "Record a release or bail",
            FactKind.REMANDED: "Record a remand",
        },
    ),
    _section(
        "exploitation",
        "Exploitation",
        "Custody is where it is noticed that somebody was made to do it, if anybody looks. Suspicion is enough for a "
        "referral to the National Referral Mechanism, and a young person under 18 is not asked for consent.",
        {
            FactKind.EXPLOITATION_SIGNS: "Record signs of exploitation",
            FactKind.NATIONAL_REFERRAL: "Record what was decided on a referral",
        },
    ),
    _section(
        "notification",
        "Youth justice notification",
        "The youth justice service tells the Youth Justice Board of the most serious incidents. It replaces no "
        "safeguarding duty.",
        {FactKind.YOUTH_JUSTICE_NOTIFIED: "Record the serious incident notification"},
    ),
)


@dataclass(frozen=True)
class Custody(Page):
    """`owed` are the questions of the guide that wait for an answer, the first due first."""

    template: ClassVar[str] = "custody/custody.html"
    nav: ClassVar[str] = "incidents"
    sections: ClassVar[tuple[Section, ...]] = SECTIONS
    view: CustodyView
    owed: tuple[CardView, ...]

    @property
    def heading(self) -> Heading:
        return self.view.heading

    @property
    def line(self) -> YoungPersonLine:
        return self.view.line

    @property
    def title(self) -> str:
        if self.view.is_there:
            return f"{self.line.label} in custody"
        return f"{self.line.label}: custody" if self.view.ever else f"{self.line.label} is not in custody"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.heading.reference, about=(self.line.person_key,)),)

    @property
    def first_owed(self) -> tuple[CardView, ...]:
        return self.owed[:_FIRST]

    def recorded(self, section: Section) -> tuple[FactLine, ...]:
        return self.view.of(*section.kinds)

    @property
    def told_without_whom(self) -> tuple[FactLine, ...]:
        """That somebody was told, where it was not said who."""
        return tuple(one for one in self.view.of(FactKind.CUSTODY_TOLD) if not one.value("whom") or not one.stands)
