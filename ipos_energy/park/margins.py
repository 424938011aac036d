"""What each decision is worth at each step: from which every marginal price follows.

At an optimum a decision that lies inside its bounds earns exactly what it costs:

    Σ_n gives_n[t]·price_n[t] = Σ_i pays_i[t] + earns[t];    earns = 0 inside, ≤ 0 at the lower
                                                             bound, ≥ 0 at the upper one

where n runs over the headers and over the relations inside units, and i over its cost lines and
over the limits of longer times that it uses. Both sides are in currency per unit and hour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ipos_energy.park.series import FloatArray

AT_LOWER, INSIDE, AT_UPPER, FIXED = -1, 0, 1, 2
"""Where a decision stands between its bounds; FIXED where it has no room at all."""

PaymentKind = Literal["cost", "limit", "time"]
"""A line of the ledger; a limit over a longer time, such as a month's peak or a yearly cap; or a
tie to other steps, such as the content of a store or a ramp."""


@dataclass(frozen=True, eq=False)
class Effect:
    """What one unit of a decision gives to a header or a relation; ``amount`` (T,), or takes."""

    node: str
    amount: FloatArray


@dataclass(frozen=True, eq=False)
class Payment:
    """What one unit of a decision costs per hour; ``amount`` (T,) in currency, or earns."""

    name: str
    kind: PaymentKind
    amount: FloatArray


@dataclass(frozen=True, eq=False)
class Decision:
    """One variable of a component at every step.

    ``state`` (T,) says where it stands between its bounds; ``earns`` (T,) what one unit more would
    earn per hour if its bound let it.
    """

    owner: str
    label: str
    state: NDArray[np.int8]
    earns: FloatArray
    gives: tuple[Effect, ...]
    pays: tuple[Payment, ...]

    @property
    def name(self) -> str:
        return f"{self.owner}: {self.label}"


@dataclass(frozen=True, eq=False)
class Margins:
    """All decisions, and the price (T,) of one unit of each relation inside a unit."""

    decisions: tuple[Decision, ...] = ()
    relations: Mapping[str, FloatArray] = field(default_factory=dict)
