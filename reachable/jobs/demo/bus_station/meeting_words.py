"""What is said in the meetings of the main incident, and what is decided there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reachable.meetings.choices import Attendance, Coming, NoteKind

FACT, VIEW, DECISION = NoteKind.FACT, NoteKind.VIEW, NoteKind.DECISION


@dataclass(frozen=True)
class Said:
    """`letters` "" concerns everybody. `cleared`: the wording that police let into a young person's record."""

    item: str
    kind: str
    by: str
    what: str
    letters: str = ""
    cleared: str = ""
    dissent: tuple[str, str] | None = None


@dataclass(frozen=True)
class ToDo:
    item: str
    by: str
    what: str
    hours: float
    letter: str = ""


@dataclass(frozen=True)
class Planned:
    """`seats`: who of the cast is asked to which. `theirs`: the letters of those who see their own alone."""

    kind: str
    chair: str
    place: str
    letters: str
    purposes: tuple[str, ...]
    seats: Mapping[str, tuple[str, ...]]
    not_for: str = ""
    theirs: Mapping[str, str] = field(default_factory=dict)
    guests: Sequence[tuple[str, tuple[str, str, str, str, str], str]] = ()
    decided: Sequence[tuple[str, bool, str]] = ()
    coming: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)
    empty: Sequence[tuple[str, str]] = ()
    written: Sequence[Said | ToDo] = ()
    covered: tuple[str, ...] = ()  # none: all of them
    at_item: str = ""


NUMBERS = {letter: f"{9990200 + 37 * place}" for place, letter in enumerate("ABCDEFGHIJ")}
HEALTH_GUEST = (
    "Ruth Hale",
    "ruth.hale@magdalen-practice.example",
    "General practitioner",
    "Magdalen practice (invented)",
    "HEALTH",
)
WARD_GUEST = ("Bea Lovell", "bea.lovell@nnuh-ward.example", "Nurse in charge", "Cley ward, NNUH (invented)", "HEALTH")
NOT_FOR = "Not for any decision about school exclusion, and not for immigration matters."

DISCUSSION = Planned(
    kind="strategy",
    chair="hana",
    place="Room 3, County Hall, and on the line",
    letters="ABCDE",
    purposes=("safeguarding", "prevention"),
    not_for=NOT_FOR,
    seats={
        "childrens-services": ("morgan", "priya"),
        "police": ("sam", "maggie"),
        "health": ("wendy",),
        "education": ("shona",),
        "youth-justice": ("yusuf",),
        "custody-workers": ("callum",),
        "other-authority": ("grace",),
    },
    guests=(("gp", HEALTH_GUEST, "A"),),
    coming={
        "shona": (Coming.COMING, ""),
        "yusuf": (Coming.COMING, ""),
        "Ruth Hale": (Coming.SENDING, "In surgery until noon; I send what I know of Kai."),
    },
    absent={"Ruth Hale": Attendance.APOLOGIES, "callum": Attendance.REMOTE, "grace": Attendance.REMOTE},
    written=(
        Said("what-is-known", FACT, "wendy", "Kai had an operation in the night; he is stable and awake.", "A"),
        Said("what-is-known", FACT, "sam", "Two young people were hurt by one knife. It was found.", ""),
        Said("what-is-known", FACT, "shona", "Jay has been out of lessons since October.", "B"),
        Said("what-is-known", FACT, "yusuf", "Dovydas keeps his appointments and was due on Monday.", "D"),
        Said("risk-now", VIEW, "maggie", "Jay Larter's friends may want to answer it. No plan is known.", "BD"),
        Said("risk-now", VIEW, "priya", "Ella is afraid to walk to school. She saw what happened to her brother.", "C"),
        Said("risk-now", FACT, "grace", "Rui's placement is in Lowestoft. Nobody there is known to be in danger.", "E"),
        ToDo("risk-now", "tomasz", "Say which youth worker Jay trusts, and whether they are free this week", 30, "B"),
        Said("parents", FACT, "priya", "Ms Mensah knows, and wants to protect both. She works nights.", "AC"),
        Said("safe-places", DECISION, "hana", "Kai does not go home before the door is secured.", "AC"),
        ToDo("safe-places", "marta", "Order the video doorbell and the second lock for the flat", 28, "A"),
        Said(
            "police-plans",
            FACT,
            "sam",
            "Marker on the flat under number 5512; response team on call sign Tango.",
            "A",
            cleared="Police know the address and will come at once if called.",
        ),
        Said("police-plans", FACT, "sam", "A source close to the other group says that names are known.", "A"),
        Said(
            "outcome",
            DECISION,
            "hana",
            "The four who were there are seen today, each alone.",
            "",
            dissent=("yusuf", "Dovydas should be seen by the worker he trusts, and that is tomorrow."),
        ),
        ToDo("outcome", "priya", "Book the room on the ward where nobody else listens", 26, "A"),
        ToDo("outcome", "shona", "Plan how Ella gets to school on Monday, with the head of year", 40, "C"),
    ),
)


def _met(enquiry: str, seen: str, follows: str, because: str) -> dict[str, str]:
    return {
        **{"threshold": "met", "decided-by": "Chair, with police and health", "enquiry": enquiry, "seen": seen},
        **{"medical": "not-needed", "conference": "to-be-held", "legal-basis": "goes-home"},
        **{"parents-told-what": "That enquiries are made, and why. By their social worker."},
        **{"disposition": follows, "disposition-because": because},
    }


def _not_met(because: str) -> dict[str, str]:
    return {
        **{"threshold": "not-met", "decided-by": "Chair, with police and health", "enquiry": "none"},
        **{"seen": "to-be-seen", "disposition": "own-worker", "disposition-because": because},
    }


OUTCOMES: Mapping[str, Mapping[str, str]] = {
    "A": _met("joint", "seen-not-alone", "safeguard-now", "Hurt, and the next attempt is feared."),
    "B": _met("joint", "to-be-seen", "safeguard-now", "Hurt, and at home without a plan until tonight."),
    "C": _met("single", "to-be-seen", "safeguard-now", "She saw it, and walks the same way every day."),
    "D": _met("joint", "to-be-seen", "safeguard-now", "Arrested, and in danger himself."),
    "E": _not_met("Suffolk decides; its social worker takes it back today."),
}

COMPLEX = Planned(
    kind="complex-strategy",
    chair="hana",
    place="The long room, County Hall",
    letters="ABCDE",
    purposes=("safeguarding", "prevention"),
    not_for=NOT_FOR,
    seats={
        "head-of-social-work": (),
        "team-managers": ("morgan",),
        "workers": ("priya",),
        "health": ("wendy",),
        "mace-police": ("maggie", "sam"),
        "youth-justice": ("yusuf",),
        "youth-support": ("tomasz",),
        "exploitation-desk": ("dele",),
        "education": ("shona",),
        "housing": ("marta",),
        "trusted": ("leon",),
        "other-authority": ("grace",),
        "custody-workers": ("callum",),
    },
    guests=(("ward", WARD_GUEST, "A"),),
    decided=(
        ("independent", False, "No independent service works with any of them."),
        ("mental-health", True, "Asked through the designated nurse."),
        ("probation", False, "Nobody is over eighteen."),
        ("voluntary", False, "Open Door comes in the seat of the trusted worker."),
        ("gp", False, "Each practice was asked for what it knows."),
    ),
    coming={"shona": (Coming.COMING, ""), "marta": (Coming.CANNOT, "Sends what housing knows.")},
    absent={"marta": Attendance.APOLOGIES, "callum": Attendance.REMOTE, "grace": Attendance.REMOTE},
    written=(
        Said(
            "peers", FACT, "maggie", "Two groups met at one youth club until the summer; a quarrel about a bicycle.", ""
        ),
        Said("peers", VIEW, "tomasz", "Corey is listened to by both sides, and is tired of it.", ""),
        Said("peers", VIEW, "shona", "Ella is left alone by both, so far.", "C"),
        ToDo("peers", "tomasz", "Write down what Corey says would calm it, and who should hear it", 22),
        Said("intelligence", FACT, "maggie", "Posts since Saturday were kept. Two name a day.", ""),
        ToDo("intelligence", "maggie", "Look at the two posts again tonight and say what they are worth", 8),
        Said("safety-plans", FACT, "priya", "Kai's plan was written on the ward and holds until he leaves it.", "A"),
    ),
    covered=("peers", "intelligence"),
    at_item="safety-plans",
)

PLANNING = Planned(
    kind="child-planning",
    chair="morgan",
    place="",
    letters="B",
    purposes=("safeguarding",),
    seats={
        "social-worker": ("priya",),
        "team-manager": (),
        "education": ("shona",),
        "police": ("maggie",),
        "trusted": ("leon",),
    },
    decided=(
        ("health", False, "Jay's hand is healing; the school nurse was asked."),
        ("youth-justice", False, "He is not known there."),
        ("other-authority", False, "He lives here."),
    ),
    coming={"shona": (Coming.COMING, "")},
)
