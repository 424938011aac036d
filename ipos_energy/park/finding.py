"""What is wrong or odd in one part of a scenario, as the part itself says it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Finding:
    """Something that cannot be, or something legal and odd.

    ``keys`` lead from the part that found it to the value that is to blame; ``message`` says what
    was found, ``advice`` what to do.
    """

    keys: tuple[str | int, ...]
    message: str
    advice: str = ""
    at_key: bool = False
    """Whether the key itself is to blame, and not its value"""

    def inside(self, *around: str) -> Finding:
        """The same, seen from what holds the part under the keys ``around``."""
        return replace(self, keys=(*around, *self.keys))
