"""Months and days of the week as a scenario names them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, WithJsonSchema

from ipos_energy.park.fields import wrong
from ipos_energy.park.plain_value import describe

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _named(names: Sequence[str], example: str) -> Callable[[Any], tuple[int, ...]]:
    """Reads ``"Nov-Mar, Jul"`` as the numbers of the names from 0, round the end where need be."""
    def number(text: str) -> int:
        for position, name in enumerate(names):
            if text.strip().lower() == name.lower():
                return position
        raise wrong(f'"{text.strip()}" is none of {", ".join(names)}',
                    f'Write for instance "{example}".')

    def read(value: Any) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        if not isinstance(value, str):
            raise wrong(f'expected a text such as "{example}", found {describe(value)}')
        found: list[int] = []
        for part in value.replace("–", "-").split(","):
            first, *rest = (number(name) for name in part.split("-", 1))
            last = rest[0] if rest else first
            found += [(first + k) % len(names) for k in range((last - first) % len(names) + 1)]
        return tuple(found)

    return read


def example_text(example: str) -> WithJsonSchema:
    """The JSON Schema of a text such as ``example``."""
    return WithJsonSchema({"type": "string", "examples": [example]})


Months = Annotated[tuple[int, ...], BeforeValidator(_named(MONTHS, "Nov-Mar")),
                   example_text("Nov-Mar")]
Weekdays = Annotated[tuple[int, ...], BeforeValidator(_named(WEEKDAYS, "Mon-Fri")),
                     example_text("Mon-Fri")]


def on_weekdays(day: NDArray[np.datetime64], weekdays: Sequence[int]) -> NDArray[np.bool_]:
    """Which dates fall on some days of the week, Monday being 0."""
    weekday = (day.astype("datetime64[D]").astype(np.int64) + 3) % 7  # 1970-01-01: a Thursday
    return np.isin(weekday, weekdays)
