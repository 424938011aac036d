"""Every test of the command line works in its own empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.line.park import PARK, Line


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    """The command line."""
    return Line(capsys)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, in which ``park.yaml`` is a scenario that is right."""
    monkeypatch.chdir(tmp_path)
    Path("park.yaml").write_text(PARK, encoding="utf-8")
    return tmp_path
