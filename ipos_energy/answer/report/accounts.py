"""The sections on money, companies and CO2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ipos_energy.answer.co2.account import Co2Account
from ipos_energy.answer.language import Language
from ipos_energy.answer.report.charted import charted
from ipos_energy.answer.report.content import Cell, Chart, Column, Section, Table
from ipos_energy.answer.report.waterfall import draw_waterfall
from ipos_energy.answer.results import Results


def money_section(results: Results, drawings: Mapping[str, str], language: Language) -> Section:
    """The cost by line, the saving against the reference, and the bills by month."""
    say, tell = language.say, language.tell
    money, currency = results.money, results.currency
    lines = Table(
        say("Cost by line"), (Column(say("Owner")), Column(say("Line")),
                              Column(say("Cost"), currency)),
        [(line.owner, tell(line.label), line.total) for line in results.operation.ledger],
        (say("Total"), "", sum(line.total for line in results.operation.ledger)))
    names = ", ".join(money.saving.not_valued)
    unvalued = [say("The saving is not valued, for the reference has no price for: {names}.")
                .format(names=names)] if names else []
    against = say("Saving against {name} in {currency}").format(
        name=tell(money.saving.reference), currency=currency)
    saving = Table(
        say("Saving against the reference"), (Column(say("Line")), Column(say("Saving"), currency)),
        [(tell(line.label), line.amount) for line in money.saving.lines],
        (say("Total"), money.saving.saving), say("A cost of the park is negative."))
    return Section(
        "money", say("Money"), [*unvalued, *(tell(text) for text in money.saving.assumptions)],
        [Chart(against, draw_waterfall(
            [(tell(line.label), line.amount) for line in money.saving.lines], say("Saving"),
            against, language.number), (saving,)),
         *charted(drawings, "cost-by-line", say("Cost by line"), lines)],
        [_city(results, language), *_bills(results, language)])


def _city(results: Results, language: Language) -> Table:
    say, city = language.say, results.money.saving.city
    return Table(
        say("The city's side"), (Column(""), Column(say("Cost"), results.currency)),
        [(say("cost of the heat in its alternative") + f": {language.tell(city.alternative)}",
          city.alternative_cost), (say("paid for the park's heat"), city.paid)],
        (say("Saving"), city.saving))


def _bills(results: Results, language: Language) -> Iterator[Table]:
    say, tell, months = language.say, language.tell, results.calendar.month_names
    for bill in results.bills:
        columns = [Column(say("Month")),
                   *(Column(tell(line.label), results.currency) for line in bill.lines),
                   Column(say("Total"), results.currency)]
        yield Table(
            say("Bill: {name}").format(name=bill.contract), columns,
            [(language.month(month), *(float(line.amount[k]) for line in bill.lines),
              sum(float(line.amount[k]) for line in bill.lines))
             for k, month in enumerate(months)],
            (say("Total"), *(float(line.amount.sum()) for line in bill.lines),
             sum(float(line.amount.sum()) for line in bill.lines)))


def companies_section(results: Results, language: Language) -> Section:
    """A statement for each company, and what each uses of every header."""
    say, tell = language.say, language.tell
    currency, told = results.currency, results.money.statements
    rows: list[tuple[Cell, ...]] = [
        (one.company, results.owners[one.company].detail, one.energy_mwh, one.highest_mw,
         100 * one.share, one.marginal_value, one.cost, one.alone_cost, one.saving, one.co2_t)
        for one in told.companies]
    statements = Table(
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
    uses = Table(
        say("Energy by company and header"),
        (Column(say("Company")), Column(say("Header")), Column(say("Energy"), "MWh"),
         Column(say("Marginal value"), currency), Column("CO2", "t", 1)),
        [(use.company, use.header, float(use.energy_mwh.sum()), float(use.marginal_value.sum()),
          float(use.co2_t.sum())) for use in results.money.uses])
    return Section("companies", say("Companies"), (), (), [statements, uses])


def co2_section(results: Results, drawings: Mapping[str, str], language: Language) -> Section:
    """What is avoided against the named reference, and every other way of accounting for it."""
    say, tell, co2, account = language.say, language.tell, results.co2, results.co2_account
    lines = Table(
        say("Avoided CO2 by line"), (Column(say("Line")), Column(say("Avoided CO2"), "t")),
        [(tell(line.label), line.avoided_t) for line in co2.lines], (say("Total"), co2.avoided_t),
        say("Reference: {name}").format(name=tell(co2.reference_name)))
    alternatives = Table(
        say("If district heat were made in another way"),
        (Column(say("Alternative")), Column(say("Factor"), "kg/MWh", 1),
         Column(say("Avoided CO2"), "t"), Column(say("Scope")), Column(say("Source"))),
        [(tell(one.name), 1000 * one.factor_t_per_mwh, one.avoided_t, tell(one.scope), one.source)
         for one in co2.alternatives])
    charts = (*charted(drawings, "co2-by-line", say("Avoided CO2 by line"), lines),
              *charted(drawings, "co2-by-alternative",
                       say("If district heat were made in another way"), alternatives))
    return Section("co2", "CO2", list(_co2_texts(results, language)), charts,
                   list(_co2_tables(account, language)))


def _co2_texts(results: Results, language: Language) -> Iterator[str]:
    say, number = language.say, language.number
    co2, spread = results.co2, results.co2_account.uncertainty
    if spread.main_factor is not None:
        yield say("Within the ranges of the factors the avoided CO2 lies between {low} t (P5) and "
                  "{high} t (P95), with {middle} t in the middle (P50); {share} % of the variance "
                  "comes from {factor}.").format(
            low=number(spread.p5_t), high=number(spread.p95_t), middle=number(spread.p50_t),
            share=number(100 * spread.main_factor.variance_share),
            factor=language.tell(spread.main_factor.name))
    if co2.claimed_t is not None and co2.break_even_t_per_mwh is not None:
        yield say("The claimed {claimed} t need an alternative for district heat of "
                  "{factor} kg/MWh.").format(
            claimed=number(co2.claimed_t), factor=number(1000 * co2.break_even_t_per_mwh, 1))
    for published in results.co2_account.published:
        yield (f"{published.name} ({published.period}): {number(published.value_t)} t, "
               f"{published.source}. {published.explanation}")
    yield from map(language.tell, co2.assumptions)


def _co2_tables(account: Co2Account, language: Language) -> Iterator[Table]:
    say, tell = language.say, language.tell
    yield Table(
        say("Two perspectives"),
        (Column(say("Perspective")), Column(say("Reference")), Column(say("Avoided CO2"), "t"),
         Column(say("of it hourly covariance"), "t")),
        [(tell(one.name), tell(one.reference_name), one.avoided_t, one.covariance_t)
         for one in account.perspectives],
        note=say("They answer different questions and are never added."))
    yield Table(
        say("The park's own emissions by scope"),
        (Column(say("Scope")), Column(say("Origin")), Column(say("Factor")), Column("CO2", "t", 1)),
        [(tell(one.scope), one.source, tell(one.factor), one.emissions_t)
         for one in account.scopes.lines], note=tell(account.scopes.note))
    if account.claims.claims:
        yield Table(
            say("Claims"),
            (Column(say("Actor")), Column(say("Line")), Column(say("Share"), "%"),
             Column("CO2", "t")),
            [(one.actor or say("nobody"), tell(one.line), 100 * one.share, one.claimed_t)
             for one in (*account.claims.claims, *account.claims.unclaimed) if one.share],
            note=tell(account.claims.note))
    yield _allocation(account, language)
    yield Table(
        say("Factors"),
        (Column(say("Use")), Column(say("Name")), Column(say("Value"), "kg/MWh", 1),
         Column(say("Low"), "kg/MWh", 1), Column(say("High"), "kg/MWh", 1), Column(say("Year")),
         Column(say("Scope")), Column(say("Source"))),
        [(tell(one.use), tell(one.name), 1000 * one.value, _kg(one.low), _kg(one.high),
          str(one.year or ""), tell(one.scope), tell(one.source)) for one in account.factors])


def _allocation(account: Co2Account, language: Language) -> Table:
    say, tell, joint = language.say, language.tell, account.allocation
    return Table(
        say("Joint emissions by carrier and method"),
        (Column(say("Method")), Column(say("Carrier")), Column(say("Energy"), "MWh"),
         Column("CO2", "t", 1), Column(say("Share"), "%", 1), Column(say("Factor"), "kg/MWh", 2)),
        [(tell(method.method), one.carrier, one.energy_mwh, one.emissions_t,
          None if one.share is None else 100 * one.share, _kg(one.t_per_mwh))
         for method in joint.methods for one in method.carriers],
        note=say("Shared: {total} t. The companies' statements use the method {method}.").format(
            total=language.number(joint.total_t, 1), method=tell(joint.chosen)))


def _kg(tonnes: float | None) -> float | None:
    return None if tonnes is None else 1000 * tonnes
