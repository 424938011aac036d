"""What set the prices, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ipos_energy.answer.prices.hour import Binding, End, Hour, Line, Price
from ipos_energy.answer.prices.setting import Share, shares_of_hours
from ipos_energy.answer.results import Calendar, Results

_WIDTH = 46


def hour_text(results: Results, hour: Hour) -> str:
    """The prices of one step and what stands at its limit."""
    return "\n".join(_hour_lines(results, hour))


def shares_text(results: Results, headers: Sequence[str]) -> str:
    """For each header, which units set its price in how many hours."""
    return "\n".join(_shares_lines(results, headers))


def _hour_lines(results: Results, hour: Hour) -> Iterator[str]:
    calendar, currency = results.calendar, results.currency
    yield (f"{_clock(calendar, hour.step)} to {_clock(calendar, hour.step, end=True)} "
           f"({calendar.time_zone})")
    for price in hour.prices:
        yield ""
        yield from _price_lines(calendar, currency, price)
    yield ""
    yield "At their limit, and what one unit more would earn in an hour"
    yield from _binding_lines(currency, hour.bindings)


def _price_lines(calendar: Calendar, currency: str, price: Price) -> Iterator[str]:
    head = f"{price.header}: {price.price:,.2f} {currency}/MWh"
    if not price.setter:
        yield f"{head}, {_interval(price, currency)}"
        return
    yield f'{head}, set by "{price.setter}"'
    yield "  One MWh more changes"
    for change in price.changes:
        yield _row(f"{change.owner}: {change.label}", f"{change.amount:+,.3f} MWh")
    yield "  and costs"
    for line in price.lines:
        yield _row(line.name, f"{line.amount:,.2f} {currency}") + _remark(calendar, line)
    yield _row("together", f"{sum(line.amount for line in price.lines):,.2f} {currency}")
    if price.next:
        yield "  Next in line: " + ", ".join(
            f'"{end.decision}" from {end.price:,.2f}' for end in price.next)


def _interval(price: Price, currency: str) -> str:
    """That no single price is right, and how far it may lie either way."""
    beyond = [_beyond(end, word) for end, word in (
        (price.lowest, "below"), (price.highest, "above")) if end is not None]
    said = "one of many that are right: no unit that serves it is between its limits"
    if not beyond:
        return f"{said}, and none could change at any price"
    return f"{said}. {'; '.join(beyond)} {currency}/MWh"


def _beyond(end: End, word: str) -> str:
    return f'"{end.decision}" would change {word} {end.price:,.2f}'


def _remark(calendar: Calendar, line: Line) -> str:
    if line.kind == "limit":
        return "  a limit over a longer time, that this hour uses"
    if line.tie is not None:
        return (f'  as at {_clock(calendar, line.tie.step)}, when "{line.tie.setter}" sets the '
                f"price of {line.tie.header}")
    return "  a tie to other hours" if line.kind == "time" else ""


def _binding_lines(currency: str, bindings: Sequence[Binding]) -> Iterator[str]:
    for binding in sorted(bindings, key=lambda one: -one.worth):
        yield _row(binding.name, f"{binding.worth:,.2f} {currency}")
    if not bindings:
        yield "    nothing"


def _shares_lines(results: Results, headers: Sequence[str]) -> Iterator[str]:
    currency, shares_of = results.currency, shares_of_hours(results)
    yield "Which unit set the price of each header, in how many hours, and its mean then"
    for header in headers:
        yield ""
        yield header
        for share in shares_of[header]:
            yield (f"    {_who(share):<{_WIDTH}} {share.hours:>10,.1f} h"
                   f"{share.mean_price:>12,.2f} {currency}/MWh")


def _who(share: Share) -> str:
    return share.owner or "(one of many that are right)"


def _row(name: str, value: str) -> str:
    return f"    {name:<{_WIDTH}} {value:>18}"


def _clock(calendar: Calendar, step: int, *, end: bool = False) -> str:
    moment = calendar.local[step] + np.timedelta64(round(calendar.step_hours * 3600 * end), "s")
    return str(moment)[:16].replace("T", " ")
