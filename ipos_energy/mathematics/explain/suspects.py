"""Who is unusual when energy is missing: a demand above its usual level, a supply below it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

import numpy as np

from ipos_energy.mathematics.affine import Affine
from ipos_energy.mathematics.compile import Compiled
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.mathematics.model import Model
from ipos_energy.park.impossible.findings import Unusual
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray, Series
from ipos_energy.park.units.process_heat import ProcessHeat
from ipos_energy.park.units.unit import Unit

_LEAST_DEVIATION = 5.0
_LEAST_SHARE = 0.3
_MOST_SUSPECTS = 2


class Suspects:
    """Looks for unusual hours of one scenario; a demand blames its company alone."""

    def __init__(self, model: Model, compiled: Compiled) -> None:
        self._model, self._compiled = model, compiled
        self._scenario: Scenario = model.scenario

    def asking(self, header: str, run: slice, missing_mw: FloatArray) -> Iterator[Unusual]:
        """The companies whose demand is most above its usual level, where that matters."""
        found = []
        for name, company in self._scenario.companies.items():
            for one in {header, *self.below(header)} & company.demands.keys():
                series = company.demands[one]
                value, usual, deviation = _deviation(series.values, run)
                if _matters(value - usual, deviation, missing_mw[run]):
                    at_usual = one == header and bool(
                        (series.values[run] - usual >= missing_mw[run] * (1 - 1e-6)).all())
                    found.append(Unusual(name, one, True, value, usual, deviation,
                                         source_of(self._scenario, series, run), at_usual))
        yield from _one_each(found, lambda one: one.deviation)

    def giving(self, header: str, run: slice, missing_mw: FloatArray) -> Iterator[Unusual]:
        """The units that can give less than usual to a header, or to what feeds it."""
        program, found = self._compiled.program, []
        headers = {header, *self.above(header)}
        for flow, affine in zip(self._model.flows, self._compiled.flows, strict=True):
            if flow.header in headers and flow.direction == "in":
                most = most_of(program, affine)
                value, usual, deviation = _deviation(-most, run)
                if np.isfinite(usual) and _matters(value - usual, deviation, missing_mw[run]):
                    found.append(Unusual(
                        flow.owner, str(flow.header), False, -value, -usual, deviation,
                        self._source_of_unit(flow.owner, run)))
        yield from _one_each(found, lambda one: one.usual_mw - one.value_mw)

    def _source_of_unit(self, owner: str, run: slice) -> str:
        """Where the profile of a process stands that is not stopped."""
        unit = self._scenario.units.get(owner)
        if isinstance(unit, ProcessHeat) and not list(self.stopped(owner, run)):
            return source_of(self._scenario, unit.available, run)
        return ""

    def stopped(self, owner: str, run: slice) -> Iterator[str]:
        """The outages of a unit that touch some hours, each with its time."""
        unit = self._scenario.units.get(owner)
        if isinstance(unit, Unit):
            local = self._scenario.horizon.local[run]
            for outage in unit.outages:
                if ((local >= np.datetime64(outage.from_, "s"))
                        & (local < np.datetime64(outage.to, "s"))).any():
                    yield (f"{owner} ({outage.from_:%Y-%m-%d %H:%M} to "
                           f"{outage.to:%Y-%m-%d %H:%M})")

    def feeding(self, header: str) -> list[str]:
        """The units that give to a header or to one that feeds it."""
        headers = {header, *self.above(header)}
        return list(dict.fromkeys(flow.owner for flow in self._model.flows
                                  if flow.header in headers and flow.direction == "in"))

    def above(self, header: str) -> set[str]:
        """The headers from which units bring energy to one, directly or not."""
        return self._linked(header, "in", "out")

    def below(self, header: str) -> set[str]:
        """The headers to which units bring energy from one, directly or not.

        A unit that gives more to a header than it takes there, such as a turbine that reheats its
        condensate, brings nothing away from it.
        """
        giving = {(flow.owner, flow.header) for flow in self._model.flows if flow.direction == "in"}
        return self._linked(header, "out", "in", giving)

    def _linked(
        self, header: str, here: str, there: str,
        without: Collection[tuple[str, str | None]] = (),
    ) -> set[str]:
        flows, found, new = self._model.flows, set[str](), {header}
        while new:
            owners = {flow.owner for flow in flows
                      if flow.header in new and flow.direction == here
                      and (flow.owner, flow.header) not in without}
            found |= new
            new = {str(flow.header) for flow in flows if flow.owner in owners
                   and flow.direction == there} - found
        return found - {header}


def _one_each(found: list[Unusual], how: Callable[[Unusual], float]) -> list[Unusual]:
    """The most unusual first, each owner once."""
    most: dict[str, Unusual] = {}
    for one in sorted(found, key=how, reverse=True):
        most.setdefault(one.owner, one)
    return list(most.values())[:_MOST_SUSPECTS]


def most_of(program: LinearProgram, affine: Affine) -> FloatArray:
    """The most that a flow can be at each step, each of its columns at its best bound (T,)."""
    lane, column, value = affine.triplets()
    best = np.where(value > 0, program.upper[column], program.lower[column])
    most = affine.constants().copy()
    np.add.at(most, lane, value * best)
    return most


def least_of(program: LinearProgram, affine: Affine) -> FloatArray:
    """The least that a flow can be at each step (T,)."""
    return -most_of(program, affine.scaled(-1.0))


def _deviation(values: FloatArray, run: slice) -> tuple[float, float, float]:
    """The highest value in a run, the median of all, and how many MAD lie between.

    A series that hardly varies counts from a hundredth of its median.
    """
    highest, usual = float(np.max(values[run])), float(np.median(values))
    spread = float(np.median(np.abs(values - usual))) if np.isfinite(usual) else 1.0
    return highest, usual, (highest - usual) / max(spread, 0.01 * abs(usual), 1e-3)


def _matters(above: float, deviation: float, missing_mw: FloatArray) -> bool:
    """Whether something is so unusual, and so large, that it may be what makes energy missing."""
    return deviation >= _LEAST_DEVIATION and above >= _LEAST_SHARE * float(missing_mw.max())


def source_of(scenario: Scenario, series: Series, run: slice) -> str:
    """Where the values of a run stand: file, column and rows, or the profile's name."""
    if series.profile is None or series.profile not in scenario.series:
        return ""
    profile = scenario.series[series.profile]
    if profile.row_of is None:
        return f'profile "{profile.name}"'
    rows = sorted({profile.row_of(run.start), profile.row_of(run.stop - 1)})
    return f"{profile.origin}, {rows_text(rows)}"


def rows_text(rows: Sequence[int]) -> str:
    """``row 17`` or ``rows 17–19``."""
    return f"row {rows[0]}" if len(rows) == 1 else f"rows {rows[0]}–{rows[-1]}"
