"""What set each price: the marginal unit, what one MWh more changes, and what that costs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ipos_energy.answer.prices.check import price_checks
from ipos_energy.answer.prices.hour import Price, explained_hour
from ipos_energy.answer.prices.matching import setters_of
from ipos_energy.answer.prices.setting import NOBODY, price_setting, shares_of_hours
from ipos_energy.answer.results import Results
from ipos_energy.park.load import load
from tests.helpers import KINDS, Kind, close, park, results_for, solved

LESSON = Path("scenarios/teach-turbine-and-let-down.yaml")

BOILERS = park("""\
profiles:
  need: {values: [4, 12], unit: MW}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  steam: {medium: steam, pressure: 5 bar}
units:
  boiler: {kind: boiler, fuel: gas, to: steam, capacity: 8 MW, efficiency: 80 %,
           operating_cost: 2 EUR/MWh}
  electrode boiler: {kind: electrode_boiler, to: steam, capacity: 9 MW, efficiency: 100 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 200 kg/MWh}
  grid: {kind: electricity, energy_price: 90 EUR/MWh, peak_charge: 100 EUR/MW/month}
companies:
  works: {demands: {steam: {profile: need}}}
emissions: {price: 80 EUR/t}
""")


def price(results: Results, step: int, header: str) -> Price:
    """Why the price of one header is what it is."""
    return explained_hour(results, step, [header]).prices[0]


def lines(price: Price) -> dict[str, float]:
    """What one MWh more costs, by line."""
    return {line.name: round(line.amount, 6) for line in price.lines}


@pytest.fixture(scope="module")
def boilers() -> Results:
    """A gas boiler, and an electrode boiler for what it cannot make."""
    return solved(BOILERS)


def test_the_boiler_that_makes_the_last_mwh_sets_the_price(boilers: Results) -> None:
    """4 MW: 1/0.8 = 1.25 MWh of gas at 35 and at 0.2 t · 80 EUR for CO2, and 2 EUR to run.

    43.75 + 20 + 2 = 65.75 EUR/MWh; the electrode boiler would start at 90. Catches an efficiency
    on the wrong side and a cost that is left out.
    """
    steam = price(boilers, 0, "steam")
    assert steam.setter == "boiler"
    assert lines(steam) == {"gas: energy": 43.75, "gas: CO2 price": 20.0,
                            "boiler: operating cost": 2.0}
    close(steam.price, 65.75)
    assert {(one.owner, round(one.amount, 6)) for one in steam.changes} == {
        ("boiler", 1.25), ("gas", 1.25)}
    assert [(end.decision, round(end.price, 6)) for end in steam.next] == [
        ("electrode boiler: electricity", 90.0)]


def test_a_peak_is_part_of_the_price_in_its_hour(boilers: Results) -> None:
    """12 MW: 90 EUR of power and 100 EUR for the month's peak, which only this hour makes.

    The boiler is full: one MW more would save 190 − 65.75 a MWh of steam, 0.8 of it per MW of gas.
    Catches a price whose lines leave the peak out.
    """
    hour = explained_hour(boilers, 1, ["steam"])
    assert hour.prices[0].setter == "electrode boiler"
    assert lines(hour.prices[0]) == {"grid: monthly peak": 100.0, "grid: energy": 90.0}
    assert {(one.name, round(one.worth, 6)) for one in hour.bindings} == {
        ("boiler: fuel", round(0.8 * (190 - 65.75), 6)), ("grid: monthly peak", 100.0)}


def test_hours_are_counted_by_the_unit_that_set_the_price(boilers: Results) -> None:
    """One hour each, at 65.75 and 190 EUR/MWh; catches steps that are mixed up."""
    shares = {one.owner: (one.hours, round(one.mean_price, 6))
              for one in shares_of_hours(boilers)["steam"]}
    assert shares == {"boiler": (1.0, 65.75), "electrode boiler": (1.0, 190.0)}


def test_a_header_that_nobody_uses_has_an_interval(boilers: Results) -> None:
    """Power in the first hour: above 90 EUR it would be bought, below 65.75 turned into steam.

    Catches one price that is told as if it were the only one.
    """
    power = price(boilers, 0, "electricity")
    assert power.setter == ""
    assert power.lowest is not None
    assert power.highest is not None
    assert (power.lowest.decision, round(power.lowest.price, 6)) == (
        "electrode boiler: electricity", 65.75)
    assert (power.highest.decision, round(power.highest.price, 6)) == ("grid: bought", 90.0)


def test_a_store_carries_the_price_of_another_hour() -> None:
    """Power at 10 EUR is kept for an hour with 30: worth 10 there too, tied to the hour of buying.

    The store is large, and loses nothing; the second hour is served by it alone. Catches a store
    that sets a price from nothing.
    """
    results = solved(park("""\
        profiles:
          power: {values: [10, 30], unit: EUR/MWh}
        headers:
          electricity: {medium: electricity}
        units:
          battery: {kind: store, header: electricity, capacity: 90 MWh, power: 50 MW,
                    levels: {start: 0 MWh, end_at_least: 0 MWh}}
        contracts:
          grid: {kind: electricity, energy_price: {profile: power}}
        companies:
          works: {demands: {electricity: 3 MW}}
        """))
    later = price(results, 1, "electricity")
    assert (later.setter, round(later.price, 6)) == ("battery", 10.0)
    (line,) = later.lines
    assert (line.name, line.kind) == ("battery: level", "time")
    assert line.tie is not None
    assert (line.tie.step, line.tie.setter) == (0, "grid")


def test_two_ways_of_steam_are_told_apart() -> None:
    """The lesson's prices: 40 EUR/MWh by the let-down, (40 − 0.12·60)/0.87 by the turbine.

    One MWh more of low-pressure steam through the turbine takes 1/0.87 of high-pressure steam and
    brings 0.12/0.87 of power, which is then not bought. Catches a price without its by-product.
    """
    results = results_for(load(LESSON))
    by_let_down, by_turbine = (price(results, step, "lp steam") for step in (8, 14))
    assert by_let_down.setter == "let-down"
    close(by_let_down.price, 40.0)
    assert by_turbine.setter == "turbine"
    close(lines(by_turbine)["grid: energy"], -0.12 * 60 / 0.87)
    close(by_turbine.price, (40 - 0.12 * 60) / 0.87)


def test_the_lines_are_what_one_mwh_more_really_costs() -> None:
    """A tenth of a MWh more at one hour, solved again, adds a tenth of each line to the ledger.

    Catches lines that add up to the price and are still not what happens.
    """
    more = {step: str(8.8 if step == 14 else value) for step, value in enumerate(
        [8.7] * 6 + [14.5] * 6 + [8.7] * 6 + [4.35] * 6)}
    before = results_for(load(LESSON))
    after = results_for(load(LESSON, [f"profiles.need.values=[{', '.join(more.values())}]"]))
    added = {f"{new.owner}: {new.label}": new.total - old.total for new, old in zip(
        after.operation.ledger, before.operation.ledger, strict=True)}
    said = lines(price(before, 14, "lp steam"))
    close([added[name] for name in said], [0.1 * amount for amount in said.values()])
    close(sum(added.values()), 0.1 * sum(said.values()))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_lines_add_up_to_the_price_for_every_kind(kind: Kind) -> None:
    """In every kind's example, at every step; and each interval holds its price.

    Catches a kind whose equations break the chain of prices.
    """
    results = solved(kind.example)
    for step in range(len(results.calendar.utc)):
        for one in explained_hour(results, step, list(results.headers)).prices:
            if one.setter:
                close(sum(line.amount for line in one.lines), one.price)
            assert one.lowest is None or one.lowest.price <= one.price + 1e-6
            assert one.highest is None or one.highest.price >= one.price - 1e-6


def test_a_price_that_does_not_fit_is_objected_to(boilers: Results) -> None:
    """Steam of 1 EUR more in one hour, or a full boiler that is told to have room.

    Catches an audit that believes the prices.
    """
    operation = boilers.operation
    steam = operation.prices["steam"] + [0.0, 1.0]
    dearer = replace(operation, prices={**operation.prices, "steam": steam})
    roomy = replace(operation, margins=replace(operation.margins, decisions=tuple(
        replace(one, state=np.zeros_like(one.state)) for one in operation.margins.decisions)))
    assert all(check.passed for check in price_checks(boilers))
    for bent in (dearer, roomy):
        failed = [check for check in price_checks(replace(boilers, operation=bent))
                  if not check.passed]
        assert len(failed) == 1


def test_what_is_not_determined_has_no_setter() -> None:
    """Two nodes and one equation between them: neither is known, unless one of them is.

    Decision 0 joins a and b, decision 1 gives a alone. Catches a matching that takes any node.
    """
    both = {0: {"a": -1.0, "b": 0.9}}
    assert setters_of(both, {0: 0}) == {}
    assert setters_of({**both, 1: {"a": 1.0}}, {0: 0, 1: 2}) == {"a": 1, "b": 0}
    assert setters_of({**both, 1: {"a": -1.0, "b": -0.1}}, {0: 0, 1: 0}) == {"a": 1, "b": 0}


def test_what_is_tied_to_other_times_is_asked_last() -> None:
    """A purchase and a store on one header: the purchase sets it, whichever comes first."""
    joined = {0: {"a": 1.0}, 1: {"a": 1.0}}
    assert setters_of(joined, {0: 2, 1: 0}) == {"a": 1}
    assert setters_of(joined, {0: 0, 1: 1}) == {"a": 0}


def test_steps_that_look_alike_are_answered_alike(boilers: Results) -> None:
    """A decision moved to its bound in one step alone changes the answer of that step alone.

    Catches an answer that is written to the wrong steps.
    """
    margins = boilers.operation.margins
    bent = tuple(replace(one, state=np.where(np.arange(2) == 0, -1, one.state).astype(np.int8))
                 if one.name == "boiler: fuel" else one for one in margins.decisions)
    results = replace(boilers, operation=replace(
        boilers.operation, margins=replace(margins, decisions=bent)))
    before, after = (price_setting(one).setter["steam"] for one in (boilers, results))
    assert after[0] == NOBODY
    assert after[1] == before[1]
