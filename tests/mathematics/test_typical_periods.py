"""Sizes from typical periods: exact where days repeat, and never better than the bound."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from ipos_energy.answer.results import Results
from ipos_energy.errors import MissingPackageError, ScenarioError
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.fold import Representatives, fold
from ipos_energy.mathematics.optimise import optimise
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, park, quantity, solved

_PARK = """
profiles:
  need: {{values: {need}, unit: MW}}
  spot: {{values: {spot}, unit: EUR/MWh}}
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: 0 MW, efficiency: 100 %{boiler},
           size: {{at_most: 90 MW, cost: {cost} EUR/MW, lifetime: 10 years, interest: 0 %}}}}
  backup: {{kind: electrode_boiler, to: steam, capacity: 90 MW, efficiency: 100 %}}
  {units}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 20 EUR/MWh, emission_factor: 0 kg/MWh}}
  grid: {{kind: electricity, energy_price: {{profile: spot}}{grid}}}
companies:
  works: {{demands: {{steam: {{profile: need}}}}}}
solver: {{typical_periods: {{number: {number}, length: {length}{more}}}}}
"""

COLD, MILD = [6.0, 9.0], [2.0, 3.0]
"""Two days of two half days, by their steam in MW."""


def days(pattern: str, cold: list[float] = COLD, mild: list[float] = MILD) -> list[float]:
    """Cold and mild days in the order of "C" and "M"."""
    return [one for day in pattern for one in (cold if day == "C" else mild)]


def text_of(
    need: list[float], *, number: int = 2, length: str = "1 day", cost: float = 0.0,
    spot: float | list[float] = 50.0, boiler: str = "", units: str = "", grid: str = "",
    more: str = "",
) -> str:
    """A boiler that may be built beside one that burns dear power, in steps of 12 h."""
    prices = spot if isinstance(spot, list) else [spot] * len(need)
    return park(_PARK.format(need=need, spot=prices, number=number, length=length, cost=cost,
                             boiler=boiler, units=units, grid=grid, more=more),
                hours=12 * len(need), step="12 h")


def built(results: Results, owner: str = "boiler") -> float:
    """How much was built."""
    return next(size.value for size in results.operation.sizes if size.owner == owner)


tsam = pytest.mark.skipif(
    pytest.importorskip("importlib.util").find_spec("tsam") is None,
    reason="the optional package tsam is not installed")


@tsam
def test_two_kinds_of_days_are_exact() -> None:
    """Ten days, six of them mild. A MW of boiler costs 36 500/10·10/365 = 100 EUR for these days.

    It saves 30 EUR/MWh: 12 h of each of 4 cold days give 1 440 EUR to the 9th MW, so all are
    built: 9 MW, 900 EUR, and gas for 12·(4·15 + 6·5) = 1 080 MWh at 20 EUR: 22 500 EUR.

    Catches days that are counted once, a size from the mean day, and a status that forgets that
    the bound proves it.
    """
    results = solved(text_of(days("MMCMCCMMCM"), cost=36500, more=", compare: true"))
    outcome = results.operation.typical
    assert outcome is not None
    assert (outcome.number, outcome.periods) == (2, 10)
    close(built(results), 9)
    close([outcome.cost_on_periods, outcome.cost, outcome.cost_at_once or 0.0], [22500] * 3)
    assert results.operation.status == "optimal"


@tsam
def test_costs_are_weighted_by_how_often_a_day_comes() -> None:
    """A MW costs 1 500 EUR for the ten days; one that cold days alone use saves 12·30·4 = 1 440.

    The first 3 MW are used on all days; those up to 6 on cold days all day, which saves 24·30·4 =
    2 880. So 6 MW are built, at 2 500 EUR too. With three cold days they save 2 160: 3 MW. Catches
    days without weights.
    """
    for pattern, cost, size in (("MMCMCCMMCM", 1500, 6), ("MMCMCCMMCM", 2500, 6),
                                ("MMCMCCMMMM", 2500, 3)):
        results = solved(text_of(days(pattern), cost=cost * 365, more=", compare: true"))
        close(built(results), size)
        assert results.operation.status == "optimal"


@tsam
def test_each_day_has_its_own_price() -> None:
    """Four equal days with power at 10, 10, 100 and 100 EUR/MWh, one typical day by demand.

    A MW saves 24·80 EUR on each of two days, and costs 3 000 EUR: built. At the mean price of 55
    it saves 35·24·4 = 3 360 EUR as well; at the first day's nothing. The year's cost is 2·24·10
    for the cheap days too, which the typical day does not see: 3 000 + 24·20·4 = 4 920 EUR for
    1 MW against 4 440. Catches costs of the typical day alone.
    """
    spot = [10.0, 10.0, 10.0, 10.0, 100.0, 100.0, 100.0, 100.0]
    results = solved(text_of([1.0] * 8, number=1, cost=3000 * 10 * 365 / 4, spot=spot))
    outcome = results.operation.typical
    assert outcome is not None
    close(built(results), 1)
    close([outcome.cost_on_periods, outcome.cost], [4920, 4440])


@tsam
def test_the_day_of_highest_demand_stands_for_itself() -> None:
    """Nineteen days alike and one of 12 MW in its evening: without a backup 12 MW are built.

    Catches sizes that do not suffice on the worst day.
    """
    need = [2.0, 3.0] * 12 + [2.0, 12.0] + [2.0, 3.0] * 7
    results = solved(text_of(need, number=1, cost=3650).replace(
        "capacity: 90 MW", "capacity: 0 MW"))
    outcome = results.operation.typical
    assert outcome is not None
    close(built(results), 12)
    assert not outcome.grown
    assert outcome.number == 2


@tsam
def test_sizes_that_do_not_suffice_may_grow() -> None:
    """The boiler's twin of 5 MW rests on the fifth of six equal days, which no typical day shows.

    On the typical day nothing is built; the year needs 4 MW. Catches an operation that is given up.
    """
    text = text_of([4.0, 4.0] * 6, number=1, cost=3650, units=(
        "twin: {kind: boiler, fuel: gas, to: steam, capacity: 5 MW, efficiency: 100 %, outages: "
        "[{from: 2019-01-05, to: 2019-01-06}]}")).replace("capacity: 90 MW", "capacity: 0 MW")
    results = solved(text)
    outcome = results.operation.typical
    assert outcome is not None
    assert outcome.grown
    close(built(results), 4)


@tsam
def test_a_store_is_cyclic_in_each_period_and_peaks_are_of_each_month() -> None:
    """A day needs 6 and 2 MW; power costs 50 EUR/MWh and 3 EUR/kW of a month's peak.

    A tank of 24 MWh levels it to 4 MW on each of four days, two of January and two of February:
    peaks of 4 MW in both months, one of which has no typical day. Catches a month whose peak is
    free, and a level that runs on from day to day.
    """
    text = text_of([6.0, 2.0] * 4, number=1, cost=3.65e9, grid=", peak_charge: 3000 EUR/MW/month",
                   units="tank: {kind: store, header: steam, capacity: 24 MWh, power: 2 MW}")
    text = text.replace("2019-01-01T00:00", "2019-01-30T00:00").replace("2019-01-05", "2019-02-03")
    results = solved(text)
    outcome = results.operation.typical
    assert outcome is not None
    close([outcome.cost_on_periods, outcome.cost], [4 * 24 * 4 * 50 + 2 * 4 * 3000] * 2)
    close(flow(results, "backup: heat"), [4.0] * 8)
    close(np.ptp(quantity(results, "tank: level")), 24)


@tsam
def test_without_a_full_solution_the_bound_still_holds() -> None:
    """Random demand, four of twelve days: cost ≥ sizes of all days at once ≥ the bound.

    Catches a bound that promises more than there is to gain.
    """
    need = np.random.default_rng(1).uniform(1, 9, 24).round(1).tolist()
    for cost in (200.0, 1500.0):
        text = text_of(need, number=4, cost=cost * 10 * 365 / 12)
        results = solved(text)
        at_once = solved(text[:text.index("solver:")])
        assert results.operation.objective >= at_once.operation.objective - 1e-6
        assert at_once.operation.objective >= results.operation.bound - 1e-6
        assert results.operation.bound > 0.5 * results.operation.objective


@tsam
def test_commitment_on_typical_periods() -> None:
    """The boiler is on or off, at 100 % of what is built: 3 MW run all day on both kinds of days.

    Catches integers that are lost in folding.
    """
    results = solved(text_of([3.0, 3.0] * 4 + [5.0, 3.0] * 2, number=2, cost=3650,
                             boiler=", commitment: {minimum_load: 100 %}"))
    close(built(results), 3)
    close(flow(results, "backup: heat"), [0.0] * 8 + [2.0, 0.0] * 2)


def test_a_fold_of_every_period_is_cyclic_and_else_the_whole() -> None:
    """Each of three days stands for itself: same rows, columns and costs; levels turn per day.

    Catches rows and columns that are dropped or doubled.
    """
    text = text_of(days("CMC"), cost=100,
                   units="tank: {kind: store, header: steam, capacity: 24 MWh, power: 2 MW}")
    scenario = load_text(text)
    whole = compile_model(build(scenario)).program
    folded = fold(whole, scenario.horizon, Representatives(2, np.arange(3))).program
    close(folded.cost, whole.cost)
    close([folded.matrix.rows, folded.matrix.columns], [whole.matrix.rows, whole.matrix.columns])
    tank = next(block for block in whole.row_blocks if (block.owner, block.label) == (
        "tank", "level"))
    level = next(block for block in whole.column_blocks if (block.owner, block.label) == (
        "tank", "level"))
    for row in range(6):
        of_row = folded.matrix.row == tank.start + row
        columns = set(folded.matrix.column[of_row]) & set(range(level.start, level.start + 6))
        assert columns == {level.start + row, level.start + (row ^ 1)}


def test_without_tsam_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a traceback of an import."""
    monkeypatch.setitem(sys.modules, "tsam.timeseriesaggregation", None)
    with pytest.raises(MissingPackageError, match=r"pip install \"ipos-energy\[typical-periods\]"):
        optimise(load_text(text_of(days("CMCM"))))


def test_without_sizes_all_is_solved_at_once() -> None:
    """Typical periods are for sizes. Catches a scenario that needs tsam for nothing."""
    text = text_of(days("CM"))
    start, end = text.index(",\n           size:"), text.index("}}\n  backup")
    assert solved(text[:start] + text[end + 1:]).operation.typical is None


@pytest.mark.parametrize(("change", "message"), [
    ({"length": "36 h"}, "cannot be cut into whole periods of 36 h"),
    ({"length": "18 h"}, "cannot be cut into whole periods of 18 h"),
    ({"boiler": ", maintenance: [{duration: 1 day, from: 2019-01-01, to: 2019-01-03}]"},
     "maintenance has its day in the year"),
    ({"units": "tank: {kind: store, header: steam, capacity: 9 MWh, power: 2 MW, "
               "levels: {start: 1 MWh, end_at_least: 1 MWh}}"}, "no level can be given"),
    ({"number": 0}, "allowed is at least 1"),
])
def test_what_typical_periods_cannot_do_is_refused(
    change: dict[str, str | int], message: str
) -> None:
    """Each is refused with its reason."""
    with pytest.raises(ScenarioError, match=message):
        load_text(text_of(days("CMCM"), **change))  # type: ignore[arg-type]
