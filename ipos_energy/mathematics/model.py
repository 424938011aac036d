"""The model: what the park's components state, in Pyomo, before anything is compiled.

Each rule is kept as it was stated. :mod:`compile` calls it once with a symbol for all steps;
:meth:`Model.plain` constructs the very same rules step by step as an ordinary Pyomo model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pyomo.core import Any as AnyDomain
from pyomo.core import (
    ConcreteModel,
    Constraint,
    Integers,
    Objective,
    Param,
    RangeSet,
    Reals,
    Var,
)

from ipos_energy.errors import UnsatisfiableError
from ipos_energy.park.periods import PeriodName, periods_of
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import CO2, Rule

_CONSTANT_TOLERANCE = 1e-9
"""What constants may miss a limit by, in MW: as much as their sum is off by rounding."""

Span = Literal["step", "later step", "hour", "day", "month", "year", "once"]
"""What a variable, relation or cost is indexed by."""


Apart = Mapping[str, NDArray[np.bool_]]
"""Steps (T,) at which integers keep apart what an owner never has both of, by the owner."""


@dataclass(frozen=True)
class Variable:
    """A block of columns: a Pyomo ``Var`` and its bounds, one for each member of its span."""

    owner: str
    label: str
    span: Span
    var: Any
    lower: FloatArray
    upper: FloatArray
    integer: bool = False


@dataclass(frozen=True)
class Relation:
    """A block of rows: a rule that is a relation."""

    owner: str
    label: str
    span: Span
    rule: Rule


@dataclass(frozen=True)
class Quantity:
    """A rule that is an expression: a flow, a level, a cost or an emission.

    ``header`` is set for flows; ``taken`` is the label under which a flow's negative part is
    known, for flows of either sign.
    """

    owner: str
    label: str
    span: Span
    rule: Rule
    unit: str
    header: str | None = None
    direction: Literal["in", "out"] = "in"
    taken: str | None = None


@dataclass(frozen=True)
class Exclusion:
    """Two rules that are expressions ≥ 0, of which one is zero at every step.

    ``otherwise`` says why the best operation would have both if it could.
    """

    owner: str
    label: str
    first: Rule
    second: Rule
    otherwise: str


@dataclass(frozen=True)
class Subsets:
    """Which parts lie in each period: those of period p are ``parts[starts[p]:starts[p + 1]]``."""

    parts: NDArray[np.int64]
    starts: NDArray[np.int64]


class Steps:
    """The set of steps as a rule sums over it; may be cut to a sample for a comparison.

    A template sums over the set itself, whose members are filled in later; a rule that is called
    with numbers sums over the sample's numbers.
    """

    def __init__(self, pyomo_set: Any) -> None:
        self.pyomo_set = pyomo_set
        self.sample: tuple[int, ...] | None = None
        self._numbers = False

    def __iter__(self) -> Iterator[Any]:
        sample = self.sample if self._numbers else None
        return iter(self.pyomo_set if sample is None else sample)

    @contextmanager
    def cut_to(self, sample: tuple[int, ...]) -> Iterator[None]:
        """While this lasts, sums run over ``sample`` only."""
        self.sample = sample
        try:
            yield
        finally:
            self.sample = None

    @contextmanager
    def in_numbers(self) -> Iterator[None]:
        """While this lasts, rules are called with numbers, not with symbols."""
        self._numbers = True
        try:
            yield
        finally:
            self._numbers = False


@dataclass
class Model:
    """All that the components stated."""

    scenario: Scenario
    pyomo: Any
    steps: Steps
    later_steps: Any
    previous: Any
    variables: list[Variable] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    flows: list[Quantity] = field(default_factory=list)
    records: list[Quantity] = field(default_factory=list)
    sizes: list[Quantity] = field(default_factory=list)
    costs: list[Quantity] = field(default_factory=list)
    emissions: list[Quantity] = field(default_factory=list)
    pollutants: list[Quantity] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    apart: Apart = field(default_factory=dict)
    """Steps at which integers state exclusions; see :mod:`exclusions`."""
    data: dict[int, FloatArray] = field(default_factory=dict)
    """Values of each Pyomo Param, by its id."""
    shifts: dict[int, Any] = field(default_factory=dict)
    """Params that give the step so many steps before."""
    subsets: dict[int, Subsets] = field(default_factory=dict)
    """Members of each indexed Pyomo Set, by its id."""
    shared: dict[str, Any] = field(default_factory=dict)
    """Sets and Params of periods that were asked for, by name."""

    def index_set(self, span: Span) -> Any:
        """The Pyomo set of a span; None for something stated once."""
        if span == "once":
            return None
        return self.later_steps if span == "later step" else self.period_set(span)

    def period_set(self, name: PeriodName) -> Any:
        """The Pyomo set of all periods of one kind."""
        if name == "step":
            return self.steps.pyomo_set
        return self.share(f"{name}s", lambda: RangeSet(0, self.size(name) - 1))

    def share(self, name: str, make: Callable[[], Any]) -> Any:
        """A Pyomo component that all who ask for ``name`` have in common."""
        if name not in self.shared:
            self.shared[name] = make()
            self.pyomo.add_component(name, self.shared[name])
        return self.shared[name]

    def declare(
        self, owner: str, name: str, span: Span, lower: FloatArray, upper: FloatArray, *,
        integer: bool = False,
    ) -> Any:
        """A new block of columns; returns its Pyomo ``Var``."""
        index_set = RangeSet(0, 0) if span == "once" else self.index_set(span)
        var = Var(index_set, within=Integers if integer else Reals, dense=False,
                  bounds=lambda _, k: (float(lower[k]), float(upper[k])))
        self.pyomo.add_component(self.name_of(owner, name), var)
        self.variables.append(Variable(owner, name, span, var, lower, upper, integer))
        return var

    def declare_data(self, owner: str, name: str, span: Span, array: NDArray[Any]) -> Any:
        """A Pyomo Param over a span; whole numbers stay whole, to be used as an index."""
        param = Param(self.index_set(span), within=AnyDomain, default=array.tolist())
        self.pyomo.add_component(self.name_of(owner, f"{name} (data)"), param)
        self.data[id(param)] = array.astype(float)
        return param

    def emitting(self, substance: str) -> list[Rule]:
        """What has been stated to emit CO2 or another substance."""
        if substance == CO2:
            return [one.rule for one in self.emissions]
        return [one.rule for one in self.pollutants if one.label == substance]

    def first_index(self, span: Span) -> int:
        """The first member of a span's set."""
        return 1 if span == "later step" else 0

    def size(self, span: Span) -> int:
        """Number of members of a span."""
        if span == "once":
            return 1
        if span == "later step":
            return self.scenario.horizon.steps - 1
        return periods_of(self.scenario.horizon, span).count

    def weight(self, cost: Quantity) -> float:
        """What a cost or emission is multiplied with: the step's hours where it is per hour."""
        return self.scenario.horizon.step_hours if cost.span == "step" else 1.0

    def name_of(self, owner: str, label: str) -> str:
        """The name of a Pyomo component: unique and readable."""
        return f"{owner}: {label}"

    def plain(self) -> Any:
        """The same equations as an ordinary ``ConcreteModel``, for any Pyomo solver.

        Each rule is called for each step, so this takes seconds for a year. The model's own
        components are completed in place; the analyst may add constraints before solving.
        """
        for relation in self.relations:
            self._construct(relation)
        self.pyomo.add_component("cost", Objective(rule=lambda _: self._total_cost()))
        return self.pyomo

    def _construct(self, relation: Relation) -> None:
        name = self.name_of(relation.owner, f"{relation.label} (equation)")
        if relation.span == "once":
            constraint = Constraint(rule=lambda _: _stated(relation))
        else:
            constraint = Constraint(self.index_set(relation.span),
                                    rule=lambda _, index: _stated(relation, index))
        self.pyomo.add_component(name, constraint)

    def _total_cost(self) -> Any:
        return sum(
            self.weight(cost) * (cost.rule() if cost.span == "once" else sum(
                cost.rule(k) for k in range(self.size(cost.span))))
            for cost in self.costs
        )


def _stated(relation: Relation, *index: int) -> Any:
    """What a rule states at one index; where nothing in it can be decided, whether it holds.

    Raises UnsatisfiableError where it does not.
    """
    stated = relation.rule(*index)
    match stated:
        case bool() | np.bool_():
            holds = bool(stated)
        case (float(low), float(body), float(high)):
            holds = low - _CONSTANT_TOLERANCE <= body <= high + _CONSTANT_TOLERANCE
        case _:
            return stated
    if holds:
        return Constraint.Skip
    at = f" at {relation.span} {index[0] + 1}" if index else ""
    raise UnsatisfiableError(f'"{relation.owner}: {relation.label}" cannot hold{at}: nothing that '
                             "it states can be decided.")


def empty_model(scenario: Scenario, apart: Apart) -> Model:
    """A model with the scenario's steps, and nothing stated yet."""
    horizon, pyomo = scenario.horizon, ConcreteModel(name="park")
    count = horizon.steps
    pyomo.steps = RangeSet(0, count - 1)
    pyomo.later_steps = RangeSet(1, count - 1)
    previous = np.roll(np.arange(count), 1)
    pyomo.previous = Param(pyomo.steps, within=AnyDomain, default=previous.tolist())
    model = Model(scenario, pyomo, Steps(pyomo.steps), pyomo.later_steps, pyomo.previous,
                  apart=apart)
    model.data[id(pyomo.previous)] = previous.astype(float)
    return model
