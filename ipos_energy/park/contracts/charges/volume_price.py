"""A price per MWh that depends on how much is taken in the month or year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np
from pydantic import model_validator

from ipos_energy.park.contracts.bill import Line, period_line
from ipos_energy.park.contracts.charges.charge import Charge
from ipos_energy.park.fields import Energy, EnergyPrice, Schema, wrong
from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import periods_of
from ipos_energy.park.proration import not_prorated
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Indexed, Rule, Site, SitePeriods, total


class Block(Schema):
    """A part of the volume with one price."""

    up_to: Energy | None = None
    """Volume at which the block ends, counted from zero; left out in the last block"""
    price: EnergyPrice
    """Price in this block"""


class VolumePrice(Charge):
    """Blocks of volume, each at its price, counted anew in each month or year p.

        Σ_b part[b, p] = Σ_{t in p} Δt·flow[t];   0 ≤ part[b, p] ≤ width[b]
        cost = Σ_p Σ_b price[b]·part[b, p]

    Where prices rise, the cheap blocks fill first and this is exact. Where the price falls after
    block b, an integer says whether the volume reaches beyond it:

        Σ_{j ≤ b} part[j, p] ≥ end[b]·beyond[b, p]
        Σ_{j > b} part[j, p] ≤ (most[p] − end[b])·beyond[b, p];   most[p] = Σ_{t in p} Δt·limit

    Energy in MWh. It adds to the contract's own ``energy_price``, which may be zero.
    """

    example: ClassVar[str] = """\
name: Blocks of gas with rising and with falling prices
currency: EUR
horizon: {start: 2019-01-31T22:00, end: 2019-02-01T02:00, step: 1 h, time_zone: UTC}
profiles:
  need: {values: [1, 2, 6, 8], unit: MW}
  power price: {values: [80, 80, 80, 80], unit: EUR/MWh}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  steam: {medium: steam, pressure: 5 bar}
units:
  boiler: {kind: boiler, fuel: gas, to: steam, capacity: 9 MW, efficiency: 80 %}
  electrode boiler: {kind: electrode_boiler, to: steam, capacity: 9 MW}
contracts:
  gas:
    kind: fuel
    header: gas
    energy_price: 0 EUR/MWh
    emission_factor: 201.96 kg/MWh
    limit: 12 MW
    charges:
      rising: {kind: volume_price, per: month, blocks: [
                {up_to: 5 MWh, price: 20 EUR/MWh}, {up_to: 8 MWh, price: 25 EUR/MWh},
                {price: 30 EUR/MWh}]}
      falling: {kind: volume_price, per: month, blocks: [
                {up_to: 12 MWh, price: 20 EUR/MWh}, {price: 5 EUR/MWh}]}
  grid: {kind: electricity, energy_price: {profile: power price}}
companies:
  works: {demands: {steam: {profile: need}}}
"""

    kind: Literal["volume_price"]
    per: Literal["month", "year"]
    """Period in which the volume is counted"""
    blocks: tuple[Block, ...]
    """The blocks in their order"""

    @model_validator(mode="after")
    def _blocks_follow(self) -> VolumePrice:
        if len(self.blocks) < 2:
            raise wrong("a price by volume has at least two blocks", at=("blocks",))
        *first, last = self.blocks
        if last.up_to is not None or any(block.up_to is None for block in first):
            raise wrong("every block but the last ends at up_to, and the last has no end",
                        at=("blocks",))
        if (np.diff([0.0, *self._ends]) <= 0).any():
            raise wrong("each block ends at a larger volume than the one before", at=("blocks",))
        if (np.diff(self._prices) == 0).any():
            raise wrong("two blocks that follow each other have the same price",
                        "Make them one block.", ("blocks",))
        return self

    @property
    def _ends(self) -> list[float]:
        """Where each block but the last ends, in MWh."""
        return [block.up_to for block in self.blocks if block.up_to is not None]

    @property
    def _prices(self) -> list[float]:
        return [block.price for block in self.blocks]

    @property
    def _widths(self) -> list[float]:
        return [*np.diff([0.0, *self._ends]).tolist(), float(np.inf)]

    @property
    def _falls(self) -> list[int]:
        """The blocks after which the price falls."""
        return [int(b) for b in np.flatnonzero(np.diff(self._prices) < 0)]

    @property
    def needs_limit(self) -> bool:
        return bool(self._falls)

    def labels(self, name: str) -> tuple[str, ...]:
        return tuple(f"{name}, block {b + 1}" for b in range(len(self.blocks)))

    def warnings(self, horizon: Horizon) -> Iterator[Finding]:
        return not_prorated(("blocks",), f"each block's volume per {self.per}", self.per, horizon)

    def state(self, site: Site, name: str, flow: Rule, largest_mw: FloatArray | float) -> None:
        periods, hours = site.periods(self.per), site.horizon.step_hours
        labels, steps = self.labels(name), periods.contents()
        parts = [periods.variable(label, upper=width)
                 for label, width in zip(labels, self._widths, strict=True)]
        periods.each(name, lambda p: total(part[p] for part in parts)
                     == hours * sum(flow(t) for t in steps[p]))
        for label, part, price in zip(labels, parts, self._prices, strict=True):
            _book(periods, label, price, part)
        most = _most(site.horizon, self.per, largest_mw)
        for b in self._falls:
            _state_fall(periods, f"{name}, after block {b + 1}", parts[:b + 1], parts[b + 1:],
                        (self._ends[b], np.maximum(most - self._ends[b], 0.0)))

    def lines(self, record: Record, name: str, flow_mw: FloatArray) -> Iterator[Line]:
        periods = periods_of(record.horizon, self.per)
        energy = periods.total(flow_mw * record.horizon.step_hours)
        begin = 0.0
        for label, width, price in zip(self.labels(name), self._widths, self._prices, strict=True):
            part = np.clip(energy - begin, 0.0, width)
            yield period_line(label, "MWh", part, np.full(periods.count, price), periods)
            begin += width


def _book(periods: SitePeriods, label: str, price: float, part: Indexed) -> None:
    periods.book(label, lambda p: price * part[p])


def _state_fall(
    periods: SitePeriods, name: str, first: list[Indexed], later: list[Indexed],
    end_and_rest: tuple[float, FloatArray],
) -> None:
    """States that later blocks are used only where the first ones are full."""
    end, rest = end_and_rest[0], periods.parameter(f"{name}: at most", end_and_rest[1])
    beyond = periods.binary(f"{name}: beyond")
    periods.each(f"{name}: full", lambda p: total(part[p] for part in first) >= end * beyond[p])
    periods.each(f"{name}: open", lambda p: total(part[p] for part in later) <= rest[p] * beyond[p])


def _most(horizon: Horizon, per: Literal["month", "year"], largest_mw: FloatArray | float
          ) -> FloatArray:
    """The most energy that can flow in each period in MWh (P,)."""
    return periods_of(horizon, per).total(
        np.broadcast_to(largest_mw, (horizon.steps,)) * horizon.step_hours)
