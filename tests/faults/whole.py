"""What stands in a result's folder, and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ipos_energy.answer.folder import RUNS, read_summary, run_folder
from tests.faults.forks import Ended, Forks, Strike

OUT = Path("out")


@dataclass(frozen=True)
class Written:
    """A result: the scenario's name, and each file of its run but the scenario."""

    name: str
    files: dict[str, bytes]


def run(fork: Forks, name: str, strike: Strike | None = None, out: Path = OUT) -> Ended:
    """Runs the park under a name, without charts."""
    return fork("run", "park.yaml", "--no-charts", "--quiet", "--out", out,
                "--set", f"name={name}", strike=strike)


def written(out: Path = OUT) -> Written:
    """The result in a folder; fails where the summary and the scenario are not of one run."""
    summary = read_summary(out)
    folder = run_folder(out, summary)
    files = {path.relative_to(folder).as_posix(): path.read_bytes()
             for path in folder.rglob("*") if path.is_file()}
    assert f"name: {summary['name']}\n".encode() in files.pop("scenario.yaml")
    return Written(summary["name"], files)


def folders(out: Path = OUT) -> list[str]:
    """What the folder of runs holds, but for the lock of the turns."""
    return sorted(path.name for path in (out / RUNS).iterdir() if path.name != ".lock")
