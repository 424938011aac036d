"""Money: cost by line, the ledger, bills, the reference, the companies' statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Drawing, Sheet
from ipos_energy.park.operation import LedgerLine


def sheets(results: Results, language: Language) -> Iterator[Sheet]:
    """Every sheet about money."""
    yield _by_line(results, language)
    yield _ledger(results, language)
    yield _bills(results, language)
    yield _saving(results, language)
    yield _reference(results, language)
    yield _statements(results, language)
    yield _parts(results, language)
    if results.money.holdings:
        yield _holdings(results, language)
    yield _uses(results, language)


def months_of(results: Results) -> list[date]:
    """The first day of each month of the horizon."""
    return [date.fromisoformat(f"{name}-01") for name in results.calendar.month_names]


def _by_line(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    lines = sorted(results.operation.ledger, key=lambda line: -abs(line.total))
    rows: list[Sequence[Cell]] = [
        (f"{line.owner}: {tell(line.label)}", line.owner, tell(line.label), line.total)
        for line in lines]
    shown = range(min(len(rows), 30))
    return Sheet(
        say("Cost by line"),
        say("Cost of the horizon by line, the largest first; an income is negative"),
        (Column(say("Line")), Column(say("Owner")), Column(say("Label")),
         Column(say("Cost by line"), "money", results.currency)), rows,
        (Drawing(shown, range(3, 4), title=0, name=0, unit=results.currency, across=False),)
        if rows else ())


def _ledger(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    operation, months = results.operation, months_of(results)
    kinds: tuple[tuple[str, Sequence[LedgerLine]], ...] = (
        (say("cost"), operation.ledger), (say("emission"), operation.emissions),
        (say("pollutant"), operation.pollutants))
    rows: list[Sequence[Cell]] = [
        (kind, line.owner, tell(line.label), month, amount, line.unit,
         results.owners[line.owner].company)
        for kind, lines in kinds for line in lines
        for month, amount in zip(months, line.months.tolist(), strict=True)]
    return Sheet(say("Ledger"), say("Costs and emissions by owner, label and month"),
                 (Column(say("Kind")), Column(say("Owner")), Column(say("Label")),
                  Column(say("Month"), "month"),
                  Column(say("Amount"), "money"), Column(say("Unit")), Column(say("Company"))),
                 rows)


def _bills(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    months, currency = months_of(results), results.currency
    rows: list[Sequence[Cell]] = [
        (bill.contract, tell(line.label), month, quantity, tell(line.unit), rate,
         f"{currency}/{tell(line.unit)}", amount)
        for bill in results.bills for line in bill.lines
        for month, quantity, rate, amount in zip(
            months, line.quantity.tolist(), line.rate.tolist(), line.amount.tolist(), strict=True)]
    return Sheet(say("Bills"), say("Each contract's bill: quantity times rate is amount"),
                 (Column(say("Contract")), Column(say("Line")), Column(say("Month"), "month"),
                  Column(say("Quantity"), "number"), Column(say("Unit")),
                  Column(say("Rate"), "money"),
                  Column(say("Unit of rate")), Column(say("Amount"), "money", currency)), rows)


def _saving(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    saving = results.money.saving
    return Sheet(say("Saving"),
                 say("The park against {name}; lines add up to the saving").format(
                     name=tell(saving.reference)),
                 (Column(say("Line")), Column(say("Amount"), "money", results.currency)),
                 [*((tell(line.label), line.amount) for line in saving.lines),
                  (say("Saving"), saving.saving)])


def _reference(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    months = months_of(results)
    rows: list[Sequence[Cell]] = [
        (language.name(line.owner, results.owners), tell(line.label), month, amount)
        for line in results.money.reference_costs
        for month, amount in zip(months, line.months.tolist(), strict=True)]
    return Sheet(say("Cost of the reference"),
                 say("What {name} would cost by owner, line and month").format(
                     name=tell(results.money.saving.reference)),
                 (Column(say("Owner")), Column(say("Label")), Column(say("Month"), "month"),
                  Column(say("Amount"), "money", results.currency)), rows)


def _statements(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    statements, currency = results.money.statements, results.currency
    rows: list[Sequence[Cell]] = [
        (one.company, one.energy_mwh, one.highest_mw, one.marginal_value, one.share,
         sum(part.amount for part in one.shared), sum(part.amount for part in one.own), one.cost,
         one.alone_cost, one.saving, one.co2_t) for one in statements.companies]
    return Sheet(
        say("Companies"),
        say('Statement of each company. Cost is shared {key}; CO2 by the method "{method}"').format(
            key=tell(statements.explanation), method=tell(statements.co2_method)),
        (Column(say("Company")), Column(say("Energy"), "number", "MWh"),
         Column(say("Highest power"), "number", "MW"),
         Column(say("Marginal value"), "money", currency), Column(say("Share"), "percent"),
         Column(say("Part of the park"), "money", currency),
         Column(say("Own equipment"), "money", currency),
         Column(say("Cost"), "money", currency), Column(say("Cost alone"), "money", currency),
         Column(say("Saving"), "money", currency), Column(say("CO2"), "number", "t")), rows)


def _parts(results: Results, language: Language) -> Sheet:
    say = language.say
    rows: list[Sequence[Cell]] = [
        (one.company, part.owner, belongs, part.amount)
        for one in results.money.statements.companies
        for belongs, parts in ((say("the park"), one.shared), (say("the company"), one.own))
        for part in parts]
    return Sheet(say("Shares of companies"),
                 say("What each company bears of every contract and unit, to the cent"),
                 (Column(say("Company")), Column(say("Contract or unit")),
                  Column(say("Belongs to")),
                  Column(say("Amount"), "money", results.currency)), rows)


def _holdings(results: Results, language: Language) -> Sheet:
    say = language.say
    currency = results.currency
    return Sheet(say("Owned by companies"),
                 say("What companies own, and what their parts gave and cost"),
                 (Column(say("Owner")), Column(say("Company")), Column(say("Share"), "percent"),
                  Column(say("Energy"), "number", "MWh"), Column(say("Worth"), "money", currency),
                  Column(say("Cost"), "money", currency)),
                 [(one.owner, one.company, one.share, one.energy_mwh, one.worth, one.cost)
                  for one in results.money.holdings])


def _uses(results: Results, language: Language) -> Sheet:
    say = language.say
    months = months_of(results)
    rows: list[Sequence[Cell]] = [
        (use.company, use.header, *cells) for use in results.money.uses
        for cells in zip(months, use.energy_mwh.tolist(), use.marginal_value.tolist(),
                         use.co2_t.tolist(), strict=True)]
    return Sheet(say("Use by company"), say("Each company's energy by header and month"),
                 (Column(say("Company")), Column(say("Header")), Column(say("Month"), "month"),
                  Column(say("Energy"), "number", "MWh"),
                  Column(say("Marginal value"), "money", results.currency),
                  Column(say("CO2"), "number", "t")), rows)
