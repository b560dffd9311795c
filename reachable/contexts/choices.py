"""Codes of places, groups, schools and online spaces. Codes never change meaning."""

from django.db.models import TextChoices


class ContextKind(TextChoices):
    PLACE = "PLACE", "A place or neighbourhood"
    SCHOOL = "SCHOOL", "A school or college"
    PEERS = "PEERS", "A group of friends"
    ONLINE = "ONLINE", "An online space"


class ContextState(TextChoices):
    REFERRED = "REFERRED", "Referred"
    ASSESSED = "ASSESSED", "Assessed"
    PLANNED = "PLANNED", "Goals are set"
    ENDED = "ENDED", "Ended"


class ContextAnswered(TextChoices):
    """As a consideration is answered: never skipped."""

    ACTION = "ACTION", "Action needed"
    IN_PLACE = "IN_PLACE", "Already in place"
    NOT_NEEDED = "NOT_NEEDED", "Not needed, because"
    NOT_KNOWN = "NOT_KNOWN", "Not yet known"


class GoalState(TextChoices):
    AHEAD = "AHEAD", "Not begun"
    MOVING = "MOVING", "On the way"
    REACHED = "REACHED", "Reached"
    LEFT = "LEFT", "No longer aimed at"


class Colour(TextChoices):
    """How safe a place is for the young person who says so."""

    RED = "RED", "Red: not safe"
    AMBER = "AMBER", "Amber: sometimes safe"
    GREEN = "GREEN", "Green: safe"


class MapKind(TextChoices):
    PLACE = "PLACE", "A place"
    ROUTE = "ROUTE", "A way between places"


class MapSeenBy(TextChoices):
    """Who may see a safety map, as the young person said."""

    MAKERS = "MAKERS", "Only whoever made it with them, and their social worker"
    NAMED = "NAMED", "Those who are named"
    TEAM = "TEAM", "Everybody on the team who reads their records"


class Aspect(TextChoices):
    """Where harm comes from, and where safety can grow: what is weighed."""

    HOME = "HOME", "Home and family"
    PEERS = "PEERS", "Friends"
    EDUCATION = "EDUCATION", "School, college or work"
    NEIGHBOURHOOD = "NEIGHBOURHOOD", "Neighbourhood, places and ways"
    ONLINE = "ONLINE", "Online"


class WeighedBy(TextChoices):
    PROFESSIONAL = "PROFESSIONAL", "Professional"
    YOUNG_PERSON = "YOUNG_PERSON", "Young person"
    PARENT = "PARENT", "Parent or carer"


class DisruptionOn(TextChoices):
    YOUNG_PERSON = "YOUNG_PERSON", "A young person"
    ADULT = "ADULT", "An adult"
    PLACE = "PLACE", "A place"


class DisruptionState(TextChoices):
    CONSIDERED = "CONSIDERED", "Considered"
    ASKED_FOR = "ASKED_FOR", "Asked for"
    IN_FORCE = "IN_FORCE", "In force"
    NOT_MADE = "NOT_MADE", "Not made"
    ENDED = "ENDED", "Ended"


class ConditionKind(TextChoices):
    PLACE = "PLACE", "Place"
    PERSON = "PERSON", "Person"
    TIME = "TIME", "Time"
    OTHER = "OTHER", "Other"
