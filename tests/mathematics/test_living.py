"""A park that is solved again after changes: the same answer as anew, from where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipos_energy import Park
from ipos_energy.errors import ScenarioError
from ipos_energy.mathematics.compact import compact
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.living import Living
from ipos_energy.mathematics.solve import Solved
from tests.helpers import close
from tests.mathematics.joined.programs import works
from tests.mathematics.test_compact import INF, program


@pytest.fixture
def park(tmp_path: Path) -> Park:
    """Two days of a works."""
    file = tmp_path / "works.yaml"
    file.write_text(works(days=2), encoding="utf-8")
    return Park(file)


CHANGES = {
    "a price": "contracts.gas.energy_price=52 EUR/MWh",
    "a profile of prices": "profiles.spot.mean=55 EUR/MWh",
    "a demand": "profiles.need.mean=11 MW",
    "a limit": "units.boiler.capacity=11 MW",
    "an efficiency": "units.boiler.efficiency=92 %",
    "a term that was not there": "contracts.gas.annual_limit=600 MWh",
    "another horizon": "horizon.end=2019-01-03T06:00",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_gives_what_a_new_park_gives(park: Park, change: str) -> None:
    """Solved, changed, solved, changed back: twice the costs of parks that know no other.

    Catches data that stays behind in the living solver, and a changed shape that is not seen.
    """
    first = park.solve().operation.objective
    park.change(change)
    changed = park.solve()
    assert changed.passed
    anew = Park(park._path, [change]).solve()
    close(changed.operation.objective, anew.operation.objective, tolerance=1e-8)
    assert changed.operation.objective != pytest.approx(first, rel=1e-6)
    park.change(*back(change))
    close(park.solve().operation.objective, first, tolerance=1e-8)


def back(change: str) -> list[str]:
    """The change that takes another one back."""
    was = {"contracts.gas.energy_price": "45 EUR/MWh", "profiles.spot.mean": "60 EUR/MWh",
           "profiles.need.mean": "12 MW", "units.boiler.capacity": "14 MW",
           "units.boiler.efficiency": "90 %", "contracts.gas.annual_limit": "null",
           "horizon.end": "2019-01-03T00:00"}
    key = change.partition("=")[0]
    return [f"{key}={was[key]}"]


def test_integers_are_solved_anew_and_leave_a_start_behind(park: Park) -> None:
    """A minimum load that never binds, and none again: three times the same cost.

    Catches a basis of a program with integers that is taken for one of a linear program.
    """
    first = park.solve().operation
    park.change("units.boiler.commitment={minimum_load: 30 %}", "solver.gap=0 %")
    committed = park.solve().operation
    park.change("units.boiler.commitment=null")
    close([committed.objective, park.solve().operation.objective], [first.objective] * 2)
    assert committed.size["integers"] > 0


def test_a_wrong_change_leaves_the_park_as_it_was(park: Park) -> None:
    """A misspelt unit is told, and the next solve knows nothing of it."""
    first = park.solve().operation.objective
    with pytest.raises(ScenarioError, match="boilr"):
        park.change("units.boilr.efficiency=92 %")
    close(park.solve().operation.objective, first)


def living(*costs: float) -> tuple[list[Solved], list[str]]:
    """Gas = 2·x + 4·y at each of some costs, x + y ≥ 3 and y ≥ 1, one after the other."""
    said: list[str] = []
    keeper, found = Living(), []
    for cost in costs:
        stated = program([[1, -2, -4], [0, 1, 1]], [0, 3], [0, INF], [cost, 0, 0], [0, 0, 1],
                         [INF] * 3)
        found.append(keeper.solve(stated, Limits(), None, said.append, lambda text: None))
    return found, said


def test_costs_alone_need_no_iteration_where_the_optimum_stays() -> None:
    """2·2 + 4·1 = 8 of gas at 10, 11 and 12 cost 80, 88 and 96, and the 3 of the offset.

    Catches a start that is thrown away.
    """
    found, said = living(10, 11, 12)
    close([one.bound for one in found], [83, 91, 99])
    assert said == ["Solved from the optimum before it, in 0 iterations"] * 2
    assert all(one.answer.x.tolist() == [8, 2, 1] for one in found)


def test_a_choice_is_kept_only_while_it_is_possible() -> None:
    """Gas ≥ 0 follows from x, y ≥ 0, gas ≥ 9 does not: its equation may not go any more.

    Catches a bound that disappears because it followed once.
    """
    rows: list[list[float]] = [[1, -2, -4], [0, 1, 1]]
    free = compact(program(rows, [0, 3], [0, INF], [10, 0, 0], [0, 0, 0], [INF] * 3))
    bound = program(rows, [0, 3], [0, INF], [10, 0, 0], [9, 0, 0], [INF] * 3)
    again = compact(bound, free)
    close(again.restore(solve(again.small, Limits())).x[0], 9)
    priced = compact(program(rows, [0, 3], [0, INF], [20, 0, 0], [0, 0, 0], [INF] * 3), free)
    assert priced.entry is free.entry
