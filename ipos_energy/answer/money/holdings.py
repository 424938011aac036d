"""What companies own of units and contracts, and what their parts gave, were worth and cost.

    energy = share·Σ_t Δt·Σ given[t]                    all taken where nothing is given
    worth = share·Σ_t Δt·(Σ_h λ_h[t]·given_h[t] − Σ_h λ_h[t]·taken_h[t])
    cost = share·ledger

λ is the header's marginal price. Worth less cost is what the part earned: of a source of free heat,
what its heat was worth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ipos_energy.park.operation import Operation
from ipos_energy.park.scenario import Scenario


@dataclass(frozen=True)
class Holding:
    """A company's part of a unit or contract: energy in MWh, worth and cost in the currency."""

    owner: str
    company: str
    share: float
    energy_mwh: float
    worth: float
    cost: float


def holdings_of(scenario: Scenario, operation: Operation) -> Iterator[Holding]:
    """Every part of a unit or contract that belongs to a company."""
    owned: dict[str, dict[str, float]] = {
        **{name: unit.owner for name, unit in scenario.units.items()},
        **{name: contract.owner for name, contract in scenario.contracts.items()}}
    for name, shares in owned.items():
        if shares:
            energy, worth = _energy_and_worth(operation, name, scenario.horizon.step_hours)
            cost = sum(line.total for line in operation.ledger if line.owner == name)
            for company, share in shares.items():
                yield Holding(name, company, share, share * energy, share * worth, share * cost)


def _energy_and_worth(operation: Operation, owner: str, hours: float) -> tuple[float, float]:
    """The energy that an owner gives, or takes where it gives none, and the worth of its flows."""
    energy, worth = {"in": 0.0, "out": 0.0}, {"in": 0.0, "out": 0.0}
    for flow in operation.flows:
        if flow.owner == owner:
            energy[flow.direction] += float(flow.values.sum()) * hours
            worth[flow.direction] += float(
                (flow.values * operation.prices[flow.header]).sum()) * hours
    return energy["in"] or energy["out"], worth["in"] - worth["out"]
