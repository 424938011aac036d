"""Every number that the report shows is one of the results: the page is walked, cell by cell."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np
import pytest

from ipos_energy.answer.language import MINUS, THIN_SPACE
from ipos_energy.line.run import Finished
from tests.report.recomputed import Numbers, Written
from tests.report.test_page import tree

BY_VALUE = {"Marginal value of limits"}
"""Tables whose rows are compared whatever their order"""
NUMBER = re.compile(rf"{MINUS}?\d[\d{THIN_SPACE}]*(?:\.\d+)?")
DAYS_AND_CLOCK = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}|\bP\d+\b|CO2e?")
"""Dates, and words with a digit in them"""


@pytest.fixture(scope="module")
def written(finished: Finished) -> Written:
    """The files of the run."""
    return Written(finished.folder, finished.run)


def shown(table: ET.Element) -> Numbers:
    """The numbers of a table, row by row; rows without any left out."""
    rows = [[float(one.attrib["value"]) for one in row.iter("data")]
            for row in chain(table.findall("tbody/tr"), table.findall("tfoot/tr"))]
    return [row for row in rows if row]


def test_every_table_holds_what_the_files_say(written: Written, pages: dict[str, str]) -> None:
    """Proves that each number of each table is that of flows, prices, ledger or summary.

    The Sankey diagram's table is checked below. Catches a column that is shifted, a row of another
    unit, a sum that leaves a month out, and a table that nothing checks.
    """
    expected, unchecked, count = dict(written.tables()), [], 0
    for table in tree(pages["en"]).iter("table"):
        caption, numbers = str(table.findtext("caption")), shown(table)
        name = next((name for name in expected if caption.startswith(name)), None)
        if name is None:
            unchecked += [caption] if numbers else []
            continue
        rows = sorted(expected[name]) if name in BY_VALUE else expected[name]
        assert [len(row) for row in numbers] == [len(row) for row in rows if row], caption
        np.testing.assert_allclose(
            list(chain(*(sorted(numbers) if name in BY_VALUE else numbers))), list(chain(*rows)),
            rtol=1e-9, atol=1e-6, err_msg=caption)
        count += sum(map(len, numbers))
    assert unchecked == ["Energy of the period in MWh"]
    assert count > 500


def test_the_sankey_diagram_balances_with_the_flows(
    written: Written, pages: dict[str, str]
) -> None:
    """Proves that what flows to and from each contract, company and header is their energy.

    Catches a stream that is counted twice or at the wrong end.
    """
    table = next(one for one in tree(pages["en"]).iter("table")
                 if str(one.findtext("caption")).startswith("Energy of the period"))
    streams = [(str(next(iter(row.itertext()))).strip(), [cell.text for cell in row][1],
                float(row.find(".//data").attrib["value"]))  # type: ignore[union-attr]
               for row in table.findall("tbody/tr")]
    for header in {*written.summary["headers"]} - {*written.owners}:
        into = sum(values.sum() for about, values in written.flows.values()
                   if about["header"] == header and about["direction"] == "in")
        assert sum(mwh for _, to, mwh in streams if to == header) == pytest.approx(
            sum(mwh for start, _, mwh in streams if start == header), rel=1e-6, abs=1e-6)
        assert sum(mwh for _, to, mwh in streams if to == header) <= into * written.hours + 1e-6
    for name, facts in written.owners.items():
        if facts["section"] == "contract" and name not in written.summary["headers"]:
            energy = sum(values.sum() for (owner, _), (_, values) in written.flows.items()
                         if owner == name) * written.hours
            assert sum(mwh for start, to, mwh in streams if name in (start, to)) == pytest.approx(
                energy)


def figures(value: Any) -> Iterator[float]:
    """Every number of plain data, and the numbers in its texts."""
    if isinstance(value, dict):
        for below in value.values():
            yield from figures(below)
    elif isinstance(value, list):
        for below in value:
            yield from figures(below)
    elif isinstance(value, str):
        yield from (float(number) for number in re.findall(r"\d+(?:\.\d+)?", value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield abs(value)


def as_written(numbers: set[float]) -> set[str]:
    """How those numbers may stand in a sentence: as they are, in thousands, as kg or per cent."""
    scaled = np.outer(np.array(sorted(numbers)), (1.0, 0.001, 1000.0, 100.0)).ravel()
    return {f"{number:.{digits}f}" for digits in (0, 1, 2) for number in scaled}


def test_every_number_of_the_sentences_is_a_result(
    finished: Finished, written: Written, pages: dict[str, str]
) -> None:
    """Proves that numbers outside the tables stand in the summary, or are sums of its flows.

    Catches a sentence with a number of its own, such as a total in another unit.
    """
    root = tree(pages["en"])
    ledger: dict[tuple[str, str], float] = {}
    for row in written.rows("ledger"):
        ledger[row["owner"], row["label"]] = (ledger.get((row["owner"], row["label"]), 0.0)
                                              + row["amount"])
    checks, joint = written.summary["audit"]["checks"], written.summary["co2"]["allocation"]
    known = {*figures(json.loads(json.dumps(written.summary))), *map(abs, ledger.values()),
             joint["fuel_burnt_t"] + joint["power_bought_t"], float(len(checks)),
             float(len(written.summary["profiles"])),
             float(sum(one["modelled"] for one in written.summary["profiles"].values()))}
    stated = set(re.findall(r"\d+(?:\.\d+)?", json.dumps(written.summary)))
    allowed, found = as_written(known) | stated, 0
    for paragraph in root.iter("p"):
        text = DAYS_AND_CLOCK.sub("", "".join(paragraph.itertext()))
        for number in NUMBER.findall(text):
            plain = number.replace(THIN_SPACE, "").replace(MINUS, "").strip()
            assert plain in allowed, (number, text)
            found += 1
    assert found > 15


@pytest.mark.parametrize("kind", ["sankey", "bars"])
def test_every_label_of_a_drawing_is_in_its_table(pages: dict[str, str], kind: str) -> None:
    """Proves that the amounts written into a drawing are numbers of the table behind it, or sums.

    Catches a label that is scaled or signed in another way than the table.
    """
    page = tree(pages["en"])
    parents = {child: parent for parent in page.iter() for child in parent}
    drawing = [one for one in page.iter("svg") if one.get("class") == f"chart {kind}"][-1]
    figure = parents[parents[drawing]]
    siblings = list(parents[figure])
    details = siblings[siblings.index(figure) + 1]
    numbers = [number for table in details.iter("table") for row in shown(table) for number in row]
    sums = {round(sum(numbers), 6), *numbers}
    nodes: dict[str, float] = {}
    for row in details.iter("tr"):
        cells = ["".join(cell.itertext()).strip() for cell in row]
        for k, name in enumerate(cells[:-1]):
            value = row.find(".//data")
            if value is not None:
                key = f"{k}{name}"
                nodes[key] = nodes.get(key, 0.0) + float(value.attrib["value"])
    written = {f"{abs(number):.{digits}f}" for number in (*sums, *nodes.values())
               for digits in (0, 1)}
    labels = [one.text for one in drawing.iter("tspan")] if kind == "sankey" else [
        one.text for one in drawing.iter("text") if NUMBER.fullmatch(one.text or "")]
    assert len(labels) > 4
    for label in labels:
        assert str(label).replace(THIN_SPACE, "").replace(MINUS, "") in written
