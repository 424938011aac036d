"""Warnings, checks and origins of time series in Swedish: none is left in English."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import ipos_energy.park as park_package
from ipos_energy.answer.language import LANGUAGES
from ipos_energy.answer.swedish_inputs import INPUT_SENTENCES
from ipos_energy.park.load import load, load_text
from tests.bad_scenarios.test_bad_scenarios import FOLDER, NAMES
from tests.contracts.test_condensate import dairy, flashing
from tests.contracts.test_terms_have_teeth import TERMS
from tests.mathematics.test_scaling import text as boiler
from tests.park.test_odd_capacities import told as odd_capacities
from tests.park.test_proration import DAYS, THREE_YEARS, limits
from tests.report.test_swedish import SAME_IN_BOTH, left_in_english
from tests.scenarios.shipped import REFERENCE
from tests.units.test_maintenance import TWO_DAYS, UNIT_OF_KIND, maintained

PARK = Path(park_package.__file__ or "").parent
TELL = LANGUAGES["sv"].tell
SENTENCES = {**LANGUAGES["sv"].labels, **LANGUAGES["sv"].sentences}
CHECKS = {"equal", "at_most", "at_most_number"}
WARNERS = {"warnings", "warnings_in", "empties_soon"}


def calls(names: set[str]) -> Iterator[tuple[ast.Call, str, str]]:
    """Every call of these functions in the park, with its file's name and the function around."""
    for file in PARK.rglob("*.py"):
        for around in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(around, ast.FunctionDef):
                yield from ((node, file.stem, around.name) for node in ast.walk(around)
                            if isinstance(node, ast.Call)
                            and ast.unparse(node.func).split(".")[-1] in names)


def fixed_parts(text: ast.expr) -> list[str]:
    """What of a text does not change."""
    values = text.values if isinstance(text, ast.JoinedStr) else [text]
    return [str(value.value) for value in values if isinstance(value, ast.Constant)]


def left_out(said: Iterable[ast.expr], known: Iterable[str]) -> set[str]:
    """The longest fixed part of each text that is in none of those that Swedish knows."""
    longest = {max(fixed_parts(text), key=len).strip() for text in said}
    assert len(longest) > 10
    return {part for part in longest if not any(part in english for english in known)}


def test_every_check_has_its_swedish() -> None:
    """Proves it of every statement that units, contracts and companies make in their replay.

    Catches a check that no example of a test makes.
    """
    said = [call.args[0] for call, _, _ in calls(CHECKS)]
    assert left_out((one for one in said if isinstance(one, ast.JoinedStr)), SENTENCES) == set()
    plain = {str(one.value) for one in said if isinstance(one, ast.Constant)}
    assert len(plain) > 50
    assert {one for one in plain if TELL(one) == one} == set()


def test_every_warning_is_in_the_table() -> None:
    """Proves it of every warning of units, contracts, companies and the whole park.

    Catches a new warning, and a warning that was put in other words.
    """
    said = [call.args[1] for call, file, around in calls({"Finding"})
            if around in WARNERS or file.startswith("odd") or file == "proration"]
    assert left_out(said, INPUT_SENTENCES) == set()


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("odd-")])
def test_warnings_of_the_corpus_are_told(name: str) -> None:
    """Catches a pattern that does not meet the sentence as it is put together."""
    warnings = load(FOLDER / f"{name}.yaml").warnings
    assert warnings
    assert [one.sentence for one in warnings if TELL(one.sentence) == one.sentence] == []


def test_warnings_of_limits_capacities_and_scale_are_told() -> None:
    """The same of limits for longer than the horizon, of kW for MW, and of numbers far apart."""
    said = [one.sentence for horizon in (DAYS, THREE_YEARS)
            for one in load_text(limits(horizon)).warnings]
    said += [*odd_capacities(boiler="35000 MW"), *odd_capacities(boiler="20 kW")]
    assert len(said) > 12
    assert [one for one in said if TELL(one) == one] == []
    assert TELL('"gas: annual limit" has limits of up to 5e+07, too large to be held exactly. '
                'Check the units of "gas".') == (
        '"gas: annual limit" har begränsningar på upp till 5e+07, för stora för att hållas '
        'exakt. Kontrollera enheterna för "gas".')


def test_a_warning_keeps_names_and_takes_the_decimal_comma() -> None:
    """By one that holds both. Catches a header's name that is translated."""
    (warning,) = odd_capacities(boiler="20 kW")
    assert TELL(warning) == (
        'units › boiler › capacity: 0,02 MW är en 600-del av den minsta av de andra vid "steam", '
        "12 MW. Kontrollera enheten: kW eller MW?")


@pytest.mark.parametrize("text", [
    dairy(**flashing("50 %")), limits(DAYS), boiler(),
    *(text for _, text in TERMS.values()),
    *(maintained(f"kind: {kind}, {UNIT_OF_KIND[kind]}, {TWO_DAYS}", [0, 0, 3, 3, 3])
      for kind in ("boiler", "store", "process_heat")),
], ids=["flash steam", "limits", "boiler", *TERMS, "maintenance", "store at rest",
        "process at rest"])
def test_labels_of_what_a_field_switches_on_are_told(text: str) -> None:
    """Flows, costs, limits and checks of terms, condensate and maintenance.

    Catches a label that no kind's example has.
    """
    assert left_in_english(text) == set()


def test_origins_of_time_series_are_told() -> None:
    """Every series of the reference year, and what is said of files.

    Catches a generator without Swedish, and a file's name that is translated.
    """
    origins = {series.origin for series in load(REFERENCE).series.values()}
    assert len(origins) > 10
    assert {one for one in origins if TELL(one) == one} - SAME_IN_BOTH == set()
    for english, swedish in {
        'column "spot" of prices.csv': 'kolumnen "spot" i prices.csv',
        '1.5 × "need", at most 9 MW': '1,5 × "need", högst 9 MW',
        '"need", at least 2 MW, at most 9 MW': '"need", minst 2 MW, högst 9 MW',
        "hours of 2019 in prices.csv stand for those of 2023, weekday for weekday":
            "timmar från 2019 i prices.csv står för dem i 2023, veckodag för veckodag",
        "steps of 1 h in prices.csv are repeated on steps of 15 min":
            "steg om 1 h i prices.csv upprepas på steg om 15 min",
    }.items():
        assert TELL(english) == swedish
