"""What has been published about the park of the reference scenario, and how it must be read."""

from __future__ import annotations

from ipos_energy.line.run import Finished
from ipos_energy.line.screen import screen
from ipos_energy.park.emissions import Emissions
from ipos_energy.park.load import load
from tests.scenarios.shipped import REFERENCE

RECOVERED_GWH, GAS_KG_PER_MWH = 600, 201.96


def emissions() -> Emissions:
    """The emissions of the reference scenario."""
    return load(REFERENCE, ["horizon.end=2019-01-02"]).emissions


def test_the_published_figure_is_explained() -> None:
    """Proves 600 GWh · 201.96 kg/MWh = 121.2 kt, and 131.7 kt at 92 %, where 120 kt is claimed.

    Catches an explanation whose figures are not those of its own formula.
    """
    figure = emissions().published["the park's yearly figure"]
    all_gas = RECOVERED_GWH * GAS_KG_PER_MWH / 1000
    assert figure.value == emissions().claimed == 120_000
    assert f"{all_gas:.1f} kt" in figure.explanation
    assert f"{all_gas / 0.92:.1f} kt" in figure.explanation
    assert figure.source


def test_the_misquotation_is_named() -> None:
    """Proves that 1.6 Mt are those of 1974 to 2012, 41 kt in each of 39 years, not since 2007."""
    figure = emissions().published["avoided in the city"]
    assert figure.value == 1_600_000
    assert figure.period == "1974 to 2012"
    assert 'misquoted as avoided "since 2007"' in figure.explanation
    assert f"{figure.value / 39 / 1000:.0f} kt a year" in figure.explanation


def test_every_figure_has_its_source() -> None:
    """Proves that each published figure and each factor that is named has a source."""
    stated = emissions()
    assert all(figure.source for figure in stated.published.values())
    assert stated.electricity.source


def test_the_screen_says_what_the_figure_rests_on(finished: Finished) -> None:
    """Proves that the range, the consequence and the saving each stand with what they are against.

    Catches a figure without its reference.
    """
    shown = screen(finished)
    assert "within the factors' ranges" in shown
    assert "as consequence, with electricity as Nordic residual mix 2019" in shown
    assert "SEK against separate production: each company alone at the same tariffs" in shown
