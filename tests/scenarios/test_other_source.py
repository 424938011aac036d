"""Another source for a profile, by ``--set`` or in a variant; real prices where at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load
from tests.helpers import close, objections, results_for
from tests.scenarios.shipped import REFERENCE, SHARED_DATA

BASE = """name: A test
horizon: {start: 2019-01-01, end: 2019-01-01T02:00, time_zone: UTC}
profiles:
  price: {generate: seasonal, mean: 40 EUR/MWh, noise: 10 %}
  listed: {values: [1, 2], unit: MW}
headers:
  electricity: {medium: electricity}
contracts:
  grid: {kind: electricity, energy_price: {profile: price}}
companies:
  works: {demands: {electricity: {profile: listed}}}
"""
PRICES = "time,price [EUR/MWh],other [EUR/MWh]\n2018-01-01 00:00,7,1\n2018-01-01 01:00,8,2\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A scenario with a generated price, and a file of prices of another year beside it."""
    (tmp_path / "prices.csv").write_text(PRICES, encoding="utf-8")
    path = tmp_path / "base.yaml"
    path.write_text(BASE, encoding="utf-8")
    return path


@pytest.mark.parametrize("file_first", [True, False])
def test_a_file_takes_the_place_of_a_generator(base: Path, file_first: bool) -> None:
    """Proves that ``profiles.price.file`` replaces the generated entry, before or after ``align``.

    Catches keys of the generator that stay behind and are refused beside ``file``, and a detail
    that is lost because it stands first on the command line.
    """
    overrides = [f"profiles.price.file={base.parent / 'prices.csv'}",
                 "profiles.price.align=by hour of year"]
    scenario = load(base, overrides if file_first else overrides[::-1])
    close(scenario.series["price"].values, [7, 8])


def test_a_constant_takes_the_place_of_values(base: Path) -> None:
    """Proves the same for ``constant`` over ``values``; catches a ``unit`` that stays behind."""
    close(load(base, ["profiles.listed.constant=3 MW"]).series["listed"].values, [3, 3])


def test_a_variant_may_state_another_source(base: Path) -> None:
    """Proves that a file ``based on`` another may read what that one generates."""
    variant = base.with_name("variant.yaml")
    variant.write_text("based on: base.yaml\nprofiles:\n  price: {file: prices.csv, column: other, "
                       "align: by hour of year}\n", encoding="utf-8")
    close(load(variant).series["price"].values, [1, 2])


def test_another_generator_starts_afresh(base: Path) -> None:
    """Proves that stating another ``generate`` keeps no key of the one before.

    Catches ``noise`` of the seasonal generator, which a heating curve would refuse.
    """
    variant = base.with_name("variant.yaml")
    variant.write_text("based on: base.yaml\nprofiles:\n  price: {generate: electricity_price, "
                       "mean: 40 EUR/MWh, standard_deviation: 5 EUR/MWh}\n", encoding="utf-8")
    assert "standard deviation" in load(variant).series["price"].origin


def test_the_same_source_keeps_its_details(base: Path) -> None:
    """Proves that another file or mean keeps the other keys of the entry.

    Catches an entry that is replaced although it is still of the same sort.
    """
    (base.parent / "more.csv").write_text(PRICES.replace("7,1", "9,1"), encoding="utf-8")
    price = [f"profiles.price={{file: {base.parent / 'prices.csv'}, align: by hour of year}}"]
    close(load(base, price).series["price"].values, [7, 8])
    more = [*price, f"profiles.price.file={base.parent / 'more.csv'}"]
    close(load(base, more).series["price"].values, [9, 8])
    assert "mean 50" in load(base, ["profiles.price.mean=50 EUR/MWh"]).series["price"].origin


def test_two_sources_at_once_are_an_error(base: Path) -> None:
    """Proves that one entry with two sources is refused; catches a merge that picks one."""
    with pytest.raises(ScenarioError, match="only one of the keys"):
        load(base, ["profiles.price={file: prices.csv, constant: 5 EUR/MWh}"])


@pytest.mark.skipif(not SHARED_DATA.is_dir(), reason="the real prices are not here")
@pytest.mark.parametrize(("year", "align", "start", "end", "lowest"), [
    (2019, [], "2019-04-29", "2019-05-06", 0.12),
    (2022, ["profiles.spot.align=by weekday"], "2019-11-07", "2019-11-14", -2.08),
    (2023, ["profiles.spot.align=by weekday"], "2019-07-12", "2019-07-19", -60.04),
])
def test_the_reference_on_real_prices(
    year: int, align: list[str], start: str, end: str, lowest: float
) -> None:
    """Proves that the reference solves on real prices of SE4, in the week of the year's lowest.

    That is 0.12 EUR/MWh on 2 May 2019; −2.08 on Saturday 12 November 2022, which stands for the
    9th of 2019; −60.04 on Sunday 16 July 2023, which stands for the 14th. Catches a price file
    that is not read as it is, hours of another weekday, and a cost without bottom where power
    costs less than nothing.
    """
    file = f"profiles.spot.file={SHARED_DATA / f'se4_dayahead_{year}.csv'}"
    scenario = load(REFERENCE, [file, *align, f"horizon.start={start}", f"horizon.end={end}"])
    spot = scenario.series["spot"]
    assert not spot.modelled
    close(spot.values.min(), lowest)
    results = results_for(scenario)
    assert results.passed, objections(results)
