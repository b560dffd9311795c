"""What happened to Kai on the ward, to Dovydas in custody and before the court, and what became known of threats."""

from collections.abc import Mapping
from datetime import datetime

from reachable.incidents.choices import FactKind

from ..telling import Telling, Value, by_day, on, person
from ..times import Since

Said = tuple[str, float, FactKind, str, Mapping[str, Value], str]  # who, when, what, of whom, the fields, in words


def night(told: Telling, since: Since) -> None:
    for who, minutes, kind, letter, fields, words in NIGHT:
        _say(told, since.night(minutes), who, kind, letter, fields, words)


def day(told: Telling, since: Since) -> None:
    for who, part, kind, letter, fields, words in DAY:
        _say(told, since.day(part), who, kind, letter, fields, words)


def _say(
    told: Telling, at: datetime, who: str, kind: FactKind, letter: str, fields: Mapping[str, Value], words: str
) -> None:
    told.fact(who, at, kind, letter, fields, happened_at=at, words=words)


NIGHT: tuple[Said, ...] = (
    ("ravi", 40, FactKind.OFFICER_ATTENDING, "A", {"officer": "PC Anjali Rao", "ward-rings": "01632 960107"}, ""),
    ("ravi", 60, FactKind.PHONE_ADVICE, "A", {
        "advised": "young-person,parents", "advised-by": "PC Anjali Rao", "other-way": "The telephone at the desk",
    }, "He was half asleep. It is to be said again."),
    ("wendy", 75, FactKind.VISITOR, "A", {
        "who": "Two boys, names not given", "as": "not-known", "came": "asked", "let-in": "no",
    }, "They asked at the desk which bay he was in, and left when the nurse rang."),
    ("ravi", 95, FactKind.WARD_DISCUSSION, "A", {
        "police": "Insp. Ravi Menon", "health": "Sister Blessing Obi, night sister", "childrens-services": "Edith Lamb",
        "visitors": "named-only", "presence": "hospital-security,checks", "look-again-at": by_day(0.05),
    }, "His mother and grandmother alone. Security passes each half hour until eight."),
    ("callum", 112, FactKind.APPROPRIATE_ADULT, "D", {
        "who": "Volunteer of the appropriate adult scheme", "not-involved": "yes", "parents-know": "yes",
    }, "His father was there when it happened."),
    ("callum", 125, FactKind.CUSTODY_WORKER, "D", {
        "who": "Callum Baxter", "outcome": "engaged", "told-separate": "yes",
    }, "Two talks; the second was about his football."),
    ("callum", 128, FactKind.CUSTODY_TOLD, "D", {
        "whom": "front-door", "name": "Edith Lamb, for the front door", "reached": "told", "about": "arrest,needs",
    }, ""),
    ("callum", 131, FactKind.CUSTODY_TOLD, "D", {
        "whom": "youth-justice", "name": "Yusuf Demir", "reached": "left-word", "about": "arrest",
    }, ""),
    ("callum", 136, FactKind.CUSTODY_TOLD, "D", {
        "whom": "mace-police", "name": "Maggie Thorne", "reached": "told", "about": "arrest,risk",
    }, ""),
    ("ravi", 100, FactKind.THREAT_TO_LIFE, "B", {
        "decision": "issued", "decided-by": "Insp. Ravi Menon", "told": "young-person,parents",
        "told-by": "By PC Rao, with his aunt there", "parent-present": "yes", "review-on": on(1),
    }, ""),
)  # fmt: skip

DAY: tuple[Said, ...] = (
    ("sam", 0.08, FactKind.DEVICES, "A", {
        "decision": "handed-over", "why": "The messages of the evening", "decided-by": "DI Sam Okafor",
        "explained": "no",
    }, "His mother handed it over; he was asleep."),
    ("morgan", 0.1, FactKind.YOUTH_WORKER_ASKED, "A", {"asked-by": "Morgan Reeve", "asked-whom": "Tomasz Wilk"}, ""),
    ("wendy", 0.12, FactKind.TRUSTED_PROFESSIONAL, "A", {
        "who": "Leon, of the boxing evenings", "wanted": "yes",
    }, "He asked for him by himself."),
    ("wendy", 0.14, FactKind.VISITING_ROLE, "A", {
        "who": "Priya Shah, social worker", "ward-told": "yes", "police-told": "yes",
    }, ""),
    ("tomasz", 0.3, FactKind.YOUTH_WORKER_DISCUSSED, "A", {
        "for-police": person("sam"), "police-says": "does-not-agree",
        "for-social-work": person("hana"), "social-work-says": "agrees",
        "for-youth-support": person("tomasz"), "youth-support-says": "agrees",
        "conditions": "Sam wants his account first; asked again this afternoon",
    }, ""),
    ("callum", 0.16, FactKind.SERVICES_AND_HOME, "D", {
        "lives": "norfolk", "statutory": "yes", "early-help": "no",
    }, "A youth justice worker since the spring."),
    ("callum", 0.18, FactKind.CUSTODY_TOLD, "D", {
        "whom": "social-worker", "reached": "no-such", "name": "He has none", "about": "needs",
    }, ""),
    ("maggie", 0.2, FactKind.EXPLOITATION_SIGNS, "D", {
        "signs": "seen", "what": "A new telephone; two journeys paid by somebody else", "passed-to": "Dele Ajayi",
    }, ""),
    ("yusuf", 0.24, FactKind.NATIONAL_REFERRAL, "D", {
        "referral": "to-be-made", "first-responder": "youth-justice", "solicitor-told": "yes",
    }, ""),
    ("hana", 0.66, FactKind.HEADS_MET, "", {
        "social-care": "Hana Whitcombe", "youth-justice": "Yusuf Demir", "everybody": "yes",
    }, ""),
    ("yusuf", 0.7, FactKind.BAIL_POSITION, "D", {
        "position": "not-agreed", "dissent": "somebody",
        "dissent-words": "Police would rather not: the aunt lives two streets from the other side.",
    }, "Children's services and youth justice lean to bail at his aunt's."),
    ("yusuf", 0.72, FactKind.COURT_SUPPORT, "D", {
        "in-custody": "Callum Baxter", "at-court": "Yusuf Demir", "for-family": "An interpreter, and Dele Ajayi",
    }, ""),
    ("maggie", 0.75, FactKind.OUTSIDE_COURT, "D", {
        "risk": "likely", "measures": "police,entrance", "police-liaison": "Maggie Thorne",
    }, "Both sides know the day."),
    ("yusuf", 0.8, FactKind.ESTABLISHMENT_CHECKED, "D", {
        "establishment": "wetherby", "links": "found", "who": "A cousin of Corey (F)",
    }, ""),
    ("yusuf", 0.81, FactKind.ESTABLISHMENT_CHECKED, "D", {
        "establishment": "werrington", "links": "none-known",
    }, ""),
    ("shona", 0.5, FactKind.SOCIAL_MEDIA_SEEN, "", {
        "how": "told", "legal": "not-asked", "held": "On the school's safeguarding system, with Shona Reid",
        "passed-to-police": "yes",
    }, "A pupil showed it. It says where somebody lives."),
)  # fmt: skip
