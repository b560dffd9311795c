"""The web process and the worker as `make run` starts them, beside data of their own, for `bench` and `chaos`."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from scripts.browser import Browser
from scripts.console import PYTHON, ROOT, VENV
from scripts.launch import PROCESS, SETTINGS, collect_static

HOST = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Serving:
    """Each process in a group of its own, so that a signal reaches its children and nothing else."""

    def __init__(self, var: Path, *, web_processes: int = 1) -> None:
        self.var, self.web_processes = var, web_processes
        self.port = free_port()
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("REACHABLE_", "DJANGO_"))}
        return {**kept, **SETTINGS, **PROCESS, "REACHABLE_VAR": str(self.var)}

    def manage(self, *words: str) -> str:
        """Run a management command to its end and answer what it said."""
        command = [str(PYTHON), "manage.py", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=300, check=False
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def prepare(self, *, demo: bool = True) -> None:
        """What `make run` prepares: static files, tables, the demo."""
        collect_static()
        self.manage("migrate", "--no-input", "--verbosity", "0")
        self.manage("createcachetable")
        if demo:
            self.manage("demo")

    def start_web(self) -> None:
        options = ["--interface", "wsgi", "--host", HOST, "--port", str(self.port), "--no-ws", "--log-level", "error"]
        size = ["--workers", str(self.web_processes), "--blocking-threads", "4"]
        self._start("web", [str(VENV / "bin" / "granian"), *options, *size, "config.wsgi:application"])

    def start_worker(self, *words: str) -> None:
        self._start("worker", [str(PYTHON), "manage.py", "worker", *words])

    def browser(self) -> Browser:
        return Browser(HOST, self.port)

    def wait_for_web(self) -> float:
        """Until it answers; the seconds that took."""
        began = time.monotonic()
        while time.monotonic() - began < SECONDS_TO_START:
            if self.running["web"].poll() is not None:
                break
            with suppress(OSError, http.client.HTTPException):
                if self.browser().get("/sign-in/").status == 200:
                    return time.monotonic() - began
            time.sleep(0.05)
        raise RuntimeError("The web process does not answer. It said:\n" + (self.var / "web.log").read_text()[-3000:])

    def kill(self, name: str) -> None:
        """kill -9, with every child."""
        self._signal(name, signal.SIGKILL)

    def stop(self) -> None:
        for name in list(self.running):
            self._signal(name, signal.SIGTERM)

    def _start(self, name: str, command: list[str]) -> None:
        with open(self.var / f"{name}.log", "ab") as said:
            self.running[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                start_new_session=True,
            )  # fmt: skip

    def _signal(self, name: str, number: signal.Signals) -> None:
        process = self.running.pop(name)
        if number is signal.SIGTERM and process.poll() is None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(SECONDS_TO_STOP)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(SECONDS_TO_STOP)
