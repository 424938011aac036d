"""From the slack of headers to events: when, how much, what is at its limit, who is unusual."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ipos_energy.mathematics.compile import Compiled
from ipos_energy.mathematics.explain.cures import Cures, Wider
from ipos_energy.mathematics.explain.decided import InTheWay
from ipos_energy.mathematics.explain.elastic import NEGLIGIBLE, Elastic, Slack
from ipos_energy.mathematics.explain.suspects import Suspects, least_of
from ipos_energy.mathematics.linear import Block, BoolArray
from ipos_energy.mathematics.model import Model
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.impossible.findings import AtLimit, Further, Imbalance, Span, Window
from ipos_energy.park.series import FloatArray

_MOST_EVENTS, _MOST_LIMITS = 5, 8
_WINDOW_STEPS = 36
_LEAST_GAIN = 0.05


@dataclass(frozen=True, eq=False)
class Case:
    """What all events of one scenario are told from; ``certain`` marks impossible rows."""

    model: Model
    compiled: Compiled
    elastic: Elastic
    certain: BoolArray
    suspects: Suspects
    cures: Cures
    in_the_way: tuple[InTheWay, ...] = ()

    @property
    def horizon(self) -> Horizon:
        return self.model.scenario.horizon


def imbalances_of(case: Case) -> tuple[tuple[Imbalance, ...], tuple[Further, ...]]:
    """The events of every header, the largest of each told one by one."""
    told: list[Imbalance] = []
    further: list[Further] = []
    for slack in case.elastic.slacks:
        if slack.kind != "header":
            continue
        missing = case.elastic.missed(slack)
        runs = sorted(runs_of(missing > NEGLIGIBLE), key=lambda run: -float(missing[run].sum()))
        told += [_imbalance(case, slack, missing, run) for run in runs[:_MOST_EVENTS]]
        if runs[_MOST_EVENTS:]:
            energy = sum(float(missing[run].sum()) for run in runs[_MOST_EVENTS:])
            further.append(Further(slack.block.owner, slack.sign > 0, len(runs) - _MOST_EVENTS,
                                   energy * case.horizon.step_hours))
    return tuple(sorted(told, key=lambda one: -one.energy_mwh)), tuple(further)


@dataclass(frozen=True, eq=False)
class _Event:
    """A run of steps in which a header misses something: asked and ``missing``, each (T,) in MW."""

    header: str
    run: slice
    asked: FloatArray
    missing: FloatArray

    @property
    def worst(self) -> int:
        """The step in which most is missing."""
        return int(self.run.start + np.argmax(self.missing[self.run]))


def _imbalance(case: Case, slack: Slack, missing: FloatArray, run: slice) -> Imbalance:
    header, short, suspects = slack.block.owner, slack.sign > 0, case.suspects
    direction = "out" if short else "in"
    event = _Event(header, run, _total(case, header, direction), missing)
    asked, amount = float(event.asked[event.worst]), float(missing[event.worst])
    unusual = (*suspects.asking(header, run, missing), *suspects.giving(header, run, missing))
    stopped = tuple(text for owner in suspects.feeding(header)
                    for text in suspects.stopped(owner, run))
    worst = _Worst(event.worst, amount, case.elastic.weight(slack, event.worst), run, slack)
    limits = tuple(_in_the_way(case, run)) or tuple(_limits(case, header, worst, short=short))
    return Imbalance(
        header, short, span_of(case.horizon, run), asked, max(asked - amount, 0.0),
        float(missing[run].sum()) * case.horizon.step_hours,
        bool(case.certain[slack.block.slice][run].all()),
        unusual if short else (), stopped if short else (),
        limits, _window(case, direction, event))


def _in_the_way(case: Case, run: slice) -> Iterator[AtLimit]:
    """Relations of units that decide, without any one of which the event would not be.

    An event may reach over several spans: then those that are in the way in each of them.
    """
    found = [one.names for one in case.in_the_way
             if one.run.start < run.stop and run.start < one.run.stop]
    for name in dict.fromkeys(name for names in found for name in names):
        if all(name in names for names in found):
            yield AtLimit(name, 0.0, "", False, 1.0, 0.0)


def span_of(horizon: Horizon, run: slice) -> Span:
    """From the start of a run's first step to the end of its last, on the local clock."""
    step = np.timedelta64(round(horizon.step_hours * 3600), "s")
    first, last = horizon.local[run.start], horizon.local[run.stop - 1] + step
    return Span(_clock(first), _clock(last), (run.stop - run.start) * horizon.step_hours)


def _clock(moment: np.datetime64) -> str:
    return str(moment)[:16].replace("T", " ")


def runs_of(marked: NDArray[np.bool_]) -> list[slice]:
    """The runs of consecutive True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(int)))
    return [slice(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _total(case: Case, header: str, direction: str) -> FloatArray:
    """All that a header gives or takes at each step (T,)."""
    total, x = np.zeros(case.horizon.steps), case.elastic.answer.x
    for flow, affine in zip(case.model.flows, case.compiled.flows, strict=True):
        if flow.header == header:
            value = affine.value(x)
            if flow.taken is not None:
                total += np.maximum(value if direction == "in" else -value, 0.0)
            elif flow.direction == direction:
                total += value
    return total


def _window(case: Case, direction: str, event: _Event) -> Window:
    """What is asked and what can be had around a run; outside of events what must be."""
    horizon, run, missing = case.horizon, event.run, event.missing
    begin = max(0, run.start - _WINDOW_STEPS)
    end = min(len(missing), min(run.stop, run.start + 5 * _WINDOW_STEPS) + _WINDOW_STEPS)
    fixed = _fixed(case, event.header, direction)
    asked = np.where(missing > NEGLIGIBLE, event.asked, fixed)[begin:end]
    return Window(_clock(horizon.local[begin]), horizon.step_hours, tuple(asked.tolist()),
                  tuple(np.maximum(asked - missing[begin:end], 0.0).tolist()))


def _fixed(case: Case, header: str, direction: str) -> FloatArray:
    """What a header must give or take at each step, whatever else is done (T,)."""
    total = np.zeros(case.horizon.steps)
    for flow, affine in zip(case.model.flows, case.compiled.flows, strict=True):
        if (flow.header, flow.direction) == (header, direction) and flow.taken is None:
            total += least_of(case.compiled.program, affine)
    return total


@dataclass(frozen=True)
class _Worst:
    """The worst step of an event: what is missing in it, and what 1 MW of it weighs.

    The event itself is a ``run`` of the rows of ``slack``.
    """

    step: int
    missing_mw: float
    weight: float
    run: slice
    slack: Slack


def _limits(case: Case, header: str, worst: _Worst, *, short: bool) -> Iterator[AtLimit]:
    """What stands at its limit in a step; what would help if it were wider, where anything would.

    A limit that would help has a dual in the elastic program: by that much less is missing for
    each unit. Where none has, all limits of what is connected are named.
    """
    suspects = case.suspects
    headers = {header, *suspects.below(header)}
    owners = {*suspects.feeding(header), *(
        flow.owner for flow in case.model.flows if flow.header in headers)}
    found = [*_columns_at_limit(case, worst), *_rows_at_limit(case, worst)]
    most = max((limit.gain for _, limit in found), default=0.0)
    helping = [limit for _, limit in found if limit.gain > max(_LEAST_GAIN, most / 4)]
    others = [replace(limit, gain=0.0, needed=0.0) for owner, limit in found
              if owner in owners and limit.unit]
    helping.sort(key=lambda limit: -limit.gain)
    named = helping or others
    if not short:
        known = {limit.name for limit in named}
        named += [limit for limit in _forced(case, header, worst) if limit.name not in known]
    yield from named[:_MOST_LIMITS]


def _forced(case: Case, header: str, worst: _Worst) -> Iterator[AtLimit]:
    """What has to flow into a header, or into one that feeds it, at a step."""
    headers = {header, *case.suspects.above(header)}
    for flow, affine in zip(case.model.flows, case.compiled.flows, strict=True):
        if flow.header in headers and flow.direction == "in":
            least = float(least_of(case.compiled.program, affine)[worst.step])
            if least > NEGLIGIBLE:
                yield AtLimit(f"{flow.owner}: {flow.label}", least, "MW", True, 0.0, 0.0)


def _columns_at_limit(case: Case, worst: _Worst) -> Iterator[tuple[str, AtLimit]]:
    """Flows at a bound; one that is held at zero, as by an outage, is at no limit of its own."""
    program, answer = case.compiled.program, case.elastic.answer
    for block in program.column_blocks:
        if block.span != "step" or program.integer[block.start]:
            continue
        column = block.start + worst.step
        value, dual = float(answer.x[column]), float(answer.column_dual[column])
        lower, upper = float(program.lower[column]), float(program.upper[column])
        if upper > 0 and value >= upper * (1 - 1e-6):
            yield block.owner, _at_limit(case, Wider(block, False), value, -dual, worst)
        elif lower > 0 and value <= lower * (1 + 1e-6):
            yield block.owner, _at_limit(case, Wider(block, True), value, dual, worst)


def _rows_at_limit(case: Case, worst: _Worst) -> Iterator[tuple[str, AtLimit]]:
    """Relations inside units that hold with a dual, such as ramps, but for equations.

    One that holds a single flow is told as the limit of that flow.
    """
    program, answer = case.compiled.program, case.elastic.answer
    for block in program.row_blocks:
        at = {"step": worst.step, "later step": worst.step - 1}.get(block.span, -1)
        row = block.start + at
        if (not 0 <= at < block.count or not answer.row_dual[row]
                or program.row_lower[row] == program.row_upper[row]):
            continue
        dual = abs(float(answer.row_dual[row]))
        flow = _only_flow(case, row)
        if flow is None:
            yield block.owner, AtLimit(block.name, 0.0, "", False, dual / worst.weight, 0.0)
        elif (value := float(answer.x[flow[0].start + at])) > NEGLIGIBLE:
            wider = Wider(flow[0], False, block, flow[1])
            yield block.owner, _at_limit(case, wider, value, dual * abs(flow[1]), worst)


def _only_flow(case: Case, row: int) -> tuple[Block, float] | None:
    """The block and the coefficient of the only flow in a row, beside decisions and slack."""
    matrix, program = case.elastic.program.matrix, case.compiled.program
    entries = np.flatnonzero(matrix.row == row)
    column = matrix.column[entries]
    entries = entries[column < program.matrix.columns]
    if len(entries) != 1:
        return None
    at, value = int(matrix.column[entries[0]]), float(matrix.value[entries[0]])
    block = next(one for one in program.column_blocks
                 if one.start <= at < one.start + one.count)
    return (block, value) if block.span == "step" else None


def _at_limit(
    case: Case, wider: Wider, value: float, dual: float, worst: _Worst
) -> AtLimit:
    """A flow at a limit. One that would help is tried: how much wider it must be to cure."""
    gain = max(dual, 0.0) / worst.weight
    needed = case.cures.needed(worst.run, worst.slack, wider) if gain > _LEAST_GAIN else 0.0
    return AtLimit(wider.block.name, value, "MW", wider.is_least, gain, needed)
