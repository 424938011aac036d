"""A small solved park, and its workbook as a spreadsheet program reads it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook import write_workbook
from tests.helpers import solved
from tests.line.park import PARK


@pytest.fixture(scope="package")
def results() -> Results:
    """Six hours of a park that buys gas, sells power and heat."""
    return solved(PARK)


@pytest.fixture(scope="package")
def book(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """Its workbook, read back."""
    path: Path = write_workbook(results, tmp_path_factory.mktemp("workbook"))
    return openpyxl.load_workbook(path)
