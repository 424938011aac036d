"""YAML as plain data in which every value remembers its place.

Scalars follow YAML 1.2: only ``true``/``false`` are booleans and ``1:30`` is text. Duplicate keys,
keys that are no text and control characters are errors; size, depth and aliases are bounded.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ipos_energy.errors import Place, Problem, ScenarioError

Keys = tuple[str | int, ...]

COMMAND_LINE = "command line"
"""The name of the command line where a file is named."""

MAX_BYTES = 10_000_000
MAX_DEPTH = 50
MAX_VALUES = 200_000
MAX_NAME = 200
MAX_TEXT = 10_000

_INTEGER = re.compile(r"^[-+]?\d+$")
_FLOAT = re.compile(r"^[-+]?(\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?$")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NOTHING = {"", "~", "null", "Null", "NULL"}
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass
class Tree:
    """Plain data with the place of each key and value, by path of keys."""

    data: dict[str, Any]
    values: dict[Keys, Place] = field(default_factory=dict)
    keys: dict[Keys, Place] = field(default_factory=dict)
    folders: dict[Keys, Path] = field(default_factory=dict)
    """Folder of the file in which a value stands, from which its relative paths start."""
    problems: list[Problem] = field(default_factory=list)
    """Mistakes that leave the rest readable, such as a key that stands twice."""

    def place(self, path: Keys, *, of_key: bool = False) -> Place | None:
        """The place of a value, or of the nearest value around it."""
        if of_key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path)


def read_tree(path: Path) -> Tree:
    """The content of a YAML file. Raises ScenarioError where it holds no mapping at all."""
    return parse_tree(_read_text(path), str(path), path.resolve().parent)


def parse_tree(text: str, file: str, folder: Path) -> Tree:
    """The content of YAML ``text``; ``file`` names it in messages.

    Raises ScenarioError where nothing of it can be read.
    """
    reader = _Reader(file, text.splitlines(), folder)
    root = reader.root(text)
    if root is None:
        raise ScenarioError(reader.tree.problems)
    reader.tree.data = root
    return reader.tree


def _read_text(path: Path) -> str:
    try:
        if path.is_dir():
            raise ScenarioError([Problem(f'"{path}" is a folder, not a scenario file')])
        if not path.is_file():
            raise ScenarioError([Problem(f'there is no file "{path}"')])
        if path.stat().st_size > MAX_BYTES:
            raise ScenarioError([Problem(
                f'"{path}" has {path.stat().st_size} bytes; a scenario has at most {MAX_BYTES}')])
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScenarioError([_undecodable(path, error)]) from error
    except OSError as error:
        raise ScenarioError([Problem(f'"{path}" cannot be read: {error.strerror}')]) from error
    except ValueError as error:
        raise ScenarioError([Problem(f'"{path}" is not the name of a file')]) from error


def _undecodable(path: Path, error: UnicodeDecodeError) -> Problem:
    """The problem of a file in another encoding, at its first byte that is not UTF-8."""
    data = bytes(error.object)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Problem(f'"{path}" is saved in UTF-16', advice="Save it as UTF-8.")
    before = data[:error.start].decode("utf-8")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    text = data.splitlines()[line - 1].decode("latin-1")
    return Problem(f'"{path}" is not UTF-8 (byte {error.start + 1})',
                   place=Place(str(path), line, column, text), advice="Save it as UTF-8.")


class _Reader:
    """Walks PyYAML's nodes, which carry line and column."""

    def __init__(self, file: str, lines: list[str], folder: Path) -> None:
        self.file, self.lines, self.folder = file, lines, folder
        self.tree = Tree({})
        self.count = 0

    def root(self, text: str) -> dict[str, Any] | None:
        """The mapping that the text is; None where that cannot be read, and so nothing else."""
        try:
            if not self._shallow(text):
                return None
            node = yaml.compose(text, Loader=yaml.CBaseLoader)
        except yaml.MarkedYAMLError as error:
            self._report_syntax(error)
            return None
        except yaml.reader.ReaderError as error:
            self._report(f"the character U+{error.character:04X} is not allowed in YAML",
                         self._place_of(text, error.position), "Remove it.")
            return None
        except UnicodeEncodeError as error:
            self._report("a text holds bytes that are not UTF-8",
                         self._place_of(text, error.start), "Type it anew, or save it as UTF-8.")
            return None
        if not isinstance(node, yaml.MappingNode):
            self._report("a scenario is a mapping of keys such as name, horizon, headers; found "
                         f"{_found(node)}", None)
            return None
        root = self.value(node, ())
        return root if self.count <= MAX_VALUES else None

    def _report_syntax(self, error: yaml.MarkedYAMLError) -> None:
        """What the parser says; what began far above and never ended is shown where it began."""
        began, noticed = error.context_mark, error.problem_mark or error.context_mark
        context, at_end = error.context or "", bool(noticed and noticed.line >= len(self.lines))
        if began and noticed and began.line != noticed.line and not at_end:
            context += f" that begins in line {began.line + 1}"
        where = began if at_end and began else noticed
        place = self._place(where) if where else None
        said = ", ".join(part for part in (context, error.problem) if part)
        self._report(f"this is not YAML: {said}", place, _syntax_advice(place, error.problem or ""))

    def _shallow(self, text: str) -> bool:
        """Whether the text is neither nested too deep nor has too many values to be read at all."""
        depth = 0
        for count, event in enumerate( yaml.parse(text, Loader=yaml.CBaseLoader)):
            if count > 3 * MAX_VALUES:
                self._report(f"more than {MAX_VALUES} values", self._place(event.start_mark))
                return False
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    self._report(f"nested deeper than {MAX_DEPTH} levels",
                                 self._place(event.start_mark))
                    return False
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
        return True

    def value(self, node: yaml.Node, path: Keys) -> Any:
        """What a node means, and the place of it and of all that is in it."""
        self.count += 1
        if self.count > MAX_VALUES:
            if self.count == MAX_VALUES + 1:
                self._report(f"more than {MAX_VALUES} values", self._place(node.start_mark))
            return None
        if len(path) > MAX_DEPTH:  # an alias inside itself, or a chain of aliases
            self._report(f"nested deeper than {MAX_DEPTH} levels", self._place(node.start_mark))
            self.count = MAX_VALUES + 1
            return None
        self.tree.values[path] = self._place(node.start_mark)
        self.tree.folders[path] = self.folder
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, k)) for k, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        if len(node.value) > MAX_TEXT:
            self._report(f"a text of {len(node.value)} characters; allowed are {MAX_TEXT}",
                         self._place(node.start_mark))
            return ""
        if _CONTROL.search(node.value):
            self._report("a text cannot hold control characters", self._place(node.start_mark))
        return node.value if node.style else scalar(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Keys) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self._report("a key must be a text", place)
                continue
            key = str(key_node.value)
            if not 0 < len(key) <= MAX_NAME or _CONTROL.search(key) or "\n" in key:
                self._report(f"a name has 1 to {MAX_NAME} characters and none that steer a "
                             "terminal", place)
                continue
            if key in result:
                first = self.tree.keys[(*path, key)]
                self._report(f'the key "{key}" stands twice, first in line {first.line}', place)
                continue
            self.tree.keys[(*path, key)] = place
            result[key] = self.value(value_node, (*path, key))
        return result

    def _place(self, mark: Any) -> Place:
        text = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return Place(self.file, mark.line + 1, mark.column + 1, text)

    def _place_of(self, text: str, position: int) -> Place:
        before = text[:position]
        line = before.count("\n")
        shown = self.lines[line] if line < len(self.lines) else ""
        return Place(self.file, line + 1, position - before.rfind("\n"), shown)

    def _report(self, message: str, place: Place | None, advice: str = "") -> None:
        self.tree.problems.append(Problem(message, place=place or Place(self.file, 1, 1),
                                          advice=advice))


def scalar(text: str) -> str | int | float | bool | None:
    """What a plain scalar means by YAML 1.2's core schema, numbers in decimal only."""
    if text in _NOTHING:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _INTEGER.match(text) and len(text) < 20:
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def _found(node: yaml.Node | None) -> str:
    """What stands where a mapping should."""
    if node is None:
        return "nothing"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a text"


def _syntax_advice(place: Place | None, problem: str) -> str:
    if "alias" in problem:
        return "An alias such as *stops needs the same name with & where the value stands."
    if "another document" in problem:
        return "A file holds one scenario; take the line of dashes out."
    if place and "\t" in place.text[:place.column + 1]:
        return "Indent with spaces, not tabs."
    return "Check the indentation, the colon after each key and the quotes on this line and above."
