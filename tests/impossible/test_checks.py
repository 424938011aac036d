"""What is seen before anything is solved: each check a proof, and its parts by hand.

Random programs are small and their numbers whole, so that none is impossible by rounding alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ipos_energy.mathematics.alone import Spans
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.explain.checks import certain_rows, seen_impossible
from ipos_energy.mathematics.explain.reach import reach_of
from ipos_energy.mathematics.explain.stripped import strip
from ipos_energy.mathematics.explain.undecided import impossible_undecided, unchanging, undecided
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.linear import LinearProgram, matrix_from_triplets
from ipos_energy.mathematics.places import places_of
from ipos_energy.mathematics.solve import solve_stated
from ipos_energy.park.load import load_text
from tests.helpers import close
from tests.impossible.parks import USUAL, steam, text

many = settings(max_examples=150, deadline=None, derandomize=True)
few = settings(max_examples=25, deadline=None, derandomize=True)
small = st.integers(-4, 6)


@st.composite
def programs(draw: st.DrawFn, *, integers: bool = False) -> LinearProgram:
    """A program of a few rows and columns; about half of them have no answer."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))

    def some(count: int, values: st.SearchStrategy[int]) -> np.ndarray:
        return np.array(draw(st.lists(values, min_size=count, max_size=count)), dtype=float)

    place = np.arange(rows * columns)
    value = some(rows * columns, st.sampled_from([0, 0, 1, 1, -1, 2, -3]))
    lower, row_lower = some(columns, small), some(rows, small)
    upper = lower + some(columns, st.integers(0, 6))
    row_upper = row_lower + some(rows, st.integers(0, 4))
    endless = some(columns, st.integers(0, 3)) == 0
    loose = some(rows, st.integers(0, 2)) == 0
    whole = some(columns, st.integers(0, 1)) > 0
    return LinearProgram(
        matrix=matrix_from_triplets(place // columns, place % columns, value, rows, columns),
        cost=some(columns, small), offset=0.0, lower=lower,
        upper=np.where(endless & ~whole, np.inf, upper),
        row_lower=np.where(loose, -np.inf, row_lower), row_upper=row_upper,
        integer=whole & integers, column_blocks=(), row_blocks=())


def free(program: LinearProgram) -> LinearProgram:
    """The program without costs, which has an optimum where it has an answer."""
    return replace(program, cost=np.zeros_like(program.cost))


@given(program=programs(integers=True))
@many
def test_what_cannot_be_reached_is_impossible(program: LinearProgram) -> None:
    """Where a check fires the solver finds no answer. Catches a bound carried the wrong way."""
    if reach_of(program).contradicts or impossible_undecided(program):
        assert solve(free(program), Limits()).status == "infeasible"


@given(program=programs(integers=True))
@many
def test_bounds_that_follow_hold_for_every_answer(program: LinearProgram) -> None:
    """The answer of a solve lies within the bounds that were carried. Catches one cut too far."""
    answer = solve(free(program), Limits())
    if answer.has_point:
        reach = reach_of(program)
        assert (answer.x >= reach.lower - 1e-5).all()
        assert (answer.x <= reach.upper + 1e-5).all()


@given(program=programs(integers=True))
@many
def test_with_nothing_decided_more_is_allowed(program: LinearProgram) -> None:
    """An answer with integers keeps the rows without. Catches a row that is cut, not widened."""
    answer = solve(free(program), Limits())
    if answer.has_point:
        relaxed = undecided(program)
        sums = relaxed.matrix.times(answer.x)
        assert (sums >= relaxed.row_lower - 1e-5).all()
        assert (sums <= relaxed.row_upper + 1e-5).all()


@given(program=programs())
@many
def test_a_stripped_program_has_the_same_optimum_and_prices(program: LinearProgram) -> None:
    """Cost, feasibility, and the dual objective of the restored answer.

    Catches a bound whose worth is lost on the way back, and a column dropped with its cost.
    """
    whole, stripped = solve(program, Limits()), strip(program)
    assume(stripped.small.matrix.columns > 0)
    answer = stripped.restore(solve(stripped.small, Limits()))
    if whole.status != "optimal":
        assert answer.status != "optimal"
        return
    close(program.cost @ answer.x, program.cost @ whole.x)
    reduced = program.cost - program.matrix.transposed_times(answer.row_dual)
    close(reduced, answer.column_dual)

    def worth(dual: np.ndarray, low: np.ndarray, high: np.ndarray) -> float:
        limit = np.where(dual > 1e-9, low, np.where(dual < -1e-9, high, 0.0))
        return float(np.where(np.abs(dual) > 1e-9, dual, 0.0) @ limit)

    close(worth(answer.row_dual, program.row_lower, program.row_upper)
          + worth(reduced, program.lower, program.upper), program.cost @ whole.x)


@given(need=st.lists(st.integers(0, 40), min_size=8, max_size=8), plant=st.integers(0, 25),
       least=st.sampled_from(["", ", at_least: 4 MW", ", annual_limit: 20 MWh",
                              ", volumes: [{per: day, at_least: 90 MWh}]"]),
       boiler=st.sampled_from(["", ", ramp: 20 %/h",
                               ", commitment: {minimum_load: 50 %, minimum_up: 3 h}"]))
@few
def test_a_check_that_fires_is_a_proof(
    need: list[int], plant: int, least: str, boiler: str
) -> None:
    """Of random parks those that a check refuses have no operation. Catches a check too sharp."""
    scenario = load_text(text(need, gas=least, boiler=boiler).replace(
        "available: 20 MW", f"available: {plant} MW"))
    model = build(scenario)
    program = compile_model(model).program
    if seen_impossible(model, program) is not None:
        assert solve_stated(program, Limits()).answer.status == "infeasible"


@pytest.mark.parametrize("entry", [
    {"need": [6, 7, 6, 6, 24, 6, 6, 7]},
    {"gas": ", at_least: 20 MW"},
    {"gas": ", volumes: [{per: day, at_least: 500 MWh}]"},
    {"units": "store: {kind: store, header: lp steam, capacity: 50 MWh, power: 2 MW, "
              "levels: {start: 1 MWh, end_at_least: 40 MWh}}"},
    {"plant": ", outages: [{from: 2019-01-01T03:00, to: 2019-01-01T06:00}]", "need": [12] * 8},
])
def test_plain_causes_need_no_solve(entry: dict[str, Any]) -> None:
    """A spike, too much gas, a volume above use, levels, an outage: each is seen by the checks."""
    model = build(steam(**entry))
    assert seen_impossible(model, compile_model(model).program) is not None


def test_one_source_is_not_counted_twice() -> None:
    """20 MW of high-pressure steam reach 25 MW of need by two ways of 15 MW each, and a boiler of
    4 MW stands beside: 24 MW at most.

    Each header alone could be kept: 15 + 15 + 4 = 34. Only together they show that 1 MW is missing.
    """
    scenario = steam([23, 23], boiler=", outages: [{from: 2019-01-01, to: 2019-01-02}]", units=(
        "way: {kind: let_down, from: hp steam, to: lp steam, capacity: 15 MW}\n"
        "  help: {kind: process_heat, to: lp steam, available: 4 MW}"))
    model = build(scenario)
    program = compile_model(model).program
    assert not reach_of(program).contradicts
    assert seen_impossible(model, program) is not None
    (balance,) = (block for block in program.row_blocks if block.name == "lp steam: balance")
    assert certain_rows(model, program)[balance.slice].all()


def test_a_park_that_can_be_run_passes() -> None:
    """No check fires on the park as it is, with decisions and without."""
    for boiler in ("", ", commitment: {minimum_load: 30 %, minimum_up: 3 h, start_fuel: 1 MWh}"):
        model = build(steam(USUAL, boiler=boiler))
        program = compile_model(model).program
        assert seen_impossible(model, program) is None
        assert not certain_rows(model, program).any()
        assert solve(free(unchanging(program)), Limits()).has_point


def test_an_operation_keeps_every_span_by_itself() -> None:
    """The optimum of 8 hours, cut to any span of them, keeps the rows of that span alone.

    A store that goes round and a ramp reach beyond each span. Catches a row that is cut there.
    """
    model = build(steam(boiler=", ramp: 20 %/h, commitment: {minimum_load: 30 %}", units=(
        "store: {kind: store, header: lp steam, capacity: 5 MWh, power: 2 MW}")))
    program = compile_model(model).program
    x = solve_stated(program, Limits()).answer.x
    spans = Spans(program, places_of(program, model.scenario.horizon))
    for start in range(8):
        for end in range(start + 1, 9):
            alone = spans.alone(start, end)
            sums = alone.program.matrix.times(x[alone.columns])
            assert (sums >= alone.program.row_lower - 1e-6).all()
            assert (sums <= alone.program.row_upper + 1e-6).all()
