"""Evaluates Pyomo's templates with numpy: one symbolic expression, all steps at once.

A rule is called once with Pyomo's symbolic index. The resulting expression is walked with arrays
in place of numbers: each *lane* of the arrays is one member of the rule's index set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import Any

import numpy as np
from pyomo.common.errors import PyomoException
from pyomo.common.log import LoggingIntercept
from pyomo.core.base.initializer import Initializer
from pyomo.core.expr import numeric_expr, relational_expr
from pyomo.core.expr.template_expr import (
    GetItemExpression,
    IndexTemplate,
    TemplateExpressionError,
    TemplateSumExpression,
    templatize_rule,
)
from pyomo.repn import generate_standard_repn

from ipos_energy.errors import ModelError
from ipos_energy.mathematics.affine import Affine, CompiledRelation, Term
from ipos_energy.mathematics.linear import IntArray
from ipos_energy.mathematics.model import Model, Relation, Span
from ipos_energy.park.series import FloatArray, sum_by
from ipos_energy.park.site import Rule


class NotATemplateError(Exception):
    """An expression that this file cannot evaluate over all steps at once."""


class WatchedIndex(IndexTemplate):  # type: ignore[misc]
    """A symbolic index that notes whether it was compared, evaluated or written as a text."""

    __slots__ = ("decided",)

    def __init__(self, index: IndexTemplate) -> None:
        super().__init__(index._set, index._index, index._id, index._group)
        self.decided = False

    __hash__ = None  # type: ignore[assignment]

    def __call__(self, exception: bool = True) -> Any:
        """The value that Pyomo lends it; a rule that asks quietly for one decides by the answer."""
        value = super().__call__(exception=False)
        if value is None:
            if exception:
                raise TemplateExpressionError(self, "an index has no value yet")
            self.decided = True
        return value


def _noting(name: str) -> Callable[..., Any]:
    plain = getattr(IndexTemplate, name)

    def noted(self: WatchedIndex, *arguments: Any, **named: Any) -> Any:
        self.decided = True
        return plain(self, *arguments, **named)

    return noted


for _name in ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__bool__", "__str__",
              "__repr__", "__format__"):
    setattr(WatchedIndex, _name, _noting(_name))


@dataclass(frozen=True)
class _Scope:
    """What each symbolic index stands for, by its id; arrays (lanes,)."""

    lanes: int
    values: dict[int, IntArray]


class Compiler:
    """Evaluates rules of one model; ``offsets`` gives each Pyomo ``Var``'s first column by id."""

    def __init__(self, model: Model, offsets: dict[int, int]) -> None:
        self.model, self.offsets = model, offsets
        self.fallbacks: list[str] = []

    def expression(self, rule: Rule, span: Span) -> Affine:
        """A rule that is an expression. Raises ModelError where it is not linear."""
        try:
            template, scope = self._template(rule, span)
            return self._affine(template, scope)
        except NotATemplateError as error:
            raise ModelError(f"a flow or cost cannot be stated for all steps at once: {error}"
                             ) from error

    def relation(self, relation: Relation) -> CompiledRelation:
        """A rule that is a relation; falls back to Pyomo, step by step, where it must."""
        try:
            template, scope = self._template(relation.rule, relation.span)
            sides = [None if side is None else self._affine(side, scope)
                     for side in sides_of(template)]
        except NotATemplateError:
            name = f"{relation.owner}: {relation.label}"
            self.fallbacks += [name] if name not in self.fallbacks else []
            return self._step_by_step(relation)
        return _bounded(sides, scope.lanes)

    def _template(self, rule: Rule, span: Span) -> tuple[Any, _Scope]:
        watched: list[WatchedIndex] = []

        def at(index: Any) -> Any:
            watched.append(WatchedIndex(index))
            return rule(watched[0])

        stated: Callable[..., Any] = (
            (lambda _: rule()) if span == "once" else (lambda _, index: at(index)))
        try:
            with LoggingIntercept(StringIO(), "pyomo.core"):
                template, _ = templatize_rule(
                    self.model.pyomo, Initializer(stated), self.model.index_set(span))
        except (PyomoException, TypeError, ValueError, KeyError, IndexError) as error:
            raise NotATemplateError(str(error)) from error
        if any(index.decided for index in watched):
            raise NotATemplateError("a rule that decides on its index")
        lanes, first = self.model.size(span), self.model.first_index(span)
        return template, _Scope(lanes, {id(index): np.arange(first, first + lanes)
                                        for index in watched})

    def _affine(self, node: Any, scope: _Scope) -> Affine:
        if isinstance(node, int | float | np.number):
            return Affine(scope.lanes, float(node))
        for kind, evaluate in _EVALUATORS:
            if isinstance(node, kind):
                return evaluate(self, node, scope)
        if hasattr(node, "is_variable_type") and node.is_variable_type():
            return self._column(node.parent_component(), np.full(scope.lanes, node.index()), scope)
        raise NotATemplateError(f"{type(node).__name__} is not linear arithmetic")

    def _sum(self, node: Any, scope: _Scope) -> Affine:
        parts = [self._affine(arg, scope) for arg in node.args]
        constant: FloatArray | float = 0.0
        for part in parts:
            constant = constant + part.constant
        return Affine(scope.lanes, constant, tuple(term for part in parts for term in part.terms))

    def _negation(self, node: Any, scope: _Scope) -> Affine:
        return self._affine(node.args[0], scope).scaled(-1.0)

    def _product(self, node: Any, scope: _Scope) -> Affine:
        left, right = (self._affine(arg, scope) for arg in node.args)
        if left.terms and right.terms:
            raise ModelError("a product of two variables is not linear")
        return right.scaled(left.constant) if right.terms else left.scaled(right.constant)

    def _division(self, node: Any, scope: _Scope) -> Affine:
        left, right = (self._affine(arg, scope) for arg in node.args)
        if right.terms:
            raise ModelError("division by a variable is not linear")
        return left.scaled(1.0 / right.constant)

    def _index(self, node: Any, scope: _Scope) -> Affine:
        if id(node) not in scope.values:
            raise NotATemplateError("an index outside its sum")
        return Affine(scope.lanes, scope.values[id(node)].astype(float))

    def _item(self, node: Any, scope: _Scope) -> Affine:
        component, *indices = node.args
        if len(indices) != 1:
            raise NotATemplateError(f"{component} has {len(indices)} indices")
        index = self._affine(indices[0], scope)
        if index.terms:
            raise NotATemplateError("an index that depends on a variable")
        where = np.rint(index.constants()).astype(np.int64)
        if id(component) in self.model.data:
            return Affine(scope.lanes, self.model.data[id(component)][where])
        return self._column(component, where, scope)

    def _column(self, component: Any, index: IntArray, scope: _Scope) -> Affine:
        if id(component) not in self.offsets:
            raise NotATemplateError(f"{component} is no variable or parameter of the site")
        column = index.astype(np.int64) + self.offsets[id(component)]
        return Affine(scope.lanes, 0.0, (Term(None, column, np.ones(scope.lanes)),))

    def _template_sum(self, node: Any, scope: _Scope) -> Affine:
        inner = scope
        outer_lane = np.arange(scope.lanes)
        for group in node.template_iters():
            if len(group) != 1:
                raise NotATemplateError("a sum over a set of tuples")
            counts, members = self._members(group[0]._set, inner)
            repeated = {key: np.repeat(value, counts) for key, value in inner.values.items()}
            outer_lane = np.repeat(outer_lane, counts)
            inner = _Scope(len(members), {**repeated, id(group[0]): members})
        body = self._affine(node._local_args_[0], inner)
        constant = sum_by(outer_lane, body.constants(), scope.lanes)
        terms = tuple(
            Term(outer_lane if t.lane is None else outer_lane[t.lane], t.column, t.coefficient)
            for t in body.terms
        )
        return Affine(scope.lanes, constant, terms)

    def _members(self, index_set: Any, scope: _Scope) -> tuple[IntArray, IntArray]:
        """How many members a set has in each lane, and all of them, lane by lane."""
        if isinstance(index_set, GetItemExpression):
            return self._members_of_subset(index_set, scope)
        steps = self.model.steps
        if index_set is steps.pyomo_set:
            members = (np.arange(self.model.size("step")) if steps.sample is None
                       else np.array(steps.sample))
        else:
            try:
                members = np.array(list(index_set), dtype=np.int64)
            except (PyomoException, TypeError, ValueError) as error:
                raise NotATemplateError("a sum over a set that depends on the step") from error
        return np.full(scope.lanes, len(members)), np.tile(members, scope.lanes)

    def _members_of_subset(self, node: Any, scope: _Scope) -> tuple[IntArray, IntArray]:
        component, index = node.args
        if id(component) not in self.model.subsets:
            raise NotATemplateError(f"{component} is no set of the site's periods")
        subsets = self.model.subsets[id(component)]
        period = np.rint(self._affine(index, scope).constants()).astype(np.int64)
        begin = subsets.starts[period]
        counts = subsets.starts[period + 1] - begin
        offset = np.repeat(begin - np.cumsum(counts) + counts, counts)
        return counts, subsets.parts[offset + np.arange(int(counts.sum()))]

    def _step_by_step(self, relation: Relation) -> CompiledRelation:
        lanes, first = self.model.size(relation.span), self.model.first_index(relation.span)
        rows = [self.concrete_row(relation, first + lane) for lane in range(lanes)]
        body = Affine(lanes, 0.0, tuple(
            Term(np.full(len(row), lane), np.array(list(row), dtype=np.int64),
                 np.array(list(row.values())))
            for lane, (row, _, _) in enumerate(rows)))
        return CompiledRelation(body, np.array([lower for _, lower, _ in rows]),
                                np.array([upper for _, _, upper in rows]))

    def concrete_row(self, relation: Relation, index: int) -> tuple[dict[int, float], float, float]:
        """One row as plain Pyomo states it: coefficient by column, lower and upper limit."""
        with self.model.steps.in_numbers():
            stated = relation.rule() if relation.span == "once" else relation.rule(index)
        lower, body, upper = sides_of(stated)
        repn = generate_standard_repn(body)
        if not repn.is_linear():
            raise ModelError(f'"{relation.owner}: {relation.label}" is not linear')
        row: dict[int, float] = {}
        for var, coefficient in zip(repn.linear_vars, repn.linear_coefs, strict=True):
            column = self.offsets[id(var.parent_component())] + int(var.index())
            row[column] = row.get(column, 0.0) + float(coefficient)
        return row, _limit(lower, -np.inf) - repn.constant, _limit(upper, np.inf) - repn.constant


_EVALUATORS: tuple[tuple[type, Callable[[Compiler, Any, _Scope], Affine]], ...] = (
    (IndexTemplate, Compiler._index),
    (GetItemExpression, Compiler._item),
    (TemplateSumExpression, Compiler._template_sum),
    (numeric_expr.SumExpression, Compiler._sum),
    (numeric_expr.ProductExpression, Compiler._product),
    (numeric_expr.NegationExpression, Compiler._negation),
    (numeric_expr.DivisionExpression, Compiler._division),
)


def sides_of(relation: Any) -> tuple[Any, Any, Any]:
    """(lower, body, upper) of a relation; a side that is missing is None.

    Raises ModelError where a rule gives no relation, as an empty sum does.
    """
    if isinstance(relation, tuple) and len(relation) == 3:
        return relation
    if isinstance(relation, relational_expr.EqualityExpression):
        left, right = relation.args
        difference = left - right
        return 0.0, difference, 0.0
    if isinstance(relation, relational_expr.RangedExpression):
        return tuple(relation.args)
    if isinstance(relation, relational_expr.InequalityExpression):
        left, right = relation.args
        return None, left - right, 0.0
    raise ModelError(f"a rule must give a relation with a variable in it, not {relation!r}")


def _bounded(sides: list[Affine | None], lanes: int) -> CompiledRelation:
    lower, body, upper = sides
    assert body is not None
    shift = body.constants()
    low = np.full(lanes, -np.inf) if lower is None else lower.constants() - shift
    high = np.full(lanes, np.inf) if upper is None else upper.constants() - shift
    return CompiledRelation(Affine(lanes, 0.0, body.terms), low, high)


def _limit(side: Any, missing: float) -> float:
    return missing if side is None else float(side)
