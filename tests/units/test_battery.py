"""Batteries, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, ledger, park, quantity, solved

BATTERY = """
headers:
  electricity: {{medium: electricity}}
profiles:
  price: {{values: [10, 90], unit: EUR/MWh}}
units:
  battery: {{kind: battery, {battery}}}
contracts:
  grid: {{kind: electricity, energy_price: {{profile: price}}}}
companies:
  works: {{demands: {{electricity: 20 MW}}}}
"""


def test_the_round_trip_loses_once_on_either_way() -> None:
    """2 MW in for an hour store 2·0.9 = 1.8 MWh and give back 1.62 MW: 81 % of it; 5 EUR of wear.

    Catches an efficiency that is taken twice, or only one way.
    """
    results = solved(park(BATTERY.format(
        battery="capacity: 9 MWh, power: 2 MW, round_trip_efficiency: 81 %, "
                "operating_cost: 5 EUR/MWh")))
    close(flow(results, "battery: charging"), [2, 0])
    close(quantity(results, "battery: level"), [1.8, 0])
    close(flow(results, "battery: discharging"), [0, 1.62])
    close(ledger(results, "battery", "operating cost"), 8.1)
    close(results.operation.objective, 22 * 10 + 18.38 * 90 + 8.1)


def test_a_lowest_charge_stays_in_it() -> None:
    """Of 5 MWh 20 % stay: 4 MWh go in and out. Catches a reserve that is sold."""
    results = solved(park(BATTERY.format(
        battery="capacity: 5 MWh, power: 9 MW, round_trip_efficiency: 100 %, "
                "lowest_charge: 20 %")))
    close(quantity(results, "battery: level"), [5, 1])
    close(flow(results, "battery: discharging"), [0, 4])


def test_a_level_above_the_capacity_is_refused() -> None:
    """Catches a start that fills the battery by more than it holds."""
    with pytest.raises(ScenarioError, match="a level of 6 MWh is above the capacity of 5 MWh"):
        load_text(park(BATTERY.format(
            battery="capacity: 5 MWh, power: 9 MW, levels: {start: 6 MWh, end_at_least: 0 MWh}")))
