"""Steam and water by the industrial formulation IAPWS-IF97 (computed by ``seuif97``).

Pressures in bar absolute, temperatures in °C, enthalpies in kJ/kg, entropies in kJ/(kg·K).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import seuif97

from ipos_energy.park.series import FloatArray

KJ_PER_MWH = 3.6e6
ABSOLUTE_ZERO = -273.15


class SteamError(ValueError):
    """A state that does not exist or is no steam; its message is for a planner."""


@dataclass(frozen=True)
class SteamState:
    """Steam at ``pressure_bar`` with its temperature, enthalpy and entropy."""

    pressure_bar: float
    temperature_c: float
    enthalpy: float
    entropy: float


def saturation_temperature(pressure_bar: float) -> float:
    """Boiling point in °C at ``pressure_bar`` (0.0062 to 220.6 bar)."""
    return float(seuif97.px2t(pressure_bar / 10, 0.0))


def saturation_pressure(temperature_c: float) -> float:
    """Pressure in bar at which water boils at ``temperature_c`` (0.01 to 373.9 °C)."""
    return float(seuif97.tx2p(temperature_c, 0.0)) * 10


def steam_state(pressure_bar: float, temperature_c: float | None = None) -> SteamState:
    """Steam at a pressure, superheated to ``temperature_c`` or saturated where that is None.

    Raises SteamError where the temperature lies below the boiling point or beyond the tables.
    """
    boiling = saturation_temperature(pressure_bar)
    if temperature_c is None:
        megapascal = pressure_bar / 10
        return SteamState(pressure_bar, boiling, float(seuif97.px2h(megapascal, 1.0)),
                          float(seuif97.px2s(megapascal, 1.0)))
    if temperature_c < boiling:
        raise SteamError(
            f"{temperature_c:g} °C at {pressure_bar:g} bar is water, not steam: it boils at "
            f"{boiling:.1f} °C"
        )
    enthalpy = float(seuif97.pt2h(pressure_bar / 10, temperature_c))
    if enthalpy < 0:
        raise SteamError(f"the steam tables end below {temperature_c:g} °C, {pressure_bar:g} bar")
    entropy = float(seuif97.pt2s(pressure_bar / 10, temperature_c))
    return SteamState(pressure_bar, temperature_c, enthalpy, entropy)


def water_enthalpy(temperature_c: float) -> float:
    """Enthalpy of boiling water at ``temperature_c``, kJ/kg: feedwater, or condensate."""
    return float(seuif97.tx2h(temperature_c, 0.0))


def water_entropy(temperature_c: float) -> float:
    """Entropy of boiling water at ``temperature_c``, kJ/(kg·K)."""
    return float(seuif97.tx2s(temperature_c, 0.0))


@dataclass(frozen=True)
class Expansion:
    """What one MWh of inlet steam (counted from feedwater) becomes in a turbine; arrays (T,).

    ``electricity`` MWh at the terminals, ``heat`` MWh in the exhaust counted from feedwater,
    ``condensate_heat`` MWh by which boiling condensate at the exhaust's pressure lies above
    feedwater: negative where it is colder and must be reheated.
    """

    electricity: FloatArray
    heat: FloatArray
    condensate_heat: FloatArray


def expand(
    inlet: SteamState, pressures_bar: FloatArray, isentropic_efficiency: float,
    mechanical_efficiency: float, feedwater_enthalpy: float,
) -> Expansion:
    """Steam expanded from ``inlet`` to each of ``pressures_bar`` (T,).

        h2 = h1 − η_s·(h1 − h2s(p2, s1))
        electricity = η_m·(h1 − h2)/(h1 − h_fw)
        heat = (h2 − h_fw)/(h1 − h_fw)
        condensate_heat = (h'(p2) − h_fw)/(h1 − h_fw)

    Each distinct pressure is looked up once. Raises SteamError where a pressure is not below the
    inlet's.
    """
    if float(np.max(pressures_bar)) >= inlet.pressure_bar:
        raise SteamError(
            f"steam of {inlet.pressure_bar:g} bar cannot expand to {np.max(pressures_bar):.3g} bar"
        )
    distinct, where = np.unique(pressures_bar, return_inverse=True)
    isentropic = np.array([seuif97.ps2h(p / 10, inlet.entropy) for p in distinct])
    condensate = np.array([seuif97.px2h(p / 10, 0.0) for p in distinct])
    above_feedwater = inlet.enthalpy - feedwater_enthalpy
    drop = isentropic_efficiency * (inlet.enthalpy - isentropic)
    return Expansion(
        electricity=(mechanical_efficiency * drop / above_feedwater)[where],
        heat=((above_feedwater - drop) / above_feedwater)[where],
        condensate_heat=((condensate - feedwater_enthalpy) / above_feedwater)[where],
    )


def lorenz_cop(
    source_hot_c: FloatArray, source_cold_c: FloatArray, sink_hot_c: FloatArray,
    sink_cold_c: FloatArray,
) -> FloatArray:
    """COP of the ideal heat pump between a source cooled and a sink heated over a range (T,).

        T_m = (T_hot − T_cold)/ln(T_hot/T_cold)      temperatures in K
        COP = T_m,sink/(T_m,sink − T_m,source)

    Infinite where the sink is not warmer than the source.
    """
    sink = _log_mean(sink_hot_c - ABSOLUTE_ZERO, sink_cold_c - ABSOLUTE_ZERO)
    source = _log_mean(source_hot_c - ABSOLUTE_ZERO, source_cold_c - ABSOLUTE_ZERO)
    lift = sink - source
    return np.where(lift > 0, sink / np.where(lift > 0, lift, 1.0), math.inf)


def _log_mean(hot_k: FloatArray, cold_k: FloatArray) -> FloatArray:
    ratio = hot_k / cold_k
    differs = np.abs(ratio - 1) > 1e-9
    mean: FloatArray = np.where(
        differs, (hot_k - cold_k) / np.log(np.where(differs, ratio, 2.0)), hot_k
    )
    return mean


def hot_water_energy(volume_m3: float, hot_c: float, cold_c: float) -> float:
    """Energy in MWh of a volume of water at ``hot_c`` above the same mass at ``cold_c``.

        V·ρ·(h'(hot) − h'(cold)),    ρ at the mean of both temperatures
    """
    density = 1.0 / float(seuif97.tx2v((hot_c + cold_c) / 2, 0.0))
    return volume_m3 * density * (water_enthalpy(hot_c) - water_enthalpy(cold_c)) / KJ_PER_MWH


@dataclass(frozen=True)
class Discharge:
    """What a steam accumulator gives from full to empty: steam in t, energy in MWh."""

    steam_t: float
    energy_mwh: float


def accumulator_discharge(
    volume_m3: float, water_share: float, charged_bar: float, discharged_bar: float,
    feedwater_enthalpy: float,
) -> Discharge:
    """Saturated steam that flashes from water as its pressure falls, in a vessel of fixed volume.

        dM = −dm,   d(M·u) = −h''(p)·dm,   V = M·v              first law of the open vessel
        energy = ∫ (h''(p) − h_fw) dm

    Water and steam in the vessel stay in equilibrium (Stevanovic, Maslovaric and Prica, Dynamics
    of steam accumulation, Applied Thermal Engineering 37, 2012). ``water_share`` is the share of
    the volume that is water when charged. Solved in 400 equal steps of pressure, properties by
    IAPWS-IF97.
    """
    pressures = np.linspace(charged_bar, discharged_bar, 401)
    water, steam = _Saturated.at(charged_bar, 0.0), _Saturated.at(charged_bar, 1.0)
    mass = volume_m3 * (water_share / water.volume + (1 - water_share) / steam.volume)
    energy = volume_m3 * (water_share * water.internal / water.volume
                          + (1 - water_share) * steam.internal / steam.volume)
    steam_kg = above_feedwater = 0.0
    leaving = steam.enthalpy
    for pressure in pressures[1:]:
        water, steam = _Saturated.at(pressure, 0.0), _Saturated.at(pressure, 1.0)
        mean = (leaving + steam.enthalpy) / 2
        slope = (steam.internal - water.internal) / (steam.volume - water.volume)
        per_kg = water.internal - water.volume * slope
        left = (energy - mass * per_kg - volume_m3 * slope) / (mean - per_kg)
        mass, energy, leaving = mass - left, energy - mean * left, steam.enthalpy
        steam_kg += left
        above_feedwater += left * (mean - feedwater_enthalpy)
    return Discharge(steam_kg / 1000, above_feedwater / KJ_PER_MWH)


@dataclass(frozen=True)
class _Saturated:
    """Boiling water or dry steam: volume in m3/kg, enthalpy and internal energy in kJ/kg."""

    volume: float
    enthalpy: float
    internal: float

    @classmethod
    def at(cls, pressure_bar: float, quality: float) -> _Saturated:
        volume = float(seuif97.px2v(pressure_bar / 10, quality))
        enthalpy = float(seuif97.px2h(pressure_bar / 10, quality))
        return cls(volume, enthalpy, enthalpy - 100 * pressure_bar * volume)
