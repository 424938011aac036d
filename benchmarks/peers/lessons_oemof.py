"""The lessons of ``scenarios/teach-*.yaml`` as oemof.solph states them, from their descriptions.

    python benchmarks/peers/lessons_oemof.py

prints one line of JSON: for each lesson its least cost, and the energy of each flow in MWh.
Numbers are MW, EUR/MWh and hours; what burns gas pays 30 for it and 0.2 t/MWh × 30 EUR/t for CO2.
"""

from __future__ import annotations

import json
import logging
import warnings

import numpy as np
import pandas as pd
import pyomo.environ as pyomo
from numpy.typing import NDArray
from oemof.solph import Bus, EnergySystem, Flow, Model
from oemof.solph.components import Converter, GenericStorage, Sink, Source

GAS = 30 + 0.2 * 30


def hourly(*values: float) -> NDArray[np.float64]:
    """Four values, each for six hours."""
    return np.repeat(np.array(values, dtype=float), 6)


def system(start: str, buses: list[Bus], *nodes: object) -> EnergySystem:
    """A day with the nodes, the first bus of which is served with gas."""
    made = EnergySystem(timeindex=pd.date_range(start, periods=25, freq="h"),
                        infer_last_interval=False)
    gas = Source(label="gas", outputs={buses[0]: Flow(variable_costs=GAS)})
    made.add(*buses, gas, *nodes)
    return made


def converter(
    label: str, source: Bus, largest_input: float | None, outputs: dict[Bus, float]
) -> Converter:
    """From one bus to others, each with what one MWh of input gives."""
    return Converter(label=label, inputs={source: Flow(nominal_capacity=largest_input)},
                     outputs={bus: Flow() for bus in outputs}, conversion_factors=outputs)


def tank(bus: Bus, capacity: float, power: float) -> GenericStorage:
    """A store without losses that ends the day as it began."""
    return GenericStorage(
        label="tank", inputs={bus: Flow(nominal_capacity=power)},
        outputs={bus: Flow(nominal_capacity=power)}, nominal_capacity=capacity, balanced=True,
        initial_storage_level=None)


def demand(label: str, bus: Bus, power: NDArray[np.float64]) -> Sink:
    """What must be served."""
    return Sink(label=label, inputs={bus: Flow(nominal_capacity=1, fix=power)})


def boiler_and_store() -> EnergySystem:
    """A boiler that is too small, an electrode boiler and a tank."""
    gas, water, power = (Bus(label=name) for name in ("natural gas", "hot water", "electricity"))
    return system(
        "2019-01-01", [gas, water, power],
        Source(label="grid", outputs={power: Flow(variable_costs=hourly(20, 60, 60, 60))}),
        converter("gas boiler", gas, 6 / 0.9, {water: 0.9}),
        converter("electrode boiler", power, 8, {water: 1}),
        tank(water, 20, 8),
        demand("works", water, np.array([4.0] * 6 + [9, 9] + [6] * 16)))


def turbine_and_let_down() -> EnergySystem:
    """A back-pressure turbine beside a let-down station."""
    gas, high, low, power = (
        Bus(label=name) for name in ("natural gas", "hp steam", "lp steam", "electricity"))
    return system(
        "2019-01-01", [gas, high, low, power],
        Source(label="grid", outputs={power: Flow(variable_costs=hourly(30, 60, 60, 20))}),
        converter("boiler", gas, 30 / 0.9, {high: 0.9}),
        converter("turbine", high, 1.5 / 0.12, {low: 0.87, power: 0.12}),
        converter("let-down", high, None, {low: 1}),
        demand("steam", low, hourly(8.7, 14.5, 8.7, 4.35)),
        demand("power", power, hourly(3, 3, 3, 3)))


def heat_pump_and_solar() -> EnergySystem:
    """A heat pump, a tank and solar power, some of which is sold."""
    gas, water, power = (Bus(label=name) for name in ("natural gas", "hot water", "electricity"))
    market = hourly(30, 90, 45, 120)
    return system(
        "2019-06-01", [gas, water, power],
        Source(label="grid", outputs={power: Flow(variable_costs=market + 15)}),
        Sink(label="sale", inputs={power: Flow(variable_costs=-market)}),
        Source(label="solar roof", outputs={
            power: Flow(nominal_capacity=8, maximum=hourly(0, 0.5, 1, 0))}),
        converter("heat pump", power, 3.5, {water: 3}),
        converter("gas boiler", gas, 6 / 0.9, {water: 0.9}),
        tank(water, 18, 6),
        demand("heat", water, hourly(6, 6, 6, 6)),
        demand("power", power, hourly(1, 1, 1, 1)))


def answer(lesson: EnergySystem) -> dict[str, object]:
    """Least cost of a lesson, and the energy of each flow."""
    model = Model(lesson)
    flows = model.solve(solver="highs")["flow"]
    return {"cost": float(pyomo.value(model.objective)),
            "energies": {f"{source} -> {sink}": float(flows[source, sink].sum())
                         for source, sink in flows.columns}}


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    print(json.dumps({
        "teach-boiler-and-store": answer(boiler_and_store()),
        "teach-turbine-and-let-down": answer(turbine_and_let_down()),
        "teach-heat-pump-and-solar": answer(heat_pump_and_solar()),
    }))
