"""Docstrings as Markdown: what is indented is an equation and stays as it stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

_ROLE = re.compile(r":(?:class|func|meth|mod|data):`~?([^`]+)`")
_RELATION = re.compile(r"[=≤≥∝]")


@dataclass(frozen=True)
class Documented:
    """A module, class or function of the program with its docstring."""

    file: str
    name: str
    docstring: str

    @property
    def title(self) -> str:
        """``SteamTurbine`` and ``steam_turbine`` as ``Steam turbine``."""
        return in_words(self.name)


def in_words(name: str) -> str:
    """A name of the program as a title."""
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).split("_")
    words = " ".join(part for part in parts if part).lower().replace("co2", "CO2")
    return words[:1].upper() + words[1:]


def documented(root: Path, folder: str) -> Iterator[Documented]:
    """All public modules, classes and functions below a folder of ``root``, file by file."""
    for path in sorted((root / folder).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        file = path.relative_to(root).as_posix()
        module = path.parent.name if path.name == "__init__.py" else path.stem
        yield Documented(file, module, ast.get_docstring(tree) or "")
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name[0] != "_":
                yield Documented(file, node.name, ast.get_docstring(node) or "")


def equations(docstring: str) -> list[str]:
    """The indented blocks that state relations."""
    return [text for indented, text in _blocks(docstring)
            if indented and _RELATION.search(text) and not text.startswith(">>>")]


def modules_named(docstring: str) -> list[str]:
    """The modules that a docstring refers to."""
    return re.findall(r":mod:`([^`]+)`", docstring)


def as_markdown(docstring: str) -> str:
    """A docstring as Markdown; equations become blocks of the language ``equations``."""
    return "\n\n".join(
        fenced("equations", _without_roles(text, "")) if indented else prose(text)
        for indented, text in _blocks(docstring))


def fenced(language: str, text: str) -> str:
    """A fenced block."""
    return f"```{language}\n{text}\n```"


def toctree(pages: list[str]) -> str:
    """The pages below one, for the navigation alone."""
    return fenced("{toctree}", "\n".join([":hidden:", "", *pages]))


def prose(text: str) -> str:
    """Running text of a docstring: code in single backquotes, references by their bare name."""
    return _without_roles(text, "`").replace("``", "`")


def _without_roles(text: str, quote: str) -> str:
    """References such as ``:func:`name``` by their bare name, between ``quote``."""
    return _ROLE.sub(lambda match: f"{quote}{match[1].rpartition('.')[2]}{quote}", text)


def first_sentence(docstring: str) -> str:
    """The docstring's first paragraph in one line."""
    return prose(" ".join(docstring.partition("\n\n")[0].split()))


def _blocks(docstring: str) -> Iterator[tuple[bool, str]]:
    """(whether it is indented, text) of each run of lines, blank lines inside a run kept."""
    lines = docstring.strip().splitlines()
    marks = [line.startswith("    ") if line.strip() else None for line in lines]
    for k in range(1, len(marks)):
        marks[k] = marks[k - 1] if marks[k] is None else marks[k]
    for indented, run in groupby(zip(marks, lines, strict=True), key=lambda pair: pair[0]):
        text = "\n".join(line[4:] if indented else line for _, line in run).strip("\n")
        yield bool(indented), text
