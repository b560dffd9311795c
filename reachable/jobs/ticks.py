"""Periodic work, one row each. A row runs on one worker at a time, and again after a crash, so each
function must bear being run twice. Nothing that a page shows as overdue, expired or lapsed waits for it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings

from reachable.audit import anchors, log, removals
from reachable.directory import operations as directory
from reachable.incidents import operations as incidents
from reachable.meetings import operations as meetings
from reachable.oversight import operations as oversight
from reachable.responses import operations as responses
from reachable.sharing import operations as sharing

from .vacuuming import vacuum_removed

TickRow = tuple[str, timedelta, Callable[[datetime], object]]


def _alive(at: datetime) -> None:
    """Nothing: that the row was run is what the health page reads."""


def _anchor_audit(at: datetime) -> None:
    anchors.write_anchor(at)


def _drop_lapsed_texts(at: datetime) -> None:
    directory.drop_lapsed_texts(by=None, at=at)


def _empty_write_ahead_log(at: datetime) -> None:
    log.empty_write_ahead_log()  # where a reader was in the way it is tried again in five minutes


def _remind_overdue(at: datetime) -> None:
    while responses.remind_overdue(by=None, at=at):
        pass  # some at a time


def _chase_actions(at: datetime) -> None:
    while meetings.remind_and_escalate(by=None, at=at):
        pass  # some at a time


def _remind_of_meetings(at: datetime) -> None:
    while meetings.remind_of_meetings(by=None, at=at):
        pass  # some at a time


def _prompt_of_later_dates(at: datetime) -> None:
    while oversight.prompt_of_later_dates(by=None, at=at):
        pass  # some at a time


def _expire(at: datetime) -> None:
    """What has lapsed is shown nowhere before this; here it is deleted, some at a time."""
    while incidents.expire(by=None, at=at):
        pass
    while incidents.erase_lapsed_lists(by=None, at=at):
        pass
    log.empty_write_ahead_log()


def _warn_of_lapsing(at: datetime) -> None:
    while incidents.warn_of_lapsing(by=None, at=at):
        pass


def _chase_filing(at: datetime) -> None:
    while sharing.chase_filing(by=None, at=at):
        pass


def _chase_summaries(at: datetime) -> None:
    while sharing.chase_summaries(by=None, at=at):
        pass


def _write_removals(at: datetime) -> None:
    removals.write_removals()


def _vacuum_removed(at: datetime) -> None:
    vacuum_removed()


def _clear_sessions(at: datetime) -> None:
    """A session that has ended keeps its row, with the last message it was to show, until somebody clears it."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


TICKS: tuple[TickRow, ...] = (
    ("alive", timedelta(minutes=1), _alive),
    ("anchor-audit", timedelta(hours=1), _anchor_audit),
    ("drop-lapsed-texts", timedelta(minutes=5), _drop_lapsed_texts),
    ("clear-sessions", timedelta(hours=1), _clear_sessions),
    ("empty-write-ahead-log", timedelta(minutes=5), _empty_write_ahead_log),
    ("remind-overdue", timedelta(minutes=15), _remind_overdue),
    ("chase-actions", timedelta(minutes=15), _chase_actions),
    ("remind-of-meetings", timedelta(minutes=15), _remind_of_meetings),
    ("prompt-of-later-dates", timedelta(hours=1), _prompt_of_later_dates),
    ("chase-filing", timedelta(minutes=15), _chase_filing),
    ("chase-summaries", timedelta(minutes=15), _chase_summaries),
    ("expire", timedelta(hours=1), _expire),
    ("warn-of-lapsing", timedelta(hours=1), _warn_of_lapsing),
    ("write-removals", timedelta(minutes=1), _write_removals),
    ("vacuum-removed", timedelta(hours=6), _vacuum_removed),
)
