"""`manage.py worker`: sends what is queued and does the periodic work, until it is told to stop."""

import logging
import signal
from argparse import ArgumentParser
from datetime import timedelta
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from reachable.audit import grants
from reachable.jobs.work import LEASE, Worker
from reachable.outbox.transports import transport

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Send queued messages and do the periodic work. Any number may run; any may be killed at any moment."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do everything that is due now, then end")
        parser.add_argument("--poll", type=float, default=1.0, metavar="SECONDS", help="pause between looks")
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            metavar="SECONDS",
            help="how long a delivery may be in hand before another worker takes it",
        )

    def handle(self, *args: Any, once: bool, poll: float, lease: float, **options: Any) -> None:
        grants.check_own_role()
        worker = Worker(transport(), lease=timedelta(seconds=lease))

        def stop(number: int, frame: FrameType | None) -> None:
            worker.stop()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        try:
            if once:
                self.stdout.write(f"{worker.once()} deliveries tried")
            else:
                worker.run(poll)
        except Exception:
            logger.critical("The worker ends", exc_info=True)  # without the error's words, which may quote a row
            raise SystemExit(1) from None
