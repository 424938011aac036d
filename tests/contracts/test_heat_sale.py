"""Heat sold, by hand."""

from __future__ import annotations

from tests.helpers import close, flow, ledger, limit, park, solved

SALE = """
headers:
  district heat: {{medium: water, supply: 80 degC, return: 45 degC}}
profiles:
  uptake: {{values: [4, 9], unit: MW}}
  price: {{values: [20, 30], unit: EUR/MWh}}
units:
  plant: {{kind: process_heat, to: district heat, available: 8 MW}}
contracts:
  city: {{kind: heat_sale, header: district heat, sold_to: city, price: {{profile: price}}{sale}}}
companies:
  works: {{demands: {{district heat: 1 MW}}}}
"""


def test_the_uptake_limits_each_hour() -> None:
    """8 MW less 1 MW for the works: 4 MW of the 4 taken and 7 of 9: −80 − 210 EUR.

    1 MW more of uptake in the first hour earns 20 EUR; heat is worth nothing there and 30 EUR in
    the second. Catches an uptake over the whole horizon, and an income booked as a cost.
    """
    results = solved(park(SALE.format(sale=", at_most: {profile: uptake}")))
    close(flow(results, "city: sold"), [4, 7])
    close(ledger(results, "city", "sale"), -290)
    close(limit(results, "city: sold at its limit"), [20, 0])
    close(results.operation.prices["district heat"], [0, 30])


def test_without_an_uptake_all_is_sold() -> None:
    """7 MW in both hours: 140 + 210 EUR. Catches a sale of nothing where no limit is stated."""
    close(solved(park(SALE.format(sale=""))).operation.objective, -350)


def test_negative_price_is_not_sold_at() -> None:
    """At −5 EUR nothing is sold: it is cooled away for nothing. Catches a sale that is forced."""
    text = SALE.format(sale="").replace("[20, 30]", "[-5, 30]")
    close(flow(solved(park(text)), "city: sold"), [0, 7])


def test_fixed_fee() -> None:
    """8 760 EUR/year for 2 h are 2 EUR, whatever is sold. Catches a fee that is an income."""
    results = solved(park(SALE.format(sale=", fixed_fee: 8760 EUR/year")))
    close(ledger(results, "city", "fixed fee"), 2)
    close(results.operation.objective, -348)
