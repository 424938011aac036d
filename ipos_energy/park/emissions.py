"""Emission factors, the CO2 price, and the reference that avoided CO2 is measured against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import Field, model_validator

from ipos_energy.errors import nearest
from ipos_energy.park.carbon_accounts import (
    Allocation,
    Claims,
    Consequence,
    PublishedCo2,
    Uncertainty,
    check_claims,
    check_name,
)
from ipos_energy.park.factors import Factor, GridFactor, Library
from ipos_energy.park.fields import (
    CoolingCop,
    Efficiency,
    EmissionFactor,
    EmissionPrice,
    Fraction,
    Mass,
    Schema,
    YearlyMass,
    wrong,
)
from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.proration import not_a_year
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import CO2, Site
from ipos_energy.park.surroundings import Surroundings

FREE_ALLOCATION = "free allocation"


class Reference(Schema):
    """The situation without the integrated park."""

    name: str = "separate production"
    """Name that is printed beside every figure"""
    district_heat: str = Field(default="gas boilers", alias="district heat", validate_default=True)
    """Which of the alternatives makes the city's heat"""
    boiler_efficiency: Efficiency = 0.9
    """Efficiency of each company's own boiler, unless the company states its own"""
    fuel_name: str = "natural gas"
    """Fuel of the companies' own boilers"""
    fuel_factor: EmissionFactor | None = None
    """CO2 per MWh of that fuel; that of the factor of its name where it is left out"""
    fuel_source: str = ""
    """Where a stated fuel_factor comes from"""
    fuel_contract: str | None = None
    """Contract at whose prices the fuel is valued; one of the same factor where it is left out"""
    power_contract: str | None = None
    """Contract at whose prices power is valued; the first one where it is left out"""
    cooling_electricity: Fraction = 0.01
    """Power for cooling the process heat away, per MWh of heat (an assumption)"""
    chiller_cop: CoolingCop = 4.0
    """Cold per power of each company's own chiller (an assumption)"""


class Pollutant(Schema):
    """What a substance other than CO2 costs, and how much of it may be emitted."""

    price: EmissionPrice = 0.0
    """Price of what is emitted in the park"""
    cap: Mass | None = None
    """Most that the park may emit over the horizon"""


class Emissions(Library):
    """CO2 and other substances: price, cap, factors, reference.

        Σ_t Δt·emitted[t] ≤ cap                          for CO2 and each pollutant that has one
        cost = −price·free allocation·y                  y the horizon's share of a year

    Emitted by all contracts of the park in t/h. The allocation is booked once and changes no
    operation; a cap belongs to the horizon as it stands and is never prorated.
    """

    price: EmissionPrice = 0.0
    """Price of CO2 from fuel burnt in the park"""
    free_allocation: YearlyMass = 0.0
    """CO2 that the park is given allowances for, at the CO2 price"""
    cap: Mass | None = None
    """Most CO2 that the park may emit over the horizon"""
    pollutants: dict[str, Pollutant] = Field(default_factory=dict)
    """Price and cap of other substances, by the names that fuel contracts give them"""
    electricity: GridFactor = Field(default={}, validate_default=True)
    """Factor of grid electricity"""
    reference: Reference = Field(default_factory=Reference)
    """The situation that avoided CO2 is measured against"""
    consequence: Consequence = Field(default_factory=Consequence)
    """Factors of the consequence perspective"""
    market_based: dict[str, str] = Field(default_factory=dict)
    """Factor of each contract for electricity (scope 2, market-based), such as guarantees of
    origin; the residual mix of the nearest year where a contract is left out"""
    upstream: dict[str, str] = Field(default_factory=dict)
    """Life-cycle factor of each contract for fuel, from which scope 3 follows"""
    claims: Claims = Field(default_factory=dict)
    """Share of each line of the avoided CO2 that an actor claims"""
    allocation: Allocation = Field(default_factory=Allocation)
    """How joint emissions are shared between what the park makes"""
    uncertainty: Uncertainty = Field(default_factory=Uncertainty)
    """How the range of the avoided CO2 is drawn"""
    claimed: Mass | None = None
    """A published figure of avoided CO2 per year to set beside the program's own"""
    published: dict[str, PublishedCo2] = Field(default_factory=dict)
    """Published figures of avoided CO2, by name, with what has to be known to read them"""

    @property
    def pollutant_prices(self) -> dict[str, float]:
        """Price per t of each substance other than CO2."""
        return {name: pollutant.price for name, pollutant in self.pollutants.items()}

    @property
    def caps(self) -> dict[str, float]:
        """The caps in t, by substance."""
        caps = {CO2: self.cap, **{name: one.cap for name, one in self.pollutants.items()}}
        return {substance: cap for substance, cap in caps.items() if cap is not None}

    @property
    def states_equations(self) -> bool:
        """Whether there is anything to state beside what contracts do."""
        return bool(self.caps or self.free_allocation)

    def equations(self, site: Site) -> None:
        """States the caps and books the free allocation; comes after all that emits."""
        for substance, cap in self.caps.items():
            _state_cap(site, substance, cap)
        if self.free_allocation:
            income = self._income(site.horizon)
            site.book_once(FREE_ALLOCATION, lambda: -income)

    def _income(self, horizon: Horizon) -> float:
        return self.price * self.free_allocation * horizon.share_of_year

    def replay(self, record: Record) -> Iterator[Check]:
        """The caps and the allocation in plain numbers."""
        for substance, cap in self.caps.items():
            total = float(record.emitted[substance].sum())
            yield record.at_most_number(f"{substance} ≤ cap", total, cap)
        if self.free_allocation:
            yield record.equal("free allocation = price · allowances",
                               record.ledger[FREE_ALLOCATION],
                               record.spread(-self._income(record.horizon)))

    @model_validator(mode="after")
    def _fits_together(self) -> Emissions:
        name = self.reference.district_heat
        if name not in self.alternatives:
            raise wrong(f'the reference makes district heat by "{name}", which is no alternative',
                        nearest(name, self.alternatives), at=("reference", "district heat"))
        self._check_names()
        check_claims(self.claims)
        return self

    def _check_names(self) -> None:
        """Raises where an entry names a factor or an alternative that there is not."""
        check_name(self.consequence.electricity, self.factors, "factor",
                   ("consequence", "electricity"))
        check_name(self.consequence.district_heat, self.alternatives, "alternative",
                   ("consequence", "district heat"))
        for field, named in (("market_based", self.market_based), ("upstream", self.upstream)):
            for contract, factor in named.items():
                check_name(factor, self.factors, "factor", (field, contract))
        if self.reference.fuel_factor is None:
            check_name(self.reference.fuel_name, self.factors, "factor",
                       ("reference", "fuel_name"))

    @property
    def reference_fuel(self) -> tuple[float, Factor | None]:
        """CO2 per MWh of the reference's fuel, and the factor of its name unless it is stated."""
        stated = self.reference.fuel_factor
        if stated is not None:
            return stated, None
        factor = self.factors[self.reference.fuel_name]
        return factor.mean, factor

    def warnings(self, park: Surroundings) -> Iterator[Finding]:
        """Each thing that is legal and odd."""
        if self.cap is not None:
            yield from not_a_year(("cap",), f"the cap of {self.cap:g} t CO2", park.horizon)
        for name, pollutant in self.pollutants.items():
            if pollutant.cap is not None:
                yield from not_a_year(("pollutants", name, "cap"),
                                      f"the cap of {pollutant.cap:g} t {name}", park.horizon)

    def problems(self, kinds: Mapping[str, str]) -> Iterator[Finding]:
        """Each contract named here that is none of that kind."""
        named = [(("reference", "fuel_contract"), self.reference.fuel_contract, "fuel"),
                 (("reference", "power_contract"), self.reference.power_contract, "electricity"),
                 *((("market_based", name), name, "electricity") for name in self.market_based),
                 *((("upstream", name), name, "fuel") for name in self.upstream)]
        for path, name, kind in named:
            fitting = [one for one in kinds if kinds[one] == kind]
            if name is not None and name not in fitting:
                yield Finding(path, f'there is no contract "{name}" of kind {kind}',
                              nearest(name, fitting))


def _state_cap(site: Site, substance: str, cap: float) -> None:
    hours, steps, emitted = site.horizon.step_hours, site.steps, site.emitted(substance)
    site.once(f"{substance} cap", lambda: sum(hours * emitted(t) for t in steps) <= cap)
