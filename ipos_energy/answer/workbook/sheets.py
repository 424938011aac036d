"""All sheets in the order in which they are read. A new group is its file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ipos_energy.answer.language import ENGLISH, Language
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook import (
    assumptions,
    co2,
    energy,
    equipment,
    money,
    prices,
    summary,
)
from ipos_energy.answer.workbook.sheet import Sheet

GROUPS: tuple[Callable[[Results, Language], Iterator[Sheet]], ...] = (
    summary.sheets, energy.sheets, money.sheets, co2.sheets, equipment.sheets, prices.sheets,
    assumptions.sheets,
)


def sheets_of(results: Results, language: Language = ENGLISH) -> list[Sheet]:
    """Every sheet."""
    return [sheet for group in GROUPS for sheet in group(results, language)]
