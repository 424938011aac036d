"""Warnings of limits that are stated for a longer time than the horizon holds.

Costs per year are prorated, limits never: a limit belongs to each period as the horizon holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Literal

from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon

Per = Literal["day", "month", "year"]

ADVICE = "Costs per year are prorated, limits never: state what is meant for this time."


def not_prorated(
    keys: tuple[str, ...], limit: str, per: Per, horizon: Horizon
) -> Iterator[Finding]:
    """A warning where the horizon holds a part of a day, month or year that a limit is for."""
    if not (_begins(per, horizon.start) and _begins(per, horizon.end)):
        yield Finding(keys, f"{limit} is for a whole {per}; the horizon from {horizon.start} to "
                      f"{horizon.end} holds a part of one, for which it stands unchanged", ADVICE)


def not_a_year(keys: tuple[str, ...], limit: str, horizon: Horizon) -> Iterator[Finding]:
    """A warning where a limit on the whole horizon stands and that is no year."""
    if not horizon.is_a_year:
        length = "shorter" if horizon.share_of_year < 1 else "longer"
        yield Finding(keys, f"{limit} holds for the {horizon.hours / 24:g} days of the horizon as "
                      f"it stands, which is {length} than a year", ADVICE)


def _begins(per: Per, moment: datetime) -> bool:
    """Whether a day, month or year begins at a moment."""
    return (moment.time() == time() and (per == "day" or moment.day == 1)
            and (per != "year" or moment.month == 1))
