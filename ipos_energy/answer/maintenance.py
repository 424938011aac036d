"""When the optimiser placed the maintenance of each unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ipos_energy.answer.results import Results
from ipos_energy.park.units.maintenance import LABEL


@dataclass(frozen=True)
class PlacedMaintenance:
    """Days in which a unit stands still: the first and the last of them, as local dates."""

    unit: str
    first_day: str
    last_day: str
    days: int


def placed_maintenance(results: Results) -> tuple[PlacedMaintenance, ...]:
    """Every maintenance that was placed, in the order of the scenario."""
    placed = []
    for quantity in results.operation.quantities:
        if quantity.label.startswith(LABEL) and results.owners[quantity.owner].section == "unit":
            days = np.unique(results.calendar.local[quantity.values > 0.5].astype("datetime64[D]"))
            placed.append(PlacedMaintenance(
                quantity.owner, str(days[0]), str(days[-1]), len(days)))
    return tuple(placed)
