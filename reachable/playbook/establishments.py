"""The secure establishments in which a young person may be placed: england/establishments.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from .schema import Code, Title

_FILE = Path(__file__).parent / "england" / "establishments.toml"


class Establishment(BaseModel):
    """One of them. `closed`: nobody is placed there any more; what was said of it stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    name: Title
    kind: Literal["yoi", "secure-training-centre", "secure-school", "secure-childrens-home"]
    closed: bool = False


@cache
def shipped() -> tuple[Establishment, ...]:
    """All of the file, in its order."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(Establishment.model_validate(one) for one in content["establishment"])
