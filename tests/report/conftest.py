"""A small park with hostile names is run once, and its report written in each language."""

from __future__ import annotations

import pytest

from ipos_energy.answer.charts import draw_charts
from ipos_energy.answer.report import write_report
from ipos_energy.line.run import Finished
from tests.answer.written import scenario_file, written

HOSTILE = '<script>alert(1)</script>&"\'<img src=https://evil.example/x>'


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The park's result, whose description and sector are markup."""
    folder = tmp_path_factory.mktemp("report")
    path = scenario_file(folder)
    text = path.read_text(encoding="utf-8")
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    for old in ("Two days around the end of a month and the hour that is skipped in spring",
                "dairy"):
        assert old in text
        text = text.replace(old, quoted)
    text = text.replace("boiler:", f"{quoted}:")
    path.write_text(text, encoding="utf-8")
    result = written(path, folder / "out")
    draw_charts(result.results, result.run / "charts")
    return result


@pytest.fixture(scope="session")
def pages(finished: Finished) -> dict[str, str]:
    """The report's text by language."""
    return {language: write_report(finished.results, finished.run, language)
            .read_text(encoding="utf-8") for language in ("sv", "en")}
