"""Bringing in a partner's list, page by page: upload, columns, rows, confirm, progress, undo, and who reads it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import ConnectionKind, ListState, RowDecision
from reachable.incidents.models import Incident, NetworkPerson, PartnerList, PartnerListRow
from reachable.web.shared import uploads
from tests.counting import costs_the_same
from tests.domain import partner_list_files as files
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]

HEADER = "Forename,Surname,DOB,Reason,School,Warnings,PNC ID\n"
LIAM = "Liam,Ostrowski,03/04/2010,Was with Kai that evening,Mousehold High School,VIOLENT,12/345678A\n"
NOAH = "Noah,Adeyemi,11/12/2009,Named in a threat online,,,\n"
WRONG = "Mia,Thaxter,31/02/2010,Followed home,,,\n"
NOBODY = ",,31/02/2011,Somebody called JB,,,\n"
SAYS = {"purpose": "Who else may be hurt tonight", "from_agency": "MACE police, Norwich", "source": "WRITTEN"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def address(incident: Incident, name: str = "lists", one: PartnerList | None = None) -> str:
    return reverse(f"network:{name}", args=[incident.reference, *([one.key] if one else [])])


def send(client: Client, incident: Incident, content: bytes, name: str = "list.csv", **other: str) -> Any:
    file = SimpleUploadedFile(name, content, "text/csv")
    return client.post(address(incident), {**SAYS, **other, "file": file})


def uploaded(client: Client, incident: Incident, *rows: str) -> PartnerList:
    answer = send(client, incident, (HEADER + "".join(rows)).encode())
    assert answer.status_code == 302, said(answer)
    return PartnerList.objects.latest("pk")


def columns_settled(client: Client, incident: Incident, *rows: str, **chosen: str) -> PartnerList:
    one = uploaded(client, incident, *rows)
    answer = client.post(address(incident, "list_columns", one), {"seen_number": one.version, **chosen})
    assert answer.status_code == 302, said(answer)
    one.refresh_from_db()
    return one


def decide(client: Client, incident: Incident, one: PartnerList, *, confirm: bool = True, **chosen: str) -> Any:
    one.refresh_from_db()
    sent: dict[str, Any] = {"seen_number": one.version, **chosen, **({"confirm": "1"} if confirm else {})}
    return client.post(address(incident, "list_rows", one), sent)


def brought(client: Client, incident: Incident, *rows: str, **chosen: str) -> PartnerList:
    one = columns_settled(client, incident, *rows)
    assert decide(client, incident, one, **chosen).status_code == 302
    client.post(address(incident, "list_progress", one), {"steps": "10"})
    one.refresh_from_db()
    return one


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def row_name(one: PartnerList, number: int) -> str:
    return f"row-{one.rows.get(number=number).pk}"


def test_a_list_goes_from_the_file_into_the_network(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.sam)
    assert "None so far." in said(client.get(address(incident)))
    one = uploaded(client, incident, LIAM, NOAH)
    columns = said(client.get(address(incident, "list_columns", one)))
    assert "Police National Computer number, Warning flag. Not kept anywhere." in columns or "Warning flag" in columns
    assert "For example: Liam · Noah" in columns
    for hidden in ("VIOLENT", "345678A"):
        assert hidden not in columns
        assert hidden not in str(one.table)
    assert client.post(address(incident, "list_columns", one), {"seen_number": 1}).status_code == 302
    rows = said(client.get(address(incident, "list_rows", one)))
    assert "New: 2" in rows
    assert "Left out in this row: Warning flag, Police National Computer number" in rows
    assert NetworkPerson.objects.count() == 0
    answer = decide(client, incident, one)
    assert answer["Location"] == address(incident, "list_progress", one)
    assert NetworkPerson.objects.count() == 0
    progress = said(client.get(answer["Location"]))
    assert "0 of 2 rows done." in progress
    client.post(answer["Location"])
    assert "2 rows done" in said(client.get(answer["Location"]))
    assert [p.record.display_name for p in NetworkPerson.objects.select_related("record").order_by("number")] == [
        "Liam Ostrowski", "Noah Adeyemi"
    ]  # fmt: skip
    assert "Brought in: 2 people" in said(client.get(address(incident)))


TOO_WIDE = ",".join(f"Col{n}" for n in range(200)) + "\n" + ",".join("x" * 200) + "\n"


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "list.csv", "This is a PDF. Save the list as CSV or Excel"),
        (files.bomb(), "list.xlsx", "would unpack into far more than a list of people can be"),
        (files.lying_bomb(), "list.xlsx", "workbook"),
        (TOO_WIDE.encode(), "list.csv", "The table has 200 columns; at most 60 can be read."),
        (HEADER.encode(), "list.csv", "There is a row of headings in this file, but nobody below it."),
        (b" \n", "list.csv", "This file is empty."),
        ((HEADER + "Al,Ba,2010,x,,,\n" * 501).encode(), "list.csv", "The list has 501 rows; at most 500"),
        (files.old_office("Workbook"), "list.xlsx", "This is an old Excel workbook (.xls)."),
        (files.archive("word/document.xml"), "list.xlsx", "This is a Word document."),
    ],
    ids=["pdf", "bomb", "lying bomb", "200 columns", "headings alone", "empty", "too long", "xls", "word"],
)
def test_a_bad_file_is_refused_with_a_sentence(
    signed_in: SignedIn, cast: Cast, incident: Incident, content: bytes, name: str, says: str
) -> None:
    answer = send(signed_in(cast.sam), incident, content, name)
    assert answer.status_code == 200
    assert says in said(answer)
    assert SAYS["purpose"] in said(answer)
    assert not PartnerList.objects.exists()


def test_formulas_stay_text_and_are_shown_as_text(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.sam)
    evil = 'Al,Smith,03/04/2010,"=HYPERLINK(""http://x.example"",""click"")",<script>alert(1)</script>,,\n'
    one = columns_settled(client, incident, evil)
    page = said(client.get(address(incident, "list_rows", one)))
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "=HYPERLINK(&#34;http://x.example&#34;,&#34;click&#34;)" in page
    assert 'href="http://x.example' not in page


def test_fifty_megabytes_are_refused_and_never_held(
    signed_in: SignedIn, cast: Cast, incident: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = [0]
    receive = uploads.InMemory.receive_data_chunk

    def watched(self: uploads.InMemory, raw: bytes, start: int) -> None:
        try:
            receive(self, raw, start)
        finally:
            most[0] = max(most[0], self._held.getbuffer().nbytes)

    monkeypatch.setattr(uploads.InMemory, "receive_data_chunk", watched)
    answer = send(signed_in(cast.sam), incident, b"x" * 50_000_000)
    assert "The file is larger than 5 MB." in said(answer)
    assert "Choose the file" not in said(answer)
    assert SAYS["purpose"] in said(answer)
    assert most[0] <= uploads.LARGEST


def test_several_files_together_are_no_larger_than_one(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    parts = {name: SimpleUploadedFile(f"{name}.csv", b"x" * 3_000_000) for name in ("file", "other")}
    assert "The file is larger than 5 MB." in said(signed_in(cast.sam).post(address(incident), {**SAYS, **parts}))


def test_of_a_body_far_larger_the_rest_is_not_read(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.sam)
    start = b"".join(
        b'--line\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value.encode())
        for name, value in SAYS.items()
    )
    start += b'--line\r\nContent-Disposition: form-data; name="file"; filename="l.csv"\r\n\r\n'
    body = start + b"x" * 12_000_000
    read = _Endless(body)
    answer = client.generic(
        "POST", address(incident),
        **{"CONTENT_TYPE": "multipart/form-data; boundary=line", "CONTENT_LENGTH": str(2**40), "wsgi.input": read},
    )  # fmt: skip
    assert "The file is larger than 5 MB." in said(answer)
    assert read.given < 7_000_000


class _Endless:
    """A body that goes on for as long as somebody reads."""

    def __init__(self, body: bytes) -> None:
        self.body, self.given = body, 0

    def read(self, size: int = -1) -> bytes:
        found = self.body[self.given : self.given + size]
        assert found, "it read to the end"
        self.given += len(found)
        return found

    def readline(self, size: int = -1) -> bytes:
        raise AssertionError("nobody reads a file by lines")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"purpose": ""}, "Say what the list is for"),
        ({"purpose": "x" * 1001}, "1,000 characters"),
        ({"source": ""}, "Select how they know"),
        ({"source": "<b>"}, "Select one of the answers on the page"),
        ({"from_agency": "x" * 201}, "200 characters"),
        ({"file": "no file but text"}, "Choose the file"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_stays(
    signed_in: SignedIn, cast: Cast, incident: Incident, change: dict[str, str], says: str
) -> None:
    file = SimpleUploadedFile("list.csv", (HEADER + LIAM).encode())
    answer = signed_in(cast.sam).post(address(incident), {**SAYS, "file": file, **change})
    assert answer.status_code == 200
    assert says in said(answer), said(answer)
    assert not PartnerList.objects.exists()


def test_a_column_is_corrected_and_one_left_out_is_emptied(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    one = columns_settled(signed_in(cast.sam), incident, LIAM, **{"column-4": "NOTES", "column-3": "DROP"})
    person = one.rows.get().person
    assert person["notes"] == "Mousehold High School"
    assert "Was with Kai" not in str(one.table)
    assert "relevance" not in person
    page = said(signed_in(cast.sam).get(address(incident, "list_columns", one)))
    assert "What was decided about the rows is asked again." in page
    assert "bringing it back needs the file" in page


@pytest.mark.parametrize(
    "sent", [{"column-0": "NEVER"}, {"column-0": "\x00"}, {"seen_number": "1; DROP"}, {"seen_number": "9" * 40}]
)
def test_hostile_columns_are_refused(signed_in: SignedIn, cast: Cast, incident: Incident, sent: dict[str, str]) -> None:
    client = signed_in(cast.sam)
    one = uploaded(client, incident, LIAM)
    answer = client.post(address(incident, "list_columns", one), {"seen_number": one.version, **sent})
    assert answer.status_code == 200
    assert "There is a problem" in said(answer)
    assert not PartnerListRow.objects.exists()


@pytest.mark.parametrize("sent", ["NEVER", "SAME:not-a-key", "SAME:00000000-0000-0000-0000-000000000000", "BRING:x"])
def test_hostile_decisions_are_refused(signed_in: SignedIn, cast: Cast, incident: Incident, sent: str) -> None:
    client = signed_in(cast.sam)
    one = columns_settled(client, incident, WRONG)
    answer = decide(client, incident, one, **{row_name(one, 2): sent})
    assert "Select one of the answers on the page" in said(answer)
    assert one.rows.get().decision == ""


def test_each_row_stands_where_it_belongs_problems_first(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.sam)
    brought(client, with_team(cast, reported_incident(cast.hana)), NOAH)
    one = columns_settled(client, incident, LIAM, NOAH, LIAM, WRONG, NOBODY)
    answer = client.get(address(incident, "list_rows", one))
    page = said(answer)
    places = [page.index(title) for title in ("With a problem (2)", "May be held already (1)", "New (1)")]
    assert places == sorted(places)
    assert page.index("New (1)") < page.index("There already (1)")
    assert "31/02/2010" in page
    assert "Left out: nothing says who it is." in page
    assert "Held by" in page
    assert "Row 2 says exactly the same." in page
    assert "2 to decide" in page
    assert_declares_everybody_it_shows(answer)
    assert "data-young-person" in page


def test_every_row_that_waits_is_named_when_somebody_confirms(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.sam)
    one = columns_settled(client, incident, LIAM, WRONG)
    answer = decide(client, incident, one, **{row_name(one, 2): "on"})
    assert "Row 3: choose what becomes of Mia Thaxter" in said(answer)
    one.refresh_from_db()
    assert one.state == ListState.ROWS
    assert decide(client, incident, one, confirm=False, **{row_name(one, 2): "on"}).status_code == 302
    assert [row.decision for row in one.rows.order_by("number")] == [RowDecision.LEAVE, ""]
    assert decide(client, incident, one, **{row_name(one, 3): "BRING"}).status_code == 302
    client.post(address(incident, "list_progress", one))
    assert NetworkPerson.objects.count() == 2


def test_of_two_who_decide_the_second_is_told(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.sam)
    one = columns_settled(client, incident, LIAM, WRONG)
    seen = one.version
    decide(client, incident, one, confirm=False, **{row_name(one, 3): "LEAVE"})
    sent = {"seen_number": seen, row_name(one, 3): "BRING", "confirm": "1"}
    answer = client.post(address(incident, "list_rows", one), sent)
    assert "Somebody else went on with this list" in said(answer)
    assert one.rows.get(number=3).decision == RowDecision.LEAVE
    assert f'value="{seen + 1}"' in said(answer)


@pytest.mark.parametrize("name", ["list_progress", "list_columns", "list_rows", "undo_list"])
def test_the_importer_and_the_lead_read_it_and_nobody_else(
    signed_in: SignedIn, cast: Cast, incident: Incident, name: str
) -> None:
    one = columns_settled(signed_in(cast.sam), incident, LIAM)
    assert signed_in(cast.hana).get(address(incident, name, one)).status_code in (200, 302)
    for who, status in ((cast.priya, 404), (cast.stranger, 404), (cast.joy, 403)):
        client = signed_in(who)
        assert client.get(address(incident, name, one)).status_code == status
        assert client.post(address(incident, name, one), {"seen_number": one.version}).status_code == status
    assert PartnerList.objects.get().state == ListState.ROWS
    assert "Liam" not in said(signed_in(cast.priya).get(address(incident)))


def test_a_connection_shuts_the_importer_out(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    one = columns_settled(signed_in(cast.sam), incident, LIAM)
    operations.declare_connection(
        by=cast.sam, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED, words="My nephew"
    )
    for name in ("list_progress", "list_rows"):
        assert signed_in(cast.sam).get(address(incident, name, one)).status_code == 404
    assert signed_in(cast.sam).get(address(incident)).status_code == 404


def test_a_list_of_another_incident_is_not_found_through_this_one(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.sam)
    one = columns_settled(client, with_team(cast, reported_incident(cast.hana)), LIAM)
    assert client.get(address(incident, "list_rows", one)).status_code == 404


def many(count: int, first: int = 0) -> list[str]:
    return [
        f"Aa{chr(97 + n % 26)}o,Bb{chr(97 + n // 26)}it,0{n % 9 + 1}/02/2010,Seen,,,\n" for n in range(first, count)
    ]


def test_what_a_page_costs_does_not_grow_with_the_rows(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.sam)
    lists = {"few": columns_settled(client, incident, *many(2))}
    shown = ["few"]

    def visit() -> None:
        one = lists[shown[0]]
        assert client.get(address(incident, "list_rows", one)).status_code == 200
        assert client.get(address(incident, "list_columns", one)).status_code == 200
        assert client.get(address(incident)).status_code == 200

    def more() -> None:
        lists["many"], shown[0] = columns_settled(client, incident, *many(60, 2)), "many"

    costs_the_same(visit, more, at_most=90)


def test_five_hundred_rows_are_a_page_that_a_telephone_can_open(
    signed_in: SignedIn, cast: Cast, incident: Incident, settings: Any
) -> None:
    client = signed_in(cast.sam)
    one = columns_settled(client, incident, *many(500))
    page = client.get(address(incident, "list_rows", one)).content.decode()
    assert page.count('app-list-row"') == 500
    assert len(page) < 1_000_000
    assert page.count("<") < 500 * 60
    assert page.count("<input") + page.count("<select") < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    ticked = {f"row-{row.pk}": "on" for row in one.rows.all()}
    assert decide(client, incident, one, confirm=False, **ticked).status_code == 302
    assert set(one.rows.values_list("decision", flat=True)) == {RowDecision.LEAVE}


def test_rows_that_name_more_than_five_hundred_people_are_refused(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.sam)
    names = [(chr(97 + n % 26), chr(97 + n // 26)) for n in range(300)]
    rows = "".join(f"Ann B{one}{other}it and Tom Q{one}{other}er,Seen\n" for one, other in names)
    send(client, incident, f"Name,Reason\n{rows}".encode())
    one = PartnerList.objects.get()
    answer = client.post(address(incident, "list_columns", one), {"seen_number": one.version})
    assert "people; at most 500 can be brought in for one incident." in said(answer)
    assert not PartnerListRow.objects.exists()


def test_it_is_gone_on_with_step_by_step_by_a_button(
    signed_in: SignedIn, cast: Cast, incident: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reachable.web.network.steps.time.sleep", lambda seconds: None)
    client = signed_in(cast.sam)
    one = columns_settled(client, incident, *many(50))
    where = decide(client, incident, one)["Location"]
    client.post(where, {"steps": "1"})
    page = said(client.get(where))
    assert "Go on" in page
    first = NetworkPerson.objects.count()
    assert 0 < first < 50
    assert f"{first} of 50 rows done." in page
    for hostile in ("-1", "x", "٣", "99999999"):
        assert client.post(where, {"steps": hostile}).status_code == 302
    client.post(where, {"steps": "10"})
    assert NetworkPerson.objects.count() == 50
    client.post(where, {"steps": "10"})
    assert NetworkPerson.objects.count() == 50


def test_a_list_that_is_in_is_undone_as_a_whole(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.sam)
    one = brought(client, incident, LIAM, NOAH)
    assert "Everybody whom this list brought in leaves" in said(client.get(address(incident, "undo_list", one)))
    answer = client.post(address(incident, "undo_list", one))
    assert "0 of 2 people taken out." in said(client.get(answer["Location"]))
    client.post(answer["Location"], {"steps": "10"})
    assert "Nobody of this list is in the network." in said(client.get(answer["Location"]))
    assert not NetworkPerson.objects.exists()
    assert client.post(address(incident, "undo_list", one)).status_code == 200


def test_undoing_is_refused_once_something_was_built_on_somebody(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    client = signed_in(cast.sam)
    one = brought(client, incident, LIAM, NOAH)
    member = NetworkPerson.objects.get(number=2)
    common: dict[str, Any] = {"by": cast.hana, "at": AT, "reference": incident.reference}
    operations.name_at_risk(**common, key=member.key, named=False, why="Lives in Leeds now")
    page = said(client.post(address(incident, "undo_list", one)))
    assert "Something has been recorded about N2 since they were brought in" in page
    assert NetworkPerson.objects.count() == 2


def test_a_list_that_is_not_confirmed_is_dropped_at_once(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.sam)
    one = columns_settled(client, incident, LIAM)
    assert "Nobody was brought in yet." in said(client.get(address(incident, "undo_list", one)))
    client.post(address(incident, "undo_list", one))
    one.refresh_from_db()
    assert (one.state, one.table, one.rows.count()) == (ListState.UNDONE, {}, 0)


def test_the_same_list_again_brings_nobody(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.sam)
    first = columns_settled(client, incident, LIAM, NOAH, WRONG)
    decide(client, incident, first, **{row_name(first, 4): "BRING"})
    client.post(address(incident, "list_progress", first))
    assert NetworkPerson.objects.count() == 3
    again = columns_settled(client, incident, LIAM, NOAH, WRONG)
    page = said(client.get(address(incident, "list_rows", again)))
    assert "There already (3)" in page
    assert "Is in this incident already, as N1." in page
    assert "nobody to bring in" in said(decide(client, incident, again))
    assert NetworkPerson.objects.count() == 3
