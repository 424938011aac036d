"""The report in Swedish: every text has its translation, and each takes the same values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest

import ipos_energy.answer as answer
from ipos_energy.answer.language import LANGUAGES
from ipos_energy.answer.results import Results
from ipos_energy.answer.swedish import SWEDISH
from ipos_energy.answer.swedish_charts import SWEDISH_CHARTS
from ipos_energy.answer.swedish_inputs import INPUT_SENTENCES
from ipos_energy.answer.swedish_sentences import SWEDISH_SENTENCES
from ipos_energy.answer.swedish_sizes import SIZE_SENTENCES
from ipos_energy.park.contracts.charges import CHARGES
from ipos_energy.park.load import load_text
from ipos_energy.park.operation import Flow
from tests.helpers import KINDS, results_for
from tests.units.features import FEATURES

FOLDER = Path(answer.__file__).parent
SENTENCES = FOLDER.parent / "park" / "impossible" / "sentences.py"
TELL = LANGUAGES["sv"].tell
SAME_IN_BOTH = {"optimal", "start", "ramp", "1"}
"""Words that are the same in English and Swedish"""


def said() -> set[str]:
    """Every text that answer, its templates and explanations ask for as it stands there."""
    texts: set[str] = set()
    for file in (*FOLDER.rglob("*.py"), SENTENCES):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "say":
                texts |= {one.value for one in ast.walk(node.args[0])
                          if isinstance(one, ast.Constant) and isinstance(one.value, str)
                          and not isinstance(node.args[0], ast.JoinedStr)}
    for file in FOLDER.rglob("*.html"):
        texts |= {text for _, text in re.findall(r"say\((['\"])(.+?)\1\)",
                                                 file.read_text(encoding="utf-8"))}
    return texts


def fields(text: str) -> set[str | None]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_text_has_its_swedish() -> None:
    """Proves that each text that reports and charts say is in the table.

    Catches a new sentence that a Swedish reader would get in English.
    """
    asked = said()
    assert len(asked) > 150
    assert asked - LANGUAGES["sv"].texts.keys() == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_text_without_translation_is_an_error(code: str) -> None:
    """In English too, so that every test of the English page sees it; nothing falls back."""
    with pytest.raises(KeyError, match="a text that nobody translated"):
        LANGUAGES[code].say("a text that nobody translated")


@pytest.mark.parametrize("table", [SWEDISH, SWEDISH_CHARTS, SWEDISH_SENTENCES, SIZE_SENTENCES,
                                   INPUT_SENTENCES])
def test_translations_take_the_same_values(table: Mapping[str, str]) -> None:
    """Proves that each translation has the same names in braces as its original.

    Catches a misspelt name, which would end the report with a KeyError, and a lost number.
    """
    for english, swedish in table.items():
        assert fields(english) == fields(swedish), english


def labels(results: Results, own: set[str]) -> Iterator[str]:
    """Every label of some results that the program chose, not the scenario (``own``)."""
    operation = results.operation
    found = [*(line.label for line in (*operation.ledger, *operation.emissions)),
             *(limit.label for limit in operation.limits),
             *(one.label for one in operation.quantities),
             *(size.label for size in operation.sizes)]
    for label in found:
        if not any(label == name or label.startswith((f"{name}:", f"{name},")) for name in own):
            yield label
    for check in results.checks:
        if not any(check.statement.startswith((f"{name} as billed", f"{name},")) for name in own):
            yield check.statement
        if check.subject not in results.owners and check.subject not in results.headers:
            yield check.subject
    yield from (flow.label for flow in operation.flows if flow.label not in results.headers)
    yield from (line.label for line in results.co2.lines)
    yield from results.co2.assumptions
    yield from results.money.saving.assumptions
    yield from results.remarks
    yield results.money.statements.explanation
    yield from (one.use for one in results.co2_account.factors)
    yield from (one.scope for one in results.co2_account.factors)


@pytest.mark.parametrize("kind", [*KINDS, *CHARGES], ids=lambda kind: kind.__name__)
def test_every_label_of_results_has_its_swedish(kind: type) -> None:
    """Proves that what each kind of unit, contract and charge calls its flows, lines, limits and
    checks is told in Swedish.

    Catches a new kind whose audit a Swedish reader would get in English.
    """
    assert left_in_english(kind.example) == set()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [
    "size with commitment", "size with a fixed cost", "retirement",
    "size along a committed curve", "size of a battery at its start", "size of a pipe",
    "connections"])
def test_every_label_of_sizes_has_its_swedish(name: str) -> None:
    """The same of what sizes add. Catches a limit that is switched on by a field."""
    assert left_in_english(FEATURES[name].text) == set()


def left_in_english(text: str) -> set[str]:
    """The labels of a scenario's results that Swedish does not know."""
    scenario = load_text(text)
    own: set[str] = {*scenario.headers}
    for contract in scenario.contracts.values():
        own |= {*contract.charges, *getattr(contract, "sale_charges", ())}
    return {label for label in labels(results_for(scenario), own)
            if TELL(label) == label and label not in SAME_IN_BOTH}


def test_sentences_keep_names_and_take_the_decimal_comma() -> None:
    """Proves that a planner's name inside a sentence stays and its numbers are written in Swedish.

    Catches a name that happens to be a label ("electricity") and is translated.
    """
    assert TELL("delivered = demand of electricity") == "levererat = behov av electricity"
    assert TELL("Companies alone: own boilers on refuse, 201.96 kg/MWh, 92.5 % unless a "
                "company states its own.").startswith(
        "Företagen på egen hand: egna pannor på refuse, 201,96 kg/MWh, 92,5 % om")
    assert TELL("grid fee 2.5 as billed") == "grid fee 2.5 enligt faktura"
    assert TELL("our own words 2.5") == "our own words 2.5"


def test_flows_are_told_but_what_companies_take_is_named_after_the_header() -> None:
    """Proves "gas boiler: värme", while a company's flow keeps the header's name."""
    flow = LANGUAGES["sv"].flow
    no_values = results_for(load_text(KINDS[0].example)).operation.flows[0].values
    assert flow(Flow("gas boiler", "heat", "steam", "in", no_values)) == "gas boiler: värme"
    taken = Flow("works", "electricity", "electricity", "out", no_values)
    assert flow(taken, {"works"}) == "works: electricity"
    assert flow(taken) == "works: el"


def test_swedish_page_is_swedish(pages: dict[str, str]) -> None:
    """Proves that the page says its language, its headings, months and decimal comma."""
    page = pages["sv"]
    assert '<html lang="sv">' in page
    for text in ("Undviken CO2", "Driftens kostnad", "31 mars 2019", "Revision"):
        assert text in page
    assert re.search(r"<data value=\"[^\"]+\">[\d\u202f]*,\d+</data>", page)
    assert not re.search(r"<data value=\"[^\"]+\">[^<]*\.[^<]*</data>", page)
