"""The people around the main incident, and what is said of how they are connected. All of them are invented."""

from dataclasses import dataclass

from reachable.people.choices import AssociationKind as Kind
from reachable.people.choices import Handling, SourceClass
from reachable.people.choices import InformationGrade as Known
from reachable.people.choices import SourceGrade as Graded

MYSELF, TOLD, ELSE, WRITTEN, RUMOUR, UNKNOWN = (
    SourceClass.MYSELF,
    SourceClass.YOUNG_PERSON,
    SourceClass.SOMEBODY_ELSE,
    SourceClass.WRITTEN,
    SourceClass.RUMOUR,
    SourceClass.NOT_KNOWN,
)
LARKFIELD, WHARF = "Larkfield", "Wharf Side"  # groups as young people call them, both invented


@dataclass(frozen=True)
class Somebody:
    """`who` recorded it; `to` is a letter or the given name of somebody who was added before, and what they are to him.

    Without `days` the age is approximate; without a family name none is known.
    """

    given: str
    family: str
    years: int
    days: int
    who: str
    why: str
    to: str
    kind: Kind
    source: SourceClass = ELSE
    told_by: str = ""
    words: str = ""
    at_risk: bool = False
    adult: bool = False
    seen: int = 3  # days ago


@dataclass(frozen=True)
class Tie:
    """`one` is to `other` what `kind` says."""

    who: str
    one: str
    kind: Kind
    other: str
    source: SourceClass
    told_by: str = ""
    words: str = ""
    protected: bool = False
    grade: tuple[str, str] = ("", "")
    handling: Handling = Handling.TEAM
    seen: int = 5
    lasts: int = 0  # days from now; 0 is as long as it may


FAMILIES = (
    Somebody("Abena", "Mensah", 38, 0, "priya", "Mother of Kai and Ella", "A", Kind.PARENT, MYSELF, adult=True),
    Somebody("Kofi", "Mensah", 8, 21, "priya", "Brother of Kai and Ella, at home alone with his aunt", "A",
             Kind.SIBLING, TOLD, "Ella", at_risk=True),
    Somebody("Denise", "Larter", 44, 0, "priya", "Aunt of Jay; he stays with her", "B", Kind.AUNT_OR_UNCLE, MYSELF,
             adult=True),
    Somebody("Poppy", "Larter", 13, 300, "shona", "Sister of Jay; same form as Ella", "B", Kind.SIBLING, WRITTEN,
             "the school's register", at_risk=True),
    Somebody("Rasa", "Petrauskienė", 41, 0, "dele", "Mother of Dovydas; works nights", "D", Kind.PARENT, MYSELF,
             adult=True),
    Somebody("Matas", "Petrauskas", 16, 301, "maggie", "Twin brother of Dovydas", "D", Kind.SIBLING, MYSELF,
             at_risk=True),
    Somebody("Ugnė", "Petrauskaitė", 11, 12, "shona", "Sister of Dovydas; followed home last week", "D", Kind.SIBLING,
             ELSE, "her class teacher", at_risk=True),
    Somebody("Carla", "Fernandes", 39, 0, "grace", "Mother of Rui, in Lowestoft", "E", Kind.PARENT, MYSELF, adult=True),
)  # fmt: skip

FRIENDS = (
    Somebody("Tyrell", "Boateng", 15, 201, "shona", "Best friend of Kai; was to meet him", "A", Kind.FRIEND,
             MYSELF, at_risk=True),
    Somebody("Chidi", "Okonkwo", 16, 44, "conrad", "Plays football with Kai and Tyrell", "A", Kind.FRIEND, MYSELF),
    Somebody("Zofia", "Wójcik", 15, 310, "shona", "Girlfriend of Kai", "A", Kind.PARTNER, TOLD, "Zofia", at_risk=True),
    Somebody("Hodan", "Warsame", 15, 90, "shona", "Friend of Ella and Zofia; has the clip on her telephone", "C",
             Kind.FRIEND, ELSE, "a head of year"),
    Somebody("Bohdan", "Shevchenko", 14, 175, "conrad", "At the youth club with Jay", "B", Kind.FRIEND, MYSELF),
    Somebody("Alfie", "Sizer", 16, 2, "maggie", "Left the bus station with Jay that evening", "B", Kind.CO_PRESENT,
             WRITTEN, "the bus company's cameras", at_risk=True, seen=2),
    Somebody("Imran", "Choudhury", 17, 88, "yusuf", "On the same reparation project as Jay", "B", Kind.FRIEND, MYSELF),
    Somebody("Kacper", "Nowicki", 15, 150, "shona", "Same form as Kai; was asked online where Kai is", "A",
             Kind.SHARES_SCHOOL, TOLD, "Kacper", at_risk=True),
    Somebody("Maya", "Thaxter", 16, 265, "conrad", "Mentors Jay at Open Door together with a worker", "B", Kind.FRIEND,
             MYSELF),
    Somebody("Ionuț", "Popescu", 15, 20, "shona", "Same school; messages with Ella every day", "C", Kind.ONLINE, ELSE,
             "Ella's mother"),
    Somebody("Winston", "Clarke", 52, 0, "conrad", "Football coach; Kai and Tyrell listen to him", "A",
             Kind.SUPPORTIVE_ADULT, MYSELF, adult=True),
)  # fmt: skip

OTHER_SIDE = (
    Somebody("Lukas", "Kazlauskas", 17, 120, "maggie", "Seen with Dovydas on the evening", "D", Kind.FRIEND, WRITTEN,
             "the bus company's cameras", at_risk=True, seen=2),
    Somebody("Andris", "Ozols", 16, 77, "yusuf", "Friend of Dovydas since primary school", "D", Kind.FRIEND, MYSELF),
    Somebody("Gabija", "Stankutė", 16, 190, "shona", "Girlfriend of Dovydas", "D", Kind.PARTNER, TOLD, "Gabija",
             at_risk=True),
    Somebody("Mateusz", "Lewandowski", 15, 222, "maggie", "Came to the custody suite asking for Dovydas", "D",
             Kind.FRIEND, MYSELF),
    Somebody("Joel", "Haylock", 16, 60, "yusuf", "Brother of a boy of the earlier incident; knows Dovydas", "D",
             Kind.FRIEND, ELSE, "a youth justice worker"),
    Somebody("Rebin", "Karimi", 15, 330, "conrad", "At the same gym as Dovydas and Lukas", "D", Kind.CO_PRESENT, MYSELF,
             seen=120),
    Somebody("Tiago", "Moreira", 15, 18, "grace", "Friend of Rui; travelled with him from Lowestoft", "E", Kind.FRIEND,
             WRITTEN, "the rail police", at_risk=True),
    Somebody("Leon", "Utting", 17, 280, "grace", "Same placement as Rui until August", "E", Kind.SHARES_PLACEMENT,
             WRITTEN, "the placement's record"),
    Somebody("Dez", "", 24, 0, "maggie", "A man of about 24 who collects Rui from the station", "E", Kind.EXPLOITS,
             TOLD, "Rui", "Buys him food and trainers; Rui carries a bag for him.", adult=True),
    Somebody("Elżbieta", "Nowak", 36, 0, "yusuf", "Ran the boxing club; Dovydas trusts her", "D",
             Kind.SUPPORTIVE_ADULT, MYSELF, adult=True),
)  # fmt: skip

TIES = (
    Tie("priya", "Abena", Kind.PARENT, "C", MYSELF),
    Tie("priya", "Abena", Kind.PARENT, "Kofi", MYSELF),
    Tie("priya", "Kofi", Kind.SIBLING, "C", MYSELF),
    Tie("priya", "A", Kind.SIBLING, "C", MYSELF),
    Tie("dele", "Rasa", Kind.PARENT, "Matas", MYSELF),
    Tie("dele", "Rasa", Kind.PARENT, "Ugnė", MYSELF),
    Tie("shona", "Matas", Kind.SIBLING, "Ugnė", WRITTEN, "the school's register"),
    Tie("shona", "Poppy", Kind.SHARES_SCHOOL, "C", WRITTEN, "the school's register"),
    Tie("shona", "Tyrell", Kind.FRIEND, "Chidi", MYSELF),
    Tie("shona", "Zofia", Kind.FRIEND, "Hodan", MYSELF),
    Tie("conrad", "Winston", Kind.SUPPORTIVE_ADULT, "Tyrell", MYSELF),
    Tie("maggie", "A", Kind.IN_CONFLICT, "D", WRITTEN, "what was posted in the week before",
        "Threats went both ways over a borrowed bicycle.", grade=(Graded.RELIABLE, Known.KNOWN_DIRECTLY)),
    Tie("maggie", "Tyrell", Kind.IN_CONFLICT, "Lukas", RUMOUR, "talk at the school",
        "Said to have fought in October.", lasts=40),
    Tie("maggie", "Lukas", Kind.FRIEND, "Mateusz", WRITTEN, "the bus company's cameras"),
    Tie("yusuf", "Andris", Kind.FRIEND, "Lukas", MYSELF),
    Tie("yusuf", "Joel", Kind.FRIEND, "Andris", ELSE, "a youth justice worker"),
    Tie("shona", "Gabija", Kind.FRIEND, "Zofia", TOLD, "Zofia", "Were friends until the summer.", seen=140),
    Tie("grace", "Tiago", Kind.FRIEND, "Leon", WRITTEN, "the placement's record"),
    Tie("maggie", "Dez", Kind.EXPLOITS, "Tiago", ELSE, "somebody who must not be known",
        "Seen to take money from him at the station.", protected=True,
        grade=(Graded.UNTESTED, Known.KNOWN_INDIRECTLY), handling=Handling.POLICE_AND_LEAD),
    Tie("sam", "Dez", Kind.CO_PRESENT, "Lukas", WRITTEN, "an inquiry that is still running",
        "The same car on two evenings.", protected=True, grade=(Graded.RELIABLE, Known.CORROBORATED),
        handling=Handling.POLICE),
    Tie("conrad", "Rebin", Kind.FRIEND, "Bohdan", MYSELF, words="They train together; neither takes a side."),
)  # fmt: skip

# Who is said to be linked to a group, by whom, and what was reported. A link is never a status, and it lapses.
GROUP_LINKS = (
    Tie("maggie", "Lukas", Kind.FRIEND, WHARF, WRITTEN, "what he posts himself", "Uses its name and colours online.",
        grade=(Graded.RELIABLE, Known.KNOWN_DIRECTLY)),
    Tie("maggie", "D", Kind.FRIEND, WHARF, RUMOUR, "talk in the custody suite", "Said to run errands for older boys.",
        lasts=30),
    Tie("yusuf", "Andris", Kind.FRIEND, WHARF, ELSE, "a worker at the project",
        "Was with them twice in September; says that he has stopped.", seen=70),
    Tie("maggie", "Alfie", Kind.FRIEND, LARKFIELD, WRITTEN, "what he posts himself", "Posts pictures with the name."),
    Tie("maggie", "B", Kind.FRIEND, LARKFIELD, RUMOUR, "a caller who gave no name", "Said to have been asked to join.",
        lasts=25),
    Tie("conrad", "Imran", Kind.FRIEND, LARKFIELD, TOLD, "Imran", "Lives in the road of that name, no more."),
)  # fmt: skip
