"""From the solver's vectors back to the park: flows, levels, ledger, prices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ipos_energy.mathematics.affine import Affine
from ipos_energy.mathematics.certify import certify
from ipos_energy.mathematics.compile import Compiled
from ipos_energy.mathematics.highs import Answer
from ipos_energy.mathematics.linear import Block, BoolArray, LinearProgram
from ipos_energy.mathematics.margins import margins_of
from ipos_energy.mathematics.model import Model
from ipos_energy.mathematics.model import Quantity as Stated
from ipos_energy.mathematics.size_values import size_decisions
from ipos_energy.mathematics.solve import Solved
from ipos_energy.park.operation import (
    Flow,
    LedgerLine,
    MarginalValue,
    Operation,
    Quantity,
)
from ipos_energy.park.periods import periods_of
from ipos_energy.park.series import FloatArray, inner

_NEGLIGIBLE = 1e-9


def collect(model: Model, compiled: Compiled, solved: Solved) -> Operation:
    """The operation that an answer to the stated program means."""
    program, small, answer = solved.program, solved.small, solved.answer
    hours, x = model.scenario.horizon.step_hours, answer.x
    balances = {block.owner: block for block in program.row_blocks if block.label == "balance"
                and block.owner in model.scenario.headers}
    return Operation(
        status=answer.status,
        objective=inner(program.cost, x) + program.offset,
        bound=solved.bound,
        iterations=answer.iterations,
        flows=tuple(_flows(model.flows, compiled.flows, x)),
        quantities=tuple(Quantity(stated.owner, stated.label, stated.unit, affine.value(x))
                         for stated, affine in zip(model.records, compiled.records, strict=True)),
        sizes=tuple(size_decisions(model, compiled, solved)),
        ledger=_ledger(model, model.costs, compiled.costs, x),
        emissions=_ledger(model, model.emissions, compiled.emissions, x),
        pollutants=_ledger(model, model.pollutants, compiled.pollutants, x),
        prices={name: answer.row_dual[block.slice] / hours for name, block in balances.items()},
        limits=tuple(_limits(model, program, answer, compiled.program.integer)),
        certificate=certify(program, answer),
        size={"columns": program.matrix.columns, "rows": program.matrix.rows,
              "nonzeros": len(program.matrix.value), "solved_columns": small.matrix.columns,
              "solved_rows": small.matrix.rows, "solved_nonzeros": len(small.matrix.value),
              "integers": int((small.integer & (small.lower < small.upper)).sum())},
        margins=margins_of(model, compiled, program, answer),
        typical=solved.typical,
    )


def _flows(
    stated: Sequence[Stated], affine: Sequence[Affine], x: FloatArray
) -> Iterator[Flow]:
    for flow, compiled in zip(stated, affine, strict=True):
        assert flow.header is not None
        values = compiled.value(x)
        if flow.taken is None:
            yield Flow(flow.owner, flow.label, flow.header, flow.direction, values)
        else:
            yield Flow(flow.owner, flow.label, flow.header, "in", np.maximum(values, 0.0))
            yield Flow(flow.owner, flow.taken, flow.header, "out", np.maximum(-values, 0.0))


def _ledger(
    model: Model, stated: Sequence[Stated], affine: Sequence[Affine], x: FloatArray
) -> tuple[LedgerLine, ...]:
    return tuple(
        LedgerLine(line.owner, line.label, line.unit, _by_month(model, line, compiled.value(x)))
        for line, compiled in zip(stated, affine, strict=True)
    )


def _by_month(model: Model, line: Stated, values: FloatArray) -> FloatArray:
    """Sums steps over months; an amount for a longer time goes to its last month."""
    horizon = model.scenario.horizon
    if line.span == "once":
        months = np.zeros(horizon.months)
        months[-1] = values[0]
        return months
    assert line.span != "later step"
    return periods_of(horizon, line.span).booked(values * model.weight(line))


def _limits(
    model: Model, program: LinearProgram, answer: Answer, integer: BoolArray
) -> Iterator[MarginalValue]:
    """What each row that is no balance, and each upper bound, is worth where it binds.

    A decision of 0 or 1 has no such worth.
    """
    unit = f"{model.scenario.currency} per unit of the limit"
    for block in program.row_blocks:
        if not (block.label == "balance" and block.owner in model.scenario.headers):
            dual = answer.row_dual[block.slice]
            equation = program.row_lower[block.slice] == program.row_upper[block.slice]
            yield _value(block, np.where(equation, -dual, np.abs(dual)), unit)
    for block in program.column_blocks:
        at_upper = np.where(integer[block.slice], 0.0,
                            np.minimum(answer.column_dual[block.slice], 0.0))
        if np.isfinite(program.upper[block.slice]).any() and (at_upper < -_NEGLIGIBLE).any():
            yield _value(block, -at_upper, unit, " at its limit")


def _value(block: Block, values: FloatArray, unit: str, suffix: str = "") -> MarginalValue:
    return MarginalValue(block.owner, block.label + suffix, block.span, unit, values)
