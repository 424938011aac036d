"""The same equations without costs and with slack: the smallest slack shows what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from ipos_energy.mathematics.explain.guided import solve_guided
from ipos_energy.mathematics.highs import Answer
from ipos_energy.mathematics.linear import Block, LinearProgram, matrix_from_triplets
from ipos_energy.mathematics.model import Model
from ipos_energy.park.scenario import EMISSIONS
from ipos_energy.park.series import FloatArray, sum_by

HEADER_WEIGHT, LIMIT_WEIGHT = 10.0, 1.0
"""Per MWh of a header, per unit of a limit over a longer time"""
TIGHT_WEIGHT, PHYSICS_WEIGHT = 100.0, 1000.0
"""Per unit of another limit, such as a connection, and of an equation"""

NEGLIGIBLE = 1e-6

_LIMIT_SPANS = ("once", "year", "month", "day")
_NOT_ASKED_FOR, _TOO_MUCH_WHERE_ASKED = 1.01, 1.5
_AT_A_PEAK = 1e-3


Kind = Literal["header", "limit", "equipment"]


@dataclass(frozen=True)
class Slack:
    """Columns that let the rows of one block be missed: by ``sign`` times their value."""

    block: Block
    kind: Kind
    sign: float
    columns: slice

    @property
    def as_columns(self) -> Block:
        """The block of columns that the slack is."""
        what = "too little" if self.sign > 0 else "too much"
        return replace(self.block, label=f"{self.block.label}, {what}", start=self.columns.start)


@dataclass(frozen=True, eq=False)
class Elastic:
    """An answer of the elastic program: ``x`` and duals of the stated columns, and the slacks."""

    program: LinearProgram
    answer: Answer
    slacks: tuple[Slack, ...]

    @property
    def is_kept(self) -> bool:
        """Whether nothing at all had to be missed."""
        return not any((self.missed(slack) > NEGLIGIBLE).any() for slack in self.slacks)

    def missed(self, slack: Slack) -> FloatArray:
        """By how much each row of a block is missed, in the direction of the slack."""
        return self.answer.x[slack.columns]

    def weight(self, slack: Slack, k: int) -> float:
        """What one unit of a slack costs in a row."""
        return float(self.program.cost[slack.columns.start + k])


def solve_elastic(model: Model, program: LinearProgram) -> Elastic | None:
    """The smallest slack of a program without integers: on headers and limits.

    Where that is not enough, on limits of equipment too, and then on all rows. None where there is
    no answer even then.
    """
    weights = list(weights_of(model, program))
    for most in (0.0, TIGHT_WEIGHT, PHYSICS_WEIGHT):
        some = [one for one in weights if one.kind != "equipment" or one.too_little.max() <= most]
        elastic, slacks = with_slack(program, some)
        answer = solve_guided(elastic, program.cost, model.scenario.horizon)
        if answer.has_point:
            return Elastic(elastic, answer, slacks)
    return None


@dataclass(frozen=True, eq=False)
class Weight:
    """What it costs to miss each row of a block by one unit, downwards and upwards."""

    block: Block
    kind: Kind
    too_little: FloatArray
    too_much: FloatArray


def weights_of(model: Model, program: LinearProgram) -> Iterator[Weight]:
    """The weights of every block.

    How a unit is switched on and off stays as it is: there is no energy in it.
    """
    scenario = model.scenario
    switched = {block.owner for block in program.column_blocks
                if block.owner in scenario.units and program.integer[block.slice].any()}
    forced = _forced(program)
    for block in program.row_blocks:
        if block.label == "balance" and block.owner in scenario.headers:
            yield _of_header(model, block, forced[block.slice])
        elif block.span in _LIMIT_SPANS and (
                block.owner in scenario.contracts or block.owner == EMISSIONS):
            yield Weight(block, "limit", *2 * [np.full(block.count, LIMIT_WEIGHT)])
        elif block.owner not in switched:
            equal = program.row_lower[block.slice] == program.row_upper[block.slice]
            weight = np.where(equal, PHYSICS_WEIGHT, TIGHT_WEIGHT)
            yield Weight(block, "equipment", weight, weight)


def _forced(program: LinearProgram) -> FloatArray:
    """What columns take from each row at least, such as the least delivery of a contract."""
    matrix = program.matrix
    least = np.maximum(program.lower[matrix.column], 0.0)
    return sum_by(matrix.row, np.maximum(-matrix.value, 0.0) * least, matrix.rows)


def _of_header(model: Model, block: Block, forced: FloatArray) -> Weight:
    """Of equal causes, energy is missing where it is asked for, and when most is asked.

    What is too much is so where it comes from, not where units have turned it into less.
    """
    scenario = model.scenario
    asked = sum((company.demands[block.owner].values for company in scenario.companies.values()
                 if block.owner in company.demands), forced)
    weight = np.full(block.count, HEADER_WEIGHT * scenario.horizon.step_hours)
    if not asked.any():
        return Weight(block, "header", _NOT_ASKED_FOR * weight, weight)
    usual, most = float(np.median(asked)), float(asked.max())
    above = np.clip((asked - usual) / max(most - usual, NEGLIGIBLE), 0.0, 1.0)
    return Weight(block, "header", weight * (1.0 - _AT_A_PEAK * above),
                  _TOO_MUCH_WHERE_ASKED * weight)


def with_slack(
    program: LinearProgram, weights: Sequence[Weight]
) -> tuple[LinearProgram, tuple[Slack, ...]]:
    """The program without costs, each row with two more columns that let it be missed."""
    slacks, start = [], len(program.cost)
    costs = [np.zeros(start)]
    rows, columns, values = [program.matrix.row], [program.matrix.column], [program.matrix.value]
    for weight in weights:
        block = weight.block
        for sign, cost in ((1.0, weight.too_little), (-1.0, weight.too_much)):
            slacks.append(Slack(block, weight.kind, sign, slice(start, start + block.count)))
            rows.append(np.arange(block.start, block.start + block.count))
            columns.append(np.arange(start, start + block.count))
            values.append(np.full(block.count, sign))
            costs.append(cost)
            start += block.count
    added = start - len(program.cost)
    return replace(
        program,
        matrix=matrix_from_triplets(np.concatenate(rows), np.concatenate(columns),
                                    np.concatenate(values), program.matrix.rows, start),
        cost=np.concatenate(costs), offset=0.0,
        integer=np.concatenate([program.integer, np.zeros(added, dtype=bool)]),
        lower=np.concatenate([program.lower, np.zeros(added)]),
        upper=np.concatenate([program.upper, np.full(added, np.inf)]),
        column_blocks=(*program.column_blocks, *(slack.as_columns for slack in slacks)),
    ), tuple(slacks)
