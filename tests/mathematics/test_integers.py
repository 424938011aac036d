"""Programs with integers: status, bound, prices, proof, and the same matrix as plain Pyomo."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ipos_energy.errors import SolverError
from ipos_energy.mathematics import highs, solve
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.certify import certify
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.highs import Limits
from ipos_energy.mathematics.linear import LinearProgram, matrix_from_triplets
from ipos_energy.mathematics.optimise import optimise
from ipos_energy.mathematics.solve import solve_stated
from ipos_energy.park.load import load_text
from ipos_energy.park.series import FloatArray
from tests.helpers import close, solved
from tests.plain import assert_same_program
from tests.units.features import FEATURES

EXACT = Limits(gap=0.0)


def knapsack() -> LinearProgram:
    """Choose among 80 things, without a proof in reach: many are nearly alike."""
    count = 80
    number = np.arange(count, dtype=np.float64)
    weight: FloatArray = 100.0 + number * 17 % 41
    worth: FloatArray = weight + number * 29 % 7
    rows = np.zeros(count, dtype=np.int64)
    return LinearProgram(
        matrix=matrix_from_triplets(rows, np.arange(count), weight, 1, count), cost=-worth,
        offset=0.0, lower=np.zeros(count), upper=np.ones(count), row_lower=np.array([-np.inf]),
        row_upper=np.array([0.37 * weight.sum()]), integer=np.ones(count, dtype=bool),
        column_blocks=(), row_blocks=())


def test_optimal_means_that_the_bound_is_the_cost() -> None:
    """Solved to the end the status is "optimal", and no operation can cost less.

    Catches a bound of the relaxed program.
    """
    answer = solve_stated(knapsack(), EXACT)
    assert answer.answer.status == "optimal"
    close(float(knapsack().cost @ answer.answer.x), answer.bound)


def test_within_gap_is_not_called_optimal() -> None:
    """Stopped at a gap of 50 % with a bound below the cost, the status says so.

    Catches HiGHS's own "optimal", which means no more than that the gap was reached.
    """
    found = solve_stated(knapsack(), Limits(gap=0.5))
    cost = float(knapsack().cost @ found.answer.x)
    assert found.bound < cost - 1e-6 * abs(cost)
    assert found.answer.status == "within gap"
    assert (cost - found.bound) / abs(cost) <= 0.5


@pytest.mark.parametrize(("least", "status"), [(0.0, "unbounded"), (0.4, "infeasible")])
def test_no_bottom_and_no_operation_are_told_apart(least: float, status: str) -> None:
    """Bought at 1 and sold at 2 without limits, beside an integer that is 0, or 0.4 to 0.6.

    HiGHS says of both, with integers, that there is no optimum and no more. Catches one that is
    taken for the other, and costs that stay away after it was asked.
    """
    program = LinearProgram(
        matrix=matrix_from_triplets(np.array([0, 0, 1]), np.array([0, 1, 2]),
                                    np.array([1.0, -1.0, 1.0]), 2, 3),
        cost=np.array([1.0, -2.0, 0.0]), offset=0.0, lower=np.zeros(3),
        upper=np.array([np.inf, np.inf, 1.0]), row_lower=np.array([0.0, least]),
        row_upper=np.array([0.0, 0.6]), integer=np.array([False, False, True]),
        column_blocks=(), row_blocks=())
    solver = highs.Solver(program)
    assert solver.solve(EXACT).status == status
    limited = program.upper.copy()
    limited[:2] = 5.0
    solver.update(bounds=(program.lower, limited))
    answer = solver.solve(EXACT)
    assert answer.has_point == (status == "unbounded")
    if answer.has_point:
        close(float(program.cost @ answer.x), -5.0)


def test_integers_that_are_only_nearly_whole_give_no_operation(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    """An operation that needs 1e-7 of a unit is none once the unit is off, and it is said so.

    Catches a traceback, and an operation without prices that passes for one with them.
    """
    whole = highs.solve

    def lost(program: LinearProgram, limits: Limits, watch: highs.Watch) -> highs.Answer:
        answer = whole(program, limits)
        if program.integer.any():
            return answer
        return replace(answer, status="infeasible", x=np.empty(0))

    monkeypatch.setattr(solve, "solve", lost)
    found = solve_stated(knapsack(), EXACT)
    assert not found.answer.has_point
    with pytest.raises(SolverError, match="nearly whole decisions"):
        optimise(load_text(FEATURES["minimum load and starts"].text))


@pytest.mark.parametrize("name", FEATURES)
def test_templates_give_the_matrix_of_plain_pyomo(name: str) -> None:
    """Rows, bounds, costs, coefficients and integers are those that plain Pyomo states.

    Catches a decision of 0 or 1 that is whole on one path and not on the other.
    """
    assert_same_program(build(load_text(FEATURES[name].text)))


@pytest.mark.parametrize("name", FEATURES)
def test_no_relation_falls_back_to_step_by_step(name: str) -> None:
    """Every rule has a symbolic form; catches one that would make a year slow."""
    assert compile_model(build(load_text(FEATURES[name].text))).fallbacks == ()


@pytest.mark.parametrize("name", FEATURES)
def test_the_operation_is_proven_for_its_integers(name: str) -> None:
    """With integers fixed at what was found, the prices prove that nothing is cheaper.

    The certificate holds, the integers are whole, the bound is not above the cost, and the stated
    program takes the answer. Catches prices of the relaxed program, and an integer off by a bit.
    """
    stated = compile_model(build(load_text(FEATURES[name].text))).program
    found = solve_stated(stated, EXACT)
    cost = float(stated.cost @ found.answer.x) + stated.offset
    assert found.bound <= cost + 1e-6 * max(1.0, abs(cost))
    integers = found.answer.x[stated.integer]
    np.testing.assert_array_equal(integers, np.round(integers))
    np.testing.assert_array_equal(found.program.lower[stated.integer], integers)
    assert not found.program.integer.any()
    assert [check for check in certify(found.program, found.answer) if not check.passed] == []


@pytest.mark.parametrize("name", FEATURES)
def test_the_relaxed_program_costs_less_or_the_same(name: str) -> None:
    """The bound lies between the relaxed program's cost and the operation's.

    Catches a bound above what can be reached.
    """
    stated = compile_model(build(load_text(FEATURES[name].text))).program
    relaxed = solve_stated(replace(stated, integer=np.zeros_like(stated.integer)), EXACT)
    found = solve_stated(stated, EXACT)
    assert relaxed.bound <= found.bound + 1e-6 * max(1.0, abs(found.bound))


@pytest.mark.parametrize("name", FEATURES)
def test_the_example_is_solved_and_passes_the_audit(name: str) -> None:
    """Balances, physics, bills and optimality all hold; catches a replay that disagrees."""
    results = solved(FEATURES[name].text)
    assert results.operation.status in ("optimal", "within gap")
    assert (results.operation.size["integers"] > 0) == FEATURES[name].integers
