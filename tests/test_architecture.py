"""The rooms of the program and the arrows between them, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = "ipos_energy"
LONGEST_FILE = 330
LONGEST_FUNCTION = 45

MAY_IMPORT = {
    "errors": {"errors"},
    "park": {"park", "errors"},
    "mathematics": {"mathematics", "park", "errors"},
    "answer": {"answer", "park", "errors"},
    "line": {"line", "answer", "mathematics", "park", "errors"},
}
ENTRANCE = "line"  # files directly in the package, other than errors.py


@dataclass(frozen=True)
class Import:
    """One imported name, with the place that imports it."""

    file: str
    line: int
    name: str
    when_loading: bool
    for_types_only: bool

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}: {self.name}"


def sources(root: Path, *folders: str) -> dict[str, ast.Module]:
    """Each Python file of the folders, by its path under ``root``, as a syntax tree."""
    files = sorted(file for folder in folders for file in (root / folder).rglob("*.py"))
    return {
        file.relative_to(root).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
        for file in files
    }


def names_imported(node: ast.AST) -> list[str]:
    """The dotted names that a statement or a call of ``import_module`` brings in."""
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), names=names, level=0):
            return [f"{module}.{alias.name}" for alias in names]
        case ast.ImportFrom(names=names):
            return ["." + alias.name for alias in names]
        case ast.Call(func=ast.Name(id="import_module" | "__import__"), args=[ast.Constant(value)]):
            return [str(value)]
        case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value)]):
            return [str(value)]
    return []


def imports(
    file: str, tree: ast.AST, *, loading: bool = True, typing: bool = False
) -> list[Import]:
    """All imports under ``tree``, and whether they happen when the file is loaded."""
    found: list[Import] = []
    for node in ast.iter_child_nodes(tree):
        found += [
            Import(file, getattr(node, "lineno", 0), name, loading and not typing, typing)
            for name in names_imported(node)
        ]
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        types_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        found += imports(file, node, loading=loading and not inside, typing=typing or types_only)
    return found


def all_imports(root: Path) -> list[Import]:
    """Every import in the package."""
    return [one for file, tree in sources(root, PACKAGE).items() for one in imports(file, tree)]


def room_of(dotted: str) -> str:
    """The room that a dotted name of the package lives in."""
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in MAY_IMPORT else ENTRANCE


def dotted_name(file: str) -> str:
    """``ipos_energy/park/units/__init__.py`` as ``ipos_energy.park.units``."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def belongs_to(name: str, package: str) -> bool:
    """Whether a dotted name is the package or something in it."""
    return name == package or name.startswith(package + ".")


def forbidden_arrows(root: Path) -> list[str]:
    """Imports from a room into one that it must not know, as ``file:line: name``."""
    return [
        one.place
        for one in all_imports(root)
        if one.name.startswith(".")
        or (
            belongs_to(one.name, PACKAGE)
            and room_of(one.name) not in MAY_IMPORT[room_of(dotted_name(one.file))]
        )
    ]


def circle(root: Path) -> list[str]:
    """Modules that import one another in a circle, or nothing."""
    modules = {dotted_name(file) for file in sources(root, PACKAGE)}
    graph: dict[str, set[str]] = {module: set() for module in modules}
    for one in all_imports(root):
        target = one.name if one.name in modules else one.name.rpartition(".")[0]
        if target in modules and not one.for_types_only:
            graph[dotted_name(one.file)].add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def importers(root: Path, package: str) -> set[str]:
    """Files that import ``package`` or anything in it."""
    return {one.file for one in all_imports(root) if belongs_to(one.name, package)}


def imported_when_loading(root: Path, package: str) -> list[str]:
    """Imports of ``package`` that happen when a file is loaded, as ``file:line: name``."""
    return [
        one.place for one in all_imports(root) if belongs_to(one.name, package) and one.when_loading
    ]


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def too_long(root: Path, *folders: str) -> list[str]:
    """Files and functions beyond the limits, as ``file:line: what, lines``."""
    found = []
    for file, tree in sources(root, *folders).items():
        lines = len((root / file).read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_FILE:
            found.append(f"{file}:1: the file, {lines} lines")
        for function in functions(tree):
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > LONGEST_FUNCTION:
                found.append(f"{file}:{function.lineno}: {function.name}, {length} lines")
    return found


@pytest.fixture
def crooked_house(tmp_path: Path) -> Path:
    """A small package that breaks every rule once."""
    files = {
        "errors.py": "",
        "park/boiler.py": "import pandas as pd\nimport ipos_energy.mathematics.model\n",
        "park/store.py": "from ipos_energy.park import boiler_room\n",
        "park/boiler_room.py": "def f():\n    from ipos_energy.park.store import g\n",
        "mathematics/model.py": "import highspy\nfrom ipos_energy import answer\n",
        "mathematics/again.py": "def f():\n    from highspy import Highs\n",
        "answer/report.py": "import importlib\nimportlib.import_module('ipos_energy.line')\n",
        "answer/near.py": "from . import report\n",
        "line/run.py": "from ipos_energy.answer import report\nx = 1\n" + "\n" * LONGEST_FILE,
        "line/cli.py": "async def main():\n" + "    pass\n" * LONGEST_FUNCTION,
    }
    for name, text in files.items():
        file = tmp_path / PACKAGE / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_rooms_import_only_what_they_may() -> None:
    """The answer never sees the mathematics, the park sees neither; catches a shortcut import."""
    assert forbidden_arrows(REPOSITORY) == []


def test_no_modules_import_one_another_in_a_circle() -> None:
    """Inside a room, imports go downwards; catches two modules that need each other."""
    assert circle(REPOSITORY) == []


def test_highspy_is_known_to_one_file() -> None:
    """A change of solver touches one file; catches a second place that talks to HiGHS."""
    files = importers(REPOSITORY, "highspy")
    assert len(files) == 1, files
    assert all(file.startswith(f"{PACKAGE}/mathematics/") for file in files)


def test_pyomo_is_known_to_three_files_at_most() -> None:
    """Kinds of unit speak to the site, not to Pyomo; catches a kind that imports it."""
    files = importers(REPOSITORY, "pyomo")
    assert 1 <= len(files) <= 3, files
    assert all(file.startswith(f"{PACKAGE}/mathematics/") for file in files)


def test_matplotlib_is_known_to_charts_alone() -> None:
    """``--no-charts`` never pays for matplotlib; catches an import elsewhere."""
    outside = [
        file
        for file in importers(REPOSITORY, "matplotlib")
        if not file.startswith((f"{PACKAGE}/answer/charts/", f"{PACKAGE}/answer/charts.py"))
    ]
    assert outside == []


def test_pandas_is_not_imported_when_a_file_is_loaded() -> None:
    """A run needs no pandas (a second of CPU); catches an import at the top of a file."""
    assert imported_when_loading(REPOSITORY, "pandas") == []


def test_files_and_functions_stay_short() -> None:
    """What grows past the limits is asking for a better cut."""
    assert too_long(REPOSITORY, PACKAGE, "benchmarks", "docs") == []


def test_forbidden_arrows_are_seen(crooked_house: Path) -> None:
    """Upward, sideways, dynamic and relative imports are all found; the line may use the answer."""
    assert forbidden_arrows(crooked_house) == [
        "ipos_energy/answer/near.py:1: .report",
        "ipos_energy/answer/report.py:2: ipos_energy.line",
        "ipos_energy/mathematics/model.py:2: ipos_energy.answer",
        "ipos_energy/park/boiler.py:2: ipos_energy.mathematics.model",
    ]


def test_circles_are_seen(crooked_house: Path) -> None:
    """An import inside a function closes a circle as well."""
    assert set(circle(crooked_house)) == {
        "ipos_energy.park.store",
        "ipos_energy.park.boiler_room",
    }


def test_packages_are_seen(crooked_house: Path) -> None:
    """Imports inside functions count as use of a package, but not as loading it."""
    assert len(importers(crooked_house, "highspy")) == 2
    assert imported_when_loading(crooked_house, "pandas") == [
        "ipos_energy/park/boiler.py:1: pandas"
    ]
    assert imported_when_loading(crooked_house, "highspy") == [
        "ipos_energy/mathematics/model.py:1: highspy"
    ]


def test_lengths_are_seen(crooked_house: Path) -> None:
    """``run.py`` has 332 lines, two above the limit; ``main`` 46, one above."""
    assert too_long(crooked_house, PACKAGE) == [
        "ipos_energy/line/cli.py:1: main, 46 lines",
        "ipos_energy/line/run.py:1: the file, 332 lines",
    ]
