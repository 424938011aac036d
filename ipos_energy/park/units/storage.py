"""What stores of every kind share: a content that is filled, emptied and lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from ipos_energy.park.fields import Energy, EnergyPrice, Schema
from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Indexed, Rule, Site
from ipos_energy.park.units.maintenance import limit_while_running, state_maintenance
from ipos_energy.park.units.store_size import Growing, Growth
from ipos_energy.park.units.unit import Unit

CHANGE_OF_CONTENT = "change of content"
"""Line of the ledger that values what is left at the end."""


class GivenLevels(Schema):
    """Levels that a store starts from and must reach."""

    start: Energy
    """Level before the first step"""
    end_at_least: Energy
    """Lowest level after the last step"""
    end_value: EnergyPrice = 0.0
    """Value of the energy left at the end; what was there at the start is charged at it"""


Levels = Literal["cyclic"] | GivenLevels


@dataclass(frozen=True, eq=False)
class Content:
    """The content of a store: at most ``capacity_mwh``, at least a share of it.

        level[t] = k·level[t−1] + Δt·(η_c·charging[t] − discharging[t]/η_d − standing[t])
        lowest share·capacity ≤ level[t] ≤ capacity
        standing[t] = w[t]·capacity
        cost = end value·(start − level after the last step)      where levels are given

    ``kept`` is k, the share that is left after one step; ``standing_loss`` is w, a loss at each
    step (T,) in MW per MWh of capacity that does not depend on the level. Cyclic: the step before
    the first is the last. Of a store that may grow, capacity is what is decided, and a given start
    may not exceed it.
    """

    capacity_mwh: float
    kept: float
    levels: Levels
    charge_efficiency: float = 1.0
    discharge_efficiency: float = 1.0
    lowest_share: float = 0.0
    standing_loss: FloatArray | None = None

    @property
    def lossless_flows(self) -> bool:
        """Whether one flow of either sign says all."""
        return self.charge_efficiency == 1.0 and self.discharge_efficiency == 1.0

    def lowest(self, horizon: Horizon) -> FloatArray:
        """The lowest level after each step (T,)."""
        lowest = np.full(horizon.steps, self.lowest_share * self.capacity_mwh)
        if isinstance(self.levels, GivenLevels):
            lowest[-1] = max(lowest[-1], self.levels.end_at_least)
        return lowest

    def problem(self) -> str:
        """What is wrong with the levels; empty where nothing is."""
        if isinstance(self.levels, GivenLevels):
            for level in (self.levels.start, self.levels.end_at_least):
                if level > self.capacity_mwh * (1 + 1e-9):
                    return (f"a level of {level:g} MWh is above the capacity of "
                            f"{self.capacity_mwh:.6g} MWh")
        return ""


def kept_share(loss_per_h: float | None, horizon: Horizon) -> float:
    """``(1 − loss)^Δt``: what is left of the content after one step."""
    return float((1.0 - (loss_per_h or 0.0)) ** horizon.step_hours)


def state_store(
    unit: Unit, site: Site, content: Content, growing: Growing, headers: tuple[str, str]
) -> None:
    """States a store that is charged from one header and discharged to another, or the same.

    Where both are one, and flows lose nothing and cost nothing, one flow of either sign is exact,
    and charging and discharging never meet in one step. ``operating_cost`` is paid on what is
    discharged.
    """
    growth = growing.state(site)
    level = _declare_level(site, content, growth)
    available = unit.availability(site.horizon)
    upper = growing.power_mw * available
    if growth.power is not None:
        upper = np.full(site.horizon.steps, UNLIMITED)
    if content.lossless_flows and not unit.operating_cost and headers[0] == headers[1]:
        net = site.variable("net discharge", upper=upper, lower=-upper)
        site.exchanges(headers[0], "discharging", "charging", lambda t: net[t])
        _balance_level(site, content, growth, level, lambda t: -net[t])
        _limit_power(site, available, growth, lambda t: -net[t], lambda t: net[t])
        _rest(unit, site, growing.most_mw, lambda t: -net[t], lambda t: net[t])
        return
    charging = site.variable("charging", upper=upper)
    discharging = site.variable("discharging", upper=upper)
    site.takes(headers[0], "charging", lambda t: charging[t])
    site.gives(headers[1], "discharging", lambda t: discharging[t])
    gain, cost = content.charge_efficiency, content.discharge_efficiency
    _balance_level(site, content, growth, level,
                   lambda t: gain * charging[t] - discharging[t] / cost)
    _limit_power(site, available, growth, lambda t: charging[t], lambda t: discharging[t])
    _rest(unit, site, growing.most_mw, lambda t: charging[t], lambda t: discharging[t])
    unit.book_operation(site, lambda t: discharging[t])


def _limit_power(
    site: Site, available: FloatArray, growth: Growth, charging: Rule, discharging: Rule
) -> None:
    """The power of a store that may grow, as rows; otherwise it is a bound."""
    power = growth.power
    if power is None:
        return
    share = site.parameter("available power", available)
    site.each_step("charging power", lambda t: charging(t) <= share[t] * power())
    site.each_step("discharging power", lambda t: discharging(t) <= share[t] * power())


def _rest(unit: Unit, site: Site, most_mw: float, charging: Rule, discharging: Rule) -> None:
    """In maintenance a store is neither charged nor discharged; it keeps its content."""
    running = state_maintenance(unit.maintenance, site)
    for name, flow in (("charging", charging), ("discharging", discharging)):
        limit_while_running(site, running, flow, most_mw, f"no {name} in maintenance")


def _declare_level(site: Site, content: Content, growth: Growth) -> Indexed:
    """The level after each step, in MWh, as a variable that the tables hold."""
    capacity, given = growth.capacity, content.levels
    fixed = content if capacity is None else replace(content, lowest_share=0.0)
    level = site.variable("level", upper=content.capacity_mwh if capacity is None else UNLIMITED,
                          lower=fixed.lowest(site.horizon))
    site.records("level", "MWh", lambda t: level[t])
    if capacity is None:
        return level
    total, lowest = capacity, content.lowest_share
    site.each_step("capacity", lambda t: level[t] <= total())
    if lowest:
        site.each_step("lowest level", lambda t: level[t] >= lowest * total())
    if isinstance(given, GivenLevels) and given.start:
        site.once("start within the capacity", lambda: total() >= given.start)
    return level


def _balance_level(
    site: Site, content: Content, growth: Growth, level: Indexed, stored: Rule
) -> None:
    """States how the level follows from ``stored``, what enters the content in MW."""
    hours, kept = site.horizon.step_hours, content.kept
    entering = _less_standing_loss(site, content, growth, stored)
    if content.levels == "cyclic":
        previous = site.previous
        site.each_step(
            "level", lambda t: level[t] == kept * level[previous[t]] + hours * entering(t))
        return
    start, last = content.levels.start, site.horizon.steps - 1
    site.once("first level", lambda: level[0] == kept * start + hours * entering(0))
    site.each_later_step(
        "level", lambda t: level[t] == kept * level[t - 1] + hours * entering(t))
    value = content.levels.end_value
    if value:
        site.book_once(CHANGE_OF_CONTENT, lambda: value * start - value * level[last])


def empties_soon(capacity_mwh: float, power_mw: float) -> Iterator[Finding]:
    """A store that its own power empties within a quarter of an hour."""
    if 0 < capacity_mwh < 0.25 * power_mw:
        yield Finding(("power",), f"{power_mw:g} MW empty {capacity_mwh:.4g} MWh in "
                      f"{60 * capacity_mwh / power_mw:.2g} minutes")


def _less_standing_loss(site: Site, content: Content, growth: Growth, stored: Rule) -> Rule:
    """What enters the content less what it loses whatever it holds."""
    if content.standing_loss is None:
        return stored
    capacity = growth.capacity
    if capacity is None:
        standing = site.parameter("standing loss", content.standing_loss * content.capacity_mwh)
        return lambda t: stored(t) - standing[t]
    loss = site.parameter("standing loss per capacity", content.standing_loss)
    return lambda t: stored(t) - loss[t] * capacity()


def replay_store(
    unit: Unit, record: Record, content: Content, growing: Growing
) -> Iterator[Check]:
    """The same in plain numbers, from the written level and flows."""
    charging, discharging = record.flows["charging"], record.flows["discharging"]
    capacity_mwh, power_mw = growing.decided(record)
    yield from growing.replay(record)
    yield from _replay_level(record, replace(content, capacity_mwh=capacity_mwh), charging,
                             discharging)
    limit = power_mw * unit.availability(record.horizon)
    yield record.at_most("charging ≤ power", charging, limit)
    yield record.at_most("discharging ≤ power", discharging, limit)
    yield from unit.replay_operation(record, discharging)


def _replay_level(
    record: Record, content: Content, charging: FloatArray, discharging: FloatArray
) -> Iterator[Check]:
    """The written level follows from what was charged and discharged, within its limits."""
    level, before = record.quantities["level"], np.roll(record.quantities["level"], 1)
    stored = (content.charge_efficiency * charging
              - discharging / content.discharge_efficiency
              - (0.0 if content.standing_loss is None
                 else content.standing_loss * content.capacity_mwh))
    if isinstance(content.levels, GivenLevels):
        before[0] = content.levels.start
        yield record.at_most_number("start ≤ capacity", content.levels.start,
                                    content.capacity_mwh)
        if content.levels.end_value:
            change = content.levels.end_value * (content.levels.start - float(level[-1]))
            yield record.equal("change of content = value · (start − end)",
                               record.ledger[CHANGE_OF_CONTENT], record.spread(change))
    yield record.equal("level = kept · level before + stored", level,
                       content.kept * before + record.horizon.step_hours * stored)
    yield record.at_most("level ≤ capacity", level, content.capacity_mwh)
    yield record.at_most("level ≥ lowest", -level, -content.lowest(record.horizon))
