"""Bills: what suppliers would write, beside the ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ipos_energy.answer.audit import audited
from ipos_energy.answer.results import Results
from ipos_energy.answer.tables import bills_from, read_tables, tables_of, write_tables
from ipos_energy.park.load import load_text
from tests.contracts.terms import ACROSS_MONTHS, grid, line
from tests.helpers import close, objections, solved

TEXT = grid("fee: 8 EUR/MWh, peak_charge: 100 EUR/MW/month, fixed_fee: 8760 EUR/year",
            [4, 6, 3, 5], start=ACROSS_MONTHS)


@pytest.fixture(scope="module")
def results() -> Results:
    """A grid contract over two hours of January and two of February."""
    return solved(TEXT)


def test_each_line_has_quantity_rate_and_amount(results: Results) -> None:
    """10 and 8 MWh at 40 and 8 EUR, 6 and 5 MW at 100 EUR, 4/8760 of a year at 8 760 EUR.

    Catches a line in the wrong month, and a bill without one of its lines.
    """
    (bill,) = results.bills
    found = [(one.label, one.unit, one.quantity.round(9).tolist(), one.amount.round(9).tolist())
             for one in bill.lines]
    assert found == [
        ("energy", "MWh", [10, 8], [400, 320]), ("fee", "MWh", [10, 8], [80, 64]),
        ("peak charge", "MW", [6, 5], [600, 500]),
        ("fixed fee", "year", [0, round(4 / 8760, 9)], [0, 4]),
    ]
    close(bill.total, [1080, 888])
    close(line(results, "grid", "fixed fee").rate, [0, 8760])


def test_bills_are_written_and_read_back(results: Results, tmp_path: Path) -> None:
    """Parquet and CSV hold one row per line and month, with its units; catches a lost month."""
    write_tables(tables_of(results), tmp_path, csv=True)
    table = read_tables(tmp_path)["bills"]
    rows = table.to_pylist()
    assert len(rows) == 4 * 2
    assert rows[5] == {
        "contract": "grid", "line": "peak charge", "month": "2019-02", "quantity": 5.0,
        "unit": "MW", "rate": 100.0, "rate_unit": "EUR/MW", "amount": 500.0, "currency": "EUR"}
    header = (tmp_path / "bills.csv").read_text().splitlines()[0]
    assert header.replace('"', "") == (
        "contract,line,month,quantity,unit,rate,rate_unit,amount,currency")
    (bill,) = bills_from(table, 2)
    for read, written in zip(bill.lines, results.bills[0].lines, strict=True):
        assert (read.label, read.unit) == (written.label, written.unit)
        for name in ("quantity", "rate", "amount"):
            np.testing.assert_array_equal(getattr(read, name), getattr(written, name))


def test_a_ledger_that_is_off_by_two_cents_is_seen(results: Results) -> None:
    """A line of the ledger, 320 EUR, is raised by 0.02 EUR, and a line is renamed.

    The residual of a physical equation would let 0.02 EUR of a large bill pass. Catches a
    comparison that is relative, and one that looks at the lines of one side only.
    """
    first, *others = results.operation.ledger
    raised = replace(first, months=first.months + np.array([0.0, 0.02]))
    renamed = replace(first, label="another line")
    for changed in ((raised, *others), (*results.operation.ledger, renamed)):
        operation = replace(results.operation, ledger=changed)
        again = audited(load_text(TEXT), replace(results, operation=operation))
        assert "the bill is the ledger's, line by line and to the cent" in {
            check.statement for check in objections(again) if check.subject == "grid"}
