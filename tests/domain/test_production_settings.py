"""Production starts with everything right and not otherwise; what is wrong is named, its value never printed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from reachable.audit import grants
from tests import postgres

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
MARK = "Zq7-never-printed"  # stands in every secret, so that one search finds a value that leaked
FERNET = "cnVubmluZy1uZXZlci1wcmludGVkLTMyLWJ5dGVzLSE="
RIGHT = {
    "REACHABLE_SECRET_KEY": f"{MARK}-abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGH",
    "REACHABLE_FIELD_KEYS": FERNET,
    "REACHABLE_AUDIT_KEYS": "2026:" + "0123456789abcdef" * 4,
    "REACHABLE_DATABASE": f"postgresql://reachable:{MARK}@db.council.example/reachable",
    "REACHABLE_HOSTS": "reachable.council.example",
    "REACHABLE_ORIGINS": "https://reachable.council.example",
    "REACHABLE_PUBLIC_URL": "https://reachable.council.example",
    "REACHABLE_SMTP": f"smtp://reachable:{MARK}@relay.council.example:587",
    "REACHABLE_MAIL_FROM": "reachable@council.example",
    "REACHABLE_VAR": "/srv/reachable",
}
WRONG = [
    ("REACHABLE_SECRET_KEY", ""),
    ("REACHABLE_SECRET_KEY", MARK),
    ("REACHABLE_SECRET_KEY", "Zq7-" * 20),
    ("REACHABLE_FIELD_KEYS", ""),
    ("REACHABLE_FIELD_KEYS", MARK),
    ("REACHABLE_FIELD_KEYS", f"{FERNET},{MARK}"),
    ("REACHABLE_AUDIT_KEYS", ""),
    ("REACHABLE_AUDIT_KEYS", f"2026:{MARK}"),
    ("REACHABLE_AUDIT_KEYS", "2026:" + f"{MARK}-not-hexadecimal" * 4),
    ("REACHABLE_HOSTS", ""),
    ("REACHABLE_HOSTS", "*"),
    ("REACHABLE_HOSTS", "reachable.council.example,*.council.example"),
    ("REACHABLE_HOSTS", ".council.example"),
    ("REACHABLE_ORIGINS", ""),
    ("REACHABLE_ORIGINS", "http://reachable.council.example"),
    ("REACHABLE_PUBLIC_URL", ""),
    ("REACHABLE_PUBLIC_URL", "http://reachable.council.example"),
    ("REACHABLE_DATABASE", ""),
    ("REACHABLE_DATABASE", f"sqlite:////srv/{MARK}.sqlite3"),
    ("REACHABLE_DATABASE", f"postgresql://reachable:{MARK}/{MARK}@db.council.example/reachable"),
    ("REACHABLE_SMTP", ""),
    ("REACHABLE_SMTP", MARK),
    ("REACHABLE_MAIL_FROM", ""),
    ("REACHABLE_VAR", ""),
    ("REACHABLE_VAR", str(ROOT / "var")),
    ("REACHABLE_DEMO", "true"),
    ("REACHABLE_DEMO", MARK),
    ("REACHABLE_DEBUG", "1"),
    ("REACHABLE_IDLE_MINUTES", MARK),
]
READ_SETTINGS = """
import importlib, json, sys
from django.core.exceptions import ImproperlyConfigured
{before}
for change in json.load(sys.stdin):
    import os
    os.environ.update(change)
    for name in [n for n in sys.modules if n.startswith("config")]:
        if {reload}:
            del sys.modules[name]
    try:
        importlib.import_module("config.settings.production")
        print(json.dumps(""))
    except ImproperlyConfigured as refusal:
        import traceback
        print(json.dumps(traceback.format_exc()))
    for name in change:
        os.environ.pop(name)
        os.environ.update({{k: v for k, v in {right!r}.items() if k == name}})
"""


def surroundings(**changes: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("REACHABLE_", "DJANGO_"))}
    return {**kept, **RIGHT, **changes}


def run(*words: str, environ: dict[str, str], given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=ROOT, env=environ, input=given, capture_output=True, text=True, timeout=SECONDS, check=False
    )


def said(changes: list[dict[str, str]], *, before: str = "", reload: bool = True) -> list[str]:
    """What a fresh process says to each change, as its traceback; one process for all, for it takes long to start."""
    code = READ_SETTINGS.format(before=before, reload=reload, right=RIGHT)
    done = run("-c", code, environ=surroundings(), given=json.dumps(changes))
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_wrong_variable_is_named_and_its_value_is_not_printed() -> None:
    answers = said([{}, *({name: value} for name, value in WRONG)])
    assert answers[0] == ""
    assert len(answers) == 1 + len(WRONG)
    for (name, value), answer in zip(WRONG, answers[1:], strict=True):
        assert "Reachable does not start: " in answer, (name, value)
        assert name in answer, (name, value)
        assert [other for other in RIGHT if other in answer and other != name] == [], (name, value)
        assert MARK not in answer, (name, value)


def test_everything_that_is_missing_is_named_at_once() -> None:
    [answer] = said([dict.fromkeys(RIGHT, "")])
    assert [name for name in RIGHT if name not in answer] == []


@pytest.mark.parametrize("switch", ["DEBUG", "DEMO"])
def test_a_base_with_debug_or_the_demo_switched_on_is_refused(switch: str) -> None:
    before = f"from config.settings import base\nbase.{switch} = True"
    [answer] = said([{}], before=before, reload=False)
    assert "never on in production" in answer


def test_a_production_process_neither_shows_the_demo_nor_sends_a_cookie_in_clear() -> None:
    code = (
        "import django, json; django.setup()\n"
        "from django.conf import settings as s\n"
        "from reachable.directory import queries\n"
        "print(s.DEBUG, s.DEMO, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS >= 31536000, queries.demo_professionals())\n"
        "from django.core.checks import run_checks\n"
        "print(json.dumps([c.id for c in run_checks(tags=['security'], include_deployment_checks=True)]))"
    )
    done = run("-c", code, environ=surroundings(DJANGO_SETTINGS_MODULE="config.settings.production"))
    first, second = done.stdout.splitlines()
    assert first == "False False True True True True []"
    # W002: our own middleware denies frames. W021: to preload a council's whole domain is not ours to ask.
    assert set(json.loads(second)) == {"security.W002", "security.W021"}


@pytest.fixture(scope="module")
def socket() -> Iterator[str]:
    """The folder of the run's own server; on the SQLite run one is started for this module."""
    if postgres.SOCKET in os.environ:
        yield os.environ[postgres.SOCKET]
        return
    folder = postgres.start()
    try:
        yield os.environ[postgres.SOCKET]
    finally:
        postgres.stop(folder)


@pytest.fixture(scope="module")
def database(socket: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database as production has it: made and migrated by the owner, granted to the role that runs."""
    name = f"production_{os.getpid()}"
    with psycopg.connect(host=socket, user=postgres.OWNER, dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    environ = production(socket, postgres.OWNER, name, tmp_path_factory.mktemp("var"))
    for words in (["migrate", "--no-input"], ["createcachetable"]):
        done = run("manage.py", *words, "--verbosity", "0", environ=environ)
        assert done.returncode == 0, done.stderr
    with postgres.as_owner(name) as owner:
        for statement in grants.runtime_grants(postgres.RUNTIME):
            owner.execute(statement)
    yield name
    with psycopg.connect(host=socket, user=postgres.OWNER, dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def production(socket: str, role: str, database: str, var: Path) -> dict[str, str]:
    return surroundings(
        DJANGO_SETTINGS_MODULE="config.settings.production",
        REACHABLE_DATABASE=f"postgresql://{role}:{MARK}@{quote(socket, safe='')}/{database}",
        REACHABLE_VAR=str(var),
        REACHABLE_SMTP="smtp://127.0.0.1:9",
    )


ASK = """
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from config.wsgi import application
from django.test import Client
ours, theirs = Client(HTTP_HOST="reachable.council.example"), Client(HTTP_HOST="elsewhere.example")
print(ours.get("/sign-in/", secure=True).status_code, ours.get("/demo/", secure=True).status_code)
print(ours.get("/sign-in/").status_code, theirs.get("/sign-in/", secure=True).status_code)
"""
WEB = ["-c", ASK]
WORKER = ["manage.py", "worker", "--once"]


@pytest.mark.parametrize(
    ("command", "role"),
    [(WEB, postgres.OWNER), (WEB, "postgres"), (WORKER, postgres.OWNER)],
    ids=["web-owner", "web-superuser", "worker-owner"],
)
def test_a_role_that_owns_the_audit_tables_runs_neither(
    command: list[str], role: str, socket: str, database: str, tmp_path: Path
) -> None:
    done = run(*command, environ=production(socket, role, database, tmp_path))
    assert done.returncode != 0
    assert done.stdout == ""
    assert "Reachable does not start: " in done.stderr
    assert "the table audit_entry," in done.stderr
    assert MARK not in done.stderr


def test_with_the_role_that_runs_the_site_answers_and_has_no_demo(socket: str, database: str, tmp_path: Path) -> None:
    done = run(*WEB, environ=production(socket, postgres.RUNTIME, database, tmp_path))
    assert done.stdout.splitlines() == ["200 404", "301 400"], done.stderr
    assert MARK not in done.stderr


def test_with_the_role_that_runs_the_worker_works(socket: str, database: str, tmp_path: Path) -> None:
    done = run(*WORKER, environ=production(socket, postgres.RUNTIME, database, tmp_path))
    assert (done.returncode, done.stdout) == (0, "0 deliveries tried\n"), done.stderr


def test_the_settings_of_the_demo_do_not_run_a_real_installation() -> None:
    """A command that forgets which settings to use must not bring the demo up beside real people."""
    done = run("manage.py", "check", environ=surroundings(DJANGO_SETTINGS_MODULE="config.settings.local"))
    assert done.returncode != 0
    assert "config.settings.production" in done.stderr
    assert MARK not in done.stderr
