"""Assumptions with modelled data marked, and the audit."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Sheet


def sheets(results: Results) -> Iterator[Sheet]:
    """Profiles, statements, and the checks."""
    yield Sheet("Profiles", "Every time series with its origin; modelled ones are marked",
                (Column("Profile"), Column("Modelled"), Column("Origin"), Column("Notes")),
                [(name, "modelled" if facts.modelled else "no", facts.origin,
                  " ".join(facts.notes)) for name, facts in results.profiles.items()])
    yield Sheet("Assumptions", "What figures rest on, and what the program approximates",
                (Column("About"), Column("Assumption")), list(_assumptions(results)))
    yield Sheet("Audit", "Each check of the written numbers, made without the solver",
                (Column("Subject"), Column("Statement"), Column("Passed"),
                 Column("Residual", "tiny"), Column("Tolerance", "tiny")),
                [(check.subject, check.statement, "passed" if check.passed else "FAILED",
                  check.residual, check.tolerance) for check in results.checks])


def _assumptions(results: Results) -> Iterator[tuple[Cell, ...]]:
    yield "avoided CO2", f"Reference: {results.co2.reference_name}."
    yield from (("avoided CO2", text) for text in results.co2.assumptions)
    yield from (("saving", text) for text in results.money.saving.assumptions)
    yield from (("approximated", text) for text in results.remarks)
    for one in results.co2_account.published:
        yield ("published CO2", f"{one.name}: {one.value_t:,.0f} t, {one.period} ({one.source}). "
               f"{one.explanation}")
