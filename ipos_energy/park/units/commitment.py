"""When a unit is on: minimum load, starts, minimum times. Makes the program one with integers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from ipos_energy.park import quantities as q
from ipos_energy.park.fields import Energy, Fraction, Measured, Schema
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Indexed, Rule, Site

Hours = Annotated[float, Measured((q.DURATION,))]
Money = Annotated[float, Measured((q.MONEY,))]


class MaximumStarts(Schema):
    """How often a unit may start."""

    number: int = Field(ge=0)
    """Most starts in each period"""
    per: Literal["month", "horizon"]
    """The period"""


class Commitment(Schema):
    """A unit that is either on, at least at its minimum load, or off.

        on[t] − on[t−1] = start[t] − stop[t]             on ∈ {0, 1}; start, stop ≥ 0
        minimum_load·capacity·on[t] ≤ output[t] ≤ available[t]·capacity·on[t]
        Σ_{k=0}^{U−1} start[t−k] ≤ on[t]                 U steps of minimum_up
        Σ_{k=0}^{D−1} stop[t−k] ≤ 1 − on[t]              D steps of minimum_down
        Σ_{t in period} start[t] ≤ maximum_starts

    The step before the first is the last one ("cyclic"), or the unit was on or off before.
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


def state_commitment(commitment: Commitment, site: Site, source: tuple[str, str]) -> Switch:
    """States when a unit is on; its start fuel comes from ``source``, a (header, label)."""
    switch = Switch(site.binary("on"), site.variable("start", upper=1.0),
                    site.variable("stop", upper=1.0))
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
    before = 1.0 if commitment.initially == "on" else 0.0
    site.once("first switching", lambda: on[0] - before == start[0] - stop[0])
    site.each_later_step("switching", lambda t: on[t] - on[t - 1] == start[t] - stop[t])


def _state_minimum_time(
    commitment: Commitment, site: Site, name: str, hours: float, change: Indexed, allowed: Rule
) -> None:
    """States that no more changes lie in the last ``hours`` than ``allowed`` at the step."""
    window = math.ceil(hours / site.horizon.step_hours - 1e-9)
    if window <= 1:
        return
    terms = []
    for back in range(min(window, site.horizon.steps)):
        counts = np.ones(site.horizon.steps)
        if commitment.initially != "cyclic":
            counts[:back] = 0.0
        terms.append((site.parameter(f"{name}: {back} steps back counts", counts),
                      site.earlier(back)))

    def changes(t: object) -> object:
        total: object = 0.0
        for counts, earlier in terms:
            total = total + counts[t] * change[earlier[t]]
        return total

    site.each_step(name, lambda t: changes(t) <= allowed(t))


def _state_maximum_starts(limit: MaximumStarts | None, site: Site, start: Indexed) -> None:
    if limit is None:
        return
    if limit.per == "horizon":
        steps = site.steps
        site.once("maximum starts", lambda: sum(start[t] for t in steps) <= limit.number)
        return
    for month in range(site.horizon.months):
        inside = site.parameter(f"in month {month}",
                                (site.horizon.month == month).astype(float))
        _state_starts_of(site, month, inside, start, limit.number)


def _state_starts_of(
    site: Site, month: int, inside: Indexed, start: Indexed, most: int
) -> None:
    steps = site.steps
    site.once(f"maximum starts in month {month + 1}",
              lambda: sum(inside[t] * start[t] for t in steps) <= most)


def replay_commitment(
    commitment: Commitment, record: Record, source: tuple[str, str], output_mw: FloatArray,
    capacity_mw: float,
) -> Iterator[Check]:
    """The same in plain numbers, from when the unit was on."""
    on = record.quantities["on"]
    starts = _starts(commitment, on)
    hours = record.horizon.step_hours
    yield record.equal("on is 0 or 1", on, np.round(on))
    yield record.at_most("output ≤ capacity while on", output_mw, capacity_mw * on)
    yield record.at_most("output ≥ minimum load while on",
                         commitment.minimum_load * capacity_mw * on, output_mw)
    yield record.at_most("a start is counted", starts, record.quantities["start"])
    for state, least in ((1, commitment.minimum_up), (0, commitment.minimum_down)):
        shortest = _shortest_run(commitment, np.round(on) == state)
        yield record.at_most(f"{'on' if state else 'off'} long enough",
                             np.array([min(least / hours, len(on))]), np.array([shortest]))
    if commitment.start_cost:
        yield record.equal("starts = price · number", record.ledger["starts"],
                           record.monthly(commitment.start_cost * starts))
    if commitment.start_fuel:
        yield record.equal("fuel for starts", record.flows[f"{source[1]} for starts"],
                           commitment.start_fuel / hours * starts)
    if commitment.maximum_starts is not None:
        counted = record.monthly(starts)
        if commitment.maximum_starts.per == "horizon":
            counted = np.array([counted.sum()])
        yield record.at_most("starts ≤ maximum", counted, commitment.maximum_starts.number)


def _starts(commitment: Commitment, on: FloatArray) -> FloatArray:
    """1 at each step at which the unit starts (T,)."""
    before = np.roll(on, 1)
    if commitment.initially != "cyclic":
        before[0] = 1.0 if commitment.initially == "on" else 0.0
    return np.maximum(np.round(on) - np.round(before), 0.0)


def _shortest_run(commitment: Commitment, inside: np.ndarray[tuple[int], np.dtype[np.bool_]]
                  ) -> float:
    """Steps of the shortest run of True that both begins and ends within the horizon.

    On a cyclic horizon a run may pass its end. Infinite where there is none.
    """
    if inside.all() or not inside.any():
        return math.inf
    if commitment.initially == "cyclic":
        inside = np.roll(inside, -int(np.argmin(inside)))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(int)))
    runs = edges.reshape(-1, 2)
    if commitment.initially != "cyclic":
        runs = runs[(runs[:, 0] > 0) & (runs[:, 1] < len(inside))]
    return float((runs[:, 1] - runs[:, 0]).min()) if len(runs) else math.inf
