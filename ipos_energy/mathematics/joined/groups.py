"""Groups of windows, and who pays for a column that several groups have in common.

A year's highest power is one column, which every group has a copy of. At first each pays the share
of its cost that it has of its rows. Then the group with the dearest copy pays all, and the others
use as much as that one has for nothing: they do not decide it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ipos_energy.mathematics.basis import BASIC
from ipos_energy.mathematics.highs import Solver
from ipos_energy.mathematics.joined.excerpt import excerpt
from ipos_energy.mathematics.joined.joining import joined
from ipos_energy.mathematics.joined.ordered import Ordered
from ipos_energy.mathematics.joined.pricing import Priced
from ipos_energy.mathematics.joined.windows import Part, solved_part
from ipos_energy.mathematics.linear import IntArray
from ipos_energy.park.series import FloatArray


class Group:
    """One group, solved from the joined bases of its windows and kept to be solved again."""

    def __init__(
        self, ordered: Ordered, priced: Priced, windows: Sequence[Part], held: IntArray,
        cost: FloatArray,
    ) -> None:
        self._ordered, self._priced = ordered, priced
        self._excerpt = excerpt(ordered, windows[0].excerpt.start, windows[-1].excerpt.end, held)
        own = self._excerpt
        program = own.program(ordered.program, cost)
        self._cost, self._lower, self._upper = program.cost, program.lower, program.upper
        self._full_cost = cost
        self._solver = Solver(program, part=True)
        self._solver.near_optimum(True)
        self._solver.start_at(joined(ordered, windows).of(own.columns, own.rows))
        self.part = self._solved()

    def _solved(self) -> Part:
        return solved_part(self._solver, self._excerpt, self._ordered, self._priced)

    def copy_of(self, column: int) -> int:
        """The place of a column at no step among the group's columns; −1 where it has none."""
        names = self._excerpt.columns[self._excerpt.timed:]
        at = int(np.searchsorted(names, column))
        return self._excerpt.timed + at if at < len(names) and names[at] == column else -1

    def pay(self, column: int, of: float, limit: float | None) -> None:
        """From now on pays a part of a column's cost, up to a value where there is one."""
        place = self.copy_of(column)
        self._cost[place] = of * self._full_cost[column]
        if limit is not None and self._full_cost[column] >= 0:
            self._upper[place] = max(limit, self._lower[place])
        elif limit is not None:
            self._lower[place] = min(limit, self._upper[place])

    def solve_again(self) -> None:
        """Solves the group with what it pays now."""
        self._solver.update(cost=self._cost, bounds=(self._lower, self._upper))
        self.part = self._solved()


def let_the_dearest_pay(ordered: Ordered, groups: Sequence[Group]) -> list[Group]:
    """Changes who pays for the columns in common; returns the groups to be solved again."""
    changed: dict[int, Group] = {}
    for column in range(ordered.timed_columns, ordered.program.matrix.columns):
        sharing = [(number, group, group.copy_of(column)) for number, group in enumerate(groups)
                   if group.copy_of(column) >= 0]
        basic = [one for one in sharing if one[1].part.basis.column[one[2]] == BASIC]
        if len(basic) < 2:
            continue
        sign = 1.0 if ordered.program.cost[column] >= 0 else -1.0
        payer = max(basic, key=lambda one: sign * one[1].part.answer.x[one[2]])
        level = float(payer[1].part.answer.x[payer[2]])
        for number, group, _ in sharing:
            group.pay(column, float(number == payer[0]), None if number == payer[0] else level)
        changed.update({number: group for number, group, _ in basic})
    return [changed[number] for number in sorted(changed)]
