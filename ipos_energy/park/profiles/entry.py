"""What every entry of the scenario's ``profiles:`` section is and can ask for while it is read."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from ipos_energy.park.profiles.grid import Grid
from ipos_energy.park.profiles.placement import Align, Placement
from ipos_energy.park.profiles.profile import Profile
from ipos_energy.park.profiles.tables import Tables
from ipos_energy.park.quantities import Money


@dataclass(frozen=True)
class Clock:
    """The local clock over the hours of one calendar year, each array (hours,).

    ``day`` counts from 1 on 1 January, ``hour`` is 0 to 23 and ``weekend`` true on Saturday and
    Sunday.
    """

    day: NDArray[np.int64]
    hour: NDArray[np.int64]
    weekend: NDArray[np.bool_]


class Reading(Protocol):
    """What an entry may ask for: the run's own facts, its files and the other profiles."""

    horizon: Grid
    money: Money
    tables: Tables

    def folder_of(self, name: str) -> Path:
        """The folder that relative paths in the entry ``name`` start from."""

    def placement(
        self, path: Path, zone: tzinfo | None, grid: Grid, align: Align | None
    ) -> Placement:
        """Which rows of the file at ``path`` serve the steps of ``grid``; raises ProfileError."""

    def clock(self, year: Grid) -> Clock:
        """The local clock over the hours of one calendar year."""

    def profile(self, name: str, grid: Grid, field: str) -> Profile:
        """Another profile on the steps of ``grid``, for the key ``field`` of this entry."""


class Entry(BaseModel):
    """One entry of ``profiles:``; each kind reads itself onto any grid of equal steps."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    @abstractmethod
    def read(self, name: str, grid: Grid, reading: Reading) -> Profile:
        """The profile ``name`` on the steps of ``grid``; raises ProfileError."""


class ProfileReference(BaseModel):
    """Another profile of the scenario: ``{profile: outdoor}``."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    profile: str = Field(description="Name of another profile of this scenario.")
