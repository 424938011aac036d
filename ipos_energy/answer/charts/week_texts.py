"""What is said of a week that the program chose."""

from __future__ import annotations

from collections.abc import Mapping

from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Calendar
from ipos_energy.answer.weeks import Week

_TITLES: Mapping[str, str] = {
    "whole": "Steam and heat: {days}",
    "typical": "Steam and heat, a typical week: {days}",
    "coldest": "Steam and heat, the coldest week: {days}",
    "highest demand": "Steam and heat, the week of highest demand: {days}",
    "outage": "Steam and heat, the week of the outage: {days}",
}
_CHOSEN: Mapping[str, str] = {
    "typical": "Chosen since the energies of all flows are nearest to their means of all weeks.",
    "coldest": "Chosen as the coldest: {value} °C outdoors on average.",
    "highest demand": "Chosen since the companies take most steam and hot water: {value} MWh.",
    "outage": "Chosen since the processes give least heat: {value} MWh.",
}


def chart_name(reason: str) -> str:
    """The name of the chart's file."""
    return "week" if reason == "whole" else f"week-{reason.replace(' ', '-')}"


def title_of(week: Week, calendar: Calendar, language: Language) -> str:
    """Which week it is, and its days."""
    days = language.span(calendar.local[week.steps])
    return language.say(_TITLES[week.reason]).format(days=days)


def chosen_text(week: Week, language: Language) -> str:
    """Why the program chose the week, with a space after it; nothing for the whole horizon."""
    if week.reason not in _CHOSEN:
        return ""
    value = "" if week.value is None else language.number(week.value, 1)
    return language.say(_CHOSEN[week.reason]).format(value=value) + " "
