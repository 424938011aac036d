"""Affine functions of a program's columns, one for each lane of a rule's index."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ipos_energy.mathematics.linear import IntArray
from ipos_energy.park.series import FloatArray, sum_by


@dataclass(frozen=True)
class Term:
    """``coefficient · x[column]``; ``lane`` is None where there is one for each lane in order."""

    lane: IntArray | None
    column: IntArray
    coefficient: FloatArray


@dataclass(frozen=True)
class Affine:
    """``constant + Σ terms``, for each of ``lanes`` lanes."""

    lanes: int
    constant: FloatArray | float
    terms: tuple[Term, ...] = ()

    def constants(self) -> FloatArray:
        """The constant of each lane (lanes,)."""
        return np.broadcast_to(np.asarray(self.constant, dtype=float), (self.lanes,))

    def triplets(self) -> tuple[IntArray, IntArray, FloatArray]:
        """Lane, column and coefficient of every term, in no order."""
        lanes = np.arange(self.lanes)
        if not self.terms:
            return np.empty(0, int), np.empty(0, int), np.empty(0)
        return (
            np.concatenate([lanes if t.lane is None else t.lane for t in self.terms]),
            np.concatenate([t.column for t in self.terms]),
            np.concatenate([np.broadcast_to(t.coefficient, t.column.shape) for t in self.terms]),
        )

    def value(self, x: FloatArray) -> FloatArray:
        """The value of each lane at the point ``x`` (lanes,)."""
        total = self.constants().copy()
        for term in self.terms:
            part = term.coefficient * x[term.column]
            if term.lane is None:
                total += part
            else:
                total += sum_by(term.lane, part, self.lanes)
        return total

    def scaled(self, factor: FloatArray | float) -> Affine:
        """``factor`` times this; an array has one factor for each lane."""
        def by(term: Term) -> FloatArray:
            if term.lane is not None and isinstance(factor, np.ndarray):
                return term.coefficient * factor[term.lane]
            return term.coefficient * factor
        return Affine(self.lanes, self.constant * factor,
                      tuple(Term(t.lane, t.column, by(t)) for t in self.terms))


@dataclass(frozen=True)
class CompiledRelation:
    """``lower ≤ body ≤ upper`` for each lane; the body's constants have moved to the bounds."""

    body: Affine
    lower: FloatArray
    upper: FloatArray
