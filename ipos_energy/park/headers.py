"""Headers: networks that balance at every step, each with a medium and a state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
from pydantic import Field

from ipos_energy.park.fields import Pressure, Schema, SteamHeader, Temperature, TemperatureSeries
from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.series import FloatArray
from ipos_energy.park.steam import (
    SteamError,
    SteamState,
    saturation_temperature,
    steam_state,
    water_enthalpy,
)

KJ_PER_KG_AS_MWH_PER_T = 1 / 3600


class Feedwater(Schema):
    """The one state from which the energy of all steam on the site is counted."""

    temperature: Temperature = 105.0
    """Temperature of the feedwater tank"""
    heated_from: SteamHeader | None = None
    """Header that heats condensate and make-up water, where companies state their condensate"""
    make_up_temperature: Temperature = 10.0
    """Temperature of the make-up water"""

    @property
    def enthalpy(self) -> float:
        """Enthalpy of the feedwater in kJ/kg."""
        return water_enthalpy(self.temperature)


class Header(Schema):
    """What all headers share."""

    medium: str
    note: str = ""
    """Remark or source, shown with the assumptions"""

    def problems(self, feedwater: Feedwater, horizon: Horizon) -> Iterator[Finding]:
        """Each thing that cannot be."""
        return iter(())


class SteamNetwork(Header):
    """Steam at one pressure, superheated or saturated."""

    medium: Literal["steam"]
    pressure: Pressure
    """Absolute pressure"""
    temperature: Temperature | None = None
    """Temperature; saturated where it is left out"""

    @property
    def state(self) -> SteamState:
        """The header's state. Raises SteamError where it is no steam."""
        return steam_state(self.pressure, self.temperature)

    @property
    def saturation_c(self) -> float:
        """The boiling point at the header's pressure, in °C."""
        return saturation_temperature(self.pressure)

    def energy_mwh_per_t(self, feedwater: Feedwater) -> float:
        """Energy of one tonne of this steam counted from feedwater, (h − h_fw)/3600 in MWh/t."""
        return (self.state.enthalpy - feedwater.enthalpy) * KJ_PER_KG_AS_MWH_PER_T

    def problems(self, feedwater: Feedwater, horizon: Horizon) -> Iterator[Finding]:
        try:
            state = self.state
        except SteamError as error:
            yield Finding(("temperature",), str(error))
            return
        if saturation_temperature(self.pressure) <= feedwater.temperature:
            yield Finding(("pressure",), (
                f"steam of {self.pressure:g} bar condenses at {state.temperature_c:.0f} °C, "
                f"not above the feedwater's {feedwater.temperature:g} °C"
            ))


class WaterNetwork(Header):
    """Hot water or district heat between a supply and a return temperature."""

    medium: Literal["water"]
    supply: TemperatureSeries
    """Supply temperature"""
    return_: TemperatureSeries = Field(alias="return")
    """Return temperature"""

    def problems(self, feedwater: Feedwater, horizon: Horizon) -> Iterator[Finding]:
        too_cold = self.supply.values <= self.return_.values
        if too_cold.any():
            step, when = horizon.first(too_cold)
            yield Finding(("supply",), (
                f"the supply of {self.supply.values[step]:g} °C is not warmer than the return of "
                f"{self.return_.values[step]:g} °C{when}"
            ))


class CoolingNetwork(Header):
    """Chilled water: supplied cold, returned warmer; flows are cooling power."""

    medium: Literal["cooling"]
    supply: TemperatureSeries
    """Supply temperature"""
    return_: TemperatureSeries = Field(alias="return")
    """Return temperature"""

    def problems(self, feedwater: Feedwater, horizon: Horizon) -> Iterator[Finding]:
        too_warm = self.supply.values >= self.return_.values
        if too_warm.any():
            step, when = horizon.first(too_warm)
            yield Finding(("supply",), (
                f"the supply of {self.supply.values[step]:g} °C is not colder than the return of "
                f"{self.return_.values[step]:g} °C{when}"
            ))


class ElectricityNetwork(Header):
    """The park's power grid."""

    medium: Literal["electricity"]


class FuelNetwork(Header):
    """A fuel, such as natural gas; energy by lower heating value."""

    medium: Literal["fuel"]


def supply_temperature(header: Header) -> FloatArray:
    """The temperature at which steam or water is supplied in °C: (T,), or (1,) for steam."""
    if isinstance(header, SteamNetwork):
        return np.array([header.state.temperature_c])
    assert isinstance(header, WaterNetwork)
    return header.supply.values


HEADERS: tuple[type[Header], ...] = (
    SteamNetwork, WaterNetwork, CoolingNetwork, ElectricityNetwork, FuelNetwork,
)
