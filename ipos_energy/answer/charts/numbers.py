"""Numbers and names as charts write them."""

from __future__ import annotations

from dataclasses import dataclass

from ipos_energy.answer.language import Language
from ipos_energy.errors import printable


@dataclass(frozen=True)
class Scale:
    """A unit to show numbers in: shown = value / ``divisor``, in ``unit``."""

    divisor: float
    unit: str


def energy_scale(largest_mwh: float) -> Scale:
    """MWh, or GWh from 10 GWh on."""
    return Scale(1000.0, "GWh") if largest_mwh >= 10_000 else Scale(1.0, "MWh")


def money_scale(largest: float, currency: str, language: Language) -> Scale:
    """The currency, thousands or millions of it.

    >>> from ipos_energy.answer.language import LANGUAGES
    >>> money_scale(7_650_000, "EUR", LANGUAGES["en"])
    Scale(divisor=1000000.0, unit='million EUR')
    """
    if largest >= 1e6:
        return Scale(1e6, language.say("million {currency}").format(currency=currency))
    if largest >= 1e4:
        return Scale(1e3, language.say("thousand {currency}").format(currency=currency))
    return Scale(1.0, currency)


def decimals_for(largest: float) -> int:
    """Decimals that show about three digits of the largest number of a set.

    >>> [decimals_for(x) for x in (100_255, 48.2, 7.65, 0.2)]
    [0, 1, 2, 3]
    """
    return next((k for k, limit in enumerate((100.0, 10.0, 1.0)) if abs(largest) >= limit), 3)


def clean(name: str) -> str:
    """A name on one line, without characters that a file or a font could stumble over."""
    return printable(" ".join(name.split()))


def short(name: str, most: int = 28) -> str:
    """A clean name of at most ``most`` characters; what is too long loses its middle.

    >>> short("a very long name of a unit", 11)
    'a very…unit'
    """
    text = clean(name)
    if len(text) <= most:
        return text
    tail = (most - 1) // 2 - 1
    return f"{text[: most - 1 - tail].rstrip()}…{text[len(text) - tail :].lstrip()}"
