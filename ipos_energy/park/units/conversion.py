"""Units that turn one flow into another at an efficiency."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Site
from ipos_energy.park.units.ramp import limit_ramp, replay_ramp
from ipos_energy.park.units.unit import Unit


def state_conversion(
    unit: Unit, site: Site, source: tuple[str, str], sink: tuple[str, str],
    efficiency: FloatArray, capacity_mw: float, ramp_per_h: float | None = None,
) -> None:
    """States a conversion from ``source`` to ``sink``, each a (header, label).

        output[t] = η[t]·input[t]
        0 ≤ input[t] ≤ available[t]·capacity/η[t]
        |output[t] − output[t−1]| ≤ ramp·Δt·capacity

    ``efficiency`` is (T,), ``capacity_mw`` limits the output.
    """
    upper = unit.availability(site.horizon) * capacity_mw / efficiency
    flow = site.variable(source[1], upper=upper)
    eta = site.parameter("efficiency", efficiency)
    site.takes(*source, lambda t: flow[t])
    site.gives(*sink, lambda t: eta[t] * flow[t])
    limit_ramp(site, lambda t: eta[t] * flow[t], capacity_mw, ramp_per_h)
    unit.book_operation(site, lambda t: eta[t] * flow[t])


def replay_conversion(
    unit: Unit, record: Record, source: str, sink: str,
    efficiency: FloatArray, capacity_mw: float, ramp_per_h: float | None = None,
) -> Iterator[Check]:
    """The same in plain numbers, from the flows labelled ``source`` and ``sink``."""
    taken, given = record.flows[source], record.flows[sink]
    yield record.equal("output = efficiency · input", given, efficiency * taken)
    limit = unit.availability(record.horizon) * capacity_mw
    yield record.at_most("output ≤ capacity", given, limit)
    yield from replay_ramp(record, given, capacity_mw, ramp_per_h)
    yield from unit.replay_operation(record, given)
