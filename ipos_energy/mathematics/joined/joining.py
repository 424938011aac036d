"""The bases of parts side by side, as one basis of the steps that they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ipos_energy.mathematics.basis import BASIC, Basis, StatusArray
from ipos_energy.mathematics.joined.ordered import Ordered
from ipos_energy.mathematics.joined.windows import Part


@dataclass(frozen=True)
class _Claim:
    """A column at no step as a part has it: its place there and its value."""

    part: Part
    place: int
    value: float

    @property
    def basic(self) -> bool:
        return bool(self.part.basis.column[self.place] == BASIC)


def joined(ordered: Ordered, parts: Sequence[Part]) -> Basis:
    """A basis of the whole ordered program; steps that no part has are left out of it.

    Each part has columns and rows of its own, so their statuses stand side by side; rows at no step
    that none has are basic. Of a column at no step each part has its own, and only one can be
    basic: the dearest one, such as the highest of a month's peaks. Where another part had it basic,
    one of the rows that bind there to its value becomes basic instead, since they bind no more.
    """
    program = ordered.program
    column = np.zeros(program.matrix.columns, dtype=np.int8)
    row = np.full(program.matrix.rows, BASIC, dtype=np.int8)
    claims: dict[int, list[_Claim]] = {}
    for part in parts:
        own, timed = part.excerpt, part.excerpt.timed
        column[own.columns[:timed]] = part.basis.column[:timed]
        row[own.rows] = part.basis.row
        for place in range(timed, len(own.columns)):
            claims.setdefault(int(own.columns[place]), []).append(
                _Claim(part, place, float(part.answer.x[place])))
    for name, of_column in sorted(claims.items()):
        sign = 1.0 if program.cost[name] >= 0 else -1.0
        _settle(name, of_column, sign, column, row)
    return Basis(column, row)


def _settle(
    name: int, claims: list[_Claim], sign: float, column: StatusArray, row: StatusArray
) -> None:
    """Gives a column its one status, and the parts that had it basic a basic row instead."""
    basic = [claim for claim in claims if claim.basic]
    if not basic:
        column[name] = claims[0].part.basis.column[claims[0].place]
        return
    column[name] = BASIC
    winner = max(basic, key=lambda claim: sign * claim.value)
    for claim in basic:
        if claim is not winner:
            rows = claim.part.excerpt.rows[claim.part.excerpt.rows_of(claim.place)]
            binding = rows[row[rows] != BASIC]
            row[binding[:1]] = BASIC
