"""Compression chillers, by hand."""

from __future__ import annotations

import math

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, park, solved

CHILLER = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hot water: {{medium: water, supply: 70 degC, return: 40 degC}}
  chilled water: {{medium: cooling, supply: 6 degC, return: 12 degC}}
profiles:
  river: {{values: [20, 15], unit: degC}}
  cop: {{values: [4, 5], unit: ""}}
units:
  boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 50 MW, efficiency: 80 %}}
  chiller: {{kind: compression_chiller, to: chilled water, capacity: 9 MW, {chiller}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: 70 EUR/MWh}}
companies:
  dairy: {{demands: {{chilled water: 2 MW, hot water: 5 MW}}}}
"""


def test_the_cop_may_be_a_profile() -> None:
    """2 MW of cold take 0.5 MW of power at COP 4 and 0.4 MW at COP 5; a MWh costs 17.5 and 14 EUR.

    Catches a COP taken at the wrong step, and a COP for heat.
    """
    results = solved(park(CHILLER.format(chiller="cop: {profile: cop}")))
    close(flow(results, "chiller: electricity"), [0.5, 0.4])
    close(results.operation.prices["chilled water"], [17.5, 14])
    assert "chiller: rejected heat" not in {one.name for one in results.operation.flows}


def test_rejected_heat_may_feed_a_header() -> None:
    """2 MW of cold and 0.5 MW of power make 2.5 MW of heat; the boiler gives the other 2.5 MW.

    Cold costs (70 − 5·50)/4 = −45 EUR/MWh: it is worth it for the heat alone. Catches rejected
    heat that forgets the power or the cold.
    """
    results = solved(park(CHILLER.format(chiller="cop: 4, heat_to: hot water")))
    close(flow(results, "chiller: rejected heat"), [2.5, 2.5])
    close(flow(results, "boiler: heat"), [2.5, 2.5])
    close(results.operation.prices["chilled water"], [-45, -45])


def test_lorenz_cop_against_cooling_water() -> None:
    """Cold 12 → 6 °C: 6/ln(285.15/279.15) = 282.14 K; water 20 → 25 °C: 295.64 K.

    Ideal 282.14/13.50 = 20.89, 30 % of it 6.27: 2 MW take 0.319 MW. Water of 15 °C: 290.64 K,
    COP 0.3·33.18 = 9.95. Catches the heat pump's COP, which is one more, and Carnot's between
    supply temperatures.
    """
    results = solved(park(CHILLER.format(
        chiller="lorenz_efficiency: 30 %, cooling_water: {profile: river}")))
    cold = 6 / math.log(285.15 / 279.15)
    warm = [5 / math.log((water + 278.15) / (water + 273.15)) for water in (20, 15)]
    close(flow(results, "chiller: electricity"),
          [2 / (0.3 * cold / (one - cold)) for one in warm])
    close(flow(results, "chiller: electricity"), [0.319, 0.201], 2e-3)


def test_lorenz_cop_against_a_header() -> None:
    """Hot water 40 → 70 °C: 30/ln(343.15/313.15) = 327.92 K; ideal 282.14/45.78 = 6.163, half 3.08.

    Catches cooling water that is preferred where a header takes the heat.
    """
    results = solved(park(CHILLER.format(chiller="lorenz_efficiency: 50 %, heat_to: hot water")))
    close(flow(results, "chiller: electricity"), [2 / 3.0815] * 2, 1e-3)


@pytest.mark.parametrize(("chiller", "message"), [
    ("cop: 4, lorenz_efficiency: 40 %", "either cop or lorenz_efficiency"),
    ("operating_cost: 1 EUR/MWh", "cop or lorenz_efficiency; neither is stated"),
    ("lorenz_efficiency: 40 %", "needs the temperature of the cooling_water"),
    ("lorenz_efficiency: 40 %, cooling_water: 2 degC", "give a COP of inf"),
])
def test_a_cop_that_cannot_be_is_refused(chiller: str, message: str) -> None:
    """None, two, no cooling water, or water colder than the cold. Catches cold from nothing."""
    with pytest.raises(ScenarioError, match=message):
        load_text(park(CHILLER.format(chiller=chiller)))


def test_alone_the_company_would_run_a_chiller_of_its_own() -> None:
    """4 MWh of cold at COP 4 alone are 1 MWh of power, in the park 0.9 MWh: 0.1 t less 0.09 t.

    Catches a reference that gets its cold for nothing, and so counts the park's chiller as a loss.
    """
    text = park(CHILLER.format(chiller="cop: {profile: cop}"))
    lines = {line.label: line.avoided_t for line in solved(
        text + "emissions: {electricity: {factor: 100 kg/MWh}}\n").co2.lines}
    close(lines["chilled water"], 0.1)
    close(lines["power bought"], -0.09)
