"""Circles of equipment that would make energy from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, permutations
from typing import Any

import numpy as np

from ipos_energy.park.connections import NotingSite, Served
from ipos_energy.park.finding import Finding
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray, Series
from ipos_energy.park.site import Rule, type_of_values
from ipos_energy.park.units.unit import Unit

_SLACK = 1e-6


def energy_from_nothing(scenario: Scenario) -> Iterator[Finding]:
    """The circle of units whose yields multiply to the most above one, if there is any.

    Running 1 MWh once around such a circle leaves more than 1 MWh. A heat pump that takes heat
    from the surroundings, feeding a turbine that feeds the heat pump, is one.
    """
    flows = {owner: _decisions(owner, unit, scenario) for owner, unit in scenario.units.items()}
    circling = _on_circles(flows)
    names = [name for name in scenario.headers if name in circling]
    gains, units = _gains(flows, names)
    circle = _circle(gains)
    if circle:
        steps = list(pairwise(circle))
        product = float(np.prod([gains[i, j] for i, j in steps]))
        way = [units[step] for step in steps]
        through = " → ".join(f'"{name}"' for name in way)
        yield Finding(("units", way[0]), f'{through} make energy from nothing: 1 MWh of '
                      f'"{names[circle[0]]}" becomes {product:.3g} MWh once around',
                      "Lower a COP or a yield, or state the header or the source_temperature that "
                      "the heat comes from.", at_key=True)


Flows = dict[str, list[dict[str, FloatArray]]]
"""What each decision of each unit gives to each header (T,); taken is below 0."""


def _on_circles(flows: Flows) -> set[str]:
    """The headers that energy comes to from others and goes on from to others, again and again."""
    links = {(source, sink) for decisions in flows.values() for one in decisions
             for source in one for sink in one if source != sink
             and (one[source] < 0).any() and (one[sink] > 0).any()}
    while True:
        on_way = {source for source, _ in links} & {sink for _, sink in links}
        left = {link for link in links if on_way.issuperset(link)}
        if left == links:
            return on_way
        links = left


def _gains(flows: Flows, names: list[str]) -> tuple[FloatArray, dict[tuple[int, int], str]]:
    """The most energy given to header j per energy taken, header i among it; and by which unit.

        gain = given to j / Σ taken

    of each decision of each unit, the largest over all steps. Zero where nothing leads from i to j.
    """
    gains, by = np.zeros((len(names), len(names))), {}
    number = {name: i for i, name in enumerate(names)}
    for owner, decisions in flows.items():
        for one in decisions:
            taken = sum((np.maximum(-flow, 0.0) for flow in one.values()), np.zeros(1))
            for source, sink in permutations([name for name in one if name in number], 2):
                used, given = one[source] < 0, np.maximum(one[sink], 0.0)
                gain = np.max(np.where(used, given / np.where(used, taken, 1.0), 0.0))
                i, j = number[source], number[sink]
                if gain > gains[i, j]:
                    gains[i, j], by[i, j] = gain, owner
    return gains, by


def _circle(gains: FloatArray) -> list[int]:
    """Headers around which the gains multiply to more than one, the first again at the end.

    Floyd and Warshall's shortest ways, with products in place of sums; empty where there is none.
    """
    best, count = gains.copy(), len(gains)
    following = np.where(gains > 0, np.arange(count), -1)
    for k in range(count):
        through = best[:, k, None] * best[None, k, :]
        better = through > best * (1 + _SLACK)
        best = np.where(better, through, best)
        following = np.where(better, following[:, k, None], following)
        gaining = np.flatnonzero(np.diag(best) > 1 + _SLACK)
        if len(gaining):
            return _walked(following, int(gaining[0]))
    return []


def _walked(following: Any, start: int) -> list[int]:
    """The way from ``start`` back to itself, cut to the circle that it first closes."""
    way = [start]
    while True:
        step = int(following[way[-1], start])
        if step in way:
            return [*way[way.index(step):], step]
        way.append(step)


@dataclass
class _Form:
    """A sum of decisions, each with a coefficient (T,) or (1,); constants are left out."""

    terms: dict[str, Any] = field(default_factory=dict)

    def _plus(self, other: Any, sign: float) -> _Form:
        if not isinstance(other, _Form):
            return self
        terms = dict(self.terms)
        for name, factor in other.terms.items():
            terms[name] = terms.get(name, 0.0) + sign * factor
        return _Form(terms)

    def __add__(self, other: Any) -> _Form:
        return self._plus(other, 1.0)

    def __sub__(self, other: Any) -> _Form:
        return self._plus(other, -1.0)

    def __mul__(self, factor: Any) -> _Form:
        return _Form({name: factor * one for name, one in self.terms.items()})

    def __truediv__(self, divisor: Any) -> _Form:
        return _Form({name: one / divisor for name, one in self.terms.items()})

    def __neg__(self) -> _Form:
        return _Form({name: -one for name, one in self.terms.items()})

    def __rsub__(self, other: Any) -> _Form:
        return (-self)._plus(other, 1.0)

    __radd__, __rmul__ = __add__, __mul__
    __array_ufunc__ = None  # so that an array times a form is the form's business


@dataclass(frozen=True, eq=False)
class _Always:
    """A variable or parameter that is the same thing at every index."""

    value: Any

    def __getitem__(self, index: Any) -> Any:
        return self.value


class _Probe(NotingSite):
    """A site that notes how the flows of one unit follow from its decisions."""

    def __init__(self, owner: str, served: Served, scenario: Scenario) -> None:
        super().__init__(owner, served, scenario.horizon, scenario.feedwater, scenario.headers)
        self.flows: list[tuple[str, _Form]] = []

    def variable(self, name: str, **bounds: Any) -> _Always:
        return _Always(_Form({name: np.ones(1)}))

    def binary(self, name: str, **bounds: Any) -> _Always:
        return _Always(_Form())

    def single_variable(self, name: str, **bounds: Any) -> _Form:
        return _Form()

    single_binary = single_variable

    def parameter(self, name: str, values: type_of_values) -> _Always:
        return _Always(np.atleast_1d(values.values if isinstance(values, Series) else values))

    def containing(self, parts: str = "step") -> _Always:
        """The day, month or year of a step, of this site as its own periods."""
        return _Always(_NOW)

    def gives(self, header: str, label: str, rule: Rule) -> None:
        self._note(header, rule(_NOW), 1.0)

    def takes(self, header: str, label: str, rule: Rule) -> None:
        self._note(header, rule(_NOW), -1.0)

    def exchanges(self, header: str, given: str, taken: str, rule: Rule) -> None:
        """What goes both ways gains nothing."""

    def _note(self, header: str, flow: Any, sign: float) -> None:
        if isinstance(flow, _Form):
            # What is given to a chilled header is cold: heat that is taken from it.
            cold = -1.0 if self.header(header).medium == "cooling" else 1.0
            self.flows.append((header, flow * (sign * cold)))


_NOW = "now"


def _decisions(owner: str, unit: Unit, scenario: Scenario) -> list[dict[str, FloatArray]]:
    """For each decision of a unit, what one MW of it gives to each header (T,); taken is below 0.

    Decisions that only give or only take are left out.
    """
    site: Any = _Probe(owner, {}, scenario)
    unit.equations(site)
    columns: dict[str, dict[str, FloatArray]] = {}
    for header, form in site.flows:
        for name, factor in form.terms.items():
            column = columns.setdefault(name, {})
            column[header] = column.get(header, np.zeros(1)) + factor
    return [column for column in columns.values() if len(column) > 1]


