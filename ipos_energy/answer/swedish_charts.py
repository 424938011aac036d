"""All that charts say, in Swedish by the English text; what is missing is an error."""

from __future__ import annotations

from collections.abc import Mapping

SWEDISH_CHARTS: Mapping[str, str] = {
    "All {count} time series are modelled, none is measured.":
        "Alla {count} tidsserier är modellerade, ingen är uppmätt.",
    "Modelled profiles: {names}": "Modellerade profiler: {names}",
    "Modelled profiles: {names} and {count} more":
        "Modellerade profiler: {names} och {count} till",
    "million {currency}": "miljoner {currency}",
    "thousand {currency}": "tusen {currency}",
    "{first} to {last}": "{first} till {last}",
    "{count} companies": "{count} företag",
    "{count} others": "{count} övriga",
    "demand: {name}": "behov: {name}",
    "Steam and heat: {days}": "Ånga och värme: {days}",
    "Steam and heat, a typical week: {days}": "Ånga och värme, en typisk vecka: {days}",
    "Steam and heat, the coldest week: {days}": "Ånga och värme, den kallaste veckan: {days}",
    "Steam and heat, the week of highest demand: {days}":
        "Ånga och värme, veckan med högst behov: {days}",
    "Steam and heat, the week of the outage: {days}": "Ånga och värme, avbrottsveckan: {days}",
    "Chosen since the energies of all flows are nearest to their means of all weeks.":
        "Vald för att alla flödens energier är närmast sina medelvärden över alla veckor.",
    "Chosen as the coldest: {value} °C outdoors on average.":
        "Vald som den kallaste: {value} °C utomhus i medeltal.",
    "Chosen since the companies take most steam and hot water: {value} MWh.":
        "Vald för att företagen tar ut mest ånga och hetvatten: {value} MWh.",
    "Chosen since the processes give least heat: {value} MWh.":
        "Vald för att processerna ger minst värme: {value} MWh.",
    "Above zero: supply into the header. Below zero: what units, stores and buyers take from it. "
    "What remains is the demand of the companies, the black line.":
        "Över noll: tillförsel till nätet. Under noll: vad anläggningar, lager och köpare tar ur "
        "det. Det som återstår är företagens behov, den svarta linjen.",
    "No flow in this week: {names}": "Inget flöde denna vecka: {names}",
    "Energy by month and header, {period}": "Energi per månad och nät, {period}",
    "Energy by day and header, {period}": "Energi per dag och nät, {period}",
    "Energy by hour and header, {period}": "Energi per timme och nät, {period}",
    "Above zero: energy into the header. Below zero: energy out of it. The two sides are equal.":
        "Över noll: energi in i nätet. Under noll: energi ut ur det. De två sidorna är lika.",
    "{unit} per month": "{unit} per månad",
    "{unit} per day": "{unit} per dag",
    "{unit} per hour": "{unit} per timme",
    "Duration curves, {period}": "Varaktighetskurvor, {period}",
    "Each curve is sorted by itself, from its highest hour to its lowest: it shows for how many "
    "hours a power is reached or exceeded.":
        "Varje kurva är sorterad för sig, från högsta timmen till lägsta: den visar under hur "
        "många timmar en effekt nås eller överskrids.",
    "hours at or above": "timmar på eller över",
    "Marginal prices by header, {period}": "Marginalpriser per nät, {period}",
    "What one MWh more of demand at the header would cost.":
        "Vad en MWh mer behov på nätet skulle kosta.",
    "Beyond the scale (under 2 % of hours): {prices}.":
        "Utanför skalan (under 2 % av timmarna): {prices}.",
    "up to {price} {unit}": "upp till {price} {unit}",
    "down to {price} {unit}": "ned till {price} {unit}",
    "sorted, each header by itself": "sorterat, varje nät för sig",
    "mean of each month": "medel per månad",
    "mean of each day": "medel per dag",
    "mean of each hour": "medel per timme",
    "{name}, mean {price}": "{name}, medel {price}",
    "Content of the stores, {period}": "Lagrens innehåll, {period}",
    "Area: from the lowest to the highest content of each day. Line: the day's mean.":
        "Yta: från dygnets lägsta till högsta innehåll. Linje: dygnets medel.",
    "Content at the end of each step.": "Innehåll vid slutet av varje steg.",
    "Cost by line, {period}: {total} {unit} in total":
        "Kostnad per post, {period}: {total} {unit} totalt",
    "Income is negative and drawn to the left.": "Intäkter är negativa och ritas åt vänster.",
    "1 smaller line": "1 mindre post",
    "{count} smaller lines": "{count} mindre poster",
    "cost": "kostnad",
    "income": "intäkt",
    "Avoided CO2, {period}: {total} t against {name}":
        "Undviken CO2, {period}: {total} t mot {name}",
    "What separate production of the same steam, water, power and district heat would emit, less "
    "what the park emits.":
        "Vad separat produktion av samma ånga, hetvatten, el och fjärrvärme skulle släppa ut, "
        "minus vad parken släpper ut.",
    "avoided in total": "undviket totalt",
    "Avoided CO2 by alternative for the district heat":
        "Undviken CO2 efter alternativ för fjärrvärmen",
    "{period}. Reference: {name}.": "{period}. Referens: {name}.",
    "No heat is sold, so the alternative makes no difference.":
        "Ingen värme säljs, så alternativet gör ingen skillnad.",
    "{energy} MWh of heat sold.": "{energy} MWh såld värme.",
    "The claimed {claimed} t would be reached at {factor}.":
        "De uppgivna {claimed} t skulle nås vid {factor}.",
    "{factor} kg/MWh of heat": "{factor} kg/MWh värme",
    "t CO2 avoided": "t undviken CO2",
    "claimed {claimed} t": "uppgivet {claimed} t",
    "the reference": "referensen",
}
