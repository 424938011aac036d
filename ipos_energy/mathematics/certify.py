"""The proof that an answer is right: residuals, reduced costs and the dual objective.

All from the linear program as it was stated and the values that were returned; nothing that the
solver says about itself is believed.
"""

from __future__ import annotations

import numpy as np

from ipos_energy.mathematics.highs import Answer
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.park.replay import Check
from ipos_energy.park.series import FloatArray, inner

SUBJECT = "linear program"
DUAL_TOLERANCE = 1e-6
GAP_TOLERANCE = 1e-7


def certify(program: LinearProgram, answer: Answer) -> tuple[Check, ...]:
    """Checks an optimal answer of ``program``.

    Rows and bounds hold; every reduced cost d = c − Aᵀy and every dual y has the sign that its
    limit allows; and the dual objective Σ y·limit + Σ d·bound equals the cost c·x + offset, which
    no other operation can then beat.
    """
    activity = program.matrix.times(answer.x)
    reduced = program.cost - program.matrix.transposed_times(answer.row_dual)
    cost = inner(program.cost, answer.x) + program.offset
    dual = (program.offset
            + _limit_value(answer.row_dual, program.row_lower, program.row_upper)
            + _limit_value(reduced, program.lower, program.upper))
    return (
        Check(SUBJECT, "every equation and limit holds",
              _outside(activity, program.row_lower, program.row_upper)),
        Check(SUBJECT, "every bound holds", _outside(answer.x, program.lower, program.upper)),
        Check(SUBJECT, "every row's dual has the sign its limits allow",
              _wrong_sign(answer.row_dual, program.row_lower, program.row_upper), DUAL_TOLERANCE),
        Check(SUBJECT, "every reduced cost has the sign its bounds allow",
              _wrong_sign(reduced, program.lower, program.upper), DUAL_TOLERANCE),
        Check(SUBJECT, "dual objective = cost: the operation is proven optimal",
              abs(cost - dual) / max(1.0, abs(cost)), GAP_TOLERANCE),
    )


def _outside(values: FloatArray, lower: FloatArray, upper: FloatArray) -> float:
    """The largest violation, relative to 1 + the limit."""
    below = np.where(np.isfinite(lower), lower - values, 0.0) / (1 + np.abs(_finite(lower)))
    above = np.where(np.isfinite(upper), values - upper, 0.0) / (1 + np.abs(_finite(upper)))
    worst = max(float(np.max(below, initial=0.0)), float(np.max(above, initial=0.0)))
    return worst if np.isfinite(values).all() else float("inf")


def _wrong_sign(dual: FloatArray, lower: FloatArray, upper: FloatArray) -> float:
    """The largest dual that pushes against a limit that is not there, relative to all duals."""
    wrong = np.maximum(np.where(np.isfinite(lower), 0.0, dual),
                       np.where(np.isfinite(upper), 0.0, -dual))
    scale = 1.0 + float(np.max(np.abs(dual), initial=0.0))
    return float(np.max(wrong, initial=0.0)) / scale


def _limit_value(dual: FloatArray, lower: FloatArray, upper: FloatArray) -> float:
    """Σ dual·limit, with the lower limit where the dual is positive and the upper where not."""
    return float(np.sum(np.where(dual > 0, dual * _finite(lower), dual * _finite(upper))))


def _finite(limit: FloatArray) -> FloatArray:
    return np.where(np.isfinite(limit), limit, 0.0)
