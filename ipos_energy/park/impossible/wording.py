"""How sentences are worded: in English as they stand, or as a language of the answer says them."""

from __future__ import annotations

from typing import Protocol


class Wording(Protocol):
    """What a language does with the sentences of an explanation."""

    def say(self, english: str) -> str:
        """A sentence of the program, with the same names in braces."""

    def tell(self, text: str) -> str:
        """A text that the explanation holds; what a planner wrote stays as it is."""

    def named(self, name: str) -> str:
        """A name such as ``boiler: ramp``: the owner stays, its label is told."""

    def number(self, value: float, digits: int = 0) -> str:
        """A number with its thousands apart."""


class _English:
    """Every text as it stands."""

    def say(self, english: str) -> str:
        return english

    def tell(self, text: str) -> str:
        return text

    def named(self, name: str) -> str:
        return name

    def number(self, value: float, digits: int = 0) -> str:
        return f"{value:,.{digits}f}"


ENGLISH: Wording = _English()
