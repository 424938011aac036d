"""The section on companies: a statement for each, and what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.answer.language import Language
from ipos_energy.answer.report.content import Cell, Column, Section, Table
from ipos_energy.answer.results import Results


def companies_section(results: Results, language: Language) -> Section:
    """Statements, what each company bears of every contract and unit, and its energy."""
    return Section("companies", language.say("Companies"), (), (), [
        _statements(results, language), _parts(results, language), *_holdings(results, language),
        _energies(results, language)])


def _statements(results: Results, language: Language) -> Table:
    say, tell = language.say, language.tell
    currency, told = results.currency, results.money.statements
    rows: list[tuple[Cell, ...]] = [
        (one.company, results.owners[one.company].detail, one.energy_mwh, one.highest_mw,
         100 * one.share, one.marginal_value, one.cost, one.alone_cost, one.saving, one.co2_t)
        for one in told.companies]
    return Table(
        say("Statement of each company"),
        (Column(say("Company")), Column(say("Sector")), Column(say("Energy"), "MWh"),
         Column(say("Highest power"), "MW", 2), Column(say("Share"), "%", 2),
         Column(say("Marginal value"), currency), Column(say("Cost"), currency, 2),
         Column(say("Cost alone"), currency), Column(say("Saving"), currency),
         Column("CO2", "t", 1)),
        rows, (say("Total"), "", None, None, None, None,
               told.ledger_total if told.companies else None, None, None, None),
        say("Costs are shared {key}; CO2 by the method {method}. The costs add up to the ledger "
            "to the cent; a negative cost is income.").format(
                key=tell(told.explanation), method=tell(told.co2_method)))


def _parts(results: Results, language: Language) -> Table:
    """Contracts and units across, to the cent; what belongs to a company is its own."""
    say, told = language.say, results.money.statements
    parts: dict[tuple[str, str], float] = {}
    for one in told.companies:
        for part in (*one.shared, *one.own):  # of what it owns in part, it may bear both
            parts[one.company, part.owner] = parts.get((one.company, part.owner), 0) + part.amount
    owners = list(dict.fromkeys(owner for _, owner in parts))
    return Table(
        say("What each company bears of contracts and units"),
        (Column(say("Company")), *(Column(owner, results.currency, 2) for owner in owners)),
        [(one.company, *(parts.get((one.company, owner)) for owner in owners))
         for one in told.companies],
        (say("Total"), *(sum(amount for (_, of), amount in parts.items() if of == owner)
                         for owner in owners)))


def _energies(results: Results, language: Language) -> Table:
    say, uses = language.say, results.money.uses
    energy = {(use.company, use.header): float(use.energy_mwh.sum()) for use in uses}
    worth = {(use.company, use.header): float(use.marginal_value.sum()) for use in uses}
    headers = list(dict.fromkeys(use.header for use in uses))
    return Table(
        say("Energy by company and header, and what it is worth at marginal prices"),
        (Column(say("Company")), *(Column(header, unit) for header in headers
                                   for unit in ("MWh", results.currency))),
        [(company, *(table.get((company, header)) for header in headers
                     for table in (energy, worth)))
         for company in dict.fromkeys(use.company for use in uses)])


def _holdings(results: Results, language: Language) -> Iterator[Table]:
    """What companies own, where they own anything."""
    say, currency, held = language.say, results.currency, results.money.holdings
    if held:
        yield Table(
            say("What companies own"),
            (Column(say("Owner")), Column(say("Company")), Column(say("Share"), "%", 2),
             Column(say("Energy"), "MWh"), Column(say("Marginal value"), currency),
             Column(say("Cost"), currency, 2)),
            [(one.owner, one.company, 100 * one.share, one.energy_mwh, one.worth, one.cost)
             for one in held],
            note=say("The marginal value is that of what is given, less that of what is taken."))
