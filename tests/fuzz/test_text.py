"""The loader alone, handed text and bytes that were scrambled at random.

``IPOS_FUZZ_CASES=5000 python -m pytest tests/fuzz -n 2`` tries more cases, new ones every time.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipos_energy.errors import ScenarioError, steers
from ipos_energy.park import quantities as q
from ipos_energy.park.yaml_tree import read_tree
from tests.fuzz.mutations import VALID
from tests.fuzz.test_scenarios import many, read

PIECES = (
    "\t", " ", "  ", "\n", "\r\n", "\r", "{", "}", "[", "]", ":", ": ", ",", "'", '"', "#", "&a ",
    "*a", "!!int ", "|", ">", "%", "---\n", "...\n", "? ", "- ", "<<: ", "\0", "\x07", "\x1b[31m",
    "\x85", "\ufeff", "\u2028", "\u202e", "\ud800", "å", "🔥", "0x1F", "1_000", "1e999", ".nan",
    "~", "null", "on", "1:30", "9" * 50, "{" * 60, "x" * 300,
)
"""What is put into a text."""

edits = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 12), st.sampled_from(PIECES)),
    min_size=1, max_size=4)
"""Where, how many characters are taken out, and what is put in their place."""


@many
@given(st.sampled_from(VALID), edits)
def test_scrambled_text_is_read_or_refused(text: str, what: list[tuple[int, int, str]]) -> None:
    """Proves that no run of characters ends the loader other than with a scenario or its problems.

    Catches a traceback of the parser, a place outside the text, and characters that reach the
    terminal.
    """
    for where, length, piece in what:
        at = where % (len(text) + 1)
        text = text[:at] + piece + text[at + length:]
    read(text)


@many
@given(st.sampled_from(VALID), st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)),
                                        min_size=1, max_size=4))
def test_scrambled_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, what: list[tuple[int, int]]
) -> None:
    """Proves the same of a file whose bytes are not UTF-8 any more."""
    data = bytearray(text.encode())
    for where, byte in what:
        data[where % len(data)] = byte
    file = Path(tmp_path_factory.getbasetemp()) / "scrambled.yaml"
    file.write_bytes(data)
    try:
        read_tree(file)
    except ScenarioError as error:
        refused = str(error)
    else:
        return
    assert refused
    assert not any(steers(char) for char in refused.replace("\n", ""))


@many
@given(st.text(st.sampled_from("0123456789eE+-., MWhk/*^()%°öåSEKURm³µ\t\u00a0"), max_size=40),
       st.sampled_from(q.MEASURES))
def test_any_text_is_a_quantity_or_none(text: str, measure: q.Measure) -> None:
    """Proves that what is read is a number within the measure's range, or an error in words.

    Catches a unit that is calculated for ever, and a number that is infinite.
    """
    try:
        value = q.parse_quantity(text, measure, q.Money("EUR", {"SEK": 0.1}))
    except q.QuantityError as error:
        said = str(error)
    else:
        assert abs(value) <= measure.largest
        return
    assert said
