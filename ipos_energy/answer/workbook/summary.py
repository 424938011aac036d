"""The first sheet: status, cost, saving, avoided CO2 with its reference, energies."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.answer.headline import headline
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Sheet

Row = tuple[Cell, ...]


def sheets(results: Results, language: Language) -> Iterator[Sheet]:
    """Headline figures, each with its unit and what it rests on."""
    say = language.say
    yield Sheet(say("Summary"), say("Headline figures with units; the reference stands beside CO2"),
                (Column(say("Figure")), Column(say("Value"), "number"), Column(say("Unit")),
                 Column(say("Note"))),
                list(_rows(results, language)))


def _rows(results: Results, language: Language) -> Iterator[Row]:
    say, operation = language.say, results.operation
    yield say("scenario"), results.name, "", results.description
    yield _horizon(results, language)
    failed = sum(not check.passed for check in results.checks)
    yield say("status"), language.tell(operation.status), "", say(
        "{passed} of {all} checks of the audit passed").format(
            passed=len(results.checks) - failed, all=len(results.checks))
    yield (say("cost"), operation.objective, results.currency,
           say("minimised; an income is negative"))
    yield say("bound"), operation.bound, results.currency, say("no operation can cost less")
    yield from _saving(results, language)
    yield from _co2(results, language)
    yield from _energies(results, language)
    modelled = results.modelled_profiles
    yield (say("modelled profiles"), float(len(modelled)), "",
           say("not measured: {names}").format(names=", ".join(modelled)) if modelled
           else say("every profile is measured or stated"))


def _horizon(results: Results, language: Language) -> Row:
    calendar = results.calendar
    said = language.say("from {start} in {zone}, steps of {hours} h").format(
        start=language.moment(calendar.local[0]), zone=calendar.time_zone,
        hours=language.tick(calendar.step_hours))
    return language.say("horizon"), len(calendar.utc) * calendar.step_hours, "h", said


def _energies(results: Results, language: Language) -> Iterator[Row]:
    for figure in headline(results):
        label, published = language.tell(figure.label), figure.published
        yield label, figure.value, figure.unit, ""
        if published:
            yield (language.say("{figure}, published").format(figure=label), published.value_mwh,
                   "MWh", f"{published.source} {published.why_different}".strip())


def _saving(results: Results, language: Language) -> Iterator[Row]:
    say, tell, saving = language.say, language.tell, results.money.saving
    note = say("against {name}: each company alone at the same tariffs").format(
        name=tell(saving.reference))
    if saving.not_valued:
        note += "; " + say("too low, not valued: {names}").format(
            names=", ".join(map(tell, saving.not_valued)))
    yield say("saving"), saving.saving, results.currency, note
    yield (say("saving of the city against {name}").format(name=tell(saving.city.alternative)),
           saving.city.saving, results.currency, "" if saving.city.saving is not None else
           say("not valued: the alternative has no price in the scenario"))


def _co2(results: Results, language: Language) -> Iterator[Row]:
    say, tell, co2, account = language.say, language.tell, results.co2, results.co2_account
    against = say("against {name}").format(name=tell(co2.reference_name))
    yield say("avoided CO2"), co2.avoided_t, "t", against
    spread, consequence = account.uncertainty, account.perspectives[1]
    for name, value in (("P5", spread.p5_t), ("P50", spread.p50_t), ("P95", spread.p95_t)):
        yield (f"{say('avoided CO2')}, {name}", value, "t",
               f"{against}; {say('within the ranges of the factors')}")
    yield (say("avoided CO2 as consequence"), consequence.avoided_t, "t",
           say("against {name}").format(name=tell(consequence.reference_name)))
    if co2.claimed_t is not None:
        yield say("claimed avoided CO2"), co2.claimed_t, "t", ""
    if co2.break_even_t_per_mwh is not None:
        yield (say("factor of the alternative that the claim needs"),
               1000 * co2.break_even_t_per_mwh, "kg/MWh", "")
