"""Heat sold, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
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


def test_price_by_formula() -> None:
    """85 % of what the heat saves the city, less 1 EUR: 16 and 24.50 EUR/MWh for 4 and 7 MWh.

    Catches a share that is taken after the deduction.
    """
    text = SALE.format(sale=", at_most: {profile: uptake}").replace(
        "price: {profile: price}", "price: {profile: price, times: 85 %, minus: 1 EUR/MWh}")
    close(ledger(solved(park(text)), "city", "sale"), -(4 * 16 + 7 * 24.5))


def test_least_delivery() -> None:
    """At −5 EUR nothing would be sold, but 3 MW must be: in the first hour an income of −15 EUR.

    Catches a minimum that holds in the good hours only.
    """
    text = SALE.format(sale=", at_least: 3 MW").replace("[20, 30]", "[-5, 30]")
    results = solved(park(text))
    close(flow(results, "city: sold"), [3, 7])
    close(ledger(results, "city", "sale"), 15 - 210)


def test_least_volume() -> None:
    """At −5 EUR, but 9 MWh a month must be delivered: 2 MWh at a loss. Catches MW for MWh."""
    text = SALE.format(sale=", volumes: [{per: month, at_least: 9 MWh}]").replace(
        "[20, 30]", "[-5, 30]")
    close(flow(solved(park(text)), "city: sold"), [2, 7])


def test_capacity_payment_on_what_is_subscribed() -> None:
    """30 MW at 8 760 EUR/MW/year for 2 of 8 760 h: 60 EUR, whatever flows."""
    results = solved(park(SALE.format(
        sale=", capacity_payment: {price: 8760 EUR/MW/year, power: 30 MW}")))
    close(ledger(results, "city", "capacity payment"), -60)
    close(flow(results, "city: sold"), [7, 7])


def test_capacity_payment_on_the_highest_delivery() -> None:
    """Each MWh loses 5 EUR, but the highest MW earns 100 EUR a month: 7 MW in one hour alone.

    An income of 700 − 35 EUR. Catches a peak that is paid and never delivered (a linear program
    would count 16 MW of capacity), and one that is paid in every hour.
    """
    text = SALE.format(sale=", at_most: 16 MW, capacity_payment: {price: 100 EUR/MW/month}")
    results = solved(park(text.replace("[20, 30]", "[-5, -5]")))
    close(sorted(flow(results, "city: sold")), [0, 7])
    close(ledger(results, "city", "capacity payment"), -700)
    close(results.operation.objective, -665)


def test_capacity_payment_on_the_highest_daily_mean() -> None:
    """Two days of two steps: 7 MW can be sold in each, at −5 EUR the 12 MWh: 7 MW on one day.

    The mean of a day is 7 MW where both of its steps deliver. Catches a peak of one step.
    """
    text = SALE.format(sale=", at_most: 16 MW, capacity_payment: {price: 2000 EUR/MW/month, "
                            "metered: day}").replace("[20, 30]", "[-5, -5, -5, -5]").replace(
        "[4, 9]", "[4, 9, 4, 9]")
    results = solved(park(text, hours=48, step="12 h"))
    sold = flow(results, "city: sold").reshape(2, 2)
    close(sorted(sold.mean(axis=1)), [0, 7])
    close(ledger(results, "city", "capacity payment"), -14000)


def test_heat_below_the_buyers_temperature_is_not_sold() -> None:
    """At 70 °C nothing, at 80 °C 7 MW; where it is never warm enough, the scenario is refused.

    So it is where heat must be delivered in an hour that is too cold. Catches a requirement that
    is not looked at hour by hour.
    """
    text = SALE.format(sale="{sale}").replace(
        "supply: 80 degC", "supply: {profile: supply}").replace(
        "profiles:", "profiles:\n  supply: {values: [70, 80], unit: degC}")
    wants = text.replace("{sale}", ", supply_at_least: 75 degC")
    close(flow(solved(park(wants)), "city: sold"), [0, 7])
    for sale, message in ((", supply_at_least: 85 degC", "never above 80 °C"),
                          (", supply_at_least: 75 degC, at_least: 1 MW", "is at 70 °C")):
        with pytest.raises(ScenarioError, match=message):
            load_text(park(text.replace("{sale}", sale)))


@pytest.mark.parametrize(("sale", "message"), [
    (", capacity_payment: {price: 1 EUR/MW/month}", "state at_most"),
    (", at_least: 5 MW, at_most: {profile: uptake}", "at_least is 5 MW and at_most 4 MW"),
])
def test_terms_that_cannot_be(sale: str, message: str) -> None:
    """Each is refused with its reason."""
    with pytest.raises(ScenarioError, match=message):
        load_text(park(SALE.format(sale=sale)))
