"""Codes of the people room. They are stored, so they never change meaning."""

from itertools import product

from django.db.models import TextChoices


class Stage(TextChoices):
    YOUNG_PERSON = "YOUNG_PERSON", "Young person"
    ADULT = "ADULT", "Adult"


class IdentifierSystem(TextChoices):
    NHS_NUMBER = "NHS_NUMBER", "NHS number"
    UPN = "UPN", "Unique pupil number"
    SOCIAL_CARE = "SOCIAL_CARE", "Social care number"


# Day, month and year of a date of birth: accurate, estimated or unknown, as the person standard writes it.
ACCURACIES = tuple("".join(parts) for parts in product("AEU", repeat=3))
ACCURATE = "AAA"
NO_DATE = "UUU"


class DoubtSettled(TextChoices):
    SAME = "SAME", "The same person"
    DIFFERENT = "DIFFERENT", "Two people"


class Tri(TextChoices):
    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class NameUse(TextChoices):
    """As the person standard distinguishes them, and what young people are called or call themselves."""

    USUAL = "USUAL", "Usual or preferred name"
    NICKNAME = "NICKNAME", "Nickname"
    OFFICIAL = "OFFICIAL", "Name on official papers"
    FORMER = "FORMER", "Former name"
    FALSE = "FALSE", "Name given that was not theirs"
    ONLINE = "ONLINE", "Name used online"


class AddressUse(TextChoices):
    """`SAFE_USES` are read by named people only."""

    HOME = "HOME", "Home"
    OTHER_HOME = "OTHER_HOME", "Second home, with another parent or carer"
    STAYS = "STAYS", "Where they stay at times"
    PLACEMENT = "PLACEMENT", "Placement"
    RELATIVE = "RELATIVE", "With a relative, for safety"
    REFUGE = "REFUGE", "Refuge or other safe place"


SAFE_USES = (AddressUse.PLACEMENT, AddressUse.RELATIVE, AddressUse.REFUGE)


class DetailKind(TextChoices):
    """What is recorded of a person beside name, birth, numbers and addresses. `detail_kinds` says how each is asked."""

    SEX = "SEX", "Sex"
    GENDER = "GENDER", "Gender"
    ETHNICITY = "ETHNICITY", "Ethnicity"
    RELIGION = "RELIGION", "Religion or belief"
    LANGUAGE = "LANGUAGE", "Language"
    INTERPRETER = "INTERPRETER", "Interpreter"
    COMMUNICATION = "COMMUNICATION", "Communication needs"
    SEND = "SEND", "Special educational needs or disability"
    HOME_AUTHORITY = "HOME_AUTHORITY", "Home local authority"
    SCHOOL = "SCHOOL", "School, college or provider"
    GP = "GP", "GP practice"
    LEGAL_STATUS = "LEGAL_STATUS", "Legal status"
    ORDER = "ORDER", "Order of a court"
    SERVICE = "SERVICE", "Open to a service"
    WORKER = "WORKER", "Allocated professional"
    CONTACT = "CONTACT", "How to reach them"
    DOCUMENT = "DOCUMENT", "Document held elsewhere"


class AssociationKind(TextChoices):
    """How two people are connected, said from the one to the other. `association_kinds` says how each is told."""

    PARENT = "PARENT", "Parent"
    STEP_PARENT = "STEP_PARENT", "Step-parent or parent's partner"
    CARER = "CARER", "Carer or foster carer"
    SIBLING = "SIBLING", "Brother or sister"
    HALF_SIBLING = "HALF_SIBLING", "Half or step brother or sister"
    GRANDPARENT = "GRANDPARENT", "Grandparent"
    AUNT_OR_UNCLE = "AUNT_OR_UNCLE", "Aunt or uncle"
    COUSIN = "COUSIN", "Cousin"
    OTHER_RELATIVE = "OTHER_RELATIVE", "Another relative"
    HOUSEHOLD = "HOUSEHOLD", "Lives in the same household"
    FRIEND = "FRIEND", "Friend"
    PARTNER = "PARTNER", "Boyfriend, girlfriend or partner"
    CO_PRESENT = "CO_PRESENT", "Were in the same place at an incident"
    IN_CONFLICT = "IN_CONFLICT", "In conflict"
    EXPLOITS = "EXPLOITS", "Exploits"
    SUPPORTIVE_ADULT = "SUPPORTIVE_ADULT", "Supportive adult"
    SHARES_PLACEMENT = "SHARES_PLACEMENT", "Shares a placement"
    SHARES_SCHOOL = "SHARES_SCHOOL", "Shares a school or provider"
    ONLINE = "ONLINE", "Online contact"


class SourceClass(TextChoices):
    """How whoever asserts something knows it, in plain words."""

    MYSELF = "MYSELF", "Seen or heard myself"
    YOUNG_PERSON = "YOUNG_PERSON", "Told by the young person"
    SOMEBODY_ELSE = "SOMEBODY_ELSE", "Told by somebody else"
    WRITTEN = "WRITTEN", "Written record"
    RUMOUR = "RUMOUR", "Rumour"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class SourceGrade(TextChoices):
    """First part of the police 3x5x2 grading."""

    RELIABLE = "1", "1: reliable"
    UNTESTED = "2", "2: untested"
    NOT_RELIABLE = "3", "3: not reliable"


class InformationGrade(TextChoices):
    """Second part of the police 3x5x2 grading."""

    KNOWN_DIRECTLY = "A", "A: known directly"
    CORROBORATED = "B", "B: known indirectly, but corroborated"
    KNOWN_INDIRECTLY = "C", "C: known indirectly"
    NOT_KNOWN = "D", "D: not known"
    SUSPECTED_FALSE = "E", "E: suspected to be false"


class Handling(TextChoices):
    """Who may read an assertion: the third part of the police grading, made into a rule that is enforced."""

    TEAM = "TEAM", "P: lawful sharing permitted, with the team"
    POLICE_AND_LEAD = "POLICE_AND_LEAD", "C: police and the children's services lead only"
    POLICE = "POLICE", "C: police only"


NAME_LENGTH = 120
FOLDED_LENGTH = 400
REASON_LENGTH = 500
OLDEST = 120
OLDEST_YOUNG_PERSON = 25
YOUNGEST_ADULT = 18
MATCH_KEY_LENGTH = 40
WORDS_LENGTH = 1000
TOLD_BY_LENGTH = 200
GROUP_NAME_LENGTH = 80
