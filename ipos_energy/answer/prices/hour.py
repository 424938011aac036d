"""What set each price in one hour: the marginal unit, what one MWh more changes, what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ipos_energy.answer.prices.setting import NOBODY, PriceSetting, price_setting
from ipos_energy.answer.prices.tie import Tie, tie_of
from ipos_energy.answer.results import Results
from ipos_energy.park.margins import AT_LOWER, AT_UPPER, FIXED, INSIDE, PaymentKind
from ipos_energy.park.series import FloatArray

_NEGLIGIBLE = 1e-7


@dataclass(frozen=True)
class Change:
    """By how much a decision changes for one MWh more, in its own unit times hours."""

    owner: str
    label: str
    amount: float


@dataclass(frozen=True)
class Line:
    """A part of a price in currency per MWh; ``tie`` says which other step it is worth as in."""

    name: str
    kind: PaymentKind
    amount: float
    tie: Tie | None = None


@dataclass(frozen=True)
class End:
    """An end of the interval that a price lies in, and the decision that would move beyond it."""

    price: float
    decision: str


@dataclass(frozen=True)
class Price:
    """The price of a header at one step, in currency per MWh, and why.

    ``setter`` is the marginal unit, empty where the price is one of an interval. One MWh more of
    the header would ``change`` the decisions, and the ``lines`` add up to the price. ``lowest`` and
    ``highest`` are the ends of the interval, None where there is none. ``next`` are the units that
    would start if the price rose to the one beside them.
    """

    header: str
    price: float
    setter: str
    changes: tuple[Change, ...] = ()
    lines: tuple[Line, ...] = ()
    lowest: End | None = None
    highest: End | None = None
    next: tuple[End, ...] = ()


@dataclass(frozen=True)
class Binding:
    """Something at its limit, and what one unit more of it would earn per hour."""

    name: str
    worth: float


@dataclass(frozen=True)
class Hour:
    """Prices and binding limits of one step."""

    step: int
    prices: tuple[Price, ...]
    bindings: tuple[Binding, ...]


def explained_hour(results: Results, step: int, headers: Sequence[str]) -> Hour:
    """The prices of some headers at one step, and what stands at its limit then."""
    at_step = _AtStep(results, price_setting(results), step)
    return Hour(step, tuple(at_step.price(header) for header in headers),
                tuple(at_step.bindings()))


class _AtStep:
    """The decisions and the prices of one step, as numbers."""

    def __init__(self, results: Results, setting: PriceSetting, step: int) -> None:
        self.results, self.setting, self.step = results, setting, step
        self.decisions = setting.decisions
        self.setters = {node: int(chosen[step]) for node, chosen in setting.setter.items()
                        if chosen[step] != NOBODY}
        relations = results.operation.margins.relations
        self.open = [node for node in setting.setter if node not in self.setters and (
            node not in relations or abs(relations[node][step]) > _NEGLIGIBLE)]

    def price(self, header: str) -> Price:
        """Why a header's price is what it is."""
        value = float(self.results.operation.prices[header][self.step])
        if header not in self.setters:
            lowest, highest = self._interval(header, value)
            return Price(header, value, "", lowest=lowest, highest=highest)
        moves = self._moves(header)
        changes = tuple(Change(self.decisions[number].owner, self.decisions[number].label, amount)
                        for number, amount in moves if abs(amount) > _NEGLIGIBLE)
        return Price(header, value, self.decisions[self.setters[header]].owner, changes,
                     tuple(self._lines(moves)), next=tuple(self._next(header, value)))

    def _gives(self, number: int, node: str) -> float:
        return sum(float(effect.amount[self.step]) for effect in self.decisions[number].gives
                   if effect.node == node)

    def _moves(self, header: str) -> list[tuple[int, float]]:
        """The decisions that set a price, and by how much each changes for one MWh more.

        All that is given but to the header adds up to nothing: gives·Δ = 1 for it, 0 for others.
        """
        nodes, numbers = list(self.setters), list(self.setters.values())
        gives = np.array([[self._gives(number, node) for number in numbers] for node in nodes])
        more = np.array([float(node == header) for node in nodes])
        return list(zip(numbers, np.linalg.solve(gives, more).tolist(), strict=True))

    def _lines(self, moves: Sequence[tuple[int, float]]) -> Iterator[Line]:
        """What the changes cost, line by line; the largest first."""
        lines = [Line(pay.name, pay.kind, float(pay.amount[self.step]) * amount,
                      tie_of(self.results, self.setting, number, self.step)
                      if pay.kind == "time" else None)
                 for number, amount in moves for pay in self.decisions[number].pays]
        yield from sorted((line for line in lines if abs(line.amount) > _NEGLIGIBLE),
                          key=lambda line: -abs(line.amount))

    def _next(self, header: str, price: float) -> Iterator[End]:
        """What would start if the price rose while the others stay; the first to start first."""
        ends = [End(price - float(one.earns[self.step]) / gives, one.name)
                for number, one in enumerate(self.decisions)
                if (gives := self._gives(number, header)) > _NEGLIGIBLE
                and one.state[self.step] == AT_LOWER]
        yield from sorted(ends, key=lambda end: end.price)[:3]

    def _interval(self, header: str, price: float) -> tuple[End | None, End | None]:
        """How far a price may move, with those that are tied to it, before a decision would.

        earns − Σ_n gives_n·δ_n·s, with s the change of the price, keeps the sign that the bound
        of its decision allows.
        """
        moved = self._moved_with(header)
        ends: dict[bool, list[End]] = {False: [], True: []}
        for number, one in enumerate(self.decisions):
            gains = sum(self._gives(number, node) * by for node, by in moved.items())
            if one.state[self.step] in (AT_LOWER, AT_UPPER) and abs(gains) > _NEGLIGIBLE:
                upwards = (one.state[self.step] == AT_LOWER) == (gains > 0)
                ends[upwards].append(End(price - float(one.earns[self.step]) / gains, one.name))
        return (max(ends[False], key=lambda end: end.price, default=None),
                min(ends[True], key=lambda end: end.price, default=None))

    def _moved_with(self, header: str) -> dict[str, float]:
        """By how much each open price moves when one of them moves by 1 (least squares)."""
        others = [node for node in self.open if node != header]
        inside = [number for number, one in enumerate(self.decisions)
                  if one.state[self.step] == INSIDE]
        tied = np.array([[self._gives(number, node) for node in others] for number in inside])
        fixed = np.array([self._gives(number, header) for number in inside])
        by: FloatArray = np.zeros(len(others))
        if others and inside:
            by = np.linalg.lstsq(tied, -fixed, rcond=None)[0]
        return {header: 1.0, **dict(zip(others, by.tolist(), strict=True))}

    def bindings(self) -> Iterator[Binding]:
        """Decisions at a bound that would rather move, and relations and limits with a price."""
        for one in self.decisions:
            earns = float(one.earns[self.step])
            if one.state[self.step] == AT_UPPER and earns > _NEGLIGIBLE:
                yield Binding(one.name, earns)
        for name, price in self.results.operation.margins.relations.items():
            if abs(price[self.step]) > _NEGLIGIBLE:
                yield Binding(name, abs(float(price[self.step])))
        yield from self._longer_limits()

    def _longer_limits(self) -> Iterator[Binding]:
        """Limits over a longer time that a decision pays for in this step."""
        worth: dict[str, float] = {}
        for one in self.decisions:
            for pay in one.pays:
                if pay.kind == "limit" and one.state[self.step] != FIXED:
                    amount = abs(float(pay.amount[self.step]))
                    worth[pay.name] = max(worth.get(pay.name, 0.0), amount)
        yield from (Binding(name, amount) for name, amount in worth.items()
                    if amount > _NEGLIGIBLE)


