"""Kinds of contract: one file each. A new kind is its file and one line in ``CONTRACTS``."""

from ipos_energy.park.contracts.contract import Contract
from ipos_energy.park.contracts.electricity import Electricity
from ipos_energy.park.contracts.fuel import Fuel
from ipos_energy.park.contracts.heat_sale import HeatSale

CONTRACTS: tuple[type[Contract], ...] = (Electricity, Fuel, HeatSale)
