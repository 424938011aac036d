"""Energy by month and header, and by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Drawing, Sheet
from ipos_energy.park.operation import Flow
from ipos_energy.park.series import sum_by

MOST_DRAWINGS = 8
_LEADING = ("Header", "Direction", "Owner", "Flow", "Unit")


def sheets(results: Results) -> Iterator[Sheet]:
    """Each flow by month, sorted by header, and each flow by day."""
    yield _by_month(results)
    yield _by_day(results)


def _by_month(results: Results) -> Sheet:
    calendar = results.calendar
    order = list(results.headers)
    flows = sorted(results.operation.flows,
                   key=lambda flow: (order.index(flow.header), flow.direction))
    rows: list[list[Cell]] = []
    for flow in flows:
        months = calendar.monthly_energy(flow.values)
        rows.append([flow.header, _DIRECTIONS[flow.direction], flow.owner, flow.label, "MWh",
                     calendar.energy(flow.values), *months.tolist()])
    return Sheet(
        "Energy by month",
        "MWh of each flow into and out of each header, on the local clock",
        (*(Column(name) for name in _LEADING), Column("Total", "number"),
         *(Column(month, "number") for month in calendar.month_names)),
        rows, tuple(_drawings(flows, len(calendar.month_names)))[:MOST_DRAWINGS])


_DIRECTIONS = {"in": "into", "out": "out of"}


def _drawings(flows: list[Flow], months: int) -> Iterator[Drawing]:
    """A stack for each header: what flows into it."""
    for header in dict.fromkeys(flow.header for flow in flows):
        rows = [number for number, flow in enumerate(flows)
                if flow.header == header and flow.direction == "in"]
        if rows:
            first = len(_LEADING) + 1
            yield Drawing(range(rows[0], rows[-1] + 1), range(first, first + months),
                          title=0, name=2, unit="MWh")


def _by_day(results: Results) -> Sheet:
    calendar, flows = results.calendar, results.operation.flows
    days = calendar.local.astype("datetime64[D]").astype(np.int64)
    index, count = days - days[0], int(days[-1] - days[0]) + 1
    first = calendar.local[0].astype("datetime64[D]").astype(date)
    energies = [sum_by(index, flow.values * calendar.step_hours, count).tolist()
                for flow in flows]
    dates = [date.fromordinal(first.toordinal() + k) for k in range(count)]
    return Sheet(
        "Energy by day",
        "MWh of each flow by local day; the values of each step are in flows.parquet",
        (Column("Day", "day"), *(Column(flow.name, "number", "MWh") for flow in flows)),
        list(zip(dates, *energies, strict=True)))
