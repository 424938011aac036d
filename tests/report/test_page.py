"""The report as a file: safe, whole, and its numbers those of the results."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from math import isclose

import numpy as np
import pytest

from ipos_energy.answer.language import LANGUAGES, MINUS, THIN_SPACE
from ipos_energy.answer.report.drawings import embedded
from ipos_energy.answer.report.page import page_of, report_of
from ipos_energy.line.run import Finished
from ipos_energy.park.replay import Check
from tests.report.conftest import HOSTILE


def tree(page: str) -> ET.Element:
    """The page as a tree; raises where an element is not closed or an attribute not quoted."""
    return ET.fromstring(page.replace("<!DOCTYPE html>", ""))


def table(page: str, caption: str) -> list[list[str | float]]:
    """The rows of the table with this caption, total last; numbers at full precision."""
    for one in tree(page).iter("table"):
        if one.findtext("caption") == caption:
            rows = [*one.findall("tbody/tr"), *one.findall("tfoot/tr")]
            return [[_value(cell) for cell in row] for row in rows]
    raise AssertionError(f"no table {caption}")


def _value(cell: ET.Element) -> str | float:
    number = cell.find("data")
    return cell.text or "" if number is None else float(number.attrib["value"])


@pytest.mark.parametrize("language", ["en", "sv"])
def test_page_is_well_formed_with_unique_identifiers(pages: dict[str, str], language: str) -> None:
    """Proves that every element is closed and no two share an id; every reference has its target.

    Catches two charts whose clip paths or hatches have one name, so that one draws the other's.
    """
    elements = list(tree(pages[language]).iter())
    names = [one.attrib["id"] for one in elements if "id" in one.attrib]
    assert len(names) == len(set(names))
    used = set(re.findall(r'(?:url\(|href=")#([\w-]+)', pages[language]))
    assert used
    assert used <= set(names)


def test_page_loads_nothing_and_allows_nothing(pages: dict[str, str]) -> None:
    """Proves that no attribute names another file, and the policy lets one script run: its own.

    Catches a font, script or image that the page would fetch, and a script that is not the page's.
    """
    root = tree(pages["en"])
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in ("src", "href", "action", "srcset", "data"):
                assert value.startswith(("#", "data:image/")), (element.tag, name, value)
        assert element.tag not in ("link", "iframe", "object", "foreignObject")
    data, script = root.iter("script")
    assert data.attrib == {"type": "application/json", "id": "year-data"}
    assert script.attrib == {}
    policy = [one.attrib["content"] for one in root.iter("meta")
              if one.get("http-equiv") == "Content-Security-Policy"]
    assert policy
    assert policy[0].startswith("default-src 'none'")
    written = pages["en"].split("<script>")[1].split("</script>")[0].encode()
    assert f"script-src 'sha256-{b64encode(sha256(written).digest()).decode()}'" in policy[0]
    assert not re.search(r"@import|url\((?!#)", pages["en"])


def test_hostile_text_is_shown_as_text(pages: dict[str, str]) -> None:
    """Proves that markup in a description, a sector and a unit's name stands there as text.

    Catches a template or a drawing that does not escape.
    """
    shown = "".join(tree(pages["en"]).itertext())
    assert HOSTILE in shown
    for forbidden in ("<script>alert", "<img src=https"):
        assert forbidden not in pages["en"]


def test_charts_have_names_and_tables(pages: dict[str, str]) -> None:
    """Proves that every drawing has a title for those who do not see it, and selectable text.

    Catches text turned into paths, and a drawing that a screen reader passes over.
    """
    drawings = [one for one in tree(pages["en"]).iter("svg") if one.get("role") == "img"]
    assert len(drawings) >= 8
    for one in drawings:
        assert one[0].tag == "title"
        assert one[0].text
        assert any(text.text or len(text) for text in one.iter("text"))


def test_headline_numbers_are_the_results(finished: Finished, pages: dict[str, str]) -> None:
    """Proves that page one shows cost, saving and avoided CO2 of the results, in this order."""
    shown = [float(one.attrib["value"]) for block in tree(pages["en"]).iter("div")
             if block.get("class") == "headlines" for one in block.iter("data")]
    results = finished.results
    assert shown == [results.operation.objective, results.money.saving.saving,
                     results.co2.avoided_t]


def test_tables_are_the_results(finished: Finished, pages: dict[str, str]) -> None:
    """Proves that the tables of cost, CO2, bills and statements hold the results' numbers.

    Catches a column filled from another quantity, and totals that are not the sums.
    """
    results, page = finished.results, pages["en"]
    cost = table(page, "Cost by line")
    assert [row[2] for row in cost[:-1]] == [line.total for line in results.operation.ledger]
    assert isclose(float(cost[-1][2]), results.operation.objective, rel_tol=1e-9)
    co2 = table(page, "Avoided CO2 by line")
    assert [row[1] for row in co2[:-1]] == [line.avoided_t for line in results.co2.lines]
    assert co2[-1][1] == results.co2.avoided_t
    told = table(page, "Statement of each company")
    assert [row[6] for row in told[:-1]] == [one.cost for one in
                                            results.money.statements.companies]
    bill = next(one for one in results.bills if one.contract == "grid")
    rows = table(page, "Bill: grid")
    assert np.allclose([float(row[-1]) for row in rows[:-1]], bill.total, rtol=1e-12)
    assert len(table(page, "Checks")) == len(results.checks)


def test_every_number_is_written_as_its_value(pages: dict[str, str]) -> None:
    """Proves that what is read is the value behind it, rounded, in both languages.

    Catches a scale or a decimal sign that one of the two has and the other has not.
    """
    for code, page in pages.items():
        count = 0
        for one in tree(page).iter("data"):
            text = one.text or ""
            plain = (text.replace(THIN_SPACE, "").replace(MINUS, "-")
                     .replace(LANGUAGES[code].decimal_sign, "."))
            digits = len(plain.partition(".")[2])
            assert abs(float(plain) - float(one.attrib["value"])) <= 0.5001 * 10.0 ** -digits
            count += 1
        assert count > 100


def test_numbers_and_dates_follow_the_language() -> None:
    """Proves −1234.5 and 3 May 2019 in both languages; by hand."""
    moment = np.datetime64("2019-05-03T12:00:00", "s")
    english, swedish = LANGUAGES["en"], LANGUAGES["sv"]
    assert english.number(-1234.5, 1) == f"{MINUS}1{THIN_SPACE}234.5"
    assert swedish.number(-1234.5, 1) == f"{MINUS}1{THIN_SPACE}234,5"
    assert english.number(-0.2) == "0"
    assert (english.date(moment), swedish.date(moment)) == ("3 May 2019", "3 maj 2019")


def test_failed_audit_stands_above_the_figures(finished: Finished) -> None:
    """Proves that a result that failed says so before its cost, and again in the audit.

    Catches a page that shows figures nobody may trust as if all were well.
    """
    bad = Check("turbine", "power is conserved", 0.5)
    results = replace(finished.results, checks=(*finished.results.checks, bad))
    language = LANGUAGES["en"]
    page = page_of(report_of(results, {}, {}, language), language)
    assert page.index("FAILED") < page.index('class="headlines"')
    assert table(page, "Checks")[-1][-1] == "FAILED"


def test_saving_without_prices_is_not_shown(finished: Finished) -> None:
    """Proves that a saving that is not valued is a dash with its reason, not a number too low."""
    money = finished.results.money
    saving = replace(money.saving, not_valued=("works: own boilers",))
    results = replace(finished.results, money=replace(money, saving=saving))
    language = LANGUAGES["en"]
    page = page_of(report_of(results, {}, {}, language), language)
    (told,) = [one for one in tree(page).iter("p") if one.get("id") == "saving-headline"]
    assert told.find("b/data") is None
    assert "not valued: works: own boilers" in "".join(told.itertext())


def test_embedding_keeps_colours_and_prefixes_names() -> None:
    """Proves that ids and references get the prefix while colours stay.

    Catches ``#d55e00`` being taken for a reference, which painted every hatch black.
    """
    svg = ('<?xml version="1.0"?><svg width="1pt" viewBox="0 0 9 9">\n<g id="axes">'
           '<clipPath id="a"/>\n<rect fill="#d55e00" clip-path="url(#a)" x="1.23456"/>'
           '<use xlink:href="#a"/><text>url(#a)</text></g></svg>')
    assert embedded(svg, "week", "A & B") == (
        '<svg class="chart" role="img" viewBox="0 0 9 9"><title>A &amp; B</title><g>'
        '<clipPath id="week-a"/> <rect fill="#d55e00" clip-path="url(#week-a)" x="1.23"/>'
        '<use href="#week-a"/><text>url(#a)</text></g></svg>')
