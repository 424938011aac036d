"""The lessons: their answers as worked out by hand in the files' own comments."""

from __future__ import annotations

import numpy as np
import pytest

from ipos_energy.answer.results import Results
from ipos_energy.park.load import load
from tests.helpers import close, flow, ledger, limit, objections, quantity, results_for
from tests.scenarios.shipped import SCENARIOS

STORE = SCENARIOS / "teach-boiler-and-store.yaml"
TURBINE = SCENARIOS / "teach-turbine-and-let-down.yaml"


@pytest.fixture(scope="module")
def store() -> Results:
    """The lesson of the store, solved."""
    return results_for(load(STORE))


@pytest.fixture(scope="module")
def turbine() -> Results:
    """The lesson of the turbine, solved."""
    return results_for(load(TURBINE))


def test_both_pass_their_audit(store: Results, turbine: Results) -> None:
    """Proves that every check of the audit holds."""
    assert store.passed, objections(store)
    assert turbine.passed, objections(turbine)


def test_store_energy_and_cost(store: Results) -> None:
    """Proves 44 MWh of power at 20 and 94 MWh of heat from gas at 40 EUR: 4 640 EUR.

    Need: 6 × 4 + 2 × 9 + 16 × 6 = 138 MWh; the tank moves 20 MWh from night to day. Catches a
    store that makes or loses energy, and CO2 that is not charged.
    """
    close(flow(store, "electrode boiler: heat").sum(), 44)
    close(flow(store, "gas boiler: heat").sum(), 94)
    close(store.operation.objective, 44 * 20 + 94 * 40)
    close(ledger(store, "gas", "CO2 price"), 94 / 0.9 * 0.2 * 30)


def test_store_serves_the_peak(store: Results) -> None:
    """Proves that the tank is full at 6 o'clock and gives the 3 MW that the boiler lacks, twice.

    Catches a level that is counted before its step instead of after it.
    """
    level = quantity(store, "tank: level")
    close(level[5], 20)
    assert level[7] <= 14 + 1e-6
    np.testing.assert_array_less(3 - 1e-6, flow(store, "tank: discharging")[6:8])


def test_store_prices(store: Results) -> None:
    """Proves 20 EUR/MWh at night, 40 by day, and 20 EUR for one more MWh of tank.

    Catches a sign or a factor in the prices.
    """
    prices = store.operation.prices["hot water"]
    close(prices[:6], 20)
    close(prices[6:], 40)
    close(limit(store, "tank: level at its limit").sum(), 20)


def test_without_the_tank() -> None:
    """Proves 24 × 20 + 108 × 40 + 6 × 60 = 5 160 EUR without the tank, as the file says to try.

    Catches a ``--set units.tank=null`` that removes nothing.
    """
    close(results_for(load(STORE, ["units.tank=null"])).operation.objective, 5160)


def test_turbine_goes_where_power_is_dear(turbine: Results) -> None:
    """Proves when steam goes through the turbine: only above 43.33 EUR/MWh, and 12.5 MW at most.

    Each number stands for six hours. Catches yields that are mixed up, and a capacity that
    limits steam instead of power.
    """
    close(flow(turbine, "turbine: steam to lp steam"), np.repeat([0, 12.5, 10, 0], 6))
    close(flow(turbine, "turbine: electricity"), np.repeat([0, 1.5, 1.2, 0], 6))
    close(flow(turbine, "let-down: steam in"), np.repeat([8.7, 3.625, 0, 4.35], 6))
    close(flow(turbine, "grid: bought"), np.repeat([3, 1.5, 1.8, 3], 6))


def test_turbine_cost_and_prices(turbine: Results) -> None:
    """Proves 235.05 × 40 + 2 088 = 11 490 EUR, and steam at 40 or (40 − 0.12 × 60)/0.87 EUR/MWh.

    Catches low-pressure steam that is priced without the power that comes with it.
    """
    close(turbine.operation.objective, 11490)
    close(turbine.operation.prices["lp steam"], np.repeat([40, 40, (40 - 7.2) / 0.87, 40], 6))


def test_turbine_turns_at_the_stated_price() -> None:
    """Proves the turning point of 43.33 EUR/MWh from both sides.

    At 43.4 EUR for all hours the turbine runs, at 43.2 it stands still. Catches CO2 or losses
    that are counted twice.
    """
    for price, runs in ((43.4, True), (43.2, False)):
        results = results_for(load(TURBINE, [f"profiles.power.constant={price} EUR/MWh"]))
        assert bool(flow(results, "turbine: electricity").max() > 1) is runs
