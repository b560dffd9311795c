"""When each strand opens: truth tables of the fourteen triggers, over plain facts and through what people record."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, FactStands, LinkKind, Said, Where
from reachable.incidents.facts import ReportedAdult
from reachable.incidents.models import Incident
from reachable.playbook.due import FACTS
from reachable.responses import editions, operations
from reachable.responses.triggers import TRIGGERS, IncidentFacts
from tests.domain.incident_hands import involved, new_action, running, said, settled, signed, told
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, reported_incident, with_team

HOUR = timedelta(hours=1)
A, B = 1, 2  # young people, as the facts name them


def facts(*so: tuple[str, int | None], **more: Any) -> IncidentFacts:
    known: dict[str, Any] = {"reported_at": AT, "young_people": frozenset({A}), "so": dict.fromkeys(so, AT), **more}
    return IncidentFacts(**known)


UNTIMED = {"so": {("admission", A): None, ("court", A): None, ("death", A): None}}
TABLE = [
    ("incident_reported", facts(), None, True),
    ("definition_confirmed", facts(), None, False),
    ("definition_confirmed", facts(definition_holds=True), None, True),
    # wider context: young people, link, definition
    ("wider_context_called_for", facts(young_people=frozenset()), None, False),
    ("wider_context_called_for", facts(), None, False),
    ("wider_context_called_for", facts(definition_holds=True), None, True),
    ("wider_context_called_for", facts(young_people=frozenset({A, B})), None, True),
    ("wider_context_called_for", facts(is_linked=True), None, True),
    ("wider_context_called_for", facts(("adult-death", None)), None, False),
    ("serious_incident_notified", facts(), None, False),
    ("serious_incident_notified", facts(("notification", None)), None, True),
    # media: somebody asked, or anybody died
    ("media_interest", facts(), None, False),
    ("media_interest", facts(("media-interest", None)), None, True),
    ("media_interest", facts(("adult-death", None)), None, True),
    ("media_interest", facts(("death", A)), None, True),
    ("media_interest", facts(("admission", A), ("arrest", A)), None, False),
    ("stabilisation_started", facts(), None, False),
    ("stabilisation_started", facts(reported_at=AT - timedelta(weeks=8)), None, False),  # time is no fact
    ("stabilisation_started", facts(("stabilisation", None)), None, True),
    ("young_person_in_hospital", facts(), A, False),
    ("young_person_in_hospital", facts(("admission", A)), A, True),
    ("young_person_in_hospital", facts(("admission", A)), B, False),
    ("young_person_in_hospital", facts(**UNTIMED), A, True),  # no hour is known
    ("young_person_in_hospital", facts(("discharge", A)), A, False),
    ("young_person_arrested", facts(), A, False),
    ("young_person_arrested", facts(("arrest", A)), A, True),
    ("young_person_arrested", facts(("custody", A)), A, True),
    ("young_person_arrested", facts(("arrest", B)), A, False),
    ("young_person_arrested", facts(("charge", A), ("court", A)), A, False),
    # court and remand: bailed to a day, remanded, neither
    ("court_date_set", facts(("charge", A)), A, False),
    ("court_date_set", facts(("court", A)), A, True),
    ("court_date_set", facts(**UNTIMED), A, True),  # held for the next court, no hour
    ("court_date_set", facts(("court", B)), A, False),
    ("young_person_remanded", facts(("court", A)), A, False),
    ("young_person_remanded", facts(("remand", A)), A, True),
    ("young_person_remanded", facts(("remand", B)), A, False),
    ("young_person_missing", facts(), A, False),
    ("young_person_missing", facts(("missing", A)), A, True),
    ("young_person_missing", facts(("missing", A), ("return", A)), A, True),  # an interview is owed
    ("young_person_missing", facts(("missing", B)), A, False),
    ("young_person_died", facts(), A, False),
    ("young_person_died", facts(("death", A)), A, True),
    ("young_person_died", facts(**UNTIMED), A, True),
    ("young_person_died", facts(("death", B)), A, False),
    ("young_person_died", facts(("adult-death", None)), A, False),
    ("other_authority_young_person", facts(), A, False),
    ("other_authority_young_person", facts(("other-authority", A)), A, True),
    ("other_authority_young_person", facts(("other-authority", B)), A, False),
    ("contact_action_proposed", facts(), A, False),
    ("contact_action_proposed", facts(("contact-proposed", A)), A, True),
    ("contact_action_proposed", facts(("contact-proposed", None)), A, False),  # of a whole place: about nobody
]


@pytest.mark.clause("SAF-1", "SAF-11", "CUS-1", "CTX-1", "CTX-20", "STF-1")
@pytest.mark.parametrize(("name", "known", "who", "holds"), TABLE)
def test_a_trigger_holds_exactly_where_its_table_says(
    name: str, known: IncidentFacts, who: int | None, holds: bool
) -> None:
    assert TRIGGERS[name].holds(known, who) is holds


def test_every_trigger_is_in_the_table_as_holding_and_as_not() -> None:
    seen = {(name, holds) for name, _, _, holds in TABLE}
    always = {("incident_reported", False)}
    assert seen | always == {(name, holds) for name in TRIGGERS for holds in (True, False)}
    assert {(name, who is None) for name, _, who, _ in TABLE} == {
        (name, trigger.about == "incident") for name, trigger in TRIGGERS.items()
    }


def test_the_clock_of_a_fact_starts_where_it_happened_to_the_incident_or_to_this_young_person() -> None:
    known = facts(("arrest", A), ("discussion", None), happened_at=AT - HOUR)
    assert known.fact_at("report", None) == known.fact_at("awareness", B) == AT
    assert known.fact_at("incident", None) == AT - HOUR
    assert (known.fact_at("arrest", A), known.fact_at("arrest", B), known.fact_at("arrest", None)) == (AT, None, None)
    assert known.fact_at("discussion", A) == known.fact_at("discussion", None) == AT


def test_every_strand_about_a_young_person_runs_on_facts_that_the_playbook_knows() -> None:
    for strand in editions.in_force().strands.values():
        for item in strand.asked:
            assert not item.due or item.due.after in FACTS, item.code


# Through what people record


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """A and B, nothing known of where they are."""
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))


ALWAYS = {("immediate-safety", ""), ("enquiries", ""), ("notifications", "")}
BOTH = ALWAYS | {("wider-context", "")}
HOSPITAL = {("hospital", "A"), ("discharge", "A")}
WENT, WRONG, OR = Said.MOVED, Said.CORRECTS, Said.CONTRADICTS
# what is said of A, in order, and which strands are open then besides those of every report with two young people
SAID = {
    "nothing": ([], set()),
    "at home": ([(Where.HOME, WENT)], set()),
    "not known": ([(Where.NOT_KNOWN, WENT)], set()),
    "somewhere else": ([(Where.ELSEWHERE, WENT)], set()),
    "in hospital": ([(Where.HOSPITAL, WENT)], HOSPITAL),
    "was in hospital": ([(Where.HOSPITAL, WENT), (Where.HOME, WENT)], HOSPITAL),
    "never in hospital": ([(Where.HOSPITAL, WENT), (Where.HOME, WRONG)], set()),
    "in hospital, or at home": ([(Where.HOSPITAL, WENT), (Where.HOME, OR)], HOSPITAL),
    "at home, or in hospital": ([(Where.HOME, WENT), (Where.HOSPITAL, OR)], HOSPITAL),
    "of the two, at home": ([(Where.HOME, WENT), (Where.HOSPITAL, OR), (Where.HOME, WRONG)], set()),
    "of the two, in hospital": ([(Where.HOME, WENT), (Where.HOSPITAL, OR), (Where.HOSPITAL, WRONG)], HOSPITAL),
    "the first is right after all": (
        [(Where.HOSPITAL, WENT), (Where.HOME, WRONG), (Where.HOSPITAL, WRONG)],
        HOSPITAL,
    ),
    "not known which": ([(Where.HOSPITAL, WENT), (Where.NOT_KNOWN, WRONG)], set()),
    "was moved on from a mistake": ([(Where.HOSPITAL, WENT), (Where.HOME, WRONG), (Where.ELSEWHERE, WENT)], set()),
    "in custody": ([(Where.CUSTODY, WENT)], {("custody", "A")}),
    "released": ([(Where.CUSTODY, WENT), (Where.HOME, WENT)], {("custody", "A")}),
    "missing": ([(Where.MISSING, WENT)], {("missing", "A")}),
    "came back": ([(Where.MISSING, WENT), (Where.HOME, WENT)], {("missing", "A")}),
    "died": ([(Where.DIED, WENT)], {("death", "A"), ("media", "")}),
    "died on the ward": (
        [(Where.HOSPITAL, WENT), (Where.DIED, WENT)],
        HOSPITAL | {("death", "A"), ("media", "")},
    ),
    "did not die": ([(Where.DIED, WENT), (Where.HOSPITAL, WRONG)], HOSPITAL),
}


@pytest.mark.clause("SAF-11", "CUS-1")
@pytest.mark.parametrize(("statements", "opens"), SAID.values(), ids=SAID.keys())
def test_where_somebody_is_opens_strands(cast: Cast, incident: Incident, statements: list, opens: set) -> None:
    for hours, (where, relation) in enumerate(statements):
        because = "Rang the ward" if relation == WRONG else ""
        said(cast.priya, incident, where, at=AT + hours * HOUR, relation=relation, because=because)
    assert running(incident) == BOTH | opens


OF_ONE = {
    FactKind.ARRESTED: "custody",
    FactKind.COURT_DATE: "court",
    FactKind.REMANDED: "remand",
    FactKind.OTHER_AUTHORITY: "other-authority",
}
OF_ALL = {
    FactKind.ADULT_DIED: "media",
    FactKind.MEDIA_INTEREST: "media",
    FactKind.NOTIFICATION_SENT: "rapid-review",
    FactKind.STABILISATION: "stabilisation",
}
OPENS_NOTHING = {
    FactKind.CHARGED: "A",
    FactKind.POLICE_PROTECTION: "A",
    FactKind.REFERRED: "A",
    FactKind.DISCUSSION_HELD: "",
    FactKind.COMPLEX_DISCUSSION_HELD: "",
    FactKind.AWARENESS: "",
    FactKind.HEADS_MET: "",
}
# Recorded on the pages of a section that is open already, or bearing on contact.
OF_A_SECTION = (
        FactKind.OFFICER_ATTENDING, FactKind.OFFICER_LEFT, FactKind.PHONE_ADVICE, FactKind.DEVICES,
        FactKind.WARD_DISCUSSION, FactKind.VISITOR, FactKind.TRUSTED_PROFESSIONAL, FactKind.YOUTH_WORKER_ASKED,
        FactKind.YOUTH_WORKER_DISCUSSED, FactKind.VISITING_ROLE, FactKind.APPROPRIATE_ADULT,
        FactKind.CUSTODY_WORKER, FactKind.SERVICES_AND_HOME, FactKind.CUSTODY_TOLD, FactKind.COMMUNITY_OFFER,
        FactKind.AUTHORITY_BED, FactKind.RELEASED, FactKind.EXPLOITATION_SIGNS, FactKind.NATIONAL_REFERRAL,
        FactKind.YOUTH_JUSTICE_NOTIFIED, FactKind.BAIL_POSITION, FactKind.COURT_SUPPORT, FactKind.OUTSIDE_COURT,
        FactKind.ESTABLISHMENT_CHECKED, FactKind.THREAT_TO_LIFE, FactKind.NEW_THREAT, FactKind.WEAPON_KNOWN,
        FactKind.WHO_IS_THERE, FactKind.ADDRESS_KNOWN, FactKind.SOCIAL_MEDIA_SEEN, FactKind.CONTACT_MADE,
)  # fmt: skip
ROWS = [(kind, "A", code) for kind, code in OF_ONE.items()] + [(kind, "", code) for kind, code in OF_ALL.items()]


def test_every_kind_of_fact_has_a_row() -> None:
    assert {*OF_ONE, *OF_ALL, *OPENS_NOTHING, *OF_A_SECTION} == set(FactKind)


@pytest.mark.clause("CRT-1", "MED-1", "NOT-3", "STA-1", "CTX-20")
@pytest.mark.parametrize(("kind", "letter", "code"), ROWS)
def test_a_fact_opens_its_strand_while_it_stands_or_has_ended(
    cast: Cast, incident: Incident, kind: FactKind, letter: str, code: str
) -> None:
    fact = told(cast.hana, incident, kind, letter)  # when it happened is not known
    assert running(incident) == BOTH | {(code, letter)}
    settled(cast.hana, fact, FactStands.ENDED, ended_on=AT.date())
    assert running(incident) == BOTH | {(code, letter)}
    settled(cast.hana, fact, FactStands.MISTAKE)
    assert running(incident) == BOTH
    settled(cast.hana, fact, FactStands.STANDS)
    assert running(incident) == BOTH | {(code, letter)}
    told(cast.hana, incident, kind, letter, replaces_key=fact.key, because="Another day")
    assert running(incident) == BOTH | {(code, letter)}


@pytest.mark.parametrize(("kind", "letter"), OPENS_NOTHING.items())
def test_a_fact_that_only_starts_clocks_opens_nothing(cast: Cast, incident: Incident, kind: str, letter: str) -> None:
    told(cast.hana, incident, kind, letter, happened_at=AT - HOUR)
    assert running(incident) == BOTH


def test_what_is_recorded_of_a_section_opens_nothing_by_itself(cast: Cast, incident: Incident) -> None:
    for kind in OF_A_SECTION:
        told(cast.hana, incident, kind, "A", happened_at=AT - HOUR)
    assert running(incident) == BOTH


@pytest.mark.clause("CUS-1")
def test_of_facts_that_contradict_each_other_both_count_until_one_is_chosen(cast: Cast, incident: Incident) -> None:
    """Two arrests of one young person are said; then it is chosen, and chosen otherwise."""
    first = told(cast.sam, incident, FactKind.ARRESTED, "A", happened_at=AT - HOUR)
    second = told(cast.sam, incident, FactKind.ARRESTED, "A", happened_at=AT - 3 * HOUR)
    settled(cast.sam, first, FactStands.MISTAKE)
    assert running(incident) == BOTH | {("custody", "A")}
    incidents.choose_fact(
        by=cast.sam, at=AT, reference=incident.reference, fact_key=first.key, because="Custody record", seen_number=3
    )
    assert running(incident) == BOTH | {("custody", "A")}
    settled(cast.sam, first, FactStands.MISTAKE)
    assert running(incident) == BOTH, "what was set aside opens nothing"
    incidents.choose_fact(
        by=cast.sam, at=AT, reference=incident.reference, fact_key=second.key, because="It was he", seen_number=6
    )
    assert running(incident) == BOTH | {("custody", "A")}


@pytest.mark.clause("CTX-1")
@pytest.mark.parametrize(
    ("young", "adults", "linked", "opens"),
    [(0, 1, False, False), (1, 0, False, False), (1, 1, False, False), (1, 0, True, True), (2, 0, False, True)],
)
def test_the_wider_context_is_called_for_by_young_people_or_a_link(
    cast: Cast, young: int, adults: int, linked: bool, opens: bool
) -> None:
    grown = tuple(ReportedAdult(given_names="Ade", family_name="Cross", approximate_age=30) for _ in range(adults))
    incident = with_team(cast, reported_incident(cast.hana, young_people=young_people(young), adults=grown))
    if linked:
        other = with_team(cast, reported_incident(cast.hana, young_people=()))
        link(cast, incident, other)
        assert ("wider-context", "") in running(other), "a link opens it in both"
    assert (("wider-context", "") in running(incident)) is opens


def link(cast: Cast, one: Incident, other: Incident):
    return incidents.link_incidents(
        by=cast.hana,
        at=AT,
        reference=one.reference,
        other=other.reference,
        kind=LinkKind.REPRISAL,
        because="Same group",
    )


@pytest.mark.clause("CTX-1")
def test_a_link_that_is_ended_calls_for_nothing_in_either(cast: Cast) -> None:
    one, other = (with_team(cast, reported_incident(cast.hana, young_people=())) for _ in range(2))
    linked = link(cast, one, other)
    incidents.end_link(by=cast.hana, at=AT, reference=other.reference, link_key=linked.key, because="Two groups")
    assert running(one) == running(other) == ALWAYS


SIGNED = {("staff-wellbeing", ""), ("briefings", "")}


@pytest.mark.clause("DEF-3")
@pytest.mark.parametrize("part", ["MET", "NOT_KNOWN"])
def test_the_definition_opens_what_it_calls_for(cast: Cast, incident: Incident, part: str) -> None:
    assert not SIGNED & running(incident)
    signed(cast.hana, incident, holds=True, setting=part)
    assert running(incident) == BOTH | SIGNED


@pytest.mark.clause("DEF-3")
def test_signed_as_not_serious_nothing_runs_and_reopened_what_the_facts_call_for(cast: Cast, incident) -> None:
    signed(cast.hana, incident, holds=True)
    signed(cast.hana, incident, holds=False)
    assert running(incident) == set()
    told(cast.sam, incident, FactKind.ARRESTED, "A")  # a fact is never refused
    assert running(incident) == set()
    incidents.reopen(by=cast.hana, at=AT, reference=incident.reference, because="New footage")
    assert running(incident) == BOTH | {("custody", "A")}, "what the definition calls for waits for the definition"
    signed(cast.hana, incident, holds=True)
    assert running(incident) == BOTH | SIGNED | {("custody", "A")}


@pytest.mark.clause("STF-1")
def test_contact_that_is_proposed_opens_staff_safety_even_if_it_is_withdrawn(cast: Cast, incident) -> None:
    def add(**changes):
        about = changes.pop("about_key", None)
        new = new_action(cast.priya, key=uuid4(), **changes)
        return operations.add_action(by=cast.priya, at=AT, reference=incident.reference, new=new, about_key=about)

    add(about_key=involved(incident).key)
    add(what="Send youth workers to the park to meet the young people", makes_contact=True)
    assert running(incident) == BOTH
    visit = add(about_key=involved(incident, "B").key, what="Visit B at home", makes_contact=True)
    assert running(incident) == BOTH | {("staff-safety", "B")}
    operations.withdraw_action(by=cast.priya, at=AT, action_key=visit.key, seen_version=1, because="Another way")
    said(cast.priya, incident, Where.HOME)
    assert running(incident) == BOTH | {("staff-safety", "B")}
