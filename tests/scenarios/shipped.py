"""Where the shipped scenarios lie, and how the tests read them."""

from __future__ import annotations

from pathlib import Path

from ipos_energy.answer.headline import headline
from ipos_energy.answer.results import Results

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "scenarios"
TEMPLATE = ROOT / "ipos_energy" / "line" / "commands" / "template.yaml"
SHARED_DATA = ROOT.parent / "shared" / "data"
REFERENCE = SCENARIOS / "helsingborg.yaml"
VARIANTS = ("committed", "gas-crisis", "electrified", "larger-store")


def figures_gwh(results: Results) -> dict[str, float]:
    """The headline figures in GWh, by the label that a planner reads."""
    return {figure.label: figure.value / 1000 for figure in headline(results)}
