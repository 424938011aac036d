"""Who claims which part of the avoided CO2: κ[actor, line], at most the whole of each line.

What one actor claims says nothing of what another may: claims of different actors, such as the
park and the city, stand beside each other and are never added to a total.
"""

from __future__ import annotations

from dataclasses import dataclass

from ipos_energy.answer.co2.avoided import AvoidedCo2
from ipos_energy.park.scenario import Scenario

NEVER_ADDED = "Claims of different actors stand beside each other and are never added."


@dataclass(frozen=True)
class Claim:
    """What an actor claims of one line: share κ and κ·line in t."""

    actor: str
    line: str
    share: float
    claimed_t: float


@dataclass(frozen=True)
class ClaimsTable:
    """The claims, and what nobody claims of each line (share, t)."""

    claims: tuple[Claim, ...]
    unclaimed: tuple[Claim, ...]
    note: str = NEVER_ADDED

    def claimed_by(self, actor: str) -> float:
        """What one actor claims of all lines, in t."""
        return sum(claim.claimed_t for claim in self.claims if claim.actor == actor)


def claims_of(scenario: Scenario, avoided: AvoidedCo2) -> ClaimsTable:
    """The claims that the scenario states, valued."""
    stated = scenario.emissions.claims
    claims, unclaimed = [], []
    for line in avoided.lines:
        left = 1.0
        for actor, shares in stated.items():
            share = shares.get(line.label, 0.0)
            if share:
                claims.append(Claim(actor, line.label, share, share * line.avoided_t))
                left -= share
        left = max(left, 0.0)
        unclaimed.append(Claim("", line.label, left, left * line.avoided_t))
    return ClaimsTable(tuple(claims), tuple(unclaimed))
