"""Immediate safety on the day after: what the night had left open."""

from ..telling import ACT, NOT, PLACE, Row, Telling, To, on, person
from ..times import Since, some_of

STRAND = "immediate-safety"


def day(told: Telling, since: Since) -> None:
    told.answer(STRAND, KNOWN_SINCE, some_of(since.day, 0.07, 0.2))
    told.answer(STRAND, NEXT, some_of(since.day, 0.21, 0.4))


# What the day after added to it.
NEXT = (
    Row(
        "wendy",
        "discharge-expected",
        "A",
        PLACE,
        "If the wound stays clean, tomorrow afternoon.",
        {"expected-discharge": on(1), "ward": "NNUH, Cley ward"},
    ),
    Row(
        "hana",
        "risk-outside-family",
        "",
        PLACE,
        "Said at the start of the discussion.",
        {"source-of-risk": "peers,place,online"},
    ),
    Row(
        "hana",
        "existing-processes",
        "",
        PLACE,
        "Named for each of them.",
        {"processes": "Kai and Ella: none. Dovydas: referral order. Rui: looked after by Suffolk."},
    ),
    Row(
        "priya",
        "agencies-that-know-the-family",
        "AC",
        PLACE,
        "School and health alone until now.",
        {"known-to": "education,health"},
    ),
    Row(
        "dele",
        "agencies-that-know-the-family",
        "D",
        PLACE,
        "Since he was hurt three weeks ago.",
        {
            "known-to": "childrens-services,police,youth-justice,education",
            "workers": "Yusuf Demir's team; Priya Shah",
        },
    ),
    Row(
        "dele",
        "agencies-that-know-the-family",
        "E",
        PLACE,
        "Suffolk leads.",
        {"known-to": "other-authority,voluntary"},
    ),
    Row(
        "priya",
        "trusted-professional",
        "A",
        ACT,
        "Leon, who runs the boxing evenings, is the one he asked for.",
        {"trusted": "Leon Fisher, Open Door", "young-person-asked": "yes"},
        (To("tomasz", "Agree with Open Door when Leon can come, and who clears it", 9, "leon"),),
    ),
    Row("priya", "trusted-professional", "BCDE", NOT, "Not in hospital."),
    Row(
        "yusuf",
        "assessment-contributors",
        "D",
        PLACE,
        "Youth justice, college, Callum.",
        {"contributors": "In writing"},
    ),
    Row("morgan", "assessment-contributors", "B", PLACE, "School and housing.", {"assessment-by": person("priya")}),
    Row("grace", "assessment-contributors", "E", PLACE, "Suffolk assesses; the placement and his school write."),
    Row(
        "priya",
        "assessment-contributors",
        "AC",
        PLACE,
        "School, ward, their father in Ipswich.",
        {"assessment-by": person("priya")},
    ),
    Row(
        "yusuf",
        "safe-to-return",
        "D",
        PLACE,
        "Not to Norwich while he is on bail.",
        {"home": "not-safe", "area": "not-safe"},
    ),
)


PROTECT = {"aware": "yes", "able": "yes", "willing": "yes"}
# What somebody was to find out in the night, found out.
KNOWN_SINCE = (
    Row("sam", "threat-to-life", "A", NOT, "Nothing names him since.", None),
    Row(
        "sam",
        "threat-to-life",
        "D",
        NOT,
        "Nothing names him now.",
        None,
    ),
    Row(
        "maggie",
        "connected-young-people",
        "",
        PLACE,
        "Four; none alone at home.",
        {"others-at-risk": "yes", "how-many": "4"},
    ),
    Row("grace", "parents-told", "E", PLACE, "His mother, by Suffolk's duty team at 06:40.", {"parents-told": "yes"}),
    Row("priya", "parents-able-to-protect", "B", PLACE, "His mother changed her shifts.", PROTECT),
    Row("yusuf", "parents-able-to-protect", "D", PLACE, "At the aunt's, his father with him.", PROTECT),
    Row(
        "grace",
        "parents-able-to-protect",
        "E",
        PLACE,
        "His placement is told what to look for.",
        {"aware": "yes", "able": "no", "willing": "yes"},
    ),
    Row("maggie", "safe-to-return", "A", PLACE, "The street is watched.", {"home": "not-safe", "area": "not-safe"}),
    Row(
        "shona",
        "safe-to-return",
        "E",
        PLACE,
        "His school is out of it.",
        {"home": "safe", "area": "not-safe", "school": "safe"},
    ),
    Row(
        "yusuf",
        "siblings-at-risk",
        "D",
        PLACE,
        "A sister of 9, at the aunt's too.",
        {"siblings": "1", "at-risk": "yes"},
    ),
    Row("grace", "siblings-at-risk", "E", NOT, "None."),
    Row("maggie", "continuing-risk", "E", PLACE, "He can be seen in the clip.", {"level": "some"}),
    Row("ravi", "practical-measures", "D", PLACE, "Marker on both homes.", None),
    Row(
        "grace",
        "practical-measures",
        "E",
        PLACE,
        "The placement has a night worker.",
        None,
    ),
    Row("yusuf", "safe-address", "D", PLACE, "With family outside the area.", {"safe-address-found": "yes"}),
)
