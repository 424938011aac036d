"""Equipment: energy and full-load hours of each flow, marginal values of limits, sizes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ipos_energy.answer.maintenance import placed_maintenance
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Sheet


def sheets(results: Results) -> Iterator[Sheet]:
    """Equipment, its limits, and what was built."""
    yield _equipment(results)
    yield _limits(results)
    yield _sizes(results)
    if placed_maintenance(results):
        yield _maintenance(results)


def _equipment(results: Results) -> Sheet:
    rows: list[Sequence[Cell]] = []
    for flow in results.operation.flows:
        facts, energy = results.owners[flow.owner], results.calendar.energy(flow.values)
        highest = float(flow.values.max())
        running = results.calendar.step_hours * int(np.count_nonzero(flow.values > 1e-6))
        rated = facts.rated_mw if flow.label == facts.rated_flow else None
        rows.append((flow.owner, facts.section, facts.kind, flow.label, flow.header, energy, rated,
                     highest, energy / rated if rated else None, running, facts.company))
    return Sheet(
        "Equipment",
        "Each unit's and contract's flows. Full-load hours are energy over the stated capacity",
        (Column("Owner"), Column("Section"), Column("Kind"), Column("Flow"), Column("Header"),
         Column("Energy", "number", "MWh"), Column("Capacity", "number", "MW"),
         Column("Highest power", "number", "MW"),
         Column("Full-load hours", "number", "h"), Column("Hours above zero", "number", "h"),
         Column("Company")), rows)


def _limits(results: Results) -> Sheet:
    rows: list[Sequence[Cell]] = [
        (value.owner, value.label, value.span, float(value.values.sum()),
         float(value.values.max()), int(np.count_nonzero(np.abs(value.values) > 1e-6)),
         value.unit) for value in results.operation.limits if value.values.size]
    return Sheet("Limits", "Marginal value of each limit: what one more unit of it would save",
                 (Column("Owner"), Column("Limit"), Column("For each"),
                  Column("Sum", "money"), Column("Highest", "money"),
                  Column("Times it binds", "whole"), Column("Unit")), rows)


def _sizes(results: Results) -> Sheet:
    return Sheet("Sizes", "What was built or retired; saving is that of one more unit, "
                 "worth the same before its own cost is paid",
                 (Column("Owner"), Column("Size"), Column("Value", "number"), Column("Unit"),
                  Column("Saving of one more", "money", results.currency),
                  Column("Worth of one more", "money", results.currency)),
                 [(size.owner, size.label, size.value, size.unit, size.saving, size.worth)
                  for size in results.operation.sizes])


def _maintenance(results: Results) -> Sheet:
    return Sheet("Maintenance", "Days in which a unit stands still, as the optimiser placed them",
                 (Column("Unit"), Column("First day"), Column("Last day"),
                  Column("Days", "whole")),
                 [(one.unit, one.first_day, one.last_day, one.days)
                  for one in placed_maintenance(results)])
