"""Into which groups young people are counted. What is not known is a group of its own: nobody is guessed into one."""

from collections.abc import Collection

NOT_KNOWN = "not-known"

ETHNICITY = {
    "white": "White",
    "mixed": "Mixed",
    "asian": "Asian",
    "black": "Black",
    "other": "Arab or another group",
    NOT_KNOWN: "Not known",
}
SEX = {"male": "Male", "female": "Female", "indeterminate": "Indeterminate", NOT_KNOWN: "Not known"}
AGE = {"under-13": "Under 13", "13-15": "13 to 15", "16-17": "16 and 17", "18": "18 and over", NOT_KNOWN: "Not known"}
SEND = {"plan": "Plan", "needs": "Needs, no plan recorded", "none": "No needs", NOT_KNOWN: "Not known"}
CARE = {
    "looked-after": "Looked after",
    "leaver": "Care leaver",
    "plan": "Protection plan or in need",
    "none": "None of these",
    NOT_KNOWN: "Not known",
}
GROUPINGS = {  # by code: what it is called, and its groups in the order of the columns
    "ethnicity": ("Ethnicity", ETHNICITY),
    "sex": ("Sex", SEX),
    "age": ("Age at the incident", AGE),
    "send": ("Special educational needs or disability", SEND),
    "care": ("Care status", CARE),
}
_HAS_A_PLAN, _NO_NEEDS, _NO_PLAN = "EHC_PLAN", "NONE", "NO_EHC_PLAN"
_CARE = {
    "LOOKED_AFTER": "looked-after",
    "CARE_LEAVER": "leaver",
    "CHILD_PROTECTION": "plan",
    "CHILD_IN_NEED": "plan",
    "NONE": "none",
}


def ethnicity_group(codes: Collection[str]) -> str:
    """Two records that say different things leave it not known."""
    firsts = {code.partition("_")[0].lower() for code in codes} - {"not", "does"}
    groups = {one if one in ETHNICITY else "other" for one in firsts if one}
    return groups.pop() if len(groups) == 1 else NOT_KNOWN


def sex_group(codes: Collection[str]) -> str:
    groups = {code.lower() for code in codes} & set(SEX)
    return groups.pop() if len(groups) == 1 else NOT_KNOWN


def age_group(years: int | None) -> str:
    if years is None:
        return NOT_KNOWN
    if years < 13:
        return "under-13"
    if years < 16:
        return "13-15"
    return "16-17" if years < 18 else "18"


def send_group(codes: Collection[str]) -> str:
    """That there is no plan does not say that there is no need."""
    if _HAS_A_PLAN in codes:
        return "plan"
    if set(codes) - {_NO_NEEDS, _NO_PLAN, ""}:
        return "needs"
    return "none" if _NO_NEEDS in codes else NOT_KNOWN


def care_group(codes: Collection[str]) -> str:
    """The nearest to the authority's care stands, where several do."""
    found = {_CARE[code] for code in codes if code in _CARE}
    return next((group for group in CARE if group in found), NOT_KNOWN)
