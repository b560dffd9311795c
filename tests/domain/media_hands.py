"""A release to the media, and all that its version has to have before it goes out, as tests of them need it."""

from datetime import timedelta
from typing import Any

from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.sharing import operations
from reachable.sharing.choices import Overseen, Side
from reachable.sharing.models import Consulted, MediaContacts, Oversight, Released, Version
from tests.factories import AT, Cast

WORDS = "Police ask anybody who was near the bandstand on Saturday evening to ring 101.\nMore officers are on patrol."
WITH_A_NAME = "Police look for witnesses of the attack on Kai Mensah."
PRINCIPLES = ("witnesses", "reassures", "safe")
YES = {code: ("YES", "") for code in PRINCIPLES}
OF_A_NAME = {
    "name_because": "His family ask for witnesses by his name",
    "family_told": "Priya Nair told his mother at 21:00",
    "restriction_checked": "Force solicitor: none applies",
}


def told(by: Professional, incident: Incident) -> dict[str, Any]:
    return {"by": by, "at": AT, "reference": incident.reference}


def contacts(by: Professional, incident: Incident, *, seen_number: int = 0, **changes: str) -> MediaContacts:
    names = {
        "police_lead": "Detective Inspector Sam Okafor",
        "contact_point": "Ada Quill",
        "telephone": "01632 960777",
        "health": "Bo Larch",
        "childrens_services": "Cy Reed",
    }
    return operations.name_media_contacts(**told(by, incident), **{**names, **changes}, seen_number=seen_number)


def begun(by: Professional, incident: Incident, text: str = WORDS, **changes: Any) -> Version:
    facts: dict[str, Any] = {"title": "Appeal for witnesses", "text": text, "names_somebody": False}
    return operations.begin_release(**told(by, incident), **{**facts, **changes})


def pasted(by: Professional, version: Version, text: str, *, seen_number: int = 1, **changes: Any) -> Version:
    facts: dict[str, Any] = {"release_key": version.release.key, "text": text, "seen_number": seen_number}
    return operations.paste_version(
        **told(by, version.release.incident), **facts, **{"names_somebody": False, **changes}
    )


def principled(by: Professional, version: Version, **changes: tuple[str, str]) -> Version:
    answers = {**YES, **changes}
    return operations.answer_principles(**told(by, version.release.incident), version_key=version.key, answers=answers)


def consulted(by: Professional, version: Version, side: str = Side.HEALTH, **changes: Any) -> Consulted:
    facts: dict[str, Any] = {"side": side, "whom": "Bo Larch", "says": "Nothing against it", "consulted_at": AT}
    return operations.record_consulted(
        **told(by, version.release.incident), version_key=version.key, **{**facts, **changes}
    )


def overseen(by: Professional, version: Version, says: str = Overseen.AGREED, **changes: Any) -> Oversight:
    facts: dict[str, Any] = {"says": says, "seen_sha256": version.sha256, "seen_number": version.overseen.count()}
    return operations.oversee_version(
        **told(by, version.release.incident), version_key=version.key, **{**facts, **changes}
    )


def with_all(cast: Cast, version: Version, **of_a_name: str) -> Version:
    """Everything but the contacts, which are the incident's."""
    principled(cast.sam, version)
    consulted(cast.sam, version)
    consulted(cast.sam, version, Side.CHILDRENS_SERVICES, whom="Cy Reed")
    overseen(cast.sam, version, **of_a_name)
    return version


def out(by: Professional, version: Version, *, minutes: int = 0, **changes: Any) -> Released:
    facts: dict[str, Any] = {"released_at": AT + timedelta(minutes=minutes), "with_whom": "Press list and partners"}
    return operations.release_version(
        **told(by, version.release.incident), version_key=version.key, **{**facts, **changes}
    )


def went_out(by: Professional, version: Version, *, minutes: int = 0) -> Released:
    return operations.record_went_out(
        **told(by, version.release.incident),
        version_key=version.key,
        released_at=AT + timedelta(minutes=minutes),
        with_whom="The school's parents",
    )
