"""Profile files, changed at random: the series is what the file says, or the file is refused.

A second reading, which knows nothing of the program's, says what each change must come to.
``IPOS_FUZZ_CASES=5000 python -m pytest tests/fuzz -n 2`` tries more cases, new ones every time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.test_scenarios import many, read

SCENARIO = """
name: From a file
currency: EUR
horizon: {{start: 2019-03-30T12:00, end: 2019-03-31T13:00, step: 1 h, time_zone: {zone}}}
profiles:
  spot: {{file: data.csv}}
  need: {{file: data.csv}}
headers:
  electricity: {{medium: electricity}}
contracts:
  grid: {{kind: electricity, energy_price: {{profile: spot}}}}
companies:
  works: {{demands: {{electricity: {{profile: need}}}}}}
"""
"""Through the night in which summer time begins."""

Table = list[list[str]]
Edit = Callable[[Table, int, int], bool | None]
"""Changes a table; False where what it leaves must be refused, None where either is right."""


def table(zone: str) -> Table:
    """A right file, in times of a zone that leaves out 02:00, or of UTC."""
    hours = [12 + k for k in range(25)]
    if zone != "UTC":
        hours = [hour for hour in hours if hour != 26]
    stamps = [f"2019-03-{30 + hour // 24} {hour % 24:02}:00" for hour in hours]
    rows = [[stamp, f"{20 + 1.25 * k:g}", f"{k + 0.5:g}"] for k, stamp in enumerate(stamps)]
    return [["time", "spot [EUR/MWh]", "need [MW]"], *rows]


def _drop(rows: Table, k: int, n: int) -> bool:
    """A row is missing."""
    del rows[1 + k % (len(rows) - 1)]
    return False


def _twice(rows: Table, k: int, n: int) -> bool:
    """A row stands there twice."""
    at = 1 + k % (len(rows) - 1)
    rows.insert(at, list(rows[at]))
    return False


def _exchange(rows: Table, k: int, n: int) -> bool | None:
    """Two rows have changed places."""
    a, b = (1 + one % (len(rows) - 1) for one in (k, n))
    rows[a], rows[b] = rows[b], rows[a]
    return True if a == b else None


def _columns(rows: Table, k: int, n: int) -> bool:
    """The columns stand in another order, headers and all."""
    for row in rows:
        row[1:] = reversed(row[1:])
    return True


def _cell(rows: Table, k: int, n: int) -> bool | None:
    """Another text in place of a number."""
    text = ("", "nan", "NaN", "inf", "-inf", "n/a", "-", "0x10", "1_0", "5 MW", "1e999", "½",
            "1:30", "7", "7.5", " 7 ", "7e0", "-7", "+7", "0")[n % 20]
    row = rows[1 + k % (len(rows) - 1)]
    row[min(1 + k % 2, len(row) - 1)] = text
    return None if text.strip().lstrip("+-") in ("7", "7.5", "7e0", "0") else False


def _stamp(rows: Table, k: int, n: int) -> bool:
    """A time that is none, or that stands elsewhere."""
    at = 1 + k % (len(rows) - 1)
    rows[at][0] = ("", "2019-03-30", "2019-03-30 25:00", "30/03/2019 06:00", "noon",
                   "2018" + rows[at][0][4:], rows[at][0][:-2] + "07", "2019", "1546300800")[n % 9]
    return False


def _head(rows: Table, k: int, n: int) -> bool:
    """A header that says another unit, none, or another name."""
    rows[0][1 + k % 2] = ("spot [MW]", "need [EUR/MWh]", "spot", "need", "spot [öre]", "",
                          "spot [EUR/MWh", "spott [EUR/MWh]", "need [MWh]")[n % 9]
    return False


def _short(rows: Table, k: int, n: int) -> bool:
    """A row with a column more or fewer."""
    row = rows[1 + k % (len(rows) - 1)]
    row.append("9") if n % 2 else row.pop()
    return False


EDITS: tuple[Edit, ...] = (_drop, _twice, _exchange, _columns, _cell, _stamp, _head, _short)

DRESSES: tuple[Callable[[Table], bytes], ...] = (
    lambda rows: _text(rows, ",").encode(),
    lambda rows: _text(rows, ";").encode(),
    lambda rows: _text(_with_decimal_commas(rows), ";").encode(),
    lambda rows: b"\xef\xbb\xbf" + _text(rows, ",").encode(),
    lambda rows: _text(rows, ",").replace("\n", "\r\n").encode(),
    lambda rows: (_text(rows, ",") + "\n\n").encode(),
    lambda rows: _text(rows, ",").encode("latin-1"),
    lambda rows: _text(rows, "\t").encode(),
    lambda rows: _text([[f'"{cell}"' for cell in row] for row in rows], ",").encode(),
)
"""Ways of writing the same table."""


@many
@given(st.sampled_from(("UTC", "Europe/Stockholm")), st.sampled_from(DRESSES),
       st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 999), st.integers(0, 999)),
                max_size=2))
def test_a_changed_file_is_read_as_it_stands_or_refused(
    tmp_path_factory: pytest.TempPathFactory, zone: str, dress: Callable[[Table], bytes],
    edits: list[tuple[Edit, int, int]],
) -> None:
    """Rows dropped, doubled, exchanged; cells, times and headers changed; dressed in many ways.

    Proves that each series holds the numbers of its own column in the order of their times. Catches
    a gap that is filled, a column taken for another, and a decimal comma read as a thousand.
    """
    rows = table(zone)
    verdicts = [edit(rows, k, n) for edit, k, n in edits if rows]
    folder = Path(tmp_path_factory.getbasetemp())
    (folder / "data.csv").write_bytes(dress(rows))
    scenario = read(SCENARIO.format(zone=zone), folder)
    if len(edits) < 2:
        assert (scenario is None) not in verdicts
        assert edits or scenario is not None
    if scenario is None:
        return
    # Rows of another year beside a file that reaches far enough do no harm.
    ordered = sorted(row for row in rows[1:] if not row[0].startswith("2018-"))
    for column, head in enumerate(rows[0][1:], start=1):
        name = head.partition(" [")[0]
        expected = [float(row[column]) for row in ordered]
        assert scenario.series[name].values.tolist() == expected


def _with_decimal_commas(rows: Table) -> Table:
    return [rows[0], *([row[0], *(cell.replace(".", ",") for cell in row[1:])] for row in rows[1:])]


def _text(rows: Table, separator: str) -> str:
    return "".join(separator.join(row) + "\n" for row in rows)
