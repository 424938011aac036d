"""The first sheet: status, cost, saving, avoided CO2 with its reference, energies."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.answer.headline import headline
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Sheet

Row = tuple[Cell, ...]


def sheets(results: Results) -> Iterator[Sheet]:
    """Headline figures, each with its unit and what it rests on."""
    yield Sheet("Summary", "Headline figures with units; the reference stands beside CO2",
                (Column("Figure"), Column("Value", "number"), Column("Unit"), Column("Note")),
                list(_rows(results)))


def _rows(results: Results) -> Iterator[Row]:
    calendar, operation = results.calendar, results.operation
    yield "scenario", results.name, "", results.description
    yield ("horizon", len(calendar.utc) * calendar.step_hours, "h",
           f"from {calendar.local[0]} in {calendar.time_zone}, steps of "
           f"{calendar.step_hours:g} h")
    failed = sum(not check.passed for check in results.checks)
    yield "status", operation.status, "", (
        f"{len(results.checks) - failed} of {len(results.checks)} checks of the audit passed")
    yield "cost", operation.objective, results.currency, "minimised; an income is negative"
    yield "bound", operation.bound, results.currency, "no operation can cost less"
    yield from _saving(results)
    yield from _co2(results)
    for figure in headline(results):
        yield figure.label, figure.value, figure.unit, ""
        if figure.published:
            yield (f"{figure.label}, published", figure.published.value_mwh, "MWh",
                   f"{figure.published.source} {figure.published.why_different}".strip())
    modelled = results.modelled_profiles
    yield "modelled profiles", float(len(modelled)), "", "not measured: " + ", ".join(modelled) \
        if modelled else "every profile is measured or stated"


def _saving(results: Results) -> Iterator[Row]:
    saving = results.money.saving
    note = f"against {saving.reference}: each company alone at the same tariffs"
    if saving.not_valued:
        note += "; too low, not valued: " + ", ".join(saving.not_valued)
    yield "saving", saving.saving, results.currency, note
    yield (f"saving of the city against {saving.city.alternative}", saving.city.saving,
           results.currency, "" if saving.city.saving is not None else
           "not valued: the alternative has no price in the scenario")


def _co2(results: Results) -> Iterator[Row]:
    co2, account = results.co2, results.co2_account
    against = f"against {co2.reference_name}"
    yield "avoided CO2", co2.avoided_t, "t", against
    spread, consequence = account.uncertainty, account.perspectives[1]
    for name, value in (("P5", spread.p5_t), ("P50", spread.p50_t), ("P95", spread.p95_t)):
        yield f"avoided CO2, {name}", value, "t", f"{against}; within the factors' ranges"
    yield ("avoided CO2 as consequence", consequence.avoided_t, "t",
           f"against {consequence.reference_name}")
    if co2.claimed_t is not None:
        yield "claimed avoided CO2", co2.claimed_t, "t", ""
    if co2.break_even_t_per_mwh is not None:
        yield ("factor of the alternative that the claim needs", 1000 * co2.break_even_t_per_mwh,
               "kg/MWh", "")
