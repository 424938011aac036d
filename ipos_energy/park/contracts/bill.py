"""Lines of a bill as the supplier would write them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ipos_energy.park.periods import Periods
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray, Series


@dataclass(frozen=True, eq=False)
class Line:
    """One line by month (M,): ``quantity`` in ``unit``, times ``rate``, is ``amount``.

    ``rate`` is per ``unit``, in the scenario's currency; where a profile prices the line, it is the
    month's mean. An income is negative.
    """

    label: str
    unit: str
    quantity: FloatArray
    rate: FloatArray
    amount: FloatArray


@dataclass(frozen=True, eq=False)
class Bill:
    """All lines that a contract's supplier or buyer writes."""

    contract: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> FloatArray:
        """The sum of all lines by month (M,)."""
        months: FloatArray = np.sum([line.amount for line in self.lines], axis=0)
        return months


def rated(label: str, unit: str, quantity: FloatArray, rate: FloatArray | float) -> Line:
    """A line of monthly quantities at a rate that is known."""
    rates = np.broadcast_to(np.asarray(rate, dtype=float), quantity.shape)
    return Line(label, unit, quantity, rates, quantity * rates)


def price_of(series: Series) -> FloatArray | float:
    """A constant price as one number, a profile's as one for each step (T,)."""
    return series.values if series.profile else float(series.values[0])


def energy_line(
    record: Record, label: str, flow_mw: FloatArray, price: FloatArray | float
) -> Line:
    """A line of energy: a flow (T,) at a constant price per MWh, or at one for each step (T,)."""
    energy = flow_mw * record.horizon.step_hours
    quantity = record.monthly(energy)
    if isinstance(price, float):
        return rated(label, "MWh", quantity, price)
    amount = record.monthly(energy * price)
    used = quantity > 0.0
    rate = np.divide(amount, quantity, out=np.zeros_like(amount), where=used)
    return Line(label, "MWh", quantity, rate, amount)


def period_line(
    label: str, unit: str, quantity: FloatArray, rate: FloatArray, periods: Periods
) -> Line:
    """A line of one quantity and rate for each period (P,), billed in the month when it ends."""
    return rated(label, unit, periods.booked(quantity), periods.booked(rate))
