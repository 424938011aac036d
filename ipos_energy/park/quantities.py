"""Physical quantities and money: from ``"261.74 SEK/kW/year"`` to a canonical number.

Inside the program every number is canonical: MW, MWh, t/h, bar absolute, °C, the scenario's
currency. Only this file converts. ``year`` and ``month`` are calendar words with dimensions of
their own, so a charge per year is never turned into one per month or per hour.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pint import Unit, UnitRegistry

UNIT_DEFINITIONS = """
kilo- = 1e3 = k-
mega- = 1e6 = M-
giga- = 1e9 = G-
tera- = 1e12 = T-
watt = [power] = W
hour = [time] = h
minute = hour / 60 = min
second = hour / 3600 = s
day = 24 hour
watt_hour = watt * hour = Wh
joule = watt_hour / 3600 = J
gram = [mass] = g
tonne = 1e6 gram = t
bar = [pressure]
pascal = 1e-5 bar = Pa
metre = [length] = m
cubic_metre = metre ** 3 = m3
kelvin = [temperature] = K
percent = 0.01
money = [money]
calendar_year = [calendar_year] = year = years
calendar_month = [calendar_month] = month
"""

SMALLEST = 1e-12
"""Smaller numbers above zero are slips, in any canonical unit."""

MINOR_CURRENCIES = {"öre": ("SEK", 0.01), "cent": ("EUR", 0.01), "ct": ("EUR", 0.01)}

_LONGEST = 200
"""Characters of a quantity; a longer text is none."""

_SHOWN = 60
"""Characters of it that a message shows."""

_NUMBER = re.compile(
    r"^\s*(?P<number>[-+]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?)"
    r"\s*(?P<unit>.*?)\s*$"
)
_WORD = re.compile(r"[^\W\d_]+3?")
_UNIT = re.compile(
    r"^(?:[^\W\d_]|[%°µ·²³/*^()\s.-]|(?<=[^\W\d_])[23](?!\d)|(?<=[*^])[23](?!\d)|(?<![\w.])1(?=/))*$")
"""Words, signs and the exponents 2 and 3. The numbers that pint would calculate stay out: 9**9**9
would take it for ever."""
_POWER_OF_POWER = re.compile(r"(\*\*|\^).*(\*\*|\^)")
_TEMPERATURE_UNITS = {"degC": 0.0, "°C": 0.0, "K": -273.15}


@dataclass(frozen=True)
class Measure:
    """A kind of quantity: its name, canonical unit and an example as a planner writes it."""

    name: str
    unit: str
    example: str
    largest: float
    """In the canonical unit; a larger number, of either sign, is a slip in any park."""
    bare: bool = False
    """Whether a number without unit is allowed (fractions, ratios)."""


POWER = Measure("power", "MW", "54 MW", 1e6)
ENERGY = Measure("energy", "MWh", "500 MWh", 1e9)
MASS_FLOW = Measure("mass flow", "t/h", "60 t/h", 1e6)
PRESSURE = Measure("pressure", "bar", "40 bar", 1e4)
TEMPERATURE = Measure("temperature", "degC", "400 degC", 1e4)
TEMPERATURE_DIFFERENCE = Measure("temperature difference", "K", "5 K", 1e4)
DURATION = Measure("duration", "h", "1 h", 1e6)
FRACTION = Measure("fraction", "", "92 %", 1e6, bare=True)
RATIO = Measure("ratio", "", "3.5", 1e6, bare=True)
SHARE_RATE = Measure("share per time", "1/h", "20 %/h", 1e5)
ENERGY_PRICE = Measure("price of energy", "money/MWh", "45 EUR/MWh", 1e7)
EMISSION_PRICE = Measure("price of emissions", "money/t", "80 EUR/t", 1e6)
EMISSION_FACTOR = Measure("emission factor", "t/MWh", "201.96 kg/MWh", 100.0)
MONTHLY_PEAK_PRICE = Measure("charge on a monthly peak", "money/MW/month", "3000 EUR/MW/month", 1e9)
YEARLY_PEAK_PRICE = Measure("charge on a yearly peak", "money/MW/year", "133 SEK/kW/year", 1e9)
YEARLY_FEE = Measure("yearly fee", "money/year", "82158 SEK/year", 1e12)
MONTHLY_FEE = Measure("monthly fee", "money/month", "900 SEK/month", 1e12)
POWER_COST = Measure("cost per power", "money/MW", "200000 EUR/MW", 1e10)
YEARLY_ENERGY_COST = Measure("yearly cost per energy", "money/MWh/year", "50 EUR/MWh/year", 1e7)
VOLUME_COST = Measure("cost per volume", "money/m3", "200 EUR/m3", 1e7)
YEARLY_VOLUME_COST = Measure("yearly cost per volume", "money/m3/year", "2 EUR/m3/year", 1e7)
LIFETIME = Measure("lifetime", "year", "20 years", 1e3)
MONEY = Measure("sum of money", "money", "500 EUR", 1e12)
MASS = Measure("mass", "t", "120 kt", 1e9)
YEARLY_MASS = Measure("yearly mass", "t/year", "12000 t/year", 1e9)
VOLUME = Measure("volume", "m3", "12000 m3", 1e9)
HEAT_LOSS = Measure("heat loss per temperature difference", "MW/K", "2 kW/K", 1e3)
SHARE_PER_KELVIN = Measure("share per temperature difference", "1/K", "3 %/K", 100.0)

MEASURES = (
    POWER, ENERGY, MASS_FLOW, PRESSURE, TEMPERATURE, TEMPERATURE_DIFFERENCE, DURATION, FRACTION,
    RATIO, SHARE_RATE, ENERGY_PRICE, EMISSION_PRICE, EMISSION_FACTOR, MONTHLY_PEAK_PRICE,
    YEARLY_PEAK_PRICE, YEARLY_FEE, MONTHLY_FEE, YEARLY_MASS, POWER_COST,
    YEARLY_ENERGY_COST, VOLUME_COST, YEARLY_VOLUME_COST, LIFETIME, MONEY, MASS, VOLUME,
    HEAT_LOSS, SHARE_PER_KELVIN,
)


class QuantityError(ValueError):
    """A text that is no quantity of the kind that was asked for; its message is for a planner."""


class MagnitudeError(QuantityError):
    """A quantity of the right kind that no park has."""


@dataclass(frozen=True)
class Money:
    """The scenario's currency and what one unit of each other currency is worth in it.

    >>> Money("EUR", {"SEK": 0.0944}).rates["öre"]
    0.000944
    """

    currency: str = "EUR"
    exchange_rates: Mapping[str, float] = field(default_factory=dict)
    unknown: bool = False
    """Whether they could not be read; no other currency is blamed then."""

    @property
    def rates(self) -> dict[str, float]:
        """Value of each known currency and its minor unit, in the scenario's currency."""
        rates = {self.currency: 1.0, **self.exchange_rates}
        minor = {
            name: rates[major] * part
            for name, (major, part) in MINOR_CURRENCIES.items()
            if major in rates
        }
        return {**rates, **minor}

    def written(self, measure: Measure) -> str:
        """The canonical unit of ``measure`` with the currency's own name in it."""
        return measure.unit.replace("money", self.currency)


@lru_cache(maxsize=1)
def _registry() -> UnitRegistry[float]:
    import pint

    registry: UnitRegistry[float] = pint.UnitRegistry(None)
    registry.load_definitions(UNIT_DEFINITIONS.strip().splitlines())
    return registry


def _parsed_unit(text: str) -> Unit:
    unit = _unit_or_none(text)
    if unit is None:
        raise QuantityError(f'"{text}" is not a unit')
    return unit


@lru_cache(maxsize=4096)
def _unit_or_none(text: str) -> Unit | None:
    if not _UNIT.match(text) or _POWER_OF_POWER.search(text):
        return None
    try:
        return _registry().parse_units(text.replace("%", "percent"))
    except Exception:  # pint's parser fails on odd text in ways of many kinds
        return None


def unit_factor(unit: str, measure: Measure, money: Money) -> float:
    """What to multiply a number in ``unit`` with to get the canonical unit of ``measure``.

    Raises QuantityError where the unit is unknown or of another kind.

    >>> unit_factor("kWh", ENERGY, Money())
    0.001
    """
    factor, text = _without_currency(unit, money)
    wanted = _parsed_unit(measure.unit)
    if measure is TEMPERATURE_DIFFERENCE and text in _TEMPERATURE_UNITS.keys() - {"K"}:
        raise QuantityError(f'"{unit}" is a temperature, expected {_expected(measure)}')
    try:
        found = _parsed_unit(text)
    except QuantityError as error:
        raise QuantityError(f'"{unit}" is not a unit{_meant(unit)}, expected '
                            f"{_expected(measure)}") from error
    if found.dimensionality != wanted.dimensionality:
        said = f'"{unit}" {_kind_of(found)}' if unit else "it has no unit"
        raise QuantityError(f"{said}, expected {_expected(measure)}")
    registry = _registry()
    scale = registry.Quantity(1.0, found).to(wanted).magnitude
    return factor * float(scale)


def parse_quantity(text: str, measure: Measure, money: Money) -> float:
    """The canonical value of ``text``, such as ``"54 MW"``, ``"0.6 öre/kWh"`` or ``"92 %"``.

    Raises QuantityError that says what was expected.

    >>> parse_quantity("0.6 öre/kWh", ENERGY_PRICE, Money("EUR", {"SEK": 0.1}))
    0.6
    """
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    match = _NUMBER.match(text) if len(text) <= _LONGEST else None
    if match is None or match["unit"].startswith((".", ":")):
        raise QuantityError(f'"{shown}" is not a number with a unit, expected '
                            f"{_expected(measure)}")
    number = float(re.sub(r"[ \u00a0\u202f]", "", match["number"]))
    unit = match["unit"]
    if unit.startswith(","):
        raise QuantityError(f'"{text}" has a comma; write the decimal sign as a dot')
    if not unit and not measure.bare:
        raise QuantityError(f'"{text}" has no unit, expected {_expected(measure)}')
    value = (number + _temperature_offset(unit, text) if measure is TEMPERATURE
             else number * unit_factor(unit, measure, money))
    if abs(value) > measure.largest:
        raise MagnitudeError(f'"{shown}" is too large; allowed is at most '
                             f"{written(measure.largest, measure, money)}")
    if 0.0 < abs(value) < SMALLEST:
        raise MagnitudeError(f'"{shown}" is too small to mean anything; write 0')
    return value


def parse_any(text: str, measures: tuple[Measure, ...], money: Money) -> tuple[float, Measure]:
    """The canonical value of ``text`` and the first of ``measures`` that its unit fits."""
    problems = []
    for measure in measures:
        try:
            return parse_quantity(text, measure, money), measure
        except MagnitudeError:
            raise
        except QuantityError as error:
            problems.append(str(error))
    message, expected, _ = problems[0].partition(", expected")
    wanted = " or ".join(_expected(measure) for measure in measures)
    raise QuantityError(f"{message}{expected} {wanted}" if expected else message)


def written(value: float, measure: Measure, money: Money) -> str:
    """A canonical number as a planner reads it.

    >>> written(1e6, POWER, Money()), written(0.92, FRACTION, Money())
    ('1 000 000 MW', '92 %')
    """
    if measure is FRACTION:
        return f"{100 * value:g} %"
    number = f"{value:,.0f}".replace(",", " ") if 1e5 <= abs(value) < 1e12 else f"{value:g}"
    return f"{number} {money.written(measure)}".rstrip()


def _temperature_offset(unit: str, text: str) -> float:
    if unit not in _TEMPERATURE_UNITS:
        raise QuantityError(f'"{text}" is not a temperature, expected {_expected(TEMPERATURE)}')
    return _TEMPERATURE_UNITS[unit]


def _without_currency(unit: str, money: Money) -> tuple[float, str]:
    """Splits a leading currency off: ``SEK/kWh`` is 0.0944 × ``money/kWh`` where SEK is 0.0944."""
    word = _WORD.match(unit)
    if word and word[0] in money.rates:
        return money.rates[word[0]], "money" + unit[word.end():]
    known = ", ".join(money.rates)
    if word and (word[0] in MINOR_CURRENCIES or re.fullmatch(r"[A-Z]{3}", word[0])) \
            and word[0] not in ("MWh", "GWh"):
        if money.unknown:
            return 1.0, "money" + unit[word.end():]
        raise QuantityError(
            f'the currency "{word[0]}" has no exchange rate (known here: {known}); state it under '
            "exchange_rates"
        )
    return 1.0, unit


@lru_cache(maxsize=4096)
def _meant(unit: str) -> str:
    """The unit that differs from a wrong one in small and capital letters alone."""
    units = [measure.example.partition(" ")[2] for measure in MEASURES]
    known = [*units, "W", "kW", "GW", "kWh", "GWh", "TWh", "kg/h", "Pa", "kPa", "MPa"]
    close = next((one for one in known if one and one.casefold() == unit.casefold()), None)
    money, slash, rest = unit.partition("/")
    if slash and close is None:
        minor = next((one for one in MINOR_CURRENCIES if _plain(one) == _plain(money)), None)
        close = minor and f"{minor}/{rest}"
    return "" if close is None else f' (did you mean "{close}"?)'


def _plain(word: str) -> str:
    """A word in small letters without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", word.casefold())
                   if not unicodedata.combining(char))


def _expected(measure: Measure) -> str:
    return f'{_with_article(measure.name)} such as "{measure.example}"'


def _kind_of(unit: Unit) -> str:
    for measure in MEASURES:
        if measure is not TEMPERATURE \
                and _parsed_unit(measure.unit).dimensionality == unit.dimensionality:
            return f"is {_with_article(measure.name)}" if measure.unit else "has no dimension"
    return "is a unit of another kind"


def _with_article(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
