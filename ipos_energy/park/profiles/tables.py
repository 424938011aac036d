"""Tables in files, read once however many profiles stand in them.

pyarrow reads them. Its ``to_numpy`` imports pandas, which takes a second, so numbers are taken
from Arrow's buffers here.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ipos_energy.park.profiles.csv_text import (
    MAX_BYTES,
    CsvLayout,
    layout_of,
    read_text,
    row_numbers,
    uneven_row,
)
from ipos_energy.park.profiles.profile import ProfileError

if TYPE_CHECKING:
    import pyarrow as pa

MISSING = ["", "-", "--", "n/e", "N/E", "n/a", "N/A", "NA", "#N/A", "nan", "NaN", "NAN", "null",
           "NULL", "None"]
"""Cells that say that there is no number; ``n/e`` is ENTSO-E's "not expected"."""

MAX_ROWS = 5_000_000
"""Nine years of minutes."""

KINDS = (".csv", ".csv.gz", ".parquet")


@dataclass(frozen=True, eq=False)
class Table:
    """The columns of one file.

    ``title`` is what stands above the header, ``rows`` the number of rows below it.
    """

    file: str
    header: tuple[str, ...]
    types: tuple[pa.DataType, ...]
    rows: int
    load: Callable[[int], pa.Array]
    numbers_of_rows: Callable[[], Sequence[int]]
    title: str = ""
    _columns: dict[int, pa.Array] = field(default_factory=dict)

    def column(self, index: int) -> pa.Array:
        """One column as it was read."""
        if index not in self._columns:
            self._columns[index] = self.load(index)
        return self._columns[index]

    def cells(self, index: int) -> list[object]:
        """One column as Python objects; None where a cell is missing."""
        return list(self.column(index).to_pylist())

    def cell(self, index: int, row: int) -> object:
        """One cell as a Python object; None where it is missing."""
        cell: object = self.column(index)[row].as_py()
        return cell

    def row_number(self, row: int) -> int:
        """The number of a row of data (from 0) as a spreadsheet counts: the header is row 1."""
        return self._row_numbers[row]

    @cached_property
    def _row_numbers(self) -> Sequence[int]:
        return self.numbers_of_rows()

    def is_number(self, index: int) -> bool:
        """Whether every cell of a column is a number or missing."""
        import pyarrow.types as kinds

        kind = self.types[index]
        return bool(kinds.is_floating(kind) or kinds.is_integer(kind) or kinds.is_decimal(kind))

    def holds_numbers(self, index: int) -> bool:
        """Whether a column holds numbers, if only in its first cell that is not missing."""
        import pyarrow.types as kinds

        kind = self.types[index]
        if self.is_number(index):
            return True
        if not (kinds.is_string(kind) or kinds.is_large_string(kind)):
            return False
        first = next((cell for cell in self.cells(index) if cell is not None), "")
        return not np.isnan(_number(first))

    def numbers(self, index: int) -> NDArray[np.float64]:
        """A column as numbers (rows,): NaN where a cell is missing or no number."""
        import pyarrow as pa

        column = self.column(index)
        dtype = {pa.float64(): np.float64, pa.int64(): np.int64, pa.float32(): np.float32,
                 pa.int32(): np.int32}.get(column.type)
        if dtype is None or column.null_count:
            return np.array([_number(cell) for cell in column.to_pylist()], dtype=float)
        return fixed_width(column, np.dtype(dtype)).astype(float)


def fixed_width(column: pa.Array, dtype: np.dtype[np.generic]) -> NDArray[np.generic]:
    """The numbers of a column without missing cells, straight from Arrow's buffer."""
    return np.frombuffer(
        column.buffers()[1], dtype, count=len(column), offset=column.offset * dtype.itemsize
    )


class Tables:
    """Reads each file once."""

    def __init__(self) -> None:
        self._tables: dict[Path, Table] = {}

    def table(self, path: Path) -> Table:
        """The table in ``path``; raises ProfileError where there is none that can be read."""
        if path not in self._tables:
            self._tables[path] = _read(path)
        return self._tables[path]


def _read(path: Path) -> Table:
    if not path.is_file():
        raise ProfileError(f"there is no file {path}", "file", _similar_file(path))
    name = path.name.lower()
    if not name.endswith(KINDS):
        raise ProfileError(
            f"{path.name} is of a kind that is not read", "file", f"Allowed: {', '.join(KINDS)}."
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ProfileError(
                f"{path.name} has {size / 1e6:.0f} MB; "
                f"at most {MAX_BYTES // 1_000_000} MB are read",
                "file", "Keep only the columns and the time that are needed.",
            )
        return _read_parquet(path) if name.endswith(".parquet") else _read_csv(path)
    except OSError as error:
        raise ProfileError(f"{path.name} cannot be read: {error.strerror or error}", "file") \
            from error


def _check_rows(file: str, rows: int) -> None:
    """Raises where a file, small as it may be when packed, holds more rows than can be meant."""
    if rows > MAX_ROWS:
        raise ProfileError(f"{file} has {rows} rows; at most {MAX_ROWS} are read", "file",
                           "Keep only the time that is needed.")


def _read_csv(path: Path) -> Table:
    import pyarrow as pa
    import pyarrow.csv as arrow_csv

    text = read_text(path)
    _check_rows(path.name, text.count("\n"))
    layout = layout_of(text, path.name)
    names = [str(index) for index in range(len(layout.header))]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(text.encode()),
            read_options=arrow_csv.ReadOptions(
                column_names=names, skip_rows=layout.header_line + 1
            ),
            parse_options=arrow_csv.ParseOptions(delimiter=layout.delimiter),
            convert_options=arrow_csv.ConvertOptions(
                null_values=MISSING, strings_can_be_null=True,
                decimal_point="," if layout.decimal_comma else ".",
            ),
        )
    except pa.ArrowInvalid as error:
        raise _csv_problem(path.name, text, layout, error) from error
    return Table(
        path.name, layout.header, tuple(table.schema.types), table.num_rows,
        lambda index: _one_chunk(table.column(index)), lambda: row_numbers(text, layout),
        layout.title,
    )


def _csv_problem(file: str, text: str, layout: CsvLayout, error: Exception) -> ProfileError:
    uneven = uneven_row(text, layout)
    if uneven is not None:
        row, found = uneven
        return ProfileError(
            f"row {row} of {file} has {found} cells, the header has {len(layout.header)}", "file",
            "Where numbers have decimal commas, semicolons must part the columns."
            if layout.delimiter == "," and found > len(layout.header) else "",
        )
    if "Empty CSV" in str(error):
        return ProfileError(f"{file} has a header but no rows", "file")
    return ProfileError(f"{file} cannot be read as CSV: {error}", "file")


def _read_parquet(path: Path) -> Table:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        with parquet.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise ProfileError(f"{path.name} cannot be read as Parquet: {error}", "file") from error
    _check_rows(path.name, rows)

    def load(index: int) -> pa.Array:
        with parquet.ParquetFile(path) as file:
            return _one_chunk(file.read(columns=[schema.names[index]]).column(0))

    return Table(
        path.name, tuple(schema.names), tuple(schema.types), rows, load,
        lambda: range(2, rows + 2),
    )


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks()


def _number(cell: object) -> float:
    if isinstance(cell, bool):
        return float("nan")
    try:
        return float("nan") if "_" in str(cell) else float(str(cell))
    except ValueError:
        return float("nan")


def _similar_file(path: Path) -> str:
    try:
        names = [one.name for one in path.parent.iterdir() if one.name.lower().endswith(KINDS)]
    except OSError:
        return f"The folder {path.parent} cannot be read."
    close = difflib.get_close_matches(path.name, names, n=1)
    return f'Did you mean "{close[0]}"?' if close else ""
