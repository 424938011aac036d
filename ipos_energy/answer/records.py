"""What each component did, from the tables: what its replay and its bill are computed from."""

from __future__ import annotations

import numpy as np

from ipos_energy.answer.results import Results
from ipos_energy.park.replay import Record
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import CO2


def record_of(scenario: Scenario, results: Results, owner: str) -> Record:
    """What one component did, from the tables."""
    operation = results.operation
    return Record(
        owner=owner, horizon=scenario.horizon, feedwater=scenario.feedwater,
        emission_price=scenario.emissions.price,
        pollutant_prices=scenario.emissions.pollutant_prices, headers=scenario.headers,
        flows={f.label: f.values for f in operation.flows if f.owner == owner},
        quantities={q.label: q.values for q in operation.quantities if q.owner == owner},
        sizes={size.label: size.value for size in operation.sizes if size.owner == owner},
        ledger={line.label: line.months for line in operation.ledger if line.owner == owner},
        emissions={line.label: line.months for line in operation.emissions
                   if line.owner == owner},
        pollutants={line.label: line.months for line in operation.pollutants
                    if line.owner == owner},
        emitted=_emitted(results),
    )


def _emitted(results: Results) -> dict[str, FloatArray]:
    """What the park emits of each substance by month, in t."""
    total = {CO2: np.zeros(len(results.calendar.month_names))}
    for line in results.operation.emissions:
        total[CO2] = total[CO2] + line.months
    for line in results.operation.pollutants:
        total[line.label] = total.get(line.label, 0.0) + line.months
    return total
