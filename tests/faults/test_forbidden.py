"""No permission to write: a clear message, exit code 1, and what was there stays."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.forks import Forks, bound_by_permissions
from tests.faults.whole import OUT, run, written

if os.name != "posix":
    pytest.skip("permissions are other things elsewhere", allow_module_level=True)

READ_ONLY = 0o555


@pytest.fixture(autouse=True)
def bound() -> None:
    """Root is bound by no permissions, unless it gives that up."""
    try:
        bound_by_permissions()
    except FileNotFoundError:
        pytest.skip("no permission binds root, and there is no setpriv to give that up")


@contextmanager
def read_only(*folders: Path) -> Iterator[None]:
    """While this lasts nothing can be made in the folders."""
    for folder in folders:
        folder.chmod(READ_ONLY)
    try:
        yield
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_a_result_that_may_not_be_replaced(fork: Forks) -> None:
    """``run`` and ``report`` into a folder that is read only.

    Catches a traceback, and a result that is harmed by an attempt.
    """
    assert run(fork, "first").code == 0
    whole = written()
    with read_only(OUT, *(path for path in OUT.rglob("*") if path.is_dir())):
        for ended in (run(fork, "second"), fork("report", OUT)):
            assert (ended.code, ended.out) == (1, "")
            assert "could not be written" in ended.err
            assert "Permission denied" in ended.err
        assert written() == whole
        assert fork("compare", OUT, OUT).code == 0


def test_folders_that_may_not_be_made(fork: Forks) -> None:
    """Every command that writes, in a folder that is read only.

    Catches a command that forgets to say so.
    """
    assert run(fork, "first").code == 0
    with read_only(Path()):
        for command in (["run", "park.yaml", "--no-charts", "--quiet", "--out", "new"],
                        ["new", "new.yaml"], ["compare", OUT, OUT, "--html", "new.html"],
                        ["compare", OUT, OUT, "--excel", "new.xlsx"]):
            ended = fork(*command)
            assert (ended.code, ended.out) == (1, ""), command
            assert "Permission denied" in ended.err
            assert "Traceback" not in ended.err


def test_a_scenario_that_may_not_be_read(fork: Forks) -> None:
    """What cannot be read is wrong input, exit code 2. Catches a traceback."""
    Path("park.yaml").chmod(0)
    ended = fork("validate", "park.yaml")
    assert ended.code == 2
    assert "park.yaml" in ended.err
    assert "Permission denied" in ended.err
