"""How Sphinx builds the site: everything it needs lies beside the pages, nothing is fetched."""

from __future__ import annotations

import re
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any, ClassVar

from pygments.lexer import RegexLexer
from pygments.token import Comment, Keyword, Name, Operator, Text

project = "ipos-energy"
author = "ipos-energy contributors"
version = release = version_of("ipos-energy")
extensions = ["myst_parser"]
exclude_patterns = ["make_pages", "sample"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = "ipos-energy"
html_static_path = ["static"]
html_css_files = ["style.css"]
html_extra_path = ["sample/site"]
html_copy_source = False
html_show_search_summary = False  # it fetches pages, which browsers forbid to opened files
html_show_sphinx = False
html_show_copyright = False
html_theme_options: dict[str, Any] = {"top_of_page_buttons": []}
pygments_style = "friendly"
pygments_dark_style = "github-dark"

_FETCHED = re.compile(
    r"<(?:script|img|iframe|source)[^>]*\ssrc=\"https?://|<link[^>]*\shref=\"https?://"
    r"|@import\s+url\(\"?https?://|url\(\"?https?://")


class Equations(RegexLexer):  # type: ignore[misc]  # Pygments states no types
    """Equations in plain text: the step's index, relations, and conditions told apart."""

    name = "equations"
    aliases: ClassVar[list[str]] = ["equations"]
    tokens: ClassVar[dict[str, Any]] = {"root": [
        (r"(?<=\S) {3,}(?=\(|\w+[ ,](?![=≤≥∝])).*", Comment),
        (r"[≤≥=∝∈]|\+=", Operator),
        (r"\[[^\]\n]*\]", Name.Attribute),
        (r"[Σ∫]", Keyword),
        (r".|\n", Text),
    ]}


def _refuse_what_is_fetched(app: Any, error: Exception | None) -> None:
    """Raises where a page of the finished site would load something from the network."""
    if error is not None:
        return
    pages = [*Path(app.outdir).rglob("*.html"), *Path(app.outdir).rglob("*.css")]
    fetching = [page.name for page in pages
                if _FETCHED.search(page.read_text(encoding="utf-8"))]
    if fetching:
        raise RuntimeError(f"pages that need the network: {', '.join(sorted(fetching))}")


def setup(app: Any) -> None:
    """Adds what the pages need beyond Sphinx's own."""
    app.add_lexer("equations", Equations)
    app.connect("build-finished", _refuse_what_is_fetched)
