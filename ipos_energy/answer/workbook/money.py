"""Money: cost by line, the ledger, bills, the reference, the companies' statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Drawing, Sheet
from ipos_energy.park.operation import LedgerLine


def sheets(results: Results) -> Iterator[Sheet]:
    """Every sheet about money."""
    yield _by_line(results)
    yield _ledger(results)
    yield _bills(results)
    yield _saving(results)
    yield _reference(results)
    yield _statements(results)
    yield _parts(results)
    if results.money.holdings:
        yield _holdings(results)
    yield _uses(results)


def months_of(results: Results) -> list[date]:
    """The first day of each month of the horizon."""
    return [date.fromisoformat(f"{name}-01") for name in results.calendar.month_names]


def _by_line(results: Results) -> Sheet:
    lines = sorted(results.operation.ledger, key=lambda line: -abs(line.total))
    rows: list[Sequence[Cell]] = [
        (f"{line.owner}: {line.label}", line.owner, line.label, line.total) for line in lines]
    shown = range(min(len(rows), 30))
    return Sheet(
        "Cost by line", "Cost of the horizon by line, the largest first; an income is negative",
        (Column("Line"), Column("Owner"), Column("Label"),
         Column("Cost by line", "money", results.currency)), rows,
        (Drawing(shown, range(3, 4), title=0, name=0, unit=results.currency, across=False),)
        if rows else ())


def _ledger(results: Results) -> Sheet:
    operation, months = results.operation, months_of(results)
    kinds: tuple[tuple[str, Sequence[LedgerLine]], ...] = (
        ("cost", operation.ledger), ("emission", operation.emissions),
        ("pollutant", operation.pollutants))
    rows: list[Sequence[Cell]] = [
        (kind, line.owner, line.label, month, amount, line.unit,
         results.owners[line.owner].company)
        for kind, lines in kinds for line in lines
        for month, amount in zip(months, line.months.tolist(), strict=True)]
    return Sheet("Ledger", "Costs and emissions by owner, label and month",
                 (Column("Kind"), Column("Owner"), Column("Label"), Column("Month", "month"),
                  Column("Amount", "money"), Column("Unit"), Column("Company")), rows)


def _bills(results: Results) -> Sheet:
    months, currency = months_of(results), results.currency
    rows: list[Sequence[Cell]] = [
        (bill.contract, line.label, month, quantity, line.unit, rate, f"{currency}/{line.unit}",
         amount)
        for bill in results.bills for line in bill.lines
        for month, quantity, rate, amount in zip(
            months, line.quantity.tolist(), line.rate.tolist(), line.amount.tolist(), strict=True)]
    return Sheet("Bills", "Each contract's bill: quantity times rate is amount",
                 (Column("Contract"), Column("Line"), Column("Month", "month"),
                  Column("Quantity", "number"), Column("Unit"), Column("Rate", "money"),
                  Column("Unit of rate"), Column("Amount", "money", currency)), rows)


def _saving(results: Results) -> Sheet:
    saving = results.money.saving
    return Sheet("Saving", f"The park against {saving.reference}; lines add up to the saving",
                 (Column("Line"), Column("Amount", "money", results.currency)),
                 [*((line.label, line.amount) for line in saving.lines),
                  ("saving", saving.saving)])


def _reference(results: Results) -> Sheet:
    months = months_of(results)
    rows: list[Sequence[Cell]] = [
        (line.owner, line.label, month, amount) for line in results.money.reference_costs
        for month, amount in zip(months, line.months.tolist(), strict=True)]
    return Sheet("Cost of the reference",
                 f"What {results.money.saving.reference} would cost by owner, line and month",
                 (Column("Owner"), Column("Label"), Column("Month", "month"),
                  Column("Amount", "money", results.currency)), rows)


def _statements(results: Results) -> Sheet:
    statements, currency = results.money.statements, results.currency
    rows: list[Sequence[Cell]] = [
        (one.company, one.energy_mwh, one.highest_mw, one.marginal_value, one.share,
         sum(part.amount for part in one.shared), sum(part.amount for part in one.own), one.cost,
         one.alone_cost, one.saving, one.co2_t) for one in statements.companies]
    return Sheet(
        "Companies",
        f"Statement of each company. Cost is shared {statements.explanation}; CO2 by the method "
        f'"{statements.co2_method}"',
        (Column("Company"), Column("Energy", "number", "MWh"), Column("Highest power", "number",
                                                                      "MW"),
         Column("Marginal value", "money", currency), Column("Share", "percent"),
         Column("Part of the park", "money", currency), Column("Own equipment", "money", currency),
         Column("Cost", "money", currency), Column("Cost alone", "money", currency),
         Column("Saving", "money", currency), Column("CO2", "number", "t")), rows)


def _parts(results: Results) -> Sheet:
    rows: list[Sequence[Cell]] = [
        (one.company, part.owner, belongs, part.amount)
        for one in results.money.statements.companies
        for belongs, parts in (("the park", one.shared), ("the company", one.own))
        for part in parts]
    return Sheet("Shares of companies",
                 "What each company bears of every contract and unit, to the cent",
                 (Column("Company"), Column("Contract or unit"), Column("Belongs to"),
                  Column("Amount", "money", results.currency)), rows)


def _holdings(results: Results) -> Sheet:
    currency = results.currency
    return Sheet("Owned by companies", "What companies own, and what their parts gave and cost",
                 (Column("Owner"), Column("Company"), Column("Share", "percent"),
                  Column("Energy", "number", "MWh"), Column("Worth", "money", currency),
                  Column("Cost", "money", currency)),
                 [(one.owner, one.company, one.share, one.energy_mwh, one.worth, one.cost)
                  for one in results.money.holdings])


def _uses(results: Results) -> Sheet:
    months = months_of(results)
    rows: list[Sequence[Cell]] = [
        (use.company, use.header, *cells) for use in results.money.uses
        for cells in zip(months, use.energy_mwh.tolist(), use.marginal_value.tolist(),
                         use.co2_t.tolist(), strict=True)]
    return Sheet("Use by company", "Each company's energy by header and month",
                 (Column("Company"), Column("Header"), Column("Month", "month"),
                  Column("Energy", "number", "MWh"),
                  Column("Marginal value", "money", results.currency),
                  Column("CO2", "number", "t")), rows)
