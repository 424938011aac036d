"""A moment on the local clock, as a scenario states it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from ipos_energy.park.fields import wrong
from ipos_energy.park.plain_value import describe

FIRST_YEAR, LAST_YEAR = 1900, 2200


def _local_time(value: Any) -> datetime:
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except (ValueError, TypeError) as error:
        raise wrong('expected a date or a local time such as "2019-01-01" or "2019-01-01T06:00", '
                    f"found {describe(value)}") from error
    if moment.tzinfo is not None:
        raise wrong(f"{describe(value)} has an offset",
                    "Write the local time; the horizon's time_zone says which it is.")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise wrong(f"{describe(value)} is in the year {moment.year}; allowed are {FIRST_YEAR} to "
                    f"{LAST_YEAR}")
    return moment


LocalTime = Annotated[datetime, BeforeValidator(_local_time), WithJsonSchema(
    {"type": "string", "examples": ["2019-01-01", "2019-01-01T06:00"]})]
"""A date (its midnight) or a time, without an offset from UTC."""
