"""Immediate safety, as the night left it: answered, acted on, and in places not yet known."""

from reachable.incidents.choices import Where

from ..telling import ACT, NOT, PLACE, UNKNOWN, Row, Telling, To, by_day, person
from ..times import Since, some_of

STRAND = "immediate-safety"


def night(told: Telling, since: Since) -> None:
    told.answer(STRAND, FIRST, some_of(since.night, 93, 140), reader="edith")
    told.answer(STRAND, HOMES, some_of(since.night, 141, 180), reader="edith")
    told.where("edith", since.night(181), "B", Where.ELSEWHERE, place="At a safe address: ask the emergency duty team")


NO_WARD = "Not in hospital."
HURT, UNHURT = {"condition": "hurt"}, {"condition": "not-hurt"}
# Who is hurt, who may be next, who holds it.
FIRST = (
    Row("wendy", "where-and-how-hurt", "A", PLACE, "Wound to the left thigh, out of theatre at 00:20, stable.", HURT),
    Row("wendy", "where-and-how-hurt", "B", PLACE, "Cut to the right hand, dressed by the crew. At home.", HURT),
    Row("edith", "where-and-how-hurt", "C", PLACE, "With her grandmother, shaken, not hurt.", UNHURT),
    Row("callum", "where-and-how-hurt", "D", PLACE, "Bruised knuckles, seen by the custody nurse.", UNHURT),
    Row("edith", "where-and-how-hurt", "E", PLACE, "His placement says that he came in at 23:15, not hurt.", UNHURT),
    Row(
        "ravi",
        "threat-to-life",
        "B",
        ACT,
        "“Not finished” was shouted at him by name; two people heard it.",
        None,
        (To("sam", "Decide on the threat to life warning for Jay and write down the reasons", -2, "warning"),),
    ),
    Row("ravi", "threat-to-life", "A", UNKNOWN),
    Row(
        "ravi",
        "threat-to-life",
        "CE",
        NOT,
        "Nothing is known that names them; asked again when that changes.",
        None,
    ),
    Row("sam", "threat-to-life", "D", UNKNOWN, "He says that he was threatened before; we do not know by whom."),
    Row(
        "wendy",
        "hospital-protection",
        "A",
        ACT,
        "Two boys asked for him at the desk at 23:50 and left.",
        {"visitors-restricted": "yes", "security": "hospital-security"},
        (
            To(
                "wendy",
                "Keep a list of callers at the ward desk and give it to police at each handover",
                5,
                "callers",
            ),
        ),
    ),
    Row("edith", "hospital-protection", "BCDE", NOT, NO_WARD),
    Row("edith", "discharge-expected", "BCDE", NOT, NO_WARD),
    Row("wendy", "discharge-expected", "A", UNKNOWN, "The surgeons look at it in the morning."),
    Row("edith", "hospital-support", "BCDE", NOT, NO_WARD),
    Row(
        "wendy",
        "hospital-support",
        "A",
        PLACE,
        "His mother sits with him. He is frightened and wants the light on.",
        {"who-is-with-them": "His mother"},
    ),
    Row(
        "ravi",
        "reprisal-disruption",
        "",
        ACT,
        "Young people of both sides are messaging; a meeting place is named.",
        {"reprisal-expected": "yes", "steps": "patrols,youth-workers"},
        (
            To("maggie", "Put patrols at the bus station and the named park for the next two nights", 7, "patrols"),
            To("@tomasz", "Send word through detached youth workers and say what they hear", 26, "detached"),
        ),
    ),
    Row(
        "maggie",
        "social-media-posts",
        "",
        PLACE,
        "The clip is kept as evidence. The platform has been asked to take it down.",
        None,
    ),
    Row("maggie", "connected-young-people", "", UNKNOWN, "Four more can be seen in the clip; two have no name yet."),
    Row(
        "edith",
        "strategy-discussion",
        "",
        PLACE,
        "A first discussion with police and health by telephone, 00:30.",
        {"discussion": "planned", "discussion-at": by_day(0.25)},
    ),
    Row(
        "conrad",
        "staff-tonight",
        "",
        PLACE,
        "Nobody goes to a home tonight. Callum Baxter stays at Wymondham.",
        {"who-goes-where": "Custody worker at Wymondham until 03:00", "check-in-with": person("edith")},
    ),
    Row(
        "edith",
        "held-until-morning",
        "",
        PLACE,
        "Emergency duty team until 08:30, then Hana Whitcombe.",
        {"holder": person("edith"), "number": "01632 960201", "takes-over": "Hana Whitcombe, by telephone"},
    ),
)


PROTECT = {"aware": "yes", "able": "yes", "willing": "yes"}
# Parents and carers, brothers and sisters, where it is safe.
HOMES = (
    Row("ravi", "parents-told", "A", PLACE, "By the officer at the hospital, 22:50.", {"parents-told": "yes"}),
    Row(
        "edith",
        "parents-told",
        "B",
        ACT,
        "His mother is on a night shift and does not pick up; his aunt knows.",
        {"parents-told": "no"},
        (
            To(
                "@priya",
                "Visit Jay's mother at home and explain what happened and what the risk is",
                4,
                "visit",
                True,
            ),
        ),
    ),
    Row("edith", "parents-told", "C", PLACE, "Her mother is at the hospital with Kai.", {"parents-told": "yes"}),
    Row("callum", "parents-told", "D", PLACE, "His father, by telephone in Lithuanian.", {"parents-told": "yes"}),
    Row("edith", "parents-told", "E", UNKNOWN, "Suffolk's duty team has his mother's number and will tell her."),
    Row("edith", "parents-able-to-protect", "AC", PLACE, "At the bedside; a neighbour is in the flat.", PROTECT),
    Row(
        "maggie",
        "continuing-risk",
        "AB",
        PLACE,
        "From an opposing group, graded as likely; wording cleared by police.",
        {"level": "serious", "comes-from": "opposing-group,older-people"},
    ),
    Row("maggie", "continuing-risk", "C", PLACE, "She can be seen in the clip.", {"level": "some"}),
    Row("maggie", "continuing-risk", "D", PLACE, "Friends of those who were hurt.", {"level": "serious"}),
    Row("maggie", "continuing-risk", "E", UNKNOWN),
    Row(
        "edith",
        "safe-to-return",
        "B",
        ACT,
        "His address is known to the others, says his aunt.",
        {"home": "not-safe", "area": "not-safe", "school": "not-known"},
        (
            To(
                "ravi",
                "Tell the front desk of the block and the night patrol about the address",
                3,
                "block",
                asked=True,
            ),
        ),
    ),
    Row(
        "edith",
        "safe-to-return",
        "C",
        PLACE,
        "Not at home until Kai's discharge is planned.",
        {"home": "not-known"},
    ),
    Row("edith", "safe-to-return", "DE", UNKNOWN),
    Row(
        "edith",
        "safe-address",
        "B",
        PLACE,
        "Where he is tonight is held by the emergency duty team.",
        {"safe-address-found": "yes"},
    ),
    Row("edith", "safe-address", "AC", NOT, "He is in hospital, she is with her grandmother."),
    Row("edith", "safe-address", "E", NOT, "He is at his placement."),
    Row(
        "edith",
        "siblings-at-risk",
        "A",
        PLACE,
        "Ella is in this incident as C.",
        {"siblings": "1", "at-risk": "yes"},
    ),
    Row(
        "edith",
        "siblings-at-risk",
        "B",
        PLACE,
        "A brother of 19, in the army, away.",
        {"siblings": "1", "at-risk": "no"},
    ),
    Row(
        "edith",
        "siblings-at-risk",
        "C",
        PLACE,
        "Kai is in this incident as A.",
        {"siblings": "1", "at-risk": "yes"},
    ),
    Row("edith", "siblings-at-risk", "DE", UNKNOWN),
    Row(
        "ravi",
        "practical-measures",
        "B",
        ACT,
        "Marker tonight; the door was kicked in the spring.",
        None,
        (To("@marta", "Order a doorbell video for the flat and have the lock mended", 30, "doorbell"),),
    ),
    Row("ravi", "practical-measures", "AC", PLACE, "Marker on the home since 00:20.", None),
)
