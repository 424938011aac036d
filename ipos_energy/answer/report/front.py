"""Page one, which a manager reads in a minute."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.answer.headline import headline
from ipos_energy.answer.language import Language
from ipos_energy.answer.report.content import Front, Headline
from ipos_energy.answer.report.sankey import sankey_chart
from ipos_energy.answer.results import Results


def front_of(results: Results, language: Language) -> Front:
    """Cost, saving and avoided CO2 with their references, and what drove them."""
    say, local = language.say, results.calendar.local
    modelled = len(results.modelled_profiles)
    failed = sum(not check.passed for check in results.checks)
    return Front(
        period=f"{language.date(local[0])} – {language.date(local[-1])}",
        headlines=list(_headlines(results, language)),
        sentences=list(_sentences(results, language)),
        sankey=sankey_chart(results, language),
        status=(say("All {count} checks of the audit passed.") if results.passed else
                say("{failed} of {count} checks of the audit FAILED.")).format(
                    count=len(results.checks), failed=failed)
        + " " + say("Status: {status}.").format(status=language.tell(results.operation.status)),
        passed=results.passed,
        modelled=say("{count} of {all} time series are modelled, not measured.").format(
            count=modelled, all=len(results.profiles)) if modelled else "",
    )


def _headlines(results: Results, language: Language) -> Iterator[Headline]:
    say, saving, co2 = language.say, results.money.saving, results.co2
    cost = results.operation.objective
    yield Headline("cost", say("Cost of the operation"), cost, 0, results.currency,
                   say("a negative cost is income") if cost < 0 else "")
    valued = None if saving.not_valued else saving.saving
    yield Headline("saving", say("Saving"), valued, 0, results.currency, (
        say("against {name}: each company alone at the same tariffs").format(
            name=language.tell(saving.reference))
        + ("; " + say("not valued: {names}").format(names=", ".join(saving.not_valued))
           if saving.not_valued else "")))
    yield Headline("co2", say("Avoided CO2"), co2.avoided_t, 0, "t",
                   say("against {name}").format(name=language.tell(co2.reference_name)))


def _sentences(results: Results, language: Language) -> Iterator[str]:
    say, tell, number = language.say, language.tell, language.number
    figures = {figure.key: figure.value / 1000 for figure in headline(results)}
    heat = figures["process_heat_available_mwh"]
    if heat:
        yield say("Of {heat} GWh of process heat {cooled} GWh were cooled away; the city took "
                  "{sold} GWh as district heat and the turbines and other generators made {power} "
                  "GWh of electricity.").format(
            heat=number(heat, 1), cooled=number(figures["cooled_away_mwh"], 1),
            sold=number(figures["heat_sold_mwh"], 1),
            power=number(figures["electricity_generated_mwh"], 1))
    yield from _money_sentence(results, language)
    most = max(results.co2.lines, key=lambda line: abs(line.avoided_t))
    ways = [one.avoided_t for one in results.co2.alternatives]
    text = say("Of the avoided CO2, {line} is the largest part with {part} t.")
    if results.co2.heat_sold_mwh:
        text = say("Of the avoided CO2, {line} is the largest part with {part} t; with another "
                   "alternative for district heat the total would be {low} to {high} t.")
    yield text.format(line=tell(most.label), part=number(most.avoided_t), low=number(min(ways)),
                      high=number(max(ways)))


def _money_sentence(results: Results, language: Language) -> Iterator[str]:
    """The largest cost and income, and the largest part of the saving."""
    say, tell, number = language.say, language.tell, language.number
    lines = sorted(results.operation.ledger, key=lambda line: line.total)
    if not lines or lines[-1].total <= 0:
        return
    text = say("The largest cost is {cost_line} with {cost} {currency}.")
    if lines[0].total < 0:
        text = say("The largest income is {income_line} with {income} {currency}, the largest "
                   "cost {cost_line} with {cost} {currency}.")
    told = text.format(
        income_line=f"{lines[0].owner}: {tell(lines[0].label)}", income=number(-lines[0].total),
        cost_line=f"{lines[-1].owner}: {tell(lines[-1].label)}", cost=number(lines[-1].total),
        currency=results.currency)
    saving = results.money.saving
    part = max(saving.lines, key=lambda line: line.amount, default=None)
    if part is not None and part.amount > 0 and not saving.not_valued:
        told += " " + say("Of the saving, {line} is the largest part with {amount} "
                          "{currency}.").format(
            line=tell(part.label), amount=number(part.amount), currency=results.currency)
    yield told
