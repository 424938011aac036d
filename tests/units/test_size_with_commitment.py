"""Sizes of units that are on or off, or run along a curve, by hand.

A day of four steps of 6 h. At 0 % interest over 10 years, 365 000 EUR/MW are 100 EUR/MW a day.
Steam from gas costs 40 EUR/MWh, from the backup 100: each MW of boiler saves 6·60 = 360 EUR in each
step in which it is used.
"""

from __future__ import annotations

import pytest

from ipos_energy.mathematics.optimise import optimise
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, ledger, quantity, solved
from tests.units.features import FEATURES
from tests.units.test_size import CHEAP, other, size, text


def boiler(
    more: str, bounds: str = CHEAP, need: tuple[float, ...] = (2, 2, 2, 8), existing: float = 0
) -> str:
    """A boiler that may grow, with commitment or ramp in ``more``."""
    return text(bounds, need, existing, f", {more}")


def test_minimum_load_grows_with_the_size() -> None:
    """2 MW in three steps, 8 MW in one, and at least half of the size while on.

    4 MW run in all steps: 3·2·360 + 4·360 − 4·100 = 3200 EUR saved of 84·100. More than 4 MW stand
    still in the first three and save at most 8·(360 − 100) = 2080. Catches a minimum load of what
    stands (0 MW: 8 would be built), and one of the most that can be built (10 MW: never on).
    """
    results = solved(boiler("commitment: {minimum_load: 50 %}"))
    close(size(results).value, 4)
    close(flow(results, "boiler: heat"), [2, 2, 2, 4])
    close(results.operation.objective, 8400 - 3200)
    close(ledger(results, "boiler", "investment"), 400)


def test_minimum_load_of_what_must_be_built() -> None:
    """5 MW stand and 1 is built at least: with 3 MW at least while on, it is off in three steps.

    2 more are built for the last: 8·360 − 3·100. Catches bounds without what stands.
    """
    results = solved(boiler("commitment: {minimum_load: 50 %}", f"at_least: 1 MW, {CHEAP}",
                            existing=5))
    close(size(results).value, 3)
    close(quantity(results, "boiler: on"), [0, 0, 0, 1])
    close(results.operation.objective, 8400 - 8 * 360 + 300)


def test_what_is_retired_lowers_the_minimum_load() -> None:
    """10 MW with 40 % at least are off at 2 MW. Retired at 400 EUR each, they let the rest run.

    With 5 MW: 3·2·360 + 5·360 saved and 5·400 more, 5960; with none, in one step, 8·360 = 2880.
    At 4 MW 400 EUR more are saved and 360 lost, and so on down to 2 MW: 4·2·360 + 8·400 = 6080.
    Catches a least size that counts what can be taken out of service.
    """
    results = solved(boiler("commitment: {minimum_load: 40 %}",
                            "at_most: 0 MW, cost: 0 EUR/MW, retirement_saving: 146000 EUR/MW/year",
                            existing=10))
    close(size(results, "retired").value, 8)
    close(results.operation.objective, 8400 - 4 * 2 * 360 - 8 * 400)


def test_what_one_more_mw_would_save() -> None:
    """At most 3 MW, on in all steps: a 4th saves 360 EUR in the last step, and costs 100.

    Catches a saving that sees only the rows of the size itself.
    """
    results = solved(boiler("commitment: {minimum_load: 50 %}",
                            "at_most: 3 MW, cost: 365000 EUR/MW"))
    close(size(results).value, 3)
    close(size(results).saving, 360 - 100)
    close(size(results).worth, 360)


def test_starts_do_not_grow_with_the_size() -> None:
    """A start of 500 EUR for the one step in which 8 MW save 8·(360 − 100) = 2080 EUR.

    At 2200 EUR it does not pay. Catches a start cost per MW.
    """
    for cost, built in ((500, 8), (2200, 0)):
        results = solved(boiler(
            f"commitment: {{start_cost: {cost} EUR, minimum_load: 10 %}}", need=(0, 0, 0, 8)))
        close(size(results).value, built)
        close(ledger(results, "boiler", "starts"), cost if built else 0)


@pytest.mark.parametrize(("cost", "built"), [("365000 EUR/MW", 4), ("146000 EUR/MW", 8)])
def test_a_larger_unit_runs_at_part_load(cost: str, built: float) -> None:
    """4 MW all day along a curve of 95 % up to half load and 90 % at full load.

    Heat costs 36/0.95 = 37.895 EUR/MWh up to half load, 42.105 above. Each MW beyond 4 moves half a
    MW below it: 24·0.5·4.2105 = 50.53 EUR a day, more than 40 but less than 100. Catches points
    that stay where they were for the existing capacity.
    """
    results = solved(text(f"at_most: 20 MW, cost: {cost}", (4, 4, 4, 4)).replace(
        "efficiency: 90 %", "part_load: {load: [50 %, 100 %], efficiency: [95 %, 90 %]}", 1))
    close(size(results).value, built)
    close(flow(results, "boiler: fuel"), [4 / (0.90 if built == 4 else 0.95)] * 4)


def test_no_load_steam_grows_with_the_turbine() -> None:
    """5 MW of power at 100 EUR/MWh; a fifth of the full-load steam only turns the machine.

    5 MW are built: at full load 20 MW of steam for 10 EUR/MWh, as without no-load steam. Where 6 MW
    must be built, power 5 = 1.25·0.25·steam − 0.25·6 takes 20.8 MW. Catches a no-load loss of what
    stands, or of the most that can be built.
    """
    turbine = ("kind: steam_turbine, from: hp steam, capacity: 0 MW, no_load: 20 %, "
               "commitment: {minimum_load: 10 %}, yields: {condenser: {electricity: 25 %}}")
    for text_, built, steam in ((other(turbine), 5, 20.0),
                                (other(turbine).replace("{at_most", "{at_least: 6 MW, at_most"),
                                 6, 20.8)):
        results = solved(text_)
        close(size(results, owner="new").value, built)
        close(flow(results, "new: steam to condenser"), [steam] * 4)


SAME = {
    "minimum load and starts": "10 MW", "ramp with commitment": "10 MW",
    "outage with commitment": "10 MW", "convex curve": "10 MW",
    "convex curve with an outage": "10 MW", "convex curve in order with fuel that is paid for":
    "10 MW", "convex curve with commitment": "10 MW",
    "curve that is not convex with commitment": "10 MW", "Willans line": "5 MW",
    "condensing end with no-load steam": "5 MW",
}


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("existing", [0, 3])
def test_a_size_without_choice_is_a_capacity(name: str, existing: float) -> None:
    """What must be built for nothing runs as what stands: the same cost, for each feature.

    Catches a part of commitment, curve, ramp or Willans line that a size changes.
    """
    stands = FEATURES[name].text
    whole = float(SAME[name].split()[0])
    built = whole - existing
    grown = stands.replace(
        f"capacity: {SAME[name]}", f"capacity: {existing} MW, size: {{at_least: {built} MW, "
        f"at_most: {built} MW, cost: 0 EUR/MW, lifetime: 10 years, interest: 0 %}}", 1)
    assert grown != stands
    expected, _ = optimise(load_text(stands))
    close(solved(grown).operation.objective, expected.objective)
