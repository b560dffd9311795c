"""Long work in short steps: a page takes a few at a time, and is sent again for the next few."""

import time
from collections.abc import Callable
from typing import Protocol

MOST_AT_ONCE = 10


class Progress(Protocol):
    @property
    def is_finished(self) -> bool: ...


def take_steps(step: Callable[[], Progress], asked_for: str) -> None:
    """One step, or as many as are asked for: between two of them a pause as long as the step took, so that others
    can write.
    """
    wanted = int(asked_for) if asked_for.isascii() and asked_for.isdigit() and len(asked_for) < 4 else 1
    for left in range(max(1, min(wanted, MOST_AT_ONCE)), 0, -1):
        began = time.monotonic()
        if step().is_finished or left == 1:
            return
        time.sleep(time.monotonic() - began)
