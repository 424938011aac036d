"""What differs between results: in the inputs, and in what came out."""

from __future__ import annotations

from ipos_energy.answer.comparison.compare import (
    Comparison,
    NotComparableError,
    compared,
    read_side,
)

__all__ = ["Comparison", "NotComparableError", "compared", "read_side"]
