"""From symbolic rules to a sparse matrix, all steps at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ipos_energy.errors import ModelError
from ipos_energy.mathematics.affine import Affine
from ipos_energy.mathematics.linear import Block, LinearProgram, matrix_from_triplets
from ipos_energy.mathematics.model import Model, Quantity, Relation
from ipos_energy.mathematics.sample import compare_samples
from ipos_energy.mathematics.template import Compiler
from ipos_energy.park.series import FloatArray, sum_by

Number = TypeVar("Number", np.float64, np.int64)


@dataclass(frozen=True)
class Compiled:
    """The linear program, and each stated quantity as an affine function of its columns."""

    program: LinearProgram
    flows: tuple[Affine, ...]
    records: tuple[Affine, ...]
    sizes: tuple[Affine, ...]
    costs: tuple[Affine, ...]
    emissions: tuple[Affine, ...]
    pollutants: tuple[Affine, ...]
    exclusions: tuple[tuple[Affine, Affine], ...]
    fallbacks: tuple[str, ...]
    """Names of relations that could not be templatised and were constructed step by step."""


def compile_model(model: Model) -> Compiled:
    """Evaluates every rule of ``model`` over all its steps.

    A few steps of each relation are compared with plain Pyomo. Raises ModelError where a rule is
    not linear, or where the two disagree.
    """
    columns = _column_blocks(model)
    compiler = Compiler(model, {id(variable.var): block.start
                                for variable, block in zip(model.variables, columns, strict=True)})
    relations = [compiler.relation(relation) for relation in model.relations]
    for relation, compiled in zip(model.relations, relations, strict=True):
        compare_samples(model, compiler, relation, compiled)
    costs = _all(compiler, model.costs)
    cost, offset = _objective(model, costs, sum(block.count for block in columns))
    starts = np.cumsum([0, *(compiled.body.lanes for compiled in relations)])
    rows, cols, values = [], [], []
    for start, compiled in zip(starts[:-1], relations, strict=True):
        row, column, value = compiled.body.triplets()
        rows.append(row + start)
        cols.append(column)
        values.append(value)
    program = LinearProgram(
        matrix=matrix_from_triplets(_joined(rows), _joined(cols),
                                    _joined(values), int(starts[-1]), len(cost)),
        cost=cost, offset=offset,
        lower=_joined([variable.lower for variable in model.variables]),
        upper=_joined([variable.upper for variable in model.variables]),
        row_lower=_joined([compiled.lower for compiled in relations]),
        row_upper=_joined([compiled.upper for compiled in relations]),
        integer=np.concatenate([np.full(len(variable.lower), variable.integer)
                                for variable in model.variables]),
        column_blocks=columns,
        row_blocks=_row_blocks(model.relations, starts),
    )
    _check_finite(program)
    return Compiled(program, _all(compiler, model.flows), _all(compiler, model.records),
                    _all(compiler, model.sizes), costs,
                    _all(compiler, model.emissions), _all(compiler, model.pollutants),
                    tuple((compiler.expression(one.first, "step"),
                           compiler.expression(one.second, "step")) for one in model.exclusions),
                    tuple(compiler.fallbacks))


def _all(compiler: Compiler, quantities: Sequence[Quantity]) -> tuple[Affine, ...]:
    return tuple(compiler.expression(quantity.rule, quantity.span) for quantity in quantities)


def _joined(arrays: Sequence[NDArray[Number]]) -> NDArray[Number]:
    return np.concatenate(arrays)


def _column_blocks(model: Model) -> tuple[Block, ...]:
    blocks, start = [], 0
    for variable in model.variables:
        blocks.append(Block(variable.owner, variable.label, variable.span, start,
                            len(variable.lower)))
        start += len(variable.lower)
    return tuple(blocks)


def _row_blocks(relations: Sequence[Relation], starts: FloatArray) -> tuple[Block, ...]:
    return tuple(
        Block(relation.owner, relation.label, relation.span, int(start), int(end - start))
        for relation, start, end in zip(relations, starts[:-1], starts[1:], strict=True)
    )


def _objective(
    model: Model, costs: Sequence[Affine], columns: int
) -> tuple[FloatArray, float]:
    total, offset = np.zeros(columns), 0.0
    for quantity, affine in zip(model.costs, costs, strict=True):
        weight = model.weight(quantity)
        _, column, value = affine.triplets()
        total += weight * sum_by(column, value, columns)
        offset += weight * float(np.sum(affine.constants()))
    return total, offset


def _check_finite(program: LinearProgram) -> None:
    for name, values in (("coefficient", program.matrix.value), ("cost", program.cost)):
        if not np.isfinite(values).all():
            raise ModelError(f"a {name} of the linear program is not a finite number")


