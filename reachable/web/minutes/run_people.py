"""Who does something, typed with a list that helps: those who are there come first."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from reachable.meetings.queries import OwnerChoice
from reachable.web.shared.fields import TextField

_MOST_NAMED = 4


def listed(owners: Iterable[OwnerChoice]) -> list[OwnerChoice]:
    return sorted(owners, key=lambda one: not one.is_there)


class WhoField(TextField):
    """A name of the list, or as much of it as says who is meant; the value is the list's own ("p:<key>")."""

    def __init__(self, owners: Sequence[OwnerChoice] = (), **kwargs: Any) -> None:
        super().__init__(**{"label": "Who", "max_length": 200, "missing": "Say who does it", **kwargs})
        self.owners = owners

    def clean(self, value: object) -> str:
        typed = super().clean(value)
        return self._found(typed) if typed else ""

    def _found(self, typed: str) -> str:
        meant = self._meant(typed.casefold())
        if len(meant) == 1:
            return meant[0].value
        if not meant:
            raise ValidationError(f"Nobody in the list is called “{typed}”", code="invalid_choice")
        names = ", ".join(one.label for one in meant[:_MOST_NAMED])
        more = " and others" if len(meant) > _MOST_NAMED else ""
        raise ValidationError(f"More than one is meant by “{typed}”: {names}{more}. Type more of it", code="several")

    def _meant(self, typed: str) -> list[OwnerChoice]:
        """Exactly so named; else by the beginnings of words, where those who are there are meant before others."""
        exact = [one for one in self.owners if typed in (one.label.casefold(), one.name.casefold(), one.value)]
        if exact:
            return exact[:1] if len({one.value for one in exact}) == 1 else exact
        alike = [one for one in self.owners if _begins(typed.split(), one.label.casefold().split())]
        there = [one for one in alike if one.is_there]
        return there if len(there) == 1 else alike

    def shown(self, value: object) -> str:
        """The words in the box: what was typed."""
        return "" if value is None else str(value)


def _begins(typed: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in typed)
