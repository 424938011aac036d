"""Swedish of what sizes, connections and flexible demand are called in results."""

from __future__ import annotations

SIZE_LABELS = {
    "power taken": "uttagen effekt",
    "power given": "avgiven effekt",
    "power": "effekt",
    "connection": "anslutning",
    "firm flow": "fast flöde",
    "capacity that is on": "kapacitet i drift",
    "capacity at work": "kapacitet i arbete",
    "bought ≤ connection": "köpt ≤ anslutning",
    "sold ≤ connection": "sålt ≤ anslutning",
    "connection for bought": "anslutning för köpt",
    "connection for sold": "anslutning för sålt",
}

SIZE_SENTENCES = {
    "connection: {label}": "anslutning: {label}",
    "connection to {name}: {label}": "anslutning till {name}: {label}",
    "connection to {name}": "anslutning till {name}",
    "{label} only while on": "{label} endast i drift",
    "{label} within the size": "{label} inom storleken",
    "{label} is the whole size": "{label} är hela storleken",
    "{label} at least": "{label} minst",
    "capacity with segment {number} full": "kapacitet med segment {number} fullt",
    "owed of {name}": "skuld av {name}",
    "first owed of {name}": "första skuld av {name}",
    "owed of {name}: not too late": "skuld av {name}: inte för sent",
    "owed of {name}: not too early": "skuld av {name}: inte för tidigt",
    "owed of {name} = before + due − served": "skuld av {name} = före + behov − levererat",
    "served of {name}": "levererat av {name}",
    "curtailed of {name}": "avstått av {name}",
    "curtailed of {name} ≥ 0": "avstått av {name} ≥ 0",
    "curtailed of {name} ≤ agreed share": "avstått av {name} ≤ avtalad andel",
    "curtailed of {name} = price · energy": "avstått av {name} = pris · energi",
}
