"""The tables: units in the names of columns, what each column is, and figures that agree."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from ipos_energy.answer.tables import TABLES
from ipos_energy.line.run import Finished
from tests.answer.written import STEPS, scenario_file, written

UNITS = {"flows": {"[MW]"}, "levels": {"[MW]", "[MWh]", "[t/h]"}, "prices": {"[SEK/MWh]"},
         "limits": {"[SEK per unit of the limit]"}}


def table(finished: Finished, name: str) -> Any:
    """A table as any reader of Parquet sees it."""
    return pyarrow.parquet.read_table(finished.run / f"{name}.parquet")


@pytest.mark.parametrize("name", UNITS)
def test_each_column_says_its_unit(finished: Finished, name: str) -> None:
    """Proves that columns by step end with their unit, and stand beside the step's time in UTC."""
    found = table(finished, name)
    assert found.num_rows == STEPS
    first, *others = found.column_names
    assert first == "time"
    assert str(found.schema.field("time").type) == "timestamp[ms, tz=UTC]"
    assert {column[column.rindex("["):] for column in others} <= UNITS[name]
    assert others


def test_each_column_says_what_it_is(finished: Finished) -> None:
    """Proves that owner, label, header and direction can be read without parsing a name."""
    field = table(finished, "flows").schema.field("turbine: heat to lp steam [MW]")
    assert {key: field.metadata[key] for key in (b"owner", b"label", b"header", b"direction")} == {
        b"owner": b"turbine", b"label": b"heat to lp steam", b"header": b"lp steam",
        b"direction": b"in"}
    field = table(finished, "levels").schema.field("tank: level [MWh]")
    assert field.metadata[b"unit"] == b"MWh"


def test_flows_balance_at_each_header(finished: Finished) -> None:
    """Proves from the written file alone that what flows into a header flows out, step by step."""
    found = table(finished, "flows")
    for header in finished.results.headers:
        net = [0.0] * STEPS
        for field in found.schema:
            if field.name != "time" and field.metadata[b"header"].decode() == header:
                sign = 1 if field.metadata[b"direction"] == b"in" else -1
                values = found.column(field.name).to_pylist()
                net = [total + sign * value for total, value in zip(net, values, strict=True)]
        assert net == pytest.approx([0.0] * STEPS, abs=1e-6), header


def test_the_ledger_adds_up_to_the_objective(finished: Finished) -> None:
    """Proves from the written file that cost lines in SEK sum to the objective, by month too.

    31 March and 1 April are two months. Catches amounts that are written under another line's name.
    """
    rows = table(finished, "ledger").to_pylist()
    costs = [row for row in rows if row["kind"] == "cost"]
    assert {row["unit"] for row in costs} == {"SEK"}
    assert {row["unit"] for row in rows if row["kind"] == "emission"} == {"t"}
    assert {row["month"] for row in rows} == {"2019-03", "2019-04"}
    assert sum(row["amount"] for row in costs) == pytest.approx(finished.summary["objective"])
    fee = [row["amount"] for row in costs if (row["owner"], row["label"]) == ("grid", "fixed fee")]
    assert fee == pytest.approx([0.0, 1000 * STEPS / 8760])


def test_csv_holds_the_same(finished: Finished) -> None:
    """Proves that each CSV has the columns and rows of its Parquet table."""
    for name in TABLES:
        with (finished.run / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = list(csv.reader(file))
        found = table(finished, name)
        assert head == found.column_names
        assert len(rows) == found.num_rows
        last = "amount" if "amount" in head else head[-1]
        assert [float(row[head.index(last)]) for row in rows] == pytest.approx(
            found.column(last).to_pylist())


def test_identical_input_gives_identical_files(finished: Finished, tmp_path: Path) -> None:
    """Proves that tables and scenario are the same to the byte in two runs of the same files.

    The summary may differ in its times and the name of its run. Catches a table that depends on
    the order of a set, or that carries the time of its writing.
    """
    path = scenario_file(tmp_path)
    one, other = written(path, tmp_path / "one"), written(path, tmp_path / "other")
    names = sorted(file.name for file in one.run.iterdir())
    assert names == sorted(file.name for file in other.run.iterdir())
    for name in names:
        assert (one.run / name).read_bytes() == (other.run / name).read_bytes(), name
    for table_name in TABLES:
        assert (one.run / f"{table_name}.parquet").read_bytes() == (
            finished.run / f"{table_name}.parquet").read_bytes()
    passing = ("timing_cpu_s", "finished", "run")
    assert {key: value for key, value in one.summary.items() if key not in passing} == {
        key: value for key, value in other.summary.items() if key not in passing}
