"""What a window sees of the whole program: its rows, limits, prices and bounds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import ArrayLike

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.linear import Block, LinearProgram
from ipos_energy.mathematics.model import empty_model
from ipos_energy.mathematics.owned_site import OwnedSite
from ipos_energy.mathematics.places import places_of
from ipos_energy.mathematics.window import Part, Relaxation, Window, part_of
from ipos_energy.park.load import load_text
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Site
from tests.helpers import close, park

INF = np.inf

SMALLEST = load_text(park("""
headers: {electricity: {medium: electricity}}
contracts: {grid: {kind: electricity, energy_price: 50 EUR/MWh}}
companies: {works: {demands: {electricity: 1 MW}}}
""", hours=6))
"""Six hours, of which only the horizon is used."""


def program_of(state: Callable[[Site], None]) -> LinearProgram:
    """The program of one owner alone, without headers."""
    model = empty_model(SMALLEST, {})
    state(OwnedSite(model, "odd"))
    return compile_model(model).program


def seen(
    state: Callable[[Site], None], window: Window, *, relaxed: ArrayLike, dual: ArrayLike,
    found: ArrayLike | None = None,
) -> Part:
    """The part of the program that a window sees, for a relaxation and values that are given."""
    whole = program_of(state)
    relaxation = Relaxation(np.asarray(relaxed, float), np.asarray(dual, float), cost=0.0)
    before = np.zeros_like(relaxation.x) if found is None else np.asarray(found, float)
    return part_of(whole, places_of(whole, SMALLEST.horizon), relaxation, before, window)


def dense(part: Part) -> FloatArray:
    """The matrix."""
    matrix = part.program.matrix
    full = np.zeros((matrix.rows, matrix.columns))
    full[matrix.row, matrix.column] = matrix.value
    return full


def limited_sum(site: Site) -> None:
    """x[0] + … + x[5] ≤ 12."""
    x, steps = site.variable("x"), site.steps
    site.once("limit", lambda: sum(x[t] for t in steps) <= 12)
    site.book("cost", lambda t: 7 * x[t])


HALVES = np.full(6, 0.5)


def test_the_spare_of_a_limit_is_spread_evenly() -> None:
    """The relaxation uses 3 of 12. Until hour 4: 2 of its own and 4/6 of the 9 to spare are 8.

    Of these 4 are used already, so hours 2 and 3 may use 4. Catches a first window that takes all.
    """
    part = seen(limited_sum, Window(2, 4, 4), relaxed=HALVES, dual=[0.0],
                found=[2, 2, 0, 0, 0, 0])
    assert part.columns.tolist() == [2, 3]
    close(dense(part), np.array([[1, 1]]))
    close(part.program.row_upper, 4, 1e-4)
    close(part.program.cost, [7, 7])


def test_a_loose_window_may_use_all_that_is_left() -> None:
    """12 − 4: later hours need nothing. Catches a dead end that a limit's even share makes."""
    part = seen(limited_sum, Window(2, 4, 4, loose=True), relaxed=HALVES, dual=[0.0],
                found=[2, 2, 0, 0, 0, 0])
    close(part.program.row_upper, 8, 1e-4)


def test_a_limit_that_binds_is_paid_at_its_dual() -> None:
    """At a dual of −10, x costs 7 + 10; 5 % of 10 are lost on what differs from the relaxation.

    The relaxation uses 2 an hour, so 8 until hour 4. 3 are used before: the second row is
    x[2] + x[3] − d⁺ + d⁻ = 5. All that is left may be used: 12 − 3.
    """
    part = seen(limited_sum, Window(2, 4, 4), relaxed=np.full(6, 2.0), dual=[-10.0],
                found=[1, 2, 0, 0, 0, 0])
    close(dense(part), np.array([[1, 1, 0, 0], [1, 1, -1, 1]]))
    close(part.program.cost, [17, 17, 0.5, 0.5])
    close(part.program.row_upper, [9, 5], 1e-4)


def test_the_last_window_has_the_limit_itself() -> None:
    """Nothing lies beyond it, so nothing is paid: x[4] + x[5] ≤ 12 − 10."""
    part = seen(limited_sum, Window(4, 6, 6), relaxed=np.full(6, 2.0), dual=[-10.0],
                found=[1, 2, 3, 4, 0, 0])
    close(dense(part), np.array([[1, 1]]))
    close(part.program.row_upper, 2, 1e-4)
    close(part.program.cost, [7, 7])


def level(site: Site) -> None:
    """level[t] = 0.9·level[t−1] + charge[t], cyclic."""
    stored, charge, previous = site.variable("level"), site.variable("charge"), site.previous
    site.each_step("level", lambda t: stored[t] - 0.9 * stored[previous[t]] - charge[t] == 0)


def test_the_level_left_at_the_end_is_worth_its_dual() -> None:
    """Row 2 is out of sight and takes −0.9·level[1]; at a dual of −40, level[1] earns 36.

    Row 0 reaches to level[5] = 3 of the relaxation: level[0] − charge[0] = 2.7. Only level[1] of
    row 2 is seen, and what the relaxation has there is −0.9·4.
    """
    relaxed = np.array([1.0, 4, 0, 0, 0, 3] + [0.0] * 6)
    part = seen(level, Window(0, 2, 2), relaxed=relaxed, dual=[0, 0, -40, 0, 0, 0])
    assert part.columns.tolist() == [0, 1, 6, 7]
    close(part.program.cost, [0, -36, 0, 0, 2, 2])
    close(part.program.row_lower, [2.7, 0, -3.6])
    close(dense(part)[:, :4], np.array([[1, 0, -1, 0], [-0.9, 1, 0, -1], [0, -0.9, 0, 0]]))


def test_the_level_before_a_window_is_what_was_found() -> None:
    """level[1] = 5 was found: level[2] − charge[2] = 4.5. Catches a store that starts empty."""
    part = seen(level, Window(2, 3, 3), relaxed=np.zeros(12), dual=np.zeros(6),
                found=[0, 5, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0])
    close(part.program.row_lower, 4.5, 1e-4)
    close(part.program.row_upper, 4.5, 1e-4)


def peak(site: Site) -> None:
    """x[t] ≤ peak, which costs 100."""
    x, top = site.variable("x"), site.single_variable("peak")
    site.each_step("peak", lambda t: x[t] <= top)
    site.book_once("peak", lambda: 100 * top)


@pytest.mark.parametrize(("reached", "stop", "lowest"), [(3, 4, 5), (8, 4, 8), (3, 6, 3)])
def test_a_peak_starts_from_what_is_reached_or_paid(
    reached: float, stop: int, lowest: float
) -> None:
    """The relaxation's peak is 5: paid anyhow, unless more was reached or nothing is beyond.

    Catches a window that avoids a peak that is there already, and one that sees all steps and
    still takes the relaxation's peak for granted.
    """
    part = seen(peak, Window(2, 4, stop), relaxed=[0, 0, 0, 0, 0, 5, 5], dual=np.zeros(6),
                found=[reached, 0, 0, 0, 0, 0, 0])
    assert part.columns[-1] == 6
    close(part.program.lower[-1], lowest)
    close(part.program.cost[-1], 100)


def switching(site: Site) -> None:
    """on[t] − on[t−1] = start[t] − stop[t], cyclic."""
    on, start, stop = site.binary("on"), site.variable("start"), site.variable("stop")
    previous = site.previous
    site.each_step("switching",
                   lambda t: on[t] - on[previous[t]] - start[t] + stop[t] == 0)


def test_a_state_beyond_the_window_is_whole() -> None:
    """on[5] = 0.4 in the relaxation counts as off: on[0] − start[0] + stop[0] = 0, not 0.4.

    Catches a first window that has no answer in whole numbers.
    """
    relaxed = np.zeros(18)
    relaxed[5] = 0.4
    part = seen(switching, Window(0, 1, 1), relaxed=relaxed, dual=np.zeros(6))
    close(part.program.row_lower, 0)
    assert part.program.integer.tolist() == [True, False, False]


def test_columns_of_hours_and_days_stand_at_their_last_step() -> None:
    """Four half hours from 23:00 on: hours end at steps 1 and 3, days at 1 and 3.

    A month outlasts every window. Catches a mean over an hour or a day that each window holds.
    """
    scenario = load_text(park("""
        headers: {electricity: {medium: electricity}}
        contracts: {grid: {kind: electricity, energy_price: 50 EUR/MWh}}
        companies: {works: {demands: {electricity: 1 MW}}}
        """, hours=2, start="2019-01-31T23:00", step="30 min"))
    whole = compile_model(build(scenario)).program
    spans = ("step", "later step", "hour", "day", "month", "once")
    counts = (4, 3, 2, 2, 2, 1)
    starts = np.cumsum([0, *counts])
    blocks = tuple(Block("odd", span, span, int(start), count)
                   for span, start, count in zip(spans, starts[:-1], counts, strict=True))
    total = int(starts[-1])
    empty = LinearProgram(
        matrix=type(whole.matrix)(np.empty(0, int), np.empty(0, int), np.empty(0), 0, total),
        cost=np.zeros(total), offset=0.0, lower=np.zeros(total), upper=np.full(total, INF),
        row_lower=np.empty(0), row_upper=np.empty(0), integer=np.zeros(total, dtype=bool),
        column_blocks=blocks, row_blocks=())
    assert places_of(empty, scenario.horizon).column.tolist() == [
        0, 1, 2, 3, 1, 2, 3, 1, 3, 1, 3, -1, -1, -1]
