"""The pieces of the joined solve by hand: order, excerpts, structure, joined bases, prices."""

from __future__ import annotations

import numpy as np
import pytest

from ipos_energy.mathematics.basis import AT_LOWER, BASIC, Basis
from ipos_energy.mathematics.highs import Limits, PartAnswer, Solver
from ipos_energy.mathematics.joined.excerpt import excerpt
from ipos_energy.mathematics.joined.joining import joined
from ipos_energy.mathematics.joined.market import Market
from ipos_energy.mathematics.joined.ordered import Ordered, in_order_of_time
from ipos_energy.mathematics.joined.pricing import Prices, Response, priced_rows
from ipos_energy.mathematics.joined.structure import Structure, _Spans, _within, structure_of
from ipos_energy.mathematics.joined.windows import Part
from ipos_energy.mathematics.linear import IntArray, LinearProgram, matrix_from_triplets
from ipos_energy.mathematics.places import NO_STEP, Stamps
from ipos_energy.park.series import FloatArray
from tests.helpers import close

STEPS = 4
NONE: IntArray = np.empty(0, dtype=np.int64)
UNKNOWN = Prices(np.zeros(1), np.zeros(1))


def store(steps: int = STEPS, *, capacity: float = 10.0, keep: float = 1.0) -> Ordered:
    """A store, a purchase and a peak: columns ``level``, ``bought`` by step, then the peak.

    Rows: level[t] − keep·level[t−1] − bought[t] = −1, round the end; bought[t] − peak ≤ 0; and
    Σ bought ≤ 3 over all steps. Buying costs 5 and the peak 8; up to 2 may be bought at a step.
    """
    every, ones = np.arange(steps), np.ones(steps)
    level, bought, peak = every, steps + every, np.full(steps, 2 * steps)
    balance, limit, total = every, steps + every, np.full(steps, 2 * steps)
    matrix = matrix_from_triplets(
        np.concatenate([balance, np.roll(balance, -1), balance, limit, limit, total]),
        np.concatenate([level, level, bought, bought, peak, bought]),
        np.concatenate([ones, -keep * ones, -ones, ones, -ones, ones]),
        2 * steps + 1, 2 * steps + 1)
    program = LinearProgram(
        matrix=matrix, cost=np.concatenate([0 * ones, 5 * ones, [8.0]]), offset=0.0,
        lower=np.zeros(2 * steps + 1),
        upper=np.concatenate([capacity * ones, 2 * ones, [np.inf]]),
        row_lower=np.concatenate([-ones, -np.inf * ones, [-np.inf]]),
        row_upper=np.concatenate([-ones, 0 * ones, [3.0]]),
        integer=np.zeros(2 * steps + 1, dtype=bool), column_blocks=(), row_blocks=())
    blocks = np.repeat([0, 1, 2], [steps, steps, 1])
    step = np.concatenate([every, every, [NO_STEP]])
    return in_order_of_time(program, Stamps(steps, step, step, blocks, blocks))


def dense(part: LinearProgram) -> FloatArray:
    """A matrix with its zeros."""
    full = np.zeros((part.matrix.rows, part.matrix.columns))
    full[part.matrix.row, part.matrix.column] = part.matrix.value
    return full


def test_columns_and_rows_stand_in_the_order_of_time() -> None:
    """Level and purchase of step 0, then of step 1, …; the peak and the sum last.

    Catches an order that keeps the blocks together, and answers that are not brought back.
    """
    ordered = store()
    assert ordered.column.tolist() == [0, 4, 1, 5, 2, 6, 3, 7, 8]
    assert ordered.row.tolist() == [0, 4, 1, 5, 2, 6, 3, 7, 8]
    assert ordered.column_start.tolist() == [0, 2, 4, 6, 8]
    assert (ordered.timed_columns, ordered.timed_rows) == (8, 8)


def test_a_stretch_goes_round_and_pays_its_share() -> None:
    """Steps 1 and 2: level[1] follows level[2], and the peak costs half of 8.

    Catches a store that is filled from nowhere at the window's first step.
    """
    ordered = store()
    part = excerpt(ordered, 1, 3, NONE)
    program = part.program(ordered.program, ordered.program.cost)
    close(dense(program), [[1, -1, -1, 0, 0],       # balance[1]
                           [0, 1, 0, 0, -1],        # peak ≥ bought[1]
                           [-1, 0, 1, -1, 0],       # balance[2]
                           [0, 0, 0, 1, -1]])
    close(program.cost, [0, 5, 0, 5, 4])
    whole = excerpt(ordered, 0, STEPS, np.array([8]))
    close(dense(whole.program(ordered.program, ordered.program.cost)), dense(ordered.program))


@pytest.mark.parametrize(("capacity", "keep", "memory"), [
    (10.0, 1.0, 5.0),      # 2 at a step fill 10 in 5
    (1e9, 0.9, 10.0),      # a tenth is lost at a step
])
def test_memory_is_what_fills_or_forgets(capacity: float, keep: float, memory: float) -> None:
    """Catches a memory by losses alone, which makes every lossless tank a seasonal one."""
    found = structure_of(store(2000, capacity=capacity, keep=keep), smallest=0)
    assert isinstance(found, Structure)
    assert found.memory == pytest.approx(memory)
    assert found.reach == 1
    assert found.priced.tolist() == [4000]
    assert [cut % 24 for group in found.groups for cut in group[:-1]].count(0) == found.windows


def test_a_store_that_outlasts_its_windows_has_windows_of_three_days() -> None:
    """1 000 steps to fill it, of 2 000. Catches windows as long as its memory."""
    found = structure_of(store(2000, capacity=2000.0), smallest=0)
    assert isinstance(found, Structure)
    assert found.memory == pytest.approx(1000.0)
    assert np.median(np.diff(found.groups[0])) == 72


def test_limits_are_held_where_they_lie_within() -> None:
    """Limits on steps 0–23, 0–47 and 0–47 of 96 in windows of 24 and groups of 48.

    The first lies in a window, the others in a group only. Catches a day's limit that no window
    knows.
    """
    ends, cuts = (0, 48, 96), (0, 24, 48, 72, 96)
    spans = _Spans(rows=(np.array([0, 0, 10, 0]), np.array([23, 47, 47, 95])),
                   columns=(NONE, NONE), far=(NONE, NONE))
    by_group, across_groups = _within(spans, ends, 100)
    by_window, across_windows = _within(spans, cuts, 100)
    assert [rows.tolist() for rows in by_group] == [[100, 101, 102], []]
    assert across_groups.tolist() == [103]
    assert [rows.tolist() for rows in by_window] == [[100], [], [], []]
    assert across_windows.tolist() == [101, 102, 103]


def test_the_dearest_peak_is_basic_alone() -> None:
    """Steps 0–1 with a peak of 2, steps 2–3 with one of 1, both basic: the first one stays.

    In the second, bought[2] ≤ peak binds at 1 and no longer at 2: its row becomes basic. A count of
    one basic column too many is no basis.
    """
    ordered = store()
    parts = []
    for start, peak in ((0, 2.0), (2, 1.0)):
        part = excerpt(ordered, start, start + 2, NONE)
        column = np.array([BASIC, AT_LOWER, BASIC, AT_LOWER, BASIC], dtype=np.int8)
        row = np.array([AT_LOWER, AT_LOWER, AT_LOWER, BASIC], dtype=np.int8)
        answer = PartAnswer(np.array([0, 0, 0, 0, peak]), Basis(column, row), True, 0, 0.0)
        parts.append(Part(part, answer, Response(np.empty(0), 0.0)))
    basis = joined(ordered, parts)
    assert basis.surplus == 0
    assert basis.row.tolist() == [AT_LOWER, AT_LOWER, AT_LOWER, BASIC,
                                  AT_LOWER, BASIC, AT_LOWER, BASIC, BASIC]
    assert basis.column[-1] == BASIC


def test_a_price_is_found_at_which_a_limit_is_met() -> None:
    """One part uses 3 + y at a price of y ≤ 0 and pays (3 − u)²/2 for using u, the other always 2.

    5 + y = 3, the limit, at y = −2. Catches a sign, and responses of one part that are counted for
    the other.
    """
    ordered = store()
    priced = priced_rows(ordered, np.array([8]))
    close(priced.costs(ordered.program.cost, np.array([-1.0])), [0, 6, 0, 6, 0, 6, 0, 6, 8])

    def respond(y: FloatArray) -> list[Response]:
        used = np.clip(3.0 + y, 0.0, 3.0)
        return [Response(used, float((3.0 - used[0]) ** 2 / 2)), Response(np.array([2.0]), 7.0)]

    settled = Market(priced, ordered.program, respond).settle(UNKNOWN, 0.003, 8)
    assert settled.prices.y[0] == pytest.approx(-2.0, abs=0.1)
    assert settled.prices.slope[0] == pytest.approx(1.0)
    assert settled.chosen[0] == settled.chosen[1]


def test_where_parts_change_at_once_each_follows_what_is_mixed_most() -> None:
    """Five parts each use 1 up to a price of 1, and nothing beyond it: 5 or 0, never just 3.

    Mixed, three of them use 1 and two nothing, at a price of 1; asked is a fiftieth less. Catches
    parts that all follow the last price, and weights of one part that are read as another's.
    """
    ordered = store()
    priced = priced_rows(ordered, np.array([8]))

    asked = []

    def respond(y: FloatArray) -> list[Response]:
        asked.append(1.0 if y[0] > -1.0 else 0.0)
        return [Response(np.array([asked[-1]]), 1.0 - asked[-1])] * 5

    settled = Market(priced, ordered.program, respond).settle(UNKNOWN, 0.003, 8)
    assert settled.prices.y[0] == pytest.approx(-0.98)
    assert sorted(asked[number] for number in settled.chosen) == [0.0, 0.0, 1.0, 1.0, 1.0]


def test_a_known_slope_gives_the_second_price() -> None:
    """5 + 2y = 3 is met at y = −1; asked first is −2 with the slope known to be 2.

    Catches a first guess that forgets what the sample has shown.
    """
    ordered = store()
    priced = priced_rows(ordered, np.array([8]))
    asked = []

    def respond(y: FloatArray) -> list[Response]:
        asked.append(float(y[0]))
        return [Response(5.0 + 2.0 * y, 0.0)]

    start = Prices(np.array([-2.0]), np.array([2.0]))
    settled = Market(priced, ordered.program, respond).settle(start, 0.003, 4)
    assert asked == [-2.0, -1.0]
    assert settled.prices.y[0] == -1.0


def test_a_price_is_corrected_by_what_is_missed() -> None:
    """3 too much where one of price makes 6: half of one more; never beyond half of the price.

    Catches a correction in the wrong direction.
    """
    prices = Prices(np.array([-4.0, -4.0, -4.0]), np.array([6.0, 0.5, 0.0]))
    close(prices.corrected(np.array([-3.0, -30.0, -3.0])).y, [-4.5, -6.0, -4.0])


def test_a_living_solver_takes_new_data_and_starts_where_it_was() -> None:
    """Three times the peak's cost, then a limit of 5: no iteration where nothing changes.

    Of 4 needed, 3 may be bought… so the first program has no optimum; with 5 it costs 4·5 + 8·1,
    with a peak of 24 each 4·5 + 24. Catches data that does not reach the solver.
    """
    ordered = store()
    program = ordered.program
    solver = Solver(program)
    assert solver.solve(Limits()).status == "infeasible"
    row_upper = program.row_upper.copy()
    row_upper[-1] = 5.0
    solver.update(row_bounds=(program.row_lower, row_upper))
    assert solver.solve(Limits()).bound == pytest.approx(28.0)
    assert solver.solve(Limits()).iterations == 0
    cost = program.cost.copy()
    cost[-1] = 24.0
    solver.update(cost=cost)
    assert solver.solve(Limits()).bound == pytest.approx(44.0)
