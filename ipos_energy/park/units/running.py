"""What of a unit's capacity runs at a step: all of it while on, where it is a decision too."""

from __future__ import annotations

from dataclasses import dataclass

from ipos_energy.park.site import Rule, Site
from ipos_energy.park.units.commitment import Switch
from ipos_energy.park.units.size import Product, Size, products_with


@dataclass(frozen=True)
class Running:
    """What runs at a step is ``share(t)·capacity_mw``.

    Without a size, share is 1 while on, and None for a unit that is never off. With one it is the
    capacity that is on, in MW, and ``capacity_mw`` is 1; ``total`` is then all that stands, and
    ``product`` makes its products with decisions.
    """

    share: Rule | None
    capacity_mw: float
    total: Rule | None = None
    product: Product | None = None


def what_runs(
    site: Site, size: Size | None, existing_mw: float, total: Rule | None, switch: Switch | None
) -> Running:
    """What runs of a unit, from its capacity (``total`` where there is a size) and its switch."""
    if size is None or total is None:
        return Running(None if switch is None else switch.on.__getitem__, existing_mw)
    product = products_with(size, existing_mw, total)
    if switch is None:
        return Running(lambda t: total(), 1.0, total, product)
    on = product.state(site, "capacity that is on", switch.on.__getitem__)
    return Running(on.__getitem__, 1.0, total, product)
