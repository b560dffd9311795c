"""The last hours: a boy who may be missing, what is still not known, contact that was made too early."""

from reachable.incidents.choices import Said, Where

from ..telling import ACT, PLACE, UNKNOWN, Row, Telling, To, by_day
from ..times import Since, some_of


def tell(told: Telling, since: Since) -> None:
    _rui(told, since)
    for number, (strand, row) in enumerate(STILL_OPEN):
        at = 0.35 + 0.3 * number / len(STILL_OPEN)
        told.answer(strand, (row,), some_of(since.lately, at, at))


def _rui(told: Telling, since: Since) -> None:
    """Where Rui is stays unsettled: missing, says his placement; with his mother, says she, and nobody has seen him."""
    told.where("maggie", since.lately(0.1), "E", Where.MISSING, happened_at=since.lately(0))
    reported = Row(
        "maggie",
        "missing-reported",
        "E",
        PLACE,
        "By his placement; it knew of the night.",
        {"reported-at": by_day(1), "grade": "medium"},
    )
    told.answer("missing", (reported,), some_of(since.lately, 0.12, 0.12))
    told.where(
        "grace",
        since.lately(0.4),
        "E",
        Where.ELSEWHERE,
        place="With his mother in Lowestoft",
        relation=Said.CONTRADICTS,
        because="His mother said so on the telephone. Nobody has seen him, and he did not come to the phone.",
    )
    looking = Row(
        "maggie",
        "missing-search",
        "E",
        ACT,
        "Patrols here, Suffolk Constabulary there.",
        None,
        (
            To(
                "grace",
                "Ask Suffolk Constabulary to see Rui at his mother's, and say how he is",
                1.5,
                "rui",
                asked=True,
            ),
        ),
    )
    told.answer("missing", (looking,), some_of(since.lately, 0.5, 0.5))


STILL_OPEN = (
    (
        "immediate-safety",
        Row(
            "sam",
            "threat-to-life",
            "D",
            ACT,
            "Two messages since last night name him and King's Lynn.",
            None,
            (To("sam", "Decide on the threat to life warning for Dovydas and write down the reasons", 2, "warning-d"),),
        ),
    ),
    (
        "hospital",
        Row("tomasz", "youth-worker-agreed", "A", UNKNOWN, "Sam wants his account first. Hana and I wait."),
    ),
    (
        "discharge",
        Row("priya", "discharge-place", "A", UNKNOWN, "Home, or his father in Ipswich.", {"place": "not-known"}),
    ),
    ("discharge", Row("priya", "discharge-household", "A", UNKNOWN, record={"household": "His mother and Ella"})),
    (
        "court",
        Row("yusuf", "joint-position", "D", UNKNOWN, "We lean to bail at the aunt's.", None),
    ),
    ("notifications", Row("hana", "notification-authority", "", UNKNOWN, "Rui was not hurt; Suffolk is asked.")),
    (
        "enquiries",
        Row("hana", "enquiry-outcome", "C", UNKNOWN, "Once she has been seen.", {"threshold": "not-decided"}),
    ),
    (
        "other-authority",
        Row(
            "hana",
            "responsibility-accepted",
            "E",
            UNKNOWN,
            "They, in words; not in writing.",
            {"responsible": "not-agreed"},
        ),
    ),
    (
        "staff-safety",
        Row(
            "morgan",
            "staff-mitigation-applied",
            "B",
            UNKNOWN,
            "Two go; the place is not agreed.",
            None,
        ),
    ),
    (
        "staff-safety",
        Row(
            "morgan",
            "staff-risk-assessed",
            "C",
            PLACE,
            "Low at the grandmother's, says police.",
            None,
        ),
    ),
    ("immediate-safety", Row("morgan", "agencies-that-know-the-family", "B", UNKNOWN, "Housing has not answered.")),
)
