"""What the site shows is done here, page by page, in an empty folder with the example park."""

from __future__ import annotations

import argparse
import importlib
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from ipos_energy import solve
from ipos_energy.line.cli import main
from ipos_energy.park.load import load
from tests.docs.pages import (
    DOCS,
    INERT,
    REPOSITORY,
    Block,
    blocks,
    commands,
    shows,
    written_pages,
)

WITH_EXAMPLES = [page for page in written_pages()
                 if any(block.language not in INERT for block in blocks(page.read_text("utf-8")))]

_WITHOUT_CHARTS = {"run": ["--no-charts"]}
"""Drawing takes most of a short run's time, and has tests of its own."""


class Reader:
    """Follows one page from top to bottom."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capture = folder, capture
        self.namespace: dict[str, Any] = {}
        self.printed = ""

    def follow(self, block: Block) -> None:
        """Does what the block shows. Raises AssertionError where it does not work so."""
        if block.caption:
            self.write(block)
        elif block.language == "yaml":
            self.change(block.text)
        elif block.language == "console":
            self.type_in(block)
        elif block.language == "python":
            exec(compile(block.text, "page", "exec"), self.namespace)
            self.printed = self.capture.readouterr().out
        elif block.language == "text":
            assert shows(self.printed, block.text), self.printed
        else:
            assert block.language in INERT, f"nothing is known of {block.language!r}"

    def write(self, block: Block) -> None:
        """Writes the file; a scenario must be right."""
        path = self.folder / block.caption
        path.write_text(block.text, encoding="utf-8")
        if path.suffix == ".yaml":
            load(path)

    def change(self, text: str) -> None:
        """States the block over the example park, which must then be solved and proven."""
        path = self.folder / "changed.yaml"
        path.write_text(f"based on: park.yaml\n{text}", encoding="utf-8")
        assert solve(load(path)).passed

    def type_in(self, block: Block) -> None:
        """Types each command; what is shown below it is what it prints."""
        typed = list(commands(block))
        code = 0
        for k, command in enumerate(typed):
            if command.line == "echo $?":
                assert command.shown == str(code)
                continue
            program, *arguments = shlex.split(command.line.partition("  #")[0])
            assert program == "ipos-energy", command.line
            code = main(arguments + _WITHOUT_CHARTS.get(arguments[0], []))
            captured = self.capture.readouterr()
            told = captured.out + (captured.err if code or arguments[0] == "validate" else "")
            asked = typed[k + 1:k + 2] and typed[k + 1].line == "echo $?"
            assert code == 0 or asked, f"{command.line}\n{captured.err}"
            assert not command.shown or shows(told, command.shown), told


@pytest.mark.parametrize("page", written_pages(), ids=lambda page: page.name)
def test_commands_in_the_text_can_be_typed(page: Path) -> None:
    """Proves that each command that a sentence names is understood. Catches a lost option."""
    for line in re.findall(r"`ipos-energy ([a-z]+ [^`]+)`", page.read_text("utf-8")):
        parser = argparse.ArgumentParser()
        command, *arguments = shlex.split(line)
        importlib.import_module(f"ipos_energy.line.commands.{command}").declare(parser)
        parser.parse_args(arguments)


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_a_page_does_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves that every file, change, command and program on the page works as it stands there.

    Catches a field, an argument or an output that changed while the page stayed.
    """
    shutil.copytree(REPOSITORY / "scenarios", tmp_path / "scenarios")
    shutil.copy(DOCS / "examples" / "park.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    reader = Reader(tmp_path, capsys)
    for block in blocks(page.read_text("utf-8")):
        try:
            reader.follow(block)
        except BaseException as error:
            error.add_note(f"{page.relative_to(REPOSITORY)}:{block.line}")
            raise
