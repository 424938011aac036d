"""Charts made ready to stand in one page: without headers, and with identifiers of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

_OPENING = re.compile(r"<svg\b[^>]*>")
_VIEW_BOX = re.compile(r'viewBox="([^"]*)"')
_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_STYLE = re.compile(r"<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_SPACES = re.compile(r"\s*\n\s*")
_GROUP = re.compile(r'<g id="[^"]*">')
_DECIMALS = re.compile(r"(\d+\.\d\d)\d+")


def embedded(svg: str, prefix: str, title: str) -> str:
    """The inside of an SVG file as an element of a page, read aloud as ``title``.

    Every identifier begins with ``prefix``, so that two charts cannot take each other's parts.
    """
    opening = _OPENING.search(svg)
    if opening is None:
        raise ValueError("this is no SVG")
    box = _VIEW_BOX.search(opening.group())
    inside = svg[opening.end():]
    for pattern in (_METADATA, _STYLE):
        inside = pattern.sub("", inside)
    inside = _GROUP.sub("<g>", inside).replace("xlink:href", "href")
    inside = re.sub(r"<[^>]*>", lambda tag: _prefixed(tag.group(), prefix), inside)
    head = (f'<svg class="chart" role="img" viewBox="{box.group(1) if box else ""}">'
            f"<title>{escape(title)}</title>")
    return head + _SPACES.sub(" ", inside).strip()


def _prefixed(tag: str, prefix: str) -> str:
    """One tag with its identifiers prefixed and its coordinates at two decimals."""
    tag = (tag.replace(' id="', f' id="{prefix}-').replace('href="#', f'href="#{prefix}-')
           .replace("url(#", f"url(#{prefix}-"))
    return _DECIMALS.sub(r"\1", tag)


def pages(drawings: Mapping[str, str], chart: str) -> list[tuple[str, str]]:
    """The pages of one chart by name, in order: ``chart``, ``chart-2`` and so on."""
    names = [name for name in drawings
             if name == chart or re.fullmatch(rf"{re.escape(chart)}-\d+", name)]
    return [(name, drawings[name]) for name in sorted(names, key=lambda n: (len(n), n))]
