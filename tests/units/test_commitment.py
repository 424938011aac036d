"""Units that are on or off, by hand.

The boiler makes steam for 40 EUR/MWh (gas at 36, 90 %), the backup for the price of power.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ipos_energy.answer.results import Results
from ipos_energy.errors import UnsatisfiableError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, ledger, limit, park, quantity, results_for, solved

PARK = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  need: {{values: {need}, unit: MW}}
  power: {{values: {power}, unit: EUR/MWh}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: 10 MW, efficiency: 90 %,
           commitment: {{{commitment}}}{more}}}
  backup: {{kind: electrode_boiler, to: steam, capacity: 50 MW, efficiency: 100 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 36 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, header: electricity, energy_price: {{profile: power}}}}
companies:
  works: {{demands: {{steam: {{profile: need}}}}}}
"""


def scenario(
    commitment: str, need: Sequence[float], power: Sequence[float] = (), *, more: str = "",
    step: str = "1 h", hours: float | None = None, start: str = "2019-01-01T00:00",
) -> str:
    """A committed boiler beside a backup, whose power costs 100 EUR/MWh unless it is stated."""
    text = PARK.format(commitment=commitment, need=list(need), more=more,
                       power=list(power) or [100] * len(need))
    return park(text, hours=hours or len(need), step=step, start=start)


def on(results: Results) -> list[int]:
    """Whether the boiler is on, at each step."""
    return [round(value) for value in quantity(results, "boiler: on")]


def test_minimum_load_holds_while_on() -> None:
    """At least 4 MW while on: 2 MW are left to the backup, 9 MW are not.

    2·100 + 9·40 = 560 EUR. One more MWh costs 100 EUR in the first hour, 40 in the second, by the
    program with on and off fixed. Catches a minimum that also holds while the unit is off, and
    prices of the relaxed program.
    """
    results = solved(scenario("minimum_load: 40 %", [2, 9]))
    close(flow(results, "boiler: heat"), [0, 9])
    close(results.operation.objective, 560)
    close(results.operation.prices["steam"], [100, 40])
    assert on(results) == [0, 1]
    assert results.operation.status == "optimal"


def test_capacity_holds_while_on() -> None:
    """Of 12 MW the boiler gives 10: one MW more of capacity saves 100 − 40 = 60 EUR.

    Catches a bound on the fuel that says the same as the row and takes its dual away.
    """
    results = solved(scenario("minimum_load: 40 %", [12]))
    close(flow(results, "boiler: heat"), [10])
    close(limit(results, "boiler: capacity while on"), [60])
    assert "boiler: on at its limit" not in [one.name for one in results.operation.limits]


@pytest.mark.parametrize(("before", "cost", "starts"), [("off", 800, 2), ("on", 600, 1),
                                                        ("cyclic", 600, 1)])
def test_each_start_costs(before: str, cost: float, starts: int) -> None:
    """5, 0 and 5 MW: an hour on saves 5·60 = 300 EUR, so a start of 200 EUR pays each time.

    10·40 = 400 EUR of gas and 2·200 for starts; one start less where the boiler was on before, or
    where the step before the first is the last. Catches a first step without its step before.
    """
    text = scenario(f"minimum_load: 40 %, start_cost: 200 EUR, initially: {before}", [5, 0, 5])
    results = solved(text)
    assert on(results) == [1, 0, 1]
    close(results.operation.objective, cost)
    close(ledger(results, "boiler", "starts"), 200 * starts)


def test_a_start_that_does_not_pay_is_left_out() -> None:
    """A start of 350 EUR for 300 EUR saved: the backup gives all, 10·100 EUR.

    Catches a start cost that is spread over hours or booked on stops too.
    """
    results = solved(scenario("minimum_load: 40 %, start_cost: 350 EUR, initially: off", [5, 0, 5]))
    assert on(results) == [0, 0, 0]
    close(results.operation.objective, 1000)


def test_start_fuel_is_an_energy() -> None:
    """2 MWh in a step of half an hour are 4 MW of gas, 72 EUR; the heat of it is lost.

    Half an hour of 9 MW takes 5 MWh, 180 EUR. Catches an energy taken for a power.
    """
    results = solved(scenario("start_fuel: 2 MWh, minimum_load: 10 %, initially: off", [0, 9],
                              step="30 min", hours=1))
    close(flow(results, "boiler: fuel for starts"), [0, 4])
    close(flow(results, "gas: bought"), [0, 14])
    close(results.operation.objective, 180 + 72)


EARLY, LATE = [100, 10, 10, 10, 12, 12], [10, 10, 10, 10, 10, 100]


@pytest.mark.parametrize(("before", "power", "run", "cost"), [
    ("cyclic", EARLY, [1, 0, 0, 0, 1, 1], 240 + 2 * 212 + 3 * 60),
    ("off", EARLY, [1, 1, 1, 0, 0, 0], 240 + 2 * 210 + 60 + 2 * 72),
    ("on", EARLY, [1, 0, 0, 0, 0, 0], 240 + 3 * 60 + 2 * 72),
    ("off", LATE, [0, 0, 0, 0, 0, 1], 5 * 60 + 240),
])
def test_minimum_up(before: str, power: list[float], run: list[int], cost: float) -> None:
    """6 MW with at least 5 from the boiler while on, and at least 3 h on.

    At 100 EUR for power an hour costs 240 EUR on, 600 off; at 10 EUR 210 on, 60 off; at 12 EUR
    212 on, 72 off. One dear hour is worth two more hours on: on a cyclic horizon the two before
    it, at the end of the horizon. A boiler that was on before may stop at once, and a run may
    reach beyond the end. Catches a window that forgets the steps before the first or wraps where
    it must not.
    """
    results = solved(scenario(f"minimum_load: 50 %, minimum_up: 3 h, initially: {before}",
                              [6] * 6, power))
    assert on(results) == run
    close(results.operation.objective, cost)


CHEAP_EARLY, CHEAP_LATE = [10, 50, 50, 50, 45, 45], [50, 50, 50, 50, 50, 10]


@pytest.mark.parametrize(("before", "power", "run", "cost"), [
    ("cyclic", CHEAP_EARLY, [0, 1, 1, 1, 0, 0], 60 + 3 * 240 + 2 * 270),
    ("on", CHEAP_EARLY, [0, 0, 0, 1, 1, 1], 60 + 2 * 300 + 3 * 240),
    ("off", CHEAP_EARLY, [0, 1, 1, 1, 1, 1], 60 + 5 * 240),
    ("on", CHEAP_LATE, [1, 1, 1, 1, 1, 0], 5 * 240 + 60),
])
def test_minimum_down(before: str, power: list[float], run: list[int], cost: float) -> None:
    """6 MW with at least 5 from the boiler while on, and at least 3 h off.

    An hour costs 240 EUR on with 6 MW; off 60, 300 or 270 EUR at 10, 50 or 45 EUR for power. The
    cheap hour, 210 EUR on, is worth two more hours off. Catches minimum times exchanged.
    """
    results = solved(scenario(f"minimum_load: 50 %, minimum_down: 3 h, initially: {before}",
                              [6] * 6, power))
    assert on(results) == run
    close(results.operation.objective, cost)


@pytest.mark.parametrize(("power", "run", "cost"), [
    ([100, 10, 10, 10, 10, 10], [0] * 6, 600 + 5 * 60),
    ([100, 100, 100, 100, 100, 10], [1] * 6, 5 * 240 + 210),
])
def test_minimum_time_beyond_the_horizon(power: list[float], run: list[int], cost: float) -> None:
    """At least 24 h on, in 6 cyclic hours: always on or always off.

    Catches a window that counts one step twice.
    """
    results = solved(scenario("minimum_load: 50 %, minimum_up: 24 h", [6] * 6, power))
    assert on(results) == run
    close(results.operation.objective, cost)


def test_minimum_time_is_rounded_up_to_steps() -> None:
    """At least 75 min in steps of half an hour are 3 steps on.

    As with 3 h in hours, at half the cost. Catches a minimum time that is rounded down.
    """
    results = solved(scenario("minimum_load: 50 %, minimum_up: 75 min", [6] * 6, EARLY,
                              step="30 min", hours=3))
    assert on(results) == [1, 0, 0, 0, 1, 1]
    close(results.operation.objective, (240 + 2 * 212 + 3 * 60) / 2)


def test_starts_are_limited_over_the_horizon() -> None:
    """Three times 5 MW with a pause between, two starts: 2·200 + 500 EUR.

    Catches a limit that counts hours on.
    """
    text = scenario("minimum_load: 40 %, initially: off, "
                    "maximum_starts: {number: 2, per: horizon}", [5, 0, 5, 0, 5, 0])
    results = solved(text)
    close(results.operation.objective, 900)
    close(quantity(results, "boiler: start").sum(), 2)


@pytest.mark.parametrize(("per", "start"), [
    ("month", "2019-01-31T18:00"), ("day", "2019-01-13T18:00"), ("year", "2018-12-31T18:00")])
def test_starts_are_limited_in_each_period(per: str, start: str) -> None:
    """The same in the last 6 h of a period and the first 6 h of the next, one start in each.

    200 + 2·500 EUR in each. Catches periods counted together.
    """
    limit = f"maximum_starts: {{number: 1, per: {per}}}"
    text = scenario(f"minimum_load: 40 %, initially: off, {limit}", [5, 0, 5, 0, 5, 0] * 2,
                    start=start)
    results = solved(text)
    close(results.operation.objective, 2400)
    starts = quantity(results, "boiler: start")
    close([starts[:6].sum(), starts[6:].sum()], [1, 1])


def test_start_and_stop_may_jump_to_the_minimum_load() -> None:
    """20 %/h of 10 MW are 2 MW; a start or stop adds the minimum load of 5 MW.

    For 9 MW in three hours: 7, 9 and 7 MW, the rest from the backup, 23·40 + 4·100 = 1320 EUR.
    Catches a ramp that a boiler with a minimum load could never leave zero by.
    """
    results = solved(scenario("minimum_load: 50 %", [0, 9, 9, 9, 0], more=", ramp: 20 %/h"))
    close(flow(results, "boiler: heat"), [0, 7, 9, 7, 0])
    close(results.operation.objective, 1320)


@pytest.mark.parametrize("minimum_up", ["0 h", "1 h"])
def test_a_start_and_a_stop_never_cancel_each_other(minimum_up: str) -> None:
    """From 6 MW to 10 MW at 2 MW/h: 8 MW, though a start and a stop at once would add 10 MW.

    6·40 + 8·40 + 2·100 = 760 EUR. Catches changes that are bound by their difference alone.
    """
    results = solved(scenario(f"minimum_load: 50 %, minimum_up: {minimum_up}, initially: on",
                              [6, 10], more=", ramp: 20 %/h"))
    close(flow(results, "boiler: heat"), [6, 8])
    close(results.operation.objective, 760)
    close(quantity(results, "boiler: start"), [0, 0])


@pytest.mark.parametrize(("remaining", "minimum_load"), [("0 %", "0 %"), ("30 %", "50 %")])
def test_an_outage_ends_with_a_start(remaining: str, minimum_load: str) -> None:
    """Off in hours 3 and 4 of 6, one start of 100 EUR after it: 4·240 + 2·600 + 100 EUR.

    So with nothing left, even without a minimum load, and with less left than the minimum load.
    Catches a unit that counts as on while it stands still.
    """
    outage = f"{{from: 2019-01-01T02:00, to: 2019-01-01T04:00, remaining: {remaining}}}"
    results = solved(scenario(f"minimum_load: {minimum_load}, start_cost: 100 EUR", [6] * 6,
                              more=f", outages: [{outage}]"))
    assert on(results) == [1, 1, 0, 0, 1, 1]
    close(results.operation.objective, 4 * 240 + 2 * 600 + 100)


def test_a_part_of_the_capacity_may_be_out() -> None:
    """60 % of 10 MW are left of 9 in the second hour; it stays on, without a start.

    9·40 + 6·40 + 3·100 = 900 EUR. Catches an outage of a committed unit that is all or nothing.
    """
    outage = "{from: 2019-01-01T01:00, to: 2019-01-01T02:00, remaining: 60 %}"
    results = solved(scenario("minimum_load: 50 %, start_cost: 1000 EUR", [9, 9],
                              more=f", outages: [{outage}]"))
    close(flow(results, "boiler: heat"), [9, 6])
    close(results.operation.objective, 900)


def test_one_step_has_no_switching() -> None:
    """One cyclic step: on without a start. Catches a step that is compared with itself."""
    results = solved(scenario("start_cost: 1000 EUR, minimum_up: 5 h", [6]))
    close(results.operation.objective, 240)


def test_an_electrode_boiler_starts_with_power() -> None:
    """1 MWh of power for a start at 10 EUR, for 5 MWh at 10/0.99 instead of 40 EUR.

    Catches start fuel that is taken from a header called fuel.
    """
    text = scenario("minimum_load: 40 %", [5, 0], [10, 10]).replace(
        "backup: {kind: electrode_boiler, to: steam, capacity: 50 MW, efficiency: 100 %}",
        "backup: {kind: electrode_boiler, to: steam, capacity: 50 MW, "
        "commitment: {start_fuel: 1 MWh, minimum_load: 5 %}}")
    results = solved(text)
    close(flow(results, "backup: electricity for starts"), [1, 0])
    close(results.operation.objective, 10 + 5 * 10 / 0.99)


@pytest.mark.parametrize(("commitment", "need", "missing"), [
    ("minimum_load: 40 %", [2], "2.0 MWh missing"),
    ("minimum_load: 40 %, initially: off", [2, 5], "2.0 MWh missing"),
    ("minimum_load: 40 %, initially: off, maximum_starts: {number: 1, per: horizon}", [5, 0, 0, 4],
     "4.0 MWh missing"),
])
def test_what_forbids_every_operation_is_named(
    commitment: str, need: list[float], missing: str
) -> None:
    """2 MW with a boiler of at least 4 MW and no other unit, or a second start that is not allowed.

    Without integers the park could do it. Catches an explanation that finds nothing missing, and
    one that finds a start missing, in MWh.
    """
    text = scenario(commitment, need).replace("capacity: 50 MW", "capacity: 0 MW")
    with pytest.raises(UnsatisfiableError, match=missing) as error:
        results_for(load_text(text))
    assert "steam is short" in str(error.value)
    assert "boiler: on" not in str(error.value)
    assert "minimum loads" in str(error.value)
