"""A few steps of each relation, compared with what plain Pyomo states for them.

Pyomo drops a filter inside a templatised sum without a word; a wrong row must never be solved.
"""

from __future__ import annotations

import numpy as np

from ipos_energy.errors import ModelError
from ipos_energy.mathematics.affine import CompiledRelation
from ipos_energy.mathematics.conditions import catches_errors, has_condition
from ipos_energy.mathematics.model import Model, Relation
from ipos_energy.mathematics.template import Compiler

_TOLERANCE = 1e-12


def compare_samples(
    model: Model, compiler: Compiler, relation: Relation, compiled: CompiledRelation
) -> None:
    """Raises ModelError where a sampled row differs from plain Pyomo's.

    The first, the last and one row in between are compared. A relation over the whole horizon is
    one long row: it is compared with its sums cut to a few steps on both sides. Where a rule sums
    and branches, which may be a filter that bites at any step, or catches errors, such as that of
    deciding on a symbol, every row is compared whole.
    """
    lanes = compiled.body.lanes
    filters = _sums(relation, compiled) and has_condition(relation.rule)
    if filters or catches_errors(relation.rule):
        _compare(model, compiler, relation, compiled, tuple(range(lanes)))
    elif relation.span == "once":
        steps = model.size("step")
        with model.steps.cut_to(tuple(sorted({k * (steps - 1) // 24 for k in range(25)}))):
            _compare(model, compiler, relation, compiler.relation(relation), (0,))
    else:
        _compare(model, compiler, relation, compiled, (0, lanes // 3, lanes - 1))


def _sums(relation: Relation, compiled: CompiledRelation) -> bool:
    """Whether a rule holds a sum over steps or other members of a set."""
    return (relation.span not in ("step", "later step")
            or any(term.lane is not None for term in compiled.body.terms))


def _compare(
    model: Model, compiler: Compiler, relation: Relation, compiled: CompiledRelation,
    sample: tuple[int, ...],
) -> None:
    first = model.first_index(relation.span)
    for lane in dict.fromkeys(sample):
        row, lower, upper = compiler.concrete_row(relation, first + lane)
        found = _row(compiled, lane)
        same = (
            all(_close(row.get(column, 0.0), found.get(column, 0.0))
                for column in row.keys() | found.keys())
            and _close(lower, float(compiled.lower[lane]))
            and _close(upper, float(compiled.upper[lane]))
        )
        if not same:
            raise ModelError(
                f'"{relation.owner}: {relation.label}" compiles to another row than plain Pyomo '
                f"states at index {first + lane}. A filter inside a sum, or a rule that depends on "
                "more than its index, is not carried over: state subsets as sets of their own."
            )


def _row(compiled: CompiledRelation, lane: int) -> dict[int, float]:
    row: dict[int, float] = {}
    for term in compiled.body.terms:
        if term.lane is None:
            chosen = slice(lane, lane + 1)
            columns, values = term.column[chosen], np.broadcast_to(
                term.coefficient, term.column.shape)[chosen]
        else:
            at = term.lane == lane
            columns, values = term.column[at], np.broadcast_to(
                term.coefficient, term.column.shape)[at]
        for column, value in zip(columns.tolist(), values.tolist(), strict=True):
            row[column] = row.get(column, 0.0) + value
    return row


def _close(a: float, b: float) -> bool:
    return a == b or abs(a - b) <= _TOLERANCE * max(1.0, abs(a), abs(b))
