"""kill -9 at random moments: real processes, a real file database, the real file outbox.

Eight rounds in the suite; REACHABLE_CHAOS_ROUNDS=100 for the full run.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("REACHABLE_CHAOS_ROUNDS", "8"))
DELIVERIES = 10 * ROUNDS
FILL = f"""
import uuid, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from reachable.audit import log
from reachable.common import clock
from reachable.outbox import operations
from reachable.outbox.choices import Message
with log.trail():
    for n in range({DELIVERIES}):
        to = f"p{{n}}@council.example"
        operations.queue(Message.ACTION_WAITING, to=to, at=clock.now(), professional_key=uuid.uuid4())
"""


def environment(var: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("REACHABLE_", "DJANGO_"))}
    return {**kept, "DJANGO_SETTINGS_MODULE": "config.settings.local", "REACHABLE_VAR": str(var)}


def worker(var: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(ROOT / "manage.py"), "worker", "--skip-checks", "--poll", "0.05", "--lease", "1"]
    return subprocess.Popen(command, cwd=ROOT, env=environment(var), stdout=subprocess.DEVNULL)


def ask(var: Path, sql: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(f"file:{var / 'reachable.sqlite3'}?mode=ro", uri=True)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def attempts(var: Path) -> int:
    (row,) = ask(var, "SELECT count(*) FROM outbox_attempt")
    return int(str(row[0]))


def unsent(var: Path) -> bool:
    return bool(ask(var, "SELECT 1 FROM outbox_delivery WHERE status <> 'SENT' LIMIT 1"))


def wait_for(happened: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert process.poll() is None, "the worker ended by itself"
        assert time.monotonic() < end, "the worker does nothing"
        time.sleep(0.01)


def test_a_worker_killed_at_random_moments_loses_nothing_and_sends_nothing_twice(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", FILL], cwd=ROOT, env=environment(tmp_path), check=True, timeout=120)
    chance = random.Random(os.environ.get("REACHABLE_CHAOS_SEED", "1"))
    kills = 0
    while kills < ROUNDS and unsent(tmp_path):
        before = attempts(tmp_path)
        process = worker(tmp_path)
        wait_for(lambda before=before: attempts(tmp_path) != before, process)
        time.sleep(chance.uniform(0, 0.04))
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        kills += 1
    assert kills > ROUNDS // 2
    if unsent(tmp_path):
        process = worker(tmp_path)
        wait_for(lambda: not unsent(tmp_path), process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    check_everything_went_out_once(tmp_path, kills)


def check_everything_went_out_once(tmp_path: Path, kills: int) -> None:
    keys = {str(key).replace("-", "") for (key,) in ask(tmp_path, "SELECT key FROM outbox_delivery")}
    files = [path.name for path in (tmp_path / "outbox").iterdir()]
    assert len(keys) == len(files) == DELIVERIES
    assert {name.removesuffix(".eml").replace("-", "") for name in files} == keys
    assert ask(tmp_path, "SELECT count(*) FROM audit_entry WHERE verb = 'delivery-sent'") == [(DELIVERIES,)]
    outcomes = dict(ask(tmp_path, "SELECT outcome, count(*) FROM outbox_attempt GROUP BY outcome"))
    assert outcomes.pop("SENT") == DELIVERIES
    assert set(outcomes) <= {"INTERRUPTED"}
    verify = [sys.executable, str(ROOT / "manage.py"), "verify_audit", "--skip-checks"]
    subprocess.run(verify, cwd=ROOT, env=environment(tmp_path), check=True, timeout=60, stdout=subprocess.DEVNULL)
    print(f"{kills} kills, {DELIVERIES} deliveries, {outcomes.get('INTERRUPTED', 0)} interrupted attempts")
