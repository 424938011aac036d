"""Time the program on park-8760, side by side with the same case in other tools.

    python benchmarks/run.py
    python benchmarks/run.py --peers FOLDER --repeat 5 --steps 168 744

Every tool is run as a whole process, in turns, so that a busy machine hurts all alike, after one
run that does not count and leaves Python's bytecode behind. CPU is user plus system time of the
process with all its threads, from start to end; "outside HiGHS" is what is left of it without the
time inside HiGHS's ``run`` calls. The tables show, of each tool's runs, the one with the median
CPU. ``FOLDER`` holds scripts that take the number of steps and print one line of JSON; one whose
package is missing is listed as not installed. Needs Linux or macOS, and nothing but Python.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

SCENARIO = Path(__file__).resolve().parent / "park-8760" / "park-8760.yaml"
OURS = "ipos-energy"
ENVIRONMENT = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Horizon:
    """Hours from 2023-01-01: where they end, their gas cap and the known optimum."""

    end: str
    gas_cap: str
    optimum_eur: float


HORIZONS = {
    168: Horizon("2023-01-08", "3517 MWh", 425_948.838),
    744: Horizon("2023-02-01", "12644.7 MWh", 1_697_569.621),
    8760: Horizon("2024-01-01", "81481.2 MWh", 12_880_737.017),
}


@dataclass(frozen=True)
class Peer:
    """A script of the peers' folder, its further arguments, and the packages it imports."""

    name: str
    script: str
    arguments: tuple[str, ...]
    packages: tuple[str, ...]


COMMON = ("numpy", "pandas", "highspy")
PEERS = (
    Peer("floor: numpy + highspy", "floor.py", (), (*COMMON, "scipy")),
    Peer("linopy, direct", "peer_linopy.py", ("direct",), (*COMMON, "linopy")),
    Peer("PyPSA, direct", "peer_pypsa.py", ("direct",), (*COMMON, "pypsa")),
    Peer("Pyomo, standard form", "peer_pyomo.py", ("stdform",), (*COMMON, "pyomo", "scipy")),
    Peer("Pyomo, its HiGHS interface", "peer_pyomo.py", ("highs",), (*COMMON, "pyomo")),
    Peer("flixOpt", "peer_flixopt.py", (), (*COMMON, "flixopt")),
    Peer("oemof.solph", "peer_oemof.py", (), (*COMMON, "oemof")),
)


@dataclass(frozen=True)
class Process:
    """What a finished process cost, and the last line that it printed."""

    cpu_s: float
    wall_s: float
    peak_mib: float
    last_line: str


@dataclass(frozen=True)
class Run:
    """One run of one tool: its process, CPU inside HiGHS, the optimum, CPU by stage."""

    process: Process
    highs_s: float
    optimum_eur: float
    stages_s: dict[str, float]

    @property
    def outside_highs_s(self) -> float:
        """CPU seconds that are not HiGHS's."""
        return self.process.cpu_s - self.highs_s


Tool = Callable[[int], Run]
Measured = dict[tuple[str, int], list[Run]]


def timed(command: list[str], folder: str) -> Process:
    """Run a command to its end in ``folder``, raising RuntimeError where it fails."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=output, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        said = output if child.returncode == 0 else errors
        said.seek(0)
        last_line = (said.read().strip().splitlines() or [""])[-1]
        if child.returncode != 0:
            raise RuntimeError(f"exit code {child.returncode}: {last_line}")
        peak_mib = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        return Process(usage.ru_utime + usage.ru_stime, wall, peak_mib, last_line)


def run_ours(steps: int) -> Run:
    """The scenario over ``steps`` hours, as a planner runs it."""
    program = shutil.which(OURS, path=Path(sys.executable).parent) or OURS
    horizon = HORIZONS[steps]
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "run", str(SCENARIO), "--no-charts", "--out", f"{folder}/result"]
        command += ["--set", f"horizon.end={horizon.end}"]
        command += ["--set", f"contracts.gas.annual_limit={horizon.gas_cap}"]
        process = timed(command, folder)
        summary = json.loads(next(Path(folder).rglob("summary.json")).read_text("utf-8"))
    seconds = summary["timing_cpu_s"]
    return Run(process, seconds["highs_run"], summary["objective"], seconds)


def run_peer(peer: Peer, folder: Path, python: str, steps: int) -> Run:
    """One script of the peers' folder over ``steps`` hours."""
    with tempfile.TemporaryDirectory() as elsewhere:
        script = folder.resolve() / peer.script
        process = timed([python, str(script), str(steps), *peer.arguments], elsewhere)
    said = json.loads(process.last_line)
    return Run(process, said["solve_cpu"], said["obj"], {})


def missing(packages: tuple[str, ...], python: str) -> list[str]:
    """The packages that this Python cannot find."""
    code = "import sys; from importlib.util import find_spec as find\n"
    code += "print(*[name for name in sys.argv[1:] if not find(name)])"
    return subprocess.check_output([python, "-c", code, *packages], text=True).split()


def installed_peers(folder: Path, python: str) -> dict[str, Tool]:
    """Every peer whose packages are there, by name; the others are named at once."""
    found: dict[str, Tool] = {}
    for peer in PEERS:
        if lacking := missing(peer.packages, python):
            print(f"{peer.name}: not installed ({', '.join(lacking)})")
        else:
            found[peer.name] = partial(run_peer, peer, folder, python)
    return found


def measure(tools: dict[str, Tool], sizes: list[int], repeat: int) -> Measured:
    """All runs, in turns; a tool that fails is named and not tried again at that size."""
    measured: Measured = {(name, steps): [] for steps in sizes for name in tools}
    for turn in range(1, repeat + 1):
        for name, steps in list(measured):
            print(f"turn {turn} of {repeat}: {steps} steps, {name}", file=sys.stderr)
            try:
                measured[name, steps].append(tools[name](steps))
            except (RuntimeError, OSError, LookupError, ValueError, StopIteration) as error:
                print(f"{name}, {steps} steps, failed: {error!r}")
                del measured[name, steps]
    return measured


def typical(runs: list[Run]) -> Run:
    """The run with the median CPU."""
    return sorted(runs, key=lambda run: run.process.cpu_s)[len(runs) // 2]


def as_known(runs: list[Run], steps: int) -> bool:
    """Whether every run's optimum is the known one to a relative 1e-6."""
    known = HORIZONS[steps].optimum_eur
    return all(math.isclose(run.optimum_eur, known, rel_tol=1e-6) for run in runs)


def print_table(heads: list[str], rows: list[list[str]]) -> None:
    """Columns as wide as they need to be, the first one to the left."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    print()
    for first, *others in [heads, *rows]:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]))


def print_costs(measured: Measured) -> None:
    """CPU, wall and memory of each tool at each size, and whether it found the optimum."""
    heads = ["tool", "steps", "CPU s", "in HiGHS", "outside HiGHS", "wall s", "peak MiB"]
    rows = []
    for (name, steps), runs in measured.items():
        run, known = typical(runs), "yes" if as_known(runs, steps) else "NO"
        seconds = [run.process.cpu_s, run.highs_s, run.outside_highs_s, run.process.wall_s]
        figures = [f"{second:.2f}" for second in seconds] + [f"{run.process.peak_mib:.0f}"]
        rows.append([name, str(steps), *figures, f"{run.optimum_eur:.3f}", known])
    print_table([*heads, "optimum EUR", "as known"], rows)


def print_growth(measured: Measured) -> None:
    """The power of the number of steps with which CPU time grows from each size to the next."""
    rows = []
    for name in dict.fromkeys(name for name, _ in measured):
        for small, large in pairwise(steps for tool, steps in measured if tool == name):
            one, other = typical(measured[name, small]), typical(measured[name, large])
            total = math.log(other.process.cpu_s / one.process.cpu_s, large / small)
            outside = math.log(other.outside_highs_s / one.outside_highs_s, large / small)
            rows.append([name, f"{small} to {large}", f"{total:.2f}", f"{outside:.2f}"])
    print_table(["growth as a power of the steps", "steps", "CPU", "outside HiGHS"], rows)


def print_stages(measured: Measured) -> None:
    """Our own CPU seconds by stage, one column for each size."""
    ours = {steps: typical(runs) for (name, steps), runs in measured.items() if name == OURS}
    stages = dict.fromkeys(stage for run in ours.values() for stage in run.stages_s)
    rows = [
        [stage, *(f"{run.stages_s.get(stage, 0.0):.3f}" for run in ours.values())]
        for stage in stages
    ]
    print_table([f"{OURS}: CPU s by stage", *(f"{steps} steps" for steps in ours)], rows)


def main() -> int:
    """Measure and print; 1 where our program failed or missed the known optimum."""
    parser = argparse.ArgumentParser(description="Time the program on park-8760.")
    parser.add_argument("--peers", type=Path, help="folder with the other tools' scripts")
    parser.add_argument("--peer-python", default=sys.executable, help="the Python that runs them")
    parser.add_argument("--steps", type=int, nargs="+", choices=HORIZONS, default=[*HORIZONS])
    parser.add_argument("--repeat", type=int, default=3, help="runs of each tool and size")
    given = parser.parse_args()
    peers = installed_peers(given.peers, given.peer_python) if given.peers else {}
    tools, sizes = {OURS: run_ours, **peers}, sorted(set(given.steps))
    measure(tools, sizes[:1], repeat=1)
    measured = measure(tools, sizes, given.repeat)
    for show in (print_costs, print_growth, print_stages):
        show(measured)
    right = {key for key, runs in measured.items() if as_known(runs, key[1])}
    return 0 if {(OURS, steps) for steps in sizes} <= right else 1


if __name__ == "__main__":
    sys.exit(main())
