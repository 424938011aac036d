"""CO2: what is avoided against the reference, and every other way of accounting for it."""

from ipos_energy.answer.co2.account import Co2Account, co2_account
from ipos_energy.answer.co2.avoided import Alternative, AvoidedCo2, Co2Line, avoided_co2

__all__ = ["Alternative", "AvoidedCo2", "Co2Account", "Co2Line", "avoided_co2", "co2_account"]
