"""Whatever is written: no briefing with a name of somebody here is ever issued, however the name is disguised (BRF-4).

Through the operations that people use, with everything answered that can be answered. One incident is built for all.
"""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from reachable.common import clock
from reachable.common.refusals import Refused
from reachable.incidents.choices import Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.sharing import operations
from reachable.sharing.choices import BriefingState
from reachable.sharing.models import Briefing
from scripts.bench.name_disguises import SUPPORTED, Dice, Name, must_refuse
from tests.domain.briefing_hands import (
    LATER,
    WORDS,
    again,
    begun,
    chaired,
    looked_at,
    signed,
    staffed,
    view,
    with_readers,
)
from tests.factories import AT, Cast

NAMES = (
    Name("Kai", "Mensah"),
    Name("Zoë", "Szczęsny"),
    Name("Mary-Jane", "O’Brien"),
    Name("Elizabeth", "Thorvaldsen"),
    Name("Oluwaseun", "Okonkwo"),
)
PARTS = tuple(part for part in WORDS if part != "title")
ROUND = ("{} was seen there.", "Ask about {} at the gate.", "They say that it was {}, and that it goes on.")
Built = tuple[Cast, Incident]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    """Five young people, each with one of the names."""
    young = [
        ReportedYoungPerson(given_names=one.given, family_name=one.family, approximate_age=15, parts=(Part.PRESENT,))
        for one in NAMES
    ]
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: AT)
        cast = Cast()
        assert cast.everybody  # made now: what is made later is undone with the example that made it
        yield cast, staffed(cast, young_people=tuple(young))
        transaction.set_rollback(True)


def _written(built: Built, **changes: str) -> Briefing:
    """With everything answered that a person can answer, a chair and readers."""
    cast, incident = built
    row = looked_at(cast.manager, begun(cast, incident, **changes))
    return with_readers(cast, chaired(cast, row))


def _is_issued(built: Built, row: Briefing) -> bool:
    """Whoever is let does what can be done."""
    cast, _ = built
    with suppress(Refused):  # issuing is tried all the same
        signed(cast.mace, row)
    try:
        operations.issue_briefing(by=cast.hana, at=LATER, briefing=row.reference, sha256=view(cast.hana, row).sha256)
    except Refused:
        assert again(row).state == BriefingState.DRAFT
        return False
    return True


@pytest.fixture
def world(built: Built) -> Iterator[Built]:
    with transaction.atomic():
        yield built
        transaction.set_rollback(True)


@pytest.mark.clause("BRF-4")
def test_one_without_a_name_is_issued(world: Built) -> None:
    """Or what follows would prove nothing."""
    assert _is_issued(world, _written(world))


@st.composite
def hidden(draw: st.DrawFn) -> tuple[str, str, str]:
    """The part, what is written into it, and the disguise: one after which the check is certain."""
    name = draw(st.sampled_from(NAMES))
    disguise = draw(st.sampled_from(sorted(one for one in SUPPORTED if must_refuse(one, name))))
    written = SUPPORTED[disguise](name, Dice(str(draw(st.integers(0, 99)))))
    return draw(st.sampled_from(PARTS)), draw(st.sampled_from(ROUND)).format(written), disguise


@pytest.mark.clause("BRF-4")
@settings(max_examples=25, deadline=None)
@given(said=hidden())
def test_no_briefing_that_names_somebody_is_ever_issued(built: Built, said: tuple[str, str, str]) -> None:
    part, words, disguise = said
    with transaction.atomic():
        text = f"{WORDS[part]} {words}" if part != "place" else words[:200]
        row = _written(built, **{part: text})
        assert not _is_issued(built, row), (disguise, words)
        transaction.set_rollback(True)


@st.composite
def doubtful(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from(NAMES))
    disguise = draw(st.sampled_from(sorted(SUPPORTED)))
    return draw(st.sampled_from(ROUND)).format(SUPPORTED[disguise](name, Dice("7"))), disguise


@pytest.mark.clause("BRF-4")
@settings(max_examples=20, deadline=None)
@given(said=doubtful())
def test_none_is_issued_before_somebody_said_of_a_doubtful_name_that_it_is_nobody(
    built: Built, said: tuple[str, str]
) -> None:
    cast, incident = built
    words, disguise = said
    with transaction.atomic():
        row = begun(cast, incident, happening=words)
        operations.answer_findings(
            by=cast.manager,
            at=LATER,
            briefing=row.reference,
            sha256=view(cast.manager, row).sha256,
            answers=[],
            made_out="Nothing is told of it.",
            small_group="Several hundred go home this way.",
        )
        with_readers(cast, chaired(cast, row))
        assert not _is_issued(built, row), (disguise, words)
        transaction.set_rollback(True)
