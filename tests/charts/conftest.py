"""A small park by hand, and how to read what a chart says."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from ipos_energy.answer.charts.album import CHARTS
from ipos_energy.answer.charts.style import as_svg, drawing_style
from ipos_energy.answer.co2 import Alternative, AvoidedCo2, Co2Line
from ipos_energy.answer.language import LANGUAGES
from ipos_energy.answer.results import (
    Calendar,
    HeaderFacts,
    OwnerFacts,
    ProfileFacts,
    Results,
    results_of,
)
from ipos_energy.answer.weeks import Week
from ipos_energy.mathematics.optimise import optimise
from ipos_energy.park.load import load_text
from ipos_energy.park.operation import Flow, LedgerLine, Quantity

SCENARIO = """\
name: Boiler, tank and city
currency: SEK
horizon: {start: 2019-01-01, end: 2019-01-09, step: 1 h, time_zone: Europe/Stockholm}
profiles:
  spot: {generate: electricity_price, mean: 400 SEK/MWh, standard_deviation: 900 SEK/MWh}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  steam: {medium: steam, pressure: 5 bar}
  hot water: {medium: water, supply: 95 degC, return: 60 degC}
units:
  gas boiler: {kind: boiler, fuel: gas, to: steam, capacity: 20 MW, efficiency: 92 %}
  electrode boiler: {kind: electrode_boiler, to: steam, capacity: 10 MW}
  exchanger: {kind: heat_exchanger, from: steam, to: hot water, capacity: 20 MW, efficiency: 98 %}
  tank: {kind: store, header: hot water, capacity: 20 MWh, power: 4 MW, loss: 1 %/h}
contracts:
  gas supply: {kind: fuel, header: gas, energy_price: 400 SEK/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, energy_price: {profile: spot}}
  city: {kind: heat_sale, header: hot water, price: 300 SEK/MWh, at_most: 5 MW}
companies:
  works: {demands: {steam: 6 MW, electricity: 1 MW}}
  dairy: {demands: {hot water: 2 MW}}
"""

MakePark = Callable[..., Results]
TextsOf = Callable[[str, Results], list[str]]


def co2_of(heat_sold_mwh: float, claimed_t: float | None) -> AvoidedCo2:
    """300 t without the heat; four alternatives of 0.2, 0.3, 0.1 and 0 t/MWh."""
    factors = {"gas boilers": 0.2, "oil boilers": 0.3, "city mix": 0.1, "wood pellets": 0.0}
    return AvoidedCo2(
        reference="separate production",
        alternative="gas boilers",
        lines=(
            Co2Line("steam", 400.0),
            Co2Line("district heat", 0.2 * heat_sold_mwh),
            Co2Line("fuel burnt", -100.0),
        ),
        alternatives=tuple(
            Alternative(name, factor, "direct", "a source", 300.0 + factor * heat_sold_mwh)
            for name, factor in factors.items()
        ),
        heat_sold_mwh=heat_sold_mwh,
        claimed_t=claimed_t,
        break_even_t_per_mwh=(claimed_t - 300.0) / heat_sold_mwh
        if claimed_t and heat_sold_mwh
        else None,
        assumptions=("Companies alone: own boilers.",),
    )


def hourly(start: str, steps: int) -> Calendar:
    """Hourly steps in UTC."""
    utc = np.datetime64(start, "s") + np.arange(steps) * np.timedelta64(3600, "s")
    return Calendar(utc, utc, 1.0, "UTC")


@pytest.fixture(scope="session")
def solved() -> Results:
    """A solved scenario with steam, hot water, a tank, a city and modelled prices, over a week."""
    scenario = load_text(SCENARIO)
    operation, _ = optimise(scenario)
    return results_of(scenario, operation)


@pytest.fixture
def make_park(solved: Results) -> MakePark:
    """Builds results: a boiler of 6 MW feeds companies (4 MW), the city (1 MW) and a tank (1 MW).

    The tank's content rises by 1 MWh each hour. Costs 10 000, 4 and −4 000 EUR; the marginal price
    of heat rises evenly from ``prices[0]`` to ``prices[1]``.
    """

    def make(
        *,
        name: str = "A small park",
        steps: int = 4,
        companies: Sequence[str] = ("works",),
        boiler: str = "boiler",
        header: str = "hot water",
        has_store: bool = True,
        sold_mwh: float = 1000.0,
        claimed_t: float | None = None,
        modelled: Sequence[str] = (),
        all_modelled: bool = False,
        prices: tuple[float, float] = (10.0, 40.0),
    ) -> Results:
        def taken(owner: str, label: str, power_mw: float) -> Flow:
            return Flow(owner, label, header, "out", np.full(steps, power_mw))

        tenants = [taken(tenant, header, 4.0 / len(companies)) for tenant in companies]
        source = Flow(boiler, "heat", header, "in", np.full(steps, 6.0))
        level = Quantity("tank", "level", "MWh", np.arange(1.0, steps + 1))
        operation = replace(
            solved.operation,
            flows=(source, *tenants, taken("city", "sold", 1.0), taken("tank", "charging", 1.0)),
            quantities=(level,) if has_store else (),
            ledger=(
                LedgerLine(boiler, "fuel", "EUR", np.array([10_000.0])),
                LedgerLine(boiler, "oil", "EUR", np.array([4.0])),
                LedgerLine("city", "sale", "EUR", np.array([-4_000.0])),
            ),
            prices={header: np.linspace(*prices, steps)},
        )
        return replace(
            solved,
            name=name,
            currency="EUR",
            calendar=hourly("2019-01-01", steps),
            headers={header: HeaderFacts("water")},
            owners={
                boiler: OwnerFacts("unit", "boiler"),
                "tank": OwnerFacts("unit", "store"),
                "city": OwnerFacts("contract", "heat_sale", "city"),
                **{tenant: OwnerFacts("company", "company") for tenant in companies},
            },
            profiles={
                **({} if all_modelled else {"measured": ProfileFacts("a file", False, ())}),
                **{one: ProfileFacts("a generator", True, ()) for one in modelled},
            },
            operation=operation,
            co2=co2_of(sold_mwh, claimed_t),
            weeks=(Week("whole", 0, steps, None, ""),),
        )

    return make


@pytest.fixture
def texts_of() -> TextsOf:
    """Draws one chart and reads every text of its SVG, with ordinary spaces."""

    def read(chart: str, results: Results) -> list[str]:
        with drawing_style():
            pages = [ET.fromstring(as_svg(figure))
                     for figure in dict(CHARTS)[chart](results, LANGUAGES["en"])]
        found = [one for page in pages for one in page.iter("{http://www.w3.org/2000/svg}text")]
        return [" ".join("".join(one.itertext()).split()) for one in found]

    return read
