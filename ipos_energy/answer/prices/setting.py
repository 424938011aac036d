"""Which decision set each price, over the whole horizon.

A decision inside its bounds earns what it costs (:mod:`ipos_energy.park.margins`), so the price of
one of the headers that it joins follows from those of the others: it is the marginal unit there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipos_energy.answer.prices.matching import Joined, setters_of
from ipos_energy.answer.results import Results
from ipos_energy.park.margins import INSIDE, Decision, Margins, PaymentKind
from ipos_energy.park.series import FloatArray

NOBODY = -1
"""Where no decision inside its bounds sets a price: it is one of an interval."""

_NO_PRICE = 1e-9


@dataclass(frozen=True, eq=False)
class PriceSetting:
    """``setter[node]`` (T,), for headers and relations: which of ``decisions`` set the price."""

    decisions: tuple[Decision, ...]
    setter: Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True)
class Share:
    """In how many hours a decision of ``owner`` set a price, and its mean then in currency/MWh.

    ``owner`` is empty where nobody did.
    """

    owner: str
    hours: float
    mean_price: float


def shares_of_hours(results: Results) -> dict[str, tuple[Share, ...]]:
    """For each header, who set its price in how many hours; the most hours first."""
    setting, hours = price_setting(results), results.calendar.step_hours
    owners = np.array([*(one.owner for one in setting.decisions), ""])
    return {header: tuple(sorted(
        _shares(owners[setting.setter[header]], price, hours), key=lambda share: -share.hours))
        for header, price in results.operation.prices.items()}


def _shares(owners: NDArray[np.str_], price: FloatArray, hours: float) -> Iterator[Share]:
    for owner in np.unique(owners).tolist():
        here = owners == owner
        yield Share(owner, float(here.sum()) * hours, float(price[here].mean()))


def price_setting(results: Results) -> PriceSetting:
    """Which decision set the price of each header and relation at each step.

    Steps at which the same decisions are inside their bounds, joining the same nodes, have the
    same answer, which is looked for once.
    """
    margins = results.operation.margins
    nodes = [*results.operation.prices, *margins.relations]
    facts = _Facts.of(margins)
    first, kind = _alike(facts.flags(), len(results.calendar.utc))
    found = np.full((len(nodes), len(first)), NOBODY)
    for column, step in enumerate(first.tolist()):
        setters = setters_of(facts.joined(step), facts.ranks(step))
        for row, node in enumerate(nodes):
            found[row, column] = setters.get(node, NOBODY)
    return PriceSetting(margins.decisions,
                        {node: found[row, kind] for row, node in enumerate(nodes)})


@dataclass(frozen=True, eq=False)
class _Facts:
    """What decides who sets a price: booleans (decisions, T) and (relations, T)."""

    margins: Margins
    inside: NDArray[np.bool_]
    limited: NDArray[np.bool_]
    timed: NDArray[np.bool_]
    priced: Mapping[str, NDArray[np.bool_]]

    @classmethod
    def of(cls, margins: Margins) -> _Facts:
        """Gathers the facts of all steps."""
        return cls(
            margins,
            np.array([one.state == INSIDE for one in margins.decisions]),
            np.array([_uses(one, "limit") for one in margins.decisions]),
            np.array([_uses(one, "time") for one in margins.decisions]),
            {name: np.abs(price) > _NO_PRICE for name, price in margins.relations.items()})

    def flags(self) -> Sequence[NDArray[np.bool_]]:
        """All of them, and what joins what, one row each (T,)."""
        return [*self.inside, *self.limited, *self.timed, *self.priced.values(),
                *(effect.amount != 0.0 for one in self.margins.decisions for effect in one.gives)]

    def joined(self, step: int) -> dict[int, Joined]:
        """Which nodes of unknown price each decision inside its bounds joins, and by how much."""
        return {number: {
            effect.node: float(effect.amount[step]) for effect in one.gives
            if effect.amount[step] and (effect.node not in self.priced
                                        or self.priced[effect.node][step])}
                for number, one in enumerate(self.margins.decisions) if self.inside[number, step]}

    def ranks(self, step: int) -> dict[int, int]:
        """0 for a decision that only pays costs, 1 where it uses a limit, 2 tied to other times.

        A store sets a price only where nothing else does.
        """
        return {number: 2 if self.timed[number, step] else int(self.limited[number, step])
                for number in range(len(self.margins.decisions))}


def _uses(decision: Decision, kind: PaymentKind) -> NDArray[np.bool_]:
    """Where a decision pays something of one kind (T,)."""
    used = np.zeros(len(decision.state), dtype=bool)
    for payment in decision.pays:
        if payment.kind == kind:
            used |= np.abs(payment.amount) > _NO_PRICE
    return used


def _alike(flags: Sequence[NDArray[np.bool_]], steps: int) -> tuple[Any, Any]:
    """The first step of each combination of flags, and the combination of each step (T,)."""
    packed = np.ascontiguousarray(np.packbits(
        np.array([np.ones(steps, dtype=bool), *flags]), axis=0).T)
    rows = packed.view(np.dtype((np.void, packed.shape[1]))).reshape(-1)
    _, first, kind = np.unique(rows, return_index=True, return_inverse=True)
    return first, kind
