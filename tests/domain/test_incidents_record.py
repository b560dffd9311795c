"""What is recorded of somebody in an incident: written, read by those who may, and nothing of it elsewhere."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from reachable.audit.models import Entry, EntryWords
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import ConnectionKind, Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement, NetworkPerson, TimelineEntry
from reachable.incidents.operations import NewRelative
from reachable.incidents.queries import RecordView
from reachable.people.choices import AddressUse, AssociationKind, DetailKind, IdentifierSystem, NameUse, Stage, Tri
from reachable.people.detail_kinds import KINDS
from reachable.people.facts import NewAccount, NewAddress, NewDetail, Telling
from reachable.people.matching import Entry as PersonEntry
from reachable.people.matching import NotTheSame, PossibleMatches, SamePerson
from reachable.people.models import Address, Association, Detail, PersonRecord
from tests.counting import costs_the_same
from tests.domain.incident_hands import person_key, verbs
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
PLACEMENT = NewAddress(use=AddressUse.PLACEMENT, line1="4 Sedge Lane", town="Fakenham", postcode="nr21 8aa")
SECRETS = ("Sedge", "Fakenham", "NR21", "8AA")


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def on(kai: Involvement, by: Professional, at: datetime = AT) -> dict[str, Any]:
    return {"by": by, "at": at, "reference": kai.incident.reference, "key": kai.key}


def read(kai: Involvement, by: Professional, at: datetime = AT) -> RecordView:
    return queries.record_of(by, kai.incident.reference, kai.key, at)


def said(view: RecordView, kind: str) -> list[str]:
    [lines] = [one for one in view.kinds if one.kind.kind == kind]
    return [line.said or line.where or line.words for line in lines.now]


def test_a_detail_is_recorded_with_who_said_it_and_traced_without_its_words(cast: Cast, kai: Involvement) -> None:
    new = NewDetail(DetailKind.SCHOOL, "SCHOOL", where="Mousehold High", words="mornings", told_by="his mother")
    operations.add_detail(**on(kai, cast.priya), new=new)
    [lines] = [one for one in read(kai, cast.priya).kinds if one.kind.kind == DetailKind.SCHOOL]
    [line] = lines.now
    assert (line.said, line.where, line.told_by, line.by) == ("School", "Mousehold High", "his mother", "Priya Nair")
    told = TimelineEntry.objects.get(code="record")
    assert told.words == "Priya Nair added to what is recorded of A: school."
    entry = Entry.objects.get(verb="detail-added")
    assert entry.incident == kai.incident.reference
    assert "Mousehold" not in entry.codes + told.words
    assert not EntryWords.objects.filter(number=entry.number).exists()


def test_of_a_kind_of_which_one_can_stand_the_new_one_ends_the_other_and_nothing_is_lost(
    cast: Cast, kai: Involvement
) -> None:
    for where in ("Castle Surgery", "Lakenham Surgery"):
        operations.add_detail(**on(kai, cast.priya), new=NewDetail(DetailKind.GP, where=where))
    [lines] = [one for one in read(kai, cast.priya).kinds if one.kind.kind == DetailKind.GP]
    assert [line.where for line in lines.now] == ["Lakenham Surgery"]
    assert [line.where for line in lines.before] == ["Castle Surgery"]
    assert lines.before[0].ended_by == "Priya Nair"


def test_of_a_kind_of_which_several_stand_a_new_one_stands_beside_or_takes_the_place(
    cast: Cast, kai: Involvement
) -> None:
    for code in ("SLCN", "SEMH", "NO_EHC_PLAN", "EHC_PLAN"):
        operations.add_detail(**on(kai, cast.priya), new=NewDetail(DetailKind.SEND, code))
    now = {"Has an education, health and care plan", "Social, emotional and mental health"}
    assert set(said(read(kai, cast.priya), DetailKind.SEND)) == {*now, "Speech, language and communication needs"}
    operations.add_detail(**on(kai, cast.priya), new=NewDetail(DetailKind.SEND, "ASC", takes_the_place=True))
    assert said(read(kai, cast.priya), DetailKind.SEND) == ["Autism"]


def test_a_detail_is_ended_once_and_with_a_reason(cast: Cast, kai: Involvement) -> None:
    operations.add_detail(**on(kai, cast.priya), new=NewDetail(DetailKind.GP, where="Castle Surgery"))
    key = Detail.objects.get().key
    with pytest.raises(Refused, match="Say why"):
        operations.end_detail(**on(kai, cast.hana), detail_key=key, because=" ")
    operations.end_detail(**on(kai, cast.hana), detail_key=key, because="He moved")
    with pytest.raises(Refused, match="ended this already"):
        operations.end_detail(**on(kai, cast.hana), detail_key=key, because="He moved")
    assert said(read(kai, cast.priya), DetailKind.GP) == []
    assert verbs(kai.incident)[-1] == "detail-ended"


def test_what_is_not_known_is_said_in_a_line_and_shrinks(cast: Cast, kai: Involvement) -> None:
    missing = [one.called for one in read(kai, cast.priya).not_known]
    assert {"ethnicity", "GP", "school", "address", "who they live with"} <= set(missing)
    operations.add_detail(**on(kai, cast.priya), new=NewDetail(DetailKind.ETHNICITY, "NOT_ASKED"))
    operations.add_detail(**on(kai, cast.priya), new=NewDetail(DetailKind.GP, where="Castle Surgery"))
    missing = [one.called for one in read(kai, cast.priya).not_known]
    assert "GP" not in missing
    assert "ethnicity" in missing, "not asked yet is not known yet"


@pytest.mark.parametrize("name", ["stranger", "admin", "ig"])
def test_nobody_else_writes_or_reads(cast: Cast, kai: Involvement, name: str) -> None:
    who = getattr(cast, name)
    with pytest.raises(NotFound):
        operations.add_detail(**on(kai, who), new=NewDetail(DetailKind.GP, where="x"))
    with pytest.raises(NotFound):
        read(kai, who)
    with pytest.raises(NotFound):
        queries.not_to_disclose(who, kai.incident.reference, AT)


def test_on_the_team_without_the_permission_reads_no_record(cast: Cast, kai: Involvement) -> None:
    operations.add_to_team(
        by=cast.hana, at=AT, reference=kai.incident.reference, professional_key=cast.joy.key, why="Minutes"
    )
    with pytest.raises(NotPermitted):
        read(kai, cast.joy)
    with pytest.raises(NotPermitted):
        operations.add_detail(**on(kai, cast.joy), new=NewDetail(DetailKind.GP, where="x"))


def test_who_steps_back_for_a_connection_reads_nothing_more(cast: Cast, kai: Involvement) -> None:
    operations.declare_connection(
        by=cast.priya, at=AT, reference=kai.incident.reference, kind=ConnectionKind.LIVES_NEAR
    )
    with pytest.raises(NotFound):
        read(kai, cast.priya)


def same_boy_elsewhere(cast: Cast, kai: Involvement) -> Involvement:
    """Kai is in a second incident, which Hana works on and Priya does not."""
    number = "999 000 0018"
    operations.record_number(**on(kai, cast.priya), system=IdentifierSystem.NHS_NUMBER, value=number)
    facts = ReportedYoungPerson(
        given_names="K", nhs_number=number, parts=(Part.PRESENT,), answer=SamePerson(whose(kai))
    )
    other = reported_incident(cast.mace, young_people=(facts,))
    operations.name_lead(
        by=cast.hana, at=AT, reference=other.reference, professional_key=cast.hana.key, why="Leads the response"
    )
    return other.involvements.get()


def whose(young: Involvement) -> UUID:
    return UUID(person_key(young))


def test_every_record_of_the_person_within_reach_is_read_together_and_no_other(cast: Cast, kai: Involvement) -> None:
    there = same_boy_elsewhere(cast, kai)
    operations.add_detail(**on(there, cast.hana), new=NewDetail(DetailKind.GP, where="Lakenham Surgery"))
    assert said(read(kai, cast.hana), DetailKind.GP) == ["Lakenham Surgery"]
    assert said(read(kai, cast.priya), DetailKind.GP) == []
    assert [line.value for line in read(there, cast.hana).numbers if line.holds] == ["9990000018", "9990000018"]
    key = Detail.objects.get(kind=DetailKind.GP).key
    with pytest.raises(NotFound):
        operations.end_detail(**on(kai, cast.priya), detail_key=key, because="He moved")
    operations.end_detail(**on(kai, cast.hana), detail_key=key, because="He moved")


def test_a_statement_about_somebody_else_cannot_be_ended_through_this_one(cast: Cast, kai: Involvement) -> None:
    jay = operations.add_young_person(
        by=cast.hana, at=AT, reference=kai.incident.reference, facts=ReportedYoungPerson(given_names="Jay")
    )
    operations.add_detail(**on(jay, cast.priya), new=NewDetail(DetailKind.GP, where="Castle Surgery"))
    with pytest.raises(NotFound):
        operations.end_detail(**on(kai, cast.priya), detail_key=Detail.objects.get().key, because="x")


# Safe addresses


@pytest.fixture
def placement(cast: Cast, kai: Involvement) -> Address:
    return operations.add_address(**on(kai, cast.priya), new=PLACEMENT)


def test_a_placement_is_read_by_whoever_recorded_it_and_by_nobody_else(
    cast: Cast, kai: Involvement, placement: Address
) -> None:
    [line] = read(kai, cast.priya).addresses
    assert line.lines == ("4 Sedge Lane", "Fakenham", "NR21 8AA")
    [line] = read(kai, cast.hana).addresses
    assert (line.is_safe, line.is_readable, line.lines) == (True, False, ())
    assert [(one.name, one.telephone) for one in line.ask] == [("Priya Nair", "01632 960123")]
    assert not any(secret in repr(read(kai, cast.hana)) for secret in SECRETS)


def test_a_named_reader_reads_it_until_that_ends(cast: Cast, kai: Involvement, placement: Address) -> None:
    named = {"address_key": placement.key, "professional_key": cast.sam.key}
    with pytest.raises(NotPermitted):
        operations.name_address_reader(**on(kai, cast.sam), **named)
    operations.name_address_reader(**on(kai, cast.priya), **named, because="Drives him")
    [line] = read(kai, cast.sam).addresses
    assert line.is_readable
    assert [one.name for one in read(kai, cast.hana).addresses[0].ask] == ["Priya Nair", "Sam Okafor"]
    with pytest.raises(Refused, match="can read it already"):
        operations.name_address_reader(**on(kai, cast.priya), **named)
    operations.end_address_reader(**on(kai, cast.priya), **named)
    assert not read(kai, cast.sam).addresses[0].is_readable


def test_only_somebody_on_the_team_is_named_to_read_it(cast: Cast, kai: Involvement, placement: Address) -> None:
    with pytest.raises(Refused, match="on the team"):
        operations.name_address_reader(
            **on(kai, cast.priya), address_key=placement.key, professional_key=cast.stranger.key
        )


def test_who_may_not_read_a_safe_address_cannot_end_it(cast: Cast, kai: Involvement, placement: Address) -> None:
    with pytest.raises(NotPermitted):
        operations.end_address(**on(kai, cast.hana), address_key=placement.key, because="Left Fakenham")
    operations.end_address(**on(kai, cast.priya), address_key=placement.key, because="Left Fakenham")
    [line] = read(kai, cast.hana).addresses
    assert not line.holds
    assert line.ended_because == "", "the reason may tell where it was"
    assert read(kai, cast.priya).addresses[0].ended_because == "Left Fakenham"


def test_nothing_of_a_safe_address_is_in_the_audit_or_the_timeline(
    cast: Cast, kai: Involvement, placement: Address
) -> None:
    operations.end_address(**on(kai, cast.priya), address_key=placement.key, because="Left Fakenham")
    traced = [*Entry.objects.values_list("codes", flat=True), *TimelineEntry.objects.values_list("words", flat=True)]
    traced += [str(row) for row in EntryWords.objects.values_list("words", flat=True)]
    assert not any(secret in words for words in traced for secret in SECRETS)
    assert all(
        "address" in words for words in TimelineEntry.objects.filter(code="record").values_list("words", flat=True)
    )


def test_a_home_is_read_by_the_team_unless_it_is_marked_safe(cast: Cast, kai: Involvement) -> None:
    operations.add_address(**on(kai, cast.priya), new=NewAddress(use=AddressUse.HOME, postcode="nr1"))
    operations.add_address(
        **on(kai, cast.priya), new=NewAddress(use=AddressUse.HOME, town="Cromer", is_safe=True, readers=(cast.sam.key,))
    )
    safe, plain = read(kai, cast.hana).addresses
    assert (plain.lines, plain.is_safe) == (("NR1",), False)
    assert (safe.lines, safe.is_readable) == ((), False)
    assert read(kai, cast.sam).addresses[0].lines == ("Cromer",)


# Whom something must not reach


def test_everybody_who_may_open_the_incident_is_warned_and_no_address_is_told(
    cast: Cast, kai: Involvement, placement: Address
) -> None:
    operations.do_not_disclose(
        **on(kai, cast.priya), to_whom="his father", because="He threatened him", address_key=placement.key
    )
    operations.do_not_disclose(**on(kai, cast.priya), to_whom="Dale Marsh", because="Exploits him")
    operations.add_to_team(
        by=cast.hana, at=AT, reference=kai.incident.reference, professional_key=cast.joy.key, why="Minutes"
    )
    [warned] = queries.not_to_disclose(cast.joy, kai.incident.reference, AT)
    assert warned.whom.mark == "A"
    assert warned.sentences == (
        "Do not disclose anything to: Dale Marsh",
        "Do not disclose the address (placement) to: his father",
    )
    warning = read(kai, cast.hana).disclosing[0]
    operations.end_do_not_disclose(**on(kai, cast.hana), warning_key=warning.key, because="He was sent down")
    [warned] = queries.not_to_disclose(cast.joy, kai.incident.reference, AT)
    assert len(warned.sentences) == 1


# A child's own account

TOLD = NewAccount("What happened at the park?", "He had a knife and I ran", AT - timedelta(hours=1), "Only me")


def test_an_account_is_read_by_police_and_social_workers_and_by_nobody_else(cast: Cast, kai: Involvement) -> None:
    before = TimelineEntry.objects.count()
    operations.record_account(**on(kai, cast.hana), new=TOLD)
    assert TimelineEntry.objects.count() == before, "the team does not learn that there is an account"
    for reader in (cast.priya, cast.sam):
        [line] = queries.accounts_of(reader, kai.incident.reference, kai.key, AT).accounts
        assert (line.words, line.present) == ("He had a knife and I ran", "Only me")
        assert read(kai, reader).accounts == 1
    with pytest.raises(NotPermitted):
        queries.accounts_of(cast.hana, kai.incident.reference, kai.key, AT)
    with pytest.raises(NotFound):
        queries.accounts_of(cast.stranger, kai.incident.reference, kai.key, AT)
    view = read(kai, cast.hana)
    assert view.accounts is None
    assert "knife and I ran" not in repr(view) + repr(read(kai, cast.priya))


@pytest.mark.parametrize("missing", ["question", "words", "present"])
def test_an_account_says_what_was_asked_what_was_said_and_who_was_there(
    cast: Cast, kai: Involvement, missing: str
) -> None:
    with pytest.raises(Refused) as refused:
        operations.record_account(**on(kai, cast.sam), new=NewAccount(**{**vars(TOLD), missing: " "}))
    assert refused.value.field == missing


def test_an_adult_has_no_account_of_a_child(cast: Cast, kai: Involvement) -> None:
    mother = add_mother(cast, kai)
    with pytest.raises(NotFound):
        operations.record_account(by=cast.priya, at=AT, reference=kai.incident.reference, key=mother.key, new=TOLD)


# Family and household

AMA = PersonEntry(given_names="Ama", family_name="Mensah", stage=Stage.ADULT)
MOTHER = Telling(Tri.YES, Tri.YES, Tri.YES, "", "07700 900123", Tri.YES)


def add_mother(cast: Cast, kai: Involvement) -> NetworkPerson:
    operations.add_relative(
        **on(kai, cast.priya), new=NewRelative(AssociationKind.PARENT, MOTHER, entry=AMA, told_by="Kai")
    )
    return NetworkPerson.objects.get()


def test_a_mother_is_a_record_beside_the_incident_tied_for_two_years(cast: Cast, kai: Involvement) -> None:
    mother = add_mother(cast, kai)
    assert (mother.mark, mother.why) == ("N1", "family of A")
    tie = Association.objects.get()
    assert (tie.one, tie.other, tie.kind) == (mother.record, kai.record, AssociationKind.PARENT)
    assert tie.review_on == date(2026, 11, 21) + timedelta(days=731)
    [relative] = read(kai, cast.priya).family
    assert (relative.label, relative.line.kind_label, relative.mark) == ("Ama Mensah (N1)", "Parent", "N1")
    assert relative.line.telling is not None
    assert relative.line.telling.may_be_told == "may be told"
    missing = [one.called for one in read(kai, cast.priya).not_known]
    assert "who they live with" not in missing
    assert "who has parental responsibility" not in missing
    words = TimelineEntry.objects.get(code="record").words
    assert words == "Priya Nair added to what is recorded of A: family and household, N1."


def test_the_record_of_somebody_around_the_incident_is_read_and_written_too(cast: Cast, kai: Involvement) -> None:
    mother = add_mother(cast, kai)
    about = {"by": cast.priya, "at": AT, "reference": kai.incident.reference, "key": mother.key}
    operations.add_detail(**about, new=NewDetail(DetailKind.INTERPRETER, "NEEDED", words="Twi"))
    view = queries.record_of(cast.hana, kai.incident.reference, mother.key, AT)
    assert view.whom.label == "Ama Mensah (N1)"
    assert said(view, DetailKind.INTERPRETER) == ["An interpreter is needed"]
    assert {one.kind.kind for one in view.kinds} == {one.kind for one in KINDS.values() if one.of_adults}
    [child] = view.family
    assert (child.line.kind_label, child.mark) == ("Son or daughter", "A")


def test_the_newest_word_on_telling_stands_and_no_needs_a_reason(cast: Cast, kai: Involvement) -> None:
    mother = add_mother(cast, kai)
    with pytest.raises(Refused, match="Say why they may not be told"):
        operations.say_who_may_be_told(**on(kai, cast.hana), relative_key=mother.key, telling=Telling(told=Tri.NO))
    telling = Telling(told=Tri.NO, because="Tells his father everything")
    operations.say_who_may_be_told(**on(kai, cast.hana), relative_key=mother.key, telling=telling)
    told = read(kai, cast.priya).family[0].line.telling
    assert told is not None
    assert (told.may_be_told, told.because, told.by, told.before) == (
        "must not be told", "Tells his father everything", "Hana Malik", 1,
    )  # fmt: skip


@pytest.mark.clause("SAF-9")
def test_a_sibling_of_the_incident_is_tied_by_the_letter_that_she_has(cast: Cast, kai: Involvement) -> None:
    ella = operations.add_young_person(
        by=cast.hana, at=AT, reference=kai.incident.reference, facts=ReportedYoungPerson(given_names="Ella")
    )
    new = NewRelative(AssociationKind.SIBLING, Telling(), key=ella.key)
    operations.add_relative(**on(kai, cast.priya), new=new)
    assert not NetworkPerson.objects.exists()
    assert read(kai, cast.priya).family[0].mark == "B"
    assert read(ella, cast.priya).family[0].mark == "A"
    with pytest.raises(Refused, match="recorded already"):
        operations.add_relative(**on(kai, cast.priya), new=new)
    with pytest.raises(Refused, match="choose somebody else"):
        operations.add_relative(**on(kai, cast.priya), new=NewRelative(AssociationKind.COUSIN, Telling(), key=kai.key))


def test_a_sibling_who_may_be_held_is_asked_about_and_keeps_one_record_here(cast: Cast, kai: Involvement) -> None:
    born = date(2014, 3, 2)
    facts = ReportedYoungPerson(given_names="Ella", family_name="Mensah", date_of_birth=born)
    ella = operations.add_young_person(by=cast.hana, at=AT, reference=kai.incident.reference, facts=facts)
    entry = PersonEntry("Ella", "Mensah", born)
    with pytest.raises(PossibleMatches):
        operations.add_relative(**on(kai, cast.priya), new=NewRelative(AssociationKind.SIBLING, Telling(), entry=entry))
    same = PersonEntry("Ella", "Mensah", born, answer=SamePerson(whose(ella)))
    records = PersonRecord.objects.count()
    mark = operations.add_relative(
        **on(kai, cast.priya), new=NewRelative(AssociationKind.SIBLING, Telling(), entry=same)
    )
    assert (mark, PersonRecord.objects.count()) == ("B", records)
    other = PersonEntry("Ella", "Mensah", born, answer=NotTheSame())
    mark = operations.add_relative(
        **on(kai, cast.priya), new=NewRelative(AssociationKind.COUSIN, Telling(), entry=other)
    )
    assert mark == "N1"


def test_a_sibling_who_turned_out_to_be_the_same_is_a_relative_no_more(cast: Cast, kai: Involvement) -> None:
    """Two records of one person: what hangs on either is read, and nobody is his own brother."""
    common = {"by": cast.hana, "at": AT, "reference": kai.incident.reference}
    twin = operations.add_young_person(**common, facts=ReportedYoungPerson(given_names="Kyle"))
    ella = operations.add_young_person(**common, facts=ReportedYoungPerson(given_names="Ella"))
    for one, other in ((kai, twin), (twin, ella)):
        operations.add_relative(
            **on(one, cast.priya), new=NewRelative(AssociationKind.SIBLING, Telling(), key=other.key)
        )
    operations.say_same_person(**common, who=kai.key, other=whose(twin), because="One boy, two names")
    [relative] = read(kai, cast.priya).family
    assert (relative.label, relative.mark) == ("Ella (C)", "C")
    assert [one.mark for one in read(ella, cast.priya).family] == ["A"], "by the letter that he has now"


def test_a_tie_that_was_not_reviewed_is_shown_no_more(cast: Cast, kai: Involvement) -> None:
    add_mother(cast, kai)
    later = AT + timedelta(days=731)
    assert len(read(kai, cast.hana, later).family) == 1
    assert read(kai, cast.hana, later + timedelta(days=1)).family == ()


def test_a_relative_whom_the_reader_may_not_see_is_a_gap(cast: Cast, kai: Involvement) -> None:
    there = same_boy_elsewhere(cast, kai)
    jay = operations.add_young_person(
        by=cast.hana, at=AT, reference=there.incident.reference, facts=ReportedYoungPerson(given_names="Jay")
    )
    Association.objects.create(
        one=jay.record, other=kai.record, kind=AssociationKind.COUSIN, source="MYSELF", review_on=date(2027, 1, 1),
        by=cast.hana, at=AT,
    )  # fmt: skip
    view = read(kai, cast.priya)
    assert (view.family, view.hidden) == ((), 1)
    assert [ring.name for ring in view.ask] == ["Hana Malik"]
    assert read(kai, cast.hana).hidden == 0
    assert [one.label for one in read(kai, cast.hana).family] == ["Jay"]


# Names and numbers


def test_a_reader_of_letters_reads_no_names(cast: Cast, kai: Involvement) -> None:
    add_mother(cast, kai)
    operations.add_other_name(**on(kai, cast.priya), use=NameUse.NICKNAME, name="Kaz")
    Professional.objects.filter(pk=cast.sam.pk).update(letters_only=True)
    view = read(kai, Professional.objects.get(pk=cast.sam.pk))
    assert not any(name in repr(view) for name in ("Mensah", "Ama", "Kaz"))
    assert view.family[0].label == "N1"


def test_another_name_is_recorded_once_and_ended(cast: Cast, kai: Involvement) -> None:
    operations.add_other_name(**on(kai, cast.priya), use=NameUse.NICKNAME, name="Kaz", told_by="school")
    with pytest.raises(Refused, match="recorded already"):
        operations.add_other_name(**on(kai, cast.priya), use=NameUse.NICKNAME, name=" Kaz ")
    [name] = read(kai, cast.priya).names
    operations.end_other_name(**on(kai, cast.priya), name_key=name.key, because="Nobody calls him that")
    assert not read(kai, cast.priya).names[0].holds


def test_a_wrong_number_is_kept_and_marked_withdrawn(cast: Cast, kai: Involvement) -> None:
    operations.record_number(**on(kai, cast.priya), system=IdentifierSystem.UPN, value="b801200005001")
    with pytest.raises(Refused, match="recorded already"):
        operations.record_number(**on(kai, cast.priya), system=IdentifierSystem.UPN, value="B801200005001")
    operations.withdraw_number(**on(kai, cast.hana), system=IdentifierSystem.UPN, because="A typing error")
    [line] = read(kai, cast.priya).numbers
    assert (line.value, line.holds, line.withdrawn_by) == ("B801200005001", False, "Hana Malik")


def test_nothing_is_recorded_on_a_report_that_was_joined(cast: Cast, kai: Involvement) -> None:
    into = reported_incident(cast.hana, young_people=())
    operations.add_to_team(
        by=cast.hana, at=AT, reference=kai.incident.reference, professional_key=cast.mace.key, why="Looks at both"
    )
    operations.join_reports(
        by=cast.mace, at=AT, reference=kai.incident.reference, into=into.reference, same={kai.key: None}
    )
    with pytest.raises(Refused, match="Work continues there"):
        operations.add_detail(**on(kai, cast.priya), new=NewDetail(DetailKind.GP, where="x"))


def test_the_record_costs_the_same_however_much_is_recorded(cast: Cast, kai: Involvement) -> None:
    def more() -> None:
        add_mother(cast, kai)
        for place in ("Castle Surgery", "Lakenham Surgery"):
            operations.add_detail(**on(kai, cast.priya), new=NewDetail(DetailKind.GP, where=place))
            operations.add_address(**on(kai, cast.priya), new=NewAddress(AddressUse.REFUGE, town=place))
        operations.add_other_name(**on(kai, cast.priya), use=NameUse.NICKNAME, name="Kaz")
        operations.do_not_disclose(**on(kai, cast.priya), to_whom="his father", because="x")
        operations.record_account(**on(kai, cast.priya), new=TOLD)

    more()
    jay = operations.add_young_person(
        by=cast.hana, at=AT, reference=kai.incident.reference, facts=ReportedYoungPerson(given_names="Jay")
    )

    def again() -> None:
        operations.add_relative(**on(kai, cast.priya), new=NewRelative(AssociationKind.SIBLING, Telling(), key=jay.key))
        operations.add_address(**on(kai, cast.priya), new=NewAddress(AddressUse.REFUGE, town="x"))
        operations.add_detail(**on(kai, cast.priya), new=NewDetail(DetailKind.SERVICE, "CAMHS"))

    costs_the_same(lambda: read(kai, Professional.objects.get(pk=cast.priya.pk)), again, at_most=24)
