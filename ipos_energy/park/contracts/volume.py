"""Energy that must or may be taken or delivered in each day, month or year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
from pydantic import model_validator

from ipos_energy.park.fields import Energy, Schema, wrong
from ipos_energy.park.periods import periods_of
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site


class Volume(Schema):
    """Limits on the energy of each period p: what gas contracts call swing.

        at_least ≤ Σ_{t in p} Δt·flow[t] ≤ at_most

    Energy in MWh. They belong to each period as the horizon holds it and are never prorated.
    """

    per: Literal["day", "month", "year"]
    """Period that the limits are for"""
    at_least: Energy = 0.0
    """Least energy"""
    at_most: Energy | None = None
    """Most energy; unlimited where it is left out"""

    @model_validator(mode="after")
    def _can_be(self) -> Volume:
        if not self.at_least and self.at_most is None:
            raise wrong("a volume states at_least, at_most or both", at=("per",))
        if self.at_most is not None and self.at_most < self.at_least:
            raise wrong(f"at_most of {self.at_most:g} MWh is below at_least of "
                        f"{self.at_least:g} MWh", at=("at_most",))
        return self


def check_volumes(volumes: Sequence[Volume]) -> None:
    """Raises where two volumes are for the same kind of period."""
    kinds = [volume.per for volume in volumes]
    for kind in kinds:
        if kinds.count(kind) > 1:
            raise wrong(f"there are two volumes per {kind}", "Put both limits in one.",
                        ("volumes",))


def state_volumes(site: Site, volumes: Sequence[Volume], flow: Rule) -> None:
    """States the limits of every period."""
    for volume in volumes:
        _state(site, volume, flow)


def _state(site: Site, volume: Volume, flow: Rule) -> None:
    periods, hours = site.periods(volume.per), site.horizon.step_hours
    steps, name = periods.contents(), f"volume per {volume.per}"
    least, most = volume.at_least, volume.at_most
    if most is None:
        periods.each(name, lambda p: hours * sum(flow(t) for t in steps[p]) >= least)
    elif least:
        periods.each(name, lambda p: (least, hours * sum(flow(t) for t in steps[p]), most))
    else:
        periods.each(name, lambda p: hours * sum(flow(t) for t in steps[p]) <= most)


def check_volumes_kept(
    record: Record, volumes: Sequence[Volume], flow_mw: FloatArray
) -> Iterator[Check]:
    """The limits, checked on the written flow (T,)."""
    for volume in volumes:
        energy = periods_of(record.horizon, volume.per).total(flow_mw * record.horizon.step_hours)
        most = np.inf if volume.at_most is None else volume.at_most
        yield record.at_most(f"volume per {volume.per} ≤ most", energy, most)
        yield record.at_most(f"volume per {volume.per} ≥ least", volume.at_least - energy, 0.0)
