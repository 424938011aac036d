"""The site's pages taken apart: blocks of YAML, Python, files, commands and what they print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"
MADE = ("reference", "mathematics", "sample", "make_pages")
"""Folders of ``docs/`` whose pages are made from the program."""

INERT = ("equations", "toctree", "literalinclude", "figure", "include")
"""Languages of blocks that nothing can be done with."""

_BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?:\{(?P<directive>[a-z-]+)\})? ?(?P<language>\S*)\n"
    r"(?::caption: (?P<caption>[^\n]+)\n)?(?P<text>.*?)^(?P=fence)$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: ``caption`` names the file that it is, where it is one."""

    language: str
    caption: str
    text: str
    line: int


def blocks(page: str) -> list[Block]:
    """The blocks of a page in their order."""
    return [
        Block(match["language"] if match["directive"] in (None, "code-block")
              else match["directive"], match["caption"] or "", match["text"],
              page.count("\n", 0, match.start()) + 1)
        for match in _BLOCK.finditer(page)]


def written_pages() -> list[Path]:
    """The pages that people wrote."""
    return sorted(path for path in DOCS.rglob("*.md")
                  if path.relative_to(DOCS).parts[0] not in MADE)


@dataclass(frozen=True)
class Command:
    """A line after ``$`` in a console block, and what is shown below it."""

    line: str
    shown: str


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        lines = part.replace("\\\n", " ").split("\n", 1)
        yield Command(" ".join(lines[0].split(" ")), lines[1].strip("\n"))


def shows(printed: str, shown: str) -> bool:
    """Whether what was printed is what a page shows; ``…`` stands for anything left out."""
    def bare(text: str) -> str:
        lines = text.replace("\N{NARROW NO-BREAK SPACE}", " ").strip("\n").splitlines()
        return "\n".join(line.rstrip() for line in lines)

    parts = (re.escape(part.strip(" ")) for part in bare(shown).split("…"))
    return re.fullmatch(r"\s*" + r"[\s\S]*".join(parts) + r"\s*", bare(printed)) is not None
