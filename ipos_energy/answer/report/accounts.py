"""The sections on money and CO2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ipos_energy.answer.co2.account import Co2Account
from ipos_energy.answer.language import Language
from ipos_energy.answer.report.charted import charted
from ipos_energy.answer.report.content import Chart, Column, Section, Table
from ipos_energy.answer.report.waterfall import draw_waterfall
from ipos_energy.answer.results import Results
from ipos_energy.park.operation import LedgerLine
from ipos_energy.park.series import FloatArray


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
        [_by_month(results, language), _city(results, language), *_bills(results, language)])


def _by_month(results: Results, language: Language) -> Table:
    """What each owner cost in each month, the reference beside it, and the saving."""
    say, money, currency = language.say, results.money, results.currency
    park, alone = by_owner(results.operation.ledger), by_kind(money.reference_costs)
    totals = [np.sum([np.zeros(len(results.calendar.month_names)), *costs.values()], axis=0)
              for costs in (park, alone)]
    columns = [*park.items(), (say("The park"), totals[0]),
               *((language.tell(kind), months) for kind, months in alone.items()),
               (language.tell(money.saving.reference), totals[1]),
               (say("Saving"), totals[1] - totals[0])]
    return Table(
        say("Cost by month, of the park and of the reference"),
        (Column(say("Month")), *(Column(name, currency) for name, _ in columns)),
        [(language.month(month), *(float(months[k]) for _, months in columns))
         for k, month in enumerate(results.calendar.month_names)],
        (say("Total"), *(float(months.sum()) for _, months in columns)),
        say("A yearly charge is booked in the last month."))


def by_owner(ledger: Sequence[LedgerLine]) -> dict[str, FloatArray]:
    """The cost of each owner by month (M,)."""
    return {owner: np.sum([line.months for line in ledger if line.owner == owner], axis=0)
            for owner in dict.fromkeys(line.owner for line in ledger)}


def by_kind(reference: Sequence[LedgerLine]) -> dict[str, FloatArray]:
    """The cost of the reference by month (M,): own boilers, power bought alone, cooling."""
    kinds = dict.fromkeys(line.label.split(": ")[0] for line in reference)
    return {kind: np.sum([line.months for line in reference
                          if line.label.startswith(f"{kind}: ")], axis=0) for kind in kinds}


def _city(results: Results, language: Language) -> Table:
    say, city = language.say, results.money.saving.city
    return Table(
        say("The city's side"), (Column(say("Line")), Column(say("Cost"), results.currency)),
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
    yield from _allocation(account, language)
    yield _spread(account, language)
    yield Table(
        say("Factors"),
        (Column(say("Use")), Column(say("Name")), Column(say("Value"), "kg/MWh", 1),
         Column(say("Low"), "kg/MWh", 1), Column(say("High"), "kg/MWh", 1), Column(say("Year")),
         Column(say("Scope")), Column(say("Source"))),
        [(tell(one.use), tell(one.name), 1000 * one.value, _kg(one.low), _kg(one.high),
          str(one.year or ""), tell(one.scope), tell(one.source)) for one in account.factors])


def _allocation(account: Co2Account, language: Language) -> Iterator[Table]:
    """The methods beside each other: what each carrier bears, and that per MWh."""
    say, joint = language.say, account.allocation
    methods = joint.methods
    carriers = [one.carrier for one in methods[0].carriers] if methods else []
    shares = {(method.method, one.carrier): one for method in methods for one in method.carriers}
    names = [language.tell(method.method) for method in methods]
    yield Table(
        say("Joint emissions by carrier and method"),
        (Column(say("Carrier")), Column(say("Energy"), "MWh"),
         *(Column(name, "t", 1) for name in names)),
        [(carrier, methods[0].carriers[k].energy_mwh,
          *(shares[method.method, carrier].emissions_t for method in methods))
         for k, carrier in enumerate(carriers)],
        (say("Total"), None, *(sum(one.emissions_t for one in method.carriers)
                               for method in methods)),
        say("Shared: {total} t. The companies' statements use the method {method}. The sixth "
            "method, incremental, compares two results: ipos-energy compare.").format(
            total=language.number(joint.total_t, 1), method=language.tell(joint.chosen)))
    yield Table(
        say("Joint emissions per MWh of carrier"),
        (Column(say("Carrier")), *(Column(name, "kg/MWh", 2) for name in names)),
        [(carrier, *(_kg(shares[method.method, carrier].t_per_mwh) for method in methods))
         for carrier in carriers])


def _spread(account: Co2Account, language: Language) -> Table:
    """The factors that may be other than stated, and which of them the spread comes from."""
    say, spread = language.say, account.uncertainty
    held = ", ".join(language.tell(name) for name in spread.held_fixed)
    return Table(
        say("What the spread of avoided CO2 comes from"),
        (Column(say("Factor")), Column(say("Low"), "kg/MWh", 1), Column(say("Value"), "kg/MWh", 1),
         Column(say("High"), "kg/MWh", 1), Column(say("Share of the variance"), "%", 1)),
        [(language.tell(one.name), 1000 * one.low, 1000 * one.value, 1000 * one.high,
          100 * one.variance_share) for one in spread.factors],
        note=say("{count} samples of independent factors, triangular between low and high.").format(
            count=language.number(spread.samples))
        + (" " + say("Without a range: {names}.").format(names=held) if held else ""))


def _kg(tonnes: float | None) -> float | None:
    return None if tonnes is None else 1000 * tonnes
