"""Types of a scenario's fields: quantities with units, series, and names of headers.

Each type validates what the planner wrote against a :class:`Context` and describes itself in the
JSON Schema, so that a kind of unit only says ``capacity: Power``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

import numpy as np
from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ipos_energy.errors import nearest
from ipos_energy.park import quantities as q
from ipos_energy.park.context import UNKNOWN_MEDIUM, Context
from ipos_energy.park.plain_value import as_name, describe
from ipos_energy.park.quantity_schema import quantity_schema
from ipos_energy.park.series import FloatArray, Series, constant

Validation = core_schema.ValidationInfo[Any]


class Schema(BaseModel):
    """Base of all that a scenario file may hold: frozen, and no key that is not declared."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True,
        use_attribute_docstrings=True, allow_inf_nan=False, coerce_numbers_to_str=True,
    )

    only_beside: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Fields that change nothing unless another is stated, and that other"""
    not_beside: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Fields that change nothing where another is stated, and that other"""


def wrong(message: str, advice: str = "", at: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """A validation error whose message and advice reach the planner as they are.

    ``at`` is the path below the validated value of the key that is to blame.
    """
    return PydanticCustomError("scenario", "{message}",
                               {"message": message, "advice": advice, "at": at})


@dataclass(frozen=True)
class Amount:
    """A number that may come in several kinds of unit: ``measure`` says which it is."""

    value: float
    measure: q.Measure


@dataclass(frozen=True)
class Bounds:
    """What values are allowed; None means no bound. ``above`` and ``below`` are exclusive."""

    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None

    def broken_by(self, values: FloatArray) -> tuple[int, str, float] | None:
        """The first step whose value is not allowed, and what is allowed: "at most" and a limit.

        None where all are.
        """
        checks = (
            (self.at_least, np.less, "at least"), (self.above, np.less_equal, "more than"),
            (self.at_most, np.greater, "at most"), (self.below, np.greater_equal, "less than"),
        )
        for limit, breaks, word in checks:
            if limit is not None:
                wrong_steps = breaks(values, limit)
                if wrong_steps.any():
                    return int(np.argmax(wrong_steps)), word, limit
        return None

    @property
    def keywords(self) -> dict[str, float]:
        """The same in JSON Schema's words, of the number in canonical units."""
        stated = {"minimum": self.at_least, "exclusiveMinimum": self.above,
                  "maximum": self.at_most, "exclusiveMaximum": self.below}
        return {word: limit for word, limit in stated.items() if limit is not None}


@dataclass(frozen=True)
class Measured:
    """A quantity given as text with its unit; becomes a canonical float.

    With more than one measure it becomes an :class:`Amount`.
    """

    measures: tuple[q.Measure, ...]
    bounds: Bounds = Bounds()

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return quantity_schema(self.measures, self.bounds.keywords)

    def validate(self, value: Any, info: Validation) -> float | Amount:
        if isinstance(value, Amount) or (isinstance(value, float) and info.context is None):
            return value
        number, measure = read_number(value, self.measures, info.context.money)
        check_bounds(np.array([number]), self.bounds, measure, info.context, str(value))
        return number if len(self.measures) == 1 else Amount(number, measure)


@dataclass(frozen=True)
class MeasuredSeries:
    """A constant quantity or ``{profile: name, times: …, plus: …, minus: …}``: a Series."""

    measure: q.Measure
    bounds: Bounds = Bounds()

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        quantity = quantity_schema((self.measure,), self.bounds.keywords)
        reference = {
            "type": "object",
            "properties": {
                "profile": {"type": "string", "description": "Name of an entry under profiles"},
                "times": {"type": ["number", "string"], "description": "Factor on the profile"},
                "plus": quantity_schema((self.measure,)),
                "minus": quantity_schema((self.measure,)),
            },
            "required": ["profile"],
            "additionalProperties": False,
        }
        return {"anyOf": [quantity, reference]}

    def validate(self, value: Any, info: Validation) -> Series:
        context: Context = info.context
        if isinstance(value, dict):
            series = self._from_profile(value, context)
        else:
            number, _ = read_number(value, (self.measure,), context.money)
            series = constant(number, context.horizon.steps)
        values = series.values if series.profile else series.values[:1]
        text = f'the profile "{series.profile}"' if series.profile else str(value)
        check_bounds(values, self.bounds, self.measure, context, text)
        return series

    def _from_profile(self, entry: dict[str, Any], context: Context) -> Series:
        allowed = ("profile", "times", "plus", "minus")
        for key in entry:
            if key not in allowed:
                raise wrong(f'there is no key "{key}" here', nearest(str(key), allowed), (key,))
        name = as_name(entry.get("profile"))
        if name is None:
            raise wrong('a mapping here needs the key "profile" with a profile\'s name')
        money = context.money
        factor = read_number(entry.get("times", 1), (q.RATIO,), money, ("times",))[0]
        shift = sum(
            sign * read_number(entry[key], (self.measure,), money, (key,))[0]
            for key, sign in (("plus", 1.0), ("minus", -1.0)) if key in entry
        )
        return Series(factor * self._canonical(name, context) + shift, profile=name)

    def _canonical(self, name: str, context: Context) -> FloatArray:
        if name in context.broken_profiles:
            harmless = 1.0 if self.bounds.above is not None else self.bounds.at_least or 0.0
            return np.full(context.horizon.steps, harmless)
        if name not in context.profiles:
            raise wrong(f'there is no profile "{name}"', nearest(name, context.profiles),
                        ("profile",))
        profile = context.profiles[name]
        if self.measure is q.TEMPERATURE:
            return profile.values + q.parse_quantity(f"0 {profile.unit}", self.measure,
                                                     context.money)
        try:
            factor = q.unit_factor(profile.unit, self.measure, context.money)
        except q.QuantityError as error:
            raise wrong(f'the profile "{name}" does not fit: {error}', at=("profile",)) from error
        return profile.values * factor if factor != 1.0 else profile.values


def read_number(
    value: Any, measures: tuple[q.Measure, ...], money: q.Money, at: tuple[str | int, ...] = ()
) -> tuple[float, q.Measure]:
    """The canonical number of what a planner wrote, and its measure; ``at`` as in :func:`wrong`."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        expected = " or ".join(f'"{measure.example}"' for measure in measures)
        raise wrong(f"expected a quantity such as {expected}, found {describe(value)}",
                    at=at)
    try:
        return q.parse_any(str(value), measures, money)
    except q.QuantityError as error:
        raise wrong(str(error), at=at) from error


def check_bounds(
    values: FloatArray, bounds: Bounds, measure: q.Measure, context: Context, text: str
) -> None:
    """Raises where a value lies outside ``bounds``, naming the step if there are many."""
    largest = Bounds(-measure.largest, None, measure.largest, None)
    broken = bounds.broken_by(values) or largest.broken_by(values)
    if broken is None:
        return
    step, word, limit = broken
    when = f" at {context.horizon.moment(step)}" if len(values) > 1 else ""
    found = q.written(float(values[step]), measure, context.money)
    stated = "" if text == found else f"{text} is "
    raise wrong(f"{stated}{found}{when}; allowed is {word} "
                f"{q.written(limit, measure, context.money)}")


@dataclass(frozen=True)
class HeaderReference:
    """The name of a header that carries one of ``media`` (any, where it is empty)."""

    media: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        media = f" ({' or '.join(self.media)})" if self.media else ""
        return {"type": "string", "description": f"Name of a header{media}",
                "media": list(self.media)}

    def validate(self, value: Any, info: Validation) -> str:
        context: Context = info.context
        name = as_name(value)
        if name is None:
            raise wrong(f"expected the name of a header, found {describe(value)}")
        if not context.headers or context.headers.get(name) == UNKNOWN_MEDIUM:
            return name
        suitable = [name for name, medium in context.headers.items()
                    if not self.media or medium in self.media]
        if name not in context.headers:
            advice = nearest(name, suitable) or (
                f"No header carries {' or '.join(self.media)}; declare one under headers.")
            raise wrong(f'there is no header "{name}"', advice)
        if name not in suitable:
            raise wrong(
                f'the header "{name}" carries {context.headers[name]}; '
                f"needed here is {' or '.join(self.media)}", nearest(name, suitable),
            )
        return name


_NOT_NEGATIVE = Bounds(at_least=0.0)
_SHARE = Bounds(at_least=0.0, at_most=1.0)
_POSITIVE = Bounds(above=0.0)
_EFFICIENCY = Bounds(at_least=0.01, at_most=1.0)
_CONDENSING = Bounds(at_least=0.01, at_most=1.1)

Power = Annotated[float, Measured((q.POWER,), _NOT_NEGATIVE)]
Energy = Annotated[float, Measured((q.ENERGY,), _NOT_NEGATIVE)]
PowerOrMassFlow = Annotated[Amount, Measured((q.POWER, q.MASS_FLOW), _NOT_NEGATIVE)]
Pressure = Annotated[float, Measured((q.PRESSURE,), Bounds(above=0.01, at_most=220.0))]
Temperature = Annotated[float, Measured((q.TEMPERATURE,), Bounds(at_least=-60.0, at_most=800.0))]
TemperatureDifference = Annotated[float, Measured((q.TEMPERATURE_DIFFERENCE,), _NOT_NEGATIVE)]
Fraction = Annotated[float, Measured((q.FRACTION,), _SHARE)]
Efficiency = Annotated[float, Measured((q.FRACTION,), _EFFICIENCY)]
ShareRate = Annotated[float, Measured((q.SHARE_RATE,), _POSITIVE)]
ExchangeRate = Annotated[float, Measured((q.RATIO,), _POSITIVE)]
EmissionPrice = Annotated[float, Measured((q.EMISSION_PRICE,), _NOT_NEGATIVE)]
EnergyPrice = Annotated[float, Measured((q.ENERGY_PRICE,))]
YearlyFee = Annotated[float, Measured((q.YEARLY_FEE,))]
Fee = Annotated[Amount, Measured((q.MONTHLY_FEE, q.YEARLY_FEE))]
YearlyMass = Annotated[float, Measured((q.YEARLY_MASS,), _NOT_NEGATIVE)]
YearlyPowerPrice = Annotated[float, Measured((q.YEARLY_PEAK_PRICE,), _NOT_NEGATIVE)]
PenaltyPrice = Annotated[float, Measured((q.ENERGY_PRICE,), _POSITIVE)]
Mass = Annotated[float, Measured((q.MASS,), _NOT_NEGATIVE)]
PeakCharge = Annotated[
    Amount, Measured((q.MONTHLY_PEAK_PRICE, q.YEARLY_PEAK_PRICE), _NOT_NEGATIVE)
]
EmissionFactor = Annotated[float, Measured((q.EMISSION_FACTOR,), _NOT_NEGATIVE)]
CoolingCop = Annotated[float, Measured((q.RATIO,), Bounds(above=0.0, at_most=30.0))]
Duration = Annotated[float, Measured((q.DURATION,), _POSITIVE)]
Volume = Annotated[float, Measured((q.VOLUME,), _POSITIVE)]
HeatLoss = Annotated[float, Measured((q.HEAT_LOSS,), _NOT_NEGATIVE)]
SharePerKelvin = Annotated[float, Measured((q.SHARE_PER_KELVIN,))]

PowerSeries = Annotated[Series, MeasuredSeries(q.POWER, _NOT_NEGATIVE)]
PriceSeries = Annotated[Series, MeasuredSeries(q.ENERGY_PRICE)]
EfficiencySeries = Annotated[Series, MeasuredSeries(q.FRACTION, _EFFICIENCY)]
BoilerEfficiencySeries = Annotated[Series, MeasuredSeries(q.FRACTION, _CONDENSING)]
"""Heat per lower heating value, above 100 % where the flue gas condenses."""
ShareSeries = Annotated[Series, MeasuredSeries(q.FRACTION, _SHARE)]
CopSeries = Annotated[Series, MeasuredSeries(q.RATIO, Bounds(above=1.0, at_most=30.0))]
AbsorptionCopSeries = Annotated[Series, MeasuredSeries(q.RATIO, Bounds(above=0.0, at_most=2.0))]
CoolingCopSeries = Annotated[Series, MeasuredSeries(q.RATIO, Bounds(above=0.0, at_most=30.0))]
TemperatureSeries = Annotated[
    Series, MeasuredSeries(q.TEMPERATURE, Bounds(at_least=-60.0, at_most=800.0))
]
EmissionFactorSeries = Annotated[Series, MeasuredSeries(q.EMISSION_FACTOR, _NOT_NEGATIVE)]

AnyHeader = Annotated[str, HeaderReference()]
SteamHeader = Annotated[str, HeaderReference(("steam",))]
HeatHeader = Annotated[str, HeaderReference(("steam", "water"))]
WaterHeader = Annotated[str, HeaderReference(("water",))]
HeatOrPowerHeader = Annotated[str, HeaderReference(("steam", "water", "electricity"))]
PipeHeader = Annotated[str, HeaderReference(("steam", "water", "cooling", "fuel"))]
DemandHeader = Annotated[str, HeaderReference(("steam", "water", "cooling", "electricity"))]
CoolingHeader = Annotated[str, HeaderReference(("cooling",))]
ElectricityHeader = Annotated[str, HeaderReference(("electricity",))]
FuelHeader = Annotated[str, HeaderReference(("fuel",))]
