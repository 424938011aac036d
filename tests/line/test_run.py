"""``ipos-energy run``: exit codes, what is written, and what a failure leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ipos_energy.answer import audit, tables
from ipos_energy.answer.folder import new_run, publish, read_summary, run_folder
from ipos_energy.line.commands import validate
from ipos_energy.line.interrupts import INTERRUPTED
from tests.line.park import Line, Said, replaced

REPOSITORY = Path(__file__).resolve().parents[2]
OUT = Path("results/park")
TABLES = {f"{name}.parquet" for name in tables.TABLES}


def run(line: Line, *arguments: str) -> Said:
    """Runs the park without charts."""
    return line("run", "park.yaml", "--no-charts", *arguments)


def summary(folder: Path = OUT) -> dict[str, Any]:
    """The summary of a result."""
    return read_summary(folder)


def files(folder: Path = OUT) -> set[str]:
    """Names of the files in the folder of the result's run."""
    return {path.name for path in run_folder(folder, summary(folder)).iterdir()}


def test_a_run_writes_summary_and_tables(line: Line) -> None:
    """Proves exit code 0, the default folder, the files, and a screen that names them."""
    said = run(line)
    assert said.code == 0
    assert files() == TABLES | {"scenario.yaml"}
    assert [path.name for path in OUT.iterdir() if path.is_file()] == ["summary.json"]
    assert "status         optimal, all" in said.out
    assert "against separate production; district heat from gas boilers" in said.out
    assert str(OUT / "summary.json") in said.out
    assert "Finding the best operation" in said.err


def test_the_summary_holds_what_others_rely_on(line: Line) -> None:
    """Proves the keys of ``summary.json``, and that the reference names its alternative.

    Catches a stage that is not timed (``write`` ends after the summary is written) and a reference
    without the alternative for district heat.
    """
    run(line)
    found = summary()
    assert found["status"] == "optimal"
    assert isinstance(found["objective"], float)
    assert (found["currency"], found["steps"]) == ("EUR", 6)
    assert found["co2"]["reference"] == "separate production; district heat from gas boilers"
    assert found["co2"]["avoided_t"] == pytest.approx(
        sum(one["avoided_t"] for one in found["co2"]["lines"]))
    stages = ["load", "build", "compile", "check", "solve", "collect", "audit", "write",
              "highs_run"]
    assert list(found["timing_cpu_s"]) == stages
    assert found["timing_cpu_s"]["write"] > 0
    assert found["audit"]["passed"] is True
    assert all({"subject", "statement", "residual", "tolerance", "passed"} <= set(check)
               for check in found["audit"]["checks"])
    assert {"ipos-energy", "python", "pyomo", "highspy", "numpy"} <= set(found["versions"])
    assert len(found["input_hash"]) == 64


def test_csv_quiet_and_out(line: Line) -> None:
    """Proves that ``--csv`` adds CSVs, ``--quiet`` prints nothing and ``--out`` is obeyed."""
    said = run(line, "--csv", "--quiet", "--out", "elsewhere/x")
    assert said == Said(0, "", "")
    assert {name.replace("parquet", "csv") for name in TABLES} <= files(Path("elsewhere/x"))
    assert not Path("results").exists()


def test_what_cannot_be_satisfied_ends_with_three(line: Line) -> None:
    """Proves exit code 3 for a demand beyond all capacity, and for a cost without bottom."""
    assert run(line, "--set", "companies.works.demands.lp steam=900 MW").code == 3
    said = run(line, "--set", "contracts.grid.sell_at=90 EUR/MWh")
    assert said.code == 3
    assert "The cost has no bottom" in said.err
    assert not Path("results/park/summary.json").exists()


def test_a_solver_without_time_ends_with_one(line: Line) -> None:
    """Proves exit code 1, in words, where the solver gives up, and that nothing is written."""
    said = run(line, "--time-limit", "1e-5")
    assert said.code == 1
    assert "time limit" in said.err
    assert not Path("results").exists()


def test_a_result_that_fails_the_audit_is_never_called_optimal(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves exit code 1 and a status that says so; the ledger is held to an impossible bound."""
    monkeypatch.setattr(audit, "LEDGER_TOLERANCE", -1.0)
    said = run(line)
    assert said.code == 1
    assert summary()["status"] == "audit failed"
    assert "FAILED" in said.out
    assert summary()["audit"]["passed"] is False


def test_a_defect_shows_no_traceback(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that an error that nobody thought of ends with code 1 and asks for a report."""
    def broken(_: object) -> int:
        raise ZeroDivisionError("a \x1b[1m defect")

    monkeypatch.setattr(validate, "execute", broken)
    said = line("validate", "park.yaml")
    assert said.code == 1
    assert "A defect of the program: ZeroDivisionError: a" in said.err
    assert "Traceback" not in said.err
    assert "\x1b" not in said.err


FAILURES = [
    (OSError(28, "No space left on device"), "No space left on device. An earlier result"),
    (KeyboardInterrupt(), INTERRUPTED),
    (MemoryError(), "out of memory"),
    (ValueError("strange"), "A defect of the program"),
]


@pytest.mark.parametrize(("failure", "message"), FAILURES)
def test_a_failure_while_writing_leaves_the_earlier_result(
    line: Line, monkeypatch: pytest.MonkeyPatch, failure: BaseException, message: str
) -> None:
    """Proves that a full disk, Ctrl-C and the like end with code 1 and change nothing.

    The failure comes after the first table is written. Catches a half-written run that is left
    behind or pointed to.
    """
    run(line)
    before, kept = summary(), run_folder(OUT, summary())

    def write(made: dict[str, Any], folder: Path, *, csv: bool) -> None:
        (folder / "flows.parquet").write_bytes(b"half")
        raise failure

    monkeypatch.setattr(tables, "write_tables", write)
    said = run(line)
    assert said.code == 1
    assert message in said.err
    assert summary() == before
    assert [path for path in (OUT / "runs").iterdir() if path.is_dir()] == [kept]
    assert files() == TABLES | {"scenario.yaml"}


@pytest.mark.parametrize("blocked", ["results", "results/park", "results/park/runs"])
def test_a_file_where_a_folder_belongs(line: Line, blocked: str) -> None:
    """Proves that a folder that cannot be made is explained, whatever part of it is in the way."""
    Path(blocked).parent.mkdir(parents=True, exist_ok=True)
    Path(blocked).write_text("mine", encoding="utf-8")
    said = run(line, "--quiet")
    assert said.code == 1
    assert "the result could not be written" in said.err
    assert Path(blocked).read_text(encoding="utf-8") == "mine"


def test_a_summary_that_cannot_be_replaced(line: Line) -> None:
    """Proves that a run that cannot become the result is removed again."""
    (OUT / "summary.json").mkdir(parents=True)
    assert run(line, "--quiet").code == 1
    assert not any(path.is_dir() for path in (OUT / "runs").iterdir())


def test_a_later_run_replaces_an_earlier_one(line: Line) -> None:
    """Proves that the earlier run's files are cleared once the later one is the result."""
    run(line)
    earlier = run_folder(OUT, summary())
    run(line, "--set", "name=Later")
    assert summary()["name"] == "Later"
    assert not earlier.exists()


def test_ctrl_c_after_publishing_keeps_the_result(tmp_path: Path) -> None:
    """Proves that what has become the result stays, even if the run is interrupted right then."""
    def run_and_interrupt() -> None:
        with new_run(tmp_path) as folder:
            publish(tmp_path, folder, {"run": f"runs/{folder.name}"})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_and_interrupt()
    assert run_folder(tmp_path, read_summary(tmp_path)).is_dir()


def test_what_a_killed_run_left_is_cleared(line: Line) -> None:
    """Proves that files of a run that was killed are ignored, and gone after the next run.

    Another process opens a run, writes a file and dies without a word.
    """
    run(line)
    before = summary()
    code = ("import os, sys\nfrom pathlib import Path\n"
            "from ipos_energy.answer.folder import new_run\n"
            "with new_run(Path(sys.argv[1])) as run:\n"
            "    (run / 'flows.parquet').write_text('half')\n    os._exit(9)\n")
    died = subprocess.run([sys.executable, "-c", code, OUT], check=False,
                          env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
    assert died.returncode == 9
    assert summary() == before
    assert len([path for path in (OUT / "runs").iterdir() if path.is_dir()]) == 2
    run(line)
    assert [path.name for path in (OUT / "runs").iterdir() if path.is_dir()] == [
        Path(summary()["run"]).name]
    assert not list((OUT / "runs").glob("?*.lock"))


def test_a_run_that_still_writes_is_left_alone(tmp_path: Path) -> None:
    """Proves that publishing clears earlier runs but not one that another run is writing.

    Two runs overlap: the first to publish must spare the second, which then becomes the result.
    """
    with new_run(tmp_path) as first:
        with new_run(tmp_path) as second:
            publish(tmp_path, first, {"run": f"runs/{first.name}"})
            assert second.is_dir()
            publish(tmp_path, second, {"run": f"runs/{second.name}"})
        assert run_folder(tmp_path, read_summary(tmp_path)) == second


def test_two_runs_at_once_do_not_mix(line: Line) -> None:
    """Proves that of several runs into one folder each result is whole, whichever ends last.

    Four processes run the park under their own names; summary, tables and scenario must be of one.
    """
    Path("park.yaml").write_text(replaced("Small park", "none"), encoding="utf-8")
    started = [subprocess.Popen(
        [sys.executable, "-m", "ipos_energy.line.cli", "run", "park.yaml", "--no-charts",
         "--quiet", "--set", f"name=park {number}",
         "--set", f"companies.works.demands.electricity={number} MW"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, stderr=subprocess.PIPE, text=True)
        for number in range(1, 5)]
    ended = [(process.communicate()[1], process.returncode) for process in started]
    assert ended == [("", 0)] * 4
    found = summary()
    number = int(found["name"].removeprefix("park "))
    assert found["figures"]["electricity_to_companies_mwh"]["value"] == 6 * number
    written = (run_folder(OUT, found) / "scenario.yaml").read_text(encoding="utf-8")
    assert f"name: {found['name']}\n" in written
    assert files() == TABLES | {"scenario.yaml"}


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise elsewhere")
def test_ctrl_c_shows_no_traceback() -> None:
    """Proves that an interrupt while packages are imported ends with code 1 and one sentence.

    The process interrupts itself as soon as the commands are read.
    """
    code = ("import os, signal, sys\nimport ipos_energy.line.cli as cli\n"
            "cli._parser = lambda _: os.kill(os.getpid(), signal.SIGINT)\n"
            "sys.exit(cli.main(['validate', 'park.yaml']))\n")
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                           check=False, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
    assert ended.returncode == 1
    assert ended.stderr == f"{INTERRUPTED}\n"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_summary_is_plain_json(line: Line) -> None:
    """Proves that any reader of JSON understands it: no NaN, no infinity."""
    def refuse(name: str) -> None:
        raise AssertionError(name)

    run(line)
    json.loads((OUT / "summary.json").read_text(encoding="utf-8"), parse_constant=refuse)
