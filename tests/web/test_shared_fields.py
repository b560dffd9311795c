"""Fields: what they take, what they say when they refuse, and what they look like."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import QueryDict

from reachable.common.refusals import Refused
from reachable.web.shared.fields import (
    BooleanCheckField,
    CheckboxesField,
    DatePartsField,
    EmailField,
    HiddenField,
    IntegerField,
    MomentField,
    PasswordField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form
from reachable.web.shared.kept import KeptText

AT = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)


class Everything(Form):
    words = TextField(label="Place", max_length=40, required=False, hint="In words", width=20)
    story = TextareaField(label="Story", required=False, show_count=True)
    where = RadiosField(
        label="Where is the young person now?",
        choices=[("HOSPITAL", "In hospital"), ("HOME", "At home"), ("NOT_KNOWN", "Not known")],
        hints={"HOME": "With a parent"},
        divider_before={"NOT_KNOWN": "or"},
        conditional={"HOSPITAL": ["ward", "leaves_on"]},
        required=False,
    )
    ward = TextField(label="Ward")
    leaves_on = DatePartsField(label="Expected discharge", required=False)
    kinds = CheckboxesField(label="Kinds", choices=[("A", "Stabbing"), ("B", "Robbery")], required=False)
    who = SelectField(label="Who", choices=[("1", "Priya Shah"), ("2", "Sam Okafor")], required=False)
    born_on = DatePartsField(label="Date of birth", required=False, not_future=True)
    happened_at = MomentField(label="Time of the incident", required=False, not_future=True)
    due_at = MomentField(label="Due", required=False, not_past=True)
    age = IntegerField(label="Age", required=False, least=0, most=120, suffix="years")
    email = EmailField(label="E-mail address", required=False)
    danger = BooleanCheckField(label="Somebody is in danger")
    version = HiddenField()
    password = PasswordField(label="Password", required=False)


def _form(**sent: Any) -> Everything:
    data = QueryDict(mutable=True)
    for name, value in sent.items():
        name = name.replace("__", "-")
        data.setlist(name, value if isinstance(value, list) else [value])
    return Everything(data, at=AT)


def _value(name: str, **sent: Any) -> Any:
    form = _form(**sent)
    assert form.is_valid(), form.errors
    return form.cleaned_data[name]


def _error(name: str, **sent: Any) -> str:
    return " ".join(_form(**sent).errors[name])


def _parts(name: str, *values: str) -> dict[str, str]:
    return {f"{name}__{part}": value for part, value in zip(("day", "month", "year", "time"), values, strict=False)}


def test_text_is_stripped_and_keeps_its_lines() -> None:
    assert _value("words", words="  Castle   Meadow ") == "Castle Meadow"
    assert _value("story", story=" one\r\ntwo\rthree\n") == "one\ntwo\nthree"
    assert _value("story", story="Zoë Müller – 🙂 o\u200dk") == "Zoë Müller – 🙂 o\u200dk"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\u202e", "\u2066"])
def test_control_characters_are_refused_in_plain_words(character: str) -> None:
    for field in ("words", "story"):
        assert "holds a character that cannot be read" in _error(field, **{field: f"Kai{character}"})


def test_too_long_a_text_is_told_in_numbers_and_not_lost() -> None:
    form = _form(story="x" * 12_345)
    assert form.errors["story"] == ["This must be 10,000 characters or fewer. You have 12,345."]
    assert "x" * 12_345 in str(form["story"].as_field_group())
    assert _value("story", story="x" * 10_000)


@pytest.mark.parametrize("name", ["where", "who", "kinds"])
def test_an_answer_that_was_not_offered_is_refused(name: str) -> None:
    assert _error(name, **{name: "FORGED"}) == "Select one of the answers on the page"


def test_several_answers_come_in_the_order_of_the_page() -> None:
    assert _value("kinds", kinds=["B", "A"]) == ["A", "B"]
    assert _value("kinds") == []


def test_what_an_answer_does_not_reveal_is_dropped_with_its_errors() -> None:
    form = _form(where="HOME", ward="x" * 999, leaves_on__day="40")
    assert form.is_valid()
    assert (form.cleaned_data["ward"], form.cleaned_data["leaves_on"]) == ("", None)


def test_what_an_answer_reveals_must_be_answered() -> None:
    assert _error("ward", where="HOSPITAL") == "Enter ward"
    assert _value("ward", where="HOSPITAL", ward="Cley") == "Cley"


@pytest.mark.parametrize(
    ("parts", "said", "box"),
    [
        (("31", "2", "2010"), "Date of birth must be a real date: that month has no day 31", "day"),
        (("29", "2", "2011"), "Date of birth must be a real date: that month has no day 29", "day"),
        (("0", "2", "2011"), "Date of birth must be a real date: that month has no day 0", "day"),
        (("1", "13", "2010"), "Date of birth: the month must be between 1 and 12", "month"),
        (("1", "Foo", "2010"), "Date of birth: the month must be between 1 and 12", "month"),
        (("1", "2", "10"), "Date of birth: the year must have 4 numbers, like 2026", "year"),
        (("1", "2", "1066"), "Date of birth: the year must be between 1900 and 2200", "year"),
        (("x", "2", "2010"), "Date of birth: the day must be a number", "day"),
        (("²", "2", "2010"), "Date of birth: the day must be a number", "day"),
        (("1", "", "2010"), "Date of birth must include a month", "month"),
        (("1", "", ""), "Date of birth must include a month and year", "month"),
        (("24", "11", "2026"), "Date of birth must be today or in the past", "day"),
    ],
)
def test_a_date_that_cannot_be_says_why_and_leads_to_the_box(parts: tuple[str, ...], said: str, box: str) -> None:
    form = _form(**_parts("born_on", *parts))
    assert form.error_summary == [{"text": said, "href": f"#id_born_on-{box}"}]
    html = str(form["born_on"].as_field_group())
    assert all(f'value="{part}"' in html for part in parts if part)


@pytest.mark.parametrize("month", ["2", "02", "feb", "February"])
def test_a_date_is_taken_in_the_ways_people_write_it(month: str) -> None:
    assert _value("born_on", **_parts("born_on", "9", month, "2011")) == date(2011, 2, 9)
    assert _value("born_on") is None


@pytest.mark.parametrize("typed", ["21:40", "2140", "21.40", "9:40pm", "9.40 PM"])
def test_a_moment_is_norfolk_time_and_stored_in_utc(typed: str) -> None:
    winter = _value("happened_at", **_parts("happened_at", "22", "11", "2026", typed))
    assert winter == datetime(2026, 11, 22, 21, 40, tzinfo=UTC)
    summer = _value("happened_at", **_parts("happened_at", "1", "7", "2026", typed))
    assert summer == datetime(2026, 7, 1, 20, 40, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["25:00", "21:60", "9", "evening", "13 pm", "1e3"])
def test_a_time_that_cannot_be_read_is_asked_for_again(typed: str) -> None:
    said = _error("happened_at", **_parts("happened_at", "22", "11", "2026", typed))
    assert said == "Time of the incident: enter the time like 21:40 or 9:40pm"


def test_a_moment_needs_its_time() -> None:
    said = _error("happened_at", **_parts("happened_at", "22", "11", "2026"))
    assert said == "Time of the incident must include a time, like 21:40"


def test_the_hour_that_the_clocks_skipped_does_not_exist() -> None:
    said = _error("happened_at", **_parts("happened_at", "29", "3", "2026", "01:30"))
    assert said == "Time of the incident: the clocks went forward that night and there was no 01:30"


def test_the_hour_that_happens_twice_is_the_first() -> None:
    value = _value("happened_at", **_parts("happened_at", "25", "10", "2026", "01:30"))
    assert value == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_moment_ahead_or_behind_is_refused_where_it_cannot_be() -> None:
    assert "must not be in the future" in _error("happened_at", **_parts("happened_at", "23", "11", "2026", "09:30"))
    assert "must be in the future" in _error("due_at", **_parts("due_at", "23", "11", "2026", "09:00"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [("abc", "whole number"), ("-1", "between 0"), ("121", "120"), ("--1", "whole number"), ("²", "whole number")],
)
def test_a_number_out_of_reason_is_refused(typed: str, said: str) -> None:
    assert said in _error("age", age=typed)
    assert _value("age", age="15") == 15
    assert _value("age") is None


def test_an_address_is_lower_case_and_checked() -> None:
    assert _value("email", email=" Priya@Council.Example ") == "priya@council.example"
    assert "correct format" in _error("email", email="priya")


def test_a_password_is_taken_as_typed_and_never_shown_again() -> None:
    form = _form(password="  three words ", age="x")
    form.is_valid()
    assert form.cleaned_data["password"] == "  three words "
    assert "three words" not in str(form["password"].as_field_group())


def test_every_field_renders_its_component_with_its_name_and_label() -> None:
    form = Everything(at=AT, initial={"born_on": date(2011, 2, 9), "happened_at": AT, "who": "2", "where": "HOSPITAL"})
    for bound in form.top_fields:
        html = str(bound.as_field_group())
        assert bound.auto_id in html, bound.name
        assert bound.label in html, bound.name
    radios = str(form["where"].as_field_group())
    assert 'name="ward"' in radios
    assert "With a parent" in radios
    assert 'value="2011"' in str(form["born_on"].as_field_group())
    assert 'value="09:12"' in str(form["happened_at"].as_field_group())
    assert 'value="2" selected' in str(form["who"].as_field_group())


def test_what_was_typed_is_escaped() -> None:
    form = _form(words="<script>alert(1)</script>", story="</textarea><b>", who="<i>", leaves_on__day='"><b>')
    for name in ("words", "story", "who", "leaves_on", "where"):
        html = str(form[name].as_field_group())
        assert "<script>" not in html
        assert "<b>" not in html
        assert "<i>" not in html


def test_a_prefix_keeps_cards_apart() -> None:
    data = QueryDict(
        "person-0-words=Kai&person-1-words=Jay&person-1-born_on-day=x&person-1-born_on-month=1&person-1-born_on-year=2010"
    )
    first, second = (Everything(data, at=AT, prefix=f"person-{n}") for n in (0, 1))
    assert first.is_valid()
    assert first.cleaned_data["words"] == "Kai"
    assert second.error_summary[0]["href"] == "#id_person-1-born_on-day"
    assert 'id="id_person-1-born_on-day"' in str(second["born_on"].as_field_group())


def test_a_refusal_stands_at_its_field_or_above_the_form() -> None:
    form = _form(words="Kai")
    form.refuse(Refused("Health has not been asked.", field="words"))
    form.refuse(Refused("The ward can supply it.", field="no_such_field"))
    assert form.error_summary == [
        {"text": "Health has not been asked.", "href": "#id_words"},
        {"text": "The ward can supply it."},
    ]


def test_a_form_filled_from_kept_text_shows_it_without_errors_and_saves_nothing() -> None:
    form = Everything(KeptText("age=x&words=half+a+sen"), at=AT)
    assert not form.is_valid()
    assert form.error_summary == []
    assert 'value="half a sen"' in str(form["words"].as_field_group())
    assert "govuk-error-message" not in str(form["age"].as_field_group())


@pytest.mark.parametrize(
    ("label", "said"),
    [("Place", "Enter place"), ("NHS number", "Enter NHS number"), ("Where is he now", "Answer “Where is he now”")],
)
def test_what_is_missing_is_asked_for_in_a_sentence(label: str, said: str) -> None:
    assert TextField(label=label).error_messages["required"] == said
