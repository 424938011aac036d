"""Connections of companies and contracts, as they stand and as they may be built, by hand.

Two steps of 12 h. At 0 % interest over 10 years, 365 000 EUR/MW are 100 EUR/MW a day.
"""

from __future__ import annotations

import pytest

from ipos_energy.answer.investment import investment_case, without_sizes
from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, ledger, limit, park, results_for, solved
from tests.units.test_size import size

DAY = "lifetime: 10 years, interest: 0 %"
SIZED = f"{{capacity: 3 MW, size: {{at_most: 9 MW, cost: 365000 EUR/MW, {DAY}}}}}"

WORKS = """
headers:
  electricity: {{medium: electricity}}
profiles:
  need: {{values: [2, 6], unit: MW}}
  power: {{values: [20, 80], unit: EUR/MWh}}
contracts:
  grid: {{kind: electricity, energy_price: {{profile: power}}{grid}}}
companies:
  works: {{demands: {{electricity: {{profile: need}}}}{works}}}
"""


def works(grid: str = "", works: str = "") -> str:
    """A company on the grid, with words on the connection of either."""
    return park(WORKS.format(grid=grid, works=works), hours=24, step="12 h")


def test_a_firm_demand_takes_its_connection() -> None:
    """6 MW at most through 3 MW that stand: 3 are built, 300 EUR. Catches a size of the mean."""
    results = solved(works(works=f", connections: {{electricity: {SIZED}}}"))
    built = size(results, "connection to electricity: built", "works")
    close(built.value, 3)
    close(ledger(results, "works", "connection to electricity: investment"), 300)
    close(results.operation.objective, 24 * 20 + 72 * 80 + 300)


@pytest.mark.parametrize(("cost", "built"), [("365000 EUR/MW", 1), ("3650000 EUR/MW", 0)])
def test_a_flexible_demand_is_worth_its_connection_or_not(cost: str, built: float) -> None:
    """All of 8 MW·12 h may be taken in the first step at 20 EUR; the connection stands at 7 MW.

    With 7 MW one MW·12 h is taken at 80 EUR: an eighth MW saves 12·60 = 720 EUR for 100, not for
    1000. Catches a connection that binds a demand as it was, and not as it is taken.
    """
    flexible = "flexible: {electricity: {shiftable: 100 %, within: 12 h}}"
    text = works(works=f", {flexible}, connections: {{electricity: {SIZED}}}")
    results = solved(text.replace("capacity: 3 MW", "capacity: 7 MW")
                     .replace("365000 EUR/MW", cost))
    close(size(results, "connection to electricity: built", "works").value, built)
    close(flow(results, "works: electricity"), [7 + built, 1 - built])


def test_a_grid_connection_is_a_limit_each_way() -> None:
    """4 MW at most each way: 7 MW of wind are sold up to it. Catches a limit on one way alone.

    At 10 EUR for what is sold, one MW more would save 10·12 EUR in either step.
    """
    wind = ("units:\n  wind: {{kind: renewable, to: electricity, capacity: 10 MW, "
            "capacity_factor: 100 %}}\n")
    text = WORKS.replace("contracts:", f"{wind}contracts:").replace("[2, 6]", "[2, 14]")
    results = solved(park(text.format(
        grid=", sell_at: 10 EUR/MWh, connection: 4 MW", works=""), hours=24, step="12 h"))
    close(flow(results, "grid: sold"), [4, 0])
    close(flow(results, "grid: bought"), [0, 4])
    close(limit(results, "grid: sold at its limit"), [120, 0])


def test_a_grid_connection_is_sized_for_what_saves_most() -> None:
    """Selling 8 MW for 12 h at 10 EUR is worth 120 EUR a MW: 5 more are built for 100 beside 3.

    Catches a size of what is bought, 4 MW, alone. The cost stands in the ledger and on no bill.
    """
    wind = ("units:\n  wind: {{kind: renewable, to: electricity, capacity: 10 MW, "
            "capacity_factor: 100 %}}\n")
    text = WORKS.replace("contracts:", f"{wind}contracts:").replace("[2, 6]", "[2, 14]")
    results = solved(park(text.format(
        grid=f", sell_at: 10 EUR/MWh, connection: {SIZED}", works=""), hours=24, step="12 h"))
    close(size(results, "connection: built", "grid").value, 5)
    close(size(results, "connection: built", "grid").saving, 0)
    close(flow(results, "grid: sold"), [8, 0])
    close(ledger(results, "grid", "connection: investment"), 500)
    bill = next(one for one in results.bills if one.contract == "grid")
    assert [line.label for line in bill.lines] == ["energy", "sale"]


FUEL_AND_HEAT = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
units:
  gas boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 20 MW, efficiency: 100 %}}
  backup: {{kind: electrode_boiler, to: hot water, capacity: 20 MW, efficiency: 100 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 10 EUR/MWh, emission_factor: 200 kg/MWh{gas}}}
  grid: {{kind: electricity, energy_price: 90 EUR/MWh}}
  city: {{kind: heat_sale, header: hot water, price: 50 EUR/MWh, at_most: 9 MW{city}}}
companies:
  works: {{demands: {{hot water: 4 MW}}}}
"""


def test_connections_of_gas_and_heat_are_sized_together() -> None:
    """A MW of gas saves 24·80 EUR for the works, and with one of heat earns 24·40, for 100 each.

    3 MW of gas stand, and 10 are built for 13; 3 MW of heat, and 6 for the 9 that the city takes.
    Catches a connection that is no limit of a kind of contract.
    """
    results = solved(park(FUEL_AND_HEAT.format(
        gas=f", connection: {SIZED.replace('9 MW', '19 MW')}", city=f", connection: {SIZED}"),
        hours=24, step="12 h"))
    close(size(results, "connection: built", "gas").value, 10)
    close(size(results, "connection: built", "city").value, 6)
    close(results.operation.objective, 13 * 240 - 9 * 24 * 50 + 1600)


def test_an_investment_case_holds_every_size() -> None:
    """A case with and without: the connection's 3 MW and their cost. Catches sizes of units alone.

    Without, the demand above 3 MW cannot be met, so here the rest stands at 6 MW.
    """
    text = works(f", sell_at: 1 EUR/MWh, connection: {SIZED}").replace(
        "capacity: 3 MW", "capacity: 6 MW")
    wind = ("units:\n  wind: {kind: renewable, to: electricity, capacity: 20 MW, "
            "capacity_factor: 100 %}\n")
    scenario = load_text(text.replace("contracts:", f"{wind}contracts:").replace(
        "sell_at: 1 EUR", "sell_at: 10 EUR"))
    bare = without_sizes(scenario)
    case = investment_case(scenario, results_for(bare), results_for(scenario))
    assert [(one.name, one.unit) for one in case.investments] == [("grid: connection", "MW")]
    close(case.investments[0].capacity, 9)
    close(case.investments[0].amount, 9 * 365000)
    assert case.figures is not None
    close(case.figures.saving_per_year, 365 * (9 + 8) * 12 * 10)


@pytest.mark.parametrize(("grid", "works_", "message"), [
    (", connection: 4 MWh", "", "expected a power"),
    ("", ", connections: {electricity: 5 MW}", "above the connection of 5 MW"),
    (", connection: {capacity: 4 MW, size: {at_most: 1 MWh, cost: 1 EUR/MWh, "
     f"{DAY}}}}}", "", "is in MW"),
])
def test_connections_that_cannot_be_are_refused(grid: str, works_: str, message: str) -> None:
    """A wrong unit, or less than the firm demand. Catches a capacity alone that is misread."""
    with pytest.raises(ScenarioError, match=message):
        load_text(works(grid, works_))
