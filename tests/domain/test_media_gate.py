"""What holds a release back, line by line: over plain values, then over what people did (MED-1 to 4)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reachable.common.gates import missing
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import Part, TeamPart
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, TeamMember
from reachable.sharing import queries
from reachable.sharing.choices import Overseen, Side
from reachable.sharing.models import Released, Version
from reachable.sharing.policies import media as policies
from tests.domain.media_hands import (
    OF_A_NAME,
    WITH_A_NAME,
    WORDS,
    begun,
    consulted,
    contacts,
    out,
    overseen,
    pasted,
    principled,
    told,
    with_all,
)
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SHA = policies.fingerprint(WORDS)
SEEN = policies.Overseeing(Overseen.AGREED, SHA, "Sam Okafor", AT)
COLLEAGUES = tuple(policies.Colleague(side, "Somebody", "Sam Okafor", AT) for side in policies.CONSULTED)
THREE = tuple(policies.Principle(code, code, "YES") for code in ("witnesses", "reassures", "safe"))
ALL = policies.Standing(
    sha256=SHA,
    names_somebody=False,
    newer=0,
    police_lead="Sam Okafor",
    contact_point="Ada Quill",
    named_by="Sam Okafor",
    named_at=AT,
    principles=THREE,
    colleagues=COLLEAGUES,
    overseeing=SEEN,
    officer="Sam Okafor",
)


def answered(answer: str, words: str = "") -> tuple[policies.Principle, ...]:
    return (replace(THREE[0], answer=answer, words=words), *THREE[1:])


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def version(cast: Cast, incident: Incident) -> Version:
    contacts(cast.sam, incident)
    return begun(cast.sam, incident)


def gate(who: Professional, version: Version) -> list[str]:
    return [
        line.words for line in queries.version(who, version.release.incident.reference, version.key, AT).gate.missing
    ]


@pytest.mark.clause("MED-4")
def test_all_there_lets_it_through() -> None:
    assert missing(policies.gate_lines(ALL)) == ()
    policies.check_may_be_released(policies.gate_lines(ALL))


@pytest.mark.clause("MED-1")
@pytest.mark.clause("MED-2")
@pytest.mark.clause("MED-3")
@pytest.mark.clause("MED-4")
@pytest.mark.parametrize(
    ("changes", "words", "clause"),
    [
        pytest.param({"police_lead": ""}, "nobody is named who leads for the police", "MED-1", id="no-lead"),
        pytest.param({"contact_point": ""}, "no single point of contact", "MED-3", id="no-contact-point"),
        pytest.param({"principles": answered("")}, "“witnesses” is not answered", "MED-2", id="not-answered"),
        pytest.param({"principles": answered("NOT_KNOWN", "?")}, "is not known yet", "MED-2", id="not-known"),
        pytest.param({"principles": answered("NO")}, "without a word why", "MED-2", id="a-bare-no"),
        pytest.param(
            {"principles": tuple(replace(one, answer="NO", words="why") for one in THREE)},
            "serve none of the three",
            "MED-2",
            id="serves-none",
        ),
        pytest.param({"colleagues": COLLEAGUES[:1]}, "of children's services was consulted", "MED-3", id="no-council"),
        pytest.param({"colleagues": COLLEAGUES[1:]}, "of health was consulted", "MED-3", id="no-health"),
        pytest.param({"overseeing": None}, "has not seen this version", "MED-4", id="not-seen"),
        pytest.param(
            {"overseeing": replace(SEEN, sha256="other")}, "has not seen this version", "MED-4", id="saw-other-words"
        ),
        pytest.param(
            {"overseeing": replace(SEEN, says=Overseen.CHANGE, because="Drop the street")},
            "wants it changed: “Drop the street”",
            "MED-4",
            id="to-be-changed",
        ),
        pytest.param({"newer": 2}, "version 2 was pasted after it", "MED-4", id="a-newer-one"),
        pytest.param(
            {"names_somebody": True, "overseeing": replace(SEEN, **{**OF_A_NAME, "name_because": ""})},
            "why a young person is named or pointed to is not recorded",
            "MED-4",
            id="name-without-reason",
        ),
        pytest.param(
            {"names_somebody": True, "overseeing": replace(SEEN, **{**OF_A_NAME, "family_told": ""})},
            "that the family was told first is not recorded",
            "MED-4",
            id="family-not-told",
        ),
        pytest.param(
            {"names_somebody": True, "overseeing": replace(SEEN, **{**OF_A_NAME, "restriction_checked": ""})},
            "that reporting restrictions were checked is not recorded",
            "MED-4",
            id="law-not-looked-at",
        ),
    ],
)
def test_each_missing_line_refuses(changes: dict[str, Any], words: str, clause: str) -> None:
    [line] = missing(policies.gate_lines(replace(ALL, **changes)))
    assert words in line.words
    assert line.clause == clause
    assert line.who
    with pytest.raises(Refused, match="cannot be recorded as released"):
        policies.check_may_be_released(policies.gate_lines(replace(ALL, **changes)))


def test_a_name_that_is_accounted_for_goes_through() -> None:
    named = replace(ALL, names_somebody=True, overseeing=replace(SEEN, **OF_A_NAME))
    assert missing(policies.gate_lines(named)) == ()
    assert any("His family ask" in line.words for line in policies.gate_lines(named))


def test_a_no_with_its_words_goes_through() -> None:
    assert missing(policies.gate_lines(replace(ALL, principles=answered("NO", "It only corrects a rumour")))) == ()


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (WORDS.replace("\n", "\r\n"), True),
        (WORDS.replace("\n", "\r"), True),
        (f"{WORDS}  \n\n", True),
        (WORDS.replace("101.", "101. \t"), True),
        (WORDS.replace("near", "near "), False),
        (f" {WORDS}", False),
        (WORDS.replace("\n", "\n\n"), False),
        (WORDS.replace("near", "at"), False),
        (WORDS.replace("Police", "police"), False),
        (WORDS.replace("101.", "101"), False),
    ],
)
def test_only_line_ends_and_trailing_blanks_are_no_change(other: str, same: bool) -> None:
    assert (policies.fingerprint(other) == SHA) is same


STEPS: dict[str, Callable[[Cast, Version], object]] = {
    "principles": lambda cast, version: principled(cast.sam, version),
    "health": lambda cast, version: consulted(cast.sam, version),
    "council": lambda cast, version: consulted(cast.sam, version, Side.CHILDRENS_SERVICES),
    "officer": lambda cast, version: overseen(cast.sam, version),
}


@pytest.mark.clause("MED-2")
@pytest.mark.clause("MED-3")
@pytest.mark.clause("MED-4")
@pytest.mark.parametrize("left_out", [*STEPS, ""])
def test_releasing_without_one_step(cast: Cast, version: Version, left_out: str) -> None:
    for name, step in STEPS.items():
        if name != left_out:
            step(cast, version)
    if left_out:
        with pytest.raises(Refused, match="This version cannot be recorded as released"):
            out(cast.sam, version)
        assert not Released.objects.exists()
    else:
        assert not out(cast.sam, version).early


@pytest.mark.clause("MED-1")
@pytest.mark.clause("MED-3")
def test_releasing_while_nobody_speaks(cast: Cast, incident: Incident) -> None:
    version = with_all(cast, begun(cast.sam, incident))
    with pytest.raises(
        Refused, match=r"nobody is named who leads for the police .* no single point of contact is named"
    ):
        out(cast.sam, version)
    contacts(cast.sam, incident)
    assert out(cast.sam, version).pk


@pytest.mark.clause("MED-1")
@pytest.mark.clause("MED-3")
@pytest.mark.parametrize(
    ("field", "words", "clause"),
    [
        ("police_lead", "Name who leads for the police", "MED-1"),
        ("contact_point", "Name the single point of contact", "MED-3"),
    ],
)
def test_both_are_named(cast: Cast, incident: Incident, field: str, words: str, clause: str) -> None:
    with pytest.raises(Refused) as refused:
        contacts(cast.sam, incident, **{field: " "})
    assert (refused.value.field, refused.value.clause) == (field, clause)
    assert words in refused.value.message


@pytest.mark.clause("MED-4")
def test_a_changed_word_is_looked_at_again(cast: Cast, incident: Incident, version: Version) -> None:
    with_all(cast, version)
    assert gate(cast.sam, version) == []
    second = pasted(cast.sam, version, WORDS.replace("bandstand", "lake"))
    assert len(gate(cast.sam, second)) == 6  # three principles, two colleagues, the officer
    with pytest.raises(Refused, match="has not seen this version"):
        out(cast.sam, second)
    with pytest.raises(Refused, match="version 2 was pasted after it"):
        out(cast.sam, version)
    with_all(cast, second)
    assert out(cast.sam, second).pk
    view = queries.version(cast.priya, incident.reference, second.key, AT)
    assert view.before is not None
    assert view.before.overseen is not None
    assert [(one.how, one.words) for one in view.changes if one.how != "same"] == [("out", "bandstand"), ("in", "lake")]


@pytest.mark.clause("MED-4")
def test_only_blanks_changed_is_no_new_version(cast: Cast, version: Version) -> None:
    with pytest.raises(Refused, match="These are the words of version 1"):
        pasted(cast.sam, version, WORDS.replace("\n", "\r\n") + " \n")
    assert version.release.versions.count() == 1


@pytest.mark.clause("MED-4")
def test_oversight_binds_to_the_words_that_were_read(cast: Cast, version: Version) -> None:
    """Somebody pastes another version while the officer reads the first."""
    second = pasted(cast.sam, version, f"{WORDS} Please.")
    overseen(cast.sam, version)
    assert version.overseen.count() == 1
    assert not second.overseen.exists()
    assert "the Senior Investigating Officer has not seen this version" in gate(cast.sam, second)
    with pytest.raises(Stale):
        overseen(cast.sam, second, seen_sha256=version.sha256)


@pytest.mark.clause("MED-4")
def test_what_was_agreed_can_be_taken_back_until_it_is_out(cast: Cast, version: Version) -> None:
    with_all(cast, version)
    overseen(cast.sam, version, Overseen.CHANGE, because="A witness was threatened since")
    with pytest.raises(Refused, match="A witness was threatened since"):
        out(cast.sam, version)
    with pytest.raises(Stale):
        overseen(cast.sam, version, seen_number=1)


@pytest.mark.clause("MED-4")
def test_a_change_says_what(cast: Cast, version: Version) -> None:
    with pytest.raises(Refused, match="what is to be changed") as refused:
        overseen(cast.sam, version, Overseen.CHANGE)
    assert refused.value.field == "because"


@pytest.mark.clause("MED-4")
@pytest.mark.parametrize("field", OF_A_NAME)
def test_a_name_is_agreed_with_its_reason_alone(cast: Cast, incident: Incident, field: str) -> None:
    contacts(cast.sam, incident)
    version = begun(cast.sam, incident, WITH_A_NAME)
    assert version.names_somebody
    with pytest.raises(Refused) as refused:
        overseen(cast.sam, version, **{**OF_A_NAME, field: " "})
    assert refused.value.field == field
    with_all(cast, version, **OF_A_NAME)
    assert out(cast.sam, version).pk


@pytest.mark.clause("MED-4")
def test_pointing_to_somebody_is_ticked(cast: Cast, incident: Incident) -> None:
    version = begun(cast.sam, incident, "The boy of the bakery is well.", names_somebody=True)
    with pytest.raises(Refused, match="name or point to a young person"):
        overseen(cast.sam, version)


@pytest.mark.clause("MED-4")
def test_who_is_put_on_record_later_is_found_then(cast: Cast, incident: Incident) -> None:
    contacts(cast.sam, incident)
    version = with_all(cast, begun(cast.sam, incident, "Police look for Jayden Achterberg, who saw it."))
    assert not version.names_somebody
    new = ReportedYoungPerson(given_names="Jayden", family_name="Achterberg", parts=(Part.WITNESS,))
    incidents.add_young_person(**told(cast.hana, incident), facts=new)
    with pytest.raises(Refused, match="that the family was told first is not recorded"):
        out(cast.sam, version)


def _officer_of_another(cast: Cast, incident: Incident) -> Professional:
    other = with_team(cast, reported_incident(cast.hana, place="Chapelfield"))
    assert TeamMember.objects.filter(incident=other, professional=cast.sam).exists()
    incidents.add_to_team(**told(cast.hana, incident), professional_key=cast.mace.key, why="Works on it")
    return cast.mace


@pytest.mark.clause("MED-4")
def test_police_who_do_not_investigate_this_incident(cast: Cast, incident: Incident, version: Version) -> None:
    """MACE police lead on the media and oversee nothing."""
    with pytest.raises(NotPermitted):
        overseen(_officer_of_another(cast, incident), version)


def _another_officer(cast: Cast) -> Professional:
    from reachable.directory import operations as directory
    from reachable.directory.choices import RoleCode
    from tests.factories import LONG_AGO, agency

    return directory.create_professional(
        by=None,
        at=LONG_AGO,
        name="Nora Vane",
        email="nora.vane@police.example",
        job_title="Detective inspector",
        agency=agency("police"),
        roles=[RoleCode.SENIOR_INVESTIGATING_OFFICER],
        opens_account=True,
    )


@pytest.mark.clause("MED-4")
def test_the_officer_of_another_incident(cast: Cast, incident: Incident, version: Version) -> None:
    nora = _another_officer(cast)
    other = reported_incident(cast.hana, place="Chapelfield")
    part = TeamPart.SENIOR_INVESTIGATING_OFFICER
    incidents.name_lead(**told(cast.hana, other), professional_key=nora.key, part=part, why="Leads it")
    with pytest.raises(NotFound):
        overseen(nora, version)
    incidents.add_to_team(**told(cast.hana, incident), professional_key=nora.key, why="Helps out")
    with pytest.raises(Refused, match="Only the Senior Investigating Officer of this incident") as refused:
        overseen(nora, version)
    assert refused.value.clause == "MED-4"
    assert not version.overseen.exists()


@pytest.mark.clause("MED-4")
def test_a_former_officer_agrees_nothing_more_and_what_he_agreed_stands(
    cast: Cast, incident: Incident, version: Version
) -> None:
    with_all(cast, version)
    nora = _another_officer(cast)
    part = TeamPart.SENIOR_INVESTIGATING_OFFICER
    incidents.name_lead(**told(cast.hana, incident), professional_key=nora.key, part=part, why="Takes over")
    second = pasted(nora, version, f"{WORDS} Please.")
    with pytest.raises(Refused, match="Only the Senior Investigating Officer of this incident"):
        overseen(cast.sam, second)
    assert gate(nora, version) == ["version 2 was pasted after it, and only the newest goes out"]
    assert overseen(nora, second).pk


def test_the_board_shows_the_newest_version_of_each_release(cast: Cast, incident: Incident, version: Version) -> None:
    heading = incident_queries.heading(cast.priya, incident.reference, AT)
    begun(cast.sam, incident, "Another appeal.", title="Second appeal")
    with_all(cast, version)
    states = queries.media_gates(cast.priya, heading, AT)
    assert [(one.letter, one.stands) for one in states] == [
        ("release 1", "agreed, may be released"),
        ("release 2", "not agreed"),
    ]
    out(cast.sam, version, minutes=0)
    [first, _] = queries.media_gates(cast.priya, heading, AT + timedelta(minutes=1))
    assert (first.stands, first.passed_by) == ("released", "Sam Okafor")
