"""The audit: whether the written tables are right, checked without the mathematics.

Every header is balanced and every component's physics and bills are recomputed from the tables by
its ``replay``; the ledger must equal the objective; the certificate of the linear program is
joined to these. A result that fails is reported as failed, never as optimal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ipos_energy.answer.results import Results
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray

LEDGER_TOLERANCE = 1e-9
"""Ledger and objective are sums of the same numbers in another order."""


def audited(scenario: Scenario, results: Results) -> Results:
    """The results with the outcome of every check."""
    checks = (*results.operation.certificate, *_balances(results),
              *_replays(scenario, results), *_sums(results))
    return replace(results, checks=checks)


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


def record_of(scenario: Scenario, results: Results, owner: str) -> Record:
    """What one component did, from the tables."""
    operation = results.operation
    return Record(
        owner=owner, horizon=scenario.horizon, feedwater=scenario.feedwater,
        emission_price=scenario.emissions.price, headers=scenario.headers,
        flows={f.label: f.values for f in operation.flows if f.owner == owner},
        quantities={q.label: q.values for q in operation.quantities if q.owner == owner},
        sizes={size.label: size.value for size in operation.sizes if size.owner == owner},
        ledger={line.label: line.months for line in operation.ledger if line.owner == owner},
        emissions={line.label: line.months for line in operation.emissions
                   if line.owner == owner},
    )


def _sums(results: Results) -> Iterator[Check]:
    """Ledger = objective, and the CO2 lines add up to the total that is shown."""
    objective = results.operation.objective
    ledger = sum(line.total for line in results.operation.ledger)
    scale = 1.0 + sum(abs(line.total) for line in results.operation.ledger)
    yield Check("ledger", "the sum of all cost lines is the cost that was minimised",
                abs(ledger - objective) / scale, LEDGER_TOLERANCE)
    avoided, first = results.co2.avoided_t, results.co2.alternatives[0].avoided_t
    yield Check("avoided CO2", "the lines add up to the total beside its alternative",
                abs(avoided - first) / (1.0 + abs(first)), LEDGER_TOLERANCE)
