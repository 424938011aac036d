"""The audit: whether the written tables are right, checked without the mathematics.

Every header is balanced and every component's physics and bills are recomputed from the tables by
its ``replay``; the ledger must equal the objective; the certificate of the linear program is
joined to these. A result that fails is reported as failed, never as optimal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ipos_energy.answer.bills import bills_of, compared_with_ledger
from ipos_energy.answer.co2.carriers import allocation_checks
from ipos_energy.answer.money.statements import statement_checks
from ipos_energy.answer.prices.check import price_checks
from ipos_energy.answer.records import record_of
from ipos_energy.answer.results import Results
from ipos_energy.park.replay import Check
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray

LEDGER_TOLERANCE = 1e-9
"""Ledger and objective are sums of the same numbers in another order."""


def audited(scenario: Scenario, results: Results) -> Results:
    """The results with every bill and the outcome of every check."""
    bills = bills_of(scenario, results)
    checks = (*results.operation.certificate, *_balances(results),
              *_replays(scenario, results), *compared_with_ledger(bills, results),
              *_sums(results), *price_checks(results))
    return replace(results, checks=checks, bills=bills)


def _balances(results: Results) -> Iterator[Check]:
    """Σ in − Σ out = 0 at every header and step, and no flow below zero."""
    for header in results.headers:
        given = _sum(results, header, "in")
        taken = _sum(results, header, "out")
        scale = 1.0 + float(np.max(np.abs(given), initial=0.0))
        yield Check(header, "what flows in flows out",
                    float(np.max(np.abs(given - taken), initial=0.0)) / scale)
    lowest = min((float(flow.values.min()) for flow in results.operation.flows), default=0.0)
    yield Check("flows", "no flow is below zero", max(0.0, -lowest))


def _sum(results: Results, header: str, direction: str) -> FloatArray:
    total = np.zeros(len(results.calendar.utc))
    for flow in results.operation.flows:
        if flow.header == header and flow.direction == direction:
            total += flow.values
    return total


def _replays(scenario: Scenario, results: Results) -> Iterator[Check]:
    for name, component in scenario.components.items():
        yield from component.replay(record_of(scenario, results, name))


def _sums(results: Results) -> Iterator[Check]:
    """Ledger = objective, and the CO2 lines add up to the total that is shown."""
    objective = results.operation.objective
    ledger = sum(line.total for line in results.operation.ledger)
    scale = 1.0 + sum(abs(line.total) for line in results.operation.ledger)
    yield Check("ledger", "the sum of all cost lines is the cost that was minimised",
                abs(ledger - objective) / scale, LEDGER_TOLERANCE)
    yield from statement_checks(results.money.statements, results.operation)
    yield from allocation_checks(results.co2_account.allocation)
    avoided, first = results.co2.avoided_t, results.co2.alternatives[0].avoided_t
    yield Check("avoided CO2", "the lines add up to the total beside its alternative",
                abs(avoided - first) / (1.0 + abs(first)), LEDGER_TOLERANCE)
