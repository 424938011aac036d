"""The waterfall: every part begins where the one before it ended."""

from __future__ import annotations

import re

from ipos_energy.answer.report.waterfall import draw_waterfall


def test_parts_follow_one_another() -> None:
    """Proves the bars by hand: +30, −10, sum 20, from 230 px, 640 px for 30, so 21.33 px for one.

    The gain takes 230 to 870, the loss 656.7 to 870, and the sum 230 to 656.7. Catches a loss that
    is drawn to the right, and a name that is not escaped.
    """
    svg = draw_waterfall([("a<b", 30.0), ("c", -10.0)], "sum", "t", str)
    bars = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    assert bars == [("230.0", "640.0"), ("656.7", "213.3"), ("230.0", "426.7")]
    assert "a&lt;b" in svg


def test_nothing_saved_is_drawn() -> None:
    """Proves that a saving of nothing is drawn with bars of no width; catches a division by 0."""
    assert 'width="0.0"' in draw_waterfall([("a", 0.0)], "sum", "t", str)
