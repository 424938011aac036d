"""A line or transformer between two electricity headers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from ipos_energy.park.fields import ElectricityHeader, Fraction, Power, wrong
from ipos_energy.park.finding import Finding
from ipos_energy.park.quantities import POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Site
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.conversion import (
    Conversion,
    replay_conversion,
    state_conversion,
)
from ipos_energy.park.units.size import Size, check_size
from ipos_energy.park.units.unit import Unit


class PowerLine(Unit):
    """Carries power from one electricity header to another, such as a company's own.

        given[t] = (1 − loss)·taken[t]
        0 ≤ given[t] ≤ available[t]·capacity

    in MW. A line that carries power both ways is two of them.
    """

    example: ClassVar[str] = """\
name: A power line at its limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T03:00, step: 1 h, time_zone: UTC}
profiles:
  park price: {values: [20, 20, 90], unit: EUR/MWh}
  sun: {values: [0, 0, 1], unit: ""}
headers:
  electricity: {medium: electricity}
  dairy power: {medium: electricity}
units:
  line: {kind: power_line, from: electricity, to: dairy power, capacity: 3 MW, loss: 2 %,
         operating_cost: 0.5 EUR/MWh}
  roof: {kind: renewable, to: dairy power, capacity: 9 MW, capacity_factor: {profile: sun},
         curtailable: false}
contracts:
  park grid: {kind: electricity, energy_price: {profile: park price}}
  dairy grid: {kind: electricity, owner: dairy, header: dairy power, energy_price: 60 EUR/MWh,
               sell_at: 10 EUR/MWh}
companies:
  dairy: {demands: {dairy power: 4 MW}}
  works: {demands: {electricity: 5 MW}}
"""

    kind: Literal["power_line"]
    from_: ElectricityHeader = Field(alias="from")
    """Header that it starts at"""
    to: ElectricityHeader
    """Header that it ends at"""
    capacity: Power
    """Most that can arrive"""
    loss: Fraction = 0.0
    """Share of what enters that is lost"""
    size: Size | None = None
    """How much more may be built, and at what cost"""

    @model_validator(mode="after")
    def _something_arrives(self) -> PowerLine:
        check_size(self.size, POWER)
        if self.loss == 1.0:
            raise wrong("a line that loses 100 % carries nothing", at=("loss",))
        return self

    def _conversion(self, steps: int) -> Conversion:
        return Conversion((self.from_, "power taken"), (self.to, "power given"), self.capacity,
                          np.full(steps, 1.0 - self.loss), size=self.size)

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "power given", self.capacity

    def equations(self, site: Site) -> None:
        state_conversion(self, site, self._conversion(site.horizon.steps))

    def replay(self, record: Record) -> Iterator[Check]:
        return replay_conversion(self, record, self._conversion(record.horizon.steps))

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        if self.from_ == self.to:
            yield Finding(("to",), f'the line starts and ends at "{self.to}"')
