"""The Sankey diagram: its streams close at every node, and are those of the results."""

from __future__ import annotations

from math import isclose

from ipos_energy.answer.language import LANGUAGES
from ipos_energy.answer.report.sankey import streams_of
from ipos_energy.answer.report.sankey_drawing import draw
from ipos_energy.line.run import Finished


def test_streams_close_at_every_header_and_unit(finished: Finished) -> None:
    """Proves that what flows into each header and unit flows out of it.

    Catches a unit counted twice, and losses or the change of a store left out.
    """
    streams = streams_of(finished.results, LANGUAGES["en"])
    inner = {node for one in streams for node in (one.source, one.target)
             if node[0] in ("header", "unit")}
    assert {name for kind, name in inner if kind == "header"} >= {"hp steam", "lp steam"}
    for node in inner:
        into = sum(one.mwh for one in streams if one.target == node)
        out = sum(one.mwh for one in streams if one.source == node)
        assert isclose(into, out, rel_tol=1e-6, abs_tol=1e-6), node


def test_streams_of_contracts_are_the_flows(finished: Finished) -> None:
    """Proves that the stream to the city is the heat that was sold."""
    results = finished.results
    sold = results.calendar.energy(results.flow("city", "sold"))
    streams = streams_of(results, LANGUAGES["en"])
    assert isclose(sum(one.mwh for one in streams if one.target == ("use", "city")), sold)


def test_bands_are_as_wide_as_their_energy() -> None:
    """Proves the scale by hand: 30 and 10 MWh into one header of 40 MWh.

    One column holds two nodes and one gap, so 430 − 20 − 20 = 390 px are 40 MWh: 292.5 and 97.5.
    """
    hot, cold, header, use = ("source", "hot"), ("source", "<b>"), ("header", "h"), ("use", "u")
    svg = draw([(hot, header, 30.0), (cold, header, 10.0), (header, use, 40.0)], "t", str)
    assert 'height="292.5"' in svg
    assert 'height="97.5"' in svg
    assert "<b>" not in svg
    assert "&lt;b&gt;" in svg
