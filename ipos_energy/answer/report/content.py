"""What a report is made of, as plain data: sections of texts, charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | float | None
"""A text, a number, or nothing"""


@dataclass(frozen=True)
class Column:
    """The head of a column; ``digits`` after the decimal sign of its numbers."""

    title: str
    unit: str = ""
    digits: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells below columns; ``total`` is the last row, set apart."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] | None = None
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A drawing as SVG that is safe to embed, what it shows, and the numbers behind it."""

    title: str
    svg: str
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Section:
    """One part of the report, which its address in the page and the contents name."""

    key: str
    title: str
    paragraphs: Sequence[str] = ()
    charts: Sequence[Chart] = ()
    tables: Sequence[Table] = ()


@dataclass(frozen=True)
class Headline:
    """One of the three figures that a manager asks for; ``against`` names its reference.

    ``value`` is None where the scenario does not say enough to tell it.
    """

    key: str
    title: str
    value: float | None
    digits: int
    unit: str
    against: str


@dataclass(frozen=True)
class Front:
    """Page one: figures, sentences that explain them, and the energy of the year."""

    period: str
    headlines: Sequence[Headline]
    sentences: Sequence[str]
    sankey: Chart
    status: str
    passed: bool
    modelled: str


@dataclass(frozen=True)
class Report:
    """The whole."""

    name: str
    description: str
    front: Front
    sections: Sequence[Section]
    data: str
    """What the page's script reads, as JSON that holds no markup"""
