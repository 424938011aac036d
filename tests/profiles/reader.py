"""Reads profiles for the tests as a scenario would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from ipos_energy.park.horizon import Horizon
from ipos_energy.park.profiles import Profile, ProfileError, ProfileSpec, read_profiles
from ipos_energy.park.quantities import Money

SPECS: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, ProfileSpec])
SAMPLES = Path(__file__).parent / "samples"
SHARED_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def horizon(
    start: str = "2019-01-01",
    end: str = "2020-01-01",
    step: float = 1.0,
    zone: str = "Europe/Stockholm",
) -> Horizon:
    """A horizon between two local dates or times."""
    return Horizon(datetime.fromisoformat(start), datetime.fromisoformat(end), step, zone)


@dataclass(frozen=True)
class Reader:
    """Reads entries whose files lie in ``folder``."""

    folder: Path

    def write(self, text: str, name: str = "data.csv") -> str:
        """Writes a file and returns its name."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def everything(
        self, raw: dict[str, Any], span: Horizon
    ) -> tuple[dict[str, Profile], dict[str, ProfileError]]:
        """All profiles and all errors of a ``profiles:`` section."""
        money = Money("EUR", {"SEK": 0.1})
        return read_profiles(SPECS.validate_python(raw), span, money, lambda _: self.folder)

    def profile(self, entry: dict[str, Any], span: Horizon, **others: dict[str, Any]) -> Profile:
        """The profile of one entry, called ``p``; fails where it has an error."""
        profiles, errors = self.everything({"p": entry, **others}, span)
        assert not errors, errors
        return profiles["p"]

    def values(
        self, entry: dict[str, Any], span: Horizon, **others: dict[str, Any]
    ) -> NDArray[np.float64]:
        """The numbers of one entry."""
        return self.profile(entry, span, **others).values

    def error(self, entry: dict[str, Any], span: Horizon, **others: dict[str, Any]) -> ProfileError:
        """The error of one entry, called ``p``."""
        return self.everything({"p": entry, **others}, span)[1]["p"]
