"""Writes the pages that are made from the program: ``python -m docs.make_pages``."""

from __future__ import annotations

import shutil
from pathlib import Path

from docs.make_pages.commands import commands_page
from docs.make_pages.factors import factors_page
from docs.make_pages.mathematics import mathematics_pages
from docs.make_pages.reference import reference_pages
from docs.make_pages.sample import write_sample

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"


def write_pages(folder: Path, pages: dict[str, str]) -> None:
    """Replaces what a folder held by these pages."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in pages.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_pages(DOCS / "reference", {
        **reference_pages(), "factors": factors_page(), "commands": commands_page()})
    write_pages(DOCS / "mathematics", mathematics_pages(REPOSITORY))
    write_sample(DOCS / "sample")
