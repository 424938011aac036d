"""What makes a program impossible and is seen without solving it: each a proof."""

from __future__ import annotations

from dataclasses import dataclass

from ipos_energy.mathematics.explain.cuts import impossible_together
from ipos_energy.mathematics.explain.elastic import Elastic
from ipos_energy.mathematics.explain.levels import contradicting_levels
from ipos_energy.mathematics.explain.reach import Reach, reach_of
from ipos_energy.mathematics.explain.unchanged import missed_limits
from ipos_energy.mathematics.explain.undecided import impossible_undecided
from ipos_energy.mathematics.linear import BoolArray, LinearProgram
from ipos_energy.mathematics.model import Model


@dataclass(frozen=True, eq=False)
class Seen:
    """That a program is impossible; with the least slack where it took that to be seen."""

    elastic: Elastic | None = None


def seen_impossible(model: Model, program: LinearProgram) -> Seen | None:
    """Whether a program is seen to be impossible before it is solved.

    One with integers is looked at more closely, since its solve would take minutes to say so.
    """
    contradictions, program = contradicting_levels(model, program)
    if contradictions:
        return Seen()
    reach = reach_of(program)
    if reach.contradicts or _together(model, program, reach).any():
        return Seen()
    if not program.integer.any():
        return None
    if impossible_undecided(program):
        return Seen()
    elastic = missed_limits(model, program)
    return None if elastic is None else Seen(elastic)


def certain_rows(model: Model, program: LinearProgram) -> BoolArray:
    """The rows (rows,) that no values within the bounds can keep, however the others are chosen."""
    reach = reach_of(program)
    return reach.impossible | _together(model, program, reach)


def _together(model: Model, program: LinearProgram, reach: Reach) -> BoolArray:
    balances = [block for block in program.row_blocks
                if block.label == "balance" and block.owner in model.scenario.headers]
    return impossible_together(program, balances, reach)
