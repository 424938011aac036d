"""What was built or retired, and what one more unit of it would be worth."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ipos_energy.mathematics.compile import Compiled
from ipos_energy.mathematics.linear import Block, LinearProgram
from ipos_energy.mathematics.model import Model
from ipos_energy.mathematics.solve import Solved
from ipos_energy.park.operation import SizeDecision
from ipos_energy.park.series import FloatArray
from ipos_energy.park.units.size import (
    BUILT,
    BUILT_IF_DECIDED,
    ONLY_WHILE_ON,
    PRODUCT_ROWS,
    RETIRED,
)


def size_decisions(model: Model, compiled: Compiled, solved: Solved) -> Iterator[SizeDecision]:
    """Each size with what one more unit of it would save.

    That is the reduced cost of its column, with the limits on the size itself left out: its bounds,
    and the row that nothing is built unless it is decided. ``worth`` leaves its cost out too.
    Products of the size with decisions count as the equation that they are once those are made:
    their rows hold the size's bounds, which would take part of the dual.
    """
    program, answer = solved.program, solved.answer
    columns = {(block.owner, block.label): block for block in program.column_blocks}
    for stated, affine in zip(model.sizes, compiled.sizes, strict=True):
        column = columns[stated.owner, stated.label].start
        own = [block for block in program.row_blocks if block.owner == stated.owner]
        dropped = np.zeros(program.matrix.rows, dtype=bool)
        for block in own:
            dropped[block.slice] = block.label.endswith((BUILT_IF_DECIDED, *PRODUCT_ROWS))
        saving = (-answer.column_dual[column]
                  - _paid_to(program, column, np.where(dropped, answer.row_dual, 0.0)))
        sign = {BUILT: -1.0, RETIRED: 1.0}.get(stated.label, 0.0)
        saving += sign * sum(
            _of_product(program, columns, block, solved)
            for block in own if block.label.endswith(ONLY_WHILE_ON))
        yield SizeDecision(stated.owner, stated.label, stated.unit,
                           float(affine.value(answer.x)[0]), float(saving),
                           float(saving + program.cost[column]))


def _paid_to(program: LinearProgram, column: int, row_dual: FloatArray) -> float:
    """Aᵀy of one column."""
    here = program.matrix.column == column
    return float(np.sum(program.matrix.value[here] * row_dual[program.matrix.row[here]]))


def _of_product(
    program: LinearProgram, columns: dict[tuple[str, str], Block], first: Block, solved: Solved,
) -> float:
    """The dual of ``product[t] − size = 0``, summed over the steps at which its decision is 1.

    That is where the row "only while on" allows the product to be the largest size, and not 0.
    """
    matrix, x = program.matrix, solved.answer.x
    product = columns[first.owner, first.label.removesuffix(ONLY_WHILE_ON)]
    others = x.copy()
    others[product.slice] = 0.0
    allowed = (program.row_upper - matrix.times(others))[first.slice]
    on = allowed > 0.5 * np.max(allowed, initial=1e-6)
    rows, labels = np.zeros(matrix.rows, dtype=bool), [product.label + end for end in PRODUCT_ROWS]
    for block in program.row_blocks:
        if block.owner == first.owner and block.label in labels:
            rows[block.slice] = on
    here = rows[matrix.row] & (matrix.column >= product.start) \
        & (matrix.column < product.start + product.count)
    return float(np.sum(matrix.value[here] * solved.answer.row_dual[matrix.row[here]]))
