"""Dovydas in custody, his release, and the court that is to come."""

from datetime import time

from reachable.incidents import operations as incidents
from reachable.incidents import queries
from reachable.incidents.choices import FactKind, Where

from ..telling import ACT, NOT, PLACE, Row, Telling, To, by_day, person
from ..times import Since, some_of, working_day


def night(told: Telling, since: Since) -> None:
    told.answer("custody", FIRST_NIGHT, some_of(since.night, 110, 178), reader="edith")


def day(told: Telling, since: Since) -> None:
    _which_arrest(told, since)
    told.answer("custody", MORNING, some_of(since.in_custody, 0.2, 0.4))
    _released(told, since)
    told.answer("court", COURT, some_of(since.day, 0.66, 0.9))


FIRST_NIGHT = (
    Row(
        "ravi",
        "appropriate-adult",
        "D",
        PLACE,
        "A volunteer of the scheme; his father was there when it happened.",
        None,
    ),
    Row(
        "callum",
        "custody-worker",
        "D",
        PLACE,
        "Two talks; the second was about his football.",
        None,
    ),
    Row(
        "callum",
        "custody-support",
        "D",
        PLACE,
        "Knuckles cleaned; an interpreter for his father.",
        {"injuries": "yes", "seen-by-nurse": "yes", "support-given": "Food, a call to his father, a blanket"},
    ),
    Row(
        "callum",
        "custody-information",
        "D",
        PLACE,
        "As it came, by telephone.",
        None,
    ),
)


def _which_arrest(told: Telling, since: Since) -> None:
    """Police and custody wrote two times down. Both stay on record; one is taken to be right, and why is said."""
    sam, at, key = told.cast["sam"], since.day(0.12), told.key(f"{FactKind.ARRESTED} D ravi")
    incidents.choose_fact(
        by=sam,
        at=at,
        reference=told.reference,
        fact_key=key,
        because="The camera of the arresting officer shows it; the custody record has the time of arrival.",
        seen_number=queries.fact(sam, told.reference, key, at).said,
    )


MORNING = (
    Row(
        "callum",
        "reachable-in-custody",
        "D",
        PLACE,
        "He talked about what was done to him three weeks ago.",
        {"open-to": "Being asked about himself", "continue-with": person("yusuf")},
    ),
    Row(
        "callum",
        "custody-coordination",
        "D",
        PLACE,
        "His youth justice worker and Priya know.",
        {"agencies-told": "Youth justice; children's services"},
    ),
    Row("callum", "community-offer", "D", NOT, "He is open to youth justice already.", None),
    Row(
        "callum",
        "custody-at-discussions",
        "D",
        PLACE,
        "By telephone for his part, and in writing.",
        {"brought-by": person("callum"), "in-writing": "yes"},
    ),
    Row(
        "maggie",
        "custody-exploitation",
        "D",
        ACT,
        "New phone, two trains paid by somebody else, and the knife.",
        {"others-too": "yes"},
        (To("dele", "Have the exploitation screening of Dovydas done anew", 20, "screening"),),
    ),
    Row(
        "yusuf",
        "national-referral",
        "D",
        ACT,
        "He may have carried the knife for somebody older.",
        None,
        (To("yusuf", "Make the referral to the National Referral Mechanism", 11, "nrm"),),
    ),
    Row(
        "edith",
        "release-plan",
        "D",
        PLACE,
        "To an aunt in King's Lynn, whom his father chose and police checked.",
        {
            "release-expected-at": by_day(0.6),
            "goes-with": "His father and the aunt, by car",
            "place-checked": "safe",
            "others-told": "yes",
        },
    ),
)


def _released(told: Telling, since: Since) -> None:
    told.fact(
        "sam",
        since.in_custody(0.55),
        FactKind.CHARGED,
        "D",
        happened_at=since.in_custody(0.5),
        words="With having a blade in a public place. The wounding is still investigated; he is on bail for it.",
    )
    told.fact(
        "sam",
        since.in_custody(0.56),
        FactKind.COURT_DATE,
        "D",
        happened_at=working_day(told.now, 4, time(10, 0)),
        place="Norwich Youth Court",
    )
    _goes_to_his_aunt(told, since)
    told.answer(
        "custody",
        (
            Row(
                "ravi",
                "no-night-in-cells",
                "D",
                NOT,
                "Charged and let go on bail within the hour; not a night more.",
                None,
            ),
        ),
        some_of(since.in_custody, 0.63, 0.63),
    )


def _goes_to_his_aunt(told: Telling, since: Since) -> None:
    told.fact(
        "callum",
        since.in_custody(0.61),
        FactKind.RELEASED,
        "D",
        {"how": "bail", "met-by": "His aunt", "conditions": "Stays in King's Lynn; not near the bus station"},
        happened_at=since.in_custody(0.6),
        place="To his aunt in King's Lynn",
    )
    told.where(
        "callum",
        since.in_custody(0.62),
        "D",
        Where.ELSEWHERE,
        place="With his aunt in King's Lynn, on bail",
        happened_at=since.in_custody(0.6),
    )


COURT = (
    Row(
        "hana",
        "heads-meet",
        "D",
        ACT,
        "Social care and youth justice speak before the hearing, for both boys.",
        None,
        (To("yusuf", "Set up the half hour of both heads before the hearing", 28, "heads"),),
    ),
    Row(
        "yusuf",
        "bail-conditions-fit",
        "D",
        PLACE,
        "Not into Norwich, home by 19:00: both fit. College does not.",
        {"conditions": "Not into Norwich; at the aunt's from 19:00 to 07:00", "conditions-fit": "clash"},
    ),
    Row(
        "maggie",
        "outside-court",
        "D",
        ACT,
        "Both groups know the day.",
        None,
        (To("maggie", "Agree with the court another hour and another door for Dovydas", 50, "door"),),
    ),
)
