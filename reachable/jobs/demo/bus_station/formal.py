"""Who must be told and what must be held: alert, notification, discussion and enquiries, the press."""

from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, LinkKind

from ..telling import ACT, NOT, PLACE, Row, Telling, To, at_night, by_day, person
from ..times import Since, some_of


def night(told: Telling, since: Since) -> None:
    told.fact("edith", since.night(94), FactKind.REFERRED, "A", happened_at=since.night(90))
    told.fact("edith", since.night(95), FactKind.REFERRED, "B", happened_at=since.night(90))
    told.answer("notifications", ALERT, some_of(since.night, 150, 152), reader="conrad")


def day(told: Telling, since: Since, earlier: str) -> None:
    incidents.link_incidents(
        by=told.cast["hana"],
        at=since.day(0.09),
        reference=told.reference,
        other=earlier,
        kind=LinkKind.REPRISAL,
        because="Dovydas was threatened and robbed there. Police think it likely that this is the answer to it.",
    )
    _press(told, since)
    told.answer("notifications", NOTIFICATION, some_of(since.day, 0.2, 0.5))
    told.answer("enquiries", ENQUIRIES, some_of(since.day, 0.33, 0.6))


ALERT = (
    Row(
        "conrad",
        "senior-manager-alert",
        "",
        PLACE,
        "Sent to the director and the on-call press officer.",
        {"alert-about": "neither", "alert-sent-at": at_night(148), "alert-sent-by": person("conrad")},
    ),
)


# The decision itself is still owed.
NOTIFICATION = (
    Row(
        "hana",
        "notification-advice",
        "",
        ACT,
        "Police advise to notify. Health is asked.",
        {"police-advise": "notify", "health-advises": "not-asked"},
        (To("wendy", "Send the hospital's advice on the notification to the Head of Social Work", 6, "advice"),),
    ),
    Row(
        "yusuf",
        "youth-justice-notification",
        "D",
        PLACE,
        "He is on a referral order.",
        {"known-to-youth-justice": "yes"},
        late="The Board's portal was down until this morning.",
    ),
    Row(
        "yusuf",
        "youth-justice-notification",
        "ABCE",
        NOT,
        "Not known to youth justice.",
        {"known-to-youth-justice": "no"},
        late="Checked with the night's list on the first morning.",
    ),
)


PRESS = (
    Row(
        "sam",
        "media-lead",
        "",
        PLACE,
        "Every partner passes questions to us.",
        {"partners-told": "yes", "spoken-already": "The bus company confirmed that stand C was closed."},
    ),
    Row(
        "sam",
        "media-contact-point",
        "",
        PLACE,
        "Named by corporate communications.",
        {"contact-point": "Duty press officer, 01632 960126"},
    ),
    Row("sam", "media-principles", "", PLACE, "One appeal for witnesses.", {"finds-witnesses": "yes"}),
    Row("sam", "media-oversight", "", PLACE, "Seen, in its second version.", {"seen-by": person("sam")}),
    Row(
        "hana",
        "media-liaison",
        "",
        ACT,
        "The hospital has a line ready, the council has none.",
        {"health-media": "Duty press officer of NNUH"},
        (To("hana", "Agree the council's line with the press officers of police and hospital", -1, "line"),),
    ),
    Row(
        "sam",
        "media-families-first",
        "",
        ACT,
        "Nothing goes out before they have heard it.",
        None,
        (To("priya", "Tell both families in person what the appeal for witnesses will say", 5, "families", True),),
    ),
)


def _press(told: Telling, since: Since) -> None:
    told.fact(
        "wendy",
        since.day(0.1),
        FactKind.MEDIA_INTEREST,
        happened_at=since.day(0.09),
        place="A local newspaper",
        words="Asked the switchboard whether a boy had died. Nobody answered the question.",
    )
    told.answer("media", PRESS, some_of(since.day, 0.14, 0.28))


LATE = "The hospital could not join before."
ENQUIRIES = (
    Row(
        "morgan",
        "strategy-discussion-held",
        "",
        PLACE,
        "All but the GP were there.",
        {"held-at": by_day(0.31), "there": "childrens-services,police,health,education,youth-justice"},
        late=LATE,
    ),
    Row("dele", "referred", "ABCD", PLACE, "By the emergency duty team on the night."),
    Row("dele", "referred", "E", NOT, "His own authority leads; Suffolk's front door has him."),
    Row("dele", "referral-decided", "AB", PLACE, "Enquiry, jointly with police.", {"response-decided": "enquiry"}),
    Row("dele", "referral-decided", "D", PLACE, "As above; he is open to us.", {"response-decided": "already-open"}),
    Row(
        "hana",
        "enquiry-outcome",
        "AB",
        PLACE,
        "Joint enquiry.",
        {"threshold": "met", "enquiry": "joint", "social-worker": person("priya")},
    ),
    Row(
        "hana",
        "enquiry-outcome",
        "D",
        PLACE,
        "Joint enquiry: he is a child at risk too.",
        {"threshold": "met", "enquiry": "joint"},
    ),
    Row(
        "priya",
        "young-person-seen",
        "A",
        PLACE,
        "At his bed, his mother outside. Police knew the hour.",
        {"seen-alone": "yes", "what-they-need": "To know where he sleeps next week"},
    ),
    Row(
        "priya",
        "young-person-seen",
        "C",
        ACT,
        "With her grandmother; she asked for Priya herself.",
        None,
        (To("priya", "See Ella alone at her grandmother's", 3, "ella", True),),
    ),
    Row(
        "shona",
        "additional-needs",
        "B",
        PLACE,
        "Dyslexia; he reads nothing long.",
        {"needs": "Short words, said twice", "plan-held": "no"},
    ),
    Row(
        "morgan",
        "young-person-seen",
        "B",
        PLACE,
        "At school's office, with his aunt outside.",
        {"seen-alone": "yes"},
    ),
    Row("yusuf", "young-person-seen", "D", PLACE, "In custody, and again with his aunt.", {"seen-alone": "yes"}),
    Row("grace", "young-person-seen", "E", PLACE, "By Suffolk's duty worker.", {"seen-alone": "yes"}),
    Row("shona", "additional-needs", "AC", NOT, "None that the school knows of."),
    Row("yusuf", "additional-needs", "D", PLACE, "An interpreter for his father.", {"interpreter": "yes"}),
    Row("grace", "additional-needs", "E", PLACE, "Anxious with men; a woman speaks with him.", {"plan-held": "yes"}),
)
