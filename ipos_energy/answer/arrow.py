"""Arrow arrays over numpy's memory, to and fro; pyarrow's own ways would import pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ipos_energy.park.series import FloatArray

Columns = Iterable[tuple[str, FloatArray, Mapping[str, str]]]
"""Name of each column with its unit, its values (T,), and what it is."""


def numbers_array(values: NDArray[Any], kind: Any) -> Any:
    """An Arrow array of numbers."""
    contiguous = np.ascontiguousarray(values)
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(contiguous)])


def texts_array(texts: Sequence[str]) -> Any:
    """An Arrow array of texts."""
    encoded = [text.encode() for text in texts]
    ends = np.cumsum([0, *(len(text) for text in encoded)]).astype(np.int32)
    return pa.Array.from_buffers(pa.string(), len(texts),
                                 [None, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))])


def joined(arrays: Sequence[FloatArray]) -> Any:
    """An Arrow array of several arrays, one after the other."""
    return numbers_array(np.concatenate([np.empty(0), *arrays]), pa.float64())


def table_by_step(utc: NDArray[np.datetime64], columns: Columns) -> pa.Table:
    """A table with the start of each step in UTC, and columns by step."""
    stamp = pa.timestamp("ms", tz="UTC")
    fields = [pa.field("time", stamp)]
    arrays = [numbers_array(utc.astype("datetime64[ms]").astype(np.int64), stamp)]
    for name, values, described in columns:
        fields.append(pa.field(name, pa.float64(), metadata=dict(described)))
        arrays.append(numbers_array(values, pa.float64()))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def columns_of(table: pa.Table) -> Iterable[tuple[dict[str, str], FloatArray]]:
    """What each column by step is, and its values (T,)."""
    for field, column in zip(table.schema, table.columns, strict=True):
        if field.name != "time":
            about = {key.decode(): value.decode() for key, value in field.metadata.items()
                     if not key.startswith(b"PARQUET")}
            yield about, numbers_of(column, np.float64)


def numbers_of(column: Any, kind: type) -> NDArray[Any]:
    """A column's numbers."""
    parts: list[NDArray[Any]] = [
        np.frombuffer(chunk.buffers()[1], dtype=kind)[chunk.offset:chunk.offset + len(chunk)]
        for chunk in column.chunks
    ]
    return np.concatenate(parts) if parts else np.empty(0, kind)
