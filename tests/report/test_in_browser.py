"""The report in a real browser: drawn, accessible, explored with the mouse, printed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from ipos_energy.answer.report.year import LEFT, PITCH, TOP, WIDTH
from ipos_energy.line.run import Finished

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--enable-logging=stderr", "--v=0")
ROOT = Path(__file__).resolve().parents[2]
AXE = Path(os.environ.get("AXE_CORE", ROOT / ".venv/npm/node_modules/axe-core/axe.min.js"))
"""Where ``.ci/run`` puts it: npm install --no-save --prefix .venv/npm axe-core"""
DESK, PHONE = "1280,900", "390,844"

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium, which is not installed")


def browse(folder: Path, page: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Opens the page with a fresh profile, and ends."""
    return subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", *arguments, page.as_uri()],
        capture_output=True, text=True, check=True, timeout=120)


def told_by(folder: Path, text: str, script: str, size: str = DESK) -> Any:
    """What a script puts into ``answer`` when it is added to the page, as read from JSON.

    The page's policy lets no other script run than its own, so it is taken out for the purpose.
    """
    free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    tell = ("const tell = (answer) => { document.documentElement.innerHTML = '<pre></pre>'; "
            "document.querySelector('pre').textContent = JSON.stringify(answer); };")
    path = folder / "probed.html"
    path.write_text(free.replace("</body>", f"<script>{tell}{script}</script></body>"),
                    encoding="utf-8")
    said = browse(folder, path, f"--window-size={size}", "--virtual-time-budget=60000",
                  "--dump-dom").stdout
    answer = re.search(r"<pre>(.*?)</pre>", said, re.DOTALL)
    assert answer, said[-500:]
    return json.loads(unescape(answer.group(1)))


@pytest.fixture
def page(pages: dict[str, str], tmp_path: Path) -> Path:
    """The English page in a file of its own."""
    path = tmp_path / "report.html"
    path.write_text(pages["en"], encoding="utf-8")
    return path


def test_page_opens_without_a_word_on_the_console(page: Path, tmp_path: Path) -> None:
    """Proves that the browser parses the page to the end and the policy stops nothing of it.

    The buttons are made by the page's own script, so it ran under the policy. Catches styles,
    drawings or fonts that the policy forbids, and a script whose hash is another.
    """
    said = browse(tmp_path, page, "--dump-dom")
    assert 'id="audit"' in said.stdout
    assert '<p class="zoom">' in said.stdout
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


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_every_chart_is_seen_and_the_page_is_no_wider_than_the_window(
    pages: dict[str, str], tmp_path: Path, size: str
) -> None:
    """Proves that each drawing takes room and the page itself never scrolls sideways.

    Catches a drawing without height, and a table that makes a phone shrink the page.
    """
    charts, wide = told_by(tmp_path, pages["en"], """
        tell([[...document.querySelectorAll("svg.chart")].map((svg) => {
            const box = svg.getBoundingClientRect();
            return [box.width, box.height]; }),
          document.documentElement.scrollWidth - document.documentElement.clientWidth]);""", size)
    assert len(charts) == pages["en"].count('<svg class="chart')
    assert all(width > 250 and height > 60 for width, height in charts)
    assert wide == 0


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm install --no-save "
                    "--prefix .venv/npm axe-core")
@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("sv", PHONE)])
def test_page_is_accessible(
    pages: dict[str, str], tmp_path: Path, language: str, size: str
) -> None:
    """Proves that axe-core finds nothing, with all tables opened: contrast, names, order, roles.

    Catches a heading that skips a level, grey text too pale, a drawing without a name.
    """
    axe = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
    found = told_by(tmp_path, pages[language], axe + """;
        document.querySelectorAll("details").forEach((one) => { one.open = true; });
        axe.run(document, {resultTypes: ["violations"]}).then((said) => tell(said.violations.map(
          (one) => [one.id, one.help, one.nodes.length, one.nodes[0].html.slice(0, 200)])));""",
                    size)
    assert found == []


def test_pointing_tells_the_values_of_the_step(
    finished: Finished, pages: dict[str, str], tmp_path: Path
) -> None:
    """Proves that pointing at a time reads that step's flows, whole and zoomed.

    There are 47 steps over 700 px: the pointer a third of the way, 235 px, is in step 15. Zoomed
    in once, steps 12 to 36 are shown (least 24), and the same place is step 12 + 24/3 = 20. The
    heat map's lower left corner is the first hour. Catches a value of another step or flow.
    """
    told = told_by(tmp_path, pages["en"], f"""
        const year = document.querySelector("svg.year"), tip = document.querySelector(".tip");
        const point = (svg, x, y) => {{
          svg.scrollIntoView();
          const box = svg.getBoundingClientRect(), share = box.width / svg.viewBox.baseVal.width;
          svg.dispatchEvent(new PointerEvent("pointermove",
            {{clientX: box.left + x * share, clientY: box.top + y * share}}));
          return tip.innerText;
        }};
        const x = {LEFT + WIDTH / 3 + 2:.1f}, y = {TOP + 3 * PITCH + 20};
        const whole = point(year, x, y), before = year.querySelector("path.band").getAttribute("d");
        document.querySelector(".zoom button").click();
        const near = point(year, x, y), after = year.querySelector("path.band").getAttribute("d");
        const map = document.querySelector("svg.heat"), image = map.querySelector("image");
        const corner = point(map, Number(image.getAttribute("x")) + 1,
          Number(image.getAttribute("y")) + Number(image.getAttribute("height")) - 1);
        tell([whole, near, corner, before !== after]);""")
    whole, near, corner, redrawn = told
    taken = finished.results.flow("works", "lp steam")
    assert redrawn
    assert whole.startswith("lp steam, 31 Mar 2019 16:00")
    assert f"− works: {taken[15]:.2f} MW" in whole
    assert near.startswith("lp steam, 31 Mar 2019 21:00")
    assert f"− works: {taken[20]:.2f} MW" in near
    assert "31 Mar 2019 00:00" in corner
    assert f"{finished.results.flow('plant', 'heat')[0]:.2f} MW" in corner
