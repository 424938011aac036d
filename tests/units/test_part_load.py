"""Part-load curves, by hand.

Gas at 36 EUR/MWh; 10 MW of capacity. Input over output in MW, by the points:

    load       efficiency     output   input
    50, 100 %  95, 90 %       5, 10    5.263158, 11.111111              convex, also from zero
    30, 100 %  86, 92 %       3, 10    3.488372, 10.869565              efficiency rises: not convex
    40, 70, 100 %  80, 90, 88 %   4, 7, 10   5, 7.777778, 11.363636     convex between its points
    40, 70, 100 %  80, 86, 92 %   4, 7, 10   5, 8.139535, 10.869565     slopes fall: not convex
"""

from __future__ import annotations

import pytest

from ipos_energy.answer.results import Results
from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, park, quantity, solved

PARK = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  need: {{values: {need}, unit: MW}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: 10 MW, part_load: {{{curve}}}{more}}}
  backup: {{kind: electrode_boiler, to: steam, capacity: 50 MW, efficiency: 100 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 36 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, header: electricity, energy_price: 100 EUR/MWh}}
companies:
  works: {{demands: {{steam: {{profile: need}}}}}}
"""

CONVEX = "load: [50 %, 100 %], efficiency: [95 %, 90 %]"
RISING_EFFICIENCY = "load: [30 %, 100 %], efficiency: [86 %, 92 %]"
THREE_CONVEX = "load: [40 %, 70 %, 100 %], efficiency: [80 %, 90 %, 88 %]"
THREE_FALLING = "load: [40 %, 70 %, 100 %], efficiency: [80 %, 86 %, 92 %]"


def boiler(curve: str, need: list[float], more: str = "") -> Results:
    """The results of a boiler on a curve, beside a dearer backup."""
    text = PARK.format(curve=curve, need=need, more=more)
    return solved(park(text, hours=len(need)))


def test_a_convex_curve_is_exact_without_integers() -> None:
    """2.5, 7.5 and 10 MW take 2.5/0.95, 5.263158 + 2.5·1.169591 = 8.187135 and 11.111111 MW.

    One more MWh costs 36/0.95 = 37.89 EUR on the first line, 36·1.169591 = 42.11 on the second.
    Catches segments filled from the wrong end, and integers where none are needed.
    """
    results = boiler(CONVEX, [2.5, 7.5, 10, 0])
    close(flow(results, "boiler: fuel"), [2.5 / 0.95, 8.187135, 11.111111, 0])
    close(results.operation.prices["steam"][:2], [36 / 0.95, 42.105263])
    assert results.operation.size["integers"] == 0
    assert results.remarks == ()


def test_what_is_not_convex_is_said_to_be_approximated() -> None:
    """Without commitment the line from zero to full load, 92 %, passes below the point at 30 %.

    3 MW take 3/0.92 = 3.26087 MW instead of 3.48837: 6.52 % too little, and it is said. 10 MW are
    right. Catches a silent approximation, and an error counted from the approximated input.
    """
    results = boiler(RISING_EFFICIENCY, [3, 10])
    close(flow(results, "boiler: fuel"), [3 / 0.92, 10 / 0.92])
    assert results.operation.size["integers"] == 0
    assert len(results.remarks) == 1
    assert results.remarks[0].startswith("boiler: ")
    assert "understated by up to 6.5 %" in results.remarks[0]


def test_the_same_is_exact_with_commitment() -> None:
    """3 and 6.5 MW take 3.488372 and, half the way, 7.178968 MW; 2 MW are below the lowest load.

    Catches a hull that is taken although the unit is committed, and a remark that is not due.
    """
    results = boiler(RISING_EFFICIENCY, [3, 6.5, 2], ", commitment: {}")
    close(flow(results, "boiler: fuel"), [3.488372, 7.178968, 0])
    close(flow(results, "backup: heat"), [0, 0, 2])
    assert results.remarks == ()


@pytest.mark.parametrize(("curve", "fuel", "integers"), [
    (THREE_CONVEX, [5, 6.388889, 7.777778, 9.570707, 11.363636, 0], 6),
    (THREE_FALLING, [5, 6.569767, 8.139535, 9.504550, 10.869565, 0], 12),
])
def test_three_points_with_commitment(curve: str, fuel: list[float], integers: int) -> None:
    """4, 5.5, 7, 8.5 and 10 MW: at the points and half the way between; 3 MW from the backup.

    Each step has one integer for on, and where the slopes fall one more for the full first
    segment. Catches the steeper first segment left empty: 5.5 MW would take 6.365 MW.
    """
    results = boiler(curve, [4, 5.5, 7, 8.5, 10, 3], ", commitment: {}")
    close(flow(results, "boiler: fuel"), fuel)
    close(quantity(results, "boiler: on"), [1, 1, 1, 1, 1, 0])
    assert results.operation.size["integers"] == integers


def test_prices_follow_the_segment_that_the_unit_stands_in() -> None:
    """5.5 MW stand on the first of two falling slopes, 1.0465: 37.67 EUR; 8.5 on the second, 32.76.

    Catches prices of a program in which segments may be entered out of order.
    """
    results = boiler(THREE_FALLING, [5.5, 8.5], ", commitment: {}")
    close(results.operation.prices["steam"], [36 * 3.139535 / 3, 36 * 2.730030 / 3])


def test_a_minimum_load_above_the_lowest_point_holds() -> None:
    """At least 6 MW though the curve begins at 4: 5 MW from the backup, 6.5 from the boiler.

    Catches a curve that replaces the minimum load.
    """
    results = boiler(THREE_CONVEX, [5, 6.5], ", commitment: {minimum_load: 60 %}")
    close(flow(results, "boiler: heat"), [0, 6.5])


def test_an_outage_leaves_a_part_of_the_curve() -> None:
    """Half of 10 MW are left of 8 in the second hour, on the same curve: 5/0.95 MW of gas.

    Catches a curve that is scaled down with the capacity.
    """
    outage = "{from: 2019-01-01T01:00, to: 2019-01-01T02:00, remaining: 50 %}"
    results = boiler(CONVEX, [8, 8], f", outages: [{outage}]")
    close(flow(results, "boiler: heat"), [8, 5])
    close(flow(results, "boiler: fuel")[1], 5 / 0.95)


def test_a_start_jumps_to_the_lowest_point() -> None:
    """20 %/h of 10 MW and a lowest load of 4 MW: 6 MW of 9 in the first hour, 8 in the second.

    Catches a jump that knows the minimum load alone.
    """
    results = boiler(THREE_CONVEX, [0, 9, 9], ", commitment: {initially: off}, ramp: 20 %/h")
    close(flow(results, "boiler: heat"), [0, 6, 8])


@pytest.mark.parametrize("price", ["0 EUR/MWh", "-5 EUR/MWh"])
@pytest.mark.parametrize(("curve", "more", "fuel"), [
    (CONVEX, "", [2.5 / 0.95, 8.187135]), (THREE_CONVEX, ", commitment: {}", [0, 8.375421]),
])
def test_a_fuel_that_is_free_is_burnt_along_the_curve(
    curve: str, more: str, fuel: list[float], price: str
) -> None:
    """2.5 and 7.5 MW as by the table, though the program would gladly burn more.

    Catches a curve left to an order that nothing enforces where fuel costs nothing.
    """
    text = PARK.format(curve=f"{curve}, in_order: true", need=[2.5, 7.5], more=more)
    results = solved(park(text.replace("energy_price: 36 EUR/MWh", f"energy_price: {price}")))
    close(flow(results, "boiler: fuel"), fuel)


@pytest.mark.parametrize(("curve", "message"), [
    ("load: [40 %, 50 %, 100 %], efficiency: [90 %, 90 %]", "3 loads, but 2 efficiencies"),
    ("load: [50 %, 90 %], efficiency: [90 %, 91 %]", "rise and end at 100 %"),
    ("load: [90 %, 50 %, 100 %], efficiency: [90 %, 91 %, 92 %]", "rise and end at 100 %"),
    ("load: [80 %, 100 %], efficiency: [70 %, 95 %]", "more output must take more input"),
])
def test_curves_that_cannot_be_are_refused(curve: str, message: str) -> None:
    """Points that do not match, do not rise, or by which full load takes less than part load.

    Catches a curve that the equations would bend into something else.
    """
    with pytest.raises(ScenarioError, match=message):
        load_text(park(PARK.format(curve=curve, need=[1, 1], more="")))


def test_efficiency_and_curve_exclude_each_other() -> None:
    """Both at once are refused; catches one that is silently ignored."""
    text = park(PARK.format(curve=CONVEX, need=[1, 1], more=", efficiency: 90 %"))
    with pytest.raises(ScenarioError, match="either efficiency or part_load"):
        load_text(text)
