"""The joined solve against a plain one, over all that couples the hours of a year."""

from __future__ import annotations

import numpy as np
import pytest

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.joined.given_up import GivenUpError
from ipos_energy.mathematics.joined.solve import solve_joined
from ipos_energy.mathematics.solve import solve_stated
from ipos_energy.park.load import load_text
from tests.helpers import close
from tests.mathematics.joined.programs import stated, works

SIZE = "size: {at_most: 5 MW, cost: 300000 EUR/MW, lifetime: 20 years, interest: 6 %}"
MINIMUM = "kind: take_or_pay, price: 12 EUR/MWh"
BLOCKS = "[{up_to: 2000 MWh, price: 5 EUR/MWh}, {price: 15 EUR/MWh}]"

COUPLED = {
    "stores, ramps and monthly peaks": works(),
    "no tank and no ramp": works(tank="0.001 MWh"),
    "a yearly limit": works(gas=", annual_limit: 11000 MWh"),
    "a yearly minimum": works(grid=", volumes: [{per: year, at_least: 5300 MWh}]"),
    "two yearly limits": works(gas=", annual_limit: 11800 MWh",
                               grid=", volumes: [{per: year, at_least: 5500 MWh}]"),
    "take or pay by the year": works(
        gas=f", charges: {{minimum: {{{MINIMUM}, energy: 13000 MWh, per: year}}}}"),
    "take or pay by the month, with make-up": works(
        gas=f", charges: {{minimum: {{{MINIMUM}, energy: 9000 MWh, per: month, make_up: true}}}}"),
    "subscribed power": works(grid=", charges: {power: {kind: subscribed_power, price: 90000 EUR/"
                                   "MW/year, excess_price: 2500 EUR/MW/month}}"),
    "a ratchet": works(grid=", charges: {remembered: {kind: peak, price: 2000 EUR/MW/month, "
                            "ratchet: 80 %}}"),
    "a yearly peak": works(gas=", peak_charge: 20000 EUR/MW/year"),
    "a size": works(boiler=f", {SIZE}"),
    "limits of days": works(gas=", volumes: [{per: day, at_most: 350 MWh}]"),
    "a limit whose price changes much at once": works(gas=", annual_limit: 5000 MWh"),
    "a seasonal store": works(days=60, tank="6000 MWh"),
    "a seasonal store and a yearly minimum": works(
        days=60, tank="6000 MWh", grid=", volumes: [{per: year, at_least: 5300 MWh}]"),
    "blocks of a year's volume": works(
        gas=f", charges: {{blocks: {{kind: volume_price, per: year, blocks: {BLOCKS}}}}}"),
}


@pytest.mark.parametrize("text", COUPLED.values(), ids=COUPLED)
def test_a_joined_basis_gives_the_same_optimum(text: str) -> None:
    """40 days in windows of a day: the cost of a plain solve, proven by values and duals.

    Catches a limit that stays lifted, a price that stays in the costs, a peak with two owners.
    """
    program = stated(text)
    answer, said = program.joined()
    assert "Solving" in said[0]
    program.check(answer)


@pytest.mark.parametrize(("text", "reason"), [
    (works(days=1), "too few for windows"),
    (works(grid=", buy_limit: 2 MW"), "no optimum"),
    (works(days=3, boiler=", commitment: {minimum_load: 30 %}"), "integers"),
])
def test_what_a_joined_basis_does_not_help_is_told(text: str, reason: str) -> None:
    """A short horizon, hours without enough heat, which presolve sees, and integers.

    Catches a program that is pressed into windows that cannot tell anything of the whole.
    """
    with pytest.raises(GivenUpError, match=reason):
        stated(text).joined()


@pytest.mark.parametrize("text", [
    works(gas=", volumes: [{per: day, at_most: 100 MWh}]"),
    works(gas=", annual_limit: 3000 MWh"),
], ids=["in each day", "over the year"])
def test_a_contradiction_that_only_the_whole_shows_is_told(text: str) -> None:
    """Too little gas: no presolve sees it, and the last solve says so. Catches a second solve."""
    program = stated(text)
    answer, _ = program.joined()
    assert answer.status == solve(program.compaction.small, Limits()).status == "infeasible"
    assert not answer.has_point


def test_small_programs_are_solved_at_once() -> None:
    """A day is not worth windows. Catches a threshold that is never asked."""
    program = stated(works(days=20))
    with pytest.raises(GivenUpError, match="small"):
        solve_joined(program.compaction.small, program.stamps, Limits(), lambda text: None,
                     lambda text: None)


def test_threads_do_not_change_the_answer() -> None:
    """The same bits on one thread and on three. Catches a window that starts from a neighbour's."""
    program = stated(works(gas=", annual_limit: 11000 MWh"))
    one, three = program.joined(threads=1)[0], program.joined(threads=3)[0]
    np.testing.assert_array_equal(one.x, three.x)
    np.testing.assert_array_equal(one.row_dual, three.row_dual)


def test_time_that_is_over_ends_it() -> None:
    """No second is left: it gives up before its first window. Catches a limit of the last solve."""
    program = stated(works())
    with pytest.raises(GivenUpError, match="time is over"):
        solve_joined(program.compaction.small, program.stamps, Limits(time_s=0.0),
                     lambda text: None, lambda text: None, smallest=0)


@pytest.mark.parametrize("hours", [1, 2, 23, 25])
def test_horizons_of_a_few_hours(hours: int) -> None:
    """The solve stage takes any horizon, and finds what a plain solve does."""
    scenario = load_text(works(days=hours / 24))
    program = compile_model(build(scenario)).program
    found = solve_stated(program, Limits(), scenario.horizon)
    close(found.bound, solve(program, Limits()).bound, tolerance=1e-9)
