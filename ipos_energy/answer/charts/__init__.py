"""Charts of a run, readable in print and to colour-blind people, as SVG and PNG."""

from __future__ import annotations

from pathlib import Path

from ipos_energy.answer.language import LANGUAGES
from ipos_energy.answer.results import Results


def draw_charts(results: Results, folder: Path, language: str = "en") -> list[Path]:
    """Draws every chart that the results have something for into ``folder``, in a language of
    ``LANGUAGES``.

    Returns the files, each page as SVG and as PNG. The same results give the same bytes. Nothing is
    written before all is drawn, and no file is ever half-written. Raises ResultError where the
    folder cannot be written. Imports matplotlib, which takes more than a second, when called.
    """
    from ipos_energy.answer.charts.album import draw_album
    from ipos_energy.answer.whole_file import make_folder, write_whole

    drawn = draw_album(results, LANGUAGES[language])
    make_folder(folder)
    return [write_whole(folder / name, content) for name, content in drawn.items()]
