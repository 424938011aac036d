"""The pages that are made from the program: every kind and field, and docstrings as they stand."""

from __future__ import annotations

import re
from typing import Any

import pytest

from docs.make_pages.commands import commands_page
from docs.make_pages.docstrings import as_markdown, documented, equations, in_words
from docs.make_pages.factors import factors_page
from docs.make_pages.fields import Field, fields_of
from docs.make_pages.mathematics import mathematics_pages, page_of
from docs.make_pages.reference import KINDS, path_of, reference_pages
from ipos_energy.answer.charts.album import CHARTS
from ipos_energy.line.cli import COMMANDS
from ipos_energy.park.factors import ALTERNATIVES, FACTORS
from ipos_energy.park.fields import PriceSeries, Schema
from ipos_energy.park.load import load_text
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.units.boiler import Boiler
from tests.docs.pages import DOCS, REPOSITORY, blocks


@pytest.fixture(scope="module")
def reference() -> dict[str, str]:
    """The pages of the reference."""
    return reference_pages()


def one_field(**stated: Any) -> Field:
    """The field that a JSON Schema of one property describes."""
    (field,) = fields_of({"properties": {"x": stated}})
    return field


def test_every_field_of_every_part_is_on_a_page(reference: dict[str, str]) -> None:
    """Proves that what a scenario may say is written down, field by field.

    Catches a part of the scenario that belongs to no page.
    """
    everything = "\n".join(reference.values())
    for name, part in Scenario.model_json_schema(by_alias=True)["$defs"].items():
        section = everything.partition(f"(part-{name.lower()})=\n")[2].partition("\n(part-")[0]
        for field, spec in part.get("properties", {}).items():
            assert f"\n`{field}`" in section, f"{name} {field}"
            assert str(spec.get("description", "")).rstrip(".") in section, f"{name} {field}"


def test_every_kind_has_its_page_with_its_example(reference: dict[str, str]) -> None:
    """Catches a list of kinds beside the register."""
    for kind in KINDS:
        assert kind.example.strip() in reference[path_of(kind)]  # type: ignore[attr-defined]


def test_a_price_may_be_stated_as_the_page_shows(reference: dict[str, str]) -> None:
    """Each line about constants and profiles fits into the example park."""
    park = (DOCS / "examples" / "park.yaml").read_text("utf-8")
    shown = next(block.text for block in blocks(reference["profiles"]) if block.language == "yaml")
    for line in shown.splitlines():
        load_text(park.replace("price: 25 EUR/MWh", line))


def test_a_quantity_says_unit_bounds_and_default() -> None:
    """A temperature from −60 to 800 °C that is 105 °C where it is left out says just that.

    Catches a bound or default without its unit.
    """
    field = one_field(measures=["temperature"], minimum=-60, maximum=800, default=105.0,
                      description="How warm")
    assert field.what == ("[temperature](#part-quantities), such as `400 degC`, at least -60 °C, "
                          "at most 800 °C")
    assert (field.default, field.sentence, field.required) == ("105 °C", "How warm", False)


def test_the_bounds_shown_are_those_that_are_checked(reference: dict[str, str]) -> None:
    """The boiler's page allows efficiencies up to 1.1; 1.1 loads and 1.2 does not.

    Catches a schema whose bounds are not the validator's.
    """
    assert "at least 0.01, at most 1.1" in reference[path_of(Boiler)]
    load_text(Boiler.example.replace("efficiency: 92 %", "efficiency: 110 %"))
    with pytest.raises(Exception, match="allowed is at most 110 %"):
        load_text(Boiler.example.replace("efficiency: 92 %", "efficiency: 120 %"))


def test_what_may_stand_in_a_field_is_told_in_words() -> None:
    """One of each shape that the schema has."""
    class Priced(Schema):
        """A part with a price over time."""

        price: PriceSeries

    schema = Priced.model_json_schema()["properties"]["price"]
    assert one_field(**schema).what == (
        "[price of energy](#part-quantities), such as `45 EUR/MWh`; constant or "
        "[a profile](#part-series)")
    assert one_field(enum=["a", "b"], default="a").what == "`a` or `b`"
    assert one_field(type="array", items={"type": "integer", "minimum": 1}).what == (
        "a list: whole number, at least 1")
    assert one_field(anyOf=[{"$ref": "#/$defs/Size"}, {"type": "null"}]).what == "[](#part-size)"
    assert one_field(type="string", media=["steam", "water"]).what == (
        "a header that carries steam or water, by its name")


def test_equations_stay_as_they_stand() -> None:
    """What is indented is an equation, untouched; code and references become Markdown."""
    text = "Uses ``x``, see :class:`a.b.Store`.\n\n    y[t] = 2·x[t]\n\n    z = 1\n\nin MW."
    assert as_markdown(text) == (
        "Uses `x`, see `Store`.\n\n```equations\ny[t] = 2·x[t]\n\nz = 1\n```\n\nin MW.")
    assert equations("It does.\n\n    >>> 1 + 1 == 2\n    True") == []


def test_every_equation_of_the_program_is_on_a_page() -> None:
    """Proves that a docstring with equations, wherever it stands, is in the mathematics.

    Catches a new folder that no page names.
    """
    pages = mathematics_pages(REPOSITORY)
    for room in ("park", "mathematics", "answer"):
        for one in documented(REPOSITORY, f"ipos_energy/{room}"):
            for block in equations(one.docstring):
                page = page_of(one.file)
                assert page, one.file
                if ":" not in block:
                    assert block in pages[page], f"{one.file} {one.name}"


def test_the_charts_shown_are_drawn() -> None:
    """Catches a chart that was renamed while the page of the example shows it."""
    shown = re.findall(r"sample/charts/([a-z0-9-]+)\.svg", (DOCS / "sample.md").read_text("utf-8"))
    assert shown
    assert set(shown) <= {name for name, _ in CHARTS}


def test_names_become_titles() -> None:
    """Capitals and underscores are word ends."""
    assert in_words("SteamTurbine") == "Steam turbine"
    assert in_words("avoided_co2") == "Avoided CO2"


def test_commands_and_factors_are_all_there() -> None:
    """Catches a command or a built-in factor that its page forgets."""
    commands, factors = commands_page(), factors_page()
    assert all(f"## ipos-energy {name}\n" in commands for name in COMMANDS)
    assert all(f"\n{name}\n: " in factors for name in (*FACTORS, *ALTERNATIVES))
    assert "219.52 kg/MWh, direct, 2018" in factors
