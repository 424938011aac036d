"""Kinds of unit: one file each. A new kind is its file and one line in ``UNITS``."""

from ipos_energy.park.units.absorption_chiller import AbsorptionChiller
from ipos_energy.park.units.battery import Battery
from ipos_energy.park.units.boiler import Boiler
from ipos_energy.park.units.compression_chiller import CompressionChiller
from ipos_energy.park.units.cooler import Cooler
from ipos_energy.park.units.electrode_boiler import ElectrodeBoiler
from ipos_energy.park.units.heat_exchanger import HeatExchanger
from ipos_energy.park.units.heat_pump import HeatPump
from ipos_energy.park.units.hot_water_tank import HotWaterTank
from ipos_energy.park.units.let_down import LetDown
from ipos_energy.park.units.pipe import Pipe
from ipos_energy.park.units.power_line import PowerLine
from ipos_energy.park.units.process_heat import ProcessHeat
from ipos_energy.park.units.renewable import Renewable
from ipos_energy.park.units.steam_accumulator import SteamAccumulator
from ipos_energy.park.units.steam_turbine import SteamTurbine
from ipos_energy.park.units.store import Store
from ipos_energy.park.units.unit import Unit

UNITS: tuple[type[Unit], ...] = (
    ProcessHeat,
    SteamTurbine,
    LetDown,
    Boiler,
    ElectrodeBoiler,
    HeatExchanger,
    HeatPump,
    AbsorptionChiller,
    CompressionChiller,
    Renewable,
    Pipe,
    PowerLine,
    Store,
    HotWaterTank,
    SteamAccumulator,
    Battery,
    Cooler,
)
