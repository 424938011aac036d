"""Marginal prices: the mean of each month by header, and which unit set them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ipos_energy.answer.language import Language
from ipos_energy.answer.prices import shares_of_hours
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.money import months_of
from ipos_energy.answer.workbook.sheet import Column, Sheet
from ipos_energy.park.series import sum_by


def sheets(results: Results, language: Language) -> Iterator[Sheet]:
    """Means by month, one column for each header, and hours by the unit that set the price."""
    yield _means(results, language)
    yield _setters(results, language)


def _means(results: Results, language: Language) -> Sheet:
    say = language.say
    calendar, months = results.calendar, months_of(results)
    steps = np.bincount(calendar.month, minlength=len(months))
    means = [(sum_by(calendar.month, values, len(months)) / steps).tolist()
             for values in results.operation.prices.values()]
    return Sheet(
        say("Marginal prices"),
        say("What one MWh more of demand would cost, the mean of each month"),
        (Column(say("Month"), "month"),
         *(Column(header, "money", f"{results.currency}/MWh")
           for header in results.operation.prices)),
        list(zip(months, *means, strict=True)))


def _setters(results: Results, language: Language) -> Sheet:
    say = language.say
    many = say("(one of many that are right)")
    rows = [(header, share.owner or many, share.hours, share.mean_price)
            for header, shares in shares_of_hours(results).items() for share in shares]
    return Sheet(say("What set prices"),
                 say("In how many hours each unit set the price of each header"),
                 (Column(say("Header")), Column(say("Set by")), Column(say("Hours"), "number", "h"),
                  Column(say("Mean price then"), "money", f"{results.currency}/MWh")), rows)
