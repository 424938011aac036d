"""What set each marginal price, from the written margins of all decisions."""

from ipos_energy.answer.prices.setting import Share, price_setting, shares_of_hours

__all__ = ["Share", "price_setting", "shares_of_hours"]
