"""When a unit is on: minimum load, starts, minimum times. Makes the program one with integers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from ipos_energy.park import quantities as q
from ipos_energy.park.fields import Bounds, Energy, Fraction, Measured, Schema
from ipos_energy.park.periods import periods_of
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Indexed, Rule, Site, total
from ipos_energy.park.strict import Whole

Hours = Annotated[float, Measured((q.DURATION,), Bounds(at_least=0.0))]
Money = Annotated[float, Measured((q.MONEY,), Bounds(at_least=0.0))]


class MaximumStarts(Schema):
    """How often a unit may start."""

    number: Whole = Field(ge=0)
    """Most starts in each period"""
    per: Literal["day", "month", "year", "horizon"]
    """The period"""


class Commitment(Schema):
    """A unit that is either on, at least at its minimum load, or off.

        on[t] − on[t−1] = start[t] − stop[t]             on ∈ {0, 1}; start, stop ≥ 0
        minimum_load·capacity·on[t] ≤ output[t] ≤ available[t]·capacity·on[t]
        Σ_{k=0}^{U−1} start[t−k] ≤ on[t]                 U ≥ 1 steps of minimum_up
        Σ_{k=0}^{D−1} stop[t−k] ≤ 1 − on[t]              D ≥ 1 steps of minimum_down
        Σ_{t in period} start[t] ≤ maximum_starts
        on[t] = 0                                        where available[t] = 0

    The step before the first is the last one ("cyclic"), or the unit was on or off before, for
    longer than its minimum times. Rows as in Rajan and Takriti, Minimum up/down polytopes of the
    unit commitment problem with start-up costs, IBM research report RC23628, 2005.
    """

    minimum_load: Fraction = 0.0
    """Least output while the unit is on, as a share of its capacity"""
    start_cost: Money = 0.0
    """Cost of each start"""
    start_fuel: Energy = 0.0
    """Energy that each start takes from the unit's source and loses"""
    minimum_up: Hours = 0.0
    """Shortest time on"""
    minimum_down: Hours = 0.0
    """Shortest time off"""
    initially: Literal["cyclic", "on", "off"] = "cyclic"
    """State before the first step"""
    maximum_starts: MaximumStarts | None = None
    """Most starts in a period"""


def state_commitment(
    commitment: Commitment, site: Site, source: tuple[str, str], available: FloatArray
) -> Switch:
    """States when a unit is on; its start fuel comes from ``source``, a (header, label).

    ``available`` is the share of its capacity that outages leave (T,).
    """
    switch = Switch(site.binary("on", upper=(available > 0).astype(float)),
                    site.variable("start"), site.variable("stop"))
    on, start, stop = switch.on, switch.start, switch.stop
    _state_changes(commitment, site, switch)
    _state_minimum_time(commitment, site, "minimum up", commitment.minimum_up, start,
                        lambda t: on[t])
    _state_minimum_time(commitment, site, "minimum down", commitment.minimum_down, stop,
                        lambda t: 1 - on[t])
    site.records("on", "-", lambda t: on[t])
    site.records("start", "-", lambda t: start[t])
    hours = site.horizon.step_hours
    if commitment.start_cost:
        cost = commitment.start_cost / hours
        site.book("starts", lambda t: cost * start[t])
    if commitment.start_fuel:
        fuel = commitment.start_fuel / hours
        site.takes(source[0], f"{source[1]} for starts", lambda t: fuel * start[t])
    _state_maximum_starts(commitment.maximum_starts, site, start)
    return switch


class Switch:
    """The decisions of a commitment, each indexed by the step."""

    def __init__(self, on: Indexed, start: Indexed, stop: Indexed) -> None:
        self.on, self.start, self.stop = on, start, stop


def _state_changes(commitment: Commitment, site: Site, switch: Switch) -> None:
    on, start, stop = switch.on, switch.start, switch.stop
    if commitment.initially == "cyclic":
        previous = site.previous
        site.each_step(
            "switching", lambda t: on[t] - on[previous[t]] == start[t] - stop[t])
        return
    before = _before(commitment)
    site.once("first switching", lambda: on[0] - before == start[0] - stop[0])
    site.each_later_step("switching", lambda t: on[t] - on[t - 1] == start[t] - stop[t])


def _state_minimum_time(
    commitment: Commitment, site: Site, name: str, hours: float, change: Indexed, allowed: Rule
) -> None:
    """States that no more changes lie in the last ``hours`` than ``allowed`` at the step.

    At least the step itself counts, so that a start and a stop never cancel each other.
    """
    window = max(1, math.ceil(hours / site.horizon.step_hours - 1e-9))
    if window == 1:
        site.each_step(f"{name} of one step", lambda t: change[t] <= allowed(t))
        return
    terms = []
    for back in range(min(window, site.horizon.steps)):
        counts = np.ones(site.horizon.steps)
        if commitment.initially != "cyclic":
            counts[:back] = 0.0
        terms.append((site.parameter(f"{name}: {back} steps back counts", counts),
                      site.earlier(back)))

    site.each_step(name, lambda t: total(
        counts[t] * change[earlier[t]] for counts, earlier in terms) <= allowed(t))


def _state_maximum_starts(limit: MaximumStarts | None, site: Site, start: Indexed) -> None:
    if limit is None:
        return
    if limit.per == "horizon":
        steps = site.steps
        site.once("maximum starts", lambda: sum(start[t] for t in steps) <= limit.number)
        return
    periods = site.periods(limit.per)
    inside = periods.contents()
    periods.each("maximum starts", lambda p: sum(start[t] for t in inside[p]) <= limit.number)


def replay_commitment(
    commitment: Commitment, record: Record, source: tuple[str, str], output_mw: FloatArray,
    capacity_mw: float, available: FloatArray,
) -> Iterator[Check]:
    """The same in plain numbers, from when the unit was on."""
    on = record.quantities["on"]
    starts = _starts(commitment, on)
    hours = record.horizon.step_hours
    yield record.equal("on is 0 or 1", on, np.clip(np.round(on), 0.0, 1.0))
    yield record.at_most("off while it stands still", on, (available > 0).astype(float))
    yield record.at_most("output ≤ capacity while on", output_mw, capacity_mw * on)
    yield record.at_most("output ≥ minimum load while on",
                         commitment.minimum_load * capacity_mw * on, output_mw)
    yield record.equal("each start is counted", record.quantities["start"], starts)
    for state, least in ((1.0, commitment.minimum_up), (0.0, commitment.minimum_down)):
        yield record.at_most_number(f"{'on' if state else 'off'} long enough", least / hours,
                                    _shortest_run(commitment, on, state))
    if commitment.start_cost:
        yield record.equal("starts = price · number", record.ledger["starts"],
                           record.monthly(commitment.start_cost * starts))
    if commitment.start_fuel:
        yield record.equal("fuel for starts", record.flows[f"{source[1]} for starts"],
                           commitment.start_fuel / hours * starts)
    if commitment.maximum_starts is not None:
        per = commitment.maximum_starts.per
        counted = (np.array([starts.sum()]) if per == "horizon"
                   else periods_of(record.horizon, per).total(starts))
        yield record.at_most("starts ≤ maximum", counted, commitment.maximum_starts.number)


def _starts(commitment: Commitment, on: FloatArray) -> FloatArray:
    """1 at each step at which the unit starts (T,)."""
    before = np.roll(on, 1)
    if commitment.initially != "cyclic":
        before[0] = _before(commitment)
    return np.maximum(np.round(on) - np.round(before), 0.0)


def _before(commitment: Commitment) -> float:
    """Whether the unit was on before the first step, where that is stated."""
    return 1.0 if commitment.initially == "on" else 0.0


def _shortest_run(commitment: Commitment, on: FloatArray, state: float) -> float:
    """Steps of the shortest run in a state of which both the beginning and the end are known.

    On a cyclic horizon a run may pass its end; otherwise the state before the first step counts,
    and a run that reaches the end has none. Infinite where there is no such run.
    """
    inside = np.round(on) == state
    if commitment.initially == "cyclic":
        if inside.all():
            return math.inf
        inside = np.append(np.roll(inside, -int(np.argmin(inside))), False)
    else:
        inside = np.concatenate([[_before(commitment) == state], inside])
    edges = np.flatnonzero(np.diff(inside.astype(int)))
    if inside[0]:
        edges = edges[1:]
    runs = edges[:len(edges) // 2 * 2].reshape(-1, 2)
    return float((runs[:, 1] - runs[:, 0]).min()) if len(runs) else math.inf
