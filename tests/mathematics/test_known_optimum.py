"""The common case park-8760, whose optimum several independent models agree on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipos_energy.park.load import load
from tests.helpers import objections, results_for

CASE = Path(__file__).resolve().parents[2] / "benchmarks" / "park-8760" / "park-8760.yaml"


@pytest.mark.parametrize(("overrides", "steps", "cost"), [
    (["horizon.end=2023-01-08", "contracts.gas.annual_limit=3517 MWh"], 168, 425948.838),
    (["horizon.end=2023-02-01", "contracts.gas.annual_limit=12644.7 MWh"], 744, 1697569.621),
    ([], 8760, 12880737.017),
], ids=["week", "month", "year"])
def test_the_optimum_is_the_known_one(overrides: list[str], steps: int, cost: float) -> None:
    """To 1e-6 the published cost, with every check of the audit passed.

    Catches any change of the equations, from a loss that compounds otherwise to a peak that is
    charged twice.
    """
    results = results_for(load(CASE, overrides))
    assert results.passed, objections(results)
    assert len(results.calendar.utc) == steps
    assert results.operation.objective == pytest.approx(cost, rel=1e-6)
