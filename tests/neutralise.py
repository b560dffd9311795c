"""Switches off one policy for a run of the tests: REACHABLE_NEUTRALISE="reachable.incidents.policies.incident:check_x".

A policy that is switched off refuses nothing, and answers what lets everything through. The run then ends with NOTICED
when a test failed because it expected otherwise, and with CRASHED when tests only fell over: that proves nothing.
Loaded by scripts/prove_guide.py alone (`pytest -p tests.neutralise`); the product knows nothing of it.
"""

import importlib
import inspect
import os
from collections.abc import Callable
from types import FunctionType
from typing import Any

import pytest

from reachable.common.gates import GateLine

NOTICED = 64
CRASHED = 65


def _everything_is_met(original: Callable[..., Any], *args: object, **kwargs: object) -> object:
    from reachable.incidents.choices import Finding
    from reachable.incidents.facts import DefinitionFound, PartFound

    parts = original(*args, **kwargs)
    met = {name: PartFound(Finding.MET, getattr(parts, name).because) for name in ("offence", "age", "setting")}
    return DefinitionFound(**met)


def _open(_original: Callable[..., Any], **_kwargs: object) -> object:
    from reachable.responses.choices import ActionState

    return ActionState.OPEN


def _is_met(original: Callable[..., Any], *args: object, **kwargs: object) -> object:
    from dataclasses import replace

    return replace(original(*args, **kwargs), met=True)


def _counts_everybody(original: Callable[..., Any], written: Any, _least: int, **kwargs: object) -> object:
    """Every cell, of however few, and whatever was taken back."""
    return original(written, 1, **kwargs)


def _agrees(original: Callable[..., Any], **_kwargs: object) -> object:
    """As if somebody had just found that the measure agrees with the plan."""
    return original(has_plan=True, agrees="FITS", of_this_measure=True, of_this_plan=True)


# Policies that answer rather than refuse: what they answer when they are switched off.
ANSWERS: dict[str, Callable[..., object]] = {
    "reachable.contexts.policies.disruption:review_day": lambda _original, *_args: None,
    "reachable.contexts.policies.disruption:is_expired": lambda _original, *_args: False,
    "reachable.contexts.policies.disruption:is_late": lambda _original, *_args: False,
    "reachable.safety.policies.comparing:compared": _agrees,
    "reachable.contexts.policies.disruption:consults_youth_justice": lambda _original, *_args: False,
    "reachable.contexts.policies.maps:may_see": lambda _original, *_args, **_kwargs: True,
    "reachable.contexts.policies.counting:count_places": _counts_everybody,
    "reachable.incidents.policies.incident:work_out_definition": _everything_is_met,
    "reachable.incidents.policies.incident:not_known": lambda _original, *_args: (),
    "reachable.responses.policies.answering:state_of_new": _open,
    "reachable.incidents.policies.court:is_at": lambda _original, *_args, **_kwargs: False,
    "reachable.incidents.policies.custody:suite_named": lambda _original, *_args: None,
    "reachable.meetings.policies.running:is_held_by_police": lambda _original, **_kwargs: False,
    "reachable.meetings.policies.running:check_may_clear": lambda _original, **_kwargs: None,
    "reachable.meetings.policies.running:needs_clearing": lambda _original, _note: False,
    "reachable.meetings.policies.running:words_for_record": lambda _original, note, _young: note.words,
    "reachable.meetings.policies.running:goes_into_records": lambda _original, **_kwargs: True,
    "reachable.meetings.policies.outcome:answer_of_outcome": lambda _original, *_args: None,
    "reachable.sharing.policies.authorities:we_answer": lambda _original, *_args: False,
    "reachable.safety.policies.screening:next_review": lambda _original, *_args: None,
    "reachable.meetings.policies.convening:who_is_missing": lambda _original, *_args, **_kwargs: (),
}
# Policies that refuse and otherwise answer: what they answer where they would have refused.
WHERE_REFUSED: dict[str, object] = {"reachable.incidents.policies.incident:check_override_has_reason": True}


class _SwitchedOff:
    """The one policy of this run that is switched off."""

    name = ""
    original: Callable[..., Any]


def instead(*args: object, **kwargs: object) -> object:
    from reachable.common.refusals import Refused

    name, original = _SwitchedOff.name, _SwitchedOff.original
    if name in ANSWERS:
        return ANSWERS[name](original, *args, **kwargs)
    if _answers_several(original):
        return ()
    if _answers_a_line(original):
        return _is_met(original, *args, **kwargs)
    try:
        return original(*args, **kwargs)
    except Refused:
        return WHERE_REFUSED.get(name)


def _stand_in(*args: object, **kwargs: object) -> object:
    from tests import neutralise

    return neutralise.instead(*args, **kwargs)


def _answers_several(function: Callable[..., Any]) -> bool:
    """Lines of a gate, routes, what is missing: switched off, there is nothing of it."""
    return str(inspect.signature(function).return_annotation).startswith("tuple[")


def _answers_a_line(function: Callable[..., Any]) -> bool:
    """A line of a gate: switched off, it is met."""
    return inspect.signature(function).return_annotation is GateLine


def _of_a_gate(function: Callable[..., Any]) -> bool:
    return _answers_several(function) or _answers_a_line(function)


def _can_be_switched_off(name: str, function: object) -> bool:
    if not isinstance(function, FunctionType) or function.__code__.co_freevars:
        return False
    answers = inspect.signature(function).return_annotation
    return name in ANSWERS or name in WHERE_REFUSED or answers in (None, "None") or _of_a_gate(function)


def pytest_sessionstart(session: pytest.Session) -> None:
    name = os.environ.get("REACHABLE_NEUTRALISE", "")
    if not name:
        return
    module, _, attribute = name.partition(":")
    function = getattr(importlib.import_module(module), attribute)
    if not _can_be_switched_off(name, function):
        raise pytest.UsageError(f"{name}: say in tests/neutralise.py what it answers when it is switched off")
    original = FunctionType(function.__code__, function.__globals__, attribute, function.__defaults__)
    original.__kwdefaults__ = function.__kwdefaults__
    original.__annotations__ = function.__annotations__
    _SwitchedOff.name, _SwitchedOff.original = name, original
    # The code is replaced, not the name: whoever imported the function already has it neutralised too.
    function.__defaults__ = None
    function.__kwdefaults__ = None
    function.__code__ = _stand_in.__code__


def is_noticed(failure: BaseException) -> bool:
    """A failed assertion or `pytest.fail` (DID NOT RAISE is one); a TypeError on the way there is an accident."""
    return isinstance(failure, AssertionError | pytest.fail.Exception)


_FAILURES: list[bool] = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    if call.excinfo is None or call.excinfo.errisinstance(pytest.skip.Exception):
        return
    noticed = call.when == "call" and is_noticed(call.excinfo.value)
    _FAILURES.append(noticed)
    if noticed:
        item.session.shouldstop = "noticed"


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _FAILURES:
        session.exitstatus = NOTICED if any(_FAILURES) else CRASHED
