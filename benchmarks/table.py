"""The table of results, and the place where it is kept."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import pathlib
import platform
from collections.abc import Sequence
from typing import Final

import attrs

__all__ = ["Row", "heading", "render", "write"]

_README: Final = pathlib.Path(__file__).with_name("README.md")
_BEGIN: Final = "<!-- the table begins -->"
_END: Final = "<!-- the table ends -->"

_DISTRIBUTIONS: Final = (
    "renkei_model",
    "attrs",
    "transitions",
    "python-statemachine",
    "sismic",
    "django-viewflow",
    "django-fsm-2",
    "Django",
    "numpy",
    "pydantic",
    "orjson",
    "z3-solver",
)


@attrs.frozen
class Row:
    """One line of the table.

    Attributes:
        what: What was measured.
        measured: How long it took, in words.
        figure: The figure that counts.
        unit: What it is: a ratio, milliseconds, bytes.
        at_most: What it may be at most; None where it is given for information.
        note: What else there is to say; for a guarded step, what a refusal tells.
    """

    what: str
    measured: str
    figure: float
    unit: str = "×"
    at_most: float | None = attrs.field(default=None, kw_only=True)
    note: str = ""

    @property
    def is_exceeded(self) -> bool:
        """Whether the figure is above its limit."""
        return self.at_most is not None and self.figure > self.at_most


def heading(rounds: int) -> str:
    """Say when, where and with what was measured.

    Args:
        rounds: How many rounds were run.
    """
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{name} {importlib.metadata.version(name)}" for name in _DISTRIBUTIONS]
    today = datetime.datetime.now(tz=datetime.UTC).date()
    return f"{today}; {os.cpu_count()} CPUs; best of {rounds} rounds. {', '.join(versions)}."


def render(rows: Sequence[Row]) -> str:
    """Write the table in Markdown.

    Args:
        rows: Its lines.
    """
    lines = [
        "| what | measured | figure | at most | note |",
        "| --- | --: | --: | --: | --- |",
    ]
    for row in rows:
        limit = "–" if row.at_most is None else f"{row.at_most:g} {row.unit}"
        over = " **(over)**" if row.is_exceeded else ""
        figure = f"{_short(row.figure)} {row.unit}{over}"
        lines.append(f"| {row.what} | {row.measured} | {figure} | {limit} | {row.note} |")
    return "\n".join(lines)


def _short(figure: float) -> str:
    """Write a figure with three digits, or whole."""
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.3g}"  # noqa: PLR2004 - three digits


def write(text: str) -> None:
    """Put a text between the markers of the README, in place of what is there.

    Args:
        text: The heading and the table.
    """
    before, _, rest = _README.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    _README.write_text(f"{before}{_BEGIN}\n{text}\n{_END}{after}", encoding="utf-8")
