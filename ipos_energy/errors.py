"""Everything that can go wrong, as a planner reads it.

Each error class knows the exit code with which the program ends. A :class:`Problem` says what is
wrong, where, what was found, what is allowed and what to do.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from unicodedata import category

WIDTH = 140
"""Characters of an input line that are quoted."""

_MOST_COMPARED = 1000
"""Names of one kind that a misspelt one is compared with; hardly a park has more."""

MOST_TOLD = 200
"""Problems that are printed; a file with more has one mistake over and over."""


@dataclass(frozen=True)
class Place:
    """A spot in an input file: 1-based line and column, and the line itself.

    Line 0 means that the input has no lines, as the command line has none.
    """

    file: str
    line: int
    column: int
    text: str = ""

    def __str__(self) -> str:
        file = printable(self.file)
        return f"{file}:{self.line}:{self.column}" if self.line else file

    def quoted(self) -> str:
        """The line with a caret under the column, or nothing where the text is unknown.

        Of a line longer than a screen is wide, the part around the column.
        """
        if not self.text.strip():
            return ""
        start = max(0, min(self.column - 1 - WIDTH // 2, len(self.text) - WIDTH))
        end = start + WIDTH
        shown = ("…" if start else "") + printable(self.text[start:end]).replace("\n", " ") + (
            "…" if end < len(self.text) else "")
        caret = " " * (self.column - 1 - start + bool(start)) + "^"
        return f"    {shown}\n    {caret}"


@dataclass(frozen=True)
class Problem:
    """One mistake in the input, or one thing that is legal and odd.

    ``subject`` is the path inside the scenario (``units › gas boiler 1 › capacity``), ``message``
    says what was found and what is allowed, ``advice`` what to do.
    """

    message: str
    subject: str = ""
    place: Place | None = None
    advice: str = ""

    @property
    def sentence(self) -> str:
        """The problem in one line, without its place."""
        subject = f"{self.subject}: " if self.subject else ""
        advice = f". {self.advice}" if self.advice else ""
        return printable(f"{subject}{self.message}{advice}")

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        subject = f"{printable(self.subject)}: " if self.subject else ""
        lines = [f"{head}{subject}{printable(self.message)}"]
        if self.place and self.place.quoted():
            lines.append(self.place.quoted())
        if self.advice:
            lines.append(f"    {printable(self.advice)}")
        return "\n".join(lines)


class IposEnergyError(Exception):
    """Base of all errors that the program raises on purpose."""

    exit_code = 1


class ScenarioError(IposEnergyError):
    """The input is wrong; carries every problem that was found, not only the first.

    As text, no more than the first 200 of them.
    """

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        told = [str(problem) for problem in self.problems[:MOST_TOLD]]
        if len(self.problems) > MOST_TOLD:
            told.append(f"… and {len(self.problems) - MOST_TOLD} more")
        super().__init__("\n".join(told))


class UnsatisfiableError(IposEnergyError):
    """No operation of the park meets every demand within every limit."""

    exit_code = 3


class ModelError(IposEnergyError):
    """The mathematics could not be stated or compiled: a defect of a kind of unit."""


class SolverError(IposEnergyError):
    """The solver stopped without an answer that can be used."""


class MissingPackageError(IposEnergyError):
    """Something was asked for that takes an optional package which is not installed."""


class ResultError(IposEnergyError):
    """A result's folder cannot be read or written."""


def nearest(name: str, allowed: Iterable[str]) -> str:
    """Advice that offers the valid name closest to ``name``, or lists what is allowed.

    >>> nearest("lp stem", ["lp steam", "hp steam"])
    'Did you mean "lp steam"?'
    >>> nearest("xyz", ["lp steam", "hp steam"])
    'Allowed: "lp steam", "hp steam".'
    """
    names = tuple(islice(allowed, _MOST_COMPARED))
    close = closest(name, names)
    if close is not None:
        return f'Did you mean "{close}"?'
    if not names:
        return ""
    shown = ", ".join(f'"{one}"' for one in names[:12])
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return f"Allowed: {shown}{more}."


def closest(name: str, allowed: Iterable[str]) -> str | None:
    """The valid name that is meant by ``name``, if any of the first ones is close to it."""
    return _closest(str(name), tuple(islice(allowed, _MOST_COMPARED)))


@lru_cache(maxsize=4096)
def _closest(name: str, names: tuple[str, ...]) -> str | None:
    return next(iter(difflib.get_close_matches(name, names, n=1, cutoff=0.61)), None)


def printable(text: str) -> str:
    """``text`` with control and format characters replaced, so that it cannot steer a terminal."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if steers(char) and char != "\n" else char
        for char in text.replace("\t", " ")
    )


def steers(char: str) -> bool:
    """Whether a character is a control or format character, or parts lines or paragraphs."""
    kind = category(char)
    return kind.startswith("C") or kind in ("Zl", "Zp")
