"""Quantities as the entries of ``profiles:`` state them."""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ipos_energy.park.profiles.profile import ProfileError
from ipos_energy.park.quantities import (
    DURATION,
    ENERGY,
    FRACTION,
    MEASURES,
    RATIO,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Measure,
    Money,
    QuantityError,
    parse_any,
    parse_quantity,
    unit_factor,
)

_LEADING_NUMBER = re.compile(r"[-+]?[\d \u00a0\u202f]*(?:\.\d+)?(?:[eE][-+]?\d+)?\s*")
_DIMENSIONLESS = ("", "1", "-")
_CELSIUS = ("degC", "°C")


def wrong(message: str, advice: str = "", at: tuple[str, ...] = ()) -> PydanticCustomError:
    """A validation error whose message and advice reach the planner as they are.

    ``at`` is the path below the validated value of the key that is to blame.
    """
    return PydanticCustomError("scenario", "{message}",
                               {"message": message, "advice": advice, "at": at})


def _canonical(measure: Measure, value: Any) -> float:
    """The canonical number of a field in which money never occurs."""
    try:
        return parse_quantity(str(value), measure, Money())
    except QuantityError as error:
        raise wrong(str(error)) from error


def _schema(measure: Measure) -> WithJsonSchema:
    kinds = ["string", "number"] if measure.bare else ["string"]
    return WithJsonSchema(
        {"type": kinds, "examples": [measure.example], "measures": [measure.name]})


Fraction = Annotated[float, BeforeValidator(partial(_canonical, FRACTION)), _schema(FRACTION)]
Ratio = Annotated[float, BeforeValidator(partial(_canonical, RATIO)), _schema(RATIO)]
Energy = Annotated[float, BeforeValidator(partial(_canonical, ENERGY)), _schema(ENERGY)]
Duration = Annotated[float, BeforeValidator(partial(_canonical, DURATION)), _schema(DURATION)]
Temperature = Annotated[
    float, BeforeValidator(partial(_canonical, TEMPERATURE)), _schema(TEMPERATURE)
]
TemperatureDifference = Annotated[
    float,
    BeforeValidator(partial(_canonical, TEMPERATURE_DIFFERENCE)),
    _schema(TEMPERATURE_DIFFERENCE),
]
QuantityText = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if isinstance(value, (int, float)) else value),
    WithJsonSchema({"type": ["string", "number"], "examples": ["5.2 MW", "45 EUR/MWh"]}),
]


def number_and_unit(text: str, field: str, money: Money) -> tuple[float, str]:
    """``"5.2 MW"`` as ``(5.2, "MW")``, in the unit that was stated.

    Raises ProfileError, to be blamed on ``field``, where the number or the unit is none.
    """
    text = text.strip()
    match = _LEADING_NUMBER.match(text)
    number = match[0] if match else ""
    unit = text[len(number):].strip()
    try:
        parse_any(text, MEASURES, money)
    except QuantityError as error:
        message = str(error).split(", expected")[0]
        raise ProfileError(message, field, 'Write a number with its unit, such as "5.2 MW".') \
            from error
    return float(re.sub(r"\s", "", number)), unit


def checked_unit(unit: str, field: str, money: Money) -> str:
    """``unit`` without brackets and spaces; ``-`` and ``1`` are the unit of a plain share.

    Raises ProfileError where no profile can have such a unit.
    """
    unit = "" if unit.strip() in _DIMENSIONLESS else unit.strip()
    measure_of(unit, field, money)
    return unit


def measure_of(unit: str, field: str, money: Money) -> Measure:
    """The first kind of quantity that ``unit`` fits; raises ProfileError where there is none."""
    if unit in _CELSIUS:
        return TEMPERATURE
    message = f'"{unit}" is not a unit'
    for measure in MEASURES:
        try:
            if measure is not TEMPERATURE:
                unit_factor(unit, measure, money)
                return measure
        except QuantityError as error:
            message = str(error).split(", expected")[0]
    raise ProfileError(message, field, "Units are such as MW, EUR/MWh, degC, t/h, MWh or %.")


def same_unit(one: str, other: str, money: Money) -> bool:
    """Whether two valid units are one unit in two spellings, as ``°C`` and ``degC``."""
    measure = measure_of(one, "unit", money)
    if measure is not measure_of(other, "unit", money):
        return False
    if measure is TEMPERATURE:
        return True
    return unit_factor(one, measure, money) == unit_factor(other, measure, money)


def number_in(text: str, unit: str, field: str, money: Money) -> float:
    """The number of ``text`` in ``unit``: ``"900 kW"`` in MW is 0.9.

    Raises ProfileError where the text is of another kind than the unit.
    """
    measure = measure_of(unit, field, money)
    try:
        canonical = parse_quantity(text, measure, money)
    except QuantityError as error:
        raise ProfileError(str(error), field) from error
    return canonical if measure is TEMPERATURE else canonical / unit_factor(unit, measure, money)
