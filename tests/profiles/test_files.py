"""Files: units, columns, encodings, positions in time and what is refused."""

from __future__ import annotations

import gzip
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from ipos_energy.park.profiles import tables
from tests.profiles.reader import SHARED_DATA, Reader, horizon

FOUR = horizon("2019-01-01", "2019-01-01T04:00")
STAMPED = """time,spot [EUR/MWh],load (MW)
2019-01-01 00:00,10,1
2019-01-01 01:00,20,2
2019-01-01 02:00,30,3
2019-01-01 03:00,40,4
"""


def hourly(first: str, values: list[float], header: str = "time,x [MW]") -> str:
    """A file of hourly rows from ``first`` on, local time without summer time."""
    times = np.datetime64(first, "h") + np.arange(len(values))
    rows = [f"{time}:00,{value:g}" for time, value in zip(times, values, strict=True)]
    return "\n".join([header, *rows]) + "\n"


@pytest.mark.parametrize(("column", "unit"), [("spot", "EUR/MWh"), ("load", "MW"),
                                              ("load (MW)", "MW"), ("Spot", "EUR/MWh")])
def test_column_and_unit_from_the_header(read: Reader, column: str, unit: str) -> None:
    """Proves that columns are found with or without unit and the unit is the header's.

    Catches a unit that stays part of the name.
    """
    profile = read.profile({"file": read.write(STAMPED), "column": column}, FOUR)
    assert profile.unit == unit
    assert profile.values[3] in (4, 40)
    assert not profile.modelled


@pytest.mark.parametrize(("header", "unit"), [
    ("price_eur_per_mwh", "EUR/MWh"), ("fee_sek_per_kwh", "SEK/kWh"), ("temperature_c", "degC"),
    ("dh_mw_1100gwh_tmyx", "MW"), ("heat_gwh", "GWh"), ("share [-]", ""), ("cop [1]", ""),
    ("t [°C]", "°C"), ("steam [t/h]", "t/h"), ("use [%]", "%"),
])
def test_units_in_headers(read: Reader, header: str, unit: str) -> None:
    """Proves the spellings that are understood. Catches a lost or misread unit."""
    read.write(f"{header}\n1\n2\n3\n4\n")
    assert read.profile({"file": "data.csv"}, FOUR).unit == unit


def test_units_that_disagree_are_refused(read: Reader) -> None:
    """Proves that kW against a header's MW is an error, and the same unit twice is none.

    Catches a silent factor of 1000.
    """
    file = read.write(STAMPED)
    error = read.error({"file": file, "column": "load", "unit": "kW"}, FOUR)
    assert error.field == "unit"
    assert '"kW"' in str(error)
    assert '"MW"' in str(error)
    assert read.profile({"file": file, "column": "load", "unit": "MW"}, FOUR).unit == "MW"


@pytest.mark.parametrize(("header", "entry", "words"), [
    ("x", {}, "no unit is known"), ("x [MWx]", {}, '"MWx" is not a unit'),
    ("x", {"unit": "NOK/MWh"}, "no exchange rate"), ("steam (c01)", {}, "no unit is known"),
])
def test_missing_and_unknown_units(
    read: Reader, header: str, entry: dict[str, str], words: str
) -> None:
    """Proves that a number without a valid unit never gets through."""
    read.write(f"{header}\n1\n2\n3\n4\n")
    assert words in str(read.error({"file": "data.csv", **entry}, FOUR))


def test_only_column_is_taken_and_nearest_name_offered(read: Reader) -> None:
    """Proves both rules for a column that is not there.

    One value column: taken, unless another was stated. Several: an error with the nearest name.
    """
    one = read.write(hourly("2019-01-01T00", [1, 2, 3, 4]), "one.csv")
    assert read.values({"file": one}, FOUR)[1] == 2
    assert read.error({"file": one, "column": "y"}, FOUR).field == "column"
    error = read.error({"file": read.write(STAMPED), "column": "spto"}, FOUR)
    assert error.advice == 'Did you mean "spot"?'
    assert read.error({"file": "data.csv"}, FOUR).field == "file"


def test_two_columns_of_one_name(read: Reader) -> None:
    """Proves that an ambiguous name is refused. Catches taking the first of two silently."""
    read.write("x [MW],x [MW]\n1,2\n1,2\n1,2\n1,2\n")
    assert "2 columns" in str(read.error({"file": "data.csv", "column": "x"}, FOUR))


@pytest.mark.parametrize(("text", "encoding"), [
    ("Zeit;Wärme [MW]\n01.01.2019 00:00;1,5\n01.01.2019 01:00;2,5\n01.01.2019 02:00;3,25\n"
     "01.01.2019 03:00;4\n", "latin-1"),
    ("\ufefftime,Wärme [MW]\n2019-01-01T00:00,1.5\n2019-01-01T01:00,2.5\n2019-01-01T02:00,3.25\n"
     "2019-01-01T03:00,4\n", "utf-8"),
    ('time,Wärme [MW]\n2019-01-01T00:00,"1,5"\n2019-01-01T01:00,"2,5"\n2019-01-01T02:00,"3,25"\n'
     '2019-01-01T03:00,"4"\n', "utf-8"),
    ("time\tWärme [MW]\r\n2019-01-01T00:00\t1.5\r\n2019-01-01T01:00\t2.5\r\n"
     "2019-01-01T02:00\t3.25\r\n2019-01-01T03:00\t4\r\n\r\n", "utf-16"),
    ("time,Wärme [MW]\n1/1/2019 00:00,1.5\n1/1/2019 01:00,2.5\n1/1/2019 02:00,3.25\n"
     "1/1/2019 03:00,4", "utf-8"),
])
def test_spreadsheet_dialects(read: Reader, text: str, encoding: str) -> None:
    """Proves that what spreadsheets save in Europe is read: 1.5, 2.5, 3.25, 4.

    Catches 1,5 read as 15, a byte order mark in the first name and lost letters.
    """
    (read.folder / "data.csv").write_bytes(text.encode(encoding))
    values = read.values({"file": "data.csv", "column": "Wärme"}, FOUR)
    np.testing.assert_array_equal(values, [1.5, 2.5, 3.25, 4])


def test_thousands_are_not_decimals(read: Reader) -> None:
    """Proves that ``"1,234"`` between commas, which may be 1234 or 1.234, is refused."""
    read.write('x [MW]\n"1,234"\n"1,234"\n"1,234"\n"1,234"\n')
    assert "not a number" in str(read.error({"file": "data.csv", "column": "x"}, FOUR))


def test_gzip_and_parquet(read: Reader) -> None:
    """Proves that the same table is read from CSV.gz and Parquet, with stamps in its own types."""
    (read.folder / "z.csv.gz").write_bytes(gzip.compress(STAMPED.encode()))
    times = np.array(["2018-12-31T23", "2019-01-01T00", "2019-01-01T01", "2019-01-01T02"],
                     dtype="datetime64[ms]")
    table = pa.table({"time": pa.array(times, pa.timestamp("ms", "UTC")),
                      "load [MW]": pa.array([1, 2, 3, 4], pa.int32())})
    parquet.write_table(table, read.folder / "z.parquet")
    for file in ("z.csv.gz", "z.parquet"):
        values = read.values({"file": file, "column": "load"}, FOUR)
        np.testing.assert_array_equal(values, [1, 2, 3, 4])


@pytest.mark.parametrize(("cell", "words"), [
    ("", "has no value"), ("NaN", "has no value"), ("inf", '"inf"'), ("abc", '"abc"'),
    ("1_0", '"1_0"'),
])
def test_bad_cells_name_row_and_time(read: Reader, cell: str, words: str) -> None:
    """Proves that a bad cell is named as a spreadsheet counts: 02:00 is in row 4, the header 1.

    Catches a NaN hour that reaches the model, and rows counted from 0.
    """
    read.write(STAMPED.replace(",3\n", f",{cell}\n"))
    message = str(read.error({"file": "data.csv", "column": "load"}, FOUR))
    assert "row 4 of data.csv (2019-01-01 02:00)" in message
    assert words in message


def test_blank_lines_count_as_rows(read: Reader) -> None:
    """Proves that rows are numbered as in a spreadsheet where lines are blank: it is row 6."""
    read.write(STAMPED.replace("2019-01-01 01", "\n\n2019-01-01 01").replace(",3\n", ",x\n"))
    assert "row 6 " in str(read.error({"file": "data.csv", "column": "load"}, FOUR))


def test_flaws_outside_the_horizon_do_no_harm(read: Reader) -> None:
    """Proves that a file longer than the horizon is cut before its cells are checked."""
    values: list[float] = [*range(100)]
    text = hourly("2018-12-30T00", values).replace("2019-01-02T20:00,92", "2019-01-02T20:00,")
    assert read.values({"file": read.write(text)}, FOUR)[0] == 48


@pytest.mark.parametrize(("old", "new", "words"), [
    ("2019-01-01 02:00,30,3\n", "", "row 4 of data.csv (2019-01-01 03:00) follows 2019-01-01 01"),
    ("01 02:00", "01 01:00", "row 4 of data.csv (2019-01-01 01:00) has the same time"),
    ("01 02:00", "01 00:30", "row 4 of data.csv (2019-01-01 00:30) is earlier"),
    ("2019-01-01 02:00", "soon", 'row 4 of data.csv: "soon" is not a time'),
    ("2019-01-01 02:00", "2019-02-30 02:00", '"2019-02-30 02:00" is not a time'),
    ("2019-01-01 02:00", "", "row 4 of data.csv has no time"),
    ("30,3\n", "30\n", "row 4 of data.csv has 2 cells"),
    ("2019-01-01 03:00,40,4\n", "", "1 h missing"),
])
def test_flaws_in_time(read: Reader, old: str, new: str, words: str) -> None:
    """Proves that gaps, repeats, disorder, texts and short rows are each named with their row.

    Catches a series that is one row short or shifted by a doubled row.
    """
    read.write(STAMPED.replace(old, new))
    assert words in str(read.error({"file": "data.csv", "column": "load"}, FOUR))


def test_one_row_short_without_times(read: Reader) -> None:
    """Proves that rows without times must be as many as steps. Catches padding or cutting."""
    read.write("x [MW]\n1\n2\n3\n")
    assert "3 rows" in str(read.error({"file": "data.csv"}, FOUR))


@pytest.mark.parametrize(("text", "words"), [
    ("", "is empty"), ("time,x [MW]\n", "no rows"), ("1,2\n3,4\n", "names"),
])
def test_files_that_hold_nothing(read: Reader, text: str, words: str) -> None:
    """Proves that empty and headless files are told apart and refused."""
    assert words in str(read.error({"file": read.write(text)}, FOUR))


def test_missing_and_unreadable_files(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves the errors of the file itself: absent (nearest name), binary, kind, broken, too large.

    Catches a traceback from the file system or from pyarrow.
    """
    read.write(STAMPED, "prices.csv")
    assert "prices.csv" in read.error({"file": "price.csv"}, FOUR).advice
    (read.folder / "b.csv").write_bytes(b"PK\x03\x04\0\0\0")
    assert "not a text file" in str(read.error({"file": "b.csv"}, FOUR))
    assert "kind" in str(read.error({"file": read.write("x", "b.xlsx")}, FOUR))
    assert "Parquet" in str(read.error({"file": read.write("x", "b.parquet")}, FOUR))
    assert "unpacked" in str(read.error({"file": read.write("x", "b.csv.gz")}, FOUR))
    monkeypatch.setattr(tables, "MAX_BYTES", 10)
    assert "MB" in str(read.error({"file": "prices.csv"}, FOUR))


@pytest.mark.skipif(not SHARED_DATA.is_dir(), reason="the shared data are not here")
def test_shared_price_files_as_they_are() -> None:
    """Proves the published yearly statistics of SE4 from the files without any further entry."""
    for year, mean, low, high in ((2019, 39.80, 0.12, 109.45), (2022, 152.10, -2.08, 799.97),
                                  (2023, 64.88, -60.04, 332.0)):
        span = horizon(f"{year}-01-01", f"{year + 1}-01-01")
        profile = Reader(SHARED_DATA).profile({"file": f"se4_dayahead_{year}.csv"}, span)
        assert profile.unit == "EUR/MWh"
        assert profile.values.mean() == pytest.approx(mean, abs=0.005)
        assert (profile.values.min(), profile.values.max()) == (low, high)


def test_reading_imports_neither_pandas_nor_pyomo(read: Reader) -> None:
    """Proves that files are read without pandas (a second of import), constants without pyarrow.

    Catches pyarrow's ``to_numpy``, which imports pandas behind the scenes.
    """
    read.write(STAMPED)
    parquet.write_table(pa.table({"x [MW]": [1.0, 2.0, 3.0, 4.0]}), read.folder / "x.parquet")
    code = f"""
import sys
from pathlib import Path
from tests.profiles.reader import Reader, horizon
reader = Reader(Path({str(read.folder)!r}))
span = horizon("2019-01-01", "2019-01-01T04:00")
reader.profile({{"constant": "5 MW"}}, span)
print("pyarrow" in sys.modules)
reader.profile({{"file": "data.csv", "column": "load"}}, span)
reader.profile({{"file": "x.parquet"}}, span)
print([name for name in ("pandas", "pyomo") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["False", "[]"]
