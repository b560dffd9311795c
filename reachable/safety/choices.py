"""Codes of what keeps young people and staff safe. Codes never change meaning."""

from django.db.models import TextChoices


class MeasureKind(TextChoices):
    """What can be done the same evening (SAF-8, CTX-16)."""

    ACCOMMODATION = "ACCOMMODATION", "Somewhere else to stay"
    ADDRESS_MARKER = "ADDRESS_MARKER", "Police address marker"
    DOORBELL_VIDEO = "DOORBELL_VIDEO", "Doorbell video"
    FIRE_SAFETY = "FIRE_SAFETY", "Fire safety at home"
    PATROL = "PATROL", "Police patrol"
    OTHER = "OTHER", "Another measure"


class MeasureState(TextChoices):
    ASKED_FOR = "ASKED_FOR", "Asked for"
    IN_PLACE = "IN_PLACE", "In place"
    NOT_TO_BE_HAD = "NOT_TO_BE_HAD", "Not to be had"
    ENDED = "ENDED", "Ended"


class PlanPlace(TextChoices):
    """Where a measure of the safety plan belongs."""

    HOME = "HOME", "At home"
    AREA = "AREA", "In the area"
    EDUCATION = "EDUCATION", "At school, college or work"
    ONLINE = "ONLINE", "Online"
    TRAVEL = "TRAVEL", "On the way"


class Fit(TextChoices):
    """Whether a safety plan is still fit for purpose (CTX-10)."""

    FIT = "FIT", "Still fit for purpose"
    NOT_FIT = "NOT_FIT", "Not fit: it must change"


class ContactMode(TextChoices):
    """How contact is made; what a clearance is for."""

    HOME_VISIT = "HOME_VISIT", "A visit at home"
    ELSEWHERE = "ELSEWHERE", "A meeting at another place"
    WARD = "WARD", "A visit on the ward"
    CUSTODY = "CUSTODY", "A visit in custody"
    TRANSPORT = "TRANSPORT", "Taking somebody somewhere"
    STREET = "STREET", "Outreach in the area"
    TELEPHONE = "TELEPHONE", "A telephone or video call"


class StaffRisk(TextChoices):
    LOW = "LOW", "Low"
    SOME = "SOME", "Some"
    SERIOUS = "SERIOUS", "Serious"


class Mitigation(TextChoices):
    """What lessens the risk to staff (STF-1, CTX-18)."""

    TWO_TOGETHER = "TWO_TOGETHER", "Two go together"
    NEUTRAL_PLACE = "NEUTRAL_PLACE", "Another place than the home"
    DAYLIGHT = "DAYLIGHT", "In daylight"
    POLICE_NEAR = "POLICE_NEAR", "Police near or with them"
    CHECK_IN = "CHECK_IN", "Check-in before and after"
    OTHER_WORKER = "OTHER_WORKER", "A worker who is less exposed"
    NO_WAITING = "NO_WAITING", "Park facing out, do not wait outside"
    NUMBER_WITHHELD = "NUMBER_WITHHELD", "Number withheld"
    PLACE_NOT_SAID = "PLACE_NOT_SAID", "Where anybody is, is not said"
    AGREED_WORDS = "AGREED_WORDS", "A word agreed that ends the call"
    OTHER = "OTHER", "Something else, in words"


# A telephone call carries these from the start; one key confirms them.
FOR_A_CALL = (Mitigation.NUMBER_WITHHELD, Mitigation.PLACE_NOT_SAID, Mitigation.AGREED_WORDS)


class SupportKind(TextChoices):
    """What is offered to staff (STF-2); what is said there is nowhere in here."""

    DEBRIEF = "DEBRIEF", "Debrief"
    SUPERVISION = "SUPERVISION", "Joint Agency Group Supervision"


class SupportState(TextChoices):
    OFFERED = "OFFERED", "Offered"
    WANTED = "WANTED", "Wanted"
    BOOKED = "BOOKED", "Booked"
    HELD = "HELD", "Held"
    NOT_WANTED = "NOT_WANTED", "Not wanted now"


class DomainFinding(TextChoices):
    """What is found in one domain of screening; "not known" is an answer."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class InterviewState(TextChoices):
    """What became of the interview after somebody returned from being missing."""

    NOT_YET = "NOT_YET", "Not yet offered"
    OFFERED = "OFFERED", "Offered"
    HELD = "HELD", "Held"
    REFUSED = "REFUSED", "The young person did not want it"
    NOT_HELD = "NOT_HELD", "Not held, because"


class OfferState(TextChoices):
    """What became of help for a young person or the family."""

    TO_OFFER = "TO_OFFER", "To be offered"
    OFFERED = "OFFERED", "Offered"
    WAITING = "WAITING", "Wanted, waiting for a place"
    RUNNING = "RUNNING", "Running"
    ENDED = "ENDED", "Ended"
    NOT_WANTED = "NOT_WANTED", "Not wanted now"


class Agrees(TextChoices):
    """Whether a measure agrees with the safety plan."""

    FITS = "FITS", "Agrees with the safety plan"
    CLASHES = "CLASHES", "Contradicts the safety plan"
