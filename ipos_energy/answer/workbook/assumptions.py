"""Assumptions with modelled data marked, and the audit."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Sheet


def sheets(results: Results, language: Language) -> Iterator[Sheet]:
    """Profiles, statements, and the checks."""
    say, tell = language.say, language.tell
    named = {*results.owners, *results.headers}
    yield Sheet(say("Profiles"), say("Every time series with its origin; modelled ones are marked"),
                (Column(say("Profile")), Column(say("Kind")), Column(say("Origin")),
                 Column(say("Notes"))),
                [(name, say("modelled") if facts.modelled else say("given"), tell(facts.origin),
                  "; ".join(map(tell, facts.notes))) for name, facts in results.profiles.items()])
    yield Sheet(say("Assumptions"),
                say("What figures rest on, and what the program approximates"),
                (Column(say("About")), Column(say("Assumption"))),
                list(_assumptions(results, language)))
    yield Sheet(say("Audit"), say("Each check of the written numbers, made without the solver"),
                (Column(say("Subject")), Column(say("Statement")), Column(say("Passed")),
                 Column(say("Residual"), "tiny"), Column(say("Tolerance"), "tiny")),
                [(language.name(check.subject, named), tell(check.statement),
                  say("passed") if check.passed else say("FAILED"), check.residual, check.tolerance)
                 for check in results.checks])


def _assumptions(results: Results, language: Language) -> Iterator[tuple[Cell, ...]]:
    say, tell = language.say, language.tell
    avoided = say("Avoided CO2")
    yield avoided, say("Reference: {name}").format(name=tell(results.co2.reference_name))
    yield from ((avoided, tell(text)) for text in results.co2.assumptions)
    yield from ((say("Saving"), tell(text)) for text in results.money.saving.assumptions)
    yield from ((say("approximated"), tell(text)) for text in results.remarks)
    yield from ((say("warning"), tell(text)) for text in results.warnings)
    for one in results.co2_account.published:
        yield (say("published CO2"), f"{one.name}: {language.number(one.value_t)} t, "
               f"{one.period} ({one.source}). {one.explanation}")
