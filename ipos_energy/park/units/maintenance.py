"""Maintenance whose time the optimiser chooses, within a stated window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationInfo, field_validator, model_validator

from ipos_energy.park import quantities as q
from ipos_energy.park.calendar import Weekdays, on_weekdays
from ipos_energy.park.fields import Bounds, Measured, Schema, wrong
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.local_time import LocalTime
from ipos_energy.park.periods import periods_of
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Indexed, Rule, Site, total

LABEL = "maintenance"

Days = Annotated[float, Measured((q.DURATION,), Bounds(above=0.0))]


class Maintenance(Schema):
    """Some whole days in a row in which a unit stands still; the optimiser chooses which.

        Σ_d first[d] = 1                            first[d] ∈ {0, 1}; 0 where it cannot begin on d
        rest[d] = Σ_{k=0}^{n−1} first[d−k]          n days
        output[t] ≤ largest[t]·(1 − rest[d])        t in d

    Days are those of the local clock. These rows are as tight as they can be: every corner of them
    is whole. Yet the relaxation spreads the rest thinly over the window, so a year in which it is
    dear takes long to be proven; stating the weekdays on which it ``begins`` helps. A window that
    lies wholly outside the horizon means nothing there. Two maintenances of a unit never overlap.
    """

    duration: Days
    """How long the unit stands still, in whole days"""
    from_: LocalTime = Field(alias="from")
    """Moment that it begins at the earliest, local time (a date means its midnight)"""
    to: LocalTime
    """Moment that it ends at the latest, local time (a date means its midnight)"""

    begins: Weekdays | None = None
    """Days of the week on which it may begin, such as "Mon"; any where it is left out"""

    @field_validator("duration")
    @classmethod
    def _whole_days(cls, hours: float) -> float:
        if abs(hours / 24 - round(hours / 24)) > 1e-9:
            raise wrong(f"expected whole days, found {hours:g} h")
        return hours

    @model_validator(mode="after")
    def _fits(self, info: ValidationInfo) -> Maintenance:
        if self.to - self.from_ < timedelta(days=self.days):
            raise wrong(f"{self.days} days do not fit between {self.from_} and {self.to}",
                        at=("duration",))
        if info.context is not None and self.concerns(info.context.horizon):
            self._check_inside(info.context.horizon)
        return self

    def _check_inside(self, horizon: Horizon) -> None:
        if self.from_ < horizon.start or self.to > horizon.end:
            raise wrong("its window reaches beyond the horizon, so whether it falls inside is open",
                        f"State a window between {horizon.start} and {horizon.end}.")
        if not self.first_days(horizon).any():
            raise wrong(f"no {self.days} whole days lie between {self.from_} and {self.to}"
                        + (", beginning on those days" if self.begins else ""), at=("duration",))

    @property
    def days(self) -> int:
        """Number of days."""
        return round(self.duration / 24)

    def concerns(self, horizon: Horizon) -> bool:
        """Whether any of its window lies in the horizon."""
        return self.from_ < horizon.end and self.to > horizon.start

    def first_days(self, horizon: Horizon) -> NDArray[np.bool_]:
        """Which days of the horizon may be its first (D,)."""
        day = np.unique(horizon.local.astype("datetime64[D]"))
        ends = (day + self.days).astype("datetime64[s]")
        earliest, latest = (np.datetime64(moment, "s") for moment in (self.from_, self.to))
        fits = (day.astype("datetime64[s]") >= earliest) & (ends <= latest)
        return fits if self.begins is None else fits & on_weekdays(day, self.begins)


def state_maintenance(maintenance: Sequence[Maintenance], site: Site) -> Rule | None:
    """States every maintenance; the rule is 1 while the unit may run, and 0 while it rests.

    None where there is no maintenance in the horizon.
    """
    inside = _labelled(maintenance, site.horizon)
    if not inside:
        return None
    rests = [_state(one, label, site) for label, one in inside]
    day = site.periods("day").containing()
    return lambda t: 1 - total(rest[day[t]] for rest in rests)


def limit_while_running(
    site: Site, running: Rule | None, output: Rule, largest: FloatArray | float,
    name: str = "rest in maintenance",
) -> None:
    """States ``output[t] ≤ largest[t]·running[t]``; nothing where there is no maintenance."""
    if running is not None:
        most = site.parameter(f"{name}: largest", largest)
        site.each_step(name, lambda t: output(t) <= most[t] * running(t))


def _labelled(
    maintenance: Sequence[Maintenance], horizon: Horizon
) -> list[tuple[str, Maintenance]]:
    """Those that concern the horizon, each with the name of its quantity."""
    inside = [one for one in maintenance if one.concerns(horizon)]
    return [(LABEL if len(inside) == 1 else f"{LABEL} {k}", one)
            for k, one in enumerate(inside, start=1)]


def _state(maintenance: Maintenance, label: str, site: Site) -> Indexed:
    days = site.periods("day")
    first = days.binary(f"{label}: first day",
                        upper=maintenance.first_days(site.horizon).astype(float))
    rest, all_days = days.variable(f"{label}: rest"), days.all
    site.once(f"{label}: once", lambda: sum(first[d] for d in all_days) == 1)
    earlier = [days.earlier(k) for k in range(maintenance.days)]
    days.each(f"{label}: days", lambda d: total(first[before[d]] for before in earlier) == rest[d])
    day = days.containing()
    site.records(label, "-", lambda t: rest[day[t]])
    return rest


def running_share(maintenance: Sequence[Maintenance], record: Record) -> FloatArray:
    """0 at each step of a maintenance as it was placed, 1 at the others (T,)."""
    running = np.ones(record.horizon.steps)
    for label, _ in _labelled(maintenance, record.horizon):
        running -= np.round(record.quantities[label])
    return running


def replay_maintenance(maintenance: Sequence[Maintenance], record: Record) -> Iterator[Check]:
    """The days are whole, in a row, as many as stated and in the window; nothing flows then."""
    days = periods_of(record.horizon, "day")
    for label, one in _labelled(maintenance, record.horizon):
        rest = record.quantities[label]
        first = int(np.argmax(days.total(np.round(rest)) > 0))
        expected = np.zeros(days.count)
        expected[first:first + one.days] = one.first_days(record.horizon)[first]
        yield record.equal(f"{label}: {one.days} whole days in a row within its window", rest,
                           expected[days.index])
    running = running_share(maintenance, record)
    if running.min() < 1.0:
        yield record.at_most("one maintenance at a time", -running, 0.0)
        for name, flow in record.flows.items():
            yield record.equal(f"{name} rests in maintenance", flow * (running <= 0.0), 0.0)
