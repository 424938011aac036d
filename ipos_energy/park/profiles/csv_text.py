"""The bytes of a CSV file as text, and how its columns are divided."""

from __future__ import annotations

import codecs
import csv
import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ipos_energy.park.profiles.profile import ProfileError

MAX_BYTES = 200_000_000
"""Larger files are refused before they are read (and compressed ones while they are)."""

_SAMPLE_LINES = 60
_TITLE_LINES = 10
_COMMA_NUMBER = re.compile(r"^\s*-?\d+,\d+\s*$")
_COMMA_DECIMALS = re.compile(r"^\s*-?\d+,(?:\d{1,2}|\d{4,})\s*$")
_DOT_NUMBER = re.compile(r"^\s*-?\d+\.\d+\s*$")
_NUMBER = re.compile(r"^\s*-?\d+(?:[.,]\d+)?\s*$")


@dataclass(frozen=True)
class CsvLayout:
    """How a CSV file is written.

    ``title`` is what stands above the header, ``header_line`` the header's line counted from 0.
    """

    header: tuple[str, ...]
    header_line: int
    title: str
    delimiter: str
    decimal_comma: bool


def read_text(path: Path) -> str:
    """The text of a CSV file, compressed or not; raises ProfileError.

    UTF-8 with or without a byte order mark, UTF-16 with one, else Latin-1.
    """
    data = _unpacked(path) if path.suffix.lower() == ".gz" else path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:4096]:
        raise ProfileError(
            f"{path.name} is not a text file", "file", "Save the sheet as CSV or Parquet."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def layout_of(text: str, file: str) -> CsvLayout:
    """Finds header, delimiter and decimal sign of a CSV text; raises ProfileError."""
    lines = list(islice(_lines(text), _SAMPLE_LINES))
    if not any(line.strip() for line in lines):
        raise ProfileError(f"{file} is empty", "file")
    delimiter = _delimiter(lines)
    rows = list(csv.reader(lines, delimiter=delimiter))
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:_TITLE_LINES]]
    wanted = min(2, max(filled))
    line = next(number for number, count in enumerate(filled) if count >= wanted)
    header = tuple(cell.strip() for cell in rows[line])
    if all(_NUMBER.match(cell) for cell in header if cell):
        raise ProfileError(
            f"row {line + 1} of {file} should hold the columns' names, but holds numbers", "file"
        )
    title = " ".join(cell.strip() for row in rows[:line] for cell in row if cell.strip())
    cells = [cell for row in rows[line + 1:] for cell in row]
    return CsvLayout(header, line, title, delimiter, _has_decimal_comma(cells, delimiter))


def row_numbers(text: str, layout: CsvLayout) -> list[int]:
    """The spreadsheet's number of each row of data: the first line is 1, blank lines count."""
    return [
        number for number, line in enumerate(_lines(text), 1)
        if line.strip() and number > layout.header_line + 1
    ]


def uneven_row(text: str, layout: CsvLayout) -> tuple[int, int] | None:
    """(row number, cells found) of the first row that has not as many cells as the header."""
    reader = csv.reader(_lines(text), delimiter=layout.delimiter)
    for row in reader:
        if row and reader.line_num > layout.header_line and len(row) != len(layout.header):
            return reader.line_num, len(row)
    return None


def _unpacked(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ProfileError(f"{path.name} cannot be unpacked: {error}", "file") from error
    if len(data) > MAX_BYTES:
        raise ProfileError(
            f"{path.name} unpacks to more than {MAX_BYTES // 1_000_000} MB", "file",
            "Keep only the columns and the time that are needed.",
        )
    return data


def _lines(text: str) -> Iterator[str]:
    """Lines as spreadsheets see them; ``str.splitlines`` would also split at other characters."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end].rstrip("\r")
        start = end + 1


def _delimiter(lines: list[str]) -> str:
    """The sign that cuts the last sampled lines into equally many cells, more than one."""
    last = [line for line in lines if line.strip()][-5:]
    for delimiter in ("\t", ";", ","):
        widths = {len(row) for row in csv.reader(last, delimiter=delimiter)}
        if len(widths) == 1 and widths.pop() > 1:
            return delimiter
    return ";" if ";" in lines[0] and "," not in lines[0] else ","


def _has_decimal_comma(cells: list[str], delimiter: str) -> bool:
    """Where commas also divide cells, ``1,234`` might be 1234: then other decimals must show it."""
    pattern = _COMMA_DECIMALS if delimiter == "," else _COMMA_NUMBER
    return any(pattern.match(cell) for cell in cells) and not any(
        _DOT_NUMBER.match(cell) for cell in cells
    )
