"""Two web processes under load: how much memory they take, as `make run` would start them."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from scripts.browser import sign_in_to_demo
from scripts.serving import Serving

AT_ONCE = 4
_LINE = re.compile(r"^(Rss|Pss):\s+(\d+) kB$", re.MULTILINE)


def report(var: Path, addresses: list[str], *, requests: int, who: str) -> list[str]:
    serving = Serving(var, web_processes=2)
    try:
        serving.start_web()
        seconds = serving.wait_for_web()
        lines = [f"two web processes answer {seconds:.1f} s after they are started"]
        lines += ["before the load:", *_lines(serving)]
        _load(serving, addresses, requests, who)
        return [*lines, f"after {requests} requests of each of {len(addresses)} pages:", *_lines(serving)]
    finally:
        serving.stop()


def _load(serving: Serving, addresses: list[str], requests: int, who: str) -> None:
    browsers = [serving.browser() for _ in range(AT_ONCE)]
    for browser in browsers:
        sign_in_to_demo(browser, who)

    def visits(first: int) -> set[int]:
        browser = browsers[first]
        return {browser.get(address).status for address in addresses for _ in range(requests // AT_ONCE)}

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = set().union(*pool.map(visits, range(AT_ONCE)))
    if found != {200}:
        raise RuntimeError(f"The pages answered {sorted(found)}.")


def _lines(serving: Serving) -> list[str]:
    """RSS counts what processes share once for each, PSS once for all: PSS is what the machine gives."""
    watcher = psutil.Process(serving.running["web"].pid)
    rows = [("watcher", _of(watcher.pid))]
    rows += [(f"web process {n}", _of(child.pid)) for n, child in enumerate(_web_processes(watcher), 1)]
    web = [sizes for name, sizes in rows if name.startswith("web")]
    rows += [("web processes", _sum(web)), ("all", _sum([sizes for _, sizes in rows]))]
    return [f"  {name:16} RSS {rss:6.1f} MB   PSS {pss:6.1f} MB" for name, (rss, pss) in rows]


def _web_processes(watcher: psutil.Process) -> list[psutil.Process]:
    return [c for c in watcher.children(recursive=True) if "resource_tracker" not in " ".join(c.cmdline())]


def _of(pid: int) -> tuple[float, float]:
    found = {name: int(kib) / 1024 for name, kib in _LINE.findall(Path(f"/proc/{pid}/smaps_rollup").read_text())}
    return found["Rss"], found["Pss"]


def _sum(sizes: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(rss for rss, _ in sizes), sum(pss for _, pss in sizes)
