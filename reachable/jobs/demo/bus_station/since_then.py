"""What became of the actions: accepted, done, late, handed back, withdrawn, rung about, waiting."""

from datetime import datetime

from reachable.incidents import queries as seen
from reachable.responses import operations, queries
from reachable.responses.choices import Step

from ..telling import PLACE, Row, Telling, To
from ..times import Since, some_of


def tell(told: Telling, since: Since) -> None:
    _done_and_not(told, since)
    _contact_too_early(told, since)
    _calls(told, since)
    for short in ("hana", "morgan", "edith", "sam", "wendy", "maggie", "priya", "yusuf", "tomasz", "shona", "conrad"):
        told.looked(short, since.day(0.9))


def _contact_too_early(told: Telling, since: Since) -> None:
    """Nobody had thought through the risk to Priya before she went. It is a fact, and the timeline says so."""
    told.add("hana", since.day(0.2), To("priya", "See Kai alone on the ward", 4, "see-kai", contact=True), "A")
    told.finish("priya", since.day(0.3), "see-kai", "He talked for an hour, mostly about his sister.")
    _look_into_it(told, since.day(0.36))
    rows = (
        Row(
            "morgan",
            "staff-risk-assessed",
            "A",
            PLACE,
            "Afterwards: she was not seen.",
            None,
        ),
        Row("morgan", "staff-mitigation-applied", "A", PLACE, "Two, by day, from now.", None),
    )
    told.answer("staff-safety", rows, some_of(since.day, 0.5, 0.52))


def _look_into_it(told: Telling, at: datetime) -> None:
    """Priya went before it was cleared: it was recorded, and the lead was told at once."""
    hana = told.cast["hana"]
    early = queries.early(hana, seen.heading(hana, told.reference, at))
    for key in [one.action_key for one in early if one.action_key]:
        operations.finish_action(
            by=hana,
            at=at,
            action_key=key,
            seen_version=queries.action(hana, key, at).line.version,
            outcome="Priya is back and safe. She had not seen that it waited; the team knows now.",
        )


def _done_and_not(told: Telling, since: Since) -> None:
    told.accept("sam", since.night(150), "warning")
    told.finish("sam", since.night(183), "warning", "Given to Jay and his aunt at 02:00, with the number to ring.")
    told.accept("wendy", since.night(151), "callers")
    told.accept("maggie", since.night(152), "patrols")
    told.finish("ravi", since.night(181), "block", "Both know. The patrol passes every hour until it is light.")
    told.accept("marta", since.day(0.4), "doorbell", "lock")
    told.finish("marta", since.day(0.75), "lock", "Lock changed, letter box sealed; the aunt has the keys.")
    told.extend("marta", since.day(0.78), "doorbell", 54, "The fitter comes the day after tomorrow.")
    told.hand_back(
        "shona", since.day(0.7), "names", "I may not watch it on a school machine. Somebody from police sits with me."
    )
    told.accept("joy", since.day(0.5), "invite")
    told.finish("joy", since.day(0.6), "invite", "Sent to all five; the surgery opens its mail in the evening.")
    told.finish(
        "tomasz", since.day(0.65), "detached", "Two workers out until ten. Talk of a meeting in the park has died down."
    )
    spoke = Row("hana", "heads-meet", "D", PLACE, "Yusuf and I spoke; for both boys.", None)
    told.answer("court", (spoke,), some_of(since.day, 0.92, 0.92))
    told.withdraw("yusuf", since.day(0.91), "heads", "Hana and I spoke when we met; the note is with the court papers.")
    told.accept("yusuf", since.day(0.5), "nrm", "plan")
    handover = To("edith", "Hand over to tonight's shift: the ward, Jay's safe address, Rui", 9, "handover")
    told.add("hana", since.lately(0.7), handover)
    told.accept("edith", since.lately(0.75), "handover")


def _calls(told: Telling, since: Since) -> None:
    told.rang("hana", since.lately(0.9), "advice", "01632 960110", Step.RANG_NO_ANSWER)
    told.rang("hana", since.lately(0.8), "rui", "01632 960120", Step.RANG_NO_ANSWER)
    told.rang(
        "hana", since.lately(0.97), "names", "01632 960108", Step.RANG_SPOKE, "Maggie Thorne, who goes to the school"
    )
