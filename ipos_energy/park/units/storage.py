"""What stores of every kind share: a content that is filled, emptied and lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ipos_energy.park.fields import Energy, EnergyPrice, Schema
from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Indexed, Rule, Site
from ipos_energy.park.units.maintenance import limit_while_running, state_maintenance
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
    """The content of a store: at most ``capacity_mwh``, at least ``lowest_mwh``.

        level[t] = k·level[t−1] + Δt·(η_c·charging[t] − discharging[t]/η_d − standing[t])
        lowest ≤ level[t] ≤ capacity
        cost = end value·(start − level after the last step)      where levels are given

    ``kept`` is k, the share that is left after one step; ``standing_loss_mw`` a loss at each step
    (T,) that does not depend on the level. Cyclic: the step before the first is the last.
    """

    capacity_mwh: float
    kept: float
    levels: Levels
    charge_efficiency: float = 1.0
    discharge_efficiency: float = 1.0
    lowest_mwh: float = 0.0
    standing_loss_mw: FloatArray | None = None

    @property
    def lossless_flows(self) -> bool:
        """Whether one flow of either sign says all."""
        return self.charge_efficiency == 1.0 and self.discharge_efficiency == 1.0

    def lowest(self, horizon: Horizon) -> FloatArray:
        """The lowest level after each step (T,)."""
        lowest = np.full(horizon.steps, self.lowest_mwh)
        if isinstance(self.levels, GivenLevels):
            lowest[-1] = max(self.lowest_mwh, self.levels.end_at_least)
        return lowest

    def problem(self) -> str:
        """What is wrong with the levels; empty where nothing is."""
        if isinstance(self.levels, GivenLevels):
            for level in (self.levels.start, self.levels.end_at_least):
                if level > self.capacity_mwh * (1 + 1e-9):
                    return (f"a level of {level:g} MWh is above the capacity of "
                            f"{self.capacity_mwh:.6g} MWh")
        return ""


@dataclass(frozen=True)
class Growth:
    """What is decided of a store that may grow: its capacity in MWh and its power in MW.

    ``most_mw`` is the most that its power can become.
    """

    capacity: Rule
    power: Rule
    most_mw: float


def kept_share(loss_per_h: float | None, horizon: Horizon) -> float:
    """``(1 − loss)^Δt``: what is left of the content after one step."""
    return float((1.0 - (loss_per_h or 0.0)) ** horizon.step_hours)


def state_store(
    unit: Unit, site: Site, content: Content, header: str, power_mw: float,
    growth: Growth | None = None,
) -> None:
    """States a store on one header, charged and discharged at ``power_mw`` at most.

    Where flows lose nothing and cost nothing, one flow of either sign is exact, and charging and
    discharging never meet in one step. ``operating_cost`` is paid on what is discharged.
    """
    level = declare_level(site, content, growth)
    available = unit.availability(site.horizon)
    upper = power_mw * available
    most_mw = power_mw if growth is None else growth.most_mw
    if growth is not None:
        upper = np.full(site.horizon.steps, UNLIMITED)
    if content.lossless_flows and not unit.operating_cost:
        net = site.variable("net discharge", upper=upper, lower=-upper)
        site.exchanges(header, "discharging", "charging", lambda t: net[t])
        balance_level(site, content, level, lambda t: -net[t])
        _limit_power(site, available, growth, lambda t: -net[t], lambda t: net[t])
        rest_of_store(unit, site, most_mw, lambda t: -net[t], lambda t: net[t])
        return
    charging = site.variable("charging", upper=upper)
    discharging = site.variable("discharging", upper=upper)
    site.takes(header, "charging", lambda t: charging[t])
    site.gives(header, "discharging", lambda t: discharging[t])
    gain, cost = content.charge_efficiency, content.discharge_efficiency
    balance_level(site, content, level, lambda t: gain * charging[t] - discharging[t] / cost)
    _limit_power(site, available, growth, lambda t: charging[t], lambda t: discharging[t])
    rest_of_store(unit, site, most_mw, lambda t: charging[t], lambda t: discharging[t])
    unit.book_operation(site, lambda t: discharging[t])


def _limit_power(
    site: Site, available: FloatArray, growth: Growth | None, charging: Rule, discharging: Rule
) -> None:
    """The power of a store that may grow, as rows; otherwise it is a bound."""
    if growth is None:
        return
    share, power = site.parameter("available power", available), growth.power
    site.each_step("charging power", lambda t: charging(t) <= share[t] * power())
    site.each_step("discharging power", lambda t: discharging(t) <= share[t] * power())


def rest_of_store(
    unit: Unit, site: Site, most_mw: float, charging: Rule, discharging: Rule
) -> None:
    """In maintenance a store is neither charged nor discharged; it keeps its content."""
    running = state_maintenance(unit.maintenance, site)
    for name, flow in (("charging", charging), ("discharging", discharging)):
        limit_while_running(site, running, flow, most_mw, f"no {name} in maintenance")


def declare_level(site: Site, content: Content, growth: Growth | None = None) -> Indexed:
    """The level after each step, in MWh, as a variable that the tables hold."""
    upper = content.capacity_mwh if growth is None else UNLIMITED
    level = site.variable("level", upper=upper, lower=content.lowest(site.horizon))
    site.records("level", "MWh", lambda t: level[t])
    if growth is not None:
        capacity = growth.capacity
        site.each_step("capacity", lambda t: level[t] <= capacity())
    return level


def balance_level(site: Site, content: Content, level: Indexed, stored: Rule) -> None:
    """States how the level follows from ``stored``, what enters the content in MW."""
    hours, kept, entering = site.horizon.step_hours, content.kept, stored
    if content.standing_loss_mw is not None:
        standing = site.parameter("standing loss", content.standing_loss_mw)
        entering = lambda t: stored(t) - standing[t]  # noqa: E731
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


def replay_store(
    unit: Unit, record: Record, content: Content, power_mw: float
) -> Iterator[Check]:
    """The same in plain numbers, from the written level and flows."""
    charging, discharging = record.flows["charging"], record.flows["discharging"]
    yield from replay_level(record, content, charging, discharging)
    limit = power_mw * unit.availability(record.horizon)
    yield record.at_most("charging ≤ power", charging, limit)
    yield record.at_most("discharging ≤ power", discharging, limit)
    yield from unit.replay_operation(record, discharging)


def replay_level(
    record: Record, content: Content, charging: FloatArray, discharging: FloatArray
) -> Iterator[Check]:
    """The written level follows from what was charged and discharged, within its limits."""
    level, before = record.quantities["level"], np.roll(record.quantities["level"], 1)
    stored = (content.charge_efficiency * charging
              - discharging / content.discharge_efficiency
              - (0.0 if content.standing_loss_mw is None else content.standing_loss_mw))
    if isinstance(content.levels, GivenLevels):
        before[0] = content.levels.start
        if content.levels.end_value:
            change = content.levels.end_value * (content.levels.start - float(level[-1]))
            yield record.equal("change of content = value · (start − end)",
                               record.ledger[CHANGE_OF_CONTENT], record.spread(change))
    yield record.equal("level = kept · level before + stored", level,
                       content.kept * before + record.horizon.step_hours * stored)
    yield record.at_most("level ≤ capacity", level, content.capacity_mwh)
    yield record.at_most("level ≥ lowest", -level, -content.lowest(record.horizon))
