"""The park of these tests is run once for each file of tests."""

from __future__ import annotations

import pytest

from ipos_energy.line.run import Finished
from tests.answer.written import scenario_file, written


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The park's result."""
    folder = tmp_path_factory.mktemp("written")
    return written(scenario_file(folder), folder / "out")
