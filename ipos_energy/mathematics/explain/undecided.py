"""A program in which nothing is decided by 0 or 1 any more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ipos_energy.mathematics.compact import compact
from ipos_energy.mathematics.highs import Solver
from ipos_energy.mathematics.linear import BoolArray, LinearProgram, matrix_from_triplets
from ipos_energy.park.series import sum_by


def undecided(program: LinearProgram) -> LinearProgram:
    """The program with each row as the integer columns in it would have it; it allows more.

        lower − max Σ b_k·z_k ≤ a·x ≤ upper − min Σ b_k·z_k        over the bounds of z

    of a row ``lower ≤ a·x + b·z ≤ upper`` with one z; of one with more, which says how decisions
    follow each other, nothing is left. Rows and columns keep their places.
    """
    matrix, decided = program.matrix, program.integer[program.matrix.column]
    if not decided.any():
        return program
    row, column, value = matrix.row[decided], matrix.column[decided], matrix.value[decided]
    ends = value * program.lower[column], value * program.upper[column]
    least = sum_by(row, np.minimum(*ends), matrix.rows)
    most = sum_by(row, np.maximum(*ends), matrix.rows)
    held = ~_following(program)
    live = ~decided & held[matrix.row]
    return replace(
        program,
        matrix=matrix_from_triplets(matrix.row[live], matrix.column[live], matrix.value[live],
                                    matrix.rows, matrix.columns),
        row_lower=np.where(held, program.row_lower - most, -np.inf),
        row_upper=np.where(held, program.row_upper - least, np.inf),
        integer=np.zeros_like(program.integer),
    )


def unchanging(program: LinearProgram) -> LinearProgram:
    """The program with nothing decided, and as if nothing ever started, stopped or rested.

    What counts changes of decisions is at its lower bound. This allows more too, but for the fuel
    of starts, which could use up what must be taken.
    """
    counting = counts_changes(program)
    return undecided(replace(program, upper=np.where(counting, program.lower, program.upper)))


def counts_changes(program: LinearProgram) -> BoolArray:
    """The columns (columns,) that say how decisions change, such as starts."""
    matrix = program.matrix
    counting = np.zeros(matrix.columns, dtype=bool)
    counting[matrix.column[_following(program)[matrix.row]]] = True
    return counting & ~program.integer


def impossible_undecided(program: LinearProgram) -> bool:
    """Whether HiGHS's presolve sees that a program is impossible even with nothing decided.

    It sees that in a second where the solve of a program with integers would take minutes.
    """
    free = undecided(replace(program, cost=np.zeros_like(program.cost)))
    return Solver(compact(free).small).impossible_at_sight()


def _following(program: LinearProgram) -> BoolArray:
    """The rows (rows,) that say how decisions follow each other: those of two or more."""
    matrix = program.matrix
    decided = matrix.row[program.integer[matrix.column]]
    following: BoolArray = np.bincount(decided, minlength=matrix.rows) > 1
    return following
