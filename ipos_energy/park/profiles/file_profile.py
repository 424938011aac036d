"""A profile from a column of a file."""

from __future__ import annotations

from datetime import tzinfo

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator

from ipos_energy.park.horizon import HorizonError, parse_time_zone
from ipos_energy.park.profiles.columns import base_name, chosen_column, unit_of
from ipos_energy.park.profiles.entry import Entry, Reading
from ipos_energy.park.profiles.grid import Grid, means
from ipos_energy.park.profiles.placement import Align, Placement
from ipos_energy.park.profiles.profile import Profile, ProfileError
from ipos_energy.park.profiles.stamps import NO_SUMMER_TIME, row_text
from ipos_energy.park.profiles.stated import wrong
from ipos_energy.park.profiles.tables import Table


class FileProfile(Entry):
    """A column of a CSV, CSV.gz or Parquet file: ``{file: prices.csv, column: spot}``."""

    file: str = Field(
        min_length=1, description="CSV, CSV.gz or Parquet file, relative to the scenario's folder."
    )
    column: str | None = Field(
        default=None, description="Name of the column; the profile's own name where left out."
    )
    unit: str | None = Field(
        default=None,
        description='Unit of the column, unless its header states it ("spot [EUR/MWh]").',
    )
    time_zone: str | None = Field(
        default=None,
        description="Zone of times without an offset; the horizon's where left out.",
    )
    align: Align | None = Field(
        default=None,
        description="How hours of another year stand for those of the horizon.",
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str | None) -> str | None:
        try:
            if name is not None:
                parse_time_zone(name)
        except HorizonError as error:
            raise wrong(str(error)) from error
        return name

    def read(self, name: str, grid: Grid, reading: Reading) -> Profile:
        path = reading.folder_of(name) / self.file
        table = reading.tables.table(path)
        placement = reading.placement(path, self._zone(), grid, self.align)
        column = chosen_column(table, self.column, name, placement.timeline.columns.all)
        unit = unit_of(table, column, self.unit, reading.money)
        values = _values(table, column, placement)
        origin = f'column "{base_name(table.header[column])}" of {table.file}'
        return Profile(name, values, unit, origin, notes=placement.notes,
                       row_of=lambda step: table.row_number(int(placement.rows[step, 0])))

    def _zone(self) -> tzinfo | None:
        return None if self.time_zone is None else parse_time_zone(self.time_zone)


def _values(table: Table, column: int, placement: Placement) -> NDArray[np.float64]:
    """The mean over each step's rows (steps,); raises ProfileError where a cell has no number."""
    numbers = table.numbers(column)
    timeline = placement.timeline
    for row in timeline.impossible:
        if not np.isnan(numbers[row]):
            raise ProfileError(
                f"{row_text(table, int(row), None, timeline.zone)} holds a value for an hour that "
                f"the clock skips in spring ({timeline.zone})", "time_zone",
                NO_SUMMER_TIME,
            )
    ticks = numbers[placement.rows]
    bad = ~np.isfinite(ticks)
    if bad.any():
        step, tick = (int(index) for index in np.argwhere(bad)[0])
        row = int(placement.rows[step, tick])
        raise _no_number(table, column, row, int(placement.utc[step, tick]), timeline.zone)
    return means(ticks)


def _no_number(table: Table, column: int, row: int, utc: int, zone: tzinfo) -> ProfileError:
    where = row_text(table, row, utc, zone)
    cell = table.cell(column, row)
    name = table.header[column]
    if cell is None:
        return ProfileError(f'{where}: column "{name}" has no value', "file")
    advice = "Write the decimal sign as a dot throughout." if "," in str(cell) else ""
    return ProfileError(f'{where}: column "{name}" holds "{cell}", not a number', "file", advice)
