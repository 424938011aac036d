"""How fast an output may change."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site


def limit_ramp(
    site: Site, output: Rule, capacity_mw: float | Rule, ramp_per_h: float | None,
    jump: Rule | None = None,
) -> None:
    """States ``|output[t] − output[t−1]| ≤ ramp·Δt·capacity``, not across the horizon's ends.

    ``ramp_per_h`` is a share of the capacity; no rows where a whole capacity fits in a step.
    ``jump`` is what a start or stop may add, in MW. A capacity that is decided is a rule, and
    ``jump`` then by how much what must run at least has risen: it adds as it rises or falls.
    """
    if ramp_per_h is None or ramp_per_h * site.horizon.step_hours >= 1.0:
        return
    share = ramp_per_h * site.horizon.step_hours
    if not isinstance(capacity_mw, float):
        _limit_decided(site, output, lambda: share * capacity_mw(), jump or (lambda t: 0.0))
        return
    limit = share * capacity_mw
    if jump is None:
        site.each_later_step("ramp", lambda t: (-limit, output(t) - output(t - 1), limit))
        return
    site.each_later_step("ramp up", lambda t: output(t) - output(t - 1) <= limit + jump(t))
    site.each_later_step("ramp down", lambda t: output(t - 1) - output(t) <= limit + jump(t))


def _limit_decided(site: Site, output: Rule, limit: Rule, rise: Rule) -> None:
    site.each_later_step(
        "ramp up", lambda t: output(t) - output(t - 1) <= limit() + rise(t))
    site.each_later_step(
        "ramp down", lambda t: output(t - 1) - output(t) <= limit() - rise(t))


def replay_ramp(
    record: Record, output_mw: FloatArray, capacity_mw: float, ramp_per_h: float | None,
    jump_mw: FloatArray | float = 0.0,
) -> Iterator[Check]:
    """The written output changes no faster than allowed; ``jump_mw`` (T,) is added at a step."""
    if ramp_per_h is not None:
        jump = np.broadcast_to(jump_mw, output_mw.shape)[1:]
        limit = ramp_per_h * record.horizon.step_hours * capacity_mw
        yield record.at_most("|change| ≤ ramp · Δt · capacity",
                             np.abs(np.diff(output_mw)), limit + jump)
