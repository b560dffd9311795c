"""What a column can hold, and the words by which partners head it."""

import re
import unicodedata
from enum import StrEnum


class Field(StrEnum):
    GIVEN_NAMES = "GIVEN_NAMES"
    FAMILY_NAME = "FAMILY_NAME"
    WHOLE_NAME = "WHOLE_NAME"
    OTHER_NAMES = "OTHER_NAMES"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    AGE = "AGE"
    POSTCODE = "POSTCODE"
    ADDRESS = "ADDRESS"
    NHS_NUMBER = "NHS_NUMBER"
    UPN = "UPN"
    SOCIAL_CARE_ID = "SOCIAL_CARE_ID"
    SCHOOL = "SCHOOL"
    SEX = "SEX"
    RELEVANCE = "RELEVANCE"
    SOURCE = "SOURCE"
    LINKED_TO = "LINKED_TO"
    NOTES = "NOTES"
    DROP = "DROP"
    IGNORE = "IGNORE"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: dict[Field, str] = {
    Field.GIVEN_NAMES: "Given names",
    Field.FAMILY_NAME: "Family name",
    Field.WHOLE_NAME: "Whole name",
    Field.OTHER_NAMES: "Other names",
    Field.DATE_OF_BIRTH: "Date of birth",
    Field.AGE: "Age",
    Field.POSTCODE: "Postcode",
    Field.ADDRESS: "Address (only its postcode is read)",
    Field.NHS_NUMBER: "NHS number",
    Field.UPN: "Unique pupil number",
    Field.SOCIAL_CARE_ID: "Social care number",
    Field.SCHOOL: "School or college",
    Field.SEX: "Sex",
    Field.RELEVANCE: "Why they are relevant",
    Field.SOURCE: "Who says so",
    Field.LINKED_TO: "Who they are linked to",
    Field.NOTES: "Notes",
    Field.DROP: "Left out: not to be held here",
    Field.IGNORE: "Not read",
}

POLICE_NUMBER = "Police National Computer number"
COURT_NUMBER = "Criminal Records Office number"
POLICE_REFERENCE = "Police reference number"
WARNING = "Warning flag"
RISK = "Risk score"
GANG = "Gang label"
ETHNICITY = "Ethnicity"
LEFT_OUT = "Column that is left out"
ADDRESS = "Address, except its postcode"

# What is left out, by the words over its column; the first that is found says what kind of thing it is.
_DROPPED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words))
    for kind, words in (
        (POLICE_NUMBER, r"\bpnc(id|no|ref)?\b|\bpolice national computer\b|\barrest summons\b|\basn\b"),
        (COURT_NUMBER, r"\bcro\b|\bcriminal records?\b"),
        (GANG, r"\bgangs?\b|\bmatrix\b|\bocg\b|\bpostcode affiliation\b|\baffiliat\w*"),
        (WARNING, r"\bwarn\w*|\bmarkers?\b|\bflags?\b|\bviolen(t|ce)\b|\bweapons?\b|\bconvictions?\b|\bpre ?cons?\b"),
        (
            RISK,
            r"\brisks?\b|\brag\b|\bscor\w*|\bogrs\d?\b|\brfsd\b|\bharm (level|index)\b|\bvulnerability (level|index)\b",
        ),
        (ETHNICITY, r"\bethnic\w*|\bself defined\b|\b16 ?\+ ?1\b|\bic code\b"),
        (
            POLICE_REFERENCE,
            r"^(nominal |person |police |niche |unique )?(urn|nominal (id|no|number|ref\w*))$|\bniche\b",
        ),
    )
)

_PERSON = r"(child|yp|young person|young people|pupil|student|learner|client|nominal|subject|person|individual|patient)"
_OTHERS = (
    r"\b(parents?|mothers?|fathers?|mums?|dads?|carers?|guardians?|workers?|officers?|oic|sio|lead|allocated|gp|"
    r"next of kin|professionals?|contacts?|emergency|sw|team|author|completed|entered|teachers?|tutors?)\b"
)
# The first that is found decides, so that the narrower words come before the wider.
_HEADED: tuple[tuple[Field, re.Pattern[str]], ...] = tuple(
    (field, re.compile(words))
    for field, words in (
        (Field.UPN, r"\bupn\b|\bunique pupil\b|\bpupil (number|no|id)\b"),
        (Field.NHS_NUMBER, r"\bnhs\b|\bnational health\b"),
        (
            Field.LINKED_TO,
            r"\blink(s|ed)?( to| with)?\b|\bassociates?\b|\bassociated with\b|\bassociations?\b|\bfriends?\b|"
            r"\bconnect(ed|ions?)\b|\brelationships?\b|\brelated to\b|\bknown to\b|\bpeers?\b|\bsiblings?\b",
        ),
        (
            Field.IGNORE,
            r"\b(phone|telephone|tel|mobile|e ?mail|school urn)\b|^(row|line)\b|\b(place|country|town) of birth\b",
        ),
        (Field.DATE_OF_BIRTH, r"\bd ?o ?b\b|\bbirth\b|\bbirthda(y|te)\b|\bborn\b"),
        (Field.IGNORE, r"\b(dates?|time|added|updated|last seen|created)\b"),
        (
            Field.SOURCE,
            r"\bsources?\b|\bwho (sa(ys|id)|told|reported)\b|"
            r"\b(reported|told|provided|supplied|informed|identified) by\b|"
            r"\binformation from\b|\bprovenance\b|\binformant\b|\breferrer\b",
        ),
        (
            Field.SCHOOL,
            r"\bschools?\b|\bcolleges?\b|\beducation\w*|\bestablishment\b|\bacademy\b|\bprovision\b|\bprovider\b",
        ),
        (Field.IGNORE, _OTHERS),
        (
            Field.RELEVANCE,
            r"\breasons?\b|\brelevan\w+|\brationale\b|\bwhy\b|\bconcerns?\b|\binvolve\w*|\bcontext\b|"
            r"\brole\b|\bgrounds\b",
        ),
        (
            Field.OTHER_NAMES,
            r"\ba ?k ?a\b|\balias(es)?\b|\balso known\b|\bnick ?names?\b|\bstreet names?\b|\bknown as\b|"
            r"\bpreferred\b|\bother names?\b|\bmonikers?\b|\btag\b|\bmaiden\b|"
            r"\b(previous|former) (sur|last |family )?names?\b",
        ),
        (
            Field.WHOLE_NAME,
            r"\b(sur|last |family )names?\b.*\b(fore|first|given)|\b(fore|first|given) ?names?\b.*\b(sur|last|fam)",
        ),
        (
            Field.FAMILY_NAME,
            r"\bsur ?names?\b|\blast( names?)?$|\blast names?\b|\bfamily( names?)?$|\blname\b|\bsname\b",
        ),
        (
            Field.GIVEN_NAMES,
            r"\bfore ?names?\b|\bfirst( names?)?$|\bfirst names?\b|\bgiven( names?)?\b|\bchristian\b|"
            r"\bmiddle\b|\bfname\b",
        ),
        (
            Field.SOCIAL_CARE_ID,
            r"\b(mosaic|liquid ?logic|lcs|ics|care ?first|eclipse|swift|azeus|social care|child)"
            r" ?(system )?(id|no|number|ref\w*|pin)\b|^(mosaic|liquid ?logic|lcs|ics|care ?first|eclipse)$",
        ),
        (Field.POSTCODE, r"\bpost ?codes?\b|\bp ?code\b|\bzip\b"),
        (Field.ADDRESS, r"\baddress\w*|\bstreet\b|\bhouse\b|\btown\b|\blives\b|\bresid\w+"),
        (Field.AGE, r"\bages?\b|\baged\b|\byrs\b|\byears old\b"),
        (Field.SEX, r"\bsex\b|\bgender\b|^m f$|^boy girl$"),
        (Field.WHOLE_NAME, rf"\b(full |whole )?names?\b|^{_PERSON}s?$|^who$"),
        (
            Field.NOTES,
            r"\bnotes?\b|\bcomments?\b|\bremarks?\b|\binfo(rmation)?\b|\bdetails?\b|\bbackground\b|\bsummary\b",
        ),
    )
)
_LONGEST_HEADING = 60


def heading(text: str) -> str:
    """The words of a heading: `DateOfBirth`, `D.O.B.` and `date_of_birth (dd/mm/yyyy)` come out alike."""
    folded = unicodedata.normalize("NFKD", text)
    apart = re.sub(r"([a-z])([A-Z])", r"\1 \2", "".join(one for one in folded if not unicodedata.combining(one)))
    without_hints = re.sub(r"\((?:s|es|\s*(?:dd|mm|yyyy).*?)\)", "", apart, flags=re.IGNORECASE)
    return " ".join(re.sub(r"[^a-z0-9+]+", " ", without_hints.lower()).split())


def dropped_kind(text: str) -> str:
    """What a column under this heading would bring that is not to be held, or nothing."""
    words = heading(text)
    return next((kind for kind, pattern in _DROPPED if pattern.search(words)), "")


def field_headed(text: str) -> Field | None:
    """What a column under this heading holds; None where the words are not known."""
    words = heading(text)
    if not words or len(words) > _LONGEST_HEADING:
        return None
    if re.search(r"\bschool urn\b", words):
        return Field.IGNORE
    if dropped_kind(text):
        return Field.DROP
    return next((field for field, pattern in _HEADED if pattern.search(words)), None)


def family_name_first(text: str) -> bool:
    """Whether a heading of whole names says that the family name comes first."""
    words = heading(text)
    family = re.search(r"\b(sur|last|family)", words)
    given = re.search(r"\b(fore|first|given)", words)
    return bool(family and (not given or family.start() < given.start()))
