"""A rolling horizon: what is carried over its seams, and what its status may claim."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from ipos_energy.answer.results import Results
from ipos_energy.errors import SolverError, UnsatisfiableError
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.highs import Limits
from ipos_energy.mathematics.optimise import optimise
from ipos_energy.mathematics.owned_site import OwnedSite
from ipos_energy.mathematics.rolling import Windows, solve_rolling
from ipos_energy.mathematics.solve import Solved, solve_stated
from ipos_energy.park.load import load_text
from ipos_energy.park.site import Site
from tests.helpers import KINDS, Kind, close, park, quantity, solved

PARK = """
profiles:
  spot: {{values: {spot}, unit: EUR/MWh}}
  need: {{values: {need}, unit: MW}}
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: 10 MW, efficiency: 100 %,
            commitment: {{minimum_load: 100 %{commitment}}}{boiler}}}
  electrode boiler: {{kind: electrode_boiler, to: steam, capacity: 100 MW, efficiency: 100 %}}
{units}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 20 EUR/MWh, emission_factor: 0 kg/MWh{gas}}}
  grid: {{kind: electricity, energy_price: {{profile: spot}}{grid}}}
companies:
  works: {{demands: {{steam: {{profile: need}}}}}}
solver: {{gap: 0 %, rolling: {{window: {window}, overlap: {overlap}}}}}
"""
"""A boiler that is either off or at 10 MW, beside one that takes any power at the spot price."""

TANK = "  tank: {kind: store, header: steam, capacity: 20 MWh, power: 10 MW}"


def text_of(
    need: list[float], spot: list[float], *, window: str = "2 h", overlap: str = "0 h",
    commitment: str = "", boiler: str = "", units: str = "", gas: str = "", grid: str = "",
    start: str = "2019-01-01T00:00",
) -> str:
    """The small park."""
    body = PARK.format(need=need, spot=spot, window=window, overlap=overlap, boiler=boiler,
                       units=units, gas=gas, grid=grid, commitment=commitment)
    return park(body, hours=len(need), start=start)


def on(results: Results) -> list[int]:
    """When the boiler is on."""
    return [round(value) for value in quantity(results, "boiler: on")]


def test_energy_left_in_a_store_has_its_worth() -> None:
    """Gas at 20 in the first window heats the tank for the second, in which power costs 100.

    The boiler is out in hours 2 and 3. On in hours 0 and 1, it fills 20 MWh: 20·20 = 400, against
    20·100 = 2000 without. The relaxation costs as much, so the operation is proven optimal.
    Catches a window that empties its store at the end.
    """
    outage = ", outages: [{from: 2019-01-01T02:00, to: 2019-01-01T04:00}]"
    results = solved(text_of([0, 0, 10, 10], [100] * 4, units=TANK, boiler=outage))
    assert on(results) == [1, 1, 0, 0]
    close(results.operation.objective, 400)
    assert results.operation.status == "optimal"


@pytest.mark.parametrize("need", [[20, 10, 20, 10, 0, 0], [0, 0, 20, 10, 20, 10]])
def test_a_peak_that_is_paid_costs_nothing_more(need: list[float]) -> None:
    """A month's peak of 10 MW that one window must have is free in the others.

    Without the boiler's 10 MW, 20 MW of steam would take a peak of 20: so the boiler is on in
    those two hours and the peak is 10. Power for the other hours with a need costs 15 against gas
    at 20, so the boiler is off in them, unless a peak of 10 MW (1000 EUR) were still to pay.
    Cost: 2·10·20 + (10 + 10 + 10 + 10)·15 + 10·100 = 2000.
    Catches a window that forgets the peak of earlier ones, or does not know that of later ones.
    """
    results = solved(text_of(need, [15] * 6, grid=", peak_charge: 100 EUR/MW/month"))
    assert on(results) == [int(value == 20) for value in need]
    close(results.operation.objective, 2000)


def test_peaks_of_two_months_are_apart() -> None:
    """A window over midnight of 31 January pays both months; hours 22, 23, 0, 1.

    January needs 20 MW once and has a peak of 10 MW, so the boiler rests at 23:00. In February
    10 MW are needed twice: 2·10·20 = 400 with the boiler and no peak, 300 + 1000 without.
    Cost: 10·20 + 20·15 + 10·100 + 400 = 1900.
    """
    results = solved(text_of([20, 10, 10, 10], [15] * 4, window="3 h", start="2019-01-31T22:00",
                             grid=", peak_charge: 100 EUR/MW/month"))
    assert on(results) == [1, 0, 1, 1]
    close(results.operation.objective, 1900)


def test_a_yearly_limit_is_kept_for_the_dearest_hours() -> None:
    """15 MWh of gas allow one hour of the boiler, which belongs where power costs 200, not 50.

    Cost: 4·10·50 + 10·200 + 10·20 = 4200. The relaxation burns all 15 MWh: 3300. So nothing is
    proven, and the status says so. Catches a limit that the first window uses up.
    """
    results = solved(text_of([10] * 6, [50, 50, 50, 50, 200, 200], gas=", annual_limit: 15 MWh"))
    assert on(results)[:4] == [0, 0, 0, 0]
    assert sum(on(results)) == 1
    close([results.operation.objective, results.operation.bound], [4200, 3300])
    assert results.operation.status == "rolling horizon"


@pytest.mark.parametrize("overlap", ["0 h", "3 h"])
def test_a_minimum_time_on_passes_the_seam(overlap: str) -> None:
    """For hours 2 and 3 the boiler runs 3 hours: also at 1, or at 4, which is in the next window.

    Hours 2 and 3 gain 10·(200 − 20) each, a third one loses 10·(20 − 1): 10·(3·20 + 5·1) = 650.
    The audit counts the hours on. Catches a window that knows nothing of the starts before it.
    """
    results = solved(text_of([10] * 8, [1, 1, 200, 200, 1, 1, 1, 1], window="4 h", overlap=overlap,
                             commitment=", minimum_up: 3 h, initially: off"))
    assert np.flatnonzero(on(results)).tolist() in ([1, 2, 3], [2, 3, 4])
    close(results.operation.objective, 650)


NIGHT = [90.0] * 3 + [5.0] * 18 + [90.0] * 3
CYCLE = ", start_cost: 40 EUR, minimum_up: 2 h, minimum_down: 2 h"


@pytest.mark.parametrize("window", ["1 h", "2 h", "3 h", "5 h", "24 h"])
def test_the_end_of_a_cycle_meets_its_start(window: str) -> None:
    """Store and boiler are cyclic: the audit checks level and state across the end.

    Power is dear before and after midnight, so the boiler runs through the end. A window of the
    whole day finds what the program finds at once, and no window finds anything cheaper.
    """
    text = text_of([4, 9, 7, 2] * 6, NIGHT, window=window, overlap="2 h", units=TANK,
                   commitment=CYCLE)
    at_once = solved(text[:text.index("solver:")] + "solver: {gap: 0 %}\n").operation
    operation = solved(text).operation
    assert operation.bound <= at_once.objective + 1e-6
    assert operation.objective >= at_once.objective - 1e-6
    if window == "24 h":
        close(operation.objective, at_once.objective)


def test_without_integers_all_is_solved_at_once() -> None:
    """A program without integers is optimal, whatever the windows, and the planner is told."""
    text = park("""
        headers: {electricity: {medium: electricity}}
        contracts: {grid: {kind: electricity, energy_price: 50 EUR/MWh}}
        companies: {works: {demands: {electricity: 1 MW}}}
        solver: {rolling: {window: 1 h}}
        """, hours=3)
    said: list[str] = []
    operation, _ = optimise(load_text(text), said.append)
    close(operation.objective, 150)
    assert operation.status == "optimal"
    assert any("no unit needs integers" in line for line in said)


SMALLEST = """
headers: {electricity: {medium: electricity}}
contracts: {grid: {kind: electricity, energy_price: 50 EUR/MWh}}
companies: {works: {demands: {electricity: 1 MW}}}
"""


def in_windows_of_one(
    state: Callable[[Site], None], gap: float = 0.0
) -> tuple[Solved, list[str]]:
    """A small park with one more owner that states something, in windows of one hour."""
    scenario = load_text(park(SMALLEST, hours=3))
    model = build(scenario)
    state(OwnedSite(model, "odd"))
    said: list[str] = []
    answer = solve_rolling(compile_model(model).program, scenario.horizon, Windows(1, 0),
                           Limits(gap=gap), said.append)
    return answer, said


def exact_change(site: Site) -> None:
    """3·z0 + 2·z1 + 2·z2 = 4, where z0 earns 10 and the others 1."""
    chosen, steps = site.binary("z"), site.steps
    size = site.parameter("size", np.array([3.0, 2.0, 2.0]))
    gain = site.parameter("gain", np.array([10.0, 1.0, 1.0]))
    site.once("change", lambda: sum(size[t] * chosen[t] for t in steps) == 4)
    site.book("gain", lambda t: -gain[t] * chosen[t])


def test_a_dead_end_is_left_by_solving_at_once() -> None:
    """z0 = 1 looks best and leaves 1, which no z can pay; the answer is z1 = z2 = 1: 150 − 2.

    Catches a program called infeasible because its windows are.
    """
    answer, said = in_windows_of_one(exact_change)
    close(answer.program.cost @ answer.answer.x, 148)
    assert answer.answer.status == "optimal"
    assert any("finds no operation" in line for line in said)
    assert any("dead end" in line for line in said)


def test_the_status_is_what_the_bound_proves() -> None:
    """One unit at 10 or nothing serves 4 of 10: cost 10 against a bound of 4, of 150 more.

    (160 − 154)/160 = 3.75 %: "within gap" where 5 % are allowed, "rolling horizon" where 1 % is.
    """
    def block(site: Site) -> None:
        chosen = site.binary("z")
        site.each_step("need", lambda t: 10 * chosen[t] >= 4)
        site.book("cost", lambda t: 10 / 3 * chosen[t])

    for gap, status in ((0.05, "within gap"), (0.01, "rolling horizon")):
        answer, _ = in_windows_of_one(block, gap=gap)
        assert answer.answer.status == status
        close(answer.bound, 154)


def test_what_cannot_be_satisfied_says_so() -> None:
    """A park that is short is explained as without windows; so is a solver without time."""
    with pytest.raises(UnsatisfiableError, match="steam is short"):
        optimise(load_text(text_of([200] * 4, [1] * 4)))
    hurried = text_of([20] * 4, [1] * 4).replace("gap: 0 %", "time_limit: 0.000001 s")
    with pytest.raises(SolverError, match="time limit"):
        optimise(load_text(hurried))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("windows", [Windows(1, 0), Windows(2, 1)], ids=["one", "two and one"])
def test_every_kind_can_be_cut_into_windows(kind: Kind, windows: Windows) -> None:
    """Beside an integer that decides nothing, each kind's example costs what it costs at once.

    Where the example's own decisions are continuous its optimum is found and proven; no window may
    be without an operation. Catches a kind whose relations cannot be met within a window.
    """
    def idle(site: Site) -> None:
        chosen = site.binary("idle")
        site.book("cost", lambda t: chosen[t])

    scenario = load_text(kind.example)
    model = build(scenario)
    own_integers = any(variable.integer for variable in model.variables)
    idle(OwnedSite(model, "odd"))
    program = compile_model(model).program
    said: list[str] = []
    rolled = solve_rolling(program, scenario.horizon, windows, Limits(gap=0.0), said.append)
    at_once = solve_stated(program, Limits(gap=0.0))
    assert not [line for line in said if "no operation" in line or "dead end" in line]
    cost, best = (float(one.program.cost @ one.answer.x) for one in (rolled, at_once))
    assert cost >= best - 1e-6 * max(1.0, abs(best))
    if not own_integers:
        close(cost, best)
        assert rolled.answer.status == "optimal"
