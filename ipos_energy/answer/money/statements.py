"""A statement for each company: its energy, what that is worth, its part of the cost, its CO2.

    marginal value_i = Σ_h Σ_t Δt·d_i,h(t)·λ_h(t)
    share_i = key_i / Σ key;   key: energy, highest power, or marginal value (at least zero)
    cost_i = Σ_owner share_i·(the park's part of cost_owner) + Σ_owner own part_i·cost_owner

The key is a simple one, the same for every contract and unit. Amounts are in whole cents, and all
statements together are the ledger to the cent. The marginal value is what the energy is worth, not
what it cost: the difference is what the park earns with heat that is free and limits that bind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ipos_energy.answer.co2.carriers import ByStep
from ipos_energy.answer.money.cents import in_cents
from ipos_energy.park.operation import LedgerLine, Operation
from ipos_energy.park.ownership import shares_of_all
from ipos_energy.park.replay import Check
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray, sum_by
from ipos_energy.park.statements import Key

EXPLAINED: Mapping[Key, str] = {
    "energy": "by the energy used of all headers together",
    "peak": "by the highest power taken of all headers together",
    "marginal price": "by the energy used, each hour and header at its marginal price",
}


@dataclass(frozen=True, eq=False)
class HeaderUse:
    """What a company used of one header by month (M,): MWh, marginal value, CO2 in t."""

    company: str
    header: str
    energy_mwh: FloatArray
    marginal_value: FloatArray
    co2_t: FloatArray


@dataclass(frozen=True)
class Part:
    """A company's part of what one contract or unit costs, in whole cents."""

    owner: str
    amount: float


@dataclass(frozen=True)
class Statement:
    """One company. ``shared`` is its part of the park, ``own`` what belongs to the company."""

    company: str
    energy_mwh: float
    highest_mw: float
    marginal_value: float
    share: float
    shared: tuple[Part, ...]
    own: tuple[Part, ...]
    cost: float
    co2_t: float
    alone_cost: float | None

    @property
    def saving(self) -> float | None:
        """What the company saves against standing alone; None where that is not valued."""
        return None if self.alone_cost is None else self.alone_cost - self.cost


@dataclass(frozen=True)
class Statements:
    """All statements. ``ledger_total`` is the ledger in whole cents."""

    key: str
    explanation: str
    co2_method: str
    companies: tuple[Statement, ...]
    ledger_total: float


def header_uses(
    scenario: Scenario, operation: Operation, by_step: ByStep
) -> tuple[HeaderUse, ...]:
    """The use of each company by header and month."""
    horizon = scenario.horizon

    def monthly(per_step: FloatArray) -> FloatArray:
        return sum_by(horizon.month, per_step, horizon.months)

    return tuple(
        HeaderUse(use.user, use.carrier, monthly(use.values * horizon.step_hours),
                  monthly(use.values * operation.prices[use.carrier] * horizon.step_hours),
                  monthly(use.emissions_t))
        for use in by_step.uses if use.user in scenario.companies)


def statements_of(
    scenario: Scenario, operation: Operation, by_step: ByStep, uses: Sequence[HeaderUse],
    reference: Sequence[LedgerLine], missing: Sequence[str],
) -> Statements:
    """The statement of each company."""
    key, names = scenario.statements.key, list(scenario.companies)
    highest = {name: _highest(by_step, name) for name in names}
    worth = {name: sum(float(use.marginal_value.sum()) for use in uses if use.company == name)
             for name in names}
    energy = {name: sum(float(use.energy_mwh.sum()) for use in uses if use.company == name)
              for name in names}
    shares = shares_by({"energy": energy, "peak": highest, "marginal price": worth}[key])
    shared, own, total = _in_parts(scenario, operation, shares)

    def statement(name: str) -> Statement:
        alone = sum(line.total for line in reference if line.owner == name)
        valued = not any(one.startswith(f"{name}: ") for one in missing)
        cents = [part.amount for part in (*shared[name], *own[name])]
        return Statement(
            name, energy[name], highest[name], worth[name], shares[name], shared[name], own[name],
            round(sum(cents), 2),
            sum(float(use.co2_t.sum()) for use in uses if use.company == name),
            alone if valued else None)

    return Statements(key, EXPLAINED[key], scenario.emissions.allocation.method,
                      tuple(statement(name) for name in names), total)


def shares_by(key: Mapping[str, float]) -> dict[str, float]:
    """Share of each company in proportion to its key; equal shares where nobody has any."""
    counted = {name: max(value, 0.0) for name, value in key.items()}
    whole = sum(counted.values())
    return {name: value / whole if whole else 1 / len(counted) for name, value in counted.items()}


def statement_checks(statements: Statements, operation: Operation) -> Iterator[Check]:
    """All statements together are the ledger, to the cent."""
    if statements.companies:
        told = sum(round(100 * one.cost) for one in statements.companies)
        ledger = round(100 * sum(line.total for line in operation.ledger))
        yield Check("statements", "what companies are told adds up to the ledger, to the cent",
                    abs(told - ledger), 0.0)


def _in_parts(
    scenario: Scenario, operation: Operation, shares: Mapping[str, float]
) -> tuple[dict[str, tuple[Part, ...]], dict[str, tuple[Part, ...]], float]:
    """Each company's parts of the park's owners and its own owners, and the ledger's total."""
    costs: dict[str, float] = {}
    for line in operation.ledger:
        costs[line.owner] = costs.get(line.owner, 0.0) + line.total
    cents = in_cents(list(costs.values()))
    shared: dict[str, list[Part]] = {name: [] for name in shares}
    own: dict[str, list[Part]] = {name: [] for name in shares}
    for owner, amount in zip(costs, cents, strict=True):
        owned = shares_of_all(_owned_by(scenario, owner))
        by_owner = in_cents([part * amount / 100 for part in owned.values()], amount)
        for company, whole in zip(owned, by_owner, strict=True):
            if company:
                own[company].append(Part(owner, whole / 100))
                continue
            parts = in_cents([share * whole / 100 for share in shares.values()], whole) \
                if shares else []
            for name, part in zip(shares, parts, strict=True):
                shared[name].append(Part(owner, part / 100))
    return ({name: tuple(parts) for name, parts in shared.items()},
            {name: tuple(parts) for name, parts in own.items()}, sum(cents) / 100)


def _owned_by(scenario: Scenario, owner: str) -> Mapping[str, float]:
    """The companies that something belongs to, with their shares; the rest is the park's."""
    if owner in scenario.companies:
        return {owner: 1.0}
    owned: Mapping[str, float] = getattr(scenario.components[owner], "owner", {})
    return owned


def _highest(by_step: ByStep, company: str) -> float:
    taken = [use.values for use in by_step.uses if use.user == company]
    return float(np.sum(taken, axis=0).max()) if taken else 0.0
