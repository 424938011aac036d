"""A scenario: one planning case, complete and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    Field,
    PrivateAttr,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from ipos_energy.errors import Problem, nearest
from ipos_energy.park import quantities as q
from ipos_energy.park.companies import Company
from ipos_energy.park.contracts import CONTRACTS
from ipos_energy.park.contracts.contract import Contract
from ipos_energy.park.emissions import Emissions
from ipos_energy.park.fields import ExchangeRate, Measured, Schema, wrong
from ipos_energy.park.headers import HEADERS, Feedwater, Header
from ipos_energy.park.horizon import Horizon, HorizonError, parse_time_zone
from ipos_energy.park.local_time import LocalTime
from ipos_energy.park.one_of import OneOf
from ipos_energy.park.profiles import ProfileSpec
from ipos_energy.park.profiles.profile import Profile
from ipos_energy.park.published import FigureName, Published
from ipos_energy.park.quantities import Money
from ipos_energy.park.solver import Solver
from ipos_energy.park.statements import Statements
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units import UNITS
from ipos_energy.park.units.unit import Unit

EMISSIONS = "emissions"
"""The owner of what the scenario states of emissions, beside what contracts do."""

MOST_HEADERS = 1000
"""Circles of headers are searched in a time that grows with the cube of their number."""

Component = Unit | Contract | Company | Emissions

Duration = Annotated[float, Measured((q.DURATION,))]


def _three_capitals(currency: str) -> str:
    if not re.fullmatch("[A-Z]{3}", currency):
        raise wrong(f'expected the three capital letters of a currency such as "EUR", found '
                    f'"{currency}"')
    return currency


Currency = Annotated[str, AfterValidator(_three_capitals), WithJsonSchema(
    {"type": "string", "pattern": "^[A-Z]{3}$", "description": "Three capital letters"})]


class HorizonEntry(Schema):
    """The span of time that is optimised."""

    start: LocalTime
    """First moment, local time (a date means its midnight)"""
    end: LocalTime
    """First moment after the end, local time"""
    step: Duration = 1.0
    """Length of a step, 15 min to 1 h"""
    time_zone: str = "Europe/Stockholm"
    """Name of the time zone, "UTC", or a fixed offset such as "UTC+01:00\""""

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            parse_time_zone(name)
        except HorizonError as error:
            raise wrong(str(error), _nearest_zone(name)) from error
        return name

    @model_validator(mode="after")
    def _can_be(self) -> HorizonEntry:
        try:
            self.horizon()
        except HorizonError as error:
            raise wrong(str(error), at=(error.field,)) from error
        return self

    def horizon(self) -> Horizon:
        """The steps."""
        return Horizon(self.start, self.end, self.step, self.time_zone)


def _nearest_zone(name: str) -> str:
    from zoneinfo import available_timezones

    advice = nearest(name, sorted(available_timezones()))
    return advice if advice.startswith("Did") else ""


class MoneyEntry(Schema):
    """Currency of all amounts, and what others are worth in it."""

    currency: Currency = "EUR"
    """Currency of all results"""
    exchange_rates: dict[Currency, ExchangeRate] = Field(default_factory=dict)
    """Value of one unit of another currency in the scenario's"""

    @model_validator(mode="after")
    def _own_currency_is_one(self) -> Self:
        if self.exchange_rates.get(self.currency, 1.0) != 1.0:
            raise wrong(f"{self.currency} is the scenario's own currency, which is worth 1",
                        at=("exchange_rates", self.currency))
        return self

    def money(self) -> Money:
        """The currency with its exchange rates."""
        return Money(self.currency, self.exchange_rates)


class Scenario(MoneyEntry):
    """Everything that one run needs, in canonical units."""

    name: str = Field(min_length=1)
    """Name of the scenario"""
    description: str = ""
    """What the scenario stands for, shown in reports"""
    horizon_entry: HorizonEntry = Field(alias="horizon")
    """Span of time and length of a step"""
    profiles: dict[str, ProfileSpec] = Field(default_factory=dict)
    """Time series, by name"""
    feedwater: Feedwater = Field(default_factory=Feedwater)
    """State from which the energy of steam is counted"""
    headers: dict[str, Annotated[Header, OneOf(HEADERS, "medium")]]
    """Networks that balance at every step, by name"""
    units: dict[str, Annotated[Unit, OneOf(UNITS)]] = Field(default_factory=dict)
    """Equipment, by name"""
    companies: dict[str, Company] = Field(default_factory=dict)
    """Tenants, by name"""
    contracts: dict[str, Annotated[Contract, OneOf(CONTRACTS)]] = Field(default_factory=dict)
    """Energy bought and sold outside the park, by name"""
    emissions: Emissions = Field(default={}, validate_default=True)
    """CO2 price, factors and reference"""
    statements: Statements = Field(default_factory=Statements)
    """What companies are told of the year"""
    published: dict[Annotated[str, FigureName()], Published] = Field(default_factory=dict)
    """Published totals to stand beside the headline figures, by the figure's name"""
    solver: Solver = Field(default_factory=Solver)
    """Time limit, gap and rolling horizon"""

    _series: dict[str, Profile] = PrivateAttr(default_factory=dict)
    _effective: dict[str, Any] = PrivateAttr(default_factory=dict)
    _file: Path | None = PrivateAttr(default=None)
    _warnings: tuple[Problem, ...] = PrivateAttr(default=())

    @field_validator("headers")
    @classmethod
    def _has_headers(cls, headers: dict[str, Header]) -> dict[str, Header]:
        if not headers:
            raise wrong("a park has at least one header")
        if len(headers) > MOST_HEADERS:
            raise wrong(f"{len(headers)} headers are more than this program reads, which is "
                        f"{MOST_HEADERS}")
        return headers

    @cached_property
    def horizon(self) -> Horizon:
        """The steps."""
        return self.horizon_entry.horizon()

    def attach(
        self, series: dict[str, Profile], effective: dict[str, Any], file: Path | None,
        warnings: tuple[Problem, ...],
    ) -> None:
        """Completes a scenario that was just read: its profiles, plain data, file and warnings."""
        self._series, self._effective, self._file = series, effective, file
        self._warnings = warnings

    @property
    def series(self) -> dict[str, Profile]:
        """The profiles as read, by name."""
        return self._series

    @property
    def effective(self) -> dict[str, Any]:
        """The scenario as plain data with ``based on`` and all overrides applied."""
        return self._effective

    @property
    def file(self) -> Path | None:
        """The file that the scenario was read from."""
        return self._file

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is legal and odd, each with its place in the file."""
        return self._warnings

    @property
    def surroundings(self) -> Surroundings:
        """What each component is judged against."""
        return Surroundings(self.horizon, self.headers, self.feedwater, self.money())

    @property
    def sections(self) -> Mapping[str, Mapping[str, Unit | Contract | Company]]:
        """Units, contracts and companies by the key of the file that holds them."""
        return {"units": self.units, "contracts": self.contracts, "companies": self.companies}

    @property
    def components(self) -> dict[str, Component]:
        """All that states equations, by name."""
        own = {EMISSIONS: self.emissions} if self.emissions.states_equations else {}
        return {**self.units, **self.contracts, **self.companies, **own}
