"""Weeks that say most about a year, chosen by the program.

A week is seven local days in a row. Sums over it are compared, the first of equal ones is taken:

    typical            the energies of all flows are nearest to their means over all weeks:
                       min Σ_flow (E_flow,week − mean E_flow)²
    coldest            lowest mean of the outdoor temperature
    highest demand     most energy to the companies from steam and water headers
    outage             least heat from the processes, where that is below half of the mean week
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipos_energy.park.operation import Operation
from ipos_energy.park.profiles.heating_curve import HeatingCurveProfile
from ipos_energy.park.profiles.heating_degrees import HeatingDegreesProfile
from ipos_energy.park.profiles.temperature import TemperatureProfile
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray
from ipos_energy.park.units.process_heat import ProcessHeat

DAYS = 7
_OUTAGE = 0.5
"""Share of the mean week's process heat below which a week is one of an outage"""


@dataclass(frozen=True)
class Week:
    """Some steps, ``first`` up to but not ``end``, and why they were chosen.

    ``value`` in ``unit`` is what the week was chosen by, but for the typical one: None there.
    """

    reason: str
    first: int
    end: int
    value: float | None
    unit: str

    @property
    def steps(self) -> slice:
        """Where the week stands in a series."""
        return slice(self.first, self.end)


def weeks_of(scenario: Scenario, operation: Operation) -> tuple[Week, ...]:
    """The weeks; the whole horizon as the only one where it is not longer than a week."""
    local, steps = scenario.horizon.local, scenario.horizon.steps
    starts = _starts(local)
    if len(starts) <= 1:
        return (Week("whole", 0, steps, None, ""),)
    return tuple(_weeks(scenario, operation, starts))


def _weeks(
    scenario: Scenario, operation: Operation, starts: NDArray[np.int64]
) -> Iterator[Week]:
    hours, steps = scenario.horizon.step_hours, scenario.horizon.steps

    def week(reason: str, number: int, value: float | None = None, unit: str = "") -> Week:
        return Week(reason, int(starts[number, 0]), int(starts[number, 1]), value, unit)

    sums = [_sums(flow.values, starts) for flow in operation.flows]
    if sums:
        yield week("typical", _least(np.sum([(one - one.mean()) ** 2 for one in sums], axis=0)))
    outdoor = outdoor_temperature(scenario)
    if outdoor is not None:
        means = _sums(outdoor, starts) / np.diff(starts, axis=1)[:, 0]
        yield week("coldest", _least(means), float(means[_least(means)]), "°C")
    heat = [flow.values for flow in operation.flows if flow.owner in scenario.companies
            and scenario.headers[flow.header].medium in ("steam", "water")
            and flow.direction == "out"]
    if heat:
        demand = hours * _sums(np.sum(heat, axis=0), starts)
        yield week("highest demand", _least(-demand), float(demand.max()), "MWh")
    given_off = [unit.given_off_mw(scenario.horizon) for unit in scenario.units.values()
                 if isinstance(unit, ProcessHeat)]
    heat_mwh = hours * _sums(np.sum([np.zeros(steps), *given_off], axis=0), starts)
    if heat_mwh.min() < _OUTAGE * heat_mwh.mean():
        yield week("outage", _least(heat_mwh), float(heat_mwh.min()), "MWh")


def _least(sums: FloatArray) -> int:
    """The first of the weeks with the lowest sum; rounding must not choose."""
    return int(np.argmin(np.round(sums, 6)))


def outdoor_temperature(scenario: Scenario) -> FloatArray | None:
    """The outdoor temperature in °C (T,) that the scenario's profiles refer to, or a modelled one.

    None where the scenario knows of none.
    """
    entries = scenario.profiles
    named = [entry.temperature.profile for entry in entries.values()
             if isinstance(entry, HeatingDegreesProfile | HeatingCurveProfile)]
    named += [name for name, entry in entries.items() if isinstance(entry, TemperatureProfile)]
    return next((scenario.series[name].values for name in named if name in scenario.series), None)


def _starts(local: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """First step and end of every seven whole days in a row (W, 2)."""
    days = local.astype("datetime64[D]").astype(np.int64)
    edges = np.flatnonzero(np.diff(days, prepend=days[0] - 1, append=days[-1] + 1))
    return np.stack([edges[:-DAYS], edges[DAYS:]], axis=1)


def _sums(values: FloatArray, starts: NDArray[np.int64]) -> FloatArray:
    """The sum over each week (W,)."""
    running = np.concatenate([[0.0], np.cumsum(values)])
    sums: FloatArray = running[starts[:, 1]] - running[starts[:, 0]]
    return sums
