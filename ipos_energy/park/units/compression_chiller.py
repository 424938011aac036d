"""A compression chiller: cold from power."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from ipos_energy.park.fields import (
    CoolingCopSeries,
    CoolingHeader,
    ElectricityHeader,
    Fraction,
    Power,
    TemperatureDifference,
    TemperatureSeries,
    WaterHeader,
    wrong,
)
from ipos_energy.park.finding import Finding
from ipos_energy.park.headers import CoolingNetwork, Header, WaterNetwork
from ipos_energy.park.quantities import POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Site
from ipos_energy.park.steam import lorenz_cop
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.commitment import Commitment
from ipos_energy.park.units.conversion import (
    Conversion,
    replay_conversion,
    state_conversion,
)
from ipos_energy.park.units.ideal_cop import impossible_cop
from ipos_energy.park.units.part_load import PartLoadCop, curve_remarks
from ipos_energy.park.units.size import Size, check_size
from ipos_energy.park.units.unit import Unit, check_either


class CompressionChiller(Unit):
    """Makes cold from electricity; what it rejects is lost, or heats a header.

        cold[t] = COP[t]·electricity[t]
        rejected heat[t] = cold[t] + electricity[t]         where a header takes it
        0 ≤ cold[t] ≤ available[t]·capacity

    in MW. The COP is given, or a share of Lorenz's ideal one between the header that is chilled
    from its return to its supply temperature and the cooling water that is heated:

        COP = share·T_m,cold/(T_m,warm − T_m,cold),     T_m = (T_hot − T_cold)/ln(T_hot/T_cold)

    with temperatures in K. Where both ranges are narrow this is Carnot's.
    """

    only_beside: ClassVar[Mapping[str, str]] = {"cooling_water_heating": "cooling_water"}
    example: ClassVar[str] = """\
name: Two compression chillers at their limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T03:00, step: 1 h, time_zone: UTC}
profiles:
  heat: {values: [0, 0, 40], unit: MW}
  need: {values: [9, 2, 4], unit: MW}
  river: {values: [18, 24, 20], unit: degC}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  hot water: {medium: water, supply: 70 degC, return: 40 degC}
  chilled water: {medium: cooling, supply: 6 degC, return: 12 degC}
units:
  plant: {kind: process_heat, to: hot water, available: {profile: heat}, cooling_cost: 30 EUR/MWh}
  chiller: {kind: compression_chiller, to: chilled water, capacity: 4 MW, lorenz_efficiency: 40 %,
            cooling_water: {profile: river}, operating_cost: 0.5 EUR/MWh}
  recovery: {kind: compression_chiller, to: chilled water, capacity: 3 MW, cop: 2.5,
             heat_to: hot water}
  absorber: {kind: absorption_chiller, from: hot water, to: chilled water, capacity: 9 MW}
  boiler: {kind: boiler, fuel: gas, to: hot water, capacity: 20 MW, efficiency: 80 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, energy_price: 50 EUR/MWh}
companies:
  dairy: {demands: {chilled water: {profile: need}, hot water: 5 MW, electricity: 1 MW}}
"""

    kind: Literal["compression_chiller"]
    electricity: ElectricityHeader = Field(default="electricity", validate_default=True)
    """Header that the power comes from"""
    to: CoolingHeader
    """Header that is chilled"""
    heat_to: WaterHeader | None = None
    """Header that takes the rejected heat; the cooling water where it is left out"""
    capacity: Power
    """Largest cold output"""
    cop: CoolingCopSeries | None = None
    """Cold per electricity; give this or lorenz_efficiency"""
    lorenz_efficiency: Fraction | None = None
    """Share of the ideal COP between the chilled header and the cooling water"""
    cooling_water: TemperatureSeries | None = None
    """Temperature at which the cooling water, or air, comes, where heat_to is left out"""
    cooling_water_heating: TemperatureDifference = 5.0
    """By how much the cooling water is heated"""

    part_load: PartLoadCop | None = None
    """How the COP changes with the load"""
    commitment: Commitment | None = None
    """Minimum load, starts and minimum times; switches integers on"""
    size: Size | None = None
    """How much more cold output may be built, and at what cost"""

    @model_validator(mode="after")
    def _one_cop(self) -> CompressionChiller:
        check_size(self.size, POWER)
        check_either("a compression chiller", ("cop", self.cop),
                     ("lorenz_efficiency", self.lorenz_efficiency))
        if self.cop is None and self.heat_to is None and self.cooling_water is None:
            raise wrong("lorenz_efficiency needs the temperature of the cooling_water, or a "
                        "header in heat_to", at=("lorenz_efficiency",))
        return self

    def cop_values(self, headers: Mapping[str, Header]) -> FloatArray:
        """The COP at each step (T,)."""
        if self.cop is not None:
            return self.cop.values
        assert self.lorenz_efficiency is not None
        return self.lorenz_efficiency * self._ideal_cop(headers)

    def _ideal_cop(self, headers: Mapping[str, Header]) -> FloatArray:
        chilled = headers[self.to]
        assert isinstance(chilled, CoolingNetwork)
        return lorenz_cop(chilled.return_.values, chilled.supply.values,
                          *self._warm_range(headers)) - 1.0

    def _warm_range(self, headers: Mapping[str, Header]) -> tuple[FloatArray, FloatArray]:
        """Hot and cold end of what takes the rejected heat, in °C (T,)."""
        if self.heat_to is not None:
            header = headers[self.heat_to]
            assert isinstance(header, WaterNetwork)
            return header.supply.values, header.return_.values
        assert self.cooling_water is not None
        cold = self.cooling_water.values
        return cold + self.cooling_water_heating, cold

    def conversion(self, headers: Mapping[str, Header]) -> Conversion:
        """Electricity to cold."""
        return Conversion((self.electricity, "electricity"), (self.to, "cold"), self.capacity,
                          self.cop_values(headers), commitment=self.commitment,
                          part_load=self.part_load, size=self.size)

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "cold", self.capacity

    def equations(self, site: Site) -> None:
        names = [name for name in (self.to, self.heat_to) if name is not None]
        conversion = self.conversion({name: site.header(name) for name in names})
        power, cold = state_conversion(self, site, conversion)
        if self.heat_to is not None:
            site.gives(self.heat_to, "rejected heat", lambda t: cold(t) + power(t))

    def replay(self, record: Record) -> Iterator[Check]:
        yield from replay_conversion(self, record, self.conversion(record.headers))
        if self.heat_to is not None:
            yield record.equal("rejected heat = cold + electricity",
                               record.flows["rejected heat"],
                               record.flows["cold"] + record.flows["electricity"])

    def remarks(self) -> Iterator[str]:
        return curve_remarks(self.part_load, committed=self.commitment is not None)

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        if self.heat_to is not None and self.cooling_water is not None:
            yield Finding(("cooling_water",), "the rejected heat goes to a header or to cooling "
                          "water", "Give either heat_to or cooling_water.")
        if self.heat_to is not None or self.cooling_water is not None:
            field = "lorenz_efficiency" if self.cop is None else "cop"
            yield from impossible_cop(field, self.cop_values(park.headers),
                                      self._ideal_cop(park.headers), 0.0, park.horizon)
