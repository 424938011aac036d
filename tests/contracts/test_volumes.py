"""Blocks of volume, take-or-pay and swing, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError, UnsatisfiableError
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.park.load import load_text
from tests.contracts.terms import ACROSS_MONTHS, gas, grid, line
from tests.helpers import close, flow, ledger, limit, solved

RISING = ("charges: {volume: {kind: volume_price, per: month, blocks: [{up_to: 5 MWh, price: "
          "20 EUR/MWh}, {up_to: 8 MWh, price: 25 EUR/MWh}, {price: 30 EUR/MWh}]}}")
FALLING = ("limit: 20 MW, charges: {volume: {kind: volume_price, per: month, blocks: ["
           "{up_to: 12 MWh, price: 20 EUR/MWh}, {price: 5 EUR/MWh}]}}")


def test_blocks_with_rising_price() -> None:
    """10 MWh in January: 5·20 + 3·25 + 2·30 EUR; 15 in February: 5·20 + 3·25 + 7·30 EUR.

    Without integers. Catches blocks that are counted over the whole horizon.
    """
    text = gas(RISING, [4, 4, 8, 4], start=ACROSS_MONTHS)
    results = solved(text)
    parts = [line(results, "gas", f"volume, block {b}") for b in (1, 2, 3)]
    close([part.amount for part in parts], [[100, 100], [75, 75], [60, 210]])
    close([part.quantity[1] for part in parts], [5, 3, 7])
    assert not compile_model(build(load_text(text))).program.integer.any()


def test_blocks_with_falling_price() -> None:
    """10 MWh in January at 20 EUR; in February 12 at 20 and 3 at 5 EUR: 200 and 255 EUR.

    Catches a linear program, which would buy all of it at 5 EUR.
    """
    text = gas(FALLING, [4, 4, 8, 4], start=ACROSS_MONTHS)
    results = solved(text)
    parts = [line(results, "gas", f"volume, block {b}") for b in (1, 2)]
    close([part.amount for part in parts], [[200, 240], [0, 15]])
    assert compile_model(build(load_text(text))).program.integer.sum() == 2


def test_a_falling_price_is_worth_reaching() -> None:
    """All on gas: 16·30 + 12·20 + 4·5 = 740 EUR; all on power at 46 EUR: 12.8·46 = 588.80 EUR.

    At 60 EUR power costs 768 EUR, so gas takes all. A MWh of gas then costs 50 EUR up to 12 MWh,
    62.50 EUR per MWh of steam: hour by hour, power would win. Catches a decision by the margin.
    """
    close(flow(solved(gas(FALLING, [6.4, 6.4], power=46)), "gas: bought"), [0, 0])
    close(flow(solved(gas(FALLING, [6.4, 6.4], power=60)), "gas: bought"), [8, 8])


def test_prices_that_rise_and_fall() -> None:
    """Blocks of 2 MWh at 20, 30, 10 and 15 EUR: 7 MWh cost 40 + 60 + 20 + 15 EUR.

    Catches a block behind a fall that is used before those in front of it.
    """
    blocks = ", ".join(f"{{up_to: {end} MWh, price: {price} EUR/MWh}}"
                       for end, price in ((2, 20), (4, 30), (6, 10)))
    results = solved(gas("limit: 20 MW, charges: {volume: {kind: volume_price, per: month, "
                         f"blocks: [{blocks}, {{price: 15 EUR/MWh}}]}}}}", [5.6]))
    close([ledger(results, "gas", f"volume, block {b}") for b in (1, 2, 3, 4)], [40, 60, 20, 15])


@pytest.mark.parametrize(("blocks", "message"), [
    ("[{up_to: 5 MWh, price: 20 EUR/MWh}, {price: 5 EUR/MWh}]", "state limit"),
    ("[{price: 5 EUR/MWh}]", "at least two"),
    ("[{up_to: 5 MWh, price: 1 EUR/MWh}, {up_to: 4 MWh, price: 2 EUR/MWh}, {price: 3 EUR/MWh}]",
     "larger volume"),
    ("[{price: 1 EUR/MWh}, {price: 2 EUR/MWh}]", "every block but the last"),
    ("[{up_to: 5 MWh, price: 1 EUR/MWh}, {price: 1 EUR/MWh}]", "the same price"),
])
def test_blocks_that_cannot_be(blocks: str, message: str) -> None:
    """Each is refused with its reason, not solved as something else."""
    with pytest.raises(ScenarioError, match=message):
        load_text(gas(f"charges: {{volume: {{kind: volume_price, per: month, blocks: {blocks}}}}}",
                      [4]))


def take_or_pay(terms: str) -> str:
    """A take-or-pay charge at 20 EUR/MWh, named "minimum"."""
    return f"charges: {{minimum: {{kind: take_or_pay, price: 20 EUR/MWh, {terms}}}}}"


def test_what_is_not_taken_is_paid() -> None:
    """10 and 15 MWh of 12 in each month: 2 MWh short in January: 40 EUR.

    Catches a surplus in one month that fills another, and one that is paid back.
    """
    results = solved(gas(take_or_pay("energy: 12 MWh, per: month"), [4, 4, 8, 4],
                         start=ACROSS_MONTHS))
    short = line(results, "gas", "minimum")
    close([short.quantity, short.amount], [[2, 0], [40, 0]])


def test_what_is_not_taken_in_the_year_is_paid_at_its_end() -> None:
    """25 of 30 MWh: 5 MWh short: 100 EUR in February, where the horizon ends."""
    results = solved(gas(take_or_pay("energy: 30 MWh, per: year"), [4, 4, 8, 4],
                         start=ACROSS_MONTHS))
    close(line(results, "gas", "minimum").amount, [0, 100])


@pytest.mark.parametrize(("agreed", "owed"), [(12, 0), (13, 1)])
def test_what_is_short_may_be_made_up(agreed: float, owed: float) -> None:
    """Of 12 MWh January is 2 short and February 3 over: nothing is owed. Of 13, 3 and 2: 1 MWh.

    Catches a surplus that counts before it was owed, and a shortfall that is paid twice.
    """
    results = solved(gas(take_or_pay(f"energy: {agreed} MWh, per: month, make_up: true"),
                         [4, 4, 8, 4], start=ACROSS_MONTHS))
    close(line(results, "gas", "minimum").amount, [0, 20 * owed])


def test_a_surplus_is_not_made_up_beforehand() -> None:
    """15 MWh in January, 10 in February: of 12, 2 MWh are owed. Catches an account below zero."""
    results = solved(gas(take_or_pay("energy: 12 MWh, per: month, make_up: true"), [8, 4, 4, 4],
                         start=ACROSS_MONTHS))
    close(line(results, "gas", "minimum").amount, [0, 40])


def test_what_must_be_paid_is_taken() -> None:
    """Power at 30 EUR beats gas at 37.50 EUR of steam, but not gas at 30 − 20 EUR/MWh.

    So gas is taken up to the 6 MWh that are paid anyhow, for 4.8 of 8 MWh of steam; a MWh less
    of the agreement would save 30 − 24 = 6 EUR. Catches a minimum that cannot be broken.
    """
    results = solved(gas(take_or_pay("energy: 6 MWh, per: month"), [4, 4], power=30))
    close(flow(results, "gas: bought").sum(), 6)
    close(limit(results, "gas: minimum"), [6])


def test_swing_of_a_contract() -> None:
    """Gas at 37.50 EUR of steam beats power at 50 EUR, but only 12 MWh a day are had.

    8 MW of steam in one 12-hour step of each day would take 120 MWh of gas. Catches a limit over
    the whole horizon, and one on power.
    """
    text = gas("volumes: [{per: day, at_most: 12 MWh}]", [8, 0, 8, 0], power=50).replace(
        "step: 1 h", "step: 12 h").replace("end: 2019-01-01T04:00", "end: 2019-01-03T00:00")
    results = solved(text)
    close(12 * flow(results, "gas: bought"), [12, 0, 12, 0])
    close(limit(results, "gas: volume per day"), [0.8 * 50 - 30] * 2)


def test_least_volume_and_least_flow() -> None:
    """Gas at 37.50 EUR of steam loses to power at 30 EUR, but 5 MWh a month must be taken.

    With at least 1 MW in each hour of it. Catches a minimum that is a penalty.
    """
    results = solved(gas("volumes: [{per: month, at_least: 5 MWh}], at_least: 1 MW", [4, 4],
                         power=30))
    bought = flow(results, "gas: bought")
    close(bought.sum(), 5)
    assert bought.min() >= 1 - 1e-9
    with pytest.raises(UnsatisfiableError, match="volume per month"):
        solved(grid("volumes: [{per: month, at_least: 5 MWh}]", [1, 1]))


def test_a_volume_within_both_limits() -> None:
    """Gas costs 37.50 EUR of steam. At 30 EUR of power the least is bought, at 50 EUR the most."""
    terms = "volumes: [{per: month, at_least: 3 MWh, at_most: 8 MWh}]"
    close(flow(solved(gas(terms, [4, 4], power=30)), "gas: bought").sum(), 3)
    close(flow(solved(gas(terms, [4, 4], power=50)), "gas: bought").sum(), 8)


@pytest.mark.parametrize(("terms", "message"), [
    ("volumes: [{per: day}]", "at_least, at_most or both"),
    ("volumes: [{per: day, at_least: 3 MWh, at_most: 2 MWh}]", "is below"),
    ("volumes: [{per: day, at_most: 3 MWh}, {per: day, at_least: 2 MWh}]", "two volumes per day"),
    ("limit: 2 MW, at_least: 3 MW", "above the limit of 2 MW"),
])
def test_volumes_that_cannot_be(terms: str, message: str) -> None:
    """Each is refused with its reason."""
    with pytest.raises(ScenarioError, match=message):
        load_text(gas(terms, [4]))
