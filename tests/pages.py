"""Every page of the site in one table, which the sweep walks (tests/web/test_sweep.py).

To add a page, add one line to PAGES; the sweep fails until every URL of the site has its line:

    Row("incidents:incident", Permission.SEE_INCIDENTS, incident, through_incident=True),

- the name of the URL, with its namespace;
- the permission that the view declares with @page, or ANYBODY for a page that needs no sign-in;
- where its address takes values, a function from the World to the keyword arguments of reverse();
- `through_incident=True` where the page belongs to one incident: the sweep then also proves that a professional who is
  neither on its team nor on duty for it, and one who is shut out by a connection, are told 404;
- `post_only=True` or `get_only=True` where the view answers one method only.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from reachable.common.permission_codes import Permission
from reachable.web.shared.page import ANYBODY


@dataclass(frozen=True)
class World:
    """What exists in the sweep: one incident, one young person in it, and the keys of what hangs on them."""

    reference: str
    keys: dict[str, Any]


Arguments = Callable[[World], dict[str, Any]]


def nothing(world: World) -> dict[str, Any]:
    return {}


def incident(world: World) -> dict[str, Any]:
    return {"reference": world.reference}


def keys(**names: str) -> Arguments:
    """keys(key="action"): the argument `key` is the World's "action"."""
    return lambda world: {argument: world.keys[name] for argument, name in names.items()}


def in_incident(**names: str) -> Arguments:
    """The incident's reference and these keys."""
    return lambda world: {"reference": world.reference, **keys(**names)(world)}


@dataclass(frozen=True)
class Row:
    name: str
    permission: Permission | None
    arguments: Arguments = nothing
    through_incident: bool = False
    get_only: bool = False
    post_only: bool = False

    @property
    def methods(self) -> tuple[str, ...]:
        if self.get_only:
            return ("get",)
        return ("post",) if self.post_only else ("get", "post")


def invented(**values: Any) -> Arguments:
    """Values that lead to nothing: for addresses that answer everybody alike."""
    return lambda world: values


PAGES: tuple[Row, ...] = (
    Row("account:sign_in", ANYBODY),
    Row("account:second_factor", ANYBODY),
    Row("account:set_up", ANYBODY),
    Row("account:set_up_app", ANYBODY),
    Row("account:set_up_passkey", ANYBODY),
    Row("account:demo", ANYBODY),
    Row("account:invitation", ANYBODY, invented(token="x")),
    Row("account:password_reset", ANYBODY),
    Row("account:password_reset_sent", ANYBODY),
    Row("account:password_reset_confirm", ANYBODY, invented(key=UUID(int=0), token="x")),
    Row("account:sign_out", Permission.SIGN_IN),
    Row("account:lock", Permission.SIGN_IN),
    Row("account:unlock", Permission.SIGN_IN),
    Row("account:extend", Permission.SIGN_IN),
    Row("account:password_change", Permission.SIGN_IN),
    Row("account:settings", Permission.SIGN_IN),
    Row("account:prove", Permission.SIGN_IN),
    Row("account:recovery_codes", Permission.SIGN_IN),
    Row("account:second_factors", Permission.SIGN_IN),
    Row("account:add_app", Permission.SIGN_IN),
    Row("account:add_passkey", Permission.SIGN_IN),
    Row("account:remove_second_factor", Permission.SIGN_IN, invented(number=1)),
)


@dataclass(frozen=True)
class Address:
    name: str
    pattern: str
    view: Any


def addresses() -> list[Address]:
    """Every URL pattern of the site, namespaces walked through."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner, pattern)
        elif isinstance(entry, URLPattern):
            yield Address(f"{namespace}{entry.name or ''}", pattern, entry.callback)
