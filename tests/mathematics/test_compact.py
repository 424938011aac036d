"""The smaller program: by hand, and on random programs against the solver on the whole."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ipos_energy.mathematics.certify import certify
from ipos_energy.mathematics.compact import compact
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.linear import LinearProgram, matrix_from_triplets
from tests.helpers import close

INF = float("inf")


def program(
    rows: list[list[float]], low: list[float], high: list[float], cost: list[float],
    lower: list[float], upper: list[float],
) -> LinearProgram:
    """A linear program from dense rows."""
    dense = np.array(rows, dtype=float).reshape(len(rows), len(cost))
    where = np.nonzero(dense)
    return LinearProgram(
        matrix=matrix_from_triplets(where[0], where[1], dense[where], len(rows), len(cost)),
        cost=np.array(cost, dtype=float), offset=3.0,
        lower=np.array(lower, dtype=float), upper=np.array(upper, dtype=float),
        row_lower=np.array(low, dtype=float), row_upper=np.array(high, dtype=float),
        column_blocks=(), row_blocks=(), integer=np.zeros(len(cost), dtype=bool),
    )


def test_a_purchase_that_only_passes_on_goes_with_its_equation() -> None:
    """Gas = 2·x + 4·y costs 10, x + y ≥ 3: least at x = 3, which takes 6 of gas and costs 60 + 3.

    Gas ≥ 0 follows from x, y ≥ 0: column and row both go. The dual of the gas equation is its
    price 10. Catches a cost that is lost with its column.
    """
    full = program([[1, -2, -4], [0, 1, 1]], [0, 3], [0, INF], [10, 0, 0], [0, 0, 0], [INF] * 3)
    compaction = compact(full)
    assert (compaction.small.matrix.columns, compaction.small.matrix.rows) == (2, 1)
    close(compaction.small.cost, [20, 40])
    answer = compaction.restore(solve(compaction.small, Limits()))
    close(answer.x, [6, 3, 0])
    close(answer.row_dual, [10, 20])
    close(answer.column_dual, [0, 0, 20])
    assert all(check.passed for check in certify(full, answer))


def test_a_sale_with_a_limit_leaves_a_range() -> None:
    """X = 5 + sold with sold ≤ 2 earning 7, x costing 4: x lies between 5 and 7.

    4·x − 7·sold = 35 − 3·x is least at x = 7, sold = 2: 14, and 3 of offset. 1 more of the limit
    would earn 3, which must come back to the bound of ``sold``. Catches a bound that disappears
    with its column.
    """
    full = program([[1, -1]], [5], [5], [4, -7], [-INF, 0], [INF, 2])
    compaction = compact(full)
    answer = compaction.restore(solve(compaction.small, Limits()))
    close(answer.x, [7, 2])
    close(float(full.cost @ answer.x) + full.offset, 17)
    close(answer.row_dual, [4])
    close(answer.column_dual, [0, -3])
    assert all(check.passed for check in certify(full, answer))


def test_integers_stay() -> None:
    """A column of whole numbers is never solved from an equation. Catches 2.5 boilers that run."""
    full = program([[1, -2, 1]], [0], [0], [1, 1, 1], [0, 0, 0], [9, 9, 9])
    whole = np.array([False, True, False])
    marked = LinearProgram(**{**vars(full), "integer": whole})
    small = compact(marked).small
    assert small.matrix.columns == 2
    assert small.integer.tolist() == [True, False]


@st.composite
def programs(draw: st.DrawFn) -> LinearProgram:
    """Feasible, bounded programs of the sort that parks give: balances and limits."""
    columns, rows = draw(st.integers(2, 7)), draw(st.integers(1, 5))
    number = st.sampled_from([0, 0, 0, 1, -1, 2, -0.5, 3])
    dense = np.array([[draw(number) for _ in range(columns)] for _ in range(rows)], dtype=float)
    x = np.array([draw(st.integers(0, 4)) for _ in range(columns)], dtype=float)
    lower = np.array([draw(st.sampled_from([0.0, -2.0])) for _ in range(columns)])
    upper = np.array([draw(st.sampled_from([4.0, 9.0])) for _ in range(columns)])
    cost = [float(draw(st.integers(-5, 9))) for _ in range(columns)]
    sort = np.array([draw(st.sampled_from(["=", "=", "<", "range"])) for _ in range(rows)])
    activity = dense @ x
    low = np.where(sort == "=", activity, np.where(sort == "<", -INF, activity - 1))
    high = np.where(sort == "=", activity, activity + 1)
    return program(dense.tolist(), low.tolist(), high.tolist(), cost, lower.tolist(),
                   upper.tolist())


@settings(max_examples=150, deadline=None, derandomize=True)
@given(programs())
def test_any_program_keeps_its_optimum(full: LinearProgram) -> None:
    """The restored answer costs what the plain one costs, and its duals prove it.

    Catches a substitution that is only right on the park's own structure.
    """
    plain, compaction = solve(full, Limits()), compact(full)
    answer = compaction.restore(solve(compaction.small, Limits()))
    close(float(full.cost @ answer.x), float(full.cost @ plain.x))
    assert [check for check in certify(full, answer) if not check.passed] == []
