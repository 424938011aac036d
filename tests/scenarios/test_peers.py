"""PyPSA and oemof.solph, stated by hand from the lessons' descriptions, come to the same answers.

They run in an environment of their own, ``.venv/peers``, which ``make peers`` installs, or in the
Python that PEERS_PYTHON names.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ipos_energy.park.load import load
from tests.helpers import close, results_for
from tests.scenarios.shipped import ROOT, SCENARIOS

LESSONS = ["teach-boiler-and-store", "teach-heat-pump-and-solar", "teach-turbine-and-let-down"]
PEERS_PYTHON = ROOT / ".venv" / "peers" / "bin" / "python"
SCRIPTS = {"pypsa": "lessons_pypsa.py", "oemof.solph": "lessons_oemof.py"}


def answers(tool: str) -> dict[str, Any]:
    """What a tool finds for each lesson; skips where it is not installed."""
    named = os.environ.get("PEERS_PYTHON")
    if named is None and not PEERS_PYTHON.exists():
        pytest.skip(f"{tool} is not installed; make peers does it")
    python = Path(named) if named else PEERS_PYTHON
    script = ROOT / "benchmarks" / "peers" / SCRIPTS[tool]
    said = subprocess.run([python, script], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    answered: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return answered


def test_all_lessons_are_here() -> None:
    """Catches a lesson that the other tools never hear of."""
    assert sorted(path.stem for path in SCENARIOS.glob("teach-*.yaml")) == LESSONS


def test_pypsa_finds_the_same_costs_and_prices() -> None:
    """Least cost and the price of each header at each hour, within 1e-6.

    Catches a price that our duals turn round, and a lesson whose text says another park.
    """
    found = answers("pypsa")
    assert sorted(found) == LESSONS
    for name, answer in found.items():
        operation = results_for(load(SCENARIOS / f"{name}.yaml")).operation
        close(answer["cost"], operation.objective)
        for header, prices in answer["prices"].items():
            close(prices, operation.prices[header])


def test_oemof_finds_the_same_costs_and_gas() -> None:
    """Least cost and the gas that is burnt, which is the same in every best operation.

    Catches a loss that one of the two does not know.
    """
    found = answers("oemof.solph")
    assert sorted(found) == LESSONS
    for name, answer in found.items():
        results = results_for(load(SCENARIOS / f"{name}.yaml"))
        close(answer["cost"], results.operation.objective)
        close(answer["energies"]["gas -> natural gas"], results.flow("gas", "bought").sum())
