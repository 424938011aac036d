"""The periods of the horizon as one component sees them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyomo.core import Any as AnyDomain
from pyomo.core import Param, Set

from ipos_energy.mathematics.model import Model, Quantity, Relation, Subsets
from ipos_energy.park.periods import PeriodName, periods_of
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Rule


class OwnedPeriods:
    """The :class:`ipos_energy.park.site.SitePeriods` of one component.

    Index data and subsets are the same for all components and made when first asked for.
    """

    def __init__(self, model: Model, owner: str, name: PeriodName) -> None:
        self._model, self._owner, self._name = model, owner, name
        self._data = periods_of(model.scenario.horizon, name)

    @property
    def previous(self) -> Any:
        return self._index(f"{self._name} before", self._name,
                           np.maximum(np.arange(self._data.count) - 1, 0))

    def earlier(self, periods: int) -> Any:
        return self._index(f"{periods} {self._name}s before", self._name,
                           np.roll(np.arange(self._data.count), periods))

    @property
    def all(self) -> Any:
        return self._model.period_set(self._name)

    def containing(self, parts: PeriodName = "step") -> Any:
        return self._index(f"{self._name} of a {parts}", parts, self._within(parts))

    def contents(self, parts: PeriodName = "step") -> Any:
        within = self._within(parts)
        order = np.argsort(within, kind="stable")
        starts = np.searchsorted(within[order], np.arange(self._data.count + 1))
        subset = self._model.share(f"{parts}s of a {self._name}", lambda: Set(
            self._model.period_set(self._name), dimen=1, initialize={
                p: order[starts[p]:starts[p + 1]].tolist() for p in range(self._data.count)}))
        self._model.subsets[id(subset)] = Subsets(order, starts)
        return subset

    def _within(self, parts: PeriodName) -> NDArray[np.int64]:
        return periods_of(self._model.scenario.horizon, parts).within(self._data)

    def _index(self, name: str, parts: PeriodName, values: NDArray[np.int64]) -> Any:
        param = self._model.share(name, lambda: Param(
            self._model.period_set(parts), within=AnyDomain, default=values.tolist()))
        self._model.data[id(param)] = values.astype(float)
        return param

    def parameter(self, name: str, values: FloatArray | float) -> Any:
        return self._model.declare_data(self._owner, name, self._name, self._array(values))

    def variable(
        self, name: str, upper: FloatArray | float = UNLIMITED, lower: FloatArray | float = 0.0
    ) -> Any:
        return self._model.declare(
            self._owner, name, self._name, self._array(lower), self._array(upper))

    def binary(self, name: str, upper: FloatArray | float = 1.0) -> Any:
        return self._model.declare(self._owner, name, self._name, np.zeros(self._data.count),
                                   self._array(upper), integer=True)

    def _array(self, values: FloatArray | float) -> FloatArray:
        return np.broadcast_to(np.asarray(values, dtype=float), (self._data.count,))

    def each(self, name: str, rule: Rule) -> None:
        self._model.relations.append(Relation(self._owner, name, self._name, rule))

    def book(self, label: str, rule: Rule) -> None:
        self._model.costs.append(Quantity(
            self._owner, label, self._name, rule, self._model.scenario.currency))
