"""What makes a program impossible and is seen without solving it: each a proof."""

from __future__ import annotations

from ipos_energy.mathematics.explain.cuts import impossible_together
from ipos_energy.mathematics.explain.levels import contradicting_levels
from ipos_energy.mathematics.explain.reach import Reach, reach_of
from ipos_energy.mathematics.explain.unchanged import misses_limits
from ipos_energy.mathematics.explain.undecided import impossible_undecided
from ipos_energy.mathematics.linear import BoolArray, LinearProgram
from ipos_energy.mathematics.model import Model


def is_impossible(model: Model, program: LinearProgram) -> bool:
    """Whether a program is seen to be impossible before it is solved.

    One with integers is looked at more closely, since its solve would take minutes to say so.
    """
    contradictions, program = contradicting_levels(model, program)
    if contradictions:
        return True
    reach = reach_of(program)
    if reach.contradicts or _together(model, program, reach).any():
        return True
    return bool(program.integer.any()) and (
        impossible_undecided(program) or misses_limits(model, program))


def certain_rows(model: Model, program: LinearProgram) -> BoolArray:
    """The rows (rows,) that no values within the bounds can keep, however the others are chosen."""
    reach = reach_of(program)
    return reach.impossible | _together(model, program, reach)


def _together(model: Model, program: LinearProgram, reach: Reach) -> BoolArray:
    balances = [block for block in program.row_blocks
                if block.label == "balance" and block.owner in model.scenario.headers]
    return impossible_together(program, balances, reach)
