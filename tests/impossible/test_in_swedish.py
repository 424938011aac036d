"""Why there is no operation, in Swedish: every sentence of every kind of finding."""

from __future__ import annotations

import re

import pytest

from ipos_energy.answer.impossible import page_of
from ipos_energy.answer.language import LANGUAGES
from ipos_energy.park.impossible.findings import (
    AtLimit,
    Broken,
    Cause,
    Contradiction,
    Explanation,
    Further,
    Imbalance,
    Loop,
    MissedLimit,
    Span,
    Unusual,
    Window,
)
from ipos_energy.park.impossible.sentences import findings_of, head_of
from ipos_energy.park.scenario import Scenario
from tests.impossible.parks import steam
from tests.impossible.test_explanations import explained

SWEDISH = LANGUAGES["sv"]
ENGLISH_WORDS = re.compile(r"\b(?:the|and|or|of|at|to|more|hours|most|row|rows|profile)\b")
SPAN = Span("2019-06-30 01:00", "2019-06-30 04:00", 3.0)
WINDOW = Window("2019-06-30 00:00", 1.0, (5.0, 9.0), (5.0, 6.0))


def imbalance(*, short: bool) -> Imbalance:
    """Steam that is short or too much by 1 234.5 MW, with every kind of remark."""
    return Imbalance(
        "steam", short, SPAN, 1239.5, 5.0, 3703.5, True,
        (Unusual("works", "steam", True, 9.5, 5.0, 9.0, 'column "need" of need.csv, rows 3–5',
                 True),
         Unusual("works", "hot water", True, 9.5, 5.0, 9.0, 'profile "need"'),
         Unusual("plant", "steam", False, 0.0, 12.0, 9.0, "listed in the scenario, row 3")),
        ("plant (2019-06-30 00:00 to 2019-07-01 00:00)",),
        (AtLimit("boiler: heat", 6.0, "MW", False, 1.0, 3.5),
         AtLimit("gas: bought", 2.0, "MW", True, 1.0, 0.5),
         AtLimit("boiler: ramp", 0.0, "", False, 1.0, 0.0)), WINDOW)


LOOP = Loop(("cheap: bought", "dear: sold"), ("cable",), (SPAN,) * 5, 15.0, 10.0, 12.5)
EVERYTHING = Explanation(
    "Small park", "EUR", "Europe/Stockholm", "limits", 0.0,
    (imbalance(short=True), imbalance(short=False)),
    (Further("steam", True, 7, 21.0), Further("steam", False, 2, 3.0)),
    (MissedLimit("gas: annual limit", "2019", "MWh", False, 500.0, 900.0,
                 (("boiler: heat", 20.5), ("plant: heat", 3.0))),
     MissedLimit("gas: volume per month", "", "MWh", True, 500.0, 90.0)),
    (Broken("boiler: ramp", (SPAN,), 2.5),),
    (Contradiction("tank", "its level must be at least 1,500.0 MWh at 2019-06-30 04:00 and can be "
                   "50.5 MWh at most, even where it is charged with all its power from the start. "
                   "Lower the level at the end, or raise the level at the start or the power."),),
    (LOOP, Loop(("grid: sold",), (), (SPAN,), 3.0, 10.0, 10.0)))


def lines(explanation: Explanation, code: str) -> list[str]:
    """Head, findings and remarks."""
    words = LANGUAGES[code]
    return [head_of(explanation, words), *(
        line for said, remarks in findings_of(explanation, words) for line in (said, *remarks))]


def test_every_sentence_is_told() -> None:
    """Proves that no line is left as it is in English, and that each has its numbers.

    Catches a sentence that is put together of words which are looked up nowhere.
    """
    english, swedish = lines(EVERYTHING, "en"), lines(EVERYTHING, "sv")
    assert len(english) == len(swedish) > 20
    for one, other in zip(english, swedish, strict=True):
        assert one != other
        assert re.findall(r"\d+", one) == re.findall(r"\d+", other)
        assert ENGLISH_WORDS.search(other) is None, other


def test_names_stay_and_labels_are_told() -> None:
    """By sentences that hold both. Catches a header "steam" that becomes ånga."""
    swedish = lines(EVERYTHING, "sv")
    assert ("steam har underskott i 3 timmar (2019-06-30 01:00 till 2019-06-30 04:00): "
            "1\u202f239,5 MW behövs, högst 5,0 MW går att få, 3\u202f703,5 MWh saknas.") in swedish
    assert ("Vid sin gräns: boiler: värme 6,0 MW, gas: köpt minst 2,0 MW och boiler: ramp."
            ) in swedish
    assert ('Mest ovanligt: "works" behöver 9,5 MW mot 5,0 MW en typisk timme. Kontrollera den '
            'profilen först (kolumnen "need" i need.csv, rad 3–5).') in swedish


@pytest.mark.parametrize("scenario", [
    steam(units="store: {kind: store, header: lp steam, capacity: 50 MWh, power: 2 MW, "
                "levels: {start: 1 MWh, end_at_least: 40 MWh}}"),
    steam([6, 7, 6, 6, 40, 41, 6, 7],
          plant=", outages: [{from: 2019-01-01T04:00, to: 2019-01-01T06:00}]"),
    steam(gas=", annual_limit: 1 MWh", plant=", outages: [{from: 2019-01-01, to: 2019-01-02}]"),
], ids=["levels", "spike and outage", "limit"])
def test_what_is_really_found_is_told(scenario: Scenario) -> None:
    """The same of findings as the program makes them.

    Catches a message or an outage that is put in other words than the table knows.
    """
    explanation = explained(scenario)
    for one, other in zip(lines(explanation, "en"), lines(explanation, "sv"), strict=True):
        assert one != other
        assert ENGLISH_WORDS.search(other) is None, other


@pytest.mark.parametrize("cause", ["limits", "decisions", "no bottom"])
def test_where_nothing_single_is_to_blame(cause: Cause) -> None:
    """Each case has its head and its last word in Swedish."""
    nothing = Explanation("Small park", "EUR", "UTC", cause, 48.0)
    for one, other in zip(lines(nothing, "en"), lines(nothing, "sv"), strict=True):
        assert one != other


def test_the_page_is_swedish() -> None:
    """Its language, lead, drawing and findings. Catches words of the template in English."""
    page = page_of(EVERYTHING, "2019-07-01T00:00:00+00:00", SWEDISH)
    assert '<html lang="sv">' in page
    for told in ("Ingen drift möter varje behov", "Funnet 2019-07-01", "efterfrågat",
                 "kan tas emot", "2 h senare", "skillnaden", "steam har underskott"):
        assert told in page
