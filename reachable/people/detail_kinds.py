"""How each kind of detail is asked, with which answers, and what the person standard calls them.

One table: forms, pages, checks and the line of what is not known yet follow it; an export reads `standard` from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from .choices import DetailKind


class Theme(StrEnum):
    """The headings of the record, in the order in which it is read."""

    IDENTITY = "Identity"
    WHERE = "Where and with whom"
    SCHOOL_AND_HEALTH = "School and health"
    LANGUAGE = "Language and communication"
    LEGAL = "Legal status and services"
    WORKERS = "Who works with them"
    FAMILY = "Family and household"
    NUMBERS = "Numbers"
    DOCUMENTS = "Documents"


@dataclass(frozen=True)
class Option:
    """One answer. `standard` is its code in the person or safeguarding standard; empty where that has none.

    Of the options of one `group` only one stands at a time. `is_open`: recorded, and still not known.
    """

    code: str
    label: str
    standard: str = ""
    group: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class KindOfDetail:
    """`options`, `words`, `where` and `dated` are what the form asks; what is empty is not asked.

    `several`: more than one may stand at once; else a new one takes the place of what stood. `called` is its name in
    a sentence; `is_expected`: a record without it says that it is not known yet. `standard` is the property, or the
    kind of entry, that the standard writes it to; empty where it has none.
    """

    kind: DetailKind
    theme: Theme
    called: str
    ask: str = ""
    options: tuple[Option, ...] = ()
    several: bool = False
    words: str = ""
    words_hint: str = ""
    where: str = ""
    dated: bool = False
    asks_worker: bool = False
    is_expected: bool = False
    of_adults: bool = False
    standard: str = ""

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def slug(self) -> str:
        return self.kind.value.lower().replace("_", "-")

    def option(self, code: str) -> Option | None:
        return next((one for one in self.options if one.code == code), None)


_NOT_ASKED = Option("NOT_ASKED", "Not asked yet", is_open=True)
_NO_ANSWER = Option("DOES_NOT_WANT", "Does not want to say")


def _options(*rows: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(row[0], row[1], row[2] if len(row) > 2 else "") for row in rows)


_SEXES = _options(("MALE", "Male", "1"), ("FEMALE", "Female", "2"), ("INDETERMINATE", "Indeterminate", "9"))
_GENDERS = _options(("MALE", "Boy or man", "1"), ("FEMALE", "Girl or woman", "2"), ("OTHER", "In their own words", "9"))
_ETHNICITIES = _options(
    ("WHITE_BRITISH", "White: English, Welsh, Scottish, Northern Irish or British", "13"),
    ("WHITE_IRISH", "White: Irish", "14"),
    ("WHITE_GYPSY", "White: Gypsy or Irish Traveller", "15"),
    ("WHITE_ROMA", "White: Roma", "16"),
    ("WHITE_OTHER", "White: any other White background", "17"),
    ("MIXED_CARIBBEAN", "Mixed: White and Black Caribbean", "11"),
    ("MIXED_AFRICAN", "Mixed: White and Black African", "10"),
    ("MIXED_ASIAN", "Mixed: White and Asian", "9"),
    ("MIXED_OTHER", "Mixed: any other Mixed background", "12"),
    ("ASIAN_INDIAN", "Asian: Indian", "3"),
    ("ASIAN_PAKISTANI", "Asian: Pakistani", "4"),
    ("ASIAN_BANGLADESHI", "Asian: Bangladeshi", "1"),
    ("ASIAN_CHINESE", "Asian: Chinese", "2"),
    ("ASIAN_OTHER", "Asian: any other Asian background", "5"),
    ("BLACK_AFRICAN", "Black: African", "6"),
    ("BLACK_CARIBBEAN", "Black: Caribbean", "7"),
    ("BLACK_OTHER", "Black: any other Black background", "8"),
    ("ARAB", "Arab", "18"),
    ("OTHER", "Any other ethnic group", "19"),
)
_RELIGIONS = _options(
    ("NONE", "No religion"), ("BUDDHIST", "Buddhist"), ("CHRISTIAN", "Christian"), ("HINDU", "Hindu"),
    ("JEWISH", "Jewish"), ("MUSLIM", "Muslim"), ("SIKH", "Sikh"), ("OTHER", "Another religion or belief"),
)  # fmt: skip
_LANGUAGES = _options(
    ("ar", "Arabic", "EAL.ar"), ("bg", "Bulgarian", "EAL.bg"), ("bn", "Bengali or Sylheti", "EAL.bn"),
    ("bfi", "British Sign Language"), ("en", "English"), ("fa", "Farsi or Dari", "EAL.fa"),
    ("ku", "Kurdish", "EAL.ku"), ("lt", "Lithuanian", "EAL.lt"), ("lv", "Latvian", "EAL.lv"),
    ("pl", "Polish", "EAL.pl"), ("ps", "Pashto", "EAL.ps"), ("pt", "Portuguese", "EAL.pt"),
    ("ro", "Romanian", "EAL.ro"),
    ("ru", "Russian", "EAL.ru"), ("so", "Somali", "EAL.so"), ("sq", "Albanian", "EAL.sq"), ("ti", "Tigrinya", "EAL.ti"),
    ("tr", "Turkish", "EAL.tr"), ("tw", "Twi", "EAL.tw"), ("uk", "Ukrainian", "EAL.uk"), ("vi", "Vietnamese", "EAL.vi"),
    ("yo", "Yoruba", "EAL.yo"), ("OTHER", "Another language", "EAL"),
)  # fmt: skip
_INTERPRETER = (
    *_options(("NEEDED", "An interpreter is needed"), ("NOT_NEEDED", "No interpreter is needed")),
    Option("NOT_KNOWN", "Not known", is_open=True),
)
_SEND = (
    *_options(
        ("SPLD", "Specific learning difficulty", "SEND.SpLD"),
        ("MLD", "Moderate learning difficulty", "SEND.MLD"),
        ("SLD", "Severe learning difficulty", "SEND.SLD"),
        ("PMLD", "Profound and multiple learning difficulty", "SEND.PMLD"),
        ("SLCN", "Speech, language and communication needs", "SEND.SLCN"),
        ("ASC", "Autism", "SEND.ASC"),
        ("SEMH", "Social, emotional and mental health", "SEND.SEMH"),
        ("VI", "Visual impairment", "SEND.VI"),
        ("HI", "Hearing impairment", "SEND.HI"),
        ("MSI", "Multi-sensory impairment", "SEND.MSI"),
        ("PD", "Physical disability", "SEND.PD"),
        ("DS", "Down syndrome", "SEND.DS"),
        ("OTH", "Another difficulty or disability", "SEND.OTH"),
        ("NSA", "Support, but no assessed need yet", "SEND.NSA"),
        ("NONE", "No special educational needs known to the school"),
    ),
    Option("EHC_PLAN", "Has an education, health and care plan", "plan.ehcp", group="plan"),
    Option("NO_EHC_PLAN", "Has no education, health and care plan", group="plan"),
)
_PROVISIONS = _options(
    ("SCHOOL", "School", "high-school"),
    ("SPECIAL_SCHOOL", "Special school", "SEN-high-school"),
    ("COLLEGE", "College", "learning-education-employment"),
    ("ALTERNATIVE", "Alternative provision or short stay school", "alternative-provision-school"),
    ("TRAINING", "Training, apprenticeship or work", "learning-education-employment"),
    ("AT_HOME", "Educated at home"),
    ("NONE", "Not in education, training or work", "NEET"),
)
_LEGAL = _options(
    ("CHILD_IN_NEED", "Child in need", "plan.cin-plan"),
    ("CHILD_PROTECTION", "Child protection plan", "plan.cp-plan"),
    ("LOOKED_AFTER", "Looked after", "plan.child-looked-after"),
    ("CARE_LEAVER", "Care leaver", "care-leaver"),
    ("NONE", "None of these"),
)
_CIVIL = "plan.family-court-order"
_ORDERS = _options(
    ("EMERGENCY_PROTECTION", "Emergency protection order", _CIVIL),
    ("CARE", "Care order", _CIVIL),
    ("INTERIM_CARE", "Interim care order", _CIVIL),
    ("SUPERVISION", "Supervision order", _CIVIL),
    ("SPECIAL_GUARDIANSHIP", "Special guardianship order", _CIVIL),
    ("CHILD_ARRANGEMENTS", "Child arrangements order", _CIVIL),
    ("PROHIBITED_STEPS", "Prohibited steps order", _CIVIL),
    ("SECURE", "Secure accommodation order", _CIVIL),
    ("NON_MOLESTATION", "Non-molestation order, or another that keeps somebody away", _CIVIL),
    ("REFERRAL", "Referral order"),
    ("YOUTH_REHABILITATION", "Youth rehabilitation order"),
    ("DETENTION", "Detention and training order, or longer detention"),
    ("BEHAVIOUR", "Criminal behaviour order or injunction"),
    ("OTHER", "Another order"),
)
_SERVICES = _options(
    ("CHILDRENS_SOCIAL_CARE", "Children's social care", "social-care"),
    ("MASH", "Multi-agency safeguarding hub (MASH)", "social-care"),
    ("EARLY_HELP", "Early help", "early-help"),
    ("YJS", "Youth justice service (YJS)", "youth-offending"),
    ("TYSS", "Targeted Youth Support Service (TYSS)", "other-professional-support"),
    ("CAMHS", "Child and adolescent mental health (CAMHS)", "CAMHS"),
    ("MACE", "Child exploitation team (MACE)", "other-professional-support"),
    ("SUBSTANCE_USE", "Drug and alcohol service", "other-professional-support"),
    ("PAEDIATRICS", "Paediatrics or community nursing", "other-professional-support"),
    ("DOMESTIC_ABUSE", "Domestic abuse service", "other-professional-support"),
    ("PROBATION", "Probation", "other-professional-support"),
    ("VOLUNTARY", "Voluntary organisation", "other-professional-support"),
    ("OTHER", "Another service", "other-professional-support"),
)
_WORKERS = _options(
    ("SOCIAL_WORKER", "Social worker"), ("TEAM_MANAGER", "Social worker's manager"),
    ("PERSONAL_ADVISER", "Personal adviser"), ("REVIEWING_OFFICER", "Independent reviewing officer"),
    ("YOUTH_JUSTICE", "Youth justice worker"), ("YOUTH_SUPPORT", "Youth support worker"),
    ("SCHOOL", "Safeguarding lead at school or college"), ("HEALTH", "Nurse, health visitor or doctor"),
    ("MENTAL_HEALTH", "Mental health worker"), ("POLICE", "Police officer"), ("ADVOCATE", "Advocate"),
    ("SOLICITOR", "Solicitor"), ("OTHER", "Somebody else"),
)  # fmt: skip
_CONTACTS = _options(
    ("OWN_TELEPHONE", "Their own telephone"), ("HOME_TELEPHONE", "Telephone at home"), ("EMAIL", "E-mail"),
    ("MESSAGES", "Messages or social media"), ("THROUGH", "Through somebody else"),
)  # fmt: skip
_DOCUMENTS = _options(
    ("ASSESSMENT", "Assessment"), ("PLAN", "Plan"), ("COURT", "Court paper"), ("HEALTH", "Health record"),
    ("SCHOOL", "School record"), ("PICTURES", "Pictures or film"), ("STATEMENT", "Statement"), ("OTHER", "Another"),
)  # fmt: skip

_K, _T = DetailKind, Theme
_OWN_WORDS = "In their own words"
_TABLE = (
    KindOfDetail(
        _K.SEX, _T.IDENTITY, "sex", "Sex as observed or registered", (*_SEXES, _NOT_ASKED), standard="sexCode"
    ),
    KindOfDetail(
        _K.GENDER, _T.IDENTITY, "gender", "What is their gender, as they say it?", (*_GENDERS, _NO_ANSWER, _NOT_ASKED),
        words=_OWN_WORDS, is_expected=True, standard="genderCode",
    ),
    KindOfDetail(
        _K.ETHNICITY, _T.IDENTITY, "ethnicity", "How do they describe their ethnicity?",
        (*_ETHNICITIES, _NO_ANSWER, _NOT_ASKED), words=_OWN_WORDS, is_expected=True, standard="ethnicityCode",
    ),
    KindOfDetail(
        _K.RELIGION, _T.IDENTITY, "religion", "Do they have a religion or belief?",
        (*_RELIGIONS, _NO_ANSWER, _NOT_ASKED), words=_OWN_WORDS,
    ),
    KindOfDetail(
        _K.HOME_AUTHORITY, _T.WHERE, "home authority", where="Which local authority do they live in?", dated=True,
        is_expected=True,
    ),
    KindOfDetail(
        _K.CONTACT, _T.WHERE, "how to reach them", "How can they be reached?", _CONTACTS, several=True,
        words="Number, address or name", words_hint="Say too when it is safe to use, and who else may see it.",
        of_adults=True, standard="contact",
    ),
    KindOfDetail(
        _K.SCHOOL, _T.SCHOOL_AND_HEALTH, "school", "What kind of place is it?", _PROVISIONS, several=True,
        where="Name of the school, college or provider", words="What else matters there?",
        words_hint="For example: attends mornings only, suspended until Monday.", dated=True, is_expected=True,
        standard="Service",
    ),
    KindOfDetail(
        _K.SEND, _T.SCHOOL_AND_HEALTH, "special educational needs", "Which need, or which plan?", _SEND, several=True,
        words="What helps them?", dated=True, is_expected=True, standard="Observation",
    ),
    KindOfDetail(
        _K.GP, _T.SCHOOL_AND_HEALTH, "GP", where="Which practice?", words="Name of the doctor", is_expected=True,
        standard="primaryContactProfessional",
    ),
    KindOfDetail(
        _K.LANGUAGE, _T.LANGUAGE, "language", "Which language do they speak?", _LANGUAGES, several=True,
        words="How well, and with whom?", words_hint="For example: speaks it at home, reads English better.",
        is_expected=True, of_adults=True, standard="communication.language",
    ),
    KindOfDetail(
        _K.INTERPRETER, _T.LANGUAGE, "interpreter", "Is an interpreter needed?", _INTERPRETER,
        words="In which language or dialect?", is_expected=True, of_adults=True,
        standard="communication.specialCommunicationNeeds",
    ),
    KindOfDetail(
        _K.COMMUNICATION, _T.LANGUAGE, "communication needs", several=True,
        words="What helps them to understand and to be understood?",
        words_hint="For example: short sentences, pictures, time to answer, a hearing loop.", of_adults=True,
        standard="communication.specialCommunicationNeeds",
    ),
    KindOfDetail(
        _K.LEGAL_STATUS, _T.LEGAL, "legal status", "What is their legal status?", _LEGAL, several=True,
        where="Which authority?", words="Under which section, or which plan?", dated=True, is_expected=True,
        standard="ServiceEpisode",
    ),
    KindOfDetail(
        _K.ORDER, _T.LEGAL, "order of a court", "Which order?", _ORDERS, several=True, where="Which court?",
        words="What does it say?", words_hint="Whom it names, and what is not allowed.", dated=True,
        standard="ServiceEpisode",
    ),
    KindOfDetail(
        _K.SERVICE, _T.LEGAL, "services", "Which service are they open to?", _SERVICES, several=True,
        where="Which team or place?", words="What for?", dated=True, is_expected=True, standard="ServiceEpisode",
    ),
    KindOfDetail(
        _K.WORKER, _T.WORKERS, "who works with them", "What are they to the young person?", _WORKERS, several=True,
        words="Name, where not in the directory", where="Team and telephone", dated=True, asks_worker=True,
        is_expected=True, standard="primaryContactProfessional",
    ),
    KindOfDetail(
        _K.DOCUMENT, _T.DOCUMENTS, "documents", "What kind of document?", _DOCUMENTS, several=True,
        words="What is it?", words_hint="Its date and reference. The document itself stays where it is.",
        where="Where is it held?", of_adults=True,
    ),
)  # fmt: skip
KINDS: Mapping[str, KindOfDetail] = MappingProxyType({one.kind.value: one for one in _TABLE})
BY_SLUG: Mapping[str, KindOfDetail] = MappingProxyType({one.slug: one for one in _TABLE})
