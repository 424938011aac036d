"""One server of forks for all tests of a worker, and a folder with a small park in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.forks import Forks, forks
from tests.line.park import PARK


@pytest.fixture(scope="session")
def fork() -> Iterator[Forks]:
    """Runs commands in forks."""
    with forks() as started:
        yield started


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, in which ``park.yaml`` is a scenario that is right."""
    monkeypatch.chdir(tmp_path)
    Path("park.yaml").write_text(PARK, encoding="utf-8")
    return tmp_path
