"""Why a scenario has no best operation, as far as the mathematics can tell."""

from ipos_energy.mathematics.explain.checks import seen_impossible
from ipos_energy.mathematics.explain.explain import endless, explained

__all__ = ["endless", "explained", "seen_impossible"]
