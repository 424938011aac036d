"""The Swedish texts: none is missing, and each takes the values that the English takes."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import ipos_energy.answer.report as report
from ipos_energy.answer.report.swedish import SWEDISH

FOLDER = Path(report.__file__).parent


def said() -> set[str]:
    """Every text that the package's code and templates ask for."""
    texts: set[str] = set()
    for file in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "say":
                texts |= {one.value for one in ast.walk(node.args[0])
                          if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    for file in FOLDER.rglob("*.html"):
        texts |= {text for _, text in re.findall(r"say\((['\"])(.+?)\1\)",
                                                 file.read_text(encoding="utf-8"))}
    return texts


def fields(text: str) -> set[str | None]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_text_has_its_swedish() -> None:
    """Proves that each text that the report says is in the table.

    Catches a new sentence that a Swedish reader would get in English.
    """
    asked = said()
    assert len(asked) > 100
    assert asked - SWEDISH.keys() == set()


def test_translations_take_the_same_values() -> None:
    """Proves that each translation has the same names in braces as its original.

    Catches a misspelt name, which would end the report with a KeyError, and a lost number.
    """
    for english, swedish in SWEDISH.items():
        assert fields(english) == fields(swedish), english


def test_swedish_page_is_swedish(pages: dict[str, str]) -> None:
    """Proves that the page says its language, its headings, months and decimal comma."""
    page = pages["sv"]
    assert '<html lang="sv">' in page
    for text in ("Undviken CO2", "Driftens kostnad", "31 mars 2019", "Revision"):
        assert text in page
    assert re.search(r"<data value=\"[^\"]+\">[\d\u202f]*,\d+</data>", page)
    assert not re.search(r"<data value=\"[^\"]+\">[^<]*\.[^<]*</data>", page)
