"""What must be known before the rest of a scenario file can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ipos_energy.park.horizon import Horizon
from ipos_energy.park.profiles.profile import Profile
from ipos_energy.park.quantities import Money

UNKNOWN_MEDIUM = ""
"""The medium of a header that is wrong itself: what refers to it is not blamed again."""


@dataclass(frozen=True)
class Context:
    """Handed to every field while a scenario is validated.

    ``headers`` maps each header's name to its medium. ``broken_profiles`` are those that could not
    be read: what refers to them is not blamed again.
    """

    horizon: Horizon
    money: Money
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    broken_profiles: frozenset[str] = frozenset()
    headers: Mapping[str, str] = field(default_factory=dict)
