"""Kinds of charge: one file each. A new kind is its file and one line in ``CHARGES``."""

from ipos_energy.park.contracts.charges.charge import Charge
from ipos_energy.park.contracts.charges.energy_charge import EnergyCharge
from ipos_energy.park.contracts.charges.energy_tax import EnergyTax
from ipos_energy.park.contracts.charges.fixed import FixedCharge
from ipos_energy.park.contracts.charges.peak import Peak
from ipos_energy.park.contracts.charges.subscribed_power import SubscribedPower
from ipos_energy.park.contracts.charges.take_or_pay import TakeOrPay
from ipos_energy.park.contracts.charges.volume_price import VolumePrice

CHARGES: tuple[type[Charge], ...] = (
    EnergyCharge, EnergyTax, FixedCharge, Peak, SubscribedPower, TakeOrPay, VolumePrice,
)
