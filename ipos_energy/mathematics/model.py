"""The model: what the park's components state, in Pyomo, before anything is compiled.

Each rule is kept as it was stated. :mod:`compile` calls it once with a symbol for all steps;
:meth:`Model.plain` constructs the very same rules step by step as an ordinary Pyomo model.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from pyomo.core import (
    Any as AnyDomain,
)
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

from ipos_energy.errors import Problem, ScenarioError
from ipos_energy.park.headers import Feedwater, Header
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray, Series
from ipos_energy.park.site import UNLIMITED, Rule, type_of_values

Span = Literal["step", "later step", "month", "once"]
"""What a variable, relation or cost is indexed by."""


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


class Steps:
    """The set of steps as a rule sums over it; may be cut to a sample for a comparison."""

    def __init__(self, pyomo_set: Any) -> None:
        self.pyomo_set = pyomo_set
        self.sample: tuple[int, ...] | None = None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.pyomo_set if self.sample is None else self.sample)

    @contextmanager
    def cut_to(self, sample: tuple[int, ...]) -> Iterator[None]:
        """While this lasts, sums run over ``sample`` only."""
        self.sample = sample
        try:
            yield
        finally:
            self.sample = None


@dataclass
class Model:
    """All that the components stated."""

    scenario: Scenario
    pyomo: Any
    steps: Steps
    later_steps: Any
    months: Any
    previous: Any
    month: Any
    variables: list[Variable] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    flows: list[Quantity] = field(default_factory=list)
    records: list[Quantity] = field(default_factory=list)
    costs: list[Quantity] = field(default_factory=list)
    emissions: list[Quantity] = field(default_factory=list)
    data: dict[int, FloatArray] = field(default_factory=dict)
    """Values of each Pyomo Param, by its id."""

    def index_set(self, span: Span) -> Any:
        """The Pyomo set of a span; None for something stated once."""
        return {"step": self.steps.pyomo_set, "later step": self.later_steps, "month": self.months,
                "once": None}[span]

    def first_index(self, span: Span) -> int:
        """The first member of a span's set."""
        return 1 if span == "later step" else 0

    def size(self, span: Span) -> int:
        """Number of members of a span."""
        horizon = self.scenario.horizon
        return {"step": horizon.steps, "later step": horizon.steps - 1,
                "month": horizon.months, "once": 1}[span]

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
            constraint = Constraint(rule=lambda _: relation.rule())
        else:
            constraint = Constraint(self.index_set(relation.span),
                                    rule=lambda _, index: relation.rule(index))
        self.pyomo.add_component(name, constraint)

    def _total_cost(self) -> Any:
        return sum(
            self.weight(cost) * (cost.rule() if cost.span == "once" else sum(
                cost.rule(k) for k in range(self.size(cost.span))))
            for cost in self.costs
        )


def build(scenario: Scenario) -> Model:
    """States the equations of every component and the balance of every header.

    Raises ScenarioError where nothing is connected to a header.
    """
    model = _empty(scenario)
    for name, component in scenario.components.items():
        component.equations(OwnedSite(model, name))
    for name in scenario.headers:
        _balance(model, name)
    return model


def _empty(scenario: Scenario) -> Model:
    horizon, pyomo = scenario.horizon, ConcreteModel(name="park")
    count = horizon.steps
    pyomo.steps = RangeSet(0, count - 1)
    pyomo.later_steps = RangeSet(1, count - 1)
    pyomo.months = RangeSet(0, horizon.months - 1)
    previous = np.roll(np.arange(count), 1)
    pyomo.previous = Param(pyomo.steps, within=AnyDomain, default=previous.tolist())
    pyomo.month = Param(pyomo.steps, within=AnyDomain, default=horizon.month.tolist())
    model = Model(scenario, pyomo, Steps(pyomo.steps), pyomo.later_steps, pyomo.months,
                  pyomo.previous, pyomo.month)
    model.data[id(pyomo.previous)] = previous.astype(float)
    model.data[id(pyomo.month)] = horizon.month.astype(float)
    return model


def _balance(model: Model, header: str) -> None:
    """States ``Σ in − Σ out = 0`` at every step; its dual is the marginal price of the header."""
    given = [flow.rule for flow in model.flows if flow.header == header and flow.direction == "in"]
    taken = [flow.rule for flow in model.flows if flow.header == header and flow.direction == "out"]
    if not given and not taken:
        raise ScenarioError([Problem(
            "no unit, contract or company is connected to this header", f"headers › {header}",
            advice="Connect something to it, or take it out.")])
    model.relations.append(Relation(header, "balance", "step", lambda t: (
        0.0, _total(given, t) - _total(taken, t), 0.0)))


def _total(rules: list[Rule], t: Any) -> Any:
    """The sum of some rules at a step; a loop, since Pyomo's templates replace ``sum``."""
    total: Any = 0.0
    for rule in rules:
        total = total + rule(t)
    return total


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
    def steps(self) -> Steps:
        return self._model.steps

    @property
    def previous(self) -> Any:
        return self._model.previous

    @property
    def month(self) -> Any:
        return self._model.month

    def header(self, name: str) -> Header:
        return self._model.scenario.headers[name]

    def parameter(self, name: str, values: type_of_values) -> Any:
        array = self._array(values)
        param = Param(self._model.pyomo.steps, within=AnyDomain, default=array.tolist())
        self._model.pyomo.add_component(self._model.name_of(self._owner, f"{name} (data)"), param)
        self._model.data[id(param)] = array
        return param

    def variable(
        self, name: str, upper: type_of_values = UNLIMITED, lower: type_of_values = 0.0
    ) -> Any:
        return self._declare(name, "step", self._array(lower), self._array(upper))

    def binary(self, name: str) -> Any:
        count = self.horizon.steps
        return self._declare(name, "step", np.zeros(count), np.ones(count), integer=True)

    def monthly_variable(self, name: str) -> Any:
        count = self.horizon.months
        return self._declare(name, "month", np.zeros(count), np.full(count, np.inf))

    def single_variable(self, name: str) -> Any:
        return self._declare(name, "once", np.zeros(1), np.full(1, np.inf))[0]

    def _declare(
        self, name: str, span: Span, lower: FloatArray, upper: FloatArray, *,
        integer: bool = False,
    ) -> Any:
        index_set = RangeSet(0, 0) if span == "once" else self._model.index_set(span)
        var = Var(index_set, within=Integers if integer else Reals, dense=False,
                  bounds=lambda _, k: (float(lower[k]), float(upper[k])))
        self._model.pyomo.add_component(self._model.name_of(self._owner, name), var)
        self._model.variables.append(Variable(self._owner, name, span, var, lower, upper, integer))
        return var

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

    def each_step(self, name: str, rule: Rule) -> None:
        self._relate(name, "step", rule)

    def each_later_step(self, name: str, rule: Rule) -> None:
        if self.horizon.steps > 1:
            self._relate(name, "later step", rule)

    def once(self, name: str, rule: Rule) -> None:
        self._relate(name, "once", rule)

    def _relate(self, name: str, span: Span, rule: Rule) -> None:
        self._model.relations.append(Relation(self._owner, name, span, rule))

    def book(self, label: str, rule: Rule) -> None:
        self._cost(label, "step", rule)

    def book_monthly(self, label: str, rule: Rule) -> None:
        self._cost(label, "month", rule)

    def book_once(self, label: str, rule: Rule) -> None:
        self._cost(label, "once", rule)

    def _cost(self, label: str, span: Span, rule: Rule) -> None:
        self._model.costs.append(Quantity(
            self._owner, label, span, rule, self._model.scenario.currency))

    def emits(self, label: str, rule: Rule) -> None:
        self._model.emissions.append(Quantity(self._owner, label, "step", rule, "t"))
