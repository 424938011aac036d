"""All profiles of a scenario on its steps, or what is wrong with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo
from pathlib import Path

from ipos_energy.errors import nearest
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.profiles.entry import Clock, Entry
from ipos_energy.park.profiles.grid import DAY, HOUR, Grid, grid_of, local_seconds
from ipos_energy.park.profiles.placement import Align, Placement, placed
from ipos_energy.park.profiles.profile import Profile, ProfileError
from ipos_energy.park.profiles.tables import Tables
from ipos_energy.park.profiles.timeline import timeline_of
from ipos_energy.park.quantities import Money

_EPOCH_WEEKDAY = 3
"""1 January 1970 was a Thursday; Monday is 0."""


class _BrokenReferenceError(ProfileError):
    """A profile that cannot be made since another is broken: reported there, not again."""


def read_profiles(
    specs: Mapping[str, Entry],
    horizon: Horizon,
    money: Money,
    folder_of: Callable[[str], Path],
) -> tuple[dict[str, Profile], dict[str, ProfileError]]:
    """Every profile of ``specs`` on the steps of ``horizon``, and the error of each that fails.

    ``folder_of`` gives the folder that relative paths in an entry start from, by the entry's name.
    A profile that only fails because one that it refers to does is in neither of the two.
    """
    scenario = ProfilesReader(specs, grid_of(horizon), money, folder_of)
    profiles: dict[str, Profile] = {}
    errors: dict[str, ProfileError] = {}
    for name in specs:
        try:
            profiles[name] = scenario.profile(name, scenario.horizon, "")
        except _BrokenReferenceError:
            continue
        except ProfileError as error:
            errors[name] = error
    return profiles, errors


class ProfilesReader:
    """Reads profiles, each at most once on each grid, and each file once."""

    def __init__(
        self,
        specs: Mapping[str, Entry],
        horizon: Grid,
        money: Money,
        folder_of: Callable[[str], Path],
    ) -> None:
        self.horizon = horizon
        self.money = money
        self.tables = Tables()
        self._specs = specs
        self._folder_of = folder_of
        self._done: dict[tuple[str, Grid], Profile | ProfileError] = {}
        self._open: list[str] = []
        self._clocks: dict[Grid, Clock] = {}
        self._placements: dict[
            tuple[Path, tzinfo | None, Grid, Align | None], Placement | ProfileError
        ] = {}

    def folder_of(self, name: str) -> Path:
        """The folder that relative paths in the entry ``name`` start from."""
        return self._folder_of(name)

    def profile(self, name: str, grid: Grid, field: str) -> Profile:
        """The profile ``name`` on the steps of ``grid``.

        ``field`` is the key that refers to it, or empty for the profile itself. Raises
        ProfileError.
        """
        if name not in self._specs:
            raise ProfileError(f'there is no profile "{name}"', field, nearest(name, self._specs))
        if name in self._open:
            chain = " → ".join(f'"{one}"' for one in [*self._open[self._open.index(name):], name])
            raise ProfileError(f"profiles refer to each other in a circle: {chain}", field)
        found = self._on(name, grid)
        if isinstance(found, Profile):
            return found
        if not self._open:
            raise found
        if grid != self.horizon and isinstance(self._on(name, self.horizon), Profile):
            # Nothing else would tell of it: on the horizon's own steps that profile is fine.
            raise ProfileError(f'"{name}" is needed for the whole year: {found}', field)
        raise _BrokenReferenceError(str(found), field)

    def _on(self, name: str, grid: Grid) -> Profile | ProfileError:
        if (name, grid) not in self._done:
            self._done[name, grid] = self._attempt(name, grid)
        return self._done[name, grid]

    def _attempt(self, name: str, grid: Grid) -> Profile | ProfileError:
        self._open.append(name)
        try:
            return self._specs[name].read(name, grid, self)
        except ProfileError as error:
            return error
        finally:
            self._open.pop()

    def clock(self, year: Grid) -> Clock:
        """The local clock over the hours of one calendar year."""
        if year not in self._clocks:
            local = local_seconds(year.utc, year.zone)
            days = local // DAY
            self._clocks[year] = Clock(
                day=days - days[0] + 1,
                hour=local % DAY // HOUR,
                weekend=(days + _EPOCH_WEEKDAY) % 7 >= 5,
            )
        return self._clocks[year]

    def placement(
        self, path: Path, zone: tzinfo | None, grid: Grid, align: Align | None
    ) -> Placement:
        """Which rows of the file at ``path`` serve the steps of ``grid``; raises ProfileError."""
        key = (path, zone, grid, align)
        if key not in self._placements:
            try:
                table = self.tables.table(path)
                timeline = timeline_of(table, zone, self.horizon, grid)
                self._placements[key] = placed(table, timeline, grid, align)
            except ProfileError as error:
                self._placements[key] = error
        found = self._placements[key]
        if isinstance(found, ProfileError):
            raise found
        return found
