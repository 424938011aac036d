"""Charges per MWh, taxes and fees, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.contracts.terms import ACROSS_MONTHS, grid, line
from tests.helpers import close, ledger, solved


def test_a_fee_by_time_of_use() -> None:
    """From 04:00, 4, 5, 6 and 7 MW: only the last two hours are after 06:00: 13·12 = 156 EUR.

    Catches a window that starts an hour late, and a fee outside it.
    """
    results = solved(grid("charges: {day fee: {kind: energy, price: 12 EUR/MWh, "
                          "window: {hours: 06-22}}}", [4, 5, 6, 7], start="2019-01-01T04:00"))
    fee = line(results, "grid", "day fee")
    close([fee.quantity[0], fee.rate[0], fee.amount[0]], [13, 12, 156])
    close(results.operation.prices["electricity"], [40, 40, 52, 52])


def test_the_rate_of_a_profile_is_what_was_paid_per_mwh() -> None:
    """3 MWh at 1 and 1 MWh at 3 EUR: 6 EUR for 4 MWh, 1.50 EUR/MWh. Catches a mean over hours."""
    text = grid("charges: {use: {kind: energy, price: {profile: fees}}}", [3, 1]).replace(
        "profiles:", "profiles:\n  fees: {values: [1, 3], unit: EUR/MWh}")
    fee = line(solved(text), "grid", "use")
    close([fee.quantity[0], fee.rate[0], fee.amount[0]], [4, 1.5, 6])


def test_a_month_without_energy_has_no_rate() -> None:
    """Nothing in February: 0 MWh at 0 for a profile. Catches a division by zero on the bill."""
    text = grid("charges: {use: {kind: energy, price: {profile: fees}}}", [3, 1, 0, 0],
                start=ACROSS_MONTHS).replace(
        "profiles:", "profiles:\n  fees: {values: [1, 3, 2, 2], unit: EUR/MWh}")
    fee = line(solved(text), "grid", "use")
    close([fee.quantity, fee.rate, fee.amount], [[4, 0], [1.5, 0], [6, 0]])


def test_a_share_at_a_fixed_price() -> None:
    """10 MWh, 60 % at 50 EUR: 4·40 = 160 at spot and 6·50 = 300 fixed; a MWh more costs 46 EUR.

    Catches a share that is taken of the price twice.
    """
    results = solved(grid("fixed_share: 60 %, fixed_price: 50 EUR/MWh", [4, 6]))
    spot, fixed = (line(results, "grid", label) for label in
                   ("energy", "energy at the fixed price"))
    close([spot.quantity[0], spot.rate[0], spot.amount[0]], [4, 40, 160])
    close([fixed.quantity[0], fixed.rate[0], fixed.amount[0]], [6, 50, 300])
    close(results.operation.prices["electricity"], [46, 46])


def test_energy_tax_with_the_industrial_rate() -> None:
    """10 MWh at 34 EUR, 90 % of it reduced to 0.60 EUR: 340 EUR and back −9·33.40 = −300.60 EUR.

    Catches a refund on all energy, and a reduced rate that is taken for the refund.
    """
    results = solved(grid("charges: {tax on energy: {kind: energy_tax, full_rate: 34 EUR/MWh, "
                          "reduced_rate: 0.6 EUR/MWh, reduced_share: 90 %}}", [4, 6]))
    close(ledger(results, "grid", "tax on energy"), 340)
    refund = line(results, "grid", "tax on energy, refund")
    close([refund.quantity[0], refund.rate[0], refund.amount[0]], [9, -33.4, -300.6])


def test_fees_per_month_and_per_year() -> None:
    """900 EUR in each of two months; of 8 760 EUR a year 4 hours' worth, at its end: 4 EUR.

    Catches a monthly fee that is prorated, and a yearly one that is booked twice.
    """
    results = solved(grid("charges: {metering: {kind: fixed, price: 900 EUR/month}, "
                          "membership: {kind: fixed, price: 8760 EUR/year}}", [1] * 4,
                          start=ACROSS_MONTHS))
    close(line(results, "grid", "metering").amount, [900, 900])
    yearly = line(results, "grid", "membership")
    close([yearly.quantity, yearly.rate, yearly.amount], [[0, 4 / 8760], [0, 8760], [0, 4]])


def test_selling_with_its_own_fees() -> None:
    """3 MW are sold at 300 EUR for a fee of 2 EUR/MWh and 10 EUR/MW of the peak: −900 + 6 + 30.

    Catches a charge on sales that falls on what is bought.
    """
    text = grid("sell_at: 300 EUR/MWh, sell_limit: 3 MW, buy_limit: 4 MW, sale_charges: {"
                "feed-in: {kind: energy, price: 2 EUR/MWh}, "
                "feed-in peak: {kind: peak, price: 10 EUR/MW/month}}", [1], other=100)
    results = solved(text)
    close(ledger(results, "grid", "sale"), -900)
    close(ledger(results, "grid", "feed-in"), 6)
    close(ledger(results, "grid", "feed-in peak"), 30)


@pytest.mark.parametrize(("terms", "message"), [
    ("charges: {fee: {kind: energy, price: 1 EUR/MWh}}", 'a line "fee" already'),
    ("fixed_share: 60 %", "belong together"),
    ("sale_charges: {x: {kind: energy, price: 1 EUR/MWh}}", "nothing can be sold"),
    ("charges: {x: {kind: energi, price: 1 EUR/MWh}}", 'no kind "energi"'),
    ("charges: {x: {kind: energy_tax, full_rate: 1 EUR/MWh, reduced_rate: 2 EUR/MWh}}",
     "above the full rate"),
])
def test_terms_that_cannot_be(terms: str, message: str) -> None:
    """Each is refused with its reason. Catches two lines of one name, whose sum hides both."""
    with pytest.raises(ScenarioError, match=message) as caught:
        load_text(grid(terms, [1]))
    assert caught.value.problems[0].place is not None


def test_a_mistake_in_a_charge_is_told_where_it_stands() -> None:
    """The path is contracts › grid › charges › x › price, without what the checker adds."""
    with pytest.raises(ScenarioError) as caught:
        load_text(grid("charges: {x: {kind: energy, price: 1 EUR/MW}}", [1]))
    assert caught.value.problems[0].subject == "contracts › grid › charges › x › price"
    with pytest.raises(ScenarioError) as caught:
        load_text(grid("charges: {x: {kind: peak, price: 1 EUR/MW/year, ratchet: 80 %}}", [1]))
    assert caught.value.problems[0].subject == "contracts › grid › charges › x › ratchet"
