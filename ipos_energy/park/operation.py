"""What the park did over the horizon: the solved model as plain arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ipos_energy.park.margins import Margins
from ipos_energy.park.replay import Check
from ipos_energy.park.series import FloatArray


@dataclass(frozen=True, eq=False)
class Flow:
    """Energy between a component and a header, ≥ 0 in its direction; ``values`` (T,) in MW."""

    owner: str
    label: str
    header: str
    direction: Literal["in", "out"]
    values: FloatArray

    @property
    def name(self) -> str:
        return f"{self.owner}: {self.label}"


@dataclass(frozen=True, eq=False)
class Quantity:
    """Something of a component that belongs to no header; ``values`` (T,) in ``unit``."""

    owner: str
    label: str
    unit: str
    values: FloatArray

    @property
    def name(self) -> str:
        return f"{self.owner}: {self.label}"


@dataclass(frozen=True)
class SizeDecision:
    """How much was built or retired, in ``unit``.

    ``saving`` is what one more unit would save over the horizon, its own cost counted (but no fixed
    one): zero where the size was chosen freely, positive at its upper bound, negative where none is
    worth building. ``worth`` is what one more unit would save before its own cost is paid: the most
    that a unit of it may cost over the horizon (of what is retired, the saving that is lost, < 0).
    """

    owner: str
    label: str
    unit: str
    value: float
    saving: float
    worth: float


@dataclass(frozen=True, eq=False)
class LedgerLine:
    """A cost or emission by month (M,), in the currency or in t."""

    owner: str
    label: str
    unit: str
    months: FloatArray

    @property
    def total(self) -> float:
        return float(self.months.sum())


@dataclass(frozen=True, eq=False)
class MarginalValue:
    """What one more unit of a limit would save, for each member of its ``span``.

    For the limit of a header's balance it is the marginal price; see :attr:`Operation.prices`.
    """

    owner: str
    label: str
    span: str
    unit: str
    values: FloatArray

    @property
    def name(self) -> str:
        return f"{self.owner}: {self.label}"


@dataclass(frozen=True)
class SizeOnPeriods:
    """A size in ``unit`` as typical periods gave it, and as all steps at once would."""

    owner: str
    label: str
    unit: str
    value: float
    at_once: float | None


@dataclass(frozen=True)
class TypicalOutcome:
    """Sizes from ``number`` typical periods for ``periods`` of them, and what they cost.

    ``cost_on_periods`` is what the typical periods promised, ``cost`` what all steps cost with the
    sizes they gave, ``cost_at_once`` what sizes of all steps at once cost, where that was solved.
    ``grown`` says whether the sizes had to grow to serve every step.
    """

    number: int
    periods: int
    length_hours: float
    cost_on_periods: float
    cost: float
    cost_at_once: float | None
    grown: bool
    sizes: tuple[SizeOnPeriods, ...]


@dataclass(frozen=True)
class Extent:
    """Smallest and largest magnitude, other than 0, of some numbers, and where they stand."""

    what: str
    smallest: float
    smallest_at: str
    largest: float
    largest_at: str


@dataclass(frozen=True, eq=False)
class Operation:
    """The best operation and what proves it.

    ``prices`` holds each header's marginal price (T,) in currency per MWh: what one MWh more of
    demand would cost. ``limits`` holds what relaxing each limit by one unit would save.
    ``certificate`` are the checks that need the mathematics: residuals, duals, optimality.
    """

    status: str
    objective: float
    bound: float
    """A cost that no operation can beat, as the solver proved it"""
    iterations: int
    flows: tuple[Flow, ...]
    quantities: tuple[Quantity, ...]
    sizes: tuple[SizeDecision, ...]
    ledger: tuple[LedgerLine, ...]
    emissions: tuple[LedgerLine, ...]
    """CO2 by owner and cause"""
    pollutants: tuple[LedgerLine, ...]
    """Other substances; the label is the substance"""
    prices: Mapping[str, FloatArray]
    limits: tuple[MarginalValue, ...]
    certificate: tuple[Check, ...]
    size: Mapping[str, int]
    """Columns, rows and nonzeros of the linear program as stated, and as solved."""
    margins: Margins = field(default_factory=Margins)
    """What each decision is worth: from which the prices follow"""
    typical: TypicalOutcome | None = None
    """How sizes from typical periods did, where they were asked for"""
    scaling: tuple[Extent, ...] = ()
    """How far apart the numbers of the linear program are"""
    warnings: tuple[str, ...] = ()
    """What is out of proportion in it"""
