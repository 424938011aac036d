"""Time a joined basis against the plain solve, and changed prices on a living solver.

    python -m benchmarks.joined
    python -m benchmarks.joined --prices prices-2019.csv prices-2022.csv --repeat 3

From the repository's folder. Each scenario is loaded and compiled once; then the solve stage is
run in turns, from a joined basis and plain, on the same compacted program. CPU is that of the
stage, its Python included, the median of the turns. "2 % dearer" is the next solve of a living
solver after the price of gas, or of power, went up by 2 %. ``--prices`` are files of day-ahead
prices for the reference year, aligned by weekday.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.run import SCENARIO, print_table
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compact import compact
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.joined.given_up import GivenUpError
from ipos_energy.mathematics.joined.solve import solve_joined
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.mathematics.living import Living
from ipos_energy.mathematics.places import stamps_of
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.load import load

FOLDER = SCENARIO.parents[2] / "scenarios"
REFERENCE = FOLDER / "helsingborg.yaml"
VARIANTS = ("electrified", "gas-crisis", "larger-store")


@dataclass(frozen=True)
class Timed:
    """CPU seconds and iterations of a solve, and its cost; or why it was given up."""

    cpu_s: float
    iterations: int
    cost: float
    reason: str = ""


def timed(work: Callable[[], tuple[int, float]]) -> Timed:
    """One run of a solve that returns its iterations and cost."""
    since = time.process_time()
    try:
        iterations, cost = work()
    except GivenUpError as error:
        return Timed(time.process_time() - since, 0, float("nan"), str(error))
    return Timed(time.process_time() - since, iterations, cost)


def joined_once(program: LinearProgram, horizon: Horizon) -> tuple[int, float]:
    """The solve stage with a joined basis."""
    compaction = compact(program)
    stamps = stamps_of(program, horizon).of(compaction.kept_columns, compaction.kept_rows)
    answer = solve_joined(compaction.small, stamps, Limits(), lambda text: None,
                          lambda text: None)
    return answer.iterations, answer.bound


def plain_once(program: LinearProgram) -> tuple[int, float]:
    """The solve stage at once."""
    answer = solve(compact(program).small, Limits())
    return answer.iterations, answer.bound


def dearer(program: LinearProgram, word: str) -> LinearProgram:
    """The program with what is bought by contracts with ``word`` in their name 2 % dearer."""
    cost = program.cost.copy()
    for block in program.column_blocks:
        if block.label == "bought" and word in block.owner:
            cost[block.slice] *= 1.02
    return replace(program, cost=cost)


def living_s(program: LinearProgram, horizon: Horizon, word: str) -> float:
    """CPU seconds of the second of two changes of a price on a living solver."""
    living = Living()
    for changed in (program, dearer(program, word)):
        living.solve(changed, Limits(), horizon, lambda text: None, lambda text: None)
    again = dearer(dearer(program, word), word)
    since = time.process_time()
    living.solve(again, Limits(), horizon, lambda text: None, lambda text: None)
    return time.process_time() - since


def row(name: str, path: Path, overrides: Sequence[str], repeat: int) -> list[str]:
    """Medians of one scenario, as cells."""
    scenario = load(path, overrides)
    program = compile_model(build(scenario)).program
    joined, plain = [], []
    for _ in range(repeat):
        joined.append(timed(lambda: joined_once(program, scenario.horizon)))
        plain.append(timed(lambda: plain_once(program)))
    ours, theirs = median(one.cpu_s for one in joined), median(one.cpu_s for one in plain)
    same = joined[0].reason or ("yes" if np.isclose(
        joined[0].cost, plain[0].cost, rtol=1e-9, atol=0) else "NO")
    changed = [f"{living_s(program, scenario.horizon, word):.2f}" for word in ("gas", "grid")]
    return [name, f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.2f}",
            str(joined[0].iterations), str(plain[0].iterations), *changed, same]


def main() -> int:
    """Measure and print; 1 where the two costs differ."""
    parser = argparse.ArgumentParser(description="Time a joined basis against the plain solve.")
    parser.add_argument("--prices", type=Path, nargs="*", default=[])
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    cases: list[tuple[str, Path, list[str]]] = [("park-8760", SCENARIO, []),
                                                ("helsingborg", REFERENCE, [])]
    cases += [(name, FOLDER / f"{name}.yaml", []) for name in VARIANTS]
    cases += [(file.stem, REFERENCE, [f"profiles.spot.file={file.resolve()}",
                                      "profiles.spot.align=by weekday"]) for file in given.prices]
    rows = []
    for case in cases:
        print(case[0], file=sys.stderr)
        rows.append(row(*case, repeat=given.repeat))
    print_table(["scenario", "joined s", "plain s", "ratio", "iterations", "plain iterations",
                 "gas 2 % dearer s", "power 2 % dearer s", "same cost"], rows)
    return 1 if any(cells[-1] == "NO" for cells in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
