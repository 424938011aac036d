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
from pyomo.core import Any as AnyDomain
from pyomo.core import ConcreteModel, Constraint, Objective, Param, RangeSet

from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule

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
    months: Any
    previous: Any
    month: Any
    variables: list[Variable] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    flows: list[Quantity] = field(default_factory=list)
    records: list[Quantity] = field(default_factory=list)
    sizes: list[Quantity] = field(default_factory=list)
    costs: list[Quantity] = field(default_factory=list)
    emissions: list[Quantity] = field(default_factory=list)
    data: dict[int, FloatArray] = field(default_factory=dict)
    """Values of each Pyomo Param, by its id."""
    shifts: dict[int, Any] = field(default_factory=dict)
    """Params that give the step so many steps before."""

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


def empty_model(scenario: Scenario) -> Model:
    """A model with the scenario's steps and months, and nothing stated yet."""
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
