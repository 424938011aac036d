"""How much of a store to build: its content, its power, or both.

    capacity = e·(stands + built − retired)
    power = stands + κ·e·(built − retired) + power built − power retired

in MWh and MW. e is 1, or the MWh in each m3 where the store is given by its volume; κ is
``power_per_capacity``, for what comes as one piece, such as a battery with its converter.
``power_size`` is for what is bought apart, such as the pumps and exchangers of a tank: then the
optimiser finds both. Neither means that the power stands as it is. The costs are those of
:mod:`ipos_energy.park.units.size`, with labels of the power that begin with ``power:``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from ipos_energy.park import quantities as q
from ipos_energy.park.fields import Bounds, Measured, Power, ShareRate, wrong
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Rule, Site
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.size import (
    BUILT,
    RETIRED,
    Size,
    capacity_of,
    check_size,
    labelled,
    largest_capacity,
    replay_size,
    state_size,
)
from ipos_energy.park.units.unit import Unit

POWER = "power"
"""Name of the size of a store's power"""

StandingVolume = Annotated[float, Measured((q.VOLUME,), Bounds(at_least=0.0))]


@dataclass(frozen=True)
class Growth:
    """What is decided of a store: capacity in MWh and power in MW; None where it stands."""

    capacity: Rule | None = None
    power: Rule | None = None


@dataclass(frozen=True)
class Growing:
    """What stands of a store, and what may be built: ``existing`` in the unit of ``size``."""

    existing: float
    power_mw: float
    size: Size | None = None
    power_size: Size | None = None
    power_per_capacity: float = 0.0
    mwh_per_unit: float = 1.0

    @property
    def most_mw(self) -> float:
        """The most that the power can become."""
        grown = largest_capacity(self.size, self.existing) - self.existing
        return (largest_capacity(self.power_size, self.power_mw)
                + self.power_per_capacity * self.mwh_per_unit * grown)

    def state(self, site: Site) -> Growth:
        """States what is built of both, and its cost."""
        total = state_size(self.size, self.existing, site)
        power = state_size(self.power_size, self.power_mw, site, POWER)
        if total is None:
            return Growth(None, power)
        each, stands, existing = self.mwh_per_unit, self.power_mw, self.existing
        ratio = self.power_per_capacity * each
        own = power or (lambda: stands)
        if ratio:
            return Growth(lambda: each * total(), lambda: own() + ratio * (total() - existing))
        return Growth(lambda: each * total(), power)

    def decided(self, record: Record) -> tuple[float, float]:
        """Capacity in MWh and power in MW as they were decided."""
        total = capacity_of(self.size, self.existing, record)
        power = capacity_of(self.power_size, self.power_mw, record, POWER)
        grown = self.power_per_capacity * self.mwh_per_unit * (total - self.existing)
        return self.mwh_per_unit * total, power + grown

    def replay(self, record: Record) -> Iterator[Check]:
        """Sizes and costs in plain numbers."""
        yield from replay_size(self.size, self.existing, record)
        yield from replay_size(self.power_size, self.power_mw, record, POWER)


class GrowingUnit(Unit):
    """A store that may grow."""

    power: Power
    """Largest charging and discharging flow, seen from the header"""
    size: Size | None = None
    """How much more content may be built, in MWh (in m3 for a volume), and at what cost"""
    power_per_capacity: ShareRate | None = None
    """Power that comes with what is built: 25 %/h of 8 MWh are 2 MW"""
    power_size: Size | None = None
    """How much more power in MW may be built apart from the content, and at what cost"""

    def sizes(self) -> dict[str, Size]:
        power = {} if self.power_size is None else {POWER: self.power_size}
        return {**super().sizes(), **power}

    def mwh_per_size(self, park: Surroundings) -> float:
        """Content of one unit of the size, in MWh."""
        return 1.0

    def rated_growth(self, park: Surroundings) -> dict[str, float]:
        ratio = (self.power_per_capacity or 0.0) * self.mwh_per_size(park)
        return {BUILT: ratio, RETIRED: -ratio,
                labelled(POWER, BUILT): 1.0, labelled(POWER, RETIRED): -1.0}

    def check_growth(self, measure: q.Measure) -> None:
        """Raises where a size is not in units of ``measure``, or a ratio has nothing to grow by."""
        check_size(self.size, measure)
        check_size(self.power_size, q.POWER, "power_size")
        if self.power_per_capacity is not None and self.size is None:
            raise wrong("power_per_capacity needs a size", at=("power_per_capacity",))

    def check_volume(self, volume_m3: float) -> None:
        """Raises where there is no volume and none can be built."""
        if not volume_m3 and not self.most(0.0):
            raise wrong("a store of 0 m3 needs a size that says what can be built",
                        at=("volume",))

    def growing(self, existing: float, mwh_per_unit: float = 1.0) -> Growing:
        """What may be built beside ``existing``, in units of ``mwh_per_unit``."""
        return Growing(existing, self.power, self.size, self.power_size,
                       self.power_per_capacity or 0.0, mwh_per_unit)

    def most(self, existing: float) -> float:
        """The most that can stand, in the unit of the size."""
        return largest_capacity(self.size, existing)
