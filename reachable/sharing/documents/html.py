"""A paper as one file of HTML: it needs nothing else, runs nothing, and prints with the handling line on every page."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from .parts import Paper
from .plain import as_data

_STYLE = """
body{font:1rem/1.5 Arial,sans-serif;color:#0b0c0c;max-width:44rem;margin:1rem auto;padding:0 1rem;
overflow-wrap:anywhere}
.line{font-weight:bold;border-bottom:2px solid #0b0c0c;padding-bottom:.25rem}
.note{border-left:5px solid #505a5f;padding:.25rem 0 .25rem .75rem}
.as-typed{white-space:pre-wrap}
table{border-collapse:collapse;width:100%;margin:1rem 0}
caption{text-align:left;font-weight:bold}
th,td{border:1px solid #505a5f;padding:.3rem;text-align:left;vertical-align:top}
dt{font-weight:bold}dd{margin:0 0 .5rem}
@page{margin:20mm}
@media print{body{max-width:none;margin:0}thead{display:table-header-group}h1,h2,h3,h4{break-after:avoid}
.foot{position:fixed;bottom:0;font-size:.8rem}}
"""


def as_html(paper: Paper) -> str:
    data = as_data(paper)
    line = escape(" · ".join(str(data[one]) for one in ("handling", "reference", "stamp") if data[one]))
    body = "\n".join(_BLOCKS[str(one["kind"])](one) for one in _blocks(data))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(str(data['title']))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<header><p class="line">{line}</p></header>\n<main>\n<h1>{escape(str(data["title"]))}</h1>\n{body}\n</main>\n'
        f'<footer><p class="foot">{line}</p></footer>\n</body>\n</html>\n'
    )


def _blocks(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(data["blocks"])


def _heading(one: Mapping[str, Any]) -> str:
    level = min(one["level"] + 1, 6)
    return f"<h{level}>{escape(one['words'])}</h{level}>"


def _paragraph(one: Mapping[str, Any]) -> str:
    return f'<p class="as-typed">{escape(one["words"])}</p>'


def _note(one: Mapping[str, Any]) -> str:
    return f'<p class="note as-typed">{escape(one["words"])}</p>'


def _items(one: Mapping[str, Any]) -> str:
    name = "ol" if one["numbered"] else "ul"
    items = "".join(f'<li class="as-typed">{escape(item)}</li>' for item in one["items"])
    return f"<{name}>{items}</{name}>" if items else ""


def _facts(one: Mapping[str, Any]) -> str:
    rows = "".join(f'<dt>{escape(label)}</dt><dd class="as-typed">{escape(words)}</dd>' for label, words in one["rows"])
    return f"<dl>{rows}</dl>" if rows else ""


def _table(one: Mapping[str, Any]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in one["head"])
    rows = "".join("<tr>" + "".join(_cell(n, cell) for n, cell in enumerate(row)) + "</tr>" for row in one["rows"])
    return (
        f"<table><caption>{escape(one['caption'])}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(column: int, words: str) -> str:
    return f'<th scope="row">{escape(words)}</th>' if column == 0 else f'<td class="as-typed">{escape(words)}</td>'


_BLOCKS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "note": _note,
    "items": _items,
    "facts": _facts,
    "table": _table,
}
