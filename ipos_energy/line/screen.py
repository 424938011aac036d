"""The one screen that a run ends with."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ipos_energy.answer.headline import Figure, headline
from ipos_energy.answer.maintenance import placed_maintenance
from ipos_energy.answer.results import Results
from ipos_energy.errors import printable
from ipos_energy.line.run import Finished

_THIN = "\u202f"


def screen(finished: Finished) -> str:
    """Status, cost, avoided CO2 with its reference, the energies, and where the files lie."""
    return printable("\n".join(_lines(finished)))


def _lines(finished: Finished) -> Iterator[str]:
    results = finished.results
    yield ""
    yield results.name
    yield f"  status         {finished.summary['status']}, {_audit(results)}"
    yield (f"  cost           {amount(results.operation.objective)} {results.currency}"
           f"{_gap(results)}")
    yield from _saving(results)
    yield from _co2(results)
    yield "  energy"
    yield from (f"    {_energy(figure)}" for figure in headline(results) if figure.value)
    yield from _sizes(results)
    yield from _typical(results)
    yield from (f"  maintenance    {one.unit}: {one.first_day} to {one.last_day}"
                for one in placed_maintenance(results))
    yield from _published(results)
    yield from (f"  approximated   {remark}" for remark in results.remarks)
    if results.warnings:
        yield (f"  warnings       {len(results.warnings)}: they stand above and in summary.json")
    if results.modelled_profiles:
        yield (f"  modelled       {len(results.modelled_profiles)} profiles are modelled, "
               "not measured")
    yield f"  files          {finished.run}"
    report = finished.run / "report.html"
    if report.is_file():
        yield f"  report         {report}"
    yield f"  summary        {finished.folder / 'summary.json'}"


def _gap(results: Results) -> str:
    """How far from the bound the cost is, where the solver did not close the gap."""
    cost, bound = results.operation.objective, results.operation.bound
    if results.operation.status == "optimal":
        return ""
    if bound == -math.inf:
        return ", without a proof of how good it is"
    return (f", at most {100 * (cost - bound) / max(1.0, abs(cost)):.2f} % above the best possible "
            f"(bound {amount(bound)})")


def _audit(results: Results) -> str:
    failed = [check for check in results.checks if not check.passed]
    if not failed:
        return f"all {len(results.checks)} checks of the audit passed"
    worst = failed[0]
    return (f"{len(failed)} of {len(results.checks)} checks of the audit FAILED, first: "
            f"{worst.subject}: {worst.statement} (off by {worst.residual:.2g})")


def _co2(results: Results) -> Iterator[str]:
    co2 = results.co2
    yield f"  avoided CO2    {amount(co2.avoided_t)} t against {co2.reference_name}"
    for other in co2.alternatives[1:] if co2.heat_sold_mwh else ():
        yield (f"                 {amount(other.avoided_t)} t if district heat came from "
               f"{other.name}")
    if co2.claimed_t is not None and co2.break_even_t_per_mwh is not None:
        yield (f"                 {amount(co2.claimed_t)} t are claimed: that needs an alternative "
               f"of {1000 * co2.break_even_t_per_mwh:.0f} kg/MWh")
    yield from _range(results)


def _range(results: Results) -> Iterator[str]:
    """How far the figure can be off, and what it is with factors at the margin."""
    spread, consequence = results.co2_account.uncertainty, results.co2_account.perspectives[1]
    if spread.main_factor is not None:
        main = spread.main_factor
        yield (f"                 {amount(spread.p5_t)} to {amount(spread.p95_t)} t within the "
               f"factors' ranges, {100 * main.variance_share:.0f} % of it from {main.name}")
    yield (f"                 {amount(consequence.avoided_t)} t as consequence, with electricity "
           f"as {consequence.electricity}")


def _saving(results: Results) -> Iterator[str]:
    saving = results.money.saving
    if saving.not_valued:
        yield (f"  saving         not valued: the reference has no price here for "
               f"{saving.not_valued[0]}{' and others' if saving.not_valued[1:] else ''}")
    elif saving.reference_cost:
        yield (f"  saving         {amount(saving.saving)} {results.currency} against "
               f"{saving.reference}: each company alone at the same tariffs")


def _sizes(results: Results) -> Iterator[str]:
    if results.operation.sizes:
        yield "  sizes"
    for size in results.operation.sizes:
        digits = 2 if 0 < abs(size.worth) < 10 else 0  # a m3 is worth little
        yield (f"    {size.owner + ': ' + size.label:<28}{amount(size.value, 1):>12} {size.unit}, "
               f"one more would save {amount(size.saving, digits)} {results.currency}, being worth "
               f"{amount(size.worth, digits)} before its cost")


def _typical(results: Results) -> Iterator[str]:
    """How sizes from typical periods did."""
    outcome, currency = results.operation.typical, results.currency
    if outcome is None:
        return
    yield (f"  sizes found on {outcome.number} typical periods of {outcome.length_hours:g} h, "
           f"which stand for {outcome.periods}")
    if outcome.grown:
        yield "    they did not suffice in every step and were let grow"
    off = outcome.cost_on_periods - outcome.cost
    yield (f"    cost on them {amount(outcome.cost_on_periods)} {currency}, "
           f"{amount(abs(off))} {'more' if off > 0 else 'less'} than of all steps")
    if outcome.cost_at_once is not None:
        lost = outcome.cost - outcome.cost_at_once
        yield (f"    sizes of all steps at once would cost {amount(outcome.cost_at_once)} "
               f"{currency}: {amount(lost)} less, "
               f"{100 * lost / max(1.0, abs(outcome.cost_at_once)):.2f} %")


def _published(results: Results) -> Iterator[str]:
    compared = [(figure, figure.published) for figure in headline(results) if figure.published]
    of_co2 = list(_published_co2(results))
    if compared or of_co2:
        yield "  beside published totals"
    yield from of_co2
    for figure, total in compared:
        yield (f"    {figure.label:<28}{amount(figure.value / 1000, 1):>12} GWh here, "
               f"{amount(total.value_mwh / 1000, 1)} GWh published ({total.source})")
        if total.why_different:
            yield f"        {total.why_different}"


def _published_co2(results: Results) -> Iterator[str]:
    """The published figure that is claimed, and how it comes about."""
    for published in results.co2_account.published:
        if published.value_t == results.co2.claimed_t:
            yield (f"    {'avoided CO2':<28}{amount(results.co2.avoided_t / 1000, 1):>12} kt here, "
                   f"{amount(published.value_t / 1000, 1)} kt published ({published.source})")
            yield f"        {published.explanation}"


def _energy(figure: Figure) -> str:
    return f"{figure.label:<28}{amount(figure.value / 1000, 1):>12} GWh"


def amount(value: float, digits: int = 0) -> str:
    """A number with thin spaces between its thousands."""
    rounded = round(value, digits) + 0.0  # no minus before a zero
    return f"{rounded:,.{digits}f}".replace(",", _THIN)
