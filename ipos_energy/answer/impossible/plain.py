"""Why a scenario has no best operation, as plain data for ``infeasible.json``."""

from __future__ import annotations

import dataclasses
from typing import Any

from ipos_energy.park.impossible.findings import Explanation
from ipos_energy.park.impossible.sentences import findings_of, head_of, text_of

FORMAT = 1
"""Raised when a reader of earlier files could misread a later one."""


def plain_of(explanation: Explanation, finished: str) -> dict[str, Any]:
    """The sentences, and every finding with its numbers; ``finished`` is when the run ended."""
    return {
        "format": FORMAT,
        "finished": finished,
        "head": head_of(explanation),
        "sentences": [{"finding": said, "remarks": list(remarks)}
                      for said, remarks in findings_of(explanation)],
        "text": text_of(explanation),
        **dataclasses.asdict(explanation),
    }
