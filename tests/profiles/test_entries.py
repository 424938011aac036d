"""The section as a whole: which entry is meant, what depends on what, all errors at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import BaseModel, ValidationError

from ipos_energy.park.profiles.spec import FORMS, GENERATORS, generator_name
from ipos_energy.park.profiles.tables import Tables
from tests.profiles.reader import SPECS, Reader, horizon

DAY = horizon("2019-01-01", "2019-01-02")


@pytest.mark.parametrize(("text", "number", "unit"), [
    ("5 MW", 5, "MW"), ("0.6 öre/kWh", 0.6, "öre/kWh"), ("-3.5 degC", -3.5, "degC"),
    ("92 %", 92, "%"), (0.92, 0.92, ""), (3, 3, ""), ("1 200 kW", 1200, "kW"),
    ("5e3 MW", 5000, "MW"), ("20 %/h", 20, "%/h"),
])
def test_constants_stay_in_their_unit(
    read: Reader, text: str | float, number: float, unit: str
) -> None:
    """Proves that number and unit are those that were written. Catches a lost or doubled factor."""
    profile = read.profile({"constant": text}, DAY)
    np.testing.assert_array_equal(profile.values, np.full(24, float(number)))
    assert profile.unit == unit


@pytest.mark.parametrize("text", ["five MW", "5 MWx", "5,2 MW", "MW", "5 NOK/MWh", "", "1e999 MW"])
def test_what_is_no_quantity(read: Reader, text: str) -> None:
    """Proves that texts which are no quantity are blamed on their key."""
    assert read.error({"constant": text}, DAY).field == "constant"


@pytest.mark.parametrize(("entry", "words"), [
    ("5 MW", "a profile is a mapping"),
    ({"flie": "x.csv"}, "needs one of the keys"),
    ({"file": "x.csv", "constant": "5 MW"}, "only one of the keys file and constant"),
    ({"generate": "seasonl"}, 'no generator "seasonl"'),
    ({"file": "x.csv", "colunm": "a"}, "Extra inputs"),
    ({"file": "x.csv", "align": "by month"}, "by weekday"),
    ({"file": "x.csv", "time_zone": "Europe/Helsingborg"}, "is not a time zone"),
    ({"generate": "seasonal", "mean": "5 MW", "season": "120 %"}, "less than or equal to 1"),
    ({"generate": "heating_degrees", "temperature": {"profile": "t"}, "yearly_energy": "5 MW"},
     "expected an energy"),
    ({"generate": "heating_curve", "temperature": {"profile": "t"},
      "cold": {"outdoor": "10 degC", "supply": "95 degC"},
      "warm": {"outdoor": "-10 degC", "supply": "70 degC"}}, "not colder"),
    ({"generate": "electricity_price", "mean": "40 EUR/MWh", "standard_deviation": "9 EUR/MWh",
      "season": "80 %", "day": "40 %"}, "at most 100 %"),
])
def test_entries_that_are_refused(entry: Any, words: str) -> None:
    """Proves that misspelt and contradicting entries are refused before anything is read."""
    with pytest.raises(ValidationError, match=words):
        SPECS.validate_python({"p": entry})


def test_nearest_name_is_offered() -> None:
    """Proves that the advice for a misspelt form or generator is the nearest valid name."""
    for entry, advice in (({"flie": "x.csv"}, '"file"'), ({"generate": "seasonl"}, '"seasonal"')):
        with pytest.raises(ValidationError) as caught:
            SPECS.validate_python({"p": entry})
        assert advice in caught.value.errors()[0]["ctx"]["advice"]


def test_entries_survive_a_second_validation() -> None:
    """Proves that an entry that was validated is taken as it is."""
    once = SPECS.validate_python({"p": {"constant": "5 MW"}, "q": {
        "generate": "temperature", "mean": "9 degC"}})
    assert SPECS.validate_python(once) == once


def test_every_field_is_described() -> None:
    """Proves that the schema explains every key to an editor. Catches a field left bare."""
    schema = SPECS.json_schema()
    for name, model in schema["$defs"].items():
        for key, field in model["properties"].items():
            assert field.get("description"), f"{name}.{key}"


def test_every_generator_is_registered() -> None:
    """Proves that the union and the list of generators agree, by each one's name.

    Catches a generator that is listed in messages but not accepted.
    """
    defs = SPECS.json_schema()["$defs"]
    listed = {generator_name(one) for one in GENERATORS}
    accepted = {
        model["properties"]["generate"]["const"] for model in defs.values()
        if "generate" in model["properties"]
    }
    assert listed == accepted
    assert all(issubclass(one, BaseModel) for one in GENERATORS)
    assert FORMS == ("file", "constant", "values", "generate")


def test_order_does_not_matter(read: Reader) -> None:
    """Proves that a profile may refer to one that stands below it, through two levels."""
    profiles, errors = read.everything({
        "a": {"generate": "clipped", "of": {"profile": "b"}, "times": 2},
        "b": {"generate": "clipped", "of": {"profile": "c"}, "times": 3},
        "c": {"constant": "1 MW"},
    }, DAY)
    assert not errors
    assert profiles["a"].values[0] == 6


def test_a_circle_is_one_error(read: Reader) -> None:
    """Proves that a circle is found, named and reported once. Catches endless recursion."""
    entry = [{"generate": "clipped", "of": {"profile": name}} for name in "bca"]
    profiles, errors = read.everything(dict(zip("abc", entry, strict=True)), DAY)
    assert not profiles
    assert len(errors) == 1
    assert '"a" → "b" → "c" → "a"' in str(next(iter(errors.values())))


def test_all_errors_at_once_and_each_once(read: Reader) -> None:
    """Proves that each mistake is reported where it is, and not again by what depends on it."""
    profiles, errors = read.everything({
        "good": {"constant": "1 MW"},
        "bad": {"file": "none.csv"},
        "depends": {"generate": "clipped", "of": {"profile": "bad"}},
        "depends too": {"generate": "clipped", "of": {"profile": "depends"}},
        "unknown": {"generate": "clipped", "of": {"profile": "godo"}},
        "text": {"constant": "much"},
    }, DAY)
    assert set(profiles) == {"good"}
    assert set(errors) == {"bad", "unknown", "text"}
    assert errors["unknown"].field == "of"
    assert errors["unknown"].advice == 'Did you mean "good"?'


def test_a_temperature_that_ends_with_the_horizon(read: Reader) -> None:
    """Proves that heating degrees say so where the weather of the whole year is not known.

    The temperature itself is fine on the horizon, so nothing else would report it. Catches a
    profile that vanishes without an error.
    """
    rows = "\n".join(str(hour) for hour in range(24))
    read.write("t [degC]\n" + rows)
    profiles, errors = read.everything({
        "t": {"file": "data.csv"},
        "heat": {"generate": "heating_degrees", "temperature": {"profile": "t"},
                 "yearly_energy": "10 GWh"},
    }, DAY)
    assert set(profiles) == {"t"}
    assert "whole year" in str(errors["heat"])


def test_a_shared_file_is_read_once(read: Reader) -> None:
    """Proves that a file that was read is not opened again, even where it has gone since."""
    path = read.folder / read.write("x [MW]\n1\n2\n")
    files = Tables()
    first = files.table(path)
    path.unlink()
    assert files.table(path) is first
