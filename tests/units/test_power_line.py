"""Power lines, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from ipos_energy.park.units.power_line import PowerLine
from tests.helpers import close, flow, solved


def test_a_company_with_its_own_grid_connection_draws_from_both() -> None:
    """4 MW for the dairy: by its own grid for 60 EUR/MWh, or from the park for 20/0.98 and 0.5.

    3 MW arrive of 3/0.98 taken. In the third hour its roof gives 9 MW, of which it sells 5 at 10;
    what the line could bring at 90 EUR is left. Catches a loss at the wrong end.
    """
    results = solved(PowerLine.example)
    close(flow(results, "line: power given"), [3, 3, 0])
    close(flow(results, "line: power taken"), [3 / 0.98, 3 / 0.98, 0])
    close(flow(results, "dairy grid: bought"), [1, 1, 0])
    close(flow(results, "dairy grid: sold"), [0, 0, 5])
    assert results.owners["dairy grid"].company == "dairy"


@pytest.mark.parametrize(("replaced", "by", "message"), [
    ("to: dairy power, capacity", "to: electricity, capacity", "starts and ends"),
    ("loss: 2 %", "loss: 100 %", "carries nothing"),
])
def test_lines_that_cannot_be_are_refused(replaced: str, by: str, message: str) -> None:
    """Catches a circle of one, and a line that loses all."""
    with pytest.raises(ScenarioError, match=message):
        load_text(PowerLine.example.replace(replaced, by, 1))
