"""Coolers, by hand."""

from __future__ import annotations

from tests.helpers import close, flow, ledger, limit, park, solved

COOLER = """
headers:
  electricity: {{medium: electricity}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
units:
  kiln: {{kind: process_heat, to: hot water, available: 10 MW, cooling_cost: 9 EUR/MWh}}
  cooler: {{kind: cooler, from: hot water, capacity: {capacity}{cooler}}}
contracts:
  grid: {{kind: electricity, header: electricity, energy_price: 50 EUR/MWh}}
companies:
  works: {{demands: {{hot water: 4 MW, electricity: 1 MW}}}}
"""


def test_power_is_a_share_of_the_heat() -> None:
    """6 MW cooled with 2 % of power at 50 EUR: 0.12 MW, 6 EUR/h beside 50 EUR for the works.

    Heat has the price −1 EUR: a MWh more of demand saves it. Catches power per heat turned round.
    """
    text = COOLER.format(capacity="20 MW", cooler=", electricity_use: 2 %")
    results = solved(park(text, hours=1))
    close(flow(results, "cooler: heat"), [6])
    close(flow(results, "cooler: electricity"), [0.12])
    close(results.operation.prices["hot water"], [-1])
    close(results.operation.objective, 56)


def test_capacity() -> None:
    """5 MW of capacity leave 1 MW to cooling at the source for 9 EUR; 1 MW more saves 8.50 EUR.

    The default is 1 % of power, 0.50 EUR a MWh. Catches a capacity of the power.
    """
    results = solved(park(COOLER.format(capacity="5 MW", cooler=""), hours=1))
    close(flow(results, "cooler: heat"), [5])
    close(limit(results, "cooler: heat at its limit"), [8.5])
    close(results.operation.objective, 50 + 2.5 + 9)


def test_operating_cost_and_no_power() -> None:
    """6 MW at 3 EUR/MWh are 18 EUR/h; with 0 % of power there is no such flow.

    Catches a cost that is booked on the power.
    """
    results = solved(park(COOLER.format(
        capacity="20 MW", cooler=", electricity_use: 0 %, operating_cost: 3 EUR/MWh"), hours=1))
    close(ledger(results, "cooler", "operating cost"), 18)
    assert "cooler: electricity" not in {one.name for one in results.operation.flows}


def test_outage() -> None:
    """40 % of 5 MW remain: 2 MW, the other 4 MW are cooled at the source. Catches no outage."""
    cooler = ", outages: [{from: 2019-01-01, to: 2019-01-02, remaining: 40 %}]"
    results = solved(park(COOLER.format(capacity="5 MW", cooler=cooler), hours=1))
    close(flow(results, "cooler: heat"), [2])
