"""Sun and wind, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, ledger, limit, park, quantity, solved

SUN = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hot water: {{medium: water, supply: 80 degC, return: 50 degC}}
profiles:
  spot: {{values: [-20, 60, 60], unit: EUR/MWh}}
  sun: {{values: {sun}, unit: ""}}
units:
  field: {{kind: renewable, {field}, capacity: 4 MW, capacity_factor: {{profile: sun}}}}
  boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 50 MW, efficiency: 80 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: {{profile: spot}}}}
companies:
  works: {{demands: {{electricity: 9 MW, hot water: 2 MW}}}}
"""


def sun(field: str, values: str = "[0.5, 0.75, 0.1]") -> str:
    """4 MW of sun beside the grid and a boiler, over three hours."""
    return park(SUN.format(field=field, sun=values), hours=3)


def test_power_is_capacity_times_factor_and_curtailed_where_it_costs() -> None:
    """4 MW at 0.5, 0.75 and 0.1 could give 2, 3 and 0.4 MW; at −20 EUR nothing is taken.

    1 MWh more of sun is worth 58 EUR; 6 MWh of hot water cost 300 EUR. Catches sun that must be
    taken, or that exceeds its factor.
    """
    results = solved(sun("to: electricity, operating_cost: 2 EUR/MWh"))
    close(flow(results, "field: output"), [0, 3, 0.4])
    close(quantity(results, "field: curtailed"), [2, 0, 0])
    close(limit(results, "field: output at its limit"), [0, 58, 58])
    close(ledger(results, "field", "operating cost"), 2 * 3.4)
    close(results.operation.objective, -20 * 9 + 60 * 6 + 60 * 8.6 + 2 * 3.4 + 300)


def test_what_may_not_be_curtailed_is_taken() -> None:
    """2 MW come at −20 EUR too. Catches a flag that nothing reads."""
    results = solved(sun("to: electricity, curtailable: false"))
    close(flow(results, "field: output"), [2, 3, 0.4])
    close(results.operation.objective, -20 * 7 + 60 * 6 + 60 * 8.6 + 300)


def test_solar_heat_feeds_a_heat_header_but_in_an_outage() -> None:
    """2 MW of demand, 2 MW of sun, then 3 MW of which 1 MW is not needed, then an outage.

    Catches sun that only makes power, and an outage that is ignored.
    """
    results = solved(sun("to: hot water, outages: [{from: 2019-01-01T02:00, to: 2019-01-02}]"))
    close(flow(results, "field: output"), [2, 2, 0])
    close(quantity(results, "field: curtailed"), [0, 1, 0])
    close(flow(results, "boiler: heat"), [0, 0, 2])


def test_a_factor_above_one_is_refused() -> None:
    """A profile in per cent without its unit is an error that names the hour.

    Catches 75 read as 75 times the capacity.
    """
    with pytest.raises(ScenarioError, match="is 7500 % at 2019-01-01 01:00; allowed is"):
        load_text(sun("to: electricity", "[0.5, 75, 0.1]"))
