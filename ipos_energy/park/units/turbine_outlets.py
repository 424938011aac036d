"""The ways through a steam turbine, and what steam yields on each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ipos_energy.park.fields import Fraction, PowerOrMassFlow, Schema
from ipos_energy.park.headers import Feedwater, Header, SteamNetwork, WaterNetwork
from ipos_energy.park.series import FloatArray
from ipos_energy.park.steam import expand, saturation_pressure

CONDENSER = "condenser"


class Yields(Schema):
    """What one MWh of inlet steam becomes on its way to one outlet."""

    electricity: Fraction
    """Electricity per inlet steam"""
    heat: Fraction = 0.0
    """Heat to the outlet's header per inlet steam"""


class SteamRange(Schema):
    """How much steam may take one way through the turbine, while it is on."""

    at_least: PowerOrMassFlow | None = None
    """Least inlet steam on this way, in t/h or MW"""
    at_most: PowerOrMassFlow | None = None
    """Most inlet steam on this way, in t/h or MW"""


@dataclass(frozen=True, eq=False)
class Outlet:
    """One way through the turbine; yields per MWh of inlet steam at each step (T,)."""

    name: str
    electricity: FloatArray
    heat: FloatArray
    reheat: FloatArray


@dataclass(frozen=True)
class Blades:
    """What the turbine does with steam: efficiencies, and the feedwater it is counted from."""

    isentropic_efficiency: float
    mechanical_efficiency: float
    feedwater: Feedwater


def given_outlet(name: str, yields: Yields, steps: int) -> Outlet:
    """An outlet whose yields the planner knows."""
    return Outlet(name, np.full(steps, yields.electricity), np.full(steps, yields.heat),
                  np.zeros(steps))


def outlet_to(
    name: str, inlet: SteamNetwork, pressures_bar: FloatArray, blades: Blades, sink: Header | None
) -> Outlet:
    """An outlet at ``pressures_bar`` (T,), by IAPWS-IF97; ``sink`` is None for a condenser.

    A water header takes the heat of condensation; condensate colder than feedwater is reheated.
    Raises SteamError where the steam cannot expand so far.
    """
    expansion = expand(inlet.state, pressures_bar, blades.isentropic_efficiency,
                       blades.mechanical_efficiency, blades.feedwater.enthalpy)
    nothing = np.zeros(len(pressures_bar))
    if sink is None:
        return Outlet(name, expansion.electricity, nothing, nothing)
    reheat = nothing
    if isinstance(sink, WaterNetwork):
        reheat = np.maximum(-expansion.condensate_heat, 0.0)
    return Outlet(name, expansion.electricity, expansion.heat + reheat, reheat)


def pressures_at(
    headers: Mapping[str, Header], name: str, terminal_difference_k: float, steps: int
) -> FloatArray:
    """Pressure in bar at which steam leaves to a header (T,).

    A steam header's own; for a water header the boiling point ``terminal_difference_k`` above its
    supply temperature.
    """
    header = headers[name]
    if isinstance(header, SteamNetwork):
        return np.full(steps, header.pressure)
    assert isinstance(header, WaterNetwork)
    return boiling_pressures(header.supply.values + terminal_difference_k)


def boiling_pressures(temperatures_c: FloatArray) -> FloatArray:
    """Pressure in bar at which water boils at each temperature (T,)."""
    distinct, where = np.unique(temperatures_c, return_inverse=True)
    return np.array([saturation_pressure(t) for t in distinct])[where]
