"""Pipes, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, limit, park, solved

PIPE = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
  hp steam: {{medium: steam, pressure: 40 bar}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
  far network: {{medium: water, supply: 90 degC, return: 55 degC}}
  hotter: {{medium: water, supply: 99 degC, return: 55 degC}}
  cold: {{medium: cooling, supply: 6 degC, return: 12 degC}}
  colder: {{medium: cooling, supply: 4 degC, return: 12 degC}}
profiles:
  need: {{values: [5, 9], unit: MW}}
units:
  boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 50 MW, efficiency: 80 %}}
  far boiler: {{kind: boiler, fuel: gas, to: far network, capacity: 50 MW, efficiency: 50 %}}
  pipe: {{kind: pipe, {pipe}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: 70 EUR/MWh}}
companies:
  works: {{demands: {{far network: {{profile: need}}}}}}
"""
FAR = "from: hot water, to: far network, capacity: 8 MW"


def without_idle_headers(text: str) -> str:
    """The park without the headers that nothing is connected to."""
    idle = ("  steam:", "  hp steam:", "  hotter:", "  cold:", "  colder:")
    return "\n".join(line for line in text.splitlines() if not line.startswith(idle))


def test_losses_and_pumping_power() -> None:
    """5 MW at the far end: (5 + 0.2)/0.98 = 5.306 MW enter, pumps take 0.5 % of that.

    A MWh there costs (50 + 0.35)/0.98 = 51.38 EUR. In the second hour 8 MW enter and 7.64 arrive;
    the far boiler gives 1.36 MW at 80 EUR, and 1 MW more of pipe would save 0.98·80 − 50.35 EUR.
    Catches a loss that is added rather than divided by, and a capacity of what arrives.
    """
    results = solved(park(without_idle_headers(PIPE.format(
        pipe=f"{FAR}, loss: 2 %, standing_loss: 200 kW, pumping: 0.5 %"))))
    close(flow(results, "pipe: taken"), [5.2 / 0.98, 8])
    close(flow(results, "pipe: given"), [5, 7.64])
    close(flow(results, "pipe: pumping"), [0.005 * 5.2 / 0.98, 0.04])
    close(flow(results, "far boiler: heat"), [0, 1.36])
    close(results.operation.prices["far network"], [50.35 / 0.98, 80])
    close(limit(results, "pipe: taken at its limit"), [0, 0.98 * 80 - 50.35])


def test_a_pipe_kept_warm_loses_heat_even_where_nobody_needs_it() -> None:
    """0.98 MW of standing loss take 1 MW through a pipe that loses 2 % besides.

    The pipe's heat costs more than the far boiler's, so it carries its loss alone; in an outage
    it is cold. Catches a standing loss that may go unserved, or that an outage leaves.
    """
    dear = PIPE.replace("efficiency: 80 %", "efficiency: 40 %")
    results = solved(park(without_idle_headers(dear.format(
        pipe=f"{FAR}, loss: 2 %, standing_loss: 0.98 MW, "
             "outages: [{from: 2019-01-01T01:00, to: 2019-01-02}]"))))
    close(flow(results, "pipe: taken"), [1, 0])
    close(flow(results, "pipe: given"), [0, 0])


@pytest.mark.parametrize(("pipe", "message"), [
    ("from: hot water, to: hot water, capacity: 8 MW", 'starts and ends at "hot water"'),
    ("from: hot water, to: steam, capacity: 8 MW", "a pipe joins two headers of one medium"),
    ("from: hot water, to: hotter, capacity: 8 MW", 'cannot feed "hotter"'),
    ("from: steam, to: hp steam, capacity: 8 MW", 'cannot feed "hp steam"'),
    ("from: cold, to: colder, capacity: 8 MW", 'cannot feed "colder"'),
    (f"{FAR}, loss: 100 %", "carries nothing"),
    (f"{FAR}, standing_loss: 9 MW", "more than a pipe of 8 MW can carry"),
    ("from: electricity, to: far network, capacity: 8 MW", "carries electricity; needed here is"),
])
def test_a_pipe_that_cannot_be_is_refused(pipe: str, message: str) -> None:
    """Uphill, in a circle, into another medium. Catches heat that warms by itself."""
    with pytest.raises(ScenarioError, match=message):
        load_text(park(PIPE.format(pipe=pipe)))
