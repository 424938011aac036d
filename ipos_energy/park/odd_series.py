"""Series that look mistaken."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.series import Series

_TIMES_MEDIAN = 10.0
_FEWEST_STEPS = 24
"""Of shorter series a median says little."""


def odd_peak(keys: tuple[str, ...], series: Series, horizon: Horizon) -> Iterator[Finding]:
    """Steps at which a profile is more than ten times its median, as a slipped decimal sign is."""
    if series.profile is None or len(series.values) < _FEWEST_STEPS:
        return
    median = float(np.median(series.values))
    high = series.values > _TIMES_MEDIAN * median
    if median > 0 and high.any():
        step = int(np.argmax(series.values))
        more = f" ({high.sum()} such steps)" if high.sum() > 1 else ""
        yield Finding(keys, f"{series.values[step]:g} MW at {horizon.moment(step)} are "
                      f"{series.values[step] / median:.0f} times the median of {median:g} MW{more}")
