"""Factors, perspectives, covariance, scopes and claims of the park that is calculated by hand."""

from __future__ import annotations

import pytest

from ipos_energy.answer.results import Results
from ipos_energy.errors import Problem, ScenarioError
from ipos_energy.park.load import load_text
from tests.answer.test_co2_by_hand import BY_HAND, PARK
from tests.helpers import solved

MARGINAL = 0.33853
"""Nordic residual mix of 2019, the year of the horizon, in t/MWh."""


def emissions_with(entry: str, text: str = PARK) -> str:
    """The park with one more entry under ``emissions``."""
    return text.replace("claimed: 10 t", f"claimed: 10 t\n  {entry}")


def problem_of(text: str) -> Problem:
    """The one problem that a scenario has."""
    with pytest.raises(ScenarioError) as caught:
        load_text(text)
    (problem,) = caught.value.problems
    return problem


@pytest.fixture(scope="module")
def results() -> Results:
    """The park, solved and audited."""
    return solved(PARK)


def test_the_accounting_perspective_is_the_avoided_figure(results: Results) -> None:
    """Proves that the first perspective is the scenario's own, line by line."""
    accounting = results.co2_account.perspectives[0]
    assert accounting.name == "accounting"
    assert {line.label: line.avoided_t for line in accounting.lines} == pytest.approx(BY_HAND)
    assert accounting.electricity == "grid electricity"


def test_the_consequence_perspective(results: Results) -> None:
    """Proves that all power counts at the residual mix of the horizon's year, all else as before.

    Electricity 0.5·6·0.33853, bought −0.5·3·0.33853, sold 0.5·1·0.33853, cooling 0.2·0.33853.
    Catches the sold factor of the accounting perspective left in.
    """
    consequence = results.co2_account.perspectives[1]
    assert consequence.electricity == "Nordic residual mix 2019"
    assert "electricity as Nordic residual mix 2019" in consequence.reference_name
    expected = BY_HAND | {
        "electricity": 3 * MARGINAL, "power bought": -1.5 * MARGINAL, "power sold": 0.5 * MARGINAL,
        "cooling": 0.2 * MARGINAL}
    assert {line.label: line.avoided_t for line in consequence.lines} == pytest.approx(expected)
    assert consequence.avoided_t == pytest.approx(sum(expected.values()))


def test_a_stated_consequence() -> None:
    """Proves that another factor and another alternative at the margin are used where stated.

    Electricity 3·0.372 t, district heat 2·0.015/0.88 t.
    """
    text = emissions_with(
        "consequence: {electricity: Nordic residual mix 2021, district heat: wood pellets}")
    lines = {line.label: line.avoided_t
             for line in solved(text).co2_account.perspectives[1].lines}
    assert lines["electricity"] == pytest.approx(3 * 0.37199)
    assert lines["district heat"] == pytest.approx(2 * 0.015 / 0.88)


def test_the_covariance_by_hand(results: Results) -> None:
    """Proves what the yearly mean of 200 kg/MWh would miss: T·Δt·cov(flow, factor).

    Electricity 0.8 − 0.5·6·0.2 = 0.2 t, bought −0.45 + 0.3 = −0.15 t, cooling (constant) 0. Power
    sold and district heat have constant factors. Catches n − 1 in place of n, and a lost sign.
    """
    timing = {one.label: one for one in results.co2_account.perspectives[0].timing}
    assert {label: one.covariance_t for label, one in timing.items()} == {
        "electricity": pytest.approx(0.2), "power bought": pytest.approx(-0.15),
        "cooling": pytest.approx(0, abs=1e-12), "power sold": pytest.approx(0, abs=1e-12),
        "district heat": pytest.approx(0, abs=1e-12)}
    assert timing["electricity"].average_t == pytest.approx(0.6)
    assert results.co2_account.perspectives[0].covariance_t == pytest.approx(0.05)


def test_an_alternative_by_the_hour() -> None:
    """Proves that heat is counted at its hour's factor: 1·0.1 + 1·0.3 = 0.4 t, 0.2 t/MWh."""
    text = PARK.replace("peat: {factor: 400 kg/MWh", "peat: {factor: {profile: grid mix}")
    co2 = solved(text).co2
    assert next(one.avoided_t for one in co2.lines if one.label == "district heat") == (
        pytest.approx(0.4))
    assert co2.alternatives[0].factor_t_per_mwh == pytest.approx(0.2)


def test_scopes_by_hand(results: Results) -> None:
    """Proves scope 1 = 4·0.25, scope 2 = 1.5 MWh at 300 (location) and at 338.53 kg/MWh (market).

    The fuel's upstream is not stated, which is said. Nothing is netted: avoided CO2 is no scope.
    """
    scopes = results.co2_account.scopes
    assert scopes.total("1") == pytest.approx(1.0)
    assert scopes.total("2 location-based") == pytest.approx(0.45)
    assert scopes.total("2 market-based") == pytest.approx(1.5 * MARGINAL)
    assert scopes.without_upstream == ("gas",)
    assert {line.scope for line in scopes.lines} == {"1", "2 location-based", "2 market-based"}


def test_guarantees_of_origin_and_upstream() -> None:
    """Proves the factor of a contract in scope 2, and scope 3 = 4 MWh·(300 − 250) kg/MWh = 0.2 t.

    Catches the life-cycle factor counted whole, on top of scope 1.
    """
    scopes = solved(emissions_with(
        "factors: {wind: {factor: 10 kg/MWh, year: 2019}, gas cycle: {factor: 300 kg/MWh}}\n"
        "  market_based: {grid: wind}\n  upstream: {gas: gas cycle}")).co2_account.scopes
    assert scopes.total("2 market-based") == pytest.approx(0.015)
    assert scopes.total("2 location-based") == pytest.approx(0.45)
    assert scopes.total("3 upstream of fuel") == pytest.approx(0.2)
    assert scopes.without_upstream == ()


def test_claims_by_hand() -> None:
    """Proves κ·line for each actor and what nobody claims: heat 0.8 t, half and a quarter of it."""
    table = solved(emissions_with(
        "claims: {park: {steam: 100 %, district heat: 50 %}, city: {district heat: 25 %}}"
    )).co2_account.claims
    assert table.claimed_by("park") == pytest.approx(BY_HAND["steam"] + 0.4)
    assert table.claimed_by("city") == pytest.approx(0.2)
    left = {claim.line: claim.claimed_t for claim in table.unclaimed}
    assert left["district heat"] == pytest.approx(0.2)
    assert left["steam"] == 0.0
    assert left["fuel burnt"] == pytest.approx(-1.0)


def test_more_than_all_cannot_be_claimed() -> None:
    """Proves that Σ κ > 1 is an error at the last claim, in the file; 100 % exactly is none."""
    problem = problem_of(emissions_with(
        "claims:\n    park: {district heat: 60 %}\n    city: {district heat: 50 %}"))
    assert "110 %" in problem.message
    assert "park 60 %, city 50 %" in problem.message
    assert problem.subject == "emissions › claims › city › district heat"
    assert problem.place is not None
    load_text(emissions_with(
        "claims: {park: {district heat: 60 %}, city: {district heat: 40 %}}"))


@pytest.mark.parametrize(("entry", "subject", "advice"), [
    ("claims: {park: {steem: 50 %}}", "emissions › claims › park › steem", "steam"),
    ("consequence: {electricity: Nordic residual mix 2020}",
     "emissions › consequence › electricity", "Nordic residual mix 20"),
    ("consequence: {district heat: pellets}", "emissions › consequence › district heat",
     "wood pellets"),
    ("market_based: {gird: natural gas}", "emissions › market_based › gird", "grid"),
    ("upstream: {grid: natural gas}", "emissions › upstream › grid", "gas"),
    ("upstream: {gas: natural gass}", "emissions › upstream › gas", "natural gas"),
])
def test_wrong_names_are_found(entry: str, subject: str, advice: str) -> None:
    """Proves that a name that is none is an error at its place, with the nearest one offered."""
    problem = problem_of(emissions_with(entry))
    assert problem.subject == subject
    assert problem.place is not None
    assert advice in problem.advice


@pytest.mark.parametrize(("factor", "message", "key"), [
    ("{factor: 90 kg/MWh, low: 80 kg/MWh}", "belong together", "low"),
    ("{factor: 90 kg/MWh, low: 100 kg/MWh, high: 120 kg/MWh}", "does not lie between", "factor"),
])
def test_a_range_must_hold_its_value(factor: str, message: str, key: str) -> None:
    """Proves that half a range, and one that does not hold its value, are errors."""
    problem = problem_of(emissions_with(f"factors: {{mine: {factor}}}"))
    assert message in problem.message
    assert problem.subject == f"emissions › factors › mine › {key}"


def test_factors_are_listed_with_all_that_they_are() -> None:
    """Proves name, value, unit, year, scope and source of factors used, and none but these.

    A stated grid factor keeps no source of the built-in one. Catches 90 kg/MWh of a planner's own
    that is passed off as the Nordic mix.
    """
    used = {one.use: one for one in solved(emissions_with(
        "factors: {wind: {factor: 10 kg/MWh, year: 2020, source: a wind farm}}\n"
        "  market_based: {grid: wind}")).co2_account.factors}
    wind = used["grid, market-based"]
    assert wind.value == pytest.approx(0.01)
    assert (wind.name, wind.unit, wind.year, wind.scope, wind.source) == (
        "wind", "t/MWh", 2020, "direct", "a wind farm")
    grid = used["grid electricity, accounting and location-based"]
    assert grid.value == pytest.approx(0.2)
    assert (grid.hourly, grid.source) == (True, "no source is stated")
    assert used["grid electricity, consequence"].year == 2019
    assert used["fuel of the companies' own boilers"].value == pytest.approx(0.2)
    assert used["fuel burnt, gas"].value == pytest.approx(0.25)
    peat = used["district heat alternative (the reference)"]
    assert peat.value == pytest.approx(0.4)
    assert (peat.name, peat.source) == ("peat", "invented")


def test_built_in_factors() -> None:
    """Proves that a scenario without factors has those that are published, with their sources.

    90 kg/MWh for power, 201.96 for gas, 338.53 for the residual mix of 2019.
    """
    text = PARK[:PARK.index("emissions:")] + "emissions: {}\n"
    emissions = load_text(text).emissions
    assert emissions.electricity.mean == pytest.approx(0.090)
    assert "IVL/SMED" in emissions.electricity.source
    assert emissions.reference_fuel[0] == pytest.approx(0.20196)
    assert emissions.factors["Nordic residual mix 2019"].mean == pytest.approx(MARGINAL)
    assert all(factor.source for factor in
               [*emissions.factors.values(), *emissions.alternatives.values()])
