"""The values behind the drawings that the page's script lets a reader explore.

A series is a row of whole hundredths of a MW, little-endian in base 64, 16 bits wide where that is
enough. A horizon of many short steps is given as means of blocks, so that the page stays small.
"""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipos_energy.answer.charts.bands import balances
from ipos_energy.answer.language import Language
from ipos_energy.answer.report.operation import main_flows
from ipos_energy.answer.report.year import HEIGHT, LEFT, PITCH, TOP, WIDTH, limits, signed_bands
from ipos_energy.answer.results import Results
from ipos_energy.park.series import FloatArray

MOST = 8_784
"""Columns that are given at most: the hours of a leap year"""
_PER_MW = 100


def year_data(results: Results, language: Language) -> str:
    """The data as JSON that may stand inside a script element."""
    calendar = results.calendar
    block = -(-len(calendar.utc) // MOST)
    first = np.arange(0, len(calendar.utc), block)
    minutes = (calendar.local - calendar.local[0].astype("datetime64[D]")).astype(np.int64) // 60
    data = {
        "minutes": _packed(minutes[first]),
        "start": str(calendar.local[0].astype("datetime64[D]")),
        "blockHours": block * calendar.step_hours,
        "left": LEFT, "width": WIDTH, "top": TOP, "height": HEIGHT, "pitch": PITCH,
        "decimal": language.decimal_sign,
        "months": [month[:3] for month in language.months],
        "words": {key: language.say(text) for key, text in _WORDS.items()},
        "panels": [_panel(balance, first) for balance in balances(results, language)],
        "maps": [{"name": language.flow(flow), "values": _hundredths(flow.values, first)}
                 for flow in main_flows(results) if flow.values.max(initial=0.0) > 0.0],
    }
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":  # nothing in it may end the element or be read as markup
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


_WORDS = {
    "all": "Whole period", "in": "Zoom in", "out": "Zoom out", "earlier": "Earlier",
    "later": "Later",
    "help": "Drag over a part of the drawing to zoom, point at it to read values.",
}


def _panel(balance: Any, first: NDArray[np.int64]) -> dict[str, Any]:
    low, high = limits(balance)
    return {"name": balance.header, "low": low, "high": high, "bands": [
        {"name": band.label, "sign": sign, "values": _hundredths(band.values, first)}
        for band, sign in signed_bands(balance)]}


def _hundredths(power_mw: FloatArray, first: NDArray[np.int64]) -> dict[str, Any]:
    counts = np.diff([*first, len(power_mw)])
    means = np.add.reduceat(power_mw, first) / counts
    return _packed(np.rint(means * _PER_MW).astype(np.int64))


def _packed(numbers: NDArray[np.int64]) -> dict[str, Any]:
    """Whole numbers as text, and how many bits each takes."""
    narrow = int(np.abs(numbers).max(initial=0)) < 2 ** 15
    kind = np.dtype("<i2" if narrow else "<i4")
    return {"bits": 16 if narrow else 32,
            "text": b64encode(numbers.astype(kind).tobytes()).decode("ascii")}
