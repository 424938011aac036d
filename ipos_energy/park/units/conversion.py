"""Units that turn one flow into another: at an efficiency, or along a part-load curve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ipos_energy.park.horizon import Horizon
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Indexed, Rule, Site
from ipos_energy.park.units.commitment import (
    Commitment,
    Switch,
    replay_commitment,
    state_commitment,
)
from ipos_energy.park.units.part_load import Curve, PartLoad
from ipos_energy.park.units.ramp import limit_ramp, replay_ramp
from ipos_energy.park.units.running import Running, what_runs
from ipos_energy.park.units.size import (
    Size,
    capacity_of,
    largest_capacity,
    limit_by_size,
    replay_size,
    state_size,
)
from ipos_energy.park.units.unit import Unit


@dataclass(frozen=True)
class Conversion:
    """What a conversion is: from ``source`` to ``sink``, each a (header, label).

    ``capacity_mw`` limits the output; ``efficiency`` (T,) is output per input, unless
    ``part_load`` says it by points, or both together; ``commitment`` where the unit is on or off;
    ``size`` where more can be built. A curve is then that of 1 MW. ``share`` (T,) of the capacity
    is what temperatures leave. ``by_output``: the capacity bounds the output, not the input it
    takes, so that the limit's worth is that of a MW of output.
    """

    source: tuple[str, str]
    sink: tuple[str, str]
    capacity_mw: float
    efficiency: FloatArray | None = None
    ramp_per_h: float | None = None
    commitment: Commitment | None = None
    part_load: PartLoad | None = None
    size: Size | None = None
    share: FloatArray | float = 1.0
    by_output: bool = False

    @property
    def curve(self) -> Curve | None:
        """The part-load curve, where there is one."""
        if self.part_load is None:
            return None
        return self.part_load.curve(1.0 if self.size is not None else self.capacity_mw,
                                    committed=self.commitment is not None)

    @property
    def lowest_load(self) -> float:
        """Least output while on, as a share of the capacity: minimum load or first point."""
        least = 0.0 if self.commitment is None else self.commitment.minimum_load
        return least if self.part_load is None else max(least, self.part_load.load[0])

    def available(self, unit: Unit, horizon: Horizon) -> FloatArray:
        """Share of the capacity that outages and temperatures leave at each step (T,)."""
        return unit.availability(horizon) * self.share


def state_conversion(unit: Unit, site: Site, conversion: Conversion) -> tuple[Rule, Rule]:
    """States a conversion; the rules give its input and its output.

        output[t] = η[t]·input[t]                             or, along a curve,
        output[t] = output_1·on[t] + Σ_i segment_i[t]
        η[t]·input[t] = input_1·on[t] + Σ_i slope_i·segment_i[t]      η = 1 unless given too
        0 ≤ output[t] ≤ available[t]·share[t]·capacity
        |output[t] − output[t−1]| ≤ ramp·Δt·capacity + minimum_load·capacity·(start[t] + stop[t])

    in MW. Without commitment the curve begins at zero output and input, and on is left out. Where
    the capacity is decided, points are per MW of it, and capacity·on[t] is one variable, see
    :class:`ipos_energy.park.units.size.Product`:

        output[t] = load_1·(capacity·on)[t] + Σ_i segment_i[t],    segment_i[t] ≤ width_i·(…)[t]
        |output[t] − output[t−1]| ≤ ramp·Δt·capacity + minimum_load·|(…)[t] − (…)[t−1]|
    """
    available = conversion.available(unit, site.horizon)
    switch = None
    if conversion.commitment is not None:
        switch = state_commitment(conversion.commitment, site, conversion.source, available)
    total = state_size(conversion.size, conversion.capacity_mw, site)
    running = what_runs(site, conversion.size, conversion.capacity_mw, total, switch)
    if conversion.curve is None:
        taken, given = _by_efficiency(site, conversion, available)
    else:
        taken, given = _by_segments(site, conversion, conversion.curve, running)
    if switch is not None:
        _hold_between(site, conversion, running, given, available)
    elif conversion.curve is None or (available < 1.0).any():
        _limit_capacity(site, conversion, total, given, available)
    if switch is None:
        unit.rest_in_maintenance(site, given, available * largest_capacity(
            conversion.size, conversion.capacity_mw))
    else:
        unit.rest_in_maintenance(site, switch.on.__getitem__, 1.0)
    site.takes(*conversion.source, taken)
    site.gives(*conversion.sink, given)
    _limit_ramp(site, conversion, given, running, switch)
    unit.book_operation(site, given)
    return taken, given


def _limit_capacity(
    site: Site, conversion: Conversion, total: Rule | None, given: Rule, available: FloatArray
) -> None:
    """The available capacity of a unit that is never off; a number is a bound of the input."""
    if total is not None:
        limit_by_size(site, given, available, total)
    elif conversion.curve is not None:
        limit = site.parameter("available capacity", available * conversion.capacity_mw)
        site.each_step("available capacity", lambda t: given(t) <= limit[t])


def _by_efficiency(
    site: Site, conversion: Conversion, available: FloatArray
) -> tuple[Rule, Rule]:
    assert conversion.efficiency is not None
    upper = available * conversion.capacity_mw / conversion.efficiency
    if conversion.size is not None or conversion.commitment is not None:
        upper = np.full(len(available), UNLIMITED)
    eta = site.parameter("efficiency", conversion.efficiency)
    if conversion.by_output:
        output = site.variable(conversion.sink[1], upper=upper * conversion.efficiency)
        return (lambda t: output[t] / eta[t]), (lambda t: output[t])
    flow = site.variable(conversion.source[1], upper=upper)
    return (lambda t: flow[t]), (lambda t: eta[t] * flow[t])


def _by_segments(
    site: Site, conversion: Conversion, curve: Curve, running: Running
) -> tuple[Rule, Rule]:
    bounded = conversion.size is None
    segments = [site.variable(f"segment {k + 1}", upper=float(width) if bounded else UNLIMITED)
                for k, width in enumerate(curve.widths)]
    first_output, first_input = map(float, curve.points[0])
    if running.share is not None:
        _fill_while_on(site, segments, curve, running.share)
    if curve.needs_order:
        _fill_in_order(site, segments, curve, running)
    else:
        largest = 1.0 if bounded else largest_capacity(conversion.size, conversion.capacity_mw)
        _expect_order(site, segments, curve, running.share or (lambda t: 1.0), largest)

    def along(t: Any, at_first: float, slopes: FloatArray) -> Any:
        total: Any = at_first * running.share(t) if running.share and at_first else 0.0
        for segment, slope in zip(segments, slopes, strict=True):
            total = total + float(slope) * segment[t]
        return total

    ones = np.ones(len(segments))
    given: Rule = lambda t: along(t, first_output, ones)  # noqa: E731
    if conversion.efficiency is None:
        return (lambda t: along(t, first_input, curve.slopes)), given
    eta = site.parameter("efficiency", conversion.efficiency)
    return (lambda t: along(t, first_input, curve.slopes) / eta[t]), given


def _fill_while_on(
    site: Site, segments: list[Indexed], curve: Curve, share: Rule
) -> None:
    """Each segment is empty while off; where they have an order, the first keeps the others so."""
    for k in range(1 if curve.needs_order else len(segments)):
        _empty_while_off(site, k, segments[k], float(curve.widths[k]), share)


def _fill_in_order(
    site: Site, segments: list[Indexed], curve: Curve, running: Running
) -> None:
    """A segment is entered only when the one before is full, which takes integers."""
    widths = [float(width) for width in curve.widths]
    for k in range(len(segments) - 1):
        full = site.binary(f"segment {k + 1} is full")
        if running.product is not None:
            full = running.product.state(
                site, f"capacity with segment {k + 1} full", full.__getitem__)
        _fill_before(site, k, (segments[k], segments[k + 1]), (widths[k], widths[k + 1]), full)


def _expect_order(
    site: Site, segments: list[Indexed], curve: Curve, share: Rule, largest: float
) -> None:
    """No segment is in use while the one before has room, which rising slopes mostly see to.

    ``largest`` is the most that ``share`` can be.
    """
    widths = [float(width) for width in curve.widths]
    for k in range(len(segments) - 1):
        _no_room_before(site, k, (segments[k], segments[k + 1]), widths[k], share,
                        (largest * widths[k], largest * widths[k + 1]))


def _no_room_before(
    site: Site, k: int, segments: tuple[Indexed, Indexed], width: float, share: Rule,
    most: tuple[float, float],
) -> None:
    this, following = segments
    site.never_both(f"room in segment {k + 1} and use of segment {k + 2}",
                    lambda t: width * share(t) - this[t], lambda t: following[t], most,
                    "more input than its part-load curve asks would be free there, or earn")


def _empty_while_off(site: Site, k: int, segment: Indexed, width: float, share: Rule) -> None:
    site.each_step(f"segment {k + 1} while on", lambda t: segment[t] <= width * share(t))


def _fill_before(
    site: Site, k: int, segments: tuple[Indexed, Indexed], widths: tuple[float, float],
    full: Indexed,
) -> None:
    (this, following), (width, next_width) = segments, widths
    site.each_step(f"segment {k + 1} full first", lambda t: this[t] >= width * full[t])
    site.each_step(f"segment {k + 2} after it", lambda t: following[t] <= next_width * full[t])


def _hold_between(
    site: Site, conversion: Conversion, running: Running, output: Rule, available: FloatArray
) -> None:
    """Output between minimum load and available capacity while on, and zero while off.

    Along a curve the segments end at the capacity, and are empty while off.
    """
    assert conversion.commitment is not None
    assert running.share is not None
    on = running.share
    if conversion.curve is None or (available < 1.0).any():
        limit = site.parameter("capacity while on", available * running.capacity_mw)
        site.each_step("capacity while on", lambda t: output(t) <= limit[t] * on(t))
    least = conversion.commitment.minimum_load * running.capacity_mw
    if least:
        site.each_step("minimum load", lambda t: output(t) >= least * on(t))


def _limit_ramp(
    site: Site, conversion: Conversion, output: Rule, running: Running, switch: Switch | None
) -> None:
    """The ramp, and by how much more the output may change as the unit starts or stops."""
    capacity, ramp = running.total or conversion.capacity_mw, conversion.ramp_per_h
    if switch is None:
        limit_ramp(site, output, capacity, ramp)
        return
    lowest, on = conversion.lowest_load * running.capacity_mw, running.share
    if running.total is not None and on is not None:
        limit_ramp(site, output, capacity, ramp, lambda t: lowest * (on(t) - on(t - 1)))
        return
    start, stop = switch.start, switch.stop
    limit_ramp(site, output, capacity, ramp, lambda t: lowest * (start[t] + stop[t]))


def replay_conversion(unit: Unit, record: Record, conversion: Conversion) -> Iterator[Check]:
    """The same in plain numbers, from the written flows."""
    taken = record.flows[conversion.source[1]]
    given = record.flows[conversion.sink[1]]
    curve, commitment = conversion.curve, conversion.commitment
    yield from replay_size(conversion.size, conversion.capacity_mw, record)
    capacity = capacity_of(conversion.size, conversion.capacity_mw, record)
    if curve is not None:
        on = np.ones(len(given)) if commitment is None else np.round(record.quantities["on"])
        eta = 1.0 if conversion.efficiency is None else conversion.efficiency
        yield record.equal("input = curve of output", taken,
                           on * curve.input_of(given, capacity if conversion.size else 1.0) / eta)
    elif conversion.efficiency is not None:
        yield record.equal("output = efficiency · input", given, conversion.efficiency * taken)
    available = conversion.available(unit, record.horizon)
    yield record.at_most("output ≤ capacity", given, available * capacity)
    if commitment is not None:
        yield from replay_commitment(commitment, record, conversion.source, given, capacity,
                                     available)
    yield from _replay_ramp(record, conversion, given, capacity)
    yield from unit.replay_operation(record, given)


def _replay_ramp(
    record: Record, conversion: Conversion, given: FloatArray, capacity_mw: float
) -> Iterator[Check]:
    jump = np.zeros(len(given))
    if conversion.commitment is not None:
        on = np.round(record.quantities["on"])
        jump[1:] = conversion.lowest_load * capacity_mw * np.abs(np.diff(on))
    yield from replay_ramp(record, given, capacity_mw, conversion.ramp_per_h, jump)
