"""Energy by month and header, and by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Drawing, Sheet
from ipos_energy.park.operation import Flow
from ipos_energy.park.series import sum_by

MOST_DRAWINGS = 8
_LEADING = 5
"""Columns before the energies: header, direction, owner, flow and unit"""


def sheets(results: Results, language: Language) -> Iterator[Sheet]:
    """Each flow by month, sorted by header, and each flow by day."""
    yield _by_month(results, language)
    yield _by_day(results, language)


def _by_month(results: Results, language: Language) -> Sheet:
    calendar, say = results.calendar, language.say
    directions = {"in": say("into"), "out": say("out of")}
    order = list(results.headers)
    flows = sorted(results.operation.flows,
                   key=lambda flow: (order.index(flow.header), flow.direction))
    rows: list[list[Cell]] = []
    for flow in flows:
        months = calendar.monthly_energy(flow.values)
        rows.append([flow.header, directions[flow.direction], flow.owner,
                     language.flow_label(flow, results.companies), "MWh",
                     calendar.energy(flow.values), *months.tolist()])
    return Sheet(
        say("Energy by month"),
        say("MWh of each flow into and out of each header, on the local clock"),
        (Column(say("Header")), Column(say("Direction")), Column(say("Owner")),
         Column(say("Flow")), Column(say("Unit")),
         Column(say("Total"), "number"),
         *(Column(month, "number") for month in calendar.month_names)),
        rows, tuple(_drawings(flows, len(calendar.month_names)))[:MOST_DRAWINGS])


def _drawings(flows: list[Flow], months: int) -> Iterator[Drawing]:
    """A stack for each header: what flows into it."""
    for header in dict.fromkeys(flow.header for flow in flows):
        rows = [number for number, flow in enumerate(flows)
                if flow.header == header and flow.direction == "in"]
        if rows:
            first = _LEADING + 1
            yield Drawing(range(rows[0], rows[-1] + 1), range(first, first + months),
                          title=0, name=2, unit="MWh")


def _by_day(results: Results, language: Language) -> Sheet:
    say, companies = language.say, results.companies
    calendar, flows = results.calendar, results.operation.flows
    days = calendar.local.astype("datetime64[D]").astype(np.int64)
    index, count = days - days[0], int(days[-1] - days[0]) + 1
    first = calendar.local[0].astype("datetime64[D]").astype(date)
    energies = [sum_by(index, flow.values * calendar.step_hours, count).tolist()
                for flow in flows]
    dates = [date.fromordinal(first.toordinal() + k) for k in range(count)]
    return Sheet(
        say("Energy by day"),
        say("MWh of each flow by local day; the values of each step are in flows.parquet"),
        (Column(say("Day"), "day"),
         *(Column(language.flow(flow, companies), "number", "MWh") for flow in flows)),
        list(zip(dates, *energies, strict=True)))
