"""The site as one component sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ipos_energy.mathematics.exclusions import keep_apart
from ipos_energy.mathematics.model import Exclusion, Model, Quantity, Relation, Span, Steps
from ipos_energy.mathematics.owned_periods import OwnedPeriods
from ipos_energy.park.headers import Feedwater, Header
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import PeriodName
from ipos_energy.park.series import FloatArray, Series
from ipos_energy.park.site import UNLIMITED, Rule, total, type_of_values


class OwnedSite:
    """The :class:`ipos_energy.park.site.Site` of one component: records under its name."""

    def __init__(self, model: Model, owner: str) -> None:
        self._model, self._owner = model, owner

    @property
    def horizon(self) -> Horizon:
        return self._model.scenario.horizon

    @property
    def feedwater(self) -> Feedwater:
        return self._model.scenario.feedwater

    @property
    def emission_price(self) -> float:
        return self._model.scenario.emissions.price

    @property
    def pollutant_prices(self) -> Mapping[str, float]:
        return self._model.scenario.emissions.pollutant_prices

    @property
    def steps(self) -> Steps:
        return self._model.steps

    @property
    def previous(self) -> Any:
        return self._model.previous

    def earlier(self, steps: int) -> Any:
        shifts = self._model.shifts
        if steps not in shifts:
            shifts[steps] = self._data(
                f"step {steps} before", np.roll(np.arange(self.horizon.steps), steps))
        return shifts[steps]

    def periods(self, name: PeriodName) -> OwnedPeriods:
        return OwnedPeriods(self._model, self._owner, name)

    def emitted(self, substance: str) -> Rule:
        rules = self._model.emitting(substance)
        return lambda t: total(rule(t) for rule in rules)

    def header(self, name: str) -> Header:
        return self._model.scenario.headers[name]

    def parameter(self, name: str, values: type_of_values) -> Any:
        return self._data(name, self._array(values))

    def _data(self, name: str, array: NDArray[Any]) -> Any:
        return self._model.declare_data(self._owner, name, "step", array)

    def variable(
        self, name: str, upper: type_of_values = UNLIMITED, lower: type_of_values = 0.0
    ) -> Any:
        return self._model.declare(
            self._owner, name, "step", self._array(lower), self._array(upper))

    def binary(self, name: str, upper: type_of_values = 1.0) -> Any:
        return self._model.declare(
            self._owner, name, "step", self._array(0.0), self._array(upper), integer=True)

    def single_variable(self, name: str, upper: float = UNLIMITED, lower: float = 0.0) -> Any:
        return self._model.declare(
            self._owner, name, "once", np.full(1, lower), np.full(1, upper))[0]

    def single_binary(self, name: str) -> Any:
        return self._model.declare(
            self._owner, name, "once", np.zeros(1), np.ones(1), integer=True)[0]

    def _array(self, values: type_of_values) -> FloatArray:
        raw = values.values if isinstance(values, Series) else values
        return np.broadcast_to(np.asarray(raw, dtype=float), (self.horizon.steps,))

    def gives(self, header: str, label: str, rule: Rule) -> None:
        self._flow(header, label, rule, "in")

    def takes(self, header: str, label: str, rule: Rule) -> None:
        self._flow(header, label, rule, "out")

    def exchanges(self, header: str, given: str, taken: str, rule: Rule) -> None:
        self._flow(header, given, rule, "in", taken)

    def _flow(
        self, header: str, label: str, rule: Rule, direction: Literal["in", "out"],
        taken: str | None = None,
    ) -> None:
        self._model.flows.append(
            Quantity(self._owner, label, "step", rule, "MW", header, direction, taken))

    def records(self, label: str, unit: str, rule: Rule) -> None:
        self._model.records.append(Quantity(self._owner, label, "step", rule, unit))

    def records_size(self, label: str, unit: str, rule: Rule) -> None:
        self._model.sizes.append(Quantity(self._owner, label, "once", rule, unit))

    def each_step(self, name: str, rule: Rule) -> None:
        self._relate(name, "step", rule)

    def each_later_step(self, name: str, rule: Rule) -> None:
        if self.horizon.steps > 1:
            self._relate(name, "later step", rule)

    def never_both(
        self, name: str, first: Rule, second: Rule, most: tuple[float, float], otherwise: str
    ) -> None:
        exclusion = Exclusion(self._owner, name, first, second, otherwise)
        self._model.exclusions.append(exclusion)
        steps = self._model.apart.get(self._owner)
        if steps is not None:
            keep_apart(self, exclusion, most, steps)

    def once(self, name: str, rule: Rule) -> None:
        self._relate(name, "once", rule)

    def _relate(self, name: str, span: Span, rule: Rule) -> None:
        self._model.relations.append(Relation(self._owner, name, span, rule))

    def book(self, label: str, rule: Rule) -> None:
        self._cost(label, "step", rule)

    def book_once(self, label: str, rule: Rule) -> None:
        self._cost(label, "once", rule)

    def _cost(self, label: str, span: Span, rule: Rule) -> None:
        self._model.costs.append(Quantity(
            self._owner, label, span, rule, self._model.scenario.currency))

    def emits(self, label: str, rule: Rule) -> None:
        self._model.emissions.append(Quantity(self._owner, label, "step", rule, "t"))

    def pollutes(self, substance: str, rule: Rule) -> None:
        self._model.pollutants.append(Quantity(self._owner, substance, "step", rule, "t"))
