"""A scenario whose every name and text is hostile, through every way out of the program."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from ipos_energy.line.cli import main
from tests.report.test_page import tree

MARKUP = '<script>alert(1)</script>&amp;"\'<img src=x onerror=alert(2)>]]>'
FORMULA = '=HYPERLINK("http://example.invalid","x")'
CODES = "\x1b[2J\x1b]0;owned\x07\u202e"
NAMES = ("park", "description", "spot", "fuel", "power", "steam", "process", "boiler", "note",
         "works", "sector", "gas", "grid", "charge", "buyer", "city", "water", "exchanger",
         "reference", "alternative", "source", "actor", "published", "period", "explanation")


def hostile(name: str) -> str:
    """A name that is a formula and markup at once."""
    return f"{FORMULA} {name} {MARKUP}"


def scenario() -> str:
    """The scenario as JSON, which is YAML; every key that a planner may choose is hostile."""
    h = {name: hostile(name) for name in NAMES}
    return json.dumps({
        "name": h["park"], "description": h["description"], "currency": "EUR",
        "horizon": {"start": "2019-01-01", "end": "2019-01-03", "step": "1 h", "time_zone": "UTC"},
        "profiles": {h["spot"]: {"generate": "electricity_price", "mean": "40 EUR/MWh",
                                 "standard_deviation": "10 EUR/MWh"}},
        "headers": {
            h["fuel"]: {"medium": "fuel"}, h["power"]: {"medium": "electricity"},
            h["steam"]: {"medium": "steam", "pressure": "5 bar", "note": h["note"]},
            h["water"]: {"medium": "water", "supply": "90 degC", "return": "60 degC"}},
        "units": {
            h["process"]: {"kind": "process_heat", "to": h["steam"], "available": "3 MW",
                           "note": h["note"]},
            h["boiler"]: {"kind": "boiler", "fuel": h["fuel"], "to": h["steam"],
                          "capacity": "9 MW", "efficiency": "90 %"},
            h["exchanger"]: {"kind": "heat_exchanger", "from": h["steam"], "to": h["water"],
                             "capacity": "3 MW"}},
        "companies": {h["works"]: {"sector": h["sector"],
                                   "demands": {h["steam"]: "4 MW", h["power"]: "1 MW"}}},
        "contracts": {
            h["gas"]: {"kind": "fuel", "header": h["fuel"], "energy_price": "35 EUR/MWh",
                       "emission_factor": "200 kg/MWh", "note": h["note"]},
            h["grid"]: {"kind": "electricity", "header": h["power"],
                        "energy_price": {"profile": h["spot"]},
                        "charges": {h["charge"]: {"kind": "fixed", "price": "10 EUR/month"}}},
            h["city"]: {"kind": "heat_sale", "header": h["water"], "sold_to": h["buyer"],
                        "price": "20 EUR/MWh", "at_most": "2 MW"}},
        "emissions": {
            "reference": {"name": h["reference"], "district heat": h["alternative"]},
            "alternatives": {h["alternative"]: {"factor": "200 kg/MWh", "scope": "direct",
                                                "source": h["source"]}},
            "claims": {h["actor"]: {"steam": "100 %"}},
            "published": {h["published"]: {"value": "1 t", "period": h["period"],
                                           "source": h["source"],
                                           "explanation": h["explanation"]}}},
    })


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each command prints, by the command; ``folder`` is where it was run."""
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "park.yaml"
    path.write_text(scenario(), encoding="utf-8")
    bad = {"unit": scenario().replace('"9 MW"', '"9 MWh"'),
           "escaped": scenario().replace(" boiler ", f" boiler {json.dumps(CODES)[1:-1]} "),
           "raw": scenario().replace(" boiler ", f" boiler {CODES} ")}
    for name, text in bad.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    out, again = str(folder / "a"), str(folder / "b")
    commands = {
        "run": ["run", str(path), "--out", out, "--csv", "--language", "sv"],
        "other": ["run", str(path), "--out", again],
        "report": ["report", again], "explain": ["explain", again],
        "hour": ["explain", again, "--hour", "2019-01-01T12:00"],
        "compare": ["compare", out, again, "--html", str(folder / "c.html"),
                    "--excel", str(folder / "c.xlsx")],
        "validate": ["validate", str(path)],
        **{name: ["run", str(folder / f"{name}.yaml")] for name in bad},
    }
    told = {"folder": str(folder)}
    with pytest.MonkeyPatch.context() as patch:
        for name, arguments in commands.items():
            lines = io.StringIO()
            patch.setattr("sys.stdout", lines)
            patch.setattr("sys.stderr", lines)
            assert main(arguments) == (2 if name in bad else 0), lines.getvalue()
            told[name] = lines.getvalue()
    return told


def files(said: dict[str, str], pattern: str) -> list[Path]:
    """Files that the commands wrote."""
    return sorted(Path(said["folder"]).rglob(pattern))


def test_nothing_printed_holds_a_terminal_code(said: dict[str, str]) -> None:
    """Proves that no command prints escape, bell or direction codes, not even about a mistake.

    Names with such codes are refused, whether they are written as escapes or as they are. Catches a
    name that is printed as it stands and clears the screen or sets its title.
    """
    for name, text in said.items():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), name
    assert "boiler" in said["unit"]


class Elements(HTMLParser):
    """The elements of a page as a browser sees them, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(said: dict[str, str]) -> Iterator[tuple[str, str, dict[str, str | None]]]:
    """Every element of every page and drawing."""
    pages = [*files(said, "report.html"), *files(said, "*.svg"), *files(said, "c.html")]
    assert len(pages) > 15
    for path in pages:
        for tag, attributes in Elements(path.read_text(encoding="utf-8")).found:
            yield path.name, tag, attributes


def test_no_name_becomes_markup(said: dict[str, str]) -> None:
    """Proves that pages and drawings hold no element or attribute that a name made.

    The report has two scripts, its data and its own. Catches a template, a drawing or the data of
    the script that does not escape.
    """
    scripts = 0
    for place, tag, attributes in elements(said):
        scripts += tag == "script"
        assert tag not in ("img", "iframe", "object"), place
        assert not [name for name in attributes if name.startswith("on")], place
    assert scripts == 2 * len(files(said, "report.html"))
    for path in files(said, "report.html"):
        page = path.read_text(encoding="utf-8")
        data = tree(page).find(".//script[@id='year-data']")
        assert data is not None
        assert "boiler" in str(json.loads(data.text or ""))
    for path in files(said, "*.svg"):
        ET.parse(path)


def test_no_name_becomes_a_formula(said: dict[str, str]) -> None:
    """Proves that no cell of any workbook is a formula or a link, and none of a CSV begins as one.

    Catches a writer that guesses, and a table that a spreadsheet would run when it is opened.
    """
    books = [*files(said, "workbook.xlsx"), *files(said, "c.xlsx")]
    assert len(books) == 3
    for path in books:
        for page in openpyxl.load_workbook(path).worksheets:
            for row in page.iter_rows():
                assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]
        with zipfile.ZipFile(path) as archive:
            assert not [name for name in archive.namelist() if "externalLink" in name]
    for path in files(said, "*.csv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.search(r'(^|,)"?[=+@]', line), (path.name, line[:200])
