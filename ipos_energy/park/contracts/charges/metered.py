"""Charges on metered power: which hours count, and over which time the meter takes its mean."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ipos_energy.park.contracts.charges.charge import Charge
from ipos_energy.park.contracts.window import Window, inside
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import PeriodName, periods_of
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site

Metering = Literal["step", "hour", "day"]


def interval_of(metered: Metering, horizon: Horizon) -> PeriodName:
    """The kind of period that is metered; an hour is a step where steps are no shorter."""
    return "step" if metered == "hour" and horizon.step_hours >= 1 else metered


def state_metered(
    site: Site, name: str, flow: Rule, metered: Metering, window: Window | None
) -> Rule:
    """The rule of the metered power of each interval k.

        power[k] = Σ_{t in k} weight[t]·flow[t];   weight[t] = inside[t]/Σ_{t in k} inside[t]
    """
    interval = interval_of(metered, site.horizon)
    if interval == "step" and window is None:
        return flow
    weight = site.parameter(f"{name}: weight", _weights(site.horizon, interval, window))
    if interval == "step":
        return lambda k: weight[k] * flow(k)
    steps = site.periods(interval).contents()
    return lambda k: sum(weight[t] * flow(t) for t in steps[k])


def metered_mw(
    flow_mw: FloatArray, horizon: Horizon, metered: Metering, window: Window | None
) -> FloatArray:
    """The metered power of each interval (K,), from a flow (T,)."""
    interval = interval_of(metered, horizon)
    return periods_of(horizon, interval).total(flow_mw * _weights(horizon, interval, window))


def _weights(horizon: Horizon, interval: PeriodName, window: Window | None) -> FloatArray:
    intervals, counted = periods_of(horizon, interval), inside(window, horizon)
    return counted / np.maximum(intervals.total(counted), 1.0)[intervals.index]


class MeteredCharge(Charge):
    """A charge on metered power."""

    metered: Metering = "step"
    """Time over which the meter takes its mean: "step", "hour" or "day\""""
    window: Window | None = None
    """Hours that count; all where it is left out"""

    def metered_power(self, site: Site, name: str, flow: Rule) -> Rule:
        """The metered power of each interval, as a rule."""
        return state_metered(site, name, flow, self.metered, self.window)

    def metered_mw(self, flow_mw: FloatArray, horizon: Horizon) -> FloatArray:
        """The metered power of each interval in MW (K,)."""
        return metered_mw(flow_mw, horizon, self.metered, self.window)
