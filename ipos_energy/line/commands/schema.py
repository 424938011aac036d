"""``ipos-energy schema``: the JSON Schema of scenario files, for an editor."""

from __future__ import annotations

import argparse
import json


def declare(parser: argparse.ArgumentParser) -> None:
    """``schema`` takes no arguments."""


def execute(_: argparse.Namespace) -> int:
    """Prints the schema."""
    from ipos_energy.park.schema import scenario_schema

    print(json.dumps(scenario_schema(), indent=2, ensure_ascii=False))
    return 0
