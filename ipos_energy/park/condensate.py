"""Condensate that comes back from a company, and the make-up water for what does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ipos_energy.park.fields import Fraction, Schema, Temperature
from ipos_energy.park.headers import KJ_PER_KG_AS_MWH_PER_T, Feedwater, Header, SteamNetwork
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Rule, Site, total
from ipos_energy.park.steam import water_enthalpy

FEEDWATER_HEATING = "feedwater heating"
CONDENSATE, MAKE_UP = "condensate returned", "make-up water"


class Condensate(Schema):
    """What comes back of the steam that a company takes; make-up water replaces the rest.

        steam[t] = Σ_k taken from k[t]/(h_k − h_fw)
        condensate[t] = returned·steam[t];   make-up[t] = (1 − returned)·steam[t]
        feedwater heating[t] = condensate[t]·(h_fw − h_c) + make-up[t]·(h_fw − h_m)

    masses in t/h, heating in MW, taken from the header that the feedwater tank is ``heated_from``;
    h_c and h_m are boiling water's at the condensate's and the make-up water's temperature. The
    heating steam itself becomes feedwater. Condensate hotter than the feedwater flashes in the
    tank and so heats the make-up water. Of a company that states nothing, all condensate is
    counted as coming back as feedwater.
    """

    returned: Fraction
    """Share of the steam's mass that comes back as condensate"""
    temperature: Temperature
    """Temperature at which it reaches the feedwater tank"""

    def heating_mwh_per_t(self, feedwater: Feedwater) -> float:
        """Heat that turns what comes back, and the make-up water, into a tonne of feedwater."""
        arriving = (self.returned * water_enthalpy(self.temperature)
                    + (1 - self.returned) * water_enthalpy(feedwater.make_up_temperature))
        return (feedwater.enthalpy - arriving) * KJ_PER_KG_AS_MWH_PER_T

    def state(self, site: Site, taken: Mapping[str, Rule]) -> None:
        """States masses and heating for what is taken in MW, by steam header."""
        per_mwh = {name: 1.0 / _mwh_per_t(site.header(name), site.feedwater) for name in taken}

        def steam(t: Any) -> Any:
            return total(per_mwh[name] * rule(t) for name, rule in taken.items())

        back, heating = self.returned, self.heating_mwh_per_t(site.feedwater)
        site.records(CONDENSATE, "t/h", lambda t: back * steam(t))
        site.records(MAKE_UP, "t/h", lambda t: (1 - back) * steam(t))
        if site.feedwater.heated_from is not None and heating:
            site.takes(site.feedwater.heated_from, FEEDWATER_HEATING,
                       lambda t: heating * steam(t))

    def replay(self, record: Record, steam_headers: list[str]) -> Iterator[Check]:
        """Mass and energy close around the feedwater tank, from the written tables."""
        feedwater = record.feedwater
        mass = np.zeros(record.horizon.steps)
        for name in steam_headers:
            mass += record.flows[name] / _mwh_per_t(record.headers[name], feedwater)
        condensate, make_up = record.quantities[CONDENSATE], record.quantities[MAKE_UP]
        yield record.equal("steam taken = condensate + make-up water", mass,
                           condensate + make_up)
        yield record.equal("condensate = returned share · steam", condensate,
                           self.returned * mass)
        arriving = (condensate * water_enthalpy(self.temperature)
                    + make_up * water_enthalpy(feedwater.make_up_temperature))
        heating = record.flows.get(FEEDWATER_HEATING, 0.0 * mass)
        yield record.equal("feedwater = condensate + make-up water + heating, in energy",
                           mass * feedwater.enthalpy * KJ_PER_KG_AS_MWH_PER_T,
                           arriving * KJ_PER_KG_AS_MWH_PER_T + heating)

    def problem(self, steam_headers: Mapping[str, Header], feedwater: Feedwater) -> str:
        """What cannot be, given the headers that the company takes steam from; or nothing."""
        if not steam_headers:
            return "the company takes no steam, so no condensate comes back"
        if feedwater.heated_from is None:
            return ("nothing heats the feedwater: name the steam header that does, "
                    "feedwater: {heated_from: …}")
        for name, header in steam_headers.items():
            assert isinstance(header, SteamNetwork)
            if self.temperature > header.saturation_c + 1e-9:
                return (f'condensate of "{name}" is at most {header.saturation_c:.1f} °C warm, '
                        f"not {self.temperature:g} °C")
        if self.heating_mwh_per_t(feedwater) < 0:
            return ("the condensate brings more heat than the make-up water needs; state the "
                    "temperature after what flashes from it is used elsewhere")
        return ""


def _mwh_per_t(header: Header, feedwater: Feedwater) -> float:
    assert isinstance(header, SteamNetwork)
    return header.energy_mwh_per_t(feedwater)
