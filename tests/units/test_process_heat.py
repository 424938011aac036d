"""Process heat, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError, UnsatisfiableError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, ledger, park, quantity, solved

PROCESS_HEAT = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  heat: {{values: [4, 9, 9], unit: MW}}
units:
  plant: {{kind: process_heat, to: steam, available: {{profile: heat}}{plant}}}
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: 50 MW, efficiency: 80 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, header: electricity, energy_price: 50 EUR/MWh}}
companies:
  works: {{demands: {{steam: 5 MW}}}}
"""


def plant(more: str = "") -> str:
    """Three hours with 4, 9 and 9 MW of heat for 5 MW of demand."""
    return park(PROCESS_HEAT.format(plant=more), hours=3)


def test_what_nobody_needs_is_cooled_away() -> None:
    """Of 4, 9 and 9 MW, 0, 4 and 4 are cooled; the boiler adds 1 MW at 50 EUR.

    Steam is worth 50 EUR where heat is short and nothing where it is left over. Catches heat that
    must all be taken.
    """
    results = solved(plant())
    close(flow(results, "plant: heat"), [4, 5, 5])
    close(quantity(results, "plant: cooled away"), [0, 4, 4])
    close(results.operation.prices["steam"], [50, 0, 0])
    close(results.operation.objective, 50)


def test_cooling_costs_money_and_power() -> None:
    """8 MWh cooled at 1 EUR and 2 % of power at 50 EUR: 8 EUR + 0.16 MWh·50 EUR = 16 EUR.

    One more MWh of demand saves 2 EUR of cooling. Catches a cost on what is used.
    """
    results = solved(plant(", cooling_cost: 1 EUR/MWh, cooling_electricity: 2 %, "
                           "electricity: electricity"))
    close(ledger(results, "plant", "cooling"), 8)
    close(flow(results, "plant: electricity"), [0, 0.08, 0.08])
    close(results.operation.prices["steam"], [50, -2, -2])
    close(results.operation.objective, 50 + 16)


def test_power_for_cooling_needs_its_header() -> None:
    """A share of power without the header that feeds it is an error.

    Catches cooling power that is stated and silently left out.
    """
    with pytest.raises(ScenarioError, match="cooling_electricity needs the header"):
        load_text(plant(", cooling_electricity: 2 %"))


def test_outage() -> None:
    """From 01:00 to 02:00 nothing is given off, so nothing is cooled; the boiler gives 5 MW.

    Catches an outage during which heat is still cooled away.
    """
    results = solved(plant(", outages: [{from: 2019-01-01T01:00, to: 2019-01-01T02:00}]"))
    close(flow(results, "plant: heat"), [4, 0, 5])
    close(quantity(results, "plant: cooled away"), [0, 0, 4])
    close(flow(results, "boiler: heat"), [1, 5, 0])


def test_a_date_stands_for_its_midnight() -> None:
    """An outage from 2018-12-30 to 2019-01-02 covers all three hours; half of the heat remains.

    Catches a date that is read as noon or as another year.
    """
    results = solved(plant(", outages: [{from: 2018-12-30, to: 2019-01-02, remaining: 50 %}]"))
    close(flow(results, "plant: heat"), [2, 4.5, 4.5])


def test_heat_that_must_be_taken() -> None:
    """9 MW for 5 MW of demand cannot be; a cooler at the header takes the other 4 MW.

    Catches ``may_be_cooled: false`` that is ignored.
    """
    text = plant(", may_be_cooled: false")
    with pytest.raises(UnsatisfiableError):
        solved(text)
    results = solved(text.replace("contracts:", """\
  cooler: {kind: cooler, from: steam, capacity: 9 MW, electricity_use: 2 %}
contracts:"""))
    close(flow(results, "plant: heat"), [4, 9, 9])
    close(flow(results, "cooler: heat"), [0, 4, 4])


def test_nothing_but_constants_on_a_header() -> None:
    """5 MW that must be taken for 5 MW of demand balance without any decision; 6 MW do not.

    Catches a balance without variables that ends as a defect of the program.
    """
    text = plant(", may_be_cooled: false").replace("{profile: heat}", "{heat} MW").replace(
        "  boiler: {kind: boiler, fuel: gas, to: steam, capacity: 50 MW, efficiency: 80 %}\n",
        "  other: {kind: electrode_boiler, to: hot water, capacity: 5 MW}\n").replace(
        "  steam: {", "  hot water: {medium: water, supply: 90 degC, return: 50 degC}\n  steam: {",
    ).replace("  gas: {medium: fuel}\n", "").replace(
        "  gas: {kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}\n",
        "")
    results = solved(text.replace("{heat}", "5"))
    close(flow(results, "plant: heat"), [5, 5, 5])
    with pytest.raises(UnsatisfiableError):
        solved(text.replace("{heat}", "6"))
