"""Absorption chillers, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, limit, park, solved

CHILLER = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hot water: {{medium: water, supply: 95 degC, return: 80 degC}}
  chilled water: {{medium: cooling, supply: 6 degC, return: 12 degC}}
profiles:
  need: {{values: [2.1, 4], unit: MW}}
units:
  boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 50 MW, efficiency: 80 %}}
  chiller: {{kind: absorption_chiller, from: {source}, to: {to}, capacity: 3 MW, cop: {cop},
            electricity_use: 4 %}}
  compressor: {{kind: compression_chiller, to: chilled water, capacity: 9 MW, cop: 1}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: 70 EUR/MWh}}
companies:
  dairy: {{demands: {{chilled water: {{profile: need}}}}}}
"""


def chiller(source: str = "hot water", to: str = "chilled water", cop: str = "0.75") -> str:
    """An absorption chiller on a boiler, with a compressor beside it."""
    return park(CHILLER.format(source=source, to=to, cop=cop))


def test_cold_takes_heat_and_a_little_power() -> None:
    """2.1 MW of cold at COP 0.75 take 2.8 MW of heat at 50 EUR and 4 % of power at 70 EUR.

    A MWh costs 50/0.75 + 0.04·70 = 69.467 EUR. In the second hour the chiller gives its 3 MW, the
    compressor 1 MW at 70 EUR; 1 MW more of chiller would save 0.533 EUR/h. Catches heat = COP·cold,
    a capacity of the heat, and power counted per heat.
    """
    results = solved(chiller())
    close(flow(results, "chiller: cold"), [2.1, 3])
    close(flow(results, "chiller: heat"), [2.8, 4])
    close(flow(results, "chiller: electricity"), [0.084, 0.12])
    close(flow(results, "compressor: cold"), [0, 1])
    close(results.operation.prices["chilled water"], [50 / 0.75 + 2.8, 70])
    close(limit(results, "chiller: cold at its limit"), [0, 70 - 50 / 0.75 - 2.8])


@pytest.mark.parametrize(("entry", "message"), [
    ({"source": "chilled water"}, 'the header "chilled water" carries cooling'),
    ({"to": "hot water"}, 'the header "hot water" carries water; needed here is cooling'),
    ({"cop": "0"}, "allowed is more than 0"),
])
def test_what_is_no_chiller_is_refused(entry: dict[str, str], message: str) -> None:
    """Cold from cold, heat from heat, and no COP are errors. Catches a header of any medium."""
    with pytest.raises(ScenarioError, match=message):
        load_text(chiller(**entry))
