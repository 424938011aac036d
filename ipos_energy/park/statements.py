"""By which key the cost of the park is shared among its companies."""

from __future__ import annotations

from typing import Literal

from ipos_energy.park.fields import Schema

Key = Literal["energy", "peak", "marginal price"]


class Statements(Schema):
    """What companies are told of the year."""

    key: Key = "marginal price"
    """Cost is shared by energy used, by highest power, or by marginal value of the energy used"""
