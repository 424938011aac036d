"""``ipos-energy invest``: a scenario with what it may build, beside the same without."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipos_energy.answer.investment import Case, Figures


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``invest``."""
    parser.add_argument("scenario", type=Path, help="scenario file in which a unit has a size")
    parser.add_argument("--out", type=Path, metavar="FOLDER",
                        help="folder of investment.json (default: results/ and the file's name)")
    parser.add_argument("--set", dest="overrides", action="append", default=[],
                        metavar="KEY=VALUE",
                        help='change a value, such as units.boiler.size.cost="200000 EUR/MW"')
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    parser.add_argument("--allow-outside-files", action="store_true",
                        help="let the scenario name files outside its own folder")


def execute(arguments: argparse.Namespace) -> int:
    """Solves both, compares them; 0 where both passed the audit, 1 where one did not."""
    from ipos_energy.answer.investment import investment_case, without_sizes, write_case
    from ipos_energy.errors import printable
    from ipos_energy.line.progress import Progress
    from ipos_energy.line.run import solve_scenario
    from ipos_energy.park.load import load

    path: Path = arguments.scenario
    with Progress(quiet=arguments.quiet) as progress:
        progress.stage("load")
        scenario = load(path, arguments.overrides,
                        allow_outside_files=arguments.allow_outside_files)
        progress.warn(scenario.warnings)
        bare = without_sizes(scenario)
        progress.stage("With what may be built:")
        with_sizes, _ = solve_scenario(scenario, progress)
        progress.stage("Without:")
        without, _ = solve_scenario(bare, progress)
    case = investment_case(scenario, without, with_sizes)
    file = write_case(case, arguments.out or Path("results") / path.stem)
    if not arguments.quiet:
        print(printable("\n".join(_lines(case, file))))
    return 0 if without.passed and with_sizes.passed else 1


def _lines(case: Case, file: Path) -> Iterator[str]:
    from ipos_energy.line.screen import amount

    without, built, currency = case.without, case.with_sizes, case.currency
    yield ""
    yield case.name
    yield f"  {'':<26}{'without':>16}{'with':>16}{'difference':>16}"
    yield f"  {'status':<26}{without.status:>16}{built.status:>16}"
    rows = [(f"cost, {currency}/year", without.cost_per_year, built.cost_per_year),
            ("CO2 emitted here, t/year", without.co2_emitted_t_per_year,
             built.co2_emitted_t_per_year),
            ("CO2 avoided, t/year", without.co2_avoided_t_per_year,
             built.co2_avoided_t_per_year)]
    for label, before, after in rows:
        yield f"  {label:<26}{amount(before):>16}{amount(after):>16}{amount(after - before):>16}"
    yield f"  CO2 avoided is counted against {case.reference}"
    yield from _built(case)
    if case.figures is not None:
        yield from _worth(case.figures, currency)
    if case.cost_of_avoided_co2 is not None:
        yield (f"  {'avoided CO2 costs':<26}{amount(case.cost_of_avoided_co2):>16} {currency}/t, "
               "the investment paid")
    if abs(case.share_of_year - 1.0) > 1e-3:
        yield (f"  scaled         the horizon is {case.share_of_year:.4f} of a year; all figures "
               "per year are scaled from it")
    if not {without.status, built.status} <= {"optimal"}:
        yield ("  not exact      costs are within the solver's gap; a small difference may be "
               "smaller than that")
    yield f"  file           {file}"


def _built(case: Case) -> Iterator[str]:
    from ipos_energy.line.screen import amount

    yield "  built" if case.investments else "  built          nothing: it is not worth its cost"
    for one in case.investments:
        yield (f"    {one.name:<24}{amount(one.capacity, 1):>16} {one.unit} for "
               f"{amount(one.amount)} {case.currency}, {one.lifetime_years:g} years at "
               f"{100 * one.interest:g} %")


def _worth(figures: Figures, currency: str) -> Iterator[str]:
    from ipos_energy.line.screen import amount

    yield f"  {'investment':<26}{amount(figures.investment):>16} {currency}"
    yield (f"  {'saving':<26}{amount(figures.saving_per_year):>16} {currency}/year, before the "
           "investment is paid")
    yield (f"  {'net present value':<26}{amount(figures.npv):>16} {currency} over "
           f"{figures.years:g} years at {100 * figures.interest:.3g} %")
    rate = "below zero" if figures.irr is None else f"{100 * figures.irr:.1f} %"
    yield f"  {'internal rate of return':<26}{rate:>16}"
    payback = "never" if figures.payback_years is None else f"{figures.payback_years:.1f} years"
    yield f"  {'simple payback':<26}{payback:>16}"
