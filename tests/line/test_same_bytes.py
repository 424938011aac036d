"""The same input gives the same bytes, on one thread or two, times and paths aside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.answer.written import PARK, scenario_file

REPOSITORY = Path(__file__).resolve().parents[2]
RUN = """
import os, sys
from ipos_energy.answer.charts import album
from ipos_energy.line.cli import main
if sys.argv[1] == "one processor" and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
album.CHARTS = album.CHARTS[:2]
sys.exit(main(["run", sys.argv[2], "--quiet", "--csv", "--out", sys.argv[3]]))
"""
COMMITTED = PARK.replace(
    "efficiency: 90 %, ramp: 20 %/h",
    "efficiency: 90 %, commitment: {start_cost: 400 SEK}")
MAY_DIFFER = {"timing_cpu_s", "finished", "run"}


def started(processors: str, seed: str, zone: str, path: Path, out: Path) -> subprocess.Popen[str]:
    """A process that runs the scenario with two of the charts."""
    return subprocess.Popen(
        [sys.executable, "-c", RUN, processors, path, out], stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONHASHSEED": seed, "TZ": zone})


@pytest.mark.parametrize("park", [PARK, COMMITTED], ids=["linear", "with integers"])
def test_two_processes_write_the_same_bytes(park: str, tmp_path: Path) -> None:
    """Tables, charts, page and workbook of two processes are equal, and so are their summaries.

    One has one processor, the other all; hash seeds and clocks differ too. Catches an order that
    comes from a set, a time in a file's header, an identifier that is drawn by lot, and a solver
    that takes another way with more threads.
    """
    path = scenario_file(tmp_path)
    path.write_text(park, encoding="utf-8")
    outs = [tmp_path / "first", tmp_path / "second"]
    processes = [started("one processor", "1", "Asia/Tokyo", path, outs[0]),
                 started("all processors", "2", "America/Lima", path, outs[1])]
    ended = [(process.communicate()[1], process.returncode) for process in processes]
    assert ended == [("", 0), ("", 0)]
    summaries = [json.loads((out / "summary.json").read_text(encoding="utf-8")) for out in outs]
    runs = [out / summary["run"] for out, summary in zip(outs, summaries, strict=True)]
    files = [{file.relative_to(run).as_posix(): file.read_bytes()
              for file in sorted(run.rglob("*")) if file.is_file()} for run in runs]
    assert {".parquet", ".csv", ".html", ".xlsx", ".png", ".svg"} <= {
        Path(name).suffix for name in files[0]}
    assert files[0].keys() == files[1].keys()
    assert [name for name in files[0] if files[0][name] != files[1][name]] == []
    assert {key for key in summaries[0] if summaries[0][key] != summaries[1][key]} <= MAY_DIFFER
