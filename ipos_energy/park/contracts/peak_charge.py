"""A charge on the highest flow of each month, or of the year."""

from __future__ import annotations

from collections.abc import Mapping

from ipos_energy.park.fields import Amount
from ipos_energy.park.quantities import MONTHLY_PEAK_PRICE
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site

LABEL = "peak charge"


def state_peak_charge(site: Site, charge: Amount | None, flow: Rule) -> None:
    """States and books a charge on the highest flow.

        peak[month of t] ≥ flow[t];   cost = Σ_m price·peak[m]
        peak ≥ flow[t];               cost = price·peak·share of a year

    flow and peak in MW. A monthly charge counts whole for each month that the horizon touches; a
    yearly one is prorated.
    """
    if charge is None or not charge.value:
        return
    price = charge.value
    if charge.measure is MONTHLY_PEAK_PRICE:
        monthly, month = site.monthly_variable("monthly peak"), site.month
        site.each_step("monthly peak", lambda t: flow(t) <= monthly[month[t]])
        site.book_monthly(LABEL, lambda m: price * monthly[m])
    else:
        peak = site.single_variable("yearly peak")
        prorated = price * site.horizon.share_of_year
        site.each_step("yearly peak", lambda t: flow(t) <= peak)
        site.book_once(LABEL, lambda: prorated * peak)


def bill_peak_charge(
    record: Record, charge: Amount | None, flow_mw: FloatArray
) -> Mapping[str, FloatArray]:
    """The line of the bill, from the written flow."""
    if charge is None or not charge.value:
        return {}
    if charge.measure is MONTHLY_PEAK_PRICE:
        return {LABEL: charge.value * record.monthly_peak(flow_mw).clip(min=0.0)}
    highest = max(float(flow_mw.max()), 0.0)
    return {LABEL: record.spread(charge.value * record.horizon.share_of_year * highest)}
