"""A full disk: a clear message, exit code 1, and the earlier result stays whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.forks import REPOSITORY, Forks, Strike
from tests.faults.whole import OUT, folders, run, written

if os.name != "posix":
    pytest.skip("limits on files are set otherwise elsewhere", allow_module_level=True)

KIB = 1024


@pytest.mark.parametrize("largest", [1, 5, 9, 20])
def test_a_file_that_cannot_grow(fork: Forks, largest: int) -> None:
    """No file may grow beyond some KiB, tables of Parquet neither, as on a disk that fills up.

    Catches an error of the table writer that is not caught, and a run that is left behind.
    """
    assert run(fork, "first").code == 0
    whole = written()
    ended = run(fork, "second", Strike(largest_file=largest * KIB))
    assert (ended.code, ended.out) == (1, "")
    assert "File too large" in ended.err
    assert "An earlier result there is unchanged." in ended.err
    assert "Traceback" not in ended.err
    assert written() == whole
    assert len(folders()) == 1


@pytest.fixture
def disk(folder: Path) -> Iterator[Path]:
    """A disk of 1 MiB, in memory."""
    place = folder / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(
            mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk takes root on Linux")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_full(fork: Forks, disk: Path) -> None:
    """With 0 to 80 KiB left each run fails at another file, and with more the same run succeeds.

    Catches a result that is pointed to before it is on the disk.
    """
    out = disk / "out"
    assert run(fork, "first", out=out).code == 0
    whole = written(out)
    for left in (0, 4, 12, 40, 60, 80):
        (disk / "filler").write_bytes(bytes(shutil.disk_usage(disk).free - left * KIB))
        ended = run(fork, "second", out=out)
        (disk / "filler").unlink()
        assert (ended.code, ended.out) == (1, ""), left
        assert "No space left on device" in ended.err
        assert "An earlier result there is unchanged." in ended.err
        assert written(out) == whole
        assert len(folders(out)) == 1
    assert run(fork, "second", out=out).code == 0
    assert written(out).name == "second"


def test_nobody_takes_what_is_printed(fork: Forks) -> None:
    """A screen that goes to a full disk: exit code 1 and a sentence, and the result is there.

    Catches Python's own message when it flushes at its exit.
    """
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    assert run(fork, "first").code == 0
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "ipos_energy.line.cli", "schema"], check=False, stdout=full,
            stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
    assert ended.returncode == 1
    assert ended.stderr == "The operating system refused: [Errno 28] No space left on device.\n"


def test_files_of_other_commands_that_cannot_grow(fork: Forks) -> None:
    """``new``, ``compare`` and ``report`` say so too, and leave nothing beside what was there.

    Catches an empty scenario, and half a page over a whole one.
    """
    assert run(fork, "first").code == 0
    Path("page.html").write_text("earlier", encoding="utf-8")
    strike = Strike(largest_file=KIB)
    for command in (["new", "new.yaml"], ["compare", OUT, OUT, "--html", "page.html"],
                    ["report", OUT]):
        ended = fork(*command, strike=strike)
        assert (ended.code, ended.out) == (1, ""), command
        assert "cannot be written: File too large" in ended.err
    assert Path("page.html").read_text(encoding="utf-8") == "earlier"
    assert sorted(path.name for path in Path().iterdir()) == ["out", "page.html", "park.yaml"]
