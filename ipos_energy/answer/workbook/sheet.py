"""What a spreadsheet is made of: sheets of typed columns, and drawings of their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Cell = str | float | date | datetime | None
"""None leaves the cell empty; a number that is not finite is written as a word."""

Kind = Literal["text", "number", "money", "factor", "whole", "percent", "tiny", "month",
               "day"]
"""How the values of a column are shown"""


@dataclass(frozen=True)
class Column:
    """A column: its heading, the unit in which all its values are, and how they are shown."""

    name: str
    kind: Kind = "text"
    unit: str = ""

    @property
    def heading(self) -> str:
        """The name with its unit."""
        return f"{self.name} [{self.unit}]" if self.unit else self.name


@dataclass(frozen=True)
class Drawing:
    """A native chart of a sheet: each row of ``rows`` is a series over ``columns``.

    ``title`` and ``name`` are the columns whose cells title the chart and name each series. Where
    ``across`` is False, there is one series: the first of ``columns`` over all the rows.
    """

    rows: range
    columns: range
    title: int
    name: int
    unit: str
    across: bool = True


@dataclass(frozen=True)
class Sheet:
    """A table: one row of headings, then ``rows`` with a cell for each column."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    drawings: tuple[Drawing, ...] = ()
