"""Marginal prices: the mean of each month by header."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.money import months_of
from ipos_energy.answer.workbook.sheet import Column, Sheet
from ipos_energy.park.series import sum_by


def sheets(results: Results) -> Iterator[Sheet]:
    """One row for each month, one column for each header."""
    calendar, months = results.calendar, months_of(results)
    steps = np.bincount(calendar.month, minlength=len(months))
    means = [(sum_by(calendar.month, values, len(months)) / steps).tolist()
             for values in results.operation.prices.values()]
    yield Sheet(
        "Marginal prices", "What one MWh more of demand would cost, the mean of each month",
        (Column("Month", "month"),
         *(Column(header, "money", f"{results.currency}/MWh")
           for header in results.operation.prices)),
        list(zip(months, *means, strict=True)))
