"""How far apart the numbers of a linear program are, and which of them are too far apart.

A solver holds every row to an absolute tolerance of about 1e-7, and computes with 16 digits. Rows
whose coefficients differ by many powers of ten, and limits that are huge beside the tolerance, are
then met inexactly, though each number may be right. Mostly one is not: kW taken for MW.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ipos_energy.mathematics.linear import Block, IntArray, LinearProgram
from ipos_energy.park.operation import Extent
from ipos_energy.park.series import FloatArray

FARTHEST_APART = 1e7
"""Largest over smallest coefficient of one equation"""
LARGEST = 1e7
"""Of a limit in its own unit, MW mostly, or of a cost per unit"""


def extents(program: LinearProgram) -> tuple[Extent, ...]:
    """Smallest and largest of coefficients, costs, limits and bounds, and where they stand."""
    rows, columns = program.row_blocks, program.column_blocks
    of_row, of_column = _places(rows), _places(columns)
    found = (
        _extent("coefficients", program.matrix.value, of_row[program.matrix.row], rows),
        _extent("costs", program.cost, of_column, columns),
        _extent("limits", np.concatenate([program.row_lower, program.row_upper]),
                np.tile(of_row, 2), rows),
        _extent("bounds", np.concatenate([program.lower, program.upper]),
                np.tile(of_column, 2), columns),
    )
    return tuple(one for one in found if one is not None)


def badly_scaled(program: LinearProgram, found: Sequence[Extent]) -> Iterator[str]:
    """A sentence for each equation, limit, bound and cost that is out of proportion.

    ``found`` are the program's extents.
    """
    matrix, rows = program.matrix, program.row_blocks
    smallest, largest = np.full(len(rows), np.inf), np.zeros(len(rows))
    place, size = _places(rows)[matrix.row], np.abs(matrix.value)
    np.minimum.at(smallest, place, size)
    np.maximum.at(largest, place, size)
    for block, low, high in zip(rows, smallest, largest, strict=True):
        if high > FARTHEST_APART * low:
            yield (f'"{block.name}" has coefficients from {low:.2g} to {high:.2g}, too far apart '
                   f'to be computed exactly. Check the units of "{block.owner}".')
    for one in found:
        if one.what != "coefficients" and one.largest > LARGEST:
            owner = one.largest_at.partition(": ")[0]
            yield (f'"{one.largest_at}" has {one.what} of up to {one.largest:.2g}, too large to be '
                   f'held exactly. Check the units of "{owner}".')


def told(found: Sequence[Extent]) -> str:
    """The extents in one sentence, for whoever looks for what troubles the solver."""
    return "; ".join(
        f'{one.what} from {one.smallest:.2g} ("{one.smallest_at}") to {one.largest:.2g} '
        f'("{one.largest_at}")' for one in found)


def _places(blocks: Sequence[Block]) -> IntArray:
    """The number of the block in which each row or column stands."""
    return np.repeat(np.arange(len(blocks)), [block.count for block in blocks])


def _extent(
    what: str, values: FloatArray, place: IntArray, blocks: Sequence[Block]
) -> Extent | None:
    size = np.abs(values)
    counted = np.flatnonzero((size > 0) & np.isfinite(size))
    if not len(counted):
        return None
    low, high = counted[np.argmin(size[counted])], counted[np.argmax(size[counted])]
    return Extent(what, float(size[low]), blocks[place[low]].name,
                  float(size[high]), blocks[place[high]].name)
