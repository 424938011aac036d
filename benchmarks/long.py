"""Time the program on long horizons: a year in quarter hours, and three years in hours.

    python -m benchmarks.long                    # both, from the repository's folder
    python -m benchmarks.long quarter_hours --set "solver.time_limit=600 s"

Both are made from park-8760 in a temporary folder. Quarter hours: the spot price is repeated,
every other column interpolated linearly between hours and flat after the last; the optimum is
known. Three years: the year three times, with spot prices of 100 %, 105 % and 95 %, and three
years' gas cap; nobody else has solved it. CPU is user plus system time of the whole process, and
"peak" the most memory that it held.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.run import OURS, SCENARIO, Process, print_table, timed

DATA = SCENARIO.with_suffix(".csv.gz")
SPOT_OF_YEAR = (1.0, 1.05, 0.95)
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """A table of hours: names of its columns, and their values (rows, columns)."""

    names: list[str]
    values: Array

    @property
    def spot(self) -> int:
        """Where the price of electricity stands."""
        return next(k for k, name in enumerate(self.names) if name.startswith("spot"))


@dataclass(frozen=True)
class Case:
    """A long horizon: its data, minutes of a step, what is set, and the optimum if it is known."""

    make: Callable[[Table], Array]
    step_minutes: int
    settings: tuple[str, ...]
    optimum_eur: float | None = None


def quarter_hours(hours: Table) -> Array:
    """The year in quarter hours."""
    count = len(hours.values)
    at, known = np.arange(4 * count) / 4, np.arange(count)
    values = np.stack([np.interp(at, known, column) for column in hours.values.T], axis=1)
    values[:, hours.spot] = np.repeat(hours.values[:, hours.spot], 4)
    return values


def three_years(hours: Table) -> Array:
    """The year three times, with other spot prices."""
    years = []
    for factor in SPOT_OF_YEAR:
        year = hours.values.copy()
        year[:, hours.spot] *= factor
        years.append(year)
    return np.concatenate(years)


CASES = {
    "quarter_hours": Case(quarter_hours, 15, ("horizon.step=15 min",), 12_848_501.040),
    "three_years": Case(three_years, 60, (
        "horizon.end=2025-12-31", "contracts.gas.annual_limit=244443.6 MWh")),
}


def read_hours() -> Table:
    """The hourly case."""
    head, *rows = gzip.decompress(DATA.read_bytes()).decode("utf-8").splitlines()
    values = [[float(cell) for cell in row.split(",")[1:]] for row in rows]
    return Table(head.split(",")[1:], np.array(values))


def write_case(case: Case, folder: Path) -> Path:
    """The scenario beside its data in ``folder``."""
    hours = read_hours()
    values = case.make(hours)
    step = np.timedelta64(case.step_minutes, "m")
    times = np.datetime64("2023-01-01T00:00", "m") + np.arange(len(values)) * step
    rows = [",".join([str(time).replace("T", " "), *map(repr, row)])
            for time, row in zip(times, values.tolist(), strict=True)]
    text = "\n".join([",".join(["time", *hours.names]), *rows]) + "\n"
    (folder / DATA.name).write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=1))
    shutil.copy(SCENARIO, folder)
    return folder / SCENARIO.name


def run_case(case: Case, settings: list[str]) -> tuple[Process, dict[str, float]]:
    """A run of the case as a whole process; its figures and the stages' CPU seconds."""
    program = shutil.which(OURS, path=Path(sys.executable).parent) or OURS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scenario = write_case(case, folder)
        command = [program, "run", str(scenario), "--no-charts", "--out", str(folder / "result")]
        for setting in [*case.settings, *settings]:
            command += ["--set", setting]
        process = timed(command, name)
        summary = json.loads(next(folder.rglob("summary.json")).read_text("utf-8"))
    return process, {"steps": summary["steps"], "objective": summary["objective"],
                     "bound": summary["bound"], **summary["timing_cpu_s"]}


def row_of(name: str, case: Case, process: Process, said: dict[str, float]) -> list[str]:
    """One line of the table."""
    known = case.optimum_eur
    error = "" if known is None else f"{said['objective'] / known - 1:.1e}"
    return [name, f"{said['steps']:.0f}", f"{process.cpu_s:.1f}", f"{said['highs_run']:.1f}",
            f"{process.cpu_s - said['highs_run']:.1f}", f"{process.wall_s:.1f}",
            f"{process.peak_mib:.0f}", f"{said['objective']:.3f}", error]


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description="Time the program on long horizons.")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"any of {', '.join(CASES)}")
    parser.add_argument("--set", dest="settings", action="append", default=[], metavar="KEY=VALUE")
    given = parser.parse_args()
    rows = []
    for name in given.cases or CASES:
        process, said = run_case(CASES[name], given.settings)
        rows.append(row_of(name, CASES[name], process, said))
    print_table(["case", "steps", "CPU s", "in HiGHS", "outside HiGHS", "wall s", "peak MiB",
                 "optimum EUR", "off the known"], rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
