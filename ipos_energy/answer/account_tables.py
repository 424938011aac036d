"""The accounts as tables: joint emissions by step, the reference's ledger, use by company."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from ipos_energy.answer.arrow import joined, table_by_step, texts_array
from ipos_energy.answer.money.statements import HeaderUse
from ipos_energy.answer.results import Results
from ipos_energy.park.operation import LedgerLine

ACCOUNT_TABLES = ("allocation", "reference_costs", "uses")


def account_tables(results: Results) -> dict[str, pa.Table]:
    """Every table of the accounts by its name.

    ``allocation`` has one row per step: what is emitted and what each carrier bears of it.
    ``reference_costs`` has one row per owner, line and month; ``uses`` one per company, header and
    month, with energy in MWh, marginal value in the currency and CO2 in t.
    """
    months, money = results.calendar.month_names, results.money
    return {
        "allocation": table_by_step(results.calendar.utc, (
            (f"{one.owner}: {one.label} [{one.unit}]", one.values,
             {"owner": one.owner, "label": one.label, "unit": one.unit})
            for one in results.co2_by_step)),
        "reference_costs": _reference_costs(money.reference_costs, months),
        "uses": _uses(money.uses, months),
    }


def _reference_costs(lines: Sequence[LedgerLine], months: list[str]) -> pa.Table:
    repeated = [line for line in lines for _ in months]
    return pa.table({
        "owner": texts_array([line.owner for line in repeated]),
        "label": texts_array([line.label for line in repeated]),
        "month": texts_array(months * len(lines)),
        "unit": texts_array([line.unit for line in repeated]),
        "amount": joined([line.months for line in lines]),
    })


def _uses(uses: Sequence[HeaderUse], months: list[str]) -> pa.Table:
    repeated = [use for use in uses for _ in months]
    return pa.table({
        "company": texts_array([use.company for use in repeated]),
        "header": texts_array([use.header for use in repeated]),
        "month": texts_array(months * len(uses)),
        "energy_mwh": joined([use.energy_mwh for use in uses]),
        "marginal_value": joined([use.marginal_value for use in uses]),
        "co2_t": joined([use.co2_t for use in uses]),
    })


def reference_costs_from(table: pa.Table, months: int) -> tuple[LedgerLine, ...]:
    """The lines of the table ``reference_costs``."""
    rows = table.to_pylist()
    return tuple(
        LedgerLine(rows[k]["owner"], rows[k]["label"], rows[k]["unit"],
                   np.array([row["amount"] for row in rows[k:k + months]]))
        for k in range(0, len(rows), months))


def uses_from(table: pa.Table, months: int) -> tuple[HeaderUse, ...]:
    """The uses of the table ``uses``."""
    rows = table.to_pylist()
    return tuple(
        HeaderUse(rows[k]["company"], rows[k]["header"], *(
            np.array([row[name] for row in rows[k:k + months]])
            for name in ("energy_mwh", "marginal_value", "co2_t")))
        for k in range(0, len(rows), months))
