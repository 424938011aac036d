"""A contract's tariff on another flow than the park's: what a company alone would be billed."""

from __future__ import annotations

import numpy as np

from ipos_energy.park.contracts.charges.subscribed_power import SubscribedPower
from ipos_energy.park.contracts.charges.take_or_pay import TakeOrPay
from ipos_energy.park.contracts.contract import Contract
from ipos_energy.park.replay import Record
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray


def bill_alone(scenario: Scenario, name: str, bought_mw: FloatArray) -> dict[str, FloatArray]:
    """Each line of the bill by month (M,) if ``bought_mw`` (T,) were bought and nothing sold.

    Power subscribed is the highest power bought; take-or-pay terms are left out.
    """
    contract = scenario.contracts[name]
    charges = {label: charge for label, charge in contract.charges.items()
               if not isinstance(charge, TakeOrPay)}
    alone = contract.model_copy(update={"charges": charges})
    lines = alone.bill(_record(scenario, name, alone, bought_mw))
    return {line.label: line.amount for line in lines if line.amount.any()}


def _record(
    scenario: Scenario, name: str, contract: Contract, bought_mw: FloatArray
) -> Record:
    highest = float(bought_mw.max(initial=0.0))
    return Record(
        owner=name, horizon=scenario.horizon, feedwater=scenario.feedwater,
        emission_price=scenario.emissions.price,
        pollutant_prices=scenario.emissions.pollutant_prices, headers=scenario.headers,
        flows={"bought": bought_mw, "sold": np.zeros_like(bought_mw)}, quantities={},
        sizes={f"{label}: subscribed": highest for label, charge in contract.charges.items()
               if isinstance(charge, SubscribedPower)},
        ledger={}, emissions={}, pollutants={}, emitted={})
