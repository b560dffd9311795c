"""What a pack is made of. Plain values: nothing here reads the database."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from reachable.incidents.queries import NotToDisclose
from reachable.meetings.queries import MeetingHeading
from reachable.responses.queries import ActionLine

LEFT_OUT = (
    "Some of what you may read in Reachable is not printed here: what few may read, safe addresses, what a child said "
    "of what happened, links to groups that somebody reported, and who is a witness or the source of a statement."
)


@dataclass(frozen=True)
class PackPerson:
    """A young person whom the meeting discusses. `protects` are the trusted adults of the safety plan, for a reader
    who reads plans; `plan` says which version stands.
    """

    key: UUID
    person_key: UUID
    letter: str
    label: str
    age: str
    part_words: str
    where: str
    protects: str
    plan: str


@dataclass(frozen=True)
class Owed:
    """For whom a question of the agenda is open ("" and no key: the incident), and how it stands."""

    label: str
    person_key: UUID | None
    state: str
    due_at: datetime | None


@dataclass(frozen=True)
class OpenQuestion:
    ask: str
    owed: tuple[Owed, ...]


@dataclass(frozen=True)
class KnownFact:
    """A fact that stands beside the questions of the item, as their sheet shows it."""

    label: str
    person_key: UUID | None
    words: str
    at: datetime | None


@dataclass(frozen=True)
class PackItem:
    """`answered` of `asked` questions are settled; `open` are the others."""

    number: int
    title: str
    why: str
    asked: int
    answered: int
    open: tuple[OpenQuestion, ...]
    known: tuple[KnownFact, ...]

    @property
    def progress(self) -> str:
        return f"{self.answered} of {self.asked} {'question' if self.asked == 1 else 'questions'} answered"


@dataclass(frozen=True)
class PackLink:
    """A connection in the network. `people` are the keys of those whom it names."""

    sentence: str
    says: str
    observed_on: date | None
    review_on: date
    people: tuple[UUID, ...]


@dataclass(frozen=True)
class EarlierMeeting:
    reference: str
    title: str
    starts_at: datetime
    state: str


@dataclass(frozen=True)
class Pack:
    """What one reader takes to a meeting. `links` is None for a reader who does not see the network."""

    heading: MeetingHeading
    made_for: str
    at: datetime
    young_people: tuple[PackPerson, ...]
    items: tuple[PackItem, ...]
    actions: tuple[ActionLine, ...]
    links: tuple[PackLink, ...] | None
    links_wait_for_a_reason: bool
    earlier: tuple[EarlierMeeting, ...]
    warned: tuple[NotToDisclose, ...]

    @property
    def title(self) -> str:
        return f"Pack for {self.heading.reference}"

    @property
    def left_out(self) -> str:
        return LEFT_OUT

    @property
    def about(self) -> tuple[UUID, ...]:
        """Everybody whom it shows, by the key of the person."""
        found = [one.person_key for one in self.young_people]
        for item in self.items:
            found += [one.person_key for question in item.open for one in question.owed if one.person_key]
            found += [one.person_key for one in item.known if one.person_key]
        found += [one.person_key for one in self.actions if one.person_key]
        found += [key for link in self.links or () for key in link.people]
        found += [one.whom.person_key for one in self.warned]
        return tuple(dict.fromkeys(found))
