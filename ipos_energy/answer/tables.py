"""Results as Parquet tables, written and read back; every column carries what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from ipos_energy.answer.results import Calendar
from ipos_energy.park.operation import Flow, LedgerLine, MarginalValue, Operation, Quantity
from ipos_energy.park.series import FloatArray

TABLES = ("flows", "levels", "prices", "limits", "ledger")

Direction = Literal["in", "out"]

_LEADING = {"step": 0, "later step": 1}
"""Spans that stand in a table by step, and at how many first steps they say nothing (zero)."""


def tables_of(operation: Operation, calendar: Calendar, currency: str) -> dict[str, pa.Table]:
    """Every table by its name.

    ``flows``, ``levels``, ``prices`` and ``limits`` have one row per step and one column per
    quantity, named with its unit; ``ledger`` has one row per owner, label and month.
    """
    by_step = [value for value in operation.limits if value.span in _LEADING]
    return {
        "flows": _by_step(calendar, ((
            f"{flow.name} [MW]", flow.values,
            {"owner": flow.owner, "label": flow.label, "header": flow.header,
             "direction": flow.direction}) for flow in operation.flows)),
        "levels": _by_step(calendar, ((
            f"{quantity.name} [{quantity.unit}]", quantity.values,
            {"owner": quantity.owner, "label": quantity.label, "unit": quantity.unit})
            for quantity in operation.quantities)),
        "prices": _by_step(calendar, ((
            f"{header} [{currency}/MWh]", values, {"header": header})
            for header, values in operation.prices.items())),
        "limits": _by_step(calendar, ((
            f"{value.name} [{value.unit}]",
            np.concatenate([np.zeros(_LEADING[value.span]), value.values]), _described(value))
            for value in by_step)),
        "ledger": _ledger(operation, calendar),
    }


def limits_of_spans(operation: Operation) -> list[dict[str, Any]]:
    """Marginal values of limits that are not per step, as plain data for the summary."""
    return [{**_described(value), "values": value.values.tolist()}
            for value in operation.limits if value.span not in _LEADING]


def _described(value: MarginalValue) -> dict[str, str]:
    return {"owner": value.owner, "label": value.label, "span": value.span, "unit": value.unit}


def _by_step(
    calendar: Calendar, columns: Iterable[tuple[str, FloatArray, Mapping[str, str]]]
) -> pa.Table:
    stamp = pa.timestamp("ms", tz="UTC")
    fields = [pa.field("time", stamp)]
    arrays = [_array(calendar.utc.astype("datetime64[ms]").astype(np.int64), stamp)]
    for name, values, described in columns:
        fields.append(pa.field(name, pa.float64(), metadata=dict(described)))
        arrays.append(_array(values, pa.float64()))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _array(values: NDArray[Any], kind: Any) -> Any:
    """An Arrow array over numpy's memory; ``pyarrow.array`` would import pandas."""
    contiguous = np.ascontiguousarray(values)
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(contiguous)])


def _texts(texts: Sequence[str]) -> Any:
    """An Arrow array of texts, by the same way."""
    encoded = [text.encode() for text in texts]
    ends = np.cumsum([0, *(len(text) for text in encoded)]).astype(np.int32)
    return pa.Array.from_buffers(pa.string(), len(texts),
                                 [None, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))])


def _ledger(operation: Operation, calendar: Calendar) -> pa.Table:
    lines = [(kind, line) for kind, several in (
        ("cost", operation.ledger), ("emission", operation.emissions),
        ("pollutant", operation.pollutants)) for line in several]
    months = calendar.month_names
    repeated = [(kind, line) for kind, line in lines for _ in months]
    amounts = [line.months for _, line in lines]
    return pa.table({
        "kind": _texts([kind for kind, _ in repeated]),
        "owner": _texts([line.owner for _, line in repeated]),
        "label": _texts([line.label for _, line in repeated]),
        "month": _texts(months * len(lines)),
        "amount": _array(np.concatenate(amounts) if amounts else np.empty(0), pa.float64()),
        "unit": _texts([line.unit for _, line in repeated]),
    })


def write_tables(tables: Mapping[str, pa.Table], folder: Path, *, csv: bool) -> None:
    """Writes each table as Parquet, and as CSV too where that is wanted."""
    for name, table in tables.items():
        pa.parquet.write_table(table, folder / f"{name}.parquet", compression="zstd",
                               use_dictionary=name == "ledger", write_statistics=False)
        if csv:
            pa.csv.write_csv(table, folder / f"{name}.csv")


def read_tables(folder: Path) -> dict[str, pa.Table]:
    """Reads what :func:`write_tables` wrote."""
    return {name: pa.parquet.read_table(folder / f"{name}.parquet") for name in TABLES}


def flows_from(table: pa.Table) -> tuple[Flow, ...]:
    """The flows of the table ``flows``."""
    return tuple(
        Flow(about["owner"], about["label"], about["header"], _direction(about["direction"]),
             values) for about, values in _columns(table))


def quantities_from(table: pa.Table) -> tuple[Quantity, ...]:
    """The quantities of the table ``levels``."""
    return tuple(Quantity(about["owner"], about["label"], about["unit"], values)
                 for about, values in _columns(table))


def prices_from(table: pa.Table) -> dict[str, FloatArray]:
    """The marginal prices of the table ``prices``, by header."""
    return {about["header"]: values for about, values in _columns(table)}


def limits_from(table: pa.Table, others: Sequence[Mapping[str, Any]]) -> tuple[MarginalValue, ...]:
    """The marginal values of the table ``limits`` and of the summary."""
    values: list[tuple[Mapping[str, Any], FloatArray]] = [
        (about, array[_LEADING[about["span"]]:]) for about, array in _columns(table)]
    values += [(other, np.array(other["values"], dtype=float)) for other in others]
    return tuple(MarginalValue(about["owner"], about["label"], about["span"], about["unit"], array)
                 for about, array in values)


def ledger_from(table: pa.Table, kind: str, months: int) -> tuple[LedgerLine, ...]:
    """The lines of one ``kind`` of the table ``ledger``: "cost", "emission" or "pollutant"."""
    rows = [row for row in table.to_pylist() if row["kind"] == kind]
    return tuple(
        LedgerLine(rows[k]["owner"], rows[k]["label"], rows[k]["unit"],
                   np.array([row["amount"] for row in rows[k:k + months]]))
        for k in range(0, len(rows), months))


def times_from(table: pa.Table) -> Any:
    """The UTC start of each step, ``datetime64[s]`` (T,)."""
    return _numbers(table.column("time"), np.int64).astype("datetime64[ms]").astype("datetime64[s]")


def _columns(table: pa.Table) -> Iterable[tuple[dict[str, str], FloatArray]]:
    for field, column in zip(table.schema, table.columns, strict=True):
        if field.name != "time":
            about = {key.decode(): value.decode() for key, value in field.metadata.items()
                     if not key.startswith(b"PARQUET")}
            yield about, _numbers(column, np.float64)


def _numbers(column: Any, kind: type) -> NDArray[Any]:
    """A column's numbers; ``to_numpy`` would import pandas."""
    parts: list[NDArray[Any]] = [
        np.frombuffer(chunk.buffers()[1], dtype=kind)[chunk.offset:chunk.offset + len(chunk)]
        for chunk in column.chunks
    ]
    return np.concatenate(parts) if parts else np.empty(0, kind)


def _direction(text: str) -> Direction:
    if text not in get_args(Direction):
        raise ValueError(f'a flow goes "in" or "out", not "{text}"')
    return "in" if text == "in" else "out"
