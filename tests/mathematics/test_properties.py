"""What holds for every park: tried on small random ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import close, park, solved

STEPS = 6

few = settings(max_examples=15, deadline=None, derandomize=True)

prices = st.lists(st.integers(-20, 150), min_size=STEPS, max_size=STEPS)
powers = st.lists(st.integers(0, 20), min_size=STEPS, max_size=STEPS)


@dataclass(frozen=True)
class Park:
    """A park with a bit of everything; powers in MW, prices in EUR/MWh."""

    heat: list[int]
    steam: list[int]
    hot_water: list[int]
    spot: list[int]
    turbine: int
    pump: int
    tank: int
    gas_price: int
    peak: int
    loss: int

    def text(
        self, *, power: str = "MW", per_mw: float = 1.0, price: str = "EUR/MWh",
        per_price: float = 1.0, step: str = "1 h", hours: float = STEPS, twice: bool = False,
    ) -> str:
        """The scenario; ``per_mw`` and ``per_price`` turn MW and EUR/MWh into the stated units."""
        def written(values: list[int], factor: float) -> list[float]:
            repeated = np.repeat(values, 2) if twice else np.array(values)
            return [float(value) for value in repeated * factor]

        return park(f"""
exchange_rates: {{SEK: 0.08}}
profiles:
  heat: {{values: {written(self.heat, per_mw)}, unit: {power}}}
  steam: {{values: {written(self.steam, per_mw)}, unit: {power}}}
  hot water: {{values: {written(self.hot_water, per_mw)}, unit: {power}}}
  spot: {{values: {written(self.spot, per_price)}, unit: {price}}}
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hp steam: {{medium: steam, pressure: 40 bar, temperature: 400 degC}}
  lp steam: {{medium: steam, pressure: 5 bar}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
units:
  plant: {{kind: process_heat, to: hp steam, available: {{profile: heat}}}}
  turbine: {{kind: steam_turbine, from: hp steam, extractions: [lp steam], exhaust: hot water,
            capacity: {self.turbine * per_mw!r} {power}}}
  let-down: {{kind: let_down, from: hp steam, to: lp steam, capacity: {30 * per_mw!r} {power}}}
  boiler: {{kind: boiler, fuel: gas, to: lp steam, capacity: {99 * per_mw!r} {power},
           efficiency: 90 %, ramp: 30 %/h}}
  electrode: {{kind: electrode_boiler, to: lp steam, capacity: {99 * per_mw!r} {power}}}
  exchanger: {{kind: heat_exchanger, from: lp steam, to: hot water,
              capacity: {99 * per_mw!r} {power}}}
  pump: {{kind: heat_pump, to: hot water, cop: 3, capacity: {self.pump * per_mw!r} {power}}}
  tank: {{kind: store, header: hot water, capacity: {self.tank * per_mw!r} {power}h,
         power: {10 * per_mw!r} {power}, loss: {self.loss} %/h}}
  cooler: {{kind: cooler, from: hot water, capacity: {99 * per_mw!r} {power}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: {self.gas_price * per_price!r} {price},
        emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: {{profile: spot}}, fee: {8 * per_price!r} {price},
         peak_charge: {self.peak} EUR/MW/month, sell_at: {{profile: spot}},
         sell_limit: {50 * per_mw!r} {power}}}
companies:
  works: {{demands: {{lp steam: {{profile: steam}}, hot water: {{profile: hot water}}}}}}
emissions: {{price: 70 EUR/t}}
""", hours=hours, step=step)

    def cost(self) -> float:
        """The least cost; every check of the audit passes, the proof of optimality among them."""
        return solved(self.text()).operation.objective


parks = st.builds(
    Park, heat=powers, steam=powers, hot_water=powers, spot=prices, turbine=st.integers(0, 6),
    pump=st.integers(0, 9), tank=st.integers(0, 30), gas_price=st.integers(10, 90),
    peak=st.integers(0, 300), loss=st.integers(1, 9),
)


@few
@given(parks)
def test_balances_close_and_the_optimum_is_proven(one: Park) -> None:
    """Every park passes its whole audit: balances, physics, bills, ledger, dual = primal.

    Catches an equation that only holds on the examples.
    """
    results = solved(one.text())
    assert {check.statement for check in results.checks} >= {
        "what flows in flows out", "dual objective = cost: the operation is proven optimal",
        "the sum of all cost lines is the cost that was minimised"}


@few
@given(parks, st.sampled_from(["turbine", "pump", "tank"]))
def test_more_freedom_never_costs_more(one: Park, what: str) -> None:
    """A larger turbine, heat pump or store costs at most as much; the model pays for none of them.

    Catches a capacity that forces something to run.
    """
    larger = replace(one, **{what: getattr(one, what) + 3})
    assert larger.cost() <= one.cost() + 1e-6 * (1 + abs(one.cost()))


@few
@given(parks)
def test_units_do_not_change_the_answer(one: Park) -> None:
    """MW or kW, EUR/MWh or SEK/kWh at 0.08 EUR, MWh or kWh: the same cost and prices of heat.

    Catches a factor that is applied twice or to one of two places.
    """
    plain = solved(one.text())
    other = solved(one.text(power="kW", per_mw=1000.0, price="SEK/kWh", per_price=1 / 80))
    close(other.operation.objective, plain.operation.objective)


@few
@given(parks)
def test_two_half_hours_with_the_same_data_cost_as_much_as_the_hour(one: Park) -> None:
    """Without ramp and store, which couple steps, 2 × 30 min with an hour's data are that hour.

    Catches a cost or a flow that forgets the length of a step.
    """
    def uncoupled(text: str) -> str:
        for coupling, without in ((", ramp: 30 %/h", ""), ("power: 10.0 MW", "power: 0 MW")):
            assert text.count(coupling) == 1
            text = text.replace(coupling, without)
        return text

    hourly = solved(uncoupled(one.text()))
    finer = solved(uncoupled(one.text(step="30 min", twice=True)))
    close(finer.operation.objective, hourly.operation.objective)


@few
@given(parks, st.sampled_from([2.0, 10.0, 0.1]))
def test_the_cost_scales_with_all_prices(one: Park, factor: float) -> None:
    """The scenario in a currency worth 1/factor costs ``factor`` times as much.

    Catches a price that is hidden in the code.
    """
    plain, text = solved(one.text()), one.text()
    text = text.replace("currency: EUR", "currency: SEK").replace(
        "exchange_rates: {SEK: 0.08}", f"exchange_rates: {{EUR: {factor}}}")
    close(solved(text).operation.objective, factor * plain.operation.objective)
