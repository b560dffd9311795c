"""Details, addresses, names and numbers of a person: what is possible, within which scope, and what the table says."""

from datetime import date
from typing import Any

import pytest

from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.people import operations, policies, queries
from reachable.people.choices import AddressUse, DetailKind, IdentifierSystem, NameUse
from reachable.people.detail_kinds import BY_SLUG, KINDS, Theme
from reachable.people.facts import NewAddress, NewDetail
from reachable.people.models import Address, Detail, Doubt, MatchKey, PersonRecord
from reachable.people.scope import Scope
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def kai(cast: Cast) -> PersonRecord:
    return operations.record_young_person(by=cast.priya, at=AT, given_names="Kai", family_name="Mensah")


def on(cast: Cast, kai: PersonRecord, *, reach: bool = True) -> dict[str, Any]:
    scope = Scope(lambda: [kai.pk] if reach else [])
    return {"by": cast.priya, "at": AT, "scope": scope, "through": "INC-2026-0001", "record_key": kai.key}


def test_every_kind_is_in_the_table_once_and_under_a_theme() -> None:
    assert set(KINDS) == set(DetailKind.values)
    assert len(BY_SLUG) == len(KINDS)
    assert {one.theme for one in KINDS.values()} == set(Theme) - {Theme.FAMILY, Theme.NUMBERS}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_asks_something_and_its_codes_fit_and_differ(kind: str) -> None:
    one = KINDS[kind]
    assert one.options or one.words or one.where
    assert bool(one.ask) == bool(one.options)
    codes = [option.code for option in one.options]
    assert len(set(codes)) == len(codes)
    assert all(0 < len(code) <= 40 for code in codes)


def test_ethnicity_has_the_nineteen_of_the_census_and_what_is_not_said() -> None:
    options = KINDS[DetailKind.ETHNICITY].options
    assert sorted(int(one.standard) for one in options if one.standard) == list(range(1, 20))
    assert {one.code for one in options if not one.standard} == {"DOES_NOT_WANT", "NOT_ASKED"}
    assert [one.code for one in options if one.is_open] == ["NOT_ASKED"], "who does not want to say has answered"


@pytest.mark.parametrize(
    ("kind", "code", "standard"),
    [
        (DetailKind.LEGAL_STATUS, "CHILD_PROTECTION", "plan.cp-plan"),
        (DetailKind.SEND, "SLCN", "SEND.SLCN"),
        (DetailKind.SEND, "EHC_PLAN", "plan.ehcp"),
        (DetailKind.SERVICE, "CAMHS", "CAMHS"),
        (DetailKind.GENDER, "FEMALE", "2"),
        (DetailKind.LANGUAGE, "pl", "EAL.pl"),
    ],
)
def test_what_the_standard_calls_an_answer_is_in_the_table(kind: str, code: str, standard: str) -> None:
    option = KINDS[kind].option(code)
    assert option is not None
    assert option.standard == standard


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewDetail(DetailKind.ETHNICITY), "code"),
        (NewDetail(DetailKind.ETHNICITY, "PURPLE"), "code"),
        (NewDetail(DetailKind.GP), "where"),
        (NewDetail(DetailKind.GP, "SCHOOL", where="x"), "code"),
        (NewDetail(DetailKind.COMMUNICATION, words=" "), "words"),
        (NewDetail(DetailKind.COMMUNICATION, words="x", where="y"), "where"),
        (
            NewDetail(DetailKind.HOME_AUTHORITY, where="x", from_on=date(2026, 2, 2), until_on=date(2026, 2, 1)),
            "until_on",
        ),
        (NewDetail(DetailKind.COMMUNICATION, words="x" * 1001), "words"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, kai: PersonRecord, new: NewDetail, field: str) -> None:
    with pytest.raises(Refused) as refused:
        operations.add_detail(**on(cast, kai), new=new)
    assert refused.value.field == field
    assert not Detail.objects.exists()


def test_a_kind_that_is_not_known_is_not_found(cast: Cast, kai: PersonRecord) -> None:
    with pytest.raises(NotFound):
        operations.add_detail(**on(cast, kai), new=NewDetail("SHOE_SIZE", words="43"))


def test_nothing_is_written_or_read_out_of_scope(cast: Cast, kai: PersonRecord) -> None:
    out = on(cast, kai, reach=False)
    for call in (
        lambda: operations.add_detail(**out, new=NewDetail(DetailKind.GP, where="x")),
        lambda: operations.add_address(**out, new=NewAddress(AddressUse.HOME, town="x")),
        lambda: operations.add_other_name(**out, use=NameUse.NICKNAME, name="x"),
        lambda: operations.record_number(**out, system=IdentifierSystem.SOCIAL_CARE, value="1"),
        lambda: operations.do_not_disclose(**out, to_whom="x", because="x"),
    ):
        with pytest.raises(NotFound):
            call()
    operations.add_detail(**on(cast, kai), new=NewDetail(DetailKind.GP, where="x"))
    assert queries.details(out["scope"], [kai.pk]) == []
    assert len(queries.details(Scope(lambda: [kai.pk]), [kai.pk])) == 1


def test_without_the_permission_nothing_is_written(cast: Cast, kai: PersonRecord) -> None:
    with pytest.raises(NotPermitted):
        operations.add_detail(**{**on(cast, kai), "by": cast.joy}, new=NewDetail(DetailKind.GP, where="x"))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("nr1 3ab", "NR1 3AB"), ("NR13AB", "NR1 3AB"), (" nr 13 5 aa ", "NR13 5AA"), ("ec1a1bb", "EC1A 1BB"),
        ("W1A 0AX", "W1A 0AX"), ("m1 1ae", "M1 1AE"), ("b33 8th", "B33 8TH"), ("cr2 6xh", "CR2 6XH"),
        ("dn55 1pt", "DN55 1PT"), ("gir 0aa", "GIR 0AA"), ("NR1", "NR1"), ("ec1a", "EC1A"), ("", ""), ("  ", ""),
    ],
)  # fmt: skip
def test_a_postcode_is_written_one_way(typed: str, written: str) -> None:
    assert policies.normal_postcode(typed) == written


@pytest.mark.parametrize("typed", ["Norwich", "NR", "1AB", "NR1 3A", "NR1 3ABC", "QQ1 1AA", "NR1 3CI", "NR1-3AB", "٣"])
def test_what_is_no_postcode_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        policies.normal_postcode(typed)
    assert refused.value.field == "postcode"


@pytest.mark.parametrize(
    ("system", "typed", "written"),
    [
        (IdentifierSystem.NHS_NUMBER, "999 000 0018", "9990000018"),
        (IdentifierSystem.UPN, "b801 2000 05001", "B801200005001"),
        (IdentifierSystem.SOCIAL_CARE, " lc-00123/a ", "LC-00123/A"),
    ],
)
def test_a_number_is_written_as_its_system_writes_it(system: str, typed: str, written: str) -> None:
    assert policies.normal_number(system, typed) == written


@pytest.mark.parametrize(
    ("system", "typed"),
    [
        (IdentifierSystem.NHS_NUMBER, "1234567890"),
        (IdentifierSystem.NHS_NUMBER, " "),
        (IdentifierSystem.UPN, "A801200005001"),
        (IdentifierSystem.SOCIAL_CARE, "1;2"),
        (IdentifierSystem.SOCIAL_CARE, "-1"),
        (IdentifierSystem.SOCIAL_CARE, "1" * 41),
    ],
)
def test_a_wrong_number_is_refused_at_its_box(system: str, typed: str) -> None:
    with pytest.raises(Refused) as refused:
        policies.normal_number(system, typed)
    assert refused.value.field == "value"


@pytest.mark.parametrize("use", AddressUse.values)
def test_which_addresses_are_always_safe(cast: Cast, kai: PersonRecord, use: str) -> None:
    operations.add_address(**on(cast, kai), new=NewAddress(use, town="Cromer"))
    assert Address.objects.get().is_safe == (use in ("PLACEMENT", "RELATIVE", "REFUGE"))


def test_an_address_of_which_nothing_is_said_is_refused(cast: Cast, kai: PersonRecord) -> None:
    with pytest.raises(Refused, match="Say what is known"):
        operations.add_address(**on(cast, kai), new=NewAddress(AddressUse.HOME, uprn="100"))


def test_a_safe_address_is_never_among_what_is_looked_for(cast: Cast, kai: PersonRecord) -> None:
    operations.add_address(**on(cast, kai), new=NewAddress(AddressUse.HOME, postcode="NR1 3AB"))
    before = set(MatchKey.objects.values_list("key", flat=True))
    operations.add_address(**on(cast, kai), new=NewAddress(AddressUse.REFUGE, postcode="NR21 8AA"))
    assert set(MatchKey.objects.values_list("key", flat=True)) == before


def test_another_name_is_looked_for_until_it_is_ended(cast: Cast, kai: PersonRecord) -> None:
    before = set(MatchKey.objects.values_list("key", flat=True))
    row = operations.add_other_name(**on(cast, kai), use=NameUse.FALSE, name="Lewis Brightwell")
    assert set(MatchKey.objects.values_list("key", flat=True)) > before
    told = {name: value for name, value in on(cast, kai).items() if name != "record_key"}
    operations.end_other_name(**told, name_key=row.key, because="Never used")
    assert set(MatchKey.objects.values_list("key", flat=True)) == before


def test_an_nhs_number_that_somebody_else_has_leaves_a_doubt(cast: Cast, kai: PersonRecord) -> None:
    other = operations.record_young_person(by=cast.priya, at=AT, given_names="Kay", nhs_number="999 000 0018")
    operations.record_number(**on(cast, kai), system=IdentifierSystem.NHS_NUMBER, value="9990000018")
    doubt = Doubt.objects.get(record=kai)
    assert doubt.person.key == queries.current_person_keys([other.pk])[other.pk]


def test_a_corrected_number_withdraws_the_one_before(cast: Cast, kai: PersonRecord) -> None:
    for value in ("A1", "A2"):
        operations.record_number(**on(cast, kai), system=IdentifierSystem.SOCIAL_CARE, value=value)
    lines = queries.numbers(Scope(lambda: [kai.pk]), [kai.pk])
    assert [(line.value, line.holds) for line in lines] == [("A2", True), ("A1", False)]
