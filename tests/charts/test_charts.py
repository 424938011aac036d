"""The charts as files: which there are, what they say, and that no input breaks them."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import matplotlib
import pytest

from ipos_energy.answer import charts
from ipos_energy.answer.charts import album, draw_charts
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results

MakePark = Callable[..., Results]
TextsOf = Callable[[str, Results], list[str]]

ALL = [
    "week",
    "monthly-balances",
    "duration-curves",
    "marginal-prices",
    "store-levels",
    "cost-by-line",
    "co2-by-line",
    "co2-by-alternative",
]


def test_a_solved_scenario_gets_every_chart_in_both_formats(
    solved: Results, tmp_path: Path
) -> None:
    """Catches a chart that is missing from the album, or that real results break."""
    files = draw_charts(solved, tmp_path)
    names = [name for name in ALL if name != "week"]
    names = ["week-typical", "week-highest-demand", *names]
    assert [file.name for file in files] == [f"{n}.{e}" for n in names for e in ("svg", "png")]
    for file in files:
        if file.suffix == ".svg":
            ET.parse(file)
        else:
            assert file.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize(
    ("chart", "unit"),
    [
        ("week", "MW"),
        ("monthly-balances", "MWh per hour"),
        ("duration-curves", "hours at or above"),
        ("duration-curves", "MW"),
        ("marginal-prices", "EUR/MWh"),
        ("store-levels", "MWh"),
        ("cost-by-line", "thousand EUR"),
        ("co2-by-line", "t CO2"),
        ("co2-by-alternative", "t CO2 avoided"),
    ],
)
def test_axes_name_their_units(
    chart: str, unit: str, make_park: MakePark, texts_of: TextsOf
) -> None:
    """A number without its unit is worthless in print; also catches text drawn as outlines."""
    assert unit in texts_of(chart, make_park())


@pytest.mark.parametrize("chart", ["co2-by-line", "co2-by-alternative"])
def test_avoided_co2_names_its_reference(
    chart: str, make_park: MakePark, texts_of: TextsOf
) -> None:
    """No figure of avoided CO2 may stand without what it is measured against."""
    results = make_park()
    assert results.co2.reference_name in " ".join(texts_of(chart, results))


def test_the_waterfall_states_lines_and_total(make_park: MakePark, texts_of: TextsOf) -> None:
    """400 + 0.2·1000 − 100 = 500 t; catches a lost sign or a total that is not the sum."""
    texts = texts_of("co2-by-line", make_park())
    assert {"+400", "+200", "−100", "500"} <= set(texts)


def test_alternatives_state_factor_figure_and_break_even(
    make_park: MakePark, texts_of: TextsOf
) -> None:
    """300 + f·1000 t for f = 0.2, 0.3, 0.1, 0 t/MWh; 400 t would need (400 − 300)/1000 = 0.1."""
    texts = texts_of("co2-by-alternative", make_park(claimed_t=400.0))
    assert {"500 t", "600 t", "400 t", "300 t", "claimed 400 t"} <= set(texts)
    assert "200.0 kg/MWh of heat, direct" in texts
    assert "The claimed 400 t would be reached at 100.0 kg/MWh of heat." in " ".join(texts)


def test_without_heat_sales_the_alternatives_say_so(make_park: MakePark, texts_of: TextsOf) -> None:
    """Four equal bars need a word; catches a division by the heat sold."""
    texts = " ".join(texts_of("co2-by-alternative", make_park(sold_mwh=0.0, claimed_t=400.0)))
    assert "No heat is sold, so the alternative makes no difference." in texts


def test_costs_state_their_total(make_park: MakePark, texts_of: TextsOf) -> None:
    """10 000 + 4 − 4 000 = 6 004 EUR; the 4 EUR are too small for a bar but stay in the sum."""
    texts = texts_of("cost-by-line", make_park())
    assert any(text.endswith("6.00 thousand EUR in total") for text in texts)
    assert {"10.00", "−4.00", "1 smaller line", "income", "cost"} <= set(texts)


@pytest.mark.parametrize("chart", ALL)
def test_modelled_profiles_are_named_on_every_chart(
    chart: str, make_park: MakePark, texts_of: TextsOf
) -> None:
    """Modelled data must be called so wherever it shows, and measured data never."""
    modelled = texts_of(chart, make_park(modelled=("spot", "heat load")))
    assert "Modelled profiles: spot, heat load" in modelled
    assert "odelled" not in " ".join(texts_of(chart, make_park()))


def test_a_park_that_is_all_modelled_says_so_in_one_line(
    make_park: MakePark, texts_of: TextsOf
) -> None:
    """Fifty names below each chart would say no more."""
    results = make_park(modelled=("spot", "heat load"), all_modelled=True)
    assert "All 2 time series are modelled, none is measured." in texts_of("cost-by-line", results)


def test_a_hundred_modelled_profiles_leave_room_for_the_chart(
    make_park: MakePark, texts_of: TextsOf
) -> None:
    """The footer is cut to a few lines and says how many names are left out."""
    names = [f"company {number} steam demand" for number in range(100)]
    texts = " ".join(texts_of("cost-by-line", make_park(modelled=names)))
    shown = texts.count("steam demand")
    assert 3 <= shown <= 20
    assert f"and {100 - shown} more" in texts


def test_stores_are_left_out_where_there_are_none(make_park: MakePark, texts_of: TextsOf) -> None:
    """Catches an empty page, or a failure on it."""
    assert texts_of("store-levels", make_park(has_store=False)) == []


def test_companies_are_one_band(make_park: MakePark, texts_of: TextsOf) -> None:
    """Twenty names would fill the legend."""
    texts = texts_of("week", make_park(companies=[f"company {n}" for n in range(20)]))
    assert "demand: 20 companies" in texts
    assert not any("company 1" in text for text in texts)


HOSTILE = "$x^2$ _%\\frac{1}{0} <script>alert('å')</script> & \x01\u202e\n]]>"


@pytest.mark.parametrize("chart", ALL)
def test_names_are_text_and_nothing_else(
    chart: str, make_park: MakePark, texts_of: TextsOf
) -> None:
    """Mathematical markup, tags, control characters: shown as they are, or as a replacement.

    An element made from a name would take its text out of the one that is looked for.
    """
    results = make_park(name=HOSTILE, boiler=HOSTILE, header=HOSTILE + " " + "ö" * 300)
    shown = "$x^2$ _%\\frac{1}{0} <script>alert('å')</script> & \N{REPLACEMENT CHARACTER}"
    assert any(text.startswith(shown) for text in texts_of(chart, results))


def test_the_same_results_give_the_same_bytes(make_park: MakePark, tmp_path: Path) -> None:
    """Also under other settings of the user's own, which must stay as they were."""
    first = draw_charts(make_park(), tmp_path / "first")
    with matplotlib.rc_context({"font.size": 30.0, "svg.fonttype": "path", "axes.grid": True}):
        second = draw_charts(make_park(), tmp_path / "second")
        assert matplotlib.rcParams["font.size"] == 30.0
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_nothing_is_written_where_a_chart_fails(
    make_park: MakePark, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a folder with the first half of the charts of one run."""

    def broken(results: Results, language: Language) -> list[object]:
        raise ValueError("this chart is broken")

    monkeypatch.setattr(album, "CHARTS", (*album.CHARTS, ("broken", broken)))
    with pytest.raises(ValueError, match="this chart is broken"):
        draw_charts(make_park(), tmp_path / "charts")
    assert not (tmp_path / "charts").exists()


def test_a_run_without_charts_never_loads_matplotlib() -> None:
    """Importing the door must not open it: matplotlib costs more than a second."""
    root = Path(charts.__file__).parents[3]
    code = "import sys, ipos_energy.answer.charts; sys.exit('matplotlib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert done.returncode == 0


def test_no_chart_uses_the_global_state_of_pyplot() -> None:
    """It keeps figures alive and opens a display; catches its import."""
    for file in Path(charts.__file__).parent.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        modules = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        modules |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        assert not any("pyplot" in str(module) or module == "pylab" for module in modules)
