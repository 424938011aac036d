"""Every shipped scenario: one mathematics by templates and by plain Pyomo."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.park.layers import read_layers
from ipos_energy.park.load import load
from tests.plain import assert_same_program

REPOSITORY = Path(__file__).resolve().parents[2]
SHIPPED = sorted([*REPOSITORY.glob("scenarios/*.yaml"), *REPOSITORY.glob("benchmarks/*/*.yaml")])


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_templates_give_the_matrix_of_plain_pyomo(path: Path) -> None:
    """Over the first day, coefficient by coefficient, and nothing is stated step by step.

    Catches a combination of kinds that no kind's own example holds.
    """
    start = date.fromisoformat(str(read_layers(path).data["horizon"]["start"])[:10])
    model = build(load(path, [f"horizon.end={start + timedelta(days=1)}"]))
    assert compile_model(model).fallbacks == ()
    assert_same_program(model)
