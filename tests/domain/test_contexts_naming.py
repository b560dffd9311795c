"""A place names nobody: every word that is written of it is looked at against the people of its incidents."""

from typing import Any

import pytest

from reachable.common.refusals import Refused
from reachable.contexts import operations
from reachable.contexts.models import Context, ContextAnswer
from reachable.contexts.naming import Named
from reachable.contexts.policies.places import MayNameSomebody, check_names_nobody
from reachable.incidents import queries
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from tests.domain.context_hands import TODAY, link, refer, refer_from
from tests.factories import AT, Cast, networked, reported_incident, with_team

pytestmark = pytest.mark.django_db
FIELDS = ("name", "where", "when", "harms", "because")


@pytest.fixture
def incident(cast: Cast) -> Incident:
    made = with_team(cast, reported_incident(cast.hana))
    networked(cast.hana, made)
    return made


@pytest.mark.clause("STA-14")
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("words", ["Kai Mensah's corner", "Kai was hurt there", "Lena Novak sits there"])
def test_a_name_is_refused_wherever_it_stands_with_where_and_why(
    cast: Cast, incident: Incident, field: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        refer_from(cast.priya, incident, kind="PEERS", **{field: words})
    assert (refused.value.field, refused.value.clause) == (field, "STA-14")
    assert "Say it about the place" in refused.value.message
    assert "This is a name of somebody in this incident or around it" in refused.value.message
    assert not isinstance(refused.value, MayNameSomebody)
    assert not Context.objects.exists()


@pytest.mark.clause("STA-14")
def test_words_that_may_be_a_name_are_asked_about_each_by_itself(cast: Cast) -> None:
    mensah = ReportedYoungPerson(given_names="Kai", family_name="Long", approximate_age=15)
    incident = with_team(cast, reported_incident(cast.hana, young_people=(mensah,)))
    words = {"harms": "Fights on Long Street and in the Kay arcade."}
    with pytest.raises(MayNameSomebody) as asked:
        refer_from(cast.priya, incident, **words)
    assert asked.value.words
    assert "tick that it names nobody" in asked.value.message
    for ticked in ((), asked.value.words[:-1], ("something else",)):
        with pytest.raises(MayNameSomebody):
            refer_from(cast.priya, incident, **words, said_nobody=ticked)
    assert refer_from(cast.priya, incident, **words, said_nobody=asked.value.words).harms == words["harms"]


@pytest.mark.clause("STA-14")
def test_everything_that_is_written_later_is_looked_at_too(cast: Cast, incident: Incident) -> None:
    context = refer_from(cast.priya, incident)
    told: dict[str, Any] = {"by": cast.mace, "at": AT, "context": context.reference}
    named, goal = "Kai Mensah goes there", {"goal": "It is lit", "measured_by": "A walk"}
    [made] = [operations.add_goal(**told, **goal)]
    described = {"name": "The bowl", "harms": "Fights", "area": "NORWICH"}
    writes = {
        "change": lambda: operations.change_context(**told, seen_version=1, **{**described, "harms": named}),
        "assess": lambda: operations.assess_context(**told, seen_number=0, views=named),
        "answer": lambda: operations.answer_context(
            **told, code="group-work", seen_number=0, answer="ACTION", because=named
        ),
        "goal": lambda: operations.add_goal(**told, **{**goal, "who": named}),
        "reading": lambda: operations.read_goal(
            **told, goal_key=made.key, seen_version=1, on=TODAY, state="MOVING", words=named
        ),
        "revisit": lambda: operations.revisit_context(**told, seen_version=1, on=TODAY, words=named),
        "accept": lambda: operations.accept_context(**told, seen_version=1, accepted_by=named),
        "end": lambda: operations.end_context(**told, seen_version=1, because=named),
    }
    for what, write in writes.items():
        with pytest.raises(Refused) as refused:
            write()
        assert refused.value.clause == "STA-14", what
        assert "“Kai Mensah”" in refused.value.message, what
    assert not ContextAnswer.objects.exists()


@pytest.mark.clause("STA-14")
def test_linked_to_another_incident_all_that_stands_is_read_again(cast: Cast, incident: Incident) -> None:
    """What named nobody may name somebody of the incident that is linked."""
    context = refer(cast.priya, harms="Kai Mensah and others wait there.")
    with pytest.raises(Refused) as refused:
        link(cast.priya, incident, context)
    assert refused.value.field == "harms"
    told = {"by": cast.priya, "at": AT, "context": context.reference, "name": context.name, "area": "NORWICH"}
    operations.change_context(**told, seen_version=1, harms="Some wait there.")
    operations.answer_context(
        by=cast.priya, at=AT, context=context.reference, code="group-work", seen_number=0,
        answer="ACTION", because="Ask Lena Novak",
    )  # fmt: skip
    with pytest.raises(Refused):
        link(cast.priya, incident, context)


@pytest.mark.clause("STA-14")
def test_who_writes_who_is_on_the_team_and_where_it_happened_are_no_names(cast: Cast, incident: Incident) -> None:
    words = "Hana Malik has heard it in Waterloo Park; Priya Nair will walk there."
    assert refer_from(cast.priya, incident, harms=words).harms == words


@pytest.mark.clause("STA-14")
def test_the_rule_by_itself() -> None:
    sure, asked = Named("harms", "Kai", "This is a name.", True), Named("harms", "Hope", "This may be a name.", False)
    check_names_nobody((), {}, ())
    check_names_nobody((asked,), {}, ("Hope",))
    with pytest.raises(Refused, match="“Kai” in “What happens there”: This is a name"):
        check_names_nobody((sure, asked), {"harms": "What happens there"}, ("Kai", "Hope"))
    with pytest.raises(MayNameSomebody) as refused:
        check_names_nobody((asked, asked), {}, ())
    assert refused.value.words == ("Hope",)


@pytest.mark.clause("STA-14")
def test_who_cannot_open_the_incident_is_not_told_that_there_is_one(cast: Cast, incident: Incident) -> None:
    """What is said is the same of a name, an address and a telephone number."""
    context = refer_from(cast.priya, incident)
    told: dict[str, Any] = {"at": AT, "context": context.reference, "goal": "It is lit", "measured_by": "Kai Mensah"}
    with pytest.raises(Refused, match="a name of somebody in this incident or around it"):
        operations.add_goal(by=cast.priya, **told)
    for words in ("Kai Mensah", "Lena Novak", "Kia Mensa"):
        with pytest.raises(Refused) as refused:
            operations.add_goal(by=cast.school, **{**told, "measured_by": words})
        assert "This may be a name of somebody, or lead to them" in refused.value.message
        assert "incident" not in refused.value.message


def test_the_timeline_tells_of_places_without_their_names(cast: Cast, incident: Incident) -> None:
    """It is read by those of the team who do not see places and groups."""
    context = refer_from(cast.priya, incident)
    told: dict[str, Any] = {"by": cast.priya, "at": AT, "context": context.reference}
    operations.accept_context(**told, seen_version=1, accepted_by="The panel")
    operations.unlink_context(by=cast.priya, at=AT, reference=incident.reference, context=context.reference)
    link(cast.priya, incident, context)
    operations.end_context(**told, seen_version=2, because="It is lit")
    said = str(queries.timeline_for(cast.sam, incident.reference, AT))
    assert said.count(f"A place or neighbourhood ({context.reference})") == 5
    assert context.name not in said
