"""The lessons: their answers as worked out by hand in the files' own comments."""

from __future__ import annotations

import numpy as np
import pytest

from ipos_energy.answer.results import Results
from ipos_energy.park.load import load
from ipos_energy.park.series import FloatArray
from tests.helpers import close, flow, ledger, limit, objections, quantity, results_for
from tests.scenarios.shipped import SCENARIOS

STORE = SCENARIOS / "teach-boiler-and-store.yaml"
HEAT_PUMP = SCENARIOS / "teach-heat-pump-and-solar.yaml"
TURBINE = SCENARIOS / "teach-turbine-and-let-down.yaml"


@pytest.fixture(scope="module")
def store() -> Results:
    """The lesson of the store, solved."""
    return results_for(load(STORE))


@pytest.fixture(scope="module")
def turbine() -> Results:
    """The lesson of the turbine, solved."""
    return results_for(load(TURBINE))


@pytest.fixture(scope="module")
def heat_pump() -> Results:
    """The lesson of the heat pump, solved."""
    return results_for(load(HEAT_PUMP))


def test_all_pass_their_audit(store: Results, turbine: Results, heat_pump: Results) -> None:
    """Proves that every check of the audit holds."""
    for lesson in (store, turbine, heat_pump):
        assert lesson.passed, objections(lesson)


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


def four_times(values: FloatArray) -> FloatArray:
    """The energies of the four times of the day, in MWh."""
    energies: FloatArray = values.reshape(4, 6).sum(axis=1)
    return energies


def test_heat_pump_runs_where_heat_is_cheap(heat_pump: Results) -> None:
    """Proves heat at 15, 30 and 15 EUR/MWh from the heat pump, then at 40 from gas, and the tank.

    Each number stands for six hours, as in the file's own table. Catches own power that is valued
    at what buying costs instead of what its sale brings.
    """
    close(four_times(flow(heat_pump, "heat pump: heat")), [54, 18, 54, 0])
    close(four_times(flow(heat_pump, "gas boiler: heat")), [0, 0, 0, 18])
    charged = flow(heat_pump, "tank: charging") - flow(heat_pump, "tank: discharging")
    close(four_times(charged), [18, -18, 18, -18])
    close(four_times(flow(heat_pump, "grid: bought")), [24, 0, 0, 6])
    close(four_times(flow(heat_pump, "grid: sold")), [0, 12, 24, 0])


def test_heat_pump_cost_and_prices(heat_pump: Results) -> None:
    """Proves 1 080 − 1 080 − 1 080 + 810 + 720 = 450 EUR, and prices of 15, 30, 15 and 40.

    Power is worth 45, 90, 45 and 135 EUR/MWh, and one more MWh of tank 15 + 25 = 40 EUR. Catches
    a fee that is charged on what is sold.
    """
    operation = heat_pump.operation
    close(operation.objective, 450)
    close(operation.prices["hot water"], np.repeat([15, 30, 15, 40], 6))
    close(operation.prices["electricity"], np.repeat([45, 90, 45, 135], 6))
    close(limit(heat_pump, "tank: level at its limit").sum(), 40)


def test_heat_pump_without_the_tank() -> None:
    """Proves 15 × 18 + 25 × 18 = 720 EUR more, as the file says to try."""
    close(results_for(load(HEAT_PUMP, ["units.tank=null"])).operation.objective, 1170)
