"""CO2: lines, alternatives, scopes, claims, allocation and factors with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Sheet


def sheets(results: Results, language: Language) -> Iterator[Sheet]:
    """Every sheet about CO2; each figure of avoided CO2 has its reference beside it."""
    yield _lines(results, language)
    yield _alternatives(results, language)
    yield _scopes(results, language)
    yield _claims(results, language)
    yield _allocation(results, language)
    yield _factors(results, language)


def _lines(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    co2, total = results.co2, say("Avoided CO2")
    views = [(say("as stated"), co2.lines, co2.avoided_t, co2.reference_name),
             *((tell(view.name), view.lines, view.avoided_t, view.reference_name)
               for view in results.co2_account.perspectives)]
    rows: list[Sequence[Cell]] = []
    for name, lines, avoided_t, reference in views:
        rows += [(name, tell(line.label), line.avoided_t, tell(reference)) for line in lines]
        rows.append((name, total, avoided_t, tell(reference)))
    return Sheet(say("CO2 lines"), say("Avoided CO2 by line, which add up, and in two "
                                       "perspectives, which are never added"),
                 (Column(say("Perspective")), Column(say("Line")),
                  Column(say("Avoided"), "number", "t"),
                  Column(say("Reference"))), rows)


def _alternatives(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    rows: list[Sequence[Cell]] = [
        (tell(one.name), one.factor_t_per_mwh, tell(one.scope), one.avoided_t,
         tell(f"{results.co2.reference}; district heat from {one.name}"), one.source)
        for one in results.co2.alternatives]
    return Sheet(say("CO2 alternatives"),
                 say("Avoided CO2 if the city made its heat in another way"),
                 (Column(say("District heat from")), Column(say("Factor"), "factor", "t/MWh"),
                  Column(say("Scope")), Column(say("Avoided"), "number", "t"),
                  Column(say("Reference")),
                  Column(say("Source"))), rows)


def _scopes(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    scopes = results.co2_account.scopes
    return Sheet(say("CO2 scopes"),
                 " ".join((say("The park's own emissions (GHG Protocol)."), tell(scopes.note))),
                 (Column(say("Scope")), Column(say("Source")), Column(say("Factor")),
                  Column(say("Emissions"), "number", "t")),
                 [(tell(line.scope), line.source, tell(line.factor), line.emissions_t)
                  for line in scopes.lines])


def _claims(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    table, reference = results.co2_account.claims, tell(results.co2.reference_name)
    rows = [(one.actor or say("nobody"), tell(one.line), one.share, one.claimed_t, reference)
            for one in (*table.claims, *table.unclaimed)]
    return Sheet(say("CO2 claims"), " ".join((say("Who claims which part."), tell(table.note))),
                 (Column(say("Actor")), Column(say("Line")), Column(say("Share"), "percent"),
                  Column(say("Claimed"), "number", "t"), Column(say("Reference"))), rows)


def _allocation(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    joint = results.co2_account.allocation
    rows: list[Sequence[Cell]] = []
    for method in joint.methods:
        name = tell(method.method)
        if method.method == joint.chosen:
            name = say("{method} (chosen)").format(method=name)
        rows += [(name, say("carrier"), one.carrier, one.energy_mwh, one.share, one.emissions_t,
                  one.t_per_mwh) for one in method.carriers]
        rows += [(name, say("user"), one.user, None, None, one.emissions_t, None)
                 for one in method.users]
    return Sheet(say("CO2 allocation"), say("Joint emissions shared between carriers and users by "
                                            "several methods; methods are never added"),
                 (Column(say("Method")), Column(say("Borne by")), Column(say("Name")),
                  Column(say("Energy"), "number", "MWh"), Column(say("Share"), "percent"),
                  Column(say("Emissions"), "number", "t"),
                  Column(say("Per energy"), "factor", "t/MWh")),
                 rows)


def _factors(results: Results, language: Language) -> Sheet:
    say, tell = language.say, language.tell
    rows: list[Sequence[Cell]] = [
        (tell(one.use), tell(one.name), one.value, one.unit, one.low, one.high,
         say("hourly, the mean is shown") if one.hourly else say("constant"),
         None if one.year is None else str(one.year), tell(one.scope), tell(one.source))
        for one in results.co2_account.factors]
    return Sheet(say("CO2 factors"), say("Every factor with its unit, year, scope and source"),
                 (Column(say("Use")), Column(say("Factor")), Column(say("Value"), "factor"),
                  Column(say("Unit")),
                  Column(say("Low"), "factor"), Column(say("High"), "factor"),
                  Column(say("In time")),
                  Column(say("Year")), Column(say("Scope")), Column(say("Source"))), rows)
