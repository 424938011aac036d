"""Hot-water tanks, by hand."""

from __future__ import annotations

import math

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from ipos_energy.park.steam import hot_water_energy
from tests.helpers import close, flow, ledger, park, quantity, solved

TANK = """
headers:
  electricity: {{medium: electricity}}
  hot water: {{medium: water, supply: 90 degC, return: 50 degC}}
profiles:
  price: {{values: {prices}, unit: EUR/MWh}}
  outdoors: {{values: [10, 0], unit: degC}}
units:
  boiler: {{kind: electrode_boiler, to: hot water, capacity: 50 MW, efficiency: 100 %}}
  tank: {{kind: hot_water_tank, header: hot water, volume: 100 m3, hot: 90 degC, cold: 50 degC,
         {tank}}}
contracts:
  grid: {{kind: electricity, energy_price: {{profile: price}}}}
companies:
  works: {{demands: {{hot water: 9 MW}}}}
"""


def tank(entry: str, prices: str = "[10, 90]") -> str:
    """A tank of 100 m³ beside an electrode boiler and a demand of 9 MW."""
    return park(TANK.format(tank=entry, prices=prices))


def test_capacity_follows_from_volume_and_temperatures() -> None:
    """100 m³ of 0.9777 t/m³ (70 °C), 40 K at 4.19 kJ/(kg·K): 4.55 MWh, filled and emptied.

    Catches litres, kJ read as kWh, and a capacity counted from 0 °C.
    """
    results = solved(tank("power: 9 MW"))
    close(quantity(results, "tank: level"), [100 * 0.9777 * 4.19 * 40 / 3600, 0], 2e-3)
    close(results.operation.objective, 10 * (9 + 4.552) + 90 * (9 - 4.552), 1e-3)


def test_loss_has_a_part_that_stands_and_a_part_of_the_content() -> None:
    """UA = 2 kW/K. Cold water at 50 °C in air of 10 and 0 °C loses 0.08 and 0.10 MW always.

    The hot part loses 2 kW/K·40 K/4.552 MWh = 1.757 %/h: of 4 MWh e^−0.01757 = 0.98258 stay. With
    1 MW discharged: 0.98258·4 − 1 − 0.08 = 2.850 MWh. Catches an ambient temperature taken at the
    wrong step, and a loss of the content counted from ambient twice.
    """
    results = solved(tank("power: 1 MW, heat_loss: 2 kW/K, surroundings: {profile: outdoors}, "
                          "levels: {start: 4 MWh, end_at_least: 0 MWh}", "[90, 90]"))
    kept = math.exp(-0.002 * 40 / hot_water_energy(100, 90, 50))
    close(kept, 0.98258, 1e-4)
    first = kept * 4 - 1 - 0.08
    close(quantity(results, "tank: level"), [first, kept * first - 1 - 0.10])
    close(first, 2.850, 1e-3)


def test_an_empty_tank_is_kept_warm() -> None:
    """At one price for both hours the cyclic tank stays empty and takes its 0.08 MW all the same.

    Catches a tank that gets colder than cold, and a standing loss that vanishes with the content.
    """
    results = solved(tank("power: 1 MW, heat_loss: 2 kW/K", "[50, 50]"))
    close(flow(results, "tank: charging"), [0.08, 0.08])
    close(quantity(results, "tank: level"), [0, 0])


def test_running_cost_and_the_value_of_what_is_left() -> None:
    """1 MW is discharged at 90 EUR, at 0.5 EUR of running; 1 MWh less is left, at 20 EUR.

    Charging at 30 EUR is not worth 20. Catches an operating cost that a store forgets.
    """
    results = solved(tank("power: 1 MW, operating_cost: 0.5 EUR/MWh, levels: "
                          "{start: 3 MWh, end_at_least: 0 MWh, end_value: 20 EUR/MWh}", "[30, 90]"))
    close(flow(results, "tank: discharging"), [1, 1])
    close(ledger(results, "tank", "operating cost"), 1)
    close(ledger(results, "tank", "change of content"), 20 * 2)


@pytest.mark.parametrize(("entry", "message"), [
    ("power: 1 MW, hot: 40 degC", "must be above cold"),
    ("power: 1 MW, hot: 300 degC", "between 0 and 200"),
    ("power: 1 MW, levels: {start: 9 MWh, end_at_least: 0 MWh}",
     r"9 MWh is above the capacity of 4\.55"),
    ("power: 1 MW, volume: 100 t", "expected a volume such as"),
])
def test_a_tank_that_cannot_be_is_refused(entry: str, message: str) -> None:
    """Cold above hot, too much in it, a mass for a volume. Catches a tank of negative capacity."""
    text = tank(entry)
    for key in ("hot: 90 degC, ", "volume: 100 m3, "):
        if entry.split(", ")[-1].startswith(key.split(":")[0]):
            text = text.replace(key, "", 1)
    with pytest.raises(ScenarioError, match=message):
        load_text(text)
