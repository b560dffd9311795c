"""Page 1 of a report, and the questions of page 3. Everything may be left empty."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from reachable.common import clock
from reachable.incidents.choices import Area, Known, Offence, Setting, Weapon
from reachable.web.shared.fields import (
    BooleanCheckField,
    MomentField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form

NOW, AT_A_TIME, NOT_KNOWN = "NOW", "AT", "NOT_KNOWN"
ME, SOMEBODY = "ME", "SOMEBODY"
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")


class WhatForm(Form):
    """What happened. An answer that was not given is not known."""

    when = RadiosField(
        label="When did it happen?",
        choices=((NOW, "Just now"), (AT_A_TIME, "At another time"), (NOT_KNOWN, "Not known")),
        required=False,
        small=True,
        conditional={AT_A_TIME: ("happened_at", "happened_about")},
    )
    happened_at = MomentField(label="Date and time", hint="The time like 21:40 or 9:40pm", not_future=True)
    happened_about = BooleanCheckField(label="The time is approximate")
    place = TextField(
        label="Where did it happen?",
        hint="As people would say it: street, park, bus station, school",
        max_length=300,
        required=False,
    )
    postcode = TextField(label="Postcode, if known", required=False, max_length=10, width=10)
    area = SelectField(label="Part of Norfolk", choices=Area.choices, empty=None, required=False)
    description = TextareaField(label="What happened?", required=False, rows=5)
    offence = SelectField(label="Kind of offence", choices=Offence.choices, empty=None, required=False)
    weapon = RadiosField(label="Weapon", choices=Weapon.choices, required=False, small=True)
    setting = RadiosField(label="Where in life did it happen?", choices=Setting.choices, required=False, small=True)
    threats = RadiosField(
        label="Have threats been made?",
        choices=Known.choices,
        required=False,
        small=True,
        conditional={Known.YES: ("threats_words",)},
    )
    threats_words = TextareaField(label="What was threatened, and against whom?", required=False, rows=3)
    social_media = RadiosField(
        label="Is there anything on social media?",
        choices=Known.choices,
        required=False,
        small=True,
        conditional={Known.YES: ("social_media_words",)},
    )
    social_media_words = TextareaField(label="What, and where?", required=False, rows=3)
    still_danger = RadiosField(
        label="Is anybody still in danger now?",
        choices=Known.choices,
        required=False,
        small=True,
        hints={Known.YES: "Ring 999 now. This report does not send anybody out."},
    )
    teller = RadiosField(
        label="Who is telling us?",
        choices=((ME, "Me"), (SOMEBODY, "Somebody told me")),
        required=False,
        small=True,
        conditional={SOMEBODY: ("told_by",)},
    )
    told_by = TextField(label="Who told you?", hint="Name or role, and how to reach them", required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, at: datetime, **kwargs: Any) -> None:
        today = clock.local_date(at)
        date_of_today = {"day": str(today.day), "month": str(today.month), "year": str(today.year)}
        initial = {"happened_at": date_of_today, "area": Area.NOT_KNOWN, "offence": Offence.NOT_KNOWN, "teller": ME}
        super().__init__(data, at=at, initial=initial, **kwargs)

    def clean_postcode(self) -> str:
        typed = "".join(self.cleaned_data["postcode"].upper().split())
        matched = _POSTCODE.fullmatch(typed)
        if typed and not matched:
            raise ValidationError("Enter a whole postcode, like NR1 3JU, or leave it empty")
        return " ".join(matched.groups()) if matched else ""

    def facts(self) -> dict[str, Any]:
        """As `incidents.facts.Report` names them."""
        given = dict(self.cleaned_data)
        del given["when"], given["teller"]
        unanswered = ("offence", "weapon", "setting", "area", "threats", "social_media", "still_danger")
        return {**given, **{name: given[name] or NOT_KNOWN for name in unanswered}}

    def typed_for_later(self, typed: dict[str, list[str]]) -> dict[str, list[str]]:
        """What is kept of this page: "just now" becomes the time at which it was said."""
        if self.cleaned_data["when"] != NOW or self.at is None:
            return typed
        said = clock.local(self.at)
        parts = {"day": said.day, "month": said.month, "year": said.year, "time": f"{said:%H:%M}"}
        moment = {f"happened_at-{part}": [str(value)] for part, value in parts.items()}
        return {**typed, "when": [AT_A_TIME], "happened_about": ["on"], **moment}
