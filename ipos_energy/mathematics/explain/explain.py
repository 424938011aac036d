"""Why a scenario has no best operation: every cause that can be found.

First what contradicts itself in the data alone. Then the same equations without costs and with
slack (:mod:`elastic`): the smallest slack shows what is missing, hours that follow each other are
told as one event. Where nothing is missing, integers forbid it, or the cost has no bottom. Integers
are left out until then: a year of them would take minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ipos_energy.mathematics.compile import Compiled
from ipos_energy.mathematics.explain.checks import Seen, certain_rows
from ipos_energy.mathematics.explain.cures import Cures
from ipos_energy.mathematics.explain.decided import InTheWay, solve_decided
from ipos_energy.mathematics.explain.elastic import (
    NEGLIGIBLE,
    Slack,
    solve_elastic,
)
from ipos_energy.mathematics.explain.imbalances import Case, imbalances_of, runs_of, span_of
from ipos_energy.mathematics.explain.levels import contradicting_levels
from ipos_energy.mathematics.explain.loops import loops_of, may_be_endless
from ipos_energy.mathematics.explain.suspects import Suspects
from ipos_energy.mathematics.explain.undecided import unchanging
from ipos_energy.mathematics.linear import Block
from ipos_energy.mathematics.model import Model
from ipos_energy.park.impossible.findings import (
    Broken,
    Cause,
    Explanation,
    MissedLimit,
    Span,
)
from ipos_energy.park.periods import PeriodName, periods_of
from ipos_energy.park.scenario import EMISSIONS, Scenario

_MOST_HELPS = 3
_LEAST_HELP = 0.05
"""Of what helps most"""


def endless(model: Model, compiled: Compiled) -> Explanation | None:
    """Why the cost has no bottom, where that is plain before anything is solved."""
    if not may_be_endless(compiled.program):
        return None
    found = _without_bottom(model, compiled)
    return found if found.loops else None


def explained(
    model: Model, compiled: Compiled, *, no_bottom: bool = False, seen: Seen | None = None
) -> Explanation:
    """Every cause that is found.

    ``no_bottom`` where the solver said that the cost has none, ``seen`` what was before the solve.
    """
    if no_bottom:
        return _without_bottom(model, compiled)
    contradictions, program = contradicting_levels(model, compiled.program)
    elastic = seen.elastic if seen is not None else None
    elastic = elastic or solve_elastic(model, unchanging(program))
    found = replace(_blank(model.scenario, "limits"), contradictions=contradictions)
    if elastic is None:
        return found
    in_the_way: tuple[InTheWay, ...] = ()
    if elastic.is_kept and not contradictions and program.integer.any():
        decided = solve_decided(model, program, elastic)
        found = replace(found, cause="decisions", searched_hours=decided.hours)
        elastic, in_the_way = decided.elastic or elastic, decided.in_the_way
    case = Case(model, compiled, elastic, certain_rows(model, program), Suspects(model, compiled),
                Cures(elastic, model.scenario.horizon), in_the_way)
    imbalances, further = imbalances_of(case)
    missed = tuple(_missed(case))
    if len(missed) == 1 and not imbalances:
        missed = (replace(missed[0], helps=tuple(_helps(case))),)
    return replace(found, imbalances=imbalances, further=further, missed=missed,
                   broken=tuple(_broken(case)))


def _without_bottom(model: Model, compiled: Compiled) -> Explanation:
    return replace(_blank(model.scenario, "no bottom"), loops=loops_of(model, compiled))


def _blank(scenario: Scenario, cause: Cause) -> Explanation:
    return Explanation(scenario.name, scenario.currency, scenario.horizon.time_zone, cause)


def _missed(case: Case) -> Iterator[MissedLimit]:
    """Limits over longer times that are missed, period by period."""
    for slack in case.elastic.slacks:
        if slack.kind == "limit":
            values = case.elastic.missed(slack)
            for k in np.flatnonzero(values > NEGLIGIBLE).tolist():
                yield _missed_limit(case, slack, k, float(values[k]))


def _helps(case: Case) -> list[tuple[str, float]]:
    """What one unit more of each bound, at all steps, takes off all that is missed; most first."""
    program, dual = case.elastic.program, case.elastic.answer.column_dual
    free = (program.upper > program.lower) & (program.upper > 0)
    gains = [(block.name, float(np.sum(np.where(
        free[block.slice], np.maximum(-dual[block.slice], 0.0), 0.0))))
        for block in case.compiled.program.column_blocks
        if block.span == "step" and not case.compiled.program.integer[block.start]]
    most = max((gain for _, gain in gains), default=0.0)
    helping = [one for one in gains if one[1] > max(NEGLIGIBLE, _LEAST_HELP * most)]
    return sorted(helping, key=lambda one: -one[1])[:_MOST_HELPS]


def _missed_limit(case: Case, slack: Slack, k: int, amount: float) -> MissedLimit:
    """A row that sums up negative energies, as ``least ≤ Σ`` is stated, is told as positive."""
    program, row = case.compiled.program, slack.block.start + k
    sign = np.sign(program.matrix.value[program.matrix.row == row].sum())
    is_low = slack.sign > 0
    stated = float((program.row_lower if is_low else program.row_upper)[row])
    possible = stated - slack.sign * amount
    return MissedLimit(
        slack.block.name, _period(case, slack.block, k),
        "t" if slack.block.owner == EMISSIONS else "MWh", bool(is_low == (sign > 0)),
        float(sign * stated), float(sign * possible))


def _period(case: Case, block: Block, k: int) -> str:
    """The day, month or year that a row is for; empty for the whole horizon."""
    lengths: dict[str, PeriodName] = {"day": "day", "month": "month", "year": "year"}
    if block.span not in lengths:
        return ""
    first = np.flatnonzero(periods_of(case.horizon, lengths[block.span]).index == k)[0]
    letters = {"day": 10, "month": 7, "year": 4}[block.span]
    return str(case.horizon.local[first])[:letters]


def _broken(case: Case) -> Iterator[Broken]:
    """Relations inside units and companies that cannot hold."""
    for slack in case.elastic.slacks:
        if slack.kind == "equipment":
            values = case.elastic.missed(slack)
            runs = runs_of(np.pad(values > NEGLIGIBLE, (slack.block.span == "later step", 0)))
            if runs:
                yield Broken(slack.block.name, tuple(_spans(case, slack.block, runs)),
                             float(values.sum()), _is_tight(case, slack.block))


def _is_tight(case: Case, block: Block) -> bool:
    """Whether a relation is a limit that may be wider, not an equation."""
    program = case.compiled.program
    return bool((program.row_lower[block.slice] != program.row_upper[block.slice]).any())


def _spans(case: Case, block: Block, runs: list[slice]) -> Iterator[Span]:
    """The times of runs of rows; the whole horizon for what has no step."""
    by_step = block.span in ("step", "later step")
    yield from (span_of(case.horizon, run if by_step else slice(0, case.horizon.steps))
                for run in (runs if by_step else runs[:1]))
