"""Sentences that results hold, in Swedish.

A sentence has its changing parts in braces. A part whose name begins with ``name`` is a planner's
own word and stays; any other is told in Swedish too.
"""

from __future__ import annotations

from collections.abc import Mapping

SWEDISH_SENTENCES: Mapping[str, str] = {
    "{label} as billed": "{label} enligt faktura",
    "{label} at its limit": "{label} vid sin gräns",
    "least {label}": "minsta {label}",
    "delivered = demand of {name}": "levererat = behov av {name}",
    "served of {name} ≥ 0": "tillgodosett av {name} ≥ 0",
    "taken from {name} = demand − curtailed": "uttaget ur {name} = behov − avstått",
    "taken from {name} ≤ connection": "uttaget ur {name} ≤ anslutning",
    "heat to {name} = yield · steam": "värme till {name} = utbyte · ånga",
    "steam to condenser ≤ most": "ånga till kondensor ≤ högst",
    "steam to condenser ≥ least": "ånga till kondensor ≥ minst",
    "steam to {name} ≤ most": "ånga till {name} ≤ högst",
    "steam to {name} ≥ least": "ånga till {name} ≥ minst",
    "volume per {period} ≤ most": "volym per {period} ≤ högst",
    "volume per {period} ≥ least": "volym per {period} ≥ minst",
    "volume per {period}": "volym per {period}",
    "{name} = factor · fuel burnt": "{name} = faktor · förbränt bränsle",
    "{name} ≤ cap": "{name} ≤ tak",
    "{label} rests in maintenance": "{label} är noll under underhåll",
    "{label}: {number} whole days in a row within its window":
        "{label}: {number} hela dygn i rad inom sitt fönster",
    "{label}: once": "{label}: en gång",
    "{label}: days": "{label}: dygn",
    "maintenance {number}": "underhåll {number}",
    "carriers together bear what is emitted ({label})":
        "energibärarna bär tillsammans det som släpps ut ({label})",
    "users together bear what is emitted ({label})":
        "användarna bär tillsammans det som släpps ut ({label})",
    "heat to {name}": "värme till {name}",
    "steam to {name}": "ånga till {name}",
    "{name}, refund": "{name}, återbetalning",
    "{name}, excess": "{name}, överuttag",
    "{name}, block {number}": "{name}, block {number}",
    "{name}: monthly peak": "{name}: månadens effekttopp",
    "{name}: yearly peak": "{name}: årets effekttopp",
    "{name}: monthly peak: {label}": "{name}: månadens effekttopp: {label}",
    "{name}: yearly peak: {label}": "{name}: årets effekttopp: {label}",
    "capacity that is on {label}": "kapacitet i drift, {label}",
    "capacity with segment {number} full {label}":
        "kapacitet med segment {number} fullt, {label}",
    "power: {label}": "effekt: {label}",
    "{name}: excess": "{name}: överuttag",
    "{name}: subscribed": "{name}: abonnerat",
    "segment {number} after it": "segment {number} efter det",
    "segment {number} full first": "segment {number} fullt först",
    "segment {number} while on": "segment {number} i drift",
    "fuel burnt, {name}": "förbränt bränsle, {name}",
    "upstream of {name}": "uppströms för {name}",
    "own boilers: {label}": "egna pannor: {label}",
    "power bought alone: {label}": "el köpt på egen hand: {label}",
    "cooling of the process heat: {label}": "kylning av processvärmen: {label}",
    "{name} per unit of the limit": "{name} per enhet av gränsen",
    "{name}, market-based": "{name}, marknadsbaserad",
    "{label1}; district heat from {label2}; electricity as {label3}":
        "{label1}; fjärrvärme från {label2}; el som {label3}",
    "{label1}; district heat from {label2}": "{label1}; fjärrvärme från {label2}",
    "Nordic residual mix {year}": "nordisk residualmix {year}",
    "Swedish residual mix {year}": "svensk residualmix {year}",
    "district heat: {label}": "fjärrvärme: {label}",
    "Companies alone: own boilers on {label}, {factor} kg/MWh, {efficiency} % unless a company "
    "states its own.":
        "Företagen på egen hand: egna pannor på {label}, {factor} kg/MWh, {efficiency} % om inte "
        "företaget anger sin egen.",
    "Companies alone: own chillers with a COP of {cop}.":
        "Företagen på egen hand: egna kylmaskiner med COP {cop}.",
    "Grid electricity: {label}, {factor} kg/MWh on average, {scope}. {source}":
        "Nätel: {label}, {factor} kg/MWh i medeltal, {scope}. {source}",
    "Cooling the process heat away would take {share} % of it as power (an assumption).":
        "Att kyla bort processvärmen skulle ta {share} % av den som el (ett antagande).",
    'The factors have two scopes: "{label1}" is {scope1}, "{label2}" is {scope2}.':
        'Faktorerna har två omfattningar: "{label1}" är {scope1}, "{label2}" är {scope2}.',
    'Fuel of own boilers at the terms of "{name}": each company its own peak charge and fixed fee, '
    "the CO2 price included.":
        'Egna pannors bränsle på villkoren i "{name}": varje företag sin egen effektavgift och '
        "fasta avgift, CO2-priset inräknat.",
    'Power bought alone at the terms of "{name}": each company its own peak charge and fixed fee; '
    "power subscribed is each company's own highest.":
        'El köpt på egen hand på villkoren i "{name}": varje företag sin egen effektavgift och '
        "fasta avgift; abonnerad effekt är varje företags egen högsta.",
    'The cost of the alternative "{label}" is not stated, so the city\'s saving is not valued.':
        'Kostnaden för alternativet "{label}" är inte angiven, så stadens besparing är inte '
        "värderad.",
    "{name}: its part-load curve is not convex; without commitment the input is understated by up "
    "to {share} %":
        "{name}: dellastkurvan är inte konvex; utan commitment underskattas det tillförda med upp "
        "till {share} %",
}
