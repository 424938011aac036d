"""The lessons of ``scenarios/teach-*.yaml`` as PyPSA states them, from their descriptions alone.

    python benchmarks/peers/lessons_pypsa.py

prints one line of JSON: for each lesson its least cost, and the marginal price of each header.
Numbers are MW, EUR/MWh and hours; what burns gas pays 30 for it and 0.2 t/MWh × 30 EUR/t for CO2.
"""

from __future__ import annotations

import json
import logging
import warnings

import numpy as np
import pandas as pd
import pypsa
from numpy.typing import NDArray

GAS = 30 + 0.2 * 30


def network(start: str, *headers: str) -> pypsa.Network:
    """An empty day with a bus for each header, the first of which is served with gas."""
    made = pypsa.Network(snapshots=pd.date_range(start, periods=24, freq="h"))
    for header in headers:
        made.add("Bus", header)
    made.add("Generator", "gas", bus=headers[0], p_nom=1e4, marginal_cost=GAS)
    return made


def hourly(*values: float) -> NDArray[np.float64]:
    """Four values, each for six hours."""
    return np.repeat(np.array(values, dtype=float), 6)


def boiler_and_store() -> pypsa.Network:
    """A boiler that is too small, an electrode boiler and a tank."""
    lesson = network("2019-01-01", "natural gas", "hot water", "electricity")
    need = np.array([4.0] * 6 + [9, 9] + [6] * 16)
    lesson.add("Generator", "grid", bus="electricity", p_nom=1e4,
               marginal_cost=pd.Series(hourly(20, 60, 60, 60), lesson.snapshots))
    lesson.add("Link", "gas boiler", bus0="natural gas", bus1="hot water", efficiency=0.9,
               p_nom=6 / 0.9)
    lesson.add("Link", "electrode boiler", bus0="electricity", bus1="hot water", p_nom=8)
    lesson.add("StorageUnit", "tank", bus="hot water", p_nom=8, max_hours=20 / 8,
               cyclic_state_of_charge=True)
    lesson.add("Load", "works", bus="hot water", p_set=pd.Series(need, lesson.snapshots))
    return lesson


def turbine_and_let_down() -> pypsa.Network:
    """A back-pressure turbine beside a let-down station."""
    lesson = network("2019-01-01", "natural gas", "hp steam", "lp steam", "electricity")
    lesson.add("Generator", "grid", bus="electricity", p_nom=1e4,
               marginal_cost=pd.Series(hourly(30, 60, 60, 20), lesson.snapshots))
    lesson.add("Link", "boiler", bus0="natural gas", bus1="hp steam", efficiency=0.9,
               p_nom=30 / 0.9)
    lesson.add("Link", "turbine", bus0="hp steam", bus1="lp steam", bus2="electricity",
               efficiency=0.87, efficiency2=0.12, p_nom=1.5 / 0.12)
    lesson.add("Link", "let-down", bus0="hp steam", bus1="lp steam", p_nom=1e4)
    lesson.add("Load", "steam", bus="lp steam",
               p_set=pd.Series(hourly(8.7, 14.5, 8.7, 4.35), lesson.snapshots))
    lesson.add("Load", "power", bus="electricity", p_set=3)
    return lesson


def heat_pump_and_solar() -> pypsa.Network:
    """A heat pump, a tank and solar power, some of which is sold."""
    lesson = network("2019-06-01", "natural gas", "hot water", "electricity")
    market = pd.Series(hourly(30, 90, 45, 120), lesson.snapshots)
    lesson.add("Generator", "grid", bus="electricity", p_nom=1e4, marginal_cost=market + 15)
    lesson.add("Generator", "sale", bus="electricity", p_nom=1e4, p_min_pu=-1, p_max_pu=0,
               marginal_cost=market)
    lesson.add("Generator", "solar roof", bus="electricity", p_nom=8,
               p_max_pu=pd.Series(hourly(0, 0.5, 1, 0), lesson.snapshots))
    lesson.add("Link", "heat pump", bus0="electricity", bus1="hot water", efficiency=3, p_nom=3.5)
    lesson.add("Link", "gas boiler", bus0="natural gas", bus1="hot water", efficiency=0.9,
               p_nom=6 / 0.9)
    lesson.add("StorageUnit", "tank", bus="hot water", p_nom=6, max_hours=3,
               cyclic_state_of_charge=True)
    lesson.add("Load", "heat", bus="hot water", p_set=6)
    lesson.add("Load", "power", bus="electricity", p_set=1)
    return lesson


def answer(lesson: pypsa.Network) -> dict[str, object]:
    """Least cost and prices of a lesson."""
    status, condition = lesson.optimize(
        solver_name="highs", include_objective_constant=False, output_flag=False)
    assert (status, condition) == ("ok", "optimal")
    prices = lesson.buses_t.marginal_price
    return {"cost": float(lesson.objective),
            "prices": {header: prices[header].tolist() for header in lesson.buses.index}}


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    print(json.dumps({
        "teach-boiler-and-store": answer(boiler_and_store()),
        "teach-turbine-and-let-down": answer(turbine_and_let_down()),
        "teach-heat-pump-and-solar": answer(heat_pump_and_solar()),
    }))
