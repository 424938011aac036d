"""Heat maps of hour × day: a small picture in a drawing whose text can be selected."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from html import escape

import numpy as np
from numpy.typing import NDArray

from ipos_energy.answer.charts.numbers import short
from ipos_energy.answer.language import Language
from ipos_energy.answer.report.content import Chart, Column, Table
from ipos_energy.answer.report.operation import main_flows
from ipos_energy.answer.results import Calendar, Results
from ipos_energy.park.operation import Flow
from ipos_energy.park.series import FloatArray

_LEFT, _TOP, _WIDTH, _HEIGHT = 40.0, 26.0, 900.0, 96.0
_NOTHING = 255
"""The colour's number where the clock skips an hour, or a day is not whole"""
_DARKEST = 250
_PALE, _MIDDLE, _DARK = (247, 247, 247), (86, 160, 211), (8, 29, 88)
_SECONDS_A_DAY = 86_400


def heat_maps(results: Results, language: Language) -> list[Chart]:
    """One for the main flow of each unit that ran; none where the horizon is below two days."""
    if len(np.unique(results.calendar.local.astype("datetime64[D]"))) < 2:
        return []
    return [_heat_map(flow, results.calendar, language) for flow in main_flows(results)
            if flow.values.max(initial=0.0) > 0.0]


def _heat_map(flow: Flow, calendar: Calendar, language: Language) -> Chart:
    say, number = language.say, language.number
    power, highest = by_hour_and_day(flow.values, calendar), float(flow.values.max())
    name = language.flow(flow)
    title = f"{name}, {say('hour and day')}"
    scale = say("white 0, dark {highest} MW").format(highest=number(highest, 1))
    parts = [f'<svg class="chart heat" role="img" viewBox="0 0 950 {_TOP + _HEIGHT + 22:.0f}">'
             f"<title>{escape(title)}</title>",
             f'<text x="{_LEFT}" y="16" font-weight="bold">{escape(short(name, 60))}</text>',
             f'<text x="{_LEFT + _WIDTH}" y="16" text-anchor="end">{escape(scale)}</text>',
             f'<image x="{_LEFT}" y="{_TOP}" width="{_WIDTH}" height="{_HEIGHT}" '
             f'preserveAspectRatio="none" href="{_picture(power / highest)}"/>',
             *_hours(), *_months(calendar, language), "</svg>"]
    hours = np.arange(power.shape[0]) * calendar.step_hours
    known = [row[~np.isnan(row)] for row in power]
    table = Table(
        title, (Column(say("Hour"), "h", 2), Column(say("Mean"), "MW", 2),
                Column(say("Highest"), "MW", 2)),
        [(float(hour), float(row.mean()), float(row.max()))
         for hour, row in zip(hours, known, strict=True) if len(row)])
    return Chart(title, "".join(parts), (table,))


def by_hour_and_day(power_mw: FloatArray, calendar: Calendar) -> FloatArray:
    """Power by time of day and local day (H, D); NaN where the clock skips or nothing is known.

    Where the clock goes back, the later of the two hours counts.
    """
    days = calendar.local.astype("datetime64[D]")
    seconds = (calendar.local - days).astype(np.int64)
    step = round(calendar.step_hours * 3600)
    rows = -(-_SECONDS_A_DAY // step)
    columns = (days - days[0]).astype(np.int64)
    power = np.full((rows, int(columns[-1]) + 1), np.nan)
    power[seconds // step, columns] = power_mw
    return power


def _picture(share: FloatArray) -> str:
    """A PNG as a data address: 0 is white, 1 is dark."""
    known = ~np.isnan(share)
    numbers = np.full(share.shape, _NOTHING, dtype=np.uint8)
    numbers[known] = np.clip(np.rint(share[known] * _DARKEST), 0, _DARKEST).astype(np.uint8)
    return f"data:image/png;base64,{b64encode(png(numbers[::-1], _palette())).decode('ascii')}"


def _palette() -> NDArray[np.uint8]:
    at = np.linspace(0.0, 1.0, _DARKEST + 1)
    colours = np.full((256, 3), 255, dtype=np.uint8)
    for channel in range(3):
        colours[:_DARKEST + 1, channel] = np.interp(
            at, (0.0, 0.5, 1.0), (_PALE[channel], _MIDDLE[channel], _DARK[channel]))
    return colours


def png(numbers: NDArray[np.uint8], palette: NDArray[np.uint8]) -> bytes:
    """A picture of palette colours (H, W) as PNG; the palette is (256, 3)."""
    height, width = numbers.shape
    lines = np.zeros((height, width + 1), dtype=np.uint8)  # each line begins with its filter, none
    lines[:, 1:] = numbers

    def chunk(name: bytes, content: bytes) -> bytes:
        return (struct.pack(">I", len(content)) + name + content
                + struct.pack(">I", zlib.crc32(name + content)))

    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
            + chunk(b"PLTE", palette.tobytes()) + chunk(b"IDAT", zlib.compress(lines.tobytes(), 9))
            + chunk(b"IEND", b""))


def _hours() -> list[str]:
    return [f'<text x="{_LEFT - 5}" y="{_TOP + _HEIGHT * (1 - hour / 24) + 4:.1f}" '
            f'text-anchor="end">{hour}</text>' for hour in (0, 6, 12, 18, 24)]


def _months(calendar: Calendar, language: Language) -> list[str]:
    """The name of each month where it begins."""
    days = np.unique(calendar.local.astype("datetime64[D]"))
    first = [k for k, day in enumerate(days) if k == 0 or str(day).endswith("-01")]
    return [f'<text x="{_LEFT + _WIDTH * k / len(days):.1f}" y="{_TOP + _HEIGHT + 15}">'
            f"{language.months[int(str(days[k])[5:7]) - 1][:3]}</text>" for k in first]
