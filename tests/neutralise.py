"""Switches off one policy for a whole run of the tests: REACHABLE_NEUTRALISE="reachable.incidents.policies:check_x".

Loaded by scripts/prove_guide.py alone (`pytest -p tests.neutralise`); the product knows nothing of it.
"""

import importlib
import os
from types import FunctionType

import pytest


def _nothing(*args: object, **kwargs: object) -> None:
    return None


def pytest_sessionstart(session: pytest.Session) -> None:
    module, _, name = os.environ.get("REACHABLE_NEUTRALISE", "").partition(":")
    if not module:
        return
    function = getattr(importlib.import_module(module), name)
    if not isinstance(function, FunctionType) or function.__code__.co_freevars:
        raise pytest.UsageError(f"{module}:{name} is not a plain function, so it cannot be switched off")
    # The code is replaced, not the name: whoever imported the function already has it neutralised too.
    function.__defaults__ = None
    function.__kwdefaults__ = None
    function.__code__ = _nothing.__code__
