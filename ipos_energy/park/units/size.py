"""How much of a unit to build, and how much of what stands to take out of service.

    total = existing + built − retired
    0 ≤ at_least ≤ built ≤ at_most;  0 ≤ retired ≤ existing
    built ≤ at_most·decided                            decided ∈ {0, 1}, where there is fixed_cost
    cost = [a·(cost·built + fixed_cost·decided) + operation·built − retirement_saving·retired]·y
    a = i/(1 − (1 + i)^−n), 1/n where i = 0            annuity of n years at interest i

``y`` is the horizon's share of a year. Capacities in MW, in MWh for the content of a store, or in
m3 where a store is given by its volume. A size that is one of several of its owner has a name,
which its labels begin with: ``power: built``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import model_validator

from ipos_energy.park import quantities as q
from ipos_energy.park.fields import Amount, Bounds, Fraction, Measured, Schema, wrong
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Indexed, Rule, Site

_NOT_NEGATIVE = Bounds(at_least=0.0)

SizeAmount = Annotated[Amount, Measured((q.POWER, q.ENERGY, q.VOLUME), _NOT_NEGATIVE)]
SizeCost = Annotated[
    Amount, Measured((q.POWER_COST, q.ENERGY_PRICE, q.VOLUME_COST), _NOT_NEGATIVE)
]
SizeYearlyCost = Annotated[
    Amount,
    Measured((q.YEARLY_PEAK_PRICE, q.YEARLY_ENERGY_COST, q.YEARLY_VOLUME_COST), _NOT_NEGATIVE),
]
Lifetime = Annotated[float, Measured((q.LIFETIME,), Bounds(above=0.0, at_most=100.0))]
Sum = Annotated[float, Measured((q.MONEY,), _NOT_NEGATIVE)]

_COST_OF = {q.POWER: q.POWER_COST, q.ENERGY: q.ENERGY_PRICE, q.VOLUME: q.VOLUME_COST}
_YEARLY_OF = {q.POWER: q.YEARLY_PEAK_PRICE, q.ENERGY: q.YEARLY_ENERGY_COST,
              q.VOLUME: q.YEARLY_VOLUME_COST}

BUILT, RETIRED = "built", "retired"
INVESTMENT, FIXED_INVESTMENT, RETIREMENT = "investment", "fixed investment", "retirement"
BUILT_IF_DECIDED = "built if decided"
ONLY_WHILE_ON = " only while on"
PRODUCT_ROWS = (ONLY_WHILE_ON, " within the size", " is the whole size", " at least")
"""How the labels of the rows of a product end, in the order in which they are stated."""


def annuity(interest: float, years: float) -> float:
    """What pays one unit of money back in equal amounts at the end of each of ``years``."""
    return 1.0 / years if interest == 0 else interest / (1.0 - (1.0 + interest) ** -years)


def labelled(of: str, label: str) -> str:
    """The label of a size that has a name, where its owner has several."""
    return f"{of}: {label}" if of else label


def ledger_labels(of: str = "") -> tuple[str, ...]:
    """The lines of the ledger that a size can make."""
    return tuple(labelled(of, label) for label in (INVESTMENT, FIXED_INVESTMENT, RETIREMENT))


class Size(Schema):
    """An investment that the optimiser may make; the unit's ``capacity`` is what stands already."""

    at_most: SizeAmount
    """Most that can be built"""
    at_least: SizeAmount | None = None
    """Least that is built; nothing where it is left out"""
    cost: SizeCost
    """Investment per capacity"""
    fixed_cost: Sum = 0.0
    """Investment that building anything takes; switches an integer on"""
    lifetime: Lifetime
    """Years over which the investment is written off"""
    interest: Fraction
    """Interest per year"""
    operation: SizeYearlyCost | None = None
    """Cost of keeping what was built ready, per capacity and year"""
    retirement_saving: SizeYearlyCost | None = None
    """What each unit of existing capacity saves per year if it is taken out of service"""

    @model_validator(mode="after")
    def _one_kind_of_unit(self) -> Size:
        measure = self.at_most.measure
        wanted = {"at_least": measure, "cost": _COST_OF[measure],
                  "operation": _YEARLY_OF[measure], "retirement_saving": _YEARLY_OF[measure]}
        for field, fitting in wanted.items():
            amount = getattr(self, field)
            if amount is not None and amount.measure is not fitting:
                raise wrong(f"all parts of a size are per {measure.unit}, as at_most is",
                            at=(field,))
        if self.at_least is not None and self.at_least.value > self.at_most.value:
            raise wrong("at_least is above at_most", at=("at_least",))
        return self

    @property
    def least(self) -> float:
        """Least that is built."""
        return 0.0 if self.at_least is None else self.at_least.value

    @property
    def annuity(self) -> float:
        """The share of an investment that each year pays, a."""
        return annuity(self.interest, self.lifetime)

    @property
    def yearly_cost(self) -> float:
        """Annuity and operation of one unit of capacity, per year."""
        operation = 0.0 if self.operation is None else self.operation.value
        return self.annuity * self.cost.value + operation


def check_size(size: Size | None, measure: q.Measure, field: str = "size") -> None:
    """Raises where the size in ``field`` is not in units of ``measure``."""
    if size is not None and size.at_most.measure is not measure:
        raise wrong(f'the {field} of this unit is in {measure.unit}, such as "{measure.example}"',
                    at=(field, "at_most"))


def state_size(size: Size | None, existing: float, site: Site, of: str = "") -> Rule | None:
    """States what is built and retired, and its cost; the rule gives the total capacity.

    None where there is no size: the capacity is then the existing one, a number.
    """
    if size is None:
        return None
    most = UNLIMITED if size.fixed_cost else size.at_most.value
    built = site.single_variable(labelled(of, BUILT), upper=most, lower=size.least)
    share = site.horizon.share_of_year
    per_unit = size.yearly_cost * share
    site.book_once(labelled(of, INVESTMENT), lambda: per_unit * built)
    if size.fixed_cost:
        _decide(size, site, built, share, of)
    retired: Any = 0.0
    if size.retirement_saving is not None:
        retired = site.single_variable(labelled(of, RETIRED), upper=existing)
        saving = size.retirement_saving.value * share
        site.book_once(labelled(of, RETIREMENT), lambda: -saving * retired)
        site.records_size(labelled(of, RETIRED), size.at_most.measure.unit, lambda: retired)
    site.records_size(labelled(of, BUILT), size.at_most.measure.unit, lambda: built)
    return lambda: existing + built - retired


def _decide(size: Size, site: Site, built: Any, share: float, of: str) -> None:
    decided = site.single_binary(labelled(of, "decided"))
    most, fixed = size.at_most.value, size.annuity * size.fixed_cost * share
    site.once(labelled(of, BUILT_IF_DECIDED), lambda: built <= most * decided)
    site.book_once(labelled(of, FIXED_INVESTMENT), lambda: fixed * decided)


def limit_by_size(site: Site, output: Rule, available: FloatArray, total: Rule) -> None:
    """States ``output[t] ≤ available[t]·total``."""
    share = site.parameter("available share", available)
    site.each_step("capacity", lambda t: output(t) <= share[t] * total())


def limited_variable(
    site: Site, label: str, capacity: float, available: FloatArray, total: Rule | None
) -> Indexed:
    """A flow ≥ 0 in MW, at most ``available[t]`` of the capacity; ``total`` where it is decided."""
    if total is None:
        return site.variable(label, upper=capacity * available)
    flow = site.variable(label)
    limit_by_size(site, lambda t: flow[t], available, total)
    return flow


@dataclass(frozen=True)
class Product:
    """A decision of 0 or 1 at each step, times a size that is still open.

        product[t] = decision[t]·total                       as linear rows:
        m·decision[t] ≤ product[t] ≤ M·decision[t]
        total − M·(1 − decision[t]) ≤ product[t] ≤ total − m·(1 − decision[t])

    with m ≤ total ≤ M by the size's bounds. Exact where the decision is 0 or 1, and the tightest
    there is where it is not (McCormick, Mathematical Programming 10, 1976, pp. 147–175).
    """

    total: Rule
    least: float
    most: float

    def state(self, site: Site, name: str, decision: Rule) -> Indexed:
        """States the product under a name and gives it, by step."""
        total, least, most = self.total, self.least, self.most
        product = site.variable(name)
        only_while_on, within, whole, at_least = (name + end for end in PRODUCT_ROWS)
        site.each_step(only_while_on, lambda t: product[t] <= most * decision(t))
        site.each_step(within, lambda t: product[t] <= total() - least + least * decision(t))
        site.each_step(whole, lambda t: product[t] >= total() - most + most * decision(t))
        if least:
            site.each_step(at_least, lambda t: product[t] >= least * decision(t))
        return product


def products_with(size: Size, existing: float, total: Rule) -> Product:
    """What a decision times the total capacity is, by the size's bounds."""
    stays = existing if size.retirement_saving is None else 0.0
    return Product(total, size.least + stays, existing + size.at_most.value)


def at_work(
    site: Site, size: Size, existing: float, total: Rule, running: Rule | None
) -> Rule:
    """The total capacity at each step, which is 0 in maintenance, where ``running`` is 0."""
    if running is None:
        return lambda t: total()
    product = products_with(size, existing, total).state(site, "capacity at work", running)
    return product.__getitem__


def replay_size(
    size: Size | None, existing: float, record: Record, of: str = ""
) -> Iterator[Check]:
    """Size and cost in plain numbers."""
    if size is None:
        return
    share, built = record.horizon.share_of_year, record.sizes[labelled(of, BUILT)]
    yield record.at_most_number(labelled(of, "built ≤ at most"), built, size.at_most.value)
    yield record.at_most_number(labelled(of, "built ≥ at least"), size.least, built)
    yield record.equal(labelled(of, "investment = annuity · built"),
                       record.ledger[labelled(of, INVESTMENT)],
                       record.spread(size.yearly_cost * share * built))
    if size.fixed_cost:
        yield from _replay_fixed(size, record, built, of)
    if size.retirement_saving is not None:
        retired = record.sizes[labelled(of, RETIRED)]
        yield record.at_most_number(labelled(of, "retired ≤ existing"), retired, existing)
        yield record.at_most_number(labelled(of, "retired ≥ 0"), 0.0, retired)
        yield record.equal(labelled(of, "retirement = saving · retired"),
                           record.ledger[labelled(of, RETIREMENT)],
                           record.spread(-size.retirement_saving.value * share * retired))


def _replay_fixed(size: Size, record: Record, built: float, of: str) -> Iterator[Check]:
    fixed = size.annuity * size.fixed_cost * record.horizon.share_of_year
    paid = record.ledger[labelled(of, FIXED_INVESTMENT)]
    decided = 1.0 if paid.sum() > fixed / 2 else 0.0
    yield record.equal(labelled(of, "fixed investment is paid whole or not at all"), paid,
                       record.spread(fixed * decided))
    yield record.at_most_number(labelled(of, "built ≤ at most · decided"), built,
                                size.at_most.value * decided)


def largest_capacity(size: Size | None, existing: float) -> float:
    """The most that the total capacity can be."""
    return existing if size is None else existing + size.at_most.value


def capacity_of(size: Size | None, existing: float, record: Record, of: str = "") -> float:
    """The total capacity as it was decided."""
    if size is None:
        return existing
    return (existing + record.sizes[labelled(of, BUILT)]
            - record.sizes.get(labelled(of, RETIRED), 0.0))
