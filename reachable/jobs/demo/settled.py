"""What an older incident says where nothing in it is told apart: every question was answered at the time.

Two thirds of them were in place or not needed, as it is after some weeks; the story answers the others itself.
"""

from collections.abc import Sequence

from reachable.responses import queries

from .telling import NOT, PLACE, Row, Telling
from .times import When, some_of

# By question: who answered it, and what is in place; with "-" in front: why it is not needed.
ANSWERS = {
    "where-and-how-hurt": ("morgan", "Seen by the duty officer the same evening, at home since."),
    "strategy-discussion": ("morgan", "Called for with police, health and school."),
    "risk-outside-family": ("morgan", "Said in the discussion and in the assessment."),
    "existing-processes": ("morgan", "No plan was running; youth justice was told."),
    "discharge-expected": ("morgan", "-Not in hospital."),
    "agencies-that-know-the-family": ("morgan", "School, health and youth justice answered."),
    "assessment-contributors": ("morgan", "School, youth justice and the family."),
    "parents-told": ("morgan", "By the officer, at home, the same evening."),
    "parents-able-to-protect": ("morgan", "They know, they try, and they ring when they are worried."),
    "continuing-risk": ("maggie", "Looked at each week with police; nothing new since."),
    "social-media-posts": ("maggie", "Two posts were taken down in the first week."),
    "safe-to-return": ("morgan", "Home, school and the way between were checked."),
    "practical-measures": ("morgan", "Address marker for six weeks; nothing else was wanted."),
    "safe-address": ("morgan", "-Home was checked and safe."),
    "siblings-at-risk": ("morgan", "-No brothers or sisters at home."),
    "connected-young-people": ("maggie", "Two friends were spoken with, and their parents."),
    "hospital-protection": ("morgan", "-Not in hospital."),
    "hospital-support": ("morgan", "-Not in hospital."),
    "trusted-professional": ("morgan", "-Not in hospital."),
    "threat-to-life": ("maggie", "-No threat to life was found."),
    "reprisal-disruption": ("maggie", "Patrols and youth workers for two weeks."),
    "staff-tonight": ("morgan", "Two together until the first week was over."),
    "held-until-morning": ("morgan", "Emergency duty team, until 08:30."),
    "strategy-discussion-held": ("morgan", "With police, health, education and youth justice."),
    "strategy-discussion-record": ("morgan", "Sent the same day."),
    "referred": ("dele", "The same evening."),
    "referral-decided": ("dele", "Assessment."),
    "enquiry-outcome": ("morgan", "Threshold met; joint enquiry, finished."),
    "young-person-seen": ("priya", "Alone, at school, the next day."),
    "additional-needs": ("priya", "-None that changes how we speak."),
    "emergency-protection": ("morgan", "-Neither was called for."),
    "conference-decided": ("morgan", "-Not held: the risk is outside the home."),
    "assessment-finished": ("priya", "With what places and friends add to the risk."),
    "senior-manager-alert": ("morgan", "Sent the next morning."),
    "notification-decision": ("morgan", "-Nobody was seriously harmed."),
    "notification-advice": ("morgan", "-Not put to them: no notification was owed."),
    "notification-sent": ("morgan", "-None was owed."),
    "notification-partners-told": ("morgan", "-None was owed."),
    "notification-authority": ("morgan", "-No other authority is concerned."),
    "youth-justice-notification": ("yusuf", "-Not owed under the Board's criteria."),
    "appropriate-adult": ("yusuf", "His mother."),
    "custody-worker": ("yusuf", "Saw him twice."),
    "reachable-in-custody": ("yusuf", "He asked for help with college."),
    "custody-support": ("yusuf", "Food, a call home, a nurse."),
    "custody-coordination": ("yusuf", "-Open to no service then."),
    "community-offer": ("yusuf", "Made, and taken up."),
    "custody-information": ("yusuf", "To the front door and the police team."),
    "custody-at-discussions": ("yusuf", "In writing."),
    "custody-exploitation": ("maggie", "Looked for; none seen."),
    "national-referral": ("maggie", "-No signs that call for it."),
    "no-night-in-cells": ("yusuf", "-He was let go the same evening."),
    "release-plan": ("yusuf", "Home with his mother; the others were told."),
    "wider-picture": ("maggie", "Four young people, all known to one of us."),
    "complex-discussion": ("morgan", "-One discussion covered everybody."),
    "discussion-plan": ("morgan", "Part of the safety plans."),
    "principal-seats": ("morgan", "Everybody came or sent what they knew."),
    "further-seats": ("morgan", "Housing, for one part."),
    "purposes-agreed": ("morgan", "Safeguarding and prevention."),
    "actions-sent": ("morgan", "The same day."),
    "record-filed": ("priya", "Filed, one for each."),
    "peers-and-adults": ("maggie", "Two groups from one estate; no adult is known."),
    "weapons-threats-debts": ("maggie", "None known since."),
    "safety-plan-fit": ("priya", "Written anew, and fit."),
    "parents-and-outside-risk": ("priya", "They know, and they ring."),
    "parents-own-risk": ("priya", "None known."),
    "placement-risk": ("priya", "None from home or school."),
    "exploitation-screening": ("dele", "Done; standard."),
    "disruption-plan": ("maggie", "Ended after two quiet weeks."),
    "trigger-plan": ("maggie", "On the record, until the spring."),
    "attacks-on-property": ("maggie", "-None feared."),
    "intelligence-known": ("maggie", "Passed on."),
    "sharing-reminder": ("maggie", "Sent in the first week."),
    "social-media-watch": ("maggie", "Watched for a month."),
    "staff-risk-in-instructions": ("morgan", "In each of them."),
    "community-impact": ("morgan", "Two open evenings at the youth club."),
    "other-authorities": ("morgan", "-None is linked to it."),
    "staff-risk-assessed": ("morgan", "Low, asked of police first."),
    "staff-mitigation-applied": ("morgan", "Two together, by day."),
    "staff-debrief": ("morgan", "Offered to everybody; held in the second week."),
    "joint-supervision": ("morgan", "Held."),
    "briefing-useful": ("morgan", "For the two schools."),
    "briefing-content": ("morgan", "Read by police and by the schools."),
    "briefing-chair": ("morgan", "Morgan Reeve, with Maggie Thorne."),
    "briefing-names-nobody": ("morgan", "Read by somebody from the estate."),
}
RECORDS = {
    "safe-to-return": {"home": "safe", "area": "safe", "school": "safe"},
    "where-and-how-hurt": {"condition": "not-hurt"},
}
LATE = "The police and the office could both take it up on the second day only."


def the_rest(told: Telling, strands: Sequence[str], when: When) -> None:
    """Answer whatever the story has not."""
    for number, strand in enumerate(strands):
        sheet = queries.sheet(told.cast["hana"], told.reference, strand, when(1))
        cards = [*sheet.incident_cards, *sheet.young_person_cards]
        rows = [_row(card) for card in cards if not card.number and card.code in ANSWERS]
        told.answer(strand, rows, some_of(when, number / len(strands), (number + 1) / len(strands)))


def _row(card: queries.CardView) -> Row:
    who, words = ANSWERS[card.code]
    needed = not words.startswith("-")
    answer = PLACE if needed else NOT
    return Row(who, card.code, card.letter, answer, words.removeprefix("-"), RECORDS.get(card.code), late=LATE)
