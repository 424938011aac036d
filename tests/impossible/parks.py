"""The park of most cases: 25 MW of low-pressure steam can be had at most.

A plant of 20 MW on high-pressure steam, a let-down of 15 MW from it, and a boiler of 10 MW (12.5 MW
of gas at 80 %).
"""

from __future__ import annotations

from collections.abc import Sequence

from ipos_energy.park.load import load_text
from ipos_energy.park.scenario import Scenario
from tests.helpers import park

USUAL = (6, 7, 6, 6, 7, 6, 6, 7)


def steam(
    need: Sequence[float] = USUAL, *, plant: str = "", boiler: str = "", units: str = "",
    gas: str = "", grid: str = "", dairy: str = "", more: str = "",
) -> Scenario:
    """The park, read."""
    return load_text(text(need, plant=plant, boiler=boiler, units=units, gas=gas, grid=grid,
                          dairy=dairy, more=more))


def text(
    need: Sequence[float] = USUAL, *, plant: str = "", boiler: str = "", units: str = "",
    gas: str = "", grid: str = "", dairy: str = "", more: str = "",
) -> str:
    """The park, with a mill's ``need`` of low-pressure steam, and more in each entry."""
    return park(f"""\
profiles:
  need: {{values: {list(need)}, unit: MW}}
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hp steam: {{medium: steam, pressure: 40 bar, temperature: 400 degC}}
  lp steam: {{medium: steam, pressure: 5 bar}}
units:
  plant: {{kind: process_heat, to: hp steam, available: 20 MW{plant}}}
  let-down: {{kind: let_down, from: hp steam, to: lp steam, capacity: 15 MW}}
  boiler: {{kind: boiler, fuel: gas, to: lp steam, capacity: 10 MW, efficiency: 80 %{boiler}}}
  {units}
companies:
  mill: {{demands: {{lp steam: {{profile: need}}}}}}
  dairy: {{demands: {{lp steam: 2 MW}}{dairy}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 200 kg/MWh{gas}}}
  grid: {{kind: electricity, energy_price: 50 EUR/MWh{grid}}}
{more}
""", hours=len(need))
