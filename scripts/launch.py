"""`make run`: from a clean copy of the project to a demo that answers. Standard library only; Python 3.11 or newer.

Steps whose inputs have not changed are skipped, and the data in `var/` is kept.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.console import BUILD, PYTHON, ROOT, VENV, Stop, digest, fresh, main, say, stamped, step
from scripts.environment import prepare_front_end, prepare_python

HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 10
FAILURES_ALLOWED = 2
VAR = Path(os.environ.get("REACHABLE_VAR") or ROOT / "var")
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.local"}
# Each thread that allocates from an arena of its own costs memory and gains nothing beside Python's lock.
PROCESS = {"PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "1"}


def run() -> int:
    started = time.monotonic()
    port = _free_port()
    say("Reachable: getting ready")
    prepare_python()
    prepare_front_end()
    collect_static()
    _prepare_database()
    return _serve(port, started)


def _free_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Stop(f"PORT={text} is not a port. Use a number, for example: make run PORT=8001")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except PermissionError:
            raise Stop(f"Port {text} needs rights you do not have. Use another: make run PORT=8001") from None
        except OSError:
            other = int(text) + 1 if int(text) < 65535 else 8000
            raise Stop(f"Port {text} is taken. Stop what is using it, or use another: make run PORT={other}") from None
    return int(text)


def _manage(*words: str) -> list[str | Path]:
    return [PYTHON, "manage.py", *words]


def collect_static() -> None:
    inputs = [ROOT / "reachable" / "web" / "static", BUILD / "static", ROOT / "requirements" / "base.lock"]
    stamp, wanted = BUILD / "collected.stamp", digest(inputs)
    if fresh(stamp, wanted) and (BUILD / "collected" / "staticfiles.json").exists():
        return
    step("Collecting static files", _manage("collectstatic", "--no-input", "--clear"), env=SETTINGS)
    stamped(stamp, wanted)


def _prepare_database() -> None:
    """Migrations, the cache table and the demo; skipped while the same database file meets the same migrations."""
    inputs = [*sorted((ROOT / "reachable").glob("*/migrations")), ROOT / "requirements" / "base.lock"]
    file = VAR / "reachable.sqlite3"
    stamp, database = VAR / "database.stamp", os.environ.get("REACHABLE_DATABASE", "")
    if not database and file.exists() and fresh(stamp, digest(inputs, str(file.stat().st_ino))):
        return
    step("Preparing the database", _manage("migrate", "--no-input"), _manage("createcachetable"), env=SETTINGS)
    step("Loading the demo", _manage("demo", "--if-empty"), env=SETTINGS)
    if file.exists():
        stamped(stamp, digest(inputs, str(file.stat().st_ino)))


def _serve(port: int, started: float) -> int:
    address = f"http://{HOST}:{port}"
    env = {**os.environ, **SETTINGS, **PROCESS}
    env.setdefault("REACHABLE_PUBLIC_URL", address)
    # A signal to this process must stop both children in order, so they do not share its terminal group.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children["web"] = _start(_web(port), env)
        _wait_for_answer(children["web"], port)
        children["worker"] = _start(_manage("worker"), env)
        say(f"\nReachable is ready ({time.monotonic() - started:.1f} s).\n")
        say(f"  Open     {address}")
        say("  Sign in  choose one of the invented professionals; the demo asks for no password")
        say(f"  Data     {VAR}\n  Stop     Ctrl-C\n")
        _watch(children, env)
    except KeyboardInterrupt:
        say("\nStopping.")
    finally:
        _stop(children)
    return 0


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _web(port: int) -> list[str | Path]:
    options = ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "1", "--blocking-threads", "4"]
    return [VENV / "bin" / "granian", *options, "--no-ws", "--log-level", "warning", "config.wsgi:application"]


def _start(command: list[str | Path], env: dict[str, str]) -> subprocess.Popen[bytes]:
    parts = [str(part) for part in command]
    return subprocess.Popen(parts, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, start_new_session=True)


def _wait_for_answer(web: subprocess.Popen[bytes], port: int) -> None:
    failures = 0
    until = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < until:
        if web.poll() is not None:
            raise Stop(f"The web process stopped as it started (exit code {web.returncode}).")
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(HOST, port, timeout=10)
            connection.request("GET", "/")
            status = connection.getresponse().status
            connection.close()
            if status < 500:
                return
            failures += 1
            if failures == FAILURES_ALLOWED:
                raise Stop(f"The web process runs, but answers with an error ({status}). What it said is above.")
        time.sleep(0.1)
    raise Stop(f"The web process has been running for {SECONDS_TO_ANSWER} s and does not answer.")


def _watch(children: dict[str, subprocess.Popen[bytes]], env: dict[str, str]) -> None:
    """Until interrupted. The worker is started again when it ends; nothing runs without the web process."""
    while True:
        time.sleep(0.5)
        if children["web"].poll() is not None:
            raise Stop(f"The web process stopped (exit code {children['web'].returncode}).")
        if children["worker"].poll() is not None:
            say(f"The worker stopped (exit code {children['worker'].returncode}); starting it again.")
            time.sleep(5)
            children["worker"] = _start(_manage("worker"), env)


def _stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    for child in children.values():
        try:
            child.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


if __name__ == "__main__":
    main(run)
