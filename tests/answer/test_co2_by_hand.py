"""Avoided CO2 of a small park whose every flow is forced, against a calculation by hand.

Two steps of half an hour. The plant's 10 MW must all pass the turbine (0.2 electricity, 0.8 steam):
2 MW of power and 8 MW of steam, of which the companies take 6 MW and the exchanger 2 MW, all sold
as district heat. Power: 1 MW needed in the first step, so 1 MW is sold; 5 MW in the second, so
3 MW are bought. Hot water of 3 MW is made from 3/0.75 = 4 MW of gas.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipos_energy.answer.audit import audited
from ipos_energy.answer.co2 import AvoidedCo2
from ipos_energy.answer.headline import headline
from ipos_energy.answer.results import Results
from ipos_energy.park.load import load_text
from tests.helpers import flow, park, solved

PARK = park("""
    profiles:
      need: {values: [1, 5], unit: MW}
      grid mix: {values: [100, 300], unit: kg/MWh}
    headers:
      gas: {medium: fuel}
      electricity: {medium: electricity}
      hp steam: {medium: steam, pressure: 40 bar, temperature: 400 degC}
      steam: {medium: steam, pressure: 5 bar}
      hot water: {medium: water, supply: 95 degC, return: 60 degC}
      district heat: {medium: water, supply: 90 degC, return: 45 degC}
    units:
      plant: {kind: process_heat, to: hp steam, available: 10 MW, may_be_cooled: false}
      turbine: {kind: steam_turbine, from: hp steam, extractions: [steam], capacity: 5 MW,
                yields: {steam: {electricity: 0.2, heat: 0.8}}}
      exchanger: {kind: heat_exchanger, from: steam, to: district heat, capacity: 20 MW}
      boiler: {kind: boiler, fuel: gas, to: hot water, capacity: 9 MW, efficiency: 75 %}
    companies:
      dairy: {demands: {steam: 4 MW, electricity: {profile: need}},
              alone: {boiler_efficiency: 80 %}}
      foundry: {demands: {steam: 2 MW, hot water: 3 MW}}
    contracts:
      grid: {kind: electricity, energy_price: 50 EUR/MWh, sell_at: 10 EUR/MWh}
      gas: {kind: fuel, header: gas, energy_price: 30 EUR/MWh, emission_factor: 250 kg/MWh}
      city: {kind: heat_sale, header: district heat, price: 25 EUR/MWh}
    emissions:
      claimed: 10 t
      electricity: {factor: {profile: grid mix}, sold: 50 kg/MWh, scope: direct}
      alternatives: {peat: {factor: 400 kg/MWh, source: invented}}
      reference: {name: each for itself, district heat: peat, boiler_efficiency: 90 %,
                  fuel_factor: 200 kg/MWh, cooling_electricity: 2 %}
    """, hours=1, step="30 min")

BY_HAND = {
    "steam": (4 / 0.8 + 2 / 0.9) * 0.2,
    "hot water": 3 / 0.9 * 0.2,
    "electricity": 0.5 * (1 * 0.1 + 5 * 0.3),
    "district heat": 2 * 0.4,
    "cooling": 0.5 * 0.02 * 10 * (0.1 + 0.3),
    "power sold": 0.5 * 1 * 0.05,
    "fuel burnt": -4 * 0.25,
    "power bought": -0.5 * 3 * 0.3,
}


@pytest.fixture(scope="module")
def results() -> Results:
    """The park, solved and audited."""
    return solved(PARK)


@pytest.fixture
def co2(results: Results) -> AvoidedCo2:
    """Its avoided CO2."""
    return results.co2


def test_flows_are_those_of_the_calculation(results: Results) -> None:
    """Proves the flows in the docstring above, on which all other figures rest."""
    assert flow(results, "grid: sold").tolist() == pytest.approx([1, 0])
    assert flow(results, "grid: bought").tolist() == pytest.approx([0, 3])
    assert flow(results, "city: sold").tolist() == pytest.approx([2, 2])


@pytest.mark.parametrize("label", BY_HAND)
def test_line(co2: AvoidedCo2, label: str) -> None:
    """Proves each line: Σ Δt · flow · factor over two half hours.

    Catches a forgotten Δt, a mean factor instead of the hourly one, the reference's efficiency for
    a company that states its own, the factor of bought power on sold power, and a wrong sign.
    """
    line = next(one for one in co2.lines if one.label == label)
    assert line.avoided_t == pytest.approx(BY_HAND[label], rel=1e-9)


def test_lines_add_up_to_the_total(co2: AvoidedCo2) -> None:
    """Proves the total, 2.3261 t, and that there is no line beyond those calculated."""
    assert [line.label for line in co2.lines] == list(BY_HAND)
    assert co2.avoided_t == pytest.approx(sum(BY_HAND.values()), rel=1e-9)
    assert co2.avoided_t == pytest.approx(2.32611111)


def test_alternatives_stand_beside_it(co2: AvoidedCo2) -> None:
    """Proves that the reference's alternative comes first, with the total, and four others follow.

    Gas boilers instead of peat: 2.3261 − 2·0.4 + 2·0.20196/0.92 = 1.9652 t.
    """
    first, *others = co2.alternatives
    assert first.name == "peat"
    assert first.avoided_t == pytest.approx(co2.avoided_t)
    names = {one.name: one.avoided_t for one in others}
    assert set(names) == {"gas boilers", "oil boilers", "city mix without the park",
                          "wood pellets"}
    assert names["gas boilers"] == pytest.approx(2.32611111 - 0.8 + 2 * 0.20196 / 0.92)


YEAR = """\
name: One MW of heat for the city
horizon: {{start: 2019-01-01, end: {end}, step: 24 h, time_zone: UTC}}
headers:
  district heat: {{medium: water, supply: 90 degC, return: 45 degC}}
units:
  plant: {{kind: process_heat, to: district heat, available: 1 MW}}
contracts:
  city: {{kind: heat_sale, header: district heat, price: 25 EUR/MWh, at_most: {sold}}}
emissions:
  claimed: {claimed}
  electricity: {{factor: 100 kg/MWh, scope: direct}}
  alternatives: {{peat: {{factor: {factor} t/MWh, source: invented}}}}
  reference: {{district heat: peat, cooling_electricity: 2 %}}
"""


def year(claimed: str = "1000 t", end: str = "2020-01-01", sold: str = "1 MW",
         factor: float = 0.4) -> AvoidedCo2:
    """The avoided CO2 of 8 760 MWh of heat sold, with a claim beside it."""
    return solved(YEAR.format(claimed=claimed, end=end, sold=sold, factor=factor)).co2


def test_a_claim_needs_a_factor() -> None:
    """Proves the break-even factor: cooling is 0.02·8 760·0.1 = 17.52 t, the rest is the heat's.

    (1000 − 17.52)/8760 = 0.112155 t/MWh closes the gap; a claim of zero is a claim.
    """
    factor = (1000 - 17.52) / 8760
    assert year().break_even_t_per_mwh == pytest.approx(factor)
    assert year(factor=factor).avoided_t == pytest.approx(1000)
    assert year(claimed="0 t").break_even_t_per_mwh == pytest.approx(-17.52 / 8760)


def test_a_yearly_claim_stands_beside_a_year_only() -> None:
    """Proves that a claim per year is not set beside a month. Catches a factor of twelve."""
    assert year().claimed_t == 1000
    assert year(end="2019-02-01").claimed_t is None


def test_without_a_claim_or_a_sale_there_is_no_break_even() -> None:
    """Proves that nothing is divided by heat that is not sold."""
    found = year(sold="0 MW")
    assert found.break_even_t_per_mwh is None
    assert [one.avoided_t for one in found.alternatives] == pytest.approx([found.avoided_t] * 5)


def test_the_reference_is_named(co2: AvoidedCo2) -> None:
    """Proves that name and alternative stand beside the figure, and the assumptions below it."""
    assert co2.reference_name == "each for itself; district heat from peat"
    assert any("200.00 kg/MWh, 90 % unless" in text for text in co2.assumptions)
    assert any("200.0 kg/MWh on average" in text for text in co2.assumptions)
    assert not any("two scopes" in text for text in co2.assumptions)
    mixed = solved(PARK.replace(", scope: direct", "")).co2
    assert any("two scopes" in text for text in mixed.assumptions)


def test_outages_reduce_what_would_be_cooled() -> None:
    """Proves that heat which is not given off needs no cooling in the reference.

    The plant stands in the second half hour: 0.5·0.02·10·0.1 = 0.01 t.
    """
    text = PARK.replace("may_be_cooled: false", "may_be_cooled: false, outages: "
                        "[{from: 2019-01-01T00:30, to: 2019-01-02}]")
    text = text.replace("boiler: {", "spare: {kind: electrode_boiler, to: steam, capacity: 6 MW}\n"
                        "  boiler: {")
    lines = {line.label: line.avoided_t for line in solved(text).co2.lines}
    assert lines["cooling"] == pytest.approx(0.01)


def test_headline_by_hand(results: Results) -> None:
    """Proves every headline figure over the one hour, in MWh.

    Catches Δt left out, heat to the exchanger counted as sold to companies, and gross for net.
    """
    assert {one.key: one.value for one in headline(results)} == {
        "process_heat_available_mwh": pytest.approx(10), "cooled_away_mwh": pytest.approx(0),
        "steam_to_companies_mwh": pytest.approx(6), "hot_water_to_companies_mwh": pytest.approx(3),
        "electricity_to_companies_mwh": pytest.approx(3), "heat_sold_mwh": pytest.approx(2),
        "electricity_generated_mwh": pytest.approx(2),
        "electricity_bought_mwh": pytest.approx(1.5),
        "electricity_sold_mwh": pytest.approx(0.5), "fuel_burnt_mwh": pytest.approx(4),
    }


def test_headline_counts_all_that_is_cooled() -> None:
    """Proves that heat cooled at its source and by a cooler are both counted, and once.

    10 MW are given off and 1 MW is used; a second plant's 5 MW must go to the cooler: for one hour
    15 MWh available and 14 MWh cooled away.
    """
    found = {one.key: one.value for one in headline(solved(park("""
        headers:
          electricity: {medium: electricity}
          hot water: {medium: water, supply: 95 degC, return: 60 degC}
          warm water: {medium: water, supply: 60 degC, return: 40 degC}
        units:
          plant: {kind: process_heat, to: hot water, available: 10 MW}
          other plant: {kind: process_heat, to: warm water, available: 5 MW, may_be_cooled: false}
          cooler: {kind: cooler, from: warm water, capacity: 9 MW}
        companies:
          works: {demands: {hot water: 1 MW}}
        contracts:
          grid: {kind: electricity, energy_price: 50 EUR/MWh}
        """, hours=1)))}
    assert found["process_heat_available_mwh"] == pytest.approx(15)
    assert found["cooled_away_mwh"] == pytest.approx(14)


def test_the_ledger_is_the_objective(results: Results) -> None:
    """Proves that the cost lines add up to what was minimised, by hand 140 EUR:

    0.5 h·(3 MW·50 − 1 MW·10) + 4 MWh·30 − 2 MWh·25 = 70 + 120 − 50.
    """
    lines = {(line.owner, line.label): line.total for line in results.operation.ledger}
    assert lines == {("grid", "energy"): pytest.approx(75), ("grid", "sale"): pytest.approx(-5),
                     ("gas", "energy"): pytest.approx(120), ("city", "sale"): pytest.approx(-50)}
    assert results.operation.objective == pytest.approx(140)
    emitted = {(line.owner, line.label): line.total for line in results.operation.emissions}
    assert emitted == {("gas", "fuel burnt"): pytest.approx(1.0)}


def test_co2_lines_that_do_not_add_up_are_seen(results: Results) -> None:
    """Proves that the audit objects where the shown total is not that of its alternative."""
    first, *others = results.co2.alternatives
    bent = replace(results.co2, alternatives=(replace(first, avoided_t=3.0), *others))
    checks = audited(load_text(PARK), replace(results, co2=bent)).checks
    assert [check.subject for check in checks if not check.passed] == ["avoided CO2"]
