"""Numbers of a linear program that are far apart: seen, said and kept."""

from __future__ import annotations

import pytest

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.optimise import optimise
from ipos_energy.mathematics.scaling import badly_scaled, extents
from ipos_energy.park.load import load_text
from ipos_energy.park.operation import Extent
from tests.helpers import KINDS, Kind, park, results_for

BOILER = """
headers:
  gas: {{medium: fuel}}
  steam: {{medium: steam, pressure: 5 bar}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: {capacity}, efficiency: {efficiency}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 30 EUR/MWh, emission_factor: 200 kg/MWh,
        annual_limit: {limit}}}
companies:
  works: {{demands: {{steam: 9 MW}}}}
"""


def text(capacity: str = "18 MW", efficiency: str = "90 %", limit: str = "50 MWh") -> str:
    """A boiler over two hours, with a limit on its gas."""
    return park(BOILER.format(capacity=capacity, efficiency=efficiency, limit=limit))


def test_extents_by_hand() -> None:
    """Balances hold 0.9 of the fuel and 1 of what is bought; fuel up to 18/0.9 = 20 MW.

    Limits are the demand of 9 MW and the 50 MWh of gas. Catches zeros and infinities that count.
    """
    found = extents(compile_model(build(load_text(text()))).program)
    assert found == (
        Extent("coefficients", 0.9, "steam: balance", 1.0, "gas: balance"),
        Extent("costs", 30.0, "gas: bought", 30.0, "gas: bought"),
        Extent("limits", 9.0, "steam: balance", 50.0, "gas: annual limit"),
        Extent("bounds", 20.0, "boiler: fuel", 20.0, "boiler: fuel"))


@pytest.mark.parametrize(("scenario", "said"), [
    (text(capacity="1000000 MW", efficiency="5 %", limit="1 GWh"),
     '"boiler: fuel" has bounds of up to 2e+07'),
    (text(limit="50000000 MWh"), '"gas: annual limit" has limits of up to 5e+07'),
])
def test_what_is_out_of_proportion_is_said_and_kept(scenario: str, said: str) -> None:
    """The owner is named while the run goes on, and in what is written.

    Catches a number that makes the answer inexact without a word.
    """
    heard: list[str] = []
    operation, _ = optimise(load_text(scenario), heard.append)
    (warning,) = operation.warnings
    assert warning.startswith(said)
    assert "Check the units of" in warning
    assert f"warning: {warning}" in heard
    assert warning in results_for(load_text(scenario)).warnings


def test_coefficients_of_one_equation_far_apart() -> None:
    """1e-8 of the fuel beside 1 of another boiler's in one balance: 1e8 is more than 1e7.

    Catches a range that is taken over all equations instead of within one.
    """
    program = compile_model(build(load_text(text()))).program
    program.matrix.value[program.matrix.value == 0.9] = 1e-8
    assert list(badly_scaled(program, ())) == []
    steam = next(block for block in program.row_blocks if block.name == "gas: balance")
    program.matrix.value[program.matrix.row == steam.start + 1] *= [1e-8, 1]
    (said,) = badly_scaled(program, ())
    assert said.startswith('"gas: balance" has coefficients from 1e-08 to 1, too far apart')


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_examples_are_well_scaled(kind: Kind) -> None:
    """Catches a warning for what is usual."""
    program = compile_model(build(load_text(kind.example))).program
    assert list(badly_scaled(program, extents(program))) == []
