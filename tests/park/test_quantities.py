"""Quantities as planners write them: canonical numbers where right, explained where wrong."""

from __future__ import annotations

import pytest

from ipos_energy.park import quantities as q
from tests.helpers import close

MONEY = q.Money("EUR", {"SEK": 0.1})


@pytest.mark.parametrize(("text", "measure", "value"), [
    ("54 MW", q.POWER, 54), ("54000 kW", q.POWER, 54), ("54 MWh/h", q.POWER, 54),
    ("100 GJ/h", q.POWER, 100 / 3.6), ("1 200 MW", q.POWER, 1200), ("1e3 kW", q.POWER, 1),
    ("500 MWh", q.ENERGY, 500), ("3.6 GJ", q.ENERGY, 1), ("81 GWh", q.ENERGY, 81000),
    ("60 t/h", q.MASS_FLOW, 60), ("5 kg/s", q.MASS_FLOW, 18),
    ("40 bar", q.PRESSURE, 40), ("4 MPa", q.PRESSURE, 40), ("1600 kPa", q.PRESSURE, 16),
    ("400 degC", q.TEMPERATURE, 400), ("-3.5 °C", q.TEMPERATURE, -3.5),
    ("273.15 K", q.TEMPERATURE, 0), ("5 K", q.TEMPERATURE_DIFFERENCE, 5),
    ("15 min", q.DURATION, 0.25), ("1 h", q.DURATION, 1),
    ("92 %", q.FRACTION, 0.92), ("0.92", q.FRACTION, 0.92), ("3.5", q.RATIO, 3.5),
    ("20 %/h", q.SHARE_RATE, 0.2), ("0.24 %/day", q.SHARE_RATE, 0.0001),
    ("45 EUR/MWh", q.ENERGY_PRICE, 45), ("587 SEK/MWh", q.ENERGY_PRICE, 58.7),
    ("0.6 öre/kWh", q.ENERGY_PRICE, 0.6), ("1 ct/kWh", q.ENERGY_PRICE, 10),
    ("10 SEK/GJ", q.ENERGY_PRICE, 3.6), ("-30 EUR/MWh", q.ENERGY_PRICE, -30),
    ("80 EUR/t", q.EMISSION_PRICE, 80), ("201.96 kg/MWh", q.EMISSION_FACTOR, 0.20196),
    ("56.1 t/TJ", q.EMISSION_FACTOR, 0.20196), ("90 g/kWh", q.EMISSION_FACTOR, 0.09),
    ("3000 EUR/MW/month", q.MONTHLY_PEAK_PRICE, 3000),
    ("261.74 SEK/kW/year", q.YEARLY_PEAK_PRICE, 26174), ("82158 SEK/year", q.YEARLY_FEE, 8215.8),
    ("120 kt", q.MASS, 120000),
])
def test_what_is_right_becomes_canonical(text: str, measure: q.Measure, value: float) -> None:
    """Each by hand: prefixes, 3.6 GJ = 1 MWh, SEK at 0.1 EUR, öre, 56.1 t/TJ = 201.96 kg/MWh.

    Catches a factor of 1000, a temperature with a lost offset, and a year of 8 766 h.
    """
    close(q.parse_quantity(text, measure, MONEY), value, 1e-12)


@pytest.mark.parametrize(("text", "measure", "message"), [
    ("54 MWh", q.POWER, '"MWh" is an energy, expected a power such as "54 MW"'),
    ("54 MW", q.ENERGY, '"MW" is a power, expected an energy such as "500 MWh"'),
    ("54", q.POWER, '"54" has no unit, expected a power such as "54 MW"'),
    ("fifty MW", q.POWER, '"fifty MW" is not a number with a unit, expected a power'),
    ("", q.POWER, "is not a number with a unit"),
    ("nan MW", q.POWER, "is not a number with a unit"),
    ("inf MW", q.POWER, "is not a number with a unit"),
    ("1e400 MW", q.POWER, "is too large; allowed is at most 1 000 000 MW"),
    ("5,4 MW", q.POWER, "has a comma; write the decimal sign as a dot"),
    ("1 000,5 MW", q.POWER, "has a comma; write the decimal sign as a dot"),
    ("5 foo", q.POWER, '"foo" is not a unit'),
    ("5 mW", q.POWER, '"mW" is not a unit'),
    ("54 MW * 3", q.POWER, '"MW * 3" is not a unit'),
    ("40 bar", q.TEMPERATURE, '"40 bar" is not a temperature'),
    ("400", q.TEMPERATURE, '"400" has no unit'),
    ("45 GBP/MWh", q.ENERGY_PRICE, 'the currency "GBP" has no exchange rate (known here: EUR, SEK'),
    ("45 MWh", q.ENERGY_PRICE, "is an energy, expected a price of energy"),
    ("45 EUR/MW", q.ENERGY_PRICE, ", expected a price of energy"),
    ("9 EUR/kW/month", q.YEARLY_PEAK_PRICE, "is a charge on a monthly peak, expected a charge on"),
    ("9 EUR/month", q.YEARLY_FEE, "expected a yearly fee"),
    ("1 year", q.DURATION, "expected a duration"),
    ("20 %", q.SHARE_RATE, "has no dimension, expected a share per time"),
])
def test_what_is_wrong_is_explained(text: str, measure: q.Measure, message: str) -> None:
    """The message says what was found and what was expected, with an example.

    Catches kWh for kW, a bare number, a decimal comma, NaN, and a calendar word taken for hours.
    """
    with pytest.raises(q.QuantityError) as caught:
        q.parse_quantity(text, measure, MONEY)
    assert message in str(caught.value)


def test_a_text_that_may_be_of_two_kinds() -> None:
    """60 t/h is a mass flow and 54 MW a power where both are allowed; 5 bar is neither.

    Catches a unit that decides for the first kind that is listed.
    """
    both = (q.POWER, q.MASS_FLOW)
    assert q.parse_any("60 t/h", both, MONEY) == (60, q.MASS_FLOW)
    assert q.parse_any("54 MW", both, MONEY) == (54, q.POWER)
    with pytest.raises(q.QuantityError) as caught:
        q.parse_any("5 bar", both, MONEY)
    assert str(caught.value) == ('"bar" is a pressure, expected a power such as "54 MW" or '
                                 'a mass flow such as "60 t/h"')


@pytest.mark.parametrize("measure", q.MEASURES, ids=lambda measure: measure.name)
def test_every_example_is_readable(measure: q.Measure) -> None:
    """Catches a message that offers what the program itself refuses."""
    assert q.parse_quantity(measure.example, measure, MONEY) > 0


def test_another_currency_of_the_scenario() -> None:
    """In SEK at 10.5 SEK/EUR: 2 EUR/MWh are 21 SEK/MWh, 0.6 öre/kWh are 6 SEK/MWh.

    Catches EUR that is taken for the unit of all money.
    """
    money = q.Money("SEK", {"EUR": 10.5})
    close(q.parse_quantity("2 EUR/MWh", q.ENERGY_PRICE, money), 21)
    close(q.parse_quantity("0.6 öre/kWh", q.ENERGY_PRICE, money), 6)
    assert money.written(q.ENERGY_PRICE) == "SEK/MWh"
