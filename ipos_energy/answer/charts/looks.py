"""How things look in every chart: colours, hatches and dashes that all eyes tell apart."""

from __future__ import annotations

from dataclasses import dataclass

DARK, GREY, PALE = "#1a1a1a", "#595959", "#d9d9d9"
GAIN, LOSS, TOTAL = "#009e73", "#e69f00", "#33475b"
"""What helps, what hurts, and the sum: apart in hue to every eye and in lightness on paper"""


@dataclass(frozen=True)
class Look:
    """How one thing looks as an area (``face``, ``hatch``) and as a line (``line``, ``dashes``)."""

    face: str
    hatch: str
    line: str
    dashes: tuple[float, ...]


_FACES = (
    ("#0072b2", "", "#0072b2"),
    ("#e69f00", "", "#c98a00"),
    ("#00523b", "", "#00523b"),
    ("#f0e442", "", "#a89c00"),
    ("#d55e00", "\\\\\\\\", "#d55e00"),
    ("#8fd0f5", "", "#56b4e9"),
    ("#8c3f6b", "||||", "#8c3f6b"),
    ("#8fd9bf", "\\\\\\\\", "#009e73"),
    ("#e5b3cd", "||||", "#cc79a7"),
)
"""Face, hatch and line from Okabe and Ito's colours, which colour-blind people tell apart; dark and
light in turn, and hatched where two would be one grey in print without colour"""
HUES = len(_FACES)
_LATER_HATCHES = ("////", "xxxx", "----", "++++")
_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 1.5), (1.5, 1.2), (6, 1.5, 1.5, 1.5), (9, 2))

COMPANIES = Look("#8c8c8c", "", DARK, ())
OTHERS = Look("#c4c4c4", "||||", GREY, (1.5, 1.2))


def look(number: int) -> Look:
    """The look of the thing with this number; 45 are distinct."""
    cycle, place = divmod(number, HUES)
    face, hatch, line = _FACES[place]
    if cycle:
        hatch = _LATER_HATCHES[(cycle - 1) % len(_LATER_HATCHES)]
    return Look(face, hatch, line, _DASHES[(number + cycle) % len(_DASHES)])
