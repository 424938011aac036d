"""Every contract's bill, line by line as its supplier or buyer would write it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ipos_energy.answer.records import record_of
from ipos_energy.answer.results import Results
from ipos_energy.park.contracts.bill import Bill
from ipos_energy.park.contracts.contract import own_investments
from ipos_energy.park.replay import Check
from ipos_energy.park.scenario import Scenario

CENT = 0.01


def bills_of(scenario: Scenario, results: Results) -> tuple[Bill, ...]:
    """The bill of each contract, computed from the written flows and the contract's terms."""
    return tuple(
        Bill(name, tuple(contract.bill(record_of(scenario, results, name))))
        for name, contract in scenario.contracts.items())


def compared_with_ledger(bills: Sequence[Bill], results: Results) -> Iterator[Check]:
    """Each bill has the lines that the ledger has, with the same amounts to the cent."""
    for bill in bills:
        booked = {line.label: line.months for line in results.operation.ledger
                  if line.owner == bill.contract and line.label not in own_investments()}
        billed = {line.label: line.amount for line in bill.lines}
        same = booked.keys() == billed.keys()
        furthest = max((float(np.max(np.abs(billed[label] - booked[label]))) for label in billed
                        ), default=0.0) if same else np.inf
        yield Check(bill.contract, "the bill is the ledger's, line by line and to the cent",
                    furthest, CENT)
