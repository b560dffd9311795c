"""On which page each clause of the guide is worked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """`page` is the name of an address, `within` whether it takes an incident's reference."""

    words: str
    page: str
    within: bool = True


_DEFINITION = Place("Definition", "incidents:definition")
_STRANDS = Place("Strands", "responses:strands")
_TONIGHT = Place("Tonight", "responses:tonight")
_OVERVIEW = Place("the incident's page", "incidents:overview")
_COURT = Place("Court", "court:court")
_CONTACT = Place("Contact", "safety:contact")
_STAFF = Place("Support for staff", "safety:staff")
_MEETINGS = Place("Meetings", "meetings:meetings")
_NETWORK = Place("Network", "network:network")
_NOTICES = Place("Notices", "notices:notices")
_AUTHORITIES = Place("Other authorities", "notices:authorities")
_MEDIA = Place("Media", "media:media")
_BRIEFINGS = Place("Briefings", "briefings:briefings")
_WAY_BACK = Place("The way back", "oversight:way_back")
_LEVELS = Place("Levels", "support:levels")
_HELP = Place("Help offered", "support:help")
_PLACES = Place("Places and groups", "contexts:of_incident")
_DISRUPTION = Place("Disruption", "contexts:disruption")
_SERIES = Place("Meetings that come back", "meetings:series")
_DIRECTORY = Place("Directory", "directory:directory", within=False)

_BY_SECTION = {
    "GEN": _STRANDS,
    "DEF": _DEFINITION,
    "NOT": _NOTICES,
    "SAF": _STRANDS,
    "HOS": _OVERVIEW,
    "DIS": _OVERVIEW,
    "CUS": _OVERVIEW,
    "STF": _CONTACT,
    "CTX": _MEETINGS,
    "MED": _MEDIA,
    "CRT": _COURT,
    "BRF": _BRIEFINGS,
    "STA": _WAY_BACK,
}
_BY_CLAUSE = {
    "GEN-1": _WAY_BACK,
    "DIS-9": _DIRECTORY,
    "STF-2": _STAFF,
    "CTX-10": _STRANDS,
    "CTX-14": _LEVELS,
    "CTX-15": _DISRUPTION,
    "CTX-18": _CONTACT,
    "CTX-19": _PLACES,
    "CTX-20": _AUTHORITIES,
    "STA-2": _LEVELS,
    "STA-3": _PLACES,
    "STA-4": _SERIES,
    "STA-5": _SERIES,
    "STA-6": Place("Young people, safety map", "oversight:more"),
    "STA-7": Place("Young people, weighing contexts", "oversight:more"),
    **dict.fromkeys(("STA-8", "STA-9", "STA-11", "STA-12", "STA-13"), _HELP),
    "STA-10": _DISRUPTION,
    "STA-14": _PLACES,
}


def place_of(clause: str) -> Place:
    """KeyError for a section of the guide that has no page: a test keeps it from happening."""
    return _BY_CLAUSE.get(clause) or _BY_SECTION[clause.partition("-")[0]]


def find(clause: str) -> Place | None:
    """None for what no section of the guide has."""
    return place_of(clause) if clause.partition("-")[0] in _BY_SECTION else None
