"""Whether the written prices are those that the written decisions can bear."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ipos_energy.answer.results import Results
from ipos_energy.park.margins import AT_LOWER, AT_UPPER, FIXED, Decision
from ipos_energy.park.replay import Check
from ipos_energy.park.series import FloatArray

SUBJECT = "prices"


def price_checks(results: Results) -> Iterator[Check]:
    """Σ gives·price = Σ pays + earns for every decision, and none would rather move than it may."""
    operation = results.operation
    prices = {**operation.prices, **operation.margins.relations}
    scale = 1.0 + max((float(np.abs(price).max()) for price in prices.values()), default=0.0)
    yield Check(SUBJECT, "what a decision gives is worth what it pays and earns",
                max((_unbalanced(one, prices) for one in operation.margins.decisions),
                    default=0.0) / scale)
    yield Check(SUBJECT, "no decision earns more by moving within its limits",
                max(map(_missed, operation.margins.decisions), default=0.0) / scale)


def _unbalanced(one: Decision, prices: dict[str, FloatArray]) -> float:
    """The largest gap between both sides of the balance of a decision."""
    gap = one.earns.copy()
    for pay in one.pays:
        gap += pay.amount
    for effect in one.gives:
        gap -= effect.amount * prices[effect.node]
    return float(np.abs(gap).max())


def _missed(one: Decision) -> float:
    """The most that one unit more or less would earn where there is room for it."""
    could_rise = np.maximum(one.earns, 0.0) * np.isin(one.state, (AT_UPPER, FIXED), invert=True)
    could_fall = np.maximum(-one.earns, 0.0) * np.isin(one.state, (AT_LOWER, FIXED), invert=True)
    return float(np.maximum(could_rise, could_fall).max())
