"""The equations of a steam turbine.

    electricity[t] = g·Σ_k e_k[t]·steam to k[t] − l·on[t]
    heat to k[t] = q_k[t]·steam to k[t]
    heat to last[t] += (l·on[t] − (g − 1)·Σ_k e_k[t]·steam to k[t])/η_m
    condensate reheating[t] = Σ_k r_k[t]·steam to k[t]
    own use[t] = u·electricity[t]
    electricity[t] ≤ available[t]·capacity      (or Σ_k steam to k, where that is in t/h)
    at_least_k·on[t] ≤ steam to k[t] ≤ at_most_k

in MW, steam counted from feedwater at the inlet's state. Without no-load steam g = 1 and l = 0.
With a share n of it (Willans line), g = 1/(1 − n) and l = n/(1 − n)·capacity: the machine needs
n of its steam to turn and gives its full yield at full load; what it does not turn into power
stays in the steam and reaches the last header, unless a condensing end rejects it. Where more can
be built, capacity is what is decided, and capacity·on[t] one variable, see
:class:`ipos_energy.park.units.size.Product`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Indexed, Rule, Site, total
from ipos_energy.park.units.commitment import (
    Commitment,
    Switch,
    replay_commitment,
    state_commitment,
)
from ipos_energy.park.units.maintenance import (
    limit_while_running,
    running_share,
    state_maintenance,
)
from ipos_energy.park.units.running import Running, what_runs
from ipos_energy.park.units.size import (
    Size,
    capacity_of,
    largest_capacity,
    limit_by_size,
    replay_size,
    state_size,
)
from ipos_energy.park.units.turbine_outlets import CONDENSER, Outlet
from ipos_energy.park.units.unit import Unit


@dataclass(frozen=True, eq=False)
class Turbine:
    """A turbine in canonical numbers; ``ranges`` are (least, most) inlet steam in MW."""

    source: str
    electricity: str
    reheat_header: str
    outlets: tuple[Outlet, ...]
    capacity_mw: float
    limits_steam: bool
    ranges: Mapping[str, tuple[float | None, float | None]]
    no_load: float
    own_use: float
    mechanical_efficiency: float
    commitment: Commitment | None
    size: Size | None

    @property
    def gain(self) -> float:
        """g, by which the yields rise where no-load steam is counted apart."""
        return 1.0 / (1.0 - self.no_load)

    @property
    def loss(self) -> float:
        """L per capacity, the power that no-load steam stands for."""
        return self.no_load / (1.0 - self.no_load)

    @property
    def last_header(self) -> str | None:
        """The header that takes what is not turned into power; None where it is rejected."""
        last = self.outlets[-1].name
        return None if last == CONDENSER else last

    @property
    def limit_is_row(self) -> bool:
        """Whether the capacity is a row of its own, and not a bound of the only way.

        A bound that says the same would take away part of the row's dual.
        """
        return len(self.outlets) > 1 or self.commitment is not None or self.size is not None


def state_turbine(unit: Unit, site: Site, turbine: Turbine) -> None:
    """States the equations of a turbine."""
    available = unit.availability(site.horizon)
    switch = None
    if turbine.commitment is not None:
        switch = state_commitment(
            turbine.commitment, site, (turbine.source, "steam"), available)
    total = state_size(turbine.size, turbine.capacity_mw, site)
    running = what_runs(site, turbine.size, turbine.capacity_mw, total, switch)
    limit = turbine.capacity_mw * available
    at_work = state_maintenance(unit.maintenance, site)
    ways = [(outlet, site.parameter(f"electricity yield to {outlet.name}", outlet.electricity),
             _steam_to(outlet, site, turbine, limit, at_work)) for outlet in turbine.outlets]
    ideal = _ideal_power(ways)
    power = _power(turbine, ideal, running)
    site.gives(turbine.electricity, "electricity", power)
    if turbine.own_use:
        share = turbine.own_use
        site.takes(turbine.electricity, "own use", lambda t: share * power(t))
    for outlet, _, steam in ways:
        if outlet.name != CONDENSER:
            _heat_to(outlet, site, turbine, steam, ideal, running)
    _reheat(site, turbine, ways)
    limited = _total_steam(ways) if turbine.limits_steam else power
    if total is not None and switch is None:
        limit_by_size(site, limited, available, total)
    elif turbine.limit_is_row:
        _limit_capacity(site, limited, running, running.capacity_mw * available)
    if switch is None:
        limit_while_running(site, at_work, limited, available * largest_capacity(
            turbine.size, turbine.capacity_mw))
    else:
        limit_while_running(site, at_work, switch.on.__getitem__, 1.0)
    if switch is not None:
        _least_steam(site, turbine, ways, limited, running, switch)
    unit.book_operation(site, power)


Way = tuple[Outlet, Indexed, Indexed]


def _steam_to(
    outlet: Outlet, site: Site, turbine: Turbine, limit: FloatArray, at_work: Rule | None
) -> Indexed:
    """The steam to one outlet, within its own range."""
    if turbine.limit_is_row:
        upper = np.full(len(limit), UNLIMITED)
    elif turbine.limits_steam:
        upper = limit
    else:
        upper = limit / np.maximum(outlet.electricity, 1e-9)
    least, most = turbine.ranges.get(outlet.name, (None, None))
    if most is not None:
        upper = np.minimum(upper, most)
    lower = np.zeros(len(limit))
    if least is not None and turbine.commitment is None:
        lower[limit > 0] = least
    steam = site.variable(f"steam to {outlet.name}", upper=upper,
                          lower=lower if at_work is None else 0.0)
    if at_work is not None and lower.any():
        _at_least_at_work(site, outlet.name, steam, lower, at_work)
    site.takes(turbine.source, f"steam to {outlet.name}", lambda t: steam[t])
    return steam


def _ideal_power(ways: list[Way]) -> Rule:
    """Σ e·steam, the power without no-load steam."""
    return lambda t: total(electricity[t] * steam[t] for _, electricity, steam in ways)


def _power(turbine: Turbine, ideal: Rule, running: Running) -> Rule:
    if running.share is None or not turbine.no_load:
        return ideal
    gain, loss, on = turbine.gain, turbine.loss * running.capacity_mw, running.share
    return lambda t: gain * ideal(t) - loss * on(t)


def _heat_to(
    outlet: Outlet, site: Site, turbine: Turbine, steam: Indexed, ideal: Rule, running: Running,
) -> None:
    heat = site.parameter(f"heat yield to {outlet.name}", outlet.heat)
    label = f"heat to {outlet.name}"
    if running.share is None or not turbine.no_load or outlet.name != turbine.last_header:
        site.gives(outlet.name, label, lambda t: heat[t] * steam[t])
        return
    per_power, more, on = 1.0 / turbine.mechanical_efficiency, turbine.gain - 1.0, running.share
    loss = turbine.loss * running.capacity_mw
    site.gives(outlet.name, label, lambda t: (
        heat[t] * steam[t] + per_power * (loss * on(t) - more * ideal(t))))


def _reheat(site: Site, turbine: Turbine, ways: list[Way]) -> None:
    reheated = [(site.parameter(f"reheat for {outlet.name}", outlet.reheat), steam)
                for outlet, _, steam in ways if outlet.reheat.any()]
    if reheated:
        site.takes(turbine.reheat_header, "condensate reheating",
                   lambda t: total(share[t] * steam[t] for share, steam in reheated))


def _total_steam(ways: list[Way]) -> Rule:
    """Σ steam, at the inlet."""
    return lambda t: total(steam[t] for _, _, steam in ways)


def _limit_capacity(
    site: Site, limited: Rule, running: Running, limit: FloatArray
) -> None:
    """The capacity that stands, as a row."""
    bound = site.parameter("capacity", limit)
    on = running.share
    if on is None:
        site.each_step("capacity", lambda t: limited(t) <= bound[t])
        return
    site.each_step("capacity", lambda t: limited(t) <= bound[t] * on(t))


def _least_steam(
    site: Site, turbine: Turbine, ways: list[Way], limited: Rule, running: Running,
    switch: Switch,
) -> None:
    """While on, at least the minimum load and the least steam of each way; while off, none."""
    commitment, on = turbine.commitment, running.share
    assert commitment is not None
    assert on is not None
    least_load = commitment.minimum_load * running.capacity_mw
    if turbine.no_load or least_load:
        site.each_step("minimum load", lambda t: limited(t) >= least_load * on(t))
    for outlet, _, steam in ways:
        least = turbine.ranges.get(outlet.name, (None, None))[0]
        if least:
            _at_least(site, outlet.name, steam, least, switch)


def _at_least(site: Site, name: str, steam: Indexed, least: float, switch: Switch) -> None:
    site.each_step(f"least steam to {name}", lambda t: steam[t] >= least * switch.on[t])


def _at_least_at_work(
    site: Site, name: str, steam: Indexed, least: FloatArray, at_work: Rule
) -> None:
    share = site.parameter(f"least steam to {name}", least)
    site.each_step(f"least steam to {name}", lambda t: steam[t] >= share[t] * at_work(t))


def replay_turbine(unit: Unit, record: Record, turbine: Turbine) -> Iterator[Check]:
    """The same in plain numbers, from the written flows."""
    steps, available = record.horizon.steps, unit.availability(record.horizon)
    yield from replay_size(turbine.size, turbine.capacity_mw, record)
    steam = {o.name: record.flows[f"steam to {o.name}"] for o in turbine.outlets}
    ideal = sum((o.electricity * steam[o.name] for o in turbine.outlets), np.zeros(steps))
    on = (np.ones(steps) if turbine.commitment is None
          else np.round(record.quantities["on"]))
    capacity = capacity_of(turbine.size, turbine.capacity_mw, record)
    power = turbine.gain * ideal - turbine.loss * capacity * on
    yield record.equal("electricity = Σ yield · steam − no load",
                       record.flows["electricity"], power)
    if turbine.own_use:
        yield record.equal("own use = share · electricity", record.flows["own use"],
                           turbine.own_use * power)
    for outlet in turbine.outlets:
        if outlet.name != CONDENSER:
            heat = outlet.heat * steam[outlet.name]
            if outlet.name == turbine.last_header:
                heat = heat + (ideal - power) / turbine.mechanical_efficiency
            yield record.equal(f"heat to {outlet.name} = yield · steam",
                               record.flows[f"heat to {outlet.name}"], heat)
    reheat = sum((o.reheat * steam[o.name] for o in turbine.outlets), np.zeros(steps))
    if reheat.any():
        yield record.equal("reheating = Σ share · steam",
                           record.flows["condensate reheating"], reheat)
    limited = sum(steam.values(), np.zeros(steps)) if turbine.limits_steam else power
    yield record.at_most("output ≤ capacity", limited, available * capacity)
    yield from _replay_ranges(record, turbine, steam, on * (available * capacity > 0)
                              * running_share(unit.maintenance, record))
    if turbine.commitment is not None:
        yield from replay_commitment(turbine.commitment, record, (turbine.source, "steam"),
                                     limited, capacity, available)
    yield from unit.replay_operation(record, power)


def _replay_ranges(
    record: Record, turbine: Turbine, steam: Mapping[str, FloatArray], on: FloatArray
) -> Iterator[Check]:
    for name, (least, most) in turbine.ranges.items():
        if least is not None:
            yield record.at_most(f"steam to {name} ≥ least", least * on, steam[name])
        if most is not None:
            yield record.at_most(f"steam to {name} ≤ most", steam[name], most)
