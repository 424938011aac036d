"""The language in which the park's equipment states its equations.

A kind of unit knows this protocol and nothing of the mathematics behind it. A rule is a function
of the step ``t`` (or a period ``p``) that combines variables and parameters, indexed by ``t``,
with ``+ - * /`` and one of ``== <= >=``. It is called once, with a symbol, for all steps; so it
must not branch on ``t`` nor index an array with it: put data into :meth:`Site.parameter`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import numpy as np

from ipos_energy.park.headers import Feedwater, Header
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import PeriodName
from ipos_energy.park.series import FloatArray, Series

type_of_values = Series | FloatArray | float

Rule = Callable[..., Any]
"""An expression or relation for a symbolic step or period, or for none where it holds once."""

UNLIMITED = float(np.inf)

CO2 = "CO2"
"""The substance that ``emits`` counts."""


def total(terms: Iterable[Any]) -> Any:
    """The sum of some expressions; a loop, since Pyomo's templates replace ``sum``."""
    result: Any = 0.0
    for term in terms:
        result = result + term
    return result


class Indexed(Protocol):
    """A variable or parameter; ``x[t]`` is its value at a step, usable in an expression."""

    def __getitem__(self, index: Any) -> Any: ...


class SitePeriods(Protocol):
    """The steps, hours, days, months or years of the horizon, as what a rule is indexed by."""

    @property
    def previous(self) -> Indexed:
        """``previous[p]``: the period before; the first has itself."""

    def earlier(self, periods: int) -> Indexed:
        """``earlier(k)[p]``: the period k before, counted on from the last before the first."""

    @property
    def all(self) -> Any:
        """The set of all periods, to sum over."""

    def containing(self, parts: PeriodName = "step") -> Indexed:
        """``containing("day")[d]``: the period that day d begins in."""

    def contents(self, parts: PeriodName = "step") -> Indexed:
        """``contents("day")[p]``: the days that begin in period p, to sum over."""

    def parameter(self, name: str, values: FloatArray | float) -> Indexed:
        """Data of one number for each period."""

    def variable(
        self, name: str, upper: FloatArray | float = UNLIMITED, lower: FloatArray | float = 0.0
    ) -> Indexed:
        """A decision for each period within bounds."""

    def binary(self, name: str, upper: FloatArray | float = 1.0) -> Indexed:
        """A decision of 0 or 1 for each period, of 0 alone where ``upper`` is 0.

        Makes the program one with integers.
        """

    def each(self, name: str, rule: Rule) -> None:
        """A relation that holds for every period."""

    def book(self, label: str, rule: Rule) -> None:
        """A cost in currency for each period, booked in the month in which it ends."""


class Site(Protocol):
    """The park as one component sees it; what it states is recorded under its own name."""

    @property
    def horizon(self) -> Horizon: ...

    @property
    def feedwater(self) -> Feedwater: ...

    @property
    def emission_price(self) -> float:
        """Price of emitted CO2 in the scenario's currency per t."""

    @property
    def pollutant_prices(self) -> Mapping[str, float]:
        """Price of other substances per t, by name."""

    @property
    def steps(self) -> Any:
        """The set of steps, to sum over."""

    @property
    def previous(self) -> Indexed:
        """``previous[t]``: the step before, and the last step before the first."""

    def earlier(self, steps: int) -> Indexed:
        """``earlier(k)[t]``: the step k before, counted on from the last one before the first."""

    def periods(self, name: PeriodName) -> SitePeriods:
        """The hours, days, months or years of the local clock."""

    def emitted(self, substance: str) -> Rule:
        """What the park emits of a substance in t per hour, as stated so far."""

    def header(self, name: str) -> Header: ...

    def parameter(self, name: str, values: type_of_values) -> Indexed:
        """Data of one number for each step."""

    def variable(
        self, name: str, upper: type_of_values = UNLIMITED, lower: type_of_values = 0.0
    ) -> Indexed:
        """A decision at each step within bounds."""

    def binary(self, name: str, upper: type_of_values = 1.0) -> Indexed:
        """A decision of 0 or 1 at each step, of 0 alone where ``upper`` is 0.

        Makes the program one with integers.
        """

    def single_variable(self, name: str, upper: float = UNLIMITED, lower: float = 0.0) -> Any:
        """One decision for the whole horizon, within bounds; used without an index."""

    def single_binary(self, name: str) -> Any:
        """One decision of 0 or 1 for the whole horizon; used without an index."""

    def gives(self, header: str, label: str, rule: Rule) -> None:
        """A flow ≥ 0 in MW into a header."""

    def takes(self, header: str, label: str, rule: Rule) -> None:
        """A flow ≥ 0 in MW out of a header."""

    def exchanges(self, header: str, given: str, taken: str, rule: Rule) -> None:
        """A flow in MW of either sign: into the header where positive, out where negative."""

    def records(self, label: str, unit: str, rule: Rule) -> None:
        """A quantity for the tables that belongs to no header, such as a level in MWh."""

    def records_size(self, label: str, unit: str, rule: Rule) -> None:
        """One number for the whole horizon that the results must show, such as a size."""

    def each_step(self, name: str, rule: Rule) -> None:
        """A relation that holds at every step."""

    def each_later_step(self, name: str, rule: Rule) -> None:
        """A relation that holds at every step but the first; ``x[t - 1]`` is the step before."""

    def never_both(
        self, name: str, first: Rule, second: Rule, most: tuple[float, float], otherwise: str
    ) -> None:
        """Of two amounts ≥ 0, at most ``most``, one is zero at every step.

        For what costs mostly see to by themselves: integers are stated only at the steps at which
        the best operation without them has both, and a warning then says why it would, by
        ``otherwise``.
        """

    def once(self, name: str, rule: Rule) -> None:
        """One relation over the whole horizon."""

    def book(self, label: str, rule: Rule) -> None:
        """A cost in currency per hour, at each step (an income is negative)."""

    def book_once(self, label: str, rule: Rule) -> None:
        """A cost in currency for the whole horizon."""

    def emits(self, label: str, rule: Rule) -> None:
        """CO2 emitted on the site in t per hour, at each step."""

    def pollutes(self, substance: str, rule: Rule) -> None:
        """Another substance emitted on the site in t per hour, at each step."""
