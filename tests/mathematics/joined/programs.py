"""What the tests of the joined solve share: stated programs, and what a plain solve says."""

from __future__ import annotations

from dataclasses import dataclass

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.certify import certify
from ipos_energy.mathematics.compact import Compaction, compact
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.highs import Answer, Limits, solve
from ipos_energy.mathematics.joined.ordered import Ordered, in_order_of_time
from ipos_energy.mathematics.joined.solve import solve_joined
from ipos_energy.mathematics.places import Stamps, stamps_of
from ipos_energy.park.load import load_text
from tests.helpers import close, park


@dataclass(frozen=True)
class Stated:
    """A scenario's program, compacted, with the stamps of what is left."""

    compaction: Compaction
    stamps: Stamps

    @property
    def ordered(self) -> Ordered:
        return in_order_of_time(self.compaction.small, self.stamps)

    def cost(self, answer: Answer) -> float:
        """The cost of an answer to the small program."""
        small = self.compaction.small
        return float(small.cost @ answer.x) + small.offset

    def joined(self, threads: int = 2) -> tuple[Answer, list[str]]:
        """The answer from a joined basis, however small the program, and what was said."""
        said: list[str] = []
        answer = solve_joined(self.compaction.small, self.stamps, Limits(), said.append,
                              lambda text: None, smallest=0, threads=threads)
        return answer, said

    def check(self, answer: Answer) -> None:
        """Fails where an answer does not cost what a plain solve finds, or is not proven."""
        plain = solve(self.compaction.small, Limits())
        close(self.cost(answer), self.cost(plain), tolerance=1e-9)
        full = self.compaction.restore(answer)
        failed = [check for check in certify(self.compaction.full, full) if not check.passed]
        assert not failed, failed


def stated(text: str) -> Stated:
    """The program of a scenario."""
    scenario = load_text(text)
    program = compile_model(build(scenario)).program
    compaction = compact(program)
    return Stated(compaction, stamps_of(program, scenario.horizon).of(
        compaction.kept_columns, compaction.kept_rows))


def works(
    *, days: float = 40, grid: str = "", gas: str = "", tank: str = "40 MWh", boiler: str = "",
    units: str = "",
) -> str:
    """A works with a boiler that ramps, a tank, a monthly peak and two months, hour by hour."""
    return park(f"""
        profiles:
          spot: {{generate: electricity_price, mean: 60 EUR/MWh, standard_deviation: 25 EUR/MWh}}
          need: {{generate: seasonal, mean: 12 MW, season: 20 %, weekend: 30 %, noise: 25 %,
                  at_most: 20 MW}}
        headers:
          gas: {{medium: fuel}}
          electricity: {{medium: electricity}}
          hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
        units:
          boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 14 MW, efficiency: 90 %,
                    ramp: 20 %/h{boiler}}}
          electrode boiler: {{kind: electrode_boiler, to: hot water, capacity: 12 MW}}
          tank: {{kind: store, header: hot water, capacity: {tank}, power: 8 MW, loss: 0.02 %/h}}
          {units}
        companies:
          works: {{demands: {{hot water: {{profile: need}}, electricity: 2 MW}}}}
        contracts:
          gas: {{kind: fuel, header: gas, energy_price: 45 EUR/MWh, emission_factor: 202 kg/MWh
                 {gas}}}
          grid: {{kind: electricity, energy_price: {{profile: spot}},
                  peak_charge: 3000 EUR/MW/month{grid}}}
        """, hours=24 * days)
