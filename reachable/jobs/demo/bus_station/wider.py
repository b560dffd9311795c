"""Around them: another authority's young person, the wider context, the safety of staff, partners in the community."""

from ..telling import ACT, NOT, PLACE, Row, Telling, To, at_hour, on, person
from ..times import Since, some_of


def day(told: Telling, since: Since) -> None:
    told.answer("other-authority", SUFFOLK, some_of(since.day, 0.2, 0.5))
    told.answer("staff-safety", STAFF_SAFETY, some_of(since.day, 0.3, 0.36))
    told.answer("wider-context", GROUPS, some_of(since.day, 0.45, 0.7))
    told.answer("wider-context", EACH, some_of(since.day, 0.71, 0.88))
    told.answer("staff-wellbeing", STAFF, some_of(since.day, 0.7, 0.72))
    told.answer("briefings", BRIEFINGS, some_of(since.day, 0.8, 0.82))


SUFFOLK = (
    Row(
        "dele",
        "home-authority-told",
        "E",
        PLACE,
        "Their duty team on the night, Grace this morning.",
        {"took-the-message": "Suffolk's emergency duty team, 00:50", "their-social-worker": person("grace")},
    ),
    Row("grace", "their-seat", "E", PLACE, "I come for his part.", {"their-seat": "coming"}),
)


GROUPS = (
    Row(
        "maggie",
        "wider-picture",
        "",
        ACT,
        "Whoever can be seen in the clip, on both sides.",
        {"not-covered-yet": "Two boys and a girl without a name so far"},
        (
            To(
                "shona",
                "Put names to the young people in the clip with the heads of year, on screen, no copy",
                4,
                "names",
            ),
        ),
    ),
    Row(
        "hana",
        "complex-discussion",
        "",
        ACT,
        "For both groups and everybody around them.",
        {"complex-discussion": "planned", "complex-at": at_hour(1, 15), "complex-chair": person("hana")},
        (To("joy", "Book the room and the line, and send the agenda to every principal seat", 3, "book"),),
    ),
    Row(
        "morgan",
        "principal-seats",
        "",
        PLACE,
        "Two have not answered.",
        {
            "seats-filled": "head-of-social-work,health,mace-police,youth-justice,youth-support",
            "seats-empty": "Education, exploitation desk",
        },
    ),
    Row(
        "maggie",
        "peers-and-adults",
        "",
        PLACE,
        "Two groups that met at the same youth club. A man in his twenties is near both; police hold the name.",
        {"adults-of-concern": "yes", "sources": "Police, graded; youth workers"},
    ),
    Row(
        "maggie",
        "weapons-threats-debts",
        "B",
        PLACE,
        "Against him.",
        {"weapon": "none-known", "threats": "against", "debt": "not-known"},
    ),
    Row(
        "yusuf",
        "weapons-threats-debts",
        "D",
        PLACE,
        "Both, since the robbery.",
        {"weapon": "known", "threats": "both", "debt": "feared"},
    ),
    Row(
        "yusuf",
        "safety-plan-fit",
        "D",
        ACT,
        "It was made for the boy who was robbed.",
        {"plan-fit": "not-fit"},
        (To("yusuf", "Write the safety plan of Dovydas anew for King's Lynn", 27, "plan"),),
    ),
    Row(
        "priya",
        "safety-plan-fit",
        "AC",
        ACT,
        "There is none.",
        {"plan-fit": "no-plan"},
        (To("priya", "Write a first safety plan with what is known today", 9, asked=True),),
    ),
    Row("shona", "placement-risk", "B", PLACE, "Two of the others are in his year.", {"learns": "others"}),
    Row(
        "marta",
        "attacks-on-property",
        "B",
        ACT,
        "The door was kicked in the spring.",
        {"attack-feared": "feared", "property-steps": "marker,doorbell,doors"},
        (To("marta", "Change the lock and the letter box of the flat", 30, "lock"),),
    ),
    Row(
        "maggie",
        "disruption-plan",
        "",
        PLACE,
        "Patrols, the bus company's cameras, two visits to adults.",
        {"disruption-until": on(6)},
    ),
    Row(
        "maggie",
        "social-media-watch",
        "",
        PLACE,
        "With the school.",
        {"watched-by": person("maggie"), "watched-until": on(6)},
    ),
    Row(
        "hana",
        "other-authorities",
        "",
        PLACE,
        "Suffolk, for Rui and for Kai's father.",
        {"authorities": "Suffolk", "authorities-told": "yes"},
    ),
)


# Young person by young person.
EACH = (
    Row(
        "maggie",
        "weapons-threats-debts",
        "A",
        PLACE,
        "Against him.",
        {"weapon": "none-known", "threats": "against"},
    ),
    Row("tomasz", "weapons-threats-debts", "CE", PLACE, "None that we hear of.", {"weapon": "none-known"}),
    Row(
        "priya",
        "parents-own-risk",
        "AC",
        PLACE,
        "The flat is known to them.",
        {"risk-to-family": "feared", "family-told": "yes"},
    ),
    Row(
        "maggie",
        "parents-own-risk",
        "BD",
        PLACE,
        "As for the boys.",
        {"risk-to-family": "feared", "family-told": "yes"},
    ),
    Row("priya", "parents-own-risk", "E", NOT, "His mother lives in another county."),
    Row(
        "grace",
        "safety-plan-fit",
        "E",
        ACT,
        "Ours is of the spring.",
        {"plan-fit": "not-fit"},
        (To("grace", "Send Rui's safety plan and say what has to change in it", 10, "plan-e"),),
    ),
    Row(
        "morgan",
        "safety-plan-fit",
        "B",
        ACT,
        "There is none.",
        {"plan-fit": "no-plan"},
        (To("morgan", "Write a first safety plan for Jay with his aunt's words in it", 8, "plan-b"),),
    ),
    Row(
        "shona",
        "placement-risk",
        "AC",
        PLACE,
        "School is quiet; the way to it is not.",
        {"lives": "location", "learns": "no-added-risk"},
    ),
    Row(
        "yusuf",
        "placement-risk",
        "D",
        PLACE,
        "Nobody in King's Lynn knows him.",
        {"lives": "no-added-risk", "learns": "none"},
    ),
    Row("grace", "placement-risk", "E", PLACE, "The others know the house.", {"lives": "location"}),
    Row(
        "maggie",
        "attacks-on-property",
        "ACD",
        PLACE,
        "Markers and patrols.",
        {"attack-feared": "feared", "property-steps": "marker,patrols"},
    ),
    Row("maggie", "attacks-on-property", "E", NOT, "No sign of it."),
    Row(
        "morgan",
        "staff-risk-in-instructions",
        "ABCDE",
        PLACE,
        "Each action says it.",
        {"in-each-instruction": "yes"},
    ),
    Row("maggie", "trigger-plan", "ABD", PLACE, "Made with the control room.", {"trigger-plan": "made"}),
    Row("maggie", "intelligence-known", "", PLACE, "From school, ward and youth workers.", {"passed-on": "yes"}),
    Row(
        "hana",
        "further-seats",
        "",
        PLACE,
        "Suffolk, housing, Open Door for one part.",
        {"further-seats": "other-authority,housing,trusted"},
    ),
    Row(
        "tomasz",
        "community-impact",
        "",
        PLACE,
        "Youth workers where the buses stop.",
        {"steadying": "youth-work,patrols"},
    ),
)


# Jay's home is thought through; Ella's grandmother and the words to the families are not yet.
STAFF_SAFETY = (
    Row(
        "morgan",
        "staff-risk-assessed",
        "B",
        PLACE,
        "The block is watched by the others, say two neighbours.",
        None,
    ),
)


STAFF = (
    Row(
        "hana",
        "staff-debrief",
        "",
        ACT,
        "The ward, the custody suite and the night team first.",
        None,
        (
            To(
                "morgan",
                "Offer a debrief to ward staff, custody workers, the night team and the minute-taker",
                45,
                "debrief",
            ),
        ),
    ),
)


BRIEFINGS = (
    Row(
        "hana",
        "briefing-useful",
        "",
        PLACE,
        "For schools and youth clubs along the two bus lines.",
        {"briefing-for": "education,youth-work"},
    ),
)
