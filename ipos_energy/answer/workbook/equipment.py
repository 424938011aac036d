"""Equipment: energy and full-load hours of each flow, marginal values of limits, sizes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ipos_energy.answer.language import Language
from ipos_energy.answer.maintenance import placed_maintenance
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Sheet


def sheets(results: Results, language: Language) -> Iterator[Sheet]:
    """Equipment, its limits, and what was built."""
    yield _equipment(results, language)
    yield _limits(results, language)
    yield _sizes(results, language)
    if placed_maintenance(results):
        yield _maintenance(results, language)


def _equipment(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    rows: list[Sequence[Cell]] = []
    for flow in results.operation.flows:
        facts, energy = results.owners[flow.owner], results.calendar.energy(flow.values)
        highest = float(flow.values.max())
        running = results.calendar.step_hours * int(np.count_nonzero(flow.values > 1e-6))
        rated = facts.rated_mw if flow.label == facts.rated_flow else None
        rows.append((flow.owner, tell(facts.section), facts.kind,
                     language.flow_label(flow, results.companies), flow.header, energy, rated,
                     highest, energy / rated if rated else None, running, facts.company))
    return Sheet(
        say("Equipment"),
        say("Each unit's and contract's flows. Full-load hours are energy over the stated "
            "capacity"),
        (Column(say("Owner")), Column(say("Section")), Column(say("Kind")),
         Column(say("Flow")), Column(say("Header")),
         Column(say("Energy"), "number", "MWh"), Column(say("Capacity"), "number", "MW"),
         Column(say("Highest power"), "number", "MW"),
         Column(say("Full-load hours"), "number", "h"),
         Column(say("Hours above zero"), "number", "h"),
         Column(say("Company"))), rows)


def _limits(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    rows: list[Sequence[Cell]] = [
        (value.owner, tell(value.label), tell(value.span), float(value.values.sum()),
         float(value.values.max()), int(np.count_nonzero(np.abs(value.values) > 1e-6)),
         tell(value.unit)) for value in results.operation.limits if value.values.size]
    return Sheet(say("Limits"),
                 say("Marginal value of each limit: what one more unit of it would save"),
                 (Column(say("Owner")), Column(say("Limit")), Column(say("For each")),
                  Column(say("Sum"), "money"), Column(say("Highest"), "money"),
                  Column(say("Times it binds"), "whole"), Column(say("Unit"))), rows)


def _sizes(results: Results, language: Language) -> Sheet:
    say = language.say
    return Sheet(say("Sizes"), say("What was built or retired; saving is that of one more unit, "
                                   "worth the same before its own cost is paid"),
                 (Column(say("Owner")), Column(say("Size")), Column(say("Value"), "number"),
                  Column(say("Unit")),
                  Column(say("Saving of one more"), "money", results.currency),
                  Column(say("Worth of one more"), "money", results.currency)),
                 [(size.owner, language.tell(size.label), size.value, size.unit, size.saving,
                   size.worth)
                  for size in results.operation.sizes])


def _maintenance(results: Results, language: Language) -> Sheet:
    say = language.say
    return Sheet(say("Maintenance"),
                 say("Days in which a unit stands still, as the optimiser placed them"),
                 (Column(say("Name of unit")), Column(say("First day")), Column(say("Last day")),
                  Column(say("Days"), "whole")),
                 [(one.unit, one.first_day, one.last_day, one.days)
                  for one in placed_maintenance(results)])
