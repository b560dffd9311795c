"""What was confirmed, by whom, and whether it is to be confirmed again."""

from datetime import datetime

from reachable.directory import policies


class Confirmable:
    """Of a row that says when it was confirmed."""

    confirmed_at: datetime | None

    def days_since(self, at: datetime) -> int:
        """How many days ago it was confirmed."""
        return policies.days_since(self.confirmed_at, at) if self.confirmed_at else 0

    def asks_again(self, at: datetime) -> bool:
        return policies.asks_again(self.confirmed_at, at)
