"""Heat maps: each hour stands at its day and time, and the picture can be read back."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from matplotlib.image import imread

from ipos_energy.answer.report.heat_map import by_hour_and_day, png
from ipos_energy.line.run import Finished


def test_hours_stand_at_their_local_day_and_time(finished: Finished) -> None:
    """Proves that the skipped hour is empty and the rest in order; 31 March 2019 has no 2 o'clock.

    Step 0 is 0 o'clock, step 1 is 1, step 2 is 3; the second day begins with step 23. Catches a map
    that simply folds the steps by 24.
    """
    calendar = finished.results.calendar
    power = by_hour_and_day(np.arange(47.0), calendar)
    assert power.shape == (24, 2)
    assert np.isnan(power[2, 0])
    assert (power[1, 0], power[3, 0], power[23, 0], power[0, 1]) == (1.0, 2.0, 22.0, 23.0)
    assert int(np.isnan(power).sum()) == 1


def test_picture_holds_its_colours() -> None:
    """Proves that a reader of PNG gets the colours that were put in, at their places."""
    palette = np.zeros((256, 3), dtype=np.uint8)
    palette[1], palette[2] = (255, 0, 0), (0, 0, 255)
    content = png(np.array([[1, 2, 1], [0, 0, 2]], dtype=np.uint8), palette)
    read = np.rint(255 * imread(BytesIO(content))[..., :3]).astype(int)
    assert read.shape == (2, 3, 3)
    assert read[0].tolist() == [[255, 0, 0], [0, 0, 255], [255, 0, 0]]
    assert read[1, 2].tolist() == [0, 0, 255]
