"""A few rounds of what `make chaos` does a hundred of: kill -9 of web process and worker while people write."""

from pathlib import Path

from scripts.chaos import rounds


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(tmp_path: Path) -> None:
    result = rounds.run(tmp_path, rounds=3, seed=7)
    assert result.problems == []
    assert sum(result.killed.values()) == 3
    assert result.told.reports
    assert result.told.answers
    assert result.deliveries
