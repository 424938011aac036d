"""The workbook in Swedish: the same cells, every text of the program told, none twice."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import get_args

import pytest

from ipos_energy.answer.language import LANGUAGES
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell
from ipos_energy.answer.workbook.sheets import sheets_of
from ipos_energy.mathematics.model import Span
from tests.helpers import solved
from tests.units.test_maintenance import TWO_DAYS, UNIT_OF_KIND, maintained

SWEDISH = LANGUAGES["sv"]
SAME_IN_BOTH = {"scenario", "status", "optimal", "process_heat", "steam_turbine", "let_down",
                "boiler", "electrode_boiler", "compression_chiller", "fuel", "heat_sale", "company",
                "electricity", "", "ramp", "CO2 [t]"}
"""Words that are the same in both languages, and what a scenario file calls kinds"""

OWNED = """
name: Owned
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T02:00, step: 1 h, time_zone: UTC}
headers:
  gas: {medium: fuel}
  steam: {medium: steam, pressure: 5 bar}
units:
  boiler 1: {kind: boiler, fuel: gas, to: steam, capacity: 9 MW, efficiency: 90 %, owner: works,
             size: {at_most: 5 MW, cost: 10 EUR/MW, lifetime: 20 years, interest: 5 %}}
companies:
  works: {demands: {steam: 5 MW}}
contracts:
  supply: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 200 kg/MWh}
"""


def own_words(results: Results) -> set[str]:
    """What the scenario itself says, or what it is read in: names, units and their combinations."""
    names = {*results.owners, *results.headers, *results.profiles, results.name,
             results.description, *(factor.source for factor in results.co2_account.factors),
             *(one.source for one in results.co2.alternatives),
             *(claim.actor for claim in results.co2_account.claims.claims)}
    units = {"h", "t", "MW", "MWh", "kg/MWh", "t/MWh", "EUR", "EUR/MWh", "EUR/t"}
    headers = {f"{header} [EUR/MWh]" for header in results.headers}
    demands = {f"{name}: {header} [MWh]" for name in results.companies
               for header in results.headers}
    return {*names, *units, *headers, *demands, *results.calendar.month_names}


def assert_told(results: Results) -> None:
    """Both workbooks have the same sheets and numbers; what both call alike is a planner's word."""
    own, left = own_words(results), set()
    for english, swedish in zip(sheets_of(results), sheets_of(results, SWEDISH), strict=True):
        assert len(swedish.name) <= 31
        cells: list[tuple[Cell, Cell]] = [
            (english.name, swedish.name), (english.about, swedish.about),
            *((one.heading, other.heading)
              for one, other in zip(english.columns, swedish.columns, strict=True)),
            *((one, other) for row, swedish_row in zip(english.rows, swedish.rows, strict=True)
              for one, other in zip(row, swedish_row, strict=True))]
        for one, other in cells:
            if isinstance(one, str):
                left |= {one} if one == other else set()
            else:
                assert one == other
    assert {text for text in left - own - SAME_IN_BOTH
            if not re.fullmatch(r"[\d-]+", text)} == set()


def test_every_text_of_the_workbook_has_its_swedish(results: Results) -> None:
    """Of the small park. Catches a heading, label or note that is left in English."""
    assert_told(results)


@pytest.mark.parametrize("text", [
    OWNED, maintained(f"kind: boiler, {UNIT_OF_KIND['boiler']}, {TWO_DAYS}", [0, 0, 3, 3, 3]),
], ids=["owned and sized", "maintenance"])
def test_sheets_that_not_every_park_has_are_told(text: str) -> None:
    """What companies own, sizes, and maintenance."""
    assert_told(solved(text))


def test_every_span_of_a_limit_is_told() -> None:
    """Catches a new span, which the sheet of limits would show in English."""
    assert {span for span in get_args(Span) if SWEDISH.tell(span) == span} == set()


def test_texts_stand_in_one_table_each() -> None:
    """Catches a text that two tables translate, perhaps differently."""
    from ipos_energy.answer.swedish import SWEDISH as REPORT
    from ipos_energy.answer.swedish_charts import SWEDISH_CHARTS
    from ipos_energy.answer.swedish_tables import SWEDISH_TABLES

    for one, other in pairwise([SWEDISH_TABLES, REPORT, SWEDISH_CHARTS, SWEDISH_TABLES]):
        assert one.keys() & other.keys() == set()
