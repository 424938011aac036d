"""Mistakes that a planner makes: place, what was found, what is allowed, the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.line.park import PARK, Line, replaced

MISSPELT_KEYS = [
    ("headers:\n", "haeders:\n", "8:1: haeders", "headers"),
    ("end: 2019", "ent: 2019", "4:30: horizon › ent", "end"),
    ("pressure: 40", "presure: 40", "11:29: headers › hp steam › presure", "pressure"),
    ("{from: 2019", "{form: 2019", "20:10: units › acid plant › outages › 0 › form", "from"),
    ("capacity: 60", "capasity: 60", "22:60: units › let-down › capasity", "capacity"),
    ("demands:", "demand:", "25:11: companies › works › demand", "demands"),
    ("boiler_efficiency", "boiler_eficiency",
     "25:66: companies › works › alone › boiler_eficiency", "boiler_efficiency"),
    ("at_most", "at_mots", "29:69: contracts › city › at_mots", "at_most"),
    ("times: 0.9", "tiems: 0.9", "27:92: contracts › grid › sell_at › tiems", "times"),
    ("mean: 5", "meen: 5", "7:30: profiles › need › meen", "mean"),
    ("price: 80", "prise: 80", "31:3: emissions › prise", "price"),
    ("{district heat: gas b", "{district het: gas b",
     "32:15: emissions › reference › district het", "district heat"),
]


@pytest.mark.parametrize(("old", "new", "place", "meant"), MISSPELT_KEYS)
def test_a_misspelt_key_is_one_problem(
    line: Line, old: str, new: str, place: str, meant: str
) -> None:
    """Proves, at every level, that line, column, path and nearest key are named, once.

    Catches a place of the entry around it, a key of another kind offered, and the second problem
    "the key is missing" where the misspelt key was required.
    """
    Path("x.yaml").write_text(replaced(old, new), encoding="utf-8")
    said = line("validate", "x.yaml")
    key = place.rpartition("› ")[2].rpartition(": ")[2]
    assert said.code == 2
    assert f'x.yaml:{place}: there is no key "{key}" here' in said.err
    assert f'Did you mean "{meant}"?' in said.err
    assert "x.yaml: 1 problem\n" in said.err


MISSPELT_NAMES = [
    ("kind: let_down", "kind: letdown", "22:20: units › let-down › kind", "let_down"),
    ("medium: steam, pressure: 5", "medium: stem, pressure: 5",
     "12:22: headers › lp steam › medium", "steam"),
    ("to: lp steam, capacity: 60", "to: lp stem, capacity: 60",
     "22:50: units › let-down › to", "lp steam"),
    ("{lp steam: 10", "{lp stem: 10", "25:21: companies › works › demands › lp stem", "lp steam"),
    ("energy_price: {profile: spot}", "energy_price: {profile: spt}",
     "27:53: contracts › grid › energy_price › profile", "spot"),
    ("generate: seasonal", "generate: seasnal", "7:20: profiles › need › generate", "seasonal"),
    ("constant: 40", "constnt: 40", "6:9: profiles › spot", "constant"),
    ("kind: heat_sale", "kind: heat_sales", "29:16: contracts › city › kind", "heat_sale"),
    ("heat: gas boilers", "heat: gas boiler",
     "32:30: emissions › reference › district heat", "gas boilers"),
    ("time_zone: UTC", "time_zone: Europe/Stokholm", "4:75: horizon › time_zone",
     "Europe/Stockholm"),
]


@pytest.mark.parametrize(("old", "new", "place", "meant"), MISSPELT_NAMES)
def test_a_misspelt_name_is_one_problem(
    line: Line, old: str, new: str, place: str, meant: str
) -> None:
    """Proves that kinds, media, headers, profiles and alternatives offer the nearest valid name.

    Catches further blame for all that refers to a header whose own medium is misspelt.
    """
    Path("x.yaml").write_text(replaced(old, new), encoding="utf-8")
    said = line("validate", "x.yaml")
    assert said.code == 2
    assert f"x.yaml:{place}: " in said.err
    assert f'Did you mean "{meant}"?' in said.err
    assert "x.yaml: 1 problem\n" in said.err


LET_DOWN = "{kind: let_down, from: hp steam, to: lp steam, capacity: 60 t/h}"
OUTAGES = "outages:\n      - {from: 2019-01-01T02:00, to: 2019-01-01T03:00}"

WRONG_VALUES = [
    ("available: 54 MW", "available: 54", '"54" has no unit, expected a power such as "54 MW"'),
    ("available: 54 MW", "available: 54 MWh", '"MWh" is an energy, expected a power'),
    ("available: 54 MW", "available: 54,5 MW", "write the decimal sign as a dot"),
    ("capacity: 35 MW", "capacity: 35,5 MW", "Between { } a comma separates keys"),
    ("capacity: 35 MW", "capacity: much", '"much" is not a number with a unit'),
    ("capacity: 35 MW", "capacity: [35 MW]", "found a list"),
    ("capacity: 35 MW", "capacity: {a: 35 MW}", "found a mapping"),
    ("capacity: 35 MW", "capacity: true", 'such as "54 MW", found "true"'),
    ("capacity: 35 MW,", "capacity: ,", 'the key "capacity" has no value'),
    ("capacity: 35 MW", "capacity: -35 MW", "allowed is at least 0 MW"),
    ("efficiency: 92 %", "efficiency: 920 %", "920 %; allowed is at most 110 %"),
    (LET_DOWN, "a let-down", 'expected a mapping of keys, found "a let-down"'),
    (LET_DOWN, "{from: hp steam}", 'the key "kind" is missing'),
    (OUTAGES, "outages: often", 'expected a list, found "often"'),
    ("from: 2019-01-01T02:00", "from: 2019-01-01T02:00+01:00",
     "the horizon's time_zone says which it is"),
    ("from: 2019-01-01T02:00", "from: 12", "expected a date or a local time"),
    ("from: 2019-01-01T02:00", "from: 2019-01-01T05:00", "before it begins"),
    ("name: Small park", "name: [a]", "expected a text, found a list"),
    ("name: Small park", "name: ''", "expected a text that is not empty"),
    ("currency: EUR", "currency: Euro", 'three capital letters of a currency such as "EUR"'),
    ("energy_price: 35 EUR/MWh", "energy_price: 35 NOK/MWh",
     'the currency "NOK" has no exchange rate (known here: EUR, SEK, öre'),
    ("price: 25 EUR/MWh", "price: {profile: need}", 'the profile "need" does not fit: "MW"'),
    ("{constant: 40 EUR/MWh}", "{constant: 40}", 'does not fit: it has no unit'),
    ("{constant: 40 EUR/MWh}", "{constant: 40 EUR/MWh, colum: a}",
     'there is no key "colum" here'),
    ("{constant: 40 EUR/MWh}", "{values: [1, 2]}", 'profiles › spot › unit: the key "unit" is mi'),
    ("{constant: 40 EUR/MWh}", "{file: prices.csv}", "there is no file"),
    ("{constant: 40 EUR/MWh}", "{file: ../prices.csv}", "lies outside the scenario's own folder"),
    ("end: 2019-01-01T06:00", "end: 2018-01-01", "ends (2018-01-01 00:00:00) before it starts"),
    ("end: 2019-01-01T06:00", "end: 0019-01-01", "allowed are 1900 to 2200"),
    ("step: 1 h", "step: 4 h", "6 h cannot be cut into steps of 4 h"),
    ("temperature: 400 degC", "temperature: 200 degC", "is water, not steam"),
    ("from: hp steam, to: lp steam", "from: lp steam, to: hp steam", "cannot be let down"),
    (", exhaust: district heat", "", "a turbine needs an outlet"),
    ("{lp steam: 10 MW", "{gas: 10 MW", 'the header "gas" carries fuel; needed here is steam'),
    ("  boiler 1: {", "  boiler 1: {kind: boiler, ", 'the key "kind" stands twice'),
    ("  let-down: {", "  turbine: {", 'the key "turbine" stands twice, first in line 21'),
    ("  gas supply: {", "  turbine: {", '"turbine" is already the name of one of the units'),
    ("  gas: {", "  cold: {medium: fuel}\n  gas: {",
     "headers › cold: no unit, contract or company is connected to this header"),
    ("  gas: {", "  cold: {medium: steam, pressure: 2 bar}\n  gas: {",
     "headers › cold: no unit, contract or company is connected to this header"),
    ("capacity: 35 MW", "capacity: \t35 MW\n\t", "Indent with spaces, not tabs."),
    ("name: Small park", "name: {", "this is not YAML"),
    ("name: Small park", "5: 4\nname: Small park", 'there is no key "5" here'),
    ("name: Small park", "? [a, b]\n: 4\nname: Small park", "a key must be a text"),
]


@pytest.mark.parametrize(("old", "new", "message"), WRONG_VALUES)
def test_a_wrong_value_is_explained(line: Line, old: str, new: str, message: str) -> None:
    """Proves that each mistake ends with code 2 and says, in a planner's words, what is wrong.

    Catches a traceback, a message of the validation library, and a mistake that passes.
    """
    Path("x.yaml").write_text(replaced(old, new), encoding="utf-8")
    said = line("validate", "x.yaml")
    assert said.code == 2, said.out
    assert message in said.err
    assert "x.yaml:" in said.err
    assert "nput should" not in said.err


def test_a_header_that_nothing_feeds_names_who_needs_it(line: Line) -> None:
    """Proves that a demand without any supply is an error of the scenario, not of the solver."""
    text = replaced("  let-down: {", "  #let-down: {").replace("  boiler 1: {", "  #boiler 1: {")
    text = text.replace("  gas: {medium: fuel}\n", "").replace("  gas supply: {", "  #gas: {")
    Path("x.yaml").write_text(text, encoding="utf-8")
    said = line("run", "x.yaml", "--no-charts")
    assert said.code == 2
    assert ('headers › lp steam: nothing feeds this header, which "works" must be served from'
            in said.err)


@pytest.mark.parametrize("content", [
    b"", b"# nothing\n", b"hello", b"- a\n- b\n", b"\x00\x01\x02", b"name: a\x00b\n",
    b"name: \x1b[31mred\n", bytes(range(256)), "name: Malmö".encode("latin-1"),
    "name: Malmö".encode("utf-16"), b"a: &x [*x]\n", b"a: b: c\n", b"---\na: b\n---\nc: d\n",
    b'name: "\\ud800"\n', b"name: " + b"[" * 100 + b"]" * 100,
])
def test_a_file_that_is_no_scenario(line: Line, content: bytes) -> None:
    """Proves that empty, binary and other files that hold no mapping are refused in words."""
    Path("x.yaml").write_bytes(content)
    said = line("validate", "x.yaml")
    assert said.code == 2
    assert "x.yaml: 1 problem\n" in said.err or "problems\n" in said.err
    assert "\x1b" not in said.err


def test_no_file_and_a_folder(line: Line) -> None:
    """Proves that a missing file and a folder are told apart."""
    Path("folder.yaml").mkdir()
    said = line("validate", "nothing.yaml", "folder.yaml", "n" * 5000)
    assert said.code == 2
    assert 'there is no file "nothing.yaml"' in said.err
    assert '"folder.yaml" is a folder, not a scenario file' in said.err


def test_all_problems_at_once(line: Line) -> None:
    """Proves that mistakes in several sections are reported together, in the file's order."""
    text = replaced("pressure: 40", "presure: 40")
    text = text.replace("capacity: 60 t/h", "capacity: 60")
    text = text.replace("{constant: 40 EUR/MWh}", "{file: nothing.csv}").replace("80 EUR/t", "80")
    Path("x.yaml").write_text(text, encoding="utf-8")
    said = line("validate", "x.yaml")
    found = [int(row.split(":")[1]) for row in said.err.splitlines() if row.startswith("x.yaml:")
             and row.split(":")[1].strip().isdigit()]
    assert found == [6, 11, 22, 31]
    assert "x.yaml: 4 problems\n" in said.err


def test_the_line_is_quoted_with_a_caret(line: Line) -> None:
    """Proves that the caret stands under the wrong value, also far to the right in a long line.

    The value ``54`` stands in column 16; after 300 characters of a note the quoted part is cut.
    """
    Path("x.yaml").write_text(replaced("available: 54 MW", "available: 54"), encoding="utf-8")
    rows = line("validate", "x.yaml").err.splitlines()
    assert rows[1][rows[2].index("^"):] == "54"
    wide = replaced("{kind: let_down, ", f"{{kind: let_down, note: {'n' * 300}, ").replace(
        "60 t/h", "60")
    Path("x.yaml").write_text(wide, encoding="utf-8")
    rows = line("validate", "x.yaml").err.splitlines()
    assert rows[1][rows[2].index("^"):] == "60}"
    assert len(rows[1]) < 160


@pytest.mark.parametrize("name", ["gr\\e[31mid", "a\\x07", "a\\rb", "a\\nb", "", "g" * 300])
def test_names_that_steer_a_terminal(line: Line, name: str) -> None:
    """Proves that control characters, empty and enormous names are refused where they stand.

    Catches an escape sequence that reaches the terminal, the tables or the charts.
    """
    Path("x.yaml").write_text(replaced("  grid: {", f'  "{name}": {{'), encoding="utf-8")
    said = line("run", "x.yaml", "--no-charts")
    assert said.code == 2
    assert "x.yaml:27:3: a name has 1 to 200 characters" in said.err
    assert all(char.isprintable() or char == "\n" for char in said.err)


def test_nothing_unprintable_reaches_the_terminal(line: Line) -> None:
    """Proves that texts, names of files and direction marks are cleaned before they are printed.

    The name holds a right-to-left override, which is a legal text; the file's name an escape.
    """
    path = Path("pa\x1b[31mrk.yaml")
    path.write_text(replaced("Small park", '"Small \\u202e park"'), encoding="utf-8")
    wrong = Path("wro\x1b[31mng.yaml")
    wrong.write_text(replaced("54 MW", "54 \u202e MW"), encoding="utf-8")
    for said in (line("validate", path), line("validate", wrong),
                 line("run", path, "--no-charts", "--out", "o\x1b[1m"),
                 line("run", path, "--set", "units.\x1b[31m=4"), line("report", "no\x1b[1m"),
                 line("new", path), line("validate", path, "nothing\x1b[1m")):
        printed = said.out + said.err
        assert printed
        assert "\x1b" not in printed
        assert "\u202e" not in printed


def test_names_may_look_like_numbers(line: Line) -> None:
    """Proves that ``2022`` and ``5`` serve as names of a profile and a header."""
    text = PARK.replace("spot", "2022").replace("lp steam", "5").replace("Small park", "2019")
    Path("x.yaml").write_text(text, encoding="utf-8")
    assert line("validate", "x.yaml").code == 0


def test_a_missing_section_blames_nothing_else(line: Line) -> None:
    """Proves that without headers only that is said, and not each name that refers to one."""
    text = replaced("headers:", "#headers:")
    kept = [row for row in text.splitlines() if "medium:" not in row]
    Path("x.yaml").write_text("\n".join(kept), encoding="utf-8")
    said = line("validate", "x.yaml")
    assert 'x.yaml:1:1: headers: the key "headers" is missing' in said.err
    assert "x.yaml: 1 problem\n" in said.err


def test_a_wrong_scenario_leaves_the_result_alone(line: Line) -> None:
    """Proves that a run that is refused touches no file of an earlier result, nor makes any."""
    assert line("run", "park.yaml", "--no-charts", "--quiet").code == 0
    before = {path: path.stat().st_mtime_ns for path in Path("results").rglob("*")}
    Path("park.yaml").write_text(replaced("54 MW", "54"), encoding="utf-8")
    assert line("run", "park.yaml", "--no-charts").code == 2
    assert line("run", "park.yaml", "--no-charts", "--out", "other").code == 2
    assert {path: path.stat().st_mtime_ns for path in Path("results").rglob("*")} == before
    assert not Path("other").exists()
