"""A report that was begun and not sent: what was typed, kept encrypted for its writer alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.http import QueryDict

from reachable.common.refusals import NotFound
from reachable.directory import operations as directory_operations
from reachable.directory import queries as directory_queries
from reachable.directory.choices import KeptPurpose
from reachable.web.shared.kept import KeptText
from reachable.web.shared.request import PageRequest

Typed = dict[str, list[str]]
_PREFIX = "report:"
_MACHINERY = ("csrfmiddlewaretoken", "lock_from", "do")


@dataclass(frozen=True)
class Draft:
    """`people` is None until its page was saved once: the page then offers a first, empty card."""

    key: UUID
    begun_at: datetime
    what: Typed = field(default_factory=dict)
    people: Typed | None = None

    @property
    def place(self) -> str:
        return "".join(self.what.get("place", []))[:60]


def begin(request: PageRequest) -> Draft:
    draft = Draft(uuid4(), request.at)
    save(request, draft)
    return draft


def find(request: PageRequest, key: UUID) -> Draft:
    """The draft of the professional who asks; somebody else's does not exist for him."""
    payload = directory_queries.kept_text(request.professional, _form(key), request.at)
    if payload is None:
        raise NotFound("draft")
    return _read(key, payload)


def unfinished(request: PageRequest) -> list[Draft]:
    """Those in which something was typed, the latest first."""
    kept = directory_queries.kept_texts(request.professional, _PREFIX, request.at)
    found = [_read(UUID(form.removeprefix(_PREFIX)), payload) for form, payload in kept]
    return [draft for draft in found if draft.what or draft.people]


def save(request: PageRequest, draft: Draft) -> None:
    """Overwrites what was kept before; raises Refused where it is too much."""
    payload = {"begun_at": draft.begun_at.isoformat(), "what": draft.what, "people": draft.people}
    directory_operations.keep_text(
        by=request.professional, form=_form(draft.key), payload=payload, at=request.at, purpose=KeptPurpose.DRAFT
    )


def drop(request: PageRequest, key: UUID) -> None:
    directory_operations.drop_text(by=request.professional, form=_form(key), at=request.at)


def typed(posted: QueryDict) -> Typed:
    return {name: [str(v) for v in posted.getlist(name)] for name in posted if name not in _MACHINERY}


def as_posted(typed_before: Mapping[str, list[str]], *, with_errors: bool = True) -> QueryDict:
    """What a form is filled from. Without errors it only shows what was typed and is never valid."""
    data = QueryDict(mutable=True) if with_errors else KeptText(mutable=True)
    for name, values in typed_before.items():
        data.setlist(name, values)
    return data


def _form(key: UUID) -> str:
    return f"{_PREFIX}{key}"


def _read(key: UUID, payload: dict[str, object]) -> Draft:
    return Draft(
        key=key,
        begun_at=datetime.fromisoformat(str(payload["begun_at"])),
        what=payload["what"],  # type: ignore[arg-type]  # as `save` wrote it
        people=payload["people"],  # type: ignore[arg-type]  # as `save` wrote it
    )
