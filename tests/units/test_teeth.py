"""The audit has teeth: what is bent or left out, it objects to, for every kind.

A check that nothing can fail proves nothing. Each kind's example makes all its equations and
limits bind, so leaving any of them out changes the answer, and the replay must notice: it knows
nothing of the linear program that was solved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import numpy as np
import pytest

from ipos_energy.answer.audit import audited
from ipos_energy.answer.results import Results, results_of
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.certify import SUBJECT
from ipos_energy.mathematics.collect import collect
from ipos_energy.mathematics.compile import Compiled, compile_model
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.linear import Block, LinearProgram
from ipos_energy.mathematics.model import Model
from ipos_energy.mathematics.solve import solve_stated
from ipos_energy.park.load import load_text
from ipos_energy.park.operation import Flow, LedgerLine, Operation, Quantity
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray
from tests.helpers import KINDS, Kind, objections, results_for, solved

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)

Written = TypeVar("Written", Flow, Quantity, LedgerLine)


@dataclass(frozen=True)
class Limit:
    """One side of a block of rows or columns, or both sides of an equation."""

    block: Block
    of: Literal["row", "column"]
    sides: tuple[Literal["lower", "upper"], ...]

    def __str__(self) -> str:
        return f"{' and '.join(self.sides)} limit of the {self.of}s {self.block.name}"


@every_kind
def test_every_bent_flow_is_seen(kind: Kind) -> None:
    """One flow off by 1 MW at one step: its header objects, and its owner's replay too.

    Catches a flow that no replay recomputes.
    """
    scenario, results = solved_scenario(kind)
    for k, one in enumerate(results.operation.flows):
        for step in {0, len(one.values) - 1}:
            flows = with_bent(results.operation.flows, k, step)
            seen = objectors(scenario, results, replace(results.operation, flows=flows))
            assert {one.owner, one.header} <= seen, f"{one.name} at step {step}: {seen}"


@every_kind
def test_every_bent_line_of_the_tables_is_seen(kind: Kind) -> None:
    """A level, a cost or an emission off by 1 in one place: its owner objects.

    Catches a bill or a level that is written but never recomputed.
    """
    scenario, results = solved_scenario(kind)
    for owner, label, bent in bent_lines(results.operation):
        assert owner in objectors(scenario, results, bent), f"{owner}: {label}"


@every_kind
def test_every_bent_price_is_seen(kind: Kind) -> None:
    """A price off by 1 at one step: what decisions give is no longer worth what they pay.

    Catches a price that is written with the wrong sign, or for the wrong step.
    """
    scenario, results = solved_scenario(kind)
    for header, price in results.operation.prices.items():
        for step in {0, len(price) - 1}:
            bent = price.copy()
            bent[step] += 1.0
            prices = {**results.operation.prices, header: bent}
            operation = replace(results.operation, prices=prices)
            assert "prices" in objectors(scenario, results, operation), header


@every_kind
def test_every_equation_and_limit_that_is_left_out_is_seen(kind: Kind) -> None:
    """Solved again without one equation or limit of this kind, the audit objects.

    Catches an equation that the replay does not know, and an example in which it does not bind.
    """
    scenario = load_text(kind.example)
    model = build(scenario)
    compiled = compile_model(model)
    owners = {name for name, component in scenario.components.items()
              if isinstance(component, kind)}
    limits = [one for one in limits_of(compiled.program, owners)
              if not implied(compiled.program, one)]
    assert limits
    silent = [str(one) for one in limits if not is_missed(scenario, model, compiled, one)]
    assert silent == []


@every_kind
def test_every_balance_that_is_left_out_is_seen(kind: Kind) -> None:
    """Solved again without one header's balance, the audit objects at that header.

    Catches an audit that forgets a header.
    """
    scenario = load_text(kind.example)
    model = build(scenario)
    compiled = compile_model(model)
    balances = [one for one in limits_of(compiled.program, set(scenario.headers))
                if one.block.label == "balance"]
    assert len(balances) == len(scenario.headers)
    for one in balances:
        assert is_missed(scenario, model, compiled, one), str(one)


def test_a_demand_that_is_not_met_is_seen() -> None:
    """What a company was given is compared with what it asked for, not only balanced.

    Supply and delivery are bent together, so that the header's balance still closes: the company's
    own replay must object.
    """
    scenario = load_text(KINDS[0].example)
    results = results_for(scenario)
    flows = tuple(bend(one, 0, -1.0) if one.owner in ("boiler", "works") and one.header == "steam"
                  else one for one in results.operation.flows)
    seen = objectors(scenario, results, replace(results.operation, flows=flows))
    assert "works" in seen
    assert "steam" not in seen


def solved_scenario(kind: Kind) -> tuple[Scenario, Results]:
    """A kind's example and its results."""
    return load_text(kind.example), solved(kind.example)


def bend(line: Written, position: int, by: float) -> Written:
    """A line of the tables with one of its numbers changed."""
    name = next(name for name in ("values", "months") if hasattr(line, name))
    values = getattr(line, name).copy()
    values[position] += by
    return replace(line, **{name: values})


def with_bent(lines: tuple[Written, ...], k: int, position: int) -> tuple[Written, ...]:
    """Some lines of the tables of which line ``k`` is off by 1 in one place."""
    bent = list(lines)
    bent[k] = bend(lines[k], position, 1.0)
    return tuple(bent)


def bent_lines(operation: Operation) -> Iterator[tuple[str, str, Operation]]:
    """(owner, label, operation) with each quantity, cost and emission bent in turn."""
    for k, one in enumerate(operation.quantities):
        quantities = with_bent(operation.quantities, k, 0)
        yield one.owner, one.label, replace(operation, quantities=quantities)
    for k, line in enumerate(operation.ledger):
        yield line.owner, line.label, replace(operation, ledger=with_bent(operation.ledger, k, 0))
    for k, line in enumerate(operation.emissions):
        emissions = with_bent(operation.emissions, k, 0)
        yield line.owner, line.label, replace(operation, emissions=emissions)


def objectors(scenario: Scenario, results: Results, operation: Operation) -> set[str]:
    """The subjects of the checks that fail on another operation than was found."""
    audit = audited(scenario, replace(results, operation=operation))
    return {check.subject for check in objections(audit)}


def limits_of(program: LinearProgram, owners: set[str]) -> Iterator[Limit]:
    """Each equation and each side of an inequality or bound of some owners."""
    for block in program.row_blocks:
        if block.owner in owners:
            lower, upper = program.row_lower[block.slice], program.row_upper[block.slice]
            if np.array_equal(lower, upper):
                yield Limit(block, "row", ("lower", "upper"))
            else:
                yield from sides_of(block, "row", lower, upper)
    for block in program.column_blocks:
        if block.owner in owners:
            yield from sides_of(block, "column", program.lower[block.slice],
                                program.upper[block.slice])


def sides_of(
    block: Block, of: Literal["row", "column"], lower: FloatArray, upper: FloatArray
) -> Iterator[Limit]:
    """Each side that is finite somewhere."""
    if np.isfinite(lower).any():
        yield Limit(block, of, ("lower",))
    if np.isfinite(upper).any():
        yield Limit(block, of, ("upper",))


def without(program: LinearProgram, limit: Limit) -> LinearProgram:
    """The program with one limit left out."""
    changed = {}
    for side in limit.sides:
        name = f"row_{side}" if limit.of == "row" else side
        values = getattr(program, name).copy()
        values[limit.block.slice] = -np.inf if side == "lower" else np.inf
        changed[name] = values
    return replace(program, **changed)


def implied(program: LinearProgram, limit: Limit) -> bool:
    """Whether a bound follows from its owner's other equations, so that it can never bind.

    So does a peak's lower bound of 0 from the flow's, and the bound on one of a turbine's outlets
    from the capacity of all. The bounded quantity is pushed to its limit with all else left out.
    """
    if limit.of == "row":
        return False
    foreign = np.ones(program.matrix.rows, dtype=bool)
    for block in program.row_blocks:
        if block.owner == limit.block.owner:
            foreign[block.slice] = False
    free = replace(without(program, limit),
                   row_lower=np.where(foreign, -np.inf, program.row_lower),
                   row_upper=np.where(foreign, np.inf, program.row_upper))
    side, sign = limit.sides[0], 1.0 if limit.sides == ("lower",) else -1.0
    bounds = getattr(program, side)
    for column in range(limit.block.start, limit.block.start + limit.block.count):
        cost = np.zeros(len(program.cost))
        cost[column] = sign
        answer = solve(replace(free, cost=cost), Limits(gap=0.0))
        if answer.status != "optimal" or sign * (answer.x[column] - bounds[column]) < -1e-6:
            return False
    return True


def is_missed(scenario: Scenario, model: Model, compiled: Compiled, limit: Limit) -> bool:
    """Whether the audit objects to the answer without a limit, or the cost has no bottom then."""
    solved = solve_stated(without(compiled.program, limit), Limits(gap=0.0))
    if solved.answer.status == "unbounded":
        return True
    operation = collect(model, compiled, solved)
    results = audited(scenario, results_of(scenario, operation))
    assert all(check.passed for check in results.operation.certificate), "it was not solved"
    return any(check.subject != SUBJECT for check in objections(results))
