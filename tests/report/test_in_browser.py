"""The report in a real browser: it is drawn, prints, and says nothing on the console."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ipos_energy.line.run import Finished

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--enable-logging=stderr", "--v=0")

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium, which is not installed")


def browse(folder: Path, page: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Opens the page with a fresh profile, and ends."""
    return subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", *arguments, page.as_uri()],
        capture_output=True, text=True, check=True, timeout=120)


@pytest.fixture
def page(finished: Finished, pages: dict[str, str], tmp_path: Path) -> Path:
    """The English page in a file of its own."""
    path = tmp_path / "report.html"
    path.write_text(pages["en"], encoding="utf-8")
    return path


def test_page_opens_without_a_word_on_the_console(page: Path, tmp_path: Path) -> None:
    """Proves that the browser parses the page to the end and the policy stops nothing of it.

    Catches styles, drawings or fonts that the page's own policy forbids.
    """
    said = browse(tmp_path, page, "--dump-dom")
    assert 'id="audit"' in said.stdout
    assert "CONSOLE" not in said.stderr
    assert "Refused" not in said.stderr


def test_page_prints(page: Path, tmp_path: Path) -> None:
    """Proves that it prints to a PDF of several A4 pages.

    Catches a style for print that hides the sections.
    """
    target = tmp_path / "report.pdf"
    browse(tmp_path, page, "--no-pdf-header-footer", f"--print-to-pdf={target}")
    content = target.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page/") >= 8 or \
        content.count(b"/MediaBox") >= 8
