"""``ipos-energy validate``: check scenarios without solving them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ipos_energy.errors import ScenarioError, printable


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``validate``."""
    parser.add_argument("scenarios", type=Path, nargs="+", metavar="SCENARIO",
                        help="scenario files")
    parser.add_argument("--allow-outside-files", action="store_true",
                        help="let a scenario name files outside its own folder")


def execute(arguments: argparse.Namespace) -> int:
    """Checks each file; 0 where all are right, 2 where one is not."""
    from ipos_energy.park.load import load

    wrong = 0
    for path in arguments.scenarios:
        name = printable(str(path))
        try:
            scenario = load(path, allow_outside_files=arguments.allow_outside_files)
        except ScenarioError as error:
            wrong += 1
            count = len(error.problems)
            print(f"{error}\n{name}: {count} problem{'s' if count > 1 else ''}", file=sys.stderr)
        else:
            for warning in scenario.warnings:
                print(f"warning: {warning}", file=sys.stderr)
            print(f"{name}: right, {scenario.horizon.steps} steps, {len(scenario.units)} units, "
                  f"{len(scenario.companies)} companies")
    return ScenarioError.exit_code if wrong else 0
