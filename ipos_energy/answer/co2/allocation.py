"""Sharing the emissions E of a joint process between the carriers k that it makes.

    energy                    a_k = E_k / Σ E
    exergy (Carnot)           a_k ∝ E_k·f_k, see :func:`water_exergy` and :func:`steam_exergy`
    alternative production    a_k ∝ E_k/η_k,ref, same fuel (Swedish alternativproduktionsmetoden,
                              Finnish benefit sharing)
    efficiency                E_H = E·(H/e_H)/(H/e_H + P/e_P)                    (GHG Protocol)
    power bonus               E_P = P·f_el,ref;  E_H = E − P·f_el,ref, shared between the heats by
                              energy; may be negative
    incremental               E(with) − E(without), of two solved scenarios

Shares add up to one, but those of the incremental method, which leaves a rest to what is common.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ipos_energy.park.carbon_accounts import Allocation, Method
from ipos_energy.park.headers import (
    CoolingNetwork,
    Feedwater,
    Header,
    SteamNetwork,
    WaterNetwork,
)
from ipos_energy.park.series import FloatArray
from ipos_energy.park.steam import ABSOLUTE_ZERO, SteamState, water_enthalpy, water_entropy

FORMULAS: Mapping[Method, str] = {
    "energy": "a = E / Σ E",
    "exergy": "a ∝ E·f, f the exergy of the carrier per energy",
    "alternative production": "a ∝ E / efficiency of separate production from the same fuel",
    "efficiency": "a ∝ H/e_H and P/e_P (GHG Protocol)",
    "power bonus": "power: P·f_el; heat: the rest, by energy",
}
"""The methods that need one solved scenario, and how each shares."""


@dataclass(frozen=True, eq=False)
class Carrier:
    """What the joint process makes of one kind: ``values`` MW and ``exergy`` per energy (T,)."""

    name: str
    medium: str
    values: FloatArray
    exergy: FloatArray

    @property
    def is_power(self) -> bool:
        """Whether it is electricity."""
        return self.medium == "electricity"


def water_exergy(supply_c: FloatArray, return_c: FloatArray, surroundings_c: float) -> FloatArray:
    """Exergy per heat of water cooled from supply to return, or warmed, where it carries cold.

        f = 1 − T0·ln(T_s/T_r)/(T_s − T_r),  limit 1 − T0/T_s as T_r → T_s;    temperatures in K

    Cold below the surroundings carries −f per energy; none has less than no exergy.
    """
    zero = surroundings_c - ABSOLUTE_ZERO
    supply, back = supply_c - ABSOLUTE_ZERO, return_c - ABSOLUTE_ZERO
    differs = np.abs(supply - back) > 1e-6
    mean = np.where(
        differs, (supply - back) / np.log(np.where(differs, supply / back, 2.0)), supply)
    carnot = 1 - zero / mean
    useful: FloatArray = np.maximum(np.where(supply >= back, carnot, -carnot), 0.0)
    return useful


def steam_exergy(state: SteamState, condensate_c: float, surroundings_c: float) -> float:
    """Exergy per heat of steam from its state to boiling condensate.

        f = 1 − T0·Δs/Δh       T0 in K, Δs in kJ/(kg·K), Δh in kJ/kg

    A log-mean temperature would be wrong for steam, which condenses at one temperature.
    """
    drop = state.enthalpy - water_enthalpy(condensate_c)
    lost = state.entropy - water_entropy(condensate_c)
    return 1 - (surroundings_c - ABSOLUTE_ZERO) * lost / drop


def exergy_of(
    header: Header, feedwater: Feedwater, surroundings_c: float, steps: int
) -> FloatArray:
    """Exergy per energy of what a header carries (T,): electricity and fuel 1."""
    if isinstance(header, SteamNetwork):
        return np.full(steps, steam_exergy(header.state, feedwater.temperature, surroundings_c))
    if isinstance(header, WaterNetwork | CoolingNetwork):
        return water_exergy(header.supply.values, header.return_.values, surroundings_c)
    return np.ones(steps)


def weights(carriers: list[Carrier], method: Method, choice: Allocation) -> FloatArray:
    """What the emissions are shared in proportion to (K, T), for every method but power bonus."""
    def weight(carrier: Carrier) -> FloatArray:
        if method == "exergy":
            return carrier.values * carrier.exergy
        power, heat = {
            "alternative production": (choice.reference_electricity, choice.reference_heat),
            "efficiency": (choice.efficiency_electricity, choice.efficiency_heat),
        }.get(method, (1.0, 1.0))
        return carrier.values / (power if carrier.is_power else heat)

    return np.array([weight(carrier) for carrier in carriers])


def shared(
    emitted_t: FloatArray, carriers: list[Carrier], method: Method, choice: Allocation,
    power_factor: FloatArray, hours: float,
) -> FloatArray:
    """The emissions of each carrier at each step in t (K, T); they add up to ``emitted_t`` (T,).

    Where nothing is delivered while something is emitted (a store is charged, say), the shares of
    the whole horizon count. ``power_factor`` is f_el,ref of the power bonus in t/MWh (T,).
    """
    if method != "power bonus":
        return _proportional(emitted_t, weights(carriers, method, choice))
    bonus = np.array([hours * carrier.values * power_factor * carrier.is_power
                      for carrier in carriers])
    energies = weights(carriers, "energy", choice)
    heats = energies * np.array([[not carrier.is_power] for carrier in carriers])
    return bonus + _proportional(emitted_t - bonus.sum(axis=0), heats if heats.any() else energies)


def _proportional(emitted_t: FloatArray, weight: FloatArray) -> FloatArray:
    whole = weight.sum(axis=0)
    of_horizon = weight.sum(axis=1)
    if of_horizon.sum() <= 0:
        of_horizon = np.ones(len(weight))
    usual = (of_horizon / of_horizon.sum())[:, None]
    share: FloatArray = np.where(whole > 0, weight / np.where(whole > 0, whole, 1.0), usual)
    return share * emitted_t


@dataclass(frozen=True)
class Incremental:
    """What one carrier or company adds: emissions with it and without it, in t."""

    with_t: float
    without_t: float

    @property
    def added_t(self) -> float:
        """E(with) − E(without)."""
        return self.with_t - self.without_t
