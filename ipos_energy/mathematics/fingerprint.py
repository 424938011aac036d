"""A fingerprint of a linear program: small enough to review, strict enough to notice a change."""

from __future__ import annotations

import hashlib

import numpy as np

from ipos_energy.mathematics.linear import Block, LinearProgram
from ipos_energy.park.series import FloatArray

Fingerprint = dict[str, dict[str, float | str]]


def fingerprint(program: LinearProgram) -> Fingerprint:
    """What each block of rows and columns looks like, by its name.

    A row block has its number of rows and nonzeros, a hash of where they stand, and the sums of
    coefficients and limits; a column block the sums of costs and bounds. Last bits differ between
    machines, so sums are to be compared with a tolerance and hashes exactly.
    """
    matrix = program.matrix
    order = np.argsort(matrix.row, kind="stable")
    row, column, value = matrix.row[order], matrix.column[order], matrix.value[order]
    starts = np.searchsorted(row, np.arange(matrix.rows + 1))
    prints: Fingerprint = {}
    for block in program.row_blocks:
        part = slice(starts[block.start], starts[block.start + block.count])
        structure = np.stack([row[part] - block.start, column[part]])
        prints[f"row {block.name}"] = {
            "rows": block.count,
            "nonzeros": int(part.stop - part.start),
            "structure": hashlib.sha256(structure.astype("<i8").tobytes()).hexdigest()[:16],
            "coefficients": float(np.sum(np.abs(value[part]))),
            **_sums(block, program.row_lower, program.row_upper),
        }
    for block in program.column_blocks:
        prints[f"column {block.name}"] = {
            "columns": block.count,
            "costs": float(np.sum(program.cost[block.slice])),
            **_sums(block, program.lower, program.upper),
        }
    return prints


def _sums(block: Block, lower: FloatArray, upper: FloatArray) -> dict[str, float | str]:
    """Sums of the finite limits of a block, and how many there are."""
    sums: dict[str, float | str] = {}
    for name, limits in (("lower", lower[block.slice]), ("upper", upper[block.slice])):
        finite = limits[np.isfinite(limits)]
        sums[name], sums[f"finite_{name}"] = float(np.sum(finite)), len(finite)
    return sums
