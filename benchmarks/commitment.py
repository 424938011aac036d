"""Time the reference year with four units that are on or off: in windows, and all at once.

    python -m benchmarks.commitment                       # windows of several lengths
    python -m benchmarks.commitment --at-once 600         # and the whole year, up to 600 s

The minimum loads, start costs and times are illustrative. "gap" is how far the cost lies above the
proven bound: of windows the optimum without integers, of the whole year what HiGHS proved by its
end, which is the higher of the two.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.run import OURS, print_table, timed

SCENARIO = Path(__file__).resolve().parents[1] / "scenarios" / "helsingborg.yaml"

COMMITMENTS = {
    "gas boiler 1": "{minimum_load: 25 %, start_cost: 300 EUR, start_fuel: 4 MWh, "
                    "minimum_up: 6 h, minimum_down: 4 h}",
    "gas boiler 2": "{minimum_load: 30 %, start_cost: 500 EUR, start_fuel: 6 MWh, "
                    "minimum_up: 8 h, minimum_down: 6 h}",
    "electrode boiler": "{minimum_load: 10 %, start_cost: 20 EUR}",
    "turbine": "{minimum_load: 30 %, start_cost: 1000 EUR, minimum_up: 8 h, minimum_down: 8 h}",
}

WINDOWS = (("1 day", "0 days"), ("2 days", "1 day"), ("7 days", "1 day"), ("14 days", "2 days"))


def run(name: str, settings: list[str]) -> list[str]:
    """One line of the table: the scenario as a planner runs it."""
    program = shutil.which(OURS, path=Path(sys.executable).parent) or OURS
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "run", str(SCENARIO), "--no-charts", "--out", f"{folder}/result"]
        commitments = [f"units.{unit}.commitment={text}" for unit, text in COMMITMENTS.items()]
        for setting in [*commitments, *settings]:
            command += ["--set", setting]
        process = timed(command, folder)
        summary = json.loads(next(Path(folder).rglob("summary.json")).read_text("utf-8"))
    cost, bound = summary["objective"], summary["bound"]
    return [name, summary["status"], f"{cost:.0f}", f"{bound:.0f}",
            f"{100 * (cost - bound) / abs(cost):.3f} %", f"{process.cpu_s:.1f}",
            f"{process.wall_s:.1f}", f"{process.peak_mib:.0f}"]


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description="Time the reference year with commitment.")
    parser.add_argument("--at-once", type=float, metavar="SECONDS",
                        help="solve the whole year at once too, for so long")
    parser.add_argument("--end", default="2020-01-01", help="end of the horizon")
    given = parser.parse_args()
    end = f"horizon.end={given.end}"
    rows = [run(f"{window}, overlap {overlap}",
                [end, f"solver.rolling={{window: {window}, overlap: {overlap}}}"])
            for window, overlap in WINDOWS]
    if given.at_once:
        rows.append(run("at once", [end, f"solver.time_limit={given.at_once:g} s"]))
    print_table(["windows", "status", "cost EUR", "bound EUR", "gap", "CPU s", "wall s",
                 "peak MiB"], rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
