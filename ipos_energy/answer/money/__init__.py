"""Money: the reference valued, the saving, and a statement for each company."""

from ipos_energy.answer.money.account import Money, money_of

__all__ = ["Money", "money_of"]
