"""Killed with -9 at many moments: no half-written file, and the earlier result stays.

A moment is one operation on files: the process dies just before it. The content of a file never
depends on the scenario's name, so two results of one park differ in names alone.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.forks import Ended, Forks, Strike
from tests.faults.whole import OUT, folders, run, written
from tests.line.test_invest import PARK as BOILER

if os.name != "posix":
    pytest.skip("processes are forked and killed otherwise elsewhere", allow_module_level=True)

KILL = signal.SIGKILL


def test_a_killed_run_changes_nothing_or_all(fork: Forks) -> None:
    """Every eighth operation of a run: the result is the earlier one or the new one, byte by byte.

    The runs that were killed lie about until the next, which clears them. Catches a result that
    points to files that are not all there, and one that is made of two runs.
    """
    assert run(fork, "first").code == 0
    moments, whole = run(fork, "first").moments, written()
    seen = set()
    for moment in range(1, moments + 1, 8):
        name = f"killed at {moment}"
        assert run(fork, name, Strike(KILL, moment)).code == -KILL
        found = written()
        assert found.name in (whole.name, name)
        assert found.files == whole.files
        seen.add(found.name == name)
        whole = found
    assert seen == {False, True}
    assert len(folders()) > 1
    assert run(fork, "last").code == 0
    assert written().name == "last"
    assert len(folders()) == 1


def test_a_run_that_is_killed_first_leaves_no_result(fork: Forks) -> None:
    """Killed before its summary is in place, a first run has not made a result; the next does.

    Catches a folder that only a planner can repair.
    """
    assert run(fork, "killed", Strike(KILL, run(fork, "counted", out=Path("else")).moments // 2)
               ).code == -KILL
    assert fork("report", OUT).code == 1
    assert run(fork, "next").code == 0
    assert len(folders()) == 1


def test_a_killed_report_changes_nothing_or_all(fork: Forks) -> None:
    """Tables, charts, page and workbook are all the earlier ones or all the new ones.

    Catches a page that breaks off, and charts in two languages side by side.
    """
    assert run(fork, "drawn").code == 0
    assert fork("report", OUT).code == 0
    english = written().files
    moments = fork("report", OUT, "--language", "sv").moments
    swedish = written().files
    assert english.keys() == swedish.keys()
    assert english["report.html"] != swedish["report.html"]
    for moment, files in ((moments // 2, swedish), (moments - 1, english)):
        assert fork("report", OUT, strike=Strike(KILL, moment)).code == -KILL
        found = written()
        assert found.name == "drawn"
        assert found.files == files


def new(fork: Forks, strike: Strike) -> Ended:
    """``new`` into a file that is not there yet."""
    Path("new.yaml").unlink(missing_ok=True)
    return fork("new", "new.yaml", strike=strike)


def compare(fork: Forks, strike: Strike) -> Ended:
    """``compare`` over an earlier page."""
    return fork("compare", OUT, OUT, "--html", "new.html", strike=strike)


def invest(fork: Forks, strike: Strike) -> Ended:
    """``invest`` over an earlier case."""
    return fork("invest", "boiler.yaml", "--out", ".", "--quiet", strike=strike)


@pytest.mark.parametrize(("command", "file"), [
    (new, Path("new.yaml")), (compare, Path("new.html")), (invest, Path("investment.json"))])
def test_a_killed_command_leaves_whole_files(
    fork: Forks, command: Callable[[Forks, Strike], Ended], file: Path
) -> None:
    """At every second of the last operations, the file is the earlier one or the whole new one.

    The next time clears drafts away. Catches an empty scenario or half a page.
    """
    Path("boiler.yaml").write_text(BOILER, encoding="utf-8")
    if command is compare:
        assert run(fork, "compared").code == 0
    moments = command(fork, Strike()).moments
    whole = file.read_bytes()
    seen = set()
    for moment in range(max(1, moments - 12), moments + 1, 2):
        file.write_bytes(b"earlier")
        assert command(fork, Strike(KILL, moment)).code == -KILL
        content = file.read_bytes() if file.exists() else b"earlier"
        assert content in (b"earlier", whole)
        seen.add(content)
    assert len(seen) == 2
    assert command(fork, Strike()).code == 0
    assert file.read_bytes() == whole
    assert list(Path().glob(".*")) == []
