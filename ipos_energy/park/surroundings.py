"""What a unit, contract or company is judged against: the park that it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ipos_energy.park.headers import Feedwater, Header
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.quantities import Money


@dataclass(frozen=True)
class Surroundings:
    """Horizon, headers, feedwater and money of the scenario that a component stands in."""

    horizon: Horizon
    headers: Mapping[str, Header]
    feedwater: Feedwater
    money: Money
