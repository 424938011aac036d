"""Condensate that comes back from a company, what flashes from it, and make-up water."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ipos_energy.park.fields import Fraction, Schema, SteamHeader, Temperature
from ipos_energy.park.headers import KJ_PER_KG_AS_MWH_PER_T, Feedwater, Header, SteamNetwork
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site, total
from ipos_energy.park.steam import saturation_pressure, steam_state, water_enthalpy

FEEDWATER_HEATING, FLASH_STEAM = "feedwater heating", "flash steam"
CONDENSATE, MAKE_UP = "condensate returned", "make-up water"
VENTED = "vented from the feedwater tank"


@dataclass(frozen=True)
class Tank:
    """What the feedwater tank gets and loses for each tonne of steam that a company takes.

    Tonnes of ``condensate``, ``flash`` steam (which becomes feedwater where it is used),
    ``make_up`` water and ``vented`` steam; ``heating`` in MWh.
    """

    condensate: float
    flash: float
    make_up: float
    vented: float
    heating: float


class Condensate(Schema):
    """What comes back of the steam that a company takes; make-up water replaces the rest.

        steam[t] = Σ_k taken from k[t]/(h_k − h_fw)
        flash steam[t] = x·returned·steam[t];   x = (h_c − h_f)/(h_g − h_f), 0 without flashing
        condensate[t] = (1 − x)·returned·steam[t]
        make-up[t] = (1 − returned)·steam[t] + vented[t]
        feedwater heating[t] − (h_v − h_m)·vented[t]
            = condensate[t]·(h_fw − h_r) + (1 − returned)·steam[t]·(h_fw − h_m)

    masses in t/h, heating in MW, taken from the header that the feedwater tank is ``heated_from``.
    Condensate leaves the company at h_c. Where it ``flashes_to`` a header, boiling water h_f and
    dry steam h_g of that header's pressure part, and the flash steam is a flow into it; h_r is what
    reaches the tank, h_f then and h_c otherwise, and h_m the make-up water's. Of heating and
    vented steam (h_v, dry steam at the tank's temperature) one is zero: heat that the make-up
    water cannot take boils off. The heating steam and the flash steam become feedwater where
    they condense. Of a company that states nothing, all condensate is counted as coming back as
    feedwater.
    """

    returned: Fraction
    """Share of the steam's mass that comes back as condensate"""
    temperature: Temperature
    """Temperature at which it leaves the company"""
    flashes_to: SteamHeader | None = None
    """Header of lower pressure that takes the steam which flashes from it"""

    def tank(self, feedwater: Feedwater, headers: Mapping[str, Header]) -> Tank:
        """What becomes of a tonne of steam."""
        arriving, flashed = water_enthalpy(self.temperature), 0.0
        if self.flashes_to is not None:
            steam = steam_state(_steam_network(headers[self.flashes_to]).pressure)
            boiling = water_enthalpy(steam.temperature_c)
            flashed = (arriving - boiling) / (steam.enthalpy - boiling)
            arriving = boiling
        condensate, water = (1 - flashed) * self.returned, water_enthalpy(
            feedwater.make_up_temperature)
        need = (condensate * (feedwater.enthalpy - arriving)
                + (1 - self.returned) * (feedwater.enthalpy - water))
        boiled_off = steam_state(saturation_pressure(feedwater.temperature)).enthalpy
        vented = max(-need, 0.0) / (boiled_off - water)
        return Tank(condensate, flashed * self.returned, 1 - self.returned + vented, vented,
                    max(need, 0.0) * KJ_PER_KG_AS_MWH_PER_T)

    def state(self, site: Site, taken: Mapping[str, Rule]) -> None:
        """States masses and heating for what is taken in MW, by steam header."""
        names = [*taken, *([self.flashes_to] if self.flashes_to else [])]
        headers = {name: site.header(name) for name in names}
        per_mwh = {name: 1.0 / _mwh_per_t(headers[name], site.feedwater) for name in taken}
        tank = self.tank(site.feedwater, headers)

        def steam(t: Any) -> Any:
            return total(per_mwh[name] * rule(t) for name, rule in taken.items())

        site.records(CONDENSATE, "t/h", lambda t: tank.condensate * steam(t))
        site.records(MAKE_UP, "t/h", lambda t: tank.make_up * steam(t))
        if tank.vented:
            site.records(VENTED, "t/h", lambda t: tank.vented * steam(t))
        if site.feedwater.heated_from is not None and tank.heating:
            site.takes(site.feedwater.heated_from, FEEDWATER_HEATING,
                       lambda t: tank.heating * steam(t))
        if self.flashes_to is not None:
            flashed = tank.flash * _mwh_per_t(headers[self.flashes_to], site.feedwater)
            site.gives(self.flashes_to, FLASH_STEAM, lambda t: flashed * steam(t))

    def replay(self, record: Record, steam_headers: list[str]) -> Iterator[Check]:
        """Mass and energy close around the flash vessel and the tank, from the written tables."""
        feedwater, nothing = record.feedwater, np.zeros(record.horizon.steps)
        mass = nothing.copy()
        for name in steam_headers:
            mass += record.flows[name] / _mwh_per_t(record.headers[name], feedwater)
        condensate, make_up = record.quantities[CONDENSATE], record.quantities[MAKE_UP]
        vented = record.quantities.get(VENTED, nothing)
        flash, arriving = nothing, water_enthalpy(self.temperature)
        if self.flashes_to is not None:
            low = _steam_network(record.headers[self.flashes_to])
            flash = record.flows[FLASH_STEAM] / low.energy_mwh_per_t(feedwater)
            arriving = water_enthalpy(low.saturation_c)
            yield record.equal("condensate = what flashes + what is left of it, in energy",
                               self.returned * mass * water_enthalpy(self.temperature),
                               flash * low.state.enthalpy + condensate * arriving)
        yield record.equal("returned share · steam = condensate + flash steam",
                           self.returned * mass, condensate + flash)
        yield record.equal("steam taken = condensate + flash steam + make-up water − vented", mass,
                           condensate + flash + make_up - vented)
        yield record.at_most("nothing is vented while feedwater is heated",
                             vented * record.flows.get(FEEDWATER_HEATING, nothing), 0.0)
        yield from self._replay_energy(record, mass - flash, arriving)

    def _replay_energy(
        self, record: Record, feedwater_t_h: FloatArray, arriving: float
    ) -> Iterator[Check]:
        feedwater, nothing = record.feedwater, np.zeros(record.horizon.steps)
        boiled_off = steam_state(saturation_pressure(feedwater.temperature)).enthalpy
        brought = (record.quantities[CONDENSATE] * arriving
                   + record.quantities[MAKE_UP] * water_enthalpy(feedwater.make_up_temperature)
                   - record.quantities.get(VENTED, nothing) * boiled_off)
        yield record.equal("feedwater = condensate + make-up water + heating − vented, in energy",
                           feedwater_t_h * feedwater.enthalpy * KJ_PER_KG_AS_MWH_PER_T,
                           brought * KJ_PER_KG_AS_MWH_PER_T
                           + record.flows.get(FEEDWATER_HEATING, nothing))

    def problem(
        self, steam_headers: Mapping[str, Header], headers: Mapping[str, Header],
        feedwater: Feedwater,
    ) -> str:
        """What cannot be, given the headers that the company takes steam from; or nothing."""
        if not steam_headers:
            return "the company takes no steam, so no condensate comes back"
        if feedwater.heated_from is None:
            return ("nothing heats the feedwater: name the steam header that does, "
                    "feedwater: {heated_from: …}")
        for name, header in steam_headers.items():
            warmest = _steam_network(header).saturation_c
            if self.temperature > warmest + 1e-9:
                return (f'condensate of "{name}" is at most {warmest:.1f} °C warm, '
                        f"not {self.temperature:g} °C")
        if self.flashes_to is not None:
            return self._flash_problem(_steam_network(headers[self.flashes_to]))
        if self.tank(feedwater, headers).vented:
            return ("the condensate brings more heat than the make-up water needs; name the header "
                    "that takes what flashes from it, flashes_to")
        return ""

    def _flash_problem(self, low: SteamNetwork) -> str:
        if low.state.temperature_c > low.saturation_c + 1e-6:
            return (f'flash steam is saturated, {low.saturation_c:.1f} °C, and "{self.flashes_to}" '
                    f"is superheated to {low.state.temperature_c:g} °C")
        if self.temperature <= low.saturation_c:
            return (f"nothing flashes from condensate of {self.temperature:g} °C at "
                    f'{low.pressure:g} bar ("{self.flashes_to}"), where water boils at '
                    f"{low.saturation_c:.1f} °C")
        return ""


def _steam_network(header: Header) -> SteamNetwork:
    assert isinstance(header, SteamNetwork)
    return header


def _mwh_per_t(header: Header, feedwater: Feedwater) -> float:
    return _steam_network(header).energy_mwh_per_t(feedwater)
