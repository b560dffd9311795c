"""The words that a playbook is made of: codes, titles, sentences. Frozen; unknown keys are refused."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
TriggerName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
ClauseId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-[1-9][0-9]*$")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=240, strip_whitespace=True)]
Paragraph = Annotated[str, StringConstraints(max_length=600, strip_whitespace=True)]

About = Literal["incident", "young-person"]
Strength = Literal["must", "should", "consider"]
FieldKind = Literal["yes-no", "choice", "choices", "text", "date", "datetime", "number", "agency", "professional"]
Shows = Literal["network", "contact", "safety", "plan", "discharge", "staff"]
YES_NO = (("yes", "Yes"), ("no", "No"), ("not-known", "Not known"))


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
