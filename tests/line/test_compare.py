"""``compare``: what differs, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from ipos_energy.answer.co2.carriers import Allocated, CarrierShare, JointEmissions
from ipos_energy.answer.comparison import NotComparableError, compared
from ipos_energy.answer.comparison.compare import Side
from ipos_energy.answer.comparison.inputs import differences, inputs_of
from ipos_energy.answer.comparison.page import page_of
from ipos_energy.answer.language import LANGUAGES
from ipos_energy.answer.results import OwnerFacts, Results
from ipos_energy.answer.workbook.sheet import Sheet
from ipos_energy.errors import ResultError
from ipos_energy.park.operation import LedgerLine, SizeDecision
from tests.helpers import solved
from tests.line.park import PARK, Line


@pytest.fixture(scope="module")
def results() -> Results:
    """The small park."""
    return solved(PARK)


def costing(results: Results, gas: float, fee: float | None = None) -> Results:
    """The park with a ledger by hand: gas, and a fee where there is one."""
    lines = [LedgerLine("gas supply", "energy", "EUR", np.array([gas]))]
    if fee is not None:
        lines.append(LedgerLine("grid", "fee", "EUR", np.array([fee])))
    return replace(results, operation=replace(results.operation, ledger=tuple(lines)))


def side(results: Results, folder: str = "a", **inputs: str) -> Side:
    """A result as read from a folder."""
    return Side(folder, results, inputs, "")


def rows(sheets: tuple[Sheet, ...], name: str) -> dict[object, tuple[object, ...]]:
    """The rows of one table by their first cell."""
    return {row[0]: tuple(row[1:]) for sheet in sheets if sheet.name == name for row in sheet.rows}


def sharing(results: Results, emitted_t: float, steam_mwh: float) -> Results:
    """The park with 5 MWh of power used, some steam, and joint emissions by hand."""
    carriers = tuple(CarrierShare(name, mwh, 0.0, None, None)
                     for name, mwh in (("power", 5.0), ("steam", steam_mwh)))
    joint = JointEmissions(emitted_t, 0.0, "energy", (Allocated("energy", "", carriers, ()),))
    return replace(results, co2_account=replace(results.co2_account, allocation=joint))


def test_incremental_allocation_is_the_difference_of_two_results(results: Results) -> None:
    """Without steam 2 t, with 10 MWh of it 5 t: the steam adds 3 t, 300 kg/MWh.

    Where power changes too, no carrier can be told to have added it. Catches a difference the
    wrong way round, and a division by an energy that did not change.
    """
    without, with_it = sharing(results, 2.0, 0.0), sharing(results, 5.0, 10.0)
    found = rows(compared([side(without), side(with_it)]).sheets, "Incremental CO2")
    assert found["joint emissions"] == ("t", 2.0, 5.0, 3.0)
    assert found["steam: used"] == ("MWh", 0.0, 10.0, 10.0)
    assert found["steam: added by each MWh more"] == ("kg/MWh", None, None, 300.0)
    same = rows(compared([side(without), side(without)]).sheets, "Incremental CO2")
    assert "steam: added by each MWh more" not in same


def test_costs_stand_beside_each_other_with_the_difference(results: Results) -> None:
    """Gas 100 and 130; a fee of 20 in the second alone: totals 100 and 150, difference 50.

    A line that one of them does not have costs nothing there. Catches a sign and a lost line.
    """
    found = rows(compared([side(costing(results, 100.0)),
                           side(costing(results, 130.0, 20.0))]).sheets, "Cost")
    assert found["total"] == ("EUR", 100.0, 150.0, 50.0)
    assert found["gas supply: energy"] == ("EUR", 100.0, 130.0, 30.0)
    assert found["grid: fee"] == ("EUR", 0.0, 20.0, 20.0)


def test_three_results_differ_from_the_first(results: Results) -> None:
    """100, 130 and 90 differ by 30 and −10: catches a difference from the one before."""
    found = rows(compared([side(costing(results, gas)) for gas in (100.0, 130.0, 90.0)]).sheets,
                 "Cost")
    assert found["total"] == ("EUR", 100.0, 130.0, 90.0, 30.0, -10.0)


def test_a_size_that_one_lacks_is_empty(results: Results) -> None:
    """A size is no zero where there was no choice; catches an invented difference."""
    size = SizeDecision("boiler 1", "capacity", "MW", 12.5, 0.0, 40.0)
    built = replace(results, operation=replace(results.operation, sizes=(size,)))
    found = rows(compared([side(results), side(built)]).sheets, "Sizes")
    assert found == {"boiler 1: capacity": ("MW", None, 12.5, None)}


def test_other_currencies_and_lengths_are_refused(results: Results) -> None:
    """Both refusals name the folders and what differs: catches a sum of apples and pears."""
    with pytest.raises(NotComparableError, match=r'"a" is in EUR, "b" in SEK'):
        compared([side(results), side(replace(results, currency="SEK"), "b")])
    calendar = replace(results.calendar, utc=results.calendar.utc[:3],
                       local=results.calendar.local[:3])
    with pytest.raises(NotComparableError, match=r'"a" covers 6 h, "b" 3 h'):
        compared([side(results), side(replace(results, calendar=calendar), "b")])
    with pytest.raises(NotComparableError, match="takes 2 to 26 results, not 1"):
        compared([side(results)])


def test_avoided_co2_needs_one_reference(results: Results) -> None:
    """Against another reference the figure is left out, and both references are named."""
    other = replace(results, co2=replace(results.co2, alternative="wood pellets"))
    comparison = compared([side(results), side(other)])
    assert rows(comparison.sheets, "Avoided CO2") == {}
    assert "left out" in comparison.remarks[0]
    assert "district heat from gas boilers" in comparison.remarks[0]
    assert "district heat from wood pellets" in comparison.remarks[0]
    same = compared([side(results), side(results)])
    assert rows(same.sheets, "Avoided CO2")["avoided CO2"] == (
        "t", results.co2.avoided_t, results.co2.avoided_t, 0.0)
    assert same.remarks == ()


def test_other_factors_under_one_name_are_said(results: Results) -> None:
    """A reference of the same name with other assumptions is compared, with a remark."""
    other = replace(results, co2=replace(results.co2, assumptions=("Boilers of 80 %.",)))
    assert "not the same factors" in compared([side(results), side(other)]).remarks[0]


def test_a_failed_audit_is_said(results: Results) -> None:
    """Catches a comparison that hides that a result must not be relied on."""
    assert compared([side(results), side(replace(results, checks=()))]).remarks == (
        "B did not pass its audit; its figures must not be relied on.",)


def test_profiles_that_differ_under_the_same_keys_are_said(results: Results) -> None:
    """A file of another content has the same key: its hash tells."""
    sides = [Side("a", results, {}, "1"), Side("b", results, {}, "2")]
    assert compared(sides).remarks == ("No key differs, but the values of profiles do.",)


def test_inputs_are_taken_apart_by_key(tmp_path: Path) -> None:
    """Nested keys, members of lists, and what one side does not state."""
    for name, text in (("a", "units: {boiler: {capacity: 35 MW, outages: [{from: x}]}}\ngap: 1\n"),
                       ("b", "units: {boiler: {capacity: 30 MW, outages: [{from: y}]}}\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "scenario.yaml").write_text(text, encoding="utf-8")
    assert differences([inputs_of(tmp_path / "a"), inputs_of(tmp_path / "b")],
                       "not stated") == [
        ("units › boiler › capacity", "35 MW", "30 MW"),
        ("units › boiler › outages › 1 › from", "x", "y"),
        ("gap", "1", "not stated")]
    (tmp_path / "a" / "scenario.yaml").write_text("{", encoding="utf-8")
    with pytest.raises(ResultError, match="cannot be read"):
        inputs_of(tmp_path / "a")


def test_a_comparison_in_swedish(results: Results) -> None:
    """Every table, remark and the page are told, with the same numbers and a decimal comma.

    Catches a heading that is left in English.
    """
    sides = [side(costing(results, 100.5)), side(replace(costing(results, 130.0), checks=()), "b")]
    english, swedish = compared(sides), compared(sides, LANGUAGES["sv"])
    for one, other in zip(english.sheets, swedish.sheets, strict=True):
        assert (one.name, one.about) != (other.name, other.about)
        assert [row[2:] for row in one.rows] == [row[2:] for row in other.rows] \
            or one.name == "Results"
    assert swedish.remarks == ("B är underkänd i revisionen; lita inte på dess siffror.",)
    page = page_of(swedish, LANGUAGES["sv"])
    for told in ('<html lang="sv">', "Jämförelse av resultat", "gas supply: energi", "100,50"):
        assert told in page


def test_the_page_escapes_and_is_whole(results: Results) -> None:
    """Names are text on the page, and every tag that opens closes; catches an injection."""
    name = "<script>alert(1)</script>&\x1b[31m"
    ledger = (LedgerLine(name, "x", "EUR", np.array([1.0])),)
    bent = replace(results, name=name, owners={**results.owners, name: OwnerFacts("unit", "x")},
                   operation=replace(results.operation, ledger=ledger))
    page = page_of(compared([side(bent, key=name), side(results, "b", key='"')]))
    assert "<script" not in page
    assert "\x1b" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in page
    assert "http" not in page
    seen = _Tags()
    seen.feed(page)
    assert seen.open == []


class _Tags(HTMLParser):
    """Which tags are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_command_compares_two_runs(line: Line) -> None:
    """Dearer gas: 10.870 MWh of fuel cost 10 EUR/MWh more, 108.70 EUR, and nothing else changes.

    5 of the 6 hours need no boiler; in the hour of outage 10 MW at 92 % take 10.870 MWh.
    """
    line("run", "park.yaml", "--quiet", "--no-charts", "--out", "a")
    line("run", "park.yaml", "--quiet", "--no-charts", "--out", "b",
         "--set", "contracts.gas supply.energy_price=45 EUR/MWh")
    said = line("compare", "a", "b", "--html", "c.html", "--excel", "c.xlsx")
    assert said.code == 0, said.err
    assert "contracts › gas supply › energy_price  35 EUR/MWh  45 EUR/MWh" in said.out
    assert "  108.70" in said.out
    assert "separate production; district heat from gas boilers" in said.out
    assert "108.70" in Path("c.html").read_text(encoding="utf-8")
    cost = list(openpyxl.load_workbook("c.xlsx")["Cost"].iter_rows(min_row=2, values_only=True))
    assert cost[0][4] == pytest.approx(100 / 0.92)


def test_the_command_refuses_with_two(line: Line) -> None:
    """What cannot be compared ends with 2, a missing result with 1, as the codes are documented."""
    line("run", "park.yaml", "--quiet", "--no-charts", "--out", "a")
    assert line("compare", "a").code == 2
    assert line("compare", "a", "nowhere").code == 1
    summary = json.loads(Path("a/summary.json").read_text(encoding="utf-8"))
    Path("a/summary.json").write_text(json.dumps({**summary, "currency": "SEK"}), encoding="utf-8")
    line("run", "park.yaml", "--quiet", "--no-charts", "--out", "b")
    refused = line("compare", "a", "b")
    assert refused.code == 2
    assert '"a" is in SEK, "b" in EUR' in refused.err
    assert line("compare", "b", "b", "--html", "nowhere/c.html").code == 1
