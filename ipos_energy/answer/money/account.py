"""All that is said about money beside the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from ipos_energy.answer.co2.carriers import ByStep
from ipos_energy.answer.money.holdings import Holding, holdings_of
from ipos_energy.answer.money.reference import Saving, reference_costs, saving_of
from ipos_energy.answer.money.statements import (
    HeaderUse,
    Statements,
    header_uses,
    statements_of,
)
from ipos_energy.park.operation import LedgerLine, Operation
from ipos_energy.park.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Money:
    """Saving, the reference's ledger by month, statements, and use by header and month."""

    saving: Saving
    reference_costs: tuple[LedgerLine, ...]
    statements: Statements
    uses: tuple[HeaderUse, ...]
    holdings: tuple[Holding, ...]
    """What companies own"""


def money_of(scenario: Scenario, operation: Operation, by_step: ByStep) -> Money:
    """The money of an operation."""
    reference, missing = reference_costs(scenario, operation)
    uses = header_uses(scenario, operation, by_step)
    return Money(
        saving_of(scenario, operation, reference, missing), reference,
        statements_of(scenario, operation, by_step, uses, reference, missing), uses,
        tuple(holdings_of(scenario, operation)))
