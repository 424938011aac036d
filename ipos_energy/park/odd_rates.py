"""Exchange rates far from what they have been for years, as an inverted one is."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.park.finding import Finding
from ipos_energy.park.quantities import Money

_WORTH_IN_EUR = {
    "EUR": 1.0, "USD": 0.9, "GBP": 1.15, "CHF": 1.0, "SEK": 0.095, "NOK": 0.095, "DKK": 0.134,
    "PLN": 0.23, "CZK": 0.04,
}
"""In round figures: yearly means of the European Central Bank's reference rates, 2015 to 2023."""

_TIMES = 3.0


def odd_rates(money: Money) -> Iterator[Finding]:
    """Rates more than three times, or less than a third of, what is usual."""
    for currency, rate in money.exchange_rates.items():
        if not {currency, money.currency} <= _WORTH_IN_EUR.keys():
            continue
        usual = _WORTH_IN_EUR[currency] / _WORTH_IN_EUR[money.currency]
        if not usual / _TIMES <= rate <= usual * _TIMES:
            yield Finding(("exchange_rates", currency),
                          f"1 {currency} would be worth {rate:g} {money.currency}; for years it "
                          f"has been about {usual:.2g}",
                          f"State what 1 {currency} is worth, not what it costs to buy one "
                          f"{money.currency}.")
