"""Investment cases, by hand, and the command that prints them.

A year in steps of a day, 2 MW of steam all the time: 17 520 MWh from gas for 40 EUR/MWh, or from an
electrode boiler of 300 000 EUR/MW, 20 years at 6 %, for power at 30 EUR/MWh.

    annuity   0.06/(1 − 1.06⁻²⁰) = 0.0871846 of 600 000 EUR, 52 310.73 EUR a year
    saving    17 520·10 = 175 200 EUR a year
    NPV       175 200·11.4699212 − 600 000 = 1 409 530.20 EUR
    IRR       0.292 = r/(1 − (1 + r)⁻²⁰): 29.02 %
    payback   600 000/175 200 = 3.4247 years
    CO2       gas 17 520/0.9·0.2 = 3893.33 t, power 17 520·0.09 = 1576.8 t: 2316.53 t avoided
              (52 310.73 − 175 200)/2316.53 = −53.05 EUR/t
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ipos_energy.answer.investment import Investment, figures
from tests.helpers import close
from tests.line.park import Line

PARK = """\
name: An electrode boiler
currency: EUR
horizon: {start: 2019-01-01, end: 2020-01-01, step: 24 h, time_zone: UTC}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  steam: {medium: steam, pressure: 5 bar}
units:
  gas boiler: {kind: boiler, fuel: gas, to: steam, capacity: 10 MW, efficiency: 90 %}
  electrode boiler:
    {kind: electrode_boiler, to: steam, capacity: 0 MW, efficiency: 100 %,
     size: {at_most: 5 MW, cost: 300000 EUR/MW, lifetime: 20 years, interest: 6 %}}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 36 EUR/MWh, emission_factor: 200 kg/MWh}
  grid: {kind: electricity, header: electricity, energy_price: 30 EUR/MWh}
companies:
  works: {demands: {steam: 2 MW}}
"""


@pytest.fixture(autouse=True)
def scenario(folder: Path) -> Path:
    """The scenario, in the current folder."""
    path = folder / "boiler.yaml"
    path.write_text(PARK, encoding="utf-8")
    return path


def case(folder: str = "results/boiler") -> Any:
    """What was written."""
    return json.loads((Path(folder) / "investment.json").read_text(encoding="utf-8"))


def test_a_case_by_hand(line: Line) -> None:
    """Proves each figure of the module's docstring.

    Catches a saving that has the annuity in it, an emission of power left out, a sign turned.
    """
    assert line("invest", "boiler.yaml").code == 0
    found = case()
    close(found["without"]["cost_per_year"], 700800)
    close(found["with_sizes"]["cost_per_year"], 525600 + 52310.7345, 1e-7)
    close([found["without"]["co2_emitted_t_per_year"],
           found["with_sizes"]["co2_emitted_t_per_year"]], [3893.3333, 0], 1e-6)
    close(found["with_sizes"]["co2_avoided_t_per_year"]
          - found["without"]["co2_avoided_t_per_year"], 2316.5333, 1e-6)
    built, worth = found["investments"], found["figures"]
    close([built[0]["capacity"], built[0]["amount"]], [2, 600000])
    close(worth["saving_per_year"], 175200)
    close(worth["npv"], 1409530.2, 1e-6)
    close(worth["irr"], 0.2902, 1e-3)
    close(worth["irr"] / (1 - (1 + worth["irr"]) ** -20), 0.292)
    close(worth["payback_years"], 3.424658)
    close(found["cost_of_avoided_co2"], -53.049, 1e-4)


def test_what_is_printed(line: Line) -> None:
    """Both sides stand beside each other, and CO2 never without its reference.

    Catches a figure without its unit or reference.
    """
    out = line("invest", "boiler.yaml").out.replace("\u202f", " ")
    for words in ("without", "with", "700 800", "577 911", "separate production",
                  "2.0 MW for 600 000 EUR, 20 years at 6 %", "175 200 EUR/year, before",
                  "1 409 530 EUR over 20 years at 6 %", "29.0 %", "3.4 years", "-53 EUR/t"):
        assert words in out, words
    assert "scaled" not in out
    assert "not exact" not in out


def test_a_short_horizon_is_scaled_and_says_so(line: Line) -> None:
    """73 of 365 days are 0.2 of a year: the same figures per year, and it is said.

    Catches an investment of a whole year held against the saving of 73 days.
    """
    said = line("invest", "boiler.yaml", "--set", "horizon.end=2019-03-15", "--out", "short")
    assert said.code == 0
    assert "the horizon is 0.2000 of a year" in said.out
    found = case("short")
    close(found["share_of_year"], 0.2)
    close(found["figures"]["npv"], 1409530.2, 1e-6)
    close(found["cost_of_avoided_co2"], -53.049, 1e-4)


def test_what_must_be_built_may_be_a_loss(line: Line) -> None:
    """3 MW must be built though power costs 50 EUR: 900 000 EUR spent, nothing saved.

    The gas boiler still runs. Catches an at_least that holds in the case without, which would be a
    difference of nothing, and a rate of return below zero that is given as a number.
    """
    said = line("invest", "boiler.yaml", "--set", "units.electrode boiler.size.at_least=3 MW",
                "--set", "contracts.grid.energy_price=50 EUR/MWh")
    assert said.code == 0
    worth = case()["figures"]
    close(worth["investment"], 900000)
    close(worth["saving_per_year"], 0, 1e-3)
    close(worth["npv"], -900000, 1e-6)
    assert worth["irr"] is None
    assert case()["cost_of_avoided_co2"] is None
    assert "below zero" in said.out


def test_nothing_built(line: Line) -> None:
    """With power at 50 EUR nothing is worth its cost: no figures, and it is said.

    Catches a division by an investment of zero.
    """
    said = line("invest", "boiler.yaml", "--set", "contracts.grid.energy_price=50 EUR/MWh")
    assert said.code == 0
    assert "nothing: it is not worth its cost" in said.out
    assert case()["figures"] is None


def test_a_fixed_cost_is_part_of_the_investment(line: Line) -> None:
    """100 000 EUR for building anything: 700 000 EUR, 100 000 less of net present value.

    Catches a fixed cost that is paid in the saving.
    """
    assert line("invest", "boiler.yaml", "--set",
                "units.electrode boiler.size.fixed_cost=100000 EUR").code == 0
    worth = case()["figures"]
    close(worth["investment"], 700000)
    close(worth["saving_per_year"], 175200)
    close(worth["npv"], 1309530.2, 1e-6)


def test_lifetimes_that_differ() -> None:
    """1000 EUR for 10 years and 500 EUR for 5, at 0 %: the second is built again after 5 years.

    300 EUR a year: 10·300 − 1000 − 500 − 500 = 1000 EUR. At the rate of return r the same payments
    are worth nothing: −1500 + 300·Σ(1 + r)^−k − 500·(1 + r)^−5 = 0. Catches a net present value
    over different times added up.
    """
    parts = [Investment("a", 1, "MW", 1000, 10, 0.0), Investment("b", 1, "MW", 500, 5, 0.0)]
    found = figures(parts, 300)
    close([found.npv, found.years, found.investment], [1000, 10, 1500])
    assert found.irr is not None
    rate = 1 + found.irr
    close(-1500 + sum(300 * rate ** -k for k in range(1, 11)) - 500 * rate ** -5, 0, 1e-6)


def test_interests_that_differ() -> None:
    """The mean of 4 % on 3000 EUR and 8 % on 1000 EUR is 5 %, and the sign is that of the gain.

    Both last 10 years: 0.1232909·3000 + 0.1490295·1000 = 518.902322 EUR a year; one EUR more a year
    is worth 7.7217 EUR. Catches a plain mean.
    """
    parts = [Investment("a", 1, "MW", 3000, 10, 0.04), Investment("b", 1, "MW", 1000, 10, 0.08)]
    found = figures(parts, 519.902322)
    close([found.interest, found.npv], [0.05, 7.7217], 1e-4)


def test_a_scenario_without_sizes_is_refused(line: Line) -> None:
    """Nothing to compare is wrong input, and what to write is said; catches a table of zeros."""
    said = line("invest", "park.yaml")
    assert said.code == 2
    assert "size: {at_most" in said.err
    assert not Path("results").exists()


def test_a_folder_that_cannot_be_written_is_named(line: Line) -> None:
    """A file where the folder should be; catches a traceback."""
    Path("taken").write_text("", encoding="utf-8")
    said = line("invest", "boiler.yaml", "--out", "taken", "--quiet")
    assert said.code == 1
    assert "cannot be made" in said.err
