"""A scenario without a best operation, as a planner meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.line.park import PARK, Line, Said

FOLDER = Path("results/park")
PAGE, DATA, SUMMARY = (FOLDER / name for name in (
    "infeasible.html", "infeasible.json", "summary.json"))


def run(line: Line, *more: str) -> Said:
    """Runs the park without charts."""
    return line("run", "park.yaml", "--no-charts", "--quiet", *more)


TOO_MUCH = ("--set", "companies.works.demands.lp steam=900 MW")


def test_an_earlier_result_stays_beside_the_explanation(line: Line) -> None:
    """Proves exit code 3, that the summary of before is untouched, and what is written beside it.

    Catches an impossible run that takes a good result away, and an explanation that outlives it.
    """
    assert run(line).code == 0
    before = SUMMARY.read_bytes()
    said = run(line, *TOO_MUCH)
    assert said.code == 3
    assert "lp steam is short in 6 hours" in said.err
    assert f"This as a page: {PAGE}, as data: {DATA}" in said.err
    assert SUMMARY.read_bytes() == before
    assert line("report", FOLDER).code == 0
    assert run(line).code == 0
    assert not PAGE.exists()
    assert not DATA.exists()


def test_the_data_say_what_the_terminal_said(line: Line) -> None:
    """Every sentence, and the numbers behind it: 900 MW asked for in the first event.

    Outside of the outage 35 MW can be made and at most 43.07 let down (60 t/h). Catches data that
    lack what the sentences say.
    """
    said = run(line, *TOO_MUCH)
    data = json.loads(DATA.read_text(encoding="utf-8"))
    assert data["text"] in said.err
    assert (data["cause"], data["scenario"]) == ("limits", "Small park")
    event = data["imbalances"][0]
    assert event["asked_mw"] == pytest.approx(900)
    assert len(event["window"]["asked_mw"]) == 6
    printed = line("explain", FOLDER)
    assert printed.code == 0
    assert data["text"] in printed.out


def test_the_page_is_one_file_with_every_text_escaped(line: Line) -> None:
    """A name with a tag in it does nothing, and nothing is fetched from elsewhere."""
    Path("park.yaml").write_text(
        PARK.replace("works:", '"<script>works":').replace("Small park", "<b>Small</b> park"),
        encoding="utf-8")
    assert run(line, "--set", "companies.<script>works.demands.lp steam=900 MW").code == 3
    page = PAGE.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;Small&lt;/b&gt; park" in page
    assert "http" not in page
    assert page.count("<svg") == page.count("</svg>") > 0


def test_a_folder_that_cannot_be_written_hides_no_explanation(line: Line) -> None:
    """Proves that the sentences are printed, with why there is no page. Catches exit code 1."""
    Path("results").write_text("a file", encoding="utf-8")
    said = run(line, *TOO_MUCH)
    assert said.code == 3
    assert "lp steam is short" in said.err
    assert "could not be written" in said.err


def test_damaged_data_are_said(line: Line) -> None:
    """Proves that an explanation of another program is refused in words."""
    FOLDER.mkdir(parents=True)
    for text in ("{", "[]"):
        DATA.write_text(text, encoding="utf-8")
        said = line("explain", FOLDER)
        assert said.code == 1
        assert "infeasible.json" in said.err
