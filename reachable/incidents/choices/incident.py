"""What an incident, its people, its team and what came with it can be."""

from django.db.models import TextChoices


class Offence(TextChoices):
    STABBING = "STABBING", "Stabbing or slashing"
    SHOOTING = "SHOOTING", "Shooting"
    HOMICIDE = "HOMICIDE", "Murder or manslaughter"
    SERIOUS_ASSAULT = "SERIOUS_ASSAULT", "Serious assault (grievous bodily harm, attempted murder)"
    ASSAULT = "ASSAULT", "Other assault"
    ROBBERY = "ROBBERY", "Robbery"
    THREAT_WITH_WEAPON = "THREAT_WITH_WEAPON", "Threat with a weapon"
    CARRYING_WEAPON = "CARRYING_WEAPON", "Carrying a weapon"
    ABDUCTION = "ABDUCTION", "Abduction or being held against their will"
    FIRE_OR_ACID = "FIRE_OR_ACID", "Arson or acid attack"
    OTHER = "OTHER", "Something else"
    NOT_KNOWN = "NOT_KNOWN", "Not sure"


class Weapon(TextChoices):
    NONE_SEEN = "NONE_SEEN", "None seen"
    KNIFE = "KNIFE", "Knife or blade"
    FIREARM = "FIREARM", "Firearm"
    OTHER = "OTHER", "Other weapon"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Setting(TextChoices):
    STREET = "STREET", "Street or public place"
    SCHOOL = "SCHOOL", "School or college"
    ONLINE = "ONLINE", "Online"
    HOME = "HOME", "In the family home"
    OTHER = "OTHER", "Somewhere else"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Known(TextChoices):
    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Area(TextChoices):
    """The parts of the county that duty roles cover."""

    NORWICH = "NORWICH", "Norwich"
    BRECKLAND = "BRECKLAND", "Breckland"
    BROADLAND = "BROADLAND", "Broadland"
    GREAT_YARMOUTH = "GREAT_YARMOUTH", "Great Yarmouth"
    NORTH_NORFOLK = "NORTH_NORFOLK", "North Norfolk"
    SOUTH_NORFOLK = "SOUTH_NORFOLK", "South Norfolk"
    WEST_NORFOLK = "WEST_NORFOLK", "King's Lynn and West Norfolk"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Part(TextChoices):
    """A young person's role in one incident; several at once are usual."""

    VICTIM = "VICTIM", "Victim"
    SUSPECTED = "SUSPECTED", "Suspected"
    WITNESS = "WITNESS", "Witness"
    PRESENT = "PRESENT", "Present"
    SIBLING = "SIBLING", "Sibling"
    CONNECTED = "CONNECTED", "Connected"
    OTHER = "OTHER", "Other"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class AdultPart(TextChoices):
    HURT = "HURT", "Hurt"
    SUSPECTED = "SUSPECTED", "Suspected"


class Where(TextChoices):
    HOME = "HOME", "At home"
    HOSPITAL = "HOSPITAL", "In hospital"
    CUSTODY = "CUSTODY", "In custody"
    ELSEWHERE = "ELSEWHERE", "Somewhere else"
    MISSING = "MISSING", "Missing"
    DIED = "DIED", "Died"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Said(TextChoices):
    """How a statement of where somebody is stands to the one before it."""

    MOVED = "MOVED", "They have moved since"
    CORRECTS = "CORRECTS", "What was said before is wrong"
    CONTRADICTS = "CONTRADICTS", "Both are said, and which is right is not known"


class PartEnd(TextChoices):
    """Why a role of a young person in an incident ends."""

    NO_FURTHER_ACTION = "NO_FURTHER_ACTION", "No further action"
    ACQUITTED = "ACQUITTED", "Acquitted"
    MISTAKE = "MISTAKE", "It was never so"
    OTHER = "OTHER", "Another reason"


class LinkKind(TextChoices):
    """Why two incidents belong together, said of the later one."""

    REPRISAL = "REPRISAL", "A reprisal for the earlier one"
    SAME_PEOPLE = "SAME_PEOPLE", "Some of the same people"
    SAME_PLACE = "SAME_PLACE", "The same place or group of friends"
    OTHER = "OTHER", "Another link"


class LookUpKind(TextChoices):
    LOOK_UP = "LOOK_UP", "Looked up whether something is held"
    EMERGENCY = "EMERGENCY", "Asked for emergency access"


class Phase(TextChoices):
    PROVISIONAL = "PROVISIONAL", "responding, provisional"
    CONFIRMED = "CONFIRMED", "responding"
    STABILISING = "STABILISING", "stabilising"
    USUAL = "USUAL", "business as usual"
    NOT_SERIOUS = "NOT_SERIOUS", "closed: not serious youth violence"
    JOINED = "JOINED", "joined to another report"


RUNNING = (Phase.PROVISIONAL, Phase.CONFIRMED, Phase.STABILISING)
SIGNED = (Phase.CONFIRMED, Phase.STABILISING, Phase.USUAL)  # it was found to be serious youth violence


class Finding(TextChoices):
    MET = "MET", "Met"
    NOT_MET = "NOT_MET", "Not met"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class DefinitionPart(TextChoices):
    """The three parts of serious youth violence (DEF-3)."""

    OFFENCE = "OFFENCE", "Most serious violence, or a weapon"
    AGE = "AGE", "A young person under 18"
    SETTING = "SETTING", "Outside the family"


class ContextQuestion(TextChoices):
    STREET_GANG = "STREET_GANG", "Is a street gang part of it? (DEF-1)"
    GANG_IMPACTED_ENVIRONMENT = "GANG_IMPACTED_ENVIRONMENT", "Did it happen in a gang-impacted environment? (DEF-2)"


class Route(TextChoices):
    """What carries a concern on once an incident is closed as not serious youth violence."""

    FRONT_DOOR = "FRONT_DOOR", "Children's front door"
    SECTION_47 = "SECTION_47", "Section 47 enquiry"


class TeamPart(TextChoices):
    LEAD = "LEAD", "Lead"
    DEPUTY = "DEPUTY", "Deputy lead"
    SENIOR_INVESTIGATING_OFFICER = "SENIOR_INVESTIGATING_OFFICER", "Senior Investigating Officer"
    DUTY = "DUTY", "On duty tonight"
    EMERGENCY = "EMERGENCY", "Emergency access"
    SAFEGUARDING_ADVISER = "SAFEGUARDING_ADVISER", "Safeguarding lead who advises on the notification"
    REVIEW_PANEL = "REVIEW_PANEL", "Rapid review panel"
    MINUTES = "MINUTES", "Takes the minutes"
    MEMBER = "MEMBER", "Team"


ONE_AT_A_TIME = (TeamPart.LEAD, TeamPart.SENIOR_INVESTIGATING_OFFICER)


class ConnectionKind(TextChoices):
    RELATED = "RELATED", "Related to somebody in it"
    LIVES_NEAR = "LIVES_NEAR", "Lives near somebody in it"
    WORKS_PERSONALLY = "WORKS_PERSONALLY", "Works personally with somebody in it"
    OTHER = "OTHER", "Another connection"


class Audience(TextChoices):
    TEAM = "TEAM", "Everybody on the team"
    WITNESSES = "WITNESSES", "Police and the children's services lead"
    CHILDRENS_SERVICES = "CHILDRENS_SERVICES", "Children's services"
    NOTIFICATION_DECISION = "NOTIFICATION_DECISION", "Those who decide and advise on the notification"
    RAPID_REVIEW_PANEL = "RAPID_REVIEW_PANEL", "The panel of the rapid review"
    THREAT_TO_LIFE = "THREAT_TO_LIFE", "Police, and the managers of children's services who answer for the young person"


class GroupStance(TextChoices):
    """A relation between two groups, said in one incident."""

    OPPOSING = "OPPOSING", "Opposing groups"
    ON_GOOD_TERMS = "ON_GOOD_TERMS", "On good terms"


class ListState(TextChoices):
    """How far a partner's list has come."""

    COLUMNS = "COLUMNS", "columns to be checked"
    ROWS = "ROWS", "rows to be checked"
    WRITING = "WRITING", "being brought in"
    DONE = "DONE", "brought in"
    UNDOING = "UNDOING", "being undone"
    UNDONE = "UNDONE", "undone"
    ERASED = "ERASED", "erased"


class ListOutcome(TextChoices):
    """What was found of one row of a partner's list."""

    NEW = "NEW", "New"
    MATCH = "MATCH", "May be held already"
    DUPLICATE = "DUPLICATE", "Is in the list already"
    PROBLEM = "PROBLEM", "Problem"


class RowDecision(TextChoices):
    BRING = "BRING", "Bring in as somebody new"
    SAME = "SAME", "Is somebody held already"
    NOT_SURE = "NOT_SURE", "Bring in, and look at it later"
    LEAVE = "LEAVE", "Leave out"


class HoldKind(TextChoices):
    """What keeps things from being erased."""

    CRIMINAL = "CRIMINAL", "Criminal proceedings"
    REVIEW = "REVIEW", "Review of practice"
    INQUEST = "INQUEST", "Inquest"
    SUBJECT_ACCESS = "SUBJECT_ACCESS", "Request for one's own information"
    COMPLAINT = "COMPLAINT", "Complaint"


class SealedKind(TextChoices):
    ASSOCIATION = "ASSOCIATION", "Connection between two people"
    GROUP_LINK = "GROUP_LINK", "Reported link to a group"
    GROUP_RELATION = "GROUP_RELATION", "Relation between groups"
    NETWORK_PERSON = "NETWORK_PERSON", "Somebody in the network"
    DISPOSITION = "DISPOSITION", "Answer about somebody in the network"


class RemovedBecause(TextChoices):
    """Why a connection, or somebody in the network, is taken out. Kept in the audit; not stored elsewhere."""

    WRONG = "WRONG", "It is not true"
    NOT_SHOWN = "NOT_SHOWN", "Nothing supports it"
    NO_LONGER = "NO_LONGER", "It is no longer so"
    NOT_NEEDED = "NOT_NEEDED", "It is not needed to keep anybody safe"
    ASKED = "ASKED", "Somebody whom it is about asked for it"
