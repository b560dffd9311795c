"""Who speaks, the words of a release and what is said of each version, and that one went out (MED-1 to 4)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common.refusals import Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_fits, check_happened_in_the_past
from reachable.people.naming import Verdict

from ..choices import Side
from ..models import Consulted, MediaContacts, PrincipleAnswer, Release, Version
from ..permissions import media as permissions
from ..policies import media as policies
from ..queries.media_reading import latest_contacts, principles_of
from ..queries.media_words import Around, around_incident
from .releasing_answers import answer_from_here, note_interest

_HERE = "Said on the page about the media."


@operation
def name_media_contacts(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    police_lead: str,
    contact_point: str,
    telephone: str = "",
    health: str = "",
    childrens_services: str = "",
    seen_number: int,
) -> MediaContacts:
    """Who leads for the police, whom questions are passed to, and the colleagues of the others (MED-1, MED-3)."""
    incident = permissions.check_can_lead(by, reference, at)
    policies.check_names(police_lead, contact_point)
    last = latest_contacts(incident.pk)
    number = last.number if last else 0
    if number != seen_number:
        raise Stale("Somebody else named who speaks while you wrote. What stands now is shown.", current=last)
    row = MediaContacts(incident=incident, number=number + 1, by=by, at=at)
    row.police_lead, row.contact_point, row.telephone = police_lead.strip(), contact_point.strip(), telephone.strip()
    row.health, row.childrens_services = health.strip(), childrens_services.strip()
    check_fits(row)
    row.save(force_insert=True)
    words = "It was said who speaks to the media."
    _say(incident, "media-contacts-named", words, str(row.pk), {"number": row.number}, by=by, at=at)
    _answer_who_speaks(incident, row, by=by, at=at)
    return row


def _answer_who_speaks(incident: Incident, row: MediaContacts, *, by: Professional, at: datetime) -> None:
    if row.contact_point:
        point = {"contact-point": ", ".join(one for one in (row.contact_point, row.telephone) if one)}
        answer_from_here(incident, "media-contact-point", point, _HERE, by=by, at=at)
    if row.health and row.childrens_services:
        both = {"health-media": row.health, "childrens-services-media": row.childrens_services}
        answer_from_here(incident, "media-liaison", both, _HERE, by=by, at=at)


@operation
def begin_release(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    title: str,
    text: str,
    names_somebody: bool,
    key: UUID | None = None,
) -> Version:
    """The first version, in its exact words. `key` is made with the form: sent twice, it is one release."""
    incident = permissions.check_can_lead(by, reference, at)
    sent = Release.objects.filter(key=key, by=by, incident=incident).first() if key else None
    if sent is not None:
        return sent.versions.get(number=1)
    known = around_incident(incident.pk, at)
    policies.check_says_something(text)
    _check_title(title, known)
    row = Release(key=key or uuid4(), incident=incident, title=title.strip(), by=by, at=at)
    check_fits(row)
    row.save(force_insert=True)
    note_interest(incident, by=by, at=at)
    return _paste(row, incident, 1, text, known, names_somebody=names_somebody, by=by, at=at)


def _check_title(title: str, known: Around) -> None:
    """It stands in lists, where nobody expects a name."""
    if not title.strip():
        raise Refused("Say in a few words what it is about.", field="title")
    if known.check(title).verdict is not Verdict.CLEAR:
        raise Refused("Call it by what it is for, without a name or an address.", field="title")


@operation
def paste_version(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    release_key: UUID,
    text: str,
    names_somebody: bool,
    seen_number: int,
) -> Version:
    """Other words are another version: everything is asked again of it (MED-4)."""
    incident = permissions.check_can_lead(by, reference, at)
    release = permissions.find_release(incident, release_key)
    policies.check_says_something(text)
    last = release.versions.order_by("-number").first()
    number = last.number if last else 0
    if number != seen_number:
        raise Stale("Somebody else pasted another version meanwhile. Look at it first.", current=last)
    if last:
        policies.check_is_changed(text, last.sha256, last.number)
    known = around_incident(incident.pk, at)
    return _paste(release, incident, number + 1, text, known, names_somebody=names_somebody, by=by, at=at)


def _paste(
    release: Release,
    incident: Incident,
    number: int,
    text: str,
    known: Around,
    *,
    names_somebody: bool,
    by: Professional,
    at: datetime,
) -> Version:
    """What the name check is certain of is so, whatever was ticked."""
    words = policies.normalised(text)
    row = Version(release=release, number=number, text=words, sha256=policies.fingerprint(words), by=by, at=at)
    row.names_somebody = names_somebody or known.names_somebody(words)
    check_fits(row)
    row.save(force_insert=True)
    codes = {"release": str(release.key), "number": number, "sha256": row.sha256, "names": row.names_somebody}
    said = f"Version {number} of a release to the media was pasted."
    _say(incident, "media-version-pasted", said, str(row.key), codes, by=by, at=at)
    return row


@operation
def answer_principles(
    *, by: Professional, at: datetime, reference: str, version_key: UUID, answers: Mapping[str, tuple[str, str]]
) -> Version:
    """Of one version, by code of the principle: yes, no or not known, and words (MED-2). The last answer stands."""
    incident = permissions.check_can_lead(by, reference, at)
    version = permissions.find_version(incident, version_key)
    if set(answers) != {one.code for one in principles_of(incident.pk)}:
        raise Refused("Answer each of the three principles.", clause="MED-2")
    for code, (answer, words) in answers.items():
        policies.check_principle(answer, words, code)
    stands = {row.code: (row.answer, row.words, row.by_id) for row in version.principles.order_by("number")}
    if stands == {code: (answer, words.strip(), by.pk) for code, (answer, words) in answers.items()}:
        return version  # the form was sent twice
    number = version.principles.values("number").order_by("-number").first() or {"number": 0}
    rows = [
        PrincipleAnswer(
            version=version, code=code, number=number["number"] + 1, answer=answer, words=words.strip(), by=by, at=at
        )
        for code, (answer, words) in answers.items()
    ]
    for row in rows:
        check_fits(row)
    PrincipleAnswer.objects.bulk_create(rows)
    said = f"The three principles were answered of version {version.number} of a release to the media."
    codes = {"version": str(version.key), **{row.code: row.answer for row in rows}}
    _say(incident, "media-principles-answered", said, str(version.key), codes, by=by, at=at)
    return version


@operation
def record_consulted(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    version_key: UUID,
    side: str,
    whom: str,
    says: str = "",
    consulted_at: datetime,
) -> Consulted:
    """A media colleague of health or of children's services saw this version (MED-3)."""
    incident = permissions.check_can_consult(by, reference, at)
    version = permissions.find_version(incident, version_key)
    if side not in policies.CONSULTED:
        raise Refused("Choose health or children's services.", clause="MED-3", field="side")
    if not whom.strip():
        raise Refused("Say whom you consulted.", clause="MED-3", field="whom")
    check_happened_in_the_past(consulted_at, at)
    told: dict[str, Any] = {"side": side, "whom": whom.strip(), "says": says.strip()}
    told |= {"consulted_at": consulted_at, "by": by}
    if (sent := Consulted.objects.filter(version=version, **told).first()) is not None:  # the form was sent twice
        return sent
    row = Consulted(version=version, at=at, **told)
    check_fits(row)
    row.save(force_insert=True)
    said = f"{Side(side).label}: a media colleague was consulted on version {version.number} of a release."
    codes = {"version": str(version.key), "side": str(side)}
    _say(incident, "media-consulted", said, str(version.key), codes, by=by, at=at)
    return row


def _say(
    incident: Incident,
    verb: str,
    words: str,
    source_key: str,
    codes: Mapping[str, object],
    *,
    by: Professional,
    at: datetime,
) -> None:
    """The timeline and the audit; what was written to be published stands in neither."""
    timeline.write(incident, verb, words, by=by, at=at, source_key=source_key)
    record(verb, by=by, at=at, incident=incident.reference, codes=codes)
