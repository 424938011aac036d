"""Caps, taxes, allowances and pollutants, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError, UnsatisfiableError
from ipos_energy.park.load import load_text
from tests.contracts.terms import gas, line
from tests.helpers import close, flow, ledger, limit, solved


def test_cap_on_the_park() -> None:
    """1 t of CO2 is 5 MWh of gas at 200 kg/MWh, for 4 of 16 MWh of steam; the rest is power.

    A tonne more makes 4 MWh of steam from gas for 150 EUR, and saves 4·200 EUR: 650 EUR. Catches a
    cap on each contract, or on each hour.
    """
    results = solved(gas("", [8, 8], sections="emissions: {cap: 1 t}"))
    close(flow(results, "gas: bought").sum(), 5)
    close(limit(results, "emissions: CO2 cap"), [650])


def test_a_cap_that_cannot_be_kept_is_said_in_tonnes() -> None:
    """Steam of 8 MWh takes 10 MWh of gas and 2 t, where power is not to be had: 1 t too much.

    Catches a cap that is left out when it cannot be kept, and a shortage told in MWh.
    """
    electrode = "electrode_boiler, to: steam, capacity: "
    text = gas("", [8], sections="emissions: {cap: 1 t}").replace(
        f"{electrode}50 MW", f"{electrode}0 MW")
    with pytest.raises(UnsatisfiableError, match=r'"emissions: CO2 cap" is missed by 1\.0 t\.'):
        solved(text)


def test_cap_counts_all_suppliers() -> None:
    """Gas at 200 and biogas at 50 kg/MWh on one header share a cap of 1 t.

    20 MWh of fuel with no more than 1 t: all biogas, 20·0.05 t. Catches a cap that sees one
    contract, and two suppliers of one header with one factor.
    """
    biogas = ("biogas: {kind: fuel, header: gas, energy_price: 60 EUR/MWh, "
              "emission_factor: 50 kg/MWh}")
    results = solved(gas("", [8, 8], more=biogas, sections="emissions: {cap: 1 t}"))
    close([flow(results, "gas: bought").sum(), flow(results, "biogas: bought").sum()], [0, 20])
    results = solved(gas("", [8, 8], more=biogas, sections="emissions: {cap: 2.5 t}"))
    close([flow(results, "gas: bought").sum(), flow(results, "biogas: bought").sum()], [10, 10])
    close(sum(one.total for one in results.operation.emissions), 2.5)


def test_free_allocation_is_an_income_that_changes_nothing() -> None:
    """8 760 t a year for 2 of 8 760 h at 80 EUR/t are 160 EUR; gas is still worth 46 EUR/MWh.

    Catches allowances that make the fuel cheaper.
    """
    results = solved(gas("", [4, 4], sections="emissions: {price: 80 EUR/t, "
                                              "free_allocation: 8760 t/year}"))
    close(ledger(results, "emissions", "free allocation"), -160)
    close(results.operation.prices["gas"], [46, 46])
    close(results.operation.objective, 10 * 46 - 160)


def test_co2_tax_beside_the_price() -> None:
    """10 MWh burn 2 t: 160 EUR of CO2 price and 200 EUR of tax. Catches a tax per MWh."""
    results = solved(gas("co2_tax: 100 EUR/t", [4, 4], sections="emissions: {price: 80 EUR/t}"))
    tax = line(results, "gas", "CO2 tax")
    close([tax.quantity[0], tax.rate[0], tax.amount[0]], [2, 100, 200])
    close(ledger(results, "gas", "CO2 price"), 160)


def test_pollutants_are_counted_and_priced() -> None:
    """10 MWh at 200 g NOx and 30 g SO2: 2 kg at 5 EUR/kg, half of it in each month,
    and 0.3 kg free of charge.

    Catches g taken for kg, and pollutants that are added to the CO2.
    """
    results = solved(gas("pollutants: {NOx: 200 g/MWh, SO2: 30 g/MWh}", [4, 4],
                         start="2019-01-31T23:00",
                         sections="emissions: {pollutants: {NOx: {price: 5 EUR/kg}}}"))
    found = [(one.label, one.unit) for one in results.operation.pollutants]
    assert found == [("NOx", "t"), ("SO2", "t")]
    close([one.total for one in results.operation.pollutants], [0.002, 0.0003])
    close(line(results, "gas", "NOx price").amount, [5, 5])
    close(results.operation.objective, 10 * 30 + 10)
    close(sum(one.total for one in results.operation.emissions), 2)


def test_cap_on_a_pollutant() -> None:
    """1 kg of NOx at 200 g/MWh is 5 MWh of gas. Catches a cap on CO2 instead."""
    results = solved(gas("pollutants: {NOx: 200 g/MWh}", [8, 8],
                         sections="emissions: {pollutants: {NOx: {cap: 1 kg}}}"))
    close(flow(results, "gas: bought").sum(), 5)


@pytest.mark.parametrize(("terms", "sections", "message"), [
    ("", "emissions: {pollutants: {NOx: {cap: 1 kg}}}", 'no fuel contract emits "NOx"'),
    ("pollutants: {CO2: 200 kg/MWh}", "", "stated by emission_factor"),
    ("", "emissions: {cap: 5 MWh}", "mass"),
])
def test_emissions_that_cannot_be(terms: str, sections: str, message: str) -> None:
    """Each is refused with its reason."""
    with pytest.raises(ScenarioError, match=message):
        load_text(gas(terms, [4], sections=sections))


def test_the_owner_of_the_cap_needs_its_name() -> None:
    """A unit cannot be called "emissions" beside a cap. Catches lines of two owners in one."""
    text = gas("", [4], sections="emissions: {cap: 5 t}").replace("works:", "emissions:")
    with pytest.raises(ScenarioError, match="already the name"):
        load_text(text)
