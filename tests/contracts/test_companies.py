"""Companies' demands, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import UnsatisfiableError
from tests.helpers import close, flow, park, solved

WORKS = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  need: {{values: [3, 0], unit: MW}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: {capacity}, efficiency: 80 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: 50 EUR/MWh}}
companies:
  dairy: {{demands: {{steam: {{profile: need}}, electricity: 500 kW}}}}
  laundry: {{demands: {{steam: {{profile: need, times: 2, plus: 1 MW}}}}}}
"""


def test_demands_of_all_companies_are_met_at_each_header() -> None:
    """Steam 3 and 2·3 + 1 = 7 MW, then 0 and 1 MW; electricity 0.5 MW.

    10 + 1 MWh of steam at 50 EUR and 1 MWh of power at 50 EUR: 600 EUR. Catches a demand that is
    taken from the wrong header, or ``times`` and ``plus`` in the wrong order.
    """
    results = solved(park(WORKS.format(capacity="20 MW")))
    close(flow(results, "dairy: steam"), [3, 0])
    close(flow(results, "laundry: steam"), [7, 1])
    close(flow(results, "dairy: electricity"), [0.5, 0.5])
    close(flow(results, "boiler: heat"), [10, 1])
    close(results.operation.objective, 600)


def test_unmet_demand_is_impossible() -> None:
    """A boiler of 9 MW cannot serve 10 MW, at whatever price. Catches penalised slack."""
    with pytest.raises(UnsatisfiableError):
        solved(park(WORKS.format(capacity="9 MW")))
