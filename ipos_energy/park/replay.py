"""The physics once more, in plain numbers: how written results are checked without a solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ipos_energy.park.headers import Feedwater, Header
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.series import FloatArray, sum_by

TOLERANCE = 1e-6
"""Largest residual that is accepted, relative to 1 + the largest number compared.

HiGHS accepts rows that are off by 1e-7; a check adds up to ten such rows.
"""


@dataclass(frozen=True)
class Check:
    """One statement about the results and how far they are from it.

    ``residual`` is the largest absolute deviation divided by ``1 + max|values|``.
    """

    subject: str
    statement: str
    residual: float
    tolerance: float = TOLERANCE

    @property
    def passed(self) -> bool:
        return bool(self.residual <= self.tolerance)


@dataclass(frozen=True)
class Record:
    """What one component did, as the tables say it.

    ``flows`` (MW) and ``quantities`` by label, each (T,); ``sizes`` by label; ``ledger`` amounts
    by label and month (M,), ``emissions`` and ``pollutants`` in t likewise; ``headers`` all
    headers of the park, and ``emitted`` what all of it emits in t, by substance (M,).
    """

    owner: str
    horizon: Horizon
    feedwater: Feedwater
    emission_price: float
    pollutant_prices: Mapping[str, float]
    headers: Mapping[str, Header]
    flows: Mapping[str, FloatArray]
    quantities: Mapping[str, FloatArray]
    sizes: Mapping[str, float]
    ledger: Mapping[str, FloatArray]
    emissions: Mapping[str, FloatArray]
    pollutants: Mapping[str, FloatArray]
    emitted: Mapping[str, FloatArray]

    def equal(self, statement: str, left: FloatArray, right: FloatArray | float) -> Check:
        """``left = right`` at every step or month."""
        return Check(self.owner, statement, _relative(np.abs(left - right), left))

    def at_most(self, statement: str, values: FloatArray, limit: FloatArray | float) -> Check:
        """``values ≤ limit`` at every step or month."""
        return Check(self.owner, statement, _relative(np.maximum(values - limit, 0.0), values))

    def at_most_number(self, statement: str, value: float, limit: float) -> Check:
        """``value ≤ limit`` for one number of the whole horizon."""
        return self.at_most(statement, np.array([value]), limit)

    def monthly(self, per_step: FloatArray) -> FloatArray:
        """The sum of a quantity per step over each calendar month (M,)."""
        return sum_by(self.horizon.month, per_step, self.horizon.months)

    def spread(self, amount: float) -> FloatArray:
        """An amount for the whole horizon as the ledger books it: in the last month (M,)."""
        months = np.zeros(self.horizon.months)
        months[-1] = amount
        return months


def _relative(deviation: FloatArray, scale: FloatArray) -> float:
    if not np.isfinite(deviation).all():
        return float("inf")
    largest = float(np.max(deviation, initial=0.0))
    return largest / (1.0 + float(np.max(np.abs(scale), initial=0.0)))
