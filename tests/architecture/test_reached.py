"""What is built can be reached: operations from a page, a command, a listener or a job; messages from an operation.

What waits for its page stands in a list with its reason, and must leave the list once it is used.
"""

import ast
from pathlib import Path

from tests.architecture import source

OPERATIONS_WITHOUT_A_DOOR = {
    "create_professional": "the demo and the tests; real professionals come in by invitation",
    "record_young_person": "a report puts everybody on record at once with record_people; this is the same for one",
    "record_adult": "as record_young_person",
    "open_account": "waits for the administrator's page of an account; an invitation opens one by itself",
}
MESSAGES_NOT_QUEUED = {
    "EMAIL_CONFIRMATION": "waits for a page that changes one's address",
    "EMAIL_CHANGED": "waits for a page that changes one's address",
}
_DOORS = ("web", "jobs", "management")


def _is_door(path: Path) -> bool:
    parts = path.relative_to(source.ROOT).parts
    return parts[0] == "config" or (any(door in parts for door in _DOORS) and "demo" not in parts)


def _names(node: ast.AST) -> set[str]:
    """Every name and attribute that is read somewhere in the node; importing one is not using it."""
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    return names | {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}


def _reached() -> set[str]:
    """The names that the doors use, and what the functions of those names use in turn."""
    used: set[str] = set()
    behind: dict[str, set[str]] = {}
    for path in source.python_files("reachable", "config"):
        if _is_door(path):
            used |= _names(source.tree(path))
        elif "demo" not in path.parts:
            for function in source.functions(path):
                behind.setdefault(function.name, set()).update(_names(function) - {function.name})
    waiting, reached = used, set(used)
    while waiting:
        waiting = set().union(*(behind.get(name, set()) for name in waiting)) - reached
        reached |= waiting
    return reached


def _operations() -> set[str]:
    rooms = [room for room in source.ROOMS if room != "playbook"]
    return {function.name for room in rooms for _, function in source.offered(room, "operations")}


def _messages() -> set[str]:
    for node in source.tree(source.ROOT / "reachable" / "outbox" / "choices.py").body:
        if isinstance(node, ast.ClassDef) and node.name == "Message":
            return {str(ast.unparse(n.targets[0])) for n in node.body if isinstance(n, ast.Assign)}
    raise AssertionError("reachable/outbox/choices.py lists the messages")


def _queued(tree: ast.AST) -> set[str]:
    """The codes that a module names which calls queue(); comparing with one is not queueing it."""
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    names = {getattr(c.func, "attr", getattr(c.func, "id", "")) for c in calls}
    if not names & {"queue", "queue_all", "queue_each"}:
        return set()
    compared = {n for c in ast.walk(tree) if isinstance(c, ast.Compare) for n in ast.walk(c)}
    named = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n not in compared]
    return {n.attr for n in named if getattr(n.value, "id", "") == "Message"}


def test_every_operation_can_be_reached_or_is_listed_with_what_it_waits_for() -> None:
    offered, reached = _operations(), _reached()
    assert len(offered) > 40, "the operations were not found"
    assert sorted(offered - reached - set(OPERATIONS_WITHOUT_A_DOOR)) == []
    assert sorted(set(OPERATIONS_WITHOUT_A_DOOR) - (offered - reached)) == [], "take it off the list"


def test_every_message_is_queued_or_is_listed_with_why_not() -> None:
    files = [path for path in source.python_files("reachable") if "outbox" not in path.parts]
    queued = set().union(*(_queued(source.tree(path)) for path in files))
    assert sorted(_messages() - queued - set(MESSAGES_NOT_QUEUED)) == []
    assert sorted(set(MESSAGES_NOT_QUEUED) - (_messages() - queued)) == [], "take it off the list"


def test_a_code_is_found_where_it_is_queued_and_nowhere_else() -> None:
    calls = "outbox.queue(Message.A if x else Message.B, to=y)\nqueue(z)\nz = Message.C\nline.message == Message.D"
    assert _queued(ast.parse(calls)) == {"A", "B", "C"}
    assert _queued(ast.parse("x = Message.A")) == set()
