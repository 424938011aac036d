"""Results as Parquet tables, written and read back; every column carries what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from ipos_energy.answer.account_tables import ACCOUNT_TABLES, account_tables
from ipos_energy.answer.arrow import (
    columns_of,
    joined,
    numbers_of,
    table_by_step,
    texts_array,
)
from ipos_energy.answer.margin_tables import margin_columns
from ipos_energy.answer.results import Results
from ipos_energy.park.contracts.bill import Bill, Line
from ipos_energy.park.operation import Flow, LedgerLine, MarginalValue, Operation, Quantity
from ipos_energy.park.series import FloatArray

TABLES = ("flows", "mass_flows", "levels", "prices", "margins", "limits", "ledger", "bills",
          *ACCOUNT_TABLES)

_LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_LONG = ("ledger", "bills", "reference_costs", "uses")
"""Tables that repeat their texts in many rows."""

Direction = Literal["in", "out"]

_LEADING = {"step": 0, "later step": 1}
"""Spans that stand in a table by step, and at how many first steps they say nothing (zero)."""


def tables_of(results: Results) -> dict[str, pa.Table]:
    """Every table by its name.

    ``flows``, ``mass_flows``, ``levels``, ``prices``, ``margins`` and ``limits`` have one row per
    step and one column per quantity, named with its unit; ``mass_flows`` holds the steam, and
    ``margins`` what each price follows from. ``ledger`` has one row per owner, label and month;
    ``company`` is who the owner belongs to, empty for the park.
    """
    operation, calendar, currency = results.operation, results.calendar, results.currency
    by_step = [value for value in operation.limits if value.span in _LEADING]
    return {
        "flows": table_by_step(calendar.utc, ((
            f"{flow.name} [MW]", flow.values,
            {"owner": flow.owner, "label": flow.label, "header": flow.header,
             "direction": flow.direction}) for flow in operation.flows)),
        "mass_flows": table_by_step(calendar.utc, _mass_flows(results)),
        "levels": table_by_step(calendar.utc, ((
            f"{quantity.name} [{quantity.unit}]", quantity.values,
            {"owner": quantity.owner, "label": quantity.label, "unit": quantity.unit})
            for quantity in operation.quantities)),
        "prices": table_by_step(calendar.utc, ((
            f"{header} [{currency}/MWh]", values, {"header": header})
            for header, values in operation.prices.items())),
        "margins": table_by_step(calendar.utc, margin_columns(operation.margins, currency)),
        "limits": table_by_step(calendar.utc, ((
            f"{value.name} [{value.unit}]",
            np.concatenate([np.zeros(_LEADING[value.span]), value.values]), _described(value))
            for value in by_step)),
        "ledger": _ledger(results),
        "bills": _bills(results),
        **account_tables(results),
    }


def _mass_flows(results: Results) -> Iterable[tuple[str, FloatArray, Mapping[str, str]]]:
    """Each flow of steam in t/h, at the state of its header."""
    for flow in results.operation.flows:
        mwh_per_t = results.headers[flow.header].mwh_per_t
        if mwh_per_t is not None:
            yield f"{flow.name} [t/h]", flow.values / mwh_per_t, {
                "owner": flow.owner, "label": flow.label, "header": flow.header,
                "direction": flow.direction}


def limits_of_spans(operation: Operation) -> list[dict[str, Any]]:
    """Marginal values of limits that are not per step, as plain data for the summary."""
    return [{**_described(value), "values": value.values.tolist()}
            for value in operation.limits if value.span not in _LEADING]


def _described(value: MarginalValue) -> dict[str, str]:
    return {"owner": value.owner, "label": value.label, "span": value.span, "unit": value.unit}


def _ledger(results: Results) -> pa.Table:
    operation, calendar = results.operation, results.calendar
    lines = [(kind, line) for kind, several in (
        ("cost", operation.ledger), ("emission", operation.emissions),
        ("pollutant", operation.pollutants)) for line in several]
    months = calendar.month_names
    repeated = [(kind, line) for kind, line in lines for _ in months]
    return pa.table({
        "kind": texts_array([kind for kind, _ in repeated]),
        "owner": texts_array([line.owner for _, line in repeated]),
        "label": texts_array([line.label for _, line in repeated]),
        "month": texts_array(months * len(lines)),
        "amount": joined([line.months for _, line in lines]),
        "unit": texts_array([line.unit for _, line in repeated]),
        "company": texts_array([results.owners[line.owner].company for _, line in repeated]),
    })


def _bills(results: Results) -> pa.Table:
    months, currency = results.calendar.month_names, results.currency
    lines = [(bill.contract, line) for bill in results.bills for line in bill.lines]
    repeated = [(contract, line) for contract, line in lines for _ in months]
    numbers = {
        name: joined([getattr(line, name) for _, line in lines])
        for name in ("quantity", "rate", "amount")}
    return pa.table({
        "contract": texts_array([contract for contract, _ in repeated]),
        "line": texts_array([line.label for _, line in repeated]),
        "month": texts_array(months * len(lines)),
        "quantity": numbers["quantity"],
        "unit": texts_array([line.unit for _, line in repeated]),
        "rate": numbers["rate"],
        "rate_unit": texts_array([f"{currency}/{line.unit}" for _, line in repeated]),
        "amount": numbers["amount"],
        "currency": texts_array([currency] * len(repeated)),
    })


def write_tables(tables: Mapping[str, pa.Table], folder: Path, *, csv: bool) -> None:
    """Writes each table as Parquet, and as CSV too where that is wanted."""
    for name, table in tables.items():
        pa.parquet.write_table(table, folder / f"{name}.parquet", compression="zstd",
                               use_dictionary=name in _LONG, write_statistics=False)
        if csv:
            pa.csv.write_csv(_as_text(table), folder / f"{name}.csv")


def _as_text(table: pa.Table) -> pa.Table:
    """The table with an apostrophe before texts and headings that a spreadsheet would run."""
    for number, column in enumerate(table.columns):
        if pa.types.is_string(column.type):
            table = table.set_column(number, table.schema.field(number), texts_array(
                [_quoted(text) for text in column.to_pylist()]))
    return table.rename_columns([_quoted(name) for name in table.schema.names])


def _quoted(text: str) -> str:
    return f"'{text}" if text.startswith(_LIKE_FORMULAS) else text


def read_tables(folder: Path) -> dict[str, pa.Table]:
    """Reads what :func:`write_tables` wrote, but for what follows from the other tables."""
    return {name: pa.parquet.read_table(folder / f"{name}.parquet") for name in TABLES
            if name != "mass_flows"}


def flows_from(table: pa.Table) -> tuple[Flow, ...]:
    """The flows of the table ``flows``."""
    return tuple(
        Flow(about["owner"], about["label"], about["header"], _direction(about["direction"]),
             values) for about, values in columns_of(table))


def quantities_from(table: pa.Table) -> tuple[Quantity, ...]:
    """The quantities of the table ``levels``."""
    return tuple(Quantity(about["owner"], about["label"], about["unit"], values)
                 for about, values in columns_of(table))


def prices_from(table: pa.Table) -> dict[str, FloatArray]:
    """The marginal prices of the table ``prices``, by header."""
    return {about["header"]: values for about, values in columns_of(table)}


def limits_from(table: pa.Table, others: Sequence[Mapping[str, Any]]) -> tuple[MarginalValue, ...]:
    """The marginal values of the table ``limits`` and of the summary."""
    values: list[tuple[Mapping[str, Any], FloatArray]] = [
        (about, array[_LEADING[about["span"]]:]) for about, array in columns_of(table)]
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


def bills_from(table: pa.Table, months: int) -> tuple[Bill, ...]:
    """The bills of the table ``bills``."""
    rows, lines = table.to_pylist(), dict[str, list[Line]]()
    for k in range(0, len(rows), months):
        quantity, rate, amount = (np.array([row[name] for row in rows[k:k + months]])
                                  for name in ("quantity", "rate", "amount"))
        lines.setdefault(rows[k]["contract"], []).append(
            Line(rows[k]["line"], rows[k]["unit"], quantity, rate, amount))
    return tuple(Bill(contract, tuple(own)) for contract, own in lines.items())


def times_from(table: pa.Table) -> Any:
    """The UTC start of each step, ``datetime64[s]`` (T,)."""
    milliseconds = numbers_of(table.column("time"), np.int64).astype("datetime64[ms]")
    return milliseconds.astype("datetime64[s]")


def _direction(text: str) -> Direction:
    if text not in get_args(Direction):
        raise ValueError(f'a flow goes "in" or "out", not "{text}"')
    return "in" if text == "in" else "out"
