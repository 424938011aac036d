"""The error that carries why a scenario has no best operation."""

from __future__ import annotations

from ipos_energy.errors import UnsatisfiableError
from ipos_energy.park.impossible.findings import Explanation
from ipos_energy.park.impossible.sentences import text_of


class ImpossibleError(UnsatisfiableError):
    """A scenario without a best operation; ``explanation`` holds every cause that was found.

    ``written`` says where the explanation was written to, or why it was not.
    """

    def __init__(self, explanation: Explanation, written: str = "") -> None:
        self.explanation = explanation
        super().__init__("\n".join(filter(None, (text_of(explanation), written))))
