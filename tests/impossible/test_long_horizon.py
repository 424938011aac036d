"""The least slack of a horizon so long that it is found from a joined basis."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.explain import guided
from ipos_energy.mathematics.explain.elastic import solve_elastic
from ipos_energy.mathematics.explain.undecided import unchanging
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.park.load import load
from tests.helpers import close

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SEVENTY_DAYS = "horizon.end=2019-03-12"
TOO_LITTLE = ("units.gas boiler 2.capacity=2 MW", "units.electrode boiler.capacity=1 MW")


def test_a_joined_basis_finds_the_least_slack(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seventy days of the reference with small boilers and decisions: the slack is as little as a
    plain solve finds, its prices prove it, and no plain solve was needed.

    Catches guiding costs that outweigh slack, and a basis that does not fit without them.
    """
    def refused(*arguments: object) -> None:
        raise AssertionError("solved at once")

    monkeypatch.setattr(guided, "solve", refused)
    model = build(load(SCENARIOS / "committed.yaml", [SEVENTY_DAYS, *TOO_LITTLE]))
    elastic = solve_elastic(model, unchanging(compile_model(model).program))
    assert elastic is not None
    program, answer = elastic.program, elastic.answer
    slack = float(program.cost @ answer.x)
    assert slack > 100
    close(slack, float(program.cost @ solve(program, Limits()).x))
    inside = (answer.x > program.lower + 1e-5) & (answer.x < program.upper - 1e-5)
    assert np.abs(answer.column_dual[inside]).max() < 1e-5
