"""Several processes at one result: none takes away what another reads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from ipos_energy.answer import folder as folder_of_results
from ipos_energy.answer.folder import (
    new_run,
    open_result,
    publish,
    publish_redrawn,
    read_summary,
    run_folder,
)
from ipos_energy.errors import ResultError
from tests.faults.forks import REPOSITORY, Forks
from tests.faults.whole import OUT, folders, run, written

READER = """
import sys
from pathlib import Path
from ipos_energy.answer.folder import open_result
with open_result(Path(sys.argv[1])) as (summary, run):
    print("open", flush=True)
    sys.stdin.readline()
    print((run / "flows.parquet").stat().st_size)
"""


@pytest.mark.skipif(os.name != "posix", reason="processes are forked otherwise elsewhere")
def test_a_result_that_is_read_is_not_cleared(fork: Forks) -> None:
    """Another process has the result open while a run replaces it; the run after that clears it.

    Catches charts that are drawn from a folder that disappears.
    """
    assert run(fork, "first").code == 0
    size = len(written().files["flows.parquet"])
    with subprocess.Popen([sys.executable, "-c", READER, str(OUT)], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True,
                          env={**os.environ, "PYTHONPATH": str(REPOSITORY)}) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "open\n"
        assert run(fork, "second").code == 0
        assert written().name == "second"
        out, _ = reader.communicate("\n")
    assert int(out) == size
    assert run(fork, "third").code == 0
    assert len(folders()) == 1


def test_what_is_opened_is_the_result_of_that_moment(tmp_path: Path) -> None:
    """Opened again after another run has become the result, it is that run.

    Catches a lock on a run that is not the result any more, and one that is not given back.
    """
    for name in ("first", "second"):
        with new_run(tmp_path) as folder:
            publish(tmp_path, folder, {"run": f"runs/{folder.name}", "name": name})
        with open_result(tmp_path) as (summary, opened):
            assert summary["name"] == name
            assert opened == run_folder(tmp_path, read_summary(tmp_path))
    assert folders(tmp_path) == [opened.name]


def test_an_earlier_result_that_is_drawn_again_does_not_replace_a_later_one(
    tmp_path: Path
) -> None:
    """Another run becomes the result while a report is drawn: it stays, and this is said.

    Catches the last to end being the result, whatever it was drawn from.
    """
    with new_run(tmp_path) as first:
        publish(tmp_path, first, {"run": f"runs/{first.name}"})
    with open_result(tmp_path) as (summary, drawn_from):
        with new_run(tmp_path) as second:
            publish(tmp_path, second, {"run": f"runs/{second.name}"})
        with (pytest.raises(ResultError, match="another run became the result"),
              new_run(tmp_path) as again):
            publish_redrawn(tmp_path, again, drawn_from, summary)
    assert run_folder(tmp_path, read_summary(tmp_path)) == second
    assert folders(tmp_path) == [second.name]


def test_who_waits_for_others_gives_up_one_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no patience at all, a folder that another holds is refused in words.

    Catches a run that hangs for good where a lock is stuck.
    """
    monkeypatch.setattr(folder_of_results, "_PATIENCE_S", 0.0)
    with new_run(tmp_path) as first:
        publish(tmp_path, first, {"run": f"runs/{first.name}"})
    with (FileLock(tmp_path / "runs" / ".lock"),
          pytest.raises(ResultError, match=r"could not be acquired\. An earlier result"),
          new_run(tmp_path)):
        pass
    assert run_folder(tmp_path, read_summary(tmp_path)) == first
