"""The certificate: a wrong answer is never called optimal."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ipos_energy.mathematics.certify import certify
from ipos_energy.mathematics.highs import Answer
from tests.helpers import close
from tests.mathematics.test_compact import INF, program

FULL = program([[1, 1]], [3], [INF], [20, 40], [0, 0], [2, INF])
"""Minimise 20·x + 40·y where x + y ≥ 3 and x ≤ 2: x = 2, y = 1, cost 80 + 3."""

RIGHT = Answer(status="optimal", x=np.array([2.0, 1.0]), row_dual=np.array([40.0]),
               column_dual=np.array([-20.0, 0.0]), bound=83.0, iterations=1, run_cpu_s=0.0,
               run_wall_s=0.0)


def failed(answer: Answer) -> list[str]:
    """The statements that do not hold."""
    return [check.statement for check in certify(FULL, answer) if not check.passed]


def test_the_right_answer_is_proven() -> None:
    """Dual objective: 40·3 + (20 − 40)·2 + 3 = 83 = the cost. Catches a forgotten bound."""
    assert failed(RIGHT) == []
    close(certify(FULL, RIGHT)[-1].residual, 0)


@pytest.mark.parametrize(("x", "dual", "statement"), [
    ([2, 0], [40], "every equation and limit holds"),
    ([3, 0], [40], "every bound holds"),
    ([-1, 4], [40], "every bound holds"),
    ([2, 1], [-40], "every row's dual has the sign its limits allow"),
    ([2, 1], [41], "every reduced cost has the sign its bounds allow"),
    ([0, 3], [40], "dual objective = cost: the operation is proven optimal"),
    ([2, 1], [39], "dual objective = cost: the operation is proven optimal"),
    ([float("nan"), 1], [40], "every bound holds"),
])
def test_a_wrong_answer_fails(x: list[float], dual: list[float], statement: str) -> None:
    """Too little, beyond a bound, a dual of the wrong sign, or another vertex: each is named.

    Catches a certificate that believes the solver.
    """
    wrong = replace(RIGHT, x=np.array(x, dtype=float), row_dual=np.array(dual, dtype=float))
    assert statement in failed(wrong)
