"""The directory: who there is, whom to ring, and the roles of one professional."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory import operations
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Agency, Professional
from reachable.directory.queries import duty_lines
from tests import counting, factories
from tests.domain.directory_hands import night, point
from tests.factories import AT, Cast
from tests.signing_in import SignIn
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
DIRECTORY = "/directory/"


def _line(**changes: Any) -> str:
    facts: dict[str, Any] = {
        "role": RoleCode.EMERGENCY_DUTY_SENIOR,
        "name": "Emergency duty team",
        "telephone": "01632 960201",
    }
    return str(operations.set_duty_line(by=None, at=AT, **{**facts, **changes}))


def test_everybody_finds_professionals_with_job_agency_role_and_number(
    client: Client, cast: Cast, sign_in: SignIn
) -> None:
    sam = cast.sam
    page = text_of(sign_in(client, cast.joy).get(DIRECTORY))
    for shown in (sam.name, sam.job_title, sam.agency.name, "Senior Investigating Officer", "01632 960123"):
        assert shown in page
    assert reverse("directory:professional", args=[sam.key]) in page
    assert "Invite a professional" not in page
    assert "Add a duty line" not in page


def test_searching_without_script_narrows_by_every_word(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.joy)
    assert cast.sam.name != cast.mace.name
    page = text_of(client.get(DIRECTORY, {"q": "constabulary investigating"}))
    assert "1 professional matches" in page
    assert cast.sam.name in page
    assert cast.mace.name not in page
    assert "Nobody matches" in text_of(client.get(DIRECTORY, {"q": "constabulary\0 zebra"}))


def test_who_answers_now_comes_first_and_whether_anybody_confirmed_it_is_said(
    client: Client, cast: Cast, sign_in: SignIn
) -> None:
    _line(role=RoleCode.FRONT_DOOR_MANAGER, name="Front door", hours="OFFICE_HOURS")
    night = _line(hours="OUT_OF_HOURS")
    page = text_of(sign_in(client, cast.hana).get(DIRECTORY))
    assert page.index("Emergency duty team") < page.index("Front door")
    assert page.count("Not confirmed yet") == 2
    assert page.index("answers now") < page.index("Front door") < page.index("not now: office hours")
    answer = client.post(reverse("directory:confirm_duty_line", args=[night]), follow=True)
    page = text_of(answer)
    assert "Emergency duty team: 01632 960201 confirmed" in page
    assert f"Confirmed today by {cast.hana.name}" in page
    assert page.count("Not confirmed yet") == 1


def test_a_line_that_was_confirmed_long_ago_asks_to_be_confirmed_again(
    client: Client, cast: Cast, sign_in: SignIn
) -> None:
    key = _line()
    operations.confirm_duty_line(by=cast.edt, at=AT - timedelta(days=120), key=key)
    again = f"Confirmed 120 days ago by {cast.edt.name}: confirm again"
    assert again in text_of(sign_in(client, cast.hana).get(DIRECTORY))
    client.post(reverse("directory:confirm_duty_line", args=[key]))
    page = text_of(client.get(DIRECTORY))
    assert again not in page
    assert f"Confirmed today by {cast.hana.name}" in page


def test_an_empty_directory_of_lines_says_what_they_are_for(client: Client, cast: Cast, sign_in: SignIn) -> None:
    assert "The numbers of those on duty, by day and at night, belong here" in text_of(
        sign_in(client, cast.hana).get(DIRECTORY)
    )
    assert "No duty numbers are recorded yet" in text_of(sign_in(client, cast.joy).get(DIRECTORY))


def test_a_line_is_added_changed_and_removed(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.edt)
    typed = {"role": "POLICE_DUTY_INSPECTOR", "name": "Duty inspector", "telephone": "01632 960203", "area": "NORWICH"}
    typed["hours"] = "OUT_OF_HOURS"
    answer = client.post("/directory/duty-lines/add/", typed)
    assert answer.status_code == 302
    (line,) = duty_lines()
    assert (line.name, line.area, line.confirmed_by) == ("Duty inspector", "NORWICH", cast.edt.name)
    assert (line.hours, line.hours_label) == ("OUT_OF_HOURS", "Evenings, nights and weekends")

    address = reverse("directory:change_duty_line", args=[line.key])
    assert 'value="01632 960203"' in text_of(client.get(address))
    client.post(address, {**typed, "telephone": "01632 960299", "area": "", "version": "1"})
    (line,) = duty_lines()
    assert (line.telephone, line.area, line.version) == ("01632 960299", "", 2)

    address = reverse("directory:drop_duty_line", args=[line.key])
    assert "Nobody is shown this number any more" in text_of(client.get(address))
    client.post(address)
    assert duty_lines() == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"telephone": "ring Ann"}, "Enter a telephone number, like 01632 960 001."),
        ({"telephone": ""}, "Enter the telephone number"),
        ({"role": ""}, "Select who answers"),
        ({"hours": ""}, "Select when it is answered"),
        ({"role": "NOBODY"}, "Select one of the answers on the page"),
        ({"name": "x" * 121}, "This must be 120 characters or fewer"),
        ({"name": "a\x07b"}, "a character that cannot be read"),
    ],
)
def test_a_wrong_line_comes_back_as_it_was_typed(
    client: Client, cast: Cast, sign_in: SignIn, wrong: dict[str, str], message: str
) -> None:
    sign_in(client, cast.hana)
    typed = {
        "role": "EMERGENCY_DUTY_SENIOR",
        "name": "Team",
        "telephone": "01632 960201",
        "note": "Nights only",
        "hours": "ALWAYS",
        **wrong,
    }
    page = text_of(client.post("/directory/duty-lines/add/", typed))
    assert message in page
    assert "Nights only" in page
    assert duty_lines() == []


def test_the_second_of_two_writers_sees_both_and_then_decides(client: Client, cast: Cast, sign_in: SignIn) -> None:
    key = _line()
    facts = {"role": "EMERGENCY_DUTY_SENIOR", "name": "Emergency duty team", "area": ""}
    operations.set_duty_line(by=cast.edt, at=AT, key=key, version=1, telephone="01632 960777", **facts)
    sign_in(client, cast.hana)
    address = reverse("directory:change_duty_line", args=[key])
    typed = {**facts, "hours": "ALWAYS", "telephone": "01632 960888"}
    page = text_of(client.post(address, {**typed, "version": "1"}))
    assert "Somebody else changed this line" in page
    assert "01632 960777" in page
    assert 'value="01632 960888"' in page
    assert 'name="version" value="2"' in page
    assert duty_lines()[0].telephone == "01632 960777"
    client.post(address, {**typed, "version": "2"})
    assert duty_lines()[0].telephone == "01632 960888"


def test_a_refused_form_does_not_forget_which_version_was_read(client: Client, cast: Cast, sign_in: SignIn) -> None:
    key = _line()
    operations.set_duty_line(
        by=cast.edt, at=AT, key=key, role="EMERGENCY_DUTY_SENIOR", name="Team", telephone="01632 960777"
    )
    sign_in(client, cast.hana)
    typed = {"role": "EMERGENCY_DUTY_SENIOR", "name": "", "telephone": "01632 960888", "version": "1"}
    page = text_of(client.post(reverse("directory:change_duty_line", args=[key]), typed))
    assert 'name="version" value="1"' in page


@pytest.mark.parametrize("who", ["priya", "joy", "ig"])
def test_who_keeps_no_lines_may_not_change_them(client: Client, cast: Cast, sign_in: SignIn, who: str) -> None:
    key = _line()
    sign_in(client, getattr(cast, who))
    for name in ("change_duty_line", "confirm_duty_line", "drop_duty_line"):
        assert client.post(reverse(f"directory:{name}", args=[key])).status_code == 403
    assert len(duty_lines()) == 1


def test_the_directory_costs_the_same_with_more_people_and_lines(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.admin)
    _line()

    def more() -> None:
        for name in ("hana", "sam", "ward", "tyss", "school"):
            factories.professional(name)
        for number in range(5):
            _line(telephone=f"01632 96020{number}")
            operations.add_contact_point(
                by=cast.edt, at=AT, facts=point(name=f"Ward {number}", agency_key=cast.edt.agency.key)
            )
            night(AT.date(), cast.edt)

    counting.costs_the_same(lambda: client.get(DIRECTORY), more, at_most=16)


def test_a_professional_is_shown_with_what_each_role_means(client: Client, cast: Cast, sign_in: SignIn) -> None:
    page = text_of(sign_in(client, cast.joy).get(reverse("directory:professional", args=[cast.sam.key])))
    assert "Leads the police investigation of the incident." in page
    assert "Everywhere in the county" in page
    assert "Give a role" not in page


def test_an_administrator_gives_and_ends_a_role(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.admin)
    person = cast.priya
    give = reverse("directory:give_role", args=[person.key])
    answer = client.post(give, {"role": "TEAM_MANAGER", "area": "NORWICH"}, follow=True)
    assert f"{person.name} now holds the role Team manager" in text_of(answer)
    end = reverse("directory:end_role", args=[person.key])
    assert "Team manager, Norwich" in text_of(client.get(end))
    client.post(end, {"role": "TEAM_MANAGER|NORWICH"})
    assert Professional.objects.get(key=person.key).role_codes == ("SOCIAL_WORKER",)


def test_an_administrator_does_not_change_his_own_roles(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.admin)
    typed = {"give_role": "HEAD_OF_SOCIAL_WORK", "end_role": "ADMINISTRATOR|"}
    for name, role in typed.items():
        page = text_of(client.post(reverse(f"directory:{name}", args=[cast.admin.key]), {"role": role}))
        assert "You cannot change your own roles. Ask another administrator." in page
    assert Professional.objects.get(key=cast.admin.key).role_codes == ("ADMINISTRATOR",)


def test_a_role_of_another_kind_of_agency_is_refused_at_the_field(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.admin)
    give = reverse("directory:give_role", args=[cast.priya.key])
    page = text_of(client.post(give, {"role": "MACE_POLICE"}))
    assert "MACE police is a role of Police, and Norfolk Children&#39;s Services is not." in page
    end = reverse("directory:end_role", args=[cast.priya.key])
    assert "Select one of the answers on the page" in text_of(client.post(end, {"role": "MACE_POLICE|"}))


def test_an_agency_is_added_once(client: Client, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.admin)
    typed = {"name": "Wensum Housing", "kind": AgencyKind.HOUSING.value}
    assert client.post("/directory/agencies/add/", typed).status_code == 302
    assert Agency.objects.get(name="Wensum Housing").code == "wensum-housing"
    assert "There is an agency of this name already." in text_of(client.post("/directory/agencies/add/", typed))
    assert "at least one letter" in text_of(client.post("/directory/agencies/add/", {**typed, "name": "–"}))
