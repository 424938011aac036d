"""What each decision is worth at each step, from the stated program and its duals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ipos_energy.mathematics.compile import Compiled
from ipos_energy.mathematics.highs import Answer
from ipos_energy.mathematics.linear import Block, BoolArray, IntArray, LinearProgram
from ipos_energy.mathematics.model import Model
from ipos_energy.park.margins import (
    AT_LOWER,
    AT_UPPER,
    FIXED,
    INSIDE,
    Decision,
    Effect,
    Margins,
    Payment,
    PaymentKind,
)
from ipos_energy.park.series import FloatArray, sum_by

_TOLERANCE = 1e-7
_BY_STEP = ("step", "later step")


def margins_of(
    model: Model, compiled: Compiled, program: LinearProgram, answer: Answer
) -> Margins:
    """The margins of an answer to ``program``: c_j = Σ_i a_ij·y_i + d_j, column by column.

    A row that only joins decisions of its own step has a price of its own; other rows are what a
    decision pays. Integers have no margin, and are left out.
    """
    rows = _Rows(model, program, answer.row_dual)
    costs = _costs(model, compiled, len(program.cost))
    decisions = tuple(
        _decision(block, program, answer, rows, costs) for block in program.column_blocks
        if block.span == "step" and not compiled.program.integer[block.start])
    return Margins(decisions, rows.relation_prices())


class _Rows:
    """The rows of a program: which have a price of their own, and what that is."""

    def __init__(self, model: Model, program: LinearProgram, dual: FloatArray) -> None:
        self.program = program
        self.steps, self.hours = model.scenario.horizon.steps, model.scenario.horizon.step_hours
        self.headers = frozenset(model.scenario.headers)
        self.price = dual / self.hours
        self.blocks = program.row_blocks
        self.block_of = np.repeat(np.arange(len(self.blocks)),
                                  [block.count for block in self.blocks])
        matrix = program.matrix
        column_step = _steps_of(program.column_blocks, matrix.columns)
        row_step = _steps_of(program.row_blocks, matrix.rows)
        away = column_step[matrix.column] != row_step[matrix.row]
        self._local = self._without(away)
        self._tied = ~self._without(away & (column_step[matrix.column] >= 0))

    def _without(self, entries: BoolArray) -> BoolArray:
        """Which blocks have none of some entries of the matrix."""
        of_entries = self.block_of[self.program.matrix.row[entries]]
        found: BoolArray = np.bincount(of_entries, minlength=len(self.blocks)) == 0
        return found

    def is_node(self, number: int) -> bool:
        """Whether a block's rows only join decisions of their own step."""
        return bool(self._local[number]) and self.blocks[number].span == "step"

    def kind(self, number: int) -> PaymentKind:
        """What it is to pay for a block that is no node."""
        by_step = self.blocks[number].span in _BY_STEP
        return "time" if by_step and self._tied[number] else "limit"

    def name(self, number: int) -> str:
        """A header's own name for its balance, the block's name for others."""
        block = self.blocks[number]
        is_balance = block.label == "balance" and block.owner in self.headers
        return block.owner if is_balance else block.name

    def relation_prices(self) -> dict[str, FloatArray]:
        """The price of each node that is no header (T,)."""
        return {block.name: self.price[block.slice] for number, block in enumerate(self.blocks)
                if self.is_node(number) and self.name(number) == block.name}


def _steps_of(blocks: Sequence[Block], count: int) -> IntArray:
    """The step of each row or column, −1 for what belongs to a longer time."""
    steps = np.full(count, -1)
    for block in blocks:
        if block.span in _BY_STEP:
            steps[block.slice] = np.arange(block.count) + (block.span == "later step")
    return steps


def _costs(model: Model, compiled: Compiled, columns: int) -> list[tuple[str, FloatArray]]:
    """Each line of the ledger as its name and the cost of each column per hour (columns,)."""
    hours, lines = model.scenario.horizon.step_hours, []
    for stated, affine in zip(model.costs, compiled.costs, strict=True):
        _, column, value = affine.triplets()
        weight = model.weight(stated) / hours
        name = f"{stated.owner}: {stated.label}"
        lines.append((name, weight * sum_by(column, value, columns)))
    return lines


def _decision(
    block: Block, program: LinearProgram, answer: Answer, rows: _Rows,
    costs: Sequence[tuple[str, FloatArray]],
) -> Decision:
    x, lower, upper = (array[block.slice] for array in (answer.x, program.lower, program.upper))
    room = _TOLERANCE * (1.0 + np.abs(x))
    state = np.where(upper - lower <= room, FIXED, np.where(
        x - lower <= room, AT_LOWER, np.where(upper - x <= room, AT_UPPER, INSIDE)))
    gives: list[Effect] = []
    pays = [Payment(name, "cost", per_column[block.slice]) for name, per_column in costs
            if per_column[block.slice].any()]
    for number, amounts, worth in _entries(block, rows):
        if rows.is_node(number):
            gives.append(Effect(rows.name(number), amounts))
        elif worth.any():
            pays.append(Payment(rows.name(number), rows.kind(number), -worth))
    return Decision(block.owner, block.label, state.astype(np.int8),
                    -answer.column_dual[block.slice] / rows.hours, tuple(gives), tuple(pays))


def _entries(block: Block, rows: _Rows) -> Iterator[tuple[int, FloatArray, FloatArray]]:
    """Each row block with entries in a column block: sums of a_ij and of a_ij·y_i/Δt (T,)."""
    matrix = rows.program.matrix
    begin, end = np.searchsorted(matrix.column, (block.start, block.start + block.count))
    row, value = matrix.row[begin:end], matrix.value[begin:end]
    at, number = matrix.column[begin:end] - block.start, rows.block_of[row]
    for one in np.unique(number).tolist():
        here = number == one
        yield (one, sum_by(at[here], value[here], block.count),
               sum_by(at[here], value[here] * rows.price[row[here]], block.count))
