"""What the temperatures allow a heat pump or chiller to do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.series import FloatArray

HIGHEST_COP = 30.0


def impossible_cop(
    field: str, cop: FloatArray, ideal: FloatArray, least: float, horizon: Horizon
) -> Iterator[Finding]:
    """What cannot be of a COP that ``field`` states or leads to; both arrays are (T,) or (1,).

        least < COP ≤ ideal,    COP ≤ 30

    ``ideal`` is Lorenz's between the temperatures, infinite where heat flows by itself.
    """
    cop, ideal = np.broadcast_arrays(cop, ideal)
    unfit = ~np.isfinite(cop) | (cop <= least) | (cop > HIGHEST_COP)
    if unfit.any():
        step, when = horizon.first(unfit)
        yield Finding((field,), f"the temperatures give a COP of {cop[step]:g}{when}; allowed is "
                      f"more than {least:g} and at most {HIGHEST_COP:g}",
                      "Where hardly anything is lifted, a heat exchanger serves; a chiller keeps "
                      "its condenser warm.")
        return
    beyond = cop > ideal * (1 + 1e-9)
    if beyond.any():
        step, when = horizon.first(beyond)
        yield Finding((field,), f"a COP of {cop[step]:g} is above the {ideal[step]:.3g} of an "
                      f"ideal machine between these temperatures{when}",
                      "Real ones reach 40 to 60 % of it.")
