"""The worker's loop: put back what was interrupted, send what is due, do the periodic work that is due.

It may be killed between any two statements. Everything that it must remember is in the database before
and after each step, and each step can be done again without being done twice.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import InterfaceError, OperationalError, close_old_connections, connection

from reachable.common import clock
from reachable.outbox import operations, queries
from reachable.outbox.transports import NotSent, Transport

from .ticks import TICKS, TickRow

LEASE = timedelta(minutes=5)  # longer than the slowest SMTP conversation: ten answers of at most 20 s each
TICK_LEASE = timedelta(minutes=10)
STEP_SECONDS = 0.2

logger = logging.getLogger(__name__)


@dataclass
class Worker:
    transport: Transport
    lease: timedelta = LEASE
    ticks: Sequence[TickRow] = TICKS
    stopping: bool = field(default=False, init=False)

    def stop(self) -> None:
        """Finish the delivery in hand, then return from `run`."""
        self.stopping = True

    def run(self, poll: float) -> None:
        """Until stopped. A database that is away is waited for; the log names the class of the error only."""
        while not self.stopping:
            try:
                close_old_connections()
                self.once()
            except (OperationalError, InterfaceError) as error:
                logger.error("The worker could not reach the database: %s", type(error).__name__)
                connection.close()
            self._pause(poll)

    def once(self) -> int:
        """Everything that is due now; returns how many deliveries were tried."""
        self._do_ticks()
        if queries.something_lapsed(at=clock.now()):
            operations.reclaim(at=clock.now())
        tried = 0
        while not self.stopping and queries.something_due(at=clock.now()):
            claimed = operations.claim(at=clock.now(), lease=self.lease)
            if claimed is None:
                break
            self._deliver(claimed)
            tried += 1
        return tried

    def _deliver(self, claimed: operations.Claimed) -> None:
        try:
            if claimed.letter is None:
                raise NotSent("LinkUnreadable", permanent=True)
            self.transport.send(claimed.letter)
        except NotSent as problem:
            operations.record_error(claimed, at=clock.now(), error=problem.error, permanent=problem.permanent)
        except Exception as error:
            # One message must not stop the rest, whatever is wrong with it. Only the class is kept: an error's
            # words may hold an address.
            logger.error("Delivery %s failed: %s", claimed.key, type(error).__name__)
            operations.record_error(claimed, at=clock.now(), error=type(error).__name__)
        else:
            operations.record_sent(claimed, at=clock.now())

    def _do_ticks(self) -> None:
        last = queries.ticks()
        for name, every, work in self.ticks:
            at = clock.now()
            seen = last.get(name)
            if self.stopping or (seen and seen.last_run_at and seen.last_run_at > at - every):
                continue
            token = operations.take_tick(name, every=every, at=at, lease=TICK_LEASE)
            if token is None:
                continue
            try:
                work(at)
            except Exception as error:
                # Tried again when the lease ends; the last run on the health page shows that it is missing.
                logger.error("Periodic work '%s' failed: %s", name, type(error).__name__)
            else:
                operations.finish_tick(name, token, at=at)

    def _pause(self, seconds: float) -> None:
        """In short steps: a signal sets a flag, and waiting on a lock from a signal handler could hang."""
        left = seconds
        while left > 0 and not self.stopping:
            time.sleep(min(STEP_SECONDS, left))
            left -= STEP_SECONDS
