"""Everything about CO2 but the avoided figure itself: factors, perspectives, scopes, claims …"""

from __future__ import annotations

from dataclasses import dataclass

from ipos_energy.answer.co2.avoided import AvoidedCo2
from ipos_energy.answer.co2.carriers import ByStep, JointEmissions, joint_emissions
from ipos_energy.answer.co2.claims import ClaimsTable, claims_of
from ipos_energy.answer.co2.factors import FactorFacts, factors_used
from ipos_energy.answer.co2.perspectives import Perspective, perspectives
from ipos_energy.answer.co2.scopes import Scopes, scopes_of
from ipos_energy.answer.co2.uncertainty import Spread, spread_of
from ipos_energy.park.operation import Operation
from ipos_energy.park.scenario import Scenario


@dataclass(frozen=True)
class PublishedCo2Facts:
    """A published figure in t, the time that it is about, and how it must be read."""

    name: str
    value_t: float
    period: str
    source: str
    explanation: str


@dataclass(frozen=True)
class Co2Account:
    """The accounts of one operation."""

    factors: tuple[FactorFacts, ...]
    perspectives: tuple[Perspective, ...]
    scopes: Scopes
    claims: ClaimsTable
    allocation: JointEmissions
    uncertainty: Spread
    published: tuple[PublishedCo2Facts, ...]


def co2_account(
    scenario: Scenario, operation: Operation, avoided: AvoidedCo2
) -> tuple[Co2Account, ByStep]:
    """The accounts, and the chosen allocation step by step."""
    joint, by_step = joint_emissions(scenario, operation)
    account = Co2Account(
        factors=factors_used(scenario), perspectives=perspectives(scenario, operation),
        scopes=scopes_of(scenario, operation), claims=claims_of(scenario, avoided),
        allocation=joint, uncertainty=spread_of(scenario, operation),
        published=tuple(PublishedCo2Facts(name, one.value, one.period, one.source, one.explanation)
                        for name, one in scenario.emissions.published.items()),
    )
    return account, by_step
