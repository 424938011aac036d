"""What a header is asked for and what it can have around an event, as shapes of an SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ipos_energy.answer.language import Language
from ipos_energy.park.impossible.findings import Window

WIDTH, HEIGHT, LEFT, TOP = 720, 200, 66, 12


@dataclass(frozen=True)
class Drawing:
    """Points of two stepped lines and of the area between them, and the labels of the axes."""

    asked: str
    most: str
    between: str
    highest: str
    first: str
    hours: str


def drawing_of(window: Window, language: Language) -> Drawing:
    """The shapes; both axes are linear, and the upright one begins at zero."""
    highest = max(*window.asked_mw, *window.most_mw, 1e-9)
    asked, most = (list(_stepped(values, highest))
                   for values in (window.asked_mw, window.most_mw))
    return Drawing(_points(asked), _points(most), _points([*asked, *reversed(most)]),
                   f"{language.number(highest, 1)} MW", window.start,
                   f"{language.tick(len(window.asked_mw) * window.step_hours)} h")


def _stepped(values: Sequence[float], highest: float) -> Iterator[tuple[float, float]]:
    """Both ends of each step, in the drawing's own units."""
    width = (WIDTH - LEFT) / len(values)
    for k, value in enumerate(values):
        y = TOP + (HEIGHT - TOP) * (1 - value / highest)
        yield LEFT + k * width, y
        yield LEFT + (k + 1) * width, y


def _points(shape: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in shape)
