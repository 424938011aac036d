"""The reference valued, the saving, and statements that add up to the ledger to the cent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipos_energy.answer.audit import audited
from ipos_energy.answer.money.cents import in_cents
from ipos_energy.answer.money.reference import Saving
from ipos_energy.answer.results import Results
from ipos_energy.line.run import Finished
from ipos_energy.park.load import load_text
from tests.answer.test_co2_by_hand import PARK
from tests.helpers import close, park, solved

VALUED = PARK.replace("name: each for itself,", "name: each for itself, fuel_contract: gas,")

TWO = park("""
    profiles:
      price: {values: [40, 60, 80], unit: EUR/MWh}
      early: {values: [3, 1, 0], unit: MW}
    headers:
      electricity: {medium: electricity}
      gas: {medium: fuel}
      steam: {medium: steam, pressure: 5 bar}
    units:
      boiler: {kind: boiler, fuel: gas, to: steam, capacity: 9 MW, efficiency: 90 %,
               operating_cost: 1 EUR/MWh}
    contracts:
      grid: {kind: electricity, energy_price: {profile: price}, fixed_fee: 8760 EUR/year,
             peak_charge: 7 EUR/MW/month}
      gas: {kind: fuel, header: gas, energy_price: 30 EUR/MWh, emission_factor: 201.96 kg/MWh}
    companies:
      early: {demands: {electricity: {profile: early}}}
      late: {demands: {electricity: 1 MW, steam: 1.8 MW}}
    """, hours=3)


def told(results: Results) -> dict[str, float]:
    """The cost that each company is told."""
    return {one.company: one.cost for one in results.money.statements.companies}


def amounts(saving: Saving) -> dict[str, float]:
    """The lines of a saving."""
    return {line.label: line.amount for line in saving.lines}


@pytest.fixture(scope="module")
def two() -> Results:
    """The park of two companies."""
    return solved(TWO)


def test_the_reference_by_hand() -> None:
    """Proves what the companies alone would pay, at the park's own tariffs.

    Fuel (4/0.8 + 5/0.9)·30, power 3 MWh·50, cooling 0.02·10·50 = 10. The park costs 140:
    grid 70, gas 120, heat sold −50. Catches an efficiency forgotten, or the sale left out.
    """
    saving = solved(VALUED).money.saving
    fuel = 30 * (4 / 0.8 + 5 / 0.9)
    assert amounts(saving) == {
        "own boilers": pytest.approx(fuel), "power bought alone": pytest.approx(150),
        "cooling of the process heat": pytest.approx(10), "grid": pytest.approx(-70),
        "gas": pytest.approx(-120), "city": pytest.approx(50)}
    assert saving.saving == pytest.approx(fuel + 160 - 140)
    assert sum(amounts(saving).values()) == pytest.approx(saving.saving)
    assert saving.not_valued == ()


def test_what_has_no_price_is_said() -> None:
    """Proves that fuel of another factor than any contract's is not valued, and named."""
    money = solved(PARK).money
    assert money.saving.not_valued == ("dairy: own boilers", "foundry: own boilers")
    assert all(one.alone_cost is None and one.saving is None for one in money.statements.companies)


def test_the_citys_side() -> None:
    """Proves 2 MWh at the stated 40 EUR/MWh less 50 EUR paid; without a cost it is not valued.

    Gas boilers without a stated cost are valued at the fuel contract: 2/0.92·30 EUR.
    """
    city = solved(VALUED.replace("source: invented", "source: invented, cost: 40 EUR/MWh")
                  ).money.saving.city
    assert city.alternative_cost is not None
    assert city.saving == pytest.approx(30)
    assert (city.heat_mwh, city.alternative_cost, city.paid) == pytest.approx((2, 80, 50))
    assert solved(VALUED).money.saving.city.saving is None
    gas = solved(VALUED.replace("district heat: peat", "district heat: gas boilers"))
    assert gas.money.saving.city.alternative_cost == pytest.approx(2 / 0.92 * 30)


def test_each_company_has_its_own_peak_and_fee(two: Results) -> None:
    """Proves peak charges and fixed fees of each company alone, from the written reference ledger.

    Early takes 3, 1, 0 MW: 180 EUR, 21 of peak charge, 3 of fee. Late takes 1 MW: 180, 7 and 3.
    Late's boiler: 2 MW·3 h·30. Alone 574 EUR; the park pays 360 + 28 + 3 + 180, and 5.40 to run
    the boiler, so that nothing is saved but the second fee: −2.40 EUR.
    """
    found = {(line.owner, line.label): line.total for line in two.money.reference_costs}
    assert found == {
        ("early", "power bought alone: energy"): pytest.approx(180),
        ("early", "power bought alone: peak charge"): pytest.approx(21),
        ("early", "power bought alone: fixed fee"): pytest.approx(3),
        ("late", "power bought alone: energy"): pytest.approx(180),
        ("late", "power bought alone: peak charge"): pytest.approx(7),
        ("late", "power bought alone: fixed fee"): pytest.approx(3),
        ("late", "own boilers: energy"): pytest.approx(180)}
    assert two.money.saving.saving == pytest.approx(574 - 576.4)


def test_the_marginal_value_is_demand_times_price(two: Results) -> None:
    """Proves Σ demand·λ: early 3·47 + 1·60, late 47 + 60 + 80 for power, and 5.4 MWh of steam.

    The first hour sets the month's peak, so that a MWh is worth 40 + 7 EUR there; steam is worth
    30/0.9 + 1 EUR/MWh.
    """
    found = {one.company: one.marginal_value for one in two.money.statements.companies}
    assert found == {"early": pytest.approx(3 * 47 + 60),
                     "late": pytest.approx(47 + 60 + 80 + 5.4 * (30 / 0.9 + 1))}
    power = next(use for use in two.money.uses if (use.company, use.header) == (
        "late", "electricity"))
    close(power.marginal_value, [187.0])
    close(power.energy_mwh, [3.0])


@pytest.mark.parametrize(("key", "share"), [
    ("energy", 4 / (4 + 8.4)), ("peak", 3 / (3 + 2.8)),
    ("marginal price", 201 / (201 + 187 + 5.4 * (30 / 0.9 + 1))),
])
def test_keys(key: str, share: float) -> None:
    """Proves each key by hand; the cost is 360 + 28 + 3 + 180 + 5.4 = 576.40 EUR to the cent.

    Early uses 4 MWh, at most 3 MW, worth 201 EUR; late 8.4 MWh, at most 2.8 MW.
    """
    results = solved(TWO + f"statements: {{key: {key}}}\n")
    found = told(results)
    assert results.money.statements.ledger_total == 576.40
    assert found["early"] == pytest.approx(576.40 * share, abs=0.03)
    assert round(sum(found.values()), 2) == 576.40


def test_statements_close_with_the_ledger(finished: Finished) -> None:
    """Proves to the cent that parts add up to each statement, and statements to the ledger."""
    for results in (finished.results, solved(VALUED), solved(TWO)):
        statements = results.money.statements
        ledger = round(100 * sum(line.total for line in results.operation.ledger))
        cents = [round(100 * part.amount) for one in statements.companies
                 for part in (*one.shared, *one.own)]
        assert sum(cents) == ledger
        assert sum(round(100 * one.cost) for one in statements.companies) == ledger
        for owner in {line.owner for line in results.operation.ledger}:
            booked = sum(line.total for line in results.operation.ledger if line.owner == owner)
            parts = sum(part.amount for one in statements.companies
                        for part in (*one.shared, *one.own) if part.owner == owner)
            assert parts == pytest.approx(booked, abs=0.0101)


def test_what_a_company_owns_it_pays_alone() -> None:
    """Proves that late's own boiler, 5.4 EUR to run, is late's alone and shared with nobody."""
    results = solved(TWO.replace("operating_cost: 1", "owner: late, operating_cost: 1"))
    early, late = results.money.statements.companies
    assert [(part.owner, part.amount) for part in late.own] == [("boiler", 5.4)]
    assert early.own == ()
    assert "boiler" not in {part.owner for part in (*early.shared, *late.shared)}


def test_a_wrong_statement_is_seen(two: Results) -> None:
    """Proves that the audit objects to one cent too many."""
    statements = two.money.statements
    first, *others = statements.companies
    bent = replace(statements, companies=(replace(first, cost=first.cost + 0.01), *others))
    checks = audited(load_text(TWO), replace(two, money=replace(two.money, statements=bent))).checks
    assert [check.subject for check in checks if not check.passed] == ["statements"]


def test_co2_of_statements_is_the_allocation() -> None:
    """Proves that a company's CO2 is what the chosen method gives it: 0.5·5/13 + 0.95·9/16 t."""
    dairy, _ = solved(VALUED).money.statements.companies
    assert dairy.co2_t == pytest.approx(0.5 * 5 / 13 + 0.95 * 9 / 16)


@pytest.mark.parametrize(("parts", "cents"), [
    ([1 / 3, 1 / 3, 1 / 3], [34, 33, 33]), ([-1 / 3, -1 / 3, -1 / 3], [-33, -33, -34]),
    ([0.004, 0.004, 0.002], [1, 0, 0]), ([], []),
])
def test_cents(parts: list[float], cents: list[int]) -> None:
    """Proves largest remainders, for negative amounts as well; each is off by less than a cent."""
    assert sorted(in_cents(parts)) == sorted(cents)
    assert sum(in_cents(parts)) == sum(cents)


def test_cents_of_another_total_are_refused() -> None:
    """Proves that a total which the amounts do not have is not forced upon them."""
    with pytest.raises(ValueError, match="are not the sum"):
        in_cents([1.0, 1.0], 500)


def test_the_summary_and_tables_hold_it(finished: Finished) -> None:
    """Proves that what is written adds up: carriers to what is emitted, lines to the saving."""
    summary = finished.summary
    assert summary["saving"]["saving"] == pytest.approx(
        sum(line["amount"] for line in summary["saving"]["lines"]))
    assert sum(one["cost"] for one in summary["statements"]["companies"]) == pytest.approx(
        summary["statements"]["ledger_total"])
    emitted, *carriers = finished.results.co2_by_step
    close(sum(one.values for one in carriers), emitted.values)
    costs = sum(line.total for line in finished.results.money.reference_costs)
    assert costs == pytest.approx(summary["saving"]["reference_cost"])
    assert {"factors", "perspectives", "scopes", "claims", "allocation", "uncertainty",
            "published"} <= set(summary["co2"])
