"""What the fields of answers that name a professional or an agency say, for people to read."""

from collections.abc import Iterable

from reachable.directory import queries as directory
from reachable.playbook.schema import Playbook

from ..models import Consideration


def words_of_holders(asked: Iterable[Consideration], playbook: Playbook) -> dict[str, str]:
    """By stored value ("p:<key>", "a:<key>")."""
    return directory.words_of_holders(
        (field.kind, answer.record.get(field.name, ""))
        for row in asked
        for field in playbook.consideration(row.code)[1].record
        for answer in row.answers.all()
    )
